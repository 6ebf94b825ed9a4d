"""Merging two entries that are one person."""

from typing import Any

from msgspec.structs import asdict

from peermentor.errors import Refused
from peermentor.language import _
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.records import Mentor
from peermentor.practice.nouns.ties import pointing_at, untie

_THEIR_OWN = ("uid", "number", "created", "updated", "name", "stage", "stages", "since", "until")
_LISTS = ("fit", "openers")


def merge(draft: Draft, double: Mentor, into: Mentor) -> Mentor:
    """Give everything of `double` to `into`, remove `double`, and give back who stays.

    The fields of `into` stay, and its empty ones are filled from `double`; its first day is the earlier of
    the two. Raises Refused where both are the same.
    """
    must_be_two(double, into)
    for tie, other in tuple(pointing_at(draft.records, double)):
        untie(draft, tie, other, double.uid, into.uid)
    kept = draft.change(into, **_filled(double, into))
    draft.remove(double)
    return kept


def must_be_two(double: Mentor, into: Mentor) -> None:
    """Raise Refused where both are the same."""
    if double.uid == into.uid:
        raise Refused(
            _("{name} ({handle}) is one and the same.").format(name=into.name, handle=into.handle),
            _("Name the one that goes, then the one that stays: peermentor merge m3 m2"),
        )


def _filled(double: Mentor, into: Mentor) -> dict[str, Any]:
    theirs = asdict(double)
    fields = {
        name: theirs[name]
        for name, value in asdict(into).items()
        if name not in (*_THEIR_OWN, *_LISTS) and not value and theirs[name]
    }
    for name in _LISTS:
        fields[name] = (
            *getattr(into, name),
            *(one for one in theirs[name] if one not in getattr(into, name)),
        )
    # The stages are only those of `into`: mixed with the other's they would have pauses that never were.
    fields["since"] = min(into.since, double.since)
    return fields

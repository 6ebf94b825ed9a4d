"""Somebody who was entered twice becomes one person again."""

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
    """Make everything of `double` belong to `into`, and take `double` away; give back who stays.

    What is kept of `into` stays, what is empty there is filled from `double`; the two began on the earlier
    of their days. Raises Refused for somebody merged into themselves.
    """
    must_be_two(double, into)
    for tie, other in tuple(pointing_at(draft.records, double)):
        untie(draft, tie, other, double.uid, into.uid)
    kept = draft.change(into, **_filled(double, into))
    draft.remove(double)
    return kept


def must_be_two(double: Mentor, into: Mentor) -> None:
    """Raise Refused for somebody merged into themselves."""
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
    # Only of the one who stays: two lives of stages told as one would have pauses that never were.
    fields["since"] = min(into.since, double.since)
    return fields

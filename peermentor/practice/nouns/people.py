"""Peers: who may be added, and what may still be said about a relationship that is over."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine, Refused
from peermentor.language import _
from peermentor.practice.nouns import find
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.find import folded_name
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import OVER, Goal, Mentor, RhythmFrom, Stage, StageChange
from peermentor.practice.nouns.thresholds import ONE_DEPARTMENT
from peermentor.practice.nouns.unseen import without_unseen
from peermentor.to_type import to_type

# The two meet, if only to see whether it fits, and what they promised holds.
MEETING: tuple[Stage, ...] = ("candidate", "active", "winding-up")


def keep_mentor(draft: Draft, mentor: Mentor) -> Mentor:
    """Keep a new peer.

    Raises CommandLine for a name without a letter and for a next meeting in the past, Refused for a name
    that is taken.
    """
    must_be_free_name(draft.records, mentor.name)
    must_lie_ahead(mentor.next, draft.today)
    return draft.add(mentor)


def must_be_a_name(name: str) -> None:
    """Raise CommandLine for a name without a letter."""
    if not any(c.isalnum() for c in folded_name(name)):
        raise CommandLine(_("A mentor needs a name."), _('peermentor add-mentor "Maya Pranata"'))


def change_mentor(
    draft: Draft,
    mentor: Mentor,
    *,
    rhythm_from: date | None = None,
    **fields: Any,  # noqa: ANN401 - any of a mentor's fields
) -> Mentor:
    """Change what is kept about a peer. Raises like `keep_mentor`, and Refused for one who is closed.

    A closed relationship is read-only; it can only be opened again. A new rhythm (`every`) holds from today,
    or from the day `rhythm_from`; from their first day on, it corrects a mistake.
    """
    if fields.get("stage", mentor.stage) in OVER:
        must_be_open(mentor)
    must_lie_ahead(fields.get("next"), draft.today)
    if "every" in fields or rhythm_from is not None:
        fields |= with_rhythm(mentor, fields.get("every", mentor.every), rhythm_from or draft.today)
    if "name" in fields:
        must_be_free_name(draft.records, fields["name"], mentor)
    return change_stage(draft, mentor, fields.pop("stage", mentor.stage), **fields)


def with_rhythm(mentor: Mentor, every: str, since: date) -> dict[str, Any]:
    """Make the fields of a peer whose rhythm is `every` from the day `since` on; earlier rhythms stay."""
    before = mentor.rhythms or (RhythmFrom(mentor.since, mentor.every),)
    if mentor.every == every and before[-1].since <= since:
        return {"every": every}
    held = tuple(told for told in before if told.since < since)
    if since <= mentor.since:
        return {"every": every, "rhythms": ()}  # the one that holds always did
    if not held or held[-1].every != every:
        held = (*held, RhythmFrom(since, every))
    return {"every": every, "rhythms": held}


def change_stage(
    draft: Draft,
    mentor: Mentor,
    stage: Stage,
    because: str = "",
    *,
    on: date | None = None,
    **fields: Any,  # noqa: ANN401
) -> Mentor:
    """Change the stage of a relationship, and keep the day (`on`, else today) and the reason.

    Every change of a stage is made here. Only a pause has a last day (`until`); any other stage clears it.
    """
    if stage != mentor.stage:
        change = StageChange(stage, on or draft.today, because, fields.get("until"))
        fields = {"until": None, **fields, "stage": stage, "stages": (*mentor.stages, change)}
    return draft.change(mentor, **fields)


def lengthen_pause(draft: Draft, mentor: Mentor, until: date | None, because: str = "") -> Mentor:
    """Change the day a pause lasts until; where that day has passed, a new pause begins today."""
    ends = until or mentor.until
    *before, pause = mentor.stages or (StageChange("paused", mentor.since),)
    if mentor.until and mentor.until <= draft.today and until:
        again = StageChange("paused", draft.today, because, until)
        return draft.change(mentor, until=until, stages=(*before, replace(pause, until=mentor.until), again))
    return draft.change(mentor, until=ends, stages=(*before, replace(pause, until=ends)))


def must_have_begun(mentor: Mentor) -> None:
    """Raise Refused for a candidate, with whom nothing is agreed yet, and like `must_be_open`."""
    must_be_open(mentor)
    if mentor.stage == "candidate":
        raise Refused(
            _("{name} is a candidate: the two of you have not begun yet.").format(name=mentor.name),
            _("Begin: peermentor edit-mentor {handle} --stage active").format(handle=mentor.handle),
        )


def must_be_open(mentor: Mentor) -> None:
    """Raise Refused when the relationship is over: its records are read-only."""
    if mentor.is_over:
        raise Refused(
            _("{name} is closed; what you kept together is read-only.").format(name=mentor.name),
            (
                _("Open it again: peermentor resume {handle}")
                if mentor.stage == "closed"
                else _("Open it again: peermentor edit-mentor {handle} --stage active")
            ).format(handle=mentor.handle),
        )


def find_open_mentor(records: Records, typed: str) -> Mentor:
    """Find the mentor meant by what was typed. Raises as `find.mentor`, and Refused when it is over."""
    found = find.mentor(records, typed)
    must_be_open(found)
    return found


def open_peer_of(records: Records, goal: Goal) -> Mentor | None:
    """Find the peer a goal is worked on with; None where there is none, or where it is over."""
    mentor = records.get(Mentor, goal.mentor)
    return mentor if mentor and not mentor.is_over else None


def must_belong_to_open(records: Records, mentor_uid: str) -> None:
    """Raise Refused where this uid is of a relationship that is over; "" is of none."""
    mentor = records.get(Mentor, mentor_uid)
    if mentor:
        must_be_open(mentor)


def must_lie_ahead(day: date | None, today: date) -> None:
    """Raise CommandLine for a next meeting on a day that is over."""
    if day and day < today:
        raise CommandLine(
            _("The next meeting can't be on {day}: that day is over.").format(day=dates.say(day)),
            _("Give today or a later day; a meeting that was held: peermentor log"),
        )


def must_be_free_name(records: Records, name: str, whose: Mentor | None = None) -> None:
    """Raise Refused for a name that somebody but `whose` has, CommandLine for one without a letter."""
    must_be_a_name(name)
    others = (m for m in records.all(Mentor) if whose is None or m.uid != whose.uid)
    taken = next((m for m in others if folded_name(m.name) == folded_name(name)), None)
    if taken:
        apart = _("{name} from Payments").format(name=" ".join(without_unseen(taken.name).split()))
        raise Refused(
            _("{name} is here already ({handle}).").format(name=taken.name, handle=taken.handle),
            _(
                "Somebody else? Say what tells them apart: {command}. "
                "Or see who is here: peermentor mentor {handle}"
            ).format(command=to_type("add-mentor", apart), handle=taken.handle),
        )


def narrow_circle(mentors: Sequence[Mentor]) -> str:
    """Name the department of all these peers; "" when they differ, or are fewer than `ONE_DEPARTMENT`."""
    departments = {folded_name(mentor.department): mentor.department for mentor in mentors}
    if len(mentors) < ONE_DEPARTMENT or len(departments) > 1:
        return ""
    return mentors[0].department

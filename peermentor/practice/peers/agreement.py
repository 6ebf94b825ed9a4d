"""What two peers expect of each other, kept in versions; the latest holds.

Its rhythm and its length are also kept with the mentor, where `today` and `prep` find them.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns import people, rhythm, stretches
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Agreement, Mentor, Session
from peermentor.practice.nouns.sessions import held_sessions
from peermentor.practice.nouns.stretches import Days
from peermentor.practice.nouns.thresholds import AGREEMENT_CHECK, HOURS_LESS, HOURS_MORE
from peermentor.practice.peers import energy

Spent = Literal["more", "as-agreed", "less", "unknown"]
LASTING = ("channel", "quiet", "confidential", "stop")
MOST_REFS = 6  # talks named in a sentence
TERMS = (
    "focus", "i_bring", "they_bring", "i_hope", "they_hope", "channel", "every", "minutes", "quiet",
    "confidential", "boundaries", "stop",
)  # fmt: skip


class ChangedTerm(Struct, frozen=True):
    """One term of an agreement, before and after a change."""

    field: str
    before: Any
    after: Any


class AgreedTime(Struct, frozen=True):
    """The time agreed on and the time spent, in minutes, since the rhythm and length of today began.

    `level` is `unknown` before the first whole interval, and where no rhythm or no length is agreed; it can
    be `less` only after the second. `refs` are the talks that took longer than agreed, or all if none did.
    """

    since: date
    agreed: int
    spent: int
    sessions: int
    level: Spent
    refs: tuple[str, ...] = ()


def latest_agreement(records: Records, mentor: Mentor) -> Agreement | None:
    """Find the version that holds, or None before any was kept."""
    return max(records.of_mentor(Agreement, mentor), key=by_day, default=None)


def in_effect(records: Records, mentor: Mentor, today: date) -> Agreement:
    """Give the agreement that a new version starts from: the latest, with the rhythm and length of today."""
    held = latest_agreement(records, mentor) or Agreement(mentor=mentor.uid, date=today, focus=mentor.focus)
    return replace(held, every=mentor.every, minutes=mentor.minutes)


def keep_agreement(draft: Draft, mentor: Mentor, *, renew: bool = False, **terms: Any) -> Agreement:  # noqa: ANN401
    """Keep what was agreed as a new version; where nothing differs from the latest, none is kept.

    With `renew`, a version is kept even unchanged. Then, and where the day of the next look has come, the new
    day is half a year from today, unless `check` is given.

    Raises Refused for a candidate and for what is over, CommandLine for a look that is not ahead.
    """
    people.must_have_begun(mentor)
    _is_ahead(terms.get("check"), draft.today)
    held = latest_agreement(draft.records, mentor)
    new = replace(in_effect(draft.records, mentor, draft.today), **terms)
    same = held is not None and not changed_terms(held, new) and new.check == held.check
    if held and same and not renew:
        return held
    if "check" not in terms and (renew or new.check is None or new.check <= draft.today):
        new = replace(new, check=rhythm.after(draft.today, AGREEMENT_CHECK))
    draft.change(mentor, minutes=new.minutes, **people.with_rhythm(mentor, new.every, draft.today))
    return draft.add(replace(new, date=draft.today))


def changed_terms(before: Agreement | None, after: Agreement | None) -> tuple[ChangedTerm, ...]:
    """List what differs between two versions, in the order of the agreement."""
    if before is None or after is None:
        return ()
    pairs = ((term, getattr(before, term), getattr(after, term)) for term in TERMS)
    return tuple(ChangedTerm(term, old, new) for term, old, new in pairs if old != new)


def check_day(records: Records, mentor: Mentor, held: Agreement | None, today: date) -> date | None:
    """Find the day of the next look at what was agreed, moved later by the days at rest before it."""
    if held is None or held.check is None:
        return None
    return stretches.move_by_rests(held.check, held.date, stretches.rests_of(records, mentor, today))


def is_due(records: Records, mentor: Mentor, today: date) -> bool:
    """Tell whether the day of the next look has come."""
    check = check_day(records, mentor, latest_agreement(records, mentor), today)
    return check is not None and check <= today


def agreed_time(
    records: Records, mentor: Mentor, today: date, breaks: Iterable[Days] = ()
) -> AgreedTime | None:
    """Compare the time agreed on with the time spent, up to today; None without an agreement.

    Also None while a concern stands: then nobody is asked whether the time suits them. A session without a
    length counts with the agreed length. A talk on the day of the agreement is not counted.
    """
    versions = versions_of(records, mentor)
    if not versions or standing_concern(records, mentor, today):
        return None
    held = since = versions[0]
    for version in versions:
        if (version.every, version.minutes) != (held.every, held.minutes):
            break
        since = version
    met = [s for s in held_sessions(records.of_mentor(Session, mentor)) if since.date < s.date <= today]
    spent = sum(s.minutes or held.minutes or 0 for s in met)
    known = stretches.stretches_of(records, mentor, today, breaks)
    intervals = int(stretches.intervals(known, since.date, today)) if held.every else 0
    agreed = intervals * (held.minutes or 0)
    longer = [s for s in met if (s.minutes or 0) > (held.minutes or 0)]
    refs = tuple(s.handle for s in longer or met)
    return AgreedTime(since.date, agreed, spent, len(met), _level(agreed, held.minutes or 0, spent), refs)


def slower_rhythm_for(records: Records, mentor: Mentor) -> str:
    """Give the rhythm to propose when energy after talks falls, one unit slower: "3w" gives "4w".

    It is "" when energy does not fall, where no rhythm is agreed, and where none is slower.
    """
    met = held_sessions(records.of_mentor(Session, mentor))
    if not mentor.every or not energy.energy_falls([s.energy for s in met if s.energy is not None]):
        return ""
    proposed = rhythm.next_slower(mentor.every)
    return proposed if proposed != mentor.every else ""


def term_word(term: str) -> str:
    """Give the name of a term of an agreement, as people see it."""
    return {
        "focus": _("What it is about"),
        "i_bring": _("I bring"),
        "they_bring": _("They bring"),
        "i_hope": _("I hope for"),
        "they_hope": _("They hope for"),
        "channel": _("How we reach each other"),
        "every": _("How often"),
        "minutes": _("How long"),
        "quiet": _("Quiet hours"),
        "confidential": _("What stays between us"),
        "boundaries": _("Boundaries"),
        "stop": _("How either may stop"),
    }[term]


def say_term(term: str, value: Any) -> str:  # noqa: ANN401 - the value of any point
    """Say the value of a term in words; "" where nothing is agreed."""
    if term == "every":
        return rhythm.say_rhythm(value)
    if term == "minutes":
        return _("{n} minutes").format(n=value) if value else ""
    if term == "focus" and value:
        return {"career": _("career"), "skill": _("a skill"), "both": _("career and a skill")}[value]
    return "; ".join(value) if isinstance(value, tuple | list) else value or ""


def lasting_terms(held: Agreement) -> tuple[str, ...]:
    """Say the terms that matter every day, each with its name: the channel, quiet hours, how to stop."""
    named = ((term_word(term), say_term(term, getattr(held, term))) for term in LASTING)
    return tuple(_("{term}: {said}").format(term=term, said=said) for term, said in named if said)


def say_agreed_time(spent: AgreedTime) -> str:
    """Say the time agreed on and the time spent; "" where the level is unknown."""
    text = {
        "more": _(
            "Agreed so far: {agreed}; spent: {spent}, more than agreed ({refs}). Does that suit you both?"
        ),
        "less": _("Agreed so far: {agreed}; spent: {spent}, less than agreed. Is the rhythm right?"),
        "as-agreed": _("Agreed so far: {agreed}; spent: {spent}."),
        "unknown": "",
    }[spent.level]
    refs = ", ".join((*spent.refs[:MOST_REFS], *["…"] * (len(spent.refs) > MOST_REFS)))
    return text.format(agreed=dates.say_length(spent.agreed), spent=dates.say_length(spent.spent), refs=refs)


def _level(agreed: int, one: int, spent: int) -> Spent:
    if not agreed:
        return "unknown"
    if spent > (agreed + one) * HOURS_MORE:
        return "more"
    return "less" if agreed > one and spent < agreed * HOURS_LESS else "as-agreed"


def versions_of(records: Records, mentor: Mentor) -> list[Agreement]:
    """List the versions two people agreed on, the latest first."""
    return sorted(records.of_mentor(Agreement, mentor), key=by_day, reverse=True)


def _is_ahead(check: date | None, today: date) -> None:
    if check and check <= today:
        raise CommandLine(
            _("The next look at it can't be on {day}: that is not ahead.").format(day=dates.say(check)),
            _("Give a later --check, or leave it out: half a year from now."),
        )

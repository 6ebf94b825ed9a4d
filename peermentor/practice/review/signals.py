"""What is seen: eight signals the journal gives about a relationship, each with the entries it rests on.

A signal is measured here and judged by the one table in `thresholds`: too few entries, or nothing to
measure, is "unknown", never weak. What each measures, and from when it speaks, is PRACTICE.md's table.
"""

import math
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from peermentor.language import _, decimal, several
from peermentor.practice.nouns import rhythm
from peermentor.practice.nouns.records import Side
from peermentor.practice.nouns.thresholds import SIGNALS, Level
from peermentor.practice.review.entries import Evidence, Path, handles, on_time

Refs = tuple[str, ...]


class Reason(Struct, frozen=True):
    """A sentence, and the handles of the entries it rests on."""

    text: str
    refs: Refs = ()


class Signal(Struct, frozen=True):
    """One signal as judged: its level, what was seen in a sentence, and the entries that say so."""

    signal: str
    level: Level
    summary: str
    refs: Refs


class Measure(Struct, frozen=True):
    """What a signal measures: `part` of `whole`, and the value to judge, None where there is nothing to.

    `whole` is what the signal needs enough of before it speaks: intervals, promises due, goals, sessions.
    """

    value: float | None
    part: int
    whole: int
    summary: str
    refs: Refs = ()


def measure(evidence: Evidence) -> dict[str, Measure]:
    """The eight signals, measured and not yet judged."""
    return {signal: taken(evidence) for signal, taken in _MEASURES.items()}


def judge(measures: dict[str, Measure]) -> dict[str, Signal]:
    """The eight signals by name, each strong, mixed, weak or unknown."""
    return {name: Signal(name, _level(name, m), m.summary, m.refs) for name, m in measures.items()}


def _level(signal: str, measured: Measure) -> Level:
    band = SIGNALS[signal]
    if measured.value is None or measured.whole < band.at_least:
        return "unknown"
    return band.level(measured.value)


def _few(signal: str, count: int) -> bool:
    return count < SIGNALS[signal].at_least


def _mean(total: int, count: int) -> str:
    """A mean as people read it, cut after one place so that it never looks better than it is."""
    return decimal(f"{total * 10 // count / 10:g}")


def _rhythm(evidence: Evidence) -> Measure:
    mentor, held = evidence.mentor, len(evidence.sessions)
    if not mentor.every:
        return Measure(None, held, 0, _("No rhythm is agreed."))
    met = sorted(evidence.sessions + evidence.called_off, key=lambda s: (s.date, s.number))
    # The agreed rhythm is written with the mentor, so a silent window rests on that entry.
    refs = handles(met) or (mentor.handle,)
    asked = rhythm.whole_intervals(mentor.every, _start(evidence), evidence.span.until)
    if _few("rhythm", asked):
        return Measure(None, held, asked, _("The window is shorter than one interval of your rhythm."), refs)
    return Measure(held / asked, held, asked, _rhythm_summary(evidence, held, asked), refs)


def _start(evidence: Evidence) -> date:
    """Where the window begins, but not before these two began: no rhythm was broken until then."""
    first = min((s.date for s in evidence.sessions_ever), default=evidence.mentor.since)
    return max(evidence.span.since, min(first, evidence.mentor.since))


def _rhythm_summary(evidence: Evidence, held: int, asked: int) -> str:
    # Two numbers, one of which bends the sentence: `several` fills in {n} and leaves {{part}} for the rest.
    said = [
        several(
            "{{part}} of {n} meeting of your rhythm was held.",
            "{{part}} of {n} meetings of your rhythm were held.",
            asked,
        ).format(part=min(held, asked))
    ]
    if held > asked:
        said.append(several("{n} more came on top.", "{n} more came on top.", held - asked))
    if evidence.called_off:
        said.append(several("{n} was called off.", "{n} were called off.", len(evidence.called_off)))
    if held < asked:
        said.append(several("Longest silence: {n} day.", "Longest silence: {n} days.", _silence(evidence)))
    return " ".join(said)


def _silence(evidence: Evidence) -> int:
    """The longest stretch of the window without a session, in days."""
    days = [_start(evidence), *(s.date for s in evidence.sessions), evidence.span.until]
    return max((later - day).days for day, later in pairwise(days))


def _word(evidence: Evidence, owner: Side) -> Measure:
    due = [p for p in evidence.due if p.owner == owner]
    kept = sum(on_time(p) for p in due)
    if _few("my-word" if owner == "me" else "their-word", len(due)):
        text = _("Too few of your promises were due.") if owner == "me" else _("Too few of theirs were due.")
        return Measure(None, kept, len(due), text, handles(due))
    text = (
        _("You kept {part} of {whole} promises on time.")
        if owner == "me"
        else _("They kept {part} of {whole} promises on time.")
    )
    return Measure(kept / len(due), kept, len(due), text.format(part=kept, whole=len(due)), handles(due))


def _growth(evidence: Evidence) -> Measure:
    paths = evidence.paths
    if not evidence.goals:
        return Measure(None, 0, 0, _("You have no goal with this peer."))
    if not paths:
        return Measure(None, 0, 0, _("No goal of yours here has a check-in yet."), handles(evidence.goals))
    total = sum(path.end - path.start for path in paths)
    refs = tuple(ref for path in paths for ref in path.refs)
    return Measure(total / len(paths), total, len(paths), _growth_summary(paths, total), refs)


def _growth_summary(paths: Sequence[Path], total: int) -> str:
    if len(paths) == 1:
        path = paths[0]
        text = _("“{title}” went from {start} to {end} percent.")
        if path.start == path.end:
            text = _("“{title}” stayed at {end} percent.")
        return text.format(title=path.goal.title, start=path.start, end=path.end)
    text = _("Your {whole} goals here moved by {mean} percent points on average.")
    return text.format(whole=len(paths), mean=_mean(total, len(paths)))


def _balance(evidence: Evidence) -> Measure:
    whole = len(evidence.sessions)
    both = sum(1 for s in evidence.sessions if s.gave and s.got)
    if _few("balance", whole):
        return _too_few_sessions("balance", evidence)
    text = _("In {part} of {whole} sessions you both gave and got something.").format(part=both, whole=whole)
    return Measure(both / whole, both, whole, text, handles(evidence.sessions))


def _energy(evidence: Evidence) -> Measure:
    said = [s for s in evidence.sessions if s.energy is not None]
    total, count = sum(s.energy or 0 for s in said), len(said)
    if _few("energy", count):
        return Measure(None, total, count, _("Too few sessions say how they left you."), handles(said))
    text = _("Your energy after {whole} sessions: {mean} of 5 on average.")
    text = text.format(whole=count, mean=_mean(total, count))
    return Measure(total / count, total, count, text, handles(said))


def _prepared(evidence: Evidence) -> Measure:
    part, whole = len(evidence.prepared), len(evidence.sessions)
    if _few("prepared", whole):
        return _too_few_sessions("prepared", evidence)
    if not evidence.prepared_ever:
        text = _("No session with this peer was prepared yet; one topic beforehand is a beginning.")
        return Measure(None, part, whole, text)
    text = _("{part} of {whole} sessions had an agenda or topics beforehand.").format(part=part, whole=whole)
    return Measure(part / whole, part, whole, text, handles(evidence.sessions))


def _feedback(evidence: Evidence) -> Measure:
    told, whole = len(evidence.feedback), len(evidence.sessions)
    if _few("feedback", whole):
        return _too_few_sessions("feedback", evidence)
    if not evidence.feedback_ever:
        text = _("No feedback is kept with this peer yet; asking for some is a beginning.")
        return Measure(None, told, whole, text)
    text = _("You exchanged feedback {part} times in {whole} sessions.").format(part=told, whole=whole)
    if not told:
        text = _("No feedback was exchanged in {whole} sessions.").format(whole=whole)
    refs = handles(evidence.feedback) or handles(evidence.sessions)
    return Measure(whole / told if told else math.inf, told, whole, text, refs)


def _too_few_sessions(signal: str, evidence: Evidence) -> Measure:
    text = _("Fewer than {n} sessions in this window.").format(n=SIGNALS[signal].at_least)
    return Measure(None, 0, len(evidence.sessions), text, handles(evidence.sessions))


_MEASURES: dict[str, Callable[[Evidence], Measure]] = {
    "rhythm": _rhythm,
    "their-word": lambda evidence: _word(evidence, "them"),
    "my-word": lambda evidence: _word(evidence, "me"),
    "growth": _growth,
    "balance": _balance,
    "energy": _energy,
    "prepared": _prepared,
    "feedback": _feedback,
}

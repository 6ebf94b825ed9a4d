"""How each signal of a review is measured, from the entries it rests on.

Too few entries, or nothing to measure, is said as such and judged "unknown", never weak. What each measures,
and from when it speaks, is PRACTICE.md's table.
"""

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from peermentor.language import _, decimal, several
from peermentor.practice.nouns import rhythm
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.records import Side
from peermentor.practice.review.entries import Entries, Path, handles, on_time
from peermentor.practice.review.signal_types import Band, Measure


def _mean(total: int, count: int) -> str:
    """A mean as people read it, cut after one place so that it never looks better than it is."""
    return decimal(f"{total * 10 // count / 10:g}")


def measure_rhythm(entries: Entries, band: Band) -> Measure:
    """Count the sessions held of the whole agreed intervals in the window."""
    mentor, held = entries.mentor, len(entries.sessions)
    if not mentor.every:
        return Measure(None, held, 0, _("No rhythm is agreed."))
    met = sorted(entries.sessions + entries.called_off, key=by_day)
    # The agreed rhythm is written with the mentor, so a silent window rests on that entry.
    refs = handles(met) or (mentor.handle,)
    asked = rhythm.whole_intervals(mentor.every, _start(entries), entries.span.until)
    if asked < band.at_least:
        return Measure(None, held, asked, _("The window is shorter than one interval of your rhythm."), refs)
    return Measure(held / asked, held, asked, _rhythm_summary(entries, held, asked), refs)


def _start(entries: Entries) -> date:
    """Where the window begins, but not before these two began: no rhythm was broken until then."""
    first = min((s.date for s in entries.sessions_ever), default=entries.mentor.since)
    return max(entries.span.since, min(first, entries.mentor.since))


def _rhythm_summary(entries: Entries, held: int, asked: int) -> str:
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
    if entries.called_off:
        said.append(several("{n} was called off.", "{n} were called off.", len(entries.called_off)))
    if held < asked:
        said.append(several("Longest silence: {n} day.", "Longest silence: {n} days.", _silence(entries)))
    return " ".join(said)


def _silence(entries: Entries) -> int:
    """The longest stretch of the window without a session, in days."""
    days = [_start(entries), *(s.date for s in entries.sessions), entries.span.until]
    return max((later - day).days for day, later in pairwise(days))


def measure_their_word(entries: Entries, band: Band) -> Measure:
    """Count their promises due that were kept on time."""
    return _word(entries, band, "them")


def measure_my_word(entries: Entries, band: Band) -> Measure:
    """Count my promises due that were kept on time."""
    return _word(entries, band, "me")


def _word(entries: Entries, band: Band, owner: Side) -> Measure:
    due = [p for p in entries.due if p.owner == owner]
    kept = sum(on_time(p) for p in due)
    if len(due) < band.at_least:
        text = _("Too few of your promises were due.") if owner == "me" else _("Too few of theirs were due.")
        return Measure(None, kept, len(due), text, handles(due))
    text = (
        _("You kept {part} of {whole} promises on time.")
        if owner == "me"
        else _("They kept {part} of {whole} promises on time.")
    )
    return Measure(kept / len(due), kept, len(due), text.format(part=kept, whole=len(due)), handles(due))


def measure_growth(entries: Entries, band: Band) -> Measure:
    """Average the percent points that the goals moved."""
    paths = entries.paths
    if not entries.goals:
        return Measure(None, 0, 0, _("You have no goal with this peer."))
    if not paths:
        return Measure(None, 0, 0, _("No goal of yours here has a check-in yet."), handles(entries.goals))
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


def measure_balance(entries: Entries, band: Band) -> Measure:
    """Count the sessions in which both gave and got."""
    whole = len(entries.sessions)
    both = sum(1 for s in entries.sessions if s.gave and s.got)
    if whole < band.at_least:
        return _too_few_sessions(entries, band)
    text = _("In {part} of {whole} sessions you both gave and got something.").format(part=both, whole=whole)
    return Measure(both / whole, both, whole, text, handles(entries.sessions))


def measure_energy(entries: Entries, band: Band) -> Measure:
    """Average the energy, 1 to 5, that was said after sessions."""
    said = [s for s in entries.sessions if s.energy is not None]
    total, count = sum(s.energy or 0 for s in said), len(said)
    if count < band.at_least:
        return Measure(None, total, count, _("Too few sessions say how they left you."), handles(said))
    text = _("Your energy after {whole} sessions: {mean} of 5 on average.")
    text = text.format(whole=count, mean=_mean(total, count))
    return Measure(total / count, total, count, text, handles(said))


def measure_prepared(entries: Entries, band: Band) -> Measure:
    """Count the sessions with an agenda or topics beforehand."""
    part, whole = len(entries.prepared), len(entries.sessions)
    if whole < band.at_least:
        return _too_few_sessions(entries, band)
    if not entries.prepared_ever:
        text = _("No session with this peer was prepared yet; one topic beforehand is a beginning.")
        return Measure(None, part, whole, text)
    text = _("{part} of {whole} sessions had an agenda or topics beforehand.").format(part=part, whole=whole)
    return Measure(part / whole, part, whole, text, handles(entries.sessions))


def measure_feedback(entries: Entries, band: Band) -> Measure:
    """Count the sessions for each feedback exchanged: fewer is better."""
    told, whole = len(entries.feedback), len(entries.sessions)
    if whole < band.at_least:
        return _too_few_sessions(entries, band)
    if not entries.feedback_ever:
        text = _("No feedback is kept with this peer yet; asking for some is a beginning.")
        return Measure(None, told, whole, text)
    text = _("You exchanged feedback {part} times in {whole} sessions.").format(part=told, whole=whole)
    if not told:
        text = _("No feedback was exchanged in {whole} sessions.").format(whole=whole)
    refs = handles(entries.feedback) or handles(entries.sessions)
    return Measure(whole / told if told else math.inf, told, whole, text, refs)


def _too_few_sessions(entries: Entries, band: Band) -> Measure:
    text = _("Fewer than {n} sessions in this window.").format(n=band.at_least)
    return Measure(None, 0, len(entries.sessions), text, handles(entries.sessions))

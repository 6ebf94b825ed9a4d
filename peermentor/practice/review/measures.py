"""How each signal of a review is measured, from the entries of its window.

With too few entries, or with nothing to measure, the value is None and the signal "unknown", never weak. The
table in PRACTICE.md says what each signal measures, and how many entries it needs.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from peermentor.language import _, decimal, several
from peermentor.practice.growth import word
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.records import Session, Side
from peermentor.practice.review.entries import Entries, handles
from peermentor.practice.review.paths import GoalPath
from peermentor.practice.review.signal_types import Band, Measure

LONG_SILENCE = 3  # intervals without a talk; after more, no rhythm is strong
HALF = Fraction(1, 2)


def say_mean(total: int, count: int) -> str:
    """Say a mean, cut after one place so that it never looks better than it is: 35 of 9 is "3.8"."""
    return decimal(f"{total * 10 // count / 10:g}")


def measure_rhythm(entries: Entries, band: Band) -> Measure:
    """Divide the sessions held by the meetings the rhythm asked for (`stretches.expected_meetings`).

    Nothing is asked for in a pause, a closed time or a break.
    """
    held, span = len(entries.sessions), entries.span
    if not stretches.has_rhythm(entries.stretches, span.since, span.until):
        return Measure(None, held, 0, _("No rhythm is agreed."))
    met = sorted(entries.sessions + entries.called_off, key=by_day)
    # Where no meeting is there to quote, the evidence is the rhythm itself, which stands with the mentor.
    refs = handles(met) or (entries.mentor.handle,)
    expected = stretches.expected_meetings(entries.stretches, entries.called_off, span.since, span.until)
    if expected < band.at_least:
        text = _("By your rhythm fewer than {n} talks were due in this time.").format(n=band.at_least)
        return Measure(None, held, expected, text, refs)
    last = max((s.date for s in entries.sessions_ever), default=span.since)
    silent = stretches.intervals(entries.stretches, last, span.until) > LONG_SILENCE
    return Measure(
        held / expected,
        held,
        expected,
        _rhythm_summary(entries, held, expected),
        refs,
        failed=max(expected - held, 0),
        not_strong=silent,
    )


def _rhythm_summary(entries: Entries, held: int, asked: int) -> str:
    # `several` chooses the sentence by {n} and fills that in; {{part}} is left for the second number.
    said = [
        several(
            "{{part}} of {n} meeting of your rhythm was held.",
            "{{part}} of {n} meetings of your rhythm were held.",
            asked,
        ).format(part=min(held, asked))
    ]
    if held > asked:
        said.append(several("{n} more was held.", "{n} more were held.", held - asked))
    if entries.called_off:
        said.append(several("{n} was called off.", "{n} were called off.", len(entries.called_off)))
    if held < asked:
        said.append(several("Longest silence: {n} day.", "Longest silence: {n} days.", _silence(entries)))
    return " ".join(said)


def _silence(entries: Entries) -> int:
    """The longest time of the window without a session, in active days."""
    span = entries.span
    days = [span.since, *(s.date for s in entries.sessions), span.until]
    return max(stretches.counted_days(entries.stretches, day, later) for day, later in pairwise(days))


def measure_their_word(entries: Entries, band: Band) -> Measure:
    """Average the scores of their promises that count."""
    return _word(entries, band, "them")


def measure_my_word(entries: Entries, band: Band) -> Measure:
    """Average the scores of my promises that count."""
    return _word(entries, band, "me")


def _word(entries: Entries, band: Band, owner: Side) -> Measure:
    kept = [one for one in entries.promises if one.promise.owner == owner]
    told, refs = word.add_up(kept), handles(one.promise for one in kept)
    scores = [Fraction(one.score) for one in kept if one.score is not None]
    if not scores or told.count < band.at_least:
        text = (
            _("Too few of your promises were due to judge.")
            if owner == "me"
            else _("Too few of their promises were due to judge.")
        )
        return Measure(None, told.in_time, told.count, text, refs)
    text = _("Your promises: {word}.") if owner == "me" else _("Their promises: {word}.")
    text = text.format(word=word.say(told, entries.span.until))
    return Measure(float(_average(scores)), told.in_time, told.count, text, refs, failed=told.not_kept)


def measure_growth(entries: Entries, band: Band) -> Measure:
    """Average the pace of my goals that count, from 0 to 1."""
    counted = [path for path in entries.paths if path.counts in ("yes", "reached")]
    if len(counted) < band.at_least:
        return Measure(None, 0, 0, _why_no_growth(entries.paths), handles(p.goal for p in entries.paths))
    value = _average([path.pace for path in counted])
    refs = tuple(ref for path in counted for ref in path.refs)
    moved = sum(path.end - path.start for path in counted)
    return Measure(
        float(value),
        moved,
        len(counted),
        _growth_summary(counted, moved),
        refs,
        is_strong=any(path.counts == "reached" for path in counted),
        at_best=_at_best(counted),
    )


def _at_best(counted: Sequence[GoalPath]) -> float | None:
    """The best mean pace when some of the goals that moved up are left out; None where none moved up.

    A goal that only begins to move would lower the mean, and must not make a verdict worse than its silence.
    """
    still = [path.pace for path in counted if not path.rose]
    rose = sorted((path.pace for path in counted if path.rose), reverse=True)
    means = [_average([*still, *rose[:count]]) for count in range(0 if still else 1, len(rose) + 1)]
    return float(max(means)) if rose else None


def _average(scores: Sequence[Fraction]) -> Fraction:
    return sum(scores, Fraction(0)) / len(scores)


def _why_no_growth(found: Iterable[GoalPath]) -> str:
    why = {path.counts for path in found}
    if not why:
        return _("You have no goal with this peer.")
    if "silent" in why:
        return _("No check-in in this time: how far are your goals here?")
    if "young" in why:
        return _("Your goals here have just begun.")
    return _("Your goals here are at 100 percent: they are ready to close.")


def _growth_summary(counted: Sequence[GoalPath], moved: int) -> str:
    if len(counted) == 1:
        path = counted[0]
        text = _("“{title}” went from {start} to {end} percent.")
        if path.start == path.end:
            text = _("“{title}” stayed at {end} percent.")
        return text.format(title=path.goal.title, start=path.start, end=path.end)
    text = _("Your {whole} goals here moved by {mean} percent points on average.")
    return text.format(whole=len(counted), mean=say_mean(moved, len(counted)))


def measure_balance(entries: Entries, band: Band) -> Measure:
    """Compare the talks in which I gave something and those in which I got something: fewer ÷ more, 0-1."""
    met = entries.sessions
    noted = [s for s in met if s.gave or s.got]
    gave, got = sum(bool(s.gave) for s in met), sum(bool(s.got) for s in met)
    if len(noted) < band.at_least or len(noted) < len(met) * HALF:
        text = _("Too few talks have a note of what was given or got.")
        return Measure(None, min(gave, got), len(noted), text, handles(noted))
    if not (entries.notes_gave and entries.notes_got):
        text = (
            _("Nothing is noted yet that you gave. Was there something?")
            if not entries.notes_gave
            else _("Nothing is noted yet that you got. Was there something?")
        )
        return Measure(None, min(gave, got), len(noted), text, handles(noted))
    part, whole = min(gave, got), max(gave, got)
    said = several("You gave something in {n} talk", "You gave something in {n} talks", gave)
    text = _("{gave} and got something in {got}.").format(gave=said, got=got)
    return Measure(part / whole, part, len(noted), text, handles(noted), both=(gave, got))


def measure_energy(entries: Entries, band: Band) -> Measure:
    """Average the energy after sessions (1-5)."""
    said = [s for s in entries.sessions if s.energy is not None]
    total, count = sum(s.energy or 0 for s in said), len(said)
    if count < band.at_least:
        return Measure(None, total, count, _("Too few talks say how they left you."), handles(said))
    text = _("Your energy after {whole} talks: {mean} of 5 on average.")
    text = text.format(whole=count, mean=say_mean(total, count))
    return Measure(total / count, total, count, text, handles(said))


def measure_prepared(entries: Entries, band: Band) -> Measure:
    """Divide the sessions prepared with an agenda or topics by all, from the first prepared one on."""
    if not entries.prepared_ever:
        text = _("No talk with this peer was prepared yet. You can begin with one topic.")
        return Measure(None, 0, len(entries.sessions), text)
    met = _from(entries, entries.prepared_ever[0].date)
    part = len(entries.prepared)
    if len(met) < band.at_least:
        return _too_few_talks(met, band)
    text = several(
        "{{part}} of {n} talk had an agenda or topics beforehand.",
        "{{part}} of {n} talks had an agenda or topics beforehand.",
        len(met),
    ).format(part=part)
    return Measure(part / len(met), part, len(met), text, handles(met))


def measure_feedback(entries: Entries, band: Band) -> Measure:
    """Divide the sessions by the feedback exchanged, from the first feedback on; less is better.

    With no feedback in the window, the value is the number of sessions since the last one.
    """
    days = sorted(f.date for f in entries.feedback_ever)
    if not days:
        text = _("No feedback is kept with this peer yet. You can begin by asking for some.")
        return Measure(None, 0, len(entries.sessions), text)
    met, told = _from(entries, days[0]), len(entries.feedback)
    if len(met) < band.at_least:
        return _too_few_talks(met, band)
    if told:
        text = _("{feedback} in {talks}.").format(
            feedback=several("Feedback once", "Feedback {n} times", told),
            talks=several("{n} talk", "{n} talks", len(met)),
        )
        return Measure(len(met) / told, told, len(met), text, handles(entries.feedback))
    since = [s for s in entries.sessions_ever if s.date > days[-1]]
    text = several("No feedback for {n} talk.", "No feedback for {n} talks.", len(since))
    return Measure(len(since), 0, len(met), text, handles(since) or handles(met))


def _from(entries: Entries, first: date) -> list[Session]:
    """The sessions of the window from the day a habit began."""
    return [s for s in entries.sessions if s.date >= first]


def _too_few_talks(met: Sequence[Session], band: Band) -> Measure:
    text = _("Fewer than {n} talks in this time.").format(n=band.at_least)
    return Measure(None, 0, len(met), text, handles(met))

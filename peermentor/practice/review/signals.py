"""What is seen: the signals the journal gives about a relationship, one row for each.

A new signal is a row here and the measure it names. Where no source is named a number is ours, chosen to be
kind to a relationship with few entries.
"""

from peermentor.practice.review import facts, measures
from peermentor.practice.review.entries import Entries
from peermentor.practice.review.signal_types import (
    Band,
    Growth,
    Habit,
    Level,
    Measure,
    Reliance,
    Signal,
    SignalRow,
)

SIGNALS: dict[str, SignalRow] = {  # in the order they are shown
    "rhythm": SignalRow(
        band=Reliance(0.8, 0.5, at_least=2),  # sessions held, of the meetings expected
        dimensions=("communication",),
        measure=measures.measure_rhythm,
        fact=facts.rhythm,
    ),
    "their-word": SignalRow(
        band=Reliance(0.8, 0.5, at_least=2),  # the mean score of their promises that count
        dimensions=("commitment",),
        measure=measures.measure_their_word,
        fact=facts.their_word,
        whose="them",
    ),
    "my-word": SignalRow(
        band=Reliance(0.8, 0.5, at_least=2),  # mine, likewise
        dimensions=("commitment", "mine"),
        measure=measures.measure_my_word,
        fact=facts.my_word,
        whose="me",
        owned_at=("weak", "mixed"),
    ),
    "growth": SignalRow(
        band=Growth(0.8, 0.1, at_least=1),  # the mean pace of my goals here
        dimensions=("goals", "growth"),
        measure=measures.measure_growth,
        fact=facts.growth,
    ),
    "balance": SignalRow(
        band=Band(0.6, 0.3, at_least=3),  # the smaller of gave and got over the larger
        dimensions=("balance",),
        measure=measures.measure_balance,
        fact=facts.balance,
    ),
    "energy": SignalRow(
        band=Band(3.5, 2.5, at_least=2),  # mean of 1-5 after sessions
        dimensions=("energy",),
        measure=measures.measure_energy,
        fact=facts.energy,
    ),
    "prepared": SignalRow(
        band=Habit(0.6, 0, at_least=3),  # sessions with an agenda or topics beforehand, once it is a habit
        colours=("mine",),
        measure=measures.measure_prepared,
        fact=facts.prepared,
        whose="me",
    ),
    "feedback": SignalRow(
        band=Habit(3, 0, at_least=3, fewer=True),  # sessions for each feedback, once it is a habit
        colours=("communication",),
        measure=measures.measure_feedback,
        fact=facts.feedback,
    ),
}


def measure_signals(entries: Entries) -> dict[str, Measure]:
    """Measure every signal, judging none yet."""
    return {name: row.measure(entries, row.band) for name, row in SIGNALS.items()}


def judge_signals(measures: dict[str, Measure]) -> dict[str, Signal]:
    """Judge every signal, by name: strong, mixed, weak or unknown."""
    return {
        name: Signal(name, _level(name, m, m.value), m.summary, m.refs, _weighed(name, m))
        for name, m in measures.items()
    }


def signals_of(dimension: str) -> tuple[str, ...]:
    """Name the signals that a dimension follows; a feeling that nothing counts follows none."""
    return tuple(name for name, row in SIGNALS.items() if dimension in row.dimensions)


def signals_beside(dimension: str) -> tuple[str, ...]:
    """Name the signals shown beside a dimension: those it follows, and those that only colour it."""
    rows = SIGNALS.items()
    return tuple(name for name, row in rows if dimension in (*row.dimensions, *row.colours))


def _level(signal: str, measured: Measure, value: float | None) -> Level:
    band = SIGNALS[signal].band
    if value is None or measured.whole < band.at_least:
        return "unknown"
    return band.level(value, measured)


def _weighed(signal: str, measured: Measure) -> Level:
    """The level a verdict goes by; beginning to move is never worse than standing still unseen."""
    if measured.at_best is None:
        return _level(signal, measured, measured.value)
    best = _level(signal, measured, measured.at_best)
    return "mixed" if best == "weak" else best

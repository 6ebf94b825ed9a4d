"""What is seen: the signals of a review, one row each, with the numbers of the table in PRACTICE.md.

A new signal is a row here and the measure it names. Its texts are translated where they are shown.
"""

from peermentor.language import _, counted_elsewhere, said_elsewhere, several
from peermentor.practice.review import measures
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
        word=said_elsewhere("your rhythm"),
        band=Reliance(0.8, 0.5, at_least=2),  # sessions held, of the meetings expected
        dimensions=("communication",),
        measure=measures.measure_rhythm,
        fact=counted_elsewhere(
            "Our rhythm had room for {n} meeting; we managed {{part}}.",
            "Our rhythm had room for {n} meetings; we managed {{part}}.",
        ),
    ),
    "their-word": SignalRow(
        word=said_elsewhere("their word"),
        band=Reliance(0.8, 0.5, at_least=2),  # the mean score of their promises that count
        dimensions=("commitment",),
        measure=measures.measure_their_word,
        fact=said_elsewhere("Of the {whole} things you offered to do by a date, {part} came in time."),
        whose="them",
    ),
    "my-word": SignalRow(
        word=said_elsewhere("your word"),
        band=Reliance(0.8, 0.5, at_least=2),  # mine, likewise
        dimensions=("commitment", "mine"),
        measure=measures.measure_my_word,
        fact=said_elsewhere(
            "My own part first: of the {whole} things I promised you by a date, I did {part} in time."
        ),
        whose="me",
        owned_at=("weak", "mixed"),
    ),
    "growth": SignalRow(
        word=said_elsewhere("your goals"),
        band=Growth(0.8, 0.1, at_least=1),  # the mean pace of my goals here
        dimensions=("goals", "growth"),
        measure=measures.measure_growth,
        fact=said_elsewhere("What I want to learn with you has hardly moved forward lately."),
    ),
    "balance": SignalRow(
        word=said_elsewhere("giving and getting"),
        band=Band(0.6, 0.3, at_least=3),  # the smaller of gave and got over the larger
        dimensions=("balance",),
        measure=measures.measure_balance,
        fact=said_elsewhere(
            "By my notes I gave something in {gave} of our talks, and took something away from {got}."
        ),
    ),
    "energy": SignalRow(
        word=said_elsewhere("your energy"),
        band=Band(3.5, 2.5, at_least=2),  # mean of 1-5 after sessions
        dimensions=("energy",),
        measure=measures.measure_energy,
        fact=said_elsewhere("On average our talks leave me with little energy."),
    ),
    "prepared": SignalRow(
        word=said_elsewhere("preparing"),
        band=Habit(0.6, 0, at_least=3),  # sessions with an agenda or topics beforehand, once it is a habit
        colours=("mine",),
        measure=measures.measure_prepared,
        fact=said_elsewhere(
            "My own part first: of our last {whole} talks, I came to {part} with something prepared."
        ),
        whose="me",
    ),
    "feedback": SignalRow(
        word=said_elsewhere("giving feedback"),
        band=Habit(3, 0, at_least=3, fewer=True),  # sessions for each feedback, once it is a habit
        colours=("communication",),
        measure=measures.measure_feedback,
        fact=said_elsewhere("Over {whole} talks we hardly told each other what works and what does not."),
    ),
}


def measure_signals(entries: Entries) -> dict[str, Measure]:
    """Measure every signal, by name, without judging it."""
    return {name: row.measure(entries, row.band) for name, row in SIGNALS.items()}


def judge_signals(measures: dict[str, Measure]) -> dict[str, Signal]:
    """Judge every signal, by name: strong, mixed, weak or unknown."""
    return {
        name: Signal(name, _level(name, m, m.value), m.summary, m.refs, _weighed(name, m))
        for name, m in measures.items()
    }


def signals_of(dimension: str) -> tuple[str, ...]:
    """Name the signals that a dimension follows; respect follows none."""
    return tuple(name for name, row in SIGNALS.items() if dimension in row.dimensions)


def signals_beside(dimension: str) -> tuple[str, ...]:
    """Name the signals shown beside a dimension: those it follows, and those that only colour it."""
    rows = SIGNALS.items()
    return tuple(name for name, row in rows if dimension in (*row.dimensions, *row.colours))


def say_fact(signal: str, measured: Measure) -> str:
    """Say what was counted, in words for the peer; 0 is "none"."""
    fact = SIGNALS[signal].fact
    # `several` fills in {n} and leaves {{part}} for the next line but two.
    text = _(fact) if isinstance(fact, str) else several(*fact, measured.whole)
    gave, got = measured.both
    part = str(measured.part) if measured.part else _("none")
    return text.format(whole=measured.whole, part=part, gave=gave, got=got)


def _level(signal: str, measured: Measure, value: float | None) -> Level:
    band = SIGNALS[signal].band
    if value is None or measured.whole < band.at_least:
        return "unknown"
    return band.level(value, measured)


def _weighed(signal: str, measured: Measure) -> Level:
    """The level for the verdict: a goal that begins to move is never worse than one without a check-in."""
    if measured.at_best is None:
        return _level(signal, measured, measured.value)
    best = _level(signal, measured, measured.at_best)
    return "mixed" if best == "weak" else best

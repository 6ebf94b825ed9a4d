"""A phrase understood whole: a time of day at either end, and a day in what is left."""

from datetime import date, timedelta

from peermentor.dates.absolute import calendar_day
from peermentor.dates.clock import part_clock
from peermentor.dates.meaning import Asked, When
from peermentor.dates.relative import relative_day
from peermentor.dates.words import words_of
from peermentor.language import _


def understand(asked: Asked) -> When:
    """The day and time a phrase means; raises UnknownDate unless every word has its place."""
    words = words_of(asked.phrase)
    if not words:
        raise asked.refusal("empty", _("no date was given"))
    rest, clock = part_clock(words, asked)
    if clock is None:
        return asked.within_reach(When(_day(rest, asked), None))
    # The small hours belong to the night of the day that was named: "Jumat jam 12 malam" is the end of
    # Friday. Without a day they are the nearest ones: behind us looking back, tonight looking ahead.
    tonight = clock.after_midnight and (bool(rest) or asked.prefer == "future")
    day = _day(rest, asked) if rest else asked.today
    try:
        return asked.within_reach(When(day + timedelta(days=tonight), clock.time))
    except OverflowError:
        raise asked.too_far() from None


def _day(words: list[str], asked: Asked) -> date:
    if words[0] in ("on", "pada") and len(words) > 1:
        words = words[1:]
    day = relative_day(words, asked) or calendar_day(words, asked)
    if day is None:
        raise asked.refusal(
            "unknown", _('not a date I know: try "friday", "in 2 weeks", "3 Jul" or 2026-07-03')
        )
    return day

"""Understands a whole phrase: a time of day at its beginning or end, and a day in the rest."""

from datetime import timedelta

from peermentor.dates.absolute import calendar_day
from peermentor.dates.clock import clock_of, cut_clock, cut_part, must_not_be_a_day, parts_beside_the_day
from peermentor.dates.edges import edge_day
from peermentor.dates.meaning import Asked, UnknownDate, When
from peermentor.dates.relative import next_meeting, relative_day
from peermentor.dates.saying import say_when
from peermentor.dates.words import spelled_out, words_of
from peermentor.language import _

# A phrase of more words is no date with a word too many, and trying each part of it would take long.
_MOST_TRIED = 12


def understand(asked: Asked) -> When:
    """Find the day and time a phrase means. Raises UnknownDate unless every word is understood."""
    words = words_of(asked.phrase)
    if not words:
        raise asked.refusal("empty", _("no date was given"))
    if when := _whole(words, asked):
        return asked.within_reach(when)
    raise _partly(words, asked)


def _whole(said: list[str], asked: Asked) -> When | None:
    """Find what words mean together; None where one of them is not understood."""
    words = parts_beside_the_day(spelled_out(said))
    if not words:
        return None
    rest, hour = cut_clock(words, asked)
    rest, part = cut_part(rest, asked)
    if hour is None:
        return _day(rest, asked) if rest else None
    must_not_be_a_day(hour, rest, asked)
    clock = clock_of(hour, part, asked)
    when = _day(rest, asked) if rest else When(asked.today, None)
    if when is None:
        return None
    # The hours after midnight belong to the night of the day that was named: "Jumat jam 12 malam" is the end
    # of Friday. Without a day they are of last night for a phrase about the past, else of tonight.
    tonight = clock.after_midnight and (bool(rest) or asked.prefer == "future")
    try:
        return When(when.day + timedelta(days=tonight), clock.time)
    except OverflowError:
        raise asked.too_far() from None


def _day(words: list[str], asked: Asked) -> When | None:
    if words[0] in ("on", "pada") and len(words) > 1:
        words = words[1:]
    if meeting := next_meeting(words, asked):
        return meeting
    day = edge_day(words, asked) or relative_day(words, asked) or calendar_day(words, asked)
    return When(day, None) if day else None


def _partly(words: list[str], asked: Asked) -> UnknownDate:
    """Make the refusal of a phrase with a word too many: it says what is understood without that word."""
    for length in range(len(words) - 1, 0, -1) if len(words) <= _MOST_TRIED else ():
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            try:
                when = _whole(part, asked)
            except UnknownDate:
                continue
            if when:
                rest = " … ".join(" ".join(w) for w in (words[:start], words[start + length :]) if w)
                why = _("“{part}” is {day}, but “{rest}” has no place in it").format(
                    part=" ".join(part), day=say_when(when), rest=rest
                )
                return UnknownDate(asked.phrase, "unknown", why, begins=start == 0)
    return asked.refusal("unknown", _("it names no day"))

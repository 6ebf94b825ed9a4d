"""Reads dates that people write, and writes dates in words, in English and Indonesian.

Both languages are always understood, whatever the display language. Today is passed in: nothing here reads
the clock. The modules that read words are loaded only for a phrase that is not an ISO date.
"""

from peermentor.dates.meaning import Direction, NextMeeting, Problem, UnknownDate, When
from peermentor.dates.parsing import moment, parse, parse_day, split_deadline
from peermentor.dates.saying import (
    distance,
    month,
    month_alone,
    say,
    say_at,
    say_length,
    say_when,
    short,
    short_at,
    time_of_day,
)

__all__ = [
    "Direction",
    "NextMeeting",
    "Problem",
    "UnknownDate",
    "When",
    "distance",
    "moment",
    "month",
    "month_alone",
    "parse",
    "parse_day",
    "say",
    "say_at",
    "say_length",
    "say_when",
    "short",
    "short_at",
    "split_deadline",
    "time_of_day",
]

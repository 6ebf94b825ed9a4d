"""The numbers by which the practice judges; those of a review's signal stand in its row, in `review.signals`.

They are the numbers of PRACTICE.md. Where no source is named, we chose them, to be fair where there is little
to judge by.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

SHORTEST_TALK, LONGEST_TALK = 5, 480  # minutes that a talk can be planned or agreed to last
LONGEST_NOTED = 24 * 60  # minutes of a talk that was held
LOW_RATING = 2  # a dimension rated this or less is low
GOOD_RATING = 4  # felt good: from here up it can disagree with what is seen
MANY_LOW = 3  # this many low dimensions ask for a new look
STRONG_FOR_THRIVING = 3  # signals that must be seen strong
SESSIONS_BEFORE_VERDICT = 3  # "it does not happen overnight"
INTERVALS_BEFORE_VERDICT = 3  # agreed intervals since the mentor was added
DAYS_BEFORE_VERDICT = 90  # where no rhythm is agreed
MOST_DAYS_BEFORE_VERDICT = 180  # then it is no longer too early, however slow the rhythm
CALLED_OFF_UNBEGUN = 3  # meetings called off by one of two who never met
KNOWN_FOR_VERDICT = 3  # signals that must be known where nothing was rated
RATED_TO_COMPARE = 3  # dimensions rated at both of two reviews, to say that it falls
FALL_OF_MANY = 3  # dimensions that fell by two points
SESSIONS_WITHOUT_FEEDBACK = 3  # then it is time to give or ask for some
AGENDAS_WITHOUT_REPEAT = 3  # a question does not come back sooner while others fit
PACE_TOLERANCE = 10  # percent points around the calendar that still count as on pace
QUESTIONS_PER_AGENDA = 3
REVIEW_SOON_DAYS = 14  # a review this close is worth a question
ONE_LED = 3  # sessions in a row that one person led
ONE_TALKED = 2  # sessions in a row in which one person talked more
AGREEMENT_CHECK = "6m"  # then the two look again at what they agreed on
HOURS_MORE = 1.2  # of what was agreed, with one meeting's length to spare: from here it is more
HOURS_LESS = 0.5  # of what was agreed; below this it is less
FALLING_ENERGY = 3  # sessions in a row after which energy went down
TIRED = 3  # of 5; a line that falls no lower than above this is no worry
SESSIONS_BEFORE_AGREEMENT = 2  # then it is time to say what the two expect of each other
NUDGE_SESSIONS = 3  # talks that must all be alike before a nudge speaks of them
DRAINED = 1  # the energy after a talk, of 5, after which no hint asks for more
GOAL_ALONE_DAYS = 7  # a goal this old that nothing moves wants a first step
CAREFUL_REVIEWS = 2  # reviews that rated respect after a concern was answered, and still stay careful
CORRECTED_DAYS = 7  # so long a review that is said again may be meant to be put right
CONCERN_REVIEW_DAYS = 14  # then a review asks whether what was written is over
GRACE_PART = 10  # a promise is in time up to this part of its length after its day
GRACE_SHORTEST, GRACE_LONGEST = 1, 3  # days of grace, at least and at most
TREND_LEAST = 4  # talks that must say something before their line is called a trend
ONE_DEPARTMENT = 3  # so many peers, all of one department, are a narrow circle
EARLY_DAYS = 14  # without a rhythm, a talk so long before an agreed day is that meeting, held early
OPENER_ANSWER_DAYS = 7  # after first words were sent, so long before `today` asks what came of them


def fit_is_weak(said: Sequence[str]) -> bool:
    """Tell whether a group of the fit checklist is in doubt: any "no", or more "partly" than "yes"."""
    return "no" in said or said.count("partly") > said.count("yes")


class Habits(Struct, frozen=True, kw_only=True):
    """The numbers that a person may change in the settings, and their defaults.

    `minutes` is the length of a talk; `breaks` are times away, each with its first and its last day; the rest
    are days.
    """

    minutes: int = 45
    ahead_days: int = 7
    stale_days: int = 30
    first_review_days: int = 30
    review_every_days: int = 60
    breaks: tuple[tuple[date, date], ...] = ()

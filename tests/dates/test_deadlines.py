"""A promise ends in "by" and a day, wherever it is typed; and "by" is also just a word."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peermentor.dates import UnknownDate, When, say_when, split_deadline

WEDNESDAY = date(2026, 11, 25)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("said", "what", "due"),
    [
        ("Write the script by friday", "Write the script", When(FRIDAY, None)),
        ("Write the script BY Friday.", "Write the script", When(FRIDAY, None)),
        ("Send it by friday at 15:00", "Send it", When(FRIDAY, time(15))),
        ("Write the script by the end of the month", "Write the script", When(date(2026, 11, 30), None)),
        ("Slides due 27/11", "Slides", When(FRIDAY, None)),
        ("Kirim draf paling lambat Jumat jam 3 sore", "Kirim draf", When(FRIDAY, time(15))),
        ("Baca bab 2 sebelum lusa", "Baca bab 2", When(FRIDAY, None)),
        ("Stand by her by end of month", "Stand by her", When(date(2026, 11, 30), None)),
        ("Ask two people\nby friday", "Ask two people", When(FRIDAY, None)),
    ],
)
def test_what_follows_the_last_by_is_the_day_it_is_due(said, what, due):
    assert split_deadline(said, WEDNESDAY) == (what, due)


@pytest.mark.parametrize(
    "text",
    ["Stand by me", "Learn by doing 3 exercises", "Have it read by 3 people", "Go by the book", "by friday",
     "Work sebelum makan siang bareng", "", "by", "Walk by"],
)  # fmt: skip
def test_by_is_also_just_a_word(text):
    assert split_deadline(text, WEDNESDAY) == (text, None)


@pytest.mark.parametrize(
    "text",
    ["Write by 31 feb", "Write by friday or so", "Write by 10.11", "Write by 30m", "Write by this week",
     "Write by next talk", "Write by 20260703", "Write by 14", "Kirim sebelum jam 3"],
)  # fmt: skip
def test_a_day_that_was_meant_and_cant_be_read_is_never_kept_as_words(text):
    with pytest.raises(UnknownDate):
        split_deadline(text, WEDNESDAY)


def test_by_next_talk_is_the_agreed_day_and_time():
    agreed = When(date(2026, 12, 2), time(9))
    assert split_deadline("Read it by next talk", WEDNESDAY, lambda: agreed) == ("Read it", agreed)


@given(
    st.dates(date(2026, 11, 25), date(2100, 1, 1)),
    st.none() | st.times().map(lambda t: t.replace(minute=0, second=0, microsecond=0)),
)
def test_any_day_the_program_says_can_follow_by(day, clock):
    when = When(day, clock)
    assert split_deadline(f"Go by {say_when(when)}", WEDNESDAY) == ("Go", when)


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("20 Nov", "2026-11-20"), ("the 20th", "2026-11-20"), ("akhir November", "2026-11-30"),
        ("5 Nov", "2027-11-05"), ("1 Dec", "2026-12-01"), ("20 Nov 2027", "2027-11-20"),
        ("tomorrow", "2026-11-28"), ("friday", "2026-12-04"), ("in 2 weeks", "2026-12-11"),
    ],
)  # fmt: skip
def test_a_calendar_day_counts_from_the_talk_it_was_said_at_and_friday_from_today(phrase: str, due: str):
    """The talk was on 10 November, and is written down on Friday the 27th."""
    typed, talk = date(2026, 11, 27), date(2026, 11, 10)
    what, when = split_deadline(f"Send it by {phrase}", typed, said_on=talk)
    assert (what, when and when.day) == ("Send it", date.fromisoformat(due))

"""Dates said back to the person, and what must hold for any day and any text."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peermentor import language
from peermentor.dates import (
    UnknownDate,
    When,
    distance,
    month,
    parse,
    parse_day,
    say,
    say_at,
    say_length,
    say_when,
    short,
    short_at,
)
from peermentor.dates.words import ARTICLES, DATED_WEEKDAYS, MONTHS, NAMED_DAYS, NUMBERS, UNITS

FRIDAY = date(2026, 11, 27)
TODAY = date(2026, 11, 25)

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
todays = st.dates(date(1950, 1, 1), date(2150, 12, 31))
directions = st.sampled_from(["past", "future"])
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))

connecting = """hari next depan last lalu this ini in ago lagi yang akhir end of the on pada tanggal at jam
pukul pagi malam sore night tonight half q pm 3 10.11 12 31 99 2026 14.30 3/7 2w +10d 5th 2026-07-03"""
vocabulary = sorted({*connecting.split(), *DATED_WEEKDAYS, *MONTHS, *UNITS, *ARTICLES, *NUMBERS, *NAMED_DAYS})
phrases = st.lists(st.sampled_from(vocabulary), max_size=6).map(" ".join)


@pytest.fixture(scope="module", params=["en", "id"])
def spoken(request):
    language.use(request.param)
    yield request.param
    language.use("en")


def test_a_day_is_said_with_its_weekday_and_year(spoken):
    assert say(FRIDAY) == {"en": "Fri 27 Nov 2026", "id": "Jumat, 27 November 2026"}[spoken]
    assert month(FRIDAY) == {"en": "Nov 2026", "id": "November 2026"}[spoken]


def test_a_time_is_said_when_there_is_one(spoken):
    said = {"en": "Fri 27 Nov 2026 at 14:30", "id": "Jumat, 27 November 2026 pukul 14.30"}
    assert say_when(When(FRIDAY, time(14, 30))) == said[spoken]
    assert say_when(When(FRIDAY, None)) == say(FRIDAY)


def test_a_table_names_the_year_only_when_it_is_another(spoken):
    assert short(FRIDAY, TODAY) == {"en": "Fri 27 Nov", "id": "Jum 27 Nov"}[spoken]
    assert short(date(2027, 8, 1), TODAY) == {"en": "Sun 1 Aug 2027", "id": "Min 1 Agu 2027"}[spoken]


@pytest.mark.parametrize(
    ("away", "english", "indonesian"),
    [
        (0, "today", "hari ini"),
        (1, "tomorrow", "besok"),
        (-1, "yesterday", "kemarin"),
        (4, "in 4 days", "4 hari lagi"),
        (-3, "3 days ago", "3 hari lalu"),
    ],
)
def test_how_far_off_a_day_is(away, english, indonesian, spoken):
    day = TODAY + timedelta(days=away)
    assert distance(day, TODAY) == {"en": english, "id": indonesian}[spoken]


@given(days, todays, directions)
def test_an_iso_date_is_itself_whatever_the_day_and_direction(day, today, prefer):
    assert parse(day.isoformat(), today, prefer) == When(day, None)


@given(days, clocks, todays, directions)
def test_whatever_we_say_we_understand(spoken, day, clock, today, prefer):
    when = When(day, clock)
    assert parse_day(say(day), today, prefer) == day
    assert parse(say_when(when), today, prefer) == when
    assert parse(f"{day}T{clock:%H:%M}", today, prefer) == when


@given(todays, st.integers(-10_000, 10_000), directions)
def test_the_distances_and_short_forms_on_the_screen_can_be_typed_back(today, away, prefer):
    day = today + timedelta(days=away)
    assert parse_day(distance(day, today), today, prefer) == day
    looking = "future" if away >= 0 else "past"
    assert parse_day(short(day, today), today, looking) == day


@given(todays, st.sampled_from(["monday", "Selasa", "wed", "Kamis", "Jum'at", "Sabtu", "Minggu", "Ahad"]))
def test_a_weekday_is_one_to_seven_days_away_in_its_direction(today, weekday):
    assert 1 <= (parse_day(weekday, today) - today).days <= 7
    assert 1 <= (today - parse_day(weekday, today, "past")).days <= 7


@given(todays, st.integers(1, 28), st.integers(1, 12))
def test_a_date_without_its_year_is_the_nearest_in_its_direction(today, day, month):
    ahead, back = (parse_day(f"{day}/{month}", today, prefer) for prefer in ("future", "past"))
    assert back <= today <= ahead
    assert (ahead - today).days <= 366
    assert (today - back).days <= 366


@given(st.text() | phrases, todays | st.just(date.max) | st.just(date.min), directions)
@example("İ²ß\ud800", TODAY, "future")
@example("1" * 5000, TODAY, "future")
def test_any_text_is_a_date_or_an_unknown_date_and_always_the_same(text, today, prefer):
    assert outcome(text, today, prefer) == outcome(text, today, prefer)


@given(phrases, st.sampled_from(["foo", "x", "🙂", "99", "?"]), directions)
def test_a_word_too_many_is_never_dropped(phrase, stranger, prefer):
    understood = outcome(phrase, TODAY, prefer)
    with_stranger = outcome(f"{phrase} {stranger}", TODAY, prefer)
    assert isinstance(with_stranger, str) or with_stranger != understood


def outcome(text: str, today: date, prefer) -> When | str:
    try:
        return parse(text, today, prefer)
    except UnknownDate as refused:
        return refused.problem


@given(todays, st.sampled_from(["monday", "friday", "Minggu", "Ahad"]), directions)
def test_next_last_and_this_keep_to_their_side(today, name, prefer):
    said = f"hari {name}" if name == "Minggu" else name
    ahead, past, near = (
        parse_day(f"{said} {turn}", today, prefer)
        if name in ("Minggu", "Ahad")
        else parse_day(f"{english} {said}", today, prefer)
        for turn, english in (("depan", "next"), ("lalu", "last"), ("ini", "this"))
    )
    monday = today - timedelta(days=today.weekday())
    assert monday + timedelta(days=7) <= ahead < monday + timedelta(days=14)
    assert 1 <= (today - past).days <= 7
    assert 0 <= abs((near - today).days) <= 6
    assert near == today or (near > today) == (prefer == "future")


@given(
    todays,
    st.sampled_from(
        ["end of week", "eom", "akhir kuartal", "end of july", "akhir Februari", "last friday of the month"]
    ),
)
def test_an_end_lies_on_its_side_and_may_be_today(today, phrase):
    ahead, back = parse_day(phrase, today), parse_day(phrase, today, "past")
    assert back <= today <= ahead
    assert (ahead - back).days <= 366
    assert parse_day(phrase, ahead) == ahead
    assert parse_day(phrase, back, "past") == back


def test_a_time_is_shown_as_it_was_where_it_was_said_and_only_on_its_day(spoken):
    jakarta = timezone(timedelta(hours=7))
    said = datetime(2026, 11, 27, 15, tzinfo=jakarta)
    assert say_at(FRIDAY, said) == say_when(When(FRIDAY, time(15)))
    assert say_at(TODAY, said) == say(TODAY)
    assert short_at(FRIDAY, said, TODAY) == {"en": "Fri 27 Nov 15:00", "id": "Jum 27 Nov 15.00"}[spoken]


def test_a_length_is_said_in_hours_where_it_has_any(spoken):
    said = {
        "en": ["0 min", "45 min", "1 h", "1 h 5 min", "2 h 30 min"],
        "id": ["0 menit", "45 menit", "1 jam", "1 jam 5 menit", "2 jam 30 menit"],
    }
    assert [say_length(minutes) for minutes in (0, 45, 60, 65, 150)] == said[spoken]

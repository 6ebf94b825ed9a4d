"""A clock on a day, in the zones of the world: nothing moves to another day, whatever summer time does."""

import time as system_time
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peermentor.dates import moment

ZONES = [
    "Asia/Jakarta", "Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo",
    "America/Santiago", "America/Havana", "America/St_Johns", "Asia/Beirut", "Africa/Cairo", "Asia/Gaza",
    "Australia/Lord_Howe", "Atlantic/Azores", "Pacific/Auckland", "America/Scoresbysund", "Asia/Kathmandu",
]  # fmt: skip
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))
days = st.dates(date(1995, 1, 1), date(2037, 12, 31))


def changes(zone: ZoneInfo, year: int) -> list[date]:
    """The days of a year on which a zone changes its offset."""
    first = datetime(year, 1, 1, 12, tzinfo=zone)
    noons = [first + timedelta(days=away) for away in range(366)]
    return [
        here.date() + timedelta(days=more)
        for here, after in pairwise(noons)
        if here.utcoffset() != after.utcoffset()
        for more in (0, 1)
    ]


CHANGES = [
    (name, day) for name in ZONES for year in (2011, 2024, 2026) for day in changes(ZoneInfo(name), year)
]


@given(st.sampled_from(ZONES), days, clocks)
@example("America/Scoresbysund", date(2026, 3, 28), time(23, 30))
def test_a_time_stays_on_its_day_in_every_zone(name, day, clock):
    there = moment(day, clock, ZoneInfo(name))
    assert there.date() == day
    assert datetime.fromisoformat(there.isoformat()).date() == day


@given(st.sampled_from(CHANGES), clocks)
def test_around_a_change_of_the_clocks_a_time_is_what_a_wall_clock_shows_or_moves_by_the_hour_left_out(
    change, clock
):
    name, day = change
    there = moment(day, clock, ZoneInfo(name))
    assert there.date() == day
    moved = datetime.combine(day, there.timetz().replace(tzinfo=None)) - datetime.combine(day, clock)
    assert abs(moved) <= timedelta(hours=1)
    if not moved:
        assert there.fold == 0


def test_the_hour_that_summer_time_leaves_out_moves_forward():
    berlin = ZoneInfo("Europe/Berlin")
    assert moment(date(2026, 3, 29), time(2, 30), berlin).isoformat() == "2026-03-29T03:30:00+02:00"


def test_of_the_hour_that_comes_twice_the_first_is_meant():
    berlin = ZoneInfo("Europe/Berlin")
    assert moment(date(2026, 10, 25), time(2, 30), berlin).isoformat() == "2026-10-25T02:30:00+02:00"


def test_where_the_clocks_change_just_before_midnight_a_meeting_keeps_its_day():
    ittoqqortoormiit = ZoneInfo("America/Scoresbysund")
    assert moment(date(2026, 3, 28), time(23, 30), ittoqqortoormiit).date() == date(2026, 3, 28)


@pytest.fixture(params=["Europe/Berlin", "America/New_York", "Asia/Jakarta", "America/Havana"])
def at_home(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    system_time.tzset()
    yield ZoneInfo(request.param)
    monkeypatch.undo()
    system_time.tzset()


@pytest.mark.skipif(not hasattr(system_time, "tzset"), reason="the zone can't be set here")
def test_the_machines_own_zone_does_the_same(at_home):
    for day in changes(at_home, 2026) or [date(2026, 3, 29)]:
        for hour in range(24):
            here, there = moment(day, time(hour, 30)), moment(day, time(hour, 30), at_home)
            assert here.astimezone(UTC) == there.astimezone(UTC)
            assert here.utcoffset() == there.utcoffset()

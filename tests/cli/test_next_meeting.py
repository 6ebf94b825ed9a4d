"""When two people meet next: on the day that was agreed, or about the one that their rhythm asks for."""

import pytest

from tests.conftest import Desk, begun


@begun
def maya(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata", "--every", "2w")


def rhythm_of(desk: Desk) -> str:
    lines = desk.do("mentor", "maya").out.splitlines()
    return next(line for line in lines if "every 2 weeks" in line)


def test_a_day_that_only_the_rhythm_asks_for_is_no_meeting_that_was_agreed(maya: Desk) -> None:
    said = maya.do("add-mentor", "Budi", "--every", "1w").out
    assert said == "Added Budi (m2). By your rhythm you meet about Wed 8 Jul 2026, in 7 days.\n"
    assert rhythm_of(maya).endswith("next about Wed 15 Jul")
    assert "about Wed 15 Jul" in maya.do("mentors").out
    assert maya.data("mentor", "maya")["mentor"]["next_agreed"] is False
    assert maya.data("prep", "maya")["date"] == "2026-07-01"


def test_a_day_that_was_agreed_is_the_next_and_the_one_to_prepare_for(maya: Desk) -> None:
    maya.do("edit-mentor", "maya", "--next", "2026-07-04 15:00")
    assert rhythm_of(maya).endswith("next Sat 4 Jul 15:00")
    assert "about" not in maya.do("mentors").out
    assert maya.data("mentor", "maya")["mentor"]["next_agreed"] is True
    assert maya.data("prep", "maya")["date"] == "2026-07-04"


def test_a_day_that_has_passed_is_not_the_next(maya: Desk) -> None:
    maya.on("2026-07-20T09:00")
    assert rhythm_of(maya).endswith("a meeting due since Wed 15 Jul")
    said = maya.do("edit-mentor", "maya", "--skill", "Calm").out
    assert (
        said == "Changed Maya Pranata (m1). By your rhythm a meeting was due Wed 15 Jul 2026, 5 days ago.\n"
    )
    log = ("log", "maya", "--date", "2026-07-03", "--notes", "Hm", "--next", "2026-07-10 09:00")
    assert "  A meeting was planned for Fri 10 Jul 2026 at 09:00, 10 days ago." in maya.do(*log).out
    assert rhythm_of(maya).endswith("a meeting was planned for Fri 10 Jul 09:00")
    maya.on("2027-07-20T09:00")  # and in another year that is said
    assert rhythm_of(maya).endswith("a meeting was planned for Fri 10 Jul 2026 09:00")


@pytest.mark.parametrize(
    ("now", "away"),
    [
        ("2026-07-03T08:00", "in 2 days, 15:00  Meet"),
        ("2026-07-04T08:00", "tomorrow 15:00  Meet"),
        ("2026-07-05T08:00", "today 15:00  Meet"),
        ("2026-07-06T08:00", "yesterday  Did you meet?"),
        ("2027-07-06T08:00", "366 days ago  Did you meet?"),
    ],
)
def test_a_clock_stands_beside_days_ahead_and_not_beside_those_that_have_passed(
    maya: Desk, now: str, away: str
) -> None:
    maya.do("edit-mentor", "maya", "--next", "2026-07-05 15:00")
    assert f"  {away}" in maya.on(now).do("today").out


def test_an_agenda_made_before_any_day_is_agreed_is_one_for_the_meeting_of_the_rhythm(maya: Desk) -> None:
    maya.on("2026-07-10T09:00").do("prep", "maya")
    assert "in 5 days  Meet (prepared: a1)" in maya.do("today").out
    assert "prepared" not in maya.on("2026-07-12T09:00").do("today").out  # the day it was for has passed

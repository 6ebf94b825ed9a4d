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
    answer = maya.do("--json", "prep", "maya").json  # which prepares for the day that everything names
    assert answer["data"]["date"] == "2026-07-15"
    assert answer["hints"][0]["command"] == "peermentor prep maya --date today"
    assert maya.do("--json", "prep", "maya", "--date", "today").json["hints"] == []


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
    meeting = "By your rhythm a meeting was due Wed 15 Jul 2026, 5 days ago."
    assert said.splitlines()[0] == f"Changed Maya Pranata (m1). {meeting}"
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
    assert "in 3 days  Meet (prepared: a1)" in maya.on("2026-07-12T09:00").do("today").out
    maya.do("undo", "h2")
    maya.do("prep", "maya", "--date", "today")
    assert "prepared" not in maya.on("2026-07-13T09:00").do("today").out  # the day it was for has passed


WEEKS = ("add-mentor Ann --every 3w", "log ann --notes Hi")
NEXT = {  # what happened on which day, and the day that every command names on the first of July
    "agreed": (("2026-06-10", WEEKS[0]), ("2026-06-20", f"{WEEKS[1]} --next 2026-07-05"), "2026-07-05"),
    "rhythm only": (("2026-06-10", WEEKS[0]), ("2026-06-20", WEEKS[1]), "2026-07-11"),
    "never met": (("2026-06-20", WEEKS[0]), "2026-07-11"),
    "neither": (("2026-06-10", "add-mentor Ann"), ("2026-06-20", WEEKS[1]), None),
    "agreed and passed": (("2026-06-10", "add-mentor Ann --next 2026-06-25"), "2026-06-25"),
    "by the rhythm and passed": (("2026-05-01", WEEKS[0]), ("2026-05-20", WEEKS[1]), "2026-06-10"),
    "called off": (
        ("2026-06-10", WEEKS[0]), ("2026-06-20", f"{WEEKS[1]} --next 2026-07-05"),
        ("2026-06-30", "log ann --date 2026-07-05 --cancelled me"), "2026-07-11",
    ),
    "called off without a rhythm": (
        ("2026-06-10", "add-mentor Ann --next 2026-07-05"),
        ("2026-06-30", "log ann --date 2026-07-05 --cancelled me"), None,
    ),
    "paused": (("2026-06-10", f"{WEEKS[0]} --next 2026-07-05"), ("2026-06-20", "pause ann"), None),
    "paused until before it": (
        ("2026-06-10", f"{WEEKS[0]} --next 2026-07-12"), ("2026-06-20", "pause ann --until 2026-07-02"), None,
    ),
    "the pause is over": (
        ("2026-06-10", f"{WEEKS[0]} --next 2026-07-12"), ("2026-06-20", "pause ann --until 2026-06-30"),
        "2026-07-12",
    ),
    "just resumed": (
        ("2026-05-01", WEEKS[0]), ("2026-05-10", f"{WEEKS[1]} --next 2026-05-30"),
        ("2026-05-20", "pause ann"), ("2026-07-01", "resume ann"), "2026-07-12",
    ),
    "resumed before the day": (
        ("2026-05-01", WEEKS[0]), ("2026-05-10", f"{WEEKS[1]} --next 2026-07-05"),
        ("2026-05-20", "pause ann"), ("2026-07-01", "resume ann"), "2026-07-05",
    ),
    "a candidate": (("2026-05-01", f"{WEEKS[0]} --candidate"), None),
    "a candidate, agreed": (("2026-06-01", "add-mentor Ann --candidate --next 2026-07-05"), "2026-07-05"),
    "winding up": (
        ("2026-05-01", WEEKS[0]), ("2026-05-10", f"{WEEKS[1]} --next 2026-07-05"),
        ("2026-06-20", "review ann --rate goals=2 --rate growth=1 --decide close"), "2026-07-05",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NEXT)
def test_every_command_names_the_same_day(desk: Desk, case: str) -> None:
    *lines, day = NEXT[case]
    for on, line in lines:
        desk.on(f"{on}T10:00").do(*line.split())
    desk.on("2026-07-01T12:00")
    names = {"mentor": desk.data("mentor", "ann")["mentor"]["next"]}
    names["mentors"] = desk.data("mentors", "--all")["mentors"][0]["next"]
    dues = desk.data("today", "--days", "60")["due"]
    names["today"] = next((due["due"] for due in dues if due["kind"] == "meeting"), None)
    if case == "paused until before it":  # what comes after the pause is agreed, and not asked for yet
        assert set(names.values()) == {"2026-07-12", None}
        names.pop("today")
        day = "2026-07-12"
    assert set(names.values()) == {day}, names
    prepared = desk.data("prep", "ann")["date"]
    assert prepared == (day if day and day >= "2026-07-01" else "2026-07-01")
    if prepared == day and "pause" not in case.split():
        dues = desk.data("today", "--days", "60")["due"]
        assert [due["prepared"] for due in dues if due["kind"] == "meeting"] == ["a1"] or "today" not in names

"""Lives as people lead them: what one screen says of a thing, every other says too, and it is true."""

import pytest

from tests.conftest import Desk

TITLED = [
    ("Pak Hendra Wijaya", "hendra", "Pak Hendra"),
    ("Prof. Dr. Adaeze Nwosu", "adaeze", "Prof. Dr. Adaeze"),
    ("Bu Sri", "sri", "Bu Sri"),
    ("Mas", "mas", "Mas"),
    ("Maya Pranata", "maya", "Maya"),
]


@pytest.mark.parametrize("until", [("--until", "2025-02-03"), ()])
def test_every_list_has_the_day_to_which_a_pause_moved_a_promise(desk: Desk, until: tuple[str, ...]) -> None:
    desk.on("2024-09-02T08:00").do("add-mentor", "Yoga Prasetyo", "--every", "2w")
    desk.do("promise", "yoga", "Send the diagram", "--by", "2024-11-01")
    desk.on("2024-10-28T08:00").do("pause", "yoga", *until)
    if not until:
        desk.on("2025-02-03T08:00").do("resume", "yoga")
    desk.on("2025-02-05T08:00")
    shown = [
        *desk.data("promises")["promises"],
        *desk.data("promises", "--all")["promises"],
        *desk.data("mentor", "yoga")["promises"],
        desk.data("show", "p1")["promise"],
    ]
    assert {(one["due"], one["days"], one["overdue"]) for one in shown} == {("2025-02-07", 2, False)}


@pytest.mark.parametrize(("name", "typed", "said"), TITLED)
def test_a_title_alone_names_nobody(desk: Desk, name: str, typed: str, said: str) -> None:
    desk.on("2025-02-05T08:00").do("add-mentor", name, "--next", "today")
    desk.do("promise", "m1", "Read it", "--theirs")
    assert f"{said} promised" in desk.do("timeline", "m1").out
    assert f"{said} today" in desk.do("today", "--brief").out
    assert f"prep {typed}" in desk.do("today").out


def test_who_parted_from_everyone_is_not_told_that_there_was_nobody(desk: Desk) -> None:
    assert "Nobody yet" in desk.do("mentors").out
    desk.do("add-mentor", "Maya Pranata")
    desk.do("close", "maya")
    assert desk.do("mentors").out == "Nobody now. Those you parted from: peermentor mentors --all\n"
    assert desk.data("mentors")["parted"] == 1
    assert desk.data("mentors", "--all")["parted"] == 0


def test_an_agenda_before_the_first_talk_asks_for_no_review(desk: Desk) -> None:
    desk.on("2024-09-02T08:00").do("add-mentor", "Maya Pranata")
    agenda = desk.on("2025-02-05T08:00").do("prep", "maya").out
    assert "first meeting" in agenda
    assert "review" not in agenda
    desk.do("log", "maya", "--notes", "A talk")
    assert "your review is due" in desk.on("2025-02-06T08:00").do("prep", "maya").out

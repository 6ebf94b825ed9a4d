"""What only a person can say is asked at a terminal: is it over, is this a new review, was it let off?"""

from tests.cli.terminal import ENTER, Terminal
from tests.conftest import Desk

SCREEN = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}


def kept(desk: Desk, *days: str) -> Desk:
    desk.on("2026-03-02T09:00").do("add-mentor", "Kim Sato")
    for day in days:
        desk.on(f"{day}T12:00").do("log", "kim", "--notes", "We talked")
    return desk


def at_terminal(desk: Desk, *argv: str) -> Terminal:
    return Terminal(*argv, env=desk.env | SCREEN)


def test_something_serious_is_asked_about_first_and_alone(desk: Desk) -> None:
    kept(desk, "2026-03-04").on("2026-04-02T09:00").do("review", "kim", "--concern")
    desk.on("2026-04-17T09:00")
    with at_terminal(desk, "review", "kim") as terminal:
        terminal.answer("Is it over?", "n")
        assert terminal.left() == 0
        assert "Say how it feels" not in terminal.said
        assert "get support first" in terminal.said
    with at_terminal(desk, "review", "kim") as terminal:
        terminal.answer("Is it over?", "y")
        terminal.answer("Say how it feels with Kim Sato?", "n")
        assert terminal.left() == 0
    assert desk.data("show", "r2")["review"]["over"] is True


def test_less_than_a_week_after_a_review_one_is_asked_which(desk: Desk) -> None:
    kept(desk, "2026-03-04").on("2026-04-02T09:00").do("review", "kim", "--rate", "goals=4")
    desk.on("2026-04-05T09:00")
    with at_terminal(desk, "review", "kim", "--rate", "goals=3") as terminal:
        terminal.answer("Is this a new review?", "n")
        assert terminal.left() == 0
        assert "Changed r1." in terminal.said
    with at_terminal(desk, "review", "kim", "--rate", "goals=2") as terminal:
        terminal.answer("Is this a new review?", "y")
        assert terminal.left() == 0
    told = {r["handle"]: (r["date"], r["ratings"]) for r in desk.data("reviews")["reviews"]}
    assert told == {"r1": ("2026-04-02", {"goals": 3}), "r2": ("2026-04-05", {"goals": 2})}


def test_a_correction_keeps_its_day_and_changes_only_what_it_names(desk: Desk) -> None:
    kept(desk, "2026-03-04").on("2026-04-02T09:00")
    desk.do(
        "review",
        "kim",
        "--rate",
        "goals=4",
        "--rate",
        "mine=3",
        "--decide",
        "continue",
        "--because",
        "So far",
    )
    desk.on("2026-04-08T09:00").do("review", "kim", "--rate", "goals=2")
    (one,) = desk.data("reviews")["reviews"]
    assert (one["date"], one["ratings"], one["decision"], one["because"]) == (
        "2026-04-02", {"goals": 2, "mine": 3}, "continue", "So far",
    )  # fmt: skip
    desk.on("2026-04-09T09:00").do("review", "kim", "--rate", "goals=5")  # a week later it is a new one
    assert len(desk.data("reviews")["reviews"]) == 2
    desk.on("2026-04-10T09:00").do("review", "kim", "--rate", "goals=1", "--again")
    assert len(desk.data("reviews")["reviews"]) == 3


def test_dropping_a_promise_after_its_day_asks_which_of_the_two_it_was(desk: Desk) -> None:
    kept(desk, "2026-03-04")
    for text in ("One", "Two"):
        desk.do("promise", "kim", text, "--by", "2026-03-10")
    desk.on("2026-03-20T09:00")
    with at_terminal(desk, "drop", "p1") as terminal:
        terminal.answer("Did the other side let you off?", "y")
        assert terminal.left() == 0
        assert "Let off p1" in terminal.said
    with at_terminal(desk, "drop", "p2") as terminal:
        terminal.answer("Did the other side let you off?", ENTER.strip())
        assert terminal.left() == 0
        assert "Dropped p2" in terminal.said
    assert [p["released"] for p in desk.data("promises", "--all")["promises"]] == [True, False]


def test_a_candidate_is_not_reviewed(desk: Desk) -> None:
    desk.do("add-mentor", "Zoë", "--candidate")
    assert "not answered yet" in desk.do("review", "zoe").out
    assert "have not begun" in desk.refused(4, "review", "zoe", "--rate", "goals=4").err


def test_a_talk_ends_a_pause(desk: Desk) -> None:
    kept(desk, "2026-03-04").on("2026-03-10T09:00").do("pause", "kim")
    desk.on("2026-04-01T09:00").do("log", "kim", "--notes", "We met after all")
    mentor = desk.data("mentor", "kim")["mentor"]
    assert mentor["stage"] == "active"

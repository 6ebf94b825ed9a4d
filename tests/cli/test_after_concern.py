"""After something serious was written of a peer: every screen begins with it, or keeps still."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from peermentor import language
from peermentor.language import _, several
from tests.conftest import Desk, begun

SHOWN = re.compile(r"<style.*?</style>", re.DOTALL)
OWED = {
    "en": r"open since|longest gap|carried over|\d of \d meetings|open past its day|\+\d!",
    "id": r"terbuka sejak|selang terpanjang|tertunda|\d dari \d pertemuan$|setelah tenggatnya|\+\d!",
}
WRITTEN = "On Thu 2 Apr you wrote that something here frightened, belittled or used you."


@begun
def kim(desk: Desk) -> None:
    """A relationship that looks well kept, with everything in it that a hint or an agenda could speak of."""
    desk.on("2026-03-02T09:00").do("add-mentor", "Kim Sato", "--every", "2w", "--why", "She closes deals")
    desk.do(
        "agree",
        "kim",
        "--boundary",
        "No calls after six",
        "--stop",
        "Say so, no reasons",
        "--check",
        "2026-04-01",
    )
    desk.do("add-goal", "Close a deal", "--with", "kim", "--by", "2026-04-03")
    for day, energy in (("04", "4"), ("18", "3"), ("31", "1")):
        desk.on(f"2026-03-{day}T18:00")
        desk.do(
            "log",
            "kim",
            "--got",
            "A script",
            "--gave",
            "Slides",
            "--energy",
            energy,
            "--led",
            "them",
            "--win",
            "A second call",
            "--i-will",
            "Send notes by tomorrow",
            "--next",
            "in 2 weeks",
        )
    desk.on("2026-04-02T21:00").do("review", "kim", "--rate", "goals=4", "--concern")
    desk.on("2026-04-03T08:00")


def test_a_concern_alone_is_kept(desk: Desk) -> None:
    desk.on("2026-03-02T09:00").do("add-mentor", "Kim Sato")
    assert "Kept as r1." in desk.do("review", "kim", "--concern").err
    assert desk.data("review", "kim")["verdict"] == "get-support"


def test_their_page_ends_with_no_verdict_on_what_was_said_in_fear(kim: Desk) -> None:
    assert "Last review" not in kim.do("mentor", "kim").out
    assert kim.data("mentor", "kim")["reviews"][-1]["verdict"] == "get-support"


def test_today_has_one_line_for_them_and_no_tip(kim: Desk) -> None:
    found = kim.data("today", "--days", "60")
    (due,) = found["due"]
    assert (due["kind"], due["days"], due["command"]) == ("support", 0, "")
    assert WRITTEN in due["text"]
    assert "HR" in due["text"]
    assert found["tip"] is None
    screen = kim.do("today", "--days", "60")
    assert not any(word in screen.out for word in ("Meet ", "Look ", "Late", "Send notes"))
    assert "Hint" not in screen.err


def test_from_the_day_of_the_next_review_on_today_asks_whether_it_is_over(kim: Desk) -> None:
    assert kim.on("2026-04-15T08:00").data("today")["due"][0]["command"] == ""
    (due,) = kim.on("2026-04-16T08:00").data("today")["due"]
    assert due["command"] == "peermentor review kim"


@pytest.mark.parametrize("paused", [False, True])
def test_a_pause_does_not_put_that_off(kim: Desk, paused: bool) -> None:
    if paused:
        assert "Hint" not in kim.do("pause", "kim").err
    (due,) = kim.on("2026-04-16T08:00").data("today")["due"]
    assert (due["kind"], due["command"]) == ("support", "peermentor review kim")


def test_prep_begins_with_it_and_asks_for_no_praise_feedback_or_review(kim: Desk) -> None:
    agenda = kim.data("prep", "kim")
    assert WRITTEN in agenda["warnings"][0]["text"]
    filled = {part["key"]: [item["text"] for item in part["items"]] for part in agenda["parts"]}
    assert filled["between"] == ["No calls after six", "Say so, no reasons"]
    assert not any(filled[key] for key in ("since", "questions", "feedback", "next"))
    assert filled["promises"]
    assert agenda["tip"] is None
    usual = kim.data("prep", "kim", "--anyway")
    assert [part["key"] for part in usual["parts"] if part["key"] == "questions" and part["items"]]


@pytest.mark.parametrize(
    "command", [("prep", "kim", "--markdown"), ("agree", "kim", "--markdown"), ("wins", "--markdown")]
)
def test_no_page_for_others_knows_of_it(kim: Desk, command: tuple[str, ...]) -> None:
    said = kim.do(*command).out
    assert not any(word in said for word in ("frightened", "serious", "concern", "support"))


@pytest.mark.parametrize("form", ["markdown", "csv", "ics", "vcf", "json", "html"])
def test_nothing_made_to_be_given_away_knows_of_it(kim: Desk, tmp_path: Path, form: str) -> None:
    place = tmp_path / "shared"
    kim.do("export", form, "--for-sharing", "--into", str(place))
    files = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    said = " ".join(path.read_text("utf-8") for path in files)
    assert files
    assert not any(word in said for word in ("frightened", "get-support", "concern"))


def test_no_report_knows_of_it_even_for_its_owner(kim: Desk, tmp_path: Path) -> None:
    place = tmp_path / "year.html"
    kim.do("report", "kim", "--into", str(place))
    said = place.read_text("utf-8")
    assert "Kim" in said
    assert not any(word in said for word in ("frightened", "get-support", "concern", ">r1<"))


def test_a_line_for_a_prompt_does_not_count_it(kim: Desk) -> None:
    assert kim.do("today", "--brief").out == ""


NUDGING = pytest.mark.parametrize(
    "command",
    [
        ("log", "kim", "--notes", "Short"),
        ("done", "p1"),
        ("check-in", "g1", "20"),
        ("mentor", "kim"),
        ("agree", "kim"),
        ("agree", "kim", "--quiet", "Evenings"),
        ("stats", "kim"),
        ("stats",),
        ("fit", "kim", "--answer", "time=no"),
        ("edit-mentor", "kim", "--every", "1m"),
        ("review", "kim", "--rate", "goals=2"),
        ("review", "kim", "--decide", "pause"),
    ],
)


@NUDGING
def test_no_command_ends_with_a_nudge(kim: Desk, command: tuple[str, ...]) -> None:
    done = kim.do(*command)
    assert "Hint" not in done.err


@NUDGING
def test_nor_in_the_pause_that_was_decided_then(kim: Desk, command: tuple[str, ...]) -> None:
    kim.do("pause", "kim")
    done = kim.do(*command)
    assert "Hint" not in done.err


def test_a_look_asks_whether_it_is_over_and_drafts_nothing(kim: Desk) -> None:
    look = kim.data("review", "kim")
    assert (look["verdict"], look["conversation"], look["why"]) == ("get-support", None, "")
    assert look["after_concern"]["stands"] is True
    screen = kim.do("review", "kim")
    assert "Is it over? peermentor review m1 --over yes" in " ".join(screen.out.split())
    assert "Words to make your own" not in screen.out
    assert "Felt" not in screen.out


def test_what_skips_it_changes_nothing_and_an_answer_does(kim: Desk) -> None:
    kim.do("review", "kim", "--rate", "goals=4")
    assert kim.data("review", "kim")["verdict"] == "get-support"
    kim.on("2026-04-20T08:00").do("review", "kim", "--over", "yes")
    assert kim.data("review", "kim")["verdict"] != "get-support"
    assert "meeting" in {due["kind"] for due in kim.data("today", "--days", "60")["due"]}
    told = kim.on("2026-04-21T08:00").do("review", "kim").out
    assert "On Mon 20 Apr you said that it is over." in " ".join(told.split())


def test_over_no_keeps_it_standing(kim: Desk) -> None:
    kim.do("review", "kim", "--over", "no")
    assert kim.data("review", "kim")["verdict"] == "get-support"


@pytest.mark.parametrize("rating", ["respect=1", "respect=4", "goals=4"])
def test_over_no_is_not_answered_by_what_is_rated_beside_it(kim: Desk, rating: str) -> None:
    told = kim.on("2026-04-20T08:00").do("review", "kim", "--over", "no", "--rate", rating).out
    assert "you said that it is over" not in " ".join(told.split())
    assert kim.data("review", "kim")["verdict"] == "get-support"
    assert "meeting" not in {due["kind"] for due in kim.data("today", "--days", "60")["due"]}


def test_what_was_only_rated_is_not_said_to_be_over(kim: Desk) -> None:
    told = kim.on("2026-04-20T08:00").do("review", "kim", "--rate", "respect=3").out
    assert "Now you rated respect" in " ".join(told.split())
    told = kim.on("2026-04-21T08:00").do("review", "kim").out
    assert "On Mon 20 Apr you rated respect" in " ".join(told.split())


@pytest.mark.parametrize("rating", ["respect=1", "respect=2"])
def test_little_respect_does_not_say_that_it_is_over(kim: Desk, rating: str) -> None:
    told = kim.on("2026-04-20T08:00").do("review", "kim", "--rate", rating).out
    assert "Is it over?" in " ".join(told.split())
    assert kim.data("review", "kim")["verdict"] == "get-support"
    assert "meeting" not in {due["kind"] for due in kim.data("today", "--days", "60")["due"]}


def test_over_no_says_nothing_new_where_no_concern_stands(kim: Desk) -> None:
    kim.on("2026-04-20T08:00").do("review", "kim", "--over", "yes")
    kim.on("2026-05-20T08:00").do("review", "kim", "--over", "no", "--rate", "respect=4")
    assert kim.data("review", "kim")["verdict"] != "get-support"


def test_a_concern_is_not_put_right_by_rating_again(kim: Desk) -> None:
    kim.do("review", "kim", "--rate", "respect=4")
    reviews = kim.data("reviews", "--with", "kim")["reviews"]
    assert sorted(review["handle"] for review in reviews) == ["r1", "r2"]


def test_no_first_words_are_drafted(kim: Desk) -> None:
    assert "--over yes" in kim.refused(4, "opener", "kim", "--skill", "sales").err


def test_coming_back_is_no_welcome(kim: Desk) -> None:
    kim.do("pause", "kim")
    done = kim.do("resume", "kim")
    assert "Welcome" not in done.out + done.err


def test_closing_ends_it_for_today(kim: Desk) -> None:
    kim.do("close", "kim", "--release")
    assert {due["kind"] for due in kim.data("today", "--days", "60")["due"]} == {"goal"}  # it goes on with me


def test_nobody_is_asked_whether_the_hours_suit_them_or_given_a_tip_for_the_next_talk(kim: Desk) -> None:
    kim.on("2026-04-01T09:00").do("agree", "kim", "--every", "2w", "--minutes", "30")
    kim.on("2026-04-03T08:00").do("log", "kim", "--date", "2026-04-02", "--minutes", "200")
    kim.on("2026-04-20T08:00")
    for screen in ("agree", "mentor", "review"):
        assert "suit you both" not in kim.do(screen, "kim").out, screen
    said = kim.do("tips")
    assert "Help: someone you trust" in said.out
    assert "tips -n" not in said.err
    kim.do("review", "kim", "--over", "yes")
    kim.do("log", "kim", "--date", "2026-04-18", "--minutes", "200")
    assert "suit you both" in kim.do("mentor", "kim").out
    assert "Why this one" in kim.do("tips").out


def test_a_goal_kept_then_brings_no_hint(kim: Desk) -> None:
    assert kim.do("add-goal", "Say no", "--with", "kim").err == ""
    assert "Say what success looks like" in kim.do("add-goal", "Say yes").err


@pytest.fixture(params=["en", "id"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    language.use(request.param)
    yield request.param
    language.use(language.ENGLISH)


@pytest.mark.parametrize("moment", ["2026-04-03T08:00", "2026-05-20T08:00"])  # the goal is stale by then
def test_nothing_that_is_open_with_them_presses(kim: Desk, spoken: str, moment: str) -> None:
    kim.do("add-goal", "Their goal", "--with", "kim", "--owner", "them")
    kim.do("edit", "kim", "next=")
    kim.on(moment)
    pressing = [
        _("stale"), _("behind"), _("success not said yet"), _("no promise, no check-in yet"),
        _("not said yet"), _("no picture of success yet"), _("behind the calendar"),
        _("yours, overdue since {day}").partition("{")[0], _("a meeting due since {day}").partition("{")[0],
        _("It was time to look at it again on {day}.").partition("{")[0],
        _("next about {day}").partition("{")[0],
        several("{n} day late", "{n} days late", 2).replace("2", ""),
        several("{n} day over", "{n} days over", 2).replace("2", ""),
    ]  # fmt: skip
    presses = re.compile("|".join(rf"\b{re.escape(words.strip())}\b" for words in pressing))
    for line in (
        "goals",
        "goal g1",
        "promises",
        "mentor kim",
        "mentors",
        "prep kim",
        "agree kim",
        "today --all",
    ):
        answer = kim.do(*line.split())
        assert not presses.search(answer.out), (spoken, line, answer.out)
        assert answer.err == "", line
    assert kim.do("check-in", "g1", "100").err == ""
    assert kim.data("goals", "--stale")["goals"] == []
    assert all(promise["careful"] for promise in kim.data("promises")["promises"])


def test_no_figure_and_no_list_of_what_was_counts_what_is_owed(
    kim: Desk, spoken: str, tmp_path: Path
) -> None:
    """What is open with them can still be seen; no screen says since when, how often, or too seldom."""
    kim.do("add-topic", "kim", "Prices", "--important")
    kim.do("edit", "t1", "raised=2026-03-02")
    kim.on("2026-05-20T08:00")
    presses = re.compile(OWED[spoken])
    report, page = tmp_path / "report.html", tmp_path / "page.html"
    kim.do("report", "kim", "--into", str(report))
    kim.do("export", "html", "--into", str(page))
    said = {line: kim.do(*line.split()).out for line in ("stats kim", "mentor kim", "prep kim", "topics")}
    said |= {path.name: SHOWN.sub("", path.read_text("utf-8")) for path in (report, page)}
    for screen, text in said.items():
        assert not presses.search(text), (spoken, screen, presses.search(text))
    kim.do("review", "kim", "--over", "yes", "--rate", "respect=4")
    assert presses.search(kim.do("stats", "kim").out)
    assert presses.search(kim.do("mentor", "kim").out)
    assert presses.search(kim.do("prep", "kim").out)


def test_everyone_together_owes_nothing_to_them_either(kim: Desk) -> None:
    kim.on("2026-05-20T08:00")
    whole = kim.data("stats")
    assert (whole["whole"]["promises"]["me"]["overdue"], whole["whole"]["promises"]["me"]["careful"]) == (
        0,
        3,
    )
    assert "open since" not in kim.do("stats").out


@pytest.mark.parametrize(
    "over",
    [
        ("review", "kim", "--rate", "goals=4"),  # the concern stands
        ("close", "kim", "--release"),
        ("edit", "kim", "stage=closed"),
    ],
)
def test_a_calendar_asks_for_nothing_with_them(kim: Desk, over: tuple[str, ...]) -> None:
    kim.do("promise", "kim", "Bring the slides", "--by", "2026-04-20")
    kim.do("done", "p1")
    kim.do(*over)
    said = kim.do("export", "ics").out
    assert "STATUS:NEEDS-ACTION" not in said
    assert "SUMMARY:Talk with Kim Sato" in said  # what was held stays, and so does what was settled
    assert "STATUS:COMPLETED" in said
    assert ("BEGIN:VALARM" in said) == (over[0] == "close")  # where the goal goes on without them


def test_a_calendar_has_it_again_once_it_is_over(kim: Desk, tmp_path: Path) -> None:
    place = tmp_path / "calendar"
    kim.do("export", "ics", "--into", f"{place}/")
    assert not any("NEEDS-ACTION" in path.read_text("utf-8") for path in place.iterdir())
    kim.do("review", "kim", "--over", "yes", "--rate", "respect=4")
    kim.do("export", "ics", "--into", f"{place}/")
    assert sum("NEEDS-ACTION" in path.read_text("utf-8") for path in place.iterdir()) == 3
    kim.do("review", "kim", "--concern", "--again")
    kim.do("export", "ics", "--into", f"{place}/")
    assert not any("NEEDS-ACTION" in path.read_text("utf-8") for path in place.iterdir())


def test_once_it_is_over_everything_is_said_again(kim: Desk) -> None:
    kim.on("2026-05-20T08:00").do("review", "kim", "--over", "yes", "--rate", "respect=4")
    assert "days late" in kim.do("promises").out
    assert "stale" in kim.do("goals").out


def test_an_agenda_with_nothing_else_in_it_says_it_once(desk: Desk) -> None:
    desk.do("add-mentor", "Kim Sato")
    desk.do("review", "kim", "--concern")
    assert desk.do("prep", "kim").out.count("You owe this person no meeting") == 1


@pytest.mark.parametrize(
    "typed",
    [
        "agree lee", "agree lee --every 2w", "edit r1 respect=4", "edit r1 growth=1", "edit m1 every=1w",
        "log lee --notes x", "log lee --cancelled them", "promise lee x", "check-in g1 100",
        "add-topic lee x",
        "edit-goal g1 --state reached", "edit-goal g1 --by 2026-05-01", "add-feedback lee received x",
        "edit-mentor lee --every 1w", "reflect lee --happened x", "later lee friday", "fit lee", "mentor lee",
    ],
)  # fmt: skip
def test_no_command_about_them_gives_a_hint(desk: Desk, typed: str) -> None:
    desk.on("2026-03-02T09:00").do("add-mentor", "Lee Sun")
    desk.do("add-goal", "Close a deal", "--with", "lee", "--success", "One")
    desk.do("log", "lee", "--notes", "We began", "--energy", "1")
    desk.on("2026-04-02T21:00").do("review", "lee", "--rate", "goals=4", "--concern")
    assert "Hint" not in desk.on("2026-04-03T08:00").do(*typed.split()).err

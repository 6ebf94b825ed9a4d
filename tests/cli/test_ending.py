"""pause, resume, close: what rests comes back, and what ends, ends well."""

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def desk(tmp_path) -> Desk:
    return used_desk(tmp_path)


def test_a_pause_says_until_when_and_leaves_today(desk: Desk) -> None:
    answer = desk.do("pause", "maya", "--until", "in 3 weeks", "--because", "Release time")
    assert answer.out == "Paused Maya Pranata (m1) until Wed 22 Jul 2026, in 21 days.\n"
    assert answer.err == "Hint: When you are both ready: peermentor resume maya\n"
    mentor = desk.tables()["mentors"]["1"]
    assert (mentor["stage"], mentor["until"]) == ("paused", "2026-07-22")
    assert mentor["stages"] == [
        {"stage": "paused", "date": "2026-07-01", "because": "Release time", "until": "2026-07-22"}
    ]
    about = [d for d in desk.data("today", "--days", "60")["due"] if d["mentor"]]
    assert not [d for d in about if d["mentor"]["handle"] == "m1"]


def test_when_the_pause_is_over_today_asks(desk: Desk) -> None:
    desk.do("pause", "maya", "--until", "2026-07-22")
    due = desk.on("2026-07-22T08:00").data("today")["due"]
    (asks,) = [d for d in due if d["kind"] == "resume"]
    assert (asks["text"], asks["command"]) == (
        "The pause with Maya Pranata is over: take it up again?", "peermentor resume maya",
    )  # fmt: skip
    answer = desk.do("resume", "maya")
    assert answer.out == "Welcome back to Maya Pranata (m1).\n"
    assert "peermentor edit-mentor maya --next 2026-08-12" in answer.err  # three weeks that count
    assert desk.data("mentor", "maya")["mentor"]["stage"] == "active"


def test_a_talk_in_a_pause_is_kept_and_asks_whether_it_is_over(desk: Desk) -> None:
    desk.do("pause", "maya")
    assert desk.do("log", "maya", "--notes", "By chance").err == (
        "Hint: Is the pause over? peermentor resume maya\n"
    )
    assert desk.do("prep", "maya").out
    assert desk.data("mentor", "maya")["mentor"]["stage"] == "paused"


@pytest.mark.parametrize(
    ("words", "said"), [("resume maya", "is active already"), ("pause marta", "is paused already")]
)
def test_what_is_so_already_is_said_and_nothing_is_written(desk: Desk, words: str, said: str) -> None:
    desk.do("pause", "marta")
    before = desk.path.read_bytes()
    answer = desk.do(*words.split())
    assert said in answer.out
    assert "Nothing was changed." in answer.out
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize(
    ("code", "words", "says", "on"),
    [
        (2, "pause maya --until yesterday", "not ahead", "later day"),
        (2, "pause maya --until nonsense", "nonsense", "tomorrow"),
        (2, "close maya --goals sell", "--goals can't be", "keep, hand-on, let-go"),
        (4, "pause zoe", "is a candidate", "edit-mentor m3 --stage active"),
        (4, "resume zoe", "is a candidate", "edit-mentor m3 --stage active"),
        (4, "close maya --declined", "no candidate any more", "peermentor close maya"),
        (4, "close maya --thanks Much", "3 things are still open: p1 p2 t1", "close maya --release"),
        (4, "close marta", "2 things are still open: p3 t2", "peermentor done p3"),
        (3, "close nobody", "no mentor", "mentors"),
        (2, "close", "MENTOR is missing", "command line"),
    ],
)
def test_what_does_not_pause_or_end(desk: Desk, code: int, words: str, says: str, on: str) -> None:
    refused(desk, code, *words.split(), says=says, on=on)


def ended(desk: Desk) -> Desk:
    desk.do("log", "maya", "--minutes", "50", "--got", "Wait three seconds", "--win", "I waited")
    desk.do("edit-mentor", "maya", "--why", "I say yes too fast")
    return desk


def test_an_end_shows_what_it_was_thanks_and_lessons(desk: Desk) -> None:
    answer = ended(desk).on("2026-10-01T18:00").do(
        "close", "maya", "--release", "--reached", "I say no", "--thanks", "You waited with me",
        "--lessons", "Silence is cheap", "--because", "We both moved on", "--in-touch",
    )  # fmt: skip
    for shown in (
        "Maya Pranata · Wed 1 Jul 2026 – Thu 1 Oct 2026", "3 months together · 1 talk · 50 min",
        "Why them: I say yes too fast", "I waited", "I say no", "You waited with me", "Silence is cheap",
        "We both moved on", "You stay in touch.",
    ):  # fmt: skip
        assert shown in answer.out
    assert answer.err == (
        "Closed Maya Pranata (m1). Everything you kept stays, read-only.\n"
        "  Let go: p1 p2 t1.\n"
        "  g1 goes on with you: Say no\n"
    )


def test_the_record_of_an_end_stays_and_is_read_only(desk: Desk) -> None:
    desk.do("close", "maya", "--release", "--lessons", "Silence is cheap", "--because", "We moved on")
    mentor = desk.tables()["mentors"]["1"]
    assert mentor["stage"] == "closed"
    assert mentor["closing"]["lessons"] == "Silence is cheap"
    assert mentor["closing"]["because"] == "We moved on"
    for words in ("close maya", "pause maya", "log maya --notes X", "agree maya --every 2w"):
        refused(desk, 4, *words.split(), says="read-only", on="resume m1")
    portrait = desk.do("mentor", "maya").out
    assert "Ended on Wed 1 Jul 2026" in portrait
    assert "Lessons: Silence is cheap" in portrait
    assert "We moved on" not in portrait
    desk.do("resume", "maya")
    assert [s["stage"] for s in desk.data("mentor", "maya")["stages"]] == ["closed", "active"]
    desk.do("log", "maya", "--notes", "As before")


def test_a_goal_that_was_mine_goes_on_with_me(desk: Desk) -> None:
    desk.do("close", "maya", "--release")
    desk.do("check-in", "g1", "40")
    assert desk.data("goal", "g1")["goal"]["mentor"] is None


def test_a_candidate_is_declined_without_hard_feelings_and_the_reason_stays_private(desk: Desk) -> None:
    answer = desk.do("close", "zoe", "--declined", "--because", "Her year is full")
    assert answer.err == "Zoë Łukasik (m3) is no candidate any more. Nothing is sent to them.\n"
    mentor = desk.tables()["mentors"]["3"]
    assert (mentor["stage"], mentor["closing"]["because"]) == ("declined", "Her year is full")
    for words in ("mentor zoe", "mentors --all", "today"):
        assert "Her year is full" not in desk.do(*words.split()).out


def test_deciding_to_close_winds_up_and_names_the_end(desk: Desk) -> None:
    answer = desk.do("review", "maya", "--decide", "close", "--because", "It served its time")
    assert "peermentor close maya" in answer.err
    assert desk.data("mentor", "maya")["mentor"]["stage"] == "winding-up"
    assert "winding up" in desk.do("mentors").out
    (due,) = [d for d in desk.data("today")["due"] if d["kind"] == "closing"]
    assert due["command"] == "peermentor close maya"
    desk.do("log", "maya", "--notes", "The last talk")
    desk.do("close", "maya", "--release")
    assert not [d for d in desk.data("today")["due"] if d["kind"] == "closing"]


def test_who_decides_to_go_on_after_all_is_active_again(desk: Desk) -> None:
    desk.do("review", "maya", "--decide", "close")
    desk.do("review", "maya", "--decide", "continue")
    assert [s["stage"] for s in desk.data("mentor", "maya")["stages"]] == ["winding-up", "active"]


def test_the_fields_scripts_may_rely_on(desk: Desk) -> None:
    data = ended(desk).data("close", "maya", "--release", "--no-in-touch")
    assert set(data) >= {
        "mentor", "stage", "why", "since", "until", "sessions", "minutes", "gave", "got", "promises",
        "goals_reached", "wins", "closing", "released", "goals_left", "message",
    }  # fmt: skip
    assert set(data["promises"]) == {"mine", "theirs"}
    assert set(data["promises"]["mine"]) >= {"made", "kept", "late", "released"}
    assert data["closing"] == {
        "date": "2026-07-01", "reached": "", "thanks": "", "lessons": "", "because": "", "in_touch": False,
    }  # fmt: skip
    assert (data["sessions"], data["released"], data["wins"][0]["text"]) == (
        1,
        ["p1", "p2", "t1"],
        "I waited",
    )
    assert "mentor" in desk.data("pause", "marta")
    assert "mentor" in desk.data("resume", "marta")


def test_a_dry_run_ends_nothing(desk: Desk) -> None:
    before = desk.path.read_bytes()
    for words in ("close maya --release", "pause maya", "close zoe"):
        assert "A dry run" in desk.do(*words.split(), "--dry-run").err
    assert desk.path.read_bytes() == before

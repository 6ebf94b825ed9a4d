"""stats, timeline and search as typed: what they show, what scripts may rely on, and what they refuse."""

import json
import re

import pytest
from rich.cells import cell_len

from peermentor.practice.lookback.timeline import Event
from peermentor.practice.nouns.records import Mentor, Session
from peermentor.screen.views.timeline import _what
from tests.cli.used import refused, used_desk
from tests.conftest import Desk, begun

FIGURES = {
    "mentor", "since", "until", "sessions", "rhythm", "calendar", "balance", "promises", "energy", "talked",
    "led", "topics", "hours", "strengths", "improve", "attainment", "reviews",
}  # fmt: skip


@begun
def tiring(desk: Desk) -> None:
    """Talks with Maya that leave less and less."""
    desk.on("2026-07-01T09:00").do("add-mentor", "Maya Pranata", "--every", "2w", "--minutes", "30")
    talks = (("03", "5", "me"), ("17", "3", "me"), ("31", "2", "them"), ("31", "2", "even"))
    for day, energy, talked in talks:
        desk.on(f"2026-07-{day}T18:00").do(
            "log", "maya", "--notes", f"Talk of the {day}th", "--energy", energy, "--talked", talked,
            "--minutes", "60", "--gave", "An ear",
        )  # fmt: skip
    desk.on("2026-08-01T09:00")


# stats


def test_a_falling_line_of_energy_says_so_and_names_the_slower_rhythm(tiring: Desk) -> None:
    answer = tiring.do("stats", "maya")
    assert "Energy           █▅▃▃  3.0 of 5 on average" in answer.out
    assert "It has been going down" in answer.out
    assert "peermentor edit-mentor maya --every 3w" in answer.err
    tiring.do("edit-mentor", "maya", "--every", "3w")


def test_stats_show_balance_voices_and_hours_beside_what_was_agreed(tiring: Desk) -> None:
    out = tiring.do("stats", "maya").out
    assert "▸▸▸▸  ◆ both  ▸ you gave  ◂ you got" in out
    assert "▲▲▼=  ▲ you 2 · ▼ Maya 1 · = even 1" in out
    assert "You leave more room than before." in out
    assert "4 h logged of 1 h agreed · more than you agreed" in out


def test_stats_of_everyone_have_a_row_for_each(tiring: Desk) -> None:
    tiring.do("add-mentor", "Budi Santoso")
    answer = tiring.do("stats")
    assert "Everyone" in answer.out
    assert "m1  Maya Pranata  4/2" in answer.out
    assert re.search(r"m2  Budi Santoso +0  –", answer.out)
    assert "Your energy after talks with Maya Pranata is going down" in answer.err


def test_the_calendar_is_marks_and_a_legend_of_those_that_occur(desk: Desk) -> None:
    desk.do("add-mentor", "Maya")
    desk.on("2026-07-20T09:00").do("log", "maya", "--date", "2026-07-03", "--notes", "x")
    desk.do("log", "maya", "--date", "2026-07-14", "--cancelled", "them")
    lines = [line.strip() for line in desk.do("stats", "maya").out.splitlines()]
    assert "2026  Jun Jul" in lines
    assert "▪   ·✕·" in lines
    assert "▪ you met  ✕ called off  · a quiet week" in lines


def test_stats_of_an_empty_journal_say_what_to_do(desk: Desk) -> None:
    assert "peermentor log" in desk.do("stats").out
    desk.do("add-mentor", "Maya")
    assert "No talk in this time." in desk.do("stats", "maya").out


def test_the_fields_of_stats_stay(tiring: Desk) -> None:
    data = tiring.data("stats")
    assert set(data) >= {"whole", "each"}
    assert set(data["whole"]) >= FIGURES
    (one,) = data["each"]
    assert set(one) >= FIGURES
    assert one["mentor"] == {"name": "Maya Pranata", "handle": "m1"}
    inside = {
        "rhythm": {"every", "held", "asked", "called_off", "longest_gap"},
        "balance": {"sessions", "gave", "got", "both", "line"},
        "energy": {"line", "mean", "falling", "slower"},
        "talked": {"me", "them", "even", "line", "trend"},
        "led": {"me", "them", "both"},
        "topics": {"me", "them"},
        "hours": {"logged", "unsaid", "agreed", "over"},
        "attainment": {"t", "goals"},
        "promises": {"me", "them"},
    }
    for name, fields in inside.items():
        assert set(one[name]) >= fields, name
    assert set(one["promises"]["me"]) >= {"on_time", "late", "open", "overdue", "released"}
    assert set(one["calendar"][0]) >= {"start", "held", "called_off"}


def test_one_named_peer_is_the_whole(tiring: Desk) -> None:
    data = tiring.data("stats", "maya", "--since", "2026-07-10", "--until", "2026-07-20")
    assert (data["whole"]["since"], data["whole"]["until"]) == ("2026-07-10", "2026-07-20")
    assert (data["whole"]["sessions"], data["each"]) == (1, [])


# timeline


def test_the_timeline_begins_with_the_latest_month_by_month(tiring: Desk) -> None:
    tiring.do("promise", "maya", "Write it", "--by", "2026-08-03")
    tiring.do("done", "p1")
    out = tiring.do("timeline", "maya").out
    months = re.findall(r"^(?:Jul|Aug) 2026$", out, re.MULTILINE)
    assert months == ["Aug 2026", "Jul 2026"]
    said = ("added", "Talk of the 03th", "you promised", "you kept it")
    assert sorted(said, key=out.index) == list(said[::-1])
    turned = tiring.do("timeline", "maya", "--reverse").out
    assert sorted(said, key=turned.index) == list(said)


def test_a_long_timeline_is_a_screenful_and_says_how_to_see_it_all(tiring: Desk) -> None:
    for number in range(20):
        tiring.do("add-topic", "maya", f"Topic {number}")
    out = tiring.do("timeline", "maya").out
    assert "earlier lines are left out. All of it: peermentor timeline m1 --all" in out
    assert "added" not in out
    assert "added" in tiring.do("timeline", "maya", "--all").out
    assert len(tiring.data("timeline", "maya")["events"]) > 20


def test_a_limited_timeline_says_how_much_came_before(tiring: Desk) -> None:
    out = tiring.do("timeline", "maya", "--limit", "2").out
    assert "3 earlier lines are left out." in out
    assert "Talk of the 03th" not in out
    data = tiring.data("timeline", "maya", "--limit", "2")
    assert (data["total"], len(data["events"])) == (5, 2)


def test_the_fields_of_a_timeline_stay(tiring: Desk) -> None:
    data = tiring.data("timeline", "maya")
    assert data["mentor"] == {"name": "Maya Pranata", "handle": "m1"}
    assert [event["kind"] for event in data["events"]] == ["added", "talk", "talk", "talk", "talk"]
    assert set(data["events"][0]) >= {"date", "kind", "ref", "text", "owner", "value"}
    assert data["events"][1]["ref"] == "s1"


@pytest.mark.parametrize("kind", Event.__annotations__["kind"].__args__)
def test_every_kind_of_event_is_said_in_words(kind: str) -> None:
    values = {"stage": "paused", "goal-ended": "reached", "check-in": 40, "talk": 45, "cancelled": "them"}
    from datetime import date  # noqa: PLC0415

    event = Event(date(2026, 7, 1), kind, "x1", "", "them", values.get(kind))
    assert _what(event, "Maya Pranata")


# search


def test_search_marks_the_match_by_more_than_colour(tmp_path) -> None:
    desk = used_desk(tmp_path)
    out = desk.do("search", "script").out
    assert "Wed 1 Jul · Maya Pranata · promise  p1" in out
    assert "  Write the script" in out
    assert out.index("p1") < out.index("g1") or "a milestone" in out


def test_a_search_without_a_hit_is_exit_1_and_offers_what_is_there(tmp_path) -> None:
    desk = used_desk(tmp_path)
    answer = desk.type("search", "script", "zebra")
    assert answer.code == 1
    assert answer.out == "Nothing you wrote holds “script”, “zebra”.\n"
    assert "peermentor search script" in answer.err
    near = desk.type("search", "script", "--with", "marta")
    assert "look everywhere" in near.err
    assert desk.type("search", "zebra").err == ""
    assert desk.type("--json", "search", "zebra").data["hits"] == []


def test_the_fields_of_a_search_stay(tmp_path) -> None:
    data = used_desk(tmp_path).data("search", "SCRIPT", "--kind", "promise")
    assert set(data) >= {"words", "total", "limit", "hits"}
    (hit,) = data["hits"]
    assert hit == {
        "ref": "p1",
        "kind": "promise",
        "mentor": {"name": "Maya Pranata", "handle": "m1"},
        "date": "2026-07-01",
        "field": "text",
        "excerpt": "Write the script",
        "marks": [[10, 16]],
    }


def test_private_words_are_never_markup_nor_control_the_terminal(desk: Desk) -> None:
    desk.do("add-mentor", "Maya [red]")
    desk.do("log", "maya", "--notes", "[bold]a\x1b]0;b\x07[/bold] needle [/] end")
    for command in (("search", "needle"), ("timeline", "maya"), ("stats", "maya"), ("stats",)):
        out = desk.do(*command).out
        assert "\x1b" not in out
        assert "Maya [red]" in out
    assert "[bold]a␛]0;b␇[/bold] needle [/] end" in desk.do("search", "needle").out


def test_a_person_reads_a_screenful_and_a_script_takes_all(desk: Desk) -> None:
    desk.do("add-mentor", "Maya")
    from peermentor.app import open_app  # noqa: PLC0415 - sixty talks at once

    app = open_app(desk.path)
    with app.journal.transaction(app.now) as draft:
        (maya,) = draft.records.all(Mentor)
        for n in range(60):
            draft.add(Session(mentor=maya.uid, date=maya.since, notes=f"Needle {n}"))
    assert "10 more, older: --limit shows them." in desk.do("search", "needle").out
    assert "more, older" not in desk.do("search", "needle", "--limit", "60").out
    assert len(desk.data("search", "needle")["hits"]) == 60


# all three


@pytest.mark.parametrize("width", [50, 80, 140])
@pytest.mark.parametrize("words", [("stats",), ("stats", "maya"), ("timeline", "maya"), ("search", "talk")])
def test_the_screens_fit(tiring: Desk, words: tuple[str, ...], width: int) -> None:
    tiring.env["COLUMNS"] = str(width)
    lines = tiring.do(*words).out.splitlines()
    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize(
    ("code", "typed", "says"),
    [
        (3, "stats nobody", "no mentor"),
        (3, "timeline nobody", "no mentor"),
        (3, "search script --with nobody", "no mentor"),
        (2, "timeline", "MENTOR is missing"),
        (2, "search", "WORDS is missing"),
        (2, "search script --kind poem", "--kind can't be"),
        (2, "search script --since someday", "can't read"),
        (2, "stats --since 2026-07-01 --until 2026-06-01", "there is no day"),
        (2, "search script --since 2026-07-01 --until 2026-06-01", "is after --until"),
    ],
)
def test_what_cannot_be_answered_says_why(tmp_path, code: int, typed: str, says: str) -> None:
    refused(used_desk(tmp_path), code, *typed.split(), says=says)


def test_words_of_nothing_are_refused(tmp_path) -> None:
    refused(used_desk(tmp_path), 2, "search", " ", says="nothing to look for", on="peermentor search")


@pytest.mark.parametrize("gone", ["", "01J1ZZZZZZZZZZZZZZZZZZZZZZ"])
def test_a_record_whose_peer_is_gone_is_still_shown(desk: Desk, gone: str) -> None:
    desk.do("add-mentor", "Maya Pranata")
    desk.do("add-goal", "Patience", "--with", "maya", "--owner", "them")
    desk.do("add-topic", "maya", "Corridors")
    desk.do("log", "maya", "--notes", "N", "--i-will", "One", "--cancelled", "them")
    desk.do(
        "log",
        "maya",
        "--notes",
        "N",
        "--i-will",
        "One",
        "--they-will",
        "Two",
        "--win",
        "W",
        "--happened",
        "H",
    )
    desk.do("add-feedback", "maya", "given", "F")
    tables = desk.tables()
    for table in ("sessions", "promises", "topics", "goals", "wins", "feedback", "reflections"):
        for record in tables[table].values():
            record["mentor"] = gone
    desk.path.write_text(json.dumps(tables), "utf-8")
    for line in (
        "today",
        "sessions",
        "session s1",
        "session s2",
        "promises",
        "topics",
        "goals",
        "goal g1",
        "wins",
    ):
        assert desk.do(*line.split()).out
        assert desk.data(*line.split())
    for line in (
        "search N",
        "stats",
        "mentor maya",
        "history",
        "sessions",
        "goal g1",
    ):
        desk.do(*line.split())
    for line in ("doctor", "doctor --repair"):
        assert desk.type(*line.split()).code in (0, 1)  # it may say that something is wrong

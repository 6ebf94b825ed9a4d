"""Whole quarters, as they were typed, and read back by a stranger: stock TinyDB."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.told import STORIES, Told, lines, told


@pytest.fixture
def quarter() -> Told:
    return told("first-quarter.sh")


@pytest.fixture
def fading() -> Told:
    return told("fading.sh")


@pytest.mark.parametrize("story", [path.name for path in sorted(STORIES.glob("*.sh"))])
def test_every_command_of_a_story_succeeds(story: str) -> None:
    refused = [
        (words, answer)
        for (_day, words), answer in zip(lines(story), told(story).answers, strict=True)
        if answer.code
    ]
    assert refused == []


@pytest.mark.long
@pytest.mark.parametrize("story", [path.name for path in sorted(STORIES.glob("*.sh"))])
def test_the_shell_and_the_real_program_leave_the_same_journal(story: str, tmp_path: Path) -> None:
    told_by_shell = subprocess.run(
        ["bash", str(STORIES / story)],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "COLUMNS": "80",
            "P": f"{sys.executable} -m peermentor",
            "PEERMENTOR_JOURNAL": str(tmp_path / "journal.json"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert told_by_shell.returncode == 0, told_by_shell.stderr[-2000:]
    assert told_by_shell.stdout == told(story).stdout
    assert _words(tmp_path / "journal.json") == _words(told(story).path)


WRITTEN = ("name", "title", "text", "notes", "verdict", "date")


def _words(journal: Path) -> dict[str, list[str]]:
    """What people wrote, in order; not the uids, which are new each time."""
    with TinyDB(journal, access_mode="r") as db:
        return {
            name: [str(record.get(field, "")) for record in db.table(name) for field in WRITTEN]
            for name in db.tables() - {"meta", "history"}
        }


def test_the_quarter_leaves_the_people_as_they_were_said(quarter: Told) -> None:
    maya, budi, zoe = quarter.table("mentors").values()
    assert maya["name"] == "Maya Pranata"
    assert maya["why"] == "I keep agreeing to scope I cannot deliver, and she does not"
    assert (maya["skill"], maya["focus"], maya["role"]) == ("negotiation", "career", "Product lead")
    assert (maya["department"], maya["met"], maya["every"], maya["minutes"]) == (
        "Payments",
        "project",
        "3w",
        45,
    )
    assert (maya["since"], maya["next"]) == ("2026-07-01", "2026-09-25")
    assert (budi["name"], budi["every"], budi["met"]) == ("Budi Santoso", "1m", "lunch")
    assert (zoe["name"], zoe["stage"]) == ("Zoë Łukasik", "candidate")


def test_the_quarter_leaves_goals_with_their_check_ins(quarter: Told) -> None:
    goals, people = quarter.table("goals"), quarter.table("mentors")
    assert [g["title"] for g in goals.values()] == [
        "Say no with a reason and an option",
        "Design one warehouse model on my own",
        "Present to 200 people",
    ]
    assert [g["target"] for g in goals.values()] == ["2026-09-30", "2026-10-31", "2026-10-15"]
    assert [g["owner"] for g in goals.values()] == ["me", "me", "them"]
    assert [g["mentor"] for g in goals.values()] == [people[1]["uid"], people[2]["uid"], people[1]["uid"]]
    assert [m["text"] for m in goals[1]["milestones"]] == [
        "Script for the first round",
        "Tried in a small round",
        "Tried with a director",
    ]
    said = [(c["goal"], c["date"], c["percent"], c["note"]) for c in quarter.table("checkins").values()]
    assert said == [
        (goals[1]["uid"], "2026-07-09", 15, "Script written, read aloud to Budi"),
        (goals[1]["uid"], "2026-07-24", 40, "Tried in a small round"),
        (goals[1]["uid"], "2026-08-20", 60, "Director round next"),
        (goals[3]["uid"], "2026-08-20", 50, "Second dry run done"),
        (goals[1]["uid"], "2026-09-04", 85, "Two of three rounds"),
    ]


def test_the_quarter_leaves_every_talk(quarter: Told) -> None:
    sessions, topics = quarter.table("sessions"), quarter.table("topics")
    maya, budi = (quarter.table("mentors")[n]["uid"] for n in (1, 2))
    assert [(s["mentor"], s["date"], s.get("minutes"), s.get("energy")) for s in sessions.values()] == [
        (maya, "2026-07-03", 50, 4),
        (budi, "2026-07-15", 30, 3),
        (maya, "2026-07-24", 45, 5),
        (budi, "2026-08-12", None, None),
        (maya, "2026-08-14", 40, 4),
        (maya, "2026-09-04", 45, 5),
    ]
    first = sessions[1]
    assert first["notes"] == "Corridor requests: she buys time first, decides later. We rehearsed it twice."
    assert first["got"] == ["Buy time: 'let me look at what it would push out'"]
    assert first["gave"] == ["Her town hall draft has three messages; kept the second"]
    assert first["discussed"] == [topics[1]["uid"], topics[2]["uid"]]
    assert first["agenda"] == quarter.table("agendas")[1]["uid"]
    assert (first["led"], first["next"]) == ("both", "2026-07-24")
    assert sessions[4]["cancelled"] == "them"
    assert [(t["text"], t["owner"], t.get("important", False), t["state"]) for t in topics.values()] == [
        ("How do you answer 'can you just…' in a corridor?", "me", True, "discussed"),
        ("Her town hall: what is the one message?", "them", False, "discussed"),
        ("Is this still useful to you too?", "me", False, "open"),
    ]


def test_the_quarter_leaves_promises_both_ways(quarter: Told) -> None:
    said = [
        (p["text"], p["owner"], p["due"], p["state"], p.get("ended"))
        for p in quarter.table("promises").values()
    ]
    assert said == [
        ("Write my script for the planning round", "me", "2026-07-10", "kept", "2026-07-09"),
        ("Send her one-page priorities template", "them", "2026-07-08", "kept", "2026-07-08"),
        ("Model the refunds flow", "me", "2026-07-29", "open", None),
        ("Share his review checklist", "them", "2026-07-22", "open", None),
        ("Use it in the Q4 planning round", "me", "2026-08-14", "kept", "2026-08-14"),
        ("Write to the director", "me", "2026-08-21", "kept", "2026-08-20"),
        ("Sit in on my next director round", "them", "2026-09-04", "kept", "2026-09-04"),
    ]


def test_the_quarter_leaves_wins_and_a_reflection(quarter: Told) -> None:
    assert [w["text"] for w in quarter.table("wins").values()] == [
        "First rehearsal without apologising",
        "Rudi took the smaller option",
        "The director chose option B",
    ]
    (reflection,) = quarter.table("reflections").values()
    assert reflection["session"] == quarter.table("sessions")[1]["uid"]
    assert (reflection["happened"], reflection["so_what"], reflection["now_what"]) == (
        "I noticed I say yes to end the silence",
        "Silence costs me weeks",
        "Count to five",
    )


def test_the_quarters_reviews_say_what_it_was_for(quarter: Told) -> None:
    maya, budi = quarter.table("reviews").values()
    assert (maya["verdict"], maya["decision"], maya["next_review"]) == ("thriving", "continue", "2026-11-20")
    assert (budi["verdict"], budi["decision"]) == ("too-early", "adjust")
    assert budi["because"] == "Ask him what would make it worth his time"
    assert "thriving" in quarter.stdout


def test_the_quarters_agendas_held_what_was_open(quarter: Told) -> None:
    first, second = quarter.table("agendas").values()
    topics, goals = quarter.table("topics"), quarter.table("goals")
    assert (first["date"], second["date"]) == ("2026-07-03", "2026-07-24")
    assert first["topics"] == [topics[1]["uid"], topics[2]["uid"]]
    assert set(first["goals"]) == {goals[1]["uid"], goals[3]["uid"]}
    assert len(first["questions"]) == len(second["questions"]) == 3
    assert not set(first["questions"]) & set(second["questions"])


def test_what_prep_says_after_the_quarter(quarter: Told) -> None:
    prep = quarter.ask("2026-09-25T08:00", "prep", "budi", "--dry-run")
    parts = {part["key"]: part for part in prep["parts"]}
    assert list(parts) == [
        "since", "promises", "topics", "goals", "questions", "feedback", "between", "next",
    ]  # fmt: skip
    assert [item["ref"] for item in parts["promises"]["items"]] == ["p4", "p3"]
    assert [item["ref"] for item in parts["topics"]["items"]] == ["t3"]
    assert [item["ref"] for item in parts["goals"]["items"]] == ["g2"]
    assert sum(part["minutes"] for part in prep["parts"]) == prep["minutes"]
    assert {warning["code"] for warning in prep["warnings"]} >= {"overdue-mine"}
    assert prep["tip"]["why"]


def test_a_relationship_fades_from_adjust_to_wind_down(fading: Told) -> None:
    reviews = fading.table("reviews")
    assert [r["verdict"] for r in reviews.values()] == ["adjust", "reassess", "wind-down"]
    assert reviews[3]["decision"] == "close"


def test_what_fades_winds_up_and_is_closed_well(fading: Told) -> None:
    rizal = fading.table("mentors")[1]
    assert rizal["stage"] == "closed"
    assert [(change["stage"], change["date"]) for change in rizal["stages"]] == [
        ("winding-up", "2026-06-20"),
        ("closed", "2026-07-02"),
    ]
    assert rizal["closing"]["thanks"] == "You showed me to write the failures first"
    assert {promise["state"] for promise in fading.table("promises").values()} <= {"kept", "late", "dropped"}
    assert "You stay in touch." in fading.stdout
    assert "Two dates that hold before a third" in fading.stdout
    assert fading.table("goals")[1].get("mentor", "") == ""  # it goes on with its owner


def test_the_question_apart_comes_before_every_number() -> None:
    unsafe = told("unsafe.sh")
    (review,) = unsafe.table("reviews").values()
    assert (review["verdict"], review["decision"]) == ("get-support", "pause")
    assert unsafe.table("mentors")[1]["stage"] == "paused"
    assert "Words to make your own" not in unsafe.stdout

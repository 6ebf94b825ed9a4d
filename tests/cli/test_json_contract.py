"""What scripts may rely on. A failure here means: add fields if you like, but never rename or remove one."""

from typing import Any

import pytest

from tests.conftest import Desk, begun

IDENTITY = {"uid", "handle", "created", "updated"}
MENTOR = IDENTITY | {
    "name", "stage", "skill", "focus", "role", "department", "contact", "met", "why", "every", "minutes",
    "since", "sessions", "last", "next", "next_days", "review_due", "promises_open", "topics_open",
}  # fmt: skip
GOAL = IDENTITY | {
    "title", "mentor", "owner", "why", "success", "obstacle", "start", "target", "milestones", "state",
    "ended", "percent", "line", "pace", "stale", "days_left",
}  # fmt: skip
TOPIC = IDENTITY | {"mentor", "text", "owner", "important", "raised", "state", "ended"}
PROMISE = IDENTITY | {
    "mentor", "owner", "text", "made", "due", "state", "ended", "because", "session", "goal", "days",
    "overdue", "carried",
}  # fmt: skip
SESSION = IDENTITY | {
    "mentor", "date", "at", "minutes", "led", "role", "notes", "gave", "got", "discussed", "energy",
    "talked", "cancelled", "held", "next", "promises", "wins", "reflection",
}  # fmt: skip
PORTRAIT = {
    "mentor", "goals", "promises", "topics", "sessions", "wins", "energy", "balance", "reviews",
}  # fmt: skip
LOOK = {
    "mentor", "window", "felt", "seen", "disagreements", "verdict", "reasons", "change", "decision",
    "next_review",
}  # fmt: skip


@begun
def used(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata", "--every", "3w")
    desk.do("add-goal", "Say no", "--with", "maya", "--by", "2026-09-30")
    desk.do("add-topic", "maya", "Corridors")
    desk.do(
        "log",
        "maya",
        "--i-will",
        "Write by 2026-07-10",
        "--they-will",
        "Send",
        "--win",
        "Tried",
        "--energy",
        "4",
    )
    desk.do("check-in", "g1", "20")


@pytest.mark.parametrize(
    ("command", "path", "fields"),
    [
        ("mentors", ["mentors", 0], MENTOR),
        ("mentor maya", ["mentor"], MENTOR),
        ("mentor maya", [], PORTRAIT),
        ("goals", ["goals", 0], GOAL),
        ("goal g1", ["goal"], GOAL),
        ("goal g1", ["checkins", 0], IDENTITY | {"goal", "date", "percent", "note"}),
        ("topics", ["topics", 0], TOPIC),
        ("promises", ["promises", 0], PROMISE | {"due_at"}),
        ("mentor maya", ["mentor"], {"next", "next_at"}),
        ("sessions", ["sessions", 0], SESSION),
        ("session s1", ["session"], SESSION),
        ("session s1", ["session", "promises", 0], PROMISE),
        ("session s1", ["session", "mentor"], {"name", "handle"}),
        ("prep maya", [], {"mentor", "date", "at", "minutes", "parts", "warnings", "tip"}),
        ("prep maya", ["parts", 0], {"key", "minutes", "items"}),
        ("prep maya", ["parts", 1, "items", 0], {"text", "why", "ref", "if_time"}),
        ("prep maya", ["tip"], {"key", "text", "why"}),
        ("review maya", [], LOOK),
        ("review maya", ["window"], {"since", "until", "sessions"}),
        ("review maya", ["seen", 0], {"signal", "level", "summary", "refs"}),
        ("review maya", ["reasons", 0], {"text", "refs"}),
        ("today", [], {"date", "due", "tip"}),
        ("today --days 20", ["due", 0], {"kind", "mentor", "text", "ref", "due", "at", "days"}),
        ("log maya --notes again", ["session"], SESSION),
        ("log maya --notes again", [], {"session", "promises", "message"}),
        ("done p1", ["promises", 0], PROMISE),
        ("check-in g1 30", [], {"checkin", "goal", "message"}),
        ("add-topic maya more", ["topic"], TOPIC),
    ],
)  # fmt: skip
def test_the_fields_of_an_answer_stay(used: Desk, command: str, path: list[Any], fields: Any) -> None:
    found: Any = used.data(*command.split())
    for step in path:
        found = found[step]
    assert set(fields) <= set(found)


def test_prep_always_has_its_eight_parts(used: Desk) -> None:
    keys = [part["key"] for part in used.data("prep", "maya")["parts"]]
    assert keys == ["since", "promises", "topics", "goals", "questions", "feedback", "between", "next"]


def test_the_envelope_of_success_and_of_failure(used: Desk) -> None:
    good = used.do("promises", "--json").json
    assert {k: good[k] for k in ("peermentor", "command", "ok")} == {
        "peermentor": 1,
        "command": "promises",
        "ok": True,
    }
    assert set(good) == {"peermentor", "command", "ok", "data", "hints"}
    bad = used.refused(3, "--json", "mentor", "nobody").json
    assert {k: bad[k] for k in ("peermentor", "command", "ok")} == {
        "peermentor": 1,
        "command": "mentor",
        "ok": False,
    }
    assert set(bad["error"]) >= {"code", "message", "hint"}
    assert bad["error"]["code"] == "not-found"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, "check-in g1 140 --json"),
        (2, "log --json"),
        (2, "--json nonsense"),
        (2, "--nonsense --json"),
        (3, "goal g99 --json"),
        (4, "add-mentor MAYA\u00a0pranata --json"),
    ],
)
def test_with_json_stdout_is_one_document_even_when_it_fails(used: Desk, code: int, words: str) -> None:
    answer = used.refused(code, *[w.replace("\u00a0", " ") for w in words.split(" ")])
    assert answer.json["ok"] is False
    assert answer.err == ""


def test_hints_name_the_command_to_type(desk: Desk) -> None:
    (hint,) = desk.do("--json", "add-mentor", "Maya").json["hints"]
    assert set(hint) == {"text", "command"}
    assert hint["command"].startswith("peermentor ")

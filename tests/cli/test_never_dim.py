"""What a person wrote is never dim on any screen: only what the program says beside it is."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from rich.text import Text

from peermentor.practice.nouns.fields import Field, fields_of
from peermentor.practice.nouns.records import KINDS, Star
from tests.cli.used import used_desk
from tests.conftest import Desk

OWN = "Zanzibar"
TYPED = (
    ("agree", "maya", "--every", "3w", "--minutes", "30", "--channel", "Chat", "--boundary", "Nothing late",
     "--i-hope", "Courage", "--they-hope", "Calm", "--i-bring", "Time", "--they-bring", "Wit",
     "--quiet", "Nights", "--confidential", "All of it", "--stop", "By saying so"),
    ("edit", "g1", "why=It matters", "success=I said it", "obstacle=Haste", "owner=both"),
    ("edit", "maya", "why=She is kind", "role=Lead", "department=Sales", "contact=maya@", "skill=Calm"),
    ("promise", "maya", "Call", "--when", "the meeting starts", "--by", "2026-07-02", "--goal", "g1"),
    ("prep", "maya", "--date", "2026-07-01"),
    ("log", "maya", "--notes", "Talked", "--i-will", "Try it by friday", "--they-will", "Read",
     "--win", "Held", "--got", "Wait", "--gave", "An ear", "--happened", "I listened",
     "--so-what", "So", "--now-what", "Go",
     "--discussed", "t1", "--strength", "calm", "--improve", "haste", "--minutes", "30", "--energy", "4",
     "--feedback-received", "You wait well"),
    ("add-topic", "maya", "Stairs", "--confidence", "2"),
    ("add-feedback", "maya", "given", "--situation", "The round", "--behaviour", "You asked", "--impact",
     "It helped", "--question", "More?"),
    ("done", "s2.1", "--outcome", "It worked"),
    ("rehearse", "maya", "--happened", "Two talks moved", "--effect", "I wait", "--own-part",
     "I said nothing", "--ask", "Tell me", "--if-no", "Then less", "--tone", "plain"),
    ("check-in", "g1", "40", "--note", "Halfway", "--milestone", "1"),
    ("review", "maya", "--rate", "respect=5", "--rate", "goals=2", "--decide", "continue", "--because", "So"),
    ("fit", "zoe", "--answer", "time=yes", "--evidence", "time=Moved a call"),
    ("opener", "zoe", "--kind", "message", "--text", "Hello there", "--sent"),
    ("drop", "p3", "--because", "Not needed"),
    ("close", "marta", "--release", "--thanks", "Shoes", "--reached", "Much", "--lessons", "Ask",
     "--because", "So"),
)  # fmt: skip
SCREENS = (
    *(
        "today",
        "today --days 366 --all",
        "prep maya --dry-run",
        "review maya",
        "mentor maya",
        "mentor marta",
        "mentors",
    ),
    *("timeline maya --all", "timeline marta --all", "stats", "stats maya", "goals", "goal g1"),
    *("topics --all", "promises --all", "wins", "feedback", "sessions", "session s2", "reviews"),
    *("agree maya", "fit zoe", "opener zoe", f"search {OWN}", "history"),
    *("show p4", "show t1", "show a1", "show ag1", "show rf1", "show f1", "show w1", "show r1"),
    *("show rh1", "show c1"),
)


def _own(kind: type[Struct], record: dict[str, Any]) -> None:
    """Put the word behind every text of a record that its owner wrote."""
    for field in fields_of(kind).values():
        if field.name in record and not field.to:
            record[field.name] = _with_own(field, record[field.name])


def _with_own(field: Field, value: Any) -> Any:
    if field.inner and value:
        parts = value if field.listed else value.values() if field.by_key else [value]
        for part in parts:
            _own(field.inner, part)
        return value
    if not field.searchable or field.name == "name" or not value:
        return value
    if field.by_key:
        return {key: f"{one} {OWN}" for key, one in value.items()}
    return [f"{one} {OWN}" for one in value] if field.listed else f"{value} {OWN}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = used_desk(tmp_path_factory.mktemp("dim"))
    for words in TYPED:
        desk.do(*words)
    tables = desk.tables()
    for kind in KINDS:
        for record in tables.get(kind.table, {}).values() if kind is not Star else ():
            _own(kind, record)
    desk.path.write_text(json.dumps(tables), "utf-8")
    desk.env |= {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    return desk.on("2026-07-04T09:00")


@pytest.mark.parametrize("columns", ["80", "50"])
@pytest.mark.parametrize("screen", SCREENS)
def test_what_a_person_wrote_is_never_dim(desk: Desk, screen: str, columns: str) -> None:
    desk.env["COLUMNS"] = columns
    shown = Text.from_ansi(desk.do(*screen.split()).out)
    dim = [shown.plain[span.start : span.end] for span in shown.spans if getattr(span.style, "dim", False)]
    assert not [words for words in dim if OWN in words]


def test_the_word_is_on_the_screens_where_it_could_be_dim(desk: Desk) -> None:
    desk.env["COLUMNS"] = "80"
    assert all(OWN in desk.do(*screen.split()).out for screen in SCREENS[:3])


def test_there_are_colours_to_look_at(desk: Desk, tmp_path: Path) -> None:
    assert "\x1b[2m" in desk.do("today").out

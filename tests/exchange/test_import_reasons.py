"""Why something does not come in: in our own words, in the language in use, by one rule in every format."""

import json
from pathlib import Path

import pytest

from peermentor import language
from tests.conftest import Desk, begun
from tests.exchange.test_import import calendar, event, written

TASK = {"uuid": "u1", "description": "Write it", "status": "pending", "entry": "20260601T100000Z"}
ENTRY = {"title": "With Maya", "date": "2026-06-01", "time": "10:00"}
FRIENDS = "### Activities:\n- {}: Met **Maya Pranata**\n\n### Friends:\n- Maya Pranata\n"
FORMATS = ("csv", "friends", "ics", "jrnl", "jrnl-json", "taskwarrior", "json")


@begun
def used(desk: Desk) -> None:
    desk.on("2026-07-01T09:00")
    desk.do("add-mentor", "Maya Pranata")
    desk.do("promise", "maya", "Old one", "--by", "2026-08-01")


def on_a_day(used: Desk, name: str, day: str) -> str:
    """A file with something on that day, and where its format allows it, something good after it."""
    digits = day.replace("-", "")
    return {
        "csv": lambda: f"date,time,with\n{day},10:00,Maya\n2026-06-01,10:00,Maya\n",
        "friends": lambda: FRIENDS.format(day),
        "ics": lambda: calendar(
            event(f"DTSTART:{digits}T100000Z").replace("UID:one", "UID:two"),
            event("DTSTART:20260601T100000Z"),
        ),
        "jrnl": lambda: f"[2026-06-01 10:00] With @maya\n[{day} 10:00] With @maya\n",
        "jrnl-json": lambda: json.dumps({"entries": [ENTRY | {"date": day, "tags": ["maya"]}]}),
        "taskwarrior": lambda: json.dumps([TASK | {"due": f"{digits}T100000Z"}]),
        "json": lambda: used.do("export", "json").out.replace("2026-08-01", day),
    }[name]()


@pytest.mark.parametrize("day", ["0001-03-01", "1850-06-01", "1899-12-30", "2201-01-02", "9999-12-31"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_day_no_journal_speaks_of_refuses_the_file_whatever_the_format_and_skip_bad_leaves_it_out(
    used: Desk, tmp_path: Path, name: str, day: str
) -> None:
    place = written(tmp_path, on_a_day(used, name, day), "file")
    command = ("import", name.partition("-")[0], place, "--with", "maya")
    refused = used.refused(2, *command)
    assert "a day in it is before 1900 or after 2200" in refused.err
    left = used.data(*command, "--skip-bad")["left"]
    assert [one["why"] for one in left].count("a day in it is before 1900 or after 2200") == 1
    used.do("doctor")


BROKEN = {
    "csv quotes": ("csv", 'date,with\n2026-06-01,"Ma"ya\n'),
    "csv open": ("csv", 'date,with\n2026-06-01,"Maya\n'),
    "csv line end": ("csv", "date,with\n2026-06-01,Ma\rya\n"),
    "csv long": ("csv", f"date,with\n2026-06-01,{'M' * 1_000_001}\n"),
    "ics start": ("ics", calendar(event("DTSTART:2026"))),
    "ics none": ("ics", calendar(event())),
    "ics twice": ("ics", calendar(event("DTSTART:20260101T100000", "DTSTART:20260102T100000"))),
    "ics length": ("ics", calendar(event("DTSTART:20260101T100000", "DURATION:PT1H", "DURATION:PT2H"))),
    "ics line": ("ics", calendar(event("DTSTART:20260101T100000", "what is this"))),
    "ics number": ("ics", calendar(event("DTSTART:20260101T100000", "SEQUENCE:many"))),
    "ics inside": ("ics", calendar(event("DTSTART:20260101T100000", "BEGIN:VALARM"))),
    "ics zone": ("ics", calendar(event("DTSTART;TZID=Nowhere:20260101T100000"))),
    "ics rule": ("ics", calendar(event("DTSTART:20260101T100000Z", "RRULE:nonsense"))),
    "ics days": ("ics", calendar(event("DTSTART:20260101T100000Z", "RRULE:FREQ=WEEKLY;BYDAY=XX"))),
    "ics taken out": ("ics", calendar(event("DTSTART:20260101T100000Z", "RRULE:FREQ=WEEKLY", "EXDATE:x"))),
    "jrnl half": ("jrnl", '{"entries": ['),
    "jrnl other": ("jrnl", '{"entries": 5}'),
    "jrnl none": ("jrnl", "{}"),
    "jrnl title": ("jrnl", json.dumps({"entries": [ENTRY | {"title": 5}]})),
    "jrnl day": ("jrnl", json.dumps({"entries": [ENTRY | {"date": "2026-02-30"}]})),
    "jrnl clock": ("jrnl", json.dumps({"entries": [ENTRY | {"time": "29:99"}]})),
    "task none": ("taskwarrior", "[{}]"),
    "task kind": ("taskwarrior", json.dumps([TASK | {"description": 5}])),
    "task tag": ("taskwarrior", json.dumps([TASK | {"tags": [5]}])),
    "task day": ("taskwarrior", json.dumps([TASK | {"due": "tomorrow"}])),
    "task no day": ("taskwarrior", json.dumps([TASK | {"entry": ""}])),
    "task state": ("taskwarrior", json.dumps([TASK | {"status": "odd"}])),
    "task list": ("taskwarrior", "[5]"),
    "task half": ("taskwarrior", '{"uuid": '),
    "json none": ("json", '{"format":"peermentor-export","version":1,"mentors":[{}]}'),
    "json kind": ("json", '{"format":"peermentor-export","version":1,"mentors":[{"uid":5}]}'),
    "json table": ("json", '{"format":"peermentor-export","version":1,"mentors":5}'),
}  # fmt: skip
# Words of libraries that no reason of ours has, in either language.
THEIRS = (
    "expected", "object", "field `", "does not match", "format", "invalid", "error", "parsed", "delimiter",
    "truncated", "malformed", "attribute", "must be", "got ", "has no attribute", "out of range", "unknown",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("what", BROKEN)
def test_a_reason_is_in_our_words(used: Desk, tmp_path: Path, what: str, lang: str) -> None:
    name, text = BROKEN[what]
    place = written(tmp_path, text, "file")
    english = used.refused(2, "import", name, place, "--with", "maya").err
    language.use(lang)
    said = used.refused(2, "--lang", lang, "import", name, place, "--with", "maya").err
    language.use(language.ENGLISH)
    (reason,) = [line for line in said.splitlines() if line.startswith("file, ")]
    assert not [word for word in THEIRS if word in reason.lower()], reason
    if lang == "id":
        assert reason not in english
        assert " is " not in reason

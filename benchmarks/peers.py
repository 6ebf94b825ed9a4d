"""The programs people compare with, each with as many entries of its own as the journal has talks.

They are installed from where their makers put them: Python programs with pip, each in an environment of its
own; taskwarrior is a package of the system (`apt install taskwarrior`) and is left out where it is missing.
"""

import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.journals import FIRST, NOW, RARE, Words

PACKAGES = {"jrnl": "jrnl", "todo": "todoman", "watson": "td-watson", "khal": "khal"}


class Peer(NamedTuple):
    """One program: its name and version, and what to type, as words, for each thing it does."""

    name: str
    version: str
    commands: dict[str, list[str]]


def all_of(folder: Path, count: int) -> Iterator[Peer]:
    """Every peer that can be had here, with `count` entries in `folder`, which is their home."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = list(_entries(count))
    for make in (_jrnl, _todoman, _watson, _khal, _taskwarrior):
        if peer := make(folder, entries):
            yield peer


class Entry(NamedTuple):
    """What each of them is given: a day, a line, and what was said."""

    day: date
    title: str
    notes: str


def _entries(count: int) -> Iterator[Entry]:
    words = Words(count)
    whole = (NOW.date() - FIRST).days
    for number in range(count):
        notes = words.notes() + (f" We met at the {RARE}." if number % 500 == 7 else "")
        yield Entry(FIRST + timedelta(days=whole * number // count), words.said(), notes)


def _installed(command: str, folder: Path) -> str:
    """Where a Python program is, after installing it if it is not there; its environment outlives a run."""
    place = folder.parent / "programs" / command
    program = place / "bin" / command
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        install = [str(place / "bin" / "pip"), "install", "--quiet", PACKAGES[command]]
        subprocess.run(install, check=True)
    return str(program)


def _version(*argv: str) -> str:
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    return next(
        word.strip("v,") for word in (done.stdout + done.stderr).split() if word.strip("v,")[0].isdigit()
    )


def _jrnl(folder: Path, entries: Sequence[Entry]) -> Peer:
    program = _installed("jrnl", folder)
    journal, config = folder / "jrnl.txt", folder / ".config" / "jrnl" / "jrnl.yaml"
    told = (f"[{e.day} 09:00:00 AM] {e.title}.\n{e.notes}\n" for e in entries)
    journal.write_text("\n".join(told), "utf-8")
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(_JRNL_SETTINGS.format(journal=journal, version=_version(program, "--version")), "utf-8")
    return Peer(
        "jrnl",
        _version(program, "--version"),
        {
            "add": [program, "today: Tried it with Rudi. He took the smaller option."],
            "last five": [program, "-n", "5"],
            "search": [program, "-contains", RARE],
        },
    )


_JRNL_SETTINGS = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: true
indent_character: '|'
journals:
  default:
    journal: {journal}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %r'
version: v{version}
"""


def _todoman(folder: Path, entries: Sequence[Entry]) -> Peer:
    program = _installed("todo", folder)
    todos, config = folder / "todos" / "own", folder / ".config" / "todoman" / "config.py"
    _emptied(todos)
    for entry in entries:
        _ics(todos, "VTODO", entry, f"STATUS:NEEDS-ACTION\r\nDUE;VALUE=DATE:{entry.day:%Y%m%d}")
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(f'path = "{todos.parent}/*"\ndefault_list = "own"\n', "utf-8")
    commands = {"add": [program, "new", "--list", "own", "Write the script"], "list": [program, "list"]}
    return Peer("todoman", _version(program, "--version"), commands)


def _watson(folder: Path, entries: Sequence[Entry]) -> Peer:
    program = _installed("watson", folder)
    frames = folder / ".config" / "watson" / "frames"
    frames.parent.mkdir(parents=True, exist_ok=True)
    told = []
    for entry in entries:
        start = int(datetime.combine(entry.day, datetime.min.time()).timestamp()) + 32_400
        told.append([start, start + 2_700, "mentoring", uuid.uuid4().hex, [entry.title], start + 2_700])
    frames.write_text(json.dumps(told), "utf-8")
    add = [program, "add", "--from", "2026-06-30 09:00", "--to", "2026-06-30 09:45", "mentoring"]
    look = [program, "log", "--no-pager", "--from", "2026-06-01", "--to", "2026-06-30"]
    return Peer("Watson", _version(program, "--version"), {"add": add, "log": look})


def _khal(folder: Path, entries: Sequence[Entry]) -> Peer:
    program = _installed("khal", folder)
    events, config = folder / "events" / "own", folder / ".config" / "khal" / "config"
    _emptied(events)
    for entry in entries:
        when = f"DTSTART:{entry.day:%Y%m%d}T090000\r\nDTEND:{entry.day:%Y%m%d}T094500"
        _ics(events, "VEVENT", entry, when)
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(
        f"[calendars]\n[[own]]\npath = {events}\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
        "utf-8",
    )
    add = [program, "new", "-a", "own", "2026-07-01", "09:00", "45m", "Meet Maya"]
    commands = {
        "add": add,
        "list": [program, "list", "2026-06-01", "30d"],
        "search": [program, "search", RARE],
    }
    return Peer("khal", _version(program, "--version"), commands)


def _taskwarrior(folder: Path, entries: Sequence[Entry]) -> Peer | None:
    program = shutil.which("task")
    if program is None:
        return None
    data = folder / "tasks"
    _emptied(data)
    (folder / ".taskrc").write_text(f"data.location={data}\nconfirmation=off\n", "utf-8")
    told = [
        {
            "uuid": str(uuid.uuid4()),
            "status": "pending",
            "description": e.title,
            "entry": f"{e.day:%Y%m%d}T090000Z",
            "annotations": [{"entry": f"{e.day:%Y%m%d}T090000Z", "description": e.notes}],
        }
        for e in entries
    ]
    subprocess.run(
        [program, "import", "-"],
        input=json.dumps(told),
        text=True,
        env={"HOME": str(folder), "TASKRC": str(folder / ".taskrc")},
        capture_output=True,
        check=True,
    )
    commands = {"add": [program, "add", "Write the script"], "list": [program, "list"]}
    return Peer("taskwarrior", _version(program, "--version"), commands)


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _ics(folder: Path, kind: str, entry: Entry, more: str) -> None:
    uid = uuid.uuid4()
    text = entry.notes.replace(",", r"\,")
    (folder / f"{uid}.ics").write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:benchmark\r\nBEGIN:{kind}\r\nUID:{uid}\r\n"
        f"DTSTAMP:{entry.day:%Y%m%d}T090000Z\r\n{more}\r\nSUMMARY:{entry.title}\r\nDESCRIPTION:{text}\r\n"
        f"END:{kind}\r\nEND:VCALENDAR\r\n",
        "utf-8",
        newline="",
    )

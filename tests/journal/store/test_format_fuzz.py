"""Damaged journals by the thousand: each is named or read, never a traceback, never changed by a look at it.

A real journal, with every kind of record and a history of undone and restored steps, is damaged the way
disks, merges, editors and other programs damage files. Then everything the program does with a journal is
done with it.
"""

import json
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from typer.testing import CliRunner

from peermentor.cli import front_door
from peermentor.errors import JournalError, PeermentorError
from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import KINDS, Mentor, Win
from tests.conftest import Desk
from tests.journal.children import NOW
from tests.journal.figures import reached

Damage = Callable[[bytes, Random], bytes]
VERSION_1 = Path(__file__).parent.parent.parent / "fixtures" / "journal-v1.json"
LATER = NOW + timedelta(days=1)


@cache
def a_full_journal() -> bytes:
    """Every kind of record, and every kind of step in the history."""
    with TemporaryDirectory() as folder:
        return _filled(Path(shutil.copy(VERSION_1, folder))).read_bytes()


def _filled(path: Path) -> Path:
    journal = Journal(path)
    with journal.transaction(NOW) as draft:
        draft.add(Win(text="kept by word-of-mouth", date=NOW.date()))
    copy = journal.copies.take(NOW)
    with journal.transaction(NOW) as draft:
        draft.change(draft.records.all(Win)[0], text="changed, and 日本語 too")
        draft.change(draft.records.all(Mentor)[0], why="")
    journal.copies.restore(copy, NOW)
    journal.history.undo(NOW)
    with journal.transaction(NOW) as draft:
        draft.add(Win(text="the latest", date=NOW.date()))
    journal.history.undo(NOW)
    return path


# Bytes


def a_byte_flipped(text: bytes, chance: Random) -> bytes:
    spot = chance.randrange(len(text))
    return text[:spot] + bytes([text[spot] ^ 1 << chance.randrange(8)]) + text[spot + 1 :]


def a_byte_more_or_less(text: bytes, chance: Random) -> bytes:
    spot = chance.randrange(len(text))
    return text[:spot] + bytes([chance.randrange(256)]) * chance.choice((0, 2)) + text[spot + 1 :]


def cut_short(text: bytes, chance: Random) -> bytes:
    return text[: chance.randrange(len(text))]


def zeros_in_the_middle(text: bytes, chance: Random) -> bytes:
    spot = chance.randrange(len(text))
    length = chance.choice((1, 16, 512))
    return text[:spot] + b"\0" * length + text[spot + length :]


def two_files_in_one(text: bytes, chance: Random) -> bytes:
    return text[: chance.randrange(len(text))] + text[chance.randrange(len(text)) :]


def another_encoding(text: bytes, chance: Random) -> bytes:
    said = text.decode()
    return said.encode(chance.choice(("utf-16", "utf-32", "utf-8-sig", "utf-7")))


# Lines


def a_line(text: bytes, chance: Random) -> tuple[list[bytes], int]:
    lines = text.splitlines(keepends=True)
    return lines, chance.randrange(len(lines))


def a_line_said_twice(text: bytes, chance: Random) -> bytes:
    lines, spot = a_line(text, chance)
    return b"".join([*lines[: spot + 1], *lines[spot:]])


def a_line_gone(text: bytes, chance: Random) -> bytes:
    lines, spot = a_line(text, chance)
    return b"".join([*lines[:spot], *lines[spot + 1 :]])


def two_lines_changed_over(text: bytes, chance: Random) -> bytes:
    lines, spot = a_line(text, chance)
    other = chance.randrange(len(lines))
    lines[spot], lines[other] = lines[other], lines[spot]
    return b"".join(lines)


def conflict_markers(text: bytes, chance: Random) -> bytes:
    lines, spot = a_line(text, chance)
    other = [line.replace(b"2026", b"2025") for line in lines[spot : spot + 2]]
    ours = lines[spot : spot + 2]
    marked = [b"<<<<<<< HEAD\n", *ours, b"=======\n", *other, b">>>>>>> laptop\n"]
    kept = [line for line in marked if chance.random() < 0.9]  # and some of them taken out by hand
    return b"".join([*lines[:spot], *kept, *lines[spot + 2 :]])


# Values

ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**63,
    -(2**63) - 1,
    10**40,
    1e308,
    -0.0,
    "",
    "\ud7ff\u0000\u202e",
    "0000-00-00",
    "9999-12-31",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00:00-12:00",
    "2026-02-30",
    "2026-07-03T12:10",
    "x" * 5000,
    "[bold]\x1b]0;\x07",
    [],
    {},
    [[]],
    [None],
    {"1": {}},
    ["a", 1, None, {}],
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
)


def places(said: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document where there is a value."""
    if way:
        yield way
    if isinstance(said, dict | list):
        for key, inner in said.items() if isinstance(said, dict) else enumerate(said):
            yield from places(inner, (*way, key))


def at(said: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        said = said[key]
    return said


def somewhere(text: bytes, chance: Random) -> tuple[Any, Any, Any]:
    said = json.loads(text)
    way = chance.choice(list(places(said)))
    return said, at(said, way[:-1]), way[-1]


def written(said: Any) -> bytes:
    # A table or record a line, as the journal has it, so that two kinds of damage go together.
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def a_value_of_another_kind(text: bytes, chance: Random) -> bytes:
    said, holder, key = somewhere(text, chance)
    holder[key] = chance.choice(ODD)
    return written(said)


def a_value_gone(text: bytes, chance: Random) -> bytes:
    said, holder, key = somewhere(text, chance)
    del holder[key]
    return written(said)


def a_value_from_elsewhere(text: bytes, chance: Random) -> bytes:
    said, holder, key = somewhere(text, chance)
    holder[key] = at(said, chance.choice(list(places(said))))
    try:
        return written(said)
    except ValueError:  # it was put into itself
        return text


KEYS = ("", "01", "-1", "0", "1.5", "1e3", "9" * 30, "²", "uid", "meta", " 1", "\u0000", "é", "table")


def an_odd_key(text: bytes, chance: Random) -> bytes:
    said, holder, key = somewhere(text, chance)
    odd = chance.choice(KEYS)
    if isinstance(holder, dict):
        holder[odd] = holder.pop(key) if chance.random() < 0.5 else holder[key]
    return written(said)


def a_schema(text: bytes, chance: Random) -> bytes:
    said = json.loads(text)
    said["meta"]["1"]["schema"] = chance.choice(
        (0, -1, 2, 99, 10**30, "1", "one", None, 1.0, 1.5, True, [], {})
    )
    return written(said)


def odd_counters(text: bytes, chance: Random) -> bytes:
    said = json.loads(text)
    meta = said["meta"]["1"]
    meta["counters"] = chance.choice(
        ({}, None, {"wins": -5}, {"wins": 10**30}, {"wins": "3"}, {"": 1}, {"history": 0}, [])
    )
    meta["last_uid"] = chance.choice(("", "?", "Z" * 26, "Z" * 5000, "ÿ", meta.get("last_uid")))
    return written(said)


def deep_nesting(text: bytes, chance: Random) -> bytes:
    deep = chance.choice((50, 500, 5000, 100_000))
    opening, closing = chance.choice(((b"[", b"]"), (b'{"a":', b"}")))
    nest = opening * deep + b"0" + closing * deep
    place = chance.choice(
        (b'"text": ', b'"mentors": ', b'"counters": ', b'"touches": ', b'"stages": ', b'"format": ')
    )
    before, found, after = text.partition(place)
    if not found or chance.random() < 0.2:
        return nest
    return before + found + nest + b', "was": ' + after


def a_step_of_the_history(text: bytes, chance: Random) -> bytes:
    """The part that only undo and redo look into."""
    said = json.loads(text)
    ways = [way for way in places(said) if way[0] == "history" and len(way) > 1]
    way = chance.choice(ways)
    at(said, way[:-1])[way[-1]] = chance.choice(
        (*ODD, "wins", "meta", "history", "added", "removed", "changed")
    )
    return written(said)


def two_at_once(text: bytes, chance: Random) -> bytes:
    return chance.choice(VALUES)(chance.choice(VALUES)(text, chance), chance)


BYTES: tuple[Damage, ...] = (
    a_byte_flipped,
    a_byte_more_or_less,
    cut_short,
    zeros_in_the_middle,
    two_files_in_one,
    another_encoding,
)
LINES: tuple[Damage, ...] = (a_line_said_twice, a_line_gone, two_lines_changed_over, conflict_markers)
VALUES: tuple[Damage, ...] = (a_value_of_another_kind, a_value_gone, a_value_from_elsewhere, an_odd_key)
OTHERS: tuple[Damage, ...] = (a_schema, odd_counters, deep_nesting, a_step_of_the_history, two_at_once)
EVERY = (*BYTES, *LINES, *VALUES, *OTHERS)


def read_everything(journal: Journal) -> None:
    records = journal.records()
    for kind in KINDS:
        records.all(kind)


def write(journal: Journal) -> None:
    with journal.transaction(LATER) as draft:
        draft.add(Win(text="one more", date=NOW.date()))


def change_something(journal: Journal) -> None:
    with journal.transaction(LATER) as draft:
        for win in draft.records.all(Win)[:1]:
            draft.change(win, text="changed again")


LOOKS: dict[str, Callable[[Journal], object]] = {
    "read": read_everything,
    "doctor": lambda j: j.doctor.look(NOW),
    "history": lambda j: j.history.steps(),
    "copies": lambda j: [copy.records() for copy in j.copies.listed()],
}
DEEDS: dict[str, Callable[[Journal], object]] = {
    "a copy": lambda j: j.copies.take(NOW),
    "write": write,
    "change": change_something,
    "undo": lambda j: j.history.undo(LATER),
    "undo all": lambda j: j.history.undo(LATER, count=3),
    "undo one": lambda j: j.history.undo(LATER, "h2"),
    "redo": lambda j: j.history.redo(LATER),
    "mend": lambda j: j.doctor.mend(LATER),
    "forget": lambda j: j.history.forget(LATER),
    "restore a good copy": lambda j: j.copies.restore(j.path.with_name("good.json"), LATER),
}


def words(text: bytes) -> set[str]:
    """Everything a journal says, also what is said twice under one name."""
    said: set[str] = set()

    def hear(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for name, value in pairs:
            if name != "last_uid":  # which counts on with each write
                said.update(
                    one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)
                )
        return {}

    json.loads(text, object_pairs_hook=hear)
    return said


class Bench:
    """A damaged journal, and what everything the program does makes of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.good = a_full_journal()
        self.path = folder / "journal.json"

    def look(self, text: bytes) -> None:
        """Looks change nothing, and raise nothing but what a person is told."""
        self.path.write_bytes(text)
        for name, look in LOOKS.items():
            self.only_told(name, text, lambda look=look: look(Journal(self.path)))
        assert self.path.read_bytes() == text

    def work(self, text: bytes) -> None:
        """Every deed on a fresh damaged copy: refused and unchanged, or done and as readable as before."""
        self.put(text)
        opened = self.trouble() == ""  # a table that a deed never looks at is passed on as it is
        for name, deed in DEEDS.items():
            self.put(text)
            done = self.only_told(name, text, lambda deed=deed: deed(Journal(self.path)))
            after = self.path.read_bytes()
            if not done:
                assert after == text, (name, "was refused and still changed the file")
            elif after != text:
                if opened:
                    self.must_still_open(name, text)
                if name == "write":
                    lost = words(text) - words(after)
                    assert not lost, (self.saved_for_later(text), lost)
        self.put(self.good)
        self.path.with_name("damaged.json").write_bytes(text)
        done = self.only_told(
            "restore it", text, lambda: Journal(self.path).copies.restore(self.folder / "damaged.json", LATER)
        )
        if done:
            self.must_still_open("restore it", text)
        else:
            assert self.path.read_bytes() == self.good

    def type(self, text: bytes, chance: Random) -> None:
        """One command of those that show the most, as typed."""
        self.put(text)
        argv = chance.choice(COMMANDS)
        env = {**Desk(self.path).env, "PEERMENTOR_DEBUG": "1"}
        came = CliRunner().invoke(front_door(), list(argv), env=env)
        odd = came.exception and not isinstance(came.exception, SystemExit)
        assert not odd, (argv, self.saved_for_later(text), repr(came.exception))
        assert A_BUG not in came.output, (argv, self.saved_for_later(text), came.stderr)

    def put(self, text: bytes) -> None:
        shutil.rmtree(f"{self.path}.d", ignore_errors=True)
        self.path.write_bytes(text)

    def only_told(self, name: str, text: bytes, work: Callable[[], object]) -> bool:
        try:
            work()
        except PeermentorError:
            return False
        except Exception as error:
            raise AssertionError(f"{name} on {self.saved_for_later(text)} raised {error!r}") from error
        return True

    def must_still_open(self, name: str, text: bytes) -> None:
        trouble = self.trouble()
        assert not trouble, (name, self.saved_for_later(text), trouble)

    def trouble(self) -> str:
        """What keeps the journal from being read whole, if anything."""
        try:
            Journal(self.path).read().tables()
        except JournalError as error:
            return error.message
        return ""

    def saved_for_later(self, text: bytes) -> Path:
        """Where a person who mends what was found has the damaged file."""
        path = self.folder / "found.json"
        path.write_bytes(text)
        return path


A_BUG = "This is a bug"  # exit 1 is also what a search that finds nothing says, and doctor
COMMANDS = (
    ("today",),
    ("mentors",),
    ("mentor", "a"),
    ("goals",),
    ("promises",),
    ("sessions",),
    ("wins",),
    ("stats",),
    ("timeline", "a"),
    ("search", "the"),
    ("history",),
    ("doctor",),
    ("review", "a"),
    ("--json", "prep", "a"),
    ("--json", "goal", "g1"),
    ("--json", "session", "s1"),
)


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def damaged(good: bytes, number: int, seed: int) -> tuple[bytes, Random]:
    chance = Random(f"{seed}-{number}")
    return EVERY[number % len(EVERY)](good, chance), chance


@pytest.mark.parametrize("damage", EVERY, ids=lambda damage: damage.__name__)
def test_a_damaged_journal_is_named_or_read_and_never_a_traceback(bench, damage):
    text = damage(bench.good, Random(1))
    bench.look(text)
    bench.work(text)


def test_what_is_shown_of_a_damaged_journal_is_never_a_traceback(bench):
    for number in range(len(EVERY)):
        text, chance = damaged(bench.good, number, seed=0)
        bench.type(text, chance)


@pytest.mark.parametrize("table", ["sessions", "promises", "topics", "goals", "feedback", "reviews"])
@pytest.mark.parametrize("mentor", ["", "01ARZ3NDEKTSV4RRFFQ69G5FAV"], ids=["nobody", "somebody gone"])
def test_a_record_whose_peer_is_gone_is_still_shown(bench, table, mentor):
    said = json.loads(bench.good)
    for record in said[table].values():
        record["mentor"] = mentor
    bench.put(written(said))
    for argv in COMMANDS:
        answer = Desk(bench.path).type(*argv)
        assert A_BUG not in answer.out + answer.err, (argv, answer.out, answer.err)


class NeverEnds(BaseException):
    """Not an Exception, which the front door would catch."""


@contextmanager
def an_end_to_it() -> Iterator[None]:
    """Nothing works so long, unless it would for ever; what other programs do meanwhile does not count."""

    def ring(*_rung: object) -> None:
        raise NeverEnds

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, 30)
    try:
        yield
    except NeverEnds:
        pytest.fail("it does not come to an end")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


TELLING = (("today",), ("mentor", "a"), ("goals",), ("stats",), ("review", "a"), ("--json", "prep", "a"))
NOBODY_TYPES = [
    *(("mentors", "every", said) for said in ("", "x", "2026-04-06", "0w", "-1w", "99999999999w")),
    ("mentors", "name", ""),
    ("mentors", "minutes", -1),
    ("mentors", "minutes", 2**62),
    *((table, "date", "9999-12-31") for table in ("sessions", "checkins", "reviews", "agendas", "wins")),
    *((table, "date", "0001-01-01") for table in ("sessions", "checkins", "reviews", "agendas", "wins")),
    ("mentors", "since", "9999-12-31"),
    ("mentors", "since", "0001-01-01"),
    ("promises", "due", "9999-12-31"),
    ("goals", "target", "0001-01-01"),
    ("goals", "start", "9999-12-31"),
    ("checkins", "percent", -(2**63)),
    ("reviews", "ratings", {"goals": 10**9}),
    ("reviews", "verdict", "?"),
]


@pytest.mark.parametrize(("table", "field", "value"), NOBODY_TYPES)
def test_what_nobody_would_type_is_shown_or_named_and_always_comes_to_an_end(bench, table, field, value):
    said = json.loads(bench.good)
    for record in said[table].values():
        record[field] = value
    bench.put(written(said))
    with an_end_to_it():
        answers = {argv: Desk(bench.path).type(*argv) for argv in TELLING}
    assert {argv: answer.err for argv, answer in answers.items() if answer.code == 1} == {}


def test_a_field_said_twice_in_a_record_is_never_dropped_in_silence(bench):
    bench.put(
        bench.good.replace(b'"text": "kept by word', b'"text": "the other half", "text": "kept by word')
    )
    assert b"the other half" in bench.path.read_bytes()
    bench.only_told("write", bench.good, lambda: write(Journal(bench.path)))
    assert b"the other half" in bench.path.read_bytes()


@pytest.mark.parametrize("table", [b"history", b"of_a_newer_version"])
def test_two_lines_of_one_number_are_never_dropped_in_silence(bench, table):
    """As a merge leaves them that kept the lines of both machines."""
    said = json.loads(bench.good)
    said["of_a_newer_version"] = {"1": {"text": "ours"}}
    line = json.dumps({"1": said[table.decode()]["1"] | {"command": "theirs", "text": "theirs"}})[
        1:-1
    ].encode()
    text = json.dumps(said).encode().replace(b'"%s": {' % table, b'"%s": {%s, ' % (table, line))
    bench.put(text)
    bench.only_told("write", text, lambda: write(Journal(bench.path)))
    assert words(bench.path.read_bytes()) >= {"theirs"}


@pytest.mark.long
def test_thousands_of_damaged_journals_and_never_a_traceback(bench):
    inputs = 0
    while inputs < 3000:
        text, chance = damaged(bench.good, inputs, seed=1)
        bench.look(text)
        bench.work(text)
        if inputs % 5 == 0:
            bench.type(text, chance)
        inputs += 1
    reached("Damaged journals", inputs)

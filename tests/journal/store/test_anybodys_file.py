"""A file anybody wrote gives the same answers, before and after the program's next write."""

import json
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields, replace
from tinydb import TinyDB

from peermentor.errors import Unreadable
from peermentor.journal.file import lock
from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import KINDS, Mentor, Promise, Session, Topic, Win
from tests.journal.children import NOW
from tests.journal.store.test_form import WORDS, records

ASKED = (Session, Promise, Topic, Win)
PEERS = ("01KWE5XGJ0EGG29YRCQH7BFB40", "01KWE5XGJ0EGG29YRCQH7BFB41", "")
SOME = st.lists(
    st.sampled_from(ASKED).flatmap(records).flatmap(
        lambda record: st.sampled_from(PEERS).map(lambda peer: replace(record, mentor=peer))
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip
# What a newer program or a hand may add: other names, and ours where they mean something else.
FOREIGN = st.dictionaries(
    st.sampled_from(["afterthought", "colour"]),
    st.fixed_dictionaries({"mentor": st.sampled_from(PEERS), "state": st.just("open"), "uid": WORDS}) | WORDS,
    max_size=2,
)
DEFAULTS = ("state", "minutes", "notes", "owner", "session", "created", "updated", "important")

Write = Callable[[Path, dict[str, Any]], None]


def compact(path: Path, tables: dict[str, Any]) -> None:
    path.write_text(json.dumps(tables, separators=(",", ":")), "utf-8")


def indented(path: Path, tables: dict[str, Any]) -> None:
    path.write_text(json.dumps(tables, indent=4, ensure_ascii=False), "utf-8", newline="\r\n")


def sorted_by_key(path: Path, tables: dict[str, Any]) -> None:
    path.write_text(json.dumps(tables, sort_keys=True, indent=2), "utf-8")


def turned_round(path: Path, tables: dict[str, Any]) -> None:
    path.write_text(
        json.dumps({name: dict(reversed(table.items())) for name, table in reversed(tables.items())}), "utf-8"
    )


def by_stock_tinydb(path: Path, tables: dict[str, Any]) -> None:
    path.write_text(json.dumps(tables), "utf-8")
    with TinyDB(path) as db:
        db.table("notes of a stranger").insert({"uid": "é"})


def in_our_lines_but(path: Path, tables: dict[str, Any], change: Callable[[list[str]], list[str]]) -> None:
    """Lay a file out as ours, except for the lines of each table, which somebody touched."""
    told = []
    for name, table in tables.items():
        lines = [f'    "{number}": {json.dumps(said, ensure_ascii=False)}' for number, said in table.items()]
        told.append(f'  "{name}": ' + ("{\n" + ",\n".join(change(lines)) + "\n  }" if lines else "{}"))
    path.write_text("{\n" + ",\n".join(told) + "\n}\n", "utf-8")


def with_our_lines(path: Path, tables: dict[str, Any]) -> None:
    in_our_lines_but(path, tables, lambda lines: lines)


def with_odd_spaces(path: Path, tables: dict[str, Any]) -> None:
    in_our_lines_but(path, tables, lambda lines: [line.replace('": {', '":  {', 1) for line in lines])


def with_the_last_first(path: Path, tables: dict[str, Any]) -> None:
    in_our_lines_but(path, tables, lambda lines: [*lines[-1:], *lines[:-1]])


def with_two_on_a_line(path: Path, tables: dict[str, Any]) -> None:
    in_our_lines_but(
        path, tables, lambda lines: [*lines[:-2], ", ".join([*lines[-2:-1], lines[-1].lstrip()])]
    )


WRITES_IN_LINES = (with_our_lines, with_odd_spaces, with_the_last_first, with_two_on_a_line)
WRITES = (compact, indented, sorted_by_key, turned_round, by_stock_tinydb)


def spoilt(data: st.DataObject, tables: dict[str, Any]) -> None:
    """Leave out what has a default, add what nobody here knows, and have the fields in another order."""
    for kind in KINDS:
        required = {one.name for one in fields(kind) if one.required}
        for number, said in tables.get(kind.table, {}).items():
            left_out = data.draw(st.sets(st.sampled_from(DEFAULTS))) - required
            kept = {name: value for name, value in said.items() if name not in left_out}
            names = data.draw(st.permutations([*kept, *(foreign := data.draw(FOREIGN))]))
            tables[kind.table][number] = {name: (kept | foreign)[name] for name in names}


def answers(journal: Journal) -> list[Any]:
    """Everything that rules ask, of every kind."""
    found: list[Any] = []
    for kind in ASKED:
        asked = journal.records()
        found += [asked.where(kind, mentor=peer) for peer in PEERS]
        found += [asked.where(kind, mentor=PEERS[0], uid="nobody"), asked.highest(kind)]
        if kind is not Session and kind is not Win:
            found += [asked.where(kind, state=state) for state in ("open", "dropped")]
        if kind in (Session, Win):
            found.append(asked.latest(kind, 2))
        everyone = asked.all(kind)
        found.append(everyone)
        assert [journal.records().numbered(kind, one.number) for one in everyone] == list(everyone)
        assert {one.number for one in everyone} >= {one.number for one in asked.perhaps(kind, ["open"])}
        assert all(journal.records().get(kind, one.uid) == one for one in everyone)
        assert asked.where(kind, mentor=PEERS[0]) == tuple(r for r in everyone if r.mentor == PEERS[0])
    return found


@settings(max_examples=settings.default.max_examples // 2)
@given(some=SOME, data=st.data())
def test_a_file_anybody_wrote_gives_the_same_answers_before_and_after_the_next_write(
    some: list[Any], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as place:
        journal = Journal(Path(place, "journal.json"))
        with journal.transaction(NOW) as draft:
            for record in some:
                draft.add(record)
        tables = json.loads(journal.path.read_bytes())
        spoilt(data, tables)
        data.draw(st.sampled_from(WRITES))(journal.path, tables)
        theirs = json.loads(journal.path.read_bytes())
        before = answers(journal)
        with journal.transaction(NOW + timedelta(minutes=1)) as draft:
            draft.add(Mentor(name="Maya", since=NOW.date()))
        assert answers(journal) == before
        ours = json.loads(journal.path.read_bytes())
        for name in theirs.keys() - {"meta", "history", "mentors"}:
            assert ours[name] == theirs[name]
        assert journal.path.read_bytes().isascii() or b"\\u00e9" not in journal.path.read_bytes()
        lines = journal.path.read_text("utf-8").split("\n")
        assert sum(line.startswith('    "') for line in lines) == sum(map(len, ours.values()))


@pytest.mark.parametrize("write", [*WRITES_IN_LINES, *WRITES])
@pytest.mark.parametrize("numbers", [{4}, {3, 4}, {2, 4}, {1}, {1, 2, 3, 4}], ids=str)
def test_records_of_a_file_anybody_wrote_change_or_go_and_the_others_stay(
    journal: Journal, keep: Any, win: Any, write: Write, numbers: set[int]
) -> None:
    keep(*(win(f"number {number}") for number in range(1, 5)))
    write(journal.path, json.loads(journal.path.read_bytes()))
    before = json.loads(journal.path.read_bytes())["wins"]
    for adding in (False, True):
        with journal.transaction(NOW + timedelta(minutes=1)) as draft:
            for record in draft.records.all(Win):
                if record.number == max(numbers):
                    draft.change(record, text="changed")
                elif record.number in numbers:
                    draft.remove(record)
            if adding:
                draft.add(win("added"))
        after = json.loads(journal.path.read_bytes())["wins"]
        kept = {number: said for number, said in before.items() if int(number) not in numbers}
        assert kept.items() <= after.items()
        assert after[str(max(numbers))]["text"] == "changed"
        assert len(after) == len(kept) + 1 + adding
        journal.history.undo(NOW + timedelta(minutes=2))
        back = json.loads(journal.path.read_bytes())["wins"]
        assert back == before
        assert list(back) == sorted(back) or write is with_the_last_first
        write(journal.path, json.loads(journal.path.read_bytes()))


def test_a_number_said_twice_is_refused_where_a_write_would_lose_one_and_passed_on_where_it_would_not(
    journal: Journal, keep: Any, win: Any
) -> None:
    keep(win("mine"))
    line = next(line for line in journal.path.read_text("utf-8").splitlines() if "mine" in line)
    twice = f"{line},\n{line.replace('mine', 'theirs')}"
    journal.path.write_text(journal.path.read_text("utf-8").replace(line, twice), "utf-8")
    with pytest.raises(Unreadable, match="two records numbered 1 in “wins”"):
        keep(win("must not arrive"))
    keep(Mentor(name="Maya", since=NOW.date()))
    assert twice in journal.path.read_text("utf-8")
    with TinyDB(journal.path) as db:  # which knows only the last of the two
        assert db.table("wins").all()[0]["text"] == "theirs"


def test_a_table_in_another_layout_that_says_a_number_twice_is_refused(
    journal: Journal, keep: Any, win: Any
) -> None:
    keep(win("mine"))
    text = json.dumps(json.loads(journal.path.read_bytes()))
    wins = json.dumps(json.loads(text)["wins"]["1"])
    journal.path.write_text(text.replace(wins, f'{wins}, "1": {wins}', 1), "utf-8")
    with pytest.raises(Unreadable, match="two records numbered 1 in “wins”"):
        keep(Mentor(name="Maya", since=NOW.date()))


@pytest.mark.parametrize("between", [",\n", ", "])
def test_a_number_said_twice_is_refused_by_reads_on_a_line_of_its_own_and_beside_the_first(
    journal: Journal, keep: Any, win: Any, between: str
) -> None:
    keep(win("mine"), win("another"))
    text = journal.path.read_text("utf-8")
    line = next(line for line in text.splitlines() if "mine" in line).removesuffix(",")
    journal.path.write_text(text.replace(line, f"{line}{between}{line.strip()}"), "utf-8")
    with pytest.raises(Unreadable, match="two records numbered 1 in “wins”"):
        journal.records().all(Win)


def test_a_number_said_twice_is_refused_where_a_record_is_only_added(
    journal: Journal, keep: Any, win: Any
) -> None:
    keep(win("mine"))
    text = journal.path.read_text("utf-8")
    line = next(line for line in text.splitlines() if "mine" in line)
    journal.path.write_text(text.replace(line, f"{line}, {line.strip()}"), "utf-8")
    before = journal.path.read_bytes()
    with pytest.raises(Unreadable, match="two records numbered 1 in “wins”"):
        keep(win("must not arrive"))
    assert journal.path.read_bytes() == before


@pytest.mark.parametrize("where", ["in it", "in what it holds"])
def test_a_field_said_twice_is_refused_in_the_record_that_is_changed(
    journal: Journal, keep: Any, win: Any, where: str
) -> None:
    (kept,) = keep(win("mine"))
    extra = '"text": "other", ' if where == "in it" else '"odd": {"a": 1, "a": 2}, '
    journal.path.write_text(journal.path.read_text("utf-8").replace('"text"', f'{extra}"text"', 1), "utf-8")
    keep(win("another"))  # the first one goes out as it came in
    assert extra in journal.path.read_text("utf-8")
    with pytest.raises(Unreadable, match="is not a whole record"), journal.transaction(NOW) as draft:
        draft.change(draft.records.the(Win, kept.uid), text="changed")


def test_two_records_with_one_uid_are_both_there(journal: Journal, keep: Any, win: Any) -> None:
    keep(win("first"), win("second"))
    tables = json.loads(journal.path.read_bytes())
    tables["wins"]["2"]["uid"] = tables["wins"]["1"]["uid"]
    journal.path.write_text(json.dumps(tables), "utf-8")
    for _turn in range(2):
        assert [one.text for one in journal.records().all(Win)] == ["first", "second"]
        keep(Mentor(name="Maya", since=NOW.date()))


def test_what_an_older_program_noted_in_the_lock_is_emptied_and_nothing_else_is(
    journal: Journal, keep: Any, win: Any
) -> None:
    keep(win("first"))
    place = lock.place(journal.path)
    for noted, left in ((b'0a1b2c3d {"by":"0.1.0","size":9}', b""), (b"12345\n", b"12345\n")):
        place.write_bytes(noted)
        keep(win("more"))
        assert place.read_bytes() == left

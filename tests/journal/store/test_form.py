"""The file: anybody can open it, a person can read it, and a diff shows what changed."""

import json
import re
import tempfile
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Meta, Struct
from tinydb import TinyDB, where

from peermentor.errors import CommandLine
from peermentor.journal.file import codec
from peermentor.journal.journal import Journal
from peermentor.journal.store import form
from peermentor.practice.nouns.records import KINDS, Goal, Milestone, Promise, Record, Session

AWKWARD = [
    "[bold]",
    "\x1b]0;title\x07",
    "\u202eabc\u2066",
    "👩🏽‍🏫",
    "日本語",
    "a\nb\r\n\tc",
    "\x00",
    "\u2028",
    "\ufeff",
    '"\\',
]
WORDS = st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(timezones=OFFSETS, min_value=datetime(1970, 1, 3), max_value=datetime(2200, 1, 1))  # noqa: DTZ001
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
    date: st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    datetime: MOMENTS,
    type(None): st.none(),
}
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    if hint in PLAIN:
        return PLAIN[hint]
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return within(inside[0], inside[1])
    if origin is Literal:
        return st.sampled_from(inside)
    if origin in (Union, UnionType):
        return st.one_of(*map(values, inside))
    if origin is tuple:
        return st.lists(values(inside[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(values(inside[0]), values(inside[1]), max_size=3)
    assert issubclass(hint, Struct)
    return records(hint)


def within(plain: type, meta: Meta) -> st.SearchStrategy[Any]:
    """What a field may say where not everything will do."""
    if plain is int:
        return st.integers(meta.ge, meta.le)
    if meta.pattern == r"\S":
        return WORDS.filter(lambda words: any(not sign.isspace() for sign in words))
    return st.from_regex(re.compile(meta.pattern, re.ASCII), fullmatch=True).filter(
        lambda said: said == said.strip()
    )


@cache
def records(kind: type[Struct]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind, include_extras=True)
    own = {
        name: values(hints[name]) for name in kind.__struct_fields__ if name not in Record.__struct_fields__
    }
    return st.builds(kind, **own)


def without_history(text: str) -> list[str]:
    """The lines of the records themselves: the history tells of each change in one more line."""
    return text.partition('\n  "history"')[0].split("\n")


# There are many kinds, and each has a test of its own.
SOME = settings(max_examples=settings.default.max_examples // 4)


def write(path: Path, moment: datetime, *fresh: Record) -> tuple[Record, ...]:
    with Journal(path).transaction(moment) as draft:
        return tuple(draft.add(record) for record in fresh)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
@SOME
@given(data=st.data())
def test_whatever_is_kept_comes_back_as_it_was_typed(kind: type[Record], data: st.DataObject) -> None:
    fresh = data.draw(st.lists(records(kind), min_size=1, max_size=3))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journal.json")
        kept = write(path, data.draw(MOMENTS), *fresh)
        assert Journal(path).records().all(kind) == kept
        text = path.read_bytes()
    assert form.encode(codec.decode(text)) == text
    assert sum('"uid": ' in line for line in without_history(text.decode())) == len(kept)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
@SOME
@given(data=st.data())
def test_what_a_newer_version_wrote_survives_a_change(kind: type[Record], data: st.DataObject) -> None:
    unknown = data.draw(st.dictionaries(WORDS.map("new {}".format), JSON_VALUES, min_size=1, max_size=3))
    before, after = data.draw(st.tuples(records(kind), records(kind)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journal.json")
        (kept,) = write(path, data.draw(MOMENTS), before)
        tables = json.loads(path.read_bytes())
        tables[kind.table]["1"].update(unknown)
        tables["later"] = {"7": unknown}
        path.write_text(json.dumps(tables), "utf-8")
        with Journal(path).transaction(data.draw(MOMENTS)) as draft:
            own = {
                name: getattr(after, name)
                for name in kind.__struct_fields__
                if name not in Record.__struct_fields__
            }
            changed = draft.change(draft.records.all(kind)[0], **own)
        again = json.loads(path.read_bytes())
        assert Journal(path).records().all(kind) == (changed,)
    assert {name: again[kind.table]["1"][name] for name in unknown} == unknown
    assert again["later"] == {"7": unknown}
    assert changed.uid == kept.uid


def test_stock_tinydb_opens_it_and_sees_every_table_and_record(journal, keep, ayu):
    keep(
        Session(mentor=ayu.uid, date=date(2026, 7, 1), notes="日本語 ✓"),
        Promise(mentor=ayu.uid, owner="me", text="send the schema", made=date(2026, 7, 1)),
    )
    with TinyDB(journal.path, encoding="utf-8") as db:
        assert db.tables() >= {kind.table for kind in KINDS} | {"meta", "agreements"}
        assert db.table("sessions").all()[0]["notes"] == "日本語 ✓"
        assert db.table("sessions").all()[0].doc_id == 1
        assert [p["text"] for p in db.table("promises").search(where("state") == "open")] == [
            "send the schema"
        ]
        assert {"uid", "created", "updated"} <= db.table("mentors").get(doc_id=1).keys()


def test_what_stock_tinydb_wrote_is_read_and_put_back_in_form(journal, keep, ayu, win):
    keep(win("first"))
    ours = journal.path.read_bytes()
    with TinyDB(journal.path, encoding="utf-8", indent=4) as db:
        db.table("wins").update({"text": "said by a stranger"})
    assert journal.path.read_bytes() != ours
    keep(win("second"))
    lines = journal.path.read_text("utf-8").splitlines()
    assert [line for line in lines if "said by a stranger" in line and line.startswith('    "1": {"uid": ')]


def test_each_record_is_one_line_and_meta_comes_first(journal, keep, ayu, win):
    keep(win("one\ntwo"), win("three"))
    lines = without_history(journal.path.read_text("utf-8"))
    assert lines[:3] == ["{", '  "meta": {', lines[2]]
    assert lines[2].startswith(
        '    "1": {"format": "peermentor-journal", "schema": 2, "created": "2026-07-03T12:10:00+07:00"'
    )
    assert [line.strip()[:4] for line in lines if '"uid": ' in line] == ['"1":', '"1":', '"2":']
    assert journal.path.read_text("utf-8").endswith("\n}\n")


def test_records_are_written_in_the_order_of_their_numbers(journal, keep, win):
    keep(*(win(str(count)) for count in range(1, 12)))
    said = [
        json.loads(line.split(": ", 1)[1].rstrip(","))["text"]
        for line in without_history(journal.path.read_text())
        if '"uid"' in line
    ]
    assert said == [str(count) for count in range(1, 12)]


def test_a_change_changes_one_line_and_the_empty_says_nothing(journal, keep, ayu, now):
    keep(Goal(title="Speak up", start=date(2026, 7, 1)), Goal(title="Other", start=date(2026, 7, 1)))
    before = without_history(journal.path.read_text())
    with journal.transaction(now) as draft:
        goal = draft.records.all(Goal)[0]
        draft.change(goal, milestones=(Milestone("ask one question"),))
    after = without_history(journal.path.read_text())
    differing = [
        (old, new) for old, new in zip(before, after, strict=True) if old != new and "counters" not in new
    ]
    assert len(differing) == 1
    assert '"milestones": [{"text": "ask one question"' in differing[0][1]
    assert "milestones" not in differing[0][0]
    assert "why" not in differing[0][0]


def test_a_field_that_becomes_empty_again_leaves_the_file(journal, keep, now):
    keep(Goal(title="Speak up", why="to be heard", start=date(2026, 7, 1)))
    with journal.transaction(now) as draft:
        draft.change(draft.records.all(Goal)[0], why="")
    assert "to be heard" not in "".join(without_history(journal.path.read_text()))
    assert journal.records().all(Goal)[0].why == ""


def test_zero_is_not_nothing(journal, keep, ayu):
    keep(Session(mentor=ayu.uid, date=date(2026, 7, 1), minutes=0))
    assert journal.records().all(Session)[0].minutes == 0


def test_half_a_surrogate_pair_is_refused_and_nothing_is_written(journal, keep, win):
    keep(win("fine"))
    before = journal.path.read_bytes()
    with pytest.raises(CommandLine, match="half of a surrogate pair"):
        keep(win("broken \ud83d"))
    assert journal.path.read_bytes() == before

"""Single lines, found and exchanged: whatever is asked and written, the answer is that of the whole file."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from peermentor.errors import Unreadable
from peermentor.journal.file import codec, lock
from peermentor.journal.journal import Journal
from peermentor.journal.store import seal, snapshot
from peermentor.practice.lookback.search import Where, search_records, split_words
from peermentor.practice.nouns.find import folded_name
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Mentor, Promise, Record, Session, Topic, Win
from tests.journal.children import NOW
from tests.journal.store.test_form import WORDS, records

ASKED = (Session, Promise, Topic, Win)
PEERS = ("01KWE5XGJ0EGG29YRCQH7BFB40", "01KWE5XGJ0EGG29YRCQH7BFB41", "")
SOME = st.lists(
    st.sampled_from(ASKED).flatmap(records).flatmap(
        lambda record: st.sampled_from(PEERS).map(lambda peer: replace(record, mentor=peer))
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip
SPELT = (
    "resume",
    "RÉSUMÉ",
    "re\u0301sume\u0301",
    "Straße",
    "naïve “quote”",
    "ﬁne",
    "łódź",
    "日本",
    "a\\b",
    "x y",
)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


def kept(folder: Path, *fresh: Record) -> Journal:
    """A journal that holds these, with its seal; in several writes, so that lines were exchanged already."""
    journal = Journal(folder / "journal.json")
    for part in (fresh[::2], fresh[1::2]):
        with journal.transaction(NOW) as draft:
            for record in part:
                draft.add(record)
    return journal


def understood(journal: Journal) -> Records:
    """Its records read the slow way, as if somebody else had written the file."""
    text = journal.path.read_bytes()
    raw = codec.split(text)
    found = snapshot.Snapshot(
        journal.path, text, raw, snapshot._meta(journal.path, raw), journal.read().state
    )
    assert found.pages is None
    return found.records()


def is_sealed(journal: Journal) -> bool:
    return seal.holds(journal.path, journal.path.read_bytes()) is not None


@settings(max_examples=20, deadline=None)
@given(some=SOME, data=st.data())
def test_what_is_found_is_what_reading_everything_finds(some: list[Any], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        journal = kept(Path(place), *some)
        whole, quick = understood(journal), journal.records()
        assert journal.read().pages is not None
        for kind in ASKED:
            everyone = whole.all(kind)
            assert quick.highest(kind) == max((r.number for r in everyone), default=0)
            for said in (*({"mentor": peer} for peer in PEERS), {"mentor": PEERS[0], "uid": "nobody"}):
                assert quick.where(kind, **said) == whole.where(kind, **said)
            for record in everyone:
                assert quick.get(kind, record.uid) == quick.numbered(kind, record.number) == record
            if kind in (Session, Win):  # which have a day of their own
                assert quick.latest(kind, 3) == whole.latest(kind, 3)
            name = data.draw(
                st.sampled_from([n for n in kind.__struct_fields__ if n not in ("number", "uid")])
            )
            for value in {repr(getattr(r, name)): getattr(r, name) for r in everyone}.values():
                if isinstance(value, str | bool | int | date | None):
                    assert quick.where(kind, **{name: value}) == whole.where(kind, **{name: value})
            assert quick.get(kind, "nobody") is quick.numbered(kind, 9999) is None
            assert quick.all(kind) == everyone
        assert quick.all(Session) == whole.all(Session)


def test_asking_more_often_than_an_index_is_worth_changes_no_answer(folder: Path) -> None:
    peers = [f"01KWE5XGJ0EGG29YRCQH7BF{n:03}" for n in range(40)]
    fresh = [Win(text=f"w{n}", date=NOW.date(), mentor=peers[n % 40]) for n in range(200)]
    journal = kept(folder, *fresh)
    whole, quick = understood(journal), journal.records()
    assert [quick.where(Win, mentor=peer) for peer in peers] == [whole.where(Win, mentor=p) for p in peers]
    assert [quick.where(Win, mentor=p, text="w3") for p in peers] == [
        whole.where(Win, mentor=p, text="w3") for p in peers
    ]


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(WORDS | st.sampled_from(SPELT), min_size=1, max_size=6), data=st.data())
def test_a_search_finds_what_it_would_find_by_reading_everything(
    texts: list[str], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as place:
        peer = Mentor(name="Maya", since=NOW.date())
        journal = kept(Path(place), peer, *(Win(text=text, date=NOW.date()) for text in texts))
        whole, quick = understood(journal), journal.records()
        text = data.draw(st.sampled_from([*texts, *SPELT]))
        begin = data.draw(st.integers(0, max(len(text) - 1, 0)))
        typed = text[begin : begin + data.draw(st.integers(1, 8))]
        typed = data.draw(st.sampled_from([typed, typed.upper(), folded_name(typed), f"{typed} {texts[0]}"]))
        if folded_name(typed.replace('"', "")):
            words = split_words([typed])
            assert search_records(quick, words, Where()) == search_records(whole, words, Where())


Changes = st.lists(
    st.one_of(
        st.tuples(st.just("add"), WORDS),
        st.tuples(st.just("change"), st.integers(0, 9), WORDS),
        st.tuples(st.sampled_from(["undo", "redo"])),
    ),
    max_size=9,
)


@settings(max_examples=20, deadline=None)
@given(some=SOME, changes=Changes)
def test_exchanging_lines_writes_what_writing_everything_anew_does(
    some: list[Any], changes: list[tuple[Any, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        for name in ("quick", "slow"):
            Path(place, name).mkdir()
        quick, slow = kept(Path(place, "quick"), *some), Journal(Path(place, "slow", "journal.json"))
        shutil.copy(quick.path, slow.path)
        for turn, change in enumerate(changes, start=1):
            moment = NOW + timedelta(minutes=turn)
            told = [_done(journal, change, moment) for journal in (quick, slow)]
            lock.place(slow.path).unlink(missing_ok=True)  # nobody knows its lines the next time
            assert told[0] == told[1]
            assert _without_chance(quick) == _without_chance(slow)
            assert is_sealed(quick)


def _done(journal: Journal, change: tuple[Any, ...], moment: Any) -> str:
    try:
        if change[0] in ("undo", "redo"):
            return str([step.handles("added") for step in getattr(journal, change[0])(moment)])
        with journal.transaction(moment) as draft:
            wins = draft.records.all(Win)
            if change[0] == "change" and wins:
                return draft.change(wins[change[1] % len(wins)], text=change[-1]).handle
            return draft.add(Win(text=change[-1], date=moment.date())).handle
    except Exception as error:  # noqa: BLE001 - whatever it is, it must be the same
        return f"{type(error).__name__}: {error}"


def _without_chance(journal: Journal) -> object:
    """The tables without uids, of which every journal mints its own, and what is counted from them."""
    tables = json.loads(journal.path.read_bytes())
    told = [{number: {**said, "uid": ""} for number, said in tables[kind.table].items()} for kind in KINDS]
    steps = [(said["moment"], len(said["touches"]), "undone" in said) for said in tables["history"].values()]
    return told, steps, tables["meta"]["1"]["counters"]


def test_lines_stay_byte_for_byte_as_codec_writes_them(folder: Path) -> None:
    journal = kept(folder, *(Win(text=f"w{n}", date=NOW.date()) for n in range(30)))
    with journal.transaction(NOW) as draft:
        draft.change(draft.records.all(Win)[0], text="first")
        draft.change(draft.records.all(Win)[29], text="last")
        draft.add(Win(text="new", date=NOW.date()))
    assert journal.path.read_bytes() == codec.encode(codec.decode(journal.path.read_bytes()))


def spoil_nothing(_journal: Journal) -> None:
    """A file that nobody but us wrote."""


def write_a_word(journal: Journal) -> None:
    journal.path.write_bytes(journal.path.read_bytes().replace(b"first", b"FIRST"))


def write_it_wider(journal: Journal) -> None:
    journal.path.write_text(json.dumps(json.loads(journal.path.read_bytes()), indent=4))


def lose_the_seal(journal: Journal) -> None:
    lock.place(journal.path).unlink()


def empty_the_seal(journal: Journal) -> None:
    os.truncate(lock.place(journal.path), 0)


def tear_the_seal(journal: Journal) -> None:
    os.truncate(lock.place(journal.path), 40)


def seal_of_another_version(journal: Journal) -> None:
    place = lock.place(journal.path)
    note = place.read_bytes().partition(b" ")[2].replace(b'"by":"', b'"by":"9')
    place.write_bytes(b"%08x %s" % (crc32(note), note))


def seal_that_is_half_an_older_one(journal: Journal) -> None:
    place = lock.place(journal.path)
    older = place.read_bytes()
    with journal.transaction(NOW) as draft:
        draft.change(draft.records.all(Win)[0], text="first and longer")
        draft.change(draft.records.all(Win)[1], text="sec")
    newer = place.read_bytes()
    for half in range(len(newer)):
        place.write_bytes(newer[:half] + older[half:])
        assert newer == older or not is_sealed(journal) or place.read_bytes() == newer
    place.write_bytes(newer[: len(newer) // 2] + older[len(newer) // 2 :])


def seal_of_an_older_text(journal: Journal) -> None:
    older = lock.place(journal.path).read_bytes()
    with journal.transaction(NOW) as draft:
        draft.add(Win(text="later", date=NOW.date()))
    lock.place(journal.path).write_bytes(older)


@pytest.mark.parametrize(
    ("spoil", "holds"),
    [
        (spoil_nothing, True),
        (write_a_word, False),
        (write_it_wider, False),
        (lose_the_seal, False),
        (empty_the_seal, False),
        (tear_the_seal, False),
        (seal_of_another_version, False),
        (seal_of_an_older_text, False),
        (seal_that_is_half_an_older_one, False),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_seal_that_does_not_fit_costs_time_and_nothing_else(folder: Path, spoil: Any, holds: bool) -> None:
    journal = kept(folder, Win(text="first", date=NOW.date()), Win(text="second", date=NOW.date()))
    spoil(journal)
    assert is_sealed(journal) is holds
    texts = [win.text for win in understood(journal).all(Win)]
    assert [win.text for win in journal.records().all(Win)] == texts
    with journal.transaction(NOW) as draft:
        draft.add(Win(text="third", date=NOW.date()))
    assert [win.text for win in journal.records().all(Win)] == [*texts, "third"]
    assert is_sealed(journal)


def test_what_no_command_would_write_is_never_sealed(folder: Path) -> None:
    journal = kept(folder, Win(text="first", date=NOW.date()), Session(mentor="", date=NOW.date(), energy=3))
    journal.path.write_bytes(journal.path.read_bytes().replace(b'"energy": 3', b'"energy": 9'))
    with journal.transaction(NOW) as draft:
        draft.add(Win(text="second", date=NOW.date()))
    assert not is_sealed(journal)


def test_a_field_that_a_hand_left_out_means_what_it_means_everywhere(folder: Path) -> None:
    promised = [Promise(mentor="", owner="me", text=f"p{n}", made=NOW.date()) for n in range(3)]
    journal = kept(folder, *promised)
    journal.path.write_bytes(journal.path.read_bytes().replace(b'"state": "open", ', b"", 1).replace(
        b', "state": "open"', b"", 1))  # fmt: skip
    with journal.transaction(NOW) as draft:
        draft.add(Win(text="so that it is sealed", date=NOW.date()))
    assert is_sealed(journal)
    assert len(journal.records().where(Promise, state="open")) == 3
    assert journal.records().where(Promise, state="kept") == ()


def test_a_clock_set_back_in_a_merged_file_hides_no_record(folder: Path) -> None:
    journal = kept(folder, *(Win(text=f"w{n}", date=NOW.date()) for n in range(5)))
    tables = json.loads(journal.path.read_bytes())
    wins = tables["wins"]
    wins["1"]["uid"], wins["5"]["uid"] = wins["5"]["uid"], wins["1"]["uid"]
    tables["history"] = {}
    journal.path.write_text(json.dumps(tables))
    with journal.transaction(NOW) as draft:
        draft.add(Win(text="so that it is sealed", date=NOW.date()))
    assert is_sealed(journal)
    quick = journal.records()
    assert all(quick.get(Win, win.uid) == win for win in journal.records().all(Win))


def test_the_seal_is_for_its_owner_alone_and_says_none_of_their_words(folder: Path) -> None:
    journal = kept(folder, Win(text="something private", date=NOW.date()))
    place = lock.place(journal.path)
    assert place.stat().st_mode & 0o777 == 0o600
    assert b"private" not in place.read_bytes()


def test_a_record_that_this_program_can_no_longer_read_is_named(folder: Path) -> None:
    journal = kept(folder, *(Session(mentor="", date=NOW.date(), energy=3, notes=f"s{n}") for n in range(3)))
    text = journal.path.read_bytes().replace(b'"notes": "s1", "energy": 3', b'"notes": "s1", "energy": 9')
    journal.path.write_bytes(text)
    seal.put(journal.path, codec.joined(_pieces(text)), "")
    for ask in (lambda r: r.all(Session), lambda r: r.where(Session, mentor="")):
        with pytest.raises(Unreadable, match=r"s[123]"):
            ask(journal.records())


def _pieces(text: bytes) -> Iterator[tuple[str, list[bytes]]]:
    for name, table in codec.decode(text).items():
        yield name, [codec.table(name, table)]


def test_two_records_with_one_uid_are_never_sealed(folder: Path) -> None:
    journal = kept(folder, Win(text="first", date=NOW.date()), Win(text="second", date=NOW.date()))
    tables = json.loads(journal.path.read_bytes())
    tables["wins"]["2"]["uid"] = tables["wins"]["1"]["uid"]
    tables["history"] = {}
    journal.path.write_text(json.dumps(tables))
    with journal.transaction(NOW) as draft:
        draft.add(Session(mentor="", date=NOW.date()))
    assert not is_sealed(journal)

"""Forgetting records for good: out of the journal, its history, its drafts and answers, and every copy.

The copies come first and the journal last, each replaced whole: after an interruption the same
command removes the rest. No copy is made before, because it would keep what is to be forgotten.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import DecodeError, Struct, json

from peermentor.errors import JournalError
from peermentor.journal.beside import drafts
from peermentor.journal.file import sealed, whole_file
from peermentor.journal.file.codec import Tables
from peermentor.journal.store import damage, form, snapshot, step_records, steps
from peermentor.journal.store.form import ABOUT, HISTORY
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.upkeep import backups, surroundings
from peermentor.practice.nouns.fields import texts_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Mentor, Record, Review
from peermentor.practice.nouns.ties import ties

SHORTEST = 3  # characters of a line by which a draft is known to hold the words of a record


class Forgotten(Struct, frozen=True):
    """What goes besides the records: steps of the history, copies written anew, and files.

    `removed` are drafts and answers that hold words of the records, and copies that nobody can read and that
    hold them too.
    """

    steps: int
    rewritten: tuple[Path, ...]
    removed: tuple[Path, ...]


def remembered(found: Snapshot) -> Records:
    """Give what a journal holds, and what was deleted and is still known to its history or to a copy.

    Each by the handle it has now or had last. Raises JournalError for the journal; a copy that can't be read
    names nothing.
    """
    known = {(type(record), record.number): record for record in _held(found)}
    for record in (*_in_history(found), *_in_copies(found.path)):
        known.setdefault((type(record), record.number), record)
    return Records.of(*sorted(known.values(), key=lambda record: record.number))


def _held(found: Snapshot) -> Iterator[Record]:
    records = found.records()
    return (record for kind in KINDS for record in records.all(kind))


def _in_history(found: Snapshot) -> Iterator[Record]:
    """Give the records that the history has whole, the latest first: removed, or added and taken back."""
    with suppress(steps.Torn):
        for step in reversed(steps.read_steps(found.lines(HISTORY))):
            yield from filter(None, map(step_records.whole_of, step.row_changes))


def _in_copies(journal: Path) -> Iterator[Record]:
    for copy in backups.kept(journal):
        with suppress(JournalError):
            found = snapshot.read(copy.path)
            yield from (*_held(found), *_in_history(found))


def forget(found: Snapshot, gone: Collection[Record], *, dry_run: bool) -> Forgotten:
    """Take these records out of everything that is kept. Called under the lock. Raises JournalError."""
    uids, path = {record.uid for record in gone}, found.path
    now = found.tables()
    reasons = {record.because for record in gone if isinstance(record, Review) and record.because}
    left = without(now, uids, reasons)
    copies, removed = _copies(path, uids, reasons), list(_drafts(path, gone))
    rewritten = {copy: text for copy, text in copies.items() if text is not None}
    removed += [copy for copy, text in copies.items() if text is None]
    steps = len(now.get(HISTORY, {})) - len(left.get(HISTORY, {}))
    if not dry_run:
        for copy, text in rewritten.items():
            with damage.of_writing(copy):
                whole_file.write_and_check(copy, text)
        for file in (*removed, *surroundings.leftovers(path)):
            with damage.of_writing(file):
                file.unlink(missing_ok=True)
        with damage.of_writing(path):
            whole_file.replace(path, [form.encode(left)], found.state)
    return Forgotten(steps, tuple(rewritten), tuple(removed))


def without(tables: Tables, uids: Collection[str], reasons: Collection[str] = ()) -> Tables:
    """Give the tables without some records and what hangs on them, without ties to them and steps of them.

    `reasons` are those of reviews that go: the change of stage that came of one says it too.
    """
    gone = _with_hanging(tables, uids)
    left: Tables = {}
    for name, table in tables.items():
        if name == HISTORY:
            left[name] = {n: said for n, said in table.items() if not _speaks_of(said, gone, reasons)}
        elif name in ABOUT:
            left[name] = table
        else:
            left[name] = {n: _untied(said, gone) for n, said in table.items() if said.get("uid") not in gone}
    if reasons and Mentor.table in left:
        left[Mentor.table] = {n: _without_reasons(said, reasons) for n, said in left[Mentor.table].items()}
    return left


def _without_reasons(said: Any, reasons: Collection[str]) -> Any:  # noqa: ANN401 - whatever a record holds
    stages = said.get("stages")
    if not isinstance(stages, list):
        return said
    left = [
        {name: one for name, one in stage.items() if name != "because" or one not in reasons}
        if isinstance(stage, Mapping)
        else stage
        for stage in stages
    ]
    return {**said, "stages": left}


def _with_hanging(tables: Tables, uids: Collection[str]) -> set[str]:
    gone, more = set[str](), set(uids)
    while more:
        gone |= more
        more = {
            str(said.get("uid", ""))
            for tie in ties()
            if tie.hangs
            for said in tables.get(tie.kind.table, {}).values()
            if gone.intersection(_listed(said.get(tie.field)))
        } - gone
    return gone


def _listed(said: object) -> list[Any]:
    return said if isinstance(said, list) else [said] if isinstance(said, str) else []


def _speaks_of(said: object, gone: Collection[str], reasons: Collection[str]) -> bool:
    text = json.encode(said)
    return any(uid.encode() in text for uid in gone) or any(json.encode(one) in text for one in reasons)


def _untied(said: Any, gone: Collection[str]) -> Any:  # noqa: ANN401 - whatever a record holds
    """Leave out what is the uid of something gone, and what is empty without it."""
    if isinstance(said, Mapping):
        left = {name: _untied(one, gone) for name, one in said.items() if not _is_of(one, gone)}
        return {name: one for name, one in left.items() if one or one == said[name]}
    if isinstance(said, list):
        return [_untied(one, gone) for one in said if not _is_of(one, gone)]
    return said


def _is_of(said: object, gone: Collection[str]) -> bool:
    return isinstance(said, str) and said in gone


def _copies(journal: Path, uids: Collection[str], reasons: Collection[str]) -> dict[Path, bytes | None]:
    """Give the text of each copy that holds the records, without them; None where it can't be read."""
    with damage.of_copying(backups.folder(journal)):
        copies = backups.listed(journal)
    found: dict[Path, bytes | None] = {}
    for copy in copies:
        with damage.of_reading(copy.path):
            text = whole_file.read(copy.path) or b""
        if any(uid.encode() in text for uid in uids):
            found[copy.path] = _rewritten(copy.path, uids, reasons)
    return found


def _rewritten(copy: Path, uids: Collection[str], reasons: Collection[str]) -> bytes | None:
    try:
        return form.encode(without(snapshot.read(copy).tables(), uids, reasons))
    except JournalError:
        return None


def _drafts(journal: Path, gone: Collection[Record]) -> Iterator[Path]:
    lines = {
        line.strip() for record in gone for _field, text in texts_of(record) for line in text.splitlines()
    }
    words = [line for line in lines if len(line) >= SHORTEST]
    for path in (*drafts.written_by_us(drafts.folder(journal)), *drafts.of_older_versions(journal)):
        said = _words_in(path)
        if any(line in said for line in words):
            yield path


def _words_in(path: Path) -> str:
    with damage.of_reading(path):
        text = (whole_file.read(path) or b"").decode("utf-8", "replace")
    if not sealed.plain_name(path.name).endswith(".answers"):
        return text
    return "\n".join(map(_answer_in, text.splitlines()))


def _answer_in(line: str) -> str:
    try:
        return str(json.decode(line, type=dict[str, Any]).get("said", ""))
    except DecodeError:
        return line

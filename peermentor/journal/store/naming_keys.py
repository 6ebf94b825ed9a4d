"""The public keys that a locked journal names itself, so that one somebody adds is noticed."""

from collections.abc import MutableMapping, Sequence
from pathlib import Path

from tinydb import TinyDB

from peermentor.journal.file.whole_file import State
from peermentor.journal.store import damage
from peermentor.journal.store.form import META
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.store.storage import JournalStorage

_GIVEN = State(0, 0, 1, 0, 0)  # of a text that is at hand, and in no file


def name_keys(path: Path, text: bytes, keys: Sequence[str]) -> bytes:
    """Have the text of a journal name these keys; without any the line is gone. Raises JournalError."""
    storage = JournalStorage(Snapshot(path, text, _GIVEN, damage.no_way_back))
    storage.take([(META, 1)])

    def change(fields: MutableMapping[str, object]) -> None:
        fields.pop("recipients", None)
        if keys:
            fields["recipients"] = list(keys)

    TinyDB(storage=lambda: storage).table(META).update(change, doc_ids=[1])
    return b"".join(map(bytes, storage.pieces()))

"""The public keys that a locked journal names itself, so that one somebody adds is noticed."""

from collections.abc import MutableMapping, Sequence
from pathlib import Path

from tinydb import TinyDB

from peermentor.journal.file.whole_file import AT_HAND
from peermentor.journal.store import damage
from peermentor.journal.store.form import META
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.store.storage import JournalStorage


def name_keys(path: Path, text: bytes, keys: Sequence[str]) -> bytes:
    """Have the text of a journal name these keys; without any the line is gone. Raises JournalError."""
    storage = JournalStorage(Snapshot(path, text, AT_HAND, damage.no_way_back))
    storage.take([(META, 1)])

    def change(fields: MutableMapping[str, object]) -> None:
        fields.pop("recipients", None)
        if keys:
            fields["recipients"] = list(keys)

    TinyDB(storage=lambda: storage).table(META).update(change, doc_ids=[1])
    return b"".join(map(bytes, storage.pieces()))

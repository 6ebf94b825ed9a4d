"""How often each command goes to the disk: one reading, one write, and nothing is understood in vain."""

import io
import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from peermentor.commands.table import Command, commands
from peermentor.journal.file import codec
from peermentor.journal.store import snapshot
from tests.cli.examples import ready, words
from tests.conftest import Desk

EARLIER = (
    "add-win Hello",
    "add-win Again",
)  # one of them takes the copy of the day: what comes after takes none
# About whole files: `import` copies the whole journal first, `forget` writes every copy anew.
OTHERWISE = ("demo", "restore", "backup", "doctor", "import", "forget")
READS = {"opener": 3} | dict.fromkeys(
    ("review", "rehearse", "undo", "redo", "forget"), 2
)  # what may have to be asked hangs on what is kept, and nobody is asked under the lock
ROWS = [pytest.param(row, id=row.name) for row in commands().values() if row.name not in OTHERWISE]


@contextmanager
def counted(desk: Desk) -> Iterator[Counter[str]]:
    """What a command does to the disk, and how often it understands the whole file."""
    told: Counter[str] = Counter()
    with pytest.MonkeyPatch.context() as patch:

        def count(place: Any, name: str, what: str) -> None:
            real = getattr(place, name)
            patch.setattr(place, name, lambda *args, **kw: (told.update([what]), real(*args, **kw))[1])

        real_open = io.open

        def opened(path: Any, mode: str = "r", *more: Any, **kw: Any) -> Any:
            if mode == "rb" and os.fspath(path) == str(desk.path):
                told["reads"] += 1
            return real_open(path, mode, *more, **kw)

        patch.setattr(io, "open", opened)
        count(os, "fsync", "fsyncs")
        count(os, "replace", "renames")
        count(codec, "decode", "decodes")
        count(snapshot.Snapshot, "_take_apart", "taken apart")
        yield told


# What is written beside the journal: the settings; the page, and that it is ours.
BESIDE = {"config": 1, "report": 2}


@pytest.mark.parametrize("row", ROWS)
def test_one_reading_and_where_it_writes_one_write(desk: Desk, row: Command) -> None:
    ready(desk, row)
    for line in EARLIER:
        desk.do(*line.split())
    if row.name == "redo":
        desk.do("undo")
    argv = words(row)
    before = desk.path.read_bytes()
    with counted(desk) as told:
        desk.do(*argv)
    wrote = desk.path.read_bytes() != before
    assert told["reads"] <= READS.get(row.name, 1)
    assert told["renames"] == (1 if wrote else 0) + BESIDE.get(row.name, 0)
    assert told["fsyncs"] == 2 * told["renames"]  # the file, and the folder that names it
    assert told["decodes"] == 0
    assert told["taken apart"] == told["reads"]


def test_a_file_that_somebody_else_wrote_is_read_and_written_once_like_any_other(desk: Desk) -> None:
    ready(desk)
    for line in EARLIER:
        desk.do(*line.split())
    desk.path.write_text(json.dumps(json.loads(desk.path.read_bytes()), indent=4))
    with counted(desk) as told:
        desk.do(*EARLIER[0].split())
    assert (told["reads"], told["renames"], told["decodes"], told["taken apart"]) == (1, 1, 0, 1)

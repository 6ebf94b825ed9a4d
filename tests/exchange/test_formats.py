"""Formats of documents: found by name, one class in one file each."""

from pathlib import Path

import pytest

import peermentor.exchange
from peermentor.exchange.formats import find_format

FOLDER = Path(peermentor.exchange.__path__[0])
FILES = {
    path.relative_to(FOLDER).with_suffix("").parts
    for kind in ("documents/[!_]*.py", "outgoing/journal_*.py", "incoming/incoming_*.py")
    for path in FOLDER.glob(kind)
}


@pytest.mark.parametrize(("room", "stem"), sorted(FILES))
def test_a_file_holds_one_format_found_by_its_name(room, stem):
    found = type(find_format(stem.replace("_", "-"), room))
    assert found.__name__ == "".join(word.capitalize() for word in stem.split("_"))
    assert found.__module__ == f"peermentor.exchange.{room}.{stem}"


def test_three_documents_are_written_in_markdown():
    three = {("documents", f"{name}_markdown") for name in ("prep", "agree", "wins")}
    assert three <= FILES


def test_a_format_there_is_not_is_no_other_one():
    with pytest.raises(ModuleNotFoundError):
        find_format("prep-papyrus")

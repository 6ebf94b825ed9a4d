"""Formats of documents: found by name, one class in one file each."""

from pathlib import Path

import pytest

import peermentor.exchange
from peermentor.exchange.formats import find_format

FOLDER = Path(peermentor.exchange.__path__[0])
FILES = {path.stem for kind in ("*_markdown.py", "journal_*.py") for path in FOLDER.glob(kind)}


@pytest.mark.parametrize("stem", sorted(FILES))
def test_a_file_holds_one_format_found_by_its_name(stem):
    found = type(find_format(stem.replace("_", "-")))
    assert found.__name__ == "".join(word.capitalize() for word in stem.split("_"))
    assert found.__module__ == f"peermentor.exchange.{stem}"


def test_three_documents_are_written_in_markdown():
    assert {"prep_markdown", "agree_markdown", "wins_markdown"} <= FILES


def test_a_format_there_is_not_is_no_other_one():
    with pytest.raises(ModuleNotFoundError):
        find_format("prep-papyrus")

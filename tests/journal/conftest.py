import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import Mentor, Record, Win
from tests.journal.children import NOW, end_all

NOBODY = 65534


@pytest.fixture(autouse=True)
def no_child_is_left_behind() -> Iterator[None]:
    yield
    end_all()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal that was never written."""
    return Journal(tmp_path / "journal.json")


@pytest.fixture
def keep(journal: Journal) -> Callable[..., tuple[Record, ...]]:
    """Keep new records in the journal, in one transaction."""

    def keep(*records: Record) -> tuple[Record, ...]:
        with journal.transaction(NOW) as draft:
            return tuple(draft.add(record) for record in records)

    return keep


@pytest.fixture
def win() -> Callable[[str], Win]:
    """The smallest record there is."""
    return lambda text: Win(text=text, date=NOW.date())


@pytest.fixture
def ayu(keep: Callable[..., tuple[Mentor, ...]]) -> Mentor:
    """A first mentor, kept in the journal."""
    return keep(Mentor(name="Ayu Lestari", skill="data modelling", since=NOW.date()))[0]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that an ordinary user can reach, wherever the tests themselves are run from."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for inside, _folders, _files in os.walk(folder):  # from the top: opened, then entered
        Path(inside).chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def as_ordinary_user() -> Iterator[None]:
    """Nobody in particular: the superuser is never refused anything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)

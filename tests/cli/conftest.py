"""Desks whose journal is locked."""

from datetime import UTC, datetime

import pytest

from peermentor.journal.beside.drafts import Drafts
from tests.cli.examples import ready
from tests.cli.vaults import (
    identity,
    keys_file,
    locked_path,
)
from tests.conftest import Desk


@pytest.fixture
def locked(desk: Desk) -> Desk:
    ready(desk)
    desk.do("add-win", "Before the lock")  # which makes the copy of the day
    desk.do("vault", "lock", "--yes")
    return desk


@pytest.fixture
def lost(locked: Desk) -> object:
    """The key of a laptop that was lost, which opens everything that the journal of `locked` has."""
    import pyrage  # noqa: PLC0415 - an extra

    key = pyrage.x25519.Identity.generate()
    locked.do("vault", "add-key", str(key.to_public()), "--name", "the laptop")
    Drafts(locked_path(locked)).start(datetime(2026, 7, 1, 8, 30, tzinfo=UTC), "A draft")
    locked.do("backup")
    return key


@pytest.fixture
def strange(locked: Desk) -> str:
    """A public key that somebody who can write in the folder has added."""
    import pyrage  # noqa: PLC0415 - an extra

    key = str(pyrage.x25519.Identity.generate().to_public())
    with keys_file(locked).open("a") as file:
        file.write(f"# recovery\n{key}\n")
    return key


@pytest.fixture
def away(locked: Desk) -> Desk:
    """A locked journal, and its key not at hand."""
    identity(locked).rename(identity(locked).with_name("away.txt"))
    return locked

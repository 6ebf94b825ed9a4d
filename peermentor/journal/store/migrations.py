"""How a journal of an earlier version becomes one of this version.

A step is numbered by the version it leads to, changes the tables it is handed, and leaves alone what it does
not know. To add one: raise `SCHEMA`, add the step, and keep a journal of the old version in tests/fixtures.
"""

from collections.abc import Callable

from peermentor.journal.file.codec import Tables
from peermentor.journal.store.form import META

FIRST, SCHEMA = 1, 2


def migrate(tables: Tables, schema: int) -> None:
    """Bring tables of an earlier version up to `SCHEMA`, one step after another, in place."""
    for version in range(schema + 1, SCHEMA + 1):
        STEPS[version](tables)
        tables[META]["1"]["schema"] = version


def _remember_rhythms(tables: Tables) -> None:
    from peermentor.journal.store import rhythms_past  # noqa: PLC0415 - a journal is brought up once

    rhythms_past.remember(tables)


STEPS: dict[int, Callable[[Tables], None]] = {2: _remember_rhythms}

"""A journal in which the example of every command has what it speaks of."""

import shlex
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from peermentor.commands.table import Command
from tests.conftest import Desk

TYPED = (
    'add-mentor "Maya Pranata" --every 3w',
    'add-mentor "Zoë Łukasik" --candidate --skill modelling',
    "add-goal Patience --with maya",
    "add-topic maya Corridors",
    'log maya --notes "We rehearsed the planning round" --i-will One --i-will Two --i-will Three',
)
CARDS = Path(__file__).parent.parent / "fixtures" / "import" / "people-v4.vcf"
PAGES, NUMBERS = TemporaryDirectory(), count()
FIRST = {
    "resume": "pause maya",
    "redo": "undo",
    "restore": "backup",
    "merge": "add-mentor Zoe",
    "rehearse": "rehearse maya --happened Late",
    "done": "edit s1 got=Wait",
}


@cache
def _journal() -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.json")
        for line in TYPED:
            desk.do(*shlex.split(line))
        return desk.path.read_bytes()


def ready(desk: Desk, row: Command | None = None) -> Desk:
    """The desk with that journal, and with what comes before the command in question."""
    if row and row.name == "add-mentor":
        return desk
    desk.path.write_bytes(_journal())
    desk.path.chmod(0o600)  # as the program leaves it: `doctor` says so otherwise
    if row and row.name in FIRST:
        desk.do(*FIRST[row.name].split())
    return desk


def words(row: Command) -> list[str]:
    """The example of a command as the words after the program's name; a page it writes is no other's."""
    program, *rest = shlex.split(row.example)
    assert program == "peermentor"
    there = {"people.vcf": str(CARDS), "maya.html": str(Path(PAGES.name, f"{next(NUMBERS)}.html"))}
    return [there.get(word, word) for word in rest]

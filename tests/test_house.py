"""The house: which room may lean on which. The drawing is in CONTRIBUTING.md; this holds everyone to it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from peermentor.commands.table import commands

PACKAGE = Path(__file__).parent.parent / "peermentor"

MAY_IMPORT = {
    "cli": {"app", "commands", "errors", "language", "screen"},
    "app": {"dates", "errors", "journal", "language", "practice", "templates"},
    "commands": {
        "app",
        "dates",
        "errors",
        "exchange",
        "journal",
        "language",
        "practice",
        "screen",
        "templates",
    },
    "exchange": {"errors", "journal", "language", "practice"},
    "screen": {"dates", "errors", "language", "practice"},
    "journal": {"errors", "language", "practice"},
    "practice": {"dates", "errors", "language"},
    "templates": {"errors", "language", "practice"},
    "dates": {"language"},
    "errors": {"language"},
    "language": set(),
}
ONLY_IN = {"tinydb": {"journal"}, "rich": {"screen"}, "fcntl": {"journal"}}


def modules() -> Iterator[tuple[str, Path]]:
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room not in ("__init__", "__main__"):
            yield room, path


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


ALL = [pytest.param(room, path, id=str(path.relative_to(PACKAGE))) for room, path in modules()]


@pytest.mark.parametrize(("room", "path"), ALL)
def test_a_room_leans_only_on_the_rooms_below_it(room: str, path: Path) -> None:
    leans_on = {name.split(".")[1] for name in imported(path) if name.startswith("peermentor.")}
    leans_on -= {"__version__", room}
    assert leans_on <= MAY_IMPORT[room]


@pytest.mark.parametrize(("room", "path"), ALL)
def test_one_room_draws_and_one_touches_the_disk(room: str, path: Path) -> None:
    for name in imported(path):
        assert room in ONLY_IN.get(name.split(".")[0], {room})


def test_the_journal_knows_records_and_no_rule() -> None:
    rules = {
        name
        for room, path in modules()
        if room == "journal"
        for name in imported(path)
        if name.startswith("peermentor.practice") and not name.startswith("peermentor.practice.nouns")
    }
    assert rules == set()


def test_a_command_never_imports_a_command() -> None:
    rituals = {f"peermentor.commands.{row.module}" for row in commands().values()}
    for room, path in modules():
        if room == "commands":
            assert not {n.rpartition(".")[0] for n in imported(path)} & rituals, path


def test_the_practice_reads_no_clock_and_no_disk() -> None:
    for room, path in modules():
        if room in ("practice", "dates"):
            called = {
                ast.unparse(n.func)
                for n in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(n, ast.Call)
            }
            assert not called & {"open", "print", "date.today", "datetime.now", "os.getenv"}, path


MARKED = {"_", "several", "said_of", "said_elsewhere"}


def marked_inside_an_f_string(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            calls = (call for call in ast.walk(node) if isinstance(call, ast.Call))
            yield from (ast.unparse(c) for c in calls if isinstance(c.func, ast.Name) and c.func.id in MARKED)


@pytest.mark.parametrize(("room", "path"), ALL)
def test_no_text_is_marked_inside_an_f_string(room: str, path: Path) -> None:
    # Until Python 3.12 an f-string is one word to the tool that finds the texts: it is never translated.
    assert list(marked_inside_an_f_string(path.read_text("utf-8"))) == []


def test_a_text_marked_inside_an_f_string_is_found_at_any_depth() -> None:
    source = """f"{_('agreed on {day}').format(day=day)} {', '.join(several('a', 'b', n) for n in x)}" """
    assert list(marked_inside_an_f_string(source)) == ["_('agreed on {day}')", "several('a', 'b', n)"]

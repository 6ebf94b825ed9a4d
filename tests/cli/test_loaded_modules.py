"""What each command may load: the time until an answer is mostly the time of its imports."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import hatch_build
from peermentor.commands.table import Command, commands
from tests.cli.examples import ready, words
from tests.conftest import Desk

pytestmark = pytest.mark.bound_typer  # a newer one loads what has no place here
TOP = Path(__file__).parent.parent.parent

# Runs one command line of the real program, then tells which modules that took.
RUNNER = """
import atexit, os, sys
atexit.register(lambda: open(os.environ["SEEN"], "w").write("\\n".join(sys.modules)))
from peermentor.cli import main
sys.argv[0] = "peermentor"
main()
"""
NEVER = (
    "pydantic", "asyncio", "urllib.request", "socket", "ssl", "http", "email", "unittest", "xml",
    "orjson", "filelock", "hypothesis", "pytest", "multiprocessing", "concurrent", "sqlite3",
)  # fmt: skip


# Beside what every command needs: Typer, msgspec, and what these two bring along.
BASE = {"peermentor", "typer", "msgspec", "annotated_doc", "shellingham", "typing_extensions"}
DRAWS, KEEPS, COUNTS_MONTHS = "rich", "tinydb", "dateutil"
CALENDARS = "icalendar"
PAGES = {"jinja2", "markupsafe"}
LARGE = {
    DRAWS,
    KEEPS,
    COUNTS_MONTHS,
    "platformdirs",
    "markdown_it",
    "pygments",
    "mdurl",
    "six",
    CALENDARS,
    *PAGES,
}
WRITES, SCREEN, BOTH = frozenset({KEEPS}), frozenset({DRAWS}), frozenset({DRAWS, KEEPS})
MAY_LOAD: dict[str, frozenset[str]] = {
    "agree": WRITES | {COUNTS_MONTHS},
    "backup": frozenset(),
    "export": frozenset(),
    "report": frozenset(PAGES),
    "import": WRITES | {COUNTS_MONTHS, CALENDARS},
    "help": frozenset({DRAWS, "markdown_it", "mdurl", "pygments"}),  # which is how Typer draws its pages
    "man": frozenset(),
    "config": frozenset(),
    "vault": frozenset(),
    "wins": frozenset(),
    **dict.fromkeys(("restore", "undo", "redo", "questions", "opener"), WRITES),
    **dict.fromkeys(("prep", "review", "fit", "close", "history", "doctor"), BOTH),
    **dict.fromkeys(("log", "promise", "done", "drop", "check-in", "reflect", "pause", "resume"), WRITES),
    **dict.fromkeys(("add-mentor", "add-goal", "add-topic", "add-win", "add-feedback"), WRITES),
    **dict.fromkeys(("edit-mentor", "edit-goal", "edit", "later", "delete", "merge"), WRITES),
    **dict.fromkeys(("show", "reviews", "feedback"), SCREEN),
    "rehearse": BOTH,
    "forget": WRITES,  # it writes bytes anew; only the history is read as a table
    **dict.fromkeys(("today", "mentors", "mentor", "goals", "goal", "topics", "promises"), SCREEN),
    **dict.fromkeys(("sessions", "session", "search", "timeline", "stats", "tips", "guide"), SCREEN),
}

LONG = pytest.mark.long
VIEWS = {f"peermentor.practice.contract.{name}_views" for name in ("growth", "people", "talk")}
OFTEN = ("today", "goals", "mentor", "promises", "log", "prep", "check-in")
ROWS = [pytest.param(row, id=row.name) for row in commands().values()]
READS = [
    pytest.param(row, id=row.name, marks=() if row.name in OFTEN else LONG)
    for row in commands().values()
    if not row.writes and row.name != "demo"
]
# What is of use to a help page, a question, a correction, or a journal of an older version.
NOT_ASKED_FOR = {
    "command_page", "root_help", "bare_word", "keyboard", "answer_memory", "change_lines", "setting_views",
    "coaching", "rhythms_past",
}  # fmt: skip
ONE_LINE = [
    "add-mentor Sari --every 2w",
    "add-topic maya Why",
    "add-win Chosen",
    "add-goal Calm --with maya --by 2026-09-30",
    "check-in g1 40",
    'promise maya "Send the draft" --by 2026-07-10',
    "done p1",
    "log maya --notes Again --date 2026-07-01",
]


EACH = [
    pytest.param(row, id=row.name, marks=() if row.name in OFTEN else LONG)
    for row in commands().values()
    if row.name != "demo"  # it types a quarter, and draws it
]


@pytest.fixture
def used(desk: Desk) -> Desk:
    return ready(desk)


@pytest.fixture(scope="module", autouse=True)
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The program as people have it, with its coaching compiled, as a wheel brings it."""
    place = tmp_path_factory.mktemp("installed")
    shutil.copytree(TOP / "peermentor", place / "peermentor")
    hatch_build.compile_beside_sources(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(place))
        yield


KNOWN: dict[tuple[object, ...], set[str]] = {}


def loaded(desk: Desk, *argv: str, unwanted: Sequence[str] = NEVER, **env: str) -> set[str]:
    """The modules that a command had loaded when it was over; it must succeed.

    A new Python is what makes these tests take long: the same command over the same journal has one.
    """
    asked = (desk.path.exists() and desk.path.read_bytes(), argv, *env.items())
    if asked not in KNOWN:
        KNOWN[asked] = _loaded(desk, argv, env)
    modules = KNOWN[asked]
    assert "peermentor.cli" in modules
    assert {name for name in unwanted if name in modules} == set(), argv
    return modules


def _loaded(desk: Desk, argv: Sequence[str], env: dict[str, str]) -> set[str]:
    seen = desk.path.with_name("seen")
    home = {name: os.environ[name] for name in ("PATH", "PYTHONPATH")}
    home |= {"HOME": str(desk.path.parent), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, *argv],
        cwd=desk.path.parent,  # not the checkout, where Python would look first
        env=home | desk.env | {"SEEN": str(seen)} | env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(seen.read_text("utf-8").split("\n"))


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("row", EACH)
def test_each_command_loads_what_is_named_here(desk: Desk, row: Command) -> None:
    modules = loaded(ready(desk, row), *words(row))
    foreign = {name for name in packages(modules) - sys.stdlib_module_names if not name.startswith("_")}
    assert foreign & LARGE == MAY_LOAD[row.name]
    # Rich looks for attrs where it prints a help page, and the tests' own jsonschema brings it.
    assert foreign - LARGE <= BASE | {"sitecustomize", "attr"}
    assert "tomllib" not in modules or row.name == "config"  # which reads its file


@pytest.mark.parametrize("line", ONE_LINE)
def test_a_write_that_answers_in_one_line_draws_nothing_and_parses_no_toml(used: Desk, line: str) -> None:
    modules = loaded(used, *shlex.split(line))
    assert not packages(modules) & {
        "rich", "tomllib", "platformdirs", "hashlib", "_hashlib", "shlex", "fractions", "struct",
    }  # fmt: skip
    assert not modules & {"dateutil.parser", "peermentor.dates.grammar", "peermentor.screen.terminal.console"}
    assert not {name.rpartition(".")[2] for name in modules if name.startswith("peermentor.")} & NOT_ASKED_FOR


def test_words_for_a_date_load_the_grammar_but_not_the_parser_of_dateutil(used: Desk) -> None:
    modules = loaded(used, "promise", "maya", "Send it", "--by", "friday")
    assert "peermentor.dates.grammar" in modules
    assert "dateutil.parser" not in modules


@pytest.mark.parametrize("row", READS)
def test_a_read_with_json_draws_nothing_and_writes_nothing(used: Desk, row: Command) -> None:
    modules = loaded(used, "--json", *words(row))
    assert not packages(modules) & {"rich", "tinydb", "platformdirs"}


@pytest.mark.parametrize("line", ["goals", "mentors", "sessions"])
def test_a_list_needs_no_grammar_of_dates_and_no_database(used: Desk, line: str) -> None:
    modules = loaded(used, *shlex.split(line))
    assert not packages(modules) & {"tinydb", "tomllib", "platformdirs"}
    assert not modules & {"dateutil.parser", "peermentor.dates.grammar"}


@pytest.mark.long
@pytest.mark.parametrize("row", [row for row in ROWS if row.id != "demo"])  # it types a quarter, and draws it
def test_with_json_nothing_is_drawn(desk: Desk, row: Command) -> None:
    modules = loaded(ready(desk, row), "--json", *words(row))
    assert "rich" not in packages(modules)


@pytest.mark.long
@pytest.mark.parametrize("row", ROWS)
def test_nothing_ever_loads_what_has_no_place_here(desk: Desk, row: Command) -> None:
    loaded(ready(desk, row), *words(row))


def test_the_place_of_the_journal_is_looked_up_only_when_none_was_named(used: Desk) -> None:
    named = loaded(used, "mentors")
    looked_up = loaded(used, "mentors", PEERMENTOR_JOURNAL="")
    assert "platformdirs" not in packages(named)
    assert "platformdirs" in packages(looked_up)


def test_a_question_of_the_shell_is_answered_without_drawing(used: Desk) -> None:
    variables = {
        "_PEERMENTOR_COMPLETE": "complete_bash",
        "COMP_WORDS": "peermentor\nlog\nm",
        "COMP_CWORD": "2",
    }
    modules = loaded(used, **variables)
    assert not packages(modules) & {"rich", "tinydb", "platformdirs", "tomllib"}
    assert not modules & {"peermentor.commands.shared.session_kept", *VIEWS}


@pytest.mark.parametrize(
    "line", ["add-topic maya Why", "add-win Chosen", "add-mentor Sari --every 2w", "undo"]
)
def test_a_write_that_says_nothing_of_goals_counts_nothing_of_theirs(used: Desk, line: str) -> None:
    modules = loaded(used, *shlex.split(line))
    assert not modules & {"peermentor.practice.growth.goals", "peermentor.commands.shared.pages"}


@pytest.mark.parametrize("line", ["today", "log maya --notes Again --date 2026-07-01"])
def test_a_read_and_a_write_load_nothing_of_what_a_journal_is_seldom_asked_for(used: Desk, line: str) -> None:
    seldom = {f"peermentor.journal.{name}" for name in ("history", "copies", "doctor", "traces")}
    assert not loaded(used, *shlex.split(line)) & seldom
    assert loaded(used, "undo") & seldom == {"peermentor.journal.history"}


def test_asking_for_the_version_takes_next_to_nothing(used: Desk) -> None:
    modules = loaded(used, "--version")
    assert not packages(modules) & {"rich", "tinydb", "dateutil", "platformdirs", "tomllib"}
    assert not any(name.startswith("peermentor.templates") for name in modules)


def test_nothing_is_loaded_for_a_file_merged_by_hand_while_it_is_whole(used: Desk) -> None:
    assert "peermentor.journal.store.merged_by_hand" not in loaded(used, "mentors")


OF_FORMATS = {"icalendar", "yaml", "csv", "jinja2"}
NEEDED_BY = {"json": set(), "csv": {"csv"}, "markdown": {"yaml"}, "ics": {"icalendar"}, "vcf": {"icalendar"}}
NEEDED_BY["html"] = {"jinja2"}


@pytest.mark.parametrize("name", NEEDED_BY)
def test_a_format_loads_its_own_library_and_no_other(used: Desk, name: str) -> None:
    seen = packages(loaded(used, "export", name, "--kind", "mentor", unwanted=()))
    assert seen & OF_FORMATS == NEEDED_BY[name]
    assert not seen & {"rich", "tinydb"}


def test_the_runner_would_notice(used: Desk) -> None:
    assert "rich" in packages(loaded(used, "mentors"))
    assert json.loads(used.path.read_text("utf-8"))["mentors"]

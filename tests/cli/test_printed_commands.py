"""Every command that is printed for a person to type works as printed, whatever the journal is called."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from peermentor import to_type
from peermentor.commands.table import commands
from tests.cli.terminal import Terminal
from tests.conftest import Desk
from tests.journal.conftest import NOBODY
from tests.journal.file.test_only_regular_files import as_nobody
from tests.started import run

STAND_IN = re.compile(r"…|\b[A-Z]{2,}\b|pip install")
QUOTED = r"""\$?'(?:\\.|[^'])*'|"[^"]*\""""
# A command in a line of ours: up to its end, or to a mark that ends a part of a sentence.
WORDS = re.compile(rf"peermentor (?:{QUOTED}|[^\n\"'();,.]|[,.](?=\S))+")
NAMES = [
    "two words.json",
    'it\'s "quoted" $HOME `id`.json',
    "!{brace} \\ new\tline;.json",
    "Zoë 日本.json",
]
LINES = """
add-mentor Budi
add-mentor budi
mentors
mentor nobody
add-goal Listen --with maya
check-in g1 100
edit-goal g1 --state reached
goal g9
log maya --notes x --i-will y
reflect maya
review maya
review maya --rate goals=4
review maya --rate goals=4 --decide close
today
done p1
done p1
search nothing here
search zzz x
questions --star nosuch
tips --about nosuch
undo h99
undo
redo
history
restore
restore nosuch
config nosuch 1
config minutes x
doctor
agree maya
agree maya --every 2w
pause maya
fit maya
opener maya --skill x
opener maya --kind message --skill x --keep
prep maya
nosuch
log maya --nosuch
close maya
add-topic maya x
wins
topics --with maya
goals
backup
restore 1 --yes
timeline maya
""".strip().splitlines()


def read_by_bash(command: str) -> list[str]:
    """The words after `peermentor` that bash hands over when this is typed."""
    done = subprocess.run(
        ["bash", "-c", f'peermentor() {{ printf "%s\\0" "$@"; }}; {command}'], capture_output=True, check=True
    )
    return os.fsdecode(done.stdout).split("\0")[:-1]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize("name", ["two words.json", 'it\'s "$x" `id`.json'])
def test_what_is_printed_runs_in_a_shell_on_the_journal_that_was_named(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    other = Desk(tmp_path / name)
    named = ["--journal", str(other.path)]
    desk.env["COLUMNS"] = "300"
    desk.do(*named, "add-mentor", "Maya Pranata")
    printed: dict[str, None] = {}
    for line in LINES:
        answer = desk.type(*named, *line.split())
        for said in answer.err.splitlines() + answer.out.splitlines():
            printed |= dict.fromkeys(found[0].strip(" .)") for found in WORDS.finditer(said))
    assert not desk.path.exists()
    runnable = [one for one in printed if not STAND_IN.search(one)]
    assert len(runnable) > 15, printed
    for command in runnable:
        assert command.startswith(f"peermentor --journal {to_type.quoted(str(other.path))}"), command
        done = desk.type(*read_by_bash(command))
        assert done.code in (0, 1, 3, 4), (command, done.err)  # understood; it may be done by now
        assert "--help" not in done.err, (command, done.err)
    assert not desk.path.exists(), "a printed command was about another journal than the one that was named"


def gone(journal: Path) -> None:
    journal.unlink()


def gone_with_its_copies(journal: Path) -> None:
    shutil.rmtree(journal.with_name(f"{journal.name}.d"))
    journal.unlink()


def cut_off(journal: Path) -> None:
    journal.write_text("{")


def said_twice(journal: Path) -> None:
    text = journal.read_text("utf-8")
    line = next(line for line in text.splitlines() if "Maya" in line)
    journal.write_text(text.replace(line, f"{line},\n{line.replace('Maya', 'Mara')}", 1), "utf-8")


def torn_history(journal: Path) -> None:
    journal.write_text(journal.read_text("utf-8").replace('"moment":', '"omen":'), "utf-8")


def opened_folder(journal: Path) -> None:
    journal.parent.chmod(0o777)


def opened_file(journal: Path) -> None:
    journal.chmod(0o644)


def closed_file(journal: Path) -> None:
    journal.chmod(0)


def closed_lock(journal: Path) -> None:
    journal.with_name(f".{journal.name}.lock").chmod(0)


def closed_folder(journal: Path) -> None:
    journal.parent.chmod(0o500)


def closed_copies(journal: Path) -> None:
    journal.with_name(f"{journal.name}.d").joinpath("backups").chmod(0)


# What the way on says, up to the words after the command; each of these troubles has one.
WAY = re.compile(rf"\b(?:peermentor|mv|mkdir|chmod) (?:{QUOTED}|(?!puts |closes |gives )[^\s;]+|[ ])+")


def way_on(said: str) -> str:
    found = [
        one[0].partition(". ")[0].strip(" .") for line in said.splitlines() for one in WAY.finditer(line)
    ]
    return next((one for one in found if not one.endswith(" doctor")), "")


@pytest.mark.parametrize(
    ("trouble", "typed", "code"),
    [
        (gone, "mentors", 5), (gone_with_its_copies, "mentors", 5), (cut_off, "mentors", 5),
        (said_twice, "mentors", 5), (torn_history, "undo", 5), (opened_folder, "doctor", 0),
        (opened_file, "doctor", 1),
    ],
)  # fmt: skip
def test_the_way_on_that_is_printed_is_the_way_on(tmp_path: Path, trouble, typed: str, code: int) -> None:
    """Typed as it stands there, in a folder with a space and at 50 columns: what was refused works then."""
    desk = Desk(tmp_path / "a b" / "it's mine.json")
    desk.path.parent.mkdir(mode=0o700)
    named = ["--journal", str(desk.path)]
    desk.env |= {"XDG_STATE_HOME": str(tmp_path / "state"), "COLUMNS": "50"}
    del desk.env["PEERMENTOR_JOURNAL"]
    desk.do(*named, "add-mentor", "Maya Pranata")
    desk.do(*named, "backup")
    trouble(desk.path)
    before = desk.type(*named, *typed.split())
    assert before.code == code, before
    way = way_on(before.out if typed == "doctor" else before.err)
    program, *words = shlex.split(way)
    if program == "peermentor":
        assert words[:2] == named, way
        desk.do(*words, *(["--yes"] if words[2] in ("restore", "history") else []))
    else:
        subprocess.run([program, *words], check=True)
    after = desk.type(*named, *typed.split())
    assert after.code in (0, 3, 4), (way, after)
    assert way not in after.err + after.out


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody can reach."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="another system has other permissions")
@pytest.mark.parametrize(
    ("trouble", "typed"),
    [
        (closed_file, "mentors"), (closed_lock, "add-win x"), (closed_folder, "add-win x"),
        (closed_copies, "backup"),
    ],
)  # fmt: skip
def test_the_way_back_into_what_is_closed_is_the_way_back(place: Path, trouble, typed: str) -> None:
    journal = place / "it's mine.d" / "a b.json"
    made = as_nobody(journal, "add-win", "x", begin=lambda: journal.parent.mkdir(mode=0o700))
    assert made == ("0", ""), made
    assert as_nobody(journal, "backup") == ("0", "")
    trouble(journal)
    code, err = as_nobody(journal, *typed.split())
    assert code == "5", err
    program, *words = shlex.split(way_on(err))
    assert program == "chmod", err
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run([program, *words], check=True, cwd="/", **who)
    assert as_nobody(journal, *typed.split())[0] == "0"


# Views and refusals that print a command, with a journal whose name alone is wider than the terminal.
LONG = [
    "mentors", "goals", "topics", "wins", "sessions", "restore", "questions --starred", "config", "guide",
    "guide what", "stats", "mentor nobody", "undo h9", "done p9", "tips",
]  # fmt: skip


@pytest.mark.parametrize("typed", [LONG[0], *(pytest.param(one, marks=pytest.mark.long) for one in LONG[1:])])
@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_a_printed_command_stands_on_one_line_so_that_it_can_be_copied(
    tmp_path: Path, typed: str, terminal: bool
) -> None:
    folder = tmp_path / ("a folder of a long name " * 3).strip()
    folder.mkdir()
    journal = folder / "journal.json"
    if typed != "mentors":
        Desk(journal).do("add-mentor", "Maya Pranata")
    env = {**os.environ, "PEERMENTOR_CONFIG": str(tmp_path / "config.toml"), "HOME": str(tmp_path)}
    words = ["--journal", str(journal), *typed.split()]
    if terminal:
        with Terminal(*words, env=env, columns=50) as screen:
            screen.left()
            said = screen.said
    else:
        done = run(*words, env={**env, "COLUMNS": "50"})
        said = done.stdout + done.stderr
    whole = f"peermentor --journal {to_type.quoted(str(journal))} "
    begun = re.findall(r"peermentor\s+--journal\s", said)
    assert begun, said
    assert said.count(whole) == len(begun), said


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    "word", [*NAMES, "plain", "", "a b", "it's", '"', "$x", "\n\t\x1b", "{a,b}", "*?[x]", "~", "-x", "\udcff"]
)
def test_a_word_is_quoted_so_that_a_shell_reads_that_word(word: str) -> None:
    assert read_by_bash(to_type.to_type("done", word)) == ["done", word]
    assert "{" not in to_type.quoted(word)


def test_a_sentence_of_ours_is_completed_and_prose_is_not() -> None:
    try:
        to_type.name_journal("my {j}.json")
        said = to_type.in_sentence(
            "See: peermentor mentors; peermentor {command}; install peermentor again, no peermentor journal"
        )
        assert said.count("--journal") == 2
        assert said.format(command="x").endswith("install peermentor again, no peermentor journal")
    finally:
        to_type.name_journal("")


def test_every_command_of_the_table_is_known_in_a_sentence() -> None:
    try:
        to_type.name_journal("j.json")
        for name in commands():
            assert "--journal" in to_type.in_sentence(f"Do it: peermentor {name} x"), name
    finally:
        to_type.name_journal("")


def test_a_command_that_is_told_beside_a_question_stands_on_one_line(tmp_path: Path) -> None:
    folder = tmp_path / ("a folder of a long name " * 3).strip()
    folder.mkdir()
    journal = folder / "journal.json"
    Desk(journal).do("add-mentor", "Maya Pranata")
    Desk(journal).do("backup")
    with Terminal(
        "--journal", str(journal), "history", "--forget", env=dict(os.environ), columns=50
    ) as terminal:
        terminal.wait_for("[y/N]")
        assert f"peermentor --journal {to_type.quoted(str(journal))} restore" in terminal.said
        terminal.press("n\r")
        terminal.left()


COMMAND = re.compile(r"peermentor --journal|mkdir|^\s*mv")


@pytest.mark.parametrize("columns", ["80", "50"])
@pytest.mark.parametrize("typed", ["help", "doctor", "mentors"])
@pytest.mark.parametrize(
    "folder", ["two words, and. a few more words of a folder", "it's a “name” of $many words"]
)
def test_no_row_of_a_page_ends_inside_a_command(
    tmp_path: Path, folder: str, typed: str, columns: str
) -> None:
    desk = Desk(tmp_path / folder / "journal.json")
    desk.path.parent.mkdir()
    desk.do("add-mentor", "Maya")
    desk.path.unlink()
    shutil.rmtree(f"{desk.path}.d")  # gone: the way on is a command of the system
    env = {**os.environ, "PEERMENTOR_CONFIG": str(tmp_path / "config.toml"), "COLUMNS": columns}
    answer = run("--journal", str(desk.path), typed, env=env)
    named = to_type.quoted(str(desk.path))
    rows = [row for row in (answer.stdout + answer.stderr).splitlines() if COMMAND.search(row)]
    assert rows
    assert all(named in row or f"{named[:-1]}.d{named[-1]}" in row for row in rows)

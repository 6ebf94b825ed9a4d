"""Completion as a shell does it: the real program asked by the script that Typer installs."""

import json
import os
import shlex
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import typer

from peermentor.commands.shared.every_command import make_command
from peermentor.commands.table import commands
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.screen.terminal.completion import make_plain
from tests.cli.terminal import PROGRAM, Terminal
from tests.conftest import Desk
from tests.started import run

BASH = shutil.which("bash")
LONG = pytest.mark.long
RATINGS = [f"{dimension}=" for dimension in DIMENSIONS]


@cache
def journal() -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.json")
        for words in (
            ("add-mentor", "Maya Pranata"),
            ("add-mentor", "Zoë Łukasik"),
            ("add-mentor", "Budi Santoso"),
            ("add-mentor", "Budi Wijaya"),
            ("add-goal", "Patience", "--with", "maya"),
            ("add-topic", "maya", "Corridors"),
            ("promise", "maya", "Write: it's $5"),
            ("log", "maya", "--notes", "We began"),
        ):
            desk.do(*words)
        return desk.path.read_bytes()


class Shell:
    """A shell that asks the program what could come next."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.journal = home / "journal.json"
        self.journal.write_bytes(journal())
        # The name it is installed under decides the name of the variable.
        self.program = home / "peermentor"
        self.program.write_text(f'#!/bin/sh\nexec "{PROGRAM[0]}" -c "{RUN}" "$@"\n')
        self.program.chmod(0o755)
        self.env = {
            "PATH": f"{home}:{os.environ['PATH']}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PEERMENTOR_JOURNAL": str(self.journal),
            "PEERMENTOR_NOW": "2026-07-01T08:30",
        }

    def ask(self, shell: str, **variables: str) -> str:
        """What the program answers to a shell's question; it may say nothing else, and never fails."""
        asked = self.env | {"_PEERMENTOR_COMPLETE": f"complete_{shell}"} | variables
        if "--lang" in "".join(variables.values()):  # a process speaks one language
            done = run(env=asked)
            assert (done.returncode, done.stderr) == (0, "")
            return done.stdout
        desk = Desk(self.journal)
        desk.env = asked
        answer = desk.do()
        assert answer.err == ""
        return answer.out

    def bash(self, line: str, *more: str) -> list[str]:
        """The words bash is offered at the end of a line, or of the last of its words."""
        words = [*line.split(" "), *more]
        return self.ask("bash", COMP_WORDS="\n".join(words), COMP_CWORD=str(len(words) - 1)).split()


RUN = "import sys; sys.argv[0] = 'peermentor'; from peermentor.__main__ import main; main()"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("peermentor pro", ["promise", "promises"]),
        pytest.param("peermentor add-m", ["add-mentor"], marks=LONG),
        ("peermentor --jo", ["--journal"]),
        ("peermentor log maya --dis", ["--discussed"]),
        pytest.param("peermentor prep --dry", ["--dry-run"], marks=LONG),
        ("peermentor log ", ["maya", "zoe", "m3", "m4"]),
        pytest.param("peermentor review m", ["maya", "m3", "m4"], marks=LONG),
        ("peermentor mentor zo", ["zoe"]),
        pytest.param("peermentor mentor Zo", ["Zoe"], marks=LONG),
        pytest.param("peermentor mentor zö", ["zöe"], marks=LONG),
        ("peermentor goals --with ma", ["maya"]),
        ("peermentor goal ", ["g1"]),
        ("peermentor session ", ["s1"]),
        ("peermentor done ", ["p1", "t1"]),
        pytest.param("peermentor done p1 t", ["t1"], marks=LONG),
        ("peermentor log maya --discussed ", ["t1"]),
        ("peermentor promise maya text --goal ", ["g1"]),
        pytest.param("peermentor check-in g", ["g1"], marks=LONG),
        ("peermentor review maya --rate ", RATINGS),
        ("peermentor review maya --rate c", ["communication=", "commitment="]),
        ("peermentor review maya --rate gr", [f"growth={value}" for value in range(1, 6)]),
        pytest.param("peermentor --lang id log ma", ["maya"], marks=LONG),
        ("peermentor review maya --decide ", ["continue", "adjust", "pause", "close"]),
        ("peermentor --lang id log maya --led ", ["aku", "rekan", "berdua"]),
        pytest.param("peermentor --lang i", ["id"], marks=LONG),
        pytest.param("peermentor --lang=i", ["id"], marks=LONG),
        pytest.param("peermentor edit-mentor maya --stage c", ["candidate", "closed"], marks=LONG),
        pytest.param("peermentor search x --kind pr", ["promise"], marks=LONG),
        pytest.param("peermentor add-goal x --weight ", ["1", "2", "3", "4", "5"], marks=LONG),
        pytest.param("peermentor log maya --confidence t1=", [f"t1={n}" for n in range(1, 6)], marks=LONG),
        pytest.param("peermentor questions --star why-no", ["why-now", "why-not-lower"], marks=LONG),
        pytest.param("peermentor undo h1", ["h1"], marks=LONG),
        pytest.param("peermentor config hints ", ["on", "off"], marks=LONG),
        pytest.param("peermentor config la", ["language"], marks=LONG),
        pytest.param("peermentor reflect s1 --answer good", ["good-at="], marks=LONG),
        pytest.param("peermentor --journal /tm", [], marks=LONG),
        ("peermentor import ", ["json", "vcf", "csv", "jrnl", "friends", "taskwarrior", "ics", "markdown"]),
        ("peermentor import csv --map w", ["with="]),
        ("peermentor today --lang i", ["id"]),
        pytest.param("peermentor edit-mentor maya --from s", ["start"], marks=LONG),
        ("peermentor nonsense ma", []),
        pytest.param("peermentor goal x", [], marks=LONG),
    ],
)
def test_what_bash_offers(shell: Shell, line: str, offers: list[str]) -> None:
    offered = shell.bash(line)
    assert set(offered) >= set(offers) if line.endswith("done ") else offered == offers


def test_every_command_is_offered(shell: Shell) -> None:
    assert shell.bash("peermentor ") == list(commands())


def test_only_what_can_be_acted_on_is_offered(shell: Shell) -> None:
    desk = Desk(shell.journal)
    desk.do("done", "p1", "t1")
    desk.do("add-goal", "Listen", "--with", "zoe")
    desk.do("edit-goal", "g1", "--state", "reached")
    desk.do("close", "m3")
    desk.do("pause", "zoe")
    assert shell.bash("peermentor done ") == ["g2"]
    assert shell.bash("peermentor check-in ") == ["g2"]
    assert [one for one in shell.bash("peermentor later ") if one[1:].isdecimal()] == ["g2"]
    assert shell.bash("peermentor goal ") == ["g2", "g1"]
    assert "m3" not in shell.bash("peermentor log ")
    assert shell.bash("peermentor mentor ")[-1] == "m3"
    assert shell.bash("peermentor resume ") == ["zoe", "m3"]


@pytest.mark.parametrize("command", ["agree", "pause"])
def test_a_candidate_is_offered_only_where_something_can_be_done_with_them(
    shell: Shell, command: str
) -> None:
    Desk(shell.journal).do("add-mentor", "Ana", "--candidate")
    assert "ana" in shell.bash("peermentor log ")
    assert "ana" not in shell.bash(f"peermentor {command} ")


@pytest.mark.parametrize("command", list(commands()))
def test_every_option_with_fixed_words_offers_them(command: str) -> None:
    whole = make_command(commands()[command])
    context = typer.Context(whole)
    make_plain(whole)
    for param in whole.params:
        words = (param.metavar or "").split("|")
        if len(words) > 1 and param.metavar.islower():
            assert [one.value for one in param.shell_complete(context, "")] == words


def test_the_journal_is_the_one_that_was_named(shell: Shell, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other.json")
    other.do("add-mentor", "Sari")
    assert shell.bash("peermentor --journal", shlex.quote(str(other.path)), "log", "") == ["sari"]
    assert shell.bash("peermentor", f"--journal={shlex.quote(str(other.path))}", "log", "") == ["sari"]
    assert shell.bash("peermentor log --journal", shlex.quote(str(other.path)), "") == ["sari"]
    assert shell.bash("peermentor log", f"--journal={shlex.quote(str(other.path))}", "") == ["sari"]
    shell.env["PEERMENTOR_JOURNAL"] = str(other.path)
    assert shell.bash("peermentor log ") == ["sari"]


def test_a_journal_that_is_missing_or_broken_offers_nothing_and_says_nothing(shell: Shell) -> None:
    whole = json.loads(journal())
    whole["mentors"]["1"]["name"] = 7
    for text in (None, "{", json.dumps(whole)):
        shell.journal.unlink(missing_ok=True)
        if text is not None:
            shell.journal.write_text(text)
        assert shell.bash("peermentor log ") == []
    shell.env["PEERMENTOR_JOURNAL"] = str(shell.home)
    assert shell.bash("peermentor log ") == []
    shell.env["PEERMENTOR_JOURNAL"] = str(shell.home / "nowhere" / "journal.json")
    assert shell.bash("peermentor log ") == []
    assert not (shell.home / "nowhere").exists()


def test_a_broken_clock_or_an_open_quote_says_nothing_either(shell: Shell) -> None:
    assert shell.bash("peermentor log 'ma") == ["maya"]
    shell.env["PEERMENTOR_NOW"] = "yesterday"
    assert shell.bash("peermentor log ") == []


def test_zsh_and_fish_are_told_the_names_too(shell: Shell) -> None:
    zsh = shell.ask("zsh", _TYPER_COMPLETE_ARGS="peermentor log z")
    assert '"zoe":"Zoë Łukasik"' in zsh
    fish = shell.ask("fish", _TYPER_COMPLETE_ARGS="peermentor goal ", _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert fish.strip() == "g1\tPatience"
    assert '"due=":"due"' in shell.ask("zsh", _TYPER_COMPLETE_ARGS="peermentor edit p1 du")


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
def test_bash_itself_completes_what_is_typed(shell: Shell) -> None:
    script = subprocess.run(
        ["peermentor", "--show-completion", "bash"],
        env=shell.env | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (shell.home / "completion.sh").write_text(script)
    bash = ("bash", "--norc", "--noprofile", "-i")
    with Terminal(env=shell.env | {"PS1": "$ ", "TERM": "dumb"}, program=bash) as terminal:
        terminal.press("source ~/completion.sh && echo so''urced\r")
        terminal.wait_for("sourced")
        for typed, completed in (
            ("peermentor pre\t", "peermentor prep "),
            ("peermentor log zo\t", "peermentor log zoe "),
            ("peermentor goal \t", "peermentor goal g1 "),
            ("peermentor review maya --rate gr\t", "--rate growth="),
        ):
            terminal.press(typed)
            terminal.wait_for(completed)
            terminal.press("\x15")
        terminal.press("exit\r")
        terminal.left()


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
def test_completion_can_be_installed(shell: Shell) -> None:
    done = subprocess.run(
        ["bash", "--norc", "-c", "peermentor --install-completion; true"],
        env=shell.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "bash completion installed in" in done.stdout, done.stderr
    rc = (shell.home / ".bashrc").read_text()
    assert ".bash_completions/peermentor.sh" in rc
    assert (
        "_PEERMENTOR_COMPLETE=complete_bash" in (shell.home / ".bash_completions/peermentor.sh").read_text()
    )

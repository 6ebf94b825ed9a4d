"""Every command that is printed for a person to type works as printed, whatever the journal is called."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from peermentor import to_type
from peermentor.commands.table import commands
from tests.cli.terminal import PROGRAM
from tests.conftest import Desk

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


def program(folder: Path) -> Path:
    """What a person has: a `peermentor` on the path."""
    made = folder / "bin" / "peermentor"
    made.parent.mkdir()
    made.write_text(f'#!/bin/sh\nexec "{PROGRAM[0]}" -m peermentor "$@"\n')
    made.chmod(0o755)
    return made


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    "name", ["two words.json", pytest.param('it\'s "$x" `id`.json', marks=pytest.mark.long)]
)
def test_what_is_printed_runs_in_a_shell_on_the_journal_that_was_named(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    other = Desk(tmp_path / name)
    env = {**os.environ, **desk.env, "PATH": f"{program(tmp_path).parent}:{os.environ['PATH']}"}
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
        done = subprocess.run(
            ["bash", "-c", command],
            env=env,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode in (0, 1, 3, 4), (command, done.stderr)  # understood; it may be done by now
        assert "--help" not in done.stderr, (command, done.stderr)
    assert not desk.path.exists(), "a printed command was about another journal than the one that was named"


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    "word", [*NAMES, "plain", "", "a b", "it's", '"', "$x", "\n\t\x1b", "{a,b}", "*?[x]", "~", "-x", "\udcff"]
)
def test_a_word_is_quoted_so_that_a_shell_reads_that_word(word: str) -> None:
    command = to_type.to_type("done", word)
    done = subprocess.run(
        ["bash", "-c", f'peermentor() {{ printf %s "$2"; }}; {command}'], capture_output=True, check=True
    )
    assert done.stdout == os.fsencode(word)
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

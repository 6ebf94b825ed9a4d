"""Tab in real shells, over a journal whose every text tries to run, to hide or to break the line.

Whatever stands in the journal, a shell gets handles and plain letters: no file appears, no escape arrives,
the menu is whole, and the line goes on.
"""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from typer.core import TyperOption

from peermentor.commands.shared.every_command import make_command
from peermentor.commands.table import commands
from tests.cli.terminal import Terminal
from tests.cli.test_completion import Shell
from tests.conftest import Desk

# Each makes the file `ran` where a shell evaluates it, or goes where it must not.
HOSTILE = (
    "$(touch ran)",
    "`touch ran`",
    "'$(touch ran)'",
    "\"$(touch ran)\"",
    "\\$(touch ran) \\`touch ran\\`",
    "'; touch ran; '",
    '"; touch ran; "',
    "')); touch ran; (('",
    "${(e):-$(touch ran)}",
    "{touch,ran} <(touch ran) =(touch ran) !touch",
    "a:b::c:::d",
    "[/b] [red]eaten[/] [link=x]",
    "\x1b]0;title\x07\x1b[2J\x1b[31m",
    "\u202eabc\u202c \u2066x\u2069",
    "one\ntwo\r\nthree\ttabbed\x0b",
    "\u3164\u115f\U000e0041",
    "-x --journal=/nowhere * ? ~ # %s %% \\n \\",
    "日本語 Zoë 👩‍💻",
    "x" * 500,
)  # fmt: skip
ASKED = {
    "log": ("m1", "touch", "m9"),  # the second is the first name of m2
    "done": ("g1", "g2", "g9"),  # fish sorts them, and shows what fits the screen
    "done s": ("s1.1", "s1.2", "s1.9"),
    "goal": ("g1", "g2", "g9"),
    "log zoe --discussed": ("t1", "t2", "t9"),
    "goals --with": ("m1", "touch", "m9"),
}
START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
SOURCE = {
    "bash": "source ~/completion",
    "zsh": "autoload -Uz compinit && compinit -u -D && source ~/completion; LISTMAX=1000",
    "fish": "source ~/completion",
}
TABS = {"bash": 3, "zsh": 2, "fish": 1}  # the first adds what all begin with
CLEAR = "\x15"
ESCAPES = re.compile(r"\x1b\]0;title|\x1b\[2J\x1b\[31m|\u202e|\u2066|\u3164|\U000e0041")


@cache
def hostile_journal() -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.json")
        for number, text in enumerate(HOSTILE):  # numbered: some of them are one name to people
            desk.do("add-mentor", "--", f"{text}{number}x")
        desk.do("add-mentor", "Zoe")
        for text in HOSTILE:
            desk.do("add-goal", "--", text + "x")
            desk.do("add-topic", "--", "zoe", text + "x")
            desk.do("promise", "--", "zoe", text + "x")
        desk.do("log", "zoe", *(f"--got={text}x" for text in HOSTILE))
        return desk.path.read_bytes()


@pytest.fixture(params=list(START))
def name(request) -> str:
    if shutil.which(request.param) is None:
        pytest.skip(f"THERE IS NO {request.param} HERE: its completion is not tried")
    return request.param


@pytest.fixture
def shell(tmp_path: Path, name: str) -> Shell:
    shell = Shell(tmp_path)
    shell.journal.write_bytes(hostile_journal())
    shell.env |= {"TERM": "xterm", "PS1": "$ ", "COLUMNS": "100", "XDG_CONFIG_HOME": str(tmp_path / "config")}
    script = shell.ask(name, _PEERMENTOR_COMPLETE=f"source_{name}")
    (tmp_path / "completion").write_text(script)
    return shell


@pytest.mark.parametrize(
    "asked", [asked if asked == "done" else pytest.param(asked, marks=pytest.mark.long) for asked in ASKED]
)
def test_no_word_of_the_journal_is_evaluated_hides_or_breaks_the_line(
    shell: Shell, name: str, asked: str
) -> None:
    with Terminal(env=shell.env, program=START[name], columns=100) as terminal:
        terminal.press(f"cd ~; {SOURCE[name]}; echo so''urced\r")
        terminal.wait_for("sourced\n")
        terminal.press(f"peermentor {asked}{'' if asked.endswith(' s') else ' '}")
        for _until_listed in range(TABS[name]):
            terminal.press("\t")
            terminal.settle()
        terminal.press(CLEAR)
        terminal.press("echo al''ive\r")
        terminal.wait_for("alive\n")
        terminal.press("exit\r")
        terminal.left()
        assert not (shell.home / "ran").exists()
        assert not ESCAPES.search(terminal.raw)
        assert "Traceback" not in terminal.said
        for offered in ASKED[asked]:
            assert re.search(rf"(?<![\w.]){re.escape(offered)}(?![\w.])", terminal.said), terminal.said


@pytest.mark.parametrize("action", ["complete_bash", "complete_zsh", "complete_fish", "complete_powershell"])
def test_what_is_told_is_handles_and_plain_letters(tmp_path: Path, action: str) -> None:
    shell = Shell(tmp_path)
    shell.journal.write_bytes(hostile_journal())
    for asked in ASKED:
        line = f"peermentor {asked} "
        words = line.split(" ")
        told = shell.ask(
            "",
            _PEERMENTOR_COMPLETE=action,
            COMP_WORDS="\n".join(words),
            COMP_CWORD=str(len(words) - 1),
            _TYPER_COMPLETE_ARGS=line,
            _TYPER_COMPLETE_FISH_ACTION="get-args",
        )
        told = told.removeprefix("_arguments '*: :((").removesuffix("))'\n")
        separators = {"complete_zsh": '":', "complete_fish": "\t", "complete_powershell": ":"}.get(action, "")
        assert not re.sub(rf"[\w .,?’…–—+=\-\n{separators}]", "", told), told
        assert max(map(len, told.splitlines())) < 80


def every_place() -> Iterator[str]:
    """Each line on which a shell may ask: every argument, and every option that takes a word."""
    for row in commands().values():
        for param in make_command(row).params:
            if not isinstance(param, TyperOption):
                yield f"peermentor {row.name} "
            elif not param.is_flag:
                yield f"peermentor {row.name} {param.opts[0]} "


@pytest.mark.long
def test_every_argument_and_option_tells_handles_and_plain_letters(desk: Desk) -> None:
    desk.path.write_bytes(hostile_journal())
    desk.env |= {"_PEERMENTOR_COMPLETE": "complete_zsh"}
    places, offered = set(every_place()), 0
    for line in sorted(places):
        desk.env["_TYPER_COMPLETE_ARGS"] = line
        answer = desk.type()
        assert answer.err == "", (line, answer)
        told = answer.out.removeprefix("_arguments '*: :((").removesuffix("))'\n")
        assert not re.sub(r"[\w .,?’…–—+=\-\n:\"]|^_files\n$", "", told), (line, told)
        offered += told.count("\n")
    assert len(places) > 150
    assert offered > 1000

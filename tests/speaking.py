"""The whole program in one language: a process of its own, for help texts are made when a module is read."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from peermentor import language
from peermentor.commands.table import commands
from tests.told import STORIES, Line, lines

STORY = STORIES / "first-quarter.sh"

_LOOP = """
import json, os, sys
from typer.testing import CliRunner
from peermentor import language
from peermentor.cli import front_door  # which a real run has read before it knows the language
code, columns, lines = json.load(sys.stdin)
language.use(code)
os.environ |= {"COLUMNS": columns, "PEERMENTOR_LANG": code}
heard = []
for moment, words in lines:
    came = CliRunner().invoke(front_door(), words, env={"PEERMENTOR_NOW": moment})
    heard.append([came.exit_code, came.stdout, came.stderr])
json.dump(heard, sys.stdout)
"""


class Heard(NamedTuple):
    """What one command said."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str


def speak(
    code: str, lines: Sequence[Line], folder: Path, *, columns: int = 80, package: Path | None = None
) -> list[Heard]:
    """Type these lines, each at its moment, into one journal in a folder."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PEERMENTOR_JOURNAL": str(folder / "journal.json"),
        "PEERMENTOR_CONFIG": str(folder / "config.toml"),
    }
    if package:
        env["PYTHONPATH"] = str(package)
    done = subprocess.run(
        [sys.executable, "-c", _LOOP],
        input=json.dumps([code, str(columns), lines]),
        env=env,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    heard = json.loads(done.stdout)
    return [Heard(tuple(words), *said) for (_moment, words), said in zip(lines, heard, strict=True)]


def story() -> list[Line]:
    """The first quarter as it was typed, with the day of each line."""
    return lines(STORY.name)


# {first} thrives, {second} fades, zoe is a candidate.
SCREENS = """
today | prep {first} | prep {second} --shape grow --dry-run | prep zoe --shape first --dry-run
prep {first} --markdown --dry-run | goals | goal g1 | mentors | mentor {first} | mentor zoe | topics
promises | promises --overdue | wins | wins --markdown | sessions | session s1 | session s2
timeline {first} | stats | stats {first} | search q | search nothing-like-it | review {first}
review {second} | review {second} --concern | review {first} --rate goals=2 --rate growth=2 --rate respect=1
fit zoe | fit --compare | opener zoe | opener zoe --formal
agree {first} --every 3w --boundary X --focus both | agree {first} | agree {first} --markdown | tips
tips --all | guide | guide what | guide talks | guide reviews | questions | questions --moment first-meeting
history | undo | redo | backup | restore | doctor | config --list | config minutes | reflect s6 --happened A
add-feedback {first} given X | add-win Y | done p3 | drop p4 | edit-goal g3 --state reached --attained more
edit-goal g2 --by 2027-01-31 | edit-mentor {second} --every 3w | pause {second} --until 2026-10-30 | mentors
resume {second} | close zoe --declined --because C | close {second} --release | mentor {second} | done p1
done p99 | log {second} --notes Z | add-topic nobody T | check-in g1 300 | check-in g1 90 --date 2030-01-01
undo h99 | redo | log {first} --date "31 feb" | log {first} --date friday --minutes 0 | add-goal G --with z
review {first} --decide q | prep {first} --date yesterday | review {first} --rate q=3
review {first} --rate goals=9 | restore q.json | config q q | config minutes q | search | guide q
questions --star q | --lang xx today | prep | frobnicate | prep {first} --frob | sessions --last q
sessions --last 0 | history --last | add-mentor | log {first} --energy 9 | log {first} --led q
fit zoe --answer q=yes | fit {first} --answer time=q | opener {first} --kind q | agree {first} --every q
timeline {second} --limit 2 | promise {first} X --by 2026-01-01 | --version | backup --dry-run
"""


def screens(first: str = "maya", second: str = "budi", moment: str = "2026-09-22T09:00") -> list[Line]:
    """Every screen and many refusals, in a journal with such two people."""
    named = SCREENS.format(first=first, second=second).strip().splitlines()
    return [(moment, shlex.split(line)) for row in named for line in row.split(" | ")]


def help_pages() -> list[Line]:
    """The page of every command, and the first one."""
    return [("2026-09-22T09:00", [*name, "--help"]) for name in ([], *([name] for name in commands()))]


@cache
def catalogue(code: str) -> Catalog:
    path = language.LOCALE / code / "LC_MESSAGES" / "peermentor.po"
    with path.open("rb") as file:
        return read_po(file, locale=code)


def words_of(texts: Iterable[str]) -> set[str]:
    """The words in these texts, without what is filled in and the names of options."""
    bare = (re.sub(r"\{[^{}]*\}|--[a-z-]+", " ", text).lower() for text in texts)
    return {word for text in bare for word in re.findall(r"[a-z]{2,}", text)}

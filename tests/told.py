"""A story of tests/stories, told: every line typed into a journal of its own, on the day it was typed.

In one process, once for all who only look at what came of it. A `long` test has the shell tell them to the
real program (tests/cli/test_stories.py).
"""

import shlex
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tinydb import TinyDB

from tests.conftest import Answer, Desk

STORIES = Path(__file__).parent / "stories"

Line = tuple[str, list[str]]  # the moment, and the words after the program's name


def lines(story: str) -> list[Line]:
    """The lines of a story as they were typed."""
    typed, moment = [], ""
    for line in (STORIES / story).read_text("utf-8").replace("\\\n", " ").splitlines():
        words = shlex.split(line) if line.startswith(("$P ", "day 2")) else []
        if words[:1] == ["day"]:
            moment = words[1]
        elif words:
            typed.append((moment, words[1:]))
    return typed


class Told:
    """A story that was told, and the journal it left."""

    def __init__(self, story: str) -> None:
        self._folder = TemporaryDirectory()  # as long as anyone looks
        self.path = Path(self._folder.name) / "journal.json"
        self.desk = Desk(self.path)
        self.answers: list[Answer] = [self.desk.on(day).type(*words) for day, words in lines(story)]
        self.stdout = "".join(answer.out for answer in self.answers)

    def ask(self, now: str, *words: str) -> dict[str, Any]:
        """What the journal answers to a command at some moment."""
        return self.desk.on(now).data(*words)

    def table(self, name: str) -> dict[int, dict[str, Any]]:
        """A table as stock TinyDB sees it, by its numbers."""
        with TinyDB(self.path, access_mode="r") as db:
            return {record.doc_id: dict(record) for record in db.table(name)}


@cache
def told(story: str) -> Told:
    """A story, for those who only look at it."""
    return Told(story)

"""What may have happened on its day is not late: it is asked, in words that blame nobody."""

import re
from collections.abc import Iterator

import pytest

from peermentor import language
from tests.conftest import Desk, begun

BLAME = re.compile(r"\b(late|overdue|lewat|terlambat)\b")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    language.use(language.ENGLISH)


@begun
def asked(desk: Desk) -> None:
    """On the first of July a meeting was agreed, a pause was over and first words were sent long ago."""
    desk.on("2026-05-01T10:00")
    desk.do("add-mentor", "Maya Pranata", "--next", "2026-05-16")
    desk.do("add-mentor", "Marta Ruiz", "--every", "2w")
    desk.do("log", "marta", "--notes", "Hi")
    desk.do("add-mentor", "Zoe", "--candidate", "--skill", "chess")
    desk.do("opener", "zoe", "--kind", "message", "--text", "Hello", "--sent")
    desk.do("add-mentor", "Ari")
    desk.do("pause", "ari", "--until", "2026-06-01")
    for name in ("maya", "marta", "ari"):
        desk.do("later", name, "2026-12-01", "--review")
    desk.on("2026-07-01T08:30")


@pytest.mark.parametrize("columns", ["80", "50"])
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("46 days ago", "Did you meet?", "You meant to meet", "Did they answer", "30 days ago")),
        ("id", ("46 hari lalu", "Kalian jadi bertemu?", "30 hari lalu")),
    ],
)
def test_a_question_stands_beside_how_long_ago_and_never_beside_late(
    asked: Desk, lang: str, said: tuple[str, ...], columns: str
) -> None:
    asked.env["COLUMNS"] = columns
    language.use(lang)
    shown = asked.do("today", "--all").out
    assert not BLAME.search(shown.partition("Tip")[0]), shown
    assert all(words in shown for words in said)
    asked.do("log", "maya", "--date", "2026-05-10", "--notes", "Hi")
    for command in ("prep maya", "mentor maya", "mentors", "prep marta", "mentor marta"):
        shown = asked.do(*command.split()).out
        assert not BLAME.search(shown), shown


def test_in_brief_it_is_to_answer_and_the_exit_is_0(asked: Desk) -> None:
    assert asked.do("today", "--brief").out == "4 to answer\n"
    asked.on("2026-06-25T10:00").do("promise", "maya", "Send it", "--by", "2026-06-28")
    answer = asked.on("2026-07-01T10:00").type("today", "--brief")
    assert (answer.code, answer.out) == (1, "1 late · 4 to answer\n")

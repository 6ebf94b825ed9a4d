"""What hides in a text is written out on the screen; what only looks like hiding stays as it was typed."""

import pytest
from typer.core import TyperOption

from peermentor.commands.shared.every_command import make_command
from peermentor.commands.table import commands
from peermentor.screen.terminal.visible import plain_letters, visible
from tests.cli.test_completion_in_shells import hostile_journal
from tests.conftest import Desk

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "pay him")
ENGLAND = "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng") + "\U000e007f"
HIDING = [
    f"thanks{TAGS}", "co\u00adworker", "\u3164", "x\u115f\u1160y", "\uffa0", "\u2800", "a\u034fb",
    "zero\u200bwidth",
    "\u202eabc", "\u2066x\u2069", "\u061c", "\u180e", "1\ufe0f2\ufe0f", "a\ufe0f", "❤\ufe0f\ufe0f",
    "x\U000e0100", "two\u200dwords", "🏴\U000e0067\U000e0062\U000e0078\U000e007f", "\ufff9x\ufffb",
    "\U0001d173", "\U000e0001", "\ufeff",
    "\u2064", "\x1b]0;t\x07", "\x9b31m",
]  # fmt: skip
AS_TYPED = [
    "👩‍👩‍👧‍👦 👩🏽‍💻 🏳️‍🌈 ❤️‍🔥", "❤️ ☎︎ ✔️ 1️⃣ #️⃣", ENGLAND, "日本語の文 한국어 中文", "葛\U000e0100城", "می‌خواهم क्‍ष",
    "é e\u0301 Z̷a̷l̷g̷o̷ Việt", "مرحبا שלום ไทย", "naïve façade — “quotes” ‘and’ …", "no\u00a0break\u2009thin",
]  # fmt: skip


@pytest.mark.parametrize("text", HIDING)
def test_what_hides_is_written_out(text):
    said = visible(text)
    assert said != text
    assert "<U+" in said or "␛" in said
    assert visible(said) == said


@pytest.mark.parametrize("text", AS_TYPED)
def test_what_a_language_or_an_emoji_needs_stays_as_typed(text):
    assert visible(text) == text


@pytest.mark.parametrize("text", HIDING)
def test_it_is_kept_as_typed_and_shown_written_out(desk: Desk, text: str) -> None:
    desk.env["COLUMNS"] = "200"
    desk.do("add-mentor", "Maya Pranata")
    desk.do("add-topic", "maya", "--", f"Topic {text}")
    assert desk.data("topics")["topics"][0]["text"] == f"Topic {text}"
    for words in ("topics", "mentor maya", "prep maya", "search topic"):
        assert f"Topic {visible(text)}" in desk.do(*words.split()).out


def test_a_paste_for_somebody_holds_no_win_that_was_kept_with_nobody(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata")
    desk.do("add-win", "I was offered another job")
    desk.do("add-win", "We rehearsed it", "--with", "maya")
    assert "another job" in desk.do("prep", "maya").out
    pasted = desk.do("prep", "maya", "--markdown").out
    assert "another job" not in pasted
    assert "We rehearsed it" in pasted
    assert "another job" not in desk.do("wins", "--markdown", "--with", "maya").out


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('$(touch x) `id` it\'s "q"', "touch x id it’s q"),
        ("[/b] [red] a:b \\ % ! & ; | < > * ? { } ~ # ^ = @", "b red a b ?"),
        ("one\ttwo\nthree\x1b[31m\u202e\u3164", "one two three 31m"),
        ("日本 Zoë, 40 %", "日本 Zoë, 40"),
        ("x" * 99, "x" * 59 + "…"),
    ],
)
def test_a_shell_is_told_plain_letters(text, plain):
    assert plain_letters(text) == plain


HOSTILE = "\x1b]0;t\x07\u202e\u3164\U000e0041\u00ad[red]\u200b"


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(set(commands()) - {"demo"}))
def test_whatever_is_typed_to_any_command_is_answered_and_hides_nothing(desk: Desk, name: str) -> None:
    """Over a journal of such texts, and with such a text behind every option and argument; never “a bug”."""
    desk.path.write_bytes(hostile_journal())
    row, out = commands()[name], ["--into", str(desk.path.with_name("out"))] if name == "export" else []
    rehearsed = ["--dry-run"] if row.writes else []
    options = [one.opts[0] for one in make_command(row).params if isinstance(one, TyperOption)]
    told = [
        (),
        ("zoe",),
        ("m1",),
        ("p1",),
        ("t1",),
        ("g1",),
        ("s1",),
        (HOSTILE,),
        (HOSTILE, HOSTILE),
        (HOSTILE, "--help"),
    ]
    for option in options:
        if option != "--json":
            told += [
                (option, HOSTILE),
                (f"{option}={HOSTILE}",),
                ("zoe", option, HOSTILE),
                ("t1", option, HOSTILE),
            ]
    for words in told:
        answer = desk.type(name, *words, *out, *rehearsed)
        assert "bug" not in answer.err, (words, answer.err)
        assert visible(answer.out + answer.err) == answer.out + answer.err, words

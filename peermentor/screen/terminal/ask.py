"""Questions to the person: on the terminal, never on a redirected stdout. Enter skips; Ctrl-C stops.

What is typed can be remembered while it is typed, and be offered when the same questions are asked again.
"""

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import typer

from peermentor.errors import CommandLine, JournalError, PeermentorError
from peermentor.language import _
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.unseen import as_words, says_nothing
from peermentor.screen.terminal.answer import say
from peermentor.screen.terminal.visible import one_line
from peermentor.to_type import PROGRAM

T = TypeVar("T")
YES = {"y", "yes", "ya", "iya"}
NO = {"n", "no", "t", "tidak", "nggak", "enggak", "gak", "tdk"}
_KNOWN_BY = 60  # characters of an answer shown before it is taken with Enter


class Memory(Protocol):
    """Keeps the answers to a row of questions, each by its question, until they are kept elsewhere."""

    def take_up(self) -> None:
        """Ask, once, what becomes of the answers of a run that was cut off."""

    def earlier(self, question: str) -> str:
        """Find what was answered to this question before, in a run that was cut off; else ""."""

    def keep(self, question: str, answer: str, *, again: bool = False) -> None:
        """Keep an answer as soon as it was given; said `again`, it takes the place of the one before."""

    def forget(self) -> None:
        """Forget the answers, which are kept elsewhere now."""

    @property
    def waiting(self) -> bool:
        """Whether answers of this run are kept nowhere else."""


def _none() -> Memory | None:
    return None


_find_memory: Callable[[], Memory | None] = _none
_memory: Memory | None = None


def memory() -> Memory | None:
    """Find where the answers of this run are kept, at the first question; None where nowhere."""
    global _memory  # noqa: PLW0603 - one person, one terminal, one row of questions at a time
    _memory = _memory or _find_memory()
    return _memory


def remember_in(find: Callable[[], Memory | None]) -> None:
    """Keep every answer of this run as it is typed, in the memory that is found at the first question."""
    global _find_memory, _memory
    _find_memory, _memory = find, None


def forget() -> None:
    """Forget the answers of this run: they are kept elsewhere now."""
    if _memory:
        _memory.forget()


def answers_wait() -> bool:
    """Tell whether answers were given in this run that are kept nowhere else."""
    return _memory is not None and _memory.waiting


def someone_is_there() -> bool:
    """Tell whether a person can answer, and see what is asked: not when both other streams go elsewhere."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


def secret(question: str) -> str | None:
    """Ask for what nobody should see, on the terminal itself, wherever the streams go.

    None where there is no terminal. Raises Abort when the person stops.
    """
    import getpass  # noqa: PLC0415 - only a key under a passphrase needs it

    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        if not sys.stdin.isatty():
            return None
    try:
        return getpass.getpass(f"{one_line(question)}: ")
    except (EOFError, KeyboardInterrupt):
        raise typer.Abort from None


def introduce(words: str, *more: str) -> None:
    """Say what a row of questions is about, and how to leave one out or stop."""
    if kept := memory():
        kept.take_up()
    for remark in (words, _("Enter skips a question; Ctrl-C stops and leaves the journal as it is."), *more):
        _tell(remark)


def text(question: str, default: str = "") -> str:
    """Ask for a line of text; Enter gives the default, which is shown. Raises Abort when the person stops."""
    return checked(question, str, default)


def ask_line(question: str, default: str = "") -> str:
    """Ask one question; give what is typed, without the spaces around it.

    Enter gives the default, which is shown.

    Raises Abort when the person stops.
    """
    shown = f"{one_line(question)} [{_begin(default)}]" if default else one_line(question)
    shown = f"{shown} " if "?" in shown else f"{shown}: "
    *above, last = textwrap.wrap(shown, _room()) or [""]
    from peermentor.screen.terminal.keyboard import read_answer  # noqa: PLC0415 - most commands ask nothing

    while True:
        for line in above:
            say(line, sys.stderr)
        try:
            typed = as_words(read_answer(f"{last} ")).strip()
            return default if says_nothing(typed) else typed
        except (EOFError, KeyboardInterrupt):
            say("", sys.stderr)  # what is said next begins on a line of its own
            raise typer.Abort from None
        except UnicodeError:
            tell(_("  That did not arrive as UTF-8. Please type it again."))


def _begin(default: str) -> str:
    """As much of a long answer as one knows it by."""
    shown = one_line(default)
    return shown if len(shown) <= _KNOWN_BY else shown[: _KNOWN_BY - 1].rstrip() + "…"


def required(question: str, check: Callable[[str], object] = str, *, remembered: bool = True) -> str:
    """Ask for a line of text that is needed, again while it is empty or refused; give it as typed."""
    while not (answer := checked(question, check, remembered=remembered)):
        tell(_("  An answer is needed here; Ctrl-C stops."))
    return answer


def checked(
    question: str,
    check: Callable[[str], object],
    default: str = "",
    *,
    name: str = "",
    lasting: Callable[[str], str] = str,
    remembered: bool = True,
) -> str:
    """Ask for a line, again with the reason while it is refused; give it as typed. Enter gives the default.

    It is remembered by `name` where the question is asked in other words, and in its `lasting` form where
    what was typed may mean something else on another day. What the answers are about (which peer, which goal)
    is not `remembered`: they are found by it.
    """
    kept = memory() if remembered else None
    name = name or question
    default = (kept.earlier(name) if kept else "") or default
    while (answer := ask_line(question, default)) and not passes(check, answer):
        pass
    if answer and kept:
        kept.keep(name, lasting(answer))
    return answer


def understood(question: str, read: Callable[[str], T], default: str = "") -> T | None:
    """Ask for something that has a meaning (a number, a rhythm), again with the reason while it has none.

    Enter is the default or None.
    """
    answer = checked(question, read, default)
    return read(answer) if answer else None


def choice(question: str, allowed: Sequence[str]) -> str | None:
    """Ask for one of a few words, by its number or a start of it.

    The whole word is said again; Enter skips.
    """
    typed = checked(choices_asked(question, allowed), lambda said: choose(said, allowed))
    if not typed:
        return None
    echo(typed, chosen := choose(typed, allowed))
    return vocabulary.match(chosen, allowed)


def choices_asked(question: str, allowed: Sequence[str]) -> str:
    """Write a question with the words that answer it, each with its number."""
    numbered = enumerate((vocabulary.say_word(word) for word in allowed), start=1)
    return f"{question} ({', '.join(f'{number} {word}' for number, word in numbered)})"


def choose(typed: str, allowed: Sequence[str]) -> str:
    """Find the word meant by its number or its start, in the language in use. Raises CommandLine."""
    if typed.isdecimal() and 0 < int(typed) <= len(allowed):
        return vocabulary.say_word(allowed[int(typed) - 1])
    if word := vocabulary.match_prefix(typed, allowed):
        return vocabulary.say_word(word)
    raise CommandLine(_("One of: {allowed}. Enter skips.").format(allowed=vocabulary.choices(allowed)))


def echo(typed: str, meant: str) -> None:
    """Say what was understood, where it is not what was typed."""
    if meant and meant.casefold() != typed.casefold():
        _tell(f"→ {one_line(meant)}", "  ")


def tell(text: str) -> None:
    """Tell something to know before the next question."""
    for line in text.splitlines():
        _tell(line.strip(), line[: len(line) - len(line.lstrip())])


def yes(question: str, *, unless_said: bool = False) -> bool:
    """Ask for yes or no, in any language the program knows.

    Enter is no, or what holds unless something is said.
    """
    shown = _("{question} [Y/n]") if unless_said else _("{question} [y/N]")
    again = (
        _("  Please answer y or n. Enter is yes.")
        if unless_said
        else _("  Please answer y or n. Enter is no.")
    )
    while answer := ask_line(shown.format(question=question)).casefold():
        if answer in YES | NO:
            return answer in YES
        tell(again)
    return unless_said


def pick(question: str, rows: Sequence[T], name: Callable[[T], str]) -> T:
    """Ask for one of a few things by its number, until there is one. Raises Abort when the person stops."""
    for number, row in enumerate(rows, start=1):
        tell(f"  {number}  {one_line(name(row))}")
    while True:
        typed = ask_line(question)
        if typed.isdecimal() and len(typed) < 6 and 1 <= int(typed) <= len(rows):  # noqa: PLR2004 - never so many
            return rows[int(typed) - 1]
        tell(_("  A number from 1 to {n}, please; Ctrl-C stops.").format(n=len(rows)))


def several(question: str, check: Callable[[str], object] = str) -> tuple[str, ...]:
    """Ask for lines until an empty one, each again while it is refused."""
    answers: list[str] = []
    more = _("  …and another? (Enter: no more)")
    while answer := checked(more if answers else question, check, name=question):
        answers.append(answer)
    return tuple(answers)


def passes(check: Callable[[str], object], answer: str) -> bool:
    """Tell whether an answer can be taken; the reason is said where it can't."""
    try:
        check(answer)
    except JournalError:
        raise  # no other answer would help
    except PeermentorError as error:
        for line in filter(None, (error.message, error.hint)):
            _tell(line, "  ")
        return False
    return True


def _tell(words: str, indent: str = "") -> None:
    """A remark beside the questions, broken between words: a terminal breaks within them.

    One that holds a command to type stays whole, so that the command can be copied.
    """
    if f"{PROGRAM} " in words:
        return say(indent + words, sys.stderr)
    for line in textwrap.wrap(words, _room(), initial_indent=indent, subsequent_indent=indent):
        say(line, sys.stderr)
    return None


def _room() -> int:
    return max(shutil.get_terminal_size().columns - 1, 20)

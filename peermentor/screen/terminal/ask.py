"""Questions to the person: on the terminal, never on a redirected stdout. Enter skips; Ctrl-C stops.

What is typed can be remembered while it is typed, and be offered when the same questions are asked again.
"""

import shutil
import signal
import sys
import textwrap
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol, TypeVar

import typer

from peermentor.errors import CommandLine, JournalError, PeermentorError
from peermentor.language import _
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.unseen import as_words, says_nothing
from peermentor.screen.terminal.answer import say
from peermentor.screen.terminal.interrupts import while_asked
from peermentor.screen.terminal.visible import one_line

T = TypeVar("T")
YES = {"y", "yes", "ya", "iya"}
NO = {"n", "no", "t", "tidak", ""}


class Memory(Protocol):
    """Keeps the answers to a row of questions, each by its question, until they are kept elsewhere."""

    def earlier(self, question: str) -> str:
        """What was answered to this question, the next time round, in a run that was cut off; else ""."""

    def keep(self, question: str, answer: str) -> None:
        """Keep an answer as soon as it was given."""

    def forget(self) -> None:
        """Forget the answers, which are kept elsewhere now."""

    @property
    def waiting(self) -> bool:
        """Whether answers of this run are kept nowhere else."""


def _none() -> Memory | None:
    return None


_find_memory: Callable[[], Memory | None] = _none
_memory: Memory | None = None


def remember_in(find: Callable[[], Memory | None]) -> None:
    """Keep every answer of this run as it is typed, in the memory that is found at the first question."""
    global _find_memory, _memory
    _find_memory, _memory = find, None


def forget() -> None:
    """Forget the answers of this run: they are kept elsewhere now."""
    if _memory:
        _memory.forget()


def answers_wait() -> bool:
    """Whether answers were given in this run that are kept nowhere else."""
    return _memory is not None and _memory.waiting


def someone_is_there() -> bool:
    """Whether a person can answer, and see what is asked: not when both other streams go elsewhere."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


def introduce(words: str) -> None:
    """Say what a row of questions is about, and how to leave one out or stop."""
    _tell(words)
    _tell(_("Enter skips a question; Ctrl-C stops and leaves the journal as it is."))


def text(question: str, default: str = "") -> str:
    """A line of text; Enter gives the default, which is shown. Raises Abort when the person stops."""
    return checked(question, str, default)


def _ask_line(question: str, default: str = "") -> str:
    shown = f"{one_line(question)} [{default}]" if default else one_line(question)
    while True:
        try:
            typed = as_words(_line(f"{shown} " if "?" in shown else f"{shown}: ")).strip()
            return default if says_nothing(typed) else typed
        except (EOFError, KeyboardInterrupt):
            say("", sys.stderr)  # what is said next begins on a line of its own
            raise typer.Abort from None
        except UnicodeError:
            say(_("  That did not arrive as UTF-8. Please type it again."), sys.stderr)


def required(question: str, check: Callable[[str], object] = str) -> str:
    """A line of text that is needed, as typed; asks again while it is empty or refused."""
    while not (answer := checked(question, check)):
        say(_("  An answer is needed here; Ctrl-C stops."), sys.stderr)
    return answer


def checked(
    question: str,
    check: Callable[[str], object],
    default: str = "",
    *,
    name: str = "",
    lasting: Callable[[str], str] = str,
) -> str:
    """A line as typed; asks again with the reason while it is refused. Enter gives the default.

    It is remembered by `name` where the question is asked in other words, and in its `lasting` form where
    what was typed may mean something else on another day.
    """
    global _memory  # noqa: PLW0603 - as above
    _memory = _memory or _find_memory()
    name = name or question
    default = (_memory.earlier(name) if _memory else "") or default
    while (answer := _ask_line(question, default)) and not _passes(check, answer):
        pass
    if answer and _memory:
        _memory.keep(name, lasting(answer))
    return answer


def understood(question: str, read: Callable[[str], T], default: str = "") -> T | None:
    """What an answer means (a number, a rhythm); asks again with the reason. Enter is the default or None."""
    answer = checked(question, read, default)
    return read(answer) if answer else None


def choice(question: str, allowed: Sequence[str]) -> str | None:
    """One of a few words, or a start of one; Enter skips."""

    def one(typed: str) -> str:
        if word := vocabulary.match_prefix(typed, allowed):
            return word
        raise CommandLine(_("One of: {allowed}. Enter skips.").format(allowed=vocabulary.choices(allowed)))

    return understood(f"{question} ({vocabulary.choices(allowed, '/')})", one)


def tell(text: str) -> None:
    """Something to know before the next question."""
    for line in text.splitlines():
        _tell(line.strip(), line[: len(line) - len(line.lstrip())])


def yes(question: str) -> bool:
    """Yes or no, in any language the program knows; Enter is no."""
    while (answer := _ask_line(_("{question} [y/N]").format(question=question)).casefold()) not in YES | NO:
        say(_("  Please answer y or n. Enter is no."), sys.stderr)
    return answer in YES


def pick(question: str, rows: Sequence[T], name: Callable[[T], str]) -> T:
    """One of a few things by its number, asked until there is one. Raises Abort when the person stops."""
    for number, row in enumerate(rows, start=1):
        say(f"  {number}  {one_line(name(row))}", sys.stderr)
    while True:
        typed = _ask_line(question)
        if typed.isdecimal() and len(typed) < 6 and 1 <= int(typed) <= len(rows):  # noqa: PLR2004 - never so many
            return rows[int(typed) - 1]
        say(_("  A number from 1 to {n}, please; Ctrl-C stops.").format(n=len(rows)), sys.stderr)


def several(question: str, check: Callable[[str], object] = str) -> tuple[str, ...]:
    """Lines until an empty one, each asked again while it is refused."""
    answers: list[str] = []
    more = _("  …and another? (Enter: no more)")
    while answer := checked(more if answers else question, check, name=question):
        answers.append(answer)
    return tuple(answers)


def _line(prompt: str) -> str:
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        # Whoever started us in the background, or under `trap '' INT`, lets no Ctrl-C end a write. But at a
        # question someone is there, who was told that Ctrl-C stops.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.stdout.isatty():
        with suppress(ImportError):  # Windows has none, and does its part itself
            # With it, arrow keys move within an answer; without it they end up in the journal.
            import readline  # noqa: F401, PLC0415 - only a question needs it
        with while_asked():
            answer = input(prompt)
    else:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        with while_asked():
            answer = input()
    answer.encode()  # raises for what a terminal that speaks something else has sent
    return answer


def _tell(words: str, indent: str = "") -> None:
    """A remark beside the questions, broken between words: a terminal breaks within them."""
    room = shutil.get_terminal_size().columns - 1
    for line in textwrap.wrap(words, room, initial_indent=indent, subsequent_indent=indent):
        say(line, sys.stderr)


def _passes(check: Callable[[str], object], answer: str) -> bool:
    try:
        check(answer)
    except JournalError:
        raise  # no other answer would help
    except PeermentorError as error:
        for line in filter(None, (error.message, error.hint)):
            _tell(line, "  ")
        return False
    return True

"""Asks the person questions, on the terminal and never on a redirected stdout. Enter skips; Ctrl-C stops.

Each answer can be kept as soon as it is typed. It is offered when the same question is asked again.
"""

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import typer

from peermentor import interrupts
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
_KNOWN_BY = 60  # characters shown of the answer that Enter takes


class Memory(Protocol):
    """Keeps the answers to a row of questions, each by its question, until the journal holds them."""

    def take_up(self) -> None:
        """Ask, once, what to do with the answers of a run that was cut off."""

    def earlier(self, question: str) -> str:
        """Find what was answered to this question in a run that was cut off; "" for nothing."""

    def keep(self, question: str, answer: str, *, again: bool = False) -> None:
        """Keep an answer to a question; given `again`, it replaces the answer before."""

    def forget(self) -> None:
        """Forget the answers: the journal holds them now."""

    @property
    def waiting(self) -> bool:
        """Whether this run has answers that the journal does not hold."""


def _none() -> Memory | None:
    return None


_find_memory: Callable[[], Memory | None] = _none
_memory: Memory | None = None


def memory() -> Memory | None:
    """Find where the answers of this run are kept, once; None where they are not kept."""
    global _memory  # noqa: PLW0603 - one person, one terminal, one row of questions at a time
    _memory = _memory or _find_memory()
    return _memory


def remember_in(find: Callable[[], Memory | None]) -> None:
    """Keep every answer of this run as it is typed, in the memory that `find` gives at the first question."""
    global _find_memory, _memory
    _find_memory, _memory = find, None


def forget() -> None:
    """Forget the answers of this run: the journal holds them now."""
    if _memory:
        _memory.forget()


def answers_wait() -> bool:
    """Tell whether this run has answers that the journal does not hold."""
    return _memory is not None and _memory.waiting


def someone_is_there() -> bool:
    """Tell whether a person can see a question and answer it: stdin, and stdout or stderr, are a terminal."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


def secret(question: str) -> str | None:
    """Ask for a secret, unseen, on the terminal itself even where the streams are redirected.

    None where there is no terminal. Raises Abort when the person stops.
    """
    import getpass  # noqa: PLC0415 - only a key under a passphrase needs it

    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        if not sys.stdin.isatty():
            return None
    try:
        with interrupts.while_terminal_changes():
            return getpass.getpass(f"{one_line(question)}: ")
    except (EOFError, KeyboardInterrupt):
        raise typer.Abort from None


def introduce(words: str, *more: str) -> None:
    """Say what a row of questions is about, how to skip one and how to stop."""
    if kept := memory():
        kept.take_up()
    for remark in (words, _("Enter skips a question; Ctrl-C stops and leaves the journal as it is."), *more):
        _tell(remark)


def text(question: str, default: str = "") -> str:
    """Ask for a line of text; Enter takes the default, which is shown. Raises Abort when the person stops."""
    return checked(question, str, default)


def ask_line(question: str, default: str = "") -> str:
    """Ask one question; give what was typed, without the spaces around it.

    Enter takes the default, which is shown. Raises Abort when the person stops.
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
    """Give the beginning of a long answer, enough to recognise it."""
    shown = one_line(default)
    return shown if len(shown) <= _KNOWN_BY else shown[: _KNOWN_BY - 1].rstrip() + "…"


def required(question: str, check: Callable[[str], object] = str, *, remembered: bool = True) -> str:
    """Ask for a line that is needed, again while it is empty or `check` refuses it; give it as typed."""
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
    """Ask for a line, again with the reason while `check` refuses it; give it as typed. Enter: the default.

    - `name` is what the answer is kept by, where the question itself can have other words the next time;
    - `lasting` writes the answer for keeping, where what was typed means something else on another day
      ("tomorrow");
    - `remembered` is False for what the answers are about (which peer, which goal): they are found by it.
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
    """Ask for a line that `read` turns into a value (a number, a rhythm), again with the reason if it can't.

    Enter gives the default, or None without one.
    """
    answer = checked(question, read, default)
    return read(answer) if answer else None


def choice(question: str, allowed: Sequence[str]) -> str | None:
    """Ask for one of a few words, by its number or its first letters; None for Enter.

    The whole word is printed, so that the person sees what was understood.
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
    """Find the word that a number or its first letters name, in the language in use: "2", "ad" for "adjust".

    Raises CommandLine for any other text.
    """
    if typed.isdecimal() and 0 < int(typed) <= len(allowed):
        return vocabulary.say_word(allowed[int(typed) - 1])
    if word := vocabulary.match_prefix(typed, allowed):
        return vocabulary.say_word(word)
    raise CommandLine(_("One of: {allowed}. Enter skips.").format(allowed=vocabulary.choices(allowed)))


def echo(typed: str, meant: str) -> None:
    """Print what was understood, where it differs from what was typed."""
    if meant and meant.casefold() != typed.casefold():
        _tell(f"→ {one_line(meant)}", "  ")


def tell(text: str) -> None:
    """Print something to know before the next question."""
    for line in text.splitlines():
        _tell(line.strip(), line[: len(line) - len(line.lstrip())])


def yes(question: str, *, unless_said: bool = False) -> bool:
    """Ask for yes or no, in any language the program knows. Enter gives `unless_said`."""
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
    """Ask for one of `rows` by its number, until one is named. Raises Abort when the person stops."""
    for number, row in enumerate(rows, start=1):
        tell(f"  {number}  {one_line(name(row))}")
    while True:
        typed = ask_line(question)
        if typed.isdecimal() and len(typed) < 6 and 1 <= int(typed) <= len(rows):  # noqa: PLR2004 - never so many
            return rows[int(typed) - 1]
        tell(_("  A number from 1 to {n}, please; Ctrl-C stops.").format(n=len(rows)))


def several(question: str, check: Callable[[str], object] = str) -> tuple[str, ...]:
    """Ask for lines until an empty one, each again while `check` refuses it."""
    answers: list[str] = []
    more = _("  …and another? (Enter: no more)")
    while answer := checked(more if answers else question, check, name=question):
        answers.append(answer)
    return tuple(answers)


def passes(check: Callable[[str], object], answer: str) -> bool:
    """Tell whether `check` takes an answer; if not, print the reason."""
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
    """Print a remark, broken between words: a terminal would break inside them.

    A remark with a command to type is not broken, so that the command can be copied.
    """
    if f"{PROGRAM} " in words:
        return say(indent + words, sys.stderr)
    for line in textwrap.wrap(words, _room(), initial_indent=indent, subsequent_indent=indent):
        say(line, sys.stderr)
    return None


def _room() -> int:
    return max(shutil.get_terminal_size().columns - 1, 20)

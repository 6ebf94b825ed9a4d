"""Questions to the person, on stderr, so that stdout stays what was asked for. Enter skips; Ctrl-C stops."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import typer

from peermentor.errors import PeermentorError
from peermentor.language import _
from peermentor.screen.visible import one_line, visible

T = TypeVar("T")
YES = {"y", "yes", "ya", "iya"}
NO = {"n", "no", "t", "tidak", ""}


def text(question: str, default: str = "") -> str:
    """A line of text; Enter gives the default, which is shown."""
    answer = typer.prompt(one_line(question), default=default, show_default=bool(default), err=True)
    return str(answer).strip()


def required(question: str) -> str:
    """A line of text that may not be empty; asks again."""
    while not (answer := text(question)):
        typer.echo(_("  An answer is needed here; Ctrl-C stops."), err=True)
    return answer


def understood(question: str, read: Callable[[str], T], default: str = "") -> T | None:
    """An answer that must be read (a date, a number); asks again with the reason; Enter is None."""
    while answer := text(question, default):
        try:
            return read(answer)
        except PeermentorError as error:
            typer.echo(visible(f"  {error.message} {error.hint}"), err=True)
    return None


def understood_once(read: Callable[..., object], *words: str) -> bool:
    """Whether an answer can be read; if not, the reason is said."""
    try:
        read(*words)
    except PeermentorError as error:
        typer.echo(visible(f"  {error.message} {error.hint}"), err=True)
        return False
    return True


def choice(question: str, allowed: Sequence[str]) -> str | None:
    """One of a few words, or a start of one; Enter skips."""
    while answer := text(f"{question} ({'/'.join(allowed)})").casefold():
        matches = [word for word in allowed if word.startswith(answer)]
        if len(matches) == 1 or answer in matches:
            return answer if answer in matches else matches[0]
        typer.echo(_("  One of: {allowed}.").format(allowed=", ".join(allowed)), err=True)
    return None


def yes(question: str) -> bool:
    """Yes or no, in any language the program knows; Enter is no."""
    while (answer := text(f"{question} [y/N]").casefold()) not in YES | NO:
        typer.echo(_("  y or n."), err=True)
    return answer in YES


def several(question: str) -> tuple[str, ...]:
    """Lines until an empty one."""
    answers: list[str] = []
    while answer := text(question if not answers else _("  …and another (Enter: no more)")):
        answers.append(answer)
    return tuple(answers)

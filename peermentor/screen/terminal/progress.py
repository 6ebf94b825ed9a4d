"""Shows how far a long work is: a bar for a person at a terminal, nothing for a script."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from peermentor.interrupts import while_terminal_changes

T = TypeVar("T")


def progress(work: Sequence[T], what: str) -> Iterator[T]:
    """Give the pieces of a work one by one; where stderr is a terminal, `what` and a bar are shown on it."""
    if not work or not sys.stderr.isatty():
        yield from work
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is seen
    from rich.progress import track  # noqa: PLC0415

    with while_terminal_changes():
        yield from track(work, what, console=Console(stderr=True), transient=True)

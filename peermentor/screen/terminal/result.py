"""What a command returns: what it found or did, how to draw it, and at most one hint."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from peermentor.errors import PeermentorError


class Hint(Struct, frozen=True):
    """Holds a sentence that is true of this journal, and the command that acts on it."""

    text: str
    command: str


class Result(Struct, frozen=True):
    """Holds the answer of a command.

    - `data` is what --json prints;
    - `view` names the module in `screen/views/` that draws the data;
    - `message` says what a write did, a line for each record. It is the whole answer where there is no view;
      beside a view it is printed on stderr;
    - `text` is a page that is printed as it is, in place of a view;
    - `document` is a file for another program, which is printed byte for byte;
    - `found` is False for an answer that says there is nothing, which --quiet leaves out;
    - `exit_code` is not 0 only where README says so;
    - `error` is what the answer found wrong: it is printed too, and gives the exit code.
    """

    data: Struct | Mapping[str, Any]
    message: str = ""
    view: str = ""
    text: str = ""
    document: str = ""
    hints: tuple[Hint, ...] = ()
    found: bool = True
    exit_code: int = 0
    error: PeermentorError | None = None

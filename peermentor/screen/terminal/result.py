"""What a command returns: what it found or did, how to draw it, and at most one hint."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from peermentor.errors import PeermentorError


class Hint(Struct, frozen=True):
    """A nudge that is true of this journal, and the command that acts on it."""

    text: str
    command: str


class Result(Struct, frozen=True):
    """`data` is the JSON contract; `view` names the module in `screen/` that draws it; `message` is what a
    write did, one line for each thing. With no view the message is the whole answer; beside one it is said
    on stderr. `text` is a page that goes out as it is, in place of a view; `document` is a file for another
    program, which goes out to the letter. `found` is False for an answer that says there is nothing, which
    --quiet leaves out; `exit_code` is another than 0 only where README says so.
    `error` is what the answer found wrong: it is said too, and gives the exit code.
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

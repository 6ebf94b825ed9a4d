"""Every error a person can meet, with its exit code.

PeermentorError
├── CommandLine   2  a bad option, value or date
│   ├── Missing       an answer was needed and nobody is there to ask
│   ├── BadDate       a date phrase that is not wholly understood, or cannot be
│   └── BadSetting    a setting there is not, or a value it can't have, as typed or in the settings file
├── NotFound      3  no such record
│   └── Ambiguous     several match; they are listed
├── Refused       4  it would lose or contradict something
│   └── AlreadyTaken  what waited for the key is in the journal already
├── JournalError  5  the journal itself
│   ├── Unreadable    truncated, or not JSON
│   ├── Gone          not there, where there was one
│   ├── NotOurs       JSON, but no peermentor journal
│   ├── TooNew        written by a newer peermentor
│   ├── Locked        another program is writing and did not finish in time
│   ├── NoKey         it is locked, and its key is not at hand
│   │   └── StrangeKey  a public key beside it is none that it knows
│   └── Unwritable    read-only, missing directory, disk full
├── Unanswered     5  what was asked for can't be written where it goes
├── Unsound        1  `doctor` found something that does not hold
├── BrokenCoaching 1  a file of tips, questions or pages was changed by hand and can't be read
└── Interrupted 130  Ctrl-C; nothing was written

An error is raised where it is noticed, and caught once, in cli.py. It never has the notes of a talk in it.
"""

from collections.abc import Sequence
from typing import ClassVar

from peermentor.language import _, said_elsewhere


def of_the_system(error: OSError) -> str:
    """Say why the system refused a file, translated where we know the reason."""
    return _(error.strerror) if error.strerror else type(error).__name__


# The most frequent reasons, marked for the catalogue.
SYSTEM = (
    said_elsewhere("File exists"),
    said_elsewhere("File name too long"),
    said_elsewhere("File too large"),
    said_elsewhere("Input/output error"),
    said_elsewhere("Is a directory"),
    said_elsewhere("No such file or directory"),
    said_elsewhere("Function not implemented"),
    said_elsewhere("No locks available"),
    said_elsewhere("No space left on device"),
    said_elsewhere("Not a directory"),
    said_elsewhere("Operation not permitted"),
    said_elsewhere("Operation not supported"),
    said_elsewhere("Permission denied"),
    said_elsewhere("Disk quota exceeded"),
    said_elsewhere("Read-only file system"),
    said_elsewhere("Too many levels of symbolic links"),
    # Reasons that the journal finds itself, and raises as an OSError.
    said_elsewhere("it is not a file"),
    said_elsewhere("it is locked to another key than yours"),
    said_elsewhere("it is locked, and not whole: cut off or changed"),
    said_elsewhere("it is read-only"),
    said_elsewhere("it does not read back as it was written"),
)


class PeermentorError(Exception):
    """An error that a person can do something about.

    `code` is for scripts and is the same in every language; `message` says what happened; `hint` says what to
    do, usually a command to type.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class CommandLine(PeermentorError):
    """A bad option or value."""

    code = "bad-value"
    exit_code = 2


class Missing(CommandLine):
    """An answer was needed and nobody is there to ask."""

    code = "missing"


class BadDate(CommandLine):
    """A date phrase that is not wholly understood, or a day that does not exist."""

    code = "bad-date"


class BadSetting(CommandLine):
    """A setting there is not, or a value it can't have, as typed or in the settings file."""

    code = "bad-setting"


class NotFound(PeermentorError):
    """No such record. `handle` is the handle that was typed, which cli.py looks for in the history."""

    code = "not-found"
    exit_code = 3

    def __init__(self, message: str, hint: str = "", handle: str = "") -> None:
        super().__init__(message, hint)
        self.handle = handle


class Ambiguous(NotFound):
    """Several records match what was typed."""

    code = "ambiguous"

    def __init__(self, message: str, matches: Sequence[str], hint: str = "") -> None:
        super().__init__(message, hint)
        self.matches = tuple(matches)


class Refused(PeermentorError):
    """It would lose or contradict something: exists already, closed, finished before."""

    code = "refused"
    exit_code = 4


class AlreadyTaken(Refused):
    """What waited for the key is in the journal already."""

    code = "taken-already"


class JournalError(PeermentorError):
    """The journal file itself."""

    code = "journal"
    exit_code = 5


class Unreadable(JournalError):
    """Truncated, or not JSON."""

    code = "journal-unreadable"


class Gone(JournalError):
    """Not there, where there was one before."""

    code = "journal-gone"


class NotOurs(JournalError):
    """JSON, but no peermentor journal."""

    code = "journal-not-ours"


class TooNew(JournalError):
    """Written by a newer peermentor."""

    code = "journal-too-new"


class Locked(JournalError):
    """Another program is writing and did not finish in time."""

    code = "journal-locked"


class NoKey(JournalError):
    """It is locked, and its key is not at hand, or can't be used."""

    code = "journal-key"


class StrangeKey(NoKey):
    """Somebody may have added a key that could open what is written from here on."""

    code = "journal-strange-key"


class Unwritable(JournalError):
    """Read-only, a missing directory, a full disk."""

    code = "journal-unwritable"


class Unanswered(PeermentorError):
    """What was asked for can't be written where stdout leads: a full disk, most often."""

    code = "unanswered"
    exit_code = 5


class Unsound(PeermentorError):
    """Something a journal rests on does not hold, as `doctor` found."""

    code = "unsound"


class BrokenCoaching(PeermentorError):
    """A file of the program's own coaching was changed by hand and can't be read."""

    code = "coaching"


class Interrupted(PeermentorError):
    """Ctrl-C, or the end of input at a prompt; nothing was written."""

    code = "interrupted"
    exit_code = 130

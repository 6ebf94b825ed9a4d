"""What a disk may hold after the power went: worked out from the deeds of a real write.

The model trusts nothing that was not asked for. Bytes that were not fsynced may be there, may be missing,
may be zeros or half there; a name that was given, changed or taken away may be so or not, each on its own
and in any combination, until its folder was fsynced. Only a rename is whole: it never leaves both names or
none.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tests.journal.faults import Deed

State = frozenset[tuple[str, bytes]]
_FOLDER = -1


class Body:
    """The bytes of one file, whatever it is called: those that are safe, and those that were written."""

    def __init__(self, safe: bytes = b"") -> None:
        self.safe, self.written = safe, safe

    def possible(self) -> Iterable[bytes]:
        """What of it may be there after a power cut."""
        if self.safe == self.written:
            return (self.safe,)
        new = self.written[len(self.safe) :] if self.written.startswith(self.safe) else self.written
        half = self.written[: len(self.written) - len(new) // 2]
        return dict.fromkeys((self.safe, half, b"\0" * len(self.written), self.written))


class Renaming(NamedTuple):
    """A change to the names in a folder that may not have reached the disk."""

    gone: str
    name: str
    body: int


class Disk:
    """A folder as it was when everything was safe, and what was done to it since."""

    def __init__(self, folder: Path) -> None:
        self._bodies: list[Body] = []
        self._names: dict[str, int] = {}  # as they surely are
        self._now: dict[str, int] = {}  # as a program sees them
        self._unsure: list[Renaming] = []
        for path in (folder, *folder.rglob("*")):
            self._names[str(path)] = _FOLDER if path.is_dir() else self._body(path.read_bytes())
        self._now = dict(self._names)

    def do(self, deed: Deed) -> None:
        """One more deed was done."""
        getattr(self, f"_{deed.what}")(deed)

    def after_a_power_cut(self) -> Iterator[State]:
        """Everything the disk may hold if the power goes now: each state by the names and bytes in it."""
        told = set()
        for happened in product((False, True), repeat=len(self._unsure)):
            names = dict(self._names)
            for change, so in zip(self._unsure, happened, strict=True):
                if so:
                    _rename(names, change)
            files = sorted(
                name for name, body in names.items() if body != _FOLDER and _is_reachable(name, names)
            )
            for texts in product(*(self._bodies[names[name]].possible() for name in files)):
                state = frozenset(zip(files, texts, strict=True))
                if state not in told:
                    told.add(state)
                    yield state

    def _body(self, text: bytes = b"") -> int:
        self._bodies.append(Body(text))
        return len(self._bodies) - 1

    def _change(self, gone: str, name: str, body: int) -> None:
        self._unsure.append(Renaming(gone, name, body))
        _rename(self._now, self._unsure[-1])

    def _create(self, deed: Deed) -> None:
        self._change("", deed.path, self._body())

    def _truncate(self, deed: Deed) -> None:
        # The worst of it: the bytes are gone at once, and safe are none of the new ones.
        body = self._bodies[self._now[deed.path]]
        body.safe = body.written = b""

    def _open(self, deed: Deed) -> None:
        pass

    def _chmod(self, deed: Deed) -> None:
        pass

    def _write(self, deed: Deed) -> None:
        self._bodies[self._now[deed.path]].written += deed.text

    def _mkdir(self, deed: Deed) -> None:
        self._change("", deed.path, _FOLDER)

    def _unlink(self, deed: Deed) -> None:
        self._change(deed.path, "", 0)

    _rmdir = _unlink

    def _rename(self, deed: Deed) -> None:
        self._change(deed.path, deed.to, self._now[deed.path])

    def _fsync(self, deed: Deed) -> None:
        body = self._now[deed.path]
        if body != _FOLDER:
            self._bodies[body].safe = self._bodies[body].written
            return
        here = [change for change in self._unsure if _folder_of(change.name or change.gone) == deed.path]
        for change in here:
            _rename(self._names, change)
            self._unsure.remove(change)


def _rename(names: dict[str, int], change: Renaming) -> None:
    if change.gone:
        names.pop(change.gone, None)
    if change.name:
        names[change.name] = change.body


def _folder_of(name: str) -> str:
    return str(Path(name).parent)


def _is_reachable(name: str, names: dict[str, int]) -> bool:
    tops = [top for top, body in names.items() if body == _FOLDER]
    root = min(tops, key=len)
    while len(name) > len(root):
        name = _folder_of(name)
        if names.get(name) != _FOLDER:
            return False
    return True

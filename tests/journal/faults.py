"""Faults, made on purpose: a layer between the program and the disk that can refuse, kill, and remember.

Every deed of a write passes it (a file opened for writing, each half of what is written to it, fsync, rename,
unlink, mkdir, chmod), whichever module of the program does it. A test says what happens before a deed:
nothing, an OSError, or the end of the process.
"""

import io
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple


class Deed(NamedTuple):
    """One thing done to the disk. `text` is what was written, `to` the new name in a rename."""

    what: str
    path: str
    to: str = ""
    text: bytes = b""


Before = Callable[[Deed], None]


def nothing(_deed: Deed) -> None:
    """Let it happen."""


class Layer:
    """While it is entered, every deed under `folder` is shown to `before`, and kept in `deeds` once done."""

    def __init__(self, folder: Path, before: Before = nothing) -> None:
        self.folder = str(folder)
        self.before = before
        self.deeds: list[Deed] = []
        self.shown = 0  # deeds begun, refused ones too
        self._paths: dict[int, str] = {}
        self._real: dict[tuple[Any, str], Any] = {}

    def __enter__(self) -> "Layer":
        self._replace(os, "open", self._open_descriptor)
        self._replace(os, "close", self._close)
        self._replace(os, "write", self._write)
        for name in ("fsync", "fdatasync"):
            if hasattr(os, name):
                self._replace(os, name, self._through(name, "fsync"))
        for name in ("unlink", "remove", "rmdir", "mkdir", "chmod", "truncate"):
            self._replace(os, name, self._named(name, "unlink" if name == "remove" else name))
        for name in ("replace", "rename"):
            self._replace(os, name, self._moved(name))
        self._replace(io, "open", self._open_file)
        self._replace(__import__("builtins"), "open", self._open_file)
        return self

    def __exit__(self, *_left: type[BaseException] | BaseException | TracebackType | None) -> None:
        for (place, name), real in self._real.items():
            setattr(place, name, real)

    def do(self, deed: Deed, work: Callable[[], Any]) -> Any:
        """Show a deed, do it, remember it."""
        if not self._is_watched(deed.path):
            return work()
        self.shown += 1
        self.before(deed)
        done = work()
        self.deeds.append(deed)
        return done

    def in_halves(self, path: str, text: bytes, write: Callable[[bytes], Any]) -> int:
        """Write so that half of it may be all there ever is."""
        for part in filter(None, (text[: len(text) // 2], text[len(text) // 2 :])):
            self.do(Deed("write", path, text=part), lambda part=part: write(part))
        return len(text)

    def path_of(self, descriptor: int) -> str:
        return self._paths.get(descriptor, "")

    def _replace(self, place: Any, name: str, ours: Callable[..., Any]) -> None:
        self._real[place, name] = getattr(place, name)
        setattr(place, name, ours)

    def _is_watched(self, path: str) -> bool:
        return path == self.folder or path.startswith(self.folder + os.sep)

    def _open_descriptor(self, path: Any, flags: int, *more: Any, **named: Any) -> int:
        real, place = self._real[os, "open"], _whole(path)
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        fresh = not os.path.lexists(place)
        if not writes:
            descriptor = real(path, flags, *more, **named)
        else:
            what = "create" if fresh else "truncate" if flags & os.O_TRUNC else "open"
            descriptor = self.do(Deed(what, place), lambda: real(path, flags, *more, **named))
        self._paths[descriptor] = place
        return descriptor

    def _close(self, descriptor: int) -> None:
        self._paths.pop(descriptor, None)
        self._real[os, "close"](descriptor)

    def _write(self, descriptor: int, text: bytes) -> int:
        real = self._real[os, "write"]
        if not self._is_watched(self.path_of(descriptor)):
            return real(descriptor, text)
        return self.in_halves(self.path_of(descriptor), bytes(text), lambda part: real(descriptor, part))

    def _through(self, name: str, what: str) -> Callable[[Any], Any]:
        real = getattr(os, name)

        def ours(file: Any) -> Any:
            descriptor = file if isinstance(file, int) else file.fileno()
            return self.do(Deed(what, self.path_of(descriptor)), lambda: real(descriptor))

        return ours

    def _named(self, name: str, what: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def ours(path: Any, *more: Any, **named: Any) -> Any:
            if isinstance(path, int):
                return real(path, *more, **named)
            place = _whole(path)
            return self.do(Deed(what, place), lambda: real(path, *more, **named))

        return ours

    def _moved(self, name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def ours(path: Any, to: Any, **named: Any) -> Any:
            deed = Deed("rename", _whole(path), _whole(to))
            return self.do(deed, lambda: real(path, to, **named))

        return ours

    def _open_file(self, file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        real = self._real[io, "open"]
        if not set(mode) & set("wax+"):
            return real(file, mode, *more, **named)
        place = self.path_of(file) if isinstance(file, int) else _whole(file)
        if not self._is_watched(place):
            return real(file, mode, *more, **named)
        raw = Watched(self, place, file, mode)
        if "b" in mode:
            return io.BufferedWriter(raw)
        return io.TextIOWrapper(io.BufferedWriter(raw), encoding=named.get("encoding") or "utf-8")


def _whole(path: Any) -> str:
    return str(Path(os.fsdecode(path)).absolute())


class Watched(io.FileIO):
    """A file opened for writing, whose every write is a deed."""

    def __init__(self, layer: Layer, place: str, file: Any, mode: str) -> None:
        self._layer, self._place = layer, place
        bare = mode.replace("b", "").replace("t", "")
        if isinstance(file, int):
            super().__init__(file, bare)
            return
        what = "create" if not os.path.lexists(place) else "truncate" if "w" in mode else "open"
        layer.do(Deed(what, place), lambda: io.FileIO.__init__(self, file, bare))
        layer._paths[self.fileno()] = place

    def write(self, text: Any) -> int:
        return self._layer.in_halves(self._place, bytes(text), super().write)


def count(deeds: int, then: Callable[[Deed], None]) -> Before:
    """Let so many deeds happen, and do something before the next one."""
    left = deeds

    def before(deed: Deed) -> None:
        nonlocal left
        left -= 1
        if left == -1:
            then(deed)

    return before


def die(_deed: Deed) -> None:
    """The end, as by `kill -9`: nothing is cleared up."""
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(error: int) -> Callable[[Deed], None]:
    """The system says no."""

    def then(_deed: Deed) -> None:
        raise OSError(error, os.strerror(error))

    return then


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """A real limit of the system on the size of every file; what goes past it fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its name there."""
    found = {}
    for path in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError):
            if path.is_file() and not path.is_symlink():
                found[str(path.relative_to(folder))] = path.read_bytes()
    return found

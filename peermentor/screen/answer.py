"""Where every answer leaves: stdout carries what was asked for, stderr everything said about it."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, TextIO

import msgspec

from peermentor.errors import Ambiguous, PeermentorError
from peermentor.language import _
from peermentor.screen.result import Hint, Result
from peermentor.screen.visible import visible

ENVELOPE = 1  # the version of the JSON document


def show(result: Result, command: str, *, as_json: bool, quiet: bool, color: bool | None) -> None:
    """Print what a command returned. A reader that has had enough (`| head -1`) is not an error."""
    try:
        if as_json:
            _document(command, ok=True, data=_data(result), hints=result.hints)
        else:
            _screen(result, quiet=quiet, color=color)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes stdout once more on its way out; give it somewhere to put the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(error: PeermentorError, command: str, *, as_json: bool) -> None:
    """Say what went wrong and the way on: on stderr, or as the JSON document."""
    if as_json:
        trouble: dict[str, Any] = {"code": error.code, "message": error.message, "hint": error.hint}
        if isinstance(error, Ambiguous):
            trouble["matches"] = error.matches
        _document(command, ok=False, error=trouble)
        return
    say(error.message, sys.stderr)
    if error.hint:
        say(f"  {error.hint}", sys.stderr)


def say(text: str, stream: TextIO) -> None:
    """Plain words on a stream, made safe for a terminal and for its encoding."""
    safe = visible(text).encode(stream.encoding or "utf-8", "replace").decode(stream.encoding or "utf-8")
    print(safe, file=stream)


def _screen(result: Result, *, quiet: bool, color: bool | None) -> None:
    if result.view:
        import_module(f"peermentor.screen.{result.view}").draw(result.data, color)
    elif not quiet:
        say(result.message, sys.stdout)
    for hint in result.hints[:1] if not quiet else ():
        say(_("Hint: {text} {command}").format(text=hint.text, command=hint.command), sys.stderr)


def _data(result: Result) -> Any:  # noqa: ANN401 - whatever a command found
    if not result.message:
        return result.data
    return {**msgspec.to_builtins(result.data), "message": result.message}


def _document(command: str, *, ok: bool, hints: Sequence[Hint] = (), **content: object) -> None:
    envelope = {"peermentor": ENVELOPE, "command": command, "ok": ok, **content}
    if ok:
        envelope["hints"] = hints
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(envelope), indent=2) + b"\n")

"""Prints every answer: what was asked for on stdout, everything said about it on stderr."""

import re
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import Any, TextIO

import msgspec

from peermentor.errors import Ambiguous, PeermentorError
from peermentor.language import _
from peermentor.practice.nouns import vocabulary
from peermentor.screen.terminal.result import Hint, Result
from peermentor.screen.terminal.streams import hush, is_hushed
from peermentor.screen.terminal.visible import visible

ENVELOPE = 1  # the version of the JSON document
# A command to type, up to the end of its sentence; a quoted text belongs to it whole.
_TO_TYPE = r"""(?:peermentor|sudo|chmod|chown|mkdir|mv) (?:"[^"]*"|\$?'(?:\\.|[^'])*'|[^"])*?(?=[.;,)] |$)"""
_HELD = "\0"  # stands for a space where no line may break


def show_result(
    result: Result, command: str, *, as_json: bool, quiet: bool, color: bool | None, dry_run: bool = False
) -> None:
    """Print what a command returned. A reader that stops reading (`| head -1`) is not an error.

    After a dry run no hint is given: the records that it would build on were not written. Raises OSError
    where stdout can't be written.
    """
    hints = () if dry_run else result.hints
    try:
        if as_json:
            _document(command, ok=not result.error, hints=hints, dry_run=dry_run, **_found(result))
        elif result.document:
            _hand_out(result.document)
        elif result.text:
            say(result.text, sys.stdout)
        elif quiet and (not result.found or _is_an_empty_list(result.data)):
            pass
        elif result.view:
            import_module(f"peermentor.screen.views.{result.view}").draw(result.data, color)
        elif result.message and not quiet:
            tell(result.message, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        hush(sys.stdout)
    except OSError:
        hush(sys.stdout)
        raise
    if not as_json and not quiet:
        with suppress(OSError):  # what was asked for is out already
            _beside(result.message if result.view or result.document else "", hints, dry_run=dry_run)
            _complain(result.error, command, as_json=False)


def _is_an_empty_list(data: object) -> bool:
    """Tell whether an answer is an empty list: an empty tuple, and besides only dates, counts and None."""
    held = [getattr(data, name) for name in getattr(data, "__struct_fields__", ())]
    return () in held and all(one in ((), None) or isinstance(one, date | int) for one in held)


def fail(error: PeermentorError, command: str, *, as_json: bool) -> None:
    """Say what went wrong and what to do, on stderr or as the JSON document; no error where nobody reads."""
    as_json = as_json and not is_hushed(sys.stdout)
    stream = sys.stdout if as_json else sys.stderr
    try:
        _complain(error, command, as_json=as_json)
        stream.flush()
    except BrokenPipeError:
        hush(stream)
    except OSError:
        hush(stream)
        if as_json:  # stdout can't be written, but stderr may be read
            fail(error, command, as_json=False)


def _complain(error: PeermentorError | None, command: str, *, as_json: bool) -> None:
    if error is None:
        return
    if as_json:
        _document(command, ok=False, error=_trouble(error))
        return
    tell(error.message, sys.stderr)
    if error.hint:
        tell(f"  {error.hint}", sys.stderr)


def _found(result: Result) -> dict[str, Any]:
    found = {"data": _data(result)}
    return found | {"error": _trouble(result.error)} if result.error else found


def _trouble(error: PeermentorError) -> dict[str, Any]:
    trouble: dict[str, Any] = {"code": error.code, "message": error.message, "hint": error.hint}
    return trouble | ({"matches": error.matches} if isinstance(error, Ambiguous) else {})


def say(text: str, stream: TextIO) -> None:
    """Print a text on a stream, made safe for a terminal and for the encoding of the stream."""
    safe = visible(text).encode(stream.encoding or "utf-8", "replace").decode(stream.encoding or "utf-8")
    print(safe, file=stream)


def _hand_out(document: str) -> None:
    """Print a file for another program, byte for byte; on a terminal nothing in it may act."""
    if sys.stdout.isatty():
        say(document.replace("\r\n", "\n"), sys.stdout)
    else:
        sys.stdout.buffer.write(document.encode())


def tell(text: str, stream: TextIO) -> None:
    """Print sentences; on a terminal no line breaks inside a word or a command to type."""
    say(in_rows(text, shutil.get_terminal_size().columns) if stream.isatty() else text, stream)


def in_rows(text: str, width: int) -> str:
    """Write a text in rows that end between words; a command to type stays whole, however long it is."""
    rows = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        held = re.sub(_TO_TYPE, lambda command: command[0].replace(" ", _HELD), line)
        rows += textwrap.wrap(
            held, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        ) or [""]
    return "\n".join(rows).replace(_HELD, " ")


def _beside(message: str, hints: Sequence[Hint], *, dry_run: bool) -> None:
    if message:
        tell(message, sys.stderr)
    if dry_run:
        say(_("A dry run: nothing was written."), sys.stderr)
    for hint in hints[:1]:
        _give_hint(hint.text, vocabulary.in_command(hint.command))


def _give_hint(text: str, command: str) -> None:
    """Say a hint with its command on one line, or on the next line where a terminal has no room for both."""
    whole = _("Hint: {text} {command}").format(text=text, command=command)
    if not sys.stderr.isatty() or len(whole) <= shutil.get_terminal_size().columns:
        return say(whole, sys.stderr)
    tell(_("Hint: {text} {command}").format(text=text, command="").rstrip(), sys.stderr)
    return say(f"  {command}", sys.stderr)


def _data(result: Result) -> Any:  # noqa: ANN401 - whatever a command found
    if not result.message:
        return result.data
    return {**msgspec.to_builtins(result.data), "message": result.message}


def _document(
    command: str, *, ok: bool, hints: Sequence[Hint] = (), dry_run: bool = False, **content: object
) -> None:
    envelope = {"peermentor": ENVELOPE, "command": command, "ok": ok, **content}
    if ok or "data" in content:
        envelope["hints"] = hints
    if dry_run:
        envelope["dry_run"] = True
    sys.stdout.buffer.write(msgspec.json.format(_encoded(envelope), indent=2) + b"\n")


def _encoded(envelope: Mapping[str, object]) -> bytes:
    try:
        return msgspec.json.encode(envelope)
    except UnicodeEncodeError:  # the bytes of a path that is not UTF-8
        return msgspec.json.encode(_in_utf8(msgspec.to_builtins(envelope)))


def _in_utf8(value: Any) -> Any:  # noqa: ANN401 - whatever a document is made of
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if isinstance(value, dict):
        return {key: _in_utf8(one) for key, one in value.items()}
    return [_in_utf8(one) for one in value] if isinstance(value, list | tuple) else value

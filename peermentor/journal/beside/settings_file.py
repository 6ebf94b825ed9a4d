"""The settings file: a line for each setting, `key = value`, as TOML has it.

Lines are read one by one instead of with `tomllib`: a wrong value is named with its line, a change touches
one line and leaves every other as its owner wrote it, and a command needs no parser to start.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

import msgspec

from peermentor.errors import BadSetting, of_the_system
from peermentor.journal.file import lock, whole_file
from peermentor.language import _

_QUIET = re.compile(r"\s*(#.*)?$")
_ENTRY = re.compile(
    r"""(?P<before>\s*["']?(?P<key>[A-Za-z0-9_.-]+)["']?\s*=\s*)"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|[^"'#][^#]*?)(?P<after>\s*(?:\#.*)?)$"""
)
_NUMBER = re.compile(r"[+-]?[0-9]+$")
_TABLE = re.compile(r"\s*\[")
_MARK = "\ufeff"  # what some editors begin a file with


def place() -> Path:
    """Where the settings are: PEERMENTOR_CONFIG, else where this machine keeps settings."""
    if said := os.environ.get("PEERMENTOR_CONFIG"):
        return Path(said).expanduser()
    from platformdirs import user_config_path  # noqa: PLC0415 - 5 ms that a chosen place does not need

    return user_config_path("peermentor") / "config.toml"


def read(path: Path) -> dict[int, tuple[str, object]]:
    """Every line that says something, by its number from 1: its key and its value.

    The key is empty where the line is no `key = value`, and in a table, as there is none; the value is None
    where it can't be read. Where there is no file there are no lines.

    Raises BadSetting for a file that can't be read.
    """
    found: dict[int, tuple[str, object]] = {}
    in_table = False
    for number, line in enumerate(_text(path).removeprefix(_MARK).splitlines(), start=1):
        entry = _ENTRY.match(line)
        in_table = in_table or bool(_TABLE.match(line))
        if entry and not in_table:
            found[number] = (entry["key"], _value(entry["value"]))
        elif not _QUIET.match(line):
            found[number] = ("", None)
    return found


def write(path: Path, key: str, value: str | int | bool | None) -> None:
    """Set one key, or with None leave it out; every other line stays as it is. Raises BadSetting.

    The comment beside a value stays too, on a line of its own where the value goes.
    """
    try:
        whole_file.make_folder(path)
        with lock.held(path):
            before = _text(path)
            text = _changed(before, key, value)
            if text != before:
                whole_file.replace(path, [text.encode()])
    except (OSError, lock.Busy) as error:
        why = of_the_system(error) if isinstance(error, OSError) else _("another program is writing it")
        raise _unusable(path, why, _("The settings in {path} can't be written: {why}.")) from None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as broken:
        why = _("it is not UTF-8 (at byte {at})").format(at=broken.start + 1)
    except OSError as error:
        why = of_the_system(error)
    raise _unusable(path, why, _("The settings in {path} can't be read: {why}."))


def _unusable(path: Path, why: str, text: str) -> BadSetting:
    return BadSetting(
        text.format(path=path, why=why), _("Put that right, or point PEERMENTOR_CONFIG at another file.")
    )


def _value(text: str) -> object:
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.match(text):
        return int(text[:9])
    if text.startswith("'"):
        return text.strip("'")
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(text, type=str)  # a TOML text in double quotes is written like one in JSON
    return None


def _changed(text: str, key: str, value: str | int | bool | None) -> str:
    lines = text.splitlines(keepends=True)
    top = next((n for n, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    found = False
    for position, line in enumerate(lines[:top]):
        entry = _ENTRY.match(line.removeprefix(_MARK).rstrip("\r\n"))
        if entry and _same(entry["key"], key):
            lines[position] = _line(line, entry, None if found else value)
            found = True
    if found or value is None:
        return "".join(lines)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if top and not lines[top - 1].endswith("\n"):
        lines[top - 1] += end
    new = f"{key} = {_written(value)}{end}"
    return "".join((*lines[:top], new, *lines[top:]))


def _line(line: str, entry: re.Match[str], value: str | int | bool | None) -> str:
    mark = _MARK if line.startswith(_MARK) else ""
    end = line[len(line.rstrip("\r\n")) :]
    if value is not None:
        return f"{mark}{entry['before']}{_written(value)}{entry['after']}{end}"
    comment = entry["after"].strip()
    return mark + (comment + end if comment else "")


def _same(key: str, other: str) -> bool:
    return key.casefold().replace("_", "-") == other


def _written(value: str | int | bool) -> str:
    return msgspec.json.encode(value).decode()

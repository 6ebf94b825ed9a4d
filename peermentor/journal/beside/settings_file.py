"""The settings file: TOML, read by the standard library and written one line at a time.

A change touches one line and leaves every other as its owner wrote it, comments too. A line that is no TOML
is reported with its number, and the rest is still read: one mistake must not hide the other settings.
"""

import os
import re
from itertools import count
from pathlib import Path

import msgspec

from peermentor.errors import BadSetting, of_the_system
from peermentor.journal.file import lock, regular, whole_file
from peermentor.journal.file.typed_path import typed_path
from peermentor.language import _

_ENTRY = (
    r"""(?P<before>\s*["']?(?P<key>[A-Za-z0-9_.-]+)["']?\s*=\s*)"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|[^"'#\s](?:[^#]*[^#\s])?)(?P<after>\s*(?:\#.*)?)$"""
)
_KEY = r"""\s*["']?(?P<key>[A-Za-z0-9_.-]+)["']?\s*="""
_TABLE = r"\s*\["
_MARK = "\ufeff"  # the byte order mark, with which some editors begin a file
_MOST_BROKEN = 20  # lines; a file with more is no settings file, and for each the whole is read again


def place() -> Path:
    """Find the settings file: PEERMENTOR_CONFIG, else where this machine keeps settings."""
    if said := os.environ.get("PEERMENTOR_CONFIG"):
        return typed_path(said)
    from platformdirs import user_config_path  # noqa: PLC0415 - 5 ms that a chosen place does not need

    return user_config_path("peermentor") / "config.toml"


def read(path: Path) -> dict[int, tuple[str, object]]:
    """Read every line with a setting, by its number from 1: its key and its value.

    The key is "" for a line that is no `key = value` and for a table, because no setting is one. The value is
    None where it is no text, whole number or boolean. Without a file there are no lines. Raises BadSetting
    for a file that can't be read.
    """
    return _said(_text(path))


def _said(text: str) -> dict[int, tuple[str, object]]:
    lines = [line.rstrip("\r") for line in text.removeprefix(_MARK).split("\n")]
    if not any(lines):
        return {}
    import tomllib  # noqa: PLC0415 - only who has settings waits for it

    found: dict[int, tuple[str, object]] = {}
    values: dict[str, object] = {}
    while len(found) < _MOST_BROKEN:
        try:
            values = tomllib.loads("\n".join(lines))
            break
        except (ValueError, RecursionError) as error:  # also a number of 5,000 digits, and [[[[…
            number = _line_of(error, lines)
            found[number] = _alone(lines[number - 1])
            lines[number - 1] = ""
    for key, value in values.items():
        number = _place_of(key, lines, found)
        found[number] = ("", None) if isinstance(value, dict) else (key, _plain(value))
    return dict(sorted(found.items()))


def _line_of(error: Exception, lines: list[str]) -> int:
    """Find the line to take out so that the rest can be read: the last one with words, up to the error."""
    told = re.search(r"at line (\d+)", str(error))
    last = int(told[1]) if told else len(lines)
    spoken = [number for number, line in enumerate(lines, 1) if line.strip()]
    return max((number for number in spoken if number <= last), default=spoken[-1])


def _alone(line: str) -> tuple[str, object]:
    """Read a line by itself that can't stand in the file: its key is there twice, or it is no TOML."""
    import tomllib  # noqa: PLC0415 - as above

    try:
        values = list(tomllib.loads(line).items())
    except (ValueError, RecursionError):
        values = []
    if values and not isinstance(values[0][1], dict):
        return values[0][0], _plain(values[0][1])
    entry = re.match(_KEY, line)
    return entry["key"] if entry else "", None


def _place_of(key: str, lines: list[str], taken: dict[int, tuple[str, object]]) -> int:
    begins = re.compile(rf"""[\s\["']*{re.escape(key)}(?![\w-])""")
    free = (number for number, line in enumerate(lines, 1) if begins.match(line) and number not in taken)
    return next(free, 0) or next(number for number in count(1) if number not in taken)


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int)) else None


def write(path: Path, key: str, value: str | int | bool | None) -> None:
    """Set one key, or with None take it out; every other line stays as it is. Raises BadSetting.

    A comment beside the value stays too; where the value is taken out it has the line for itself.
    """
    try:
        regular.refuse_other_kinds(path)
        whole_file.make_folder(path)
        with lock.held(path):
            before = _text(path)
            text = _changed(before, key, value)
            if not _means(text, before, key, value):
                said = _("“{key}” can't be changed in {path} without touching more than its line.")
                raise BadSetting(said.format(key=key, path=path), _("Please change it there by hand."))
            if text != before:
                whole_file.replace(path, [text.encode()])
    except (OSError, lock.Busy) as error:
        why = of_the_system(error) if isinstance(error, OSError) else _("another program is writing it")
        if isinstance(error, OSError) and error.filename == str(lock.place(path)):
            why = _("{place} can't be used: {why}").format(place=error.filename, why=why)
        raise _unusable(path, why, _("The settings in {path} can't be written: {why}.")) from None


def _text(path: Path) -> str:
    if path.exists() and not path.is_file() and str(path) != os.devnull:  # a pipe would be waited for
        raise _unusable(path, _("it is not a file"), _("The settings in {path} can't be read: {why}."))
    if str(path) == os.devnull:
        return ""  # how people say that there are to be no settings
    try:
        return (whole_file.read(path) or b"").decode()
    except UnicodeDecodeError as broken:
        why = _("it is not UTF-8 (at byte {at})").format(at=broken.start + 1)
    except OSError as error:
        why = of_the_system(error)
    raise _unusable(path, why, _("The settings in {path} can't be read: {why}."))


def _unusable(path: Path, why: str, text: str) -> BadSetting:
    return BadSetting(
        text.format(path=path, why=why), _("Put that right, or point PEERMENTOR_CONFIG at another file.")
    )


def _means(text: str, before: str, key: str, value: str | int | bool | None) -> bool:
    """Tell whether a text has the new value of a key and every other key as before.

    It may not: a value over several lines can hold what looks like a line of a setting.
    """
    others = [[pair for pair in _said(t).values() if not _same(pair[0], key)] for t in (text, before)]
    ours = [said for name, said in _said(text).values() if _same(name, key)]
    return others[0] == others[1] and ours == ([] if value is None else [value])


def _changed(text: str, key: str, value: str | int | bool | None) -> str:
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)  # `splitlines` ends a line at more signs than TOML does
    top = next((n for n, line in enumerate(lines) if re.match(_TABLE, line)), len(lines))
    found = False
    for position, line in enumerate(lines[:top]):
        entry = re.match(_ENTRY, line.removeprefix(_MARK).rstrip("\r\n"))
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
    # A TOML text in double quotes is written like a JSON text, except for DEL, which only JSON allows.
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")

"""The coaching, as data: tips, questions, guide pages and the demo. One folder for each language.

English has everything: texts, tags and their order. Another language has texts by the same keys, in files of
the same names; where it has none, the English text is used.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from msgspec import DecodeError, Struct, ValidationError, convert, json

from peermentor.errors import BrokenCoaching, of_the_system
from peermentor.language import ENGLISH, _
from peermentor.practice.nouns.coaching import (
    Coaching,
    FitLine,
    Guide,
    GuidePage,
    OpenerText,
    Prompt,
    Question,
    Tip,
)

FOLDER = Path(__file__).parent

NONE = Coaching()

T = TypeVar("T", Question, Tip, Guide, FitLine, OpenerText, GuidePage, Prompt)


@cache
def load(language: str) -> Coaching:
    """Load all the coaching in a language, with English texts where that language has none."""
    return Coaching(
        questions=_read_entries("questions", Question, language),
        tips=_read_entries("tips", Tip, language),
        guides=_read_entries("agendas", Guide, language),
    )


def fit(language: str) -> tuple[FitLine, ...]:
    """Load the fit checklist."""
    return _read_entries("fit", FitLine, language)


def openers(language: str) -> tuple[OpenerText, ...]:
    """Load the first words to a peer."""
    return _read_entries("openers", OpenerText, language)


def guide(language: str) -> tuple[GuidePage, ...]:
    """Load the pages of the guide, in reading order."""
    return _read_entries("guide", GuidePage, language)


def reflection(language: str) -> tuple[Prompt, ...]:
    """Load the questions of a reflection, for each role and form."""
    return _read_entries("reflection", Prompt, language)


KINDS: dict[str, Any] = {
    "questions": Question,
    "tips": Tip,
    "agendas": Guide,
    "fit": FitLine,
    "openers": OpenerText,
    "guide": GuidePage,
    "reflection": Prompt,
}


def missing(language: str) -> list[str]:
    """List the files of a language that can't be read or lack texts, each with what is wrong."""
    from peermentor.errors import PeermentorError  # noqa: PLC0415 - only doctor asks

    found = []
    for name, kind in KINDS.items():
        try:
            if not _read_entries(name, kind, language):
                found.append(f"{language}/{name}.toml")
            elif lacks := _file(ENGLISH, name).keys() - _file(language, name).keys():
                found.append(f"{language}/{name}.toml ({', '.join(sorted(lacks)[:3])})")
        except PeermentorError as error:
            found.append(error.message)
    return found


def _read_entries(name: str, kind: type[T], language: str) -> tuple[T, ...]:
    said = {} if language == ENGLISH else _file(language, name)
    return tuple(
        _entry(name, key, fields, said.get(key), kind) for key, fields in _file(ENGLISH, name).items()
    )


def _entry(name: str, key: str, fields: Any, words: Any, kind: type[T]) -> T:  # noqa: ANN401 - as a file has it
    try:
        return convert({**fields, **_translated(words), "key": key}, kind)
    except (TypeError, ValidationError):
        path = FOLDER / ENGLISH / f"{name}.toml"
        head = re.compile(rf"[\s\[\"']*{re.escape(key)}(?![\w-])")
        line = next((n for n, line in enumerate(_lines(path), 1) if head.match(line)), 1)
        raise _broken(path, line, _("“{key}” is not as it must be").format(key=key)) from None


def _translated(words: str | dict[str, Any] | None) -> dict[str, Any]:
    """The translated fields of one entry: its text alone, or its text, title, table and trial."""
    if isinstance(words, dict):
        return {name: words[name] for name in ("text", "title", "table", "trial") if name in words}
    return {"text": words} if words else {}


def _file(language: str, name: str) -> dict[str, Any]:
    path = FOLDER / language / f"{name}.toml"
    if language != ENGLISH and not path.is_file():
        return {}
    lines = _lines(path)
    compiled = _compiled(language).get(name)
    if compiled and compiled.sum == checksum(lines):
        return compiled.said
    import tomllib  # noqa: PLC0415 - only a file that was changed by hand is read as TOML

    try:
        return tomllib.loads("\n".join(lines) + "\n")
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise _broken(path, int(found[1]) if found else len(lines), _("it is not TOML")) from None


class Compiled(Struct):
    """A file of coaching in a form that is read fast, and the checksum of the text it was made from."""

    sum: int
    said: dict[str, Any]


COMPILED = "compiled.json"


@cache
def _compiled(language: str) -> dict[str, Compiled]:
    """The compiled files of a language, made by hatch_build.py; where there are none, TOML is read."""
    with suppress(OSError, DecodeError):
        return json.decode((FOLDER / language / COMPILED).read_bytes(), type=dict[str, Compiled])
    return {}


def checksum(lines: Iterable[str]) -> int:
    """Make the checksum of a file, whatever its line ends are, to know whether it was changed since."""
    return crc32("\n".join(lines).encode())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode().replace("\r\n", "\n").split("\n")
    except OSError as error:
        raise _broken(path, 1, of_the_system(error)) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _broken(path, line, _("it is not UTF-8 text")) from None


def _broken(path: Path, line: int, why: str) -> BrokenCoaching:
    said = _("The coaching in {path} can't be read at line {line}: {why}.")
    return BrokenCoaching(
        said.format(path=path, line=line, why=why),
        _("Put it right, or install peermentor again: pip install --force-reinstall peermentor"),
    )


def demo_steps(language: str) -> list[dict[str, Any]]:
    """Load the days of the made-up quarter: `day` (0 is its first Monday), `time`, `commands` as typed."""
    steps: list[dict[str, Any]] = _demo(language)["step"]
    return steps


def demo_people(language: str) -> list[str]:
    """Name the two peers of the demo, as one types them: first the one with whom it goes well."""
    people: list[str] = _demo(language)["people"]
    return people


def _demo(language: str) -> dict[str, Any]:
    return _file(language, "demo") or _file(ENGLISH, "demo")

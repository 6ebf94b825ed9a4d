"""The coaching, as data: what to ask, what to remember, what to agree on. One folder for each language.

English has everything: texts, tags and their order. Another language gives texts by the same keys, in files
of the same names; what it does not say is said in English.
"""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from msgspec import convert

from peermentor.practice.coaching import Coaching, FitLine, Guide, OpenerText, Page, Prompt, Question, Tip

FOLDER = Path(__file__).parent
ENGLISH = "en"

T = TypeVar("T", Question, Tip, Guide, FitLine, OpenerText, Page, Prompt)


@cache
def load(language: str) -> Coaching:
    """All the coaching in a language; text by text in English where that language has none."""
    return Coaching(
        questions=_read("questions", Question, language),
        tips=_read("tips", Tip, language),
        guides=_read("agendas", Guide, language),
    )


def fit(language: str) -> tuple[FitLine, ...]:
    """The fit checklist."""
    return _read("fit", FitLine, language)


def openers(language: str) -> tuple[OpenerText, ...]:
    """First words to a peer."""
    return _read("openers", OpenerText, language)


def guide(language: str) -> tuple[Page, ...]:
    """The pages of the guide, in reading order."""
    return _read("guide", Page, language)


def reflection(language: str) -> tuple[Prompt, ...]:
    """The questions of a reflection, for each role and form."""
    return _read("reflection", Prompt, language)


def _read(name: str, kind: type[T], language: str) -> tuple[T, ...]:
    said = {} if language == ENGLISH else _file(language, name)
    return tuple(
        convert(fields | {"key": key, "text": _text(said.get(key)) or fields["text"]}, kind)
        for key, fields in _file(ENGLISH, name).items()
    )


def _text(said: str | dict[str, str] | None) -> str | None:
    return said.get("text") if isinstance(said, dict) else said


def _file(language: str, name: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only the commands that show coaching read it

    path = FOLDER / language / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def demo_steps(language: str) -> list[dict[str, Any]]:
    """The days of the made-up quarter: `day` (0 is its first Monday), `time`, `commands` as typed."""
    steps: list[dict[str, Any]] = _demo(language)["step"]
    return steps


def demo_people(language: str) -> list[str]:
    """The one who thrives and the one who fades, as one types them."""
    people: list[str] = _demo(language)["people"]
    return people


def _demo(language: str) -> dict[str, Any]:
    return _file(language, "demo") or _file(ENGLISH, "demo")

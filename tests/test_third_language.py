"""A language is a folder of coaching and a catalogue, and nothing else.

It is tried with a made-up one, in which every letter of a text of ours has an accent and every text is 40 %
longer: what is still plain on a screen escaped the catalogue, and what no longer fits breaks a layout.
"""

import math
import re
import shutil
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from rich.cells import cell_len

import hatch_build
from peermentor import language, templates
from peermentor.commands.table import commands
from peermentor.exchange.incoming.imports import IMPORTS
from peermentor.exchange.outgoing.exports import EXPORTS
from peermentor.practice.nouns import settings
from tests.speaking import STORY, Heard, catalogue, help_pages, screens, speak, story, words_of

CODE = "qps"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀčďéƒğĥíĵķĺɱńóƥɋřšťúṽŵẋýžÁƁČĎÉƑĞĤÍĴĶĹḾŃÓƤɊŘŠŤÚṼŴẊÝŽ"
KEPT = re.compile(
    r"\{[^{}]*\}|peermentor(?: [a-z-]+)?|--[a-z-]+|`[^`]*`|PEERMENTOR_\w+|\b[A-Z]+_[A-Z]+\b|\d\w*"
)


def pseudo(text: str) -> str:
    """A text of the made-up language: what is filled in or typed stays as it is."""
    if text.startswith("peermentor "):
        return text  # a command that can be typed
    parts, at = [], 0
    for kept in KEPT.finditer(text):
        parts += [_accented(text[at : kept.start()]), kept[0]]
        at = kept.end()
    said = "".join([*parts, _accented(text[at:])])
    body = said.rstrip()
    longer = "é" * math.ceil(0.4 * len(body)) if any(sign.isalpha() for sign in body) else ""
    # Broken into words, as a longer sentence would be.
    return body + re.sub("é{7}", "éééééé ", longer) + said[len(body) :]


def _accented(text: str) -> str:
    return text.translate(str.maketrans(PLAIN, ACCENTED))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that speaks one language more."""
    folder = tmp_path_factory.mktemp("third")
    copy = folder / "peermentor"
    shutil.copytree(Path(language.__file__).parent, copy)
    words = copy / "locale" / CODE / "LC_MESSAGES" / "peermentor.mo"
    words.parent.mkdir(parents=True)
    words.write_bytes(_words())
    coaching = copy / "templates" / CODE
    coaching.mkdir()
    for name in templates.KINDS:
        (coaching / f"{name}.toml").write_text(_coaching(name), "utf-8")
    (coaching / hatch_build.COMPILED).write_text(hatch_build.compiled(coaching), "utf-8")
    return folder


def _words() -> bytes:
    made = Catalog(locale="en")
    for message in catalogue("id"):
        if isinstance(message.id, tuple):
            made.add(message.id, tuple(map(pseudo, message.id)), context=message.context)
        elif message.id:
            days = message.context in ("in full", "in three letters")
            made.add(message.id, (_accented if days else pseudo)(message.id), context=message.context)
    out = BytesIO()
    write_mo(out, made)
    return out.getvalue()


def _coaching(name: str) -> str:
    lines = []
    for key, entry in tomllib.loads((templates.FOLDER / "en" / f"{name}.toml").read_text("utf-8")).items():
        lines.append(f"[{key}]")
        for part in ("text", "title", "trial"):
            if part in entry:
                lines.append(f"{part} = {_quoted(pseudo(entry[part]))}")
        if "table" in entry:
            rows = (", ".join(_quoted(pseudo(cell)) for cell in row) for row in entry["table"])
            lines.append(f"table = [{', '.join(f'[{row}]' for row in rows)}]")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


VIEWS = (
    *("today", "prep", "goals", "goal", "mentors", "mentor", "topics", "promises", "wins"),
    *(
        "sessions",
        "session",
        "timeline",
        "stats",
        "search",
        "review",
        "fit",
        "opener",
        "tips",
        "guide",
        "questions",
        "history",
    ),
    *("restore", "doctor", "config"),
)
NAMES = (
    words_of(commands())
    | words_of(settings.setting_rows())
    | {*EXPORTS, *IMPORTS}
    | {"peermentor", "json", "toml", "auto", "daily", "manual", "journal", CODE}
)
NAMES |= words_of(row.examples for row in commands().values())
TYPED = words_of([STORY.read_text("utf-8"), *(" ".join(words) for _at, words in screens())])
KEYS = words_of(
    key
    for name in templates.KINDS
    for key in tomllib.loads((templates.FOLDER / "en" / f"{name}.toml").read_text("utf-8"))
)


def plain(heard: Heard) -> list[str]:
    """The words without an accent that nobody typed; a narrow screen may break those that were."""
    names = r"--[a-z-]+|\b[a-z_]+(?==)|-[a-z]\b|\S*/\S*|PEERMENTOR_\w+|\b\w+\.(?:json|toml|md)\b"
    words = set(re.findall(r"\b[a-z]{3,}\b", re.sub(names, " ", heard.out + heard.err).lower()))
    return sorted(word for word in words if not any(word in known for known in NAMES | TYPED | KEYS))


@pytest.fixture(scope="module", params=[80, 50])
def quarter(
    request: pytest.FixtureRequest, package: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Heard]:
    folder = tmp_path_factory.mktemp("quarter")
    return speak(CODE, [*story(), *screens(), *help_pages()], folder, columns=request.param, package=package)


def test_it_is_spoken_without_a_line_of_code(quarter: list[Heard]) -> None:
    assert [heard for heard in quarter[: len(story())] if heard.code] == []
    assert any("ƥřóɱíšé" in heard.out.lower() for heard in quarter)


def test_no_text_escapes_the_catalogue(quarter: list[Heard]) -> None:
    assert {heard.words: found for heard in quarter if (found := plain(heard))} == {}


def test_no_layout_breaks_when_every_text_is_longer(quarter: list[Heard]) -> None:
    drawn = quarter[len(story()) :]
    # A search that finds nothing says so by 1, as grep does.
    broken = {h.words: h.err for h in drawn if h.code == 1 and h.words != ("search", "nothing-like-it")}
    assert broken == {}


def test_no_drawn_line_is_wider_than_the_screen(quarter: list[Heard], request: pytest.FixtureRequest) -> None:
    columns = request.node.callspec.params["quarter"]
    drawn = [heard for heard in quarter[len(story()) :] if heard.code == 0 and heard.words[0] in VIEWS]
    views = [heard for heard in drawn if not {"--markdown", "--help"} & {*heard.words}]
    assert len(views) > 20
    # A path or a command is not broken, so that it can be copied.
    whole = re.compile("/|peermentor ")
    lines = {h.words: [line for line in h.out.splitlines() if not whole.search(line)] for h in views}
    wide = {words: max(map(cell_len, said), default=0) for words, said in lines.items()}
    assert {words: width for words, width in wide.items() if width > columns} == {}

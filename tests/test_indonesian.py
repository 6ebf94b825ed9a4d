"""With Indonesian chosen, nobody meets an English word but the names of commands, options and files."""

import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from peermentor import language, templates
from peermentor.commands.table import commands
from peermentor.practice.nouns import settings, vocabulary
from tests.cli.examples import FIRST, TYPED
from tests.conftest import Desk
from tests.speaking import STORY, Heard, catalogue, help_pages, screens, speak, story, words_of
from tests.told import told


def _texts(message_part: object) -> list[str]:
    return [message_part] if isinstance(message_part, str) else list(message_part)


def coaching(code: str) -> list[tuple[str, list[str]]]:
    """Every entry of the coaching: its key, and its words."""
    found = []
    for name in templates.KINDS:
        for key, entry in tomllib.loads(
            (templates.FOLDER / code / f"{name}.toml").read_text("utf-8")
        ).items():
            parts = {"text": entry} if isinstance(entry, str) else entry
            rows = [cell for row in parts.get("table", ()) for cell in row]
            found.append((key, [*(str(parts.get(part, "")) for part in ("text", "title", "trial")), *rows]))
    return found


def said_in(code: str) -> set[str]:
    """All the words of the coaching in a language."""
    return {text for _key, texts in coaching(code) for text in texts}


def english_words() -> set[str]:
    """The words of the English texts that no Indonesian text uses."""
    messages = [message for message in catalogue("id") if message.id]
    indonesian = said_in("id") | {text for message in messages for text in _texts(message.string)}
    english = said_in("en") | {text for message in messages for text in _texts(message.id)}
    return words_of(english) - words_of(indonesian) - words_of(commands())


ENGLISH = english_words()
STORY_WORDS = words_of([STORY.read_text("utf-8")])
# What is typed: values and arguments, settings, and the keys of what can be starred, answered or read.
KEYS = words_of(key for key, _texts_of_it in coaching("en"))
TYPED_WORDS = words_of([*(" ".join(words) for _at, words in screens()), *settings.setting_rows()]) | KEYS
NOW = "2026-07-01T08:30"
SCREENS = Path(__file__).parent / "screens"
LOOKED_FOR = 'add-topic maya "Rapat perencanaan"'  # by the Indonesian example of search
OPTION = re.compile(r"--[a-z-]+|-[a-z]\b|\S*/\S*|\b\w+\.(?:json|toml|md)\b|PEERMENTOR_\w+|[A-Z]+_[A-Z]+")


def foreign(heard: Heard, typed: set[str]) -> Iterator[str]:
    """The English words in what a command said that nobody typed."""
    for word in re.findall(r"[a-z]{2,}", OPTION.sub(" ", heard.out + " " + heard.err).lower()):
        if word in ENGLISH and word not in typed:
            yield word


def test_there_are_enough_english_words_to_look_for():
    assert len(ENGLISH) > 1000
    assert {"kept", "because", "overdue", "you", "usage", "yours", "nothing"} <= ENGLISH


def found_in(said: list[Heard], typed: set[str]) -> dict[tuple[str, ...], list[str]]:
    return {heard.words: found for heard in said if (found := sorted(set(foreign(heard, typed))))}


ASKED = [("2026-09-22T09:00", ["--json", *line.split()]) for line in ("goals", "promises", "review maya")]


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Heard]]:
    """The first quarter, what scripts ask of it and every screen in it, and the folder of its journal."""
    folder = tmp_path_factory.mktemp("quarter")
    return folder, speak("id", [*story(), *ASKED, *screens()], folder)


def test_no_sentence_of_the_first_quarter_is_english(quarter: tuple[Path, list[Heard]]) -> None:
    said = [heard for heard in quarter[1] if heard.words[0] != "--json"]
    assert [heard for heard in said[: len(story())] if heard.code] == []
    assert found_in(said, TYPED_WORDS | STORY_WORDS) == {}


# What a person does not read but has read: the names of fields in a file, and a page of the manual.
NO_SENTENCES = {"edit", "export", "import", "man"}
TYPED_ON_SCREENS = words_of([(SCREENS / "typed.toml").read_text("utf-8")])


def test_no_screen_of_an_indonesian_journal_shows_an_english_word() -> None:
    """The golden screens over the demo quarter, which tests/test_screens.py holds to what is said."""
    of_the_frame = re.compile(r"^(\$ .*|\[stderr\]|\[exit \d+\])$", re.MULTILINE)
    said = [
        Heard((screen.stem,), 0, of_the_frame.sub("", screen.read_text("utf-8")), "")
        for screen in (SCREENS / "id").glob("*.txt")
        if screen.stem not in NO_SENTENCES
    ]
    assert len(said) > 70
    assert found_in(said, TYPED_WORDS | TYPED_ON_SCREENS) == {}


def test_no_help_page_shows_an_english_word(tmp_path: Path) -> None:
    assert found_in(speak("id", help_pages(), tmp_path), KEYS) == {}


def test_what_scripts_read_is_the_same_in_every_language(quarter: tuple[Path, list[Heard]]) -> None:
    told_in_english = told(STORY.name)
    folder, said = quarter
    answers = [heard.out for heard in said[len(story()) :][: len(ASKED)]]
    english = [told_in_english.desk.on(moment).do(*words).out for moment, words in ASKED]
    assert [_language_neutral(json.loads(answer)["data"]) for answer in answers] == [
        _language_neutral(json.loads(answer)["data"]) for answer in english
    ]
    journal = json.loads((folder / "journal.json").read_text("utf-8"))
    assert _led(journal) == _led(told_in_english.desk.tables()) == {"both", "them"}


def _led(journal: dict[str, dict[str, dict[str, str]]]) -> set[str]:
    return {session["led"] for session in journal["sessions"].values() if "led" in session}


def _language_neutral(data: object) -> object:
    """What is no sentence: keys, codes, numbers and the person's own words."""
    if isinstance(data, dict):
        spoken = (
            "text",
            "summary",
            "uid",
            "tip",
            "created",
            "updated",
            "conversation",
            "look_for",
            "support",
        )
        return {key: _language_neutral(value) for key, value in data.items() if key not in spoken}
    return [_language_neutral(value) for value in data] if isinstance(data, list) else data


def test_every_indonesian_example_works_as_it_stands(tmp_path: Path) -> None:
    examples = [
        re.sub(r"^peermentor ", "", str(message.string))
        for message in catalogue("id")
        if str(message.id).startswith("peermentor ")
        and any("peermentor/commands/table.py" in place for place, _line in message.locations)
    ]
    assert len(examples) > 15
    # Each in a journal of its own, which begins as the first one does.
    began = [(NOW, ["--journal", "0.json", *shlex.split(line)]) for line in (*TYPED, LOOKED_FOR)]
    speak("id", began, tmp_path)
    lines = []
    for number, example in enumerate(examples, 1):
        words, journal = shlex.split(example), f"{number}.json"
        if words[0] != "add-mentor":
            shutil.copy(tmp_path / "0.json", tmp_path / journal)
        lines += [(NOW, ["--journal", journal, *FIRST[words[0]].split()])] if words[0] in FIRST else []
        lines.append((NOW, ["--journal", journal, *words]))
    assert [heard for heard in speak("id", lines, tmp_path) if heard.code] == []


@pytest.mark.parametrize(
    ("line", "field", "kept"),
    [
        ("log maya --notes x --led aku", "led", "me"),
        ("log maya --notes x --led rekan", "led", "them"),
        ("log maya --notes x --led Berdua", "led", "both"),
        ("log maya --notes x --talked seimbang", "talked", "even"),
        ("log maya --notes x --asked gak", "asked", "no"),
        ("log maya --cancelled dia", "cancelled", "them"),
    ],
)
def test_indonesian_words_are_understood_whatever_is_shown(
    desk: Desk, line: str, field: str, kept: str
) -> None:
    desk.do("add-mentor", "Maya Pranata")
    desk.do(*line.split())
    assert desk.tables()["sessions"]["1"][field] == kept


@pytest.mark.parametrize("word", vocabulary.INDONESIAN)
def test_a_word_is_shown_as_it_can_be_typed(word: str) -> None:
    shown = {
        message.id: message.string for message in catalogue("id") if message.context == vocabulary.CONTEXT
    }
    assert shown[word] == vocabulary.INDONESIAN[word][0]


def test_a_command_to_type_has_its_words_in_the_language_in_use(desk: Desk) -> None:
    desk.on("2026-03-02T09:00").do("add-mentor", "Maya", "--every", "2w", "--next", "2026-03-05")
    desk.do("add-goal", "Menolak", "--with", "maya", "--by", "2026-03-04")
    language.use("id")
    try:
        said = desk.on("2026-03-09T09:00").do("today").out
        desk.do("log", "maya", "--cancelled", "rekan", "--date", "2026-03-05")
        desk.do("edit", "g1", "state=lepas")
        desk.do("review", "maya", "--concern")
        asks = desk.on("2026-03-24T09:00").do("review", "maya").out
    finally:
        language.use(language.ENGLISH)
    assert "log maya --cancelled rekan" in said
    assert "edit g1 state=lepas" in said
    assert "review m1 --over ya" in asks

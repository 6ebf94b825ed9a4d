"""Which language is spoken, and what happens where its words are missing or broken."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peermentor import language
from tests.conftest import Desk
from tests.started import run


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    language.use("en")
    language.spoken.cache_clear()


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8", "LANGUAGE": "nl:id:en"}, "id"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "id"}, "en"),
        ({"LC_ALL": "C", "LANG": "id_ID.UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_machine_is_spoken_where_there_is_a_catalogue(
    environment: dict[str, str], code: str
) -> None:
    assert language.of_the_system(environment) == code


def says(tmp_path: Path, *words: str, **environment: str) -> str:
    """What a process with this environment says, on either stream."""
    return heard(run(*words, env=Desk(tmp_path / "journal.json").env | environment))


def says_from(package: Path, *words: str) -> str:
    """What a copy of the program says, on either stream."""
    done = subprocess.run(
        [sys.executable, "-m", "peermentor", *words],
        env=Desk(package / "journal.json").env | {"PYTHONPATH": str(package)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=package.parent,
    )
    return heard(done)


def heard(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode in {0, 2} | ({1} if "doctor" in done.args else set()), done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ((), {}, "en"),
        ((), {"LANG": "id_ID.UTF-8"}, "id"),
        ((), {"LANG": "id_ID.UTF-8", "PEERMENTOR_LANG": "en"}, "en"),
        (("--lang", "id"), {"PEERMENTOR_LANG": "en"}, "id"),
        (("--lang=en",), {"LANG": "id_ID.UTF-8"}, "en"),
        ((), {"PEERMENTOR_LANG": "id"}, "id"),
    ],
)
def test_the_nearest_wish_decides(
    tmp_path: Path, words: tuple[str, ...], environment: dict[str, str], expected: str
) -> None:
    said = says(tmp_path, *words, "--help", **environment)
    assert ("Pemakaian:" in said) == (expected == "id")
    assert ("Usage:" in said) == (expected == "en")


def test_the_settings_speak_louder_than_the_machine_and_auto_asks_it_again(desk: Desk) -> None:
    desk.do("config", "language", "id")
    assert "Pemakaian:" in says(desk.path.parent, "--help")
    desk.do("config", "language", "en")
    assert "Usage:" in says(desk.path.parent, "--help", LANG="id_ID.UTF-8")
    desk.do("config", "language", "auto")
    assert "Pemakaian:" in says(desk.path.parent, "--help", LANG="id_ID.UTF-8")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the program whose files may be broken; its folder goes on the path."""
    folder = tmp_path / "copy"
    shutil.copytree(Path(language.__file__).parent, folder / "peermentor")
    return folder


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The words of Indonesian, in a copy that may be broken."""
    copy = tmp_path / "locale"
    shutil.copytree(language.LOCALE, copy)
    monkeypatch.setattr(language, "LOCALE", copy)
    return copy / "id" / "LC_MESSAGES" / "peermentor.mo"


BREAKS = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "no catalogue": lambda file: file.write_bytes(b"I am not a catalogue, I am a sentence."),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "of no known encoding": lambda file: file.write_bytes(
        file.read_bytes().replace(b"charset=utf-8", b"charset=martian")[:-2]
    ),
}


@pytest.mark.parametrize("harm", BREAKS.values(), ids=BREAKS)
def test_a_missing_or_broken_catalogue_is_said_in_english_and_doctor_tells(
    desk: Desk, catalogue: Path, harm: Callable[[Path], object]
) -> None:
    harm(catalogue)
    language.use("id")
    assert "Nobody yet" in desk.do("mentors").out
    assert "The words of id can't be read" in desk.type("doctor").out


def test_the_program_begins_with_a_broken_catalogue_as_with_none(package: Path) -> None:
    BREAKS["cut off"](package / "peermentor" / "locale" / "id" / "LC_MESSAGES" / "peermentor.mo")
    assert "Nobody yet" in says_from(package, "--lang", "id", "mentors")


def test_a_text_that_its_language_lacks_is_told_by_doctor_and_said_in_english(package: Path) -> None:
    tips = package / "peermentor" / "templates" / "id" / "tips.toml"
    lines = tips.read_text("utf-8").splitlines(keepends=True)
    gone = next(number for number, line in enumerate(lines) if line.startswith("look-nearby"))
    tips.write_text("".join(lines[:gone] + lines[gone + 1 :]), "utf-8")
    assert "id/tips.toml (look-nearby)" in " ".join(says_from(package, "--lang", "en", "doctor").split())
    assert "the corridor" in says_from(package, "--lang", "id", "tips", "--all")


def test_a_whole_program_says_that_its_words_are_there(desk: Desk) -> None:
    found = {finding["code"]: finding for finding in desk.data("doctor")["findings"]}
    assert found["catalogue"]["holds"]
    assert found["templates"]["holds"]

"""README.id.md is README.md for people who read Indonesian: the same house, and every command in it works."""

import json
import re
import shlex
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from peermentor import dates
from peermentor.commands.table import commands
from tests.cli.terminal import PROGRAM
from tests.speaking import Heard, speak, words_of
from tests.test_indonesian import ENGLISH

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text("utf-8")
TWIN = (TOP / "README.id.md").read_text("utf-8")
WEDNESDAY = "2026-07-01T08:30"

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")


def between(readme: str, name: str) -> str:
    """What stands between a pair of markers."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", readme, re.DOTALL)
    assert found, name
    return found[1]


def block_under(readme: str, marker: str) -> str:
    """The one line to copy that follows a marker."""
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.+)\n```", readme)
    assert found, marker
    return found[1]


def both(pattern: str) -> tuple[list[str], list[str]]:
    """What a pattern finds in the English README, and in its twin."""
    return re.findall(pattern, README, re.MULTILINE), re.findall(pattern, TWIN, re.MULTILINE)


def numbers(text: str) -> Counter[str]:
    """Every number, however a language groups its digits and writes its decimals."""
    return Counter(re.sub(r"[.,]", "", found) for found in re.findall(r"\d+(?:[.,]\d+)*", text))


def typed_in_the_first_five_minutes() -> list[list[str]]:
    """The lines of the first block that stands under no marker, without the name of the program."""
    section = TWIN.split("## Lima menit pertamamu")[1]
    found = BLOCK.search(section)
    assert found
    lines = [shlex.split(line) for line in found[2].splitlines()]
    assert {words[0] for words in lines} == {"peermentor"}
    return [words[1:] for words in lines]


def named_in_passing() -> list[list[str]]:
    """Every whole command line in the middle of a sentence, without the name of the program."""
    named = (code for code in INLINE.findall(TWIN) if code.startswith("peermentor "))
    return [shlex.split(code)[1:] for code in named if "<" not in code]


def typed(folder: Path, *lines: list[str]) -> list[Heard]:
    """Type these lines on that Wednesday, in Indonesian, after the first five minutes of the README."""
    first = typed_in_the_first_five_minutes()
    heard = speak("id", [(WEDNESDAY, words) for words in (*first, *lines)], folder)
    assert [one for one in heard if one.code] == []
    return heard[len(first) :]


def test_each_readme_names_the_other_in_its_first_lines() -> None:
    assert README.splitlines()[2] == "Bahasa Indonesia: [README.id.md](README.id.md)"
    assert TWIN.splitlines()[2] == "English: [README.md](README.md)"


def test_the_first_five_minutes_work_as_written_and_mean_what_they_say(tmp_path: Path) -> None:
    asked = ["mentors", "goals", "topics", "promises", "session s1"]
    answers = [
        json.loads(one.out)["data"] for one in typed(tmp_path, *(["--json", *a.split()] for a in asked))
    ]
    mentors, goals, topics, promises, session = answers
    assert mentors["mentors"][0]["every"] == "3w"
    assert goals["goals"][0]["target"] == "2026-07-31"  # akhir bulan
    assert topics["topics"][0]["important"]
    mine, theirs = promises["promises"]
    assert (mine["text"], mine["due"]) == ("Tulis naskahku", "2026-07-03")  # paling lambat Jumat
    assert theirs["text"] == "Kirim contoh pesannya"
    assert session["session"]["energy"] == 4


def test_the_same_rituals_fill_the_first_five_minutes_in_both_languages() -> None:
    english = BLOCK.search(README.split("## Your first five minutes")[1])
    assert english
    lines = [shlex.split(line)[1:] for line in english[2].splitlines()]
    twins = typed_in_the_first_five_minutes()
    for line, twin in zip(lines, twins, strict=True):
        assert line[0] == twin[0]
        assert [w for w in line if w.startswith("--")] == [w for w in twin if w.startswith("--")]


def test_every_command_named_in_passing_works_too(tmp_path: Path) -> None:
    # The line that changes a shell's own files is only looked up; every other is typed.
    lines = [words for words in named_in_passing() if words != ["--install-completion"]]
    assert len(lines) < len(named_in_passing())
    lines = [["today" if word == "PERINTAH" else word for word in words] for words in lines]
    *_said, help_page = typed(tmp_path, *lines, ["--help"])
    assert "--install-completion" in help_page.out


def test_every_command_in_bold_or_alone_is_one() -> None:
    for name in re.findall(r"\*\*`([a-z-]+) MENTOR`\*\*", TWIN):
        assert name in commands()
    for words in (*named_in_passing(), *typed_in_the_first_five_minutes()):
        name = next((word for word in words if not word.startswith("--")), "today")
        assert name in {*commands(), "PERINTAH"}


def test_every_phrase_it_calls_a_date_is_understood() -> None:
    bullet = TWIN.split("- **Tanggal**")[1].split("`log`")[0]
    phrases = INLINE.findall(bullet)
    assert "Jumat depan" in phrases
    for phrase in phrases:
        assert dates.parse_day(phrase, date(2026, 7, 1)) > date(2026, 7, 1)


def test_the_lines_to_copy_are_the_same_but_for_the_language_of_the_demo() -> None:
    assert block_under(TWIN, "tests") == block_under(README, "tests")
    assert block_under(TWIN, "demo").replace(" --lang id", "") == block_under(README, "demo")


def test_the_demo_to_copy_speaks_indonesian(tmp_path: Path) -> None:
    words = shlex.split(block_under(TWIN, "demo").rpartition(".venv/bin/peermentor ")[2])
    env = {"HOME": str(tmp_path), "LANG": "C.UTF-8"}
    done = subprocess.run([*PROGRAM, *words], env=env, capture_output=True, encoding="utf-8", check=True)
    assert "Mulai jurnalmu: " in done.stdout
    assert len(done.stdout.splitlines()) < 24, "one screen, with the prompt after it"
    assert "Overdue" not in done.stdout


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"^(#+) ", id="headings"),
        pytest.param(r"^<!-- .* -->$", id="markers"),
        pytest.param(r"!\[[^\]]+\]\(([^)]+)\)", id="pictures"),
        pytest.param(r"^\| (\d+) \|", id="exit codes"),
        pytest.param(r"^\| `([a-z-]+)` \|", id="commands"),
        pytest.param(r"^\{.*\}$", id="documents of JSON"),
        pytest.param(r"`(PEERMENTOR_\w+|NO_COLOR|EDITOR|VISUAL)`", id="environment"),
        pytest.param(r"^- \*\*", id="bullets"),
    ],
)
def test_both_readmes_are_built_alike(pattern: str) -> None:
    english, indonesian = both(pattern)
    assert english == indonesian
    assert english


def test_both_link_to_the_same_places() -> None:
    english, indonesian = both(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
    assert english[1:] == indonesian[1:]
    for place in indonesian:
        assert (TOP / place).exists()


def test_the_figures_on_reliability_are_the_same_in_both() -> None:
    english, indonesian = between(README, "reliability"), between(TWIN, "reliability")
    assert numbers(indonesian) == numbers(english)
    assert bool(indonesian.strip()) == bool(english.strip())


def test_a_number_is_the_same_with_the_signs_of_either_language() -> None:
    assert numbers("1,000 kills in 2.5 s, 0 lost") == numbers(
        "1.000 kali dimatikan dalam 2,5 detik, 0 hilang"
    )
    assert numbers("3 and 3") != numbers("3")


def test_it_says_nothing_in_english() -> None:
    after_the_link = TWIN.split("\n\n", 2)[2]
    prose = INLINE.sub(" ", BLOCK.sub(" ", after_the_link))
    prose = re.sub(r"\]\([^)]+\)|\[[A-Z]+\]|<!-- .* -->", " ", prose)
    assert words_of([prose]) & ENGLISH == set()


def test_it_speaks_to_a_colleague_and_leaves_nothing_to_fill_in() -> None:
    said = {word.lower() for word in re.findall(r"\w+", TWIN)}
    assert said & {"anda", "dimohon", "harap", "merupakan", "dikarenakan", "nggak", "banget", "udah"} == set()
    assert said & {"todo", "tbd", "fixme", "xxx", "lorem"} == set()

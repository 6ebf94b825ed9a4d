"""The settings file: read line by line, changed one line at a time, and as private as the journal."""

import tomllib
from pathlib import Path
from stat import S_IMODE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peermentor.errors import BadSetting
from peermentor.journal.beside import settings_file

OWN = """# my settings, by hand
minutes = 30   # short talks
colour = "blue" # of another program

[later]
minutes = 99
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "config.toml"


def kept(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_where_there_is_no_file_there_are_no_lines(path: Path) -> None:
    assert settings_file.read(path) == {}
    assert not path.parent.exists()


def test_every_line_that_says_something_is_read_with_its_number(path: Path) -> None:
    text = "\ufeff# hello\n\nminutes = 30 # short\n  editor='vi -R'\r\nhints= true\n"
    text += 'rhythm = "3w"\n???\na = [1]\n[b]\n'
    assert settings_file.read(kept(path, text)) == {
        3: ("minutes", 30),
        4: ("editor", "vi -R"),
        5: ("hints", True),
        6: ("rhythm", "3w"),
        7: ("", None),
        8: ("a", None),
        9: ("", None),
    }


def test_a_change_touches_one_line_and_no_comment_or_unknown_key_is_lost(path: Path) -> None:
    settings_file.write(kept(path, OWN), "minutes", 45)
    assert path.read_text() == OWN.replace("30   #", "45   #")


def test_a_new_key_goes_before_the_first_table(path: Path) -> None:
    settings_file.write(kept(path, OWN), "hints", False)
    assert path.read_text() == OWN.replace("[later]", "hints = false\n[later]")
    assert tomllib.loads(path.read_text())["hints"] is False


def test_a_key_that_goes_leaves_its_comment(path: Path) -> None:
    settings_file.write(kept(path, OWN), "minutes", None)
    assert path.read_text() == OWN.replace("minutes = 30   # short talks", "# short talks")
    before = path.read_text()
    settings_file.write(path, "minutes", None)
    assert path.read_text() == before


def test_a_key_that_is_there_twice_is_there_once_afterwards(path: Path) -> None:
    settings_file.write(kept(path, "stale = 1\nhints = true\nstale = 2\n"), "stale", 3)
    assert path.read_text() == "stale = 3\nhints = true\n"


@pytest.mark.parametrize("text", ["hints = true", "hints = true\r\n", "\ufeffhints = true\n", ""])
def test_line_ends_and_marks_stay_as_they_are(path: Path, text: str) -> None:
    settings_file.write(kept(path, text), "minutes", 5)
    end = "\r\n" if "\r" in text else "\n"
    line = text.rstrip("\r\n")
    assert path.read_bytes().decode() == (line + end if line else "") + f"minutes = 5{end}"


def test_it_is_made_for_its_owner_only_and_leaves_no_half_file(path: Path) -> None:
    settings_file.write(path, "minutes", 5)
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not list(path.parent.glob("*.tmp"))


def test_a_file_that_is_not_utf8_or_not_a_file_is_named(path: Path) -> None:
    kept(path, "").write_bytes(b"minutes = 30\nx = '\xff'\n")
    with pytest.raises(BadSetting, match=r"config\.toml can't be read: it is not UTF-8 \(at byte 19\)"):
        settings_file.read(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(BadSetting, match=r"config\.toml can't be read"):
        settings_file.read(path)


def test_a_place_that_cannot_be_written_is_named_as_the_settings(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match=r"The settings in .+ can't be written"):
        settings_file.write(tmp_path / "file" / "config.toml", "minutes", 5)


@given(
    value=st.one_of(
        st.booleans(),
        st.integers(0, 10_000),
        st.text(st.characters(codec="utf-8")),
    )
)
def test_what_is_written_reads_back_and_any_toml_reader_agrees(tmp_path_factory, value) -> None:
    path = tmp_path_factory.mktemp("s") / "config.toml"
    settings_file.write(path, "editor", value)
    assert settings_file.read(path) == {1: ("editor", value)}
    assert tomllib.loads(path.read_text("utf-8")) == {"editor": value}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("minutes = 1_000", ("minutes", 1000)),
        ("minutes = 0x2d", ("minutes", 45)),
        ("editor = '''vi'''", ("editor", "vi")),
        ('editor = "\\u0076i"', ("editor", "vi")),
        ('"minutes" = 45', ("minutes", 45)),
        ("minutes = 4.5", ("minutes", None)),
        ("minutes = [45, 30]", ("minutes", None)),
        ("minutes = 2026-07-01", ("minutes", None)),
        ("minutes = forty", ("minutes", None)),
        ("minutes: 45", ("", None)),
        ("minutes = " + "9" * 5000, ("minutes", None)),
        ("minutes = " + "[" * 5000, ("minutes", None)),
        ("later.minutes = 45", ("", None)),
        ("[later]", ("", None)),
    ],
)
def test_a_line_says_what_toml_says_and_hides_none_beside_it(
    path: Path, line: str, said: tuple[str, object]
) -> None:
    assert settings_file.read(kept(path, f"hints = true\n# mine\n{line}\n")) == {1: ("hints", True), 3: said}


def test_a_key_that_is_there_twice_is_read_twice(path: Path) -> None:
    text = "minutes = 30\nhints = true\nminutes = 45\n"
    assert settings_file.read(kept(path, text)) == {
        1: ("minutes", 30),
        2: ("hints", True),
        3: ("minutes", 45),
    }


def test_a_text_without_an_end_is_named_and_what_stands_before_it_is_read(path: Path) -> None:
    assert settings_file.read(kept(path, 'minutes = 30\neditor = """vi\n')) == {
        1: ("minutes", 30),
        2: ("editor", None),
    }


def test_what_is_no_settings_file_at_all_ends_soon(path: Path) -> None:
    assert set(settings_file.read(kept(path, "??\n" * 10_000)).values()) == {("", None)}


@pytest.mark.parametrize("text", ['editor = """\nminutes = 30\n"""\n', 'minutes = """\n30"""\n'])
def test_a_text_over_several_lines_is_never_half_changed(path: Path, text: str) -> None:
    with pytest.raises(BadSetting, match="without touching more than its line"):
        settings_file.write(kept(path, text), "minutes", 45)
    assert path.read_text() == text


def test_a_change_beside_a_broken_line_leaves_that_line(path: Path) -> None:
    settings_file.write(kept(path, "???\nminutes = 3 # short\n"), "minutes", 45)
    assert path.read_text() == "???\nminutes = 45 # short\n"

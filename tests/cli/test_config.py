"""config: what a person wants otherwise, in one small file of their own."""

import os
from pathlib import Path

import pytest

from tests.cli.used import refused
from tests.conftest import Desk
from tests.started import run

SETTING = {"key", "value", "default", "set", "kind", "range", "meaning"}


@pytest.fixture
def file(desk: Desk) -> Path:
    return Path(desk.env["PEERMENTOR_CONFIG"])


def test_every_setting_is_listed_with_what_it_means_and_what_would_be_right(desk: Desk, file: Path) -> None:
    answer = desk.do("config")
    assert "minutes       45" in answer.out
    assert "A number from 5 to 480." in " ".join(answer.out.split())
    assert f"Kept in {file}" in answer.out.replace("\n", "")
    assert answer.err == ""
    assert desk.do("config", "--list").out == answer.out
    assert not file.exists()


@pytest.mark.parametrize("columns", ["50", "80", "140"])
def test_the_list_fits_the_terminal(desk: Desk, columns: str) -> None:
    desk.env |= {"COLUMNS": columns, "PEERMENTOR_CONFIG": "/tmp/c.toml"}
    assert max(map(len, desk.do("config").out.splitlines())) <= int(columns)


def test_one_is_shown_changed_and_taken_back(desk: Desk, file: Path) -> None:
    assert desk.do("config", "minutes", "30").out == "minutes is 30 now; it was 45.\n"
    assert file.read_text() == "minutes = 30\n"
    assert desk.do("config", "minutes").out == "30\n"
    assert desk.do("config", "minutes", "30").out == "minutes is 30.\n"
    assert desk.do("config", "minutes", "--unset").out == "minutes is 45 again, as it is by default.\n"
    assert file.read_text() == ""
    assert not desk.path.exists()


def test_a_dry_run_changes_nothing(desk: Desk, file: Path) -> None:
    answer = desk.do("config", "minutes", "30", "--dry-run")
    assert answer.out == "minutes is 30 now; it was 45.\n"
    assert answer.err == "A dry run: nothing was written.\n"
    assert not file.exists()


def test_the_fields_scripts_rely_on(desk: Desk, file: Path) -> None:
    listed = desk.data("config")
    assert set(listed) == {"file", "settings", "problems"}
    assert all(set(setting) == SETTING for setting in listed["settings"])
    assert [setting["key"] for setting in listed["settings"]] == [
        "language", "rhythm", "breaks", "minutes", "reminders", "stale", "first-review", "review-every",
        "ask-all", "history", "editor", "identity", "key-command", "key-timeout", "pinentry", "hints",
    ]  # fmt: skip
    changed = desk.data("config", "hints", "off")
    assert set(changed) == {"file", "setting", "message"}
    assert changed["setting"]["value"] is False
    assert desk.data("config", "hints")["setting"]["set"] is True
    file.write_text("minuts = 3\n")
    assert desk.data("config")["problems"] == [
        {
            "line": 1,
            "key": "minuts",
            "text": "There is no setting “minuts”.",
            "right": "Did you mean minutes? See them all: peermentor config",
        }
    ]


@pytest.mark.parametrize(
    ("words", "says", "on"),
    [
        (("minuts",), "no setting “minuts”", "Did you mean minutes?"),
        (("colour", "blue"), "no setting “colour”", "peermentor config"),
        (("minutes", "3"), "“minutes” can't be “3”", "A number from 5 to 480."),
        (("rhythm", "often"), "“rhythm” can't be “often”", "A rhythm like 2w"),
        (("hints", "maybe"), "“hints” can't be “maybe”", "On or off."),
        (("language", "fr"), "“language” can't be “fr”", "One of: auto, en, id."),
        (("--unset",), "--unset needs a key", "config minutes --unset"),
        (("minutes", "30", "--unset"), "--unset needs a key, and no value", "config minutes --unset"),
        (("minutes", "--list"), "--list shows every setting", "Leave out the key"),
    ],
)
def test_what_cannot_be_is_named_with_what_would_be_right(
    desk: Desk, file: Path, words: tuple[str, ...], says: str, on: str
) -> None:
    refused(desk, 2, "config", *words, says=says, on=on)
    assert not file.exists()


class TestBrokenByHand:
    @pytest.mark.parametrize(
        ("line", "says", "on"),
        [
            ("minuts = 3", "config.toml, line 2: There is no setting “minuts”.", "Did you mean minutes?"),
            ("minutes = 3", "config.toml, line 2: “minutes” can't be “3”.", "A number from 5 to 480."),
            ('minutes = "30"', "config.toml, line 2: “minutes” can't be “30”.", "--unset"),
            ("minutes", "config.toml, line 2: This line is not a setting.", "Write it like: minutes = 45"),
        ],
    )
    def test_every_command_names_the_line(
        self, desk: Desk, file: Path, line: str, says: str, on: str
    ) -> None:
        file.write_text(f"# mine\n{line}\n")
        refused(desk, 2, "today", says=says, on=on)
        assert file.read_text() == f"# mine\n{line}\n"

    def test_config_still_works_and_puts_it_right(self, desk: Desk, file: Path) -> None:
        file.write_text("# mine\nminuts = 3\nminutes = 3 # short\n")
        answer = desk.do("config")
        assert "line 2: There is no setting “minuts”." in answer.err
        assert "Hint: Take the line out: peermentor config minuts --unset" in answer.err
        refused(desk, 2, "config", "minutes", says="line 3: “minutes” can't be “3”")
        assert desk.do("config", "minuts", "--unset").out == "The line about minuts is gone.\n"
        desk.do("config", "minutes", "20")
        assert file.read_text() == "# mine\nminutes = 20 # short\n"
        assert desk.do("today").code == 0

    def test_a_file_that_cannot_be_read_is_named(self, desk: Desk, file: Path) -> None:
        file.write_bytes(b"\xff")
        refused(desk, 2, "today", says="can't be read: it is not UTF-8", on="PEERMENTOR_CONFIG")


class TestWhatItChanges:
    def test_the_length_of_an_agenda(self, desk: Desk) -> None:
        desk.do("add-mentor", "Maya")
        desk.do("config", "minutes", "30")
        assert desk.data("prep", "maya")["minutes"] == 30

    def test_the_rhythm_of_someone_new(self, desk: Desk) -> None:
        desk.do("config", "rhythm", "every 3 weeks")
        assert desk.data("add-mentor", "Maya")["mentor"]["every"] == "3w"
        assert desk.data("add-mentor", "Marta", "--every", "1m")["mentor"]["every"] == "1m"
        assert desk.data("add-mentor", "Mina", "--every", "")["mentor"]["every"] == ""

    def test_how_far_today_looks_ahead(self, desk: Desk) -> None:
        desk.do("add-mentor", "Maya", "--next", "2026-07-05")
        assert [due["kind"] for due in desk.data("today")["due"]] == ["meeting"]
        desk.do("config", "reminders", "2")
        assert desk.data("today")["due"] == []
        assert [due["kind"] for due in desk.data("today", "--days", "4")["due"]] == ["meeting"]

    def test_when_a_goal_is_stale_and_a_review_due(self, desk: Desk) -> None:
        desk.do("add-mentor", "Maya")
        desk.do("add-goal", "Say no", "--with", "maya")
        desk.do("config", "stale", "3")
        desk.do("config", "first-review", "10")
        desk.on("2026-07-06T08:00")
        assert desk.data("goals")["goals"][0]["stale"] is True
        assert desk.data("mentors")["mentors"][0]["review_due"] == "2026-07-11"

    def test_hints(self, desk: Desk) -> None:
        desk.do("config", "hints", "off")
        assert desk.do("add-mentor", "Maya").err == ""
        assert desk.do("add-mentor", "Marta", "--json").json["hints"] == []
        desk.do("config", "hints", "on")
        assert desk.do("add-mentor", "Mina").err.startswith("Hint: ")

    def test_the_editor_chosen_here_wins_over_the_usual_one(self, desk: Desk, tmp_path: Path) -> None:
        writes = tmp_path / "writes"
        writes.write_text('#!/bin/sh\necho "From my editor" > "$1"\n')
        writes.chmod(0o755)
        desk.env["EDITOR"] = "false"
        desk.do("config", "editor", str(writes))
        desk.do("add-mentor", "Maya")
        assert desk.data("log", "maya", "--edit")["session"]["notes"].strip() == "From my editor"
        desk.do("config", "editor", "no-such-editor")
        refused(desk, 2, "log", "maya", "--edit", says="can't be started", on="peermentor config editor")


def speaks(desk: Desk, *words: str, **env: str) -> str:
    """The language a whole new process chooses."""
    page = run(*words, "--help", env={**os.environ, **desk.env, **env}).stdout
    return {"Usage:": "en", "Pemakaian:": "id"}[page.split()[0]]


def test_the_language_is_that_of_the_option_then_the_environment_then_the_settings(
    desk: Desk, file: Path
) -> None:
    assert speaks(desk) == "en"
    file.write_text('language = "id"\n')
    assert speaks(desk) == "id"
    assert speaks(desk, PEERMENTOR_LANG="en") == "en"
    assert speaks(desk, "--lang", "en", PEERMENTOR_LANG="id") == "en"
    file.write_bytes(b"language = \xff")
    assert speaks(desk) == "en"

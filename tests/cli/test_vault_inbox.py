"""What is written while the key is away: it waits, locked, and is taken in once the key is there."""

import json
import re
import time
from pathlib import Path

import pytest

from peermentor.journal.vault.recipients import read_recipients
from peermentor.to_type import quoted
from tests.cli.vaults import everything, fetch_key, inbox_of, keys_file, locked_path, opened
from tests.conftest import Desk

pyrage = pytest.importorskip("pyrage")


def test_what_is_written_without_the_key_waits_locked_and_is_taken_in_at_its_own_moment(away: Desk) -> None:
    before = locked_path(away).read_bytes()
    away.on("2026-07-02T09:00")
    assert (
        "waits"
        in away.do("log", "maya", "--notes", "Canary in the inbox", "--i-will", "Bring it by friday").out
    )
    away.on("2026-07-02T09:05").do("add-win", "Second canary")
    away.do("promise", "maya", "Third canary", "--theirs")
    away.do("add-topic", "maya", "Fourth canary")
    away.do("reflect", "maya", "--happened", "Fifth canary")
    away.do("log", "maya", "--notes", "-", stdin="Sixth canary\n")
    away.do("log", "maya", stdin="Seventh canary\n")
    assert locked_path(away).read_bytes() == before
    assert len(inbox_of(away)) == 7
    assert all(b"anary" not in text for text in everything(away.path.parent).values())
    assert away.data("vault")["waiting"] == 7
    fetch_key(away)
    away.on("2026-07-05T20:00")
    shown = away.do("search", "canary")
    assert all(
        f"{word} canary" in shown.out for word in ("Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh")
    )
    assert "still wait" in shown.err
    assert locked_path(away).read_bytes() == before
    assert "Took in 7 entries" in away.do("add-win", "With the key").err
    assert inbox_of(away) == []
    tables = opened(away)
    assert [s["date"] for s in tables["sessions"].values()][-3:] == ["2026-07-02"] * 3
    assert [s["notes"] for s in tables["sessions"].values()][-3:] == [
        "Canary in the inbox", "Sixth canary", "Seventh canary",
    ]  # fmt: skip
    assert [step["command"] for step in tables["history"].values()][-8:] == [
        "log", "add-win", "promise", "add-topic", "reflect", "log", "log", "add-win",
    ]  # fmt: skip
    assert [step["moment"][:10] for step in tables["history"].values()][-8:] == ["2026-07-02"] * 7 + [
        "2026-07-05"
    ]


def test_one_that_was_taken_in_by_a_run_that_was_killed_is_not_taken_in_again(away: Desk) -> None:
    away.do("add-win", "Only once")
    (entry,) = inbox_of(away)
    text = entry.read_bytes()
    fetch_key(away)
    away.do("add-topic", "maya", "Takes it in")
    entry.parent.mkdir(exist_ok=True)
    entry.write_bytes(text)  # as if that run had been killed before it took this away
    assert away.do("wins").out.count("Only once") == 1
    away.do("add-topic", "maya", "Again")
    assert inbox_of(away) == []
    assert away.do("wins").out.count("Only once") == 1


def test_what_does_not_fit_any_more_waits_and_is_said(away: Desk) -> None:
    away.do("promise", "zaltan", "Nobody of that name")
    away.do("add-win", "This one fits")
    fetch_key(away)
    answer = away.do("add-win", "With the key")
    assert "does not fit" in answer.err
    assert "zaltan" in answer.err
    (left,) = inbox_of(away)
    assert str(left) in answer.err
    assert [win["text"] for win in opened(away)["wins"].values()] == [
        "Before the lock",
        "This one fits",
        "With the key",
    ]
    assert "does not fit" in away.do("today").err


REFUSED = (
    ("log", "maya", "--notes", "x", "--date", "nonsense"),
    ("log", "m1", "--notes", "x", "--date", "2099-01-01"),
    ("log", "maya", "--notes", "x", "--energy", "9"),
    ("log", "maya", "--notes", "x", "--role", "boss"),
    ("log", "maya", "--notes", ""),
    ("log", "maya", "--notes", "x", "--next", "yesterday"),
    ("log", "maya", "--notes", "x", "--i-will", "Bring it by the 45th of May"),
    ("log", "maya", "--cancelled", "me", "--energy", "3"),
    ("promise", "maya", "x", "--by", "yesterday"),
    ("promise", "maya", "  "),
    ("add-topic", "maya", "x", "--before", "9"),
    ("add-win", ""),
    ("add-win", "x", "--date", "2099-01-01"),
    ("reflect", "maya", "--happened", "x", "--tag", "nonsense"),
)

TAKEN = (
    ("log", "maya", "--notes", "x", "--date", "yesterday", "--next", "in 2 weeks"),
    ("log", "Rizky", "--i-will", "Bring it by next talk", "--energy", "3"),
    ("log", "m7", "--notes", "x", "--discussed", "t3"),
    ("promise", "--by", "next talk", "maya", "x"),
    ("promise", "maya", "x", "--goal", "g9"),
    ("add-topic", "maya", "x"),
    ("add-win", "x"),
    ("reflect", "s12", "--happened", "x"),
    ("reflect", "--happened", "x"),
)


def test_what_no_journal_would_take_is_refused_as_it_is_with_the_key(away: Desk) -> None:
    before = everything(away.path.parent)
    said = [away.type(*argv) for argv in REFUSED]
    assert everything(away.path.parent) == before
    fetch_key(away)
    for argv, without in zip(REFUSED, said, strict=True):
        with_key = away.type(*argv)
        assert (without.code, with_key.code) == (2, 2), argv
        assert without.err.splitlines()[0] == with_key.err.splitlines()[0]


def test_what_only_the_journal_can_tell_waits(away: Desk) -> None:
    before = everything(away.path.parent)
    for count, argv in enumerate(TAKEN, start=1):
        assert "waits" in away.do(*argv).out, argv
        assert len(inbox_of(away)) == count
    after = everything(away.path.parent)
    assert {path: after[path] for path in before} == before
    assert all(path in before or path in inbox_of(away) or path.suffix == ".lock" for path in after)


def test_nothing_said_is_not_kept_and_other_commands_say_that_the_key_is_missing(away: Desk) -> None:
    for argv in (
        ("promise", "maya"),
        ("reflect", "maya"),
        ("done", "p1"),
        ("log", "maya", "--notes", "x", "--dry-run"),
    ):
        assert away.type(*argv).code == (2 if argv[0] in ("promise", "reflect") else 5), argv
    assert away.type("log", "maya", stdin="").code == 2
    assert inbox_of(away) == []


def test_undo_takes_back_what_waited_as_a_step_of_its_own(away: Desk) -> None:
    away.do("add-win", "First canary")
    away.do("add-win", "Second canary")
    fetch_key(away)
    assert "Second canary" in away.do("undo").out
    assert "First canary" in away.do("wins").out


def test_what_waits_keeps_its_order_where_the_clock_is_set_back(
    away: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        monkeypatch.setattr(time, "time_ns", lambda number=number: 1_800_000_000_000_000_000 - number)
        away.do("add-win", f"Number {number}")
    monkeypatch.undo()
    fetch_key(away)
    away.do("add-win", "With the key")
    said = re.findall(r"Number \d", away.do("history").out)
    assert said == [f"Number {number}" for number in (3, 2, 1, 0)]


def test_what_could_not_be_kept_leaves_no_inbox(away: Desk) -> None:
    keys_file(away).write_bytes(b"age1nonsense\n")
    away.refused(5, "add-win", "Never kept")
    assert not keys_file(away).with_name("inbox").exists()


def test_looking_back_that_waited_is_never_for_a_later_talk(away: Desk) -> None:
    for text in ("First", "It waited"):
        away.on("2026-07-02T08:30").do("reflect", "maya", "--happened", text)
    away.on("2026-07-05T08:30").do("log", "maya", "--notes", "A later talk")
    fetch_key(away)
    for _time in range(2):
        assert "It waited" in away.do("add-win", "With the key").err
    assert "It waited" not in away.do("show", "s2").out


PLANTED = (
    ("vault", "unlock", "--yes"),
    ("export", "json", "--into", "{folder}/stolen.json"),
    ("config", "key-command", "touch {folder}/stolen.json"),
    ("forget", "w1", "--yes"),
    ("delete", "w1"),
    ("add-win", "--journal", "{folder}/stolen.json", "x"),
    ("--journal", "{folder}/stolen.json", "add-win", "x"),
    ("add-win", "x", "--journal={folder}/stolen.json"),
    ("log", "maya", "--edit"),
    ("log", "maya", "-en", "x"),
    ("log", "maya", "--notes", "x", "-e"),
    (),
    ("",),
)


@pytest.mark.parametrize("argv", PLANTED)
def test_of_what_somebody_left_in_the_inbox_no_other_command_is_run(
    locked: Desk, argv: tuple[str, ...]
) -> None:
    """Whoever can write there knows the public keys, and so can seal what they like."""
    folder = locked.path.parent
    editor = folder / "editor.sh"
    editor.write_text(f"#!/bin/sh\ntouch {folder}/stolen.json\n")
    editor.chmod(0o755)
    locked.env["EDITOR"] = str(editor)
    words = [word.format(folder=folder) for word in argv]
    path = plant(locked, json.dumps({"moment": "2026-07-01T08:00:00Z", "argv": words}))
    config = folder.joinpath("config.toml").read_bytes()
    for read_or_write in (("wins",), ("add-win", "Goes on")):
        said = locked.do(*read_or_write)
        assert "does not fit" in said.err
        assert "Before the lock" in locked.do("wins").out
        assert path.exists()
        assert locked_path(locked).exists()
        assert not locked.path.exists()
        assert list(folder.glob("stolen*")) == []
        assert folder.joinpath("config.toml").read_bytes() == config


@pytest.mark.parametrize("text", ["", "nonsense", "[]", None])
def test_what_waits_and_can_not_be_read_is_said_and_keeps_nobody_from_reading_and_writing(
    away: Desk, text: str | None
) -> None:
    away.do("add-win", "It waits")
    fetch_key(away)
    torn = plant(away, text or "half")
    if text is None:
        torn.write_bytes(torn.read_bytes()[:100])
    before = torn.read_bytes()
    read = away.do("wins")
    assert "It waits" in read.out
    assert f"mv {quoted(str(torn))} {quoted(f'{torn}.torn')}" in read.err
    wrote = away.do("add-win", "With the key")
    assert str(torn) in wrote.err
    assert "Took in 1 entry" in wrote.err
    assert torn.read_bytes() == before
    assert away.type("doctor").code == 1
    torn.rename(f"{torn}.torn")
    assert away.do("add-win", "And on").err == ""
    assert away.type("doctor").code == 0


def plant(desk: Desk, text: str) -> Path:
    keys = [pyrage.x25519.Recipient.from_str(one.key) for one in read_recipients(keys_file(desk))]
    path = keys_file(desk).with_name("inbox") / "00000000000000000001-0123abcd.json.age"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(pyrage.encrypt(text.encode(), keys))
    path.chmod(0o600)
    return path

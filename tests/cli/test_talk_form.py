"""A talk as one text: filled with what is open, read back by the rules of the options, put right by it."""

import shlex
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.terminal import ENTER
from tests.cli.test_prompts import Person
from tests.conftest import Desk

OPENED = "opened"


BEGUN = (
    ("add-mentor", "Maya Pranata", "--every", "3w", "--minutes", "30"),
    ("add-topic", "maya", "Corridors"),
    ("promise", "maya", "Write the script by friday"),
    ("promise", "maya", "Send the template", "--theirs"),
)
TALK = (
    "log", "maya", "--notes", "We spoke.\n## Did something go well?\n- [ ] mine", "--discussed", "t1",
    "--i-will", "when it rains, then call by friday", "--got", "Buy time", "--got", "Ask",
    "--win", "It held", "--energy", "4",
)  # fmt: skip


@cache
def journal_of_maya(typed: tuple[tuple[str, ...], ...]) -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.json")
        for words in typed:
            desk.do(*words)
        return desk.path.read_bytes()


class Writer(Person):
    """Someone with a journal, and an editor that runs a line of shell on `$file`, another one each time."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.journal.write_bytes(journal_of_maya(BEGUN))

    def uses(self, *each_time: str) -> None:
        """An editor; a copy of what it was opened on is kept every time."""
        script = self.home / "ed.sh"
        cases = "\n".join(f"{number}) {does} ;;" for number, does in enumerate(each_time))
        script.write_text(
            "#!/bin/sh\n"
            f'file=$1; home="{self.home}"\n'
            f'n=$(ls "$home" | grep -c "^{OPENED}"); cp "$file" "$home/{OPENED}$n"\n'
            f"case $n in\n{cases}\nesac\n"
        )
        script.chmod(0o755)
        self.env["EDITOR"] = shlex.quote(str(script))
        for seen in self.home.glob(f"{OPENED}*"):
            seen.unlink()

    def opened(self, time: int = 0) -> str:
        return (self.home / f"{OPENED}{time}").read_text("utf-8")

    def drafts(self) -> list[Path]:
        return sorted((self.home / "journal.json.d" / "drafts").glob("*"))


def put(what: str, under: str) -> str:
    """Write a line under a heading."""
    return f"""sed -i 's/^## {under}.*/&\\n{what}/' "$file" """


def change(old: str, new: str) -> str:
    return f"""sed -i 's/{old}/{new}/' "$file" """


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(tmp_path)


def test_the_form_is_filled_with_what_is_open_and_read_back_like_the_options(writer: Writer) -> None:
    writer.uses(
        "; ".join(
            (
                put("We rehearsed it.", "What was it about"),
                change(r"\[ \] t1", "[x] t1"),
                change(r"\[ \] p2", "[x] p2"),
                put("- Read it to Budi by friday", "What will you do"),
                put("Lend me the book", "What will they do"),
                put("- Buy time first", "What did you take"),
                put("- It held", "Did something go well"),
                change("^energy:", "energy: 4"),
            )
        )
    )
    done = writer.pipes("log", "maya", "--edit", "--led", "them")
    assert done.returncode == 0, done.stderr
    form = writer.opened()
    assert "day: Wed 1 Jul 2026\nminutes: 30\nenergy:\nnext meeting: Wed 22 Jul 2026\n" in form
    assert "- [ ] t1 Corridors\n" in form
    assert "- [ ] p1 Write the script (yours, due Fri 3 Jul 2026)\n" in form
    (session,) = writer.table("sessions")
    assert (session["notes"], session["energy"], session["minutes"]) == ("We rehearsed it.", 4, 30)
    assert (session["led"], session["next"], session["got"]) == ("them", "2026-07-22", ["Buy time first"])
    states = {p["text"]: p.get("state", "open") for p in writer.table("promises")}
    assert states == {
        "Write the script": "open",
        "Send the template": "kept",
        "Read it to Budi": "open",
        "Lend me the book": "open",
    }
    assert writer.table("topics")[0]["state"] == "discussed"
    assert [win["text"] for win in writer.table("wins")] == ["It held"]
    assert "Kept p2: Send the template" in done.stdout
    assert writer.drafts() == []


def test_what_cannot_be_read_opens_again_with_the_reason_above_the_line(writer: Writer) -> None:
    writer.uses(
        put("We rehearsed it.", "What was it about") + ";" + change("^energy:", "energy: nine"),
        change("^energy: nine", "energy: 3") + ";" + put("- Rest by 99 Agustus", "What will you do"),
        change("99 Agustus", "friday"),
    )
    with writer.at("log", "maya", "--edit") as terminal:
        assert terminal.left() == 0, terminal.said
    first, second = writer.opened(1), writer.opened(2)
    assert first.startswith("! energy: “nine” is not a number from 1 to 5.\n")
    assert first.index("nine") < first.index(" >8 ") < first.index("We rehearsed it.")
    assert second.startswith("! I can't read “99 Agustus” as a date")
    assert "“nine”" not in second
    assert writer.table("sessions")[0]["energy"] == 3
    assert writer.table("promises")[-1]["due"] == "2026-07-03"
    assert writer.drafts() == []


def test_saved_unchanged_after_a_reason_it_waits_and_is_offered_for_the_same_peer(writer: Writer) -> None:
    writer.does("add-mentor", "Budi")
    writer.uses(put("We rehearsed it.", "What was it about") + ";" + change("^energy:", "energy: 9"), ":")
    with writer.at("log", "maya", "--edit") as terminal:
        assert terminal.left() == 2, terminal.said
    (draft,) = writer.drafts()
    assert f"Your words are in {draft}." in " ".join(terminal.said.split())
    writer.uses(":")
    with writer.at("log", "budi", "--edit") as terminal:
        assert terminal.left() == 2
    assert "never kept" not in terminal.said
    writer.uses(change("^energy: 9", "energy: 2"))
    with writer.at("log", "MAYA", "--edit") as terminal:
        terminal.answer("Go on with it? [Y/n]")
        assert terminal.left() == 0, terminal.said
    assert [s["notes"] for s in writer.table("sessions")] == ["We rehearsed it."]
    assert writer.drafts() == []


def test_with_nobody_there_what_cannot_be_read_is_an_error_at_once_and_a_draft(writer: Writer) -> None:
    writer.uses(change("^energy:", "energy: nine"), change("^energy: nine", "energy: 3"))
    done = writer.pipes("log", "maya", "--edit")
    assert (done.returncode, done.stdout) == (2, "")
    assert "“nine” is not a number from 1 to 5" in done.stderr
    assert "energy: nine" in writer.drafts()[0].read_text("utf-8")
    assert writer.table("sessions") == []


def kept_talk(writer: Writer) -> None:
    writer.journal.write_bytes(journal_of_maya((*BEGUN, TALK)))


def test_the_same_form_edits_a_talk_and_saved_as_it_was_changes_nothing(writer: Writer) -> None:
    kept_talk(writer)
    before = writer.journal.read_bytes()
    writer.uses('echo >> "$file"')
    with writer.at("edit", "s1") as terminal:
        assert terminal.left() == 0, terminal.said
    assert "Nothing to change" in terminal.said
    form = writer.opened()
    assert "- [x] t1 Corridors\n" in form
    assert "- p3: when it rains, then call by Fri 3 Jul 2026\n" in form
    assert "- w1: It held\n" in form
    assert "\\## Did something go well?\n- [ ] mine\n" in form
    assert writer.journal.read_bytes() == before


def test_every_part_of_a_talk_can_be_put_right_in_its_form(writer: Writer) -> None:
    kept_talk(writer)
    writer.uses(
        "; ".join(
            (
                change("^day:.*", "day: 30 Jun 2026"),
                change("^energy: 4", "energy:"),
                change("We spoke", "We argued"),
                change(r"\[x\] t1", "[ ] t1"),
                change("then call by.*", "then write by 10 Jul 2026"),
                change("^- Buy time", "- Buy more time"),
                change("^- Ask$", ""),
                change("w1: It held", "w1: It held well"),
                put("- Lend it", "What will they do"),
            )
        )
    )
    with writer.at("edit", "s1") as terminal:
        assert terminal.left() == 0, terminal.said
    (session,) = writer.table("sessions")
    assert (session["date"], session.get("energy"), session["got"]) == ("2026-06-30", None, ["Buy more time"])
    assert session["notes"] == "We argued.\n## Did something go well?\n- [ ] mine"
    assert not session.get("discussed")
    assert writer.table("topics")[0].get("state", "open") == "open"
    mine, theirs = writer.table("promises")[2:]
    assert (mine["text"], mine["cue"], mine["due"]) == ("write", "it rains", "2026-07-10")
    assert mine["made"] == "2026-06-30"
    assert (theirs["text"], theirs["owner"], theirs["session"]) == ("Lend it", "them", session["uid"])
    assert [(w["text"], w["date"]) for w in writer.table("wins")] == [("It held well", "2026-06-30")]
    writer.does("undo")
    assert writer.table("sessions")[0]["notes"].startswith("We spoke.")


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        (change("^- p3:.*", ""), "p3 is missing in the form."),
        (change("w1: It", "p3: It"), "w1 is missing in the form."),
        (change("w1: It", "w7: It"), "w7 has no place there"),
        (change("^## What did you take.*", ""), "is gone, and there were words under it"),
        (change("then call by.*", "then call by 2026-01-01"), "before it was made"),
        (change("^day:.*", "day: tomorrow"), "has not come"),
    ],
)
def test_what_would_lose_something_opens_again_and_changes_nothing(
    writer: Writer, does: str, reason: str
) -> None:
    kept_talk(writer)
    before = writer.journal.read_bytes()
    writer.uses(does, ":")
    with writer.at("edit", "s1") as terminal:
        assert terminal.left() == 2, terminal.said
    assert reason in writer.opened(1).partition(" >8 ")[0]
    assert writer.journal.read_bytes() == before
    assert len(writer.drafts()) == 1


def meanwhile(*changes: str) -> str:
    """What a second process changes while the editor is open."""
    return f'; "{sys.executable}" -m peermentor edit {shlex.join(changes)} >/dev/null'


def test_what_somebody_else_changed_meanwhile_stays_beside_what_was_changed_in_the_form(
    writer: Writer,
) -> None:
    kept_talk(writer)
    writer.uses(change("We spoke", "We argued") + meanwhile("s1", "energy=2", "got+=Rest"))
    with writer.at("edit", "s1") as terminal:
        assert terminal.left() == 0, terminal.said
    (session,) = writer.table("sessions")
    assert (session["energy"], session["notes"].split("\n")[0]) == (2, "We argued.")
    assert session["got"] == ["Buy time", "Ask", "Rest"]


def test_what_both_changed_is_shown_both_ways_and_the_rest_stays_as_somebody_else_made_it(
    writer: Writer,
) -> None:
    kept_talk(writer)
    writer.uses(
        change("We spoke", "We argued") + ";" + change("^energy: 4", "energy: 1")
        + meanwhile("s1", "energy=2", "minutes=75"),
        change("^energy: 1", "energy: 3"),
    )  # fmt: skip
    with writer.at("edit", "s1") as terminal:
        assert terminal.left() == 0, terminal.said
    above, _line, below = writer.opened(1).partition("\n------------------------ >8")
    assert above.startswith("! s1 was changed while you wrote.")
    assert "    energy: 2\n" in above
    assert "We spoke." in above
    assert "energy: 1\n" in below
    assert "We argued." in below
    (session,) = writer.table("sessions")
    assert (session["energy"], session["minutes"]) == (3, 75)
    assert session["notes"].split("\n")[0] == "We argued."


def test_a_form_of_any_record_takes_back_nothing_that_somebody_else_changed_meanwhile(writer: Writer) -> None:
    writer.uses(change("^skill:", "skill: Counterpoint") + meanwhile("m1", "role=Organist", "every=2w"))
    with writer.at("edit", "m1") as terminal:
        assert terminal.left() == 0, terminal.said
    (maya,) = writer.table("mentors")
    assert (maya["skill"], maya["role"], maya["every"]) == ("Counterpoint", "Organist", "2w")


def test_what_both_changed_in_any_record_is_said_and_saved_unchanged_the_words_wait(writer: Writer) -> None:
    ours = change("^text:.*", "text: Corridors at noon")
    writer.uses(ours + meanwhile("t1", "text=Stairs", "owner=them"), ":")
    with writer.at("edit", "t1") as terminal:
        assert terminal.left() == 4, terminal.said
    assert "t1 was changed while you wrote." in terminal.said
    assert writer.opened(1).startswith("#! t1 was changed while you wrote.")
    assert "#!     text: Stairs\n" in writer.opened(1)
    (draft,) = writer.drafts()
    assert "Corridors at noon" in draft.read_text("utf-8")
    writer.uses(change("^owner:.*", "owner: them"))
    with writer.at("edit", "t1") as terminal:
        terminal.answer("Go on with it? [Y/n]")
        assert terminal.left() == 0, terminal.said
    assert "#!     text: Stairs\n#!     owner: them\n" in writer.opened()
    (topic,) = writer.table("topics")
    assert (topic["text"], topic["owner"]) == ("Corridors at noon", "them")
    assert writer.drafts() == []


def test_what_is_decided_of_what_both_changed_is_what_is_saved_next(writer: Writer) -> None:
    """Also where that is what it had been before either of them."""
    writer.uses(
        change("^text:.*", "text: Halls") + meanwhile("t1", "text=Stairs"),
        change("^text: Halls", "text: Corridors"),
    )
    with writer.at("edit", "t1") as terminal:
        assert terminal.left() == 0, terminal.said
    assert writer.table("topics")[0]["text"] == "Corridors"


def test_a_record_that_is_gone_meanwhile_leaves_the_words_in_the_draft(writer: Writer) -> None:
    writer.uses(
        change("^text:.*", "text: Halls") + f'; "{sys.executable}" -m peermentor delete t1 >/dev/null',
        ":",
    )
    with writer.at("edit", "t1") as terminal:
        assert terminal.left() == 3, terminal.said
    (draft,) = writer.drafts()
    assert "Halls" in draft.read_text("utf-8")


def test_a_form_in_indonesian_is_read_as_it_is_written(writer: Writer) -> None:
    kept_talk(writer)
    writer.env["PEERMENTOR_LANG"] = "id"
    before = writer.journal.read_bytes()
    for does in ('echo >> "$file"', change("We spoke", "Kami mengobrol")):
        writer.uses(does)
        assert writer.journal.read_bytes() == before
        with writer.at("edit", "s1") as terminal:
            assert terminal.left() == 0, terminal.said
    assert writer.table("sessions")[0]["notes"].startswith("Kami mengobrol.")
    assert "energi: 4" in writer.opened()


def test_it_can_be_opened_before_the_talk_and_cut_off_while_it_lasts(writer: Writer) -> None:
    writer.uses(put("So far so good.", "What was it about") + "; echo ready; read -r stay")
    with writer.at("log", "maya", "--edit") as terminal:
        terminal.wait_for("ready")
        terminal.kill()
    writer.uses(change("So far so good", "All of it"))
    with writer.at("log", "maya", "--edit") as terminal:
        terminal.wait_for("Go on with it? [Y/n]")
        terminal.press(ENTER)
        assert terminal.left() == 0, terminal.said
    assert writer.table("sessions")[0]["notes"] == "All of it."

"""Files as other programs and accidents leave them: half, in other letters, too much of one, or bent."""

import json
import re
from collections.abc import Callable
from cProfile import Profile
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import Desk, begun
from tests.exchange.test_import import calendar, written

MAYA = "ATTENDEE;CN=Maya Pranata:mailto:maya@example.org"
TALK = f"UID:one\r\nDTSTART:20260601T100000Z\r\n{MAYA}"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:René Dupont\r\nEND:VCARD\r\n"
TASK = {"uuid": "u1", "description": "Write it", "status": "pending", "entry": "20260601T100000Z"}


@begun
def used(desk: Desk) -> None:
    desk.on("2026-07-01T09:00")
    desk.do("add-mentor", "Maya Pranata")


def utf16(text: str) -> bytes:
    return text.encode("utf-16")


def old_mac(text: str) -> bytes:
    return text.replace("\r\n", "\r").encode()


@pytest.mark.parametrize("letters", [utf16, old_mac])
@pytest.mark.parametrize(("name", "text"), [("ics", calendar(TALK)), ("vcf", CARD)])
def test_other_letters_and_line_ends_are_read(
    used: Desk, tmp_path: Path, letters: Callable[[str], bytes], name: str, text: str
) -> None:
    assert len(used.data("import", name, written(tmp_path, letters(text)))["added"]) == 1


@pytest.mark.parametrize("name", ["csv", "jrnl", "friends", "taskwarrior"])
def test_words_and_tables_of_an_old_mac_are_read(used: Desk, tmp_path: Path, name: str) -> None:
    text = {
        "csv": "date,with\n2026-06-01,Maya\n",
        "jrnl": "[2026-06-01 10:00] With @maya\n",
        "friends": "### Activities:\n- 2026-06-01: Met **Maya Pranata**\n\n### Friends:\n",
        "taskwarrior": json.dumps([TASK | {"project": "maya"}], indent=1),
    }[name]
    assert len(used.data("import", name, written(tmp_path, old_mac(text), "file"))["added"]) == 1


def test_half_a_file_of_friends_is_refused(used: Desk, tmp_path: Path) -> None:
    text = "### Activities:\n- 2026-06-01: Met **Maya Pranata** and Bu"
    refused = used.refused(2, "import", "friends", written(tmp_path, text, "friends.md"))
    assert "### Friends:" in refused.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("csv", "date,time,with\n9999-12-31,23:59,Maya\n"),
        ("csv", "date,time,with\n0001-01-01,00:00,Maya\n"),
        ("csv", "date,with\n2026-02-30,Maya\n"),
        ("jrnl", "[2026-06-01 10:00] With @maya\n[9999-12-31 23:59] With @maya\n"),
        ("jrnl", "[2026-06-01 10:00] With @maya\n[2026-02-30 10:00] With @maya\n"),
        ("jrnl", json.dumps({"entries": [{"title": "@maya", "date": "9999-12-31", "time": "23:59"}]})),
        ("taskwarrior", json.dumps([TASK | {"description": " \u200b"}])),
        ("ics", calendar(f"{TALK}\r\nRRULE:FREQ=MONTHLY;BYMONTH=13")),
        ("ics", calendar(f"{TALK}\r\nRRULE:FREQ=MONTHLY;BYMONTH=0")),
        ("ics", calendar(f"{TALK}\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=0")),
    ],
)
def test_a_day_that_is_none_and_a_task_that_says_nothing_are_named_with_their_line(
    used: Desk, tmp_path: Path, name: str, text: str
) -> None:
    before = used.path.read_bytes()
    refused = used.refused(2, "import", name, written(tmp_path, text, "file"), "--with", "maya")
    assert re.search(r"file, line \d+: ", refused.err)
    assert used.path.read_bytes() == before


@pytest.mark.parametrize("folded", ["", "\r\n "])
def test_what_is_too_long_to_be_read_is_named_as_what_has_no_place(
    used: Desk, tmp_path: Path, folded: str
) -> None:
    lines = "".join(f"{name}:{'A' * 70}{folded}{'A' * 300_000}\r\n" for name in ("PHOTO;ENCODING=b", "NOTE"))
    card = CARD.replace("END:", f"{lines}END:")
    assert used.data("import", "vcf", written(tmp_path, card))["unread"] == {"NOTE": 1, "PHOTO": 1}
    assert used.data("mentor", "rené")["mentor"]["why"] == ""
    meeting = calendar(f"{TALK}\r\nATTACH;VALUE=BINARY:{folded}{'A' * 300_000}")
    assert used.data("import", "ics", written(tmp_path, meeting))["unread"] == {"ATTACH": 1}


def test_a_preference_without_end_is_none(used: Desk, tmp_path: Path) -> None:
    card = CARD.replace("END:", f"EMAIL;PREF={'9' * 5000}:a@x.example\r\nEND:")
    used.do("import", "vcf", written(tmp_path, card))
    assert used.data("mentor", "rené")["mentor"]["contact"] == "a@x.example"


def test_what_another_program_says_on_a_pipe_comes_in(
    used: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = json.dumps([TASK | {"project": "maya"}])
    assert "Took in 1 record: p1." in used.do("import", "taskwarrior", "-", stdin=tasks).out
    before = used.path.read_bytes()
    assert "stdin, line 1: " in used.refused(2, "import", "taskwarrior", "-", stdin="").err
    monkeypatch.setattr("peermentor.journal.beside.incoming.LARGEST", 10)
    assert "stdin is too large" in used.refused(2, "import", "taskwarrior", "-", stdin=tasks).err
    assert used.path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("csv", f"date,with\n2026-06-01,{'N' * 5000}\n"),
        ("csv", f"date,with,minutes\n2026-06-01,Maya,{'9' * 5000}\n"),
        ("ics", calendar(f"{TALK}\r\nSEQUENCE:{'9' * 5000}")),
        ("jrnl", f"[2026-06-01 10:00] @{'n' * 5000}\n"),
    ],
)
def test_a_reason_stays_readable_whatever_it_cites(used: Desk, tmp_path: Path, name: str, text: str) -> None:
    said = used.type("import", name, written(tmp_path, text, "file"))
    assert "file, line " in said.out + said.err
    assert max(map(len, (said.out + said.err).splitlines())) < 400


def test_half_a_calendar_is_no_calendar_even_if_its_events_are_whole(used: Desk, tmp_path: Path) -> None:
    place = written(tmp_path, calendar(TALK).replace("END:VCALENDAR\r\n", ""), "half.ics")
    assert "half.ics, line 1: this is half a VCALENDAR" in used.refused(2, "import", "ics", place).err


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=DAILY;COUNT=10000", "FREQ=SECONDLY", "FREQ=MINUTELY"])
def test_a_calendar_of_ten_thousand_times_is_refused_with_its_line(
    used: Desk, tmp_path: Path, rule: str
) -> None:
    much = f"UID:much\r\nDTSTART:19900101T100000Z\r\nRRULE:{rule}\r\n{MAYA}"
    place = written(tmp_path, calendar(much, TALK))
    said = used.refused(2, "import", "ics", place).err
    assert "file.txt, line 3: it repeats" in said
    assert "--skip-bad" in said
    assert used.data("import", "ics", place, "--skip-bad")["added"] == ["s1"]


def test_a_calendar_sent_to_call_off_brings_no_talk(used: Desk, tmp_path: Path) -> None:
    off = calendar(TALK).replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:CANCEL")
    done = used.data("import", "ics", written(tmp_path, off))
    assert (done["added"], done["left"][0]["why"]) == ([], "“” was called off")


def test_whoever_declined_was_not_there(used: Desk, tmp_path: Path) -> None:
    place = written(tmp_path, calendar(TALK.replace(";CN", ";PARTSTAT=DECLINED;CN") + "\r\nSUMMARY:Maya"))
    assert used.data("import", "ics", place)["added"] == []


def test_what_is_still_to_come_is_counted_in_one_line(used: Desk, tmp_path: Path) -> None:
    ahead = [TALK.replace("2026", "2027").replace("one", f"u{number}") for number in range(3)]
    (left,) = used.data("import", "ics", written(tmp_path, calendar(*ahead)))["left"]
    assert (left["line"], left["why"]) == (3, "3 meetings are still to come")


def test_a_zone_that_was_understood_is_no_word_on_the_screen(used: Desk, tmp_path: Path) -> None:
    talk = TALK.replace("00Z", "00").replace("DTSTART", "DTSTART;TZID=/softwarestudio.org/Europe/Berlin")
    answer = used.do("import", "ics", written(tmp_path, calendar(talk)), "--quiet")
    assert answer.err == ""
    assert used.data("session", "s1")["session"]["at"] == "2026-06-01T10:00:00+02:00"


def test_letters_that_are_none_are_named(used: Desk, tmp_path: Path) -> None:
    place = written(tmp_path, calendar(f"{TALK}\r\nSUMMARY:a\0b"))
    assert "line 7: this is not UTF-8" in used.refused(2, "import", "ics", place).err


def test_a_quoted_printable_name_is_the_name(used: Desk, tmp_path: Path) -> None:
    head = "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
    card = CARD.replace(
        "FN:René Dupont", f"FN;{head}:Ren=C3=A9 Du=\r\npont\r\nTITLE;{head}:Chef=20=\r\nde rang"
    )
    used.do("import", "vcf", written(tmp_path, card))
    mentor = used.data("mentor", "m2")["mentor"]
    assert (mentor["name"], mentor["role"]) == ("René Dupont", "Chef de rang")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("date,with,Date\n2026-06-01,Maya,2026-06-02\n", "line 1: there is more than one column “date”"),
        ("date,with,notes\n2026-06-01,Maya,a, b\n", "line 2: this row has 4 cells, and there are 3 columns"),
        ("sep=;\ndate;with\n2026-06-01;Maya;x\n", "line 3: this row has 3 cells, and there are 2 columns"),
    ],
)
def test_a_table_that_says_two_things_is_refused(used: Desk, tmp_path: Path, table: str, says: str) -> None:
    assert says in used.refused(2, "import", "csv", written(tmp_path, table)).err


def test_excel_may_say_which_sign_is_between_cells(used: Desk, tmp_path: Path) -> None:
    place = written(tmp_path, "\ufeffsep=;\r\ndate;with;notes\r\n1.6.2026;Maya;a, b;;\r\n")
    assert used.data("import", "csv", place)["added"] == ["s1"]


@pytest.mark.parametrize("end", ["\n", ",\n"])
def test_tasks_may_stand_one_a_line(used: Desk, tmp_path: Path, end: str) -> None:
    tasks = [json.dumps(TASK), json.dumps(TASK | {"uuid": "u2"}), '{"uuid": ']
    place = written(tmp_path, end.join(tasks[:2]) + "\n")
    assert used.data("import", "taskwarrior", place, "--with", "maya")["added"] == ["p1", "p2"]
    place = written(tmp_path, end.join(tasks))
    assert "line 3: this is no task" in used.refused(2, "import", "taskwarrior", place).err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("json", "["),
        ("json", '{"format":"peermentor-export","version":1,"mentors":['),
        ("jrnl", '{"entries":['),
        ("taskwarrior", "["),
    ],
)
def test_brackets_without_end_are_half_a_file_and_no_bug(
    used: Desk, tmp_path: Path, name: str, text: str
) -> None:
    place = written(tmp_path, text + "[" * 200_000)
    assert "file.txt, line 1: " in used.refused(2, "import", name, place).err


@pytest.mark.parametrize("uid", ["../../evil", "/abs", "", ".", "a b", "x" * 65])
def test_an_identity_that_is_a_path_is_none(used: Desk, tmp_path: Path, uid: str) -> None:
    document = json.loads(used.do("export", "json").out)
    document["mentors"][0]["uid"] = uid
    place = written(tmp_path, json.dumps(document, indent=1))
    assert "file.txt, line 7: this is no peer" in used.refused(2, "import", "json", place).err


def test_a_table_that_nobody_here_knows_is_named(used: Desk, tmp_path: Path) -> None:
    document = json.loads(used.do("export", "json").out) | {"futures": [{"uid": "x"}]}
    (left,) = used.data("import", "json", written(tmp_path, json.dumps(document, indent=1)))["left"]
    assert left["why"] == "“futures” is nothing this peermentor knows"


@pytest.mark.parametrize("name", ["json", "vcf", "csv", "jrnl", "friends", "taskwarrior", "ics", "markdown"])
def test_a_file_too_large_to_be_meant_is_refused_unread(used: Desk, tmp_path: Path, name: str) -> None:
    place = tmp_path / "large.txt"
    with place.open("wb") as file:
        file.truncate(100_000_000)
    said = used.refused(2, "import", name, str(place)).err
    assert "large.txt is too large: 100 MB, and 64 are taken in at once." in said


def table_of(count: int) -> str:
    days = (date(2000, 1, 1) + timedelta(days=number) for number in range(count))
    return "date,with\n" + "".join(f"{day},Maya\n" for day in days)


def cards_of(count: int) -> str:
    return "".join(CARD.replace("René", f"René {number}") for number in range(count))


@pytest.mark.parametrize(("name", "made"), [("csv", table_of), ("vcf", cards_of)])
def test_twice_as_many_take_twice_the_work_and_not_four_times(
    tmp_path: Path, name: str, made: Callable[[int], str]
) -> None:
    calls = []
    for count in (300, 600):
        one = Desk(tmp_path / f"{name}{count}" / "journal.json")
        one.path.parent.mkdir()
        one.do("add-mentor", "Maya Pranata")
        place = written(tmp_path, made(count), f"{count}.{name}")
        counted = Profile()
        counted.runcall(one.do, "import", name, place)
        calls.append(sum(line.callcount for line in counted.getstats()))
    assert calls[1] < 2.3 * calls[0]

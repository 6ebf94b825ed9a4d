"""What other programs keep comes in whole or not at all, once, and nothing of it is guessed."""

import json
from pathlib import Path

import pytest

from peermentor.exchange.incoming import imports
from tests.conftest import Desk, begun

FILES = Path(__file__).parent.parent / "fixtures" / "import"


@begun
def used(desk: Desk) -> None:
    desk.on("2026-11-25T09:00")
    desk.do("add-mentor", "Maya Pranata", "--every", "3w")
    desk.do("log", "maya", "--notes", "Private words", "--i-will", "Write by 2026-12-10", "--win", "Tried")


def written(folder: Path, text: str | bytes, name: str = "file.txt") -> str:
    place = folder / name
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(place)


def exported(desk: Desk, folder: Path) -> str:
    place = folder / "all.json"
    desk.do("export", "json", "--into", str(place), "--force")
    return str(place)


def test_every_format_named_has_its_file() -> None:
    folder = Path(imports.__file__).parent
    named = {path.stem.removeprefix("incoming_") for path in folder.glob("incoming_*.py")}
    assert set(imports.IMPORTS) == named


def test_a_journal_goes_into_an_empty_one_with_its_handles_and_moments(used: Desk, tmp_path: Path) -> None:
    used.do("delete", "w1")
    used.do("add-win", "Again")  # w2: a handle that is not simply counted
    place = exported(used, tmp_path)
    other = Desk(tmp_path / "other.json").on("2027-01-01T09:00")
    other.do("import", "json", place)
    tables = used.tables()
    for name in set(tables) - {"meta", "history"}:
        assert other.tables()[name] == tables[name], name
    other.do("undo")
    assert other.tables()["mentors"] == {}


def test_the_same_file_twice_changes_nothing(used: Desk, tmp_path: Path) -> None:
    place = exported(used, tmp_path)
    before = used.path.read_bytes()
    assert "Nothing was changed" in used.do("import", "json", place).out
    used.do("import", "vcf", str(FILES / "people-v3.vcf"))
    after = used.path.read_bytes()
    assert "3 were here already" in used.do("import", "vcf", str(FILES / "people-v3.vcf")).out
    assert used.path.read_bytes() == after != before


def test_the_later_change_of_a_record_holds_whichever_side_it_is_on(used: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other.json").on("2026-11-25T09:00")
    other.do("import", "json", exported(used, tmp_path))
    used.on("2026-11-26T09:00").do("edit", "w1", "text=Mine")
    other.on("2026-11-27T09:00").do("edit", "w1", "text=Theirs")
    assert used.do("import", "json", exported(other, tmp_path)).out.startswith("Changed 1 record: w1.")
    assert used.data("show", "w1")["win"]["text"] == "Theirs"
    used.do("undo")
    assert used.data("show", "w1")["win"]["text"] == "Mine"
    assert "Nothing was changed" in other.do("import", "json", exported(used, tmp_path)).out


def test_what_says_different_things_at_one_moment_is_asked_about(used: Desk, tmp_path: Path) -> None:
    place = Path(exported(used, tmp_path))
    place.write_text(place.read_text("utf-8").replace("Tried", "Tried twice"), "utf-8")
    assert "w1" in used.refused(4, "import", "json", str(place)).err
    assert "Nothing was changed" in used.do("import", "json", str(place), "--prefer", "mine").out
    used.do("import", "json", str(place), "--prefer", "theirs")
    assert used.data("show", "w1")["win"]["text"] == "Tried twice"


def test_another_record_of_the_same_name_stays_out_with_all_that_is_about_them(
    used: Desk, tmp_path: Path
) -> None:
    other = Desk(tmp_path / "other.json").on("2026-11-25T09:00")
    other.do("add-mentor", "maya pranata")
    other.do("log", "maya", "--notes", "Somewhere else")
    other.do("add-win", "Of nobody")
    done = used.data("import", "json", exported(other, tmp_path))
    assert done["added"] == ["w2"]
    assert [one["line"] for one in done["left"]] == [7, 10]


@pytest.mark.parametrize(
    ("found", "instead", "line"),
    [
        ('"date": "2026-11-25"', '"date": "2026-13-45"', 10),
        ('"date": "2026-11-25"', '"date": "0026-11-25"', 10),
        ('"number": 1', '"number": 0', 7),
        ('"mentors"', '"mentors": 3, "nobody"', 6),
        ("peermentor-export", "other", 1),
        ('"version": 1', '"version": 99', 1),
        ('"for_sharing": false', '"for_sharing": true', 1),
        ("\n}\n", "\n", 18),
    ],
)
def test_a_broken_journal_is_named_with_its_line_and_changes_nothing(
    used: Desk, tmp_path: Path, found: str, instead: str, line: int
) -> None:
    text = Path(exported(used, tmp_path)).read_text("utf-8")
    assert found in text
    place = written(tmp_path, text.replace(found, instead, 1), "broken.json")
    assert f"broken.json, line {line}: " in used.refused(2, "import", "json", place).err


def test_what_is_no_file_at_all_is_said_with_the_way_on(used: Desk, tmp_path: Path) -> None:
    assert "No such file" in used.refused(2, "import", "json", str(tmp_path / "no.json")).err
    (tmp_path / "folder").mkdir()
    assert ".vcf" in used.refused(2, "import", "vcf", str(tmp_path / "folder")).err
    assert "not a file" in used.refused(2, "import", "json", "/dev/null").err
    assert "json" in used.refused(2, "import", "yaml", "x").err
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    assert "too large" in used.refused(2, "import", "json", str(huge)).err


@pytest.mark.parametrize("name", imports.IMPORTS)
@pytest.mark.parametrize("junk", [b"", b"\xff\xfe\x00", b"\x00\x01", b"\x89PNG\r\n", b"%PDF-1.7\n" * 9])
def test_what_is_another_kind_of_file_is_refused(used: Desk, tmp_path: Path, name: str, junk: bytes) -> None:
    said = used.refused(2, "import", name, written(tmp_path, junk, "junk.bin")).err
    assert "junk.bin, line 1: " in said


def test_a_dry_run_says_the_same_and_writes_nothing(used: Desk, tmp_path: Path) -> None:
    before = used.path.read_bytes()
    rehearsed = used.data("import", "vcf", str(FILES / "people-v3.vcf"), "--dry-run")
    assert used.path.read_bytes() == before
    assert used.data("import", "vcf", str(FILES / "people-v3.vcf")) == rehearsed
    assert [copy.name for copy in tmp_path.rglob("*-import-*.json")]


def test_cards_become_candidates_or_mentors(used: Desk) -> None:
    used.do("import", "vcf", str(FILES / "people-v3.vcf"))
    zoe = used.data("mentor", "m2")["mentor"]
    assert (zoe["name"], zoe["stage"], zoe["role"]) == ("Dr. Zoë Müller", "candidate", "Counsel")
    assert (zoe["department"], zoe["contact"]) == ("Legal", "zoe@example.org")
    assert zoe["why"].endswith("Ask about negotiation; long line folded here")
    assert used.data("mentor", "sukarno")["mentor"]["name"] == "Sukarno"
    assert used.data("mentor", "m4")["mentor"]["name"] == "Siobhán O’Brien"
    used.do("import", "vcf", str(FILES / "people-v4.vcf"), "--as", "mentors")
    taro = used.data("mentor", "m5")["mentor"]
    assert (taro["name"], taro["stage"], taro["role"]) == ("山田太郎", "active", "Engineering manager")
    assert taro["why"].startswith("Emoji 👩🏽\u200d💻 and a comma, kept")


def test_a_card_of_somebody_who_is_here_brings_only_an_address_they_lack(used: Desk, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:MAYA PRANATA\nTITLE:Boss\nEMAIL:maya@example.org\nEND:VCARD\n"
    assert used.data("import", "vcf", written(tmp_path, card))["changed"] == ["m1"]
    maya = used.data("mentor", "maya")["mentor"]
    assert (maya["name"], maya["role"], maya["contact"]) == ("Maya Pranata", "", "maya@example.org")
    assert used.data("import", "vcf", written(tmp_path, card))["unchanged"] == 1


def test_one_bad_card_is_one_line_and_the_rest_comes_in_where_one_says_so(used: Desk, tmp_path: Path) -> None:
    photo = "PHOTO;ENCODING=b:" + "\n ".join(["A" * 75] * 9000)
    cards = (
        f"BEGIN:VCARD\nVERSION:3.0\nFN:With Photo\n{photo}\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:9.0\nFN:Too New\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:A Group\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nFN:Half"
    )
    place = written(tmp_path, cards, "cards.vcf")
    said = used.refused(2, "import", "vcf", place).err
    assert said.count("cards.vcf, line ") == 2
    done = used.data("import", "vcf", place, "--skip-bad")
    assert done["added"] == ["m2"]
    assert len(done["left"]) == 3


def test_a_card_of_an_old_phone_comes_in(used: Desk, tmp_path: Path) -> None:
    """Version 2.1: parameters without a name, quoted-printable over two lines, and a photo as it comes."""
    card = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ram=C3=ADrez;Jos=C3=A9;;;\r\n"
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 Ram=C3=\r\n=ADrez\r\n"
        "TEL;CELL:+62 812\r\nEMAIL;HOME:jose@home.example\r\nEMAIL;WORK;PREF:jose@work.example\r\n"
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgAB\r\n abcdefg\r\n\r\nORG:Acme;Payments\r\nEND:VCARD\r\n"
    )
    done = used.data("import", "vcf", written(tmp_path, card))
    assert done["unread"] == {"EMAIL": 1, "PHOTO": 1, "TEL": 1}
    jose = used.data("mentor", "jose")["mentor"]
    assert (jose["name"], jose["contact"], jose["department"]) == (
        "José Ramírez",
        "jose@work.example",
        "Payments",
    )


TASK = {
    "uuid": "1",
    "description": "Send it",
    "status": "pending",
    "entry": "20260601T080000Z",
    "tags": ["maya"],
}
WITH_MORE = {
    "vcf": ("BEGIN:VCARD\nVERSION:4.0\nFN:Ayu\nTEL:1\nADR:;;x\nX-OWN:1\nEND:VCARD\n", {"TEL": 1, "ADR": 1}),
    "csv": ("date,with,Room,Mood,Pay\n2026-06-01,Maya,A1,,\n2026-06-02,Maya,A2,k,\n", {"Room": 2, "Mood": 1}),
    "jrnl": ("[2026-06-01 10:00] With @maya *\nWe spoke.\n", {"starred": 1}),
    "friends": ("### Friends:\n- Ayu (a.k.a. Yu) [Bali] @x\n", {"nicknames": 1, "location": 1, "tags": 1}),
    "taskwarrior": (  # in one line, with one that names nobody
        json.dumps([{**TASK, "uuid": uuid, "priority": "H", "urgency": 3, "tags": [who]} for uuid, who in
                    (("1", "maya"), ("2", "maya"), ("3", "nobody"))]),
        {"priority": 2},
    ),
    "ics": (
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260601T080000Z\nSUMMARY:Maya Pranata\nLOCATION:X\n"
        "RRULE:FREQ=DAILY;COUNT=3\nDESCRIPTION:Bring it\nEND:VEVENT\nEND:VCALENDAR\n"),
        {"LOCATION": 1, "DESCRIPTION": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WITH_MORE)
def test_what_has_no_place_in_a_journal_is_named_once_and_counted(
    used: Desk, tmp_path: Path, name: str
) -> None:
    text, unread = WITH_MORE[name]
    place = written(tmp_path, text, f"file.{'json' if name == 'taskwarrior' else name}")
    assert used.data("import", name, place, "--dry-run")["unread"] == unread
    named = ", ".join(f"{what} ({count})" for what, count in sorted(unread.items()))
    assert f"There is no place here for: {named}." in used.do("import", name, place).out


def test_every_format_of_another_program_tells_what_it_leaves() -> None:
    assert {*WITH_MORE, "json", "markdown"} == {*imports.IMPORTS}  # those two are our own


def test_a_folder_of_cards_as_it_was_exported_comes_in(used: Desk, tmp_path: Path) -> None:
    used.do("edit", "maya", "contact=maya@example.org")
    used.do("export", "vcf", "--into", f"{tmp_path / 'cards'}/")
    other = Desk(tmp_path / "other.json")
    other.do("import", "vcf", str(tmp_path / "cards"))
    assert other.data("mentor", "maya")["mentor"]["contact"] == "maya@example.org"


def test_what_is_shared_does_not_say_where_a_record_came_from(used: Desk) -> None:
    used.do("import", "vcf", str(FILES / "people-v3.vcf"))
    assert "vcf:" not in used.do("export", "json", "--for-sharing").out
    assert "vcf:" in json.dumps(json.loads(used.do("export", "json").out))


def calendar(*events: str) -> str:
    inside = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n"


def event(*lines: str, title: str = "Coffee with Maya") -> str:
    return "\r\n".join(["UID:one", f"SUMMARY:{title}", *lines])


def days(desk: Desk) -> list[tuple[str, str, int | None]]:
    talks = sorted(desk.data("sessions")["sessions"], key=lambda talk: (talk["date"], talk["handle"]))
    return [(talk["at"], talk["mentor"]["name"], talk["minutes"]) for talk in talks if talk["at"]]


def test_a_series_is_counted_to_today_with_what_was_moved_and_taken_out(used: Desk) -> None:
    used.do("edit-mentor", "maya", "--contact", "MAYA@example.org")
    done = used.data("import", "ics", str(FILES / "google.ics"))
    assert (len(done["added"]), [one["line"] for one in done["left"]]) == (3, [56])
    assert days(used) == [
        ("2026-09-07T16:00:00+07:00", "Maya Pranata", 45),
        ("2026-09-29T10:00:00+07:00", "Maya Pranata", 45),
        ("2026-11-09T16:00:00+07:00", "Maya Pranata", 45),
    ]
    assert used.data("import", "ics", str(FILES / "google.ics"))["unchanged"] == 3
    used.on("2026-12-01T09:00").do("import", "ics", str(FILES / "google.ics"))
    assert len(days(used)) == 4
    used.do("undo")
    used.do("undo")
    assert days(used) == []


def test_an_instance_without_its_series_was_called_off_by_who_called_it(used: Desk) -> None:
    used.do("add-mentor", "Siobhán O'Brien")
    used.do("edit", "m2", "contact=siobhan@example.org")
    used.do("import", "ics", str(FILES / "outlook.ics"))
    talk = used.data("session", "s2")["session"]
    assert (talk["mentor"]["name"], talk["cancelled"]) == ("Siobhán O'Brien", "them")
    assert talk["at"] == "2026-10-26T09:00:00+01:00"  # a Windows zone, after the change to winter time


def test_the_last_friday_of_a_month_stays_at_its_hour_over_a_change_of_time(used: Desk) -> None:
    used.do("add-mentor", "Zoë Müller")
    used.on("2027-06-01T09:00")
    done = used.data("import", "ics", str(FILES / "apple.ics"))
    assert [at for at, *_rest in days(used)] == [
        "2026-10-30T08:30:00+01:00", "2026-11-27T08:30:00+01:00", "2026-12-25T08:30:00+01:00",
        "2027-01-29T08:30:00+01:00", "2027-02-26T08:30:00+01:00", "2027-03-26T08:30:00+01:00",
    ]  # fmt: skip
    assert [one["line"] for one in done["left"]] == [41, 34]  # to do; a talk that names nobody


def test_no_day_comes_in_that_a_journal_cannot_speak_of(used: Desk, tmp_path: Path) -> None:
    place = written(tmp_path, calendar(event("DTSTART:00010301T100000Z")))
    assert "before 1900" in used.refused(2, "import", "ics", place).err
    used.do("doctor")


def test_a_talk_that_was_logged_stands_for_its_meeting(used: Desk, tmp_path: Path) -> None:
    place = written(tmp_path, calendar(event("DTSTART:20261125T070000")))
    assert used.data("import", "ics", place)["unchanged"] == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["DTSTART:2026"], "DTSTART can't be read"),
        ([], "no DTSTART"),
        (["DTSTART;TZID=Nowhere:20260101T100000"], "there is no time zone “Nowhere”"),
        (["DTSTART:20260101T100000", "DTSTART:20260102T100000"], "this is no event"),
        (["DTSTART:20260101T100000", "DURATION:PT1H", "DURATION:PT2H"], "this is no event"),
        (["DTSTART:20260101T100000", "what is this"], "a line in it can't be read"),
        (["DTSTART:20260101T100000", "SEQUENCE:many"], "SEQUENCE can't be read"),
        (["DTSTART:20260101T100000", "BEGIN:VALARM"], "this is no event"),
    ],
)
def test_one_bad_event_is_one_line_and_the_others_come_in_by_skip_bad(
    used: Desk, tmp_path: Path, lines: list[str], said: str
) -> None:
    good = event("DTSTART:20260301T100000Z").replace("UID:one", "UID:two")
    place = written(tmp_path, calendar(event(*lines), good))
    err = used.refused(2, "import", "ics", place).err
    assert said in err
    assert err.count("file.txt, line ") == 1
    assert "file.txt, line 3: " in err
    assert used.data("import", "ics", place, "--skip-bad")["added"] == ["s2"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYSETPOS=2",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=YEARLY;BYWEEKNO=54",
        "nonsense",
    ],
)
def test_what_repeats_without_end_or_never_is_refused_at_once(used: Desk, tmp_path: Path, rule: str) -> None:
    place = written(tmp_path, calendar(event("DTSTART:16010101T100000Z", f"RRULE:{rule}")))
    assert "file.txt, line 3: " in used.refused(2, "import", "ics", place).err
    done = used.data("import", "ics", place, "--skip-bad")
    assert (done["added"], len(done["left"])) == ([], 1)


def test_a_floating_time_is_of_this_place_and_a_fold_may_cut_a_letter(used: Desk, tmp_path: Path) -> None:
    used.do("add-mentor", "Zoë Müller")
    text = calendar(event("DTSTART:20260301T100000", "DURATION:PT45M", title="Zoë")).encode()
    text = text.replace("ë".encode(), "ë".encode()[:1] + b"\r\n " + "ë".encode()[1:])
    used.do("import", "ics", written(tmp_path, text))
    ((at, name, minutes),) = days(used)
    assert (at[:19], name, minutes) == ("2026-03-01T10:00:00", "Zoë Müller", 45)


def test_a_first_name_of_two_people_in_a_title_is_nobody_and_their_whole_name_is_one(
    used: Desk, tmp_path: Path
) -> None:
    used.do("add-mentor", "Maya Angelou")
    place = written(tmp_path, calendar(event("DTSTART:20260301T100000Z")))
    assert used.data("import", "ics", place)["added"] == []
    place = written(tmp_path, calendar(event("DTSTART:20260301T100000Z", title="1:1 Maya Angelou")))
    assert used.data("import", "ics", place)["added"] == ["s2"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTH=10",
        "FREQ=NEVER",
    ],
)
def test_a_zone_that_changes_on_no_day_is_not_counted_for_ever(used: Desk, tmp_path: Path, rule: str) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Our Own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T010000\r\n"
        f"TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:{rule}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    event = "UID:1\r\nDTSTART;TZID=Our Own:20260601T080000\r\nSUMMARY:Maya Pranata"
    text = calendar(event).replace("BEGIN:VEVENT", f"{zone}BEGIN:VEVENT")
    said = used.refused(2, "import", "ics", written(tmp_path, text)).err
    assert "there is no time zone “Our Own”" in said


def test_a_series_that_brings_no_talk_says_why(used: Desk, tmp_path: Path) -> None:
    when = "UID:{n}\r\nSUMMARY:Maya Pranata\r\nDTSTART:{day}T080000Z\r\nRRULE:{rule}"
    series = [
        when.format(n=1, day="20300101", rule="FREQ=WEEKLY"),
        when.format(n=2, day="20260601", rule="FREQ=MONTHLY;BYDAY=6MO"),
        when.format(n=3, day="20260601", rule="FREQ=DAILY;COUNT=1") + "\r\nEXDATE:20260601T080000Z",
    ]
    left = used.data("import", "ics", written(tmp_path, calendar(*series)), "--dry-run")["left"]
    assert sorted(one["why"] for one in left) == [
        "1 meeting is still to come",
        "its rule names no day up to today",
    ]


@pytest.mark.parametrize("notes", ["=1+1", "-1, she said", "@maya", "'tis so", "plain"])
def test_what_an_export_kept_from_being_a_formula_comes_back_as_it_was(
    used: Desk, tmp_path: Path, notes: str
) -> None:
    used.do("log", "maya", f"--notes={notes}", "--date", "2026-06-01")
    used.do("export", "csv", "--kind", "session", "--since", "2026-06-01", "--until", "2026-06-01",
            "--into", str(tmp_path / "talks.csv"))  # fmt: skip
    other = Desk(tmp_path / "other.json")
    other.do("add-mentor", "Maya Pranata")
    other.do("import", "csv", str(tmp_path / "talks.csv"), "--map", "date=date,with=mentor,notes=notes")
    assert [one["notes"] for one in json.loads(other.do("export", "json").out)["sessions"]] == [notes]

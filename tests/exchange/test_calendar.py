"""A calendar made of the journal: read by khal and todoman, and alive in a folder that others change too."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar

from peermentor.exchange.outgoing.exports import find_export
from peermentor.exchange.outgoing.leaving import Leaving
from tests.conftest import Desk
from tests.exchange import canary


@pytest.fixture
def used(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("TZ", "XXX-7")  # seven hours ahead of Greenwich, and no need for a list of zones
    time.tzset()
    desk.do("add-mentor", "Maya Pranata", "--minutes", "45", "--next", "2026-07-20 15:00")
    desk.do("add-mentor", "Budi Santoso", "--next", "2026-07-22")
    desk.do("add-goal", "Say no", "--with", "maya", "--by", "2026-09-30")
    desk.do("check-in", "g1", "40")
    desk.do("log", "maya", "--date", "2026-06-29", "--minutes", "30", "--notes", "Xyzzy",
            "--i-will", "Write it, today; really by 2026-07-10", "--they-will", "Send it")  # fmt: skip
    desk.do("log", "budi", "--date", "2026-06-28", "--cancelled", "them")
    desk.do("done", "p2")
    yield desk
    monkeypatch.delenv("TZ")
    time.tzset()


def exported(desk: Desk, place: Path, *options: str) -> str:
    return desk.do("export", "ics", "--into", f"{place}/", *options).out


def reader(*words: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TZ": "Asia/Jakarta"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_khal_shows_the_meetings_at_their_times(used: Desk, tmp_path: Path) -> None:
    exported(used, tmp_path / "cal")
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[mentoring]]\npath = {tmp_path / 'cal'}\n[locale]\nlocal_timezone = Asia/Jakarta\n"
        "default_timezone = Asia/Jakarta\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n",
        "utf-8",
    )
    form = "{start-date} {start-time}-{end-time} {title} [{status}]"
    shown = reader("khal", "-c", str(config), "list", "--format", form, "--day-format", "",
                   "2026-06-28", "30d", folder=tmp_path)  # fmt: skip
    lines = [line.replace(" -", "-").strip() for line in shown.splitlines() if line.strip()]
    assert len(lines) == 4
    assert any("2026-07-20 15:00-15:45 Talk with Maya Pranata" in line for line in lines)
    assert any("2026-07-22" in line and "Talk with Budi Santoso" in line for line in lines)
    assert any("2026-06-28" in line and "CANCELLED" in line for line in lines)


def test_todoman_shows_promises_and_goals(used: Desk, tmp_path: Path) -> None:
    exported(used, tmp_path / "cal")
    config = tmp_path / "todo.py"
    config.write_text(f"path = {str(tmp_path / '*')!r}\ncache_path = {str(tmp_path / 'todo.db')!r}\n"
                      "date_format = '%Y-%m-%d'\ntime_format = '%H:%M'\n", "utf-8")  # fmt: skip
    shown = reader("todoman", "--config", str(config), "list", "--status", "ANY", folder=tmp_path)
    (promise,) = (line for line in shown.splitlines() if "Write it, today; really" in line)
    assert "2026-07-10" in promise
    assert "[ ]" in promise
    (kept,) = (line for line in shown.splitlines() if "Maya Pranata: Send it" in line)
    assert "[X]" in kept
    (goal,) = (line for line in shown.splitlines() if "Say no" in line)
    assert "2026-09-30" in goal
    assert "40%" in goal


def test_a_calendar_holds_no_notes_whoever_asks() -> None:
    said = find_export("ics").write(Leaving(canary.records(), canary.MOMENT))
    assert canary.SECRET not in said


def test_words_of_any_kind_stay_words(used: Desk) -> None:
    words = "a\r\nBEGIN:VALARM\nx;y,z\\n \x1b]0; \x85 \u2028 \u202e👩‍🚀 " + "é" * 100
    calendar = Calendar.from_ical(find_export("ics").write(Leaving(canary.records(words), canary.MOMENT)))
    promises = [todo for todo in calendar.walk("VTODO") if "PlughPromisetext" in str(todo["SUMMARY"])]
    assert str(promises[0]["SUMMARY"]).startswith("PlughPromisetexta BEGIN:VALARM x;y,z\\n ␛]0;")
    assert promises[0]["SUMMARY"].endswith("é" * 100)
    assert len(calendar.walk("VALARM")) == 3
    assert all(len(line.encode()) <= 75 for line in calendar.to_ical().decode().split("\r\n"))


def test_a_change_keeps_the_uid_and_raises_the_sequence(used: Desk) -> None:
    def planned() -> tuple[str, int, str]:
        calendar = Calendar.from_ical(used.do("export", "ics").out)
        (event,) = (e for e in calendar.walk("VEVENT") if "-next" in e["UID"] and "Maya" in e["SUMMARY"])
        return str(event["UID"]), int(event["SEQUENCE"]), event["DTSTART"].dt.isoformat()

    uid, sequence, starts = planned()
    assert starts == "2026-07-20T15:00:00+07:00"
    used.on("2026-07-02T09:00").do("later", "maya", "2026-07-27")
    later = planned()
    assert later[0] == uid
    assert later[1] > sequence
    assert later[2] == "2026-07-27"


def test_a_folder_changes_only_where_something_changed(used: Desk, tmp_path: Path) -> None:
    place = tmp_path / "cal"
    assert "Wrote 7 files" in exported(used, place)
    assert "Nothing changed" in exported(used, place)
    before = {path: path.stat().st_mtime_ns for path in place.iterdir()}
    used.on("2026-07-02T09:00").do("done", "p1")
    assert "Wrote 1 file" in exported(used, place)
    assert sum(path.stat().st_mtime_ns != before[path] for path in place.iterdir()) == 1
    assert {path.stat().st_mode & 0o777 for path in place.iterdir()} == {0o600}


def test_what_was_deleted_here_goes_there_and_what_was_not_chosen_stays(used: Desk, tmp_path: Path) -> None:
    place = tmp_path / "cal"
    exported(used, place)
    assert "Nothing changed" in exported(used, place, "--with", "budi")
    assert len(list(place.iterdir())) == 7
    used.do("delete", "p1")
    assert "1 was taken away" in exported(used, place)
    assert len(list(place.iterdir())) == 6


def planned_file(place: Path, name: str) -> Path:
    return next(p for p in place.iterdir() if "-next" in p.name and name in p.read_text("utf-8"))


def test_a_meeting_moved_in_the_calendar_is_named_with_the_command_and_stays_moved(
    used: Desk, tmp_path: Path
) -> None:
    place = tmp_path / "cal"
    exported(used, place)
    event = planned_file(place, "Maya")
    moved = event.read_text("utf-8").replace("20260720T150000", "20260721T163000")
    event.write_text(moved, "utf-8")
    said = exported(used, place)
    assert "moved there to Tue 21 Jul 2026 at 16:30" in said
    assert 'peermentor later maya "2026-07-21 16:30"' in said
    assert "20260721T163000" in event.read_text("utf-8")
    used.do("later", "maya", "2026-07-21 16:30")
    assert "was moved" not in exported(used, place)
    assert "Nothing changed" in exported(used, place)


def test_a_meeting_removed_from_the_calendar_is_named_and_not_put_back(used: Desk, tmp_path: Path) -> None:
    place = tmp_path / "cal"
    exported(used, place)
    event = planned_file(place, "Budi")
    event.unlink()
    said = exported(used, place)
    assert "Talk" not in said
    assert "The talk with Budi Santoso on Wed 22 Jul 2026 was removed there" in said
    assert "peermentor log budi --cancelled both --date 2026-07-22" in said
    assert not event.exists()
    used.do("log", "budi", "--cancelled", "both", "--date", "2026-07-22")
    assert "removed there" not in exported(used, place)
    exported(used, place, "--force")


def test_a_file_under_another_name_is_still_the_event(used: Desk, tmp_path: Path) -> None:
    place = tmp_path / "cal"
    exported(used, place)
    event = planned_file(place, "Maya").rename(place / "of my phone.ics")
    said = exported(used, place)
    assert "removed there" not in said
    assert "Nothing changed" in said
    event.write_text(event.read_text("utf-8").replace("20260720T150000", "20260721T163000"), "utf-8")
    assert "moved there to Tue 21 Jul 2026 at 16:30" in exported(used, place)
    used.do("later", "maya", "2026-07-21 16:30")
    before = sorted(place.iterdir())
    assert "moved there" not in exported(used, place)
    assert "Nothing changed" in exported(used, place)
    assert sorted(place.iterdir()) == before
    event.unlink()
    for _time in range(2):
        assert "was removed there" in exported(used, place)


def test_a_meeting_called_off_in_the_calendar_is_named(used: Desk, tmp_path: Path) -> None:
    place = tmp_path / "cal"
    exported(used, place)
    event = planned_file(place, "Maya")
    event.write_text(event.read_text("utf-8").replace("STATUS:CONFIRMED", "STATUS:CANCELLED"), "utf-8")
    assert "peermentor log maya --cancelled both --date 2026-07-20" in exported(used, place)
    assert "STATUS:CANCELLED" in event.read_text("utf-8")


def test_an_event_of_somebody_else_is_never_touched(used: Desk, tmp_path: Path) -> None:
    place = tmp_path / "cal"
    place.mkdir()
    (place / "theirs.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "utf-8")
    exported(used, place)
    used.do("delete", "p1")
    exported(used, place, "--force")
    assert (place / "theirs.ics").exists()

"""Tables for a spreadsheet and cards for an address book, each read by a program nobody here wrote."""

import csv
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from peermentor.exchange.outgoing.exports import find_export
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.exchange.outgoing.spreadsheet_cells import guarded, unguarded
from tests.conftest import Desk
from tests.exchange import canary

FORMULAS = ("=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "'=1", "＝1", "\n=cmd|' /C calc'!A0")


@pytest.mark.parametrize("text", [*FORMULAS, "plain", "'tis", ""])
def test_no_cell_starts_a_formula_and_what_was_typed_comes_back(text: str) -> None:
    cell = guarded(text)
    assert cell.strip().strip("'\t\r\n ")[:1] == text.strip().strip("'\t\r\n ")[:1]
    assert text not in FORMULAS or cell.startswith("'")
    assert unguarded(cell) == text


@pytest.mark.parametrize("sharing", [False, True])
def test_every_table_is_read_back_as_it_is(sharing: bool) -> None:
    there = canary.records("\n=cmd|' /C calc'!A0, \"quoted\"; \u202e👩‍🚀\r\n")
    for document in find_export("csv").write_folder(Leaving(there, canary.MOMENT, sharing=sharing)):
        text = document.text.removeprefix("\ufeff")
        assert csv.Sniffer().sniff(text.splitlines()[0]).delimiter == ","
        head, *rows = csv.reader(StringIO(text, newline=""), strict=True)
        assert [len(row) for row in rows] == [len(head)] * len(rows) == [len(head)]
        assert "uid" not in head or not sharing
        words = [cell for cell in rows[0] if cell and not cell.lstrip("-").isdecimal()]
        assert not any(cell[0] in "=+-@\t\r" for cell in words)


def test_a_table_names_people_and_points_at_the_rest_by_handle(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata")
    desk.do("log", "maya", "--notes", "=1+1\nand more", "--i-will", "Write by 2026-07-10")
    (talk,) = csv.DictReader(StringIO(desk.do("export", "csv", "--kind", "session").out, newline=""))
    assert (talk["handle"], talk["mentor"], talk["date"]) == ("s1", "Maya Pranata", "2026-07-01")
    assert unguarded(talk["notes"]) == "=1+1\nand more"
    (promise,) = csv.DictReader(StringIO(desk.do("export", "csv", "--kind", "promise").out, newline=""))
    assert (promise["session"], promise["due"], promise["released"]) == ("s1", "2026-07-10", "false")
    shared = desk.do("export", "csv", "--kind", "session", "--for-sharing").out
    assert "notes" not in shared
    assert "Maya Pranata" in shared


def test_several_tables_go_into_a_folder_and_not_to_stdout(desk: Desk, tmp_path: Path) -> None:
    desk.do("add-mentor", "Maya Pranata")
    desk.do("add-win", "Tried")
    assert "--kind" in desk.refused(2, "export", "csv").err
    desk.do("export", "csv", "--into", str(tmp_path / "tables"))
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["mentors.csv", "wins.csv"]
    assert (tmp_path / "tables" / "wins.csv").read_bytes().startswith(b"\xef\xbb\xbfhandle,uid,")


def test_khard_reads_the_cards(desk: Desk, tmp_path: Path) -> None:
    desk.do("add-mentor", "Maya O'Brien; the 2nd, of\n“X”", "--skill", "saying no; with, an option")
    desk.do("add-mentor", "Sukarno")
    desk.do("export", "vcf", "--into", f"{tmp_path / 'cards'}/")
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[peers]]\npath = {tmp_path / 'cards'}\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "khard", "-c", str(config), "list", "--parsable", "--fields", "name,uid"],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Maya O'Brien; the 2nd, of “X”" in done.stdout
    assert "Sukarno" in done.stdout
    assert len(done.stdout.splitlines()) == 2


def test_an_address_is_on_a_card_and_is_not_given_away(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata", "--contact", "maya@example.org")
    assert "maya@example.org" in desk.do("mentor", "maya").out
    assert "EMAIL:maya@example.org" in desk.do("export", "vcf").out
    for name in ("vcf", "json", "markdown"):
        said = desk.do("export", name, "--for-sharing").out
        assert "Maya Pranata" in said
        assert "example.org" not in said


def test_a_card_has_nothing_private_and_no_line_of_somebody_elses() -> None:
    said = find_export("vcf").write(Leaving(canary.records("\nEND:VCARD\nTEL:123"), canary.MOMENT))
    assert canary.SECRET not in said
    assert said.count("\r\nEND:VCARD") == 1
    assert "\r\nTEL" not in said
    assert all(len(line.encode()) <= 75 for line in said.split("\r\n"))

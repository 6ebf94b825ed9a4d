"""Names as people type them: found whatever the letters, known when they are here, and asked about."""

import os

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import Desk

SAME = [
    ("O'Brien", "O’Brien", "obrien", "O`Brien", "oʼbrien", "O‘Brien", "O＇Brien"),
    ("Anne-Marie Noël", "anne marie noel", "Anne‑Marie Noël", "ANNE–MARIE NOE\u0308L", "Anne−Marie  Noel"),
    ("Łukasz Østergård", "lukasz ostergard", "ŁUKASZ ØSTERGÅRD"),
    ("Æsa Guðrún Þórs", "aesa gudrun thors", "ÆSA GUÐRÚN ÞÓRS"),
    ("Cœur Strauß", "coeur strauss", "CŒUR STRAUSS", "Coeur Strauẞ"),
    ("Đặng Ngọc Ånd", "dang ngoc and"),
    ("Işıl Yıldız", "isil yildiz", "IŞIL YILDIZ", "İSIL YILDIZ"),
    ("Maria de la Cruz", "maria de la cruz\r", "\u200bMaria de\u00a0la Cruz\u200b",
     "\ufeffMaria de la Cruz \u3164"),
    ("Nur ʻAini", "nur aini", "Nur 'Aini"),
    ("Joanna Nowak‐Kos", "joanna nowak kos", "Joanna_Nowak Kos"),
]  # fmt: skip
PAIRS = [(name, other) for name, *others in SAME for other in others]


@pytest.mark.parametrize(("name", "typed"), PAIRS)
def test_one_fold_finds_a_name_and_knows_that_it_is_here_already(desk: Desk, name: str, typed: str) -> None:
    desk.do("add-mentor", name)
    assert desk.data("mentor", typed)["mentor"]["handle"] == "m1"
    assert "is here already (m1)" in desk.refused(4, "add-mentor", typed).err


@pytest.mark.parametrize("typed", ["de la cr", "la c", "cruz", "maria de", "María d", "m1"])
def test_the_start_of_any_later_words_finds(desk: Desk, typed: str) -> None:
    desk.do("add-mentor", "Maria de la Cruz")
    desk.do("add-mentor", "Sari Wulan")
    assert desk.data("mentor", typed)["mentor"]["handle"] == "m1"


@pytest.mark.parametrize("typed", ["e la", "ruz", "aria", "'", "-", "\u200b", ""])
def test_the_middle_of_a_word_or_nothing_at_all_finds_nobody(desk: Desk, typed: str) -> None:
    desk.do("add-mentor", "Maria de la Cruz")
    assert desk.type("mentor", typed).code in (2, 3)


def test_open_people_come_before_closed_ones(desk: Desk) -> None:
    for name in ("Budi Santoso", "Budi Wijaya", "Maya Budiman"):
        desk.do("add-mentor", name)
    desk.do("close", "m1")
    assert desk.data("mentor", "budi")["mentor"]["handle"] == "m2"
    assert desk.data("mentor", "budi s")["mentor"]["handle"] == "m1"
    assert desk.data("mentor", "budi santoso")["mentor"]["handle"] == "m1"
    desk.do("close", "m2")
    assert desk.data("mentor", "budi")["mentor"]["handle"] == "m3"


def test_where_nobody_can_be_asked_several_matches_are_listed(desk: Desk) -> None:
    desk.do("add-mentor", "Budi Santoso")
    desk.do("add-mentor", "Budi Wijaya")
    answer = desk.refused(3, "--json", "mentor", "budi")
    assert answer.json["error"]["code"] == "ambiguous"
    assert answer.json["error"]["matches"] == ["Budi Santoso (m1)", "Budi Wijaya (m2)"]
    assert "Budi Santoso (m1), Budi Wijaya (m2)" in desk.refused(3, "log", "budi", "--notes", "x").err


@pytest.mark.parametrize(
    "line", ["add-topic budi Corridors", "add-win Corridors --with budi", "promise budi Corridors"]
)
def test_in_a_terminal_one_chooses_by_number(desk: Desk, line: str) -> None:
    desk.do("add-mentor", "Budi Santoso", "--department", "Payments")
    desk.do("add-mentor", "Budi Wijaya")
    with Terminal(*line.split(), env={**os.environ, **desk.env}) as terminal:
        terminal.wait_for("  1  Budi Santoso (m1), Payments\n  2  Budi Wijaya (m2)\n")
        terminal.answer("Who is meant by “budi”?", "3")
        terminal.wait_for("A number from 1 to 2")
        terminal.answer("Who is meant by “budi”?", "2")
        assert terminal.left() == 0
    assert "Corridors" in str(desk.data("timeline", "m2"))
    assert "Corridors" not in str(desk.data("timeline", "m1"))


def test_a_second_person_of_a_single_name_is_told_apart_by_what_people_say(desk: Desk) -> None:
    desk.do("add-mentor", "Budi")
    hint = desk.refused(4, "add-mentor", "budi").err
    assert "surname" not in hint
    assert 'peermentor add-mentor "Budi from Payments"' in hint
    desk.do("add-mentor", "Budi from Payments")
    assert desk.data("mentor", "budi")["mentor"]["handle"] == "m1"
    assert desk.data("mentor", "budi from")["mentor"]["handle"] == "m2"


def test_somebody_who_is_called_like_a_handle_is_named_where_that_handle_is_nobodys(desk: Desk) -> None:
    desk.do("add-mentor", "Maya")
    desk.do("add-mentor", "P3")
    for command in (
        ("show", "p3"),
        ("p3",),
        ("edit", "p3", "why=x"),
        ("delete", "p3"),
        ("forget", "p3", "--yes"),
    ):
        assert "Did you mean P3 (m2)?" in desk.refused(3, *command).err

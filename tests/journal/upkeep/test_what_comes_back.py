"""What comes back is whole: a copy, a step of the history, and a file that was merged by hand."""

import json
from collections.abc import Callable

import pytest

from tests.conftest import Desk

Tables = dict[str, dict[str, dict[str, object]]]


@pytest.fixture
def kept(desk: Desk) -> Desk:
    desk.do("add-mentor", "Maya Pranata")
    desk.do("add-win", "Shipped it")
    desk.do("add-win", "Shipped more")
    return desk


def a_record_without_its_text(tables: Tables) -> None:
    del tables["wins"]["1"]["text"]


def no_uid(tables: Tables) -> None:
    tables["wins"]["1"]["uid"] = ""


def one_uid_twice(tables: Tables) -> None:
    tables["wins"]["2"]["uid"] = tables["wins"]["1"]["uid"]


def one_uid_in_two_tables(tables: Tables) -> None:
    tables["wins"]["2"]["uid"] = tables["mentors"]["1"]["uid"]


def the_31st_of_june(tables: Tables) -> None:
    tables["wins"]["1"]["date"] = "2026-06-31"


def the_year_9999(tables: Tables) -> None:
    tables["wins"]["1"]["date"] = "9999-06-30"


BREAKS = [
    a_record_without_its_text,
    no_uid,
    one_uid_twice,
    one_uid_in_two_tables,
    the_31st_of_june,
    the_year_9999,
]


@pytest.mark.parametrize("break_it", BREAKS)
@pytest.mark.parametrize("is_gone", [False, True])
def test_a_copy_that_is_not_sound_is_refused_before_anything_is_written(
    kept: Desk, break_it: Callable[[Tables], None], is_gone: bool
):
    tables = kept.tables()
    break_it(tables)
    copy = kept.path.with_name("copy.json")
    copy.write_text(json.dumps(tables))
    if is_gone:
        kept.path.unlink()
    before = sorted(kept.path.parent.rglob("*"))
    kept.refused(5, "restore", str(copy), "--yes")
    assert sorted(kept.path.parent.rglob("*")) == before


@pytest.mark.parametrize("said", [{"date": "2026-06-31"}, {"text": 7}, {"uid": ""}, {"date": "9999-01-01"}])
def test_an_undo_that_would_bring_back_what_is_no_record_is_refused(kept: Desk, said: dict[str, object]):
    kept.do("delete", "w1")
    tables = kept.tables()
    step = max(tables["history"], key=int)
    tables["history"][step]["touches"][0]["before"] |= said
    kept.path.write_text(json.dumps(tables))
    kept.refused(5, "undo")


def test_an_undo_that_would_give_one_uid_to_two_records_is_refused(kept: Desk):
    kept.do("delete", "w1")
    tables = kept.tables()
    step = max(tables["history"], key=int)
    tables["wins"]["2"]["uid"] = tables["history"][step]["touches"][0]["uid"]
    kept.path.write_text(json.dumps(tables))
    kept.refused(5, "undo")


def test_a_redo_of_a_step_that_was_changed_by_hand_is_refused(kept: Desk):
    kept.do("undo")
    tables = kept.tables()
    step = max(tables["history"], key=int)
    tables["history"][step]["touches"][0]["after"]["date"] = "2026-06-31"
    kept.path.write_text(json.dumps(tables))
    kept.refused(5, "redo")


# Merged by hand


def lines_of(desk: Desk) -> list[str]:
    return desk.path.read_text("utf-8").split("\n")


def on_another_machine(desk: Desk, *argv: str) -> list[str]:
    """The lines of a copy of this journal on which something else was done."""
    other = Desk(desk.path.parent / "elsewhere" / "journal.json")
    other.path.parent.mkdir(exist_ok=True)
    other.path.write_bytes(desk.path.read_bytes())
    other.do(*argv)
    return lines_of(other)


def both_sides(desk: Desk) -> None:
    """Both machines keep a third win; whoever merges keeps the lines of both, and forgets the comma."""
    theirs = on_another_machine(desk, "add-win", "Won elsewhere")
    desk.do("add-win", "Won here")
    (line,) = [line for line in theirs if line.startswith('    "3": ') and "Won elsewhere" in line]
    ours = lines_of(desk)
    at = next(at for at, said in enumerate(ours) if "Won here" in said and said.startswith('    "3": '))
    desk.path.write_text("\n".join([*ours[: at + 1], line, *ours[at + 1 :]]))


def test_where_only_commas_are_wrong_the_lines_are_named_and_repair_loses_no_record(kept: Desk):
    both_sides(kept)
    answer = kept.refused(5, "wins")
    at = next(at for at, said in enumerate(lines_of(kept), 1) if "Won here" in said)
    assert f"on lines {at}." in answer.err
    assert kept.type("doctor").code == 1
    kept.do("doctor", "--repair")
    texts = {win["text"] for win in kept.tables()["wins"].values()}
    assert texts == {"Shipped it", "Shipped more", "Won here", "Won elsewhere"}
    assert sorted(kept.tables()["wins"], key=int) == ["1", "2", "3", "4"]
    assert "w5" in kept.do("add-win", "Next").out
    assert any("broken" in copy["why"] for copy in kept.data("restore")["backups"])


def test_two_records_of_one_number_are_said_by_reads_with_their_lines(kept: Desk):
    both_sides(kept)
    kept.path.write_text(kept.path.read_text().replace('}\n    "3"', '},\n    "3"'))
    json.loads(kept.path.read_text())
    first = next(at for at, said in enumerate(lines_of(kept), 1) if said.startswith('    "3": '))
    for argv in (("wins",), ("search", "won"), ("add-win", "Next")):
        assert f"(lines {first}, {first + 1})" in kept.refused(5, *argv).err
    kept.do("doctor", "--repair")
    assert len(kept.tables()["wins"]) == 4


def test_a_table_that_is_there_twice_is_said_by_reads_and_brought_together(kept: Desk):
    theirs = on_another_machine(kept, "add-win", "Won elsewhere")
    start = next(at for at, line in enumerate(theirs) if line.startswith('  "wins"'))
    end = next(at for at in range(start, len(theirs)) if theirs[at].startswith("  }"))
    ours = lines_of(kept)
    kept.path.write_text("\n".join([ours[0], *theirs[start:end], "  },", *ours[1:]]))
    assert "“wins”" in kept.refused(5, "today").err
    kept.do("doctor", "--repair")
    assert len(kept.tables()["wins"]) == 3


def test_what_is_no_line_of_a_journal_is_left_to_a_person(kept: Desk):
    both_sides(kept)
    kept.path.write_text(kept.path.read_text().replace("Won here", 'Won "here'))
    before = kept.path.read_bytes()
    assert kept.type("doctor", "--repair").code in (1, 5)
    assert kept.path.read_bytes() == before

"""Notes that were exported come in again: the same records, once, and nothing from outside their folder."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from peermentor.exchange.incoming.arrivals import KeptRecord, Unfit, Wants
from peermentor.exchange.incoming.imports import find_import
from peermentor.exchange.outgoing.exports import find_export
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.practice.nouns.records import KINDS
from tests.cli.used import used_desk
from tests.conftest import Desk, begun
from tests.exchange import canary
from tests.exchange.test_notes import HOSTILE

WANTS = Wants(now=canary.MOMENT)


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


@begun
def demo(desk: Desk) -> None:
    desk.do("demo", "--into", str(desk.path))


@pytest.fixture
def other(tmp_path: Path) -> Desk:
    (tmp_path / "other").mkdir()
    return Desk(tmp_path / "other" / "journal.json")


def records(desk: Desk) -> dict[str, object]:
    return {name: table for name, table in desk.tables().items() if name not in ("meta", "history")}


@pytest.mark.parametrize("place", ["notes", "notes.md"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_same_records_are_there_again_and_a_second_time_nothing(
    demo: Desk, other: Desk, tmp_path: Path, place: str, language: str
) -> None:
    into = str(tmp_path / place)
    demo.do("export", "markdown", "--into", into, "--lang", language)
    said = other.do("import", "markdown", into)
    assert "left out" not in said.out
    assert records(other) == records(demo)
    before = other.path.read_bytes()
    assert "Nothing was changed." in other.do("import", "markdown", into).out
    assert other.path.read_bytes() == before
    other.do("undo")
    assert not any(records(other).values())


def back(documents: list[str]) -> list[object]:
    return [arrival for text in documents for arrival in find_import("markdown").read(text.encode(), WANTS)]


@settings(max_examples=settings.default.max_examples // 2)
@given(st.text(st.characters(codec="utf-8")))
def test_whatever_was_typed_comes_back_to_the_letter(typed: str) -> None:
    leaving = Leaving(canary.records(f"{typed} --> %%  [[x]] {HOSTILE}"), canary.MOMENT)
    every = {record.uid: record for kind in KINDS for record in leaving.records.all(kind)}
    notes = find_export("markdown")
    for documents in ([note.text for note in notes.write_folder(leaving)], [notes.write(leaving)]):
        came = back(documents)
        assert all(isinstance(one, KeptRecord) for one in came)
        assert {one.record.uid: one.record for one in came} == every
        assert len(came) == len(every)


def test_nobody_who_reads_a_note_sees_what_it_carries() -> None:
    leaving = Leaving(canary.records(f"--> [[x]] <b> {HOSTILE}"), canary.MOMENT)
    page = find_export("markdown").write(leaving)
    shown = MarkdownIt("commonmark").render(page).partition("<!-- peermentor-export")
    carried, end, below = shown[2].partition("-->")
    assert (end, below.strip()) == ("-->", "")
    assert not {sign for sign in ("<", ">", "[[", "#", "%%", "$", "`") if sign in carried}


def test_what_was_written_for_sharing_carries_nothing(used: Desk, other: Desk, tmp_path: Path) -> None:
    used.do("export", "markdown", "--into", str(tmp_path / "page.md"), "--for-sharing")
    assert "<!--" not in (tmp_path / "page.md").read_text("utf-8")
    said = other.refused(2, "import", "markdown", str(tmp_path / "page.md"))
    assert "page.md, line 1: `peermentor export markdown` wrote no records in it" in said.err


def test_words_changed_by_hand_are_named_and_never_guessed(used: Desk, other: Desk, tmp_path: Path) -> None:
    used.do("export", "markdown", "--into", str(tmp_path / "notes"))
    goal = tmp_path / "notes" / "goals" / "Say no.md"
    goal.write_bytes(goal.read_bytes().replace(b"\n", b"\r\n"))  # an editor of Windows changes no word
    assert other.data("import", "markdown", str(tmp_path / "notes"), "--dry-run")["left"] == []
    goal.write_text(goal.read_text("utf-8").replace("Say no", "Say yes", 1), "utf-8")
    (left,) = other.data("import", "markdown", str(tmp_path / "notes"))["left"]
    assert (left["file"], left["line"]) == ("goals/Say no.md", 1)
    assert "changed by hand" in left["why"]
    assert other.data("goal", "g1")["goal"]["title"] == "Say no"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda text: text[: len(text) // 2], "this is half a note"),
        (lambda text: text.replace("export 1 ", "export 2 "), "a newer peermentor wrote this"),
        (lambda text: text.replace('"uid"', '"u"'), "this is no peer"),
        (lambda text: text.replace("\nmentors {", "\nmentor {"), "this is no record"),
        (lambda _text: "# My own note\n", "wrote no records in it"),
        (lambda _text: "PK\x03\x04", "this is packed (zip)"),
    ],
)
def test_a_note_that_is_not_what_it_should_be_is_named_and_nothing_changes(
    used: Desk, tmp_path: Path, spoil, says: str
) -> None:
    used.do("export", "markdown", "--into", str(tmp_path / "notes.md"))
    page = tmp_path / "notes.md"
    page.write_text(spoil(page.read_text("utf-8")), "utf-8")
    said = used.refused(2, "import", "markdown", str(page))
    assert "notes.md, line " in said.err
    assert says in said.err


@pytest.mark.parametrize("link", ["secret.md", "elsewhere"])
def test_a_link_in_a_folder_leads_nowhere(used: Desk, other: Desk, tmp_path: Path, link: str) -> None:
    used.do("export", "markdown", "--into", str(tmp_path / "notes"))
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("Private words\n")
    target = tmp_path / "outside" / ("secret.md" if link == "secret.md" else "")
    (tmp_path / "notes" / link).symlink_to(target)
    said = other.refused(2, "import", "markdown", str(tmp_path / "notes"))
    assert f"{tmp_path / 'notes' / link} is a link" in said.err
    assert "Private" not in said.err


def test_what_a_program_hides_in_the_folder_is_no_note(used: Desk, other: Desk, tmp_path: Path) -> None:
    used.do("export", "markdown", "--into", str(tmp_path / "notes"))
    (tmp_path / "notes" / ".trash").mkdir()
    (tmp_path / "notes" / ".trash" / "old.md").write_text("thrown away\n")
    other.do("import", "markdown", str(tmp_path / "notes"))
    assert records(other) == records(used)


def test_a_path_out_of_the_folder_is_only_words(tmp_path: Path) -> None:
    records_ = canary.records("/../../../etc/passwd")
    documents = list(find_export("markdown").write_folder(Leaving(records_, canary.MOMENT)))
    assert all(".." not in Path(one.name).parts and len(Path(one.name).parts) <= 2 for one in documents)
    assert not [one for one in back([one.text for one in documents]) if isinstance(one, Unfit)]


def test_two_journals_in_one_folder_share_no_handle(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    first, second, both = (Desk(tmp_path / f"{name}.json") for name in ("first", "second", "both"))
    for one, name in ((first, "Maya Pranata"), (second, "Siobhan O'Neill")):
        one.do("add-mentor", name)
        one.do("add-win", f"From {name}")
        one.do("export", "markdown", "--into", str(tmp_path / "two" / name))
    both.do("import", "markdown", str(tmp_path / "two"))
    assert sorted(one["handle"] for one in both.data("mentors")["mentors"]) == ["m1", "m2"]
    assert both.do("doctor").code == 0

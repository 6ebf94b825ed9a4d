"""history, undo and redo: each step is named as its owner knows it, and a refusal says what is in the way."""

from pathlib import Path

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def texts(desk: Desk) -> dict[str, str]:
    return {step["handle"]: step["text"] for step in desk.data("history", "--last", "500")["steps"]}


def test_a_talk_is_known_again_by_whom_it_was_with_and_its_first_words(desk: Desk) -> None:
    desk.do("log", "maya", "--notes", "Grain first, then the rest", "--i-will", "Write it by friday")
    step = desk.data("history")["steps"][0]
    assert (step["about"], step["text"]) == (
        "s2",
        "s2 Maya Pranata, Wed 1 Jul 2026: “Grain first, then the rest”",
    )
    shown = " ".join(desk.do("history").out.split())
    assert "log s2 Maya Pranata, Wed 1 Jul 2026: “Grain first, then the rest”; added p4" in shown


def test_what_was_undone_or_deleted_still_says_what_it_was(desk: Desk) -> None:
    desk.do("add-topic", "maya", "How to say no")
    desk.do("undo")
    desk.do("delete", "p3")
    first, second = desk.data("history")["steps"][:2]
    assert (first["command"], first["about"]) == ("delete", "p3")
    assert "“" in first["text"]
    assert "“How to say no”" in second["text"]


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "p1", "text=Another text"),
        ("later", "p1", "2026-12-01"),
        ("delete", "p1"),
        ("merge", "marta", "maya"),
        ("done", "p1"),
        ("drop", "t2"),
        ("close", "marta", "--release"),
    ],
)
def test_each_command_is_taken_back_and_done_again_to_the_letter(desk: Desk, words: tuple[str, ...]) -> None:
    def records() -> dict[str, object]:
        return {name: table for name, table in desk.tables().items() if name not in ("meta", "history")}

    before = records()
    desk.do(*words)
    after = records()
    assert f"{words[0]} " in desk.do("undo").out
    assert records() == before
    assert f"{words[0]} " in desk.do("redo").out
    assert records() == after


def test_redo_of_a_step_by_name(desk: Desk) -> None:
    desk.do("edit", "p1", "text=First")
    desk.do("add-topic", "maya", "Second")
    last = max(int(handle[1:]) for handle in texts(desk))
    desk.do("undo", "--steps", "2")
    assert desk.data("redo", f"h{last}")["steps"][0]["handle"] == f"h{last}"
    assert "Second" in desk.do("topics").out
    assert desk.data("redo")["steps"][0]["handle"] == f"h{last - 1}"


def test_a_refused_undo_names_the_step_in_the_way_and_what_it_changed(desk: Desk) -> None:
    desk.do("promise", "maya", "Send it", "--by", "2026-07-10")
    made = max(int(handle[1:]) for handle in texts(desk))
    desk.do("edit", "p4", "due=2026-07-12")
    refused(desk, 4, "undo", f"h{made}", says=f"h{made + 1} (edit: due)", on=f"peermentor undo h{made + 1}")


def test_a_refused_redo_names_what_is_undone_too(desk: Desk) -> None:
    desk.do("promise", "maya", "Send it", "--by", "2026-07-10")
    made = max(int(handle[1:]) for handle in texts(desk))
    desk.do("edit", "p4", "due=2026-07-12")
    desk.do("undo", "--steps", "2")
    refused(desk, 4, "redo", f"h{made + 1}", says=f"h{made} (promise)", on=f"peermentor redo h{made}")
    refused(desk, 4, "undo", f"h{made}", says="was undone already", on=f"peermentor redo h{made}")


def test_a_refused_redo_names_what_was_done_since(desk: Desk) -> None:
    desk.do("promise", "maya", "Send it", "--by", "2026-07-10")
    made = max(int(handle[1:]) for handle in texts(desk))
    desk.do("undo")
    desk.do("add-topic", "maya", "Instead")
    refused(
        desk, 4, "redo", f"h{made}", says=f"h{made + 1} was done since: add-topic", on="peermentor history"
    )
    refused(desk, 4, "redo", "h1", says="h1 was not undone", on="peermentor history")
    refused(desk, 3, "redo", "h99", says="no step “h99”", on="peermentor history")
    refused(desk, 2, "redo", "h1", "--steps", "2", says="not both", on="peermentor redo h12")


def test_nobody_is_asked_is_no_yes(desk: Desk) -> None:
    refused(desk, 2, "history", "--forget", says="nobody is here to be asked", on="--yes")


def test_forgetting_the_history_says_where_its_words_stay(desk: Desk) -> None:
    desk.do("backup")
    told = desk.data("history", "--forget", "--yes")
    assert told["copies"] >= 1
    assert desk.data("history")["steps"] == []


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (("close", "maya", "--release"), "m1"),
        (("edit", "s1", "with=maya"), "s1"),
        (("edit", "g1", "with=marta"), "g1"),
        (("delete", "s1", "--with-all"), "s1"),
        (("merge", "marta", "maya"), "m2"),
    ],
)
def test_a_step_is_known_by_what_was_named_not_by_what_followed(
    desk: Desk, words: tuple[str, ...], about: str
) -> None:
    desk.do("promise", "maya", "Try it", "--goal", "g1")
    desk.do("log", "marta", "--notes", "Again", "--date", "2026-06-25", "--i-will", "Call")
    desk.do("edit", "p5", "session=s1")
    desk.do(*words)
    step = desk.data("history")["steps"][0]
    assert (step["command"], step["about"]) == (words[0], about)
    assert step["changed"] or step["removed"]

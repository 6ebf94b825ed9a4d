"""rehearse: words made ready for what is hard to say, kept as a private note, and afterwards how it went."""

from pathlib import Path

import pytest

from peermentor.practice.peers.rehearsal import judging_words
from tests.cli.used import refused, used_desk
from tests.conftest import Desk

SAID = (
    *("--happened", "You moved our last two talks", "--effect", "I prepare for nothing"),
    *(
        "--own-part",
        "I never said so",
        "--ask",
        "Tell me a day before",
        "--if-no",
        "I propose a slower rhythm",
    ),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def test_what_was_said_stands_in_the_words_to_say_and_what_was_not_is_a_blank(desk: Desk) -> None:
    told = desk.data("rehearse", "maya", "--happened", "You moved our last two talks")
    assert "You moved our last two talks" in told["words"]
    assert "[what this does to you]" in told["words"]
    assert "[what you ask for]" in told["words"]


def test_what_only_concerns_me_is_no_word_to_say(desk: Desk) -> None:
    told = desk.data("rehearse", "maya", *SAID)
    assert "slower rhythm" not in told["words"]
    assert "slower rhythm" in desk.do("rehearse", "maya", *SAID).out


@pytest.mark.parametrize("kind", [(), ("--feedback", "Your summaries are long")])
def test_each_tone_has_other_words(desk: Desk, kind: tuple[str, ...]) -> None:
    told = {
        desk.data("rehearse", "maya", *kind, *SAID, "--tone", tone)["words"]
        for tone in ("gentle", "plain", "direct")
    }
    assert len(told) == 3


def test_saying_more_goes_on_with_the_same_note(desk: Desk) -> None:
    desk.do("rehearse", "maya", "--happened", "Two talks moved")
    told = desk.data("rehearse", "maya", "--ask", "A day before")
    assert (told["rehearsal"]["handle"], told["rehearsal"]["happened"]) == ("rh1", "Two talks moved")
    assert told["rehearsal"]["ask"] == "A day before"


def test_afterwards_it_says_how_it_went_and_the_next_one_is_new(desk: Desk) -> None:
    desk.do("rehearse", "maya", *SAID)
    desk.do("rehearse", "maya", "--went", "She had no idea, and was glad")
    assert desk.data("show", "rh1")["rehearsal"]["went"] == "She had no idea, and was glad"
    assert desk.data("rehearse", "maya", "--happened", "Again")["rehearsal"]["handle"] == "rh2"


def test_a_judging_sentence_is_pointed_at(desk: Desk) -> None:
    told = desk.data(
        "rehearse", "maya", "--feedback", "You are always careless", "--behaviour", "Three typos"
    )
    assert told["judging"] == ["always", "careless"]
    assert told["rehearsal"]["kind"] == "feedback"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You ALWAYS come late", ("always",)),
        ("Kamu selalu terlambat dan ceroboh", ("selalu", "ceroboh")),
        ("On Tuesday you came at ten", ()),
        ("She hallways around", ()),
    ],
)
def test_words_that_judge_are_found_in_both_languages(text: str, found: tuple[str, ...]) -> None:
    assert judging_words(text) == found


def test_prep_lays_it_beside_the_agenda_and_markdown_does_not(desk: Desk) -> None:
    desk.do("rehearse", "maya", *SAID)
    items = {item["ref"] for part in desk.data("prep", "maya")["parts"] for item in part["items"]}
    assert "rh1" in items
    assert "moved our last two talks" not in desk.do("prep", "maya", "--markdown").out
    desk.do("rehearse", "maya", "--went", "Well")
    items = {item["ref"] for part in desk.data("prep", "maya")["parts"] for item in part["items"]}
    assert "rh1" not in items


def test_it_is_private_found_again_edited_and_taken_back(desk: Desk) -> None:
    desk.do("rehearse", "maya", *SAID)
    assert [hit["ref"] for hit in desk.data("search", "slower rhythm")["hits"]] == ["rh1"]
    desk.do("edit", "rh1", "ask=Two days before")
    assert desk.data("show", "rh1")["rehearsal"]["ask"] == "Two days before"
    desk.do("undo", "--steps", "2")
    assert desk.tables().get("rehearsals", {}) == {}


def test_nothing_said_is_nothing_kept(desk: Desk) -> None:
    refused(desk, 2, "rehearse", "maya", says="Nothing was said", on="--happened")
    refused(desk, 2, "rehearse", "maya", "--went", "Well", says="Maya", on="peermentor rehearse")


def test_no_words_are_made_for_somebody_who_frightened_you(desk: Desk) -> None:
    desk.do("review", "marta", "--rate", "respect=1", "--concern")
    refused(desk, 4, "rehearse", "marta", *SAID, says="frightened", on="--over")

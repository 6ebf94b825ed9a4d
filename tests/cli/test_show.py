"""show: anything with a handle or a name has a page, and a bare word is enough."""

import pytest

from peermentor.practice.nouns.records import KINDS, Star
from tests.cli.used import refused, used_desk
from tests.conftest import Desk

TYPED = (
    ("agree", "maya", "--every", "3w", "--i-hope", "Courage"),
    ("prep", "maya"),
    ("log", "maya", "--notes", "Talked", "--i-will", "Try", "--win", "It held", "--happened", "I listened"),
    ("add-feedback", "maya", "given", "Your summary helped me"),
    ("rehearse", "maya", "--happened", "Two talks moved"),
    ("review", "maya", "--rate", "respect=5", "--decide", "continue", "--because", "It helps"),
)
HANDLES = ["m1", "ag1", "g1", "c1", "t1", "a1", "s2", "rf1", "p4", "f1", "w1", "r1", "rh1"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = used_desk(tmp_path_factory.mktemp("show"))
    for words in TYPED:
        desk.do(*words)
    return desk


def test_every_kind_of_record_with_a_handle_is_tried_here() -> None:
    assert {handle.rstrip("0123456789") for handle in HANDLES} == {k.prefix for k in KINDS if k is not Star}


@pytest.mark.parametrize("handle", HANDLES)
def test_its_page_names_it_and_holds_its_record(kept: Desk, handle: str) -> None:
    assert handle in kept.do("show", handle).out
    data = kept.data("show", handle)
    assert any(isinstance(value, dict) and value.get("handle") == handle for value in data.values())


@pytest.mark.parametrize("handle", HANDLES)
def test_a_bare_handle_is_the_same_page(kept: Desk, handle: str) -> None:
    assert kept.data(handle) == kept.data("show", handle)


@pytest.mark.parametrize("word", ["maya", "p1"])
@pytest.mark.parametrize("after", ["--lang id", "--lang=id", "--quiet", "--no-color", "--journal {journal}"])
def test_options_of_every_command_stand_after_a_bare_word_too(kept: Desk, word: str, after: str) -> None:
    options = after.format(journal=kept.path).split()
    assert kept.do(word, *options).out == kept.do("show", word, *options).out


def test_a_bare_handle_that_nothing_has_is_refused_as_show_is(kept: Desk) -> None:
    assert kept.refused(3, "a99", "--json").json["command"] == "show"
    assert kept.refused(2, "p1", "--nope", "--json").json["command"] == "show"


def test_a_name_is_a_persons_page(kept: Desk) -> None:
    assert kept.data("maya") == kept.data("mentor", "maya")
    assert kept.data("zoe")["mentor"]["name"] == "Zoë Łukasik"


def test_the_noun_has_the_same_page_as_show(kept: Desk) -> None:
    assert kept.data("goal", "g1") == kept.data("show", "g1")
    assert kept.data("session", "s2") == kept.data("show", "s2")


def test_a_review_says_what_was_kept_then(kept: Desk) -> None:
    told = kept.data("show", "r1")["review"]
    assert (told["ratings"], told["decision"], told["because"]) == ({"respect": 5}, "continue", "It helps")


def test_an_agenda_says_what_was_prepared_in_words(kept: Desk) -> None:
    told = kept.data("show", "a1")
    assert "Corridors" in [topic["text"] for topic in told["agenda"]["topics"]]
    assert set(told["agenda"]["questions"]) <= set(told["texts"])


def test_what_is_not_there_is_said_with_the_list_to_look_in(kept: Desk) -> None:
    refused(kept, 3, "show", "p99", says="p99", on="peermentor promises")
    refused(kept, 3, "p99", says="p99", on="peermentor promises")
    refused(kept, 3, "show", "r7", says="r7", on="peermentor reviews")


def test_a_slip_names_the_nearest_command_and_person(kept: Desk) -> None:
    refused(kept, 2, "prpe", says="prpe", on="prep")
    refused(kept, 2, "mayya", says="mayya", on="Maya Pranata")


def test_two_people_who_could_be_meant_are_listed(kept: Desk) -> None:
    assert kept.type("show", "ma").code == 3
    assert kept.type("ma").code == 3


def test_reviews_and_feedback_are_listed_latest_first(kept: Desk) -> None:
    assert [one["handle"] for one in kept.data("reviews")["reviews"]] == ["r1"]
    assert [one["text"] for one in kept.data("feedback", "--with", "maya")["feedback"]] == [
        "Your summary helped me"
    ]
    assert kept.data("feedback", "--with", "marta")["feedback"] == []
    assert "It helps" in kept.do("reviews").out
    assert "Your summary helped me" in kept.do("feedback").out

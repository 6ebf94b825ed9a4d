"""Finding one's own words again."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peermentor.errors import CommandLine
from peermentor.practice.lookback import search
from peermentor.practice.lookback.search import Found
from peermentor.practice.lookback.selection import Where
from peermentor.practice.nouns.fields import texts_of
from peermentor.practice.nouns.records import (
    KINDS,
    Agenda,
    Closing,
    FitAnswer,
    Opener,
    Reflection,
    Session,
    StageChange,
    Star,
    Tried,
)
from tests.practice.builder import Story, with_maya


def look(story: Story, *typed: str, limit: int | None = None, **where) -> Found:
    return search.search_records(story.records, search.split_words(typed), Where(**where), limit)


def refs(story: Story, *typed: str, **where) -> list[str]:
    return [hit.ref for hit in look(story, *typed, **where).hits]


def marked(found: Found) -> list[str]:
    (hit,) = found.hits
    return [hit.excerpt[start:end] for start, end in hit.marks]


def maya() -> Story:
    return (
        with_maya("2026-07-01")
        .talk("2026-07-03", notes="Corridor requests: she buys time first", got="Let me look at it")
        .said("me", text="Write the one page script", made="2026-07-04")
        .goal("Say no", why="I keep agreeing in the corridor", start="2026-07-02")
    )


def test_all_words_must_occur_and_the_newest_comes_first():
    assert refs(maya(), "corridor") == ["s1", "g1"]
    assert refs(maya(), "corridor", "agreeing") == ["g1"]
    assert refs(maya(), "corridor", "zebra") == []


def test_words_may_stand_in_different_fields_of_one_record():
    assert refs(maya(), "time", "look") == ["s1"]


def test_a_phrase_keeps_its_order_and_a_phrase_never_spans_two_fields():
    assert refs(maya(), "one page") == ["p1"]
    assert refs(maya(), "page one") == []
    assert refs(maya(), "first let me") == []  # the end of the notes, the beginning of what was taken away


def test_quotes_inside_an_argument_keep_a_phrase_too():
    assert search.split_words(['script "one page"', "time"]) == ("script", "one page", "time")
    assert search.split_words(["“one page”"]) == ("one page",)


@pytest.mark.parametrize("typed", ["jose", "JOSÉ", "josé", "jose\u0301"])
@pytest.mark.parametrize("written_as", ["José said so", "jose\u0301 said so", "JOSE SAID SO"])
def test_case_and_accents_make_no_difference(typed, written_as):
    found = look(with_maya().talk("2026-07-03", notes=written_as), typed)
    assert [hit.ref for hit in found.hits] == ["s1"]
    assert marked(found)[0].casefold()[:3] == "jos"


def test_curly_quotes_and_odd_spaces_are_found_by_plain_ones():
    story = with_maya().talk("2026-07-03", notes="I don’t\u00a0know,\n  she   said")
    assert refs(story, "don't know, she said") == ["s1"]
    assert marked(look(story, "don't know")) == ["don’t know"]


def test_the_excerpt_is_cut_around_the_first_match_and_says_where_it_matched():
    story = with_maya().talk("2026-07-03", notes="é " + "before " * 40 + "corridor" + " after" * 40)
    (hit,) = look(story, "corridor").hits
    assert hit.excerpt.startswith("…before")
    assert hit.excerpt.endswith("after…")
    assert len(hit.excerpt) < 140
    assert [hit.excerpt[a:b] for a, b in hit.marks] == ["corridor"]


def test_an_excerpt_has_sixty_letters_on_either_side_of_its_match():
    story = with_maya().talk("2026-07-03", notes="x" * 99 + "corridor" + "x" * 99)
    (hit,) = look(story, "corridor").hits
    assert hit.excerpt == "…" + "x" * 60 + "corridor" + "x" * 60 + "…"


def test_overlapping_words_are_marked_once():
    assert marked(look(with_maya().talk("2026-07-03", notes="corridors"), "corri", "ridor")) == ["corridor"]


def test_one_may_look_with_one_peer_between_two_days_and_in_some_kinds():
    story = maya().meet("Budi", "2026-07-01").talk("2026-07-09", notes="A corridor again")
    assert refs(story, "corridor") == ["s2", "s1", "g1"]
    assert refs(story, "corridor", mentor=story.mentor) == ["s2"]
    assert refs(story, "corridor", since=date(2026, 7, 3), until=date(2026, 7, 3)) == ["s1"]
    assert refs(story, "corridor", kinds=("goal", "promise")) == ["g1"]


def test_a_limit_keeps_the_newest_and_the_total_counts_all():
    found = look(maya(), "corridor", limit=1)
    assert (found.total, [hit.ref for hit in found.hits]) == (2, ["s1"])


def test_a_check_in_belongs_to_the_peer_of_its_goal():
    story = maya().checked("2026-07-09", 10)
    story.kept[-1] = type(story.kept[-1])(uid="c", number=1, goal=story.kept[-2].uid, date=date(2026, 7, 9),
                                          percent=10, note="Tiny steps")  # fmt: skip
    (hit,) = look(story, "tiny", mentor=story.mentor).hits
    assert (hit.kind, hit.ref, hit.mentor.name, hit.field) == ("check-in", "c1", "Maya Pranata", "note")


def test_every_kind_of_record_is_searched_but_those_without_words():
    assert set(KINDS) - set(search.KINDS_SEARCHED.values()) == {Agenda, Star}


def test_what_lies_deeper_in_a_record_is_found_too():
    day = date(2026, 7, 1)
    story = with_maya(
        fit=(FitAnswer("k", "yes", "anteater"),),
        openers=(Opener("message", "badger"),),
        stages=(StageChange("paused", day, "camel"),),
        closing=Closing(day, lessons="dolphin"),
    )
    story.talk("2026-07-03", got="egret", tried=(Tried(1, day, "falcon"),))
    story._keep(Reflection, "2026-07-03", mentor=story.mentor.uid, date=day, improve=("gecko",),
                deeper={"key": "heron"})  # fmt: skip
    animals = ("anteater", "badger", "camel", "dolphin", "egret", "falcon", "gecko", "heron")
    found = [(look(story, animal).hits[0].ref, look(story, animal).hits[0].field) for animal in animals]
    assert found == [
        ("m1", "fit"),
        ("m1", "openers"),
        ("m1", "stages"),
        ("m1", "lessons"),
        ("s1", "got"),
        ("s1", "tried"),
        ("rf1", "improve"),
        ("rf1", "deeper"),
    ]


@pytest.mark.parametrize("typed", [[""], ["  "], ['""'], ["“"], ["“”", '"'], ["\u0301"], []])
def test_nothing_to_look_for_is_refused(typed):
    with pytest.raises(CommandLine, match="nothing to look for"):
        search.split_words(typed)


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_word_of_a_text_finds_it_again(text, data):
    story = with_maya().talk("2026-07-03", notes=text)
    (session,) = story.records.all(Session)
    words = [word for _field, said in texts_of(session) for word in said.split() if search.folded_text(word)]
    if words:
        word = re.sub('["“”]', "", data.draw(st.sampled_from(words)))  # they make phrases, however typed
        if search.folded_text(word) and word in text:
            (hit,) = look(story, word, kinds=("session",)).hits
            assert all(0 <= a < b <= len(hit.excerpt) for a, b in hit.marks)

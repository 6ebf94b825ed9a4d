"""Tips one at a time, the bank of questions, and stars that `prep` listens to."""

from datetime import UTC, date, datetime

import pytest

from peermentor.errors import NotFound, Refused
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Star
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.today import library
from tests.practice.agenda_story import COACHING, FIRST, SECOND, Prepared, maya_met, part
from tests.practice.builder import day

TODAY = date(2026, 7, 1)


def draft(*kept) -> Draft:
    numbers = iter(range(1, 99))
    return Draft(
        Records.of(*kept),
        datetime(2026, 7, 1, tzinfo=UTC),
        lambda: f"u{next(numbers)}",
        lambda _k: next(numbers),
    )


def test_a_tip_goes_with_the_day_and_says_why():
    shown = library.tip_of_the_day(COACHING.tips, Records.of(), TODAY, Habits())
    assert len(shown.tips) == 1
    assert "looking" in shown.tips[0].moments
    assert shown.why == "you have no peer yet"
    assert library.tip_of_the_day(COACHING.tips, Records.of(), TODAY, Habits()) == shown


def test_next_goes_through_all_of_them_and_begins_again():
    found = library.all_about(COACHING.tips, "first meeting")
    heard = [
        library.tips_about(COACHING.tips, "first-meeting", TODAY, n).tips[0] for n in range(len(found) + 1)
    ]
    assert set(heard) == set(found)
    assert heard[0] == heard[-1]


@pytest.mark.parametrize(
    "about", ["listen", "confidence", "boundary", "trust", "skill", "goal", "CV", "giving"]
)
def test_tips_are_found_by_what_they_are_about(about):
    assert library.all_about(COACHING.tips, about)


def test_a_short_word_is_not_found_inside_another():
    for tip in library.all_about(COACHING.tips, "no"):
        assert " no " in f" {tip.key} {tip.text} ".lower().replace("-", " ").replace(",", " ")


def test_a_near_miss_of_a_moment_is_suggested():
    with pytest.raises(NotFound) as missed:
        library.all_about(COACHING.tips, "first-meting")
    assert missed.value.hint == "Did you mean first-meeting?"


def test_the_bank_is_narrowed_by_moment_and_role():
    found = library.list_questions(COACHING.questions, Records.of(), moment="promise", role="mentor")
    assert found.questions
    assert all("promise" in q.moments and q.role in ("mentor", "either") for q in found.questions)
    assert len(library.list_questions(COACHING.questions, Records.of()).questions) == len(COACHING.questions)


def test_a_star_is_given_once_taken_away_and_given_again():
    sheet = draft()
    question = library.find_question(COACHING.questions, "Why now")
    first = library.star_question(sheet, question)
    with pytest.raises(Refused, match="has a star already"):
        library.star_question(sheet, question)
    assert (
        library.list_questions(COACHING.questions, sheet.records, starred=True).questions[0].key == "why-now"
    )
    assert library.unstar_question(sheet, question).ended == TODAY
    assert library.list_questions(COACHING.questions, sheet.records, starred=True).questions == ()
    with pytest.raises(Refused, match="has no star"):
        library.unstar_question(sheet, question)
    assert library.star_question(sheet, question).uid == first.uid


def starred(story: Prepared, *keys: str, **fields) -> Prepared:
    for key in keys:
        story._keep(Star, FIRST, question=key, **fields)
    return story


def keys(prep) -> list[str]:
    return [item.key for item in part(prep, "questions").items]


def test_prep_asks_a_starred_question_first_where_it_fits():
    plain = keys(maya_met().prepare(SECOND))
    assert "door-to-open" not in plain
    asked = keys(starred(maya_met(), "door-to-open").prepare(SECOND))
    assert "door-to-open" in asked
    assert keys(starred(maya_met(), "door-to-open").prepare(SECOND)) == asked


def test_a_star_on_a_question_that_does_not_fit_the_day_changes_nothing():
    assert keys(starred(maya_met(), "say-no-to").prepare(SECOND)) == keys(maya_met().prepare(SECOND))


def test_a_star_that_was_taken_away_counts_no_more():
    story = starred(maya_met(), "door-to-open", ended=day(FIRST))
    assert keys(story.prepare(SECOND)) == keys(maya_met().prepare(SECOND))


def test_even_a_starred_question_is_not_repeated_within_three_agendas():
    story = starred(maya_met(), "door-to-open")
    assert "door-to-open" in keys(story.has_prepared(SECOND))
    assert "door-to-open" not in keys(story.prepare("2026-08-14"))

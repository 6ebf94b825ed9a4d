"""Questions are asked for a reason that is shown, and not twice in a row."""

from datetime import date, timedelta

import pytest

from peermentor.practice.nouns.records import Agenda
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.prep import questions
from peermentor.practice.prep.agenda_types import Prep
from peermentor.practice.prep.situation import Situation
from tests.practice.agenda_story import COACHING, FIRST, FOURTH, SECOND, THIRD, Prepared, maya_met, part
from tests.practice.builder import day

BY_KEY = {question.key: question for question in COACHING.questions}


def reasons(prep: Prep) -> list[str]:
    return [item.why for item in part(prep, "questions").items]


def keys(prep: Prep) -> set[str]:
    return {item.key for item in part(prep, "questions").items}


def balanced() -> Prepared:
    """A talk behind them, a topic each, a review just done: nothing that asks for a special question."""
    story = maya_met().brought("Mine", SECOND).brought("Hers", SECOND, owner="them")
    story.reviewed("2026-07-10", next_review=date(2027, 1, 1)).feedback("2026-07-10")
    return story


def test_there_are_three_and_where_nothing_presses_they_fit_any_talk():
    assert reasons(balanced().prepare(SECOND)) == ["because any good talk has room for it"] * 3


@pytest.mark.parametrize(
    ("happens", "when", "why"),
    [
        (lambda s: s.goal(), "2026-08-10", "because g1 has not moved for 40 days"),
        (
            lambda s: s.goal(target=date(2026, 8, 1)).checked("2026-07-20", 10),
            SECOND,
            "because g1 is behind the calendar",
        ),
        (lambda s: s.won("Yes", "2026-07-20"), SECOND, "because there is a win to build on (w1)"),
        (lambda s: s.goal(state="reached", ended="2026-07-20"), SECOND, "because g1 was reached"),
        (lambda s: s.reviewed(FIRST, next_review=date(2026, 8, 1)), SECOND, None),
        (
            lambda s: s.reviewed("2026-07-12", next_review=date(2026, 8, 1)),
            SECOND,
            "because your review is due (Sat 1 Aug)",
        ),
        (lambda s: s.said("me", made=FIRST, due="2026-07-10"), SECOND, "because p1 was due on Fri 10 Jul"),
        (lambda s: s.said("me", made=FIRST).talk("2026-07-15").talk("2026-07-20"), SECOND, None),
        (
            lambda s: s.talk("2026-07-15").talk("2026-07-18").talk("2026-07-20"),
            SECOND,
            "because 3 talks went by without feedback",
        ),
    ],
)
def test_what_the_journal_shows_asks_for_a_question(happens, when, why):
    story = balanced()
    happens(story)
    special = [said for said in reasons(story.prepare(when)) if "any good talk" not in said]
    assert special == ([why] if why else [])


def test_a_goal_that_stalls_is_asked_about_the_obstacle_that_was_named_and_does_not_quote_it():
    story = balanced()
    story.goal(obstacle="I say yes too soon")
    prep = story.prepare("2026-08-10")
    first = part(prep, "questions").items[0]
    assert first.key == "usual-obstacle"
    assert first.why == "because g1 has not moved for 40 days, and you named what could stand in the way"
    assert "too soon" not in str(prep)


@pytest.mark.parametrize(
    ("talks", "why"),
    [
        ([{"led": "me"}] * 3, "because you led your last 3 talks"),
        ([{"led": "them"}] * 3, "because they led your last 3 talks"),
        ([{"talked": "me"}] * 2, "because you talked more, twice in a row"),
        ([{"talked": "them"}] * 2, "because they talked more, twice in a row"),
        ([{"led": "me"}] * 2, None),
        ([{"led": "both"}] * 3, None),
        ([{"talked": "even"}] * 2, None),
    ],
)
def test_a_one_sided_talk_asks_for_the_other_voice(talks, why):
    story = balanced()
    for n, how in enumerate(talks):
        story.talk(date(2026, 7, 15) + timedelta(days=n), **how).feedback(
            date(2026, 7, 15) + timedelta(days=n)
        )
    assert (why in reasons(story.prepare(SECOND))) == (why is not None)


def test_with_every_topic_mine_the_question_turns_to_them():
    prep = maya_met().brought("Mine").prepare(SECOND)
    (asked,) = [item for item in part(prep, "questions").items if item.why == "because every topic is yours"]
    assert BY_KEY[asked.key].role in ("mentor", "either")
    assert "one-sided" in BY_KEY[asked.key].moments


def test_for_my_own_goal_i_ask_for_help_and_with_theirs_i_help():
    for owner, side in (("me", "mentor"), ("them", "mentee")):
        story = balanced()
        story.goal(owner=owner)
        asked = part(story.prepare(THIRD), "questions").items[0]
        assert "stalled-goal" in BY_KEY[asked.key].moments
        assert BY_KEY[asked.key].role != side


def test_every_question_fits_the_reason_it_is_asked_for():
    story = maya_met().brought("Mine").won("Yes", SECOND)
    story.goal()
    stands = Situation(story.records, story.mentor, date(2026, 8, 10), Habits())
    for shape in ("regular", "first", "grow", "review", "closing"):
        for question, reason in questions.choose_questions(COACHING.questions, stands, shape):
            assert reason.moment in question.moments


class TestRepeats:
    def test_no_question_comes_back_within_three_agendas(self):
        story = maya_met().brought("Mine")
        story.goal().said("me", made=FIRST, due="2026-07-04")
        days = [date(2026, 7, 10) + timedelta(days=10 * n) for n in range(20)]
        asked = [keys(story.has_prepared(when)) for when in days]
        assert {len(chosen) for chosen in asked} == {3}
        for n, chosen in enumerate(asked):
            assert not chosen & set().union(*asked[max(0, n - 3) : n])

    @pytest.mark.parametrize("shape", ["first", "review", "closing", "grow"])
    def test_nor_in_talks_of_one_special_shape(self, shape):
        story = maya_met()
        asked = [keys(story.has_prepared(when, shape=shape)) for when in (FIRST, SECOND, THIRD, FOURTH)]
        assert len(set().union(*asked)) == sum(map(len, asked))

    def test_preparing_the_same_day_again_gives_the_same_agenda(self):
        story = maya_met().brought("Mine")
        story.has_prepared(SECOND)
        first = story.has_prepared(THIRD)
        assert story.has_prepared(THIRD) == first
        assert story.prepare(THIRD) == first

    def test_preparing_an_earlier_day_later_repeats_nothing_of_the_later_one(self):
        story = maya_met()
        later = keys(story.has_prepared(THIRD))
        assert not later & keys(story.has_prepared(SECOND))
        assert keys(story.prepare(THIRD)) == later

    def test_agendas_with_someone_else_do_not_count(self):
        story = maya_met()
        fresh = keys(story.prepare(THIRD))
        story.meet("Budi", "2026-07-01").talk(FIRST).has_prepared(SECOND)
        assert keys(story.back_to("Maya Pranata").prepare(THIRD)) == fresh

    def test_when_nothing_else_fits_the_one_asked_longest_ago_comes_back(self):
        few = [question for question in COACHING.questions if question.moments == ("regular",)][:4]
        story = balanced()
        first = asked_of(few, story, SECOND)
        assert len(first) == 3
        again = asked_of(few, story, THIRD)
        assert len(again) == 3
        assert again[0] not in first

    def test_another_reason_gets_the_place_before_a_question_is_repeated(self):
        stalled = [question for question in COACHING.questions if question.moments[0] == "stalled-goal"][:1]
        regular = [question for question in COACHING.questions if question.moments == ("regular",)][:9]
        story = balanced()
        story.goal()
        first = asked_of(stalled + regular, story, "2026-08-10")
        again = asked_of(stalled + regular, story, "2026-08-17")
        assert stalled[0].key in first
        assert not set(first) & set(again)


def asked_of(few, story, when):
    """The keys asked when there are only these questions; the agenda is kept."""
    stands = Situation(story.records, story.mentor, day(when), Habits())
    chosen = tuple(question.key for question, _reason in questions.choose_questions(few, stands, "regular"))
    story._keep(Agenda, when, mentor=story.mentor.uid, date=day(when), minutes=45, questions=chosen)
    return chosen

"""How promises were kept is counted once: `mentor`, `stats`, `review`, `prep` and `close` say the same."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from peermentor import templates
from peermentor.practice.growth import promises, word
from peermentor.practice.lookback import stats
from peermentor.practice.nouns.records import Agenda, Promise, Session
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers import ending, portrait
from peermentor.practice.prep.agenda import prepare_agenda
from peermentor.practice.review.entries import gather_entries
from peermentor.practice.review.window import Span
from tests.practice.builder import Story, day

BEGAN, TODAY = date(2026, 7, 1), date(2026, 9, 1)
days = st.integers(0, 60).map(lambda count: BEGAN + timedelta(days=count))
made_up = st.lists(
    st.tuples(st.sampled_from(["me", "them"]), days, st.sampled_from(["kept", "dropped", "open"]), days),
    max_size=12,
)


@given(made_up)
def test_five_screens_say_the_same_of_any_journal(said):
    story = Story().meet("Maya", BEGAN, every="3w").talk("2026-07-01")
    for owner, due, how, ended in said:
        settled = {} if how == "open" else {how: max(ended, BEGAN)}
        story.said(owner, due=due, made=BEGAN, **settled)
    records, mentor = story.records, story.mentor
    told = portrait.draw_portrait(records, mentor, TODAY, Habits()).balance
    counted = stats.stats_of_one(records, mentor, None, TODAY).whole.promises
    goodbye = ending.farewell(records, mentor, TODAY, Habits()).promises
    agenda = prepare_agenda(records, mentor, TODAY, templates.load("en"), habits=Habits())
    seen = gather_entries(records, mentor, Span(BEGAN, TODAY)).promises
    for side, at_mentor, at_close in (
        ("me", told.my_word, goodbye.mine.said),
        ("them", told.their_word, goodbye.theirs.said),
    ):
        at_review = word.say(word.add_up(k for k in seen if k.promise.owner == side), TODAY)
        assert {at_mentor, counted[side].said, at_review, agenda.word[side], at_close} == {at_mentor}


def carried(story: Story, agenda: str, held: str, **promise) -> int:
    story.said("me", **promise)
    said = story.last(Promise)
    story.agenda(agenda)
    story.kept[-1] = replace(story.last(Agenda), promises=(said.uid,))
    story.talk(held, agenda=story.last(Agenda).uid)
    return promises.times_carried(story.records, said, day(held))


def test_carried_over_counts_the_agendas_of_held_talks_in_which_it_stood_after_its_day():
    assert carried(Story().meet("Maya", BEGAN), "2026-07-20", "2026-07-20", due="2026-07-10") == 1


def test_before_its_day_nothing_is_carried_over():
    assert carried(Story().meet("Maya", BEGAN), "2026-07-20", "2026-07-20", due="2026-07-20") == 0


def test_a_talk_without_an_agenda_carries_nothing_over():
    story = Story().meet("Maya", BEGAN).said("me", due="2026-07-10").talk("2026-07-20")
    assert promises.times_carried(story.records, story.last(Promise), TODAY) == 0


def test_a_meeting_that_was_called_off_carries_nothing_over():
    story = Story().meet("Maya", BEGAN).said("me", due="2026-07-10").agenda("2026-07-20")
    story.kept[-1] = replace(story.last(Agenda), promises=(story.last(Promise).uid,))
    story.called_off("2026-07-20")
    story.kept[-1] = replace(story.last(Session), agenda=story.last(Agenda).uid)
    assert promises.times_carried(story.records, story.last(Promise), TODAY) == 0

"""What holds for every journal: minutes add up, nothing is dropped, the same day gives the same agenda."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from peermentor.practice.nouns.coaching import Coaching
from peermentor.practice.nouns.records import Goal, Promise, Topic
from peermentor.practice.nouns.thresholds import LONGEST_TALK, SHORTEST_TALK
from peermentor.practice.prep import agenda
from tests.practice.agenda_story import COACHING, Prepared, every_item, maya

START = date(2026, 7, 1)
DAYS = st.integers(0, 120).map(lambda n: START + timedelta(days=n))
SHAPES = st.sampled_from([None, *agenda.SHAPES])
LENGTHS = st.none() | st.integers(SHORTEST_TALK, LONGEST_TALK)
SIDES = st.sampled_from(["me", "them"])
OWNERS = st.sampled_from(["me", "them", "both"])


@st.composite
def journals(draw: st.DrawFn) -> Prepared:
    """A few months with Maya, in any order and as full as they come."""
    story = maya()
    for _ in range(draw(st.integers(0, 14))):
        what = draw(st.sampled_from(list(STEPS)))
        STEPS[what](story, draw, draw(DAYS))
    return story


STEPS = {
    "talk": lambda s, draw, d: s.talk(d, led=draw(OWNERS), got=draw(st.sampled_from(["", "Pause"]))),
    "called off": lambda s, draw, d: s.called_off(d),
    "promise": lambda s, draw, d: s.said(draw(SIDES), made=START, due=draw(st.none() | st.just(d))),
    "kept": lambda s, draw, d: s.said(draw(SIDES), made=START, due=d, kept=d),
    "topic": lambda s, draw, d: s.brought("T", d, owner=draw(SIDES), important=draw(st.booleans())),
    "discussed": lambda s, draw, d: s.topic(d, ended=d),
    "goal": lambda s, draw, d: s.goal(owner=draw(OWNERS), target=draw(st.none() | st.just(d))),
    "reached": lambda s, draw, d: s.goal(state="reached", ended=d),
    "win": lambda s, draw, d: s.won("Yes", d),
    "feedback": lambda s, draw, d: s.feedback(d, draw(st.sampled_from(["given", "received"]))),
    "review": lambda s, draw, d: s.reviewed(d),
    "agenda": lambda s, draw, d: s.has_prepared(d),
}


@given(journals(), DAYS, LENGTHS, SHAPES)
def test_minutes_add_up_exactly(story, day, minutes, shape):
    prep = story.prepare(day, minutes=minutes, shape=shape)
    assert sum(part.minutes for part in prep.parts) == prep.minutes == (minutes or 45)
    for part in prep.parts:
        now = [item for item in part.items if not item.if_time]
        assert bool(part.minutes) == bool(now)
        assert list(part.items[: len(now)]) == now


@given(journals(), DAYS, LENGTHS)
def test_everything_open_is_on_the_agenda_once(story, day, minutes):
    listed = [item.ref for item in every_item(story.prepare(day, minutes=minutes)) if item.ref]
    still_open = [r.handle for r in story.kept if isinstance(r, Promise | Topic | Goal) and r.state == "open"]
    assert all(listed.count(handle) == 1 for handle in still_open)


@given(journals(), DAYS, SHAPES, st.data())
def test_the_same_journal_and_day_give_the_same_agenda_in_whatever_order_it_was_read(story, day, shape, data):
    order = data.draw(st.permutations(range(len(story.kept))))
    again = agenda.prepare_agenda(story.shuffled(order), story.mentor, day, COACHING, shape=shape)
    assert again == story.prepare(day, shape=shape)


@given(journals(), DAYS, SHAPES)
def test_saving_an_agenda_does_not_change_it(story, day, shape):
    first = story.has_prepared(day, shape=shape)
    assert story.prepare(day, shape=shape) == first


@given(journals(), DAYS, SHAPES)
def test_everything_has_a_text_and_a_reason(story, day, shape):
    prep = story.prepare(day, shape=shape)
    assert all(item.text and item.why for item in every_item(prep))
    assert prep.tip
    assert prep.tip.why


@given(journals(), DAYS, LENGTHS, SHAPES)
def test_it_does_without_coaching(story, day, minutes, shape):
    prep = agenda.prepare_agenda(story.records, story.mentor, day, Coaching(), minutes=minutes, shape=shape)
    assert sum(part.minutes for part in prep.parts) == prep.minutes

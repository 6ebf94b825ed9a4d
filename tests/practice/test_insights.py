"""What was taken away from a talk, and whether it was tried."""

import pytest
from msgspec.structs import asdict

from peermentor.errors import CommandLine, NotFound, Refused
from peermentor.practice.growth import insights
from peermentor.practice.nouns.records import Session, Tried
from tests.practice.builder import day, with_maya
from tests.practice.drafts import drafting

TALK = "2026-07-03"


def story(*got, **fields):
    made = with_maya(**fields)
    made.talk(TALK)
    made.kept[-1] = Session(**{**asdict(made.kept[-1]), "got": got})
    return made


def test_a_place_counts_from_one_and_a_lone_insight_needs_none():
    records = story("Buy time").records
    assert insights.find_insight(records, "S1.1")[1] == insights.find_insight(records, "s1")[1] == 1


def test_where_several_were_taken_one_must_be_named():
    with pytest.raises(CommandLine, match="2 things were taken from s1"):
        insights.find_insight(story("Buy time", "Ask why").records, "s1")


@pytest.mark.parametrize("typed", ["s1.0", "s1.3", "s9.1", "s1.x", "s"])
def test_what_was_not_taken_is_not_found(typed):
    with pytest.raises(NotFound):
        insights.find_insight(story("Buy time", "Ask why").records, typed)


def test_trying_one_keeps_the_day_and_what_came_of_it():
    draft = drafting(story("Buy time", "Ask why"), "2026-07-10")
    session, place = insights.find_insight(draft.records, "s1.2")
    kept = insights.keep_outcome(draft, session, place, "it worked", day("2026-07-09"))
    assert kept.tried == (Tried(2, day("2026-07-09"), "it worked"),)
    assert list(insights.untried(kept)) == [(1, "Buy time")]


def test_what_was_tried_is_not_tried_again_unseen():
    draft = drafting(story("Buy time"), "2026-07-10")
    kept = insights.keep_outcome(draft, draft.records.all(Session)[0], 1, "", day("2026-07-10"))
    with pytest.raises(Refused, match="tried already"):
        insights.keep_outcome(draft, kept, 1, "better", day("2026-07-10"))


@pytest.mark.parametrize("on", ["2026-07-02", "2026-07-11"])
def test_nothing_is_tried_before_the_talk_or_after_today(on):
    draft = drafting(story("Buy time"), "2026-07-10")
    with pytest.raises(CommandLine):
        insights.keep_outcome(draft, draft.records.all(Session)[0], 1, "", day(on))


def test_what_belongs_to_a_closed_relationship_stays_as_it_was():
    draft = drafting(story("Buy time", stage="closed"), "2026-07-10")
    with pytest.raises(Refused):
        insights.keep_outcome(draft, draft.records.all(Session)[0], 1, "", day("2026-07-10"))

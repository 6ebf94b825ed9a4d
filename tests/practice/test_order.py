"""Order is by day, then by when it was kept: never by a handle, which two machines may give crosswise."""

from datetime import UTC, date, datetime, timedelta

from peermentor.practice.growth import goals, topics
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Agreement, Checkin, Goal, Mentor, Session, Topic
from peermentor.practice.nouns.sessions import held_sessions
from peermentor.practice.peers import agreement

DAY = date(2026, 7, 1)
EARLY = datetime(2026, 7, 1, 8, tzinfo=UTC)
LATE = EARLY + timedelta(hours=1)
MAYA = Mentor(uid="M", number=1, name="Maya", since=DAY)
GOAL = Goal(uid="G", number=1, title="Speak", mentor="M", start=DAY)


def crosswise(kind, **said):
    """Two records of one day; the one kept first has the higher number."""
    first = kind(number=7, uid="01A", created=EARLY, **said)
    second = kind(number=3, uid="01B", created=LATE, **said)
    return first, second


def test_the_latest_agreement_is_the_one_kept_last():
    first, second = crosswise(Agreement, mentor="M", date=DAY)
    assert agreement.latest_agreement(Records.of(MAYA, first, second), MAYA) == second


def test_talks_checkins_promises_topics_and_wins_of_a_day_are_in_the_order_they_were_kept():
    talks = crosswise(Session, mentor="M", date=DAY)
    assert held_sessions(reversed(talks)) == list(talks)
    checkins = crosswise(Checkin, goal="G", date=DAY, percent=10)
    assert goals.checkins_in_order(GOAL, reversed(checkins)) == list(checkins)
    said = crosswise(Topic, mentor="M", text="x", raised=DAY)
    assert topics.by_weight(reversed(said)) == list(said)
    assert Records.of(*reversed(talks)).latest(Session, 1) == [talks[1]]


def test_a_record_that_says_no_moment_comes_before_those_that_do():
    old = Session(mentor="M", date=DAY, number=9, uid="01Z")
    talks = crosswise(Session, mentor="M", date=DAY)
    assert held_sessions((*talks, old)) == [old, *talks]

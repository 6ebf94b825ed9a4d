"""A whole review: the quarter of the story, what is kept of it, and what always holds."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peermentor.errors import CommandLine
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.records import Review
from peermentor.practice.review.look import Look, look_at_relationship
from peermentor.practice.review.review import keep_review, review_record
from peermentor.practice.review.verdict import Verdict
from tests.practice.builder import Story, with_maya

TODAY = date(2026, 9, 21)
MAYA_FELT = {
    "goals": 5, "growth": 5, "respect": 5, "communication": 4,
    "commitment": 5, "balance": 4, "energy": 4, "mine": 4,
}  # fmt: skip
BUDI_FELT = {"growth": 2, "respect": 5, "communication": 2, "commitment": 2, "balance": 2}


def first_quarter() -> Story:
    """stories/first-quarter.sh, entry by entry."""
    story = Story()
    story.meet("Maya Pranata", "2026-07-01", "3w", why="I keep agreeing to scope I cannot deliver")
    story.meet("Budi Santoso", "2026-07-01", "1m").meet("Zoë Łukasik", "2026-07-01", stage="candidate")
    story.back_to("Maya Pranata").goal("Say no with a reason and an option")
    story.back_to("Budi Santoso").goal("Design one warehouse model on my own")
    story.back_to("Maya Pranata").goal("Present to 200 people", owner="them")
    story.topic("2026-07-01", ended="2026-07-03").topic("2026-07-01", ended="2026-07-03")
    story.agenda("2026-07-03").talk(
        "2026-07-03", gave="kept the second", got="buy time", energy=4, agenda="a1"
    )
    story.said("me", made="2026-07-03", due="2026-07-10", kept="2026-07-09")
    story.said("them", made="2026-07-03", due="2026-07-08", kept="2026-07-08").checked(
        "2026-07-09", 15, of="g1"
    )
    story.back_to("Budi Santoso").talk("2026-07-15", got="one sentence per fact table", energy=3)
    story.said("me", made="2026-07-15", due="2026-07-29").said("them", made="2026-07-15", due="2026-07-22")
    story.back_to("Maya Pranata").agenda("2026-07-24")
    story.talk("2026-07-24", gave="listened", got="two sizes", energy=5, agenda="a2")
    story.said("me", made="2026-07-24", due="2026-08-14", kept="2026-08-14").checked(
        "2026-07-24", 40, of="g1"
    )
    story.back_to("Budi Santoso").called_off("2026-08-12").back_to("Maya Pranata")
    story.talk("2026-08-14", gave="her slides", got="in writing", energy=4)
    story.said("me", made="2026-08-14", due="2026-08-21", kept="2026-08-20")
    story.said("them", made="2026-08-14", due="2026-09-04", kept="2026-09-04").checked(
        "2026-08-20", 60, of="g1"
    )
    story.checked("2026-08-20", 50, of="g3")
    story.talk("2026-09-04", gave="her opening line", got="pause", energy=5).checked(
        "2026-09-04", 85, of="g1"
    )
    story.back_to("Budi Santoso").topic("2026-08-20")
    return story


def test_maya_thrives_after_the_first_quarter():
    story = first_quarter().back_to("Maya Pranata")
    found = look_at_relationship(story.records, story.mentor, TODAY, ratings=MAYA_FELT)
    assert found.verdict == "thriving"
    assert (found.window.since, found.window.until, found.window.sessions) == (date(2026, 7, 1), TODAY, 4)
    assert {s.signal: s.level for s in found.seen} == {
        "rhythm": "strong", "their-word": "strong", "my-word": "strong", "growth": "strong",
        "balance": "strong", "energy": "strong", "prepared": "mixed", "feedback": "unknown",
    }  # fmt: skip
    assert {s.signal: s.refs for s in found.seen} == {
        "rhythm": ("s1", "s3", "s5", "s6"),
        "their-word": ("p2", "p7"),
        "my-word": ("p1", "p5", "p6"),
        "growth": ("g1", "c1", "c2", "c3", "c5"),
        "balance": ("s1", "s3", "s5", "s6"),
        "energy": ("s1", "s3", "s5", "s6"),
        "prepared": ("s1", "s3", "s5", "s6"),
        "feedback": (),
    }
    assert found.seen[0].summary == "3 of 3 meetings of your rhythm were held. 1 more was held."
    assert found.seen[3].summary == "“Say no with a reason and an option” went from 0 to 85 percent."
    assert found.why == "I keep agreeing to scope I cannot deliver"
    assert found.disagreements == ()
    assert found.change == {}


def test_with_budi_it_is_too_early():
    story = first_quarter().back_to("Budi Santoso")
    found = look_at_relationship(story.records, story.mentor, TODAY, ratings=BUDI_FELT, decision="adjust")
    assert found.verdict == "too-early"
    assert {s.signal: s.level for s in found.seen if s.level != "unknown"} == {"rhythm": "mixed"}
    assert found.felt["energy"] is None
    assert [(r.text, r.refs) for r in found.my_part] == [
        ("You still owe: “a promise”.", ("p3",)),
        ("In 1 talk nothing is noted that you gave.", ("s2",)),
    ]
    assert [(r.text, r.refs) for r in found.their_part] == [
        ("They still owe: “a promise”.", ("p4",)),
        ("They called off 1 meeting.", ("s4",)),
    ]


def look(story: Story, today: date = TODAY, **asked) -> Look:
    return look_at_relationship(story.records, story.mentor, today, **asked)


def test_change_is_against_the_latest_review_before_today():
    story = with_maya().reviewed("2026-07-10", ratings={"growth": 1, "mine": 1})
    story.reviewed("2026-08-10", ratings={"growth": 5, "energy": 2}).reviewed(TODAY, ratings={"growth": 1})
    found = look(story, ratings={"growth": 3, "energy": 4, "mine": 4})
    assert found.change == {"growth": -2, "energy": 2}
    assert [earlier.handle for earlier in found.history] == ["r1", "r2"]


@pytest.mark.parametrize(
    ("added", "reviewed", "expected"),
    [
        ("2026-09-01", None, "2026-10-01"),
        ("2026-08-29", None, "2026-09-28"),
        ("2026-08-28", None, "2026-11-20"),  # in less than a week it would only correct this one
        ("2026-08-22", None, "2026-11-20"),  # the first 30 days are over today
        ("2026-01-01", None, "2026-11-20"),
        ("2026-09-01", "2026-09-10", "2026-11-20"),
    ],
)
def test_the_next_review_is_after_the_first_30_days_then_every_60(added, reviewed, expected):
    story = with_maya(added)
    if reviewed:
        story.reviewed(reviewed)
    assert look(story).next_review == date.fromisoformat(expected)


def test_a_decided_date_stands_and_a_closed_relationship_has_none():
    assert look(with_maya(), next_review=date(2026, 10, 1)).next_review == date(2026, 10, 1)
    assert look(with_maya(), decision="close").next_review is None


@pytest.mark.parametrize("ratings", [{"growth": 0}, {"growth": 6}, {"fun": 3}])
def test_a_rating_that_is_none_is_refused(ratings):
    with pytest.raises(CommandLine):
        look(with_maya(), ratings=ratings)


def test_what_is_kept_of_a_look():
    story = with_maya("2026-01-01").said("them", due="2026-08-01").said("them", due="2026-08-02")
    found = look(
        story,
        ratings={"growth": 2},
        decision="adjust",
        because="two more weeks",
        next_review=date(2026, 10, 5),
    )
    kept = review_record(found, story.mentor, TODAY)
    assert kept == Review(
        mentor=story.mentor.uid,
        date=TODAY,
        since=found.window.since,
        ratings={"growth": 2},
        seen={s.signal: s.level for s in found.seen},
        low=("growth", "communication", "commitment"),
        verdict="reassess",
        decision="adjust",
        because="two more weeks",
        next_review=date(2026, 10, 5),
    )


def test_a_kept_look_has_a_handle():
    story = with_maya().reviewed("2026-08-01")
    draft = Draft(story.records, datetime(2026, 9, 21, 8, tzinfo=UTC), lambda: "new", lambda _kind: 2)
    kept = keep_review(draft, story.mentor, look(story, ratings={"growth": 4}))
    assert kept.handle == "r2"
    assert draft.records.the(Review, "new").ratings == {"growth": 4}
    assert look(story).handle is None


def test_braces_in_a_persons_own_words_are_only_words():
    story = with_maya("2026-01-01").goal("{n} of {0}").checked("2026-09-01", 20)
    story.said("me", due="2026-09-01", text="{part} {")
    found = look(story)
    assert found.seen[3].summary == "“{n} of {0}” went from 0 to 20 percent."
    assert found.my_part[0].text == "You still owe: “{part} {”."


# what always holds

near = st.integers(-10, 200).map(lambda n: TODAY - timedelta(days=n))
maybe = st.none() | near
words = st.sampled_from(["", "something"])
steps = st.one_of(
    st.tuples(
        st.just("talk"),
        st.tuples(near),
        st.fixed_dictionaries(
            {
                "gave": words,
                "got": words,
                "energy": st.none() | st.integers(1, 5),
                "agenda": st.sampled_from(["", "a1"]),
            }
        ),
    ),
    st.tuples(st.just("called_off"), st.tuples(near, st.sampled_from(["me", "them", "both"])), st.just({})),
    st.tuples(
        st.just("said"),
        st.tuples(st.sampled_from(["me", "them"])),
        st.fixed_dictionaries({"due": maybe, "kept": maybe, "dropped": maybe}),
    ),
    st.tuples(
        st.just("goal"),
        st.just(()),
        st.fixed_dictionaries(
            {
                "owner": st.sampled_from(["me", "them", "both"]),
                "start": near,
                "state": st.sampled_from(["open", "reached", "let-go"]),
                "ended": maybe,
            }
        ),
    ),
    st.tuples(st.just("checked"), st.tuples(near, st.integers(0, 100)), st.just({})),
    st.tuples(st.just("topic"), st.tuples(near), st.fixed_dictionaries({"ended": maybe})),
    st.tuples(st.just("feedback"), st.tuples(near), st.just({})),
    st.tuples(
        st.just("reviewed"),
        st.tuples(near),
        st.fixed_dictionaries({"low": st.sampled_from([(), ("goals", "growth"), ("respect",)])}),
    ),
)


@st.composite
def stories(draw) -> Story:
    story = with_maya(draw(near), draw(st.sampled_from(["", "1w", "3w", "1m", "10d"]))).goal()
    for name, args, fields in draw(st.lists(steps, max_size=25)):
        getattr(story, name)(*args, **fields)
    return story


felt = st.dictionaries(st.sampled_from(list(DIMENSIONS)), st.integers(1, 5))


@given(stories(), felt, st.booleans(), maybe)
def test_a_verdict_never_rests_on_nothing(story, ratings, concern, since):
    asked = {"ratings": ratings, "concern": concern, "since": since}
    found = look(story, **asked)
    assert found == look(story, **asked)
    assert found.verdict in get_args(Verdict)
    assert found.reasons
    for reason in found.reasons if found.verdict not in ("get-support", "too-early") else ():
        assert reason.refs or " of 5" in reason.text
    said = (*found.reasons, *found.seen, *found.disagreements, *found.my_part, *found.their_part)
    assert {ref for each in said for ref in each.refs} <= story.handles
    assert not any("{" in (getattr(each, "text", "") or each.summary) for each in said)
    assert found.conversation is None or found.verdict in ("adjust", "reassess")
    if not ratings:
        assert found.verdict not in ("wind-down", "thriving")
    assert found.next_review
    assert found.next_review > TODAY

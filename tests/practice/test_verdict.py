"""The verdict: nine rules, each reached by a story of its own, and the order between them."""

from datetime import date, timedelta

import pytest

from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.review.look import Look, look_at_relationship
from tests.practice.builder import Story, with_maya

TODAY = date(2026, 9, 21)
GOOD = dict.fromkeys(DIMENSIONS, 4)


def look(story: Story, today: date = TODAY, **asked) -> Look:
    return look_at_relationship(story.records, story.mentor, today, **asked)


def rated(**ratings: int) -> dict[str, int]:
    return GOOD | ratings


def without(*dimensions: str, **ratings: int) -> dict[str, int]:
    return {d: r for d, r in rated(**ratings).items() if d not in dimensions}


def old_friends(every: str = "", sessions: int = 3, since: str | date = "2026-01-01") -> Story:
    """Long enough for any verdict, and nothing seen but a mixed balance: one of three gave and got."""
    story = with_maya(since, every)
    for n in range(sessions):
        story.talk(TODAY - timedelta(days=7 * n + 7), gave="" if n % 3 else "an ear", got="an idea")
    return story


def flourishing() -> Story:
    """Three signals strong: rhythm, growth, their word."""
    story = steady().goal(start="2026-07-01").checked("2026-08-01", 40)
    for _n in range(2):
        story.said("them", due="2026-08-01", kept="2026-08-01")
    return story


def steady() -> Story:
    """Three meetings expected, and three held."""
    return old_friends("1m", since=TODAY - timedelta(days=90))


def their_word_broken(story: Story) -> Story:
    return story.said("them", due="2026-08-01").said("them", due="2026-08-02")


def my_word_broken(story: Story) -> Story:
    return story.said("me", due="2026-08-01").said("me", due="2026-08-02")


# 1 get-support


def test_fear_comes_before_everything_else():
    found = look(with_maya(TODAY), concern=True, ratings=rated(growth=1, goals=1))
    assert found.verdict == "get-support"
    assert found.reasons


def test_someone_who_is_frightened_gets_no_repair_advice_and_is_not_argued_with():
    found = look(flourishing(), concern=True, ratings=rated(growth=1, mine=1))
    assert found.conversation is None
    assert (found.my_part, found.their_part, found.disagreements) == ((), (), ())
    assert any("HR" in text for text in found.support)
    assert any("trust" in text for text in found.support)
    assert any("outside" in text for text in found.support)


def test_only_get_support_speaks_of_support():
    assert look(flourishing(), ratings=GOOD).support == ()


# 2 too-early


@pytest.mark.parametrize(
    ("every", "days", "sessions", "expected"),
    [
        ("3w", 62, 2, "too-early"),
        ("3w", 63, 2, "serving"),  # three whole intervals have passed
        ("3w", 62, 3, "serving"),  # three sessions were held
        ("", 89, 2, "too-early"),
        ("", 90, 2, "serving"),
        ("", 89, 3, "serving"),
        ("", 0, 0, "too-early"),
    ],
)
def test_it_does_not_happen_overnight(every, days, sessions, expected):
    story = with_maya(TODAY - timedelta(days=days), every)
    for n in range(sessions):
        story.talk(TODAY - timedelta(days=n))
    assert look(story, ratings=dict.fromkeys(DIMENSIONS, 3)).verdict == expected


def test_a_cancelled_meeting_does_not_end_the_beginning():
    story = with_maya("2026-09-01").talk("2026-09-02").talk("2026-09-03").called_off("2026-09-10")
    assert look(story).verdict == "too-early"


def test_too_early_says_what_to_look_for_and_still_shows_what_is_seen():
    found = look(with_maya("2026-09-01").talk("2026-09-02", energy=5).talk("2026-09-03", energy=5))
    assert found.look_for
    assert {s.signal: s.level for s in found.seen}["energy"] == "strong"
    assert found.reasons[0].refs == ("s1", "s2")
    assert found.conversation is None


def test_too_early_comes_before_a_low_rating():
    assert look(with_maya("2026-09-01"), ratings={"respect": 1}).verdict == "too-early"


# 3 reassess: not begun


def never_met(by: str, times: int) -> Story:
    story = with_maya("2026-01-01")
    for n in range(times):
        story.called_off(date(2026, 2, 1) + timedelta(days=21 * n), by=by)
    return story


@pytest.mark.parametrize(
    ("by", "times", "expected"),
    [("them", 3, "reassess"), ("me", 3, "reassess"), ("both", 3, "adjust"), ("them", 2, "adjust")],
)
def test_called_off_three_times_and_never_met_is_not_begun(by, times, expected):
    found = look(never_met(by, times))
    assert found.verdict == expected
    if expected == "reassess":
        assert found.reasons[0].refs == ("s1", "s2", "s3")
        assert found.conversation is None
        assert len(found.advice) == (3 if by == "me" else 2)


# 4 wind-down

NO_GROWTH = {"low": ("goals", "growth"), "ratings": {"growth": 2}}


def test_no_growth_at_two_reviews_in_a_row_is_a_reason_to_stop():
    story = old_friends().reviewed("2026-07-01", **NO_GROWTH)
    found = look(story, ratings=rated(goals=2, growth=1))
    assert found.verdict == "wind-down"
    assert "r1" in [ref for reason in found.reasons for ref in reason.refs]


@pytest.mark.parametrize("low_then", [(), ("goals",), ("growth",), ("growth", "energy"), ("goals", "growth")])
def test_no_growth_at_one_review_is_a_reason_to_look_again(low_then):
    story = old_friends().reviewed("2026-07-01", low=low_then)  # and nobody rated it so
    assert look(story, ratings=rated(goals=2, growth=1)).verdict == "reassess"


def test_only_the_latest_review_counts_as_the_last():
    story = old_friends().reviewed("2026-03-01", **NO_GROWTH).reviewed("2026-07-01")
    assert look(story, ratings=rated(goals=2, growth=1)).verdict == "reassess"


def test_winding_down_comes_before_reassessing():
    story = old_friends().reviewed("2026-07-01", **NO_GROWTH)
    assert look(story, ratings=rated(goals=1, growth=1, respect=1)).verdict == "wind-down"


def test_a_goal_that_stands_still_is_one_cause_and_not_two():
    story = (
        old_friends().goal(start="2026-01-01").checked("2026-02-01", 0).reviewed("2026-07-01", **NO_GROWTH)
    )
    story.checked("2026-09-01", 0)
    found = look(story)
    assert found.low == ("goals", "growth")
    assert found.verdict == "adjust"
    assert look(story, ratings={"growth": 2}).verdict == "wind-down"


# 5 reassess


@pytest.mark.parametrize(
    "low",
    [
        ("respect",),
        ("communication", "commitment"),
        ("goals", "growth"),
        ("balance", "energy", "mine"),
        ("goals", "commitment", "energy"),
    ],
)
def test_what_asks_for_a_new_look(low):
    found = look(old_friends(), ratings=rated(**dict.fromkeys(low, 2)))
    assert found.verdict == "reassess"
    assert found.low == tuple(d for d in DIMENSIONS if d in low)
    assert found.conversation


def test_each_cause_counts_once():
    """My word alone makes commitment and my part low: that is one cause; ratings are more."""
    story = my_word_broken(old_friends())
    skipped = without("commitment", "mine")
    assert look(story, ratings=skipped).low == ("commitment", "mine")
    assert look(story, ratings=skipped | {"energy": 2}).verdict == "adjust"
    assert look(story, ratings=skipped | {"energy": 2, "balance": 2}).verdict == "reassess"


def test_where_nothing_was_rated_two_different_signals_are_needed():
    assert look(my_word_broken(old_friends())).verdict == "adjust"
    silent = my_word_broken(with_maya("2026-01-01", "1w").talk("2026-02-01"))
    assert look(silent).verdict == "reassess"


# 6 adjust


def test_a_weak_signal_alone_asks_for_an_adjustment():
    found = look(their_word_broken(old_friends()), ratings=rated(commitment=3))
    assert (found.verdict, found.low, found.disagreements) == ("adjust", (), ())
    assert found.reasons[0].refs == ("p1", "p2")
    assert found.conversation


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({"goals": 5, "growth": 5, "respect": 4}, {"goals": 4, "growth": 4, "respect": 3}, "adjust"),
        ({"goals": 5, "growth": 5, "respect": 5}, {"goals": 4, "growth": 4, "respect": 4}, "serving"),  # to 4
        ({"goals": 5, "growth": 5, "respect": 4}, {"goals": 4, "growth": 4, "respect": 4}, "serving"),
        ({"goals": 5, "growth": 5}, {"goals": 3, "growth": 3, "respect": 3}, "serving"),  # two in common
        ({"goals": 5, "growth": 5, "respect": 5, "energy": 3, "mine": 3, "balance": 3},
         {"goals": 3, "growth": 3, "respect": 3, "energy": 5, "mine": 5, "balance": 5}, "adjust"),
        ({"goals": 5, "growth": 5, "respect": 5, "energy": 3, "mine": 3, "balance": 3},
         {"goals": 3, "growth": 3, "respect": 4, "energy": 5, "mine": 5, "balance": 5}, "serving"),
    ],
)  # fmt: skip
def test_falling_is_a_point_to_below_four_or_three_by_two(before, now, expected):
    story = (
        old_friends().reviewed("2026-07-01", ratings=before).reviewed("2026-08-20")
    )  # one that only looked
    found = look(story, ratings=now)
    assert found.verdict == expected
    if expected == "adjust":
        assert found.reasons[0].refs == ("r1",)
        assert found.conversation is None  # a fall asks what changed
        assert found.advice


@pytest.mark.parametrize(
    "low",
    [("goals",), ("growth",), ("communication",), ("commitment", "energy"), ("balance", "mine")],
)
def test_one_or_two_low_dimensions_ask_for_an_adjustment(low):
    found = look(old_friends(), ratings=rated(**dict.fromkeys(low, 2)))
    assert found.verdict == "adjust"
    assert found.conversation


def test_feeling_well_where_promises_are_broken_is_a_blind_spot():
    found = look(their_word_broken(old_friends()), ratings=rated(commitment=4))
    assert found.verdict == "adjust"
    (blind,) = found.disagreements
    assert (blind.dimension, blind.kind, blind.signals) == ("commitment", "overlooked", ("their-word",))
    assert blind.refs == ("p1", "p2")
    assert found.reasons[0].text == blind.text


def test_feeling_bad_where_all_is_strong_is_a_blind_spot_too():
    found = look(flourishing(), ratings=rated(growth=2))
    (blind,) = found.disagreements
    assert (blind.dimension, blind.kind) == ("growth", "undervalued")
    assert [reason.text for reason in found.reasons] == [blind.text]


@pytest.mark.parametrize(("felt", "disagrees"), [(5, True), (4, True), (3, False), (2, False), (1, False)])
def test_felt_good_begins_at_four(felt, disagrees):
    found = look(their_word_broken(old_friends()), ratings=rated(commitment=felt))
    assert bool(found.disagreements) == disagrees


@pytest.mark.parametrize(("felt", "disagrees"), [(1, True), (2, True), (3, False), (4, False)])
def test_felt_bad_ends_at_two(felt, disagrees):
    assert bool(look(flourishing(), ratings=rated(growth=felt)).disagreements) == disagrees


def test_all_of_it_that_is_known_is_strong():
    (blind,) = look(flourishing(), ratings=rated(commitment=2)).disagreements  # my word is unknown
    assert (blind.kind, blind.signals) == ("undervalued", ("their-word",))
    story = flourishing().said("me", due="2026-08-01", kept="2026-08-01").said("me", due="2026-08-01")
    assert look(story, ratings=rated(commitment=2)).disagreements == ()


def test_respect_has_no_pair_to_disagree_with():
    assert look(flourishing(), ratings=rated(respect=1)).disagreements == ()


# low


def test_a_skipped_dimension_is_low_when_what_it_follows_is_weak():
    story = their_word_broken(old_friends())
    assert look(story, ratings=without("commitment")).low == ("commitment",)
    for _n in range(2):
        story.said("me", due="2026-08-01", kept="2026-08-01")
    assert look(story, ratings=without("commitment")).low == ("commitment",)  # either word


def test_habits_only_colour():
    story = old_friends().talk("2026-02-01", agenda="a1").feedback("2026-02-01")
    assert look(story, ratings=without("mine", "communication")).low == ()


def test_a_skipped_respect_is_never_low():
    assert "respect" not in look(their_word_broken(old_friends())).low


@pytest.mark.parametrize(("rating", "low"), [(1, True), (2, True), (3, False), (5, False)])
def test_a_rated_dimension_is_low_up_to_two_whatever_is_seen(rating, low):
    found = look(their_word_broken(old_friends()), ratings=rated(commitment=rating))
    assert ("commitment" in found.low) == low


# 7 thriving


def test_all_good_and_three_strong_thrives():
    found = look(flourishing(), ratings=GOOD)
    assert found.verdict == "thriving"
    assert {ref for reason in found.reasons for ref in reason.refs} >= {"s1", "p1", "g1"}


def test_two_strong_are_not_three():
    story = steady().goal(start="2026-07-01").checked("2026-08-01", 40)
    assert look(story, ratings=GOOD).verdict == "serving"


def test_one_three_is_not_thriving():
    assert look(flourishing(), ratings=rated(energy=3)).verdict == "serving"


def test_a_skipped_dimension_was_not_rated_four():
    assert look(flourishing(), ratings=without("energy")).verdict == "serving"


def test_nothing_may_be_seen_weak():
    assert look(my_word_broken(flourishing()), ratings=rated(commitment=3, mine=3)).verdict == "adjust"


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ([{"respect": 4}], "serving"),  # this is the second that rated respect
        ([{"respect": 4}, {"goals": 4}], "serving"),  # one that skipped it does not count
        ([{"respect": 4}, {"respect": 5}], "thriving"),
    ],
)
def test_the_two_reviews_after_a_concern_do_not_say_thriving(reviews, expected):
    story = flourishing().reviewed("2026-07-05", concern=True, verdict="get-support")
    for n, ratings in enumerate(reviews):
        story.reviewed(date(2026, 7, 20) + timedelta(days=14 * n), ratings=ratings)
    found = look(story, ratings=GOOD)
    assert found.verdict == expected
    assert (found.after_concern is None) == (expected == "thriving")


def test_without_ratings_nothing_thrives():
    assert look(flourishing()).verdict == "serving"


# 8 too-little, 9 serving


def test_serving_says_what_holds_it_and_what_to_watch():
    found = look(flourishing(), ratings=rated(balance=3))
    assert "3 of 5" in found.reasons[0].text
    assert any("g1" in reason.refs for reason in found.reasons)


@pytest.mark.parametrize(("known", "expected"), [(2, "too-little"), (3, "serving")])
def test_without_a_rating_three_signals_must_be_known(known, expected):
    story = with_maya("2026-01-01", "").talk("2026-02-01", energy=3).talk("2026-03-01", energy=3)
    for owner in ("me", "them")[: known - 1]:
        for _n in range(2):
            story.said(owner, due="2026-03-01", kept="2026-03-01")
    found = look(story)
    assert found.verdict == expected
    assert look(story, ratings={"goals": 3}).verdict == "serving"


def test_too_little_says_that_only_you_can_say():
    found = look(with_maya("2026-01-01", ""))
    assert found.verdict == "too-little"
    assert "only you can say" in found.reasons[0].text
    assert found.reasons[0].refs == ("m1",)


# the parts and the conversation


def test_my_part_is_told_with_what_i_owe_and_called_off():
    story = (
        my_word_broken(old_friends()).called_off("2026-09-01", by="me").called_off("2026-09-02", by="both")
    )
    mine = look(story, ratings=rated(mine=1)).my_part
    assert [reason.refs for reason in mine] == [
        ("p1", "p2"), ("p1",), ("p2",), ("s4",), ("s3", "s2"), ()
    ]  # fmt: skip


def test_their_part_is_told_from_their_entries():
    story = their_word_broken(old_friends()).called_off("2026-09-01", by="them")
    theirs = look(story, ratings=GOOD).their_part
    assert theirs[0].text == "Their promises: 2 open since Sat 1 Aug."
    assert any("called off 1 meeting" in reason.text for reason in theirs)
    assert not any("p1" in reason.refs for reason in look(story, ratings=GOOD).my_part)


def test_the_conversation_begins_with_my_own_part_in_numbers():
    story = their_word_broken(my_word_broken(old_friends()))
    talk = look(story, ratings=without("commitment", "mine")).conversation
    assert talk
    assert "of the 2 things I promised you by a date, I did none in time." in talk.mine
    assert "Of the 2 things you offered to do by a date, none came in time." in talk.saw
    assert (talk.mine_refs, talk.saw_refs) == (("p1", "p2"), ("p3", "p4"))
    assert talk.effect == "[what this does to you]"
    assert talk.ask == "[what you ask for]"


def test_only_a_low_rating_speaks_of_a_feeling():
    story = their_word_broken(old_friends())
    for felt in ({}, {"commitment": 5}, {"commitment": 3, "respect": 2}):
        talk = look(story, ratings=felt).conversation
        assert talk
        assert "turn up and keep our word" not in talk.effect
    talk = look(story, ratings={"commitment": 2}).conversation
    assert talk
    assert talk.effect == "I don't feel sure that we both turn up and keep our word."
    assert talk.ask == "[what you ask for]"
    assert talk.ideas == (
        "Could we promise each other less, and say early when something will not work out?",
    )


def test_when_only_my_own_word_is_weak_the_peer_is_told_nothing_about_theirs():
    talk = look(my_word_broken(old_friends()), ratings=without("commitment", "mine")).conversation
    assert talk
    assert "you offered" not in talk.saw
    assert talk.saw


@pytest.mark.parametrize("low", DIMENSIONS)
def test_every_dimension_has_words_for_all_three_parts(low):
    talk = look(old_friends(), ratings=rated(**{low: 1})).conversation
    assert talk
    assert talk.about == (low,)
    assert all((talk.opening, talk.mine, talk.saw, talk.effect, talk.ask))


def test_a_conversation_is_about_two_things_at_most_and_respect_comes_first():
    talk = look(old_friends(), ratings=rated(goals=1, growth=1, commitment=2, respect=2)).conversation
    assert talk
    assert talk.about == ("respect", "goals")


@pytest.mark.parametrize(
    ("dimension", "fact"),
    [
        ("communication", "Our rhythm had room for 37 meetings; we managed 4."),
        ("growth", "What I want to learn with you has hardly moved forward lately."),
        ("balance", "By my notes I gave something in 1 of our talks, and took something away from 4."),
        ("energy", "On average our talks leave me with little energy."),
    ],
)
def test_what_was_counted_is_said_as_a_fact(dimension, fact):
    story = (
        with_maya("2026-01-01", "1w")
        .goal(start="2026-01-01")
        .checked("2026-02-01", 10)
        .checked("2026-09-01", 0)
    )
    for day in (1, 2, 3, 4):
        story.talk(date(2026, 9, day), energy=2, gave="" if day < 4 else "an ear", got="x")
    talk = look(story, ratings=dict.fromkeys(DIMENSIONS, 3) | {dimension: 2}).conversation
    assert talk
    assert talk.saw == fact


@pytest.mark.parametrize("ratings", [GOOD, rated(balance=3)])
def test_what_needs_no_conversation_gets_none(ratings):
    assert look(flourishing(), ratings=ratings).conversation is None


# after a concern


def frightened() -> Story:
    return flourishing().reviewed("2026-09-01", concern=True, verdict="get-support")


@pytest.mark.parametrize("ratings", [{}, {"goals": 5}, without("respect")])
def test_a_concern_stands_until_it_is_answered(ratings):
    found = look(frightened(), ratings=ratings)
    assert found.verdict == "get-support"
    assert found.reasons[0].refs == ("r1",)
    assert found.after_concern
    assert found.after_concern.stands
    assert (found.why, found.conversation, found.my_part) == ("", None, ())
    assert found.next_review == TODAY + timedelta(days=14)


@pytest.mark.parametrize("answer", [{"over": True}, {"ratings": GOOD}])
def test_it_is_answered_by_saying_so_or_by_rating_respect(answer):
    found = look(my_word_broken(frightened()), **answer)
    assert found.verdict == "adjust"
    assert found.conversation is None
    assert found.after_concern
    assert not found.after_concern.stands


def test_a_new_concern_is_no_answer():
    assert look(frightened(), ratings=GOOD, concern=True).verdict == "get-support"


def test_an_answer_that_was_kept_stays_one():
    story = frightened().reviewed("2026-09-10", over=True)
    found = look(story)
    assert found.verdict != "get-support"
    assert found.after_concern
    assert "On Thu 10 Sep you said that it is over." in found.after_concern.text

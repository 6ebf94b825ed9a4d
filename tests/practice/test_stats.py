"""What the months say: counted in stories small enough to count by hand."""

from datetime import date

import pytest

from peermentor.practice.lookback import stats, trends
from peermentor.practice.lookback.stats_types import Figures
from peermentor.practice.nouns.records import Agreement, Closing, Reflection, StageChange
from peermentor.practice.nouns.thresholds import HOURS_MORE
from peermentor.practice.peers.energy import energy_falls, slower_rhythm
from tests.practice.builder import Story, with_maya

TODAY = date(2026, 9, 30)


def of(story: Story, since: str | None = None, until: date = TODAY) -> Figures:
    first = date.fromisoformat(since) if since else None
    return stats.stats_of_one(story.records, story.mentor, first, until).whole


def test_rhythm_counts_meetings_held_of_the_agreed_intervals_and_the_longest_gap():
    story = with_maya("2026-07-01", "3w").talk("2026-07-03").called_off("2026-07-24").talk("2026-08-14")
    rhythm = of(story).rhythm
    assert (rhythm.held, rhythm.asked, rhythm.called_off) == (2, 4, 1)
    assert rhythm.longest_gap == 47  # from the 14th of August until today


def test_without_a_rhythm_nothing_was_asked_for():
    assert of(with_maya(every="").talk("2026-07-03")).rhythm.asked is None


def test_after_the_closing_no_meeting_could_be_missed():
    closing = Closing(date(2026, 7, 15))
    story = with_maya("2026-07-01", "1w", stage="closed", closing=closing).talk("2026-07-08")
    assert (of(story).rhythm.asked, of(story).rhythm.longest_gap) == (2, 7)


def test_an_agreed_pause_asks_for_no_meetings():
    stages = (StageChange("paused", date(2026, 7, 15)), StageChange("active", date(2026, 9, 16)))
    story = with_maya("2026-07-01", "1w", stages=stages).talk("2026-07-08")
    assert of(story).rhythm.asked == 4  # two weeks before it, two after


def test_one_who_was_parted_from_without_a_closing_is_over_all_the_same():
    stages = (StageChange("closed", date(2026, 7, 15)),)
    assert of(with_maya("2026-07-01", "1w", stage="closed", stages=stages)).rhythm.asked == 2


def test_the_calendar_has_every_week_quiet_ones_too():
    story = with_maya("2026-07-01").talk("2026-07-03").called_off("2026-07-15").talk("2026-07-13")
    weeks = of(story, until=date(2026, 7, 20)).calendar
    assert [(str(w.start), w.held, w.called_off) for w in weeks] == [
        ("2026-06-29", 1, 0),
        ("2026-07-06", 0, 0),
        ("2026-07-13", 1, 1),
        ("2026-07-20", 0, 0),
    ]


def test_give_and_take_is_counted_per_talk_and_over_time():
    story = with_maya().talk("2026-07-03", gave="a", got="b").talk("2026-07-10", got="c").talk("2026-07-17")
    balance = of(story).balance
    assert (balance.sessions, balance.gave, balance.got, balance.both) == (3, 1, 2, 1)
    assert balance.line == ("both", "got", "neither")


def test_promises_are_counted_for_each_side_as_they_ended():
    story = (
        with_maya()
        .said("me", due="2026-07-10", kept="2026-07-09")
        .said("me", due="2026-07-10", late="2026-07-12")
        .said("me", due="2026-07-10")
        .said("me", dropped="2026-07-20")
        .said("them", due="2026-12-01")
    )
    words = of(story).promises
    mine, theirs = words["me"], words["them"]
    assert (mine.on_time, mine.late, mine.open, mine.overdue, mine.released) == (1, 1, 1, 1, 1)
    assert (theirs.on_time, theirs.late, theirs.open, theirs.overdue, theirs.released) == (0, 0, 1, 0, 0)


def test_what_ended_after_the_window_was_open_on_its_last_day():
    story = with_maya().said("me", due="2026-07-10", kept="2026-07-09")
    word = of(story, until=date(2026, 7, 8)).promises["me"]
    assert (word.on_time, word.open) == (0, 1)
    assert of(story, since="2026-08-01").promises["me"] == type(word)(0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("line", "falls"),
    [
        ((5, 4, 3), True),
        ((5, 3, 3), True),
        ((3, 2, 2), True),
        ((5, 5, 4), False),  # it goes down, and is good still
        ((3, 4, 3), False),
        ((3, 3, 3), False),
        ((4, 2), False),
        ((5, 4, 3, 4), False),
        ((), False),
    ],
)
def test_energy_falls_when_it_goes_down_and_never_up_to_where_it_tires(line, falls):
    assert energy_falls(line) is falls


def test_a_falling_line_of_energy_proposes_a_slower_rhythm():
    story = with_maya(every="3w")
    for day, energy in (("2026-07-03", 5), ("2026-07-24", 3), ("2026-08-14", 2)):
        story.talk(day, energy=energy)
    assert (of(story).energy.falling, of(story).energy.slower) == (True, "4w")
    assert of(story).energy.mean == 3.33


def test_after_a_concern_falling_energy_is_told_and_proposes_nothing():
    story = with_maya(every="3w")
    for day, energy in (("2026-07-03", 5), ("2026-07-24", 3), ("2026-08-14", 2)):
        story.talk(day, energy=energy)
    story.reviewed("2026-08-15", concern=True)
    assert (of(story).energy.falling, of(story).energy.slower) == (True, None)


def test_without_a_rhythm_the_slower_one_follows_how_the_talks_came():
    assert slower_rhythm("", [date(2026, 7, 3), date(2026, 7, 17), date(2026, 7, 31)]) == "3w"
    assert slower_rhythm("", []) == "2w"


def test_who_talked_more_is_counted_and_has_a_direction():
    story = with_maya()
    for n, who in enumerate(("me", "me", "even", "them", None), start=1):
        story.talk(f"2026-07-0{n}", talked=who)
    talked = of(story).talked
    assert (talked.me, talked.them, talked.even, talked.trend) == (2, 1, 1, "less")
    assert trends.answer_trend(("them", "even", "me", "me"), "me") == "more"
    assert trends.answer_trend(("me", "them", "me", "them"), "me") == "even"
    assert trends.answer_trend(("me", "me", "me"), "me") == "unknown"


def test_who_led_and_who_brought_topics():
    story = with_maya().talk("2026-07-03", led="me").talk("2026-07-10", led="both").topic("2026-07-01")
    assert (of(story).led.me, of(story).led.them, of(story).led.both) == (1, 0, 1)
    assert (of(story).topics.me, of(story).topics.them) == (1, 0)


def test_logged_hours_stand_beside_the_agreed_ones():
    story = with_maya("2026-07-01", "4w", minutes=45).talk("2026-07-03", minutes=50).talk("2026-07-30")
    hours = of(story).hours
    assert (hours.logged, hours.unsaid, hours.agreed, hours.over) == (50, 1, 3 * 45, False)
    story._keep(Agreement, "2026-07-02", mentor=story.mentor.uid, date=date(2026, 7, 2), minutes=30)
    assert of(story).hours.agreed == 90


def test_well_beyond_the_agreed_hours_is_said_so():
    limit = round((3 * 30 + 30) * HOURS_MORE)
    for minutes, over in ((limit, False), (limit + 1, True)):
        story = with_maya("2026-07-01", "4w", minutes=30).talk("2026-07-03", minutes=minutes)
        assert of(story).hours.over is over


def test_what_recurs_in_reflections_is_counted_whatever_its_case_or_accents():
    story = with_maya()
    for n, words in enumerate((("Patience", "Café talk"), ("patience", "PATIENCE"), ("cafe talk",)), start=1):
        story._keep(Reflection, f"2026-07-0{n}", mentor=story.mentor.uid, date=date(2026, 7, n),
                    strengths=words, improve=(f"word {n}",))  # fmt: skip
    found = [(one.text, one.count, one.refs) for one in of(story).strengths]
    assert found == [("PATIENCE", 2, ("rf1", "rf2")), ("cafe talk", 2, ("rf1", "rf3"))]
    assert [one.text for one in of(story).improve] == ["word 1", "word 2", "word 3"]


def test_goal_attainment_is_summed_up_over_ended_goals_that_are_not_only_theirs():
    story = with_maya()
    for attained, owner in ((-2, "me"), (0, "both"), (1, "me"), (2, "them"), (None, "me")):
        story.goal(owner=owner, attained=attained, state="reached", ended="2026-08-01")
    assert [goal.ref for goal in of(story).attainment.goals] == ["g1", "g2", "g3"]
    assert round(of(story).attainment.t or 0, 2) == 45.44
    assert of(with_maya()).attainment.t is None


def test_the_dimensions_of_reviews_are_lines_over_time():
    story = with_maya().reviewed("2026-07-30", ratings={"goals": 3, "energy": 2})
    story.reviewed("2026-08-30", ratings={"goals": 4}).reviewed("2026-09-02")
    assert [(f.dimension, f.line) for f in of(story).reviews] == [("goals", (3, 4)), ("energy", (2, None))]


def test_everyone_together_has_a_row_for_each_who_has_begun():
    story = with_maya("2026-07-01", "3w").talk("2026-07-03", energy=4)
    story.meet("Zoë", "2026-07-01", stage="candidate").meet("Budi", "2026-08-01").talk("2026-08-02", energy=2)
    counted = stats.stats_of_all(story.records, None, TODAY)
    assert [one.mentor.name for one in counted.each] == ["Maya Pranata", "Budi"]
    assert (counted.whole.mentor, counted.whole.sessions, counted.whole.energy.line) == (None, 2, (4, 2))
    assert (counted.whole.rhythm.asked, counted.whole.reviews) == (4, ())


def test_an_empty_journal_has_empty_figures():
    counted = stats.stats_of_all(Story().records, None, TODAY)
    assert (counted.whole.sessions, counted.each, counted.whole.since) == (0, (), TODAY)


def test_the_figures_never_begin_before_the_relationship_did():
    assert of(with_maya("2026-07-01"), since="2020-01-01").since == date(2026, 7, 1)

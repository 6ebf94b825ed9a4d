"""What is seen: eight signals, each on both sides of each of its boundaries."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from peermentor import language
from peermentor.practice.nouns.records import Mentor, RhythmFrom, StageChange
from peermentor.practice.review import entries, signals, window
from peermentor.practice.review.signal_types import Signal
from tests.practice.builder import Story, changed, with_maya

START, TODAY = date(2026, 1, 1), date(2026, 3, 31)


def signal(story: Story, name: str, today: date = TODAY, since: date | None = None, breaks=()) -> Signal:
    story.mentor = next(r for r in story.kept if isinstance(r, Mentor) and r.name == story.mentor.name)
    span = window.review_span(story.records, story.mentor, today, None, since)
    found = entries.gather_entries(story.records, story.mentor, span, breaks)
    return signals.judge_signals(signals.measure_signals(found))[name]


def level(story: Story, name: str, **asked) -> str:
    return signal(story, name, **asked).level


def maya(every: str = "") -> Story:
    return with_maya(START, every)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def days(count: int) -> list[date]:
    return [START + timedelta(days=2 * n) for n in range(count)]


def met(count: int, **fields) -> Story:
    story = maya()
    for when in days(count):
        story.talk(when, **fields)
    return story


# rhythm


def weekly(held: int) -> Story:
    """Ten meetings expected; the talks come at the end, so that no silence is long."""
    story = with_maya(ago(70), "1w")
    for n in range(held):
        story.talk(ago(2 * n))
    return story


@pytest.mark.parametrize(
    ("held", "expected"),
    [(10, "strong"), (8, "strong"), (7, "mixed"), (5, "mixed"), (4, "weak"), (0, "weak"), (25, "strong")],
)
def test_rhythm_is_sessions_held_of_meetings_expected(held, expected):
    assert level(weekly(held), "rhythm") == expected


@pytest.mark.parametrize(("age", "expected"), [(41, "unknown"), (42, "weak")])
def test_fewer_than_two_expected_is_unknown(age, expected):
    assert level(with_maya(ago(age), "3w"), "rhythm") == expected


def test_one_missed_of_two_is_not_weak():
    assert level(with_maya(ago(42), "3w").talk(ago(3)), "rhythm") == "mixed"


def test_no_rhythm_agreed_is_unknown():
    assert level(met(5), "rhythm") == "unknown"


@pytest.mark.parametrize(("silent", "expected"), [(21, "strong"), (22, "mixed")])
def test_over_three_intervals_of_silence_are_never_strong(silent, expected):
    story = with_maya(ago(70), "1w")
    for n in range(12):
        story.talk(ago(silent + n))
    assert level(story, "rhythm") == expected


def test_a_break_and_a_pause_are_no_silence():
    story = with_maya(ago(70), "1w")
    for n in range(12):
        story.talk(ago(30 + n))
    assert level(story, "rhythm") == "mixed"
    assert level(story, "rhythm", breaks=[(ago(20), ago(10))]) == "strong"
    paused = (StageChange("paused", ago(20)), StageChange("active", ago(9)))
    assert level(changed(story, stages=paused), "rhythm") == "strong"


@pytest.mark.parametrize(("by", "whole"), [("both", 9), ("me", 10), ("them", 10)])
def test_a_meeting_both_called_off_is_not_expected(by, whole):
    story = weekly(7).called_off(ago(30), by=by)
    assert f"7 of {whole} meetings" in signal(story, "rhythm").summary


def test_a_meeting_both_called_off_in_a_break_is_not_taken_away_twice():
    story = weekly(6).called_off(ago(30), by="both")
    assert "6 of 9 meetings" in signal(story, "rhythm", breaks=[(ago(32), ago(26))]).summary


def test_parts_of_the_rhythm_of_each_time_are_added_and_rounded_down():
    changes = (RhythmFrom(ago(60), "2w"), RhythmFrom(ago(39), "1m"))  # 1.5 and 1.3
    story = changed(with_maya(ago(60), "1m"), rhythms=changes)
    assert "0 of 2 meetings" in signal(story, "rhythm").summary


def test_what_was_called_off_is_told_with_the_rest():
    rhythm = signal(maya("1m").talk("2026-01-15").called_off("2026-02-15"), "rhythm")
    assert rhythm.refs == ("s1", "s2")
    assert "1 was called off" in rhythm.summary


def test_more_meetings_than_agreed_are_not_said_as_six_of_five():
    story = maya("1m")
    for when in (*days(3), date(2026, 3, 1), date(2026, 3, 20)):
        story.talk(when)
    assert "2 of 2 meetings of your rhythm were held. 3 more were held." in signal(story, "rhythm").summary


def test_a_silent_window_rests_on_the_agreed_rhythm():
    rhythm = signal(maya("3w"), "rhythm")
    assert (rhythm.level, rhythm.refs) == ("weak", ("m1",))
    assert "Longest silence: 89 days" in rhythm.summary


# their-word, my-word


@pytest.mark.parametrize(("owner", "name"), [("them", "their-word"), ("me", "my-word")])
@pytest.mark.parametrize(
    ("kept", "late", "open_", "expected"),
    [
        (4, 0, 1, "strong"),  # 0.8
        (3, 2, 0, "strong"),  # 0.8
        (3, 0, 1, "mixed"),
        (1, 0, 1, "mixed"),  # 0.5
        (0, 1, 1, "mixed"),  # 0.25, but only one was not kept
        (0, 2, 0, "mixed"),
        (1, 0, 2, "weak"),
        (0, 0, 2, "weak"),
        (2, 0, 2, "mixed"),  # 0.5
        (1, 0, 0, "unknown"),
        (0, 0, 1, "unknown"),
        (0, 0, 0, "unknown"),
    ],
)
def test_a_word_is_the_mean_score_of_the_promises_that_count(owner, name, kept, late, open_, expected):
    story = maya()
    for _n in range(kept):
        story.said(owner, due="2026-02-01", kept="2026-02-01")
    for _n in range(late):
        story.said(owner, due="2026-02-01", late="2026-02-20")
    for _n in range(open_):
        story.said(owner, due="2026-02-01")
    assert level(story, name) == expected


def test_a_word_says_what_was_in_time_late_and_open():
    story = (
        maya().said("me", due="2026-02-01", kept="2026-02-01").said("me", due="2026-02-01", late="2026-03-01")
    )
    story.said("me", due="2026-02-12")
    assert signal(story, "my-word").summary == "Your promises: 1 in time, 1 late, 1 open since Thu 12 Feb."
    assert signal(story, "my-word").refs == ("p1", "p2", "p3")


# growth


@pytest.mark.parametrize(
    ("percent", "expected"), [(8, "strong"), (7, "mixed"), (2, "mixed"), (1, "weak"), (0, "weak")]
)
def test_growth_without_a_target_is_measured_by_ten_points_in_sixty_days(percent, expected):
    story = with_maya("2025-06-01").goal().checked("2025-12-01", 40).checked(TODAY, 40 + percent)
    assert level(story, "growth", since=ago(60)) == expected


@pytest.mark.parametrize(("percent", "expected"), [(39, "mixed"), (40, "strong")])
def test_on_the_way_to_a_target_each_day_has_its_share(percent, expected):
    goal = {"start": ago(150), "target": ago(-50)}  # 50 of 200 days in the window: 25 points expected
    story = with_maya("2025-06-01").goal(**goal).checked(ago(60), 20).checked(TODAY, percent)
    assert level(story, "growth", since=ago(50)) == expected


def test_at_or_beyond_the_calendar_is_on_pace_though_little_moved():
    goal = {"start": ago(100), "target": ago(-100)}
    story = with_maya("2025-06-01").goal(**goal).checked(ago(60), 49).checked(TODAY, 50)
    assert level(story, "growth", since=ago(50)) == "strong"
    behind = with_maya("2025-06-01").goal(**goal).checked(ago(60), 48).checked(TODAY, 49)
    assert level(behind, "growth", since=ago(50)) == "weak"


def test_after_its_target_a_goal_is_measured_as_usual():
    goal = {"start": ago(200), "target": ago(60)}
    story = with_maya("2025-06-01").goal(**goal).checked(ago(100), 50).checked(TODAY, 58)
    assert level(story, "growth", since=ago(60)) == "strong"


def test_the_days_of_a_pause_are_out_of_a_goals_way():
    story = with_maya("2025-06-01").goal().checked(ago(100), 40).checked(TODAY, 44)
    assert level(story, "growth", since=ago(60)) == "mixed"
    paused = (StageChange("paused", ago(40)), StageChange("active", ago(10)))
    assert level(changed(story, stages=paused), "growth", since=ago(60)) == "strong"


@pytest.mark.parametrize(("age", "expected"), [(20, "unknown"), (21, "strong")])
def test_a_goal_counts_from_three_weeks_after_its_start(age, expected):
    assert level(maya().goal(start=ago(age)).checked(TODAY, 30), "growth") == expected


@pytest.mark.parametrize(("first", "expected"), [(7, "weak"), (8, "strong")])
def test_a_first_check_in_within_a_week_says_where_it_began(first, expected):
    start = ago(60)
    story = maya().goal(start=start).checked(start + timedelta(days=first), 30).checked(TODAY, 30)
    assert level(story, "growth") == expected


def test_a_percent_lowered_with_a_note_is_half_a_pace():
    story = with_maya("2025-06-01").goal().checked(ago(80), 60).checked(ago(10), 40)
    assert level(story, "growth", since=ago(60)) == "weak"
    story.kept[-1] = replace(story.kept[-1], note="It was bigger than I thought")
    assert level(story, "growth", since=ago(60)) == "mixed"


def test_what_is_at_100_percent_already_is_ready_to_close():
    story = with_maya("2025-06-01").goal().checked(ago(80), 100).checked(ago(10), 100)
    found = signal(story, "growth", since=ago(60))
    assert (found.level, "ready to close" in found.summary) == ("unknown", True)


def test_no_check_in_in_the_window_asks_for_one():
    found = signal(with_maya("2025-06-01").goal().checked(ago(80), 30), "growth", since=ago(60))
    assert (found.level, found.summary) == (
        "unknown",
        "No check-in in this time: how far are your goals here?",
    )


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ({"owner": "me"}, "strong"),
        ({"owner": "both"}, "strong"),
        ({"owner": "them"}, "unknown"),
        ({"state": "let-go", "ended": "2026-03-01"}, "unknown"),
        ({"state": "handed-on", "ended": "2026-03-01"}, "unknown"),
        ({"state": "reached", "ended": "2025-12-31"}, "unknown"),
        ({"state": "reached", "ended": "2026-03-01"}, "strong"),
    ],
)
def test_whose_goals_and_which_of_them_count(goal, expected):
    story = with_maya("2025-06-01").goal(**goal).checked("2026-01-20", 90)
    assert level(story, "growth", since=START) == expected


def test_one_reached_in_the_window_is_strong_whatever_the_rest_does():
    story = with_maya("2025-06-01").goal(state="reached", ended="2026-02-01")
    story.goal().checked("2025-12-01", 40).checked("2026-03-01", 40)
    assert level(story, "growth", since=START) == "strong"


def test_growth_is_the_mean_pace():
    story = with_maya("2025-06-01").goal().checked("2025-12-01", 0).checked(TODAY, 10)
    story.goal().checked("2025-12-01", 0).checked(TODAY, 6)
    assert level(story, "growth", since=ago(60)) == "strong"  # 1 and 0.6
    story.goal().checked("2025-12-01", 0).checked(TODAY, 0)
    found = signal(story, "growth", since=ago(60))
    assert (found.level, found.weighed) == ("mixed", "mixed")


def test_a_goal_that_begins_to_move_never_weighs_as_weak():
    story = with_maya("2025-06-01").goal().checked("2025-12-01", 40).checked(TODAY, 41)
    found = signal(story, "growth", since=ago(60))
    assert (found.level, found.weighed) == ("weak", "mixed")


def test_no_goal_is_unknown():
    assert level(maya(), "growth") == "unknown"


# balance


@pytest.mark.parametrize(
    ("gave", "got", "expected"),
    [(5, 3, "strong"), (3, 5, "strong"), (9, 5, "mixed"), (10, 3, "mixed"), (7, 2, "weak")],
)
def test_balance_is_the_smaller_of_gave_and_got_over_the_larger(gave, got, expected):
    story = maya()
    for n, when in enumerate(days(max(gave, got))):
        story.talk(when, gave="time" if n < gave else "", got="an idea" if n < got else "")
    assert level(story, "balance") == expected


def test_taking_turns_is_balanced():
    story = maya()
    for n, when in enumerate(days(6)):
        story.talk(when, gave="time" if n % 2 else "", got="" if n % 2 else "an idea")
    assert level(story, "balance") == "strong"


@pytest.mark.parametrize(
    ("noted", "all_", "expected"), [(2, 2, "unknown"), (3, 3, "strong"), (3, 6, "strong"), (3, 7, "unknown")]
)
def test_balance_needs_three_talks_and_half_of_them_with_a_note(noted, all_, expected):
    story = maya()
    for n, when in enumerate(days(all_)):
        story.talk(when, gave="time" if n < noted else "", got="an idea" if n < noted else "")
    assert level(story, "balance") == expected


def test_a_side_never_noted_with_anybody_is_a_question():
    found = signal(met(5, got="an idea"), "balance")
    assert found.level == "unknown"
    assert found.summary == "Nothing is noted yet that you gave. Was there something?"
    elsewhere = met(5, got="an idea").meet("Budi", START).talk(START, gave="an ear")
    elsewhere.back_to("Maya Pranata")
    assert level(elsewhere, "balance") == "weak"


# energy


@pytest.mark.parametrize(
    ("energies", "expected"),
    [((4, 3), "strong"), ((3, 3, 4, 3), "mixed"), ((2, 3), "mixed"), ((2, 3, 2), "weak"), ((1,), "unknown")],
)
def test_energy_is_the_mean_after_sessions(energies, expected):
    story = maya().talk("2026-03-01").talk("2026-03-02").talk("2026-03-03")
    for n, energy in enumerate(energies):
        story.talk(START + timedelta(days=n), energy=energy)
    assert level(story, "energy") == expected


def test_a_mean_never_reads_better_than_it_is():
    story = maya()
    for n in range(50):
        story.talk(START + timedelta(days=n), energy=3 if n % 25 else 2)
    assert "2.9 of 5" in signal(story, "energy").summary


def test_a_mean_is_written_as_the_language_writes_it():
    story = maya().talk("2026-03-01", energy=4).talk("2026-03-02", energy=3)
    language.use("id")
    try:
        assert "3,5" in signal(story, "energy").summary
    finally:
        language.use(language.ENGLISH)


# prepared


@pytest.mark.parametrize(
    ("before", "prepared", "after", "expected"),
    [
        (9, 3, 2, "strong"),  # what came before the first is no evidence
        (0, 5, 4, "mixed"),
        (0, 1, 9, "mixed"),  # and never weak
        (0, 2, 0, "unknown"),
        (9, 1, 1, "unknown"),
        (9, 0, 0, "unknown"),
    ],
)
def test_prepared_counts_from_the_first_time(before, prepared, after, expected):
    story = maya()
    for n, when in enumerate(days(before + prepared + after)):
        story.talk(when, agenda="u00001" if before <= n < before + prepared else "")
    assert level(story, "prepared") == expected


@pytest.mark.parametrize(
    ("topic", "counts"),
    [
        ({"raised": "2026-02-01"}, True),
        ({"raised": "2026-02-10"}, True),
        ({"raised": "2026-02-11"}, False),
        ({"raised": "2026-02-01", "ended": "2026-02-10"}, True),
        ({"raised": "2026-02-01", "ended": "2026-02-09"}, False),
    ],
)
def test_a_topic_raised_beforehand_and_still_there_prepares_a_session(topic, counts):
    story = maya().talk("2026-02-10").topic(**topic)
    span = window.Span(START, TODAY)
    assert bool(entries.gather_entries(story.records, story.mentor, span).prepared) == counts


# feedback


@pytest.mark.parametrize(
    ("sessions", "told", "expected"),
    [
        (9, 3, "strong"),
        (10, 3, "mixed"),
        (7, 1, "mixed"),
        (30, 1, "mixed"),
        (2, 1, "unknown"),
        (9, 0, "unknown"),
    ],
)
def test_feedback_is_sessions_for_each_feedback_exchanged(sessions, told, expected):
    story = met(sessions)
    for _n in range(told):
        story.feedback(START)
    assert level(story, "feedback") == expected


@pytest.mark.parametrize(("since", "expected"), [(3, "strong"), (4, "mixed")])
def test_with_none_in_the_window_it_is_the_sessions_since_the_last(since, expected):
    story = with_maya("2025-06-01").feedback("2025-12-31", "given")
    for when in days(since):
        story.talk(when)
    assert level(story, "feedback", since=START) == expected


def test_sessions_before_the_first_feedback_are_no_evidence():
    story = met(20).feedback(days(20)[-3])
    assert level(story, "feedback") == "strong"


# whose entries


def test_another_peers_entries_say_nothing_here():
    story = maya("1w").meet("Budi", START, "1w")
    for when in days(12):
        story.talk(when, gave="a", got="b", energy=5).said("me", due=when, kept=when)
    story.back_to("Maya Pranata")
    assert {s for s in signals.SIGNALS if level(story, s) != "unknown"} == {"rhythm"}
    assert level(story, "rhythm") == "weak"


def test_what_is_still_to_come_is_not_seen_yet():
    story = maya()
    for n in range(1, 6):
        story.talk(TODAY + timedelta(days=n), gave="a", got="b", energy=5)
    assert {level(story, s) for s in signals.SIGNALS} == {"unknown"}

"""What is seen: eight signals, each on both sides of each of its boundaries."""

from datetime import date, timedelta

import pytest
from builder import Story, with_maya

from peermentor import language
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.review import entries, signals, window
from peermentor.practice.review.signal_types import Signal

START, TODAY = date(2026, 1, 1), date(2026, 3, 31)  # 89 days: inside the 90 of a first window


def signal(story: Story, name: str, today: date = TODAY, since: date | None = None) -> Signal:
    span = window.review_span(story.records, story.mentor, today, Habits(), since)
    found = entries.gather_entries(story.records, story.mentor, span)
    return signals.judge_signals(signals.measure_signals(found))[name]


def level(story: Story, name: str) -> str:
    return signal(story, name).level


def maya(every: str = "") -> Story:
    return with_maya(START, every)


def days(count: int) -> list[date]:
    return [START + timedelta(days=2 * n) for n in range(count)]


def met(count: int, **fields) -> Story:
    story = maya()
    for when in days(count):
        story.talk(when, **fields)
    return story


# rhythm


@pytest.mark.parametrize(
    ("held", "expected"),
    [(10, "strong"), (8, "strong"), (7, "mixed"), (5, "mixed"), (4, "weak"), (0, "weak"), (25, "strong")],
)
def test_rhythm_is_sessions_held_of_whole_intervals(held, expected):
    story = with_maya(TODAY - timedelta(days=70), "1w")  # ten whole intervals
    for n in range(held):
        story.talk(TODAY - timedelta(days=2 * n))
    assert level(story, "rhythm") == expected


def test_no_rhythm_agreed_is_unknown():
    assert level(met(5), "rhythm") == "unknown"


@pytest.mark.parametrize(("since", "expected"), [(20, "unknown"), (21, "weak")])
def test_a_window_under_one_interval_is_unknown(since, expected):
    assert level(with_maya(TODAY - timedelta(days=since), "3w"), "rhythm") == expected


def test_a_cancelled_meeting_is_evidence_and_no_session():
    rhythm = signal(maya("1m").talk("2026-01-15").called_off("2026-02-15"), "rhythm")
    assert rhythm.level == "mixed"  # one of two
    assert rhythm.refs == ("s1", "s2")
    assert "1 of 2 meetings" in rhythm.summary
    assert "1 was called off" in rhythm.summary


def test_more_meetings_than_agreed_are_not_said_as_six_of_five():
    assert (
        "2 of 2 meetings of your rhythm were held. 3 more came on top."
        in signal(met_monthly(5), "rhythm").summary
    )


def met_monthly(count: int) -> Story:
    story = maya("1m")
    for when in days(count):
        story.talk(when)
    return story


def test_a_silent_window_rests_on_the_agreed_rhythm():
    rhythm = signal(maya("3w"), "rhythm")
    assert (rhythm.level, rhythm.refs) == ("weak", ("m1",))
    assert "Longest silence: 89 days" in rhythm.summary


def test_no_rhythm_was_broken_before_the_two_met():
    story = with_maya("2026-03-10", "3w").talk("2026-03-24")
    assert signal(story, "rhythm", since=date(2020, 1, 1)).level == "strong"


# their-word, my-word


@pytest.mark.parametrize(("owner", "name"), [("them", "their-word"), ("me", "my-word")])
@pytest.mark.parametrize(
    ("kept", "broken", "expected"),
    [
        (4, 1, "strong"),
        (3, 1, "mixed"),
        (1, 1, "mixed"),
        (1, 2, "weak"),
        (0, 2, "weak"),
        (1, 0, "unknown"),
        (0, 1, "unknown"),
        (0, 0, "unknown"),
    ],
)
def test_a_word_is_promises_due_and_kept_on_time(owner, name, kept, broken, expected):
    story = maya()
    for _n in range(kept):
        story.said(owner, due="2026-02-01", kept="2026-02-01")
    for _n in range(broken):
        story.said(owner, due="2026-02-01")
    assert level(story, name) == expected


@pytest.mark.parametrize(
    ("promise", "counts"),
    [
        ({"due": "2026-03-01", "kept": "2026-03-01"}, "kept"),
        ({"due": "2026-03-01", "kept": "2026-02-20"}, "kept"),
        ({"due": "2026-03-01", "kept": "2026-03-02"}, "broken"),
        ({"due": "2026-03-01", "late": "2026-03-02"}, "broken"),
        ({"due": "2026-03-01"}, "broken"),
        ({"due": "2026-03-30"}, "broken"),
        ({"due": "2026-03-31"}, "not yet"),
        ({"due": "2026-03-31", "kept": "2026-03-31"}, "kept"),
        ({"due": "2026-04-01"}, "not yet"),
        ({"due": "2026-04-01", "kept": "2026-03-01"}, "not yet"),
        ({"due": "2025-12-31"}, "before"),
        ({"due": "2026-01-01", "kept": "2026-01-01"}, "kept"),
        ({"due": None, "kept": "2026-03-01"}, "no day"),
        ({"due": "2026-03-01", "dropped": "2026-02-28"}, "released"),
        ({"due": "2026-03-01", "dropped": "2026-03-01"}, "released"),
        ({"due": "2026-03-01", "dropped": "2026-03-02"}, "broken"),
    ],
)
def test_which_promises_count_and_how(promise, counts):
    story = maya().said("me", **promise)
    found = signals.measure_signals(
        entries.gather_entries(
            story.records,
            story.mentor,
            window.review_span(story.records, story.mentor, TODAY, Habits(), START),
        )
    )["my-word"]
    assert (found.part, found.whole) == {"kept": (1, 1), "broken": (0, 1)}.get(counts, (0, 0))


# growth


@pytest.mark.parametrize(
    ("percent", "expected"),
    [(10, "strong"), (9, "mixed"), (1, "mixed"), (0, "weak")],
)
def test_growth_is_the_change_in_percent(percent, expected):
    assert level(maya().goal().checked("2026-02-01", percent), "growth") == expected


def test_growth_counts_from_where_the_goal_stood_before_the_window():
    story = with_maya("2025-06-01").goal().checked("2025-12-01", 40).checked("2026-02-01", 45)
    growth = signal(story, "growth", since=START)
    assert growth.level == "mixed"
    assert growth.summary == "“a goal” went from 40 to 45 percent."
    assert growth.refs == ("g1", "c2")


def test_growth_is_an_average_over_goals_and_can_fall():
    fell = maya().goal().checked("2026-01-05", 0).goal().checked("2026-01-06", 18)
    assert level(fell, "growth") == "mixed"
    rose = maya().goal().checked("2026-01-05", 2).goal().checked("2026-01-06", 18)
    assert level(rose, "growth") == "strong"


def test_a_goal_never_checked_in_is_left_out():
    story = maya().goal("silent").goal("heard").checked("2026-02-01", 20)
    assert signal(story, "growth").refs == ("g2", "c1")


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ({"owner": "me"}, "strong"),
        ({"owner": "both"}, "strong"),
        ({"owner": "them"}, "unknown"),
        ({"state": "let-go", "ended": "2025-12-31"}, "unknown"),
        ({"state": "let-go", "ended": "2026-03-01"}, "strong"),
    ],
)
def test_whose_goals_and_which_of_them_count(goal, expected):
    story = with_maya("2025-06-01").goal(**goal).checked("2026-01-20", 20)
    assert signal(story, "growth", since=START).level == expected


def test_no_goal_or_none_checked_in_is_unknown():
    assert level(maya(), "growth") == "unknown"
    assert level(maya().goal(), "growth") == "unknown"


def test_reaching_a_goal_is_growth_even_without_a_last_percent():
    story = with_maya("2025-06-01").goal(state="reached", ended="2026-02-01").checked("2025-12-01", 60)
    assert signal(story, "growth", since=START).level == "strong"


# balance


@pytest.mark.parametrize(
    ("both", "sessions", "expected"),
    [
        (3, 5, "strong"),
        (5, 9, "mixed"),
        (3, 10, "mixed"),
        (2, 7, "weak"),
        (0, 3, "weak"),
        (2, 2, "unknown"),
        (0, 0, "unknown"),
    ],
)
def test_balance_is_sessions_in_which_both_gave_and_got(both, sessions, expected):
    story = maya()
    for n, when in enumerate(days(sessions)):
        story.talk(when, gave="time", got="an idea" if n < both else "")
    assert level(story, "balance") == expected


# energy


@pytest.mark.parametrize(
    ("energies", "expected"),
    [
        ((4, 3), "strong"),
        ((3, 3, 4, 3), "mixed"),
        ((2, 3), "mixed"),
        ((2, 3, 2), "weak"),
        ((1,), "unknown"),
        ((), "unknown"),
    ],
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
    ("prepared", "sessions", "expected"),
    [
        (3, 5, "strong"),
        (5, 9, "mixed"),
        (3, 10, "mixed"),
        (2, 7, "weak"),
        (0, 5, "unknown"),
        (2, 2, "unknown"),
    ],
)
def test_prepared_is_sessions_with_an_agenda(prepared, sessions, expected):
    story = maya()
    for n, when in enumerate(days(sessions)):
        story.talk(when, agenda="u00001" if n < prepared else "")
    assert level(story, "prepared") == expected


def test_ever_prepared_makes_an_unprepared_window_weak():
    story = with_maya("2025-06-01").talk("2025-07-01", agenda="x")
    for when in days(3):
        story.talk(when)
    assert signal(story, "prepared", since=START).level == "weak"


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
    found = entries.gather_entries(
        story.records, story.mentor, window.review_span(story.records, story.mentor, TODAY, Habits())
    )
    assert bool(found.prepared) == counts


# feedback


@pytest.mark.parametrize(
    ("sessions", "told", "expected"),
    [
        (9, 3, "strong"),
        (10, 3, "mixed"),
        (6, 1, "mixed"),
        (7, 1, "weak"),
        (2, 1, "unknown"),
        (9, 0, "unknown"),
    ],
)
def test_feedback_is_sessions_for_each_feedback_exchanged(sessions, told, expected):
    story = met(sessions)
    for _n in range(told):
        story.feedback("2026-02-01")
    assert level(story, "feedback") == expected


def test_feedback_once_and_none_since_is_weak_and_rests_on_the_sessions():
    story = with_maya("2025-06-01").feedback("2025-07-01", "given")
    for when in days(3):
        story.talk(when)
    feedback = signal(story, "feedback", since=START)
    assert (feedback.level, feedback.refs) == ("weak", ("s1", "s2", "s3"))


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

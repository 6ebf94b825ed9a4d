"""Relationships: each a story, what a wise coach would say and why, by `review`, `prep` and `today` together.

The coach's words stand in the docstring of each. Those with a star were judged otherwise before rhythms,
pauses, promises and goals were counted by the days that count.
"""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from peermentor import templates
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.records import Closing, DueMove, Mentor, Promise, RhythmFrom, StageChange
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.prep import agenda
from peermentor.practice.prep.agenda_types import Prep
from peermentor.practice.review.look import Look, look_at_relationship
from peermentor.practice.today import needs
from peermentor.practice.today.needs import Due
from tests.practice.builder import Story, changed, with_maya

TODAY = date(2026, 9, 21)
GOOD = dict.fromkeys(DIMENSIONS, 4)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


class Seen:
    """What the three rituals say of a relationship today."""

    def __init__(self, story: Story, habits: Habits = Habits(), **asked) -> None:  # noqa: B008 - frozen
        mentor = next(r for r in story.kept if isinstance(r, Mentor))
        self.look: Look = look_at_relationship(story.records, mentor, TODAY, habits=habits, **asked)
        self.prep: Prep = agenda.prepare_agenda(
            story.records, mentor, TODAY, templates.load("en"), habits=habits
        )
        self.due: tuple[Due, ...] = needs.find_due(story.records, TODAY, habits)

    @property
    def levels(self) -> dict[str, str]:
        return {s.signal: s.level for s in self.look.seen if s.level != "unknown"}

    def part(self, key: str) -> list[str]:
        return [item.text for part in self.prep.parts if part.key == key for item in part.items]

    @property
    def late(self) -> list[str]:
        return [due.kind for due in self.due if due.days < 0]


def monthly(story: Story, *days: int, **fields) -> Story:
    for when in days:
        story.talk(ago(when), **fields)
    return story


def test_two_who_take_turns() -> None:
    """* Ana and Dimas swap: one talk is hers, the next is his. Coach: that is balance, only slower. Go on."""
    story = with_maya(ago(170), "1m", next=TODAY + timedelta(days=5))
    for n, when in enumerate((150, 120, 90, 60, 30, 4)):
        story.talk(ago(when), gave="his topic" if n % 2 else "", got="" if n % 2 else "her topic")
    story.reviewed(ago(10), next_review=TODAY + timedelta(days=50))
    seen = Seen(story, ratings=GOOD, since=ago(170))
    assert seen.levels == {"rhythm": "strong", "balance": "strong"}
    assert seen.look.verdict == "serving"
    assert seen.part("between") == []
    assert [due.kind for due in seen.due] == ["meeting"]


def test_three_months_of_parental_leave() -> None:
    """* They agreed to rest while Sari was on leave. Coach: nothing was missed, and nothing is late."""
    story = monthly(with_maya(ago(210), "1m"), 205, 175, 145, 20, energy=4)
    story.said("them", made=ago(145), due=ago(100)).reviewed(ago(150), next_review=ago(90))
    rest = (StageChange("paused", ago(130)), StageChange("active", ago(25)))
    seen = Seen(changed(story, stages=rest), since=ago(210))
    assert seen.levels["rhythm"] == "strong"
    assert seen.late == []
    assert {(due.kind, due.days) for due in seen.due} == {
        ("promise", 5)
    }  # later by the 105 days of the pause
    assert seen.look.verdict == "too-little"
    assert "theirs, due" in seen.prep.parts[1].items[0].why


def test_home_for_lebaran() -> None:
    """* Everyone goes home for two weeks. Coach: a holiday is no silence. Ask, never guess."""
    story = with_maya(ago(56), "1w")
    for when in (55, 49, 42, 13, 7, 1):
        story.talk(ago(when))
    story.reviewed(ago(10), next_review=TODAY + timedelta(days=50))
    home = Habits(breaks=((ago(38), ago(17)),))
    told, untold = Seen(story, home, since=ago(56)), Seen(story, since=ago(56))
    assert (told.levels["rhythm"], untold.levels["rhythm"]) == ("strong", "mixed")
    assert told.look.notes == untold.look.notes == ()  # no year's end in this window
    assert told.late == untold.late == []


def test_an_old_debt() -> None:
    """* In April Rio promised an introduction, twice, and never spoke of it. Coach: it weighs; say so."""
    story = monthly(with_maya(ago(200), "1m"), 180, 150, 120, 90, 60, 30, 5, gave="a", got="b")
    story.said("them", made=ago(165), due=ago(150), text="Introduce me to Lia")
    story.said("them", made=ago(140), due=ago(120), text="Introduce me to Tom").reviewed(ago(35))
    seen = Seen(story, ratings=GOOD | {"commitment": 3})
    assert seen.levels["their-word"] == "weak"
    assert seen.look.verdict == "adjust"
    assert seen.look.reasons[0].refs == ("p1", "p2")
    assert seen.part("promises")[:2] == ["Introduce me to Lia", "Introduce me to Tom"]
    assert seen.late.count("promise") == 2


def test_everything_a_little_worse() -> None:
    """* All eight went from five to three. Coach: nothing is low, but what changed?"""
    story = monthly(with_maya(ago(170), "1m"), 150, 120, 90, 60, 30, 4)
    story.reviewed(ago(61), ratings=dict.fromkeys(DIMENSIONS, 5))
    seen = Seen(story, ratings=dict.fromkeys(DIMENSIONS, 3))
    assert seen.look.verdict == "adjust"
    assert seen.look.reasons[0].refs == ("r1",)
    assert (seen.look.low, seen.look.conversation) == ((), None)
    assert seen.look.advice


def test_two_days_late_on_a_month() -> None:
    """* Every promise of Wira came a day or two late. Coach: he keeps his word; do not count the hours."""
    story = monthly(with_maya(ago(120), "1m"), 100, 70, 40, 10)
    for when in (90, 60, 30):
        story.said("them", made=ago(when + 30), due=ago(when), late=ago(when - 2))
    seen = Seen(story, ratings=GOOD)
    assert seen.levels["their-word"] == "strong"
    assert seen.look.verdict == "serving"
    assert "3 in time" in seen.look.their_part[0].text


@pytest.mark.parametrize(("agreed", "level"), [(1, "strong"), (-1, "mixed")])
def test_a_new_day_agreed_in_time(agreed: int, level: str) -> None:
    """* Nila asks for a later day before the old one passes, and keeps it. Coach: she keeps her word."""
    story = monthly(with_maya(ago(120), "1m"), 100, 70, 40, 10)
    for when in (80, 50):
        story.said("them", made=ago(when + 20), due=ago(when - 14), kept=ago(when - 14))
        old = ago(when)
        moved = (DueMove(old - timedelta(days=agreed), old, ago(when - 14)),)
        story.kept[-1] = replace(story.kept[-1], moved=moved)
    seen = Seen(story, ratings=GOOD)
    assert seen.levels["their-word"] == level
    assert seen.look.verdict == "serving"


def test_the_first_feedback_after_a_year() -> None:
    """* Twelve talks without a word of feedback, then one. Coach: never punish a beginning."""
    story = monthly(with_maya(ago(340), "1m"), *range(330, 0, -28), gave="a", got="b")
    before = Seen(story, ratings=GOOD)
    after = Seen(story.feedback(ago(1), "given"), ratings=GOOD)
    assert before.look.verdict == after.look.verdict == "serving"
    assert "feedback" not in after.levels


def test_they_never_met() -> None:
    """* Four dates, four times something came up for her. Coach: you have not begun. One honest message, then
    let go; no review is late for someone you never met."""
    story = with_maya(ago(150), "1m")
    for when in (120, 90, 60, 30):
        story.called_off(ago(when))
    seen = Seen(story)
    assert seen.look.verdict == "reassess"
    assert seen.look.reasons[0].refs == ("s1", "s2", "s3", "s4")
    assert "honest message" in seen.look.advice[0]
    assert seen.look.conversation is None
    assert seen.prep.shape == "first"
    assert "review" not in [due.kind for due in seen.due]


def test_a_slip_of_the_rhythm() -> None:
    """* He typed a week and meant a month. Coach: put the slip right; they meet as they agreed."""
    story = monthly(with_maya(ago(120), "1w"), 100, 70, 40, 10)
    slip = Seen(story, ratings=GOOD | {"communication": 3})
    assert (slip.levels["rhythm"], slip.look.verdict) == ("weak", "adjust")
    right = Seen(changed(story, every="1m", rhythms=()), ratings=GOOD)
    assert (right.levels["rhythm"], right.look.verdict) == ("strong", "serving")
    from_now = Seen(changed(story, rhythms=(RhythmFrom(ago(120), "1w"), RhythmFrom(TODAY, "1m"))))
    assert from_now.levels["rhythm"] == "weak"  # what was agreed then was agreed


def test_belittled_and_then_over() -> None:
    """* In July he laughed at her before the team; they spoke, and she says it is over. Coach: believe her,
    and stay careful for a while: no praise of the relationship yet, and no script to follow."""
    story = monthly(with_maya(ago(170), "1m"), 150, 120, 90, 60, 30, 4, gave="a", got="b", energy=4)
    story.reviewed(ago(70), concern=True, verdict="get-support")
    standing = Seen(story)
    assert standing.look.verdict == "get-support"
    assert [due.kind for due in standing.due] == ["support"]
    assert standing.prep.warnings[0].code == "concern"
    assert standing.part("feedback") == standing.part("questions") == standing.part("next") == []
    story.reviewed(ago(40), over=True, ratings={"respect": 3})
    over = Seen(story, ratings=GOOD)
    assert over.look.verdict == "serving"  # and not thriving, though all is strong
    assert over.look.after_concern
    assert "support" not in [due.kind for due in over.due]
    assert over.part("next")


def test_taken_up_again_after_two_years() -> None:
    """* They closed well in 2024 and began anew this month. Coach: a beginning; nothing is 700 days late."""
    story = monthly(with_maya(ago(1100), "1m"), 1090, 1060, 1030, 1000, 6)
    story.reviewed(ago(990), next_review=ago(930))
    past = (StageChange("closed", ago(980)), StageChange("active", ago(20)))
    seen = Seen(changed(story, stages=past, closing=Closing(ago(980))))
    assert seen.late == []
    assert [due.due for due in seen.due if due.kind == "review"] == []  # in thirty days from the beginning
    assert seen.levels.get("rhythm", "unknown") != "weak"
    assert seen.look.verdict in ("too-little", "serving")


def test_someone_who_writes_little() -> None:
    """Tia notes the day, and nothing else. Coach: the journal knows too little; only she can say."""
    story = monthly(with_maya(ago(200), ""), 180, 140, 100, 50, 10)
    silent = Seen(story)
    assert silent.levels == {}
    assert silent.look.verdict == "too-little"
    assert Seen(story, ratings={"goals": 4, "respect": 5, "mine": 3}).look.verdict == "serving"
    assert silent.part("questions")


def test_a_promise_is_let_off() -> None:
    """The plan changed, and he told her to forget it. Coach: then it was no broken word."""
    story = monthly(with_maya(ago(120), "1m"), 100, 70, 40, 10)
    for when in (60, 30):
        story.said("me", made=ago(90), due=ago(when), dropped=ago(when - 5))
    dropped = Seen(story)
    assert dropped.levels["my-word"] == "weak"
    story.kept = [replace(r, released=True) if isinstance(r, Promise) else r for r in story.kept]
    assert "my-word" not in Seen(story).levels

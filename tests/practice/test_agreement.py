"""What two peers expect of each other: its versions, its next look, and the hours it asks for."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from itertools import count

import pytest

from peermentor.errors import CommandLine, Refused
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.records import Mentor, Record
from peermentor.practice.peers import agreement
from tests.practice.builder import Story, day, with_maya


def counted() -> Callable[[type[Record]], int]:
    numbers = count(1)
    return lambda _kind: next(numbers)


def drafting(story: Story, when: str) -> Draft:
    uids = count(1)
    moment = datetime.combine(day(when), time(9), UTC)
    return Draft(story.records, moment, lambda: f"new{next(uids):03}", counted())


def maya(draft: Draft) -> Mentor:
    return draft.records.all(Mentor)[0]


def later(draft: Draft, when: str) -> Draft:
    """The same records on another day."""
    draft.moment = datetime.combine(day(when), time(9), UTC)
    draft.__dict__.pop("today", None)
    return draft


def test_a_first_agreement_starts_from_the_rhythm_the_two_follow_and_is_looked_at_in_half_a_year():
    draft = drafting(with_maya(minutes=45), "2026-07-01")
    kept = agreement.keep_agreement(draft, maya(draft), channel="chat")
    assert (kept.every, kept.minutes, kept.channel) == ("3w", 45, "chat")
    assert (kept.date, kept.check) == (day("2026-07-01"), day("2027-01-01"))


def test_each_change_is_a_version_and_the_latest_holds_for_the_relationship_too():
    draft = drafting(with_maya(), "2026-07-01")
    first = agreement.keep_agreement(draft, maya(draft), boundaries=("Nothing after seven",))
    second = agreement.keep_agreement(later(draft, "2026-08-01"), maya(draft), every="2w", minutes=30)
    assert agreement.latest_agreement(draft.records, maya(draft)) == second
    assert second.boundaries == first.boundaries
    assert (maya(draft).every, maya(draft).minutes) == ("2w", 30)
    assert second.check == first.check
    assert [c.field for c in agreement.changed_terms(first, second)] == ["every", "minutes"]


def test_saying_the_same_again_changes_nothing():
    draft = drafting(with_maya(), "2026-07-01")
    first = agreement.keep_agreement(draft, maya(draft), channel="chat")
    assert agreement.keep_agreement(draft, maya(draft), channel="chat") == first
    assert len(draft.records.of_mentor(type(first), maya(draft))) == 1


def test_renewing_confirms_and_moves_the_next_look_on():
    draft = drafting(with_maya(), "2026-07-01")
    first = agreement.keep_agreement(draft, maya(draft), channel="chat")
    second = agreement.keep_agreement(later(draft, "2027-01-10"), maya(draft), renew=True)
    assert agreement.changed_terms(first, second) == ()
    assert second.check == day("2027-07-10")


def test_a_change_after_the_look_was_due_counts_as_the_look():
    draft = drafting(with_maya(), "2026-07-01")
    agreement.keep_agreement(draft, maya(draft), check=day("2026-08-01"))
    kept = agreement.keep_agreement(later(draft, "2026-08-02"), maya(draft), quiet="Sundays")
    assert kept.check == day("2027-02-02")


@pytest.mark.parametrize("stage", ["candidate", "closed", "declined"])
def test_nothing_is_agreed_before_it_begins_or_after_it_ended(stage: str):
    draft = drafting(with_maya(stage=stage), "2026-07-01")
    with pytest.raises(Refused, match="candidate" if stage == "candidate" else "closed") as refused:
        agreement.keep_agreement(draft, maya(draft), channel="chat")
    on = "resume m1" if stage == "closed" else "edit-mentor m1 --stage active"
    assert f"peermentor {on}" in refused.value.hint


def test_a_look_must_be_ahead():
    draft = drafting(with_maya(), "2026-07-01")
    with pytest.raises(CommandLine, match="not ahead"):
        agreement.keep_agreement(draft, maya(draft), check=day("2026-07-01"))


def agreed_with_talks(*talks: tuple[str, int | None], every: str = "2w") -> agreement.AgreedTime:
    story = with_maya(every=every, minutes=30)
    for when, minutes in talks:
        story.talk(when, minutes=minutes)
    draft = drafting(story, "2026-07-01")
    agreement.keep_agreement(draft, maya(draft))
    found = agreement.agreed_time(draft.records, maya(draft), day("2026-07-31"))
    assert found
    return found


def test_hours_as_agreed_leave_room_for_one_meeting_more():
    found = agreed_with_talks(("2026-07-10", 30), ("2026-07-20", 30), ("2026-07-30", 40))
    assert (found.agreed, found.spent, found.sessions, found.level) == (60, 100, 3, "as-agreed")


def test_more_than_agreed_is_said_kindly():
    found = agreed_with_talks(("2026-07-10", 60), ("2026-07-20", 60))
    assert found.level == "more"
    assert agreement.say_agreed_time(found) == (
        "Agreed so far: 1 h; spent: 2 h, more than agreed (s1, s2). Does that suit you both?"
    )


def test_a_talk_without_a_length_counts_as_long_as_agreed_and_the_first_day_does_not():
    found = agreed_with_talks(("2026-07-01", 90), ("2026-07-10", None))
    assert (found.spent, found.level) == (30, "as-agreed")


def test_hours_far_below_what_was_agreed_ask_whether_the_rhythm_is_right():
    found = agreed_with_talks(every="1w")
    assert (found.agreed, found.level) == (120, "less")
    assert "less than agreed" in agreement.say_agreed_time(found)


def test_after_one_interval_it_is_too_early_to_call_it_less():
    assert agreed_with_talks(every="3w").level == "as-agreed"


def test_before_the_first_interval_is_over_nothing_is_said_of_hours():
    found = agreed_with_talks(("2026-07-10", 90), every="2m")
    assert (found.level, agreement.say_agreed_time(found)) == ("unknown", "")


def test_hours_are_counted_since_the_rhythm_that_holds_began():
    draft = drafting(with_maya(every="1w", minutes=60), "2026-07-01")
    agreement.keep_agreement(draft, maya(draft))
    agreement.keep_agreement(later(draft, "2026-08-01"), maya(draft), every="2w")
    agreement.keep_agreement(later(draft, "2026-08-10"), maya(draft), channel="chat")
    found = agreement.agreed_time(draft.records, maya(draft), day("2026-08-20"))
    assert found
    assert (found.since, found.agreed) == (day("2026-08-01"), 60)


@pytest.mark.parametrize(
    ("energies", "proposed"),
    [((4, 3, 2), "4w"), ((5, 5, 4, 3, 3), "4w"), ((5, 4, 4), ""),
     ((4, 2, 3), ""), ((2, 2, 2), ""), ((3, 2), "")],
)  # fmt: skip
def test_a_falling_line_of_energy_proposes_a_slower_rhythm(energies: tuple[int, ...], proposed: str):
    story = with_maya()
    for number, energy in enumerate(energies, start=10):
        story.talk(f"2026-07-{number}", energy=energy)
    assert agreement.slower_rhythm_for(story.records, story.mentor) == proposed


def test_without_a_rhythm_none_slower_is_proposed():
    story = with_maya(every="")
    for number, energy in enumerate((4, 3, 2), start=10):
        story.talk(f"2026-07-{number}", energy=energy)
    assert agreement.slower_rhythm_for(story.records, story.mentor) == ""

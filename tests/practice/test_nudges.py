"""Nudges: only what is true, at most one, and not the same one twice in a row."""

from datetime import date
from itertools import pairwise

import pytest
from msgspec.structs import replace

from peermentor.commands.table import commands
from peermentor.practice.nouns.records import Agreement, Reflection
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.today import hints
from tests.practice.agenda_story import Prepared
from tests.practice.builder import Story, day

TODAY = "2026-08-20"
DAYS = ("2026-07-03", "2026-07-20", "2026-08-10")


def quiet() -> Prepared:
    """A relationship of which nothing needs to be said."""
    story = Prepared()
    story.meet("Maya Pranata", "2026-07-01", "3w", next=date(2026, 8, 31))
    for number, when in enumerate(DAYS):
        story.agenda(when)
        story.talk(when, gave="one", got="two", led="both" if number else "me", agenda=story.kept[-1].uid)
    story.feedback(DAYS[1])
    story._keep(Agreement, DAYS[0], mentor=story.mentor.uid, date=day(DAYS[0]))
    story._keep(Reflection, DAYS[2], mentor=story.mentor.uid, session=story.kept[-3].uid, date=day(DAYS[2]))
    story.reviewed("2026-08-01", next_review=date(2026, 10, 1))
    return story


def without(story: Story, *kinds: type) -> Story:
    story.kept = [record for record in story.kept if not isinstance(record, kinds)]
    return story


def changed(story: Story, kind: str, **fields) -> Story:
    story.kept = [replace(r, **fields) if type(r).__name__ == kind else r for r in story.kept]
    story.mentor = next(r for r in story.kept if type(r).__name__ == "Mentor")
    return story


def said(story: Story, when: str = TODAY) -> dict[str, str]:
    found = hints.true_hints(story.records, story.mentor, day(when), Habits())
    return {nudge.key: nudge.command for nudge in found}


def test_where_all_is_well_nothing_is_said():
    assert said(quiet()) == {}
    assert hints.choose_hint(quiet().records, quiet().mentor, day(TODAY), Habits()) is None


@pytest.mark.parametrize(
    ("row", "key", "happens", "command"),
    [
        (9, "next-date", lambda s: changed(s, "Mentor", next=None), "edit-mentor m1 --next 2026-08-31"),
        (29, "review-due", lambda s: changed(s, "Review", next_review=day(TODAY)), "review maya"),
        (5, "one-leads", lambda s: changed(s, "Session", led="me"), 'add-topic maya "…" --from them'),
        (5, "one-leads", lambda s: changed(s, "Session", led="them"), 'add-topic maya "…" --important'),
        (44, "agreement", lambda s: without(s, Agreement), "agree maya"),
        (10, "feedback", lambda s: changed(s, "Feedback", date=day("2026-07-01")), "add-feedback maya given"),
        (25, "giving", lambda s: changed(s, "Session", got=()), "questions --moment one-sided"),
        (25, "giving", lambda s: changed(s, "Session", gave=()), "questions --moment one-sided"),
        (7, "topics", lambda s: s.brought("A").brought("B"), 'add-topic maya "…" --from them'),
        (7, "topics", lambda s: s.brought("A", owner="them").brought("B", owner="them"),
         'add-topic maya "…"'),
        (15, "goal-alone", lambda s: s.goal(success="x"), 'promise maya "…" --goal g1'),
        (38, "success", lambda s: s.goal().checked(TODAY, 10), 'edit-goal g1 --success "…"'),
        (43, "hours", lambda s: changed(changed(s, "Agreement", every="3w", minutes=30), "Session",
                                        minutes=90), "agree maya --renew"),
        (41, "unprepared", lambda s: changed(s, "Session", agenda=""), "prep maya"),
        (12, "reflection", lambda s: without(s, Reflection), "reflect s3"),
    ],
)  # fmt: skip
def test_what_is_true_is_said_with_the_command_to_type(row, key, happens, command):
    story = quiet()
    happens(story)
    assert said(story) == {key: f"peermentor {command}"}
    assert [(r, k) for r, k, _rule in hints.RULES if k == key] == [(row, key)]


def test_who_has_prepared_the_next_talk_is_not_told_to():
    story = changed(quiet(), "Session", agenda="")
    assert "unprepared" in said(story)
    story.agenda("2026-08-31")
    assert "unprepared" not in said(story)


def test_energy_that_falls_proposes_a_slower_rhythm():
    story = quiet()
    for energy, when in zip((5, 4, 2), DAYS, strict=True):
        story.kept = [
            replace(r, energy=energy) if getattr(r, "led", None) and r.date == day(when) else r
            for r in story.kept
        ]
    assert said(story) == {"energy": "peermentor edit-mentor maya --every 4w"}


@pytest.mark.parametrize(
    "happens",
    [
        lambda s: s.brought("one topic"),
        lambda s: s.brought("mine").brought("theirs", owner="them"),
        lambda s: s.goal(success="x", owner="them"),
        lambda s: s.goal(success="x", start=TODAY),
        lambda s: changed(s, "Session", gave=(), got=()),
        lambda s: changed(s, "Mentor", stage="paused", next=None),
    ],
)
def test_what_is_no_trouble_is_not_spoken_of(happens):
    story = quiet()
    happens(story)
    assert said(story) == {}


def test_the_turn_passes_on_with_every_talk_and_check_in():
    story = without(quiet(), Agreement, Reflection)
    heard = []
    for when in ("2026-08-20", "2026-08-21", "2026-08-22", "2026-08-23"):
        story.goal(success="x", start=when).checked(when, 10)
        found = hints.choose_hint(story.records, story.mentor, day(TODAY), Habits())
        heard.append(found and found.key)
    assert set(heard) == {"agreement", "reflection"}
    assert all(one != other for one, other in pairwise(heard))


def test_what_alone_is_true_is_silent_every_other_time():
    story = without(quiet(), Agreement)
    heard = []
    for when in ("2026-08-20", "2026-08-21", "2026-08-22", "2026-08-23"):
        story.goal(success="x", start=when).checked(when, 10)
        heard.append(hints.choose_hint(story.records, story.mentor, day(TODAY), Habits()))
    assert [found is None for found in heard] in ([True, False] * 2, [False, True] * 2)


def test_a_day_brings_the_most_telling_among_all_and_the_next_day_another():
    story = without(quiet(), Agreement, Reflection)
    days = [hints.choose_hint_of_day(story.records, date(2026, 8, n), Habits()) for n in (20, 21, 22)]
    assert {found.key for found in days if found} == {"agreement", "reflection"}
    assert days[0] == days[2] != days[1]
    assert (
        hints.choose_hint_of_day(story.records, day(TODAY), Habits(), unless=("agreement", "reflection"))
        is None
    )


def test_every_command_a_nudge_names_is_there():
    for word in ("edit-mentor", "review", "add-topic", "agree", "add-feedback", "questions", "promise",
                 "edit-goal", "prep", "reflect"):  # fmt: skip
        assert word in commands()


def test_each_rule_has_a_row_and_a_name_of_its_own():
    assert len({key for _row, key, _rule in hints.RULES}) == len(hints.RULES)
    assert {row for row, _key, _rule in hints.RULES} == {5, 7, 9, 10, 12, 15, 25, 29, 38, 41, 43, 44, 47}

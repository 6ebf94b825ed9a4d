"""The fit checklist: what it asks, what it remembers, when it is in doubt, and that it never adds up."""

from collections import Counter
from datetime import date

import pytest
from msgspec import to_builtins

from peermentor import templates
from peermentor.errors import CommandLine, Refused
from peermentor.practice.nouns.records import Closing, FitAnswer
from peermentor.practice.nouns.thresholds import fit_is_weak
from peermentor.practice.peers import fit
from tests.practice.builder import Story, a_candidate
from tests.practice.drafts import drafting

LINES = templates.fit("en")
TODAY = date(2026, 7, 10)


def said(**answers):
    return tuple(FitAnswer(key, value, "", date(2026, 7, 2)) for key, value in answers.items())


def look(story):
    return fit.look_at_fit(story.records, story.mentor, LINES, TODAY)


def group(found, name):
    return next(g for g in found.groups if g.group == name)


def test_the_checklist_has_three_lines_in_each_group_tagged_with_its_row():
    rows = {"direction": 20, "approachable": 21, "honest": 22, "style": 19}
    assert Counter(line.group for line in LINES) == dict.fromkeys(rows, 3)
    assert all(line.row == rows[line.group] for line in LINES)


def test_its_keys_are_short_words_that_begin_differently():
    keys = [line.key for line in LINES]
    assert all(key.isascii() and key.isalpha() and key.islower() and len(key) <= 7 for key in keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.key)
def test_each_line_fits_a_breath_and_knows_how_to_be_tried(line):
    assert line.text == " ".join(line.text.split())
    assert line.text.endswith(".")
    assert line.trial.endswith(".")
    assert len(line.text) <= 90
    assert len(line.trial) <= 110


@pytest.mark.parametrize(
    ("answers", "weak"),
    [
        ([], False),
        (["unknown", "unknown", "unknown"], False),
        (["yes", "partly"], False),
        (["yes", "partly", "partly"], True),
        (["partly"], True),
        (["yes", "yes", "no"], True),
    ],
)
def test_a_group_is_weak_with_a_no_or_more_partly_than_yes(answers, weak):
    assert fit_is_weak(answers) is weak


def test_unknown_is_said_and_still_open():
    found = look(a_candidate(fit=said(skill="yes", road="unknown")))
    direction = group(found, "direction")
    assert (direction.answered, direction.open, direction.weak) == (1, 2, False)
    assert found.suggestion is None


def test_a_weak_group_proposes_a_trial_meeting_with_the_words_for_it():
    found = look(a_candidate(fit=said(easy="partly", time="no", candid="partly")))
    assert found.suggestion.command == "peermentor opener zoe"
    assert "half an hour" in found.suggestion.text
    assert found.suggestion.text.endswith("see whether it survives the week.")


def test_for_a_peer_by_your_side_the_trial_is_the_next_talk():
    found = look(Story().meet("Zoë Łukasik", "2026-07-01", fit=said(hears="no")))
    assert found.suggestion.command == "peermentor prep zoe"


def test_nothing_ever_adds_up_to_a_score():
    found = to_builtins(look(a_candidate(fit=said(**{line.key: "yes" for line in LINES}))))
    assert not {"score", "total", "percent", "verdict"} & {*found, *found["groups"][0]}


def test_several_sittings_add_up_each_answer_with_its_day():
    story = a_candidate()
    first = drafting(story, "2026-07-02")
    zoe = fit.keep_fit(first, story.mentor, {"time": "yes"}, {"time": "moved a call"})
    second = drafting(story, "2026-07-09")
    zoe = fit.keep_fit(second, zoe, {"easy": "partly"}, {})
    assert zoe.fit == (
        FitAnswer("time", "yes", "moved a call", date(2026, 7, 2)),
        FitAnswer("easy", "partly", "", date(2026, 7, 9)),
    )


def test_evidence_alone_keeps_the_answer_and_an_answer_alone_keeps_the_evidence():
    story = a_candidate(fit=(FitAnswer("time", "yes", "moved a call", date(2026, 7, 2)),))
    draft = drafting(story, "2026-07-09")
    zoe = fit.keep_fit(draft, story.mentor, {}, {"time": "forgot me", "road": "ask about the migration"})
    zoe = fit.keep_fit(draft, zoe, {"time": "no"}, {})
    assert [(a.key, a.said, a.evidence) for a in zoe.fit] == [
        ("time", "no", "forgot me"),
        ("road", "unknown", "ask about the migration"),
    ]


def test_one_who_is_closed_is_not_judged_any_more():
    story = Story().meet("Zoë Łukasik", "2026-07-01", stage="declined")
    with pytest.raises(Refused):
        fit.keep_fit(drafting(story, "2026-07-09"), story.mentor, {"time": "yes"}, {})


def test_what_a_closed_relationship_taught_is_offered_at_the_next_fit():
    story = Story()
    for name, day, lesson in (
        ("Ada Berg", "2026-03-01", "Ask for the rhythm first"),
        ("Tomás Vega", "2026-05-01", "Two people who are stretched thin"),
        ("Ines Okafor", "2026-06-01", ""),
    ):
        closing = Closing(date=date.fromisoformat(day), lessons=lesson)
        story.meet(name, "2026-01-01", stage="closed", closing=closing)
    found = look(story.meet("Zoë Łukasik", "2026-07-01", stage="candidate"))
    assert [(lesson.mentor.name, lesson.text) for lesson in found.lessons] == [
        ("Tomás Vega", "Two people who are stretched thin"),
        ("Ada Berg", "Ask for the rhythm first"),
    ]


def test_a_start_of_a_key_and_of_an_answer_will_do():
    assert fit.read_answers(LINES, ["Mu = P", "time=y"]) == {"mutual": "partly", "time": "yes"}


@pytest.mark.parametrize("typed", ["", "=", "time", "time=", "time=perhaps", "c=yes", "height=no"])
def test_an_answer_that_is_none_is_refused(typed):
    with pytest.raises(CommandLine):
        fit.read_answers(LINES, [typed])


def test_evidence_may_hold_any_sign_and_is_never_quoted_in_an_error():
    assert fit.read_evidence(LINES, ["time=a=b [bold]"]) == {"time": "a=b [bold]"}
    with pytest.raises(CommandLine) as refused:
        fit.read_evidence(LINES, ["a secret=thing"])
    assert "secret" not in refused.value.message + refused.value.hint

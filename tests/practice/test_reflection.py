"""Reflecting: one for each talk, which grows; the role changes the questions, never what was answered."""

from datetime import date

import pytest

from peermentor import templates
from peermentor.errors import CommandLine, NotFound, Refused
from peermentor.practice.nouns.records import Reflection, Session
from peermentor.practice.talk import reflection
from peermentor.practice.talk.reflection import Thought
from tests.practice.builder import Story, with_maya
from tests.practice.drafts import drafting

LATER = date(2026, 8, 1)
PROMPTS = templates.reflection("en")


def draft_of_a_talk(**fields):
    return drafting(with_maya().talk("2026-07-03", **fields), "2026-07-10")


def keep(draft, **said):
    replace = said.pop("replace", False)
    return reflection.keep_reflection(draft, draft.records.all(Session)[0], Thought(**said), replace=replace)


@pytest.mark.parametrize("role", [None, "mentor", "mentee"])
def test_three_are_asked_and_five_or_six_in_the_deeper_form(role):
    assert list(reflection.three_questions(PROMPTS, role)) == ["happened", "so-what", "now-what"]
    assert len(reflection.deeper_questions(PROMPTS, role)) in (5, 6)


def test_each_role_is_asked_in_its_own_words():
    asked = [tuple(reflection.three_questions(PROMPTS, role).values()) for role in (None, "mentor", "mentee")]
    assert len({text for texts in asked for text in texts}) == 9


def test_mentor_questions_are_row_33_and_mentee_questions_row_34():
    rows = {(p.role, p.row) for p in PROMPTS if p.role != "either"}
    assert rows == {("mentor", 33), ("mentee", 34)}


def test_a_second_look_adds_to_the_first():
    draft = draft_of_a_talk()
    keep(draft, happened="I waited", strengths=("Patience",))
    kept = keep(draft, so_what="It matters", strengths=("patience", "Humour"), improve=("listening",))
    assert (kept.happened, kept.so_what) == ("I waited", "It matters")
    assert (kept.strengths, kept.improve) == (("Patience", "Humour"), ("listening",))
    assert len(draft.records.all(Reflection)) == 1


def test_the_same_words_again_change_nothing():
    draft = draft_of_a_talk()
    before = keep(draft, happened="I waited")
    assert keep(draft, happened="I waited") == before


@pytest.mark.parametrize(
    ("said", "option"),
    [({"happened": "Other"}, "--happened"), ({"deeper": {"good-at": "Other"}}, "--answer good-at")],
)
def test_what_was_said_is_not_lost_unasked(said, option):
    draft = draft_of_a_talk()
    keep(draft, happened="I waited", deeper={"good-at": "Waiting"})
    with pytest.raises(Refused, match=option):
        keep(draft, **said)
    replaced = keep(draft, **said, replace=True)
    assert replaced.happened == said.get("happened", "I waited")


def test_the_role_is_the_one_the_session_says_unless_said_otherwise():
    assert keep(draft_of_a_talk(role="mentee"), happened="x").role == "mentee"
    assert keep(draft_of_a_talk(role="mentee"), happened="x", role="mentor").role == "mentor"


def test_the_latest_talk_held_is_meant():
    story = with_maya().talk("2026-07-03").talk("2026-07-09").called_off("2026-07-10")
    story.meet("Budi", "2026-07-01").talk("2026-07-05")
    assert reflection.find_session(story.records, "", LATER).handle == "s2"
    assert reflection.find_session(story.records, "budi", LATER).handle == "s4"
    assert reflection.find_session(story.records, "S3", LATER).handle == "s3"
    assert reflection.find_session(story.records, "maya", date(2026, 7, 8)).handle == "s1"
    assert reflection.find_session(story.records, "maya", date(2026, 7, 1)).handle == "s2"


def test_without_a_talk_there_is_nothing_to_look_back_at():
    for story, typed in ((Story(), ""), (with_maya(), "maya"), (with_maya(), "")):
        with pytest.raises(NotFound, match="no talk"):
            reflection.find_session(story.records, typed, LATER)


def test_a_question_of_the_deeper_form_is_named_by_its_key():
    assert reflection.must_be_question(PROMPTS, "good-at") == "good-at"
    with pytest.raises(CommandLine, match="no question"):
        reflection.must_be_question(PROMPTS, "happened")

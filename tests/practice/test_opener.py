"""First words: two variants or more of each, steered by focus and place, kept, sent, and asked after."""

from collections import Counter
from datetime import date
from string import Formatter

import pytest

from peermentor import templates
from peermentor.errors import CommandLine, Refused
from peermentor.practice.nouns.records import Opener
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers import opener
from peermentor.practice.today import needs
from tests.practice.builder import Story, a_candidate
from tests.practice.drafts import drafting

TEXTS = templates.openers("en")
TODAY = date(2026, 7, 1)


def words(story, **fields):
    return {
        draft.kind: draft for draft in opener.draft_openers(TEXTS, story.mentor, "public speaking", **fields)
    }


def asked_after(story):
    return opener.answer_by(story.records, story.mentor)


@pytest.mark.parametrize("formal", [False, True])
def test_there_are_two_variants_or_more_of_each_kind_in_each_tone(formal):
    plain = Counter(t.kind for t in TEXTS if t.formal == formal and t.focus is None)
    assert set(plain) == set(opener.KINDS)
    assert min(plain.values()) >= 2
    for focus in ("career", "both"):
        assert {t.kind for t in TEXTS if t.formal == formal and t.focus == focus} == set(opener.KINDS)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.key)
def test_each_names_the_skill_asks_and_is_for_both(text):
    blanks = {blank for _said, blank, _spec, _conversion in Formatter().parse(text.text) if blank}
    assert blanks == {"name", "skill", "met"}
    assert "?" in text.text or "I suggest" in text.text
    assert len(text.text) <= 320
    assert text.text == " ".join(text.text.split())
    assert text.row in (3, 24)


def test_the_same_person_is_always_offered_the_same_words_and_another_may_get_others():
    assert words(a_candidate()) == words(a_candidate())
    two = Story().meet("Ada Berg", "2026-07-01").meet("Zoë Łukasik", "2026-07-01")
    assert words(two)["message"].key != words(a_candidate())["message"].key


def test_focus_steers_the_words():
    plain, career, both = (words(a_candidate(focus=f))["message"].key for f in ("skill", "career", "both"))
    of = {text.key: text.focus for text in TEXTS}
    assert (of[plain], of[career], of[both]) == (None, "career", "both")


def test_the_place_where_one_met_is_said_and_an_unknown_one_is_left_out():
    assert "over lunch" in words(a_candidate(met="lunch"))["message"].text
    unknown = words(a_candidate())
    assert "  " not in unknown["message"].text
    assert "good to talk" not in unknown["message"].text
    assert "It was good to talk with you." in unknown["after-event"].text


def test_a_formal_tone_uses_the_whole_name():
    assert "Zoë Łukasik" in words(a_candidate(), formal=True)["message"].text
    assert "Łukasik" not in words(a_candidate())["message"].text


def test_braces_in_private_words_stay_as_they_are():
    story = Story().meet("{name} {0}", "2026-07-01", stage="candidate")
    (said, *_rest) = opener.draft_openers(TEXTS, story.mentor, "{skill!r} 100%")
    assert "{name}" in said.text
    assert "{skill!r} 100%" in said.text


def test_kept_words_are_never_overwritten_in_silence():
    story = a_candidate(openers=(Opener("message", "Mine"),))
    draft = drafting(story, "2026-07-01")
    with pytest.raises(Refused, match="already"):
        opener.keep_opener(draft, story.mentor, "message", "Other")
    assert opener.keep_opener(draft, story.mentor, "message", "Mine") == story.mentor
    zoe = opener.keep_opener(draft, story.mentor, "message", "Other", anew=True)
    assert zoe.openers == (Opener("message", "Other"),)


def test_words_are_sent_once_and_not_tomorrow():
    story = a_candidate(openers=(Opener("message", "Mine"),))
    draft = drafting(story, "2026-07-01")
    with pytest.raises(CommandLine):
        opener.mark_sent(draft, story.mentor, "message", date(2026, 7, 2))
    with pytest.raises(CommandLine, match="Nothing is kept"):
        opener.mark_sent(draft, story.mentor, "in-person", TODAY)
    zoe = opener.mark_sent(draft, story.mentor, "message", TODAY)
    assert zoe.openers[0].sent == TODAY
    with pytest.raises(Refused):
        opener.mark_sent(draft, zoe, "message", date(2026, 6, 30))


def test_which_words_are_meant_is_known_when_only_one_waits():
    none, one = a_candidate(), a_candidate(openers=(Opener("message", "a", TODAY), Opener("in-person", "b")))
    two = a_candidate(openers=(Opener("message", "a"), Opener("in-person", "b")))
    assert [opener.to_send(story.mentor) for story in (none, one, two)] == [None, "in-person", None]


class TestFollowUp:
    def test_a_week_after_the_latest_were_sent_today_asks(self):
        story = a_candidate(
            openers=(Opener("message", "a", date(2026, 6, 20)), Opener("in-person", "b", TODAY))
        )
        (due,) = needs.find_due(story.records, date(2026, 7, 10), Habits())
        assert (due.kind, due.ref, due.due, due.days) == ("opener", "m1", date(2026, 7, 8), -2)
        assert due.command == "peermentor opener zoe"

    def test_nothing_sent_nothing_asked(self):
        assert asked_after(a_candidate(openers=(Opener("message", "a"),))) is None

    def test_a_first_meeting_is_the_answer(self):
        assert asked_after(a_candidate(openers=(Opener("message", "a", TODAY),)).talk("2026-07-03")) is None

    def test_a_cancelled_meeting_is_not(self):
        story = a_candidate(openers=(Opener("message", "a", TODAY),)).called_off("2026-07-03")
        assert asked_after(story) == date(2026, 7, 8)

    @pytest.mark.parametrize("stage", ["active", "paused", "closed", "declined"])
    def test_so_is_a_new_stage(self, stage):
        story = Story().meet("Zoë", "2026-07-01", stage=stage, openers=(Opener("message", "a", TODAY),))
        assert asked_after(story) is None

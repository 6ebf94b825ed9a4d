"""A day that was said is echoed, kept and shown, with its time; and no date proposed is one that can't be."""

import shlex

import pytest

from peermentor import language
from tests.conftest import Desk, begun


@begun
def maya(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Sari", "--every", "tiga minggu sekali", "--next", "friday 3pm")


def promise_of(desk: Desk, *argv: str) -> dict:
    return desk.data("promise", "maya", *argv)["promise"]


def test_a_time_said_for_a_promise_is_echoed_kept_and_shown_where_its_day_is(maya: Desk) -> None:
    said = maya.do("promise", "maya", "Send the draft by friday at 15:00")
    assert said.out == "Promise p1 (yours, due Fri 3 Jul 2026 at 15:00, in 2 days): Send the draft\n"
    [kept] = maya.data("promises")["promises"]
    assert (kept["text"], kept["due"]) == ("Send the draft", "2026-07-03")
    assert kept["due_at"].startswith("2026-07-03T15:00")
    assert "in 2 days, 15:00" in maya.do("promises").out
    assert "in 2 days, 15:00" in maya.do("today").out
    agenda = maya.do("prep", "maya").out
    assert "Maya Sari · Fri 3 Jul 2026 at 15:00 · 45 min" in agenda
    assert "yours, due Fri 3 Jul 15:00" in agenda
    assert "Fri 3 Jul 2026 at 15:00" in maya.do("prep", "maya", "--markdown").out
    assert maya.data("prep", "maya")["at"].startswith("2026-07-03T15:00")


def test_in_indonesian_it_is_said_as_people_write_it(maya: Desk) -> None:
    language.use("id")
    try:
        said = maya.do("promise", "maya", "Kirim draf", "--by", "Jumat jam 3 sore")
        assert "Jumat, 3 Juli 2026 pukul 15.00" in said.out
        assert "“10.11”" in maya.refused(2, "promise", "maya", "Kirim draf", "--by", "10.11").err
    finally:
        language.use("en")


def test_the_time_of_the_next_meeting_is_in_today_in_json_and_beside_its_day(maya: Desk) -> None:
    [meeting] = [due for due in maya.data("today")["due"] if due["kind"] == "meeting"]
    assert meeting["due"] == "2026-07-03"
    assert meeting["at"].startswith("2026-07-03T15:00")
    assert maya.data("mentor", "maya")["mentor"]["next_at"].startswith("2026-07-03T15:00")
    assert "in 2 days, 15:00" in maya.do("today").out
    assert "Fri 3 Jul 15:00" in maya.do("mentors").out
    assert "next Fri 3 Jul 15:00" in maya.do("mentor", "maya").out


def test_by_friday_is_a_day_wherever_a_promise_is_typed(maya: Desk) -> None:
    assert promise_of(maya, "Write by friday")["due"] == "2026-07-03"
    talk = maya.data("log", "maya", "--i-will", "Write by friday", "--they-will", "Read by lusa jam 9 pagi")
    assert [p["due"] for p in talk["promises"]] == ["2026-07-03", "2026-07-03"]
    assert talk["promises"][1]["due_at"].startswith("2026-07-03T09:00")
    assert maya.data("add-topic", "maya", "What comes by friday")["topic"]["text"] == "What comes by friday"


def test_by_next_talk_is_the_agreed_day_and_where_there_is_none_it_says_so(maya: Desk) -> None:
    assert promise_of(maya, "Read it by next talk")["due_at"].startswith("2026-07-03T15:00")
    assert promise_of(maya, "Read it", "--by", "pertemuan berikutnya")["due"] == "2026-07-03"
    talk = maya.data("log", "maya", "--i-will", "Try it by next talk", "--next", "24 Jul 9am")
    assert talk["promises"][0]["due_at"].startswith("2026-07-24T09:00")
    maya.do("edit-mentor", "maya", "--next", "")
    answer = maya.refused(2, "promise", "maya", "Try by next talk")
    assert "no next meeting is agreed" in answer.err
    assert "or later MENTOR DATE" in answer.err
    assert "the day itself has to be named" in maya.refused(2, "add-goal", "X", "--by", "next talk").err


def test_a_day_that_was_meant_is_never_kept_as_words(maya: Desk) -> None:
    for words in ("Write by friday or so", "Write by 10.11", "Write by 31 feb"):
        maya.refused(2, "promise", "maya", words)
        maya.refused(2, "log", "maya", "--i-will", words)
    assert promise_of(maya, "Learn by doing 3 exercises")["due"] is None


def test_a_talk_later_today_or_tomorrow_has_not_happened_yet(maya: Desk) -> None:
    for day in ("today 15:00", "jam 3 sore", "tomorrow", "tomorrow 9am"):
        refused = maya.refused(2, "log", "maya", "--date", day, "--notes", "x").err
        assert "has not happened yet" in refused
        maya.do(*shlex.split(refused.rpartition("peermentor ")[2]))
    said = maya.do("log", "maya", "--date", "today 8am", "--notes", "x")
    assert "on Wed 1 Jul 2026 at 08:00, today" in said.out
    assert "Wed 1 Jul 2026 at 08:00" in maya.do("session", "s1").out


def test_a_meeting_called_off_may_lie_ahead_or_behind(maya: Desk) -> None:
    ahead = maya.data("log", "maya", "--date", "friday", "--cancelled", "them")
    assert ahead["session"]["date"] == "2026-07-03"
    assert ahead["next"] is None
    maya.on("2026-07-15T08:30")
    behind = maya.data("log", "maya", "--date", "friday", "--cancelled", "me")
    assert behind["session"]["date"] == "2026-07-10"
    assert maya.data("log", "maya", "--date", "besok", "--cancelled", "me")["session"]["date"] == "2026-07-16"


def test_what_is_proposed_is_neither_past_nor_the_day_just_called_off(maya: Desk) -> None:
    maya.do("log", "maya", "--date", "2026-06-01", "--notes", "x")
    proposed = maya.data("log", "maya", "--date", "2026-06-22", "--cancelled", "them")
    assert proposed["proposed_next"] == "2026-07-03"
    called_off = maya.data("log", "maya", "--date", "friday", "--cancelled", "them")
    assert called_off["proposed_next"] == "2026-07-13"
    again = maya.data("log", "maya", "--date", "2026-07-13", "--cancelled", "both")
    assert again["proposed_next"] == "2026-08-03"
    maya.refused(2, "log", "maya", "--date", "2026-07-10", "--cancelled", "them", "--next", "2026-07-10")
    earlier = maya.data("log", "maya", "--date", "2026-07-10", "--cancelled", "them", "--next", "tomorrow")
    assert earlier["next"] == "2026-07-02"


@pytest.mark.parametrize(
    ("every", "kept"),
    [("every three weeks", "3w"), ("setiap hari", "1d"), ("sebulan sekali", "1m"), ("a fortnight", "2w")],
)
def test_a_rhythm_is_typed_as_it_is_said(desk: Desk, every: str, kept: str) -> None:
    assert desk.data("add-mentor", "Maya", "--every", every)["mentor"]["every"] == kept


def test_a_rhythm_of_30m_says_that_m_is_months(desk: Desk) -> None:
    assert "m is months" in desk.refused(2, "add-mentor", "Maya", "--every", "30m").err


def test_a_day_said_at_an_earlier_talk_is_the_first_one_after_that_talk(maya: Desk) -> None:
    """Today is 1 July; what was promised on 10 June by 20 June is late, and not due in a year."""
    promised = ("--i-will", "Send it by 20 Jun", "--they-will", "Reply by 5 Jul")
    talk = maya.data("log", "maya", "--date", "10 Jun", *promised, "--next", "24 Jun")
    assert [promise["due"] for promise in talk["promises"]] == ["2026-06-20", "2026-07-05"]
    assert talk["session"]["next"] == "2026-06-24"
    said = maya.do("log", "maya", "--date", "3 Jun", "--i-will", "Read it by 12 Jun").out
    assert "due Fri 12 Jun 2026, 19 days ago" in said


def test_a_day_put_right_in_an_earlier_talk_is_the_first_one_after_that_talk(maya: Desk) -> None:
    maya.do("log", "maya", "--date", "10 Jun")
    assert "Sat 20 Jun 2026" in maya.do("edit", "s1", "next=20 Jun").out
    maya.do("edit", "s1", "next=20 May", "date=10 May")
    session = maya.data("show", "s1")["session"]
    assert (session["date"], session["next"]) == ("2026-05-10", "2026-05-20")


def test_by_next_talk_is_the_day_agreed_for_after_the_talk_it_was_said_at(maya: Desk) -> None:
    """The talk of 15 June is written down on 6 July; the third, agreed for afterwards, has passed."""
    maya.on("2026-07-06T08:30")
    talk = maya.data("log", "maya", "--date", "15 Jun", "--i-will", "Send it by next talk")
    assert talk["promises"][0]["due"] == "2026-07-03"


def test_a_day_in_a_talk_called_off_ahead_counts_from_today(maya: Desk) -> None:
    talk = maya.data("log", "maya", "--date", "10 Jul", "--cancelled", "me", "--next", "5 Jul")
    assert talk["session"]["next"] == "2026-07-05"

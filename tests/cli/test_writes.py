"""Every write says in one line what it did, names the handle, and echoes every date it understood."""

import shlex
from pathlib import Path

import pytest

from tests.cli.used import used_desk
from tests.conftest import Desk


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    """Wednesday the first of July 2026."""
    return used_desk(tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("add-mentor Budi", "Added Budi (m4)."),
        ("add-mentor Budi --candidate", "Added Budi (m4) as a candidate."),
        ("add-mentor Budi --next friday", "Added Budi (m4). Next meeting Fri 3 Jul 2026, in 2 days."),
        ("edit-mentor maya --next besok",
         ("Changed Maya Pranata (m1). Next meeting Thu 2 Jul 2026, tomorrow.\n"
          "  m1 next meeting: nothing → Thu 2 Jul 2026")),
        ("edit-mentor marta --skill shoes",
         "Changed Marta Ruiz (m2).\n  m2 what you want to learn: nothing → shoes"),
        ("edit-mentor marta --skill ''", "Nothing to change for Marta Ruiz (m2)."),
        ("add-goal Listen", "Added goal g3: Listen."),
        ("add-goal Listen --by 'akhir bulan'",
         "Added goal g3: Listen. To reach by Fri 31 Jul 2026, in 30 days."),
        ("edit-goal g2 --by 2026-10-15",
         ("Changed goal g2: Present to 200 people. To reach by Thu 15 Oct 2026, in 106 days.\n"
          "  g2 to reach by: nothing → Thu 15 Oct 2026")),
        ("edit-goal g2 --owner me", "Nothing to change in goal g2: Present to 200 people."),
        ("check-in g1 40%", "g1 is at 40% on Wed 1 Jul 2026, today: Say no."),
        ("check-in g2 40 --date kemarin",
         "g2 is at 40% on Tue 30 Jun 2026, yesterday: Present to 200 people."),
        ("add-topic maya Silence", "Parked t3 for the next talk with Maya Pranata."),
        ("promise maya Call", "Promise p4 (yours, no date): Call"),
        ("promise maya Call --by friday", "Promise p4 (yours, due Fri 3 Jul 2026, in 2 days): Call"),
        ("promise maya Call --theirs --by lusa",
         "Promise p4 (Maya Pranata's, due Fri 3 Jul 2026, in 2 days): Call"),
        ("done p1", "Kept p1 on Wed 1 Jul 2026, today: Write the script"),
        ("done t1", "Talked about t1: Corridors"),
        ("drop p3 --because X", "Dropped p3 on Wed 1 Jul 2026, today: Bring a chair"),
        ("drop t2", "Dropped t2: Shoes"),
        ("log maya --notes X", "Logged s2 with Maya Pranata on Wed 1 Jul 2026, today."),
        ("log marta --cancelled them --date kemarin",
         "Logged s2: no meeting with Marta Ruiz on Tue 30 Jun 2026, yesterday."),
    ],
)  # fmt: skip
def test_one_line_says_what_was_done(used: Desk, line: str, said: str) -> None:
    answer = used.do(*shlex.split(line))
    assert answer.out == f"{said}\n"
    assert answer.err == "" or answer.err.startswith("Hint: ")
    assert answer.err.count("\n") <= 1


@pytest.mark.parametrize(
    "line",
    [
        "add-mentor Budi --next 2026-07-09", "add-mentor Budi --candidate --next 2026-07-09",
        "edit-mentor zoe --next 2026-07-09", "edit-mentor maya --next 2026-07-09", "later zoe 2026-07-09",
        "agree maya --every 2w --check 2026-07-09", "pause maya --until 2026-07-09", "later p1 2026-07-09",
        "review maya --rate mine=4 --decide continue --next 2026-07-09", "edit p1 due=2026-07-09",
        "prep maya --date 2026-07-09", "add-goal X --by 2026-07-09", "edit-goal g1 --by 2026-07-09",
        "log maya --notes X --next 2026-07-09", "log maya --cancelled me --date 2026-07-09",
    ],
)  # fmt: skip
def test_every_day_that_was_understood_is_echoed(used: Desk, line: str) -> None:
    answer = used.do(*shlex.split(line), "--dry-run")
    assert "Thu 9 Jul" in answer.out + answer.err


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("edit-mentor maya --role 'Lead, Ops' --every 2w", "edit maya role='Lead, Ops' every=2w"),
        ("edit-mentor maya --name 'Maya P' --met lunch", "edit maya name='Maya P' met=lunch"),
        ("edit-mentor zoe --why ''", "edit zoe why=x why="),
        ("edit-goal g1 --success Rounds --weight 3", "edit g1 success=Rounds weight=3"),
        ("edit-goal g1 --by '' --owner both", "edit g1 by= owner=both"),
        ("edit-goal g1 --milestone Rehearse", "edit g1 milestones+=Rehearse"),
        ("edit-goal g1 --with marta", "edit g1 with=marta"),
    ],
)
def test_the_commands_of_one_noun_say_what_edit_says(used: Desk, line: str, same: str) -> None:
    said, as_edit = (used.data(*shlex.split(words), "--dry-run") for words in (line, same))
    assert said["changed"] == as_edit["changed"]
    assert said["message"].splitlines()[1:] == as_edit["message"].splitlines()[1:]


@pytest.mark.parametrize(("line", "same"), [("edit-mentor maya", "edit m1"), ("edit-goal g1", "edit g1")])
def test_with_nothing_to_change_named_they_ask_for_it_as_edit_does(used: Desk, line: str, same: str) -> None:
    assert used.refused(2, *line.split()).err == used.refused(2, *same.split()).err


def test_what_is_said_on_the_screen_is_in_the_json_too(used: Desk) -> None:
    data = used.data("promise", "maya", "Call", "--by", "friday")
    assert data["message"] == "Promise p4 (yours, due Fri 3 Jul 2026, in 2 days): Call"
    assert data["promise"]["due"] == "2026-07-03"


def test_a_talk_names_every_promise_and_the_next_date(used: Desk) -> None:
    said = ("--i-will", "Write by friday", "--they-will", "Read it paling lambat Jumat depan")
    answer = used.do("log", "maya", "--date", "friday", *said, "--i-will", "Rest", "--next", "friday")
    assert answer.out.splitlines() == [
        "Logged s2 with Maya Pranata on Fri 26 Jun 2026, 5 days ago.",
        "  Promise p4 (yours, due Fri 3 Jul 2026, in 2 days): Write",
        "  Promise p5 (yours, no date): Rest",
        "  Promise p6 (Maya Pranata's, due Fri 10 Jul 2026, in 9 days): Read it",
        "  Next meeting Fri 3 Jul 2026, in 2 days.",
    ]
    assert "--next" not in answer.err


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("friday", "2026-07-03"), ("Jumat", "2026-07-03"), ("Jum'at", "2026-07-03"),
        ("next friday", "2026-07-10"), ("Jumat depan", "2026-07-10"), ("Jumat ini", "2026-07-03"),
        ("tomorrow", "2026-07-02"), ("besok", "2026-07-02"), ("lusa", "2026-07-03"), ("today", "2026-07-01"),
        ("hari ini", "2026-07-01"), ("in 3 days", "2026-07-04"), ("3 hari lagi", "2026-07-04"),
        ("2w", "2026-07-15"), ("dua minggu lagi", "2026-07-15"), ("next week", "2026-07-08"),
        ("minggu depan", "2026-07-08"), ("Minggu", "2026-07-05"), ("bulan depan", "2026-08-01"),
        ("end of month", "2026-07-31"), ("akhir bulan", "2026-07-31"), ("3 Jul", "2026-07-03"),
        ("17 Agustus", "2026-08-17"), ("3/7", "2026-07-03"), ("2026-07-03", "2026-07-03"),
    ],
)  # fmt: skip
def test_by_looks_ahead_in_both_languages(used: Desk, phrase: str, day: str) -> None:
    before = used.path.read_bytes()
    assert used.data("promise", "maya", "X", "--by", phrase)["promise"]["due"] == day
    used.path.write_bytes(before)
    assert used.data("log", "maya", "--i-will", f"X by {phrase}")["promises"][0]["due"] == day
    used.path.write_bytes(before)
    assert used.data("add-goal", "X", "--by", phrase)["goal"]["target"] == day
    assert used.data("prep", "maya", "--date", phrase)["date"] == day


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("friday", "2026-06-26"), ("Jumat", "2026-06-26"), ("wednesday", "2026-06-24"),
        ("Rabu", "2026-06-24"),
        ("yesterday", "2026-06-30"), ("kemarin", "2026-06-30"), ("kemarin dulu", "2026-06-29"),
        ("3 days ago", "2026-06-28"), ("3 hari lalu", "2026-06-28"), ("3 hari yang lalu", "2026-06-28"),
        ("last friday", "2026-06-26"), ("Jumat lalu", "2026-06-26"), ("seminggu lalu", "2026-06-24"),
        ("minggu lalu", "2026-06-24"), ("Minggu", "2026-06-28"), ("26 Jun", "2026-06-26"),
        ("Jumat 14.30", "2026-06-26"), ("yesterday at 3pm", "2026-06-30"), ("2026-06-26", "2026-06-26"),
    ],
)  # fmt: skip
def test_the_day_of_a_talk_looks_back_in_both_languages(used: Desk, phrase: str, day: str) -> None:
    assert used.data("log", "maya", "--date", phrase)["session"]["date"] == day


@pytest.mark.parametrize(("phrase", "day"), [("friday", "2026-07-03"), ("Jumat", "2026-07-03")])
def test_done_and_check_in_look_back_too(used: Desk, phrase: str, day: str) -> None:
    used.on("2026-07-08T09:00")
    assert used.data("done", "p1", "--date", phrase)["promises"][0]["ended"] == day
    assert used.data("done", "t1", "--date", phrase)["topics"][0]["ended"] == day
    assert used.data("check-in", "g1", "30", "--date", phrase)["checkin"]["date"] == day


def test_a_promise_kept_after_its_day_says_so(used: Desk) -> None:
    answer = used.on("2026-07-15T09:00").do("done", "p1", "--date", "yesterday")
    assert answer.out == "Kept late: p1, on Tue 14 Jul 2026, yesterday: Write the script\n"


def test_the_reason_a_topic_was_dropped_for_is_kept(used: Desk) -> None:
    used.do("drop", "t1", "--because", "She answered it by mail")
    dropped = next(t for t in used.data("topics", "--all")["topics"] if t["handle"] == "t1")
    assert (dropped["state"], dropped["because"]) == ("dropped", "She answered it by mail")


def test_an_empty_text_clears_what_was_kept_of_a_peer(used: Desk) -> None:
    used.do("edit-mentor", "maya", "--focus", "both", "--met", "lunch", "--skill", "x", "--next", "friday")
    used.do("edit-mentor", "maya", "--focus", "", "--met", "", "--skill", "", "--every", "", "--next", "")
    maya = used.data("mentor", "maya")["mentor"]
    assert [maya[field] for field in ("focus", "met", "skill", "every", "next")] == [None, "", "", "", None]


def test_a_talk_logged_late_leaves_the_date_agreed_since_alone(used: Desk) -> None:
    used.do("log", "maya", "--date", "2026-06-28", "--next", "2026-07-20")
    late = used.do("log", "maya", "--date", "2026-06-08", "--next", "2026-06-28")
    assert "Next meeting Mon 20 Jul 2026" in late.out
    assert used.data("session", "s3")["session"]["next"] == "2026-06-28"


def test_a_topic_is_counted_once_however_often_it_is_named(used: Desk) -> None:
    data = used.data("log", "maya", "--discussed", "t1", "--discussed", "T1")
    assert data["session"]["discussed"] == ["t1"]

"""Lives as people lead them: what one screen says of a thing, every other says too, and it is true."""

import pytest

from tests.conftest import Desk

TITLED = [
    ("Pak Hendra Wijaya", "hendra", "Pak Hendra"),
    ("Prof. Dr. Adaeze Nwosu", "adaeze", "Prof. Dr. Adaeze"),
    ("Bu Sri", "sri", "Bu Sri"),
    ("Mas", "mas", "Mas"),
    ("Maya Pranata", "maya", "Maya"),
]


@pytest.mark.parametrize("until", [("--until", "2025-02-03"), ()])
def test_every_list_has_the_day_to_which_a_pause_moved_a_promise(desk: Desk, until: tuple[str, ...]) -> None:
    desk.on("2024-09-02T08:00").do("add-mentor", "Yoga Prasetyo", "--every", "2w")
    desk.do("promise", "yoga", "Send the diagram", "--by", "2024-11-01")
    desk.on("2024-10-28T08:00").do("pause", "yoga", *until)
    if not until:
        desk.on("2025-02-03T08:00").do("resume", "yoga")
    desk.on("2025-02-05T08:00")
    shown = [
        *desk.data("promises")["promises"],
        *desk.data("promises", "--all")["promises"],
        *desk.data("mentor", "yoga")["promises"],
        desk.data("show", "p1")["promise"],
    ]
    assert {(one["due"], one["days"], one["overdue"]) for one in shown} == {("2025-02-07", 2, False)}


@pytest.mark.parametrize(("name", "typed", "said"), TITLED)
def test_a_title_alone_names_nobody(desk: Desk, name: str, typed: str, said: str) -> None:
    desk.on("2025-02-05T08:00").do("add-mentor", name, "--next", "today")
    desk.do("promise", "m1", "Read it", "--theirs")
    assert f"{said} promised" in desk.do("timeline", "m1").out
    assert f"{said} today" in desk.do("today", "--brief").out
    assert f"prep {typed}" in desk.do("today").out


def test_who_parted_from_everyone_is_not_told_that_there_was_nobody(desk: Desk) -> None:
    assert "Nobody yet" in desk.do("mentors").out
    desk.do("add-mentor", "Maya Pranata")
    desk.do("close", "maya")
    assert desk.do("mentors").out == "Nobody now. Those you parted from: peermentor mentors --all\n"
    assert desk.do("--quiet", "mentors").out == ""
    assert desk.data("mentors")["parted"] == 1
    assert desk.data("mentors", "--all")["parted"] == 0


def test_an_agenda_before_the_first_talk_asks_for_no_review(desk: Desk) -> None:
    desk.on("2024-09-02T08:00").do("add-mentor", "Maya Pranata")
    agenda = desk.on("2025-02-05T08:00").do("prep", "maya").out
    assert "first meeting" in agenda
    assert "review" not in agenda
    desk.do("log", "maya", "--notes", "A talk")
    assert "your review is due" in desk.on("2025-02-06T08:00").do("prep", "maya").out


def test_a_promise_made_on_paper_at_rest_is_late_by_the_days_that_count_on_every_screen(desk: Desk) -> None:
    desk.on("2025-05-01T08:00").do("add-mentor", "Saoirse")
    desk.do("promise", "saoirse", "The list", "--by", "2025-06-26")
    desk.on("2025-06-28T08:00").do("pause", "saoirse")
    desk.on("2025-08-15T08:00")
    assert [one["days"] for one in desk.data("promises")["promises"]] == [-2]
    assert [one["days"] for one in desk.data("mentor", "saoirse")["promises"]] == [-2]


def test_after_a_new_beginning_the_rhythm_begins_anew(desk: Desk) -> None:
    desk.on("2024-01-08T08:00").do("add-mentor", "Lestari", "--every", "1m")
    desk.on("2024-06-15T18:00").do("log", "lestari", "--notes", "A talk")
    desk.on("2024-07-20T08:00").do("close", "lestari")
    desk.on("2025-06-02T08:00").do("resume", "lestari")
    assert desk.data("mentor", "lestari")["mentor"]["next"] == "2025-07-02"
    assert desk.data("today")["due"] == []


def test_a_holiday_at_rest_is_asked_about_by_nobody(desk: Desk) -> None:
    desk.on("2024-10-01T08:00").do("add-mentor", "Yoga", "--every", "2w")
    desk.on("2024-12-01T08:00").do("pause", "yoga", "--until", "2025-01-15")
    assert "year's end" not in desk.on("2025-02-01T08:00").do("review", "yoga").out
    desk.on("2024-10-01T08:00").do("add-mentor", "Sari", "--every", "2w")
    assert "year's end" in desk.on("2025-02-01T08:00").do("review", "sari").out


@pytest.mark.parametrize(
    "typed",
    [
        ("later", "p1", "next talk"),
        ("later", "t1", "the next meeting"),
        ("later", "g1", "pertemuan berikutnya"),
        ("edit", "p1", "due=next talk"),
        ("edit", "g1", "target=next talk"),
    ],
)
def test_the_next_talk_is_that_with_the_peer_of_what_is_moved(desk: Desk, typed: tuple[str, ...]) -> None:
    desk.on("2026-03-11T10:00").do("add-mentor", "Maya Pranata", "--next", "2026-03-20")
    desk.do("promise", "maya", "The list", "--by", "friday")
    desk.do("add-topic", "maya", "The list")
    desk.do("add-goal", "Lists", "--with", "maya", "--by", "2026-05-01")
    assert "Fri 20 Mar 2026" in desk.do(*typed).out


def test_where_no_talk_is_meant_the_refusal_says_so(desk: Desk) -> None:
    desk.on("2026-03-11T10:00").do("add-mentor", "Maya Pranata")
    desk.do("promise", "maya", "The list")
    assert "no next meeting is agreed yet" in desk.refused(2, "later", "p1", "next talk").err
    assert "the day itself has to be named" in desk.refused(2, "pause", "maya", "--until", "next talk").err


def test_the_hour_of_a_talk_to_come_is_in_the_command_that_notes_it(desk: Desk) -> None:
    desk.on("2026-03-11T10:00").do("add-mentor", "Maya Pranata")
    said = desk.refused(2, "log", "maya", "--notes", "A", "--date", "today 14:30").err
    assert 'peermentor edit-mentor m1 --next "2026-03-11 14:30"' in said
    assert "at 14:30" in desk.do("edit-mentor", "m1", "--next", "2026-03-11 14:30").out


def test_a_promise_to_a_candidate_needs_one_as_much(desk: Desk) -> None:
    desk.on("2026-03-11T10:00").do("add-mentor", "Zoe", "--candidate")
    desk.do("promise", "zoe", "Send the article", "--by", "friday")
    assert "Send the article" in desk.on("2026-03-14T10:00").do("today").out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("log", "maya", "We talked about CVs"), "after its name. See: peermentor log --help"),
        (("add-topic", "maya", "a", "b"), "Put words with spaces in quotes"),
        (("import", "/tmp/my friends.md"), 'peermentor import FORMAT "/tmp/my friends.md"'),
    ],
)
def test_a_word_too_many_and_a_file_without_its_format_are_shown_the_way(
    desk: Desk, typed: tuple[str, ...], said: str
) -> None:
    desk.do("add-mentor", "Maya")
    assert said in desk.refused(2, *typed).err


def test_after_a_talk_that_drained_nothing_more_is_asked(desk: Desk) -> None:
    desk.on("2026-03-11T10:00").do("add-mentor", "Maya", "--every", "2w")
    assert "Hint" in desk.do("log", "maya", "--notes", "A", "--got", "b", "--energy", "3").err
    for day in range(12, 17):
        said = desk.on(f"2026-03-{day}T10:00").do("log", "maya", "--notes", "A", "--energy", "1")
        assert "Hint" not in said.err or "slower rhythm" in said.err


def test_who_was_frightened_is_sent_to_keep_no_promise_before_they_may_leave(desk: Desk) -> None:
    desk.do("add-mentor", "Gareth")
    desk.do("promise", "gareth", "The list")
    assert "done p1" in desk.refused(4, "close", "gareth").err
    desk.do("review", "gareth", "--concern")
    said = desk.refused(4, "close", "gareth").err
    assert "done p1" not in said
    assert "peermentor close gareth --release" in said


def test_the_figures_of_a_review_break_between_what_they_say(desk: Desk) -> None:
    desk.on("2025-01-06T08:00").do("add-mentor", "Ratna")
    desk.do("log", "ratna", "--notes", "A")
    desk.on("2025-05-19T08:00").env["COLUMNS"] = "50"
    lines = desk.do("review", "ratna").out.splitlines()
    assert lines[1:3] == ["Mon 6 Jan 2025 to Mon 19 May 2025, 1 talk", "Seen: 0 of 8"]


def test_of_very_many_the_first_by_number_are_said_and_the_rest_counted(desk: Desk) -> None:
    desk.on("2026-01-01T08:00").do("add-mentor", "Maya")
    for number in range(1, 13):
        desk.do("promise", "maya", f"thing-{number}", "--by", "2026-02-01")
    desk.on("2026-02-10T08:00").env["COLUMNS"] = "50"
    assert [due["ref"] for due in desk.data("today")["due"]] == [f"p{number}" for number in range(1, 13)]
    said = " ".join(desk.do("today").out.split())
    assert "You owe 12 things: thing-1; thing-2; thing-3; thing-4; thing-5; and 7 more" in said
    assert "promises --overdue --mine" in said
    assert "(p1, p2, p3, p4, p5, …): say so" in " ".join(desk.do("prep", "maya").out.split())


@pytest.mark.parametrize("moment", ["feedback", "listening", "stalled-goal"])
def test_questions_for_a_moment_stand_under_it(desk: Desk, moment: str) -> None:
    found = desk.data("questions", "--moment", moment)["questions"]
    assert {one["moments"][0] for one in found} == {moment}
    assert sum(moment in one["moments"] for one in desk.data("questions")["questions"]) == len(found)

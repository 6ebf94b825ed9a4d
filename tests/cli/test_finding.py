"""Looking for someone: does it fit, the first words, and what `today` asks a week later."""

import json

import pytest

from peermentor import cli
from peermentor.app import open_app
from tests.conftest import Desk, begun

ANSWER = {"key", "group", "text", "said", "evidence", "date"}
GROUP = {"group", "weak", "answered", "open"}
WORDS = {"kind", "text", "key", "kept", "sent"}


@begun
def looking(desk: Desk) -> None:
    """Two candidates on the desk."""
    desk.do("add-mentor", "Zoë Łukasik", "--candidate", "--met", "event", "--skill", "public speaking",
            "--department", "Design")  # fmt: skip
    desk.do("add-mentor", "Budi Santoso", "--candidate", "--met", "lunch")


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Someone is there to answer."""
    monkeypatch.setattr(cli, "open_app", lambda path, **_rest: open_app(path, interactive=True))


def zoe(desk: Desk) -> dict:
    return desk.tables()["mentors"]["1"]


class TestFit:
    def test_answers_and_evidence_are_kept_with_their_day(self, looking: Desk) -> None:
        answer = looking.do("fit", "zoe", "--answer", "time=yes", "--evidence", "time=moved a call for us")
        assert answer.err.startswith("Kept for Zoë Łukasik (m1): time yes.\n")
        assert "✓  time" in answer.out
        assert "yes, Wed 1 Jul: moved a call for us" in " ".join(answer.out.split())
        assert zoe(looking)["fit"] == [
            {"key": "time", "said": "yes", "evidence": "moved a call for us", "date": "2026-07-01"}
        ]

    def test_several_sittings_add_up_and_the_hint_names_the_next_open_line(self, looking: Desk) -> None:
        looking.do("fit", "zoe", "-a", "skill=yes", "-a", "road=yes")
        answer = looking.on("2026-07-09T12:00").do("fit", "zoe", "-a", "time=yes")
        assert "3 of 12 lines answered" in answer.out
        assert "--answer mutual=yes" in answer.err
        assert [a["date"] for a in zoe(looking)["fit"]] == ["2026-07-01", "2026-07-01", "2026-07-09"]

    def test_a_weak_group_suggests_a_trial_meeting_and_no_score(self, looking: Desk) -> None:
        answer = looking.do("fit", "zoe", "-a", "candid=no")
        assert "Honest and constructive · in doubt" in answer.out
        assert "Try it out: " in answer.out
        assert "half an hour" in answer.out
        assert "%" not in answer.out
        assert "Hint: When you want to try it: peermentor opener zoe" in answer.err

    def test_just_looking_writes_nothing(self, looking: Desk) -> None:
        before = looking.path.read_bytes()
        assert "0 of 12 lines answered" in looking.do("fit", "zoe").out
        assert looking.path.read_bytes() == before

    def test_the_same_answer_on_the_same_day_changes_nothing(self, looking: Desk) -> None:
        looking.do("fit", "zoe", "-a", "time=yes")
        assert "Nothing to change for Zoë Łukasik (m1)." in looking.do("fit", "zoe", "-a", "time=yes").err

    def test_a_dry_run_shows_it_and_writes_nothing(self, looking: Desk) -> None:
        before = looking.path.read_bytes()
        assert "✗  time" in looking.do("fit", "zoe", "-a", "time=no", "--dry-run").out
        assert looking.path.read_bytes() == before

    def test_candidates_stand_side_by_side(self, looking: Desk) -> None:
        looking.do("fit", "zoe", "-a", "time=no")
        looking.do("fit", "budi", "-a", "time=yes")
        for typed in (("fit", "--compare"), ("fit", "zoe", "budi"), ("fit", "zoe", "--compare")):
            out = looking.do(*typed).out
            assert "Zoë Łukasik" in out
            assert "Budi Santoso" in out
            row = next(line for line in out.splitlines() if line.startswith("time"))
            assert row.split()[-2:] == ["✗", "✓"]
            assert "There is no sum: you decide." in out

    @pytest.mark.parametrize("width", [50, 80, 140])
    def test_it_is_right_at_every_width(self, looking: Desk, width: int) -> None:
        looking.env["COLUMNS"] = str(width)
        looking.do("fit", "zoe", "-a", "time=no", "-e", "time=" + "word " * 40)
        for typed in (("fit", "zoe"), ("fit", "--compare"), ("mentors",), ("opener", "zoe")):
            assert all(len(line) <= width for line in looking.do(*typed).out.splitlines()), typed

    def test_what_a_script_reads(self, looking: Desk) -> None:
        found = looking.data("fit", "zoe", "-a", "time=partly", "-e", "time=late twice")
        assert {"mentor", "date", "stage", "answers", "groups", "suggestion", "lessons", "message"} <= set(
            found
        )
        assert found["mentor"] == {"name": "Zoë Łukasik", "handle": "m1"}
        assert len(found["answers"]) == 12
        assert set(found["answers"][0]) >= ANSWER
        assert found["answers"][0]["said"] is None
        time = next(a for a in found["answers"] if a["key"] == "time")
        assert (time["said"], time["evidence"], time["date"]) == ("partly", "late twice", "2026-07-01")
        assert [g["group"] for g in found["groups"]] == ["direction", "approachable", "honest", "style"]
        assert set(found["groups"][1]) >= GROUP
        assert found["groups"][1]["weak"] is True
        assert set(found["suggestion"]) == {"text", "command"}
        assert looking.data("fit", "budi")["suggestion"] is None
        fits = looking.data("fit", "--compare")["fits"]
        assert [set(fit) >= {"mentor", "answers", "groups"} for fit in fits] == [True, True]

    def test_what_an_earlier_peer_taught_is_offered_again(self, looking: Desk) -> None:
        tables = looking.tables()
        closing = {"date": "2026-06-30", "lessons": "Ask for the [rhythm] first"}
        tables["mentors"]["2"] |= {"stage": "closed", "closing": closing}
        looking.path.write_text(json.dumps(tables), "utf-8")
        assert "Budi: Ask for the [rhythm] first" in looking.do("fit", "zoe").out
        assert looking.data("fit", "zoe")["lessons"] == [
            {
                "mentor": {"name": "Budi Santoso", "handle": "m2"},
                "text": "Ask for the [rhythm] first",
                "date": "2026-06-30",
            }
        ]

    def test_a_candidate_who_was_declined_leaves_a_lesson_and_no_waiting(self, looking: Desk) -> None:
        looking.do("opener", "zoe", "--kind", "message", "--sent")
        looking.do("close", "zoe", "--declined", "--lessons", "Ask before the busy season")
        assert looking.data("today")["due"] == []
        assert "Zoë: Ask before the busy season" in looking.do("fit", "budi").out

    def test_when_all_is_known_the_first_words_come_next(self, looking: Desk) -> None:
        keys = [answer["key"] for answer in looking.data("fit", "zoe")["answers"]]
        answer = looking.do("fit", "zoe", *(word for key in keys for word in ("-a", f"{key}=yes")))
        assert "Hint: Ready to ask? The first words: peermentor opener zoe" in answer.err

    @pytest.mark.usefixtures("at_a_terminal")
    def test_at_a_terminal_it_asks_and_enter_keeps_what_was_said(self, looking: Desk) -> None:
        looking.do("fit", "zoe", "-a", "skill=yes", "-e", "skill=heard her speak")
        looking.on("2026-07-02T08:00")
        asked = looking.do("fit", "zoe", stdin="y\n\npartly\nsays so herself\nunknown\n\nstop\n")
        assert "They know, from doing it themselves, what I want to learn. [yes]" in asked.err
        assert "road partly, mutual unknown" in asked.err
        assert [(a["key"], a["said"], a["date"]) for a in zoe(looking)["fit"]] == [
            ("skill", "yes", "2026-07-01"),
            ("road", "partly", "2026-07-02"),
            ("mutual", "unknown", "2026-07-02"),
        ]

    @pytest.mark.usefixtures("at_a_terminal")
    def test_a_content_option_asks_nothing(self, looking: Desk) -> None:
        looking.do("fit", "zoe", "-a", "time=yes", stdin="")

    @pytest.mark.parametrize(
        ("code", "words", "said"),
        [
            (2, "fit", "MENTOR is missing."),
            (2, "fit zoe -a height=yes", "names no line of the checklist"),
            (2, "fit zoe -a time=maybe", "is not an answer"),
            (2, "fit zoe -e secret", "--evidence is written KEY="),
            (2, "fit zoe budi -a time=yes", "An answer is about one person."),
            (2, "fit --compare -a time=yes", "An answer is about one person."),
            (3, "fit nobody", "There is no mentor"),
            (3, "fit zoe nobody", "There is no mentor"),
        ],
    )
    def test_what_cannot_be_says_why(self, looking: Desk, code: int, words: str, said: str) -> None:
        answer = looking.refused(code, *words.split())
        assert said in answer.err
        assert "secret" not in answer.err
        assert answer.out == ""

    def test_no_candidates_and_a_closed_one(self, desk: Desk) -> None:
        desk.do("add-mentor", "Maya")
        assert "There are no candidates" in desk.refused(3, "fit", "--compare").err
        desk.do("edit-mentor", "maya", "--stage", "closed")
        desk.refused(4, "fit", "maya", "-a", "time=yes")
        desk.refused(4, "opener", "maya", "--skill", "reading")


class TestOpener:
    def test_three_ways_to_begin_name_the_skill_and_the_place(self, looking: Desk) -> None:
        answer = looking.do("opener", "zoe")
        for kind in ("--kind message", "--kind in-person", "--kind after-event"):
            assert kind in answer.out
        assert " ".join(answer.out.split()).count("at the event.") == 3
        assert answer.out.count("Zoë") >= 4
        assert "Hint: Once it is said or sent: peermentor opener zoe --kind message --sent" in answer.err
        assert "openers" not in zoe(looking)

    def test_one_alone_is_one_line_to_copy(self, looking: Desk) -> None:
        looking.env["COLUMNS"] = "50"
        out = looking.do("--quiet", "opener", "zoe", "--kind", "message").out
        assert out.count("\n") == 1
        assert len(out) > 100

    def test_a_kept_one_is_marked_sent_and_today_asks_a_week_later(self, looking: Desk) -> None:
        kept = looking.do("opener", "zoe", "--kind", "message", "--keep")
        assert kept.out == "Kept for Zoë Łukasik (m1): a message.\n"
        sent = looking.do("opener", "zoe", "--sent")
        assert sent.out == (
            "Sent to Zoë Łukasik (m1) on Wed 1 Jul 2026, today: a message. "
            "What came of it is asked on Wed 8 Jul 2026, in 7 days.\n"
        )
        assert zoe(looking)["openers"][0]["sent"] == "2026-07-01"
        looking.on("2026-07-10T08:00")
        (due,) = looking.data("today")["due"]
        assert (due["kind"], due["ref"], due["days"]) == ("opener", "m1", -2)
        assert due["text"] == "Did Zoë Łukasik answer your first words?"
        assert "Did they answer your first words?" in " ".join(looking.do("today").out.split())
        hint = looking.do("opener", "zoe").err
        assert "edit-mentor zoe --stage active" in hint
        looking.do("edit-mentor", "zoe", "--stage", "active")
        assert all(due["kind"] != "opener" for due in looking.data("today")["due"])

    def test_a_first_talk_ends_the_waiting(self, looking: Desk) -> None:
        looking.do("opener", "zoe", "--kind", "in-person", "--sent", "--date", "yesterday")
        looking.do("log", "zoe", "--notes", "We began")
        assert looking.data("today")["due"] == []

    def test_own_words_are_kept_as_they_were_typed_and_never_overwritten_in_silence(
        self, looking: Desk
    ) -> None:
        own = "Hej [bold]Zoë[/bold] {skill}"
        looking.do("opener", "zoe", "--kind", "message", "--text", own)
        assert own in looking.do("opener", "zoe").out
        refused = looking.refused(4, "opener", "zoe", "--kind", "message", "--text", "secret")
        assert "--replace" in refused.err
        assert "secret" not in refused.err
        looking.refused(4, "opener", "zoe", "--kind", "message", "--keep")
        looking.refused(4, "opener", "zoe", "--kind", "message", "--formal", "--sent")
        looking.do("opener", "zoe", "--kind", "message", "--text", "Other", "--replace")
        assert zoe(looking)["openers"][0]["text"] == "Other"

    def test_own_words_may_come_from_stdin_and_need_no_skill(self, looking: Desk) -> None:
        looking.do("opener", "budi", "--kind", "message", "--text", "-", stdin="Budi,\nlunch?\n")
        assert "Budi,\nlunch?" in looking.do("opener", "budi").out

    def test_a_formal_tone(self, looking: Desk) -> None:
        assert looking.do("opener", "zoe", "--kind", "message", "--formal").out.startswith(
            "Dear Zoë Łukasik, "
        )

    def test_focus_steers_the_first_words(self, looking: Desk) -> None:
        before = looking.data("opener", "zoe", "--kind", "message")["openers"][0]["key"]
        looking.do("edit-mentor", "zoe", "--focus", "both")
        assert looking.data("opener", "zoe", "--kind", "message")["openers"][0]["key"] != before

    @pytest.mark.usefixtures("at_a_terminal")
    def test_at_a_terminal_the_skill_and_the_kind_are_asked_for(self, looking: Desk) -> None:
        looking.do("opener", "budi", "--keep", stdin="in\ndata modelling\n")
        (kept,) = looking.tables()["mentors"]["2"]["openers"]
        assert kept["kind"] == "in-person"
        assert "data modelling" in kept["text"]

    def test_what_a_script_reads(self, looking: Desk) -> None:
        found = looking.data("opener", "zoe")
        assert {"mentor", "skill", "formal", "kind", "date", "openers", "answer_by"} <= set(found)
        assert [words["kind"] for words in found["openers"]] == ["message", "in-person", "after-event"]
        assert set(found["openers"][0]) >= WORDS
        kept = looking.data("opener", "zoe", "--kind", "message", "--sent")
        assert (kept["openers"][0]["kept"], kept["openers"][0]["sent"]) == (True, "2026-07-01")
        assert kept["answer_by"] == "2026-07-08"

    @pytest.mark.parametrize(
        ("code", "words", "said"),
        [
            (2, "opener", "MENTOR is missing."),
            (2, "opener budi", "--skill is missing."),
            (2, "opener zoe --kind letter", "--kind can't be"),
            (2, "opener zoe --keep", "--kind is missing."),
            (2, "opener zoe --sent", "--kind is missing."),
            (2, "opener zoe --date yesterday", "--date is the day it was sent."),
            (2, "opener zoe --replace", "--replace needs something to keep."),
            (2, "opener zoe --kind message --sent --date tomorrow", "still to come"),
            (2, "opener zoe --kind message --sent --date nonsense", "as a date"),
            (3, "opener nobody", "There is no mentor"),
        ],
    )
    def test_what_cannot_be_says_why(self, looking: Desk, code: int, words: str, said: str) -> None:
        answer = looking.refused(code, *words.split())
        assert said in answer.err
        assert answer.out == ""

    @pytest.mark.parametrize("option", ["--text", "--skill"])
    def test_an_empty_option_is_refused(self, looking: Desk, option: str) -> None:
        assert (
            f"{option} is empty." in looking.refused(2, "opener", "zoe", "--kind", "message", option, " ").err
        )


class TestPeople:
    def test_mentors_shows_departments_and_where_candidates_were_met(self, looking: Desk) -> None:
        looking.env["COLUMNS"] = "140"
        out = looking.do("mentors").out
        assert "Design · met at an event" in out
        assert "met over lunch" in out

    def test_a_circle_of_one_department_is_invited_to_look_further(self, desk: Desk) -> None:
        for name in ("Ada", "Budi", "Cleo"):
            assert "Everyone is from" not in desk.do("mentors").err
            desk.do("add-mentor", name, "--department", "Data")
        assert "Hint: Everyone is from Data;" in desk.do("mentors").err
        desk.do("add-mentor", "Dewi", "--candidate", "--department", "Design")
        assert "Everyone is from" not in desk.do("mentors").err

    def test_a_candidate_is_looked_at_before_being_asked(self, desk: Desk) -> None:
        (hint,) = desk.do("--json", "add-mentor", "Zoë", "--candidate").json["hints"]
        assert hint["command"] == "peermentor fit zoe"
        assert "peermentor opener zoe" in hint["text"]

    def test_focus_steers_the_words_for_the_first_goal(self, desk: Desk) -> None:
        said = {
            focus: desk.do(
                "--json", "add-mentor", f"Maya {focus}", *(("--focus", focus) if focus else ())
            ).json
            for focus in ("career", "skill", "both", "")
        }
        texts = [answer["hints"][0]["text"] for answer in said.values()]
        assert len(set(texts)) == 4
        assert all("add-goal" in answer["hints"][0]["command"] for answer in said.values())

    def test_the_hint_for_a_first_goal_goes_once_there_is_one(self, desk: Desk) -> None:
        desk.do("add-mentor", "Maya", "--focus", "career")
        assert "next step at work" in desk.do("mentor", "maya").err
        desk.do("add-goal", "Say no", "--with", "maya", "--success", "Three rounds")
        assert desk.do("mentor", "maya").err == ""

    def test_a_candidate_who_said_yes_is_given_a_first_goal(self, looking: Desk) -> None:
        assert "add-goal" in looking.do("edit-mentor", "zoe", "--stage", "active").err

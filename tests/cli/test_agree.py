"""agree: what two people expect of each other, as typed, shown, sent and looked at again."""

import pytest

from tests.cli.used import refused
from tests.conftest import Desk, begun

FIRST = (
    "agree", "maya", "--i-bring", "Questions", "--they-bring", "Courage",
    "--they-hope", "A second pair of eyes",
    "--channel", "chat", "--every", "2w", "--minutes", "30", "--quiet", "After seven",
    "--boundary", "Nothing about pay", "--boundary", "No work on Sundays", "--stop", "One honest message",
)  # fmt: skip


@begun
def maya(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata", "--every", "3w", "--minutes", "45")


def test_roles_hopes_channel_rhythm_and_boundaries_are_kept_in_one_line(maya: Desk) -> None:
    answer = maya.do(*FIRST)
    assert answer.out == (
        "Agreed with Maya Pranata (ag1). The next look at it: Fri 1 Jan 2027, in 184 days.\n"
    )
    assert answer.err == "Hint: A page to send them: peermentor agree maya --markdown\n"
    (kept,) = maya.tables()["agreements"].values()
    assert (kept["i_bring"], kept["they_bring"], kept["they_hope"]) == (
        "Questions", "Courage", "A second pair of eyes",
    )  # fmt: skip
    assert (kept["channel"], kept["every"], kept["minutes"], kept["quiet"]) == (
        "chat", "2w", 30, "After seven",
    )  # fmt: skip
    assert (kept["boundaries"], kept["stop"]) == (
        ["Nothing about pay", "No work on Sundays"], "One honest message",
    )  # fmt: skip


def test_the_agreed_rhythm_and_length_become_the_mentors_and_lead_today_and_prep(maya: Desk) -> None:
    maya.do(*FIRST)
    shown = maya.data("mentor", "maya")["mentor"]
    assert (shown["every"], shown["minutes"], shown["next"]) == ("2w", 30, "2026-07-15")
    due = maya.data("today", "--days", "14")["due"]
    assert [(d["kind"], d["due"]) for d in due if d["kind"] == "meeting"] == [("meeting", "2026-07-15")]
    assert maya.data("prep", "maya", "--dry-run")["minutes"] == 30


def test_a_change_says_field_by_field_what_it_was_and_what_it_is(maya: Desk) -> None:
    maya.do(*FIRST)
    answer = maya.on("2026-08-01T09:00").do("agree", "maya", "--channel", "calls", "--quiet", "")
    assert answer.out.splitlines()[1:] == [
        "  How we reach each other: chat → calls",
        "  Quiet hours: After seven → nothing",
    ]
    assert len(maya.tables()["agreements"]) == 2


def test_saying_the_same_again_writes_nothing(maya: Desk) -> None:
    maya.do(*FIRST)
    before = maya.path.read_bytes()
    assert maya.do(*FIRST).out == "Nothing to change in what you agreed on with Maya Pranata (ag1).\n"
    assert maya.path.read_bytes() == before


def test_with_no_option_it_is_shown(maya: Desk) -> None:
    maya.do(*FIRST)
    out = maya.do("agree", "maya").out
    assert "Maya Pranata · agreed on Wed 1 Jul 2026 · ag1" in out
    assert "every 2 weeks" in out
    assert "Nothing about pay" in out
    assert "You look at it again on Fri 1 Jan 2027." in out


def test_with_none_yet_it_says_how_to_begin(maya: Desk) -> None:
    answer = maya.do("agree", "maya")
    assert answer.out == "Nothing is agreed with Maya Pranata yet.\n"
    assert 'peermentor agree maya --i-hope "…"' in answer.err
    assert maya.data("agree", "maya")["agreement"] is None


def test_a_look_that_is_due_is_in_today_and_in_prep_with_the_boundaries(maya: Desk) -> None:
    maya.do(*FIRST, "--check", "2026-08-01")
    maya.on("2026-08-03T09:00")
    (due,) = [d for d in maya.data("today")["due"] if d["kind"] == "agreement"]
    assert (due["due"], due["days"], due["command"]) == ("2026-08-01", -2, "peermentor agree maya --renew")
    between = next(p for p in maya.data("prep", "maya", "--dry-run")["parts"] if p["key"] == "between")
    said = [i["text"] for i in between["items"] if i["ref"] == "ag1"]
    assert said[:3] == [
        "What we agreed on: does it still fit us both?", "Nothing about pay", "No work on Sundays",
    ]  # fmt: skip
    assert "How we reach each other: chat" in said
    assert "It was time to look at it again on Sat 1 Aug 2026." in maya.do("agree", "maya").out


def test_before_the_look_is_due_boundaries_are_not_in_prep(maya: Desk) -> None:
    maya.do(*FIRST)
    assert "Nothing about pay" not in maya.do("prep", "maya", "--dry-run").out


def test_renewing_confirms_and_moves_the_look_on(maya: Desk) -> None:
    maya.do(*FIRST, "--check", "2026-08-01")
    answer = maya.on("2026-08-03T09:00").do("agree", "maya", "--renew", "--every", "4w")
    assert answer.out == (
        "Renewed with Maya Pranata (ag2). The next look at it: Wed 3 Feb 2027, in 184 days.\n"
        "  How often: every 2 weeks → every 4 weeks\n"
    )
    assert "What changed last" in maya.do("agree", "maya").out
    assert not [d for d in maya.data("today")["due"] if d["kind"] == "agreement"]


def test_the_page_to_send_holds_nothing_private(maya: Desk) -> None:
    maya.do("edit-mentor", "maya", "--why", "My secret reason")
    maya.do(*FIRST)
    maya.on("2026-07-20T09:00").do("log", "maya", "--minutes", "400", "--notes", "Private")
    page = maya.on("2026-07-30T09:00").do("agree", "maya", "--markdown").out
    assert page.startswith("# What Maya Pranata and I agree on\n\nWed 1 Jul 2026\n\n")
    assert "- **Maya Pranata brings**: Courage\n" in page
    assert "- **Boundaries**\n  - Nothing about pay\n  - No work on Sundays\n" in page
    for private in ("secret", "Private", "ag1", "spent"):
        assert private not in page


def test_hours_above_the_agreement_are_said_kindly_here_and_in_the_portrait(maya: Desk) -> None:
    maya.do(*FIRST)
    maya.on("2026-07-20T09:00").do("log", "maya", "--minutes", "120")
    said = "Agreed so far: 1 h; spent: 2 h, more than agreed (s1). Does that suit you both?"
    maya.on("2026-07-30T09:00")
    assert said in maya.do("agree", "maya").out
    assert said in maya.do("mentor", "maya").out
    hours = {
        "since": "2026-07-01",
        "agreed": 60,
        "spent": 120,
        "sessions": 1,
        "level": "more",
        "refs": ["s1"],
    }
    assert maya.data("agree", "maya")["hours"] == hours
    assert maya.data("mentor", "maya")["hours"] == hours


def test_hours_below_the_agreement_are_said_in_the_portrait_too(maya: Desk) -> None:
    maya.do(*FIRST)
    maya.on("2026-07-20T09:00").do("log", "maya", "--minutes", "20")
    maya.on("2026-09-30T09:00")
    (said,) = [line for line in maya.do("agree", "maya").out.splitlines() if "less than agreed" in line]
    assert said.strip() in maya.do("mentor", "maya").out


def test_falling_energy_proposes_a_slower_rhythm(maya: Desk) -> None:
    maya.do(*FIRST)
    for day, energy in (("03", "4"), ("13", "3"), ("23", "2")):
        maya.on(f"2026-07-{day}T09:00").do("log", "maya", "--energy", energy)
    assert "peermentor agree maya --every 3w" in maya.do("agree", "maya").err
    assert "Whether a slower rhythm would be better: every 3 weeks" in maya.do("prep", "maya").out


@pytest.mark.parametrize(
    ("code", "words", "says", "on"),
    [
        (2, "agree maya --every 0w", "0w", "2w"),
        (2, "agree maya --every -2w", "-2w", "2w"),
        (2, "agree maya --minutes 4", "--minutes can't be 4", "5 to 480"),
        (2, "agree maya --minutes 481", "--minutes can't be 481", "5 to 480"),
        (2, "agree maya --focus love", "--focus can't be", "career, skill, both"),
        (2, "agree maya --check yesterday", "not ahead", "later --check"),
        (2, "agree maya --check 2026-07-01", "not ahead", "later --check"),
        (2, "agree maya --check nonsense", "nonsense", "tomorrow"),
        (2, "agree maya --renew", "nothing to renew", "peermentor agree maya"),
        (2, "agree maya --markdown --every 2w", "agreed already", "--markdown"),
        (2, "agree", "MENTOR is missing", "command line"),
        (3, "agree nobody", "no mentor", "mentors"),
    ],
)
def test_what_makes_no_agreement(maya: Desk, code: int, words: str, says: str, on: str) -> None:
    refused(maya, code, *words.split(), says=says, on=on)


def test_nothing_is_agreed_with_a_candidate_or_what_is_closed(maya: Desk) -> None:
    maya.do("add-mentor", "Zoë Łukasik", "--candidate")
    refused(
        maya, 4, "agree", "zoe", "--every", "2w", says="is a candidate", on="edit-mentor m2 --stage active"
    )
    maya.do("close", "maya")
    refused(maya, 4, "agree", "maya", "--every", "2w", says="read-only", on="resume m1")


def test_the_fields_scripts_may_rely_on(maya: Desk) -> None:
    data = maya.data(*FIRST)
    assert set(data) >= {"mentor", "agreement", "changes", "hours", "message"}
    assert data["mentor"] == {"name": "Maya Pranata", "handle": "m1"}
    assert set(data["agreement"]) >= {
        "uid", "handle", "created", "updated", "mentor", "date", "focus", "i_bring", "they_bring", "i_hope",
        "they_hope", "channel", "every", "minutes", "quiet", "confidential", "boundaries", "stop", "check",
        "check_days",
    }  # fmt: skip
    changed = maya.data("agree", "maya", "--channel", "calls")["changes"]
    assert changed == [{"field": "channel", "before": "chat", "after": "calls"}]


def test_a_dry_run_agrees_on_nothing(maya: Desk) -> None:
    before = maya.path.read_bytes()
    assert "Agreed with Maya Pranata (ag1)" in maya.do(*FIRST, "--dry-run").out
    assert maya.path.read_bytes() == before

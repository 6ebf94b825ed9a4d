"""Why a relationship was paused, each time: every reason can be put right, not only the latest."""

from pathlib import Path
from typing import Any

import pytest

from peermentor.practice.corrections.edits import edit_record
from peermentor.practice.corrections.form import changes_in, form_of
from peermentor.practice.nouns.records import Goal, Mentor
from tests.cli.used import refused
from tests.conftest import Desk, begun


@begun
def maya(desk: Desk) -> None:
    desk.on("2026-05-01T10:00").do("add-mentor", "Maya Pranata")
    desk.do("pause", "maya", "--until", "2026-05-20", "--because", "Release time")
    desk.on("2026-06-01T10:00").do("resume", "maya")
    desk.do("pause", "maya", "--because", "Holidays")
    desk.on("2026-07-01T10:00").do("resume", "maya", "--because", "Back")


def reasons(desk: Desk) -> list[str]:
    return [change["because"] for change in desk.data("mentor", "maya")["stages"]]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("because=Rested", ["Release time", "", "Holidays", "Rested"]),
        ("because.1=Too much", ["Too much", "", "Holidays", "Back"]),
        ("because.2=It was over", ["Release time", "It was over", "Holidays", "Back"]),
        ("stages.3=", ["Release time", "", "", "Back"]),
    ],
)
def test_each_reason_goes_by_its_number_and_the_last_by_none(maya: Desk, typed: str, kept: list[str]) -> None:
    before = maya.data("mentor", "maya")["stages"]
    maya.do("edit", "maya", typed)
    assert reasons(maya) == kept
    after = maya.data("mentor", "maya")["stages"]
    assert [one | {"because": ""} for one in after] == [one | {"because": ""} for one in before]
    timeline = maya.do("timeline", "maya", "--all").out
    assert all(reason in timeline for reason in kept)
    maya.do("undo")
    assert reasons(maya) == ["Release time", "", "Holidays", "Back"]


@pytest.mark.parametrize("typed", ["because.0=x", "because.5=x", "because.one=x", "because.99999999999=x"])
def test_a_number_that_is_none_is_said(maya: Desk, typed: str) -> None:
    refused(maya, 2, "edit", "maya", typed, says="“because” has 4, and no number", on="timeline")


def test_one_who_never_paused_has_no_reason_to_put_right(maya: Desk) -> None:
    maya.do("add-mentor", "Budi")
    refused(maya, 4, "edit", "budi", "because.1=x", says="“because”", on="close")
    refused(maya, 4, "edit", "budi", "stages=x", says="never paused", on="pause budi")


def test_after_an_end_because_is_why_it_ended_and_its_number_why_it_paused(maya: Desk) -> None:
    maya.do("close", "maya", "--release", "--because", "It is voer")
    maya.do("edit", "maya", "because=It is over")
    maya.do("edit", "maya", "because.1=Too much")
    assert maya.data("mentor", "maya")["closing"]["because"] == "It is over"
    assert reasons(maya) == ["Too much", "", "Holidays", "Back", "It is over"]
    assert "voer" not in maya.do("export", "json").out


def open_form(desk: Desk, handle: str, kind: type[Any], *swaps: tuple[str, str]) -> str:
    """The form of a record, saved with these words in place of those; what it was like as it was opened."""
    from peermentor.app import open_app  # noqa: PLC0415 - only here

    app = open_app(Path(desk.path))
    (record,) = [one for one in app.journal.records().all(kind) if one.handle == handle]
    opened = saved = form_of(app.journal.records(), record)
    for before, after in swaps:
        assert before in saved
        saved = saved.replace(before, after)
    with app.journal.transaction(app.now) as draft:
        edit_record(draft, draft.records.the(kind, record.uid), changes_in(kind, opened, saved), app.moment)
    return opened


def test_the_form_of_a_peer_has_every_reason_and_reads_each_back(maya: Desk) -> None:
    opened = open_form(
        maya, "m1", Mentor, ("=Release time", "=Too much"), ("2026-06-01=\n", "2026-06-01=Went well\n")
    )
    assert "stages:\n    - 1 paused 2026-05-01=Release time\n    - 2 active 2026-06-01=\n" in opened
    assert reasons(maya) == ["Too much", "Went well", "Holidays", "Back"]


def test_the_form_of_one_who_is_closed_has_the_words_of_the_end(maya: Desk) -> None:
    maya.do("close", "maya", "--release", "--thanks", "For teh shoes", "--because", "We moved")
    opened = open_form(
        maya, "m1", Mentor, ("thanks: For teh", "thanks: For the"), ("lessons:", "lessons: Ask")
    )
    assert "because: We moved" in opened
    closing = maya.data("mentor", "maya")["closing"]
    assert (closing["thanks"], closing["lessons"], closing["because"]) == ("For the shoes", "Ask", "We moved")


def test_evidence_and_first_words_are_put_right_in_the_form(maya: Desk) -> None:
    maya.do("add-mentor", "Zoe", "--candidate")
    maya.do("fit", "zoe", "--answer", "time=yes", "--evidence", "time=Moved a call")
    maya.do("opener", "zoe", "--kind", "message", "--text", "Helo there")
    open_form(maya, "m2", Mentor, ("=Moved a call", "=Moved two calls"), ("=Helo", "=Hello"))
    kept = maya.tables()["mentors"]["2"]
    assert (kept["fit"][0]["evidence"], kept["fit"][0]["said"]) == ("Moved two calls", "yes")
    assert kept["openers"][0]["text"] == "Hello there"


def test_a_step_that_is_done_stays_done_when_another_is_put_right(maya: Desk) -> None:
    maya.do("add-goal", "Speak", "--milestone", "Scirpt", "--milestone", "Rehearse", "--milestone", "Stage")
    maya.do("check-in", "g1", "40", "--milestone", "2")
    open_form(maya, "g1", Goal, ("- Scirpt", "- Script"))
    steps = maya.data("goal", "g1")["goal"]["milestones"]
    assert [(one["text"], one["done"]) for one in steps] == [
        ("Script", None), ("Rehearse", "2026-07-01"), ("Stage", None),
    ]  # fmt: skip
    open_form(maya, "g1", Goal, ("- Rehearse", "- Rehearse aloud"))
    open_form(maya, "g1", Goal, ("    - Script\n", ""))
    steps = maya.data("goal", "g1")["goal"]["milestones"]
    assert [(one["text"], one["done"]) for one in steps] == [
        ("Rehearse aloud", "2026-07-01"),
        ("Stage", None),
    ]


@pytest.mark.parametrize(
    "words", ["later maya 2026-08-22", "edit maya until=2026-08-22", "pause maya --until 2026-08-22"]
)
def test_a_pause_that_lasts_longer_counts_all_of_its_days(maya: Desk, words: str) -> None:
    maya.do("pause", "maya", "--until", "2026-07-22", "--because", "Release")
    told = maya.do(*words.split()).out
    assert "Release" not in told
    last = maya.data("mentor", "maya")["stages"][-1]
    assert (last["until"], last["because"]) == ("2026-08-22", "Release")
    maya.do("edit-mentor", "maya", "--every", "1w", "--from", "start")
    at_rest = maya.on("2026-08-20T10:00").data("stats", "maya")["whole"]["rhythm"]["asked"]
    maya.on("2026-07-01T10:00").do("edit", "maya", "until=2026-07-22")
    assert maya.on("2026-08-20T10:00").data("stats", "maya")["whole"]["rhythm"]["asked"] == at_rest + 4
    assert "Nothing needs you now" not in maya.do("today").out
    maya.on("2026-07-01T10:00").do("undo")
    assert maya.data("mentor", "maya")["stages"][-1]["until"] == "2026-08-22"

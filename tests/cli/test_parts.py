"""Every part of what stands in a list can be put right: the days of a pause, a step that is done, a move."""

import json
import shlex
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from msgspec import Struct

from peermentor.errors import CommandLine
from peermentor.practice.nouns.fields import Field, fields_of
from peermentor.practice.nouns.records import KINDS, Record
from tests.cli.test_earlier_reasons import open_form
from tests.cli.used import refused
from tests.conftest import Desk, begun

# What was typed on each day before, so that every list holds something with every part.
BEFORE = (
    ("2026-05-01T10:00", 'add-mentor "Maya Pranata" --every 3w', 'add-mentor "Marta Ruiz"',
     'add-mentor Zoe --candidate', 'add-goal "Say no" --milestone Script',
     'pause marta --until 2026-05-20 --because Release',
     'promise maya "Try it" --by 2026-05-10'),
    ("2026-05-04T10:00", 'later p1 2026-05-20'),
    ("2026-06-01T10:00", 'edit-mentor maya --every 4w', 'resume marta', 'later p1 2026-06-20',
     'opener zoe --kind message --text Hello --sent', 'fit zoe --answer time=yes --evidence time=Moved'),
    ("2026-06-20T10:00", 'log maya --notes Hi --got Wait', 'done s1.1 --outcome Worked', 'pause marta',
     'check-in g1 40 --milestone 1'),
)  # fmt: skip
HOLDS = {
    "rhythms": "m1", "stages": "m2", "fit": "m3", "openers": "m3", "milestones": "g1", "moved": "p1",
    "tried": "s1",
}  # fmt: skip
PARTS = [
    pytest.param(kind, field, part, id=f"{kind.noun}-{field.name}-{part.name}")
    for kind in KINDS
    for field in fields_of(kind).values()
    if field.listed
    for part in field.parts
]


@begun
def desk(desk: Desk) -> None:
    for moment, *lines in BEFORE:
        desk.on(moment)
        for line in lines:
            desk.do(*shlex.split(line))
    desk.on("2026-07-01T08:30")


def another(part: Field, now: Any) -> str:
    """Something else the part may hold, as it is typed."""
    if part.choices:
        return next(one for one in part.choices if one != now)
    if part.holds is date:
        return {"2026-05-20": "2026-05-25", "2026-06-20": "2026-06-19"}.get(now, "2026-05-02")
    return "5w"


def kept(desk: Desk, kind: type[Record], handle: str, field: str) -> list[dict[str, Any]]:
    number = handle.lstrip("abcdefghijklmnopqrstuvwxyz")
    return desk.tables()[kind.table][number][field]


@pytest.mark.parametrize(("kind", "field", "part"), PARTS)
def test_every_part_a_person_once_typed_is_put_right_by_its_number_in_the_form_and_undone(
    desk: Desk, kind: type[Record], field: Field, part: Field
) -> None:
    handle = HOLDS[field.name]
    before = kept(desk, kind, handle, field.name)
    said = another(part, before[0].get(part.name))
    told = desk.do("edit", handle, f"{field.name}.1.{part.name}={said}").out
    assert f"{part.label} ({field.name}.1)" in told
    after = kept(desk, kind, handle, field.name)
    assert after[0][part.name] == said
    assert after[0] | {part.name: 0} == before[0] | {part.name: 0}
    assert desk.type("doctor").code == 0
    desk.do("undo")
    assert kept(desk, kind, handle, field.name) == before
    was = f"{field.name}.{part.name}:\n    - 1={before[0].get(part.name, '')}\n"
    open_form(desk, handle, kind, (was, f"{field.name}.{part.name}:\n    - 1={said}\n"))
    assert kept(desk, kind, handle, field.name) == after


def test_every_list_with_parts_is_tried_here() -> None:
    assert {field.name for _kind, field, _part in (one.values for one in PARTS)} == set(HOLDS)


@pytest.mark.parametrize(
    ("handle", "short", "field", "part"),
    [
        ("m2", "date.1", "stages", "date"),
        ("m2", "until.1", "stages", "until"),
        ("m1", "since.2", "rhythms", "since"),
        ("g1", "done.1", "milestones", "done"),
        ("m3", "sent.1", "openers", "sent"),
        ("p1", "was.1", "moved", "was"),
    ],
)
def test_a_part_goes_by_its_own_name_too(desk: Desk, handle: str, short: str, field: str, part: str) -> None:
    change = desk.data("edit", handle, f"{short}=2026-05-19")["changed"][0]
    assert change["field"] == field
    place = int(short.partition(".")[2]) - 1
    assert change["after"][place][part] == "2026-05-19"


def test_the_last_pause_and_the_day_it_lasts_until_are_one(desk: Desk) -> None:
    desk.do("edit", "marta", "until.3=2026-08-01")
    assert desk.tables()["mentors"]["2"]["until"] == "2026-08-01"
    assert "pause until (stages" not in desk.do("edit", "marta", "until=2026-08-02").out
    assert kept(desk, KINDS[0], "m2", "stages")[2]["until"] == "2026-08-02"


def test_the_end_and_its_day_are_one(desk: Desk) -> None:
    desk.do("close", "marta", "--release")
    desk.do("edit", "marta", "date=2026-06-30")
    stages = kept(desk, KINDS[0], "m2", "stages")
    assert (stages[-1]["stage"], stages[-1]["date"]) == ("closed", "2026-06-30")
    desk.do("edit", "marta", "date.4=2026-06-29")
    assert desk.data("mentor", "marta")["closing"]["date"] == "2026-06-29"


def test_each_move_goes_on_from_the_one_before_and_the_last_is_the_day_it_is_due(desk: Desk) -> None:
    desk.do("edit", "p1", "moved.1.to=2026-05-22")
    desk.do("edit", "p1", "moved.2.to=2026-06-21")
    told = desk.tables()["promises"]["1"]
    assert [(one["was"], one["to"]) for one in told["moved"]] == [
        ("2026-05-10", "2026-05-22"), ("2026-05-22", "2026-06-21"),
    ]  # fmt: skip
    assert told["due"] == "2026-06-21"
    desk.do("edit", "p1", "due=2026-06-23")
    assert desk.tables()["promises"]["1"]["moved"][1]["to"] == "2026-06-23"


def test_the_time_at_rest_is_counted_by_the_days_that_were_put_right(desk: Desk) -> None:
    def asked() -> float:
        return desk.data("stats", "marta")["whole"]["rhythm"]["asked"]

    desk.do("edit-mentor", "marta", "--every", "1w", "--from", "start")
    before = asked()
    desk.do("edit", "marta", "date.1=2026-05-01", "until.1=2026-05-06")
    assert asked() == before + 2


def test_a_clock_that_was_set_back_before_the_first_day_is_no_bug(desk: Desk) -> None:
    assert desk.on("2026-04-01T10:00").do("today").code == 0


@pytest.mark.parametrize(
    ("words", "says", "on"),
    [
        ("marta date.1=2026-07-05", "has not come", "earlier"),
        ("marta date.2=2026-04-01", "“stages.2.date” (Wed 1 Apr 2026) would come before", "stages.1.date=…"),
        ("marta until.1=2026-04-01", "can't end on Wed 1 Apr 2026", "later day"),
        ("marta until.2=2026-08-01", "Change 2 is no pause", "timeline"),
        ("marta until.9=2026-08-01", "“stages” has 3, and no number 9", "oldest first"),
        ("marta stages.1.stage=active", "“stages” has no “stage”", "stages.1.date"),
        ("maya rhythms=2w", "“rhythms” takes one change at a time", "rhythms.1.every"),
        ("maya since.2=2026-04-01", "would come before", "rhythms.1.since=…"),
        ("maya every.1=often", "often", ""),
        ("g1 done.1=tomorrow", "has not come", "earlier"),
        ("g1 milestones.1.text.x=y", "“milestones” has no “text.x”", "milestones.1.done"),
        ("g1 done.7=2026-06-20", "“milestones” has 1, and no number 7", "milestones+="),
        ("p1 moved-=1", "“moved” takes one change at a time", "moved.1.to"),
        ("p1 moved.1.on=2026-05-01", "“moved” has no “on”", "moved.1.was"),
        ("zoe fit.1.said=maybe", "maybe", "partly"),
        (
            "maya next_at=15:00",
            "“next_at” is the time of a day, and is changed with it",
            'next="friday 15:00"',
        ),
        ("maya uid=7", "“uid” of a peer is kept by the program itself", "next, until"),
        ("p1 number=7", "“number” of a promise is kept by the program itself", "text, made, due"),
        ("maya stage=", "“stage” can't be empty", "One of: candidate, active, paused"),
        ("maya stage=away", "“stage” can't be “away”", "One of: candidate, active, paused"),
    ],
)
def test_what_a_part_cannot_be_is_said(desk: Desk, words: str, says: str, on: str) -> None:
    refused(desk, 2, "edit", *words.split(), says=says, on=on)


def test_where_it_stands_is_changed_from_today_on_as_by_edit_mentor(desk: Desk) -> None:
    """A slip in the past is put right in `stages`; another stage begins today."""
    before = desk.tables()["mentors"]["1"].get("stages", [])
    changed = desk.data("edit", "maya", "stage=paused", "role=Designer")["changed"]
    after = {one["field"]: one["after"] for one in changed}
    assert (after["stage"], after["role"]) == ("paused", "Designer")
    assert desk.tables()["mentors"]["1"]["stages"][: len(before)] == before
    assert desk.tables()["mentors"]["1"]["stages"][-1]["stage"] == "paused"
    refused(desk, 2, "edit", "maya", says="Say what to change", on="name, stage,")


def test_what_is_closed_is_not_closed_again_by_edit(desk: Desk) -> None:
    desk.do("edit", "maya", "stage=closed")
    refused(desk, 4, "edit", "maya", "stage=declined", says="closed", on="resume")


def test_a_day_changed_where_the_form_does_not_read_it_is_said(desk: Desk) -> None:
    with pytest.raises(CommandLine, match="only what stands after"):
        open_form(desk, "m2", KINDS[0], ("- 1 paused 2026-05-01=", "- 1 paused 2026-04-28="))


def test_doctor_looks_at_the_days_inside_a_record_too(desk: Desk) -> None:
    tables = desk.tables()
    tables["mentors"]["2"]["stages"][0]["until"] = "2026-04-01"
    desk.path.write_text(json.dumps(tables), "utf-8")
    answer = desk.type("doctor")
    assert answer.code == 1
    assert "m2 have dates" in answer.out
    assert "peermentor edit m2" in answer.out
    desk.do("edit", "m2", "until.1=2026-05-20")
    assert desk.type("doctor").code == 0


def test_completion_offers_each_part_with_its_number(desk: Desk) -> None:
    said = desk.do("edit", "g1", "title=Say no").code
    assert said == 0
    hint = desk.type("edit", "g1").err
    assert "milestones.1.done" in hint
    assert "stages.2.until" not in desk.type("edit", "marta").err  # which is no pause
    assert "stages.3.until" in desk.type("edit", "marta").err


def test_nothing_inside_a_list_is_typed_and_has_no_part_or_words() -> None:
    def inner() -> Iterator[type[Struct]]:
        yield from (f.inner for kind in KINDS for f in fields_of(kind).values() if f.inner and f.listed)

    filled_in = {f"{kind.__name__}.{one.name}" for kind in inner() for one in fields_of(kind).values()
                 if not one.typed}  # fmt: skip
    assert filled_in == {"StageChange.stage", "FitAnswer.key", "Tried.insight", "DueMove.on"}

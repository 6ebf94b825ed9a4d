"""edit: everything a person once typed can be put right, by FIELD=VALUE or in the editor."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.fields import Field, fields_of
from peermentor.practice.nouns.records import KINDS, Mentor, Session, Star
from peermentor.practice.nouns.states import say_state
from tests.cli.used import refused, used_desk
from tests.conftest import Desk

TYPED = (
    ("agree", "maya", "--every", "3w", "--i-hope", "Courage"),
    ("add-topic", "maya", "Lifts"),
    ("prep", "maya", "--date", "2026-07-01"),
    ("log", "maya", "--notes", "Talked", "--i-will", "Try it by friday", "--win", "It held", "--got", "Wait",
     "--happened", "I listened", "--discussed", "t1"),
    ("add-feedback", "maya", "given", "Your summary helped me"),
    ("rehearse", "maya", "--happened", "Two talks moved"),
    ("review", "maya", "--rate", "respect=5", "--decide", "continue", "--because", "It helps"),
    ("fit", "zoe", "--answer", "time=yes", "--evidence", "time=Moved a call"),
    ("opener", "zoe", "--kind", "message", "--text", "Hello there"),
    ("done", "s2.1", "--outcome", "It worked"),
)  # fmt: skip
ONE_OF_EACH = {
    "mentor": "m1", "agreement": "ag1", "goal": "g1", "check-in": "c1", "topic": "t1", "agenda": "a1",
    "session": "s2", "reflection": "rf1", "promise": "p4", "feedback": "f1", "win": "w1", "review": "r1",
    "rehearsal": "rh1",
}  # fmt: skip
PLACES = {"ratings": ".goals", "fit": ".1", "openers": ".1", "tried": ".1", "closing": ".thanks"}
# The candidate has them, somebody closed has one, somebody has no review, and one topic is open.
WHO = {"fit": "m3", "openers": "m3", "closing": "m2", "first_review": "m2", "raised": "t2"}
AFTER = {  # what gives a field a meaning
    ("mentor", "until"): "pause maya",
    ("goal", "ended"): "edit g1 state=reached",
    ("goal", "attained"): "edit g1 state=reached",
    ("topic", "ended"): "edit t1 state=dropped",
    ("topic", "because"): "edit t1 state=dropped",
    ("topic", "later"): "edit t1 state=open",
    ("promise", "ended"): "edit p4 state=kept",
    ("promise", "because"): "edit p4 state=dropped",
    ("promise", "released"): "edit p4 state=dropped",
    ("rehearsal", "behaviour"): "edit rh1 kind=feedback",
}
EVERY = [
    pytest.param(kind, field, id=f"{kind.noun}-{field.name}")
    for kind in KINDS
    if kind is not Star
    for field in fields_of(kind).values()
    if field.typed
]


def one_of_everything(folder: Path) -> bytes:
    """A journal with a record of every kind, each field of which says something."""
    desk = used_desk(folder)
    for words in TYPED:
        desk.do(*words)
    return desk.path.read_bytes()


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return one_of_everything(tmp_path_factory.mktemp("edit"))


@pytest.fixture
def desk(tmp_path: Path, journal: bytes) -> Desk:
    desk = used_desk(tmp_path)
    desk.path.write_bytes(journal)
    return desk


def another(kind: type, field: Field, now: Any) -> str:
    """Something else the field may hold, as it is typed."""
    if field.to is Mentor:
        return "marta"
    if field.to:
        return {"goals": "g2", "sessions": "s1", "topics": "t3", "agendas": "a1"}[field.to.table]
    if field.choices:
        return next(one for one in field.choices if one not in ("open", now, "reached", "regular", "event"))
    if field.holds is date:
        return (
            "2026-09-01"
            if field.name in ("due", "target", "next", "until", "check", "first_review", "next_review")
            else "2026-07-02"
        )
    if field.holds is bool:
        return "no" if now else "yes"
    if field.name == "minutes":
        return "20"
    if field.holds is int:
        return "2" if now != 2 else "1"
    return "2w" if field.name == "every" else "Zanzibar"


def shown_as(field: Field, kept: Any) -> str:
    """What its page says of a field that holds this now."""
    if field.name == "met":
        return "met over lunch"
    if field.holds is str and field.to is None and not field.choices and field.name != "every":
        return "Zanzibar"
    if field.to is Mentor:
        return "Marta Ruiz"
    if field.holds is date:
        return "2 Jul" if kept == "2026-07-02" else "1 Sep"
    if field.by_key and field.holds is int:
        return "goals 2"
    if field.holds is int:
        return str(kept)
    told = {"led": "led by", "talked": "you talked", "cancelled": "called off", "state": say_state(str(kept))}
    return told.get(field.name, vocabulary.say_word(str(kept)) if field.choices else "")


@pytest.mark.parametrize(("kind", "field"), EVERY)
def test_every_field_is_typed_shown_searched_cleared_and_undone(desk: Desk, kind: type, field: Field) -> None:
    desk.on("2026-07-03T08:30")
    handle = WHO.get(field.name, ONE_OF_EACH[kind.noun])
    if field.name == "closing":
        desk.do("close", "marta", "--release", "--thanks", "For teh shoes")
    number = handle.lstrip("abcdefghijklmnopqrstuvwxyz")
    before = desk.tables()
    record = before[kind.table][number]
    name = f"{field.name}{PLACES.get(field.name, '.key' if field.by_key else '')}"
    if (kind.noun, field.name) in AFTER:
        desk.do(*AFTER[kind.noun, field.name].split())
        record = desk.tables()[kind.table][number]
    told = desk.data("edit", handle, f"{name}={another(kind, field, record.get(field.name))}")
    assert (handle, field.name) in {(change["handle"], change["field"]) for change in told["changed"]}
    after = desk.tables()[kind.table][number]
    assert after.get(field.name) != record.get(field.name)
    page = " ".join(desk.do("show", handle).out.split())
    assert shown_as(field, after.get(field.name)) in page, page
    if field.searchable:
        assert handle in {hit["ref"] for hit in desk.data("search", "zanzibar")["hits"]}
    if field.name in PLACES or field.name in ("ended", "attained"):
        pass
    elif field.clearable and not field.by_key:
        desk.do("edit", handle, f"{field.name}=")
        assert not desk.tables()[kind.table][number].get(field.name)
        desk.do("undo")
    elif not field.by_key and not field.choices and field.holds in (str, date) and not field.listed:
        desk.refused(2, "edit", handle, f"{field.name}=")
    desk.do("undo", "--steps", str(1 + ((kind.noun, field.name) in AFTER)))
    undone = desk.tables()
    for table in before:
        if table not in ("meta", "history"):
            assert undone[table] == before[table]


def test_a_talk_kept_for_the_wrong_person_takes_along_what_came_with_it(desk: Desk) -> None:
    desk.do("edit", "s2", "with=marta")
    told = desk.data("session", "s2")["session"]
    assert {told["mentor"]["name"], told["promises"][0]["mentor"]["name"]} == {"Marta Ruiz"}
    assert (told["wins"][0]["mentor"]["name"], told["reflection"]["mentor"]["name"]) == ("Marta Ruiz",) * 2
    assert (told["discussed"], told["agenda"]) == ([], None)


def test_the_day_of_a_talk_moves_what_was_kept_on_that_day(desk: Desk) -> None:
    desk.do("edit", "s2", "date=2026-06-29")
    told = desk.data("session", "s2")["session"]
    days = {told["date"], told["promises"][0]["made"], told["wins"][0]["date"], told["reflection"]["date"]}
    assert days == {"2026-06-29"}
    assert desk.data("show", "t1")["topic"]["ended"] == "2026-06-29"


def test_one_item_of_a_list_is_changed_added_and_taken_away(desk: Desk) -> None:
    desk.do("edit", "s2", "got+=Breathe", "got+=Ask first; Then answer")
    desk.do("edit", "s2", "got.2=Breathe out", "got-=3")
    assert desk.data("session", "s2")["session"]["got"] == ["Wait", "Breathe out", "Then answer"]
    refused(desk, 2, "edit", "s2", "got-=9", says="9", on="got+=")


def test_what_was_tried_stays_with_its_text(desk: Desk) -> None:
    desk.do("edit", "s2", "got=First; Wait")
    assert desk.data("session", "s2")["session"]["tried"][0]["insight"] == 2
    desk.do("edit", "s2", "got=First")
    assert desk.data("session", "s2")["session"]["tried"] == []


def test_one_rating_of_a_review_is_put_right_by_its_name(desk: Desk) -> None:
    desk.do("edit", "r1", "respect=2", "goals=4")
    assert desk.data("show", "r1")["review"]["ratings"] == {"respect": 2, "goals": 4}
    desk.do("edit", "r1", "respect=")
    assert desk.data("show", "r1")["review"]["ratings"] == {"goals": 4}


def test_a_review_put_right_keeps_its_verdict_and_says_what_judges_anew(desk: Desk) -> None:
    before = desk.data("show", "r1")["review"]["verdict"]
    hint = desk.do("edit", "r1", "respect=1").err
    assert hint == (
        "Hint: The verdict of r1 is as it was then. To judge anew: peermentor review maya --rate respect=1\n"
    )
    assert desk.data("show", "r1")["review"]["verdict"] == before
    assert desk.do("edit", "r1", "because=It helped").err == ""
    assert desk.do("edit", "r1", "respect=").err == ""
    assert desk.data("review", "maya", "--rate", "respect=1")["handle"] == "r1"


def test_a_promise_settled_by_mistake_is_open_again(desk: Desk) -> None:
    desk.do("done", "p4")
    desk.do("edit", "p4", "state=open")
    told = desk.data("show", "p4")["promise"]
    assert (told["state"], told["ended"]) == ("open", None)


def test_what_is_of_somebody_closed_can_be_put_right(desk: Desk) -> None:
    desk.do("close", "marta", "--release", "--thanks", "For teh shoes")
    desk.do("edit", "s1", "notes=We began well")
    desk.do("edit", "marta", "thanks=For the shoes")
    assert desk.data("session", "s1")["session"]["notes"] == "We began well"
    assert desk.tables()["mentors"]["2"]["closing"]["thanks"] == "For the shoes"


def test_notes_come_from_stdin(desk: Desk) -> None:
    desk.do("edit", "s2", "notes=-", stdin="One line\nand another\n")
    assert desk.data("session", "s2")["session"]["notes"] == "One line\nand another"


def test_why_a_relationship_is_paused_can_be_put_right_and_taken_back(desk: Desk) -> None:
    desk.do("pause", "maya", "--because", "I am tired of it")
    assert "I am tired of it → We both travel" in desk.do("edit", "maya", "because=We both travel").out
    assert "We both travel" in desk.do("timeline", "maya", "--all").out
    desk.do("edit", "maya", "because=")
    assert "We both travel" not in desk.do("timeline", "maya", "--all").out
    desk.do("doctor")


def test_a_change_is_echoed_before_and_after(desk: Desk) -> None:
    answer = desk.do("edit", "p4", "due=next friday")
    assert "Fri 3 Jul 2026 → Fri 10 Jul 2026" in answer.out
    assert "Nothing to change" in desk.do("edit", "p4", "due=2026-07-10").out


def test_a_change_of_the_clock_alone_says_both_times(desk: Desk) -> None:
    desk.do("edit", "maya", "next=2026-07-10 15:00")
    told = desk.do("edit", "maya", "next=2026-07-10 16:30").out
    assert "Fri 10 Jul 2026 at 15:00 → Fri 10 Jul 2026 at 16:30" in told


@pytest.mark.parametrize(
    ("words", "says", "on"),
    [
        (("p4", "colour=red"), "colour", "text"),
        (("p4", "energy=4"), "talk", "due"),
        (("p4", "txt=x"), "text", "due"),
        (("s2", "energy=9"), "9", "5"),
        (("s2", "led=nobody"), "nobody", "both"),
        (("a1", "shape=round"), "round", "grow"),
        (("s2", "date=tomorrow"), "2 Jul", "today"),
        (("g1", "by=2020-01-01"), "2020", "later day"),
        (("g1", "title="), "title", "delete"),
        (("p4", "due=someday"), "someday", "friday"),
        (("p4", "due"), "due", "FIELD=VALUE"),
        (("p4", "due=2026-06-01"), "before “made”", "made=…"),
        (("p4", "state=kept", "ended=2026-06-01"), "before “made”", "made=…"),
        (("g1", "state=reached", "ended=2026-06-01"), "before “start”", "start=…"),
        (("t1", "ended=2026-06-01"), "before “raised”", "raised=…"),
        (("s2", "next=2026-06-01"), "before “date”", "date=…"),
        (("r1", "next=2026-06-01"), "before “date”", "date=…"),
        (("ag1", "check=2026-06-01"), "before “date”", "date=…"),
        (("p4",), "p4", "due"),
        (("r1", "ratings=5"), "ratings", "respect"),
        (("m1", "met=Zanzibar"), "Zanzibar", "lunch"),
        (("r1", "ratings.luck=5"), "luck", "respect"),
        (("r1", "ratings.goals=6"), "6", "1"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    desk: Desk, words: tuple[str, ...], says: str, on: str
) -> None:
    refused(desk, 2, "edit", *words, says=says, on=on)


@pytest.mark.parametrize(
    ("before", "words", "says", "on"),
    [
        ("", "maya until=friday", "not paused", "peermentor pause maya --until friday"),
        ("", "maya because=x", "never paused", "peermentor pause maya --because"),
        ("", "maya because.1=x", "never paused", "peermentor close maya"),
        ("", "maya thanks=x", "has not ended", "peermentor close maya"),
        ("", "maya in_touch=yes", "has not ended", "peermentor close maya"),
        ("", "maya first_review=friday", "(r1)", "peermentor later maya friday --review"),
        ("close marta --release", "marta next=friday", "closed", "peermentor resume m2"),
        ("close marta --release", "marta until=friday", "not paused", "peermentor pause"),
        ("", "p4 because=x", "p4 was not dropped (open)", "state=dropped"),
        ("", "p4 released=yes", "p4 was not dropped (open)", "state=dropped"),
        ("done p4", "p4 because=x", "p4 was not dropped (kept)", "state=dropped"),
        ("", "t1 because=x", "t1 was not dropped (talked about)", "state=dropped"),
        ("", "t1 later=friday", "t1 has ended", "state=open"),
        ("", "t2 after=4", "t2 is still open", "state=discussed"),
        ("log marta --date 2026-06-25 --cancelled them", "s3 energy=4", "s3 was called off", "cancelled="),
        ("log marta --date 2026-06-25 --cancelled them", "s3 got=Wait", "s3 was called off", "cancelled="),
        ("", "rh1 behaviour=x", "kind feedback", "kind=feedback"),
        ("", "g1 follows=g1", "g1 can't grow out of itself", "follows="),
        ("edit g2 follows=g1", "g1 follows=g2", "g1 can't grow out of itself", "follows="),
    ],
)
def test_what_means_nothing_in_its_state_is_refused_with_what_gives_it_a_meaning(
    desk: Desk, before: str, words: str, says: str, on: str
) -> None:
    if before:
        desk.do(*before.split())
    refused(desk, 4, "edit", *words.split(), says=says, on=on)


def test_it_is_accepted_together_with_what_gives_it_a_meaning(desk: Desk) -> None:
    desk.do("edit", "p4", "because=No longer", "released=yes", "state=dropped")
    assert desk.data("show", "p4")["promise"]["because"] == "No longer"
    desk.do("edit", "p4", "state=open")  # and goes when that is taken back
    told = desk.data("show", "p4")["promise"]
    assert (told["because"], told["released"], told["ended"]) == ("", False, None)
    desk.do("edit", "t2", "state=discussed", "after=4")
    desk.do("log", "marta", "--date", "2026-06-25", "--cancelled", "them")
    desk.do("edit", "s3", "cancelled=", "energy=4")


def test_what_an_older_version_let_people_write_can_be_made_empty(desk: Desk) -> None:
    tables = desk.tables()
    tables["promises"]["4"]["because"] = "x"
    desk.path.write_text(json.dumps(tables), "utf-8")
    assert desk.data("show", "p4")["promise"]["because"] == "x"
    desk.do("edit", "p4", "because=")
    assert desk.data("show", "p4")["promise"]["because"] == ""


def test_a_meeting_to_come_that_was_called_off_is_no_talk_yet(desk: Desk) -> None:
    desk.do("log", "marta", "--date", "2026-07-25", "--cancelled", "me")
    refused(desk, 2, "edit", "s3", "cancelled=", says="25 Jul", on="earlier")


def test_the_next_date_of_the_last_talk_is_the_meeting_that_is_agreed(desk: Desk) -> None:
    desk.do("edit", "s2", "next=2026-07-10 15:00")
    told = desk.data("mentor", "maya")["mentor"]
    assert (told["next"], told["next_agreed"]) == ("2026-07-10", True)
    assert told["next_at"].startswith("2026-07-10T15:00")
    desk.do("edit", "s2", "next=")
    assert desk.data("mentor", "maya")["mentor"]["next_agreed"] is False
    desk.do("edit", "s2", "next=2026-07-10")
    desk.do("edit", "maya", "next=2026-07-12")  # it was moved since: what was said at the talk is history
    desk.do("edit", "s2", "next=2026-07-11")
    assert desk.data("mentor", "maya")["mentor"]["next"] == "2026-07-12"


def test_the_meeting_that_was_agreed_goes_along_with_a_talk_to_the_other_peer(desk: Desk) -> None:
    desk.do("edit", "s2", "next=2026-07-20 15:00")
    desk.do("edit", "s2", "with=marta")
    assert desk.data("mentor", "maya")["mentor"]["next_agreed"] is False
    told = desk.data("mentor", "marta")["mentor"]
    assert (told["next"], told["next_at"][:16]) == ("2026-07-20", "2026-07-20T15:00")
    desk.do("edit", "s2", "with=maya", "next=2026-07-21")
    assert desk.data("mentor", "maya")["mentor"]["next"] == "2026-07-21"
    assert desk.data("mentor", "marta")["mentor"]["next"] is None


def test_both_days_are_put_right_in_one_line(desk: Desk) -> None:
    desk.do("edit", "p4", "made=2026-05-01", "due=2026-06-01")
    desk.do("edit", "p4", "text=Try it out")  # whatever its days are, another field can be put right


def test_a_name_that_is_taken_is_refused_and_the_own_name_is_not(desk: Desk) -> None:
    refused(desk, 4, "edit", "maya", "name=Marta Ruiz", says="Marta Ruiz", on="m2")
    desk.do("edit", "maya", "name=maya pranata")


def test_one_bad_change_among_good_ones_changes_nothing(desk: Desk) -> None:
    refused(desk, 2, "edit", "s2", "minutes=40", "energy=7", says="7", on="5")
    assert desk.data("session", "s2")["session"]["minutes"] is None


def test_every_kind_has_an_example_here() -> None:
    assert set(ONE_OF_EACH) == {kind.noun for kind in KINDS if kind is not Star}
    assert Session.noun in ONE_OF_EACH


@pytest.mark.parametrize(
    ("what", "change", "said"),
    [
        ("maya", "every=1m", "rhythm: every 3 weeks → every month"),
        ("maya", "every=", "rhythm: every 3 weeks → nothing"),
        ("g1", "attained=much-less", "how far it came: nothing → much-less"),
    ],
)
def test_what_is_kept_as_a_code_is_echoed_in_words(desk: Desk, what: str, change: str, said: str) -> None:
    if what == "g1":
        desk.do("edit", "g1", "state=reached")
    assert said in desk.do("edit", what, change).out


@pytest.mark.parametrize(
    ("handle", "field", "low", "high"),
    [
        ("s2", "minutes", 1, 1440), ("m1", "minutes", 5, 480), ("ag1", "minutes", 5, 480),
        ("a1", "minutes", 5, 480), ("g1", "weight", 1, 5), ("s2", "energy", 1, 5), ("c1", "percent", 0, 100),
        ("r1", "goals", 1, 5), ("t1", "before", 1, 5),
    ],
)  # fmt: skip
def test_a_number_has_the_bounds_it_has_where_it_is_first_typed(
    desk: Desk, handle: str, field: str, low: int, high: int
) -> None:
    for number in (low, high):
        desk.do("edit", handle, f"{field}={number}", "--dry-run")
    for number in (low - 1, high + 1):
        refused(desk, 2, "edit", handle, f"{field}={number}", says=str(number), on=f"from {low} to {high}")

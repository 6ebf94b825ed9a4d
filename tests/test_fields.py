"""A field is said once, on its record: whoever shows, searches, edits or keeps it private asks there.

A failure here names a field that is on no record's list, or that a list of exceptions has and needs no more.
"""

import typing
from datetime import date, datetime
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import fields as struct_fields

from peermentor import language
from peermentor.commands.shared.session_kept import _understood_value
from peermentor.practice.contract import growth_views, noted_views, people_views, talk_views
from peermentor.practice.corrections.edits import edit_record
from peermentor.practice.corrections.values import read_typed
from peermentor.practice.lookback.search import KINDS_SEARCHED
from peermentor.practice.nouns import records
from peermentor.practice.nouns.fields import Field, field_named, fields_of, kind_of, label_of, texts_of
from peermentor.practice.nouns.records import KINDS, Agenda, Goal, Mentor, Promise, Record, Review, Session
from peermentor.practice.nouns.records.record import typed_as, written_as
from peermentor.screen.views.session import DRAWN, draw
from tests.practice.builder import with_maya
from tests.practice.drafts import drafting

INNER = tuple(
    kind
    for kind in vars(records).values()
    if isinstance(kind, type) and issubclass(kind, Struct) and not issubclass(kind, Record)
    if kind.__module__.startswith(records.__name__)
)
EVERY = [field for kind in (*KINDS, *INNER) for field in fields_of(kind).values()]
SHOWN: dict[type[Record], type[Struct]] = {
    records.Mentor: people_views.MentorView,
    records.Agreement: people_views.AgreementView,
    records.Goal: growth_views.GoalView,
    records.Checkin: growth_views.CheckinView,
    records.Topic: noted_views.TopicView,
    records.Session: talk_views.SessionView,
    records.Reflection: talk_views.ReflectionView,
    records.Promise: growth_views.PromiseView,
    records.Feedback: noted_views.FeedbackView,
    records.Win: noted_views.WinView,
    records.Review: talk_views.ReviewView,
    records.Rehearsal: people_views.RehearsalView,
}
# What no view of its own record shows, and why.
NOT_SHOWN = {
    "number": "people and scripts are given the handle",
    "source": "what an import knows it by again, and nobody else needs",
    "Mentor.stages": "`timeline` shows each change",
    "Mentor.rhythms": "`timeline` shows each change",
    "Mentor.fit": "`fit` shows it",
    "Mentor.openers": "`opener` shows them",
    "Mentor.closing": "`mentor` shows it beside the peer",
}
# Texts nobody wrote freely: a word of a list, a key of the coaching, or another record's identity.
NO_PROSE = {
    *(
        "Mentor.every",
        "RhythmFrom.every",
        "Agreement.every",
        "Agenda.questions",
        "Agenda.tip",
    ),
    *("Review.seen", "Review.low", "Review.verdict", "Star.question", "FitAnswer.key", "uid", "source"),
}
# PRACTICE.md, "Private", field by field; a kind alone means all that is in it.
PRIVATE_KINDS = {"Reflection", "Rehearsal", "Review", "FitAnswer", "Opener", "StageChange"}
PRIVATE = {
    *("Mentor.why", "Mentor.fit", "Mentor.openers", "Mentor.stages", "Goal.why", "Closing.lessons"),
    "Goal.obstacle",
    *("Closing.because", "Topic.because", "Promise.because", "Topic.before", "Topic.after"),
    *("Session.notes", "Session.energy", "Session.talked", "Session.asked"),
}


def name(field: Field) -> str:
    """As the lists here have it: what every record has is named without a record."""
    own = field.name not in fields_of(Record)
    return f"{field.kind.__name__}.{field.name}" if own else field.name


def test_every_field_is_told_and_nothing_is_told_of_a_field_that_is_not_there() -> None:
    for kind in (Record, *KINDS, *INNER):
        own = set(kind.__annotations__) - {n for n, said in kind.__annotations__.items() if _is_class(said)}
        assert set(kind.__dict__["told"]) == own, kind


def _is_class(annotation: object) -> bool:
    return typing.get_origin(annotation) is typing.ClassVar


def test_a_field_of_a_record_is_in_its_view_or_on_the_list_of_exceptions() -> None:
    missing = {
        name(field)
        for kind, view in SHOWN.items()
        for field in fields_of(kind).values()
        if field.name not in view.__struct_fields__
    }
    assert missing == set(NOT_SHOWN)
    assert set(KINDS) - set(SHOWN) == {records.Agenda, records.Star}  # `prep` and `questions` show these


@pytest.mark.parametrize("kind", SHOWN)
def test_a_view_shows_a_field_as_what_it_is(kind: type[Record]) -> None:
    """But for other records: they are shown by name or handle, or whole."""
    shown = {said.name: said.type for said in struct_fields(SHOWN[kind])}
    for said in struct_fields(kind):
        field = fields_of(kind)[said.name]
        if said.name in shown and field.to is None and said.name != "next":
            assert _bare(shown[said.name]) in (_bare(said.type), str, str | None), said.name


def _bare(said: Any) -> Any:
    """An annotation without its bounds."""
    origin, inside = typing.get_origin(said), typing.get_args(said)
    if origin is typing.Annotated:
        return _bare(inside[0])
    if origin is dict:
        return dict[str, _bare(inside[1])]
    if inside and origin is not typing.Literal and origin is not tuple:
        return typing.Union[tuple(_bare(one) for one in inside)]  # noqa: UP007 - of as many as there are
    return said


def test_what_a_person_writes_freely_is_searched() -> None:
    texts = {name(f) for f in EVERY if f.holds is str and not f.choices and f.to is None}
    assert texts - {name(f) for f in EVERY if f.searchable} == NO_PROSE
    assert set(KINDS) - set(KINDS_SEARCHED.values()) == {records.Agenda, records.Star}


def test_what_is_private_is_what_the_practice_says() -> None:
    of_kinds = {name(f) for f in EVERY if f.private and f.kind.__name__ not in PRIVATE_KINDS}
    assert of_kinds == PRIVATE
    assert all(f.private for f in EVERY if f.kind.__name__ in PRIVATE_KINDS)
    assert not [name(f) for f in EVERY if f.private and f.shareable]
    # Whatever is called why, because or energy is private, on the records of tomorrow too.
    assert all(f.private for f in EVERY if f.name in ("why", "because", "energy", "notes", "confidence"))


def test_what_stands_inside_something_private_is_private() -> None:
    for field in EVERY:
        if field.inner and field.private:
            assert all(inner.private for inner in fields_of(field.inner).values()), name(field)


def test_only_what_may_be_empty_can_be_cleared() -> None:
    for field in EVERY:
        if field.clearable:
            assert field.typed
            assert field.optional or field.default in ("", (), {}), name(field)
    assert not fields_of(Promise)["text"].clearable
    assert fields_of(Promise)["due"].clearable


def test_nothing_but_these_is_the_programs_own_to_fill_in() -> None:
    own = {name(f) for f in EVERY if not f.typed and not f.inner and f.kind not in INNER}
    assert own == {
        *(
            "uid",
            "number",
            "created",
            "updated",
            "source",
            "Mentor.stage",
            "Mentor.next_at",
            "Session.at",
            "Promise.due_at",
        ),
        *("Session.agenda", "Agenda.topics", "Agenda.promises", "Agenda.goals", "Agenda.questions"),
        *("Agenda.tip", "Review.seen", "Review.low", "Review.verdict", "Star.ended"),
    }


def test_types_bounds_and_choices_come_from_the_annotations() -> None:
    energy, due, decision = (
        fields_of(Session)["energy"],
        fields_of(Promise)["due"],
        fields_of(Review)["decision"],
    )
    assert (energy.holds, energy.least, energy.most, energy.optional) == (int, 1, 5, True)
    assert due.holds is date
    assert fields_of(Session)["at"].holds is datetime
    assert decision.choices == ("continue", "adjust", "pause", "close")
    assert fields_of(Agenda)["shape"].choices == ("regular", "first", "grow", "review", "closing")
    assert (fields_of(Review)["ratings"].by_key, fields_of(Session)["got"].listed) == (True, True)
    assert fields_of(Goal)["milestones"].inner is records.Milestone
    assert fields_of(Promise)["goal"].to is Goal


@pytest.mark.parametrize(
    ("kind", "typed", "means"),
    [
        (Promise, "by", "due"),
        (Promise, "with", "mentor"),
        (Goal, "BY", "target"),
        (Goal, "milestone", "milestones"),
        (records.Agreement, "boundary", "boundaries"),
        (records.Reflection, "so-what", "so_what"),
        (records.Reflection, "so_what", "so_what"),
        (Review, "next", "next_review"),
    ],
)
def test_a_field_is_named_by_the_word_of_its_option(kind: type[Record], typed: str, means: str) -> None:
    found = field_named(kind, typed)
    assert found is not None
    assert found.name == means


def test_no_word_means_two_fields_of_one_record() -> None:
    assert field_named(Promise, "zebra") is None
    for kind in (*KINDS, *INNER):
        words = [w for f in fields_of(kind).values() for w in (f.name, *f.aliases)]
        assert len(words) == len(set(words)), kind


def test_a_label_is_said_in_the_language_in_use() -> None:
    assert label_of(Mentor, "thanks") == "thanks"
    try:
        language.use("id")
        assert fields_of(Promise)["due"].label == "tenggat"
    finally:
        language.use(language.ENGLISH)


def test_a_text_inside_a_part_of_a_record_is_told_with_its_field() -> None:
    day = date(2026, 7, 1)
    maya = Mentor(name="Maya", since=day, closing=records.Closing(day, thanks="You"))
    assert [(field.name, text) for field, text in texts_of(maya)] == [("name", "Maya"), ("thanks", "You")]


def test_a_noun_is_one_kind() -> None:
    assert [kind_of(kind.noun) for kind in KINDS] == list(KINDS)
    assert {kind.known_by for kind in KINDS if kind.known_by} <= {f.name for f in EVERY}


@pytest.mark.parametrize(
    ("name", "typed", "means"),
    [
        ("next", "yesterday", date(2026, 6, 30)),
        ("next", "", None),
        ("led", "aku", "me"),
        ("energy", 4, 4),
        ("notes", "We began", "We began"),
        ("got", ("An idea",), ("An idea",)),
    ],
)
def test_log_makes_of_what_was_typed_what_the_field_holds(name: str, typed: object, means: object) -> None:
    class Now:
        def moment(self, phrase: str, prefer: str) -> tuple[date, None]:
            assert (phrase, prefer) == ("yesterday", "past")
            return date(2026, 6, 30), None

    assert _understood_value(Now(), name, typed) == means  # type: ignore[arg-type]


class LongerSession(Session, frozen=True, kw_only=True):
    """A session as it may be tomorrow, with a field of every type."""

    place: typing.Literal["online", "office"] | None = None
    links: tuple[str, ...] = ()
    recap: records.Day | None = None
    pages: records.Rating | None = None

    told: typing.ClassVar = {
        "place": typed_as("where"),
        "links": written_as("links"),
        "recap": typed_as("recap sent on"),
        "pages": typed_as("pages"),
    }


def test_a_new_field_of_any_type_is_edited() -> None:
    story = with_maya("2026-06-01")
    draft = drafting(story, "2026-07-01")
    talk = draft.add(LongerSession(mentor=story.mentor.uid, date=date(2026, 6, 30)))
    typed = ["place=office", "links=a; b", "recap=30 June", "pages=4", "notes=We began"]
    kept = edit_record(draft, talk, [read_typed(one) for one in typed], lambda *_a, **_b: (talk.date, None))
    assert isinstance(kept, LongerSession)
    assert (kept.place, kept.links, kept.recap, kept.pages) == ("office", ("a", "b"), talk.date, 4)


def test_a_field_of_a_session_without_a_place_on_its_screen_is_said_by_its_label(monkeypatch, capsys) -> None:
    assert set(fields_of(Session)) >= DRAWN
    monkeypatch.setattr("peermentor.screen.views.session.DRAWN", DRAWN - {"gave", "led"})
    story = with_maya("2026-07-01").talk("2026-07-02", gave="An ear", led="me")
    (talk,) = story.records.all(Session)
    draw(talk_views.SessionWhole(talk_views.session(story.records, talk, date(2026, 7, 2))), color=None)
    out = capsys.readouterr().out
    assert "what you gave\n  An ear" in out
    assert "who led\n  me" in out

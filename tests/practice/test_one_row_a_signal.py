"""A signal and a dimension are one row each: whoever asks about them asks their rows."""

from datetime import date

import pytest
from msgspec.structs import astuple, replace

from peermentor import language
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.dimensions import DIMENSIONS, Dimension
from peermentor.practice.review import signals
from peermentor.practice.review.look import Look, look_at_relationship
from peermentor.practice.review.review import review_record
from peermentor.practice.review.signal_types import Band, Measure, SignalRow
from peermentor.practice.review.signals import SIGNALS
from peermentor.screen.views.review import draw
from tests.practice.builder import Story, with_maya

TODAY = date(2026, 9, 21)
PUNCTUAL = SignalRow(
    word="your clocks",
    band=Band(0.8, 0.5, at_least=1),
    dimensions=("respect",),
    measure=lambda found, _band: Measure(0.2, 1, 5, "1 of 5 talks began in time.", (found.mentor.handle,)),
    fact="We began {part} of {whole} talks in time.",
)


def friends() -> Story:
    story = with_maya("2026-01-01", every="")
    for month in (6, 7, 8):
        story.talk(f"2026-0{month}-20", gave="an ear", got="an idea")
    return story


def look(**ratings: int) -> Look:
    story = friends()
    return look_at_relationship(story.records, story.mentor, TODAY, ratings=ratings)


@pytest.fixture
def punctual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIGNALS, "punctual", PUNCTUAL)


@pytest.mark.usefixtures("punctual")
@pytest.mark.parametrize("code", ["en", "id"])
def test_a_new_signal_is_measured_judged_paired_said_and_drawn(code: str, capsys) -> None:
    language.use(code)
    try:
        found = look(respect=5)
        draw(found, color=None)
    finally:
        language.use(language.ENGLISH)
    assert [s.level for s in found.seen if s.signal == "punctual"] == ["weak"]
    assert [d.signals for d in found.disagreements if d.dimension == "respect"] == [("punctual",)]
    assert found.conversation is not None
    assert found.conversation.saw == "We began 1 of 5 talks in time."
    assert "1 of 5 talks began in time." in " ".join(capsys.readouterr().out.split())


@pytest.mark.usefixtures("punctual")
def test_a_new_signal_alone_makes_a_skipped_dimension_low_and_is_kept() -> None:
    found = look()
    assert "respect" in found.low
    assert review_record(found, friends().mentor, TODAY).seen["punctual"] == "weak"


@pytest.mark.parametrize(("whose", "part"), [("me", "my_part"), ("them", "their_part")])
def test_a_new_signal_of_one_side_is_told_as_that_sides_part(monkeypatch, whose: str, part: str) -> None:
    monkeypatch.setitem(SIGNALS, "punctual", replace(PUNCTUAL, whose=whose))
    found = look()
    told = {side: [r.text for r in getattr(found, side)] for side in ("my_part", "their_part")}
    assert [side for side in told if "1 of 5 talks began in time." in told[side]] == [part]
    assert found.conversation is not None
    spoken = found.conversation.mine if whose == "me" else found.conversation.saw
    assert spoken == "We began 1 of 5 talks in time."


def test_a_new_dimension_is_asked_rated_drawn_talked_about_and_kept(monkeypatch, desk) -> None:
    fun = Dimension(word="fun", statement="We laugh", feeling="I dread it.", ask="A joke?")
    monkeypatch.setitem(DIMENSIONS, "fun", fun)
    desk.on("2026-01-01T08:30").do("add-mentor", "Maya")
    desk.on("2026-09-21T08:30").do("log", "Maya", "--date", "2026-09-20")
    assert "fun" in desk.do("review", "Maya", "--rate", "fun=2").out
    assert desk.data("review", "Maya")["history"] == []
    assert desk.data("review", "Maya")["felt"]["fun"] == 2
    assert "fun" in desk.do("stats").out
    found = look(fun=1)
    assert found.low == ("fun",)
    assert found.conversation is not None
    assert (found.conversation.effect, found.conversation.ideas) == ("I dread it.", ("A joke?",))


def test_every_row_names_dimensions_that_are_rated() -> None:
    assert {d for row in SIGNALS.values() for d in row.dimensions} <= set(DIMENSIONS)
    assert signals.signals_of("commitment") == ("their-word", "my-word")


@pytest.mark.parametrize("signal", SIGNALS)
@pytest.mark.parametrize("whole", [1, 2])
@pytest.mark.parametrize("code", language.spoken())
def test_every_signal_is_said_whatever_was_counted_of_it(signal: str, whole: int, code: str) -> None:
    """A place that no count fills would break the review in which the signal is first weak."""
    measured = Measure(0.5, 0, whole, "", both=(7, 8))
    try:
        language.use(code)
        said = signals.say_fact(signal, measured)
    finally:
        language.use(language.ENGLISH)
    assert said
    assert "{" not in said


@pytest.mark.parametrize("code", language.spoken()[1:])
def test_every_text_of_a_row_is_marked_where_it_is_written(code: str) -> None:
    """One that is not is found by no tool, and said in English to everybody."""
    rows = [*(astuple(row) for row in DIMENSIONS.values()), *((r.word, r.fact) for r in SIGNALS.values())]
    texts = [text[0] if isinstance(text, tuple) else text for row in rows for text in row]
    said = language.catalogue(code)
    assert [text for text in texts if text == said.ngettext(text, text, 1) == said.gettext(text)] == []


@pytest.mark.parametrize("key", [*SIGNALS, *DIMENSIONS])
def test_a_kept_review_has_a_word_for_every_signal_and_dimension(key: str) -> None:
    assert key in vocabulary.INDONESIAN  # and so in every catalogue


def test_a_new_signal_with_too_little_to_see_is_named(monkeypatch, capsys) -> None:
    monkeypatch.setitem(SIGNALS, "punctual", replace(PUNCTUAL, band=Band(0.8, 0.5, at_least=9)))
    draw(look(), color=None)
    assert "your clocks" in " ".join(capsys.readouterr().out.split())

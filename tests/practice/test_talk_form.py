"""The form of a talk: whatever a talk holds, writing it down and reading it back changes nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peermentor.errors import CommandLine
from peermentor.practice.talk.form import CUT, Box, TalkForm, is_empty_form, read_form, write_form

HOSTILE = (
    "## What was it about?",
    "## what will you do?",
    "\\## Topics: tick what you talked about",
    "## Something else",
    "# Your talk with Maya",
    "- [x] t1 Corridors",
    "- item",
    "  further",
    "day: yesterday",
    CUT,
    "\\" + CUT,
    "",
    "   ",
    "\ufeffbom",
    "a\rb",
    "a\x0bb\x1c\x85\u2028c",
    "\\",
)
LINES = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))
)
TEXTS = st.lists(LINES, max_size=5).map("\n".join)
BOXES = st.lists(
    st.builds(Box, st.sampled_from(("t1", "p12")), TEXTS.map(lambda t: " ".join(t.split())), st.booleans()),
    max_size=2,
    unique_by=lambda box: box.handle,
).map(tuple)
ITEMS = st.lists(TEXTS, max_size=3).map(tuple)
FORMS = st.builds(
    TalkForm,
    title=st.just("Your talk with Maya"),
    date=st.sampled_from(("", "Wed 1 Jul 2026")),
    energy=st.sampled_from(("", "4")),
    notes=TEXTS,
    topics=BOXES,
    promises=BOXES,
    i_will=ITEMS,
    they_will=ITEMS,
    got=ITEMS,
    gave=ITEMS,
    wins=ITEMS,
)
FORM = TalkForm(
    title="Your talk with Maya",
    date="Wed 1 Jul 2026",
    notes="Grain first",
    topics=(Box("t1", "Corridors"), Box("t2", "Her town hall", ticked=True)),
    i_will=("p1: Write it",),
    got=("Buy time",),
)


def as_read(form: TalkForm) -> TalkForm:
    return read_form(write_form(form), form)


def text_of(form: TalkForm = FORM) -> str:
    return write_form(form, ["For the reader: # day: ## What will you do?", ""])


@given(FORMS)
@example(TalkForm(notes="\n".join(HOSTILE), got=("\n".join(HOSTILE),), title="Your talk with Maya"))
def test_what_was_written_down_is_read_back_and_written_down_the_same(form: TalkForm) -> None:
    read = as_read(form)
    assert as_read(read) == read
    assert write_form(as_read(read)) == write_form(read)


@given(FORMS)
def test_no_word_is_lost_on_the_way(form: TalkForm) -> None:
    read = as_read(form)
    words = form.notes.replace("\r\n", "\n").split()
    assert read.notes.split() == words
    for name in ("i_will", "they_will", "got", "gave", "wins"):
        said = "\n".join(getattr(form, name)).replace("\r\n", "\n").split()
        assert "\n".join(getattr(read, name)).split() == said
    assert read.topics == form.topics


@given(FORMS)
def test_windows_line_ends_and_a_bom_are_no_words(form: TalkForm) -> None:
    read = as_read(form)
    assert read_form("\ufeff" + write_form(read).replace("\r", "").replace("\n", "\r\n"), read) == (
        as_read(read_form(write_form(read).replace("\r", ""), read))
    )


def test_what_stands_above_the_line_is_not_read() -> None:
    assert read_form(text_of(), FORM) == FORM


def test_headings_and_boxes_of_ones_own_stay_in_the_notes() -> None:
    mine = "## My own heading\n- [ ] a box\n# Another"
    assert read_form(text_of().replace("Grain first", mine), FORM).notes == mine


def test_a_box_is_ticked_and_one_whose_line_is_gone_stays_as_it_was() -> None:
    text = text_of().replace("[ ] t1", "[X] T1").replace("- [x] t2 Her town hall\n", "")
    assert [box.ticked for box in read_form(text, FORM).topics] == [True, True]
    assert [box.ticked for box in read_form(text_of().replace("[x]", "[]"), FORM).topics] == [False, False]


def test_a_line_without_a_bullet_is_an_item_and_an_indented_one_goes_on() -> None:
    text = text_of().replace("- Buy time", "Buy time\n* Ask first\n  and wait\n-\n- ")
    assert read_form(text, FORM).got == ("Buy time", "Ask first\nand wait")


def test_a_text_without_any_heading_is_the_notes() -> None:
    new = TalkForm(title="Your talk with Maya", topics=FORM.topics)
    assert (
        read_form("# Mine\nWe spoke: long.\n\n- and well\n", new).notes
        == "# Mine\nWe spoke: long.\n\n- and well"
    )
    kept = read_form("# Your talk with Maya\nday: friday\n\n# Mine\nWe spoke.", new)
    assert (kept.date, kept.notes) == ("friday", "# Mine\nWe spoke.")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("## What will you do?\n", "", "The heading “What will you do?” is gone"),
        ("## What was it about?\n", "", "The heading “What was it about?” is gone"),
        (
            "## Topics: tick what you talked about\n",
            "",
            "The heading “Topics: tick what you talked about” is gone",
        ),
        ("day: Wed", "dya: Wed", "no place at the top: dya: Wed 1 Jul 2026"),
        ("t1 Corridors", "t9 Corridors", "no box of this form: - [ ] t9"),
        ("t1 Corridors", "t1 Corridor talk", "The words of t1 were changed here"),
        ("[ ] t1", "[?] t1", "no box of this form"),
        ("- Buy time", "- Buy time\n## Mine", "no heading of this form: ## Mine"),
        ("day: Wed", "day: yesterday\nday: Wed", "no place at the top"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_line(old: str, new: str, reason: str) -> None:
    assert old in text_of()
    with pytest.raises(CommandLine) as refused:
        read_form(text_of().replace(old, new), FORM)
    assert reason in refused.value.message
    assert refused.value.hint


def test_a_heading_with_nothing_under_it_may_go() -> None:
    assert read_form(text_of().replace("## Did something go well?\n", ""), FORM) == FORM


def test_nothing_below_the_line_is_empty_form() -> None:
    assert is_empty_form(f"For the reader\n{CUT}\n\n  \n")
    assert is_empty_form("")
    assert not is_empty_form("word")

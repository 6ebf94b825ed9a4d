"""The agenda as a checklist for a chat that the other person reads too."""

from hypothesis import given
from hypothesis import strategies as st

from peermentor.exchange.documents.prep_markdown import FORMAT
from tests.practice.agenda_story import FIRST, SECOND, maya_met

as_markdown = FORMAT.write


def test_it_is_a_checklist_by_parts():
    story = maya_met().brought("Corridor requests").brought("Her town hall", owner="them")
    said = as_markdown(story.prepare(SECOND))
    assert said.startswith("# Maya Pranata, Fri 24 Jul 2026, 45 min\n\n## Topics (")
    assert "- [ ] Corridor requests (me)\n- [ ] Her town hall (Maya Pranata)\n" in said
    assert "## Promises" not in said
    assert said.endswith("- [ ] Meet again on Fri 14 Aug\n")


def test_what_must_wait_says_so():
    story = maya_met().brought("One").brought("Two")
    assert "- [ ] Two (me; if there is time)\n" in as_markdown(story.prepare(SECOND, minutes=5))


def test_reasons_warnings_and_the_tip_stay_private():
    story = maya_met().brought("One")
    story.said("me", text="Word", made=FIRST, due="2026-07-10")
    prep = story.prepare(SECOND)
    said = as_markdown(prep)
    assert prep.tip
    assert prep.tip.text not in said
    assert all(warning.text not in said for warning in prep.warnings)
    assert "because" not in said


@given(st.text(min_size=1))
def test_no_text_breaks_the_list(text):
    plain = as_markdown(maya_met().brought("plain").prepare(SECOND))
    said = as_markdown(maya_met().brought(text).prepare(SECOND))
    assert len(said.splitlines()) == len(plain.splitlines())
    assert not any(mark < " " or "\x7f" <= mark <= "\x9f" for mark in said.replace("\n", ""))


def test_words_of_several_lines_become_one():
    said = as_markdown(maya_met().brought("One\r\n- [x] two\x1b[31m").prepare(SECOND))
    assert "- [ ] One - \\[x\\] two \\[31m (me)\n" in said

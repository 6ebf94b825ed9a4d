"""Notes in Markdown: read as CommonMark by a parser nobody here wrote, and with links that lead somewhere."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from peermentor.exchange.outgoing.exports import Document, find_export
from peermentor.exchange.outgoing.file_names import FileNames, safe_name
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Mentor
from tests.conftest import Desk
from tests.exchange import canary

HOSTILE = (
    "\n# no heading\n\n- no item [[no link]] ![no](http://picture) <script>alert(1)</script> &amp; `code` "
    "*no* _no_ ~~no~~ #tag ==mark== %%gone%% $x$ | cell\n---\ntype: other\n\u202e👩‍🚀 \x1b]0; =1+1"
)


def notes(hostile: str = "", *, sharing: bool = False) -> list[Document]:
    return list(
        find_export("markdown").write_folder(Leaving(canary.records(hostile), canary.MOMENT, sharing=sharing))
    )


def apart(text: str) -> tuple[dict[str, object], str]:
    """The front matter of a note as YAML has it, and the rest."""
    _before, front, rest = text.split("---\n", 2)
    return yaml.safe_load(front), rest


class Seen(HTMLParser):
    """What a reader sees of a page, and where its links go."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.links, self.tags = "", [], set()
        self.feed(MarkdownIt("commonmark").render(page))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_there_is_a_note_for_every_peer_talk_goal_and_review_and_a_first_page() -> None:
    assert {Path(note.name).parts[0] for note in notes()} == {
        "peermentor.md", "mentors", "sessions", "goals", "reviews"
    }  # fmt: skip


def test_everything_kept_stands_in_the_notes() -> None:
    said = "".join(note.text for note in notes())
    # Where a record was imported from is for the program, not for a reader.
    both = canary.words(private=False) | canary.words(private=True)
    every = {word for word in both if not word.endswith("source")}
    assert {word for word in every if word not in said} == set()


def test_every_link_leads_to_a_note() -> None:
    made = {note.name: note for note in notes(" (a) <b> [c] # %20")}
    followed = 0
    for name, note in made.items():
        rest = note.text if name == "peermentor.md" else apart(note.text)[1]
        for link in Seen(rest).links:
            place = (Path("/", name).parent / link.replace("%20", " ")).resolve()
            assert str(place.relative_to("/")) in made, (name, link)
            followed += 1
    assert followed > 5


def test_words_of_any_kind_are_words_to_a_reader() -> None:
    for note in notes(HOSTILE):
        rest = note.text if note.name == "peermentor.md" else apart(note.text)[1]
        seen = Seen(rest)
        assert seen.tags <= {"h1", "h2", "p", "ul", "li", "strong", "a", "br"}
        if note.name.startswith("sessions/"):
            assert "<script>alert(1)</script> &amp; `code` *no* _no_ ~~no~~ #tag ==mark==" in seen.words
            assert "type: other" in seen.words


def test_front_matter_is_yaml_whatever_was_typed() -> None:
    for note in notes(HOSTILE)[1:]:
        front, _rest = apart(note.text)
        assert front["uid"] == note.uid
        assert front["type"] in {kind.noun for kind in KINDS}
    (mentor,) = (note for note in notes("\n- x: [y]") if note.name.startswith("mentors/"))
    assert apart(mentor.text)[0]["name"] == "PlughMentorname\n- x: [y]"


def test_one_page_has_the_same_words() -> None:
    page = find_export("markdown").write(Leaving(canary.records(HOSTILE), canary.MOMENT))
    seen = Seen(page)
    # Where a record was imported from is for the program, not for a reader.
    both = canary.words(private=False) | canary.words(private=True)
    every = {word for word in both if not word.endswith("source")}
    assert {word for word in every if word not in seen.words} == set()
    assert seen.tags <= {"h1", "h2", "h3", "p", "ul", "li", "strong", "br"}
    assert seen.links == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Maya Pranata", "Maya Pranata"),
        ("../../etc/passwd", "etc passwd"),
        ('a/b\\c:d*e?f"g<h>i|j#k^l[m]n', "a b c d e f g h i j k l m n"),
        ("con", "con_"),
        ("  . ", ""),
        ("\u202eMaya\u200b\n", "Maya"),
        ("é" * 200, "é" * 60),
    ],
)
def test_a_name_becomes_one_that_every_disk_can_keep(typed: str, kept: str) -> None:
    assert safe_name(typed) == kept


def test_no_two_notes_share_a_name_whatever_the_case() -> None:
    names = FileNames()
    assert [names.give(one, "m1") for one in ("Maya", "MAYA", "maya", "?", "?")] == [
        "Maya", "MAYA 2", "maya 3", "m1", "m1 2"
    ]  # fmt: skip
    two = Records.of(
        *(Mentor(uid=f"u{n}", number=n, name="Maya", since=canary.MOMENT.date()) for n in (1, 2))
    )
    made = [note.name for note in find_export("markdown").write_folder(Leaving(two, canary.MOMENT))]
    assert made == ["peermentor.md", "mentors/Maya.md", "mentors/Maya 2.md"]


def test_a_note_that_was_written_in_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    desk.do("add-mentor", "Maya Pranata")
    desk.do("export", "markdown", "--into", str(tmp_path / "vault"))
    note = tmp_path / "vault" / "mentors" / "Maya Pranata.md"
    note.write_text(note.read_text("utf-8") + "My own words\n", "utf-8")
    desk.do("log", "maya", "--notes", "New")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    said = desk.refused(4, "export", "markdown", "--into", str(tmp_path / "vault")).err
    assert "Maya Pranata.md" in said
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == before


def test_a_renamed_goal_has_its_note_under_the_new_name_only(desk: Desk, tmp_path: Path) -> None:
    desk.do("add-goal", "Say no")
    desk.do("export", "markdown", "--into", str(tmp_path / "vault"))
    desk.do("edit", "g1", "title=Say yes")
    desk.do("export", "markdown", "--into", str(tmp_path / "vault"))
    assert [path.name for path in (tmp_path / "vault" / "goals").iterdir()] == ["Say yes.md"]

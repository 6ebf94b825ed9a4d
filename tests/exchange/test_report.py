"""The report as a page: whole in itself, safe, private, and made by templates that a person may change."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import fields

from benchmarks.journals import make
from peermentor.exchange.outgoing.exports import find_export
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.practice.report.chart_types import Chart
from peermentor.practice.report.report_types import (
    Cited,
    Report,
    Row,
    RowList,
    Section,
    SectionPart,
    SourceEntry,
)
from tests.conftest import Desk, begun
from tests.exchange import canary

HOSTILE = (
    """ "'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}]]>\u202e\x1b]0;\x00&amp;"""
)
VOID = {"meta", "rect", "path", "circle", "br"}


class Elements(HTMLParser):
    """Every element with its attributes, and the text of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@begun
def used(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata", "--every", "3w")
    desk.do("add-mentor", "Budi Santoso")
    desk.do("add-goal", "Say no", "--with", "maya", "--success", "Three rounds held", "--by", "2026-09-30")
    desk.do("check-in", "g1", "40", "--note", "Tried")
    desk.do("log", "maya", "--notes", "Private words", "--got", "A script", "--i-will", "Write by 2026-07-10")
    desk.do("add-win", "Option B", "--with", "budi")


def written(desk: Desk, *words: str) -> str:
    place = desk.path.with_name("year.html")
    desk.do("report", *words, "--into", str(place), "--force")
    return place.read_text("utf-8")


@pytest.mark.parametrize("sharing", [False, True])
def test_hostile_words_in_every_field_make_no_element_and_no_attribute(sharing: bool) -> None:
    plain, hostile = (
        Elements(find_export("html").write(Leaving(canary.held(said), canary.LATER, sharing=sharing)))
        for said in ("", HOSTILE)
    )
    assert hostile.found == plain.found
    assert hostile.open == []
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text
    assert not re.search("[\x00-\x08\x0b-\x1f]", hostile.text)


def test_a_page_asks_for_nothing_and_runs_nothing(used: Desk) -> None:
    page = Elements(written(used))
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & {
        t for t, _ in page.found
    }
    for _tag, attributes in page.found:
        assert not any(name.startswith("on") or name == "src" for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in written(used)


def test_what_is_pointed_at_is_there_once(used: Desk) -> None:
    page = Elements(written(used))
    names = [said["id"] for _tag, said in page.found if "id" in said]
    assert len(names) == len(set(names))
    links = {(said["href"] or "")[1:] for tag, said in page.found if tag == "a"}
    told = {name for _tag, said in page.found for name in (said.get("aria-labelledby") or "").split()}
    assert links | told <= set(names)


def test_only_a_person_themselves_reads_their_notes_and_handles(used: Desk) -> None:
    shared = written(used, "--for-sharing")
    assert "Made for sharing" in shared
    assert "Option B" in shared
    assert not re.search(r">(?:[gspwcr]|rf)\d+<", shared)
    assert "Private words" not in shared
    assert ">g1<" in written(used)


def test_what_reviews_rated_is_for_the_person_alone(used: Desk) -> None:
    used.do("review", "maya", "--rate", "respect=4", "--decide", "continue")
    assert "How it felt" in written(used)
    shared = written(used, "--for-sharing")
    assert not any(word in shared for word in ("How it felt", "respected", "4 on"))


def test_with_one_peer_nothing_of_another(used: Desk) -> None:
    said = written(used, "maya")
    assert "Maya Pranata" in said
    assert "Budi" not in said
    assert "Option B" not in said


def test_a_file_is_its_owners_and_written_over_only_where_it_is_ours(used: Desk, tmp_path: Path) -> None:
    place = tmp_path / "year.html"
    assert "written to" in used.do("report", "--into", str(place)).out
    assert place.stat().st_mode & 0o777 == 0o600
    assert "nothing changed" in used.do("report", "--into", str(place)).out
    used.do("report", "maya", "--into", str(place))
    place.write_text("mine", "utf-8")
    assert "--force" in used.refused(4, "report", "--into", str(place)).err
    assert place.read_text("utf-8") == "mine"


def test_a_dry_run_writes_nothing(used: Desk, tmp_path: Path) -> None:
    assert used.do("report", "--into", str(tmp_path / "x.html"), "--dry-run").err
    assert not (tmp_path / "x.html").exists()


def test_what_is_wrong_is_said_with_the_way_on(desk: Desk, tmp_path: Path) -> None:
    assert "add-mentor" in desk.refused(3, "report", "--into", str(tmp_path / "x.html")).err
    desk.do("add-mentor", "Maya")
    assert "--into" in desk.refused(2, "report").err
    assert "no day" in desk.refused(2, "report", "--since", "2026-08-01", "--into", "x.html").err
    assert "zoe" in desk.refused(3, "report", "zoe", "--into", "x.html").err
    assert "Nothing was kept" in written(desk)


@pytest.fixture
def own(desk: Desk) -> Path:
    """The folder of templates beside the settings."""
    folder = desk.path.with_name("report")
    folder.mkdir()
    return folder


def test_a_template_of_ones_own_takes_the_place_of_ours(used: Desk, own: Path) -> None:
    (own / "style.css").write_text(":root { --paper: #123456 }", "utf-8")
    assert "#123456" in written(used)
    (own / "page.html").write_text("<p>{{ report.sections[0].title }} {{ report.name }}</p>", "utf-8-sig")
    assert written(used, "maya") == "<p>Goals Maya Pranata</p>"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("<p>\n{% if %}\n</p>", 2, "Expected"),
        ("<p>\n\n{{ report.nothing }}", 3, "nothing"),
        ("{% for one in report.sections %}\n{{ one.figure / 2 }}\n{% endfor %}", 2, "unsupported"),
        ("\n{{ report.__class__.__mro__ }}", 2, "unsafe"),
        ("\n{{ ''.__class__ }}", 2, "unsafe"),
        ("\n{% include 'other.html' %}", 2, "other.html"),
        ("\n{% include '../../settings.toml' %}", 2, "settings.toml"),
        ("\n\n{{ 1 / 0 }}", 3, "division"),
    ],
)
def test_a_broken_template_is_named_with_its_line_and_nothing_is_written(
    used: Desk, own: Path, text: str, line: int, why: str
) -> None:
    (own / "page.html").write_text(text, "utf-8")
    place = used.path.with_name("year.html")
    said = used.refused(2, "report", "--into", str(place)).err
    assert f"{own / 'page.html'} can't be used, line {line}: " in said
    assert why in said
    assert not place.exists()


def test_a_broken_part_is_named_where_it_is_and_not_where_it_is_used(used: Desk, own: Path) -> None:
    (own / "charts.html").write_text("{% macro draw(chart) %}\n{{ chart.colour }}\n{% endmacro %}", "utf-8")
    said = used.refused(2, "report", "--into", "x.html").err
    assert f"{own / 'charts.html'} can't be used, line 2" in said


def test_what_a_template_left_out_is_looked_for_in_it(used: Desk, own: Path) -> None:
    (own / "charts.html").write_text("{% macro line(chart) %}{% endmacro %}", "utf-8")
    said = used.refused(2, "report", "--into", "x.html").err
    assert f"{own / 'charts.html'} can't be used, line 1" in said
    assert "draw" in said


def test_a_template_that_is_no_text_is_named(used: Desk, own: Path) -> None:
    (own / "page.html").write_bytes(b"<p>\n\xff</p>")
    assert "not UTF-8 in line 2" in used.refused(2, "report", "--into", "x.html").err
    (own / "page.html").unlink()
    (own / "style.css").mkdir()
    assert "it is not a file" in used.refused(2, "report", "--into", "x.html").err


@pytest.mark.parametrize("kind", [Report, Section, SectionPart, Cited, Row, RowList, SourceEntry, Chart])
def test_the_guide_to_templates_names_all_they_are_given(kind: type[Struct]) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "report.md").read_text("utf-8")
    assert {field.name for field in fields(kind) if f"`{field.name}`" not in guide} == set()


@pytest.mark.long
def test_the_years_of_ten_thousand_talks_are_a_small_page(tmp_path: Path) -> None:
    make(tmp_path / "j.json", 10_000)
    desk = Desk(tmp_path / "j.json")
    for words in ((), ("--since", "2000-01-01"), ("--for-sharing", "--since", "2000-01-01")):
        assert len(written(desk, *words)) < 1_000_000
    assert "more are not listed" in written(desk, "--since", "2000-01-01")

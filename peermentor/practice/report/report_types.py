"""The parts of a report: sections of sentences, charts and rows, each with the entries behind it.

A person's own words have fields of their own (`title`, `text`, `name`) and are never inside our sentences, so
that a page can show them differently. A label names an entry on the page: its handle, or, in a report for
sharing, a number.
"""

from msgspec import Struct

from peermentor.practice.report.chart_types import Chart


class Cited(Struct, frozen=True):
    """A sentence, the labels of the entries behind it, and how many more there are."""

    text: str
    labels: tuple[str, ...] = ()
    more: int = 0


class Row(Struct, frozen=True):
    """One entry in a list: its label, its day, a person's words, with whom, and what became of it.

    `is_place`: links to the entry lead here; only one row of each entry on a page is that.
    """

    label: str
    day: str = ""
    text: str = ""
    name: str = ""
    note: str = ""
    is_place: bool = False


class RowList(Struct, frozen=True):
    """Rows under a heading ("": no heading), latest first; `more` says how many are not listed."""

    title: str
    rows: tuple[Row, ...]
    more: str = ""


class SectionPart(Struct, frozen=True):
    """A part of a section, about one goal or one peer; `title` is the goal's or the peer's name."""

    title: str
    label: str = ""
    name: str = ""
    sentences: tuple[Cited, ...] = ()
    rows: tuple[Row, ...] = ()
    charts: tuple[Chart, ...] = ()
    more: str = ""


class Section(Struct, frozen=True):
    """A section: its `key` on the page, its title, its main number (`figure`), and everything in it."""

    key: str
    title: str
    figure: str
    sentences: tuple[Cited, ...] = ()
    charts: tuple[Chart, ...] = ()
    parts: tuple[SectionPart, ...] = ()
    lists: tuple[RowList, ...] = ()
    more: str = ""


class SourceEntry(Struct, frozen=True):
    """An entry that is cited but not listed: its label, its kind, its day and its first words."""

    label: str
    kind: str
    day: str
    text: str


class Report(Struct, frozen=True):
    """A report about one peer, or about all (`name` is ""), with its days and its sections.

    `sharing`: everything private was left out.
    """

    name: str
    days: str
    made: str
    sharing: bool
    sections: tuple[Section, ...]
    sources: tuple[SourceEntry, ...]

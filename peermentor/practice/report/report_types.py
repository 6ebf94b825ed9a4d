"""What a report is made of: sections of sentences, charts and rows, each with the entries it rests on.

Somebody's own words stand in fields of their own (`title`, `text`, `name`), never inside a sentence of ours,
so that a page can set them apart. A label is what an entry is called on the page: its handle, or a number
where the page is for other eyes.
"""

from msgspec import Struct

from peermentor.practice.report.chart_types import Chart


class Cited(Struct, frozen=True):
    """A sentence, the labels of the entries it rests on, and how many more it rests on."""

    text: str
    labels: tuple[str, ...] = ()
    more: int = 0


class Row(Struct, frozen=True):
    """One entry in a list: its label, its day in words, somebody's words, with whom, and what became of it.

    It can be pointed at where it `is_place`, which an entry is once on a page.
    """

    label: str
    day: str = ""
    text: str = ""
    name: str = ""
    note: str = ""
    is_place: bool = False


class RowList(Struct, frozen=True):
    """Rows under a heading (none where it is ""), latest first; `more` says how many are not listed."""

    title: str
    rows: tuple[Row, ...]
    more: str = ""


class SectionPart(Struct, frozen=True):
    """A part of a section, about one goal or one peer: somebody's words as its title, and with whom."""

    title: str
    label: str = ""
    name: str = ""
    sentences: tuple[Cited, ...] = ()
    rows: tuple[Row, ...] = ()
    charts: tuple[Chart, ...] = ()
    more: str = ""


class Section(Struct, frozen=True):
    """A section: its `key` on the page, its title, what it says in few words (`figure`), and all of it."""

    key: str
    title: str
    figure: str
    sentences: tuple[Cited, ...] = ()
    charts: tuple[Chart, ...] = ()
    parts: tuple[SectionPart, ...] = ()
    lists: tuple[RowList, ...] = ()
    more: str = ""


class SourceEntry(Struct, frozen=True):
    """An entry that is cited and not listed: its label, what kind it is, its day and its first words."""

    label: str
    kind: str
    day: str
    text: str


class Report(Struct, frozen=True):
    """A report: with whom (`name` is "" for everybody), about which days, and its sections.

    `sharing` says that what is private was left out.
    """

    name: str
    days: str
    made: str
    sharing: bool
    sections: tuple[Section, ...]
    sources: tuple[SourceEntry, ...]

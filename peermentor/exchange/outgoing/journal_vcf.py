"""The peers as cards for an address book: vCard 4 (RFC 6350), a card or a file for each."""

from collections.abc import Iterator
from typing import Any

from icalendar.parser import Contentline, Parameters
from icalendar.prop import vText

from peermentor.exchange.outgoing.content_lines import content_line, content_text, in_utc
from peermentor.exchange.outgoing.exports import Document
from peermentor.exchange.outgoing.file_names import FileNames
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.language import _
from peermentor.practice.nouns.records import Mentor

# The fields of a peer that an address book can hold.
_PLACES = {"role": "TITLE", "department": "ORG", "contact": "EMAIL"}


class JournalVcf:
    """Peers as vCards."""

    suffix = ".vcf"
    begins_with = ""

    def write(self, leaving: Leaving) -> str:
        """Write all cards, one after the other."""
        return "".join(_card(leaving, mentor) for mentor in leaving.watch(leaving.of(Mentor)))

    def write_folder(self, leaving: Leaving) -> Iterator[Document]:
        """Write a file for each peer, as address books keep them."""
        names = FileNames()
        for mentor in leaving.of(Mentor):
            name = f"{names.give(mentor.uid, mentor.handle)}{self.suffix}"
            yield Document(name, _card(leaving, mentor), mentor.uid)


def _card(leaving: Leaving, mentor: Mentor) -> str:
    said = leaving.fields(mentor)
    lines = [
        _line("BEGIN", "VCARD"),
        _line("VERSION", "4.0"),
        _line("KIND", "individual"),
        _line("UID", vText(mentor.uid), VALUE="text"),
        _line("REV", f"{in_utc(mentor.updated):%Y%m%dT%H%M%SZ}"),
        _line("FN", vText(content_line(mentor.name))),
    ]
    lines += [
        _line(place, vText(content_line(said[name]))) for name, place in _PLACES.items() if name in said
    ]
    if "skill" in said:
        note = _("To learn: {skill}").format(skill=content_text(said["skill"]))
        lines.append(_line("NOTE", vText(note)))
    lines += [_line("CATEGORIES", vText(_("peer mentoring"))), _line("END", "VCARD")]
    return "".join(f"{line}\r\n" for line in lines)


def _line(name: str, value: Any, **params: str) -> str:  # noqa: ANN401 - a text, or a property of icalendar
    line: Any = Contentline
    folded: bytes = line.from_parts(name, Parameters(params), value).to_ical()
    return folded.decode()


FORMAT = JournalVcf()

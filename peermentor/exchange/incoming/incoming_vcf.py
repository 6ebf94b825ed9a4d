"""The cards of an address book: vCard 3 and 4 (RFC 2426, RFC 6350) and the older 2.1, one person each."""

import quopri
import re
from collections.abc import Iterator
from typing import Any

from icalendar.parser import Contentline, Parameters

from peermentor.exchange.incoming.arrivals import Arrival, ArrivingPeer, Unfit, Wants, not_utf8
from peermentor.exchange.incoming.unfolded import (
    TOO_LONG,
    ContentLine,
    blocks,
    split_value,
    unescaped,
    unfold,
    value_of,
)
from peermentor.language import _

VERSIONS = ("2.1", "3.0", "4.0")
_FIELDS = {"TITLE": "role", "ROLE": "role", "ORG": "department", "EMAIL": "contact", "NOTE": "why"}
_OF_THE_CARD = {"VERSION", "KIND", "N", "FN", "UID", "REV", "PRODID"}  # read already, or only about the card
_QUOTED = "QUOTED-PRINTABLE"
_NEVER = 100  # the largest preference, and that of a value without one (RFC 6350, 5.3)


class IncomingVcf:
    """Address cards."""

    suffixes = (".vcf", ".vcard")

    def read(self, data: bytes, wants: Wants) -> Iterator[Arrival]:
        """Read every card."""
        there = False
        for block in blocks(unfold(data), "VCARD"):
            there = True
            yield block if isinstance(block, Unfit) else _card(*block)
        if not there:
            yield Unfit(line=1, why=_("there is no vCard in this"), broken=True)


def _card(line: int, lines: list[ContentLine]) -> Arrival:
    told = _told(lines[1:-1])
    if isinstance(told, Unfit):
        return told
    said = _preferred(told)
    if said.get("VERSION") not in VERSIONS:
        return Unfit(line=line, why=_("this is no vCard 2.1, 3.0 or 4.0"), broken=True)
    if said.get("KIND", "individual").casefold() != "individual":
        return Unfit(line=line, why=_("this card is no person"))
    name = _text(said.get("FN", "")) or _from_parts(said.get("N", ""))
    if not name:
        return Unfit(line=line, why=_("this card has no name"))
    fields: dict[str, str] = {}
    there = [key for key, _params, _value in told]
    for key, field in _FIELDS.items():
        if key in said and field not in fields:
            fields[field] = _text(said[key], several=field == "department", lines=field == "why")
            there.remove(key)
    uid = said.get("UID") or f"{name} {fields.get('contact', '')}".strip()
    unread = tuple(one for one in there if one not in _OF_THE_CARD and not one.startswith("X-"))
    return ArrivingPeer(line=line, source=f"vcf:{uid}", name=name, fields=fields, unread=unread)


def _told(lines: list[ContentLine]) -> list[tuple[str, Any, str]] | Unfit:
    """The name, parameters and value of each line that has a value."""
    told = []
    for one in _whole_lines(lines):
        if one.text is None:
            return not_utf8(one.number)
        try:
            name, params, value = _parts(one.text)
        except (ValueError, LookupError):
            return Unfit(line=one.number, why=_("this is no line of a vCard"), broken=True)
        if value.strip():
            told.append((name, params, value))
    return told


def _preferred(told: list[tuple[str, Any, str]]) -> dict[str, str]:
    """One value for each name: the preferred one, else the first."""
    said: dict[str, tuple[int, str]] = {}
    for name, params, value in told:
        wanted = _preference(params)
        if value != TOO_LONG and (name not in said or wanted < said[name][0]):
            said[name] = wanted, value
    return {name: value for name, (_wanted, value) in said.items()}


def _whole_lines(lines: list[ContentLine]) -> Iterator[ContentLine]:
    """The lines, with those joined that quoted-printable breaks by a "=" at the end; also in vCard 3."""
    begun: ContentLine | None = None
    for line in lines:
        one = ContentLine(begun.number, f"{(begun.text or '')[:-1]}{line.text or ''}") if begun else line
        head, _colon, _value = (one.text or "").partition(":")
        goes_on = _QUOTED in head.upper() and (one.text or "").endswith("=")
        begun = one if goes_on else None
        if not goes_on:
            yield one
    if begun:
        yield begun


def _parts(line: str) -> tuple[str, Any, str]:
    head, value = value_of(line)
    name, *said = head.split(";") if '"' not in head else [head]
    head = ";".join([name, *(one if "=" in one else f"TYPE={one}" for one in said)])  # version 2.1: TEL;CELL
    content: Any = Contentline
    name, params, _nothing = content(f"{head}:").parts()
    if str(params.get("ENCODING", "")).upper() == _QUOTED:
        value = quopri.decodestring(value.encode()).decode(str(params.get("CHARSET", "utf-8")))
    return name.upper().rpartition(".")[2], params, value


def _preference(params: Parameters) -> int:
    types = params.get("TYPE", "")
    if "PREF" in (str(one).upper() for one in (types if isinstance(types, list) else [types])):
        return 0
    said = str(params.get("PREF", ""))
    return int(said) if re.fullmatch("[0-9]{1,3}", said) else _NEVER


def _text(value: str, *, several: bool = False, lines: bool = False) -> str:
    parts = [part for part in split_value(value) if part.strip()]
    text = unescaped(parts[-1] if several and parts else value)  # ORG: the last part is the narrowest
    return text.strip() if lines else " ".join(text.split())


def _from_parts(value: str) -> str:
    family, given, more, *_rest = [*split_value(value), "", "", ""]
    return " ".join(_text(part) for part in (given, more, family) if part.strip())


FORMAT = IncomingVcf()

"""The file `friends.md` of friends (github.com/JacobEvelyn/friends): people, and activities with them."""

import re
from collections.abc import Iterator
from datetime import date

from peermentor.exchange.incoming.arrivals import (
    Arrival,
    ArrivingPeer,
    ArrivingTalk,
    Person,
    Unfit,
    Wants,
    reads_text,
)
from peermentor.language import _

_HEADING = re.compile(r"### (Activities|Notes|Friends|Locations):\s*")
_DATED = re.compile(r"- (\d{4}-\d{2}-\d{2}): (.+)")
_FRIEND = re.compile(
    r"- (?P<name>[^(\[@]+?)(?P<nicknames> \(a\.k\.a\. .+?\))?(?P<location> \[.+?\])?(?P<tags>(?: @\S+)*)"
)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\w)_(.+?)_(?!\w)")


class IncomingFriends:
    """Friends become people, and activities become talks; notes about somebody are left out."""

    suffixes = (".md",)

    @reads_text
    def read(self, text: str, wants: Wants) -> Iterator[Arrival]:
        """Read the file, and give the people first, because activities name them."""
        part, found, people = "", [], False
        for number, line in enumerate(text.split("\n"), start=1):
            if heading := _HEADING.fullmatch(line):
                part = heading[1]
                people |= part == "Friends"
            elif line.strip() and part in ("Activities", "Notes", "Friends"):
                found.append(_read_line(number, part, line.rstrip()))
        if not people:  # friends writes this heading even where there are no friends
            yield Unfit(line=1, why=_("this is no file of friends: it has no “### Friends:”"), broken=True)
        yield from sorted(found, key=lambda arrival: not isinstance(arrival, ArrivingPeer))


def _read_line(number: int, part: str, line: str) -> Arrival:
    if part == "Friends":
        friend = _FRIEND.fullmatch(line)
        if friend:
            name = " ".join(friend["name"].split())
            unread = tuple(one for one in ("nicknames", "location", "tags") if friend[one])
            return ArrivingPeer(line=number, name=name, source=f"friends:{name}", unread=unread)
        return Unfit(line=number, why=_("this line names no friend"), broken=True)
    dated = _DATED.fullmatch(line)
    try:
        day = date.fromisoformat(dated[1]) if dated else None
    except ValueError:
        day = None
    if dated is None or day is None:
        return Unfit(line=number, why=_("this line has no day"), broken=True)
    if part == "Notes":
        return Unfit(line=number, why=_("this is a note about somebody, and no talk"))
    names = dict.fromkeys(_BOLD.findall(dated[2]))
    return ArrivingTalk(
        line=number,
        whom=tuple(Person(name) for name in names),
        source=f"friends:{day} {dated[2]}",
        date=day,
        notes=_ITALIC.sub(r"\1", _BOLD.sub(r"\1", dated[2])),
    )


FORMAT = IncomingFriends()

"""An agenda as a checklist that can be pasted into a chat, where the other person reads it too.

So it holds what is to be talked about and whose it is; the reasons, the warnings, the tip and what a private
reflection intended stay private.
"""

import re
from collections.abc import Iterator

from peermentor import dates
from peermentor.language import _
from peermentor.practice.prep.agenda_parts import INTENTION
from peermentor.practice.prep.agenda_types import Item, Part, Prep

# A line break or a control character inside a text would break the list, or the chat.
_UNSEEN = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")


def as_markdown(prep: Prep) -> str:
    """The checklist, part by part; empty parts are left out."""
    day = dates.say(prep.date)
    lines = [f"# {one_line(prep.mentor.name)}, {day}, {_minutes(prep.minutes)}"]
    for part in prep.parts:
        lines += _part(part, prep)
    return "\n".join(lines) + "\n"


def _part(part: Part, prep: Prep) -> Iterator[str]:
    items = [item for item in part.items if item.key != INTENTION]
    if items:
        minutes = f" ({_minutes(part.minutes)})" if part.minutes else ""
        yield from ("", f"## {part.title}{minutes}", "")
        yield from (_line(item, prep) for item in items)


def _line(item: Item, prep: Prep) -> str:
    whose = {"me": _("me"), "them": one_line(prep.mentor.name), "both": _("both of us"), None: ""}[item.owner]
    notes = "; ".join(filter(None, (whose, _("if there is time") if item.if_time else "")))
    return f"- [ ] {one_line(item.text)}" + (f" ({notes})" if notes else "")


def _minutes(count: int) -> str:
    return _("{n} min").format(n=count)


def one_line(text: str) -> str:
    """Someone's words as a line of a page in Markdown."""
    return _UNSEEN.sub(" ", text).strip()

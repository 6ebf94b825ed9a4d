"""An agenda as a checklist for a chat, where the other person reads it, too.

It has what to talk about, and whose it is. Reasons, warnings, the tip, intentions from private reflections,
rehearsals and wins without a peer are left out.
"""

from collections.abc import Iterator

from peermentor import dates
from peermentor.exchange.markdown import markdown_line
from peermentor.language import _
from peermentor.practice.prep.agenda_parts import INTENTION, OF_NOBODY, REHEARSAL
from peermentor.practice.prep.agenda_types import Item, Part, Prep

_STAYS_HERE = (INTENTION, OF_NOBODY, REHEARSAL)


class PrepMarkdown:
    """An agenda as a checklist in Markdown."""

    def write(self, prep: Prep) -> str:
        """Write the checklist, part by part; empty parts are left out."""
        day = dates.say_at(prep.date, prep.at)
        lines = [f"# {markdown_line(prep.mentor.name)}, {day}, {_minutes(prep.minutes)}"]
        for part in prep.parts:
            lines += _part(part, prep)
        return "\n".join(lines) + "\n"


def _part(part: Part, prep: Prep) -> Iterator[str]:
    items = [item for item in part.items if item.key not in _STAYS_HERE]
    if items:
        minutes = f" ({_minutes(part.minutes)})" if part.minutes else ""
        yield from ("", f"## {part.title}{minutes}", "")
        yield from (_line(item, prep) for item in items)


def _line(item: Item, prep: Prep) -> str:
    whose = {"me": _("me"), "them": markdown_line(prep.mentor.name), "both": _("both of us"), None: ""}[
        item.owner
    ]
    notes = "; ".join(filter(None, (whose, _("if there is time") if item.if_time else "")))
    return f"- [ ] {markdown_line(item.text)}" + (f" ({notes})" if notes else "")


def _minutes(count: int) -> str:
    return _("{n} min").format(n=count)


FORMAT = PrepMarkdown()

"""A talk as one text: a Markdown form that a person fills in, and that is read back.

Above the line `CUT` it explains itself, and says why something could not be read. Below the line come the
days and numbers as `name: value`, and then a heading for each part. Notes are free text; a line of theirs
that looks like a part of the form gets a backslash before it. Topics and promises are boxes to tick; an item
begins with `- `, and its further lines with two spaces.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from peermentor.errors import CommandLine
from peermentor.language import _, said_elsewhere
from peermentor.practice.nouns.unseen import as_words

CUT = "-" * 24 + " >8 " + "-" * 24
_CUT = re.compile(r"-{8,} >8 -{8,}\s*")
_HEADING = re.compile(r"##[ \t]+(.*?)[ \t]*#*[ \t]*")
_BOX = re.compile(r"[-*+]\s+\[(.?)\]\s+([A-Za-z]+\d+)\b\s*(.*)")
_BULLETS = ("- ", "* ", "+ ", "• ")


class Box(Struct, frozen=True):
    """A topic or a promise to tick: its handle, and its text in one line."""

    handle: str
    text: str
    ticked: bool = False


class TalkForm(Struct, frozen=True, kw_only=True):
    """Everything in the form, as it is written there: days and numbers are not read yet."""

    title: str = ""
    date: str = ""
    minutes: str = ""
    energy: str = ""
    next: str = ""
    notes: str = ""
    topics: tuple[Box, ...] = ()
    promises: tuple[Box, ...] = ()
    i_will: tuple[str, ...] = ()
    they_will: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    gave: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()


_LABELS = {
    "date": said_elsewhere("day"),
    "minutes": said_elsewhere("minutes"),
    "energy": said_elsewhere("energy"),
    "next": said_elsewhere("next meeting"),
}
_NOTES = said_elsewhere("What was it about?")
_HEADINGS = {
    "notes": _NOTES,
    "topics": said_elsewhere("Topics: tick what you talked about"),
    "promises": said_elsewhere("Promises: tick what is done"),
    "i_will": said_elsewhere("What will you do?"),
    "they_will": said_elsewhere("What will they do?"),
    "got": said_elsewhere("What did you take away?"),
    "gave": said_elsewhere("What did you give them?"),
    "wins": said_elsewhere("Did something go well?"),
}
BOXES, ITEMS = ("topics", "promises"), ("i_will", "they_will", "got", "gave", "wins")


def write_form(form: TalkForm, above: Iterable[str] = ()) -> str:
    """Write the form, with the lines of `above` before the cut line."""
    lines = [*above, CUT, f"# {form.title}", ""]
    lines += [": ".join((_(label), getattr(form, name))).rstrip() for name, label in _LABELS.items()]
    for name, heading in _HEADINGS.items():
        said = getattr(form, name)
        if said or name not in BOXES:
            lines += ["", "## " + _(heading), "", *_WRITERS.get(name, _items_written)(said)]
    return "\n".join(lines) + "\n"


def read_form(text: str, opened: TalkForm) -> TalkForm:
    """Read a form; `opened` is the form as the person got it.

    A text without any heading of the form is taken as the notes. Raises CommandLine for a line that belongs
    nowhere, for a box that is not of this form, and for a heading that is gone and had words under it.
    """
    lines = lines_below_cut(text)
    parts = dict(_parts(lines))
    plain = len(parts) == 1
    if plain:
        head = _head_of_notes(lines)
        parts = {"": lines[:head], "notes": lines[head:]}
    for name, heading in _HEADINGS.items():
        if name not in parts and getattr(opened, name) and not (plain and name in BOXES):
            raise CommandLine(
                _("The heading “{heading}” is gone, and there were words under it.").format(
                    heading=_(heading)
                ),
                _("Put the line “## {heading}” back above them.").format(heading=_(heading)),
            )
    return replace(
        opened,
        **_head_read(parts[""], opened.title),
        **{"notes": _notes_read(parts["notes"])} if "notes" in parts else {},
        **{name: _boxes_read(parts[name], getattr(opened, name)) for name in BOXES if name in parts},
        **{name: tuple(_items_read(parts[name])) for name in ITEMS if name in parts},
    )


def is_empty_form(text: str) -> bool:
    """Tell whether there is nothing below the cut line."""
    return not "".join(lines_below_cut(text)).strip()


def lines_below_cut(text: str) -> list[str]:
    """Give the lines below the cut line, or all of them where there is none."""
    lines = as_words(text).split("\n")
    at = next((place for place, line in enumerate(lines) if _CUT.fullmatch(line)), -1)
    return lines[at + 1 :]


def _parts(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The lines under each heading, by the name of the part; "" has those above the first heading."""
    found: dict[str, list[str]] = {"": []}
    current = ""
    for line in lines:
        if name := _heading_in(line):
            current = name
            found.setdefault(current, [])
        else:
            found[current].append(line)
    yield from found.items()


def _heading_in(line: str) -> str:
    """Which part a line is the heading of, in the language in use or in English; "" for any other line."""
    found = _HEADING.fullmatch(line)
    said = found[1].casefold() if found else ""
    return next((name for name, words in _HEADINGS.items() if said in _both(words)), "") if said else ""


def _both(words: str) -> tuple[str, str]:
    return words.casefold(), _(words).casefold()


def _head_read(lines: Iterable[str], title: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        name = _label_in(line)
        if name and name not in found:
            found[name] = line.partition(":")[2].strip()
        elif line.strip() and line.rstrip() != f"# {title}".rstrip():
            raise CommandLine(
                _("This line has no place at the top: {line}").format(line=_shorten(line)),
                _("What was said goes under “## {heading}”.").format(heading=_(_NOTES)),
            )
    return found


def _label_in(line: str) -> str:
    """Which day or number a line holds, by the name of its field; "" for any other line."""
    label, colon, _value = line.partition(":")
    said = label.strip().casefold()
    return next((name for name, words in _LABELS.items() if colon and said in (*_both(words), name)), "")


def _head_of_notes(lines: list[str]) -> int:
    """How many lines belong to the top of the form, in a text without headings."""
    last = 0
    for place, line in enumerate(lines):
        if _label_in(line):
            last = place + 1
        elif line.strip() and not line.startswith("# "):
            break
    return last


def _notes_written(notes: str) -> list[str]:
    return [f"\\{line}" if _would_be_read(line) else line for line in notes.split("\n")]


def _notes_read(lines: Iterable[str]) -> str:
    said = [line[1:] if line.startswith("\\") and _would_be_read(line) else line for line in lines]
    return "\n".join(_without_blank_ends(said))


def _would_be_read(line: str) -> bool:
    """Whether a line of the notes, without backslashes before it, looks like a part of the form."""
    bare = line.lstrip("\\")
    return bool(_heading_in(bare) or _CUT.fullmatch(bare))


def _boxes_written(boxes: Iterable[Box]) -> list[str]:
    return [f"- [{'x' if box.ticked else ' '}] {box.handle} {box.text}".rstrip() for box in boxes]


def _boxes_read(lines: Iterable[str], opened: tuple[Box, ...]) -> tuple[Box, ...]:
    """The boxes with their ticks; one whose line is gone stays as it was."""
    ticks: dict[str, bool] = {}
    known = {box.handle: box for box in opened}
    for line in lines:
        if not line.strip():
            continue
        found = _BOX.fullmatch(line.strip())
        box = known.get(found[2].lower()) if found else None
        if found is None or box is None or found[1].strip().casefold() not in ("", "x"):
            raise CommandLine(
                _("This line is no box of this form: {line}").format(line=_shorten(line)),
                _("Write it like - [x] {handle}; there are {all}.").format(
                    handle=next(iter(known), "t1"), all=", ".join(known) or _("none")
                ),
            )
        if found[3].split() != box.text.split():
            raise CommandLine(
                _("The words of {handle} were changed here: {line}").format(
                    handle=box.handle, line=_shorten(line)
                ),
                _("Here it is only ticked; to reword it: peermentor edit {handle}").format(handle=box.handle),
            )
        ticks[box.handle] = bool(found[1].strip())
    return tuple(replace(box, ticked=ticks.get(box.handle, box.ticked)) for box in opened)


def _items_written(items: Iterable[str]) -> list[str]:
    written = []
    for item in items:
        first, *more = item.split("\n")
        written += [f"- {first}", *(f"  {line}" for line in more)]
    return written or ["- "]


def _items_read(lines: Iterable[str]) -> Iterator[str]:
    """Each item with its further lines; a line without a bullet is an item too."""
    item: list[str] = []
    for line in lines:
        if item and (line.startswith("  ") or not line.strip()):
            item.append(line[2:])
            continue
        if line.startswith("#"):
            raise CommandLine(
                _("This line is no heading of this form: {line}").format(line=_shorten(line)),
                _("Put it under “## {heading}”, or give it a “- ”.").format(heading=_(_NOTES)),
            )
        yield from _item(item)
        bullet = line.startswith(_BULLETS) or line.strip() in "-*+•"
        item = [line[2:] if bullet else line]
    yield from _item(item)


def _item(lines: list[str]) -> Iterator[str]:
    if text := "\n".join(_without_blank_ends(lines)):
        yield text


def _without_blank_ends(lines: list[str]) -> list[str]:
    kept = [place for place, line in enumerate(lines) if line.strip()]
    return lines[kept[0] : kept[-1] + 1] if kept else []


def _shorten(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 60 else line[:60].rstrip() + "…"  # noqa: PLR2004 - enough to find it by


_WRITERS: Mapping[str, Callable[..., list[str]]] = {
    "notes": _notes_written,
    **dict.fromkeys(BOXES, _boxes_written),
}

"""`search`: what was found, newest first, with the words around each match."""

from rich.console import Console
from rich.text import Text

from peermentor.language import _, several
from peermentor.practice.lookback.search import Found, Hit
from peermentor.practice.nouns.fields import kind_of, label_of
from peermentor.screen.terminal.console import QUIET, console, reading_width, words
from peermentor.screen.views import when

MATCH = "bold underline"  # no colour: a match is no warning
INDENT = "  "


def draw(data: Found, color: bool | None) -> None:
    """Draw for each match a line that says where it stands, and below it the words."""
    screen = reading_width(console(color))
    if not data.hits:
        asked = ", ".join(f"“{word}”" for word in data.words)
        screen.print(words(_("Nothing you wrote holds {words}.").format(words=asked)))
        return
    for hit in data.hits:
        _entry(screen, hit, data)
    if older := data.total - len(data.hits):
        text = several("{n} more, older: --limit shows it.", "{n} more, older: --limit shows them.", older)
        screen.print(Text(text, QUIET))


def _entry(screen: Console, hit: Hit, data: Found) -> None:
    line = Text().append(f"{when.day(hit.date, data.hits[0].date)} · ", QUIET)
    if hit.mentor:
        line.append_text(words(hit.mentor.name)).append(" · ")
    line.append(" · ".join(filter(None, (kind(hit.kind), _part(hit)))), QUIET)
    screen.print(line.append(f"  {hit.ref}"))
    for line in _excerpt(hit).wrap(screen, max(screen.width - len(INDENT), 20)):
        screen.print(Text(INDENT).append_text(line), soft_wrap=True)


def _excerpt(hit: Hit) -> Text:
    """Write the excerpt with its matches marked; each piece is made safe alone, so the marks stay right."""
    made, at = Text(), 0
    for start, end in hit.marks:
        made.append_text(_stretch(hit.excerpt[at:start], "")).append_text(
            _stretch(hit.excerpt[start:end], MATCH)
        )
        at = end
    return made.append_text(_stretch(hit.excerpt[at:], ""))


def _stretch(text: str, style: str) -> Text:
    # `words` takes the spaces off both ends, but between two pieces they are needed.
    safe = words(text, style)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if not text.strip():
        return Text(" " if text else "")
    return Text(" " if before else "").append_text(safe).append(" " if after else "")


def kind(noun: str) -> str:
    """Say a kind of record in words."""
    found = kind_of(noun)
    return _(found.words) if found else noun


def _part(hit: Hit) -> str:
    """Say which field of a record a match is in; "" for the words a record is known by."""
    found = kind_of(hit.kind)
    return "" if found is None or hit.field == found.known_by else label_of(found, hit.field)

"""`show` for a record without a page of its own: its fields, each with its label."""

from collections.abc import Mapping

from rich.text import Text

from peermentor.practice.contract.record_view import RecordView
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.fields import fields_of, kind_of
from peermentor.screen.terminal.console import QUIET, STRONG, console, prose, reading_width, table, words


def draw(data: Mapping[str, RecordView], color: bool | None) -> None:
    """Draw the words a record is known by, then every other field that has a value."""
    ((noun, shown),) = data.items()
    kind = kind_of(noun)
    if kind is None:
        return
    screen = reading_width(console(color))
    title = getattr(shown, kind.known_by, "") or value_words(getattr(shown, "mentor", None))
    screen.print(words(str(title), STRONG), Text(shown.handle, QUIET))
    facts = table("", "", fold=(1,))
    for name, field in fields_of(kind).items():
        value = getattr(shown, name, None)
        # A value that no person types (a verdict, a signal) is a word of the program.
        choices = field.choices if field.typed else tuple(vocabulary.INDONESIAN)
        said = value if isinstance(value, str) and not choices else value_words(value, choices)
        if said and name not in (kind.known_by, "uid", "created", "updated"):
            facts.add_row(Text(field.label, QUIET), prose(said))
    screen.print(facts)

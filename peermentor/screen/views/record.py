"""`show` for what has no page of its own: one record, field by field, each under the name people know."""

from collections.abc import Mapping

from rich.text import Text

from peermentor.practice.contract.record_view import RecordView
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.fields import fields_of, kind_of
from peermentor.screen.terminal.console import QUIET, STRONG, console, prose, reading_width, table, words


def draw(data: Mapping[str, RecordView], color: bool | None) -> None:
    """Draw what is known by its words first, then every field that says something."""
    ((noun, shown),) = data.items()
    kind = kind_of(noun)
    if kind is None:
        return
    screen = reading_width(console(color))
    title = getattr(shown, kind.known_by, "") or value_words(getattr(shown, "mentor", None))
    screen.print(words(str(title), STRONG), Text(shown.handle, QUIET))
    facts = table("", "", fold=(1,))
    facts.show_header = False
    for name, field in fields_of(kind).items():
        value = getattr(shown, name, None)
        # What no person types, a verdict or a signal, is a word of the program's own.
        choices = field.choices if field.typed else tuple(vocabulary.INDONESIAN)
        said = value if isinstance(value, str) and not choices else value_words(value, choices)
        if said and name not in (kind.known_by, "uid", "created", "updated"):
            facts.add_row(Text(field.label, QUIET), prose(said))
    screen.print(facts)

"""The value of a field in words: days, choices in the language in use, lists in one line."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from peermentor import dates
from peermentor.practice.contract.record_view import MentorRef, RecordView
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.fields import texts_of


def value_words(value: Any, choices: Sequence[str] = ()) -> str:  # noqa: ANN401 - what any field holds
    """Say what a field holds in one line; "" where it is empty.

    Only `choices`, the words the field may hold, are translated, so that a person's own text "open" stays as
    it was typed.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return vocabulary.say_word("yes" if value else "no")
    if isinstance(value, datetime):
        return dates.say_at(value.date(), value)
    if isinstance(value, date):
        return dates.say(value)
    if isinstance(value, MentorRef):
        return value.name
    if isinstance(value, RecordView):
        return value.handle
    if isinstance(value, Struct):
        return "; ".join(" ".join(text.split()) for _field, text in texts_of(value))
    if isinstance(value, Mapping):
        said = ((key, value_words(one, choices)) for key, one in value.items())
        return ", ".join(f"{vocabulary.say_word(key)} {words}" for key, words in said if words)
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, (value_words(one, choices) for one in value)))
    text = " ".join(str(value).split())
    return vocabulary.say_word(text, choices) if text in choices else text

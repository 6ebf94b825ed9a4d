"""Someone's words inside a page of Markdown that is pasted where other people read it."""

import re

# A line break or a control character inside a text would break the list, or the chat.
_BREAKS = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
# What CommonMark and its dialects in chats read as more than itself, wherever it stands: code, emphasis,
# links, images, HTML, entities, tables, strokes; an underscore only at the edge of a word.
_MARKUP = re.compile(r"[\\`*\[\]<>~|]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
# What makes a heading, a quote, a list or a rule of a line it begins.
_BEGINNING = re.compile(r"^(?:[#>+=-]|\d{1,9}(?=[.)](?:\s|$)))")
_MENTION = re.compile(r"(?<!\w)@(?=\w)")
_NO_MENTION = "\uff20"  # ＠ as wide as a Han letter: read as the sign, and calls nobody in any chat


def markdown_line(text: str) -> str:
    r"""Write a text as one line of Markdown that shows it as typed: "[x](y)" as "\[x\](y)"."""
    return _MENTION.sub(_NO_MENTION, escaped_line(text))


def escaped_line(text: str) -> str:
    """Write a text as one such line for its owner's own pages, where an @ calls nobody."""
    line = _MARKUP.sub(r"\\\g<0>", _BREAKS.sub(" ", text).strip())
    return _BEGINNING.sub(_not_a_beginning, line)


def _not_a_beginning(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"

"""People's words in Markdown that other people read."""

import re

# A line break or a control character would end a list item.
_BREAKS = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
# Signs with a meaning anywhere in CommonMark and in chats: code, emphasis, links, images, HTML, entities,
# tables, strike-through; an underscore only at the edge of a word.
_MARKUP = re.compile(r"[\\`*\[\]<>~|]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
# Signs with a meaning at the beginning of a line: headings, quotes, lists and rules.
_BEGINNING = re.compile(r"^(?:[#>+=-]|\d{1,9}(?=[.)](?:\s|$)))")
_MENTION = re.compile(r"(?<!\w)@(?=\w)")
_NO_MENTION = "\uff20"  # ＠, which looks like @ and notifies nobody in any chat


def markdown_line(text: str) -> str:
    r"""Write a text as one line of Markdown that shows it as typed: "[x](y)" as "\[x\](y)"."""
    return _MENTION.sub(_NO_MENTION, escaped_line(text))


def escaped_line(text: str) -> str:
    """Write a text as one such line for the person's own pages, where an @ notifies nobody."""
    line = _MARKUP.sub(r"\\\g<0>", _BREAKS.sub(" ", text).strip())
    return _BEGINNING.sub(_not_a_beginning, line)


def _not_a_beginning(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"

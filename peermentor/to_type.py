"""Writing the commands that a person is told to type, so that they work as they are printed.

They are quoted for a shell, and name the journal where one was named on the command line. `language`
completes commands inside sentences ("See them all: peermentor mentors") in the same way.
"""

import re

PROGRAM = "peermentor"
# The commands that our sentences contain; tests/cli/test_printed_commands.py compares this with the table.
_OF_ONE_WORD = (
    "today|prep|log|review|rehearse|show|edit|later|done|drop|delete|merge|mentors?|fit|opener|agree|pause|resume|"
    "close|goals?|topics|promises?|wins|feedback|sessions?|reviews|reflect|search|timeline|stats|tips|guide|"
    "questions|export|import|report|man|help|backup|restore|undo|redo|history|forget|doctor|vault|config|demo"
)
_PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")
_IN_DOUBLE_QUOTES = r'[^"$`\\!\x00-\x1f\x7f{}]+'
_WORD = r"""\"([^\"]*)\"|'([^']*)'|(\S+)"""
_ODD = r"[\x00-\x1f\x7f-\xa0{}'\\]"

# "Not a peermentor journal" and "install peermentor again" are no commands.
_A_COMMAND = rf"\b{PROGRAM} (?=[a-z]+-[a-z]+|--|\{{|(?:{_OF_ONE_WORD})\b)"

_named = ""  # the journal as it was named, quoted


def name_journal(path: str) -> None:
    """Name this journal in every command from now on; "" where none was named on the command line."""
    global _named  # noqa: PLW0603 - a process works on one journal
    _named = quoted(path) if path else ""


def to_type(*words: str, journal: str = "") -> str:
    """Write a command as it is typed: `to_type("done", "p1")` is "peermentor done p1".

    It names the journal of the command line, or `journal`, if that is given.
    """
    return " ".join((_begun(quoted(journal) if journal else _named), *map(quoted, words)))


def shell_words(*words: str) -> str:
    """Write a command of the system (`chmod`, `mv`) as it is typed."""
    return " ".join(map(quoted, words))


def in_sentence(text: str) -> str:
    """Complete the commands in one of our sentences, before its placeholders are filled."""
    return re.sub(_A_COMMAND, lambda _command: f"{_begun(_named)} ", text) if _named else text


def words_of(command: str) -> list[str]:
    """Split a command that `to_type` wrote into its words, faster than `shlex`."""
    return ["".join(found.groups("")) for found in re.finditer(_WORD, command)]


def quoted(word: str) -> str:
    """Quote a word, so that bash, zsh and similar shells read it as one word."""
    if _PLAIN.fullmatch(word):
        return word
    if re.fullmatch(_IN_DOUBLE_QUOTES, word):
        return f'"{word}"'
    if re.search(_ODD, word):
        # Invisible characters are spelled out, and braces, which would be placeholders in our sentences.
        return "$'" + re.sub(_ODD, _spelled, word) + "'"
    return f"'{word}'"


def _begun(journal: str) -> str:
    return f"{PROGRAM} --journal {journal}" if journal else PROGRAM


def _spelled(found: re.Match[str]) -> str:
    mark = found[0]
    if mark in "'\\":
        return f"\\{mark}"
    return "".join(f"\\x{byte:02x}" for byte in mark.encode("utf-8", "surrogateescape"))

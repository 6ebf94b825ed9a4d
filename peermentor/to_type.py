"""Every command that a person is told to type works as it is printed: it is written here.

It is quoted for a shell, and names the journal where one was named on the command line. Sentences that hold a
command ("See them all: peermentor mentors") are completed in the same way when `language` looks them up.
"""

import re

PROGRAM = "peermentor"
# The commands that a sentence of ours speaks of; tests/cli/test_printed_commands.py holds it to the table.
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
    """Name this journal in every command from here on; "" where none was named on the command line."""
    global _named  # noqa: PLW0603 - a process works on one journal
    _named = quoted(path) if path else ""


def to_type(*words: str, journal: str = "") -> str:
    """Write a command as it is typed: `to_type("done", "p1")` is "peermentor done p1".

    It names the journal of the command line, or `journal` where that is another.
    """
    return " ".join((_begun(quoted(journal) if journal else _named), *map(quoted, words)))


def shell_words(*words: str) -> str:
    """Write a command of the system (`chmod`, `mv`) as it is typed."""
    return " ".join(map(quoted, words))


def in_sentence(text: str) -> str:
    """Complete the commands that stand in a sentence of ours, before it is filled with anything."""
    return re.sub(_A_COMMAND, lambda _command: f"{_begun(_named)} ", text) if _named else text


def words_of(command: str) -> list[str]:
    """Take a command of ours apart again (`shlex` knows more than it needs, and takes its time)."""
    return ["".join(found.groups("")) for found in re.finditer(_WORD, command)]


def quoted(word: str) -> str:
    """Write a word so that bash, zsh and the like read it as that word."""
    if _PLAIN.fullmatch(word):
        return word
    if re.fullmatch(_IN_DOUBLE_QUOTES, word):
        return f'"{word}"'
    if re.search(_ODD, word):
        # What can't be seen is spelled out, and braces, which have a meaning in the sentence around.
        return "$'" + re.sub(_ODD, _spelled, word) + "'"
    return f"'{word}'"


def _begun(journal: str) -> str:
    return f"{PROGRAM} --journal {journal}" if journal else PROGRAM


def _spelled(found: re.Match[str]) -> str:
    mark = found[0]
    if mark in "'\\":
        return f"\\{mark}"
    return "".join(f"\\x{byte:02x}" for byte in mark.encode("utf-8", "surrogateescape"))

"""A single word after the program's name: a handle or a name shows its page, any other is an error."""

from peermentor.errors import Ambiguous, CommandLine, NotFound
from peermentor.language import _
from peermentor.practice.nouns import find
from peermentor.practice.nouns.near import nearest
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Record


def what_was_meant(records: Records, word: str, commands: list[str]) -> Record:
    """Find the record that a bare word means: "s3", "maya".

    Raises CommandLine for a word that is no command and no name, with the most similar ones; NotFound for a
    handle that no record has; Ambiguous.
    """
    try:
        return find.anything(records, word)
    except Ambiguous:
        raise
    except NotFound:
        if any(find.is_handle_of(kind, word) for kind in KINDS):
            raise
    near = [one for one in (nearest(word, commands), find.nearest_name(records, word)) if one]
    raise CommandLine(
        _("“{word}” is no command, no handle and nobody's name.").format(word=word),
        _("Did you mean {near}?").format(near=_(" or ").join(near))
        if near
        else _("See all commands: peermentor --help"),
    )

"""What there is to choose from, each with its number, where somebody is there and named nothing."""

import sys
from collections.abc import Callable, Sequence

from peermentor.app import App
from peermentor.commands.shared.lines import in_a_line
from peermentor.errors import NotFound
from peermentor.language import _
from peermentor.practice.contract.headline import headline
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Goal, Mentor, Promise, Record, Topic
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.answer import say

Row = tuple[str, str]  # what one types for it, and its words
_SHOWN = 15  # more than that is no list to choose from: the latest


def choose_rows(question: str, rows: Sequence[Row], known: Callable[[str], object]) -> list[str]:
    """Ask which of some rows is meant, by numbers or handles, until all of them are known.

    Raises NotFound where there are none.
    """
    if not rows:
        raise NotFound(_("There is nothing to choose from."), _("See what is open: peermentor today"))
    for number, (handle, text) in enumerate(rows, start=1):
        say(f"  {number:>2}  {handle}  {in_a_line(text)}", sys.stderr)

    def check(typed: str) -> None:
        for handle in _meant(rows, typed):
            known(handle)

    return _meant(rows, ask.required(question, check, remembered=False))


def open_rows(app: App, extra: Sequence[Row] = ()) -> list[Row]:
    """List what is open with everyone it is not over with: promises, then topics, then what is `extra`."""
    records = app.journal.records()
    over = {m.uid for m in records.all(Mentor) if m.stage in people.OVER}
    still_open: tuple[Promise | Topic, ...] = (
        *records.where(Promise, state="open"),
        *records.where(Topic, state="open"),
    )
    found = [(one.handle, _with_name(records, one)) for one in still_open if one.mentor not in over]
    return [*found, *extra][:_SHOWN]


def latest_rows(records: Records, kind: type[Record]) -> list[Row]:
    """List the latest records of a kind; only the open ones, where it has any."""
    everything = records.all(kind)
    still_open = [one for one in everything if getattr(one, "state", "open") == "open"]
    chosen = (still_open or everything)[-_SHOWN:]
    return [
        (one.handle, one.title if isinstance(one, Goal) else headline(records, one).removeprefix(one.handle))
        for one in chosen
    ]


def _with_name(records: Records, one: Promise | Topic) -> str:
    mentor = records.get(Mentor, one.mentor)
    return f"{one.text} – {mentor.name}" if mentor else one.text


def _meant(rows: Sequence[Row], typed: str) -> list[str]:
    """The handles that were meant: a number is a place in the list."""
    words = typed.replace(",", " ").split()
    return [_handle(rows, word) for word in words]


def _handle(rows: Sequence[Row], word: str) -> str:
    if not (word.isascii() and word.isdecimal()):
        return word
    if 0 < int(word[:6]) <= len(rows):
        return rows[int(word[:6]) - 1][0]
    raise NotFound(
        _("There is no number {number} in the list.").format(number=word),
        _("Type a number from the list, or a handle."),
    )


def is_there(records: Records, handle: str) -> Record:
    """Find what a handle means. Raises NotFound."""
    return find.anything(records, handle.partition(".")[0])

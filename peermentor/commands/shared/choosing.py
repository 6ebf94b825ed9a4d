"""Lists to choose from, for a person who named nothing: each row with its number."""

from collections.abc import Callable, Sequence

from peermentor.commands.shared.lines import in_a_line
from peermentor.errors import Ambiguous, CommandLine, NotFound
from peermentor.language import _
from peermentor.practice.contract.headline import headline
from peermentor.practice.nouns.order import created_key
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Goal, Mentor, Promise, Record, Star, Topic
from peermentor.screen.terminal import ask

Choice = tuple[str, str]  # what one types for a record, and its words
_SHOWN = 15  # rows at most


def choose_rows(
    question: str, rows: Sequence[Choice], known: Callable[[str], object], *, one: bool = False
) -> list[str]:
    """Ask which rows are meant, by numbers, handles or a name, until `known` raises for none of them.

    With `one`, only one can be chosen: "2" is the second row, "p3 t1" are two. Raises NotFound without rows.
    """
    if not rows:
        raise NotFound(_("There is nothing to choose from."), _("See what is open: peermentor today"))
    for number, (handle, text) in enumerate(rows, start=1):
        ask.tell(f"  {number:>2}  {handle}  {in_a_line(text)}")

    def check(typed: str) -> None:
        meant = _meant(rows, typed, known)
        if one and len(meant) > 1:
            raise CommandLine(_("Only one at a time."), _("Type a number from the list, or a handle."))
        for handle in meant:
            known(handle)

    return _meant(rows, ask.required(question, check, remembered=False), known)


def open_rows(records: Records, extra: Sequence[Choice] = ()) -> list[Choice]:
    """List the open promises, then the open topics, of all relationships that are not over; then `extra`."""
    over = {m.uid for m in records.all(Mentor) if m.is_over}
    still_open: tuple[Promise | Topic, ...] = (
        *records.where(Promise, state="open"),
        *records.where(Topic, state="open"),
    )
    found = [(one.handle, _with_name(records, one)) for one in still_open if one.mentor not in over]
    return [*found, *extra][:_SHOWN]


def rows_ahead(records: Records) -> list[Choice]:
    """List what can be moved to a later day: the next meetings, open goals, promises and topics."""
    people_met = [(mentor.handle, mentor.name) for mentor in records.all(Mentor) if not mentor.is_over]
    goals = [(goal.handle, goal.title) for goal in records.where(Goal, state="open")]
    return [*people_met, *goals, *open_rows(records)][:_SHOWN]


def rows_of_any_kind(records: Records) -> list[Choice]:
    """List the records of all kinds, the last kept first."""
    everything = [one for kind in KINDS if kind is not Star for one in records.all(kind)]
    return [_row(records, one) for one in sorted(everything, key=created_key, reverse=True)[:_SHOWN]]


def latest_rows(records: Records, kind: type[Record]) -> list[Choice]:
    """List the latest records of a kind; only the open ones, where there are any."""
    everything = records.all(kind)
    still_open = [one for one in everything if getattr(one, "state", "open") == "open"]
    chosen = (still_open or everything)[-_SHOWN:]
    return [_row(records, one) for one in chosen]


def _row(records: Records, one: Record) -> Choice:
    if isinstance(one, Goal):
        return one.handle, one.title
    return one.handle, headline(records, one).removeprefix(one.handle) or _(one.words)


def _with_name(records: Records, one: Promise | Topic) -> str:
    mentor = records.get(Mentor, one.mentor)
    return f"{one.text} – {mentor.name}" if mentor else one.text


def _meant(rows: Sequence[Choice], typed: str, known: Callable[[str], object]) -> list[str]:
    """The handles that were typed: a number is a place in the list, and a name can have several words."""
    words = typed.replace(",", " ").split()
    if len(words) > 1 and _is_known(known, typed):
        return [typed]
    return [_handle(rows, word) for word in words]


def _is_known(known: Callable[[str], object], typed: str) -> bool:
    try:
        known(typed)
    except Ambiguous:
        return True
    except NotFound:
        return False
    return True


def _handle(rows: Sequence[Choice], word: str) -> str:
    if not (word.isascii() and word.isdecimal()):
        return word
    if 0 < int(word[:6]) <= len(rows):
        return rows[int(word[:6]) - 1][0]
    raise NotFound(
        _("There is no number {number} in the list.").format(number=word),
        _("Type a number from the list, or a handle."),
    )

"""Asking for what is missing: the person at the terminal, or else the text on a pipe."""

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TextIO

from peermentor.app import App
from peermentor.commands.shared.lines import in_a_line
from peermentor.errors import CommandLine, Missing, NotFound, PeermentorError
from peermentor.language import _
from peermentor.practice.nouns import find, vocabulary
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Record
from peermentor.practice.nouns.unseen import as_words, says_nothing
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.typer_words import stand_in
from peermentor.to_type import to_type, words_of

Rows = Callable[[Records], Sequence[tuple[str, str]]]  # what one types for a record, and its words
ANYTHING = "X"  # the argument that takes a record of any kind
NAMED = 3  # rows that an error names


def ask_if_missing(
    app: App,
    given: str | None,
    option: str,
    question: str,
    check: Callable[[str], object] = str,
    like: Callable[[], str] | None = None,
) -> str:
    """Give what was typed for an option, or ask for it. Raises Missing, with the option's name.

    A person is asked again while `check` raises for the answer. A script gets an error whose hint is `like`,
    or else the example of the command.
    """
    if given is not None:
        return must_be_filled(given, option)
    if app.interactive:
        return ask.required(question, check)
    if option == "TEXT":
        return text_on_pipe(stand_in(option))
    raise refuse_missing(app, option, like() if like else "")


def refuse_missing(app: App, option: str, like: str = "") -> Missing:
    """Make the error for a missing argument, with `like` or else the command's example as its hint."""
    said = _("{option} is missing: a handle or a name.") if option == ANYTHING else _("{option} is missing.")
    return Missing(said.format(option=stand_in(option)), like or _say_example(app))


def name_all(app: App, allowed: Iterable[str]) -> str:
    """Say which words there are to choose from, and the command's example."""
    return _("One of: {allowed}.").format(allowed=vocabulary.choices(allowed)) + " " + _say_example(app)


def name_some(app: App, rows: Rows, *then: str, none: str = "", real: bool = True) -> str:
    """Say what could be named: the first of `rows`, and the command with one of them, then `then`.

    Where it is not `real`, the command has a placeholder, because trying it would change something. `none` is
    said where there are no rows. "" where the journal can't be read: that is another error.
    """
    app.without_asking()
    with suppress(PeermentorError):
        found = rows(app.journal.records())
        if not found:
            return none or _("There is nothing to choose from. See what is open: peermentor today")
        command = to_type(app.journal.command, found[0][0] if real else stand_in("HANDLE"), *then)
        said = _("Give it on the command line, like {command}. There are:").format(command=command)
        listed = [f"  {handle}  {in_a_line(text)}" for handle, text in found[:NAMED]]
        return "\n".join([said, *listed, *["  …"] * (len(found) > NAMED)])
    return ""


def _say_example(app: App) -> str:
    from peermentor.commands.table import commands  # noqa: PLC0415 - only an error shows an example

    example = to_type(*words_of(commands()[app.journal.command].example)[1:])
    text = _("Give it on the command line, like {command}, or run this in a terminal to be asked.")
    return text.format(command=example)


def must_be_filled(given: str | None, option: str) -> str:
    """Give the text of an option, "" where it was not given. Raises CommandLine where it is empty."""
    if given is not None and says_nothing(given):
        raise CommandLine(
            _("{option} is empty.").format(option=stand_in(option)), _("Say it in a word or more.")
        )
    return given or ""


def must_all_be_filled(given: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """Give the texts of an option that can be repeated. Raises as `must_be_filled`."""
    return tuple(must_be_filled(text, option) for text in given or ())


def ask_any(
    app: App,
    typed: str | None,
    question: str,
    *then: str,
    ahead: bool = False,
    check: Callable[[Any], object] = str,
) -> str:
    """Give what was typed for a record of any kind, or ask for it, showing the latest records.

    With `ahead` it shows records with a day ahead. `then` is what an example has after the record. The person
    is asked again while `check` raises for the record.
    """
    if typed is not None or not app.interactive:
        return ask_if_missing(
            app, typed, ANYTHING, question, like=lambda: name_some(app, _rows(ahead=ahead), *then)
        )
    (app.about,) = _ask_rows(app, question, check, ahead=ahead, one=True)
    return app.about


def ask_several(app: App, typed: Sequence[str] | None, question: str) -> list[str]:
    """Give what was typed for some records of any kind, or ask for it, showing the latest records."""
    if typed or not app.interactive:
        like = partial(name_some, app, _rows(ahead=False), real=False)
        return list(typed or (ask_if_missing(app, None, ANYTHING, question, like=like),))
    return _ask_rows(app, question, str)


def _ask_rows(
    app: App, question: str, check: Callable[[Any], object], *, ahead: bool = False, one: bool = False
) -> list[str]:
    from peermentor.commands.shared.choosing import choose_rows  # noqa: PLC0415 - only a question shows them

    records = app.journal.records()
    rows = _rows(ahead=ahead)(records)
    return choose_rows(question, rows, lambda typed: check(find.anything(records, typed)), one=one)


def _rows(*, ahead: bool) -> Callable[[Records], list[tuple[str, str]]]:
    from peermentor.commands.shared import choosing  # noqa: PLC0415 - only a question shows them

    return choosing.rows_ahead if ahead else choosing.rows_of_any_kind


def ask_mentor(app: App, typed: str | None) -> str:
    """Give what was typed for a mentor, or the only one there is, or ask for one."""
    app.about = _asked_mentor(app, typed)
    return app.about


def _asked_mentor(app: App, typed: str | None) -> str:
    if typed is not None or not app.interactive:
        nobody = _("There is nobody here yet.") + " " + _("Add someone: peermentor add-mentor")
        return ask_if_missing(
            app, typed, "MENTOR", "", like=lambda: name_some(app, _rows_of_peers, none=nobody)
        )
    records = app.journal.records()
    everyone = records.all(Mentor)
    living = [m for m in everyone if not m.is_over]
    if len(living) == 1:
        return living[0].handle
    if not everyone:
        raise NotFound(_("There is nobody here yet."), _("Add someone: peermentor add-mentor"))
    names = ", ".join(find.shortest(records, m) for m in living or everyone)
    question = _("Who is it about? ({names})").format(names=names)
    return ask.required(question, partial(find.mentor, records), remembered=False)


def _rows_of_peers(records: Records) -> list[tuple[str, str]]:
    everyone = sorted(records.all(Mentor), key=lambda mentor: mentor.is_over)
    return [(find.shortest(records, mentor), mentor.name) for mentor in everyone]


def ask_handle(
    app: App,
    typed: str | None,
    kind: type[Record],
    option: str,
    question: str,
    check: Callable[[Any], object] = str,
) -> str:
    """Give what was typed for a record of one kind, or ask until `check` raises nothing for the record."""

    def rows_of(records: Records) -> list[tuple[str, str]]:
        from peermentor.commands.shared.choosing import latest_rows  # noqa: PLC0415 - only a question shows them

        return latest_rows(records, kind)

    if typed is not None or not app.interactive:
        if kind is Mentor:  # `merge` needs two of them, and one is gone when it was tried
            both = partial(name_some, app, _rows_of_peers, stand_in("INTO"), real=False)
            return ask_if_missing(app, typed, option, question, like=both)
        return ask_if_missing(app, typed, option, question, like=lambda: name_some(app, rows_of))
    records = app.journal.records()
    if not records.all(kind):
        raise NotFound(_("There is no {kind} here yet.").format(kind=_(kind.words)))
    from peermentor.commands.shared.choosing import choose_rows  # noqa: PLC0415 - only a question shows them

    find_one = partial(find.mentor, records) if kind is Mentor else partial(find.by_handle, records, kind)
    (app.about,) = choose_rows(question, rows_of(records), lambda chosen: check(find_one(chosen)), one=True)
    return app.about


def long_text(value: str) -> str:
    """Give the text of an option, or for "-" that of stdin. Raises CommandLine for none and for no UTF-8."""
    if value != "-":
        return value
    return must_be_filled(_piped(), "stdin")


def text_on_pipe(option: str) -> str:
    """Read the text on stdin for `option`, where nobody can be asked.

    Raises Missing, with the option's name, for an empty text and where stdin is a terminal.
    """
    text = "" if sys.stdin.isatty() else _piped()
    if not says_nothing(text):
        return text
    raise Missing(
        _("{option} is missing.").format(option=option),
        _("Give it on the command line, send the text on stdin, or run this in a terminal to be asked."),
    )


def refuse_nothing_said() -> Missing:
    """Make the error for somebody who was asked and answered nothing."""
    return Missing(_("Nothing was said."), _("So nothing was kept either."))


_came_in: tuple[TextIO, bytes] | None = None


def _piped() -> str:
    global _came_in  # noqa: PLW0603 - what came in on a pipe can be read once, and may be needed again
    if _came_in is None or _came_in[0] is not sys.stdin:
        _came_in = sys.stdin, sys.stdin.buffer.read()
    try:
        return as_words(_came_in[1].decode()).removesuffix("\n")
    except UnicodeDecodeError as broken:
        raise CommandLine(
            _("What came in on stdin is not UTF-8 (at byte {at}).").format(at=broken.start + 1),
            _("Save it as UTF-8 and try again; nothing was written."),
        ) from None

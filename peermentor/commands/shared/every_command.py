"""Making a command from its row in the table, with the options that every command has.

Most of these are options of the program, too, so that they can stand before or after the command.
"""

import os
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from peermentor import language
from peermentor.app import App, must_be_spoken, must_name_a_place
from peermentor.commands.table import Command
from peermentor.language import _
from peermentor.screen.terminal import help_page, typer_words
from peermentor.to_type import to_type

COMPLETING = "_PEERMENTOR_COMPLETE"  # set by a shell that asks for completion
BARE_WORD = "peermentor.bare_word"  # the key of the context's meta where no command was named


def make_command(row: Command) -> TyperCommand:
    """Make a command from its row: import its module, and add the options of every command."""
    return _made_for(row, language.current(), to_type(), help_page.columns(), COMPLETING in os.environ)


@cache  # the demo runs many commands in one process; the arguments are everything the texts depend on
def _made_for(row: Command, *_circumstances: object) -> TyperCommand:
    function = getattr(import_module(f"peermentor.commands.{row.module}"), row.function)
    alone = typer.Typer(
        add_completion=False, rich_markup_mode=help_page.markup(), pretty_exceptions_enable=False
    )
    alone.command(row.name, cls=typer_words.OurCommand, help=row.page)(function)
    command: Any = typer.main.get_command(alone)
    command.examples = row.examples
    own = {flag for param in command.params for flag in param.opts}  # `agree --quiet` is about quiet hours
    shared = _shared_options(writes=row.writes)
    command.params += [option for option in shared if own.isdisjoint(option.opts)]
    prepare(command)
    return command  # type: ignore[no-any-return]


def prepare(command: Any) -> None:  # noqa: ANN401 - a TyperCommand or TyperGroup
    """Translate the words of Typer in a command, and make its completion safe for a shell."""
    typer_words.put_in_our_language(command)
    if COMPLETING in os.environ:
        from peermentor.screen.terminal import completion  # noqa: PLC0415 - only a shell needs it

        completion.make_plain(command)


def _shared_options(*, writes: bool) -> list[Any]:
    """The options of every command, which act at once and are passed to no function."""

    def command(
        as_json: Annotated[
            bool,
            typer.Option(
                "--json",
                is_eager=True,  # before a name is looked up: then nobody is asked
                help=_("Answer with one JSON document."),
                callback=_acting(_answer_in_json),
            ),
        ] = False,
        dry_run: Annotated[
            bool,
            typer.Option(
                "--dry-run",
                help=_("Say what would be written, and write nothing."),
                callback=_acting(_write_nothing),
            ),
        ] = False,
        # The page of the program explains these; they are understood after a command, too.
        quiet: Annotated[bool, typer.Option("--quiet", hidden=True, callback=_acting(_say_little))] = False,
        journal: Annotated[
            str | None, typer.Option("--journal", hidden=True, is_eager=True, callback=_acting(_turn_to))
        ] = None,
        lang: Annotated[
            str | None,
            typer.Option(
                "--lang", metavar="|".join(language.spoken()), hidden=True, callback=_acting(_speak)
            ),
        ] = None,
        no_color: Annotated[
            bool, typer.Option("--no-color", hidden=True, callback=_acting(_show_no_color))
        ] = False,
    ) -> None: ...

    alone = typer.Typer(add_completion=False)
    alone.command()(command)
    options: Any = typer.main.get_command(alone)
    for option in options.params:
        option.expose_value = False
    return [option for option in options.params if writes or option.name != "dry_run"]


def _acting(act: Callable[[App, Any], None]) -> Callable[..., None]:
    def callback(ctx: typer.Context, value: Any) -> None:  # noqa: ANN401 - what the option takes
        if value not in (None, False) and isinstance(ctx.obj, App):
            act(ctx.obj, value)

    return callback


def _answer_in_json(app: App, _given: bool) -> None:
    app.json, app.interactive = True, False


def _write_nothing(app: App, _given: bool) -> None:
    app.journal.dry_run = True


def _say_little(app: App, _given: bool) -> None:
    app.quiet = True


def _show_no_color(app: App, _given: bool) -> None:
    app.color = False


def _turn_to(app: App, journal: str) -> None:
    app.turn_to(Path(must_name_a_place(journal, "--journal")))


def _speak(_app: App, lang: str) -> None:
    must_be_spoken(lang)  # and was chosen before any text was made, wherever it stands (cli.py)

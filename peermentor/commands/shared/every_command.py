"""The options that every command understands, as those of the program do that stand before it."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from peermentor.app import App, must_be_spoken, must_name_a_place
from peermentor.language import _


def shared_options(*, writes: bool) -> list[Any]:
    """Make the options of every command; they act when they are met and reach no function."""

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
        lang: Annotated[str | None, typer.Option("--lang", hidden=True, callback=_acting(_speak))] = None,
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

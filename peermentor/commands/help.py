"""Help: help, man."""

import sys
from typing import Annotated, Any

import typer
from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.table import commands
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns.near import nearest
from peermentor.screen.terminal import command_page, man_page
from peermentor.screen.terminal.command_page import HelpPage
from peermentor.screen.terminal.result import Result


def _complete_command(incomplete: str) -> list[tuple[str, str]]:
    return [(row.name, row.summary) for row in commands().values() if row.name.startswith(incomplete)]


CommandArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="COMMAND",
        help=_("The command to explain."),
        autocompletion=_complete_command,
        show_default=False,
    ),
]


def help(  # noqa: A001 - named like the command
    ctx: typer.Context,
    command: CommandArgument = None,
    every: Annotated[bool, typer.Option("--all", "-a", help=_("Every command with its line."))] = False,
) -> Result | None:
    """Show a page of help, as --help does, or all commands."""
    app: App = ctx.obj
    root = ctx.find_root()
    if command is not None:
        row = _must_be_command(command)
        page = _page(root, row)
        if app.json:
            return Result(page)
        command_page.show_page(_door(root).whole_command(row), row, root)
        return None
    pages = [HelpPage(**_of_the_table(name)) for name in commands()]
    if app.json or every:
        return Result({"commands": pages}, view="commands")
    command_page.show_page(root.command, "", root)
    return None


def man(ctx: typer.Context, command: CommandArgument = None) -> Result | None:
    """Show the manual page, or write it where no terminal is."""
    app: App = ctx.obj
    root = ctx.find_root()
    if command is not None:
        text = man_page.write_manual_of(_page(root, _must_be_command(command)))
    else:
        text = man_page.write_manual(describe_commands(root))
    if not app.json and sys.stdout.isatty() and man_page.show_manual(text):
        return None
    return Result({"text": text}, document=text)


def describe_commands(root: Any) -> man_page.Manual:  # noqa: ANN401 - a context of Typer has no public name for its command
    """Describe the program and every command, as a manual has them."""
    return man_page.Manual(
        summary=_("a private mentoring journal for the terminal"),
        root=command_page.read_page(root.command, root),
        pages=tuple(_page(root, name) for name in commands()),
    )


def _must_be_command(typed: str) -> str:
    if typed in commands():
        return typed
    near = nearest(typed, commands())
    raise CommandLine(
        _("There is no command “{name}”.").format(name=typed),
        _("Did you mean {near}?").format(near=near) if near else _("See all commands: peermentor help --all"),
    )


def _page(root: Any, name: str) -> HelpPage:  # noqa: ANN401
    page = command_page.read_page(_door(root).whole_command(name), command_page.context_below(root, name))
    return replace(page, **_of_the_table(name))


def _of_the_table(name: str) -> dict[str, Any]:
    row = commands()[name]
    return {"name": name, "panel": row.panel, "summary": row.summary, "example": row.examples}


def _door(root: Any) -> Any:  # noqa: ANN401 - the front door, which no command may import
    return root.command

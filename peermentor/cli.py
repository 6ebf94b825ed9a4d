"""The root command with its options, and the one place where an error becomes an exit code."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec.structs import replace
from typer.core import TyperCommand, TyperGroup

from peermentor import __version__, interrupts, language
from peermentor.app import App, language_set, must_be_spoken, must_be_understood, must_name_a_place, open_app
from peermentor.commands.shared.every_command import BARE_WORD, COMPLETING, make_command, prepare
from peermentor.commands.table import commands
from peermentor.errors import (
    CommandLine,
    Interrupted,
    NoKey,
    NotFound,
    PeermentorError,
    Unanswered,
    of_the_system,
)
from peermentor.language import _
from peermentor.screen.terminal import answer, ask, help_page, streams, typer_words
from peermentor.screen.terminal.result import Result
from peermentor.to_type import to_type


def main() -> int:
    """Run the program with the arguments of this process, and give its exit code."""
    streams.open_all()
    language.use(_spoken(_words_typed(sys.argv[1:], os.environ), os.environ))
    try:
        front_door()(prog_name="peermentor")  # also what `python -m peermentor` calls itself in its help
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    return 0


def front_door() -> typer.Typer:
    """Build the whole program as one Typer app, in the language in use."""
    door = typer.Typer(
        name="peermentor",
        cls=FrontDoor,
        help=_("A private mentoring journal: prepare, log and review the peers you grow with."),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        epilog=_("Start with: peermentor demo. Everything stays in one file on this machine."),
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        rich_markup_mode=help_page.markup(),
    )
    door.callback(invoke_without_command=True)(_root())
    return door


class FrontDoor(typer_words.OurWords, TyperGroup):
    """Finds commands in the table, imports them when they are called, and catches every error once.

    `context` is that of the running command: where an error is caught, it tells whether anything was saved.
    The overrides name `typer.Context`, the public class that Typer passes, where the base class names a
    private one.
    """

    context: typer.Context | None = None
    words: Sequence[str] = ()  # the command, and what was typed after it
    named: str | None = None  # the command that runs ("show" for a bare word); None until it is found

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """List the names of the commands, in the order of the table."""
        return list(commands())

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | None:  # type: ignore[override]
        """Give a command with only its name and its line, for `--help` and completion, importing nothing."""
        row = commands().get(cmd_name)
        if row is None:
            return None
        return TyperCommand(row.name, help=row.summary, short_help=row.summary, rich_help_panel=row.panel)

    def whole_command(self, name: str) -> TyperCommand:
        """Give a command with its module imported and all its options, for its help page."""
        return make_command(commands()[name])

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override] # noqa: ANN401
        """Write the help page of the program, which fits on a screen of 24 rows."""
        from peermentor.screen.terminal import root_help  # noqa: PLC0415 - no command needs it

        options = [
            f"{max(one.opts, key=len)} {one.metavar}" if one.metavar else max(one.opts, key=len)
            for one in self.params
            if one.name != "show_completion"
        ]
        rows = [(row.name, row.panel, row.summary) for row in commands().values()]
        formatter.write(root_help.write_root_help(self.help or "", options, rows) + "\n")

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> tuple[str | None, Any, list[str]]:  # type: ignore[override]
        """Find the command to run, import its module and add the options of every command."""
        self.words = args
        row = commands().get(args[0])
        self.named = row.name if row else ""
        if row is None and not _words_alone(args[1:]):
            self.named = "show"
            ctx.meta[BARE_WORD] = args[0]  # `peermentor s11`, `peermentor nadia`
            return "show", make_command(commands()["show"]), args
        if row is None:
            # TyperGroup suggests near misses from here; this group keeps its commands in the table.
            self.commands = {name: TyperCommand(name) for name in commands()}
            return super().resolve_command(ctx, args)
        return row.name, make_command(row), args[1:]

    def invoke(self, ctx: typer.Context) -> int:  # type: ignore[override]
        """Run the command, show its result in the form the person asked for, and give its exit code."""
        self.context = ctx
        try:
            result = super().invoke(ctx)
        except NoKey as trouble:
            result = self._keep_waiting(ctx, trouble)
        if not isinstance(result, Result):
            return 0
        ask.forget()
        self._show(result, ctx.obj, ctx.invoked_subcommand or "today")
        with suppress(OSError):
            for note in ctx.obj.journal.notes:
                answer.tell(note, sys.stderr)
        return result.error.exit_code if result.error else result.exit_code

    def _keep_waiting(self, ctx: typer.Context, trouble: NoKey) -> Result:
        from peermentor.commands.shared import waiting  # noqa: PLC0415 - only a locked journal needs it

        if not self.words or not isinstance(ctx.obj, App):
            raise trouble
        return waiting.keep_waiting(ctx.obj, self.words, trouble, self._run_inside)

    def take_in(self, app: App) -> None:
        """Run the commands that wait for the key, if there are any; before a read, only show what they do."""
        if app.journal.has_inbox():
            from peermentor.commands.shared import waiting  # noqa: PLC0415 - only where something waits

            row = commands().get(app.journal.command)
            waiting.take_in(app, self._run_inside, writes=bool(row and row.writes))

    def _run_inside(self, app: App, argv: Sequence[str]) -> int:
        """Run another command inside this one, and give its exit code."""
        before = self.context, self.words, self.named
        try:
            code = self._run([*argv], "peermentor", obj=app)
        finally:
            self.context, self.words, self.named = before
        if code == Interrupted.exit_code:
            raise KeyboardInterrupt
        return code

    def _show(self, result: Result, app: App, command: str) -> None:
        try:
            answer.show_result(
                result if app.settings["hints"] else replace(result, hints=()),
                command,
                as_json=app.json,
                quiet=app.quiet,
                color=app.color,
                dry_run=app.journal.dry_run,
            )
        except OSError as error:
            raise self._unwritten(error) from error

    def _unwritten(self, error: OSError) -> PeermentorError:
        return Unanswered(
            _("The answer can't be written: {why}. {journal}").format(
                why=of_the_system(error), journal=_what_became(saved=self._saved)
            ),
            _("Make room where the answer goes, or send it somewhere else."),
        )

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,  # noqa: ANN401 - as TyperGroup.main has it
    ) -> Any:  # noqa: ANN401
        """Run, and exit with the exit code of the result or the error (see errors.py)."""
        argv = streams.typed_words(sys.argv[1:] if args is None else args)
        prepare(self)
        sys.exit(interrupts.until_known(lambda: self._run(argv, prog_name, **extra)))

    def _find_memory(self) -> ask.Memory | None:
        from peermentor.commands.shared import answer_memory  # noqa: PLC0415 - only questions need it

        return answer_memory.find_memory(self._app)

    def _run(self, argv: Sequence[str], prog_name: str | None, **extra: Any) -> int:  # noqa: ANN401
        command, self.named = next((word for word in argv if word in commands()), ""), None
        try:
            _refuse_broken_text(argv)
            ask.remember_in(self._find_memory)
            code: int = super().main(argv, prog_name, standalone_mode=False, **extra) or 0
            if code == Interrupted.exit_code:
                raise KeyboardInterrupt
            return code
        except PeermentorError as error:
            trouble = self._with_way_back(error)
        except (typer.Abort, KeyboardInterrupt):
            trouble = self._interrupted()
        except typer.TyperException as error:
            trouble = CommandLine(typer_words.say_error(error), _see(error, self.named or command))
        except SystemExit as left:
            if isinstance(left.__context__, BrokenPipeError):
                return 0  # somebody closed the pager of a help page; Rich ends like this
            raise
        except Exception as error:  # noqa: BLE001 - the one boundary: no traceback, ever, and no private word
            trouble = self._unexpected(error)
        if COMPLETING in os.environ:
            return trouble.exit_code  # a message would appear in the line that is being typed
        answer.fail(trouble, self.named if self.named is not None else command, as_json=_asked_json(argv))
        if ask.answers_wait() and not self._saved:
            answer.tell(_("  Your answers wait: the same command goes on with them."), sys.stderr)
        return trouble.exit_code

    def _unexpected(self, error: Exception) -> PeermentorError:
        if isinstance(error, OSError) and error.errno in streams.TAKES_NO_MORE:
            streams.hush(sys.stdout)
            return self._unwritten(error)
        return _bug(error, saved=self._saved)

    def _with_way_back(self, error: PeermentorError) -> PeermentorError:
        """Add to the error for a missing record which step removed it, if one did."""
        if isinstance(error, NotFound) and error.handle and self._app:
            with suppress(PeermentorError):
                for step in reversed(self._app.journal.history.steps()):
                    if step.undone is None and error.handle in step.handles("removed"):
                        error.hint = _("It went with {step} ({command}). To have it back: {undo}").format(
                            step=step.handle, command=step.command, undo=to_type("undo", step.handle)
                        )
                        break
        return error

    def _interrupted(self) -> Interrupted:
        return Interrupted(
            _("Stopped, after it was kept.") if self._saved else _("Stopped. The journal is unchanged.")
        )

    @property
    def _saved(self) -> bool:
        """Whether the journal was changed before things went wrong."""
        return self._app is not None and self._app.journal.saved

    @property
    def _app(self) -> App | None:
        app = self.context.obj if self.context else None
        return app if isinstance(app, App) else None


def _words_alone(words: Sequence[str]) -> list[str]:
    """The words that are neither options of every command nor the value of one: of "--lang id x", the x."""
    options = ("--journal", "--lang")
    before = zip(["", *words], words, strict=False)
    return [word for last, word in before if last not in options and not word.startswith("-")]


def _see(error: typer.TyperException, command: str) -> str:
    page = to_type(command, "--help") if command else to_type("--help")
    if "unexpected extra argument" in error.message and command:
        said = _("Put words with spaces in quotes; what an option takes stands after its name. See: {page}")
        return said.format(page=page)
    if hasattr(error, "option_name") and command:
        return _("See: {page}. Words that begin with “-” go after “--”.").format(page=page)
    return _("See: {page}").format(page=page)


def _what_became(*, saved: bool) -> str:
    return _("What you said was kept.") if saved else _("Your journal is unchanged.")


def _bug(error: Exception, *, saved: bool) -> PeermentorError:
    if os.environ.get("PEERMENTOR_DEBUG"):
        raise error
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return PeermentorError(
        _("This is a bug in peermentor {version}: {kind} at {place}. {journal}").format(
            version=__version__,
            kind=type(error).__name__,
            place=place,
            journal=_what_became(saved=saved),
        ),
        _("Please report that line to the project's issue tracker; it holds none of your words."),
    )


def _root() -> Callable[..., Result | None]:
    """The root command, made after the language was chosen, so that its help texts are in it."""

    def root(
        ctx: typer.Context,
        as_json: Annotated[bool, typer.Option("--json", help=_("Answer with one JSON document."))] = False,
        quiet: Annotated[
            bool, typer.Option("--quiet", "-q", help=_("Say nothing but what was asked for."))
        ] = False,
        journal: Annotated[
            str | None,
            typer.Option(
                "--journal", metavar="PATH", help=_("The journal file to use (PEERMENTOR_JOURNAL).")
            ),
        ] = None,
        lang: Annotated[
            str | None,
            typer.Option(
                "--lang",
                metavar="|".join(language.spoken()),
                help=_("The language to speak (PEERMENTOR_LANG)."),
            ),
        ] = None,
        no_color: Annotated[bool, typer.Option("--no-color", help=_("No colour (NO_COLOR)."))] = False,
        version: Annotated[bool, typer.Option("--version", help=_("Say which version this is."))] = False,
    ) -> Result | None:
        """Make the App for every command; without a command, show today."""
        said = lang if lang is not None else os.environ.get("PEERMENTOR_LANG") or language.ENGLISH
        must_be_spoken(said)
        handed = ctx.obj if isinstance(ctx.obj, App) else None  # the demo has its own journal and clock
        place = must_name_a_place(journal, "--journal")
        app = handed or open_app(
            Path(place) if place else None,
            interactive=ask.someone_is_there() and not as_json,
            ask_secret=ask.secret,
        )
        app.json, app.quiet, app.color = as_json, quiet, False if no_color else None
        app.journal.command = ctx.invoked_subcommand or ""
        if not handed and isinstance(door := ctx.command, FrontDoor):
            app.journal.before_read = lambda: door.take_in(app)
        ctx.obj = app
        if ctx.invoked_subcommand != "config":  # which shows the problems, and can correct them
            must_be_understood(app.problems)
        if version:
            return Result({"version": __version__}, f"peermentor {__version__}")
        if ctx.invoked_subcommand is None:
            today = import_module("peermentor.commands.today")
            app.journal.require_new()
            return today.today(ctx) if app.journal.exists() else today.welcome()  # type: ignore[no-any-return]
        return None

    return root


def _asked_json(argv: Sequence[str]) -> bool:
    # Only for errors met before the options are parsed; afterwards the app knows.
    return "--json" in argv[: argv.index("--") if "--" in argv else None]


def _refuse_broken_text(argv: Sequence[str]) -> None:
    for position, word in enumerate(argv, start=1):
        try:
            word.encode()
        except UnicodeEncodeError as broken:
            raise CommandLine(
                _("Word {position} of the command is not UTF-8 (at character {at}).").format(
                    position=position, at=broken.start + 1
                ),
                _("Save or type it as UTF-8 and try again; nothing was written."),
            ) from None


def _words_typed(argv: Sequence[str], environment: Mapping[str, str]) -> Sequence[str]:
    """The words of the command line, or of the one to complete, which a shell puts into a variable."""
    if COMPLETING not in environment:
        return argv
    return (environment.get("COMP_WORDS") or environment.get("_TYPER_COMPLETE_ARGS", "")).split()


def _spoken(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language to use, from --lang, the environment or the settings; needed before any help text."""
    for word, following in pairwise([*argv, ""]):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return environment.get("PEERMENTOR_LANG") or language_set()

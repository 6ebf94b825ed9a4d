"""demo: one made-up quarter, typed command by command into a journal of its own, and what comes out of it."""

import re
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import typer

from peermentor import language, templates
from peermentor.app import App, app_at, must_name_a_place
from peermentor.errors import PeermentorError, Refused
from peermentor.language import _, several
from peermentor.practice.nouns import vocabulary
from peermentor.screen.terminal.answer import say
from peermentor.screen.terminal.result import Result
from peermentor.to_type import to_type

WEEKS = 12
RATED = {
    "goals": 5,
    "growth": 5,
    "respect": 5,
    "communication": 5,
    "commitment": 4,
    "balance": 4,
    "energy": 4,
    "mine": 4,
}
RunExample = Callable[[App, Sequence[str]], None]


def demo(
    ctx: typer.Context,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="PATH", help=_("Where to write it; a new place if not said.")),
    ] = None,
) -> Result:
    """Write the demo journal, show its `today`, and say what to look at next."""
    app: App = ctx.obj
    path = _throw_away() if into is None else Path(must_name_a_place(into, "--into"))
    if path.exists():
        raise Refused(
            _("{path} is there already, and the demo replaces nothing.").format(path=path),
            _("Give --into a new name."),
        )
    app_at(path, app.now).journal.records()  # raises where it can't be, before the first command does
    typed = write(path, app.now, _runner(ctx))
    looks = _looks(app)
    if not app.json:
        _show(_runner(ctx), path, app, "mentors")  # few lines: what to look at fits the screen beside it
    return Result({"journal": str(path), "typed": typed, "commands": looks}, _farewell(path, typed, looks))


def write(path: Path, now: datetime, run: RunExample) -> int:
    """Type the quarter that ends this week into a new journal; how many commands that took."""
    monday = now.date() - timedelta(days=now.weekday(), weeks=WEEKS)
    typed = 0
    for step in templates.demo_steps(language.current()):
        moment = datetime.combine(
            monday + timedelta(days=step["day"]), time.fromisoformat(step["time"]), tzinfo=now.tzinfo
        )
        for command in step["commands"]:
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                run(app_at(path, moment), [_dated(word, monday) for word in command])
            typed += 1
    return typed


def _runner(ctx: typer.Context) -> RunExample:
    root: Any = ctx.find_root().command

    def run(app: App, argv: Sequence[str]) -> None:
        try:
            root.main(list(argv), prog_name="peermentor", obj=app)
        except SystemExit as left:
            if left.code:
                raise PeermentorError(_("The demo stopped at: {command}").format(command=argv[0])) from None

    return run


def _show(run: RunExample, path: Path, app: App, look: str) -> None:
    say(f"\n$ peermentor {look}\n", sys.stdout)
    sys.stdout.flush()
    shown = app_at(path, app.now)
    shown.color = app.color
    run(shown, ["--quiet", *look.split()])  # a hint would speak of the person's own journal


def _looks(app: App) -> list[str]:
    first, second = templates.demo_people(language.current())
    rated = " ".join(
        f"--rate {vocabulary.say_word(dimension)}={rating}" for dimension, rating in RATED.items()
    )
    return ["today", f"prep {first}", "goals", f"review {first} {rated} --dry-run", f"review {second}"]


def _dated(word: str, monday: date) -> str:
    return re.sub(r"@(\d+)", lambda found: (monday + timedelta(days=int(found[1]))).isoformat(), word)


def _throw_away() -> Path:
    from tempfile import mkdtemp  # noqa: PLC0415 - only the demo throws anything away

    return Path(mkdtemp(prefix="peermentor-demo-")) / "journal.json"


def _farewell(path: Path, typed: int, looks: Sequence[str]) -> str:
    """Say what was typed and what to look at: commands that work from where the demo was run."""
    first, second = templates.demo_people(language.current())
    told = several("That was {n} command typed into", "Those were {n} commands typed into", typed)
    more = [*looks[:2], f"review {first}", f"review {second}", f"timeline {first}", "stats"]
    return "\n".join(
        (
            "",
            f"{told} {path}",
            _("Look around in it:"),
            *("  " + to_type(*look.split(), journal=str(path)) for look in more),
            _('Begin your own:    peermentor add-mentor "…"'),
        )
    )

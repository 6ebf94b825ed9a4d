"""Taking back and doing again: undo, redo, history."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.completing import journal_of
from peermentor.errors import CommandLine
from peermentor.language import _, several
from peermentor.practice.nouns import upkeep
from peermentor.screen.terminal.result import Result

if TYPE_CHECKING:
    from peermentor.journal.store.steps import Step

Steps = Annotated[
    int, typer.Option("--steps", "-n", min=1, max=500, help=_("How many steps, the latest first."))
]


def _complete_step(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    steps = [step for step in reversed(journal_of(ctx).journal.steps()) if not step.undone]
    return [(step.handle, step.command) for step in steps if step.handle.startswith(incomplete)]


def undo(
    ctx: typer.Context,
    step: Annotated[
        str | None,
        typer.Argument(
            metavar="STEP",
            help=_("A step like h12; the latest if not said."),
            autocompletion=_complete_step,
            show_default=False,
        ),
    ] = None,
    steps: Steps = 1,
) -> Result:
    """Take back what a command did; nothing that was changed since is overwritten."""
    app: App = ctx.obj
    if step and steps > 1:
        raise CommandLine(_("Either a step or --steps, not both."), _("peermentor undo h12"))
    return _say_steps(_("Undid {step}: {what}."), app.journal.undo(app.now, step or "", steps))


def redo(ctx: typer.Context, steps: Steps = 1) -> Result:
    """Do again what was taken back last."""
    app: App = ctx.obj
    return _say_steps(_("Did {step} again: {what}."), app.journal.redo(app.now, steps))


def history(
    ctx: typer.Context,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, help=_("Only the latest N."))] = 20,
    forget: Annotated[
        bool, typer.Option("--forget", help=_("Forget it all: nothing can be undone, and no old words stay."))
    ] = False,
) -> Result:
    """List what was done to the journal, the latest first."""
    app: App = ctx.obj
    if forget:
        gone = app.journal.forget_history(app.now)
        text = several(
            "Forgot {n} step. The records stay as they are.", "Forgot {n} steps. The records stay.", gone
        )
        return Result({"forgotten": gone}, text)
    steps = [_step_view(step) for step in reversed(app.journal.steps()[-last:])]
    return Result(upkeep.HistoryView(tuple(steps)), view="history")


def _say_steps(text: str, steps: "Sequence[Step]") -> Result:
    shown = tuple(_step_view(step) for step in steps)
    lines = [text.format(step=one.handle, what=upkeep.say_step(one)) for one in shown]
    return Result(upkeep.HistoryView(shown), "\n".join(lines))


def _step_view(step: "Step") -> upkeep.StepView:
    return upkeep.StepView(
        handle=step.handle,
        moment=step.moment,
        command=step.command,
        undone=step.undone,
        added=step.handles("added"),
        changed=step.handles("changed"),
        removed=step.handles("removed"),
    )

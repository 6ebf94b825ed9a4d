"""The history of the journal: undo, redo, history."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.completing import journal_of
from peermentor.commands.shared.consent import must_agree
from peermentor.commands.shared.options import Yes, argument
from peermentor.errors import CommandLine, JournalError
from peermentor.language import _, several
from peermentor.practice.contract.headline import headline
from peermentor.practice.nouns import upkeep
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Record
from peermentor.screen.terminal.result import Result
from peermentor.to_type import to_type

if TYPE_CHECKING:
    from peermentor.journal.history import History
    from peermentor.journal.store.steps import Step

Steps = Annotated[
    int, typer.Option("--steps", "-n", min=1, max=500, help=_("How many steps, the latest first."))
]


def _complete_step(*, undone: bool) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        steps = [
            s
            for s in reversed(journal_of(ctx).journal.history.steps())
            if bool(s.undone) == undone and not s.passed
        ]
        return [(step.handle, step.command) for step in steps if step.handle.startswith(incomplete)]

    return complete


def undo(
    ctx: typer.Context,
    step: Annotated[
        str | None,
        argument(
            "STEP", _("A step like h12; the latest if not said."), complete=_complete_step(undone=False)
        ),
    ] = None,
    steps: Steps = 1,
) -> Result:
    """Take back what a command did; nothing that was changed since is overwritten."""
    app: App = ctx.obj
    _only_one_way(step, steps, to_type("undo", "h12"))
    past = app.journal.history
    return _say_steps(past, _("Undid {step}: {what}."), past.undo(app.now, step or "", steps))


def redo(
    ctx: typer.Context,
    step: Annotated[
        str | None,
        argument(
            "STEP",
            _("A step like h12; the one undone last if not said."),
            complete=_complete_step(undone=True),
        ),
    ] = None,
    steps: Steps = 1,
) -> Result:
    """Do again what was taken back last."""
    app: App = ctx.obj
    _only_one_way(step, steps, to_type("redo", "h12"))
    past = app.journal.history
    return _say_steps(past, _("Did {step} again: {what}."), past.redo(app.now, step or "", steps))


def _only_one_way(step: str | None, steps: int, way_on: str) -> None:
    if step and steps > 1:
        raise CommandLine(_("Either a step or --steps, not both."), way_on)


def history(
    ctx: typer.Context,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, help=_("Only the latest N."))] = 20,
    forget: Annotated[
        bool, typer.Option("--forget", help=_("Forget it all: nothing can be undone, and no old words stay."))
    ] = False,
    yes: Yes = False,
) -> Result:
    """List what was done to the journal, the latest first."""
    app: App = ctx.obj
    if forget:
        return _forget(app, yes=yes)
    told, records = app.journal.history.with_records()
    views = [_step_view(step, record, records) for step, record in reversed(told[-last:])]
    return Result(upkeep.HistoryView(tuple(views)), view="history")


def _forget(app: App, *, yes: bool) -> Result:
    """Forget every step, once the person agreed, and say where the words are still kept."""
    steps, copies = app.journal.history.count(), len(app.journal.copies.listed())
    stays = several(
        "{n} copy of the journal still has those words. See it: peermentor restore",
        "{n} copies of the journal still have those words. See them: peermentor restore",
        copies,
    )
    if steps:
        goes = several(
            "{n} step goes, with every word that it changed or took back. It can't be undone any more.",
            "{n} steps go, with every word that they changed or took back. They can't be undone any more.",
            steps,
        )
        must_agree(app, f"{goes}\n{stays}" if copies else goes, _("Forget it?"), yes=yes)
    gone = app.journal.history.forget(app.now)
    text = several(
        "Forgot {n} step. The records stay as they are.", "Forgot {n} steps. The records stay.", gone
    )
    return Result({"forgotten": gone, "copies": copies}, f"{text}\n  {stays}" if gone and copies else text)


def _say_steps(past: "History", text: str, steps: "Sequence[Step]") -> Result:
    try:
        told, records = past.with_records(steps)
        shown = tuple(_step_view(step, record, records) for step, record in told)
    except JournalError:  # what is done is done: where a record can't be read, it is told by its handles
        shown = tuple(_step_view(step, None, Records.of()) for step in steps)
    lines = [text.format(step=one.handle, what=upkeep.say_step(one)) for one in shown]
    return Result(upkeep.HistoryView(shown), "\n".join(lines))


def _step_view(step: "Step", record: Record | None, records: Records) -> upkeep.StepView:
    return upkeep.StepView(
        handle=step.handle,
        moment=step.moment,
        command=step.command,
        undone=step.undone,
        added=step.handles("added"),
        changed=step.handles("changed"),
        removed=step.handles("removed"),
        about=record.handle if record else "",
        text=headline(records, record) if record else "",
    )

"""stats: figures over the months."""

from typing import Annotated

import typer

from peermentor import dates
from peermentor.app import App
from peermentor.commands.shared.completing import complete_mentor
from peermentor.commands.shared.converted import Since, Until
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import argument, choose_mentor
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.lookback.stats import stats_of_all, stats_of_one
from peermentor.practice.lookback.stats_types import Stats
from peermentor.practice.nouns import find
from peermentor.practice.nouns.record_set import Records
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def stats(
    ctx: typer.Context,
    mentor: Annotated[
        str | None,
        argument(
            "[MENTOR]",
            _("The beginning of a name, or a handle; everyone if left out."),
            complete=complete_mentor,
            choose=choose_mentor,
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
) -> Result:
    """Show rhythm, balance, promises, energy and what recurs, with one peer or with all."""
    app: App = ctx.obj
    last = min(until or app.today, app.today)
    if since and since > last:
        raise CommandLine(
            _("From {since} to {until} there is no day.").format(
                since=dates.say(since), until=dates.say(last)
            ),
            _("Give an earlier --since, or leave it out for the whole time."),
        )
    records = app.journal.records()
    if mentor is None:
        counted = stats_of_all(records, since, last, app.habits.breaks)
    else:
        counted = stats_of_one(records, find.mentor(records, mentor), since, last, app.habits.breaks)
    return Result(counted, view="stats", hints=_slower(records, counted))


def _slower(records: Records, counted: Stats) -> tuple[Hint, ...]:
    """A slower rhythm with the first peer after whose talks the energy falls."""
    for one in counted.each or (counted.whole,):
        who = find.mentor(records, one.mentor.handle) if one.mentor else None
        if who and who.stage == "active" and one.energy.slower:
            typed = find.shortest(records, who)
            text = _("Your energy after talks with {name} is going down. A slower rhythm may help:").format(
                name=in_a_line(who.name)
            )
            return (Hint(text, to_type("edit-mentor", typed, "--every", one.energy.slower)),)
    return ()

"""report: a year with one peer, or with all, as one page."""

from pathlib import Path
from typing import Annotated

import typer

from peermentor import dates
from peermentor.app import App, must_name_a_place
from peermentor.commands.shared.asking import ask_if_missing
from peermentor.commands.shared.completing import complete_mentor
from peermentor.commands.shared.converted import Since, Until
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import Force, ForSharing, argument, choose_mentor
from peermentor.errors import CommandLine, NotFound
from peermentor.exchange.outgoing.exports import find_export
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.language import _
from peermentor.practice.contract.exported import Exported
from peermentor.practice.lookback.selection import Where
from peermentor.practice.nouns import find
from peermentor.practice.report.report import a_year_before
from peermentor.screen.terminal.progress import progress
from peermentor.screen.terminal.result import Result


def report(
    ctx: typer.Context,
    mentor: Annotated[
        str | None,
        argument(
            "[MENTOR]",
            _("Any start of a name, or a handle; everyone if left out."),
            complete=complete_mentor,
            choose=choose_mentor,
        ),
    ] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="FILE", help=_("The page: an HTML file."))
    ] = None,
    since: Since = None,
    until: Until = None,
    sharing: ForSharing = False,
    force: Force = False,
) -> Result:
    """Write goals, meetings, give and take, promises, wins and reviews of the last 366 days, or of others."""
    app: App = ctx.obj
    app.journal.require_new()
    if not app.journal.exists():
        raise NotFound(
            _("There is no journal yet, so there is nothing to report."), _("peermentor add-mentor")
        )
    last = min(until or app.today, app.today)
    first = since or a_year_before(last)
    if first > last:
        raise CommandLine(
            _("From {since} to {until} there is no day.").format(
                since=dates.say(first), until=dates.say(last)
            ),
            _("Give an earlier --since, or leave it out for a year."),
        )
    records = app.journal.records()
    who = find.mentor(records, mentor) if mentor is not None else None
    must_name_a_place(into, "--into")
    place = Path(ask_if_missing(app, into, "--into", _("Into which file?"))).expanduser()
    leaving = Leaving(
        records,
        app.now,
        Where(who, first, last),
        sharing=sharing,
        watch=lambda work: progress(work, _("Writing")),
        own_pages=app.read_own_pages,
    )
    page = find_export("html").write(leaving)
    done = app.exports.write_file(place, page, force=force, dry_run=app.journal.dry_run)
    text = _("{name}, {since} to {until}: written to {path}.")
    if not done.written:
        text = _("{name}, {since} to {until}: nothing changed in {path}.")
    said = text.format(
        name=in_a_line(who.name) if who else _("Everyone"),
        since=dates.say(first),
        until=dates.say(last),
        path=place,
    )
    return Result(
        Exported(format="html", into=str(place), written=done.written, unchanged=done.unchanged), said
    )

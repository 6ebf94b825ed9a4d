"""export: the journal, or a part of it, in a format that other programs read."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from peermentor.app import App, must_name_a_place
from peermentor.commands.shared.asking import ask_if_missing, name_all
from peermentor.commands.shared.completing import complete_words
from peermentor.commands.shared.converted import Since, Until, one_of, require_order
from peermentor.commands.shared.options import Force, ForSharing, WithMentor, argument
from peermentor.errors import NotFound
from peermentor.exchange.outgoing.exports import EXPORTS, FolderExport, LivingExport, find_export
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.language import _, several
from peermentor.practice.contract.exported import Departure, Exported
from peermentor.practice.lookback.selection import Where
from peermentor.practice.nouns import find
from peermentor.practice.nouns.records import KINDS
from peermentor.screen.terminal.progress import progress
from peermentor.screen.terminal.result import Result

NOUNS = tuple(kind.noun for kind in KINDS)

ExportFormat = Annotated[str | None, argument("|".join(EXPORTS), _("The format."))]
Into = Annotated[
    str | None,
    typer.Option("--into", metavar="PATH", help=_("A file or a folder; without it, to stdout.")),
]
ExportedKinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=_("Only these kinds: session, promise, goal, win…"),
        autocompletion=complete_words(NOUNS),
    ),
]


def export(
    ctx: typer.Context,
    format_name: ExportFormat = None,
    into: Into = None,
    sharing: ForSharing = False,
    with_mentor: WithMentor = None,
    since: Since = None,
    until: Until = None,
    kind: ExportedKinds = None,
    force: Force = False,
) -> Result:
    """Write what was chosen to a place, or to stdout; the journal stays as it is."""
    app: App = ctx.obj
    name = ask_if_missing(
        app,
        format_name,
        "FORMAT",
        _("Which format? ({all})").format(all=", ".join(EXPORTS)),
        find_export,
        lambda: name_all(app, EXPORTS),
    )
    target = find_export(name)
    place = None if into is None else Path(must_name_a_place(into, "--into"))
    leaving = _chosen(app, with_mentor, since, until, kind, sharing=sharing)
    if place is None:
        text = target.write(leaving)
        return Result(Exported(format=name, text=text), document=text)
    if isinstance(target, FolderExport) and app.exports.is_for_folder(place, target.suffix):
        return _fill(app, name, target, leaving, place, force=force)
    text = target.begins_with + target.write(leaving)
    done = app.exports.write_file(place, text, force=force, dry_run=app.journal.dry_run)
    return _answer(Exported(format=name, into=str(place), written=done.written, unchanged=done.unchanged))


def _chosen(
    app: App,
    with_mentor: str | None,
    since: date | None,
    until: date | None,
    kind: Sequence[str] | None,
    *,
    sharing: bool,
) -> Leaving:
    app.journal.require_new()
    if not app.journal.exists():
        raise NotFound(
            _("There is no journal yet, so there is nothing to export."), _("peermentor add-mentor")
        )
    kinds = tuple(filter(None, (one_of(said, "--kind", NOUNS) for said in kind or ())))
    require_order(since, until)
    records = app.journal.records()
    who = find.mentor(records, with_mentor) if with_mentor is not None else None
    return Leaving(
        records,
        app.now,
        Where(who, since, until, kinds),
        habits=app.habits,
        sharing=sharing,
        watch=lambda work: progress(work, _("Exporting")),
        own_pages=app.read_own_pages,
    )


def _fill(app: App, name: str, target: FolderExport, leaving: Leaving, into: Path, *, force: bool) -> Result:
    documents = list(target.write_folder(leaving))
    everything = documents if leaving.is_whole else target.write_folder(leaving.whole())
    moved: list[Departure] = []

    def theirs(document: Any, mark: str, there: str | None) -> bool:  # noqa: ANN401 - one of the documents
        found = target.departure(leaving, document, mark, there) if isinstance(target, LivingExport) else None
        moved.extend([found] if found else [])
        return found is not None

    done = app.exports.write_folder(
        into,
        documents,
        {document.uid for document in everything},
        suffix=target.suffix,
        theirs=theirs if isinstance(target, LivingExport) else None,
        watch=lambda work: progress(work, _("Writing")),
        force=force,
        dry_run=app.journal.dry_run,
    )
    return _answer(
        Exported(
            format=name,
            into=str(into),
            written=done.written,
            unchanged=done.unchanged,
            removed=done.removed,
            left=done.left,
            moved=tuple(moved),
        )
    )


def _answer(done: Exported) -> Result:
    if done.written:
        line = several("Wrote {n} file to {{path}}.", "Wrote {n} files to {{path}}.", len(done.written))
    else:
        line = _("Nothing changed in {path}.")
    lines = [line.format(path=done.into)]
    if done.removed:
        said = several("{n} was taken away: its record is gone.",
                       "{n} were taken away: their records are gone.", len(done.removed))  # fmt: skip
        lines.append("  " + said)
    if done.left:
        said = several("{n} was changed there and stays as it is.",
                       "{n} were changed there and stay as they are.", len(done.left))  # fmt: skip
        lines.append("  " + said)
    lines += [f"  {one.text}\n    {one.command}" for one in done.moved]
    return Result(done, "\n".join(lines))

"""import: what another program keeps, taken into the journal whole or not at all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from peermentor.app import App, must_name_a_place
from peermentor.commands.shared.asking import ask_if_missing, name_all
from peermentor.commands.shared.completing import complete_words
from peermentor.commands.shared.converted import one_of
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import WithOpenMentor, argument
from peermentor.errors import CommandLine, Refused
from peermentor.exchange.incoming import taking_in
from peermentor.exchange.incoming.arrivals import (
    FIELDS,
    NEW_STAGES,
    PREFER,
    Arrival,
    Prefer,
    Unfit,
    Wants,
)
from peermentor.exchange.incoming.imports import IMPORTS, find_import
from peermentor.exchange.incoming.taking_in import TakenIn
from peermentor.language import _, several
from peermentor.practice.contract.imported import Imported, LeftOut
from peermentor.practice.nouns import people
from peermentor.practice.nouns.draft import Draft
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.progress import progress
from peermentor.screen.terminal.result import Hint, Result
from peermentor.screen.terminal.typer_words import stand_in
from peermentor.to_type import to_type

READABLE = 300  # letters of a reason on the screen: it can quote a very long line
SHOWN = 10  # lines on the screen; the rest is only counted, and all are in --json

ImportFormat = Annotated[
    str | None,
    argument(
        "FORMAT", _("The format: {all}.").format(all=", ".join(IMPORTS)), complete=complete_words(IMPORTS)
    ),
]
File = Annotated[str | None, argument("FILE", _("The file, or a folder of them; - for stdin."))]


def take_in(
    ctx: typer.Context,
    format_name: ImportFormat = None,
    file: File = None,
    with_mentor: WithOpenMentor = None,
    stage: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="|".join(NEW_STAGES), help=_("What new people become; else candidates.")
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN,…",
            help=_("Of a table: date=Datum,with=Name,minutes=…,notes=…"),
            autocompletion=complete_words([f"{field}=" for field in FIELDS]),
        ),
    ] = None,
    month_first: Annotated[
        bool, typer.Option("--month-first", help=_("9/28/2026 is a day in September."))
    ] = False,
    prefer: Annotated[
        str | None,
        typer.Option("--prefer", metavar="|".join(PREFER), help=_("Which holds where both were changed.")),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help=_("Leave out what can't be read, and take in the rest."))
    ] = False,
) -> Result:
    """Take in a file: in one step that `undo` takes back, and nothing twice."""
    app: App = ctx.obj
    name = ask_if_missing(
        app,
        format_name,
        "FORMAT",
        _("Which format? ({all})").format(all=", ".join(IMPORTS)),
        find_import,
        lambda: name_all(app, IMPORTS),
    )
    source = find_import(name)
    must_name_a_place(file, stand_in("FILE"))
    wants = Wants(
        now=app.now,
        columns=_read_columns(columns),
        month_first=month_first,
        stage=one_of(stage, "--as", NEW_STAGES) or "candidates",
        prefer=one_of(prefer, "--prefer", PREFER),
        whose=people.find_open_mentor(app.journal.records(), with_mentor) if with_mentor else None,
    )
    app.journal.require_new()  # a journal that is gone is said before what is wrong in a file
    typed_place = ask_if_missing(
        app,
        file,
        "FILE",
        _("Which file?"),
        lambda typed: app.read_incoming(Path(typed), source.suffixes),
    )
    place = Path(typed_place)
    arrivals = [
        arrival
        for document, data in progress(app.read_incoming(place, source.suffixes), _("Reading"))
        for arrival in taking_in.in_file(source.read(data, wants), document)
    ]
    if not skip_bad:
        _must_be_whole(arrivals)
    with app.journal.rehearsal(app.now) as rehearsed:
        conflicts = taking_in.take_in(rehearsed, arrivals, wants).conflicts
    if conflicts:
        wants = replace(wants, prefer=_ask_which_holds(app, conflicts))
    if rehearsed.changes and app.journal.exists() and not app.journal.dry_run:
        app.journal.copies.take(app.now, "import")
    with app.journal.transaction(app.now) as draft:
        taken = taking_in.take_in(draft, arrivals, wants, lambda work: progress(work, _("Importing")))
    return _answer(name, place, draft, taken)


def _read_columns(typed: str | None) -> dict[str, str]:
    """Read which column has which field: "date=Datum,with=Name". Raises CommandLine."""
    said: dict[str, str] = {}
    for pair in (typed or "").split(",") if typed else ():
        field, equals, column = (part.strip() for part in pair.partition("="))
        if field not in FIELDS or not equals or not column:
            raise CommandLine(
                _("--map can't be “{value}”.").format(value=pair),
                _("Write it like date=Datum,with=Name; the fields are {fields}.").format(
                    fields=", ".join(FIELDS)
                ),
            )
        said[field] = column
    return said


def _must_be_whole(arrivals: Sequence[Arrival]) -> None:
    """Raise CommandLine with every line that can't be read."""
    bad = [arrival for arrival in arrivals if isinstance(arrival, Unfit) and arrival.broken]
    if not bad:
        return
    lines = _shortened([_line(LeftOut(one.file, one.line, one.why)) for one in bad])
    can_go_on = len(bad) < len(arrivals)
    raise CommandLine(
        "\n".join([_("This can't be taken in as it is; nothing was changed."), *lines]),
        _("Put it right there, or leave it out by --skip-bad.")
        if can_go_on
        else _("Is it the right file, and the right format? peermentor import --help"),
    )


def _ask_which_holds(app: App, conflicts: Sequence[str]) -> Prefer:
    """Ask which side holds where both changed at the same moment. Raises Refused with nobody to ask."""
    said = _("Here and in the file these say different things: {handles}.").format(
        handles=", ".join(_shortened(conflicts))
    )
    if not app.interactive:
        raise Refused(said, _("Say which holds: --prefer mine, or --prefer theirs."))
    ask.tell(said)
    holds = ask.required(_("Which holds, mine or theirs?"), lambda typed: one_of(typed, "--prefer", PREFER))
    return one_of(holds, "--prefer", PREFER) or "mine"


def _answer(name: str, place: Path, draft: Draft, taken: TakenIn) -> Result:
    changes = [(change.before, change.after) for change in draft.changes]
    added = tuple(after.handle for before, after in changes if before is None and after)
    changed = tuple(after.handle for before, after in changes if before and after)
    done = Imported(
        format=name,
        file=str(place),
        added=added,
        changed=changed,
        unchanged=taken.unchanged,
        left=taken.left,
        unread=taken.unread,
    )
    lines = []
    if added:
        line = several("Took in {n} record: {{handles}}.", "Took in {n} records: {{handles}}.", len(added))
        lines.append(line.format(handles=", ".join(_shortened(added))))
    if changed:
        line = several("Changed {n} record: {{handles}}.", "Changed {n} records: {{handles}}.", len(changed))
        lines.append(line.format(handles=", ".join(_shortened(changed))))
    if not changes:
        lines.append(_("Nothing was changed."))
    if taken.unchanged:
        lines.append(several("{n} was here already.", "{n} were here already.", taken.unchanged))
    if taken.left:
        lines.append(several("{n} was left out:", "{n} were left out:", len(taken.left)))
        lines += [f"  {line}" for line in _shortened([_line(one) for one in taken.left])]
    if taken.unread and changes:
        names = ", ".join(
            _shortened([f"{in_a_line(name)} ({count})" for name, count in taken.unread.items()])
        )
        lines.append(_("There is no place here for: {names}.").format(names=names))
    hints = (Hint(_("To take it all back:"), to_type("undo")),) if changes else ()
    return Result(done, "\n".join(lines), hints=hints)


def _line(left: LeftOut) -> str:
    why = in_a_line(left.why)
    why = why if len(why) <= READABLE else f"{why[:READABLE]}…"
    return _("{file}, line {line}: {why}").format(file=left.file, line=left.line, why=why)


def _shortened(lines: Sequence[str]) -> list[str]:
    rest = len(lines) - SHOWN
    more = [several("and {n} more", "and {n} more", rest)] if rest > 0 else []
    return [*lines[:SHOWN], *more]

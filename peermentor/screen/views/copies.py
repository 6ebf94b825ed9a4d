"""`restore` without a copy named: the copies there are."""

from rich.text import Text

from peermentor import dates
from peermentor.language import _
from peermentor.practice.nouns.upkeep import CopiesView
from peermentor.screen.terminal.console import LATE, QUIET, console, print_way_on, table, words


def draw(data: CopiesView, color: bool | None) -> None:
    """Draw a row for each copy, newest first: number, when and why it was made, records and file."""
    screen = console(color)
    if not data.backups:
        print_way_on(
            screen, _("No copies yet. One is made before the first write of each day; or: peermentor backup")
        )
        return
    why = {
        "daily": _("before the first write of the day"),
        "manual": _("made by hand"),
        "restore": _("before a restore"),
        "migration": _("before a new version"),
        "import": _("before an import"),
        "broken": _("could not be read; set aside"),
    }
    rows = table("", _("When"), _("Why"), _("Records"), _("File"), right=(0, 3), fold=(2, 4))
    newest = data.backups[0].moment.date()
    for copy in data.backups:
        records = Text(_("unreadable"), LATE) if copy.records is None else Text(str(copy.records))
        made = f"{dates.short(copy.moment.date(), newest)} {dates.time_of_day(copy.moment)}"
        rows.add_row(
            str(copy.number), made, Text(why[copy.why], QUIET), records,
            words(copy.path.rpartition("/")[2]),
        )  # fmt: skip
    screen.print(rows)

"""A row of `stats` for each relationship: how often you met, promises kept, and energy after talks."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from peermentor import dates
from peermentor.language import _, said_of
from peermentor.practice.lookback.stats_types import Figures, PromiseStats
from peermentor.screen.terminal.console import LATE, QUIET, sparkline, table, words

ROOM_FOR_ALL = 70  # columns; below this a row keeps the columns that matter most
LATEST = 8  # talks a sparkline shows


def each_table(each: Sequence[Figures], width: int) -> Table:
    """Make a table of relationships that fits `width` columns."""
    wide = width >= ROOM_FOR_ALL
    more = [_("Gave/got"), _("Time")] if wide else []
    rows = table(
        "",
        _("Name"),
        _("Met"),
        _("Your word"),
        said_of("promises", "Theirs"),
        _("Energy"),
        *more,
        right=(2,),
        fold=(1,),
    )
    for one in each:
        if one.mentor is None:
            continue
        rest = [f"{one.balance.gave}/{one.balance.got}", dates.say_length(one.hours.logged)] if wide else []
        rows.add_row(
            Text(one.mentor.handle, QUIET),
            words(one.mentor.name),
            str(one.sessions) if one.rhythm.asked is None else f"{one.sessions}/{one.rhythm.asked}",
            *(_kept_part(one.promises[side]) for side in ("me", "them")),
            sparkline(one.energy.line[-LATEST:], 1, 5) + (" ↘" if one.energy.falling else ""),
            *rest,
        )
    return rows


def _kept_part(word: PromiseStats) -> Text:
    settled = word.on_time + word.late
    said = Text(f"{word.on_time}/{settled}" if settled else "–")
    return said.append(f" +{word.overdue}!", LATE) if word.overdue else said

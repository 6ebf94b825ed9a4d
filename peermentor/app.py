"""What a command is handed: the journal, the clock, the habits, and how the person wants to be answered."""

import os
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from peermentor import language
from peermentor.errors import BadDate, CommandLine
from peermentor.journal.drafts import Drafts
from peermentor.journal.journal import Journal
from peermentor.language import _
from peermentor.practice.thresholds import Habits

if TYPE_CHECKING:
    from peermentor.dates import When
    from peermentor.practice.coaching import Coaching


class App:
    """One run of the program. The clock is read once, so that a command cannot straddle midnight."""

    def __init__(self, journal: Journal, now: datetime, *, interactive: bool = False) -> None:
        self.journal = journal
        self.now = now
        self.habits = Habits()
        self.interactive = interactive
        self.json = False
        self.quiet = False
        self.color: bool | None = None

    @cached_property
    def drafts(self) -> Drafts:
        """Where texts wait while they are being written."""
        return Drafts(self.journal.path)

    @cached_property
    def today(self) -> date:
        """The day this run takes place on."""
        return self.now.date()

    @cached_property
    def coaching(self) -> "Coaching":
        """Tips and questions in the language in use, read when first needed."""
        from peermentor import templates  # noqa: PLC0415 - most commands show none

        return templates.load(language.current())

    def ahead(self, phrase: str) -> date:
        """The day meant by a phrase that looks ahead: "friday" is the next one. Raises BadDate."""
        return self._understood(phrase, "future", with_time=False).day

    def back(self, phrase: str) -> date:
        """The day meant by a phrase that looks back: "friday" is the last one. Raises BadDate."""
        return self._understood(phrase, "past", with_time=False).day

    def moment(self, phrase: str, prefer: Literal["past", "future"]) -> tuple[date, datetime | None]:
        """The day meant by a phrase, and the moment where a time of day was said too. Raises BadDate."""
        when = self._understood(phrase, prefer, with_time=True)
        return when.day, datetime.combine(when.day, when.clock).astimezone() if when.clock else None

    def said(self, day: date) -> str:
        """A day echoed the way every write echoes it: "Fri 27 Nov 2026, in 4 days"."""
        from peermentor import dates  # noqa: PLC0415 - as above

        spoken = language.current()
        return f"{dates.say(day, spoken)}, {dates.distance(day, self.today, spoken)}"

    def _understood(self, phrase: str, prefer: Literal["past", "future"], *, with_time: bool) -> "When":
        from peermentor import dates  # noqa: PLC0415 - a command without a date needs no grammar

        try:
            if with_time:
                return dates.parse(phrase, self.today, prefer)
            return dates.When(dates.parse_day(phrase, self.today, prefer), None)
        except dates.UnknownDate as unknown:
            raise BadDate(
                _("I can't read “{phrase}” as a date: {why}.").format(phrase=phrase, why=unknown.why),
                _("Say it like: tomorrow, friday, next week, 3 Jul, 2026-07-03, besok, Jumat depan."),
            ) from None


def open_app(journal: Path | None, *, interactive: bool = False) -> App:
    """The program as this machine and its environment set it up. Raises CommandLine for a broken clock."""
    chosen = journal or (Path(said) if (said := os.environ.get("PEERMENTOR_JOURNAL")) else None)
    if chosen is not None:
        return App(Journal(chosen.expanduser()), _clock(), interactive=interactive)
    from platformdirs import user_data_path  # noqa: PLC0415 - 5 ms that a chosen journal does not need

    own = user_data_path("peermentor") / "journal.json"
    return App(Journal(own, may_create_folder=True), _clock(), interactive=interactive)


def _clock() -> datetime:
    said = os.environ.get("PEERMENTOR_NOW")
    if not said:
        return datetime.now().astimezone()
    try:
        return datetime.fromisoformat(said).astimezone()
    except ValueError:
        raise CommandLine(
            _("PEERMENTOR_NOW is “{said}”, which is not a moment.").format(said=said),
            _("Write it like 2026-07-03T12:10, or unset it."),
        ) from None

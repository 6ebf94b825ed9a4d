"""What a command gets: the journal, the clock, the settings, and how the person wants the answer."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from peermentor import language
from peermentor.errors import BadDate, BadSetting, BrokenCoaching, CommandLine
from peermentor.journal.beside import settings_file
from peermentor.journal.file import sealed
from peermentor.journal.file.typed_path import typed_path
from peermentor.journal.journal import Journal
from peermentor.language import _
from peermentor.practice.nouns.settings import SettingProblem, Settings, Value, read_settings
from peermentor.practice.nouns.unseen import says_nothing
from peermentor.to_type import name_journal, quoted
from peermentor.years import is_kept_year

if TYPE_CHECKING:
    from peermentor.dates import Direction, NextMeeting, When
    from peermentor.journal.beside.answers import Answers, Waiting, Wish
    from peermentor.journal.beside.drafts import Drafts
    from peermentor.journal.beside.exports import Exports
    from peermentor.journal.vault.ring import KeyRing
    from peermentor.journal.vault.vault import Vault
    from peermentor.practice.nouns.coaching import Coaching


class App:
    """One run of the program. The clock is read once, so that a command cannot straddle midnight."""

    def __init__(
        self,
        journal: Journal,
        now: datetime,
        *,
        interactive: bool = False,
        settings: Settings = Settings(),  # noqa: B008 - frozen
        problems: tuple[SettingProblem, ...] = (),
    ) -> None:
        self.journal = journal
        self.now = now
        self.settings = settings
        self.problems = problems  # what is wrong in the settings file
        self.habits = settings.habits
        self.journal.steps_kept = int(settings["history"])
        self.coaching_trouble: BrokenCoaching | None = None
        self.interactive = interactive
        self.about = ""  # the record the questions are about, as typed or by uid: answers are kept under it
        self.json = False
        self.quiet = False
        self.color: bool | None = None

    def turn_to(self, journal: Path) -> None:
        """Use another journal, named after the command, before anything is read."""
        before = self.journal
        self.journal = _journal(journal)
        name_journal(str(journal))
        self.journal.command, self.journal.dry_run = before.command, before.dry_run
        self.journal.steps_kept, self.journal.before_read = before.steps_kept, before.before_read

    @cached_property
    def drafts(self) -> "Drafts":
        """The texts that are being written in an editor."""
        from peermentor.journal.beside.drafts import Drafts  # noqa: PLC0415 - only a text needs it

        return Drafts(self.journal.path)

    def answers(self, about: str, wanted: "Callable[[Waiting], Wish]") -> "Answers":
        """Give the place for the answers to this command's questions about one record.

        `wanted` decides what becomes of the answers of a run that was interrupted.
        """
        from peermentor.journal.beside.answers import Answers  # noqa: PLC0415 - only a question needs it

        return Answers(self.journal.path, (self.journal.command, about), self.now, wanted)

    @cached_property
    def settings_path(self) -> Path:
        """The path of the settings file, which may not exist yet."""
        return settings_file.place()

    def keep_setting(self, key: str, value: Value | None) -> None:
        """Write a setting into the file, or for None remove its line. Raises BadSetting."""
        if not self.journal.dry_run:
            settings_file.write(self.settings_path, key, value)

    def without_asking(self) -> None:
        """Run no key command and ask for no passphrase in this run."""
        if sealed.is_sealed(self.journal.path):
            _own_ring().quietly = True

    @property
    def vault(self) -> "Vault":
        """The vault, which locks and unlocks the journal."""
        from peermentor.journal.vault.own_keys import OwnKeys  # noqa: PLC0415 - only `vault` needs it
        from peermentor.journal.vault.vault import Vault  # noqa: PLC0415 - as above

        return Vault(self.journal.typed, OwnKeys(self.settings_path.parent, _own_ring()))

    @cached_property
    def exports(self) -> "Exports":
        """The writer of files for other programs."""
        from peermentor.journal.beside.exports import Exports  # noqa: PLC0415 - only those commands need it

        return Exports(self.journal.path)

    def read_own_pages(self) -> dict[str, tuple[str, str]]:
        """Read the person's own templates for reports, beside the settings file. Raises BadSetting."""
        from peermentor.journal.beside.own_pages import read_own_pages  # noqa: PLC0415 - only a report does

        return read_own_pages(self.settings_path.parent / "report")

    def read_incoming(self, file: Path, suffixes: tuple[str, ...]) -> list[tuple[str, bytes]]:
        """Read a file of another program, or all files of a folder with these endings. Raises CommandLine."""
        from peermentor.journal.beside.incoming import read_incoming  # noqa: PLC0415 - only `import` needs it

        return read_incoming(file, suffixes)

    @cached_property
    def today(self) -> date:
        """The day of this run."""
        return self.now.date()

    @cached_property
    def coaching(self) -> "Coaching":
        """Tips and questions in the language in use, read when they are first needed.

        Where their files can't be read, they are in English, or there are none, and `coaching_trouble` has
        the error: an agenda without advice is better than none.
        """
        from peermentor import templates  # noqa: PLC0415 - most commands show none

        for code in (language.current(), language.ENGLISH):
            try:
                return templates.load(code)
            except BrokenCoaching as broken:
                self.coaching_trouble = broken
        return templates.NONE

    def ahead(self, phrase: str) -> date:
        """Find the day a phrase means, looking ahead: "friday" is the next one. Raises BadDate."""
        return self._day(phrase, "future")

    def back(self, phrase: str) -> date:
        """Find the day a phrase means, looking back: "friday" is the last one. Raises BadDate."""
        return self._day(phrase, "past")

    def moment(
        self,
        phrase: str,
        prefer: "Direction",
        next_meeting: "NextMeeting | None" = None,
        said_on: date | None = None,
    ) -> tuple[date, datetime | None]:
        """Find the day a phrase means, and the moment where a time of day was said too. Raises BadDate."""
        from peermentor import dates  # noqa: PLC0415 - a command without a date needs no grammar

        with _as_bad_date():
            return _day_and_moment(dates.parse(phrase, self.today, prefer, next_meeting, said_on))

    def promised(
        self, text: str, next_meeting: "NextMeeting | None" = None, said_on: date | None = None
    ) -> tuple[str, date | None, datetime | None]:
        """Split a promise into its text, and the day and the moment after its last "by". Raises BadDate.

        "Send it by friday" is "Send it" and next Friday; without a "by" there is no day. `said_on` is the day
        of the talk in which it was promised, if that is not today.
        """
        from peermentor import dates  # noqa: PLC0415 - as above

        with _as_bad_date():
            what, when = dates.split_deadline(text, self.today, next_meeting, said_on)
        return what, *(_day_and_moment(when) if when else (None, None))

    def say_day(self, day: date, at: datetime | None = None) -> str:
        """Say a day as every write does: "Fri 27 Nov 2026 at 15:00, in 4 days"."""
        from peermentor import dates  # noqa: PLC0415 - as above

        return f"{dates.say_at(day, at)}, {dates.distance(day, self.today)}"

    def _day(self, phrase: str, prefer: "Direction") -> date:
        from peermentor import dates  # noqa: PLC0415 - as above

        with _as_bad_date():
            return dates.parse_day(phrase, self.today, prefer)


def _day_and_moment(when: "When") -> tuple[date, datetime | None]:
    from peermentor import dates  # noqa: PLC0415 - as above

    return when.day, dates.moment(when.day, when.clock) if when.clock else None


@contextmanager
def _as_bad_date() -> Iterator[None]:
    from peermentor import dates  # noqa: PLC0415 - as above

    try:
        yield
    except dates.UnknownDate as unknown:
        raise BadDate(
            _("I can't read “{phrase}” as a date: {why}.").format(phrase=unknown.phrase, why=unknown.why),
            _("Name the day itself, or agree on the next meeting: log --next DATE, or later MENTOR DATE.")
            if unknown.problem == "no-meeting"
            else _("Say it like: tomorrow, friday, next week, 3 Jul, 2026-07-03, besok, Jumat depan."),
        ) from None


def app_at(journal: Path, now: datetime) -> App:
    """Make the App for a temporary journal, at another moment, without settings."""
    return App(Journal(journal, is_lasting=False), now)


def open_app(
    journal: Path | None,
    *,
    interactive: bool = False,
    ask_secret: Callable[[str], str | None] | None = None,
    quietly: bool = False,
) -> App:
    """Make the App of this run, from the environment and the settings file.

    `ask_secret` asks for the passphrase of a key; with `quietly`, nobody is asked and no key command is run.
    Raises CommandLine for a bad PEERMENTOR_NOW, BadSetting for a settings file that can't be read.
    """
    name_journal(str(journal or ""))
    settings, problems = read_settings(settings_file.read(settings_file.place()))
    sealed.use(lambda: _ring(ask_secret, quietly=quietly))
    return App(_journal(journal), _clock(), interactive=interactive, settings=settings, problems=problems)


def _own_ring() -> "KeyRing":
    from peermentor.journal.vault.ring import KeyRing  # noqa: PLC0415 - only `vault` needs it

    ring = sealed.ring()
    assert isinstance(ring, KeyRing)  # noqa: S101 - as `open_app` has it
    return ring


def _ring(ask_secret: Callable[[str], str | None] | None, *, quietly: bool) -> "KeyRing":
    from peermentor.journal.vault.key_source import KeySource  # noqa: PLC0415 - only a locked journal needs it
    from peermentor.journal.vault.ring import KeyRing  # noqa: PLC0415 - as above

    def find_source() -> KeySource:
        """Read the settings again: another run may have locked the journal, or changed its key."""
        settings, _problems = read_settings(settings_file.read(settings_file.place()))
        names = ("key-command", "identity", "key-timeout", "pinentry")
        return KeySource(*map(settings.__getitem__, names))

    return KeyRing(find_source(), ask_secret, quietly=quietly, find_source=find_source)


def must_be_understood(problems: Sequence[SettingProblem]) -> None:
    """Raise BadSetting for the first problem of the settings file."""
    for problem in problems:
        where = _("{file}, line {line}: {text}")
        file = settings_file.place()
        way_on = _("{right} Or take it out: peermentor config {key} --unset") if problem.key else "{right}"
        raise BadSetting(
            where.format(file=file, line=problem.line, text=problem.text),
            way_on.format(right=problem.right, key=quoted(problem.key)),
        )


def must_name_a_place(said: str | None, option: str) -> str:
    """Give the path of an option, "" where it was not given.

    Raises CommandLine for an empty one, which the system would take for the current folder.
    """
    if said is not None and says_nothing(said):
        raise CommandLine(_("{option} is empty.").format(option=option), _("Name a file or a folder."))
    return said or ""


def must_be_spoken(lang: str) -> None:
    """Raise CommandLine for a language that we do not have."""
    if language.code_of(lang) is None:
        raise CommandLine(
            _("There is no language “{lang}” here (--lang, PEERMENTOR_LANG).").format(lang=lang),
            _("Languages: {all}.").format(all=", ".join(language.spoken())),
        )


def language_set() -> str:
    """Find the language of the settings file, or of the system where that has none or can't be read."""
    with suppress(BadSetting):
        settings, _problems = read_settings(settings_file.read(settings_file.place()))
        if said := language.code_of(str(settings["language"])):
            return said
    return language.of_the_system(os.environ)


def _journal(chosen: Path | None) -> Journal:
    said = chosen or os.environ.get("PEERMENTOR_JOURNAL")
    if said:
        return Journal(typed_path(said))
    from platformdirs import user_data_path  # noqa: PLC0415 - 5 ms that a chosen journal does not need

    return Journal(user_data_path("peermentor") / "journal.json", may_create_folder=True)


def _clock() -> datetime:
    said = os.environ.get("PEERMENTOR_NOW")
    if not said:
        return datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(said).astimezone()
        if not is_kept_year(moment.year):
            raise ValueError(said)
        return moment
    except (ValueError, OverflowError):
        raise CommandLine(
            _("PEERMENTOR_NOW is “{said}”, which is not a moment.").format(said=said),
            _("Write it like 2026-07-03T12:10, or unset it."),
        ) from None

"""Hints that several commands end with."""

from collections.abc import Callable, Collection
from datetime import date
from functools import wraps
from typing import ParamSpec

from peermentor.app import App
from peermentor.errors import JournalError
from peermentor.language import _
from peermentor.practice.nouns import find
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Goal, Mentor
from peermentor.screen.terminal.result import Hint
from peermentor.to_type import to_type

P = ParamSpec("P")


def if_readable(find_hints: Callable[P, tuple[Hint, ...]]) -> Callable[P, tuple[Hint, ...]]:
    """Leave hints out where a record for them can't be read: the command itself has succeeded."""

    @wraps(find_hints)
    def find_them(*args: P.args, **kwargs: P.kwargs) -> tuple[Hint, ...]:
        try:
            return find_hints(*args, **kwargs)
        except JournalError:
            return ()

    return find_them


@if_readable
def hint_for(app: App, records: Records, mentor_uid: str) -> tuple[Hint, ...]:
    """Find the hint for one peer, if there is one and the settings allow hints."""
    mentor = records.get(Mentor, mentor_uid)
    if mentor is None or not _wanted(app):
        return ()
    from peermentor.practice.today import hints  # noqa: PLC0415 - hints may be off

    found = hints.choose_hint(records, mentor, app.today, app.habits)
    return (Hint(found.text, found.command),) if found else ()


def hint_of_the_day(app: App, records: Records, unless: Collection[str] = ()) -> tuple[Hint, ...]:
    """Find the hint of the day, among all peers."""
    if not _wanted(app):
        return ()
    from peermentor.practice.today import hints  # noqa: PLC0415 - as above

    found = hints.choose_hint_of_day(records, app.today, app.habits, unless)
    return (Hint(found.text, found.command),) if found else ()


def hint_of_waiting_text(app: App) -> tuple[Hint, ...]:
    """Say that a text from an earlier run was never kept, and how to go on with it."""
    waiting = [path for path in app.drafts.waiting() if app.drafts.holds_words(path)]
    if not waiting:
        return ()
    text = _("A text that was never kept waits in {path}. Go on with it:").format(path=waiting[-1])
    return (Hint(text, to_type("log", "MENTOR", "--edit")),)


def coaching_is_broken(app: App) -> tuple[Hint, ...]:
    """Say what to do when tips and questions could not be read; call it after using `app.coaching`."""
    if app.coaching_trouble is None:
        return ()
    text = _("{what} It went without. Install peermentor again:").format(what=app.coaching_trouble.message)
    return (Hint(text, "pip install --force-reinstall peermentor"),)


def _wanted(app: App) -> bool:
    return bool(app.settings["hints"]) and not app.journal.dry_run and (app.json or not app.quiet)


@if_readable
def name_stretch(app: App, records: Records, goal: Goal) -> tuple[Hint, ...]:
    """Ask what comes after a goal that is reached; nothing while a concern stands."""
    mentor = records.get(Mentor, goal.mentor)
    if mentor and standing_concern(records, mentor, app.today):
        return ()
    said = _("What do you want to learn or try next?")
    return (Hint(said, to_type("add-goal", "…", "--follows", goal.handle)),)


@if_readable
def first_step(records: Records, mentor: Mentor) -> tuple[Hint, ...]:
    """Propose the fit checklist for a candidate, or a first goal with an active peer who has none."""
    if standing_concern(records, mentor, date.max):
        return ()
    typed = find.shortest(records, mentor)
    if mentor.stage == "candidate":
        said = _("The first words come later (peermentor opener {typed}). First, see how they fit:")
        return (Hint(said.format(typed=typed), to_type("fit", typed)),)
    if mentor.stage != "active" or records.of_mentor(Goal, mentor):
        return ()
    said = {
        "career": _("Name the next step at work that they can help you take."),
        "skill": _("Name what you want to be able to do, and do with their help."),
        "both": _("Name something you want to learn and the step it should lead to."),
    }.get(mentor.focus or "", _("Name what you want to grow in."))
    return (Hint(said, to_type("add-goal", "…", "--with", typed)),)

"""doctor: every invariant of the journal in words, and what mends the ones that do not hold."""

from typing import Annotated

import typer

from peermentor import language, templates
from peermentor.app import App
from peermentor.errors import Unsound
from peermentor.language import _, several
from peermentor.practice.nouns.upkeep import CheckupView, Finding
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def doctor(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help=_("Mend what can be mended without losing anything."))
    ] = False,
) -> Result:
    """Look at everything the journal rests on; with --repair, mend what loses nothing."""
    app: App = ctx.obj
    mended: tuple[str, ...] = ()
    if repair:
        before = [found for found in app.journal.doctor.look(app.now) if found.mends]
        app.journal.doctor.mend(app.now)
        mended = tuple(found.code for found in before)
    found = app.journal.doctor.look(app.now)
    hint = Hint(_("Some of it can be mended:"), to_type("doctor", "--repair"))
    needed = not repair and any(f.mends for f in found)
    every = (*found, _coaching(), _catalogues())
    wrong = sum(not one.holds for one in every)
    return Result(
        CheckupView(every, mended),
        view="doctor",
        hints=(hint,) if needed else (),
        error=_unsound(wrong) if wrong else None,
    )


def _unsound(wrong: int) -> Unsound:
    text = several("{n} thing is not as it should be.", "{n} things are not as they should be.", wrong)
    return Unsound(text, _("Each says what mends it: peermentor doctor"))


def _coaching() -> Finding:
    missing = [file for code in language.spoken() for file in templates.missing(code)]
    if not missing:
        return Finding("templates", True, _("The coaching is complete."))
    text = _("The coaching is not whole: {files}.").format(files=", ".join(missing))
    return Finding("templates", False, text, _("Install peermentor again."))


def _catalogues() -> Finding:
    lost = language.without_catalogue()
    if not lost:
        text = _("The words of every language are there: {all}.").format(all=", ".join(language.spoken()))
        return Finding("catalogue", True, text)
    text = _("The words of {codes} can't be read, so they are said in English.").format(codes=", ".join(lost))
    return Finding("catalogue", False, text, _("Install peermentor again."))

"""questions: the bank that `prep` draws on, and the ones you like best."""

from typing import Annotated

import typer

from peermentor import language, templates
from peermentor.app import App
from peermentor.commands.shared.completing import complete_words, journal_of
from peermentor.commands.shared.converted import one_of, word_option
from peermentor.commands.shared.hints import coaching_is_broken
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns.records import ROLES, Role
from peermentor.practice.prep.situation import starred_keys
from peermentor.practice.today import library
from peermentor.screen.terminal.result import Result


def _complete_key(incomplete: str) -> list[tuple[str, str]]:
    bank = templates.load(language.current()).questions
    return [(one.key, one.text) for one in bank if one.key.startswith(incomplete)]


def _complete_starred(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    starred = starred_keys(journal_of(ctx).journal.records())
    return [(key, text) for key, text in _complete_key(incomplete) if key in starred]


def questions(
    ctx: typer.Context,
    moment: Annotated[
        str | None,
        typer.Option(
            "--moment",
            metavar="MOMENT",
            help=_("Only for a moment like first-meeting or stalled-goal."),
            autocompletion=complete_words(library.MOMENTS),
        ),
    ] = None,
    role: Annotated[
        Role | None,
        word_option("--role", help=_("Only those for your role this time."), allowed=ROLES),
    ] = None,
    starred: Annotated[bool, typer.Option("--starred", help=_("Only those with a star."))] = False,
    star: Annotated[
        str | None,
        typer.Option(
            "--star",
            metavar="KEY",
            help=_("Like this one: `prep` asks it first where it fits."),
            autocompletion=_complete_key,
        ),
    ] = None,
    unstar: Annotated[
        str | None,
        typer.Option(
            "--unstar", metavar="KEY", help=_("Take a star away."), autocompletion=_complete_starred
        ),
    ] = None,
) -> Result:
    """List questions worth asking, by the moment they are good for; prep chooses three of them."""
    app: App = ctx.obj
    at = one_of(moment, "--moment", library.MOMENTS)
    if star is not None or unstar is not None:
        if (star is not None) + (unstar is not None) + bool(at or role or starred) > 1:
            raise CommandLine(
                _("A star is given or taken away one at a time."), _("Leave out the other options.")
            )
        return _change_star(app, star or unstar or "", starred=star is not None)
    found = library.list_questions(
        app.coaching.questions, app.journal.records(), moment=at, role=role, starred=starred
    )
    return Result(found, view="questions", hints=coaching_is_broken(app))


def _change_star(app: App, typed: str, *, starred: bool) -> Result:
    question = library.find_question(app.coaching.questions, typed)
    change = library.star_question if starred else library.unstar_question
    with app.journal.transaction(app.now) as draft:
        change(draft, question)
    said = _("Starred {key}: {text}") if starred else _("Took the star from {key}: {text}")
    return Result(
        {"question": library.question_view(question, starred=starred)},
        said.format(key=question.key, text=question.text),
    )

"""search: find your own words again."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_if_missing
from peermentor.commands.shared.completing import complete_words
from peermentor.commands.shared.converted import Since, Until, one_of, require_order
from peermentor.commands.shared.options import WithMentor, argument
from peermentor.language import _
from peermentor.practice.lookback.search import KINDS_SEARCHED, Found, search_records, split_words
from peermentor.practice.lookback.selection import Where
from peermentor.practice.nouns import find
from peermentor.practice.nouns.record_set import Records
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

NO_HIT = 1  # the exit code of a search that found nothing, as grep has it
SCREENFUL = 50  # hits shown where no --limit is given

Words = Annotated[list[str] | None, argument("WORDS…", _("All must occur; quotes keep a phrase."))]
FoundKinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=_("Only these kinds: session, promise, goal, win…"),
        autocompletion=complete_words(KINDS_SEARCHED),
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help=_("Only the newest N."))]


def search(
    ctx: typer.Context,
    typed: Words = None,
    with_mentor: WithMentor = None,
    since: Since = None,
    until: Until = None,
    kind: FoundKinds = None,
    limit: Limit = None,
) -> Result:
    """Search everything you wrote: newest first, with the words marked."""
    app: App = ctx.obj
    wanted = split_words(typed or [ask_if_missing(app, None, "WORDS", _("What are you looking for?"))])
    kinds = tuple(filter(None, (one_of(said, "--kind", tuple(KINDS_SEARCHED)) for said in kind or ())))
    require_order(since, until)
    records = app.journal.records()
    who = find.mentor(records, with_mentor) if with_mentor is not None else None
    where = Where(who, since, until, kinds)
    # A person reads a screenful; a script takes them all.
    found = search_records(records, wanted, where, limit or (None if app.json else SCREENFUL))
    any_hit = bool(found.hits)
    return Result(
        found,
        view="search",
        hints=_way_on(records, found, where),
        found=any_hit,
        exit_code=0 if any_hit else NO_HIT,
    )


def _way_on(records: Records, found: Found, where: Where) -> tuple[Hint, ...]:
    """A similar search that finds something, after one that found nothing."""
    if found.hits:
        return ()
    everywhere = Where()
    if where != everywhere and search_records(records, found.words, everywhere, 1).hits:
        return (Hint(_("It is there when you look everywhere."), _typed(found.words)),)
    longest = max(found.words, key=len)
    if len(found.words) > 1 and search_records(records, [longest], everywhere, 1).hits:
        return (Hint(_("One of the words alone is there."), _typed([longest])),)
    return ()


def _typed(looked_for: tuple[str, ...] | list[str]) -> str:
    dashes = ["--"] if any(word.startswith("-") for word in looked_for) else []
    return to_type("search", *dashes, *looked_for)

"""agree: what the two of you expect of each other, how often you meet, and how you would stop."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer
from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.shared.asking import ask_mentor, must_all_be_filled
from peermentor.commands.shared.converted import day_option, number_option, read_number, word_option
from peermentor.commands.shared.hints import if_readable
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import BegunMentor
from peermentor.errors import CommandLine
from peermentor.exchange.formats import find_format
from peermentor.language import _
from peermentor.practice.nouns import find, people, rhythm
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import FOCUSES, Mentor
from peermentor.practice.nouns.thresholds import LONGEST_TALK, SHORTEST_TALK
from peermentor.practice.peers.agreed_view import agreed_view
from peermentor.practice.peers.agreement import (
    ChangedTerm,
    changed_terms,
    in_effect,
    is_due,
    keep_agreement,
    latest_agreement,
    say_term,
    slower_rhythm_for,
    term_word,
)
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def agree(
    ctx: typer.Context,
    mentor: BegunMentor = None,
    focus: Annotated[str | None, word_option("--focus", help=_("What it is about."), allowed=FOCUSES)] = None,
    i_bring: Annotated[str | None, typer.Option("--i-bring", help=_("What you bring."))] = None,
    they_bring: Annotated[str | None, typer.Option("--they-bring", help=_("What they bring."))] = None,
    i_hope: Annotated[str | None, typer.Option("--i-hope", help=_("What you hope for."))] = None,
    they_hope: Annotated[str | None, typer.Option("--they-hope", help=_("What they hope for."))] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", help=_("How you reach each other between talks."))
    ] = None,
    every: Annotated[
        str | None, typer.Option("--every", metavar="RHYTHM", help=_("How often you meet: 3w, month."))
    ] = None,
    minutes: Annotated[
        int | None,
        number_option(
            "--minutes", help=_("How long a talk is (5-480)."), low=SHORTEST_TALK, high=LONGEST_TALK
        ),
    ] = None,
    quiet: Annotated[str | None, typer.Option("--quiet", help=_("When not to write."))] = None,
    confidential: Annotated[
        str | None, typer.Option("--confidential", help=_("What stays between you."))
    ] = None,
    boundary: Annotated[
        list[str] | None,
        typer.Option("--boundary", help=_("A boundary; repeatable. All of them, each time.")),
    ] = None,
    stop: Annotated[str | None, typer.Option("--stop", help=_("How either of you may stop."))] = None,
    check: Annotated[
        date | None,
        day_option("--check", help=_("When to look at it again; in six months if unsaid."), looks="ahead"),
    ] = None,
    renew: Annotated[
        bool, typer.Option("--renew", help=_("Go through it again, and move the next look on."))
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", "-m", help=_("One page to send them; nothing private in it."))
    ] = False,
) -> Result:
    """Keep what you agree on as a new version; with no option, show the one that holds."""
    app: App = ctx.obj
    terms = _terms(
        i_bring=i_bring,
        they_bring=they_bring,
        i_hope=i_hope,
        they_hope=they_hope,
        channel=channel,
        quiet=quiet,
        confidential=confidential,
        stop=stop,
        focus=focus,
        every=every and rhythm.parse(every),
        minutes=minutes,
        boundaries=_boundaries(boundary),
        check=check,
    )
    if markdown and (terms or renew):
        raise CommandLine(
            _("A page to send is made of what is agreed already."),
            _("Agree first, then: agree NAME --markdown"),
        )
    whom = ask_mentor(app, mentor)
    if not terms and not markdown:
        terms, renew = _asked_where_it_helps(app, whom, renew=renew)
    if terms or renew:
        return _keep_terms(app, whom, terms, renew=renew)
    return _show_terms(app, whom, markdown=markdown)


def _terms(**given: Any) -> dict[str, Any]:  # noqa: ANN401 - the terms of an agreement
    return {term: value for term, value in given.items() if value is not None}


def _boundaries(given: Sequence[str] | None) -> tuple[str, ...] | None:
    """The boundaries as given; a single empty one clears them."""
    if given is None:
        return None
    return () if list(given) == [""] else must_all_be_filled(given, "--boundary")


def _keep_terms(app: App, whom: str, terms: dict[str, Any], *, renew: bool) -> Result:
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        before = latest_agreement(draft.records, who)
        if renew and before is None and not terms:
            raise CommandLine(
                _("There is nothing to renew with {name} yet.").format(name=who.name),
                _("Begin: {command}").format(command=_begin(draft.records, who)),
            )
        after = keep_agreement(draft, who, renew=renew, **terms)
        new = bool(draft.changes)
        differs = changed_terms(before, after) if new else ()
        kept = replace(agreed_view(draft.records, who, app.today, app.habits.breaks), changes=differs)
    if not new:
        said = _("Nothing to change in what you agreed on with {name} ({handle}).")
        return Result(kept, said.format(name=in_a_line(who.name), handle=after.handle))
    said = _("Renewed with {name} ({handle}).") if renew and before else _("Agreed with {name} ({handle}).")
    look = _("The next look at it: {day}.").format(day=app.say_day(after.check)) if after.check else ""
    lines = [f"{said.format(name=in_a_line(who.name), handle=after.handle)} {look}".rstrip()]
    return Result(
        kept, "\n".join(lines + [_say_change(c) for c in differs]), hints=_to_send(draft.records, who)
    )


def _show_terms(app: App, whom: str, *, markdown: bool) -> Result:
    records = app.journal.records()
    who = find.mentor(records, whom)
    held = latest_agreement(records, who)
    data = agreed_view(records, who, app.today, app.habits.breaks)
    if held is None:
        said = _("Nothing is agreed with {name} yet.").format(name=in_a_line(who.name))
        return Result(data, said, hints=_to_begin(records, who))
    if markdown:
        return Result(data, view="agreement", text=find_format("agree-markdown").write(data.agreement))
    return Result(data, view="agreement", hints=_to_renew(app, records, who))


def _say_change(change: ChangedTerm) -> str:
    nothing = _("nothing")
    before, after = (say_term(change.field, value) for value in (change.before, change.after))
    return "  " + _("{term}: {before} → {after}").format(
        term=term_word(change.field),
        before=in_a_line(before) or nothing,
        after=in_a_line(after) or nothing,
    )


def _asked_where_it_helps(app: App, whom: str, *, renew: bool) -> tuple[dict[str, Any], bool]:
    """The terms that are asked for in a terminal, where there is no agreement or it is renewed."""
    if not app.interactive:
        return {}, renew
    records = app.journal.records()
    who = find.mentor(records, whom)
    if latest_agreement(records, who) and not renew:
        return {}, False
    people.must_have_begun(who)
    return _guided(app, records, who), renew


def _guided(app: App, records: Records, who: Mentor) -> dict[str, Any]:
    held = in_effect(records, who, app.today)
    intro = _("What you and {name} agree on. Enter keeps what is there, or skips.")
    ask.tell(intro.format(name=in_a_line(who.name)))
    focus = ask.choice(_("What is it about?"), FOCUSES)
    terms: dict[str, Any] = {
        "i_bring": ask.text(_("What do you bring?"), held.i_bring),
        "they_bring": ask.text(_("What do they bring?"), held.they_bring),
        "i_hope": ask.text(_("What do you hope for?"), held.i_hope),
        "they_hope": ask.text(_("What do they hope for?"), held.they_hope),
        "channel": ask.text(_("How do you reach each other between talks?"), held.channel),
        "every": ask.understood(_("How often do you meet? (3w, month)"), rhythm.parse, held.every) or "",
        "minutes": ask.understood(_("How many minutes?"), _minutes, str(held.minutes or app.habits.minutes)),
        "quiet": ask.text(_("When is it better not to write?"), held.quiet),
        "confidential": ask.text(_("What stays between you?"), held.confidential),
        "boundaries": _asked_boundaries(held.boundaries),
        "stop": ask.text(_("How may either of you stop?"), held.stop),
    }
    return terms | ({"focus": focus} if focus else {})


def _asked_boundaries(held: tuple[str, ...]) -> tuple[str, ...]:
    if held and not ask.yes(_("Boundaries: {all}. Change them?").format(all="; ".join(held))):
        return held
    return ask.several(_("A boundary that keeps it good for both?"))


def _minutes(text: str) -> int:
    return read_number(text, SHORTEST_TALK, LONGEST_TALK)


def _begin(records: Records, who: Mentor) -> str:
    typed = find.shortest(records, who)
    return to_type("agree", typed, "--i-hope", "…", "--they-hope", "…", "--every", "3w", "--boundary", "…")


def _to_begin(records: Records, who: Mentor) -> tuple[Hint, ...]:
    if who.is_over or who.stage == "candidate" or standing_concern(records, who, date.max):
        return ()
    return (Hint(_("Begin with as much as you know:"), _begin(records, who)),)


@if_readable
def _to_send(records: Records, who: Mentor) -> tuple[Hint, ...]:
    if standing_concern(records, who, date.max):
        return ()
    return (Hint(_("A page to send them:"), to_type("agree", find.shortest(records, who), "--markdown")),)


def _to_renew(app: App, records: Records, who: Mentor) -> tuple[Hint, ...]:
    if who.is_over or standing_concern(records, who, app.today):
        return ()
    typed = find.shortest(records, who)
    if slower := slower_rhythm_for(records, who):
        said = _("Your energy after talks is going down. A slower rhythm may help:")
        return (Hint(said, to_type("agree", typed, "--every", slower)),)
    if is_due(records, who, app.today):
        return (Hint(_("It is time to look at it together:"), to_type("agree", typed, "--renew")),)
    return ()

"""opener: the first words to a peer, ready to copy, kept and marked as sent."""

from datetime import date
from typing import Annotated

import typer
from msgspec import Struct

from peermentor import language, templates
from peermentor.app import App
from peermentor.commands.shared.asking import ask_if_missing, ask_mentor, long_text, must_be_filled
from peermentor.commands.shared.converted import day_option, one_of, word_option
from peermentor.commands.shared.hints import if_readable
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import MentorArgument
from peermentor.errors import CommandLine, Missing
from peermentor.language import _
from peermentor.practice.nouns import find, people, vocabulary
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, OpenerKind
from peermentor.practice.peers.concern import no_words_while_it_stands
from peermentor.practice.peers.opener import (
    KINDS,
    Openers,
    answer_by,
    draft_openers,
    keep_opener,
    kind_word,
    mark_sent,
    show_openers,
    to_send,
)
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


class OpenerOptions(Struct, frozen=True, kw_only=True):
    """The options of `opener`, as typed."""

    skill: str | None = None
    kind: OpenerKind | None = None
    formal: bool = False
    text: str = ""
    keep: bool = False
    sent: date | None = None
    replace: bool = False

    def writes(self) -> bool:
        """Tell whether there is anything to keep."""
        return bool(self.keep or self.text or self.sent)

    def drafts(self) -> bool:
        """Tell whether new words are asked for, and not only the kept ones."""
        return bool(self.keep or self.text or self.formal or self.skill)


def opener(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    skill: Annotated[
        str | None, typer.Option("--skill", help=_("What you want to learn, if not what is kept."))
    ] = None,
    kind: Annotated[
        OpenerKind | None,
        word_option(
            "--kind",
            metavar="KIND",
            help=_("Only this one, on a line of its own to copy: {kinds}.").format(
                kinds=vocabulary.choices(KINDS)
            ),
            allowed=KINDS,
        ),
    ] = None,
    formal: Annotated[bool, typer.Option("--formal", help=_("In a more formal tone."))] = False,
    keep: Annotated[bool, typer.Option("--keep", help=_("Keep the words of this --kind."))] = False,
    text: Annotated[
        str | None, typer.Option("--text", help=_("Keep your own words instead (- reads stdin)."))
    ] = None,
    sent: Annotated[
        bool, typer.Option("--sent", help=_("They are said or sent; “today” asks what came of it."))
    ] = False,
    day: Annotated[
        date | None, day_option("--date", help=_("The day they were sent, if not today."), looks="back")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=_("In place of the words, or the day, kept before."))
    ] = False,
) -> Result:
    """Offer three ways to begin, or keep one; it is kept only with --keep, --text or --sent."""
    app: App = ctx.obj
    wish = OpenerOptions(
        skill=None if skill is None else must_be_filled(skill, "--skill"),
        kind=kind,
        formal=formal,
        text="" if text is None else must_be_filled(long_text(text), "--text"),
        keep=keep,
        sent=_sent(app, day, sent=sent),
        replace=replace,
    )
    if replace and not wish.writes():
        raise CommandLine(_("--replace needs something to keep."), _("Add --keep, --text or --sent."))
    whom = ask_mentor(app, mentor)
    return _keep_words(app, whom, wish) if wish.writes() else _offer(app, whom, wish)


def _sent(app: App, day: date | None, *, sent: bool) -> date | None:
    if day is not None and not sent:
        raise CommandLine(_("--date is the day it was sent."), _("Add --sent."))
    return (day or app.today) if sent else None


def _offer(app: App, whom: str, wish: OpenerOptions) -> Result:
    records = app.journal.records()
    who = people.find_open_mentor(records, whom)
    no_words_while_it_stands(records, who, app.today)
    kinds = (wish.kind,) if wish.kind else KINDS
    skill = wish.skill or who.skill
    # What is kept can be shown without a skill; a draft needs one to name.
    if not skill and (wish.formal or not any(opener.kind in kinds for opener in who.openers)):
        skill = _asked_skill(app)
    return Result(_show_words(app, records, who, wish, skill), view="opener", hints=_next_step(records, who))


def _keep_words(app: App, whom: str, wish: OpenerOptions) -> Result:
    before = people.find_open_mentor(app.journal.records(), whom)
    no_words_while_it_stands(app.journal.records(), before, app.today)
    kind = wish.kind or _kind(app, before, wish)
    fresh = wish.drafts() or all(opener.kind != kind for opener in before.openers)
    skill = wish.skill or before.skill or ("" if wish.text or not fresh else _asked_skill(app))
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        if fresh:
            words = wish.text or _drafted(who, kind, skill, formal=wish.formal)
            who = keep_opener(draft, who, kind, words, anew=wish.replace)
        if wish.sent:
            who = mark_sent(draft, who, kind, wish.sent, anew=wish.replace)
        kept = _show_words(app, draft.records, who, OpenerOptions(kind=kind), skill)
        changed = bool(draft.changes)
    return Result(kept, _say_kept(app, kept, changed=changed), hints=_next_step(draft.records, who))


def _kind(app: App, who: Mentor, wish: OpenerOptions) -> OpenerKind:
    only = to_send(who) if not (wish.keep or wish.text) else None
    if only:
        return only
    typed = ask.choice(_("Which one?"), KINDS) if app.interactive else None
    found = one_of(typed, "--kind", KINDS)
    if found is None:
        raise Missing(
            _("--kind is missing."),
            _("One of: {allowed}.").format(allowed=vocabulary.choices(KINDS)),
        )
    return found


def _asked_skill(app: App) -> str:
    return ask_if_missing(app, None, "--skill", _("What do you want to learn together?"))


def _drafted(who: Mentor, kind: OpenerKind, skill: str, *, formal: bool) -> str:
    texts = templates.openers(language.current())
    return next(d.text for d in draft_openers(texts, who, skill, formal=formal) if d.kind == kind)


def _show_words(app: App, records: Records, who: Mentor, wish: OpenerOptions, skill: str) -> Openers:
    texts = templates.openers(language.current())
    return show_openers(
        records,
        who,
        draft_openers(texts, who, skill, formal=wish.formal) if skill else (),
        wish.kind,
        skill=skill,
        formal=wish.formal,
        anew=wish.formal or wish.skill is not None,
        today=app.today,
    )


def _say_kept(app: App, kept: Openers, *, changed: bool) -> str:
    (words,) = kept.openers
    if not changed:
        said = _("Nothing to change for {name} ({handle}).")
    elif words.sent:
        said = _("Sent to {name} ({handle}) on {day}: {kind}.")
    else:
        said = _("Kept for {name} ({handle}): {kind}.")
    told = said.format(
        name=in_a_line(kept.mentor.name),
        handle=kept.mentor.handle,
        day=app.say_day(words.sent) if words.sent else "",
        kind=kind_word(words.kind, kept.met),
    )
    if not (changed and words.sent and kept.answer_by):
        return told
    return told + " " + _("What came of it is asked on {day}.").format(day=app.say_day(kept.answer_by))


@if_readable
def _next_step(records: Records, who: Mentor) -> tuple[Hint, ...]:
    """Once words are sent, what to do with the answer; before, to say that they were sent."""
    typed = find.shortest(records, who)
    if answer_by(records, who):
        text = _("If it is a no: peermentor close {typed} --declined. If it is a yes:")
        return (Hint(text.format(typed=typed), to_type("edit-mentor", typed, "--stage", "active")),)
    if any(opener.sent for opener in who.openers):
        return ()
    kind = to_send(who) or "message"
    return (Hint(_("Once it is said or sent:"), to_type("opener", typed, "--kind", kind, "--sent")),)

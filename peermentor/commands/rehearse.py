"""rehearse: make words ready for a conversation that is hard to have, or for a piece of feedback."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_mentor
from peermentor.commands.shared.converted import word_option
from peermentor.commands.shared.options import MentorArgument
from peermentor.language import _
from peermentor.practice.contract import people_views
from peermentor.practice.nouns import people
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Rehearsal, Tone
from peermentor.practice.peers.concern import no_words_while_it_stands
from peermentor.practice.peers.rehearsal import (
    TONES,
    fields_said,
    judging_words,
    keep_rehearsal,
    say_how_it_went,
    waiting_rehearsal,
    words_to_say,
)
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def rehearse(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    feedback: Annotated[
        str | None,
        typer.Option(
            "--feedback", metavar="SENTENCE", help=_("A piece of feedback, as it comes to you at first.")
        ),
    ] = None,
    happened: Annotated[str, typer.Option("--happened", help=_("What happened, and when?"))] = "",
    behaviour: Annotated[str, typer.Option("--behaviour", help=_("Of feedback: what did they do?"))] = "",
    effect: Annotated[str, typer.Option("--effect", help=_("What does it do to you?"))] = "",
    own_part: Annotated[str, typer.Option("--own-part", help=_("What is your own part in it?"))] = "",
    asked: Annotated[str, typer.Option("--ask", help=_("What do you ask for?"))] = "",
    if_no: Annotated[str, typer.Option("--if-no", help=_("What do you do if they say no?"))] = "",
    tone: Annotated[
        Tone | None, word_option("--tone", help=_("How you want to say it."), allowed=TONES)
    ] = None,
    went: Annotated[str, typer.Option("--went", help=_("Afterwards: how did it go?"))] = "",
) -> Result:
    """Make words ready, and keep them as a private note; afterwards, say how it went."""
    app: App = ctx.obj
    whom = ask_mentor(app, mentor)
    records = app.journal.records()
    who = people.find_open_mentor(records, whom)
    no_words_while_it_stands(records, who, app.today)
    if went:
        return _went(app, whom, went)
    said = Rehearsal(
        mentor=who.uid,
        date=app.today,
        kind="feedback" if feedback is not None else "conversation",
        tone=tone or "plain",
        happened=happened,
        behaviour=behaviour,
        effect=effect,
        own_part=own_part,
        ask=asked,
        if_no=if_no,
    )
    if not fields_said(said) and app.interactive:
        said = _interview(records, who, said, feedback or "")
    with app.journal.transaction(app.now) as draft:
        kept = keep_rehearsal(draft, people.find_open_mentor(draft.records, whom), said)
        told = people_views.rehearsal(draft.records, kept)
    judged = judging_words(" ".join((feedback or "", *fields_said(kept).values())))
    hint = Hint(_("Afterwards, how did it go?"), to_type("rehearse", who.handle, "--went", "…"))
    return Result(
        people_views.RehearsalWhole(told, words_to_say(kept), judged), view="rehearsal", hints=(hint,)
    )


def _went(app: App, whom: str, went: str) -> Result:
    with app.journal.transaction(app.now) as draft:
        kept = say_how_it_went(draft, people.find_open_mentor(draft.records, whom), went)
        told = people_views.rehearsal(draft.records, kept)
    said = _("Kept with {handle}: how it went.").format(handle=told.handle)
    return Result({"rehearsal": told}, said)


def _interview(records: Records, who: Mentor, said: Rehearsal, sentence: str) -> Rehearsal:
    """Ask for the parts one by one, with the earlier answers as defaults."""
    before = waiting_rehearsal(records, who)
    known = before if before and before.kind == said.kind else said
    ask.introduce(_("Words for {name}, made ready; only you see them.").format(name=who.name))
    if said.kind == "feedback":
        if words := judging_words(sentence):
            ask.tell(
                _("“{words}” judges. Say what you saw, once, on one day.").format(words=", ".join(words))
            )
        questions = {
            "happened": _("When and where was it?"),
            "behaviour": _("What did they do? Only what could be seen or heard."),
            "effect": _("What did it do to you, or to the work?"),
            "ask": _("What do you want to ask them?"),
        }
    else:
        questions = {
            "happened": _("What happened, and when?"),
            "effect": _("What does it do to you?"),
            "own_part": _("What is your own part in it?"),
            "ask": _("What do you ask for?"),
            "if_no": _("What will you do if they say no?"),
        }
    answers = {name: ask.text(question, getattr(known, name)) for name, question in questions.items()}
    tone = ask.choice(_("How do you want to say it?"), TONES)
    return Rehearsal(mentor=who.uid, date=said.date, kind=said.kind, tone=tone or known.tone, **answers)  # type: ignore[arg-type]  # one of TONES

"""Topics: add-topic, topics."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_if_missing, ask_mentor
from peermentor.commands.shared.converted import ConfidenceOption, word_option
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import MentorArgument, ShowAll, WithMentor, argument
from peermentor.language import _
from peermentor.practice.contract import noted_views
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.records import SIDES, Side, Topic
from peermentor.screen.terminal.result import Result


def add_topic(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    text: Annotated[str | None, argument("TEXT", _("What you want to talk about."))] = None,
    important: Annotated[
        bool, typer.Option("--important", "-i", help=_("Comes first on the agenda."))
    ] = False,
    confidence: ConfidenceOption = None,
    raised_by: Annotated[
        Side, word_option("--from", help=_("Who brings it; me if not said."), allowed=SIDES)
    ] = "me",
) -> Result:
    """Park a topic for the next talk."""
    app: App = ctx.obj
    whom = ask_mentor(app, mentor)
    said = ask_if_missing(app, text, "TEXT", _("What do you want to talk about?"))
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        topic = draft.add(
            Topic(
                mentor=who.uid,
                text=said,
                owner=raised_by,
                important=important,
                raised=app.today,
                before=confidence,
            )
        )
        kept = noted_views.topic(draft.records, topic)
    return Result(
        {"topic": kept},
        _("Parked {handle} for the next talk with {name}.").format(
            handle=topic.handle, name=in_a_line(who.name)
        ),
    )


def topics(ctx: typer.Context, with_mentor: WithMentor = None, everything: ShowAll = False) -> Result:
    """List what is parked for the next talks."""
    app: App = ctx.obj
    records = app.journal.records()
    uid = find.uid_meant(records, with_mentor)
    rows = [
        noted_views.topic(records, topic)
        for topic in (records.all(Topic) if everything else records.where(Topic, state="open"))
        if not uid or topic.mentor == uid
    ]
    return Result(noted_views.TopicsView(tuple(rows)), view="topics")

"""`session`: everything that is kept of one talk."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.contract.noted_views import TopicView
from peermentor.practice.contract.talk_views import SessionView, SessionWhole
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.records import Session
from peermentor.screen.terminal.console import GOOD, QUIET, STRONG, console, indented, marked, prose, words
from peermentor.screen.views import reflection
from peermentor.screen.views.feedback import feedback_table
from peermentor.screen.views.promises import promise_table
from peermentor.screen.views.sessions import called_off
from peermentor.screen.views.topics import confidence

# The fields that this screen draws in its own way or leaves out; any other is drawn below its label.
DRAWN = {
    *(
        "uid",
        "number",
        "created",
        "updated",
        "source",
        "mentor",
        "date",
        "at",
        "minutes",
        "led",
        "role",
        "notes",
    ),
    *("gave", "got", "discussed", "agenda", "energy", "talked", "cancelled", "next", "tried"),
}


def draw(data: SessionWhole, color: bool | None) -> None:
    """Draw everything that is kept of one talk, in the words that were typed."""
    screen = console(color)
    session = data.session
    title = marked(f"{dates.say_at(session.date, session.at)} · ", STRONG, words(session.mentor.name, STRONG))
    screen.print(title, Text(session.handle, QUIET))
    if session.cancelled:
        screen.print(words(called_off(session.cancelled, session.mentor.name), QUIET))
    screen.print(_facts(session))
    _part(screen, _("Notes"), [session.notes])
    _part(screen, _("Took away"), [_taken(session, place) for place in range(1, len(session.got) + 1)])
    _part(screen, _("Gave"), session.gave)
    for field in fields_of(Session).values():
        if field.name not in DRAWN and (said := getattr(session, field.name)):
            _part(screen, field.label, said if field.listed else [value_words(said, field.choices)])
    _part(screen, _("Went well"), [win.text for win in session.wins], GOOD)
    if session.feedback:
        screen.print(Text(_("Feedback"), QUIET))
        screen.print(indented(feedback_table(session.feedback)))
    for name, texts in reflection.parts(session.reflection, data.questions) if session.reflection else ():
        _part(screen, name, texts)
    _part(screen, _("Talked about"), [_about(topic) for topic in session.topics])
    if session.promises:
        screen.print()
        screen.print(promise_table(session.promises, named=False))
    if session.next:
        screen.print(Text(_("Next meeting {day}").format(day=dates.say(session.next)), QUIET))


def _taken(session: SessionView, place: int) -> str:
    """Write an insight, with what came of it if it was tried; else with its handle ("s3.1"), to type."""
    came = next((one for one in session.tried if one.insight == place), None)
    text = session.got[place - 1]
    if came is None:
        return f"☐ {text} ({session.handle}.{place})"
    return f"☑ {text} → {came.outcome}" if came.outcome else f"☑ {text}"


def _about(topic: TopicView) -> str:
    sure = confidence(topic)
    return f"{topic.handle} {topic.text}" + (f" ({sure})" if sure else "")


def _facts(session: SessionView) -> Text:
    facts = []
    if session.minutes:
        facts.append(several("{n} minute", "{n} minutes", session.minutes))
    if session.led:
        facts.append({"me": _("led by you"), "them": _("led by them"), "both": _("led by both")}[session.led])
    if session.energy:
        facts.append(_("energy {n} of 5").format(n=session.energy))
    if session.role:
        facts.append(_("you were the mentor") if session.role == "mentor" else _("you were the mentee"))
    if session.talked:
        facts.append(
            {"me": _("you talked more"), "them": _("they talked more")}.get(
                session.talked, _("you talked about as much as they did")
            )
        )
    return Text(" · ".join(facts), QUIET)


def _part(screen: Console, title: str, texts: Iterable[str], style: str = "") -> None:
    said = [text for text in texts if text]
    if not said:
        return
    screen.print(Text(title, QUIET))
    for text in said:
        screen.print(indented(prose(text, style)))

"""The questions `log` asks when nothing but a name was given: under a minute, and Enter skips any of them."""

import sys

from msgspec import Struct
from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.options import within
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice import meetings
from peermentor.practice.records import Mentor, Records, Session, Topic
from peermentor.screen import ask
from peermentor.screen.answer import say


class Answers(Struct, frozen=True, kw_only=True):
    """What was said of one meeting, as typed."""

    day: str = ""
    minutes: int | None = None
    led: str | None = None
    role: str | None = None
    notes: str = ""
    got: tuple[str, ...] = ()
    gave: tuple[str, ...] = ()
    i_will: tuple[str, ...] = ()
    they_will: tuple[str, ...] = ()
    discussed: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    energy: int | None = None
    talked: str | None = None
    happened: str = ""
    so_what: str = ""
    now_what: str = ""
    next: str = ""
    cancelled: str | None = None

    def says_something(self) -> bool:
        """Whether anything but the day was given."""
        return replace(self, day="") != Answers()


def interview(app: App, mentor: Mentor, given: Answers) -> Answers:
    """Ask about one meeting. Nothing is written while asking, so Ctrl-C loses only what was just typed."""
    records = app.journal.records()
    say(_("Your talk with {name}. Enter skips a question.").format(name=mentor.name), sys.stderr)
    day = given.day or ask.text(_("When was it?"), _("today"))
    app.moment(day, "past")  # a date that is not one is better met now than at the end
    answers = replace(
        given,
        day=day,
        minutes=ask.understood(_("How many minutes?"), _minutes, str(mentor.minutes or app.habits.minutes)),
        led=ask.choice(_("Who led?"), ("me", "them", "both")),
        notes=ask.text(_("What was it about?")),
        got=ask.several(_("What did you take away?")),
        gave=ask.several(_("What did you give?")),
        discussed=_tick(records, mentor),
        i_will=ask.several(_("What did you promise? (“… by friday”)")),
        they_will=ask.several(_("What did they promise?")),
        wins=ask.several(_("Something that went well?")),
        energy=ask.understood(_("How do you feel after it, 1-5?"), _energy),
        happened=ask.text(_("What happened?")),
        so_what=ask.text(_("So what?")),
        now_what=ask.text(_("Now what?")),
    )
    return replace(answers, next=_next_date(app, records, mentor, answers))


def _tick(records: Records, mentor: Mentor) -> tuple[str, ...]:
    parked = [t for t in records.of_mentor(Topic, mentor) if t.state == "open"]
    if not parked:
        return ()
    for topic in parked:
        say(f"  {topic.handle}  {topic.text}", sys.stderr)
    handles = {topic.handle for topic in parked}
    while True:
        typed = ask.text(_("Which of these did you talk about? (t1 t2, or all)")).replace(",", " ").split()
        if typed == ["all"]:
            return tuple(topic.handle for topic in parked)
        if set(typed) <= handles:
            return tuple(typed)


def _next_date(app: App, records: Records, mentor: Mentor, answers: Answers) -> str:
    """Proposed from the agreed rhythm, counted from the day of this talk."""
    held_on, _at = app.moment(answers.day, "past")
    this = Session(mentor=mentor.uid, date=held_on)
    sessions = (*records.of_mentor(Session, mentor), this)
    proposed = meetings.next_meeting(replace(mentor, next=None), sessions)
    while True:
        typed = ask.text(_("When do you meet next?"), proposed.isoformat() if proposed else "")
        if not typed or ask.understood_once(app.moment, typed, "future"):
            return typed


def _minutes(text: str) -> int:
    return _number(text, 1, 1440)


def _energy(text: str) -> int:
    return _number(text, 1, 5)


def _number(text: str, low: int, high: int) -> int:
    if not text.isdecimal():
        raise CommandLine(_("“{text}” is not a number.").format(text=text))
    return within(int(text), text, low, high) or low

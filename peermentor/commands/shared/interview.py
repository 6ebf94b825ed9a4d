"""The questions `log` asks when nothing but a name was given: under a minute, and Enter skips any of them."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates, language
from peermentor.app import App
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import read_number
from peermentor.errors import NotFound
from peermentor.language import _
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Topic
from peermentor.practice.nouns.sessions import propose_day
from peermentor.practice.talk import reflection
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.answer import say

ALL = ("all", "semua")
NONE = "-"


class SessionAnswers(Struct, frozen=True, kw_only=True):
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
    strengths: tuple[str, ...] = ()
    improve: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    goal: str = ""
    next: str = ""
    cancelled: str | None = None

    def says_something(self) -> bool:
        """Tell whether there is more to keep than the day, the role and the goal."""
        return replace(self, day="", role=None, goal="") != SessionAnswers()


def interview(
    app: App, mentor: Mentor, given: SessionAnswers, check: Callable[[SessionAnswers], object]
) -> SessionAnswers:
    """Ask about one meeting. Nothing is written while asking, so Ctrl-C loses only what was just typed.

    `check` raises for answers that could not be kept: an answer is refused where it is given, not at the end.
    """
    from peermentor import templates  # noqa: PLC0415 - a log that asks nothing shows none

    check(given)
    records = app.journal.records()
    ask.introduce(_("Your talk with {name}. What is in [ ] is taken with Enter.").format(name=mentor.name))
    day = given.day or ask.checked(
        _("When was it?"),
        lambda said: check(SessionAnswers(day=said)),
        _("today"),
        lasting=lambda said: dates.say_at(*app.moment(said, "past")),
    )
    length = str(mentor.minutes or app.habits.minutes)
    role = given.role or ask.choice(_("Which role did you have this time?"), reflection.ROLES)
    questions = reflection.three_questions(templates.reflection(language.current()), role)
    answers = replace(
        given,
        day=day,
        role=role,
        minutes=ask.understood(_("How many minutes did you talk?"), _minutes, length),
        led=ask.choice(_("Who led it?"), ("me", "them", "both")),
        notes=ask.text(_("What was it about?")),
        got=ask.several(_("What did you take away?")),
        gave=ask.several(_("What did you give them?")),
        discussed=_tick(records, mentor),
        i_will=ask.several(
            _("What did you promise? (end with “by friday” to give it a day)"),
            lambda said: check(SessionAnswers(day=day, i_will=(said,))),
        ),
        they_will=ask.several(
            _("What did they promise?"), lambda said: check(SessionAnswers(day=day, they_will=(said,)))
        ),
        wins=ask.several(_("Did something go well?")),
        energy=ask.understood(_("How did it leave you? (1 drained … 5 full of energy)"), _energy),
        talked=ask.choice(_("Who talked more? Only you will see this."), ("me", "them", "even")),
        happened=ask.text(questions["happened"]),
        so_what=ask.text(questions["so-what"]),
        now_what=ask.text(questions["now-what"]),
    )
    return replace(answers, next=_next_date(app, records, mentor, day, check))


def _tick(records: Records, mentor: Mentor) -> tuple[str, ...]:
    parked = [topic for topic in records.of_mentor(Topic, mentor) if topic.state == "open"]
    if not parked:
        return ()
    for topic in parked:
        say(f"  {topic.handle}  {in_a_line(topic.text)}", sys.stderr)
    handles = [topic.handle for topic in parked]
    question = _("Which of these did you talk about? ({some}, or all)").format(some=" ".join(handles[:2]))
    return ask.understood(question, partial(_ticked, handles)) or ()


def _ticked(parked: Sequence[str], said: str) -> tuple[str, ...]:
    words = said.casefold().replace(",", " ").split()
    if len(words) == 1 and words[0] in ALL:
        return tuple(parked)
    for word in words:
        if word not in parked:
            one_of = _("One of: {allowed}.").format(allowed=", ".join(parked))
            raise NotFound(_("“{typed}” is not one of them.").format(typed=word), one_of)
    return tuple(words)


def _next_date(
    app: App, records: Records, mentor: Mentor, day: str, check: Callable[[SessionAnswers], object]
) -> str:
    proposed = _proposed(app, records, mentor, day)
    said = dates.say_at(proposed, mentor.next_at) if proposed else ""
    question = _("When do you meet next? (- if you don't know yet)") if said else _("When do you meet next?")

    def fits(typed: str) -> None:
        if typed != NONE:
            check(SessionAnswers(day=day, next=typed))

    def day_of(typed: str) -> str:
        return typed if typed == NONE else dates.say_at(*app.moment(typed, "future"))

    return ask.checked(question, fits, said, lasting=day_of).removeprefix(NONE)


def _proposed(app: App, records: Records, mentor: Mentor, day: str) -> date | None:
    """The date agreed before, else the one the rhythm asks for after this talk."""
    held_on, _at = app.moment(day, "past")
    agreed = mentor.next if mentor.next and mentor.next > held_on else None
    mentor = replace(mentor, next=agreed)
    return propose_day(records, mentor, app.today, app.habits, talk=held_on)


def _minutes(said: str) -> int:
    return read_number(said, 1, 1440)


def _energy(said: str) -> int:
    return read_number(said, 1, 5)

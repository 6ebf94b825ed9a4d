"""The questions of `log`, where only a name was given: six, or all with --full; Enter skips one."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from msgspec.structs import replace

from peermentor import dates, language
from peermentor.app import App
from peermentor.commands.shared.converted import read_number
from peermentor.commands.shared.editing import answer_in_editor
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.session_answers import SELF_CHECKS, SessionAnswers, split_several
from peermentor.errors import BadDate, NotFound
from peermentor.language import _
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import OWNERS, ROLES, Mentor, Session, Topic
from peermentor.practice.nouns.sessions import propose_day
from peermentor.practice.nouns.thresholds import LONGEST_NOTED
from peermentor.practice.talk import reflection
from peermentor.practice.talk.topics_named import split_topics
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.rows import (
    RowAnswers,
    RowQuestion,
    ask_row,
    how_to_answer,
    one_of_words,
    word_said,
)

Check = Callable[[SessionAnswers], object]


def interview(
    app: App, mentor: Mentor, given: SessionAnswers, check: Check, *, full: bool = False
) -> SessionAnswers:
    """Ask about one meeting: the six questions, or all of them with `full`.

    Nothing is written to the journal meanwhile. `check` raises for answers that could not be kept, so that
    each is refused at once, and not at the end.
    """
    check(given)
    records = app.journal.records()
    parked = [topic for topic in records.of_mentor(Topic, mentor) if topic.state == "open"]
    said: RowAnswers = {"day": given.day}
    ask.introduce(_introduction(app, mentor, given.day, full=full), how_to_answer())
    for number, topic in enumerate(parked, start=1):
        ask.tell(f"  {number}  {topic.handle}  {in_a_line(topic.text)}")
    questions = _six(app, records, mentor, parked, said, check)
    if full:
        questions = [
            *_before_the_six(app, mentor, given, check),
            *questions[:-1],
            *_after_the_six(given.role),
            questions[-1],
        ]
    ask_row(questions, said, partial(answer_in_editor, app))
    return _answers(given, parked, said)


def _introduction(app: App, mentor: Mentor, day: str, *, full: bool) -> str:
    if full:
        return _("Your talk with {name}. What is in [ ] is taken with Enter.").format(name=mentor.name)
    on = app.say_day(*app.moment(day, "past")) if day else app.say_day(app.today)
    return _("Your talk with {name} on {day} (another day: --date yesterday).").format(
        name=mentor.name, day=on
    )


def _six(
    app: App, records: Records, mentor: Mentor, parked: Sequence[Topic], said: RowAnswers, check: Check
) -> list[RowQuestion]:
    """The six questions (the fourth has two lines)."""
    promise = _("“by friday” gives it a day; several with ;")

    def promised(**texts: tuple[str, ...]) -> None:
        # The next meeting is asked last; until then, "by next talk" is checked with any day.
        some_day = said.get("next") or dates.say(app.today + timedelta(days=1))
        check(replace(SessionAnswers(day=said["day"], next=some_day), **texts))

    return [
        RowQuestion(
            name="about",
            text=_("What was it about? (numbers from above, then words)")
            if parked
            else _("What was it about?"),
            why=_("The topics come off the next agenda; the words are your notes, found again by search."),
            read=partial(_about, parked),
        ),
        RowQuestion(
            name="i_will",
            text=_("What will you do? ({how})").format(how=promise),
            why=_("A promise with a day is remembered by `today` and stands on the next agenda."),
            read=_checked(lambda texts: promised(i_will=texts)),
        ),
        RowQuestion(
            name="they_will",
            text=_("What will they do? ({how})").format(how=promise),
            why=_("So that you can ask how it went, and see whether you both keep your word."),
            read=_checked(lambda texts: promised(they_will=texts)),
        ),
        RowQuestion(
            name="got",
            text=_("What did you take away? (several with ;)"),
            why=_("The next agenda asks whether you tried it. A review sees whether you learn here."),
        ),
        RowQuestion(
            name="gave",
            text=_("What did you give them? (several with ;)"),
            why=_("It has to serve both of you: a review looks at what was given and what was taken."),
            along=True,
        ),
        RowQuestion(
            name="energy",
            text=_("How did it leave you? (1 drained … 5 full of energy)"),
            why=_("Only you see it. When it falls over several talks, a slower rhythm may help."),
            read=partial(_number, low=1, high=5),
            in_words=False,
        ),
        RowQuestion(
            name="next",
            text=_("When do you meet next?"),
            why=_("With a day, `today` and `prep` remind you of it."),
            read=lambda typed: _next_day(app, typed, said["day"], check),
            default=lambda: _proposed(app, records, mentor, said["day"]),
            needed=lambda: _something_waits_for_it(said, check),
            in_words=False,
        ),
    ]


def _something_waits_for_it(said: RowAnswers, check: Check) -> str:
    """The reason why the next day is needed: a promise is due by the next talk; else ""."""
    texts = {name: split_several(said.get(name, "")) for name in ("i_will", "they_will")}
    try:
        check(replace(SessionAnswers(day=said["day"]), **texts))
    except BadDate:
        return _("Something is promised by then: which day is it?")
    return ""


def _before_the_six(app: App, mentor: Mentor, given: SessionAnswers, check: Check) -> list[RowQuestion]:
    def past(typed: str) -> str:
        check(SessionAnswers(day=typed))
        return dates.say_at(*app.moment(typed, "past"))

    day = RowQuestion(
        name="day",
        text=_("When was it?"),
        why=_("Everything in this talk is kept under its day."),
        read=past,
        default=lambda: dates.say(app.today),
        in_words=False,
    )
    role = one_of_words(
        "role",
        _("Which role did you have this time?"),
        _("The role changes the questions you look back with."),
        ROLES,
    )
    minutes = RowQuestion(
        name="minutes",
        text=_("How many minutes did you talk?"),
        why=_("`review` compares the hours you agreed on with those you spend."),
        read=partial(_number, low=1, high=LONGEST_NOTED),
        default=lambda: str(mentor.minutes or app.habits.minutes),
        in_words=False,
    )
    led = one_of_words("led", _("Who led it?"), _("When one of you always leads, you are told."), OWNERS)
    asked = (day, not given.day), (role, not given.role), (minutes, True), (led, True)
    return [question for question, wanted in asked if wanted]


def _after_the_six(role: str | None) -> list[RowQuestion]:
    """The questions of --full between the energy and the next date."""
    from peermentor import templates  # noqa: PLC0415 - the six show none

    three = reflection.three_questions(templates.reflection(language.current()), role)
    looking_back = _("These three questions help you to learn from the talk. Only you see the answers.")
    return [
        RowQuestion(
            name="wins",
            text=_("Did something go well? (several with ;)"),
            why=_("The next agenda begins with them."),
        ),
        *(
            one_of_words(name, _(text), _(why), fields_of(Session)[name].choices)
            for name, (text, why) in SELF_CHECKS.items()
        ),
        *(
            RowQuestion(name=name.replace("-", "_"), text=text, why=looking_back)
            for name, text in three.items()
        ),
    ]


def _answers(given: SessionAnswers, parked: Sequence[Topic], said: RowAnswers) -> SessionAnswers:
    discussed, notes = split_topics([topic.handle for topic in parked], said["about"])
    lists = {
        name: split_several(said.get(name, "")) for name in ("i_will", "they_will", "got", "gave", "wins")
    }
    numbers = {name: int(said[name]) if said.get(name) else None for name in ("minutes", "energy")}
    return replace(
        given,
        day=said["day"],
        role=given.role or word_said(said, "role", ROLES),
        led=word_said(said, "led", OWNERS),
        notes=notes,
        discussed=discussed,
        next=said["next"],
        **{name: word_said(said, name, fields_of(Session)[name].choices) for name in SELF_CHECKS},
        **{name: said.get(name, "") for name in ("happened", "so_what", "now_what")},
        **lists,
        **numbers,
    )


def _about(parked: Sequence[Topic], typed: str) -> str:
    """What was typed, with handles for the numbers of topics: answers may be read again in another run."""
    handles = [topic.handle for topic in parked]
    chosen, words = split_topics(handles, typed)
    if parked and not chosen and words.replace(",", " ").replace(" ", "").isdecimal():
        one_of = _("One of: {allowed}.").format(allowed=", ".join(handles))
        raise NotFound(_("“{typed}” is not one of them.").format(typed=typed), one_of)
    return ", ".join(filter(None, (*chosen, words)))


def _checked(check: Callable[[tuple[str, ...]], object]) -> Callable[[str], str]:
    def read(typed: str) -> str:
        check(split_several(typed))
        return typed

    return read


def _number(typed: str, low: int, high: int) -> str:
    return str(read_number(typed, low, high))


def _next_day(app: App, typed: str, day: str, check: Check) -> str:
    check(SessionAnswers(day=day, next=typed))
    held_on = app.moment(day, "past")[0] if day else app.today
    return dates.say_at(*app.moment(typed, "future", said_on=held_on))


def _proposed(app: App, records: Records, mentor: Mentor, day: str) -> str:
    """The agreed date after this talk, else the next of the rhythm; "" where there is neither."""
    held_on = app.moment(day, "past")[0] if day else app.today
    agreed = mentor.next if mentor.next and mentor.next > held_on else None
    mentor = replace(mentor, next=agreed)
    proposed = propose_day(records, mentor, app.today, app.habits, talk=held_on)
    return dates.say_at(proposed, mentor.next_at) if proposed else ""

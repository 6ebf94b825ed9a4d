"""The reasons for questions and tips: what the journal shows on the day of the meeting."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.growth.goals import FULL, coaching_facts
from peermentor.practice.nouns.coaching import Fact, Moment, SuitsRole, Whose
from peermentor.practice.nouns.records import Goal, Owner, Shape, Side
from peermentor.practice.nouns.thresholds import ONE_LED, ONE_TALKED
from peermentor.practice.prep.situation import Situation


class QuestionReason(Struct, frozen=True):
    """A reason to ask: the kind of `moment`, `why` in words, and the `role` a question should suit.

    - `about`: whose behaviour it is about;
    - `facts`: what is true already, so that no question or tip asks for it;
    - `first`: the key of the question to prefer.
    """

    moment: Moment
    why: str
    role: SuitsRole = "either"
    about: Whose = "either"
    facts: tuple[Fact, ...] = ()
    first: str = ""


def reasons_to_ask(situation: Situation, shape: Shape) -> tuple[QuestionReason, ...]:
    """List the reasons that hold on this day, each kind once; the last always holds."""
    always = QuestionReason("regular", _("because any good talk has room for it"))
    return (*_of_shape(situation, shape), *_of_journal(situation), always)


def _of_shape(situation: Situation, shape: Shape) -> Iterator[QuestionReason]:
    match shape:
        case "first" if situation.sessions:
            yield QuestionReason("first-meeting", _("because you begin afresh"))
        case "review":
            yield QuestionReason("review-talk", _("because this talk is about the two of you"))
        case "closing":
            yield QuestionReason("closing", _("because this is your last talk"))


def _of_journal(situation: Situation) -> Iterator[QuestionReason]:
    yield from _first_meeting(situation)
    yield from _stalled_goal(situation)
    yield from _one_sided(situation)
    yield from _listening(situation)
    yield from _after_win(situation)
    yield from _before_review(situation)
    yield from _promise(situation)
    yield from _feedback(situation)


def grow_steps() -> tuple[QuestionReason, ...]:
    """List the four steps of a grow talk, each a reason for one question."""
    return (
        QuestionReason("goal", _("because a grow talk begins with the goal")),
        QuestionReason("reality", _("because the second step is how it really stands")),
        QuestionReason("options", _("because the third step opens up options")),
        QuestionReason("will", _("because the last step is a decision")),
    )


def _first_meeting(situation: Situation) -> Iterator[QuestionReason]:
    if not situation.sessions:
        yield QuestionReason("first-meeting", _("because this is your first meeting"))


def _stalled_goal(situation: Situation) -> Iterator[QuestionReason]:
    open_ones = [found for found in situation.goals if found.progress.percent < FULL]
    for found in open_ones[:1]:  # goals come with the one in most trouble first
        handle, role = found.goal.handle, _about(found.goal.owner)
        about = _doing(found.goal.owner)
        facts = coaching_facts(found.goal, found.progress)
        if found.progress.stale:
            days = several("{n} day", "{n} days", found.quiet)
            why = _("because {handle} has not moved for {days}").format(handle=handle, days=days)
        elif found.behind:
            why = _("because {handle} is behind the calendar").format(handle=handle)
        else:
            continue
        yield _with_its_obstacle(found.goal, QuestionReason("stalled-goal", why, role, about, facts))


def _with_its_obstacle(goal: Goal, reason: QuestionReason) -> QuestionReason:
    """Prefer the question about the goal's obstacle, where one was named; it is private, and not quoted."""
    if not goal.obstacle:
        return reason
    why = _("{because}, and you named what could stand in the way").format(because=reason.why)
    return replace(reason, why=why, first="usual-obstacle")


def _one_sided(situation: Situation) -> Iterator[QuestionReason]:
    owners = {t.owner for t in situation.topics}
    led = _always(ONE_LED, [s.led for s in situation.sessions])
    talked = _always(ONE_TALKED, [s.talked for s in situation.sessions])
    if owners == {"me"}:
        yield QuestionReason("one-sided", _("because every topic is yours"), "mentor", "me")
    elif owners == {"them"}:
        yield QuestionReason("one-sided", _("because every topic is theirs"), "mentee", "them")
    elif led == "me":
        yield QuestionReason(
            "one-sided", _("because you led your last {n} talks").format(n=ONE_LED), "mentor", "me"
        )
    elif led == "them":
        yield QuestionReason(
            "one-sided", _("because they led your last {n} talks").format(n=ONE_LED), "mentee", "them"
        )
    elif talked == "me":
        yield QuestionReason("one-sided", _("because you talked more, twice in a row"), "mentor", "me")
    elif talked == "them":
        yield QuestionReason("one-sided", _("because they talked more, twice in a row"), "mentee", "them")


def _listening(situation: Situation) -> Iterator[QuestionReason]:
    if _always(ONE_TALKED, [s.asked for s in situation.sessions]) == "no":
        why = _("because you told more than you asked, twice in a row")
        yield QuestionReason("listening", why, "mentor", "me")


def _always(times: int, said: Sequence[str | None]) -> str | None:
    """The answer that all of the last `times` sessions have, or None."""
    latest = set(said[-times:])
    return latest.pop() if len(said) >= times and len(latest) == 1 else None


def _after_win(situation: Situation) -> Iterator[QuestionReason]:
    if situation.reached:
        goal = situation.reached[-1]
        yield QuestionReason(
            "after-win", _("because {handle} was reached").format(handle=goal.handle), _about(goal.owner)
        )
    elif situation.wins:
        handle = situation.wins[-1].handle
        yield QuestionReason(
            "after-win", _("because there is a win to build on ({handle})").format(handle=handle)
        )


def _before_review(situation: Situation) -> Iterator[QuestionReason]:
    if situation.review_soon:
        day = dates.short(situation.review_due, situation.day)
        yield QuestionReason("before-review", _("because your review is due ({day})").format(day=day))


def _promise(situation: Situation) -> Iterator[QuestionReason]:
    for promise in situation.overdue:
        if promise.due:
            day = dates.short(promise.due, situation.seen_on)
            why = _("because {handle} was due on {day}").format(handle=promise.handle, day=day)
            yield QuestionReason("promise", why, _about(promise.owner), _doing(promise.owner))
            return


def _feedback(situation: Situation) -> Iterator[QuestionReason]:
    if situation.feedback_due:
        talks = several("{n} talk", "{n} talks", situation.without_feedback)
        yield QuestionReason("feedback", _("because {talks} went by without feedback").format(talks=talks))


def _doing(owner: Owner | Side) -> Whose:
    return "either" if owner == "both" else owner


def _about(owner: Owner | Side) -> SuitsRole:
    """The role of a question about somebody's goal or promise: I ask about mine, and help with theirs."""
    roles: dict[Owner | Side, SuitsRole] = {"me": "mentee", "them": "mentor"}
    return roles.get(owner, "either")

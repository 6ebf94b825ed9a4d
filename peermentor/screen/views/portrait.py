"""`mentor`: one relationship on one page."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.contract.people_views import MentorView
from peermentor.practice.contract.talk_views import ReviewView
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.records import OVER, Mentor
from peermentor.practice.nouns.rhythm import say_rhythm
from peermentor.practice.peers import agreement
from peermentor.practice.peers.portrait import Portrait, SharedWork
from peermentor.screen.terminal import plots
from peermentor.screen.terminal.console import GOOD, QUIET, STRONG, console, marked, prose, sparkline, words
from peermentor.screen.views import agenda, feedback, goals, mentors, promises, sessions, topics, when


def draw(data: Portrait, color: bool | None) -> None:
    """Draw who they are, how the talks went, and what is open; at the end the last review."""
    screen = console(color)
    mentor = data.mentor
    screen.print(words(mentor.name, STRONG), Text(f"{mentor.handle} · {when.stage(mentor.stage)}", QUIET))
    for line in (_who(mentor), _rhythm(data)):
        if line:
            screen.print(words(line))
    screen.print(_facts(mentor))
    if mentor.why:
        screen.print(marked(_("Why: "), QUIET, prose(mentor.why)))
    for note in _notes(data):
        screen.print(words(note))
    for drawn in _lines(data):
        screen.print(drawn)
    for title, rows, has in (
        (_("Open promises"), promises.promise_table(data.promises, named=False), data.promises),
        (_("Goals"), goals.goal_table(data.goals, screen.width, named=False), data.goals),
        (_("Topics"), topics.topic_table(data.topics, named=False), data.topics),
        (_("Latest talks"), sessions.session_table(data.sessions, named=False), data.sessions),
        (_("Latest feedback"), feedback.feedback_table(data.feedback), data.feedback),
    ):
        if has:
            screen.print()
            screen.print(Text(title, STRONG))
            screen.print(rows)
    if data.wins:
        screen.print()
        screen.print(marked(_("Went well: "), QUIET, words(data.wins[0].text, GOOD)))
    if data.reviews and not data.reviews[-1].concern:
        _last_look(screen, data.reviews[-1])


def _lines(data: Portrait) -> Iterator[Text]:
    """Draw how the talks went for the person, a mark for each talk; a strip without marks is left out."""
    talked = plots.strip(data.talked, plots.TALKED)
    asked = plots.strip(data.asked, plots.ASKED)
    sure = plots.strip([topic.change for topic in data.confidence], plots.SURE)
    for title, line, key in (
        (_("Energy after talks"), sparkline(data.energy, 1, 5), ""),
        (_("Who talked more"), talked, _("▲ you  ▼ them  = even")),
        (_("Asked more than told"), asked, _("▲ yes  = partly  ▼ no")),
        (_("Confidence in topics"), sure, _("▲ more  = same  ▼ less than before the talk")),
    ):
        if line:
            yield marked(f"{title} ", QUIET, Text(f"{line}  ")).append(key, QUIET)


def _last_look(screen: Console, review: ReviewView) -> None:
    """Print what the last review said and what was decided."""
    from peermentor.screen.views.review import decided, verdict_words  # noqa: PLC0415 - not on every page

    screen.print()
    said = marked(_("Last review: "), QUIET, verdict_words(review.verdict))
    screen.print(said.append(f"  {review.handle}, {dates.say(review.date)}", QUIET))
    if review.decision:
        screen.print(Text(decided(review.decision)), prose(review.because))


def _notes(data: Portrait) -> Iterator[str]:
    """Say how the two share the work, then a pause, the agreed hours if they differ, and an end."""
    if data.mentor.sessions:
        yield _shared(data.balance)
    if data.mentor.until:
        yield _("Paused until {day}").format(day=dates.say(data.mentor.until))
    if data.hours and data.hours.level in ("more", "less"):
        yield agreement.say_agreed_time(data.hours)
    if data.closing and data.mentor.stage in OVER:
        yield _("Ended on {day}").format(day=dates.say(data.closing.date))
        yield from (_("Thanks: {text}").format(text=data.closing.thanks),) if data.closing.thanks else ()
        yield from (_("Lessons: {text}").format(text=data.closing.lessons),) if data.closing.lessons else ()


def _facts(mentor: MentorView) -> Text:
    """Write the other facts kept of them, each with its label."""
    told = fields_of(Mentor)
    said = (
        (told[name].label, value_words(getattr(mentor, name), told[name].choices))
        for name in ("focus", "minutes", "since", "first_review")
    )
    pieces = [marked(f"{label}: ", QUIET, words(value)) for label, value in said if value]
    where = [words(mentors.met(mentor.met))] if mentor.met else []
    return Text(" · ", QUIET).join([*where, *pieces])


def _who(mentor: MentorView) -> str:
    return " · ".join(filter(None, (mentor.role, mentor.department, mentor.skill, mentor.contact)))


def _rhythm(data: Portrait) -> str:
    mentor = data.mentor
    parts = [several("{n} talk", "{n} talks", mentor.sessions), say_rhythm(mentor.every), _next(data)]
    return " · ".join(filter(None, parts))


def _next(data: Portrait) -> str:
    """Say when they meet next; where the day has passed, that it was planned, or since when it is due."""
    mentor = data.mentor
    if mentor.next is None:
        return ""
    if mentor.next >= data.date:
        text = _("next {day}") if mentor.next_agreed else _("next about {day}")
    else:
        text = _("a meeting was planned for {day}") if mentor.next_agreed else _("a meeting due since {day}")
    return text.format(day=dates.short_at(mentor.next, mentor.next_at, data.date))


def _shared(balance: SharedWork) -> str:
    gave = several("You gave in {n} talk", "You gave in {n} talks", balance.gave)
    got = several("took away in {n}", "took away in {n}", balance.got)
    shared = _("{gave} and {got}.").format(gave=gave, got=got)
    return f"{shared} {agenda.say_words({'me': balance.my_word, 'them': balance.their_word})}".rstrip()

"""Make journals of any size: the years of somebody who meets a few peers and writes it all down.

.venv/bin/python -m benchmarks.journals 10000 JOURNAL    a journal with that many sessions

The same number always makes the same words. What is long over is settled, as in a real journal: the last
weeks hold what is still open, whatever the size.
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from peermentor.journal.journal import Journal
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.records import (
    Agenda,
    Checkin,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Reflection,
    Review,
    Session,
    StageChange,
    Topic,
    Win,
)
from peermentor.screen.terminal.progress import progress

NOW = datetime.fromisoformat("2026-07-01T08:30+02:00")
FIRST = date(2006, 7, 3)  # the years in which the talks were held
AT_ONCE = 10_000  # talks in one transaction
ONE_BY_ONE = 20  # the last ones, in a transaction each
PEERS = 6  # at a time
PEERS_FOR = 300  # talks until one of them goes and somebody comes
OPEN_DAYS = 21  # younger than this is not settled yet

NAMES = (
    *("Maya Pranata", "Budi Santoso", "Zoë Łukasik", "Tomás Herrera", "Ingrid Voss", "Kenji Mori"),
    *("Amara Okafor", "Lucas Meyer", "Siti Rahma", "Noor Haddad", "Elif Demir", "Jonas Lindqvist"),
    *("Priya Nair", "Oskar Nowak", "Dewi Lestari", "Marta Silva", "Ivan Petrov", "Chloé Bernard"),
)
SKILLS = ("negotiation", "data modelling", "public speaking", "writing", "estimating", "giving feedback")
WHO = ("She", "He", "I", "We", "The director", "My team", "Her team", "Nobody")
DID = (
    *("asked for the options in writing", "buys time first and decides later"),
    *("said no and offered two sizes", "drew the tables before naming a column"),
    *("paused before the number", "rehearsed the opening line twice"),
    *("left the round with one open question", "wrote down what would be pushed out"),
    *("kept the second message", "found the chart that was broken"),
    *("listened for most of the hour", "asked what success would look like"),
)
THEN = (
    *("which costs less than a week of rework", "and the smaller option was taken"),
    *("so the plan held for once", "although the room was tired by then"),
    *("because the deadline had moved again", "and it felt calm for once"),
    *("with the café noise as our witness", "before anyone could say “just”"),
    "and that was new to both of us",
)
TASKS = (
    *("Write the script for the planning round", "Send the one-page template", "Model the refunds flow"),
    *("Share the review checklist", "Sit in on the next director round", "Ask Rudi for the numbers"),
    *("Try the pause in a small meeting", "Read the chapter on options", "Draft the note to the director"),
)
ASKS = (
    *("How do you answer “can you just…” in a corridor?", "What is the one message of the town hall?"),
    *("Is this still useful to you too?", "When did you last change your mind in a meeting?"),
    *("Where does the time go before a release?", "What would you stop doing first?"),
)
RARE = "lighthouse"  # in one talk of five hundred: something to search for


def main() -> int:
    """Make one journal, and say what that took."""
    count, path = int(sys.argv[1]), Path(sys.argv[2])
    started = time.perf_counter()
    kept = make(path, count)
    took = time.perf_counter() - started
    size = path.stat().st_size / 1e6 if path.exists() else 0
    print(f"{count} talks ({size:.1f} MB); records, and records a second: {kept} {kept / took:.0f}")
    return 0


def make(path: Path, count: int) -> int:
    """Write a journal of `count` sessions, `AT_ONCE` in a transaction; how many records that made."""
    journal = Journal(path)
    journal.command = "import"
    years = Years(count)
    with journal.transaction(NOW) as draft:
        years.begin(draft)
        kept = _added(draft)
    for talks in _in_parts(count):
        with journal.transaction(NOW) as draft:
            for number in progress(talks, f"{path.name}: talks from {talks.start}"):
                years.live(draft, number)
            kept += _added(draft)
    return kept


def _added(draft: Draft) -> int:
    return sum(change.before is None for change in draft.changes)


def last_peer(count: int) -> int:
    """The number of the peer met last, and of the goal with them: both are there still."""
    return PEERS + max(count - 1, 0) // PEERS_FOR


def _in_parts(count: int) -> Iterator[range]:
    """All but the last talks in large transactions, the last ones one by one: these make the history."""
    bulk = max(count - ONE_BY_ONE, 0)
    yield from (range(first, min(first + AT_ONCE, bulk)) for first in range(0, bulk, AT_ONCE))
    yield from (range(number, number + 1) for number in range(bulk, count))


class Words:
    """Somebody's words, the same for the same number."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - made-up words, not a secret

    def said(self) -> str:
        """A sentence without its full stop."""
        pick = self.chance.choice
        return f"{pick(WHO)} {pick(DID)}, {pick(THEN)}"

    def notes(self) -> str:
        """One to five sentences."""
        return " ".join(f"{self.said()}." for _sentence in range(self.chance.randint(1, 5)))


class Years:
    """Twenty years of talks, in order, each kept with whatever it brings.

    There are always a few peers; after `PEERS_FOR` talks one relationship is closed and another begins. What
    a talk brings is in the proportions of a real quarter (tests/stories/first-quarter.sh): a promise each,
    every other time a topic or a win, every third an agenda, and so on.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.words = Words(count)
        self.chance = self.words.chance
        self.peers: list[Mentor] = []
        self.met = 0
        self.goals: dict[str, Goal] = {}

    def day(self, number: int) -> date:
        """The day of a talk: the last one was yesterday."""
        whole = (NOW.date() - FIRST).days
        return FIRST + timedelta(days=whole * (number + 1) // (self.count + 1))

    def begin(self, draft: Draft) -> None:
        """The first peers, before any talk."""
        for _peer in range(PEERS):
            self._meet(draft, self.day(0))

    def live(self, draft: Draft, number: int) -> None:
        """One talk, and what comes before and after it."""
        day = self.day(number)
        if number and number % PEERS_FOR == 0:
            self._part(draft, day)
            self._meet(draft, day)
        peer = self.peers[number % PEERS]
        settled = (NOW.date() - day).days > OPEN_DAYS
        belongs: dict[str, Any] = {"mentor": peer.uid, "date": day}
        topic = self._topic(draft, peer, day, settled=settled) if number % 2 == 0 else None
        agenda = self._agenda(draft, belongs, topic) if number % 3 == 0 else None
        talk = draft.add(
            Session(
                minutes=self.chance.choice((30, 45, 60)),
                led=self.chance.choice(("me", "them", "both")),
                notes=self._notes(number),
                got=(f"{self.words.said()}.",),
                gave=(f"{self.words.said()}.",) if number % 3 else (),
                discussed=(topic.uid,) if topic and settled else (),
                agenda=agenda.uid if agenda else "",
                energy=self.chance.randint(2, 5),
                **belongs,
            )
        )
        self._promise(draft, talk, settled=settled)
        self._look_back(draft, talk, number)
        if number >= self.count - PEERS:
            draft.change(draft.records.the(Mentor, peer.uid), next=day + timedelta(days=7))

    def _meet(self, draft: Draft, day: date) -> None:
        name = NAMES[self.met % len(NAMES)] + (f" {self.met}" if self.met >= len(NAMES) else "")
        skill = self.chance.choice(SKILLS)
        why = f"{self.words.said()}, by the {RARE}" if not self.met else self.words.said()
        peer = draft.add(
            Mentor(name=name, skill=skill, focus="skill", every="3w", minutes=45, since=day,
                   department="Payments", met="project", why=why)
        )  # fmt: skip
        self.peers.append(peer)
        self.met += 1
        self.goals[peer.uid] = draft.add(
            Goal(title=f"Better at {skill}", mentor=peer.uid, success=self.words.said(), start=day,
                 target=NOW.date() + timedelta(days=60))
        )  # fmt: skip

    def _part(self, draft: Draft, day: date) -> None:
        gone = self.peers.pop(0)
        draft.change(
            draft.records.the(Mentor, gone.uid),
            stage="closed",
            next=None,
            stages=(StageChange("closed", day, "We both moved on"),),
        )
        draft.change(self.goals[gone.uid], state="reached", ended=day)

    def _agenda(self, draft: Draft, belongs: dict[str, Any], topic: Topic | None) -> Agenda:
        topics = (topic.uid,) if topic else ()
        return draft.add(Agenda(minutes=45, topics=topics, questions=("why-now", "one-word"), **belongs))

    def _topic(self, draft: Draft, peer: Mentor, day: date, *, settled: bool) -> Topic:
        return draft.add(
            Topic(
                mentor=peer.uid,
                text=self.chance.choice(ASKS),
                owner=self.chance.choice(("me", "them")),
                raised=day - timedelta(days=4),
                state="discussed" if settled else "open",
                ended=day if settled else None,
            )
        )

    def _promise(self, draft: Draft, talk: Session, *, settled: bool) -> None:
        due = talk.date + timedelta(days=7)
        draft.add(
            Promise(
                mentor=talk.mentor,
                owner=self.chance.choice(("me", "them")),
                text=self.chance.choice(TASKS),
                made=talk.date,
                due=due,
                session=talk.uid,
                state=self.chance.choice(("kept", "kept", "kept", "late", "dropped")) if settled else "open",
                ended=due if settled else None,
            )
        )

    def _look_back(self, draft: Draft, talk: Session, number: int) -> None:
        belongs: dict[str, Any] = {"mentor": talk.mentor, "date": talk.date}
        if number % 2 == 1:
            draft.add(Win(text=self.words.said(), session=talk.uid, **belongs))
        if number % 4 == 0:
            percent = min(number // PEERS, 95)
            draft.add(Checkin(goal=self.goals[talk.mentor].uid, date=talk.date, percent=percent))
        if number % 5 == 0:
            draft.add(Reflection(session=talk.uid, happened=self.words.said(), so_what=self.words.said(),
                                 improve=("patience",), **belongs))  # fmt: skip
        if number % 8 == 0:
            draft.add(Feedback(direction="given", text=self.words.said(), session=talk.uid, **belongs))
        if number % 20 == 19:
            draft.add(Review(since=talk.date - timedelta(days=60), ratings={"goals": 4, "growth": 4},
                             verdict="serving", decision="continue", because=self.words.said(), **belongs)
            )  # fmt: skip

    def _notes(self, number: int) -> str:
        return self.words.notes() + (f" We met at the {RARE}." if number % 500 == 7 else "")


if __name__ == "__main__":
    sys.exit(main())

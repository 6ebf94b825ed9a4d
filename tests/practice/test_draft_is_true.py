"""Nothing is drafted to be said to a peer that any entry contradicts.

The drafts of many made-up relationships are read beside their entries, which are counted here once more.
"""

import re
from random import Random

import pytest
from hypothesis import assume, given
from test_review_properties import MANY, QUICK, chance, journal, look

from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.records import Promise, Session
from peermentor.practice.review.look import Look
from tests.practice.builder import Story

FIGURES = {
    "things": re.compile(r"the (\d+) things (?:you|I) .*?, (?:I did )?(none|\d+) (?:came )?in time"),
    "gave": re.compile(r"I gave something in (none|\d+) of our talks, and .* from (none|\d+)\."),
    "rhythm": re.compile(r"we managed (none|\d+)\."),
}  # fmt: skip


def number(said: str) -> int:
    return 0 if said == "none" else int(said)


def read(kind: str, text: str) -> list[int] | None:
    found = FIGURES[kind].search(text)
    return [number(said) for said in found.groups()] if found else None


def cited(found: Look, story: Story, kind: type) -> list:
    """The records of a kind that the draft names as what it rests on."""
    letter = {Promise: "p", Session: "s"}[kind]
    talk = found.conversation
    refs = (*talk.mine_refs, *talk.saw_refs) if talk else ()
    return [r for r in story.kept if isinstance(r, kind) and f"{letter}{r.number}" in refs]


def nothing_untrue(random: Random) -> None:
    story, rated = journal(random)
    found = look(story, rated)
    talk = found.conversation
    assume(talk is not None)
    assert talk
    held = [s for s in cited(found, story, Session) if s.held]
    for owner, text in (("me", talk.mine), ("them", talk.saw)):
        if figures := read("things", text):
            whole, in_time = figures
            promises = [p for p in cited(found, story, Promise) if p.owner == owner]
            assert len(promises) == whole
            on_the_day = sum(p.state == "kept" and p.due and p.ended and p.ended <= p.due for p in promises)
            assert on_the_day <= in_time  # the grace may add some, and nothing takes one away
            assert in_time <= sum(p.state in ("kept", "late") for p in promises)
    if figures := read("gave", talk.saw):
        assert figures == [sum(bool(s.gave) for s in held), sum(bool(s.got) for s in held)]
    if figures := read("rhythm", talk.saw):
        assert figures[0] == found.window.sessions
    if "leave me with little energy" in talk.saw:
        energies = [s.energy for s in held if s.energy is not None]
        assert sum(energies) / len(energies) < 2.5
    only_felt = [DIMENSIONS[d].feeling for d in DIMENSIONS if (rated.get(d) or 5) > 2]
    assert not [felt for felt in only_felt if felt in talk.effect]
    assert talk.ask == "[what you ask for]"


@QUICK
@given(random=chance)
def test_what_is_drafted_is_true_of_its_entries(random: Random) -> None:
    nothing_untrue(random)


@pytest.mark.long
@MANY
@given(random=chance)
def test_thousands_of_drafts_are_true_of_their_entries(random: Random) -> None:
    nothing_untrue(random)

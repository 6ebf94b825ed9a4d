"""Rehearsals: words prepared for a difficult conversation, or for feedback.

The words are the person's own; what they did not say yet is a blank in brackets, because nobody else can say
it.
"""

import re
from collections.abc import Iterator
from typing import Any, get_args

from peermentor.errors import Missing
from peermentor.language import _
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Rehearsal, Tone

TONES: tuple[Tone, ...] = get_args(Tone)
PARTS = ("happened", "behaviour", "effect", "own_part", "ask", "if_no")
# Words that judge a person instead of saying what was seen, in English and in Indonesian.
_JUDGING = re.compile(
    r"\b(always|never|constantly|lazy|rude|selfish|careless|arrogant|unprofessional|obviously|typical(?:ly)?|should"
    r"|you are so|selalu|tidak pernah|malas|kasar|egois|ceroboh|sombong|jelas-jelas|seharusnya|harusnya)\b",
    re.IGNORECASE,
)


def keep_rehearsal(draft: Draft, mentor: Mentor, rehearsal: Rehearsal) -> Rehearsal:
    """Keep a rehearsal, or add to the one of this kind that waits. Raises Missing for an empty one."""
    said = fields_said(rehearsal)
    if not said:
        raise Missing(
            _("Nothing was said yet."), _("Say at least what happened: --happened, or answer here.")
        )
    waiting = waiting_rehearsal(draft.records, mentor)
    if waiting and waiting.kind == rehearsal.kind:
        return draft.change(waiting, tone=rehearsal.tone, date=rehearsal.date, **said)
    return draft.add(rehearsal)


def waiting_rehearsal(records: Records, mentor: Mentor) -> Rehearsal | None:
    """Find the latest rehearsal for this peer whose talk was not held yet, or None."""
    found = [one for one in records.of_mentor(Rehearsal, mentor) if not one.went]
    return max(found, key=by_day, default=None)


def say_how_it_went(draft: Draft, mentor: Mentor, went: str) -> Rehearsal:
    """Keep how the rehearsed talk went. Raises Missing where no rehearsal waits."""
    waiting = waiting_rehearsal(draft.records, mentor)
    if waiting is None:
        raise Missing(
            _("Nothing is made ready for {name}.").format(name=mentor.name),
            _("Begin: peermentor rehearse {handle}").format(handle=mentor.handle),
        )
    return draft.change(waiting, went=went)


def judging_words(text: str) -> tuple[str, ...]:
    """Find the words that judge a person, each once: "always" in "You always come late"."""
    return tuple(dict.fromkeys(found[0].lower() for found in _JUDGING.finditer(text)))


def words_to_say(rehearsal: Rehearsal) -> str:
    """Write a rehearsal as words to say, in its tone, with a blank for each missing part."""
    lines = _feedback(rehearsal) if rehearsal.kind == "feedback" else _conversation(rehearsal)
    return "\n".join(lines)


def _conversation(said: Rehearsal) -> Iterator[str]:
    yield {
        "gentle": _("Do you have ten minutes for how we work together? It matters to me that it stays good."),
        "plain": _("I would like to talk about how we work together. Do you have ten minutes?"),
        "direct": _(
            "There is something between us that has to change, and I want to talk about it with you."
        ),
    }[said.tone]
    yield _("What I saw: {text}").format(text=said.happened or _("[what happened, and when]"))
    yield _("What it does to me: {text}").format(text=said.effect or _("[what this does to you]"))
    yield _("My own part: {text}").format(text=said.own_part or _("[your own part in it]"))
    yield _("What I ask of you: {text}").format(text=said.ask or _("[what you ask for]"))
    yield {
        "gentle": _("How is it for you?"),
        "plain": _("How do you see it?"),
        "direct": _("Can we agree on that today?"),
    }[said.tone]


def _feedback(said: Rehearsal) -> Iterator[str]:
    yield {
        "gentle": _("May I tell you something I noticed? Tell me if I have it wrong."),
        "plain": _("I would like to tell you something I noticed."),
        "direct": _("I want to tell you something, so that you know it from me."),
    }[said.tone]
    yield _("When it was: {text}").format(text=said.happened or _("[the situation]"))
    yield _("What I saw: {text}").format(
        text=said.behaviour or _("[what they did: only what could be seen or heard]")
    )
    yield _("What it did: {text}").format(text=said.effect or _("[what this does to you]"))
    yield _("My question: {text}").format(text=said.ask or _("[what you want to ask]"))


def fields_said(rehearsal: Rehearsal) -> dict[str, Any]:
    """Give the parts that are not empty, by their names."""
    return {name: getattr(rehearsal, name) for name in PARTS if getattr(rehearsal, name)}

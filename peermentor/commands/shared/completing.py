"""Completion for the shell: names, handles and fixed words that the command can act on.

`screen/terminal/completion.py` makes these texts safe for a shell.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import typer

from peermentor.app import App, open_app
from peermentor.errors import PeermentorError
from peermentor.practice.nouns import find, vocabulary
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    KINDS,
    OVER,
    STAGES,
    Goal,
    Mentor,
    Promise,
    Record,
    Session,
    Stage,
    Topic,
)

Offers: TypeAlias = list[tuple[str, str]]
Completer: TypeAlias = Callable[[typer.Context, str], Offers]


def complete_mentor(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer mentors, open ones first: by first name where that is enough, else by handle."""
    return _mentors(ctx, incomplete, STAGES)


def complete_open_mentor(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer mentors as `complete_mentor` does, without those that are closed or declined."""
    return _mentors(ctx, incomplete, [stage for stage in STAGES if stage not in OVER])


def complete_begun_mentor(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer mentors as `complete_open_mentor` does, without candidates: with them nothing has begun yet."""
    return _mentors(ctx, incomplete, ("active", "paused", "winding-up"))


def complete_resting_mentor(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the mentors that `resume` can make active again."""
    return _mentors(ctx, incomplete, ("paused", "winding-up", "closed"))


def complete_handle(*kinds: type[Record]) -> Completer:
    """Make a completion for the handles of some kinds, each with its words; open ones first."""

    def complete(ctx: typer.Context, incomplete: str) -> Offers:
        records = _records_to_complete(ctx, *kinds)
        found = [r for kind in kinds for r in records.all(kind) if r.handle.startswith(incomplete)]
        found.sort(key=lambda r: getattr(r, "state", "open") != "open")
        return [(r.handle, _own_words(r)) for r in found]

    return complete


def complete_open_handle(*kinds: type[Record]) -> Completer:
    """Make a completion for the handles of what is open, in relationships that are not over."""

    def complete(ctx: typer.Context, incomplete: str) -> Offers:
        records = _records_to_complete(ctx, *kinds, Mentor)
        over = {m.uid for m in records.all(Mentor) if m.is_over}
        found = [r for kind in kinds for r in records.where(kind, state="open") if _peer(r) not in over]
        return [(r.handle, _own_words(r)) for r in found if r.handle.startswith(incomplete)]

    return complete


def complete_any(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer mentors, then everything that has a handle."""
    return complete_mentor(ctx, incomplete) + complete_handle(*KINDS[1:])(ctx, incomplete)


def complete_ahead(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what can be moved to a later day: open mentors, goals, promises and topics."""
    return complete_open_mentor(ctx, incomplete) + complete_open_handle(Goal, Promise, Topic)(ctx, incomplete)


def complete_change(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the fields of the record that was named; after a "=", the words that a field can hold."""
    from peermentor.practice.corrections.edits import what_can_be_changed  # noqa: PLC0415 - only the shell asks
    from peermentor.practice.nouns.fields import fields_of  # noqa: PLC0415 - only the shell asks

    try:
        record = find.anything(_records_to_complete(ctx, *KINDS), str(ctx.params.get("what") or ""))
    except PeermentorError:
        return []
    fields = [field for field in fields_of(type(record)).values() if field.typed]
    words = [
        (f"{field.name}={vocabulary.say_word(word, field.choices)}", field.label)
        for field in fields
        for word in field.choices
    ]
    labels = {field.name: field.label for field in fields}
    plain = [(f"{name}=", labels.get(name, name)) for name in what_can_be_changed(record)]
    offered = words if "=" in incomplete else plain
    return [(word, label) for word, label in offered if word.startswith(incomplete)]


def complete_about(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer mentors, then sessions, the latest first."""
    return complete_mentor(ctx, incomplete) + complete_handle(Session)(ctx, incomplete)[::-1]


def complete_doable(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer open promises, topics and goals, then insights that were not tried yet ("s3.1")."""
    from peermentor.practice.growth import insights  # noqa: PLC0415 - reads dates, which no other name needs

    found = complete_open_handle(Promise, Topic, Goal)(ctx, incomplete)
    for session in reversed(_records_to_complete(ctx, Session).all(Session)):
        found += [(f"{session.handle}.{place}", text) for place, text in insights.untried(session)]
    return [(handle, text) for handle, text in found if handle.startswith(incomplete)]


def complete_rated_topic(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer open topics, then the ratings of one: "t1=4"."""
    handle, equals, _value = incomplete.partition("=")
    found = complete_open_handle(Topic)(ctx, handle)
    if not equals:
        return [(f"{topic}=", text) for topic, text in found]
    return [(f"{handle}={value}", "") for value in range(1, 6)]


def complete_words(allowed: Iterable[str]) -> Callable[[str], list[str]]:
    """Make a completion for a few fixed words, in the language in use."""

    def complete(incomplete: str) -> list[str]:
        words = tuple(allowed)
        return [word for one in words if (word := vocabulary.say_word(one, words)).startswith(incomplete)]

    return complete


def journal_of(ctx: typer.Context) -> App:
    """Open the journal that a command line to complete is about. Raises PeermentorError.

    While a shell completes, no callback runs, so `--journal` is read from the root's parameters, or from the
    words that the shell has put into a variable, where it stands after the command.
    """
    said = ctx.find_root().params.get("journal") or _named_later(os.environ)
    return open_app(Path(said) if said else None, quietly=True)


def _named_later(environment: Mapping[str, str]) -> str:
    import shlex  # noqa: PLC0415 - only a shell asks, and no other command needs it

    line = environment.get("COMP_WORDS") or environment.get("_TYPER_COMPLETE_ARGS", "")
    try:
        words = shlex.split(line)
    except ValueError:  # the last word is a quotation that has only begun
        words = line.split()
    for word, following in pairwise([*words, ""]):
        if word == "--journal" or word.startswith("--journal="):
            return word.partition("=")[2] or following
    return ""


def _mentors(ctx: typer.Context, incomplete: str, stages: Sequence[Stage]) -> Offers:
    records = _records_to_complete(ctx, Mentor)
    near = find.folded_name(incomplete)
    found = sorted(records.all(Mentor), key=lambda m: m.is_over)
    typed = [(find.shortest(records, m), m.name) for m in found if m.stage in stages]
    # The letters typed so far are kept as they are: Typer drops offers that do not begin with them.
    return [(incomplete + word[len(near) :], name) for word, name in typed if word.startswith(near)]


def _own_words(record: Record) -> str:
    return str(getattr(record, "text", None) or getattr(record, "title", None) or getattr(record, "date", ""))


def _peer(record: Record) -> str:
    return str(getattr(record, "mentor", ""))


def _records_to_complete(ctx: typer.Context, *kinds: type[Record]) -> Records:
    # Everything is read here, so that an unreadable journal only means that nothing is offered.
    try:
        records = journal_of(ctx).journal.records()
        for kind in kinds:
            records.all(kind)
    except PeermentorError:
        return Records.of()
    return records

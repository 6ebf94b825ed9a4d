"""Insights: what a person took away from a talk, and whether they tried it.

People type one as its session and its place there, from 1: "s3.1" is the first insight of s3.
"""

import re
from collections.abc import Iterator
from datetime import date

from peermentor import dates
from peermentor.errors import CommandLine, NotFound, Refused
from peermentor.language import _
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Session, Tried


def untried(session: Session) -> Iterator[tuple[int, str]]:
    """List the insights of a session that were not tried yet, each with its place, from 1."""
    tried = {one.insight for one in session.tried}
    for place, text in enumerate(session.got, start=1):
        if place not in tried:
            yield place, text


def is_insight(typed: str) -> bool:
    """Tell whether `typed` means an insight, as "s3.1" and "s3" do: it begins with an s."""
    return typed.strip().lower().startswith("s")


def find_insight(records: Records, typed: str) -> tuple[Session, int]:
    """Find the session and the place meant by "s3.1"; "s3" is enough where it has only one insight.

    Raises NotFound, and CommandLine where it has several and no place was typed.
    """
    found = re.fullmatch(r"(s\d{1,9})(?:\.(\d{1,3}))?", typed.strip().lower(), re.ASCII)
    session = find.by_handle(records, Session, found[1] if found else typed)
    place = int(found[2]) if found and found[2] else None
    if place is None and len(session.got) > 1:
        raise CommandLine(
            _("{n} things were taken from {handle}.").format(n=len(session.got), handle=session.handle),
            _("Say which: {handle}.1 to {handle}.{n}").format(handle=session.handle, n=len(session.got)),
        )
    place = 1 if place is None else place
    if not 1 <= place <= len(session.got):
        raise NotFound(
            _("Nothing was taken from {handle} as number {place}.").format(
                handle=session.handle, place=place
            ),
            _("See what was: peermentor session {handle}").format(handle=session.handle),
        )
    return session, place


def keep_outcome(draft: Draft, session: Session, place: int, outcome: str, on: date) -> Session:
    """Keep what came of an insight that was tried.

    Raises Refused where it was tried already or the relationship is over, CommandLine for a day in the future
    or before the talk.
    """
    people.must_belong_to_open(draft.records, session.mentor)
    handle = f"{session.handle}.{place}"
    before = next((one for one in session.tried if one.insight == place), None)
    if before:
        raise Refused(
            _("{handle} was tried already ({day}).").format(handle=handle, day=dates.say(before.date)),
            _("Nothing was changed. See it: peermentor session {handle}").format(handle=session.handle),
        )
    if not session.date <= on <= draft.today:
        raise CommandLine(
            _("{handle} is from {day}; it can't have been tried on {on}.").format(
                handle=handle, day=dates.say(session.date), on=dates.say(on)
            ),
            _("Give a day between then and today, or leave out --date."),
        )
    return draft.change(session, tried=(*session.tried, Tried(place, on, outcome)))

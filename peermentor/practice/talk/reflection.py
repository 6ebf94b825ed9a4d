"""Reflection: what happened, so what, now what; and strengths, and what to improve.

The three questions are T. Borton's ("Reach, Touch, and Teach", 1970). Their wording depends on the role a
person had in the talk; the answers are kept in the same fields.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from peermentor.errors import CommandLine, NotFound, Refused
from peermentor.language import _
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Reflection, Role, Session
from peermentor.practice.nouns.sessions import held_sessions

if TYPE_CHECKING:
    from peermentor.practice.nouns.coaching import Prompt


THREE: tuple[str, ...] = ("happened", "so-what", "now-what")


class Thought(Struct, frozen=True, kw_only=True):
    """What a person says when they look back at a talk; `deeper` has answers by the keys of the questions."""

    happened: str = ""
    so_what: str = ""
    now_what: str = ""
    role: Role | None = None
    strengths: tuple[str, ...] = ()
    improve: tuple[str, ...] = ()
    deeper: dict[str, str] = {}

    def says_something(self) -> bool:
        """Tell whether there is anything to keep; a role alone is nothing."""
        tags = self.strengths or self.improve
        return bool(self.happened or self.so_what or self.now_what or tags or self.deeper)


def three_questions(prompts: "Iterable[Prompt]", role: str | None) -> dict[str, str]:
    """Give the three questions in the wording for a role, by their options ("so-what")."""
    said = {prompt.key: prompt.text for prompt in prompts if prompt.form == "three"}
    return {name: said.get(f"{name}-{role}", said[name]) for name in THREE}


def unanswered_questions(
    prompts: "Iterable[Prompt]", role: str | None, before: Reflection | None
) -> dict[str, str]:
    """Give those of the three questions that `before` has no answer to, by the field for it ("so_what")."""
    asked = {name.replace("-", "_"): text for name, text in three_questions(prompts, role).items()}
    return {field: text for field, text in asked.items() if not (before and getattr(before, field))}


def deeper_questions(prompts: "Iterable[Prompt]", role: str | None) -> "tuple[Prompt, ...]":
    """List the questions of the deeper form for a role."""
    return tuple(p for p in prompts if p.form == "deeper" and p.role in ("either", role))


def must_be_question(prompts: "Iterable[Prompt]", key: str) -> str:
    """Check the key of a deeper question, and give it back. Raises CommandLine, with all the keys."""
    keys = [prompt.key for prompt in prompts if prompt.form == "deeper"]
    if key in keys:
        return key
    raise CommandLine(
        _("There is no question “{key}” to answer.").format(key=key),
        _("One of: {keys}.").format(keys=", ".join(keys)),
    )


def find_session(records: Records, typed: str, today: date) -> Session:
    """Find the session to look back at: by its handle, the latest with a mentor, or ("") the latest of all.

    What waited for the key meant the latest there was on its day, `today`.

    Raises as `find.mentor`, NotFound where no talk was kept yet, Refused where the relationship is over.
    """
    if re.fullmatch(r"\s*[sS]?\d{1,9}\s*", typed, re.ASCII):
        session = find.by_handle(records, Session, typed)
        people.must_belong_to_open(records, session.mentor)
        return session
    mentor = people.find_open_mentor(records, typed) if typed else None
    held = held_sessions(records.of_mentor(Session, mentor) if mentor else _with_anyone(records))
    if held:
        return next((one for one in reversed(held) if one.date <= today), held[-1])
    who = find.shortest(records, mentor) if mentor else "MENTOR"
    raise NotFound(
        _("There is no talk to look back at yet."),
        _("Keep one first: peermentor log {who}").format(who=who),
    )


def _with_anyone(records: Records) -> Iterator[Session]:
    """The sessions with everyone except where the relationship is over."""
    over = {m.uid for m in records.all(Mentor) if m.is_over}
    return (s for s in records.all(Session) if s.mentor not in over)


def reflection_of(records: Records, session: Session) -> Reflection | None:
    """Find the reflection on a session, or None; a session has one at most."""
    return next(iter(records.where(Reflection, session=session.uid)), None)


def keep_reflection(draft: Draft, session: Session, thought: Thought, *, replace: bool = False) -> Reflection:
    """Keep a reflection on a session, or add to the one it has: tags are added, empty answers are filled.

    With `replace`, new answers and tags replace the old ones; without it, Refused is raised where a new
    answer would replace an old one.
    """
    before = reflection_of(draft.records, session)
    role = thought.role or (before.role if before else None) or session.role
    if before is None:
        return draft.add(
            Reflection(
                mentor=session.mentor,
                session=session.uid,
                date=session.date,
                **asdict(thought) | {"role": role},
            )
        )
    if not replace and (taken := _taken(before, thought)):
        raise Refused(
            _("The reflection on {handle} has an answer there already: {options}.").format(
                handle=session.handle, options=", ".join(taken)
            ),
            _("Read it: peermentor session {handle}. To put this in its place, add --replace.").format(
                handle=session.handle
            ),
        )
    return draft.change(before, **_together(before, thought, replace=replace), role=role)


def _taken(before: Reflection, thought: Thought) -> list[str]:
    """The options whose field has another answer already."""
    pairs = [
        (f"--{name}", getattr(before, field), getattr(thought, field))
        for name in THREE
        if (field := name.replace("-", "_"))
    ]
    pairs += [(f"--answer {key}", before.deeper.get(key), said) for key, said in thought.deeper.items()]
    pairs.append(("--role", before.role, thought.role))
    return [option for option, old, new in pairs if old and new and old != new]


def _together(before: Reflection, thought: Thought, *, replace: bool) -> dict[str, Any]:
    return {
        "happened": thought.happened or before.happened,
        "so_what": thought.so_what or before.so_what,
        "now_what": thought.now_what or before.now_what,
        "strengths": _tags(before.strengths, thought.strengths, replace=replace),
        "improve": _tags(before.improve, thought.improve, replace=replace),
        "deeper": before.deeper | thought.deeper,
    }


def _tags(before: tuple[str, ...], said: tuple[str, ...], *, replace: bool) -> tuple[str, ...]:
    """All tags, each once: "Listening" and "listening" are one, in the spelling that came first."""
    if replace and said:
        before = ()
    heard = {find.folded_text(tag): tag for tag in reversed((*before, *said))}
    return tuple(reversed(heard.values()))

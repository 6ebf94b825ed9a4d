"""Feedback: the situation, the behaviour, its impact and a question, given to a peer or received."""

from peermentor.errors import CommandLine, Refused
from peermentor.language import _
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.records import Feedback, Mentor, Session

PARTS: tuple[str, ...] = ("situation", "behaviour", "impact", "question")


def says_something(feedback: Feedback) -> bool:
    """Tell whether there is anything to keep: a sentence, or one of the four parts."""
    return bool(feedback.text or any(getattr(feedback, part) for part in PARTS))


def keep_feedback(draft: Draft, mentor: Mentor, feedback: Feedback, session: Session | None) -> Feedback:
    """Keep feedback exchanged with a peer.

    Raises Refused for a session with someone else, CommandLine for a day in the future.
    """
    if session and session.mentor != mentor.uid:
        raise Refused(
            _("{handle} was not with {name}.").format(handle=session.handle, name=mentor.name),
            _("See what was: peermentor sessions --with {handle}").format(handle=mentor.handle),
        )
    if feedback.date > draft.today:
        raise CommandLine(
            _("Feedback can't be from a day that has not come."), _("Leave out --date for today.")
        )
    return draft.add(feedback)

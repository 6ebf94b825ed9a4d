"""Concerns: in a review, a person may say that something frightened, belittled or used them.

A concern stands until a later review answers it. While it stands, the program asks nobody to meet, praise,
rate or repair anything with that peer; the two reviews after the answer are careful, too. (Eby, Butts,
Lockwood & Simon 2004: distancing and manipulation weigh more than neglect. The two reviews are ours.)
"""

from datetime import date

from peermentor import dates
from peermentor.errors import Refused
from peermentor.language import _
from peermentor.practice.nouns.care import Care, standing_concern
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor


def no_words_while_it_stands(records: Records, mentor: Mentor, today: date) -> None:
    """Raise Refused while a concern stands: then no words to that person are drafted."""
    if care := standing_concern(records, mentor, today):
        raise Refused(
            say_concern(care, today) + " " + _("No words to them are drafted while it stands."),
            _("When it is over: peermentor review {handle} --over yes").format(handle=mentor.handle),
        )


def say_concern(care: Care, today: date) -> str:
    """Say that a concern was written, and when."""
    text = _("On {day} you wrote that something here frightened, belittled or used you.")
    return text.format(day=dates.short(care.written.date, today))


def say_answered(care: Care, today: date) -> str:
    """Say that a concern was written, and when and how it was answered."""
    text = (
        _("On {day} you said that it is over.")
        if care.answered and care.answered.over
        else _("On {day} you rated respect and wrote of nothing new.")
    )
    day = dates.short(care.answered.date, today) if care.answered else ""
    return say_concern(care, today) + " " + text.format(day=day)


def ask_if_over(care: Care, today: date) -> str:
    """Ask, in a later review, whether it is over."""
    text = _("On {day} you said that something frightened, belittled or used you. Is it over?")
    return text.format(day=dates.short(care.written.date, today))


def where_help_is() -> tuple[str, ...]:
    """Say where help is, and that the person owes nothing to this peer."""
    return (
        _("Talk to someone you trust, soon, and tell them as much as you want to."),
        _("HR, or whoever your company names for this, is there to hear it; you can bring someone along."),
        _("There is help outside work too: a counsellor, a doctor, a helpline; in danger, call for help."),
        _("You owe this person no meeting and no explanation. What you write here is sent to nobody."),
    )


def help_in_short() -> str:
    """Say where help is, on one line."""
    return _("Help: someone you trust, HR, a counsellor or a helpline.")

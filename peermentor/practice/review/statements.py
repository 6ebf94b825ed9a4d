"""What a review asks a person to rate: one statement for each dimension, from 1 (not at all) to 5 (fully)."""

from peermentor.language import _


def statements() -> dict[str, str]:
    """The eight statements by dimension, in the order they are asked."""
    return {
        "goals": _("We work on what matters to me"),
        "growth": _("I learn here"),
        "respect": _("I am respected, and safe to say what I think"),
        "communication": _("We speak openly, and it is of use"),
        "commitment": _("We both turn up and keep our word"),
        "balance": _("We both give and we both receive"),
        "energy": _("It leaves me with energy, and within my limits"),
        "mine": _("I do my part"),
    }


def question_apart() -> str:
    """Asked apart from the numbers, because no number answers it."""
    return _("Has anything here frightened you, belittled you or used you?")

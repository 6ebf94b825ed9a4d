"""How far a promise, a topic or a goal has come, in the words people use for it."""

from peermentor.language import _


def say_state(state: str) -> str:
    """Say a state as the journal keeps it, in the language in use: "kept late", "handed on"."""
    return {
        "open": _("open"),
        "kept": _("kept"),
        "late": _("kept late"),
        "dropped": _("dropped"),
        "discussed": _("talked about"),
        "reached": _("reached"),
        "let-go": _("let go"),
        "handed-on": _("handed on"),
    }.get(state, state)

"""The states of promises, topics and goals, in words."""

from peermentor.language import _


def say_state(state: str) -> str:
    """Say a state in the language in use: "late" is "kept late", "handed-on" is "handed on"."""
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

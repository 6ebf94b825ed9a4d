"""Answers that are kept when a run is interrupted, so that the same command can go on with them."""

from typing import TYPE_CHECKING

from peermentor.app import App
from peermentor.errors import PeermentorError
from peermentor.language import _
from peermentor.practice.nouns import find
from peermentor.screen.terminal import ask

if TYPE_CHECKING:
    from peermentor.journal.beside.answers import Answers, Waiting, Wish

_SHOWN = 40  # letters of the first answer, enough to recognise it


def find_memory(app: App | None) -> "Answers | None":
    """Find where the answers of this run are kept while they are typed; None in a dry run."""
    if app is None or app.journal.dry_run:
        return None

    def wanted(waiting: "Waiting") -> "Wish":
        said = _("You began to answer this before ({day}): “{first}”. It was not kept.")
        first = waiting.first if len(waiting.first) <= _SHOWN else waiting.first[:_SHOWN].rstrip() + "…"
        ask.tell(said.format(day=app.say_day(waiting.began), first=" ".join(first.split())))
        if ask.yes(_("Go on with your answers?"), unless_said=True):
            return "go on"
        return "throw away" if ask.yes(_("Throw them away? Enter lets them wait.")) else "leave"

    return app.answers(_about(app), wanted)


def _about(app: App) -> str:
    """The uid of the record the run is about, whichever way it was named; else the name as it was typed."""
    if not app.about:
        return ""
    try:
        return find.anything(app.journal.records(), app.about).uid
    except PeermentorError:
        return find.folded_name(app.about)

"""Answers to questions wait when a run is cut off, and the next run of the same words goes on with them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from peermentor.app import App
from peermentor.language import _
from peermentor.screen.terminal import ask

if TYPE_CHECKING:
    from peermentor.journal.beside.answers import Answers


def find_memory(app: App | None, words: Sequence[str]) -> "Answers | None":
    """Where the answers of this command line are kept while they are typed; nowhere in a dry run."""
    if app is None or app.journal.dry_run:
        return None

    def wanted(began: date) -> bool:
        ask.tell(
            _("You began to answer this before ({day}); it was not kept.").format(day=app.say_day(began))
        )
        return ask.yes(_("Go on with your answers?"))

    return app.answers(words, wanted)

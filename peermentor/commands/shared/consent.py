"""Asking for a yes before something that is hard or impossible to undo."""

from peermentor.app import App
from peermentor.errors import Interrupted, Missing
from peermentor.language import _
from peermentor.screen.terminal import ask


def must_agree(app: App, told: str, question: str, *, yes: bool, for_good: bool = True) -> None:
    """Say what is going to happen, and ask; not in a dry run, and not with `yes`.

    `for_good`: it can't be undone. Raises Missing where nobody can be asked, Interrupted for any answer but
    yes.
    """
    if yes or app.journal.dry_run:
        return
    if not app.interactive:
        raise Missing(
            _("This can't be undone, and nobody is here to be asked. Nothing was changed.")
            if for_good
            else _("Nobody is here to be asked. Nothing was changed."),
            _("Add --yes to do it, or --dry-run to see what would go."),
        )
    ask.tell(told)
    if not ask.yes(question):
        raise Interrupted(_("Nothing was changed."))

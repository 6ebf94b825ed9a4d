"""Long texts written in the person's own editor; a draft outlives everything but a successful save."""

from collections.abc import Iterator
from contextlib import contextmanager

from peermentor.app import App
from peermentor.errors import Missing, PeermentorError
from peermentor.language import _
from peermentor.screen import editor


@contextmanager
def written_in_editor(app: App, text: str) -> Iterator[str]:
    """Let the person write, hand over what they wrote, and forget the draft once that was kept.

    Raises Missing for an empty text. Any error on the way says where the draft is.
    """
    drafts = app.drafts
    path = drafts.start(app.now, text)
    try:
        editor.open_on(path)
        written = drafts.read(path)
        if not written.strip():
            drafts.forget(path)
            raise Missing(_("Nothing was written."), _("So nothing was kept either."))
        yield written
    except PeermentorError as error:
        if path.exists():
            error.hint = _("{hint} Your words are in {path}.").format(hint=error.hint, path=path).strip()
        raise
    drafts.forget(path)

"""Long texts written in the person's own editor; a draft outlives everything but a successful save."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peermentor.app import App
from peermentor.errors import CommandLine, Missing, PeermentorError
from peermentor.language import _
from peermentor.practice.nouns.unseen import says_nothing
from peermentor.screen.terminal import ask, editor
from peermentor.to_type import to_type

AT_ONCE = 1.0  # seconds in which nobody has written anything


def _may_need_to_wait() -> str:
    return _("An editor with a window of its own may need to be told to wait: {command}").format(
        command=to_type("config", "editor", "code --wait")
    )


def _left_behind(app: App) -> Path | None:
    """A draft that was never kept (a crash, a full disk), if the person wants to go on with it."""
    waiting = [path for path in app.drafts.waiting() if app.drafts.holds_words(path)]
    if not waiting or not app.interactive:
        return None
    ask.tell(_("A text that was never kept waits in {path}.").format(path=waiting[-1]))
    return waiting[-1] if ask.yes(_("Go on with it?"), unless_said=True) else None


def answer_in_editor(app: App, so_far: str) -> str:
    """Let the person go on with one answer in their editor; what they wrote. Raises like the editor.

    The draft goes once it was read: as an answer it is kept like the others.
    """
    path = app.drafts.start(app.now, so_far)
    with _draft_is_named(app, path):
        editor.open_on(path, app.settings["editor"])
        written = app.drafts.read(path)
    app.drafts.forget(path)
    return written


@contextmanager
def _draft_is_named(app: App, path: Path) -> Iterator[None]:
    """Let every error on the way say where the draft is, if there are words in it."""
    try:
        yield
    except PeermentorError as error:
        if app.drafts.holds_words(path):
            error.hint = _("{hint} Your words are in {path}.").format(hint=error.hint, path=path).strip()
        else:
            app.drafts.forget(path)
        raise


@contextmanager
def written_in_editor(app: App, text: str) -> Iterator[str]:
    """Let the person write, hand over what they wrote, and forget the draft once that was kept.

    Raises Missing for an empty text, CommandLine in a dry run, which would keep nothing of what was written.
    Any error on the way says where the draft is.
    """
    if app.journal.dry_run:
        raise CommandLine(
            _("A dry run keeps nothing, so there is nothing to write for it."),
            _("Leave out --dry-run, or give the text with --notes."),
        )
    drafts = app.drafts
    path = _left_behind(app) or drafts.start(app.now, text)
    with _draft_is_named(app, path):
        at_once = "" if editor.open_on(path, app.settings["editor"]) > AT_ONCE else _may_need_to_wait()
        written = drafts.read(path)
        if says_nothing(written):
            raise Missing(_("Nothing was written."), at_once or _("So nothing was kept either."))
        if at_once and written == text:
            raise Missing(_("The text came back as it was."), at_once)
        yield written
    drafts.forget(path)

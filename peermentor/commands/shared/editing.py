"""Long texts written in the person's editor; the draft is removed only once the text was kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from peermentor.app import App
from peermentor.errors import CommandLine, Interrupted, JournalError, Missing, PeermentorError, Refused
from peermentor.language import _
from peermentor.practice.nouns.records import Record
from peermentor.screen.terminal import ask, editor
from peermentor.screen.terminal.result import Result
from peermentor.to_type import to_type

Explained = Callable[[str, PeermentorError], str]
AT_ONCE = 1.0  # seconds; an editor that ends sooner without a change has probably only opened a window


def _may_need_to_wait() -> str:
    return _("An editor with a window of its own may need to be told to wait: {command}").format(
        command=to_type("config", "editor", "code --wait")
    )


def _left_behind(app: App, about: str, *, unmarked: bool = False) -> Path | None:
    """A draft about this that was never kept (after a crash), if the person wants to go on with it."""
    found = app.drafts.waiting_about(about, unmarked=unmarked)
    waiting = [path for path in found if app.drafts.holds_words(path)]
    if not waiting or not app.interactive:
        return None
    ask.tell(_("A text that was never kept waits in {path}.").format(path=waiting[-1]))
    return waiting[-1] if ask.yes(_("Go on with it?"), unless_said=True) else None


def refuse_nothing_written() -> Missing:
    """Make the error for a form that was saved with nothing written in it."""
    return Missing(_("Nothing was written."), _("So nothing was kept either."))


def refuse_changed_meanwhile(record: Record, where: str) -> Refused:
    """Make the error for a record that changed while its form was open; `where` explains the form then."""
    return Refused(_("{handle} was changed while you wrote.").format(handle=record.handle), where)


def answer_in_editor(app: App, so_far: str) -> str:
    """Let the person write one answer in their editor, and give it back. Raises like the editor."""
    path = app.drafts.start(app.now, so_far)
    with _draft_is_named(app, path):
        _let_write(app, path)
        written = app.drafts.read(path)
    app.drafts.forget(path)
    return written


def _let_write(app: App, path: Path) -> float:
    """Open a draft in the person's editor, and give the seconds it took."""

    def on_disk() -> None:
        ask.tell(_("No folder in memory is here: while you write, the text lies on the disk in plain."))

    with app.drafts.opened(path, on_disk) as plain:
        return editor.open_on(plain, app.settings["editor"])


@contextmanager
def _draft_is_named(app: App, path: Path, opened: str = "") -> Iterator[None]:
    """Add to every error where the draft is, if somebody wrote in it; otherwise remove the draft."""
    try:
        yield
    except PeermentorError as error:
        if app.drafts.holds_words(path) and not app.drafts.holds(path, opened):
            error.hint = _("{hint} Your words are in {path}.").format(hint=error.hint, path=path).strip()
        else:
            app.drafts.forget(path)
        raise


def keep_what_is_written(
    app: App,
    opened: str,
    about: str,
    keep: Callable[[str], Result],
    explained: Explained,
    *,
    new_words: bool,
    takes_notes: bool = False,
    gone_on: Callable[[str], str] | None = None,
) -> Result:
    """Let the person write in a form, and keep what it says; then the draft is removed.

    Where `keep` raises, the form is opened again with the reason, as `explained` writes it, until it is kept
    or saved without a change; where nobody can be asked, the error is raised at once.

    - `about` identifies a draft that an earlier run left, and `gone_on` rewrites that before it is opened;
    - `new_words`: the opened form has words that are kept nowhere else;
    - `takes_notes`: a draft of an older version, which has only notes, may be used.
    """
    _must_keep(app)
    path = _left_behind(app, about, unmarked=takes_notes)
    if path is None:
        path = app.drafts.start(app.now, opened, about)
    elif gone_on:
        app.drafts.rewrite(path, gone_on(app.drafts.read(path)))
    refused: PeermentorError | None = None
    shown = opened
    while True:
        with _draft_is_named(app, path, "" if new_words else opened):
            took = _let_write(app, path)
            written = app.drafts.read(path)
            if took <= AT_ONCE and written == opened.removesuffix("\n") and not new_words:
                raise Missing(_("Nothing was written."), _may_need_to_wait())
            if refused and written == shown.removesuffix("\n"):
                raise refused
            try:
                result = keep(written)
            except (JournalError, Interrupted, Missing):
                raise
            except PeermentorError as error:
                if not app.interactive or written == shown.removesuffix("\n"):
                    raise
                refused, shown = error, explained(written, error)
                app.drafts.rewrite(path, shown)
                continue
        app.drafts.forget(path)
        return result


def _must_keep(app: App) -> None:
    """Raise CommandLine in a dry run, which would keep nothing of the text."""
    if app.journal.dry_run or app.journal.entry or app.journal.staged is not None:
        raise CommandLine(
            _("A dry run keeps nothing, so there is nothing to write for it."),
            _("Leave out --dry-run, or give the text with --notes."),
        )

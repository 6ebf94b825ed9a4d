"""Commands typed while the key is missing: kept as they were typed, and run later at their own moment."""

import json
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING

from peermentor.app import App
from peermentor.commands.shared.asking import long_text, text_on_pipe
from peermentor.errors import AlreadyTaken, BadDate, CommandLine, JournalError, Missing, NoKey, StrangeKey
from peermentor.language import _, several
from peermentor.practice.nouns.upkeep import WaitingView
from peermentor.screen.terminal.result import Result
from peermentor.to_type import shell_words

if TYPE_CHECKING:
    from peermentor.journal.vault.inbox import Entry

WAITS = ("log", "add-topic", "promise", "add-win", "reflect")
_HANDLE = re.compile(r"^((?:--[a-z-]+=)?[a-z])[0-9]+$")
ALONE = 2  # words of a command with only a peer's name
RunAgain = Callable[[App, Sequence[str]], int]


def keep_waiting(app: App, words: Sequence[str], trouble: NoKey, run: RunAgain) -> Result:
    """Keep a command as it was typed, until the key is there.

    Raises the `trouble` itself for a command that can't wait, and CommandLine for one that no journal would
    take.
    """
    argv = _without_journal(words)
    if (
        isinstance(trouble, StrangeKey)
        or argv[0] not in WAITS
        or app.journal.dry_run
        or app.journal.entry
        or {"--edit", "-e"} & {*argv}
    ):
        raise trouble
    if len(argv) == ALONE and argv[0] != "add-win":
        if argv[0] != "log" or app.interactive or sys.stdin.isatty():
            raise NoKey(
                trouble.message,
                _("Said in one line it would wait for the key: {command}").format(
                    command=f"{shell_words('peermentor', *argv)} …"
                ),
            )
        argv.append(f"--notes={text_on_pipe('--notes')}")
    argv = [_with_stdin(word) for word in argv]
    _try_out(app, argv, run)
    app.journal.inbox.keep(app.now, argv)
    app.journal.saved = True
    app.journal.notes.clear()  # on what could not be read: why is said
    lines = (
        _("It waits, locked, because the key is not at hand: {why}").format(why=trouble.message),
        _("The next command that writes with the key takes it in, as of now."),
    )
    return Result({"waiting": WaitingView(argv[0], app.now)}, "\n".join(lines))


def _without_journal(words: Sequence[str]) -> list[str]:
    """The words without --journal: they wait beside that journal."""
    kept: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*kept, word, *rest]
        if word == "--journal":
            next(rest, "")
        elif not word.startswith("--journal="):
            kept.append(word)
    return kept


def _with_stdin(word: str) -> str:
    option = re.fullmatch(r"(--[a-z-]+=)?-", word)
    return (option[1] or "") + long_text("-") if option else word


def _try_out(app: App, argv: Sequence[str], run: RunAgain) -> None:
    """Try a command on a journal in memory with one of everything. Raises CommandLine for bad options.

    It has a peer for every word that was typed, and every handle is number 1: whether a record is really
    there can't be checked without the key.
    """
    words = [word for word in argv[1:] if word[:1] not in ("", "-")]
    nested = App(app.journal.for_trial(app.now), app.now, settings=app.settings)
    for name in dict.fromkeys((*words, "1")):
        for made in (
            ("add-mentor", name),
            ("log", name, "--date", "yesterday", "--notes", "1", "--next", "next week"),
            ("promise", name, "1"),
            ("add-topic", name, "1"),
        ):
            _type(nested, made, run)
    _type(nested, ("add-goal", "1", "--success", "1"), run)
    code, error = _type(nested, [_HANDLE.sub(r"\g<1>1", word) for word in argv], run)
    if code == CommandLine.exit_code:
        kind = {one.code: one for one in (BadDate, Missing)}.get(error["code"], CommandLine)
        hint = error["hint"] or ""  # with a handle it would name a peer of the trial
        raise kind(error["message"], "" if re.search(r"\bm\d", hint) else hint)


def take_in(app: App, run: RunAgain, *, writes: bool) -> None:
    """Run the commands that wait, in order and each at its own moment; a read only shows what they do.

    One that can't be run any more goes on waiting, and a note says so.
    """
    stage = not writes or app.journal.dry_run
    fits = 0
    for entry in app.journal.inbox.entries():
        if entry.torn:
            path = str(app.journal.inbox.path_of(entry))
            said = _("This waits, and can't be taken in: {why} To go on without it: {command}")
            app.journal.notes.append(
                said.format(why=entry.torn, command=shell_words("mv", path, f"{path}.torn"))
            )
            continue
        trouble = _try_to_take_in(app, run, entry, stage=stage)
        if trouble is None:
            break
        if trouble == AlreadyTaken.code:
            if not stage:
                app.journal.inbox.remove(entry)
            continue
        if trouble:
            said = _("This waits since {moment}, and does not fit: {command}. {why}")
            app.journal.notes.append(
                said.format(
                    moment=f"{entry.moment:%Y-%m-%d %H:%M}",
                    command=shell_words("peermentor", *entry.argv),
                    why=trouble,
                )
            )
            app.journal.notes.append(
                _("Type it as it should be, then remove {path}").format(path=app.journal.inbox.path_of(entry))
            )
            continue
        fits += 1
        if not stage:
            app.journal.inbox.remove(entry)
    if fits:
        text = (
            several(
                "{n} entry is shown that still waits; the next write takes it in.",
                "{n} entries are shown that still wait; the next write takes them in.",
                fits,
            )
            if stage
            else several("Took in {n} entry that waited.", "Took in {n} entries that waited.", fits)
        )
        app.journal.notes.append(text)


def _try_to_take_in(app: App, run: RunAgain, entry: "Entry", *, stage: bool) -> str | None:
    """Run a command again, at its own moment; give what is wrong with it, "" or that it was taken in before.

    Give None where the journal can't be read or written: the command that runs now says so itself. Whoever
    can write in the folder can leave a command there, so none is run that would not have waited.
    """
    if entry.argv[:1] not in {(one,) for one in WAITS} or _without_journal(entry.argv) != [*entry.argv]:
        return _("It is no command that waits for the key.")
    journal = app.journal.for_entry(entry, stage=stage)
    nested = App(journal, entry.moment, settings=app.settings)
    code, error = _type(nested, entry.argv, run)
    if not code:
        app.journal.staged = journal.staged
        return ""
    if code == JournalError.exit_code:
        return None
    return AlreadyTaken.code if error["code"] == AlreadyTaken.code else error["message"]


def _type(nested: App, argv: Sequence[str], run: RunAgain) -> tuple[int, dict[str, str]]:
    """Run a command inside this one; give its exit code, and its error."""
    out = TextIOWrapper(BytesIO(), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(StringIO()):
        code = run(nested, ["--json", *argv])
    out.flush()
    return code, json.loads(out.buffer.getvalue())["error"] if code else {}

"""fit: an honest look at whether a peer fits, a line at a time, with what you saw."""

from collections.abc import Sequence
from typing import Annotated

import typer

from peermentor import language, templates
from peermentor.app import App
from peermentor.commands.shared.asking import ask_mentor
from peermentor.commands.shared.completing import complete_open_mentor
from peermentor.commands.shared.hints import if_readable
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import argument, choose_mentors
from peermentor.errors import CommandLine, NotFound
from peermentor.language import _
from peermentor.practice.nouns import find, people, vocabulary
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.coaching import FitLine
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import OVER, FitSaid, Mentor
from peermentor.practice.peers.fit import (
    SAID,
    Answered,
    Fit,
    Fits,
    is_open,
    keep_fit,
    look_at_fit,
    read_answers,
    read_evidence,
)
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

STOP = "stop"


def _complete_answer(incomplete: str) -> list[str]:
    typed, equals, _rest = incomplete.partition("=")
    keys = [line.key for line in templates.fit(language.current())]
    offered = [f"{typed}={said}" for said in SAID] if equals else [f"{key}=" for key in keys]
    return [word for word in offered if word.startswith(incomplete)]


def _complete_evidence(incomplete: str) -> list[str]:
    offered = (f"{line.key}=" for line in templates.fit(language.current()))
    return [word for word in offered if word.startswith(incomplete)]


def fit(
    ctx: typer.Context,
    mentors: Annotated[
        list[str] | None,
        argument(
            "MENTOR…",
            _("One peer, or several to see side by side."),
            complete=complete_open_mentor,
            choose=choose_mentors,
        ),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            "-a",
            metavar="KEY=yes|partly|no|unknown",
            help=_("What you say of one line: time=yes; repeatable."),
            autocompletion=_complete_answer,
        ),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            "-e",
            metavar="KEY=WORDS",
            help=_('What you saw: time="moved a call for us"; only for you; repeatable.'),
            autocompletion=_complete_evidence,
        ),
    ] = None,
    compare: Annotated[
        bool, typer.Option("--compare", help=_("All candidates side by side, and whom you name."))
    ] = False,
) -> Result:
    """Look at one peer, or at several side by side; it is kept only when something was answered."""
    app: App = ctx.obj
    lines = templates.fit(language.current())
    said = read_answers(lines, answer or ())
    words = read_evidence(lines, evidence or ())
    if compare or len(mentors or ()) > 1:
        if said or words:
            raise CommandLine(
                _("An answer is about one person."), _("Name one peer with --answer and --evidence.")
            )
        return _side_by_side(app, lines, mentors or (), everyone=compare)
    whom = ask_mentor(app, mentors[0] if mentors else None)
    if not (said or words) and app.interactive:
        said, words = _ask_checklist(app, lines, whom)
    if not (said or words):
        records = app.journal.records()
        seen = look_at_fit(records, find.mentor(records, whom), lines, app.today)
        return Result(seen, view="fit", hints=_next_step(records, seen))
    return _keep_answers(app, lines, whom, said, words)


def _keep_answers(
    app: App, lines: Sequence[FitLine], whom: str, said: dict[str, FitSaid], words: dict[str, str]
) -> Result:
    with app.journal.transaction(app.now) as draft:
        who = keep_fit(draft, people.find_open_mentor(draft.records, whom), said, words)
        changed = bool(draft.changes)
        seen = look_at_fit(draft.records, who, lines, app.today)
    told = (
        _("Kept for {name} ({handle}): {lines}.")
        if changed
        else _("Nothing to change for {name} ({handle}).")
    )
    answers = [a for a in seen.answers if a.key in said or a.key in words]
    return Result(
        seen,
        told.format(
            name=in_a_line(who.name),
            handle=who.handle,
            lines=", ".join(f"{a.key} {vocabulary.say_word(a.said)}" if a.said else a.key for a in answers),
        ),
        view="fit",
        hints=_next_step(draft.records, seen),
    )


def _side_by_side(app: App, lines: Sequence[FitLine], typed: Sequence[str], *, everyone: bool) -> Result:
    records = app.journal.records()
    chosen = [find.mentor(records, name) for name in typed]
    if everyone:
        chosen += [m for m in records.all(Mentor) if m.stage == "candidate"]
    if not chosen:
        raise NotFound(
            _("There are no candidates to compare."),
            _('Add one: peermentor add-mentor "Zoë Łukasik" --candidate'),
        )
    once = {mentor.uid: mentor for mentor in chosen}.values()
    fits = tuple(look_at_fit(records, mentor, lines, app.today) for mentor in once)
    return Result(Fits(fits), view="fit")


def _ask_checklist(
    app: App, lines: Sequence[FitLine], whom: str
) -> tuple[dict[str, FitSaid], dict[str, str]]:
    """Ask the lines of the checklist; "stop" ends with the answers so far."""
    records = app.journal.records()
    seen = look_at_fit(records, find.mentor(records, whom), lines, app.today)
    said: dict[str, FitSaid] = {}
    words: dict[str, str] = {}
    if seen.stage in OVER:
        return said, words
    still_open = sum(is_open(answer) for answer in seen.answers)
    question = _("Go through the checklist? ({open} of {all} lines are open)")
    if not ask.yes(question.format(open=still_open, all=len(lines))):
        return said, words
    ask.tell(_("Enter keeps what was said earlier; “stop” ends here and keeps the rest."))
    for line in seen.answers:
        chosen = ask.choice(_question(line), (*SAID, STOP))
        if chosen == STOP:
            break
        found = next((answer for answer in SAID if answer == chosen), None)
        if found:
            said[line.key] = found
            words |= _evidence(line, found)
    return said, words


def _question(line: Answered) -> str:
    earlier = f" [{line.said}]" if line.said else ""
    return f"{line.text}{earlier}"


def _evidence(line: Answered, said: FitSaid) -> dict[str, str]:
    question = _("  What would tell you?") if said == "unknown" else _("  What did you see?")
    seen = ask.text(question, line.evidence)
    return {line.key: seen} if seen else {}


@if_readable
def _next_step(records: Records, seen: Fit) -> tuple[Hint, ...]:
    """The next step: a trial meeting for what is in doubt, an open line, or the first words."""
    if seen.stage in OVER:
        return ()
    if seen.suggestion:
        return (Hint(_("When you want to try it:"), seen.suggestion.command),)
    who = find.mentor(records, seen.mentor.handle)
    if standing_concern(records, who, seen.date):
        return ()
    typed = find.shortest(records, who)
    still_open = next((answer.key for answer in seen.answers if is_open(answer)), "")
    if still_open:
        command = to_type("fit", typed, "--answer", f"{still_open}=yes", "--evidence", f"{still_open}=…")
        return (Hint(_("Not everything is known yet. As you find out:"), command),)
    if seen.stage == "candidate" and not any(opener.sent for opener in who.openers):
        return (Hint(_("Ready to ask? The first words:"), to_type("opener", typed)),)
    return ()

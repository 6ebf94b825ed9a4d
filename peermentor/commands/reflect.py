"""reflect: looking back at a talk, in three questions or in the deeper form."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

import typer
from msgspec.structs import replace

from peermentor import language, templates
from peermentor.app import App
from peermentor.commands.shared.asking import must_all_be_filled, refuse_nothing_said, text_on_pipe
from peermentor.commands.shared.completing import complete_about
from peermentor.commands.shared.converted import one_of, word_option
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import Happened, Improves, NowWhat, SoWhat, Strengths, argument
from peermentor.errors import CommandLine, Missing
from peermentor.language import _
from peermentor.practice.contract import record_view, talk_views
from peermentor.practice.nouns.coaching import Prompt
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import ROLES, Role, Session
from peermentor.practice.talk import reflection
from peermentor.practice.talk.reflection import Thought
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Result


def _complete_question(incomplete: str) -> list[tuple[str, str]]:
    asked = [one for one in templates.reflection(language.current()) if one.form == "deeper"]
    return [(f"{one.key}=", one.text) for one in asked if one.key.startswith(incomplete)]


def reflect(
    ctx: typer.Context,
    about: Annotated[
        str | None,
        argument(
            "SESSION|MENTOR",
            _("A talk like s1, or the latest with a peer; the latest of all, if not said."),
            complete=complete_about,
        ),
    ] = None,
    happened: Happened = "",
    so_what: SoWhat = "",
    now_what: NowWhat = "",
    role: Annotated[
        Role | None,
        word_option("--role", help=_("The role you had this time."), allowed=ROLES),
    ] = None,
    strength: Strengths = None,
    improve: Improves = None,
    deeper: Annotated[bool, typer.Option("--deeper", help=_("Ask the longer form too."))] = False,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            metavar="KEY=TEXT",
            help=_("A question of the longer form; repeatable."),
            autocompletion=_complete_question,
        ),
    ] = None,
    put_instead: Annotated[bool, typer.Option("--replace", help=_("Say anew what was said before."))] = False,
) -> Result:
    """Look back at one talk; saying more later adds to it."""
    app: App = ctx.obj
    prompts = templates.reflection(language.current())
    thought = Thought(
        happened=happened,
        so_what=so_what,
        now_what=now_what,
        role=role,
        strengths=must_all_be_filled(strength, "--strength"),
        improve=must_all_be_filled(improve, "--improve"),
        deeper=dict(_answer(prompts, text) for text in answer or ()),
    )
    if not thought.says_something():
        thought = _ask_unanswered(app, prompts, thought, about or "", deeper=deeper, again=put_instead)
    with app.journal.transaction(app.now) as draft:
        session = reflection.find_session(draft.records, about or "", app.today)
        kept = reflection.keep_reflection(draft, session, thought, replace=put_instead)
        touched = bool(draft.changes)
        answered = talk_views.reflection(draft.records, kept)
    return Result({"reflection": answered}, _say_kept(app, session, answered, touched=touched))


def _answer(prompts: Sequence[Prompt], typed: str) -> tuple[str, str]:
    key, _equals, text = typed.partition("=")
    if not text.strip():
        raise CommandLine(
            _("An answer needs its question and some words."), _('Write it like --answer good-at="I waited".')
        )
    return reflection.must_be_question(prompts, key.strip()), text


def _ask_unanswered(
    app: App, prompts: Sequence[Prompt], thought: Thought, about: str, *, deeper: bool, again: bool
) -> Thought:
    """Ask the questions about this talk that have no answer yet. Raises Missing where nobody answers."""
    if not app.interactive:
        with suppress(Missing):
            if not deeper:
                return replace(thought, happened=text_on_pipe("--happened"))
        raise Missing(
            _("{option} is missing.").format(option="--answer" if deeper else "--happened"),
            _("Say one of: --happened, --so-what, --now-what, --strength, --improve, --answer KEY=TEXT."),
        )
    records = app.journal.records()
    session = reflection.find_session(records, about, app.today)
    app.about = session.handle
    _show_session(app, records, session)
    before = None if again else reflection.reflection_of(records, session)
    role = thought.role or (before.role if before else None) or session.role or _asked_role()
    open_ones = reflection.unanswered_questions(prompts, role, before)
    longer = reflection.deeper_questions(prompts, role) if deeper else ()
    longer = tuple(p for p in longer if not (before and p.key in before.deeper))
    thought = replace(
        thought,
        role=role,
        **{field: ask.text(text) for field, text in open_ones.items()},
        deeper={prompt.key: text for prompt in longer if (text := ask.text(prompt.text))},
        strengths=ask.several(_("A strength you saw in yourself, in a word or two?")),
        improve=ask.several(_("Something you want to get better at, in a word or two?")),
    )
    if not thought.says_something():
        raise refuse_nothing_said()
    return thought


def _asked_role() -> Role | None:
    return one_of(ask.choice(_("Which role did you have?"), ROLES), "--role", ROLES)


def _show_session(app: App, records: Records, session: Session) -> None:
    peer = record_view.ref(records, session.mentor)
    name = in_a_line(peer.name) if peer else ""
    ask.tell(
        _("Looking back at {handle} with {name}, {day}. Enter skips a question.").format(
            handle=session.handle, name=name, day=app.say_day(session.date)
        )
    )


def _say_kept(app: App, session: Session, kept: talk_views.ReflectionView, *, touched: bool) -> str:
    said = (
        _("Kept your reflection on {handle} with {name}, {day}.")
        if touched
        else _("Nothing to add to your reflection on {handle} with {name}, {day}.")
    )
    return said.format(handle=session.handle, name=in_a_line(kept.mentor.name), day=app.say_day(session.date))

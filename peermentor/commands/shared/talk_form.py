"""A talk as one text in the editor: a new one (`log --edit`), or one that is kept (`edit s3`)."""

from functools import partial

from msgspec.structs import replace

from peermentor import dates
from peermentor.app import App
from peermentor.commands.shared.change_lines import say_changed
from peermentor.commands.shared.converted import read_number
from peermentor.commands.shared.editing import (
    keep_what_is_written,
    refuse_changed_meanwhile,
    refuse_nothing_written,
)
from peermentor.commands.shared.session_answers import SessionAnswers
from peermentor.commands.shared.session_kept import keep_talk, read_promise
from peermentor.dates import When
from peermentor.errors import CommandLine, PeermentorError, Refused
from peermentor.language import _
from peermentor.practice.contract.changes import changes_view
from peermentor.practice.contract.headline import headline
from peermentor.practice.corrections.talk_form import changed_twice, keep_form
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Session, Topic
from peermentor.practice.nouns.sessions import propose_day
from peermentor.practice.nouns.thresholds import LONGEST_NOTED
from peermentor.practice.talk.form import CUT, TalkForm, is_empty_form, lines_below_cut, read_form, write_form
from peermentor.practice.talk.form_filled import (
    boxes_of_promises,
    boxes_of_topics,
    form_of_session,
    title_of,
)
from peermentor.practice.talk.talk import NewPromise
from peermentor.screen.terminal.result import Result


def write_talk(app: App, whom: str, given: SessionAnswers) -> Result:
    """Let the person write a talk in the form, filled with what is open and was `given`, and keep it.

    Raises Missing where nothing was written, and what the editor raises.
    """
    who = people.find_open_mentor(app.journal.records(), whom)
    form = _new_form(app, who, given)
    opened = write_form(form, _how_it_works())
    nothing = not given.says_something()

    def keep(written: str) -> Result:
        if is_empty_form(written) or (nothing and written == opened.removesuffix("\n")):
            raise refuse_nothing_written()
        return keep_talk(app, whom, _answers(read_form(written, form), given))

    return keep_what_is_written(
        app,
        opened,
        f"log {who.uid}",
        keep,
        partial(_explained, ()),
        new_words=not nothing,
        takes_notes=True,
    )


def edit_talk(app: App, session: Session) -> Result:
    """Let the person correct a kept talk in the same form; only what they change there is changed.

    A field that was changed meanwhile, too, is shown both ways before anything is kept, and so is a draft of
    an earlier run. Raises what the editor raises.
    """
    opened = _normal(form_of_session(app.journal.records(), session))
    base, shown_too = opened, list[str]()

    def show_both(now: TalkForm) -> Refused:
        shown_too[:] = ["", *(f"    {line}".rstrip() for line in lines_below_cut(write_form(now)))]
        return refuse_changed_meanwhile(
            session,
            _("Here is what is kept now; below the line is what you wrote. Save it as it should be."),
        )

    def keep(written: str) -> Result:
        nonlocal base
        with app.journal.transaction(app.now) as draft:
            kept = find.by_handle(draft.records, Session, session.handle)
            now, saved = _normal(form_of_session(draft.records, kept)), read_form(written, base)
            if twice := changed_twice(base, now, saved):
                base = replace(base, **twice)
                raise show_both(now)
            shown_too.clear()
            changed = keep_form(draft, kept, base, saved, app.moment, partial(_promise_made, app, kept))
            told = changes_view(draft)
            touched = bool(draft.changes)
            about = headline(draft.records, changed)
        return Result(told, say_changed(about, told, draft.records, unseen=touched))

    text = write_form(opened, _how_it_works(session.handle))
    explained = partial(_explained, shown_too)
    return keep_what_is_written(
        app,
        text,
        session.uid,
        keep,
        explained,
        new_words=False,
        gone_on=lambda left: explained(left, show_both(opened)),
    )


def _new_form(app: App, who: Mentor, given: SessionAnswers) -> TalkForm:
    records = app.journal.records()
    held_on, at = app.moment(given.day, "past") if given.day else (app.today, None)
    parked = [topic for topic in records.of_mentor(Topic, who) if topic.state == "open"]
    form = TalkForm(
        title=title_of(who),
        date=dates.say_at(held_on, at),
        minutes=str(given.minutes or who.minutes or ""),
        energy=str(given.energy or ""),
        next=given.next or _proposed(app, records, who),
        notes=given.notes,
        topics=boxes_of_topics(parked, given.discussed),
        promises=boxes_of_promises(records, who),
        i_will=given.i_will,
        they_will=given.they_will,
        got=given.got,
        gave=given.gave,
        wins=given.wins,
    )
    return _normal(form)


def _proposed(app: App, records: Records, who: Mentor) -> str:
    day = propose_day(records, who, app.today, app.habits, talk=app.today)
    return dates.say_at(day, who.next_at if who.next == day else None) if day else ""


def _normal(form: TalkForm) -> TalkForm:
    """The form as it is read back, to compare with: without blank lines at the ends, and CR of CRLF."""
    return read_form(write_form(form), form)


def _answers(form: TalkForm, given: SessionAnswers) -> SessionAnswers:
    """The answers from the form, to be read like the options; what it has no place for stays as given."""
    lists = {
        name: tuple(text.strip() for text in getattr(form, name))
        for name in ("i_will", "they_will", "got", "gave", "wins")
    }
    return replace(
        given,
        day=form.date,
        minutes=_number(_("minutes"), form.minutes, 1, LONGEST_NOTED),
        energy=_number(_("energy"), form.energy, 1, 5),
        next=form.next,
        notes=form.notes,
        discussed=tuple(box.handle for box in form.topics if box.ticked),
        kept=tuple(box.handle for box in form.promises if box.ticked),
        **lists,
    )


def _number(label: str, typed: str, low: int, high: int) -> int | None:
    try:
        return read_number(typed, low, high) if typed else None
    except CommandLine as error:
        raise CommandLine(f"{label}: {error.message}", error.hint) from None


def _promise_made(app: App, session: Session, text: str) -> NewPromise:
    return read_promise(
        app,
        text.strip(),
        "-",
        lambda: When(session.next, None) if session.next else None,
        session.date,
    )


def _how_it_works(handle: str = "") -> list[str]:
    lines = [
        _("Write what you like, save and close. What stays empty is left out."),
        _("Energy goes from 1 (drained) to 5 (full of energy)."),
        _("Tick a box with an x: [x]. “by friday” at the end of a promise gives it a day."),
    ]
    if handle:
        lines.append(_("What has no place here: peermentor edit {handle} FIELD=VALUE").format(handle=handle))
    return [*lines, _("Nothing above the next line is kept."), ""]


def _explained(shown_too: list[str] | tuple[()], written: str, error: PeermentorError) -> str:
    """The text as it was written, with the reason why it could not be kept above the cut line."""
    reason = [f"! {line}" for line in (error.message, error.hint) if line]
    how = [_("Nothing was kept yet. Put it right and save; saved unchanged, it waits as a draft."), ""]
    return "\n".join([*reason, *how, *shown_too, CUT, *lines_below_cut(written)]) + "\n"

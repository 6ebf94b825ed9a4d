"""`review`: what was felt beside what was seen, both parts in it, words to say, and the verdict below."""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from peermentor import dates
from peermentor.language import _, said_of, several
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.upkeep import say_handles
from peermentor.practice.review.conversation import Conversation
from peermentor.practice.review.look import Look
from peermentor.practice.review.signal_types import Reason, Signal
from peermentor.practice.review.signals import SIGNALS, signals_beside
from peermentor.screen.terminal.console import (
    GOOD,
    LATE,
    QUIET,
    SOON,
    STRONG,
    console,
    indented,
    marked,
    print_way_on,
    prose,
    reading_width,
    table,
    words,
)

_MARKS = {"strong": ("✓", GOOD), "mixed": ("~", SOON), "weak": ("✗", LATE), "unknown": ("·", QUIET)}


def draw(data: Look, color: bool | None) -> None:
    """Draw one review. With "get-support" there is no table: it would argue with someone who was hurt."""
    screen = reading_width(console(color))
    screen.print(words(data.mentor.name, STRONG))
    screen.print(_window(data, screen.width), style=QUIET)
    for note in data.notes:
        screen.print(prose(note), style=QUIET)
    if data.after_concern and data.verdict != "get-support":
        screen.print(prose(data.after_concern.text), style=SOON)
    if data.why:
        screen.print(marked(_("Why them: "), QUIET, prose(data.why)))
    if data.verdict != "get-support":
        screen.print()
        screen.print(_felt_and_seen(data, narrow=screen.width < ROOM_FOR_CHANGE))
        _unknown(screen, data)
    reasons = {reason.text for reason in data.reasons}  # they are said below, with their entries
    _lines(screen, _("Felt and seen differ"), [d.text for d in data.disagreements if d.text not in reasons])
    _reasons(screen, _("My part"), data.my_part)
    _reasons(screen, said_of("part in it", "Theirs"), data.their_part)
    if data.conversation:
        _conversation(screen, data.conversation)
    screen.print()
    screen.print(verdict_words(data.verdict))
    _reasons(screen, "", data.reasons)
    _lines(screen, _("What to look for"), data.look_for)
    _lines(screen, _("What you could do"), data.advice)
    _lines(screen, _("You don't have to deal with this alone"), data.support)
    if data.after_concern and data.after_concern.question:
        screen.print()
        screen.print(prose(data.after_concern.question))
        print_way_on(screen, vocabulary.in_command(data.after_concern.command), QUIET)
    _decision(screen, data)


ROOM_FOR_CHANGE = 60  # columns; below this the change stands beside the rating


def verdict_word(verdict: str) -> str:
    """Say a verdict in a few words; an unknown one as it was kept."""
    return {
        "get-support": _("get support first"),
        "too-early": _("too early to say"),
        "too-little": _("too little to say"),
        "wind-down": _("time to wind down"),
        "reassess": _("time to look again together"),
        "adjust": _("something to adjust"),
        "thriving": _("thriving"),
        "serving": _("serving you"),
    }.get(verdict, verdict)


def verdict_words(verdict: str) -> Text:
    """Say a verdict in a few words and in its colour."""
    style = {
        "thriving": GOOD,
        "serving": GOOD,
        "too-early": "",
        "too-little": "",
        "adjust": SOON,
        "reassess": LATE,
        "wind-down": LATE,
        "get-support": LATE,
    }
    return words(verdict_word(verdict), f"{STRONG} {style.get(verdict, '')}".strip())


def _window(data: Look, width: int) -> Text:
    known = sum(signal.level != "unknown" for signal in data.seen)
    span = _("{since} to {until}, {talks}").format(
        since=dates.say(data.window.since),
        until=dates.say(data.window.until),
        talks=several("{n} talk", "{n} talks", data.window.sessions),
    )
    seen = _("Seen: {known} of {all}").format(known=known, all=len(data.seen))
    if data.verdict == "get-support":
        return Text(span)
    line = f"{span} · {seen}"
    return Text(line if cell_len(line) <= width else f"{span}\n{seen}")


def _felt_and_seen(data: Look, *, narrow: bool) -> Table:
    rows = table("", _("Felt"), _("Seen"), fold=(2,))
    signals = {signal.signal: signal for signal in data.seen}
    told: set[str] = set()
    for dimension, rating in data.felt.items():
        known = [signals[name] for name in signals_beside(dimension) if signals[name].level != "unknown"]
        seen = Text("\n").join(_signal(signal, told) for signal in known)
        style = LATE if dimension in data.low else ""
        rows.add_row(
            Text(_(DIMENSIONS[dimension].word), style),
            _rating(rating, data.change.get(dimension), narrow=narrow),
            seen,
        )
    return rows


def _unknown(screen: Console, data: Look) -> None:
    """Name the signals that had too little to see, on one line."""
    unknown = [_(SIGNALS[signal.signal].word) for signal in data.seen if signal.level == "unknown"]
    if unknown:
        screen.print(Text(_("Too little to see: {signals}.").format(signals=", ".join(unknown)), QUIET))


def _rating(rating: int | None, change: int | None, *, narrow: bool) -> Text:
    if rating is None:
        return Text("–" if narrow else "–    ", QUIET)
    text = Text(f"{rating}" if narrow else "●" * rating + "○" * (5 - rating) + f" {rating}")
    if change:
        text.append(f" {change:+d}", GOOD if change > 0 else QUIET)  # a change is no fault
    return text


def _signal(signal: Signal, told: set[str]) -> Text:
    """Write a signal with its mark; a signal in `told`, already shown at another dimension, is "as above"."""
    mark, style = _MARKS[signal.level]
    again = signal.signal in told
    told.add(signal.signal)
    told_now = Text(_("as above"), QUIET) if again else prose(signal.summary)
    return marked(f"{mark} ", style, told_now)


def _reasons(screen: Console, title: str, reasons: Iterable[Reason]) -> None:
    _list(screen, title, [_cited(reason.text, reason.refs) for reason in reasons])


def _cited(text: str, refs: tuple[str, ...]) -> Text:
    """Write a sentence and the handles of the entries it comes from."""
    return prose(text).append("  " + say_handles(refs), QUIET) if refs else prose(text)


def _lines(screen: Console, title: str, texts: Iterable[str]) -> None:
    _list(screen, title, [prose(text) for text in texts])


def _list(screen: Console, title: str, lines: list[Text]) -> None:
    if not lines:
        return
    if title:
        screen.print()
        screen.print(Text(title, STRONG))
    for line in lines:
        bullet = Table.grid(padding=(0, 1, 0, 0))
        bullet.add_row("  -", line)
        screen.print(bullet)


def _conversation(screen: Console, talk: Conversation) -> None:
    screen.print()
    screen.print(Text(_("Words to make your own"), STRONG))
    lines = [
        prose(talk.opening),
        _cited(talk.mine, talk.mine_refs),
        _cited(talk.saw, talk.saw_refs),
        prose(talk.effect),
        prose(talk.ask),
        marked(_("What you could ask for: "), QUIET, prose(" ".join(talk.ideas))),
    ]
    for line in lines:
        screen.print(indented(line, by=4))


def decided(decision: str) -> str:
    """Say a decision as a sentence."""
    return {
        "continue": _("You decided to continue."),
        "adjust": _("You decided to adjust."),
        "pause": _("You decided to pause."),
        "close": _("You decided to close."),
    }[decision]


def _decision(screen: Console, data: Look) -> None:
    screen.print()
    if data.decision:
        screen.print(Text(decided(data.decision), STRONG), prose(data.because))
    if data.next_review:
        day = dates.say(data.next_review)
        screen.print(Text(_("Next look: {day}").format(day=day), QUIET))

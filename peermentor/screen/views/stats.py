"""`stats`: what the months held, with one peer or with all."""

from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from peermentor import dates, language
from peermentor.language import _, said_of, several
from peermentor.practice.lookback.stats_types import Figures, PromiseStats, Stats
from peermentor.practice.lookback.trends import Recurring
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.find import first_name
from peermentor.practice.nouns.rhythm import say_rhythm
from peermentor.screen.terminal import plots
from peermentor.screen.terminal.console import (
    GOOD,
    LATE,
    QUIET,
    SOON,
    STRONG,
    bar,
    console,
    indented,
    marked,
    print_way_on,
    reading_width,
    sparkline,
    words,
)
from peermentor.screen.views.stats_each import each_table

StatsLine = tuple[str, Text]  # its title, and what there is to see; with "" it goes on with the line above
FULL_ENOUGH, TOO_EMPTY = 0.8, 0.5  # the bands of the signals of a review: good from here on, low below


def draw(data: Stats, color: bool | None) -> None:
    """Draw a calendar of the weeks, then a row for each peer, then what the weeks held."""
    screen = reading_width(console(color))
    whole = data.whole
    _heading(screen, whole)
    if not whole.sessions and not whole.rhythm.called_off:
        print_way_on(screen, _("No talk in this time. After the next one: peermentor log MENTOR"))
        return
    screen.print()
    for line in plots.calendar(whole.calendar, screen.width):
        screen.print(line)
    screen.print(indented(plots.legend(whole.calendar), by=6))
    screen.print()
    if data.each:
        screen.print(each_table(data.each, screen.width))
        screen.print()
    screen.print(_lines(whole))


def _heading(screen: Console, whole: Figures) -> None:
    name = words(whole.mentor.name if whole.mentor else _("Everyone"), STRONG)
    span = _("{since} to {until}").format(since=dates.say(whole.since), until=dates.say(whole.until))
    talks = several("{n} talk", "{n} talks", whole.sessions)
    screen.print(name)
    screen.print(Text(" · ".join((span, talks)), QUIET))


def _lines(whole: Figures) -> Table:
    rows = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, show_header=False)
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    for part in _PARTS:
        for title, seen in part(whole):
            rows.add_row(Text(title, QUIET), seen)
    return rows


def _rhythm(whole: Figures) -> Iterator[StatsLine]:
    rhythm = whole.rhythm
    if rhythm.asked:
        text = _("{held} of {asked} meetings").format(held=rhythm.held, asked=rhythm.asked)
        yield _("Rhythm"), _good_when_full(min(rhythm.held, rhythm.asked), rhythm.asked).append(f"  {text}")
    said = [say_rhythm(rhythm.every)]
    if whole.sessions > 1 and rhythm.longest_gap:  # before there is a second talk nothing lies between
        said.append(several("longest gap {n} day", "longest gap {n} days", rhythm.longest_gap))
    if rhythm.called_off:
        said.append(several("{n} called off", "{n} called off", rhythm.called_off))
    if told := " · ".join(filter(None, said)):
        yield "" if rhythm.asked else _("Rhythm"), Text(told, QUIET)


def _balance(whole: Figures) -> Iterator[StatsLine]:
    balance = whole.balance
    if not balance.sessions:
        return
    for title, part in ((_("You gave"), balance.gave), (_("You got"), balance.got)):
        seen = bar(part, balance.sessions)
        yield title, seen.append("  " + _("in {n} of {all} talks").format(n=part, all=balance.sessions))
    marks = {"both": "◆", "gave": "▸", "got": "◂"}
    key = _("◆ both  ▸ you gave  ◂ you got")
    yield "", Text(plots.strip(balance.line, marks)).append(f"  {key}", QUIET)


def _promises(whole: Figures) -> Iterator[StatsLine]:
    theirs = (
        said_of("promises", "Theirs")
        if whole.mentor is None
        else said_of("promises", "{name}'s").format(name=_first(whole))
    )
    for title, word in ((_("Your word"), whole.promises["me"]), (theirs, whole.promises["them"])):
        settled = word.on_time + word.late
        if settled or word.open > word.careful or word.released:
            yield (
                words(title).plain,
                _good_when_full(word.on_time, settled + word.overdue).append("  ").append_text(_word(word)),
            )


def _word(word: PromiseStats) -> Text:
    ahead = word.open - word.overdue - word.careful
    said = [
        word.said,
        several("{n} not due yet", "{n} not due yet", ahead) if ahead else "",
        several("{n} dropped", "{n} dropped", word.released) if word.released else "",
    ]
    return Text(" · ".join(filter(None, said)))


def _energy(whole: Figures) -> Iterator[StatsLine]:
    energy = whole.energy
    if energy.mean is None:
        return
    mean = _("{mean} of 5 on average").format(mean=_number(energy.mean))
    line = sparkline(energy.line[-plots.LATEST :], 1, 5)
    yield _("Energy"), Text(f"{line}  {mean}" if line else mean)
    if energy.falling:
        less_often = _("It has been going down. Meeting less often for a while is no failure.")
        text = less_often if energy.slower else _("It has been going down.")
        yield "", marked("↘ ", SOON, Text(text))


def _talked(whole: Figures) -> Iterator[StatsLine]:
    talked = whole.talked
    if not talked.line:
        return
    them = _("them") if whole.mentor is None else _first(whole)
    key = _("▲ you {me} · ▼ {them} {theirs} · = even {even}").format(
        me=talked.me, them=them, theirs=talked.them, even=talked.even
    )
    seen = Text(plots.strip(talked.line, plots.TALKED) + "  ")
    yield _("Who talked more"), seen.append_text(words(key, QUIET))
    said = {
        "more": _("You take more of the room than before."),
        "less": _("You leave more room than before."),
    }.get(talked.trend)
    if said:
        yield "", Text(said)


def _asked_more(whole: Figures) -> Iterator[StatsLine]:
    asked = whole.asked
    if not asked.line:
        return
    key = _("▲ yes {yes} · = partly {partly} · ▼ no {no}").format(
        yes=asked.yes, partly=asked.partly, no=asked.no
    )
    strip = plots.strip(asked.line, plots.ASKED)
    yield _("Asked more than told"), Text(f"{strip}  ").append(key, QUIET)
    said = {"more": _("You ask more than before."), "less": _("You ask less than before.")}.get(asked.trend)
    if said:
        yield "", Text(said)


def _confidence(whole: Figures) -> Iterator[StatsLine]:
    sure = whole.confidence
    if sure.before is None or sure.after is None:
        return
    strip = plots.strip([topic.change for topic in sure.topics], plots.SURE)
    text = _("{before} → {after} of 5 on average, before and after a talk")
    said = text.format(before=_number(sure.before), after=_number(sure.after))
    yield _("Confidence"), Text(f"{strip}  {said}")


def _led(whole: Figures) -> Iterator[StatsLine]:
    them = _("them") if whole.mentor is None else _first(whole)
    led, topics = whole.led, whole.topics
    if led.me + led.them + led.both:
        text = _("you {me} · {them} {theirs} · together {both}")
        yield _("Led"), words(text.format(me=led.me, them=them, theirs=led.them, both=led.both))
    if topics.me + topics.them:
        text = _("you {me} · {them} {theirs}").format(me=topics.me, them=them, theirs=topics.them)
        yield (
            _("Topics"),
            bar(topics.me, topics.me + topics.them).append("  ").append_text(words(text)),
        )


def _hours(whole: Figures) -> Iterator[StatsLine]:
    hours = whole.hours
    if not hours.logged:
        return
    text = Text(_("{time} logged").format(time=dates.say_length(hours.logged)))
    if hours.agreed is not None:
        text.append(" " + _("of {time} agreed").format(time=dates.say_length(hours.agreed)))
    if hours.over:
        text.append(" · ").append(_("more than you agreed"), SOON)
    if hours.unsaid:
        unsaid = several("{n} talk does not say", "{n} talks do not say", hours.unsaid)
        text.append(f" · {unsaid}", QUIET)
    yield _("Time"), text


def _recurs(whole: Figures) -> Iterator[StatsLine]:
    for title, found in ((_("Strengths"), whole.strengths), (_("To improve"), whole.improve)):
        if found:
            yield title, words(" · ".join(map(_times, found)))


def _times(found: Recurring) -> str:
    return f"{found.text} ×{found.count}" if found.count > 1 else found.text


def _attainment(whole: Figures) -> Iterator[StatsLine]:
    attainment = whole.attainment
    if attainment.t is None:
        return
    goals = several("{n} goal", "{n} goals", len(attainment.goals))
    yield (
        _("Goals"),
        Text(f"T {_number(attainment.t)}").append(f"  {goals}; " + _("50 is as you expected"), QUIET),
    )


def _reviews(whole: Figures) -> Iterator[StatsLine]:
    title = _("Reviews")
    for felt in whole.reviews:
        rated = [rating for rating in felt.line if rating is not None]
        change = f"{rated[0]} → {rated[-1]}" if len(rated) > 1 else str(rated[-1])
        strip = plots.rating_strip(felt.line)
        said = Text(f"{strip}  {change}  " if strip else f"{change}  ")
        yield title, said.append(_(DIMENSIONS[felt.dimension].word), QUIET)
        title = ""


_PARTS: tuple[Callable[[Figures], Iterator[StatsLine]], ...] = (
    _rhythm,
    _balance,
    _promises,
    _energy,
    _talked,
    _asked_more,
    _confidence,
    _led,
    _hours,
    _recurs,
    _attainment,
    _reviews,
)


def _good_when_full(part: int, whole: int) -> Text:
    """Draw a share of which more is better: green from FULL_ENOUGH on, red below TOO_EMPTY."""
    kept = part / whole if whole else 0
    return bar(part, whole, style=GOOD if kept >= FULL_ENOUGH else LATE if kept < TOO_EMPTY else "")


def _first(whole: Figures) -> str:
    return first_name(whole.mentor.name) if whole.mentor else ""


def _number(value: float) -> str:
    return language.decimal(f"{value:.1f}")

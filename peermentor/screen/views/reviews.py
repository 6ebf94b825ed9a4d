"""`reviews`: a row for every review, latest first."""

from rich.text import Text

from peermentor.language import _
from peermentor.practice.contract.talk_views import ReviewList, ReviewView
from peermentor.practice.nouns import vocabulary
from peermentor.screen.terminal.console import QUIET, console, table, words
from peermentor.screen.views import when
from peermentor.screen.views.review import verdict_words


def draw(data: ReviewList, color: bool | None) -> None:
    """Draw a row for each review: day, with whom, verdict, what was decided and why."""
    screen = console(color)
    if not data.reviews:
        screen.print(Text(_("No reviews to show."), QUIET))
        return
    rows = table("", _("Day"), _("With"), _("Verdict"), _("Decided"), fold=(3, 4))
    today = data.reviews[0].date
    for one in data.reviews:
        day = Text(when.day(one.date, today), QUIET)
        rows.add_row(
            Text(one.handle, QUIET), day, words(one.mentor.name), verdict_words(one.verdict), _decided(one)
        )
    screen.print(rows)


def _decided(one: ReviewView) -> Text:
    decision = vocabulary.say_word(one.decision) if one.decision else ""
    return words(": ".join(filter(None, (decision, one.because))))

"""The ratings of reviews over time, for each peer by itself.

The ratings of several peers on one line would look like a change. A review with a concern is in no report and
is not counted here (PRACTICE.md, "After a concern"); verdicts are in none, either.
"""

from collections import defaultdict
from collections.abc import Sequence

from peermentor.language import _, several
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.records import Review
from peermentor.practice.report import geometry
from peermentor.practice.report.chart_types import LineChart, Tick
from peermentor.practice.report.report_types import Section, SectionPart
from peermentor.practice.report.scope import Scope, say_more

LOWEST, MIDDLE, HIGHEST = 1, 3, 5
MOST_REVIEWS = 24  # of one peer, on a curve
MOST_PEERS = 6


def reviews_section(scope: Scope) -> Section | None:
    """Show the ratings, for the peers reviewed last; None where there are none, or none may be shown."""
    of_peer: dict[str, list[Review]] = defaultdict(list)
    for review in sorted(scope.theirs(Review), key=by_day):
        if review.ratings and not review.concern and scope.within(review.date):
            of_peer[review.mentor].append(review)
    if not of_peer:
        return None
    lately = sorted(of_peer.items(), key=lambda one: by_day(one[1][-1]), reverse=True)
    count = sum(map(len, of_peer.values()))
    return Section(
        key="reviews",
        title=_("How it felt"),
        figure=several("{n} review", "{n} reviews", count),
        parts=tuple(_part(scope, uid, reviews) for uid, reviews in lately[:MOST_PEERS]),
        more=say_more(len(lately) - MOST_PEERS),
    )


def _part(scope: Scope, uid: str, reviews: Sequence[Review]) -> SectionPart:
    text = several("{n} review, rated from 1 to 5.", "{n} reviews, rated from 1 to 5.", len(reviews))
    shown = reviews[-MOST_REVIEWS:]
    return SectionPart(
        title=scope.name(uid),
        sentences=(scope.cite(text, reviews),),
        charts=tuple(
            _line(scope, key, rated)
            for key in DIMENSIONS
            if (rated := [review for review in shown if key in review.ratings])
        ),
        more=say_more(len(reviews) - len(shown)),
    )


def _line(scope: Scope, key: str, reviews: Sequence[Review]) -> LineChart:
    first, last = reviews[0].date, reviews[-1].date
    values = [(review.date, float(review.ratings[key])) for review in reviews]
    return LineChart(
        key=f"felt-{scope.label(reviews[0])}-{key}",
        title=_(DIMENSIONS[key].statement),
        text=", ".join(_reading(scope, review, key) for review in reviews),
        width=geometry.WIDTH,
        height=geometry.LOW_HEIGHT,
        points=geometry.line_points(values, first, last, LOWEST, HIGHEST, geometry.LOW_HEIGHT),
        levels=tuple(
            Tick(geometry.level(at, LOWEST, HIGHEST, geometry.LOW_HEIGHT), str(at))
            for at in (LOWEST, MIDDLE, HIGHEST)
        ),
        first=scope.day(first),
        last=scope.day(last) if last > first else "",
    )


def _reading(scope: Scope, review: Review, key: str) -> str:
    (label,) = scope.cite("", [review]).labels
    text = _("{rating} on {day} ({label})")
    return text.format(rating=review.ratings[key], day=scope.day(review.date), label=label)

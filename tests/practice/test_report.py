"""What is in a report: which records, which sentences with which entries, and where its charts have marks."""

from datetime import date, timedelta

import pytest

from peermentor.practice.growth import word
from peermentor.practice.lookback.selection import Where
from peermentor.practice.nouns.fields import without_private
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Checkin,
    Closing,
    Goal,
    Mentor,
    Promise,
    Review,
    Session,
    StageChange,
    Win,
)
from peermentor.practice.report import geometry
from peermentor.practice.report.report import a_year_before, report_of
from peermentor.practice.report.report_types import Report, Section

TODAY = date(2026, 7, 1)
MAYA = Mentor(uid="maya", number=1, name="Maya", since=date(2025, 1, 1))
BUDI = Mentor(uid="budi", number=2, name="Budi", since=date(2025, 1, 1))


def talk(number: int, day: date, mentor: str = "maya", **said: object) -> Session:
    return Session(uid=f"s{number}", number=number, mentor=mentor, date=day, **said)


def made(*records: object, mentor: Mentor | None = None, sharing: bool = False, **where: object) -> Report:
    held = Records.of(MAYA, BUDI, *records)
    return report_of(held, held, Where(mentor, **where), TODAY, sharing=sharing)


def section(report: Report, key: str) -> Section:
    return next(one for one in report.sections if one.key == key)


def test_a_year_is_366_days_with_its_last() -> None:
    assert a_year_before(TODAY) == date(2025, 7, 1)
    assert a_year_before(date(1, 3, 1)) == date(1, 1, 2)


def test_where_nothing_was_kept_there_is_no_section() -> None:
    assert made().sections == ()


def test_what_is_outside_of_the_days_or_with_others_is_in_no_sentence() -> None:
    talks = talk(1, date(2026, 3, 1)), talk(2, date(2026, 4, 1)), talk(3, date(2026, 4, 2), "budi")
    said = section(made(*talks, mentor=MAYA, since=date(2026, 4, 1)), "meetings")
    assert [(one.text, one.labels) for one in said.sentences] == [("1 talk.", ("s2",))]


def test_what_is_to_come_is_in_no_report() -> None:
    assert made(talk(1, TODAY + timedelta(days=1)), until=date(2027, 1, 1)).sections == ()


def test_a_sentence_cites_the_latest_by_name_and_counts_the_rest() -> None:
    said = section(made(*(talk(n, date(2026, 1, n), minutes=45) for n in range(1, 13))), "meetings")
    assert said.sentences[0].text == "12 talks, 9 h in all."
    assert said.sentences[0].labels == tuple(f"s{n}" for n in range(5, 13))
    assert said.sentences[0].more == 4


def test_every_sentence_rests_on_an_entry_that_is_on_the_page() -> None:
    report = everything()
    there = {one.label for one in report.sources}
    cited = set()
    for one in report.sections:
        there |= {row.label for rows in one.lists for row in rows.rows if row.is_place}
        for part in one.parts:
            there |= {row.label for row in part.rows if row.is_place} | {part.label}
        said = (*one.sentences, *(sentence for part in one.parts for sentence in part.sentences))
        assert all(sentence.labels for sentence in said), one.key
        cited |= {label for sentence in said for label in sentence.labels}
    assert cited
    assert cited <= there


def test_the_count_of_promises_is_the_one_of_every_screen() -> None:
    pause = StageChange("paused", date(2026, 5, 10)), StageChange("active", date(2026, 6, 10))
    maya = Mentor(uid="maya", number=1, name="Maya", since=date(2025, 1, 1), stages=pause)
    kept = Promise(
        uid="p1", number=1, mentor="maya", owner="me", text="Write", made=date(2026, 5, 1),
        due=date(2026, 5, 15), state="kept", ended=date(2026, 6, 12),
    )  # fmt: skip
    held = Records.of(maya, kept)
    seen = Records.of(without_private(maya), without_private(kept))
    report = report_of(held, seen, Where(maya, date(2026, 1, 1)), TODAY, sharing=True)
    said = word.say_of_each(held, [kept], TODAY, date(2026, 1, 1))["me"]
    assert section(report, "promises").sentences[0].text == f"My promises: {said}."
    assert "1 in time" in said  # which it is only by the pause, that nobody else may see the reason of


def test_promises_that_do_not_count_are_said_with_their_entries() -> None:
    free = Promise(uid="p1", number=1, mentor="maya", owner="me", text="Some day", made=date(2026, 5, 1))
    said = section(made(free), "promises").sentences
    assert [one.labels for one in said] == [("p1",)]
    assert "does not count" in said[0].text
    assert section(made(free), "promises").figure == "none that counts"


def test_the_ratings_of_a_review_with_a_concern_are_in_no_report() -> None:
    rated = Review(
        uid="r1", number=1, mentor="maya", date=date(2026, 3, 1), since=date(2026, 1, 1), verdict="thriving",
        ratings={"respect": 4},
    )  # fmt: skip
    worse = Review(
        uid="r2", number=2, mentor="maya", date=date(2026, 5, 1), since=date(2026, 1, 1),
        verdict="get-support", ratings={"respect": 1}, concern=True,
    )  # fmt: skip
    said = section(made(rated, worse, mentor=MAYA), "reviews")
    assert said.figure == "1 review"
    assert said.parts[0].charts[0].text == "4 on Sun 1 Mar (r1)"
    assert made(worse).sections == ()


def test_a_pasted_book_is_cut_where_one_sees_it() -> None:
    (row,) = (
        section(made(Win(uid="w", number=1, text="A" * 9_000, date=date(2026, 1, 1))), "wins").lists[0].rows
    )
    assert (len(row.text), row.text[-1]) == (2_000, "…")


def test_lists_are_capped_and_say_by_how_much() -> None:
    wins = [Win(uid=f"w{n}", number=n, text="X", date=date(2026, 1, 1)) for n in range(1, 104)]
    listed = section(made(*wins), "wins").lists[0]
    assert len(listed.rows) == 100
    assert listed.more == "3 more are not listed."


def test_for_other_eyes_entries_have_numbers_of_the_page_and_no_handles() -> None:
    report = everything(sharing=True)
    labels = {row.label for one in report.sections for rows in one.lists for row in rows.rows}
    assert labels
    assert all(label.isdigit() for label in labels)


def everything(*, sharing: bool = False) -> Report:
    goal = Goal(
        uid="g", number=4, title="Say no", mentor="maya", start=date(2026, 1, 1), target=date(2026, 12, 31)
    )
    return made(
        talk(1, date(2026, 2, 2), gave=("A",), got=("B", "C"), minutes=30),
        talk(2, date(2026, 3, 2), cancelled="me"),
        talk(3, date(2026, 3, 4), "budi"),
        goal,
        Checkin(uid="c", number=1, goal="g", date=date(2026, 2, 1), percent=40, note="Tried"),
        Promise(
            uid="p", number=9, mentor="maya", owner="them", text="Send",
            made=date(2026, 2, 2), due=date(2026, 2, 9), state="kept", ended=date(2026, 2, 8),
        ),
        Win(uid="w", number=1, text="Done", date=date(2026, 2, 2), goal="g"),
        Review(
            uid="r", number=1, mentor="maya", date=date(2026, 4, 1),
            since=date(2026, 1, 1), verdict="thriving", ratings={"goals": 5},
        ),
        sharing=sharing,
    )  # fmt: skip


def test_a_private_word_is_emptied_wherever_it_stands_and_all_else_stays() -> None:
    closing = Closing(date=TODAY, thanks="Thanks", lessons="Mine", because="Mine")
    emptied = without_private(
        Mentor(uid="m", number=1, name="Maya", since=TODAY, why="Mine", closing=closing)
    )
    assert (emptied.name, emptied.why, emptied.uid) == ("Maya", "", "m")
    assert emptied.closing == Closing(date=TODAY, thanks="Thanks")


# Geometry.


def test_a_line_goes_from_the_left_to_the_right_and_from_the_bottom_up() -> None:
    days = [(date(2026, 1, 1), 0.0), (date(2026, 1, 6), 50.0), (date(2026, 1, 11), 100.0)]
    points = geometry.line_points(days, date(2026, 1, 1), date(2026, 1, 11), 0, 100)
    assert [(p.x, p.y) for p in points] == [(0, 120), (200, 60), (400, 0)]


def test_what_is_outside_stands_at_the_edge_and_one_day_is_no_division_by_zero() -> None:
    (point,) = geometry.line_points([(date(2020, 1, 1), 900.0)], date(2026, 1, 1), date(2026, 1, 1), 0, 100)
    assert (point.x, point.y) == (0, 0)


@pytest.mark.parametrize(
    ("first", "last", "count", "second"),
    [
        (date(2025, 12, 31), date(2026, 1, 1), 2, date(2026, 1, 1)),
        (date(2025, 7, 1), date(2026, 7, 1), 13, date(2025, 8, 1)),
        (date(2006, 7, 1), date(2026, 7, 1), 21, date(2007, 1, 1)),
    ],
)
def test_bars_are_months_or_where_there_are_many_years(
    first: date, last: date, count: int, second: date
) -> None:
    periods = geometry.periods(first, last)
    assert (len(periods), periods[1]) == (count, second)


def test_bars_share_one_scale_and_one_axis() -> None:
    axis, bars = geometry.mirrored_bars([3, 0], [1, 2], ("up", "down"))
    assert axis == 72  # three of five parts
    assert [(bar.series, bar.y, bar.height) for bar in bars] == [
        ("up", 0, 72),
        ("down", 72, 24),
        ("down", 72, 48),
    ]
    assert geometry.mirrored_bars([], [], ("up", "down")) == (0, ())


def test_shares_fill_the_width_and_a_nothing_takes_none() -> None:
    assert geometry.share_widths({"a": 1, "b": 0, "c": 3}) == {"a": (0, 100), "c": (100, 300)}


def test_a_month_begins_under_its_weekday_and_days_out_of_the_report_are_out() -> None:
    days = geometry.month_days(
        date(2026, 7, 1), {date(2026, 7, 3): "met"}, date(2026, 7, 2), date(2026, 7, 30)
    )
    assert len(days) == 31
    assert (days[0].x, days[0].y, days[0].was) == (28, 0, "out")  # a Wednesday
    assert (days[2].was, days[30].was, days[5].y) == ("met", "out", 14)
    assert geometry.month_days(date(9999, 12, 1), {}, date.min, date.max)[-1].was == "quiet"


def test_what_is_drawn_over_time_begins_with_the_first_entry() -> None:
    report = made(talk(1, date(2026, 5, 5), got=("A",)), since=date(2025, 7, 1))
    assert [chart.title for chart in section(report, "meetings").charts] == [
        "May 2026",
        "Jun 2026",
        "Jul 2026",
    ]
    giving = section(report, "giving")
    assert [one.text for one in giving.sentences] == ["I took something away from 1 talk."]
    assert [name.text for name in giving.charts[0].names] == ["May", "Jun", "Jul"]

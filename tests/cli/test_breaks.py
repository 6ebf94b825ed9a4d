"""Breaks and rhythms as people tell them: offered by name, read in days, and put right from the start."""

from tests.conftest import Desk


def test_holidays_are_offered_by_name_and_never_assumed(desk: Desk) -> None:
    offered = desk.on("2026-11-25T08:30").do("config", "breaks")
    assert "year-end (2026-12-24..2027-01-01)" in offered.err
    assert "idulfitri (2027-03-07..2027-03-14)" in offered.err
    assert desk.data("config", "minutes")["setting"]["key"] == "minutes"


def test_a_name_is_kept_as_its_days(desk: Desk) -> None:
    desk.on("2026-11-25T08:30").do("config", "breaks", "akhir-tahun, 2027-03-08..2027-03-15")
    kept = desk.do("config", "breaks")
    assert "2026-12-24..2027-01-01, 2027-03-08..2027-03-15" in kept.out
    assert "If you are away" not in kept.err


def test_what_is_no_time_away_is_refused_with_the_reason(desk: Desk) -> None:
    desk.on("2026-11-25T08:30")
    for typed, why in (
        ("2027-01-02..2026-12-24", "it would end before it begins"),
        ("2026-12-24..2027-01-02, 2026-12-31", "these two overlap"),
        ("2026-01-01..2026-12-31", "that is longer than 100 days"),
        ("whenever", "I can't read"),
    ):
        assert why in desk.refused(2, "config", "breaks", typed).err


def test_a_window_over_the_years_end_asks_for_it(desk: Desk) -> None:
    desk.on("2026-12-01T08:30").do("add-mentor", "Maya", "--every", "2w")
    desk.do("log", "maya", "--notes", "We began")
    look = desk.on("2027-01-20T08:30").data("review", "maya")
    assert "year's end" in look["notes"][0]
    desk.do("config", "breaks", "2026-12-24..2027-01-03")
    assert desk.data("review", "maya")["notes"] == []
    assert desk.data("review", "maya")["seen"][0]["summary"].startswith("1 of 2 meetings")


def test_a_slip_of_the_rhythm_is_put_right_from_the_start(desk: Desk) -> None:
    desk.on("2026-07-01T08:30").do("add-mentor", "Maya", "--every", "1w")
    desk.on("2026-09-01T08:30").do("edit-mentor", "maya", "--every", "1m")
    assert [e["value"] for e in desk.data("timeline", "maya")["events"] if e["kind"] == "rhythm"] == ["1m"]
    assert "0 of 8 meetings" in desk.data("review", "maya")["seen"][0]["summary"]
    desk.do("edit-mentor", "maya", "--every", "1m", "--from", "start")
    assert "0 of 2 meetings" in desk.data("review", "maya")["seen"][0]["summary"]
    assert "2026" in desk.refused(2, "edit-mentor", "maya", "--every", "2w", "--from", "2026-12-01").err

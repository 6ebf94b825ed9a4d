"""Phrases that look like dates and are not, and pairs that are easily taken for one another."""

import pickle
import subprocess
import sys
from datetime import date, time

import pytest

from peermentor.dates import UnknownDate, When, parse, parse_day

WEDNESDAY = date(2026, 11, 25)


def listed(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.split("|")]


def refusal(phrase: str, prefer="future") -> UnknownDate:
    with pytest.raises(UnknownDate) as caught:
        parse(phrase, WEDNESDAY, prefer)
    assert caught.value.phrase == phrase
    assert caught.value.why
    return caught.value


def test_jumat_14_30_is_a_time_on_friday_and_not_the_14th():
    assert parse("Jumat 14.30", WEDNESDAY) == When(date(2026, 11, 27), time(14, 30))


def test_minggu_is_sunday_but_minggu_depan_is_next_week():
    assert parse_day("Minggu", WEDNESDAY) == date(2026, 11, 29)
    assert parse_day("minggu depan", WEDNESDAY) == date(2026, 12, 2)
    assert parse_day("hari Minggu depan", WEDNESDAY) == date(2026, 12, 6)
    assert parse_day("Minggu minggu depan", WEDNESDAY) == date(2026, 12, 6)
    assert parse_day("Ahad depan", WEDNESDAY) == date(2026, 12, 6)
    assert parse_day("2 minggu lagi", WEDNESDAY) == date(2026, 12, 9)


@pytest.mark.parametrize("phrase", ["minggu ini", "this week", "bulan ini", "this year"])
def test_a_whole_week_is_not_a_day(phrase):
    assert refusal(phrase).problem == "unclear"


@pytest.mark.parametrize("phrase", ["jam 3", "at 12", "friday at 9", "besok pukul 7"])
def test_an_hour_that_comes_twice_a_day_is_asked_back(phrase):
    assert refusal(phrase).problem == "unclear"


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("10.11", "it can be a day (10/11) or a time (10.11): say “10/11”, or “at 10.11”"),
        ("5.12", "it can be a day (5/12) or a time (5.12): say “5/12”, or “at 5.12”"),
        ("Jumat 10.11.", "it can be a day (10/11) or a time (10.11): say “10/11”, or “at 10.11”"),
        ("30m", "it can be minutes or months: say “30 months”, or the time, like “15:30”"),
        ("in 13m", "it can be minutes or months: say “13 months”, or the time, like “15:30”"),
        ("2 jam lagi", "hours and minutes are not counted: say the time, like “15:00”"),
        ("in 30 min", "hours and minutes are not counted: say the time, like “15:00”"),
        ("malam Jumat", "the evening of Jumat or the one before it: say “Jumat malam” or “Kamis malam”"),
        ("malam minggu", "the evening of Minggu or the one before it: say “Minggu malam” or “Sabtu malam”"),
        ("this weekend", "it has two days: Sat 28 Nov 2026 or Sun 29 Nov 2026"),
        ("Juli", "it has many days: name one, or say its end"),
        ("Mei 2026", "it has many days: name one, or say its end"),
        ("Jumat 14", "14 can be a day or an hour: say “tanggal 14” or “14:00”"),
        ("2", "2 can be a day or an hour: say “tanggal 2” or “02:00”"),
        ("27", "for a day say “tanggal 27”, or its month too"),
        ("3 Jul 15", "15 can be a year or an hour: say “2015” or “15:00”"),
        ("half 4", "it can be 3:30 or 4:30: say which"),
        ("friday foo", "“friday” is Fri 27 Nov 2026, but “foo” has no place in it"),
        (
            "maybe friday 3pm ok",
            "“friday 3 pm” is Fri 27 Nov 2026 at 15:00, but “maybe … ok” has no place in it",
        ),
        ("3pm WIB", "“3 pm” is Wed 25 Nov 2026 at 15:00, but “wib” has no place in it"),
    ],
)
def test_what_can_be_read_two_ways_is_refused_with_both(phrase, why):
    assert refusal(phrase).why == why


def test_a_day_beside_it_makes_10_11_a_clock():
    assert parse("besok 10.11", WEDNESDAY) == When(date(2026, 11, 26), time(10, 11))
    assert parse("3 Juli 10.11", WEDNESDAY) == When(date(2027, 7, 3), time(10, 11))
    assert parse("10.11 at 9am", WEDNESDAY) == When(date(2027, 11, 10), time(9))


def test_a_year_of_m_is_months_and_more_needs_the_word():
    assert parse_day("12m", WEDNESDAY) == date(2027, 11, 25)
    assert parse_day("18 months", WEDNESDAY) == date(2028, 5, 25)


def test_the_refusal_of_a_bare_hour_says_how_to_say_it():
    assert refusal("jam 3").why == "3 comes twice a day: say 3am or 3pm, or pagi, siang, sore or malam"


@pytest.mark.parametrize(
    "phrase",
    listed("""31 feb | 30 Feb 2028 | 29 feb 2027 | 99 Agustus | 0 Jan | tanggal 32 | 7/13/2026 | 31/4
    | 25:00 | 24:00 | 12:60 | 13am | jam 25 | jam 4 malam | jam 9 sore | jumat jam 99 sore"""),
)
def test_what_no_calendar_and_no_clock_has_is_impossible(phrase):
    assert refusal(phrase).problem == "impossible"


@pytest.mark.parametrize(
    "phrase",
    listed("""friday foo | foo friday | Jumat 99 | friday friday | tomorrow friday | in 3 days ago
    | 9am 10am | 3pm friday 4pm | friday at | at | on | in | hari | the | tanggal | akhir | end of | next
    | depan | 2026 | 3 Jul 2026 2027 | 2026-W27-5
    | 20260703 | w | + | +d | --3d | +3 days ago | last 3 days | 1.5 weeks | 1 minggu depan | min
    | yang | noon? | next week-ish | besok 3 sore | Q3 | 27 Nov 2026 2027 | the day after | 3pm-4pm
    | hari 3 Jul | 3pm WIB
    | 2026-07-03Z | 2026-07-03T12:10Z | 2026-07-03T12:10+07:00 | 2026-07-03T12:10:30"""),
)
def test_a_phrase_is_understood_whole_or_not_at_all(phrase):
    assert refusal(phrase).problem == "unknown"
    assert refusal(phrase, "past").problem == "unknown"


@pytest.mark.parametrize("phrase", ["", " ", "\t\n", ",", "\u00a0"])
def test_saying_nothing_is_not_a_date(phrase):
    assert refusal(phrase).problem == "empty"


@pytest.mark.parametrize(
    "phrase",
    listed(
        """99999999w | -99999999 days | 9999y | 500000 months ago | 175y | 3 Jul 1899 | 1899-12-31
    | 2201-01-01 | 1/1/2201 | 0001-01-01 | """
        + "9" * 5000
        + "d"
    ),
)
def test_centuries_away_is_refused_and_not_a_crash(phrase):
    assert refusal(phrase).problem == "too-far"


def test_the_first_and_the_last_day_we_keep():
    assert parse_day("1900-01-01", WEDNESDAY) == date(1900, 1, 1)
    assert parse_day("31 Dec 2200", WEDNESDAY) == date(2200, 12, 31)
    assert refusal("31 Dec 2200 at midnight").problem == "too-far"


def test_today_at_the_end_of_time_is_only_too_far():
    for phrase in ("jam 12 malam", "tomorrow", "next month", "end of next year", "1 Jan", "tanggal 5"):
        with pytest.raises(UnknownDate):
            parse(phrase, date.max)


def test_a_weekday_in_front_of_a_date_is_checked_against_the_calendar():
    assert parse_day("Jumat, 27 November 2026", WEDNESDAY) == date(2026, 11, 27)
    assert parse_day("hari Senin tanggal 30", WEDNESDAY) == date(2026, 11, 30)
    assert parse_day("Min 29 Nov", WEDNESDAY) == date(2026, 11, 29)
    wrong = refusal("Monday 27 Nov 2026")
    assert (wrong.problem, wrong.why) == ("wrong-weekday", "the calendar has Fri 27 Nov 2026")


def test_three_nights_is_no_hour_and_a_lonely_m_no_month():
    assert refusal("3 malam").why == "say “jam 3 malam” for a time"
    assert parse("7.15 malam", WEDNESDAY) == When(WEDNESDAY, time(19, 15))
    assert refusal("9:30 a. m.").problem == "unknown"
    assert refusal("a pm").problem == "unknown"


def test_last_weeks_are_many_days():
    assert refusal("last weeks").problem == "unknown"


def test_a_time_is_refused_where_only_a_day_is_asked_for():
    with pytest.raises(UnknownDate, match="without a time") as caught:
        parse_day("tomorrow 3pm", WEDNESDAY)
    assert caught.value.problem == "unwanted-time"


@pytest.mark.parametrize("phrase", ["٣ hari lagi", "３ hari lagi", "²w", "२०२६-०७-०३", "२/२/२०२६", "٣:٣٠ pm"])
def test_digits_of_other_scripts_are_refused_rather_than_guessed(phrase):
    assert refusal(phrase).problem == "unknown"


def test_marks_a_phone_puts_in_are_forgiven():
    assert parse_day("−3d", WEDNESDAY) == parse_day("-3d", WEDNESDAY)
    assert parse_day("JUM‘AT\u00a0depan", WEDNESDAY) == parse_day("Jumat depan", WEDNESDAY)
    assert parse_day("\ufefffri\u200bday\u200f", WEDNESDAY) == parse_day("friday", WEDNESDAY)
    assert parse_day("27⁄11‑2026".replace("‑", "⁄"), WEDNESDAY) == date(2026, 11, 27)
    assert parse_day("FRIDAY.", WEDNESDAY) == parse_day("friday;", WEDNESDAY) == date(2026, 11, 27)


def test_a_refusal_reads_as_a_sentence_and_survives_a_pickle():
    kept = pickle.loads(pickle.dumps(refusal("31 feb")))
    assert str(kept) == '"31 feb": that month has no day 31'
    assert kept.problem == "impossible"


def test_an_iso_day_and_everything_said_load_neither_dateutil_nor_the_grammar():
    script = (
        "import sys; from datetime import date; from peermentor import dates as d; t = date(2026, 11, 25);"
        "w = d.parse('2026-07-03', t); d.say_when(w); d.short(w.day, t); d.distance(w.day, t);"
        "print([m for m in sys.modules if 'dateutil' in m or m.endswith('.grammar')]);"
        "d.parse('friday 3pm', t); d.parse('3 Jul', t); print([m for m in sys.modules if 'dateutil' in m])"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["[]", "[]"]

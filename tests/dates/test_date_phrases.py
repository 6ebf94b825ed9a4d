"""Every phrase of PRACTICE.md, "Words for dates", as someone says it on Wednesday 25 November 2026."""

from datetime import date, time

import pytest

from peermentor.dates import UnknownDate, When, parse, parse_day

WEDNESDAY = date(2026, 11, 25)


def day(text: str) -> date:
    return date.fromisoformat(text)


# phrase in English, phrase in Indonesian, looking ahead, looking back
THE_TABLE = [
    ("today", "hari ini", "2026-11-25", "2026-11-25"),
    ("yesterday", "kemarin", "2026-11-24", "2026-11-24"),
    ("tomorrow", "besok", "2026-11-26", "2026-11-26"),
    ("the day after tomorrow", "lusa", "2026-11-27", "2026-11-27"),
    ("the day before yesterday", "kemarin dulu", "2026-11-23", "2026-11-23"),
    ("day before yesterday", "kemarin lusa", "2026-11-23", "2026-11-23"),
    ("in 3 days", "3 hari lagi", "2026-11-28", "2026-11-28"),
    ("3 days from now", "dalam 3 hari", "2026-11-28", "2026-11-28"),
    ("3 days ago", "3 hari lalu", "2026-11-22", "2026-11-22"),
    ("three days ago", "3 hari yang lalu", "2026-11-22", "2026-11-22"),
    ("2w", "2 minggu", "2026-12-09", "2026-11-11"),
    ("+10d", "+10 hari", "2026-12-05", "2026-12-05"),
    ("-3d", "-3 hari", "2026-11-22", "2026-11-22"),
    ("3m", "tiga bulan", "2027-02-25", "2026-08-25"),
    ("1y", "setahun", "2027-11-25", "2025-11-25"),
    ("two weeks from now", "dua minggu lagi", "2026-12-09", "2026-12-09"),
    ("in 2 weeks", "2 mgg lg", "2026-12-09", "2026-12-09"),
    ("in 2 months", "2 bln lagi", "2027-01-25", "2027-01-25"),
    ("a month ago", "sebulan lalu", "2026-10-25", "2026-10-25"),
    ("in a day", "sehari lagi", "2026-11-26", "2026-11-26"),
    ("a week ago", "seminggu lalu", "2026-11-18", "2026-11-18"),
    ("a year from now", "setahun lagi", "2027-11-25", "2027-11-25"),
    ("friday", "Jumat", "2026-11-27", "2026-11-20"),
    ("wednesday", "Rabu", "2026-12-02", "2026-11-18"),
    ("sunday", "Minggu", "2026-11-29", "2026-11-22"),
    ("next friday", "Jumat depan", "2026-12-04", "2026-12-04"),
    ("last friday", "Jumat lalu", "2026-11-20", "2026-11-20"),
    ("last monday", "Senin yang lalu", "2026-11-23", "2026-11-23"),
    ("this friday", "Jumat ini", "2026-11-27", "2026-11-20"),
    ("this wednesday", "Rabu ini", "2026-11-25", "2026-11-25"),
    ("last wednesday", "Rabu lalu", "2026-11-18", "2026-11-18"),
    ("next monday", "Senin depan", "2026-11-30", "2026-11-30"),
    ("monday this week", "Senin minggu ini", "2026-11-23", "2026-11-23"),
    ("friday last week", "Jumat minggu lalu", "2026-11-20", "2026-11-20"),
    ("this coming friday", "Jumat mendatang", "2026-11-27", "2026-11-27"),
    ("next week", "minggu mendatang", "2026-12-02", "2026-12-02"),
    ("next month", "bulan mendatang", "2026-12-25", "2026-12-25"),
    ("last sunday", "hari Minggu lalu", "2026-11-22", "2026-11-22"),
    ("last friday", "Jumat kemarin", "2026-11-20", "2026-11-20"),
    ("this monday", "Senin ini", "2026-11-30", "2026-11-23"),
    ("next sunday", "hari Minggu depan", "2026-12-06", "2026-12-06"),
    ("this sunday", "hari Minggu ini", "2026-11-29", "2026-11-22"),
    ("friday next week", "Jumat minggu depan", "2026-12-04", "2026-12-04"),
    ("next week on friday", "minggu depan hari Jumat", "2026-12-04", "2026-12-04"),
    ("next week friday", "minggu depan Jumat", "2026-12-04", "2026-12-04"),
    ("last week on monday", "minggu lalu hari Senin", "2026-11-16", "2026-11-16"),
    ("earlier today", "tadi", "2026-11-25", "2026-11-25"),
    ("just now", "barusan", "2026-11-25", "2026-11-25"),
    ("next week", "minggu depan", "2026-12-02", "2026-12-02"),
    ("last week", "minggu lalu", "2026-11-18", "2026-11-18"),
    ("next month", "bulan depan", "2026-12-25", "2026-12-25"),
    ("last month", "bulan lalu", "2026-10-25", "2026-10-25"),
    ("next year", "tahun depan", "2027-11-25", "2027-11-25"),
    ("end of month", "akhir bulan", "2026-11-30", "2026-10-31"),
    ("eom", "akhir bulan", "2026-11-30", "2026-10-31"),
    ("end of this month", "akhir bulan ini", "2026-11-30", "2026-11-30"),
    ("end of next month", "akhir bulan depan", "2026-12-31", "2026-12-31"),
    ("the end of next month", "akhir bln dpn", "2026-12-31", "2026-12-31"),
    ("the end of the month", "akhir bulan", "2026-11-30", "2026-10-31"),
    ("end of week", "akhir minggu", "2026-11-29", "2026-11-22"),
    ("end of next week", "akhir pekan depan", "2026-12-06", "2026-12-06"),
    ("end of year", "akhir tahun", "2026-12-31", "2025-12-31"),
    ("end of last year", "akhir tahun lalu", "2025-12-31", "2025-12-31"),
    ("end of 2027", "akhir tahun 2027", "2027-12-31", "2027-12-31"),
    ("end of quarter", "akhir kuartal", "2026-12-31", "2026-09-30"),
    ("end of the next quarter", "akhir kuartal depan", "2027-03-31", "2027-03-31"),
    ("end of Q2", "akhir Q2", "2027-06-30", "2026-06-30"),
    ("end of July", "akhir Juli", "2027-07-31", "2026-07-31"),
    ("end of november", "akhir bulan November", "2026-11-30", "2025-11-30"),
    ("end of Feb 2028", "akhir Pebruari 2028", "2028-02-29", "2028-02-29"),
    ("start of next month", "awal bulan depan", "2026-12-01", "2026-12-01"),
    ("beginning of next week", "awal minggu depan", "2026-11-30", "2026-11-30"),
    ("start of august", "awal Agustus", "2027-08-01", "2026-08-01"),
    ("last friday of this month", "Jumat terakhir bulan ini", "2026-11-27", "2026-11-27"),
    ("last friday of the month", "Jumat terakhir bulan", "2026-11-27", "2026-10-30"),
    ("the last monday in July", "Senin terakhir di bulan Juli", "2027-07-26", "2026-07-27"),
    ("first monday of next month", "Senin pertama bulan depan", "2026-12-07", "2026-12-07"),
    ("second tuesday of March 2027", "Selasa kedua Maret 2027", "2027-03-09", "2027-03-09"),
    ("last day of next month", "hari terakhir bulan depan", "2026-12-31", "2026-12-31"),
    ("the 3rd of next month", "tanggal 3 bulan depan", "2026-12-03", "2026-12-03"),
    ("in a fortnight", "dua minggu lagi", "2026-12-09", "2026-12-09"),
    ("a fortnight ago", "2 minggu yang lalu", "2026-11-11", "2026-11-11"),
    ("two fortnights from now", "4 minggu ke depan", "2026-12-23", "2026-12-23"),
    ("in two quarters", "2 kuartal lagi", "2027-05-25", "2027-05-25"),
    ("tonight", "nanti malam", "2026-11-25", "2026-11-25"),
    ("this evening", "malam ini", "2026-11-25", "2026-11-25"),
    ("tomorrow night", "besok malam", "2026-11-26", "2026-11-26"),
    ("tomorrow morning", "besok pagi", "2026-11-26", "2026-11-26"),
    ("last night", "tadi malam", "2026-11-24", "2026-11-24"),
    ("yesterday evening", "kemarin sore", "2026-11-24", "2026-11-24"),
    ("friday afternoon", "Jumat siang", "2026-11-27", "2026-11-20"),
    ("sunday night", "Minggu malam", "2026-11-29", "2026-11-22"),
    ("2026-07-03", "3-7-2026", "2026-07-03", "2026-07-03"),
    ("3/7/2026", "3.7.2026", "2026-07-03", "2026-07-03"),
    ("3/7", "tgl 3/7", "2027-07-03", "2026-07-03"),
    ("3-7", "3.7", "2027-07-03", "2026-07-03"),
    ("27/11", "27.11", "2026-11-27", "2025-11-27"),
    ("27-11-26", "27/11/26", "2026-11-27", "2026-11-27"),
    ("27-Nov-2026", "27 Nov '26", "2026-11-27", "2026-11-27"),
    ("Nov 27", "27nov", "2026-11-27", "2025-11-27"),
    ("10 / 11", "tanggal 10.11", "2027-11-10", "2026-11-10"),
    ("27 Nov 2026.", "27.11.2026.", "2026-11-27", "2026-11-27"),
    ("2026/7/3", "2026.07.03", "2026-07-03", "2026-07-03"),
    ("3 Jul", "3 Juli", "2027-07-03", "2026-07-03"),
    ("July 3", "tanggal 3 Juli", "2027-07-03", "2026-07-03"),
    ("25 Nov", "25 November", "2026-11-25", "2026-11-25"),
    ("Aug 27, 2026", "27 Agustus 2026", "2026-08-27", "2026-08-27"),
    ("3rd of July 2026", "tgl. 3 Juli 2026", "2026-07-03", "2026-07-03"),
    ("the 5th", "tanggal 5", "2026-12-05", "2026-11-05"),
    ("Fri 27 Nov 2026", "Jumat, 27 November 2026", "2026-11-27", "2026-11-27"),
]


@pytest.mark.parametrize(("english", "indonesian", "ahead", "back"), THE_TABLE)
def test_every_phrase_of_the_practice_means_its_day_both_ways(english, indonesian, ahead, back):
    for phrase in (english, indonesian, english.upper(), f"  {indonesian}  "):
        assert parse(phrase, WEDNESDAY) == When(day(ahead), None)
        assert parse(phrase, WEDNESDAY, "past") == When(day(back), None)


def test_friday_looks_ahead_in_a_deadline_and_back_in_a_log():
    assert parse_day("friday", WEDNESDAY, "future") == day("2026-11-27")
    assert parse_day("friday", WEDNESDAY, "past") == day("2026-11-20")


def test_on_a_friday_friday_is_a_week_away():
    friday = day("2026-11-27")
    assert parse_day("friday", friday) == day("2026-12-04")
    assert parse_day("Jumat", friday, "past") == day("2026-11-20")
    assert parse_day("this friday", friday) == friday


def test_on_a_sunday_the_week_still_ends_today_and_next_week_begins_tomorrow():
    sunday = day("2026-11-29")
    assert parse_day("end of week", sunday) == sunday
    assert parse_day("end of week", sunday, "past") == sunday
    assert parse_day("next monday", sunday) == day("2026-11-30")
    assert parse_day("Minggu", sunday) == day("2026-12-06")


@pytest.mark.parametrize(
    ("said", "weekday"),
    [(name, weekday) for weekday, names in enumerate([
        ["monday", "mon", "Senin", "sen"],
        ["tuesday", "tue", "tues", "Selasa", "sel"],
        ["wednesday", "wed", "Rabu", "rab"],
        ["thursday", "thu", "thur", "thurs", "Kamis", "kam"],
        ["friday", "fri", "Jumat", "Jum'at", "Jum’at", "jum", "hari Jumat", "on friday", "pada hari Jumat"],
        ["saturday", "sat", "Sabtu", "sab"],
        ["sunday", "sun", "Minggu", "Ahad", "hari Minggu"],
    ]) for name in names],
)  # fmt: skip
def test_weekdays_go_by_all_their_names(said, weekday):
    assert parse_day(said, WEDNESDAY).weekday() == weekday


@pytest.mark.parametrize(
    ("said", "month"),
    [(name, month) for month, names in enumerate([
        ["January", "Jan", "Januari"],
        ["February", "Feb", "Februari", "Pebruari"],
        ["March", "Mar", "Maret"],
        ["April", "Apr"],
        ["May", "Mei"],
        ["June", "Jun", "Juni"],
        ["July", "Jul", "Juli", "Jul."],
        ["August", "Aug", "Agustus", "Agu", "Agt", "Ags"],
        ["September", "Sep", "Sept"],
        ["October", "Oct", "Oktober", "Okt"],
        ["November", "Nov", "Nopember"],
        ["December", "Dec", "Desember", "Des", "des."],
    ], 1) for name in names],
)  # fmt: skip
def test_months_go_by_all_their_names(said, month):
    assert parse_day(f"2 {said} 2027", WEDNESDAY) == date(2027, month, 2)


ENGLISH_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ANGKA = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"]


@pytest.mark.parametrize(
    ("number", "english", "angka"), list(zip(range(1, 11), ENGLISH_NUMBERS, ANGKA, strict=True))
)
def test_one_to_ten_are_understood_as_words_in_both_languages(number, english, angka):
    expected = parse_day(f"in {number} weeks", WEDNESDAY)
    assert parse_day(f"in {english} weeks", WEDNESDAY) == expected
    assert parse_day(f"{angka} minggu lagi", WEDNESDAY) == expected


def test_a_month_is_clipped_to_the_end_of_a_shorter_one():
    assert parse_day("next month", day("2027-01-31")) == day("2027-02-28")
    assert parse_day("sebulan lalu", day("2026-12-31")) == day("2026-11-30")
    assert parse_day("next year", day("2028-02-29")) == day("2029-02-28")
    assert parse_day("akhir bulan", day("2028-02-10")) == day("2028-02-29")
    assert parse_day("end of next month", day("2027-01-31")) == day("2027-02-28")


def test_the_29th_of_february_waits_for_a_leap_year():
    assert parse_day("29 Feb", WEDNESDAY) == day("2028-02-29")
    assert parse_day("29 Feb", WEDNESDAY, "past") == day("2024-02-29")
    assert parse_day("29 Feb", day("2096-03-01")) == day("2104-02-29")


def test_the_31st_skips_a_month_without_one():
    assert parse_day("tanggal 31", day("2026-11-05")) == day("2026-12-31")
    assert parse_day("tanggal 31", day("2027-03-01"), "past") == day("2027-01-31")


@pytest.mark.parametrize(
    ("phrase", "clock"),
    [
        ("3pm", time(15)),
        ("3 PM", time(15)),
        ("3:30 p.m.", time(15, 30)),
        ("15:00", time(15)),
        ("at 14.30", time(14, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("noon", time(12)),
        ("tengah hari", time(12)),
        ("jam 3 pagi", time(3)),
        ("jam 9 pagi", time(9)),
        ("jam 12 siang", time(12)),
        ("jam 2 siang", time(14)),
        ("jam 3 sore", time(15)),
        ("jam tiga sore", time(15)),
        ("sore jam 3", time(15)),
        ("jam 7.15 malam", time(19, 15)),
        ("jam 11 malam", time(23)),
        ("jam 14", time(14)),
        ("pukul 14.30", time(14, 30)),
        ("pada pukul 14.30", time(14, 30)),
        ("pukul 09", time(9)),
        ("pukul 3.05", time(3, 5)),
        ("3.30pm", time(15, 30)),
        ("@ 3pm", time(15)),
        ("midday", time(12)),
        ("15 o'clock", time(15)),
        ("3 in the afternoon", time(15)),
        ("at 9 in the morning", time(9)),
        ("half past 3 pm", time(15, 30)),
        ("jam setengah 4 sore", time(15, 30)),
        ("jam 2 dini hari", time(2)),
        ("jam 9 pagi hari", time(9)),
        ("pukul 10.11", time(10, 11)),
        ("10.11 pm", time(22, 11)),
        ("pkl.14.30", time(14, 30)),
    ],
)
def test_a_time_alone_is_today_and_stands_before_or_after_a_day(phrase, clock):
    assert parse(phrase, WEDNESDAY) == When(WEDNESDAY, clock)
    assert parse(f"{phrase} tomorrow", WEDNESDAY) == When(day("2026-11-26"), clock)
    assert parse(f"besok {phrase}", WEDNESDAY) == When(day("2026-11-26"), clock)
    assert parse(f"Jumat, 27 Nov 2026, {phrase}", WEDNESDAY) == When(day("2026-11-27"), clock)


@pytest.mark.parametrize("joint", ["T", "t", " ", "  "])
def test_an_iso_moment_is_read_to_the_minute(joint):
    assert parse(f"2026-07-03{joint}12:10", WEDNESDAY) == When(day("2026-07-03"), time(12, 10))
    assert parse(f"2026-07-03{joint}12:10:00", WEDNESDAY) == When(day("2026-07-03"), time(12, 10))


def test_the_small_hours_of_the_night_belong_to_the_evening_before_them():
    saturday = day("2026-11-28")
    assert parse("Jumat jam 12 malam", WEDNESDAY) == When(saturday, time(0))
    assert parse("friday at midnight", WEDNESDAY) == When(saturday, time(0))
    assert parse("Jumat malam jam 1", WEDNESDAY) == When(saturday, time(1))
    assert parse("Jumat jam 1 pagi", WEDNESDAY) == When(day("2026-11-27"), time(1))
    assert parse("tonight at 12", WEDNESDAY) == When(day("2026-11-26"), time(0))
    assert parse("last night at 1", WEDNESDAY, "past") == When(WEDNESDAY, time(1))
    assert parse("friday 12am", WEDNESDAY) == When(day("2026-11-27"), time(0))


def test_midnight_without_a_day_is_the_coming_one_in_a_plan_and_the_past_one_in_a_log():
    assert parse("jam 12 malam", WEDNESDAY) == When(day("2026-11-26"), time(0))
    assert parse("jam 12 malam", WEDNESDAY, "past") == When(WEDNESDAY, time(0))


def test_the_part_of_the_day_says_which_of_two_hours_is_meant():
    assert parse("tonight at 8", WEDNESDAY) == When(WEDNESDAY, time(20))
    assert parse("nanti malam jam 8", WEDNESDAY) == When(WEDNESDAY, time(20))
    assert parse("besok malam pukul 08.30", WEDNESDAY) == When(day("2026-11-26"), time(20, 30))
    assert parse("at 9 tomorrow morning", WEDNESDAY) == When(day("2026-11-26"), time(9))
    assert parse("friday afternoon at 3", WEDNESDAY) == When(day("2026-11-27"), time(15))
    assert parse("nanti jam 3 sore", WEDNESDAY) == When(WEDNESDAY, time(15))
    assert parse("monday 9am", WEDNESDAY) == When(day("2026-11-30"), time(9))


@pytest.mark.parametrize(
    "phrase", ["next talk", "Next meeting", "the next meeting", "our next session", "pertemuan berikutnya",
               "pertemuan selanjutnya", "pertemuan kita berikutnya", "pertemuan depan"],
)  # fmt: skip
def test_the_next_talk_is_the_day_and_the_time_agreed_with_that_peer(phrase):
    agreed = When(day("2026-12-02"), time(15))
    assert parse(phrase, WEDNESDAY, next_meeting=lambda: agreed) == agreed
    for nothing, problem in ((None, "no-peer"), (lambda: None, "no-meeting")):
        with pytest.raises(UnknownDate) as caught:
            parse(phrase, WEDNESDAY, next_meeting=nothing)
        assert caught.value.problem == problem

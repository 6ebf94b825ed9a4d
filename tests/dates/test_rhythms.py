"""How often two people meet, as they say it in English and in Indonesian."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peermentor.dates.rhythms import rhythm
from tests.dates.test_date_sayings import phrases


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("every three weeks | 3w | 3 wks | three weeks | every 3 weeks | tiga minggu sekali", (3, "w")),
        (
            "tiap 3 minggu sekali | Setiap\u00a03 minggu | once every three weeks",
            (3, "w"),
        ),
        ("week | weekly | every week | once a week | seminggu sekali | setiap minggu", (1, "w")),
        ("sekali seminggu | sekali dalam seminggu | per minggu | mingguan | tiap pekan | a week", (1, "w")),
        ("every fortnight | fortnightly | every other week | every second week | biweekly", (2, "w")),
        ("dua minggu sekali | dua mingguan | once in two weeks | in 2 weeks.", (2, "w")),
        ("monthly | every month | sebulan sekali | setiap bulan | sekali sebulan | 1m | bulanan", (1, "m")),
        ("quarterly | every quarter | every three months | tiga bulan sekali | triwulan", (3, "m")),
        ("daily | every day | setiap hari | tiap hari | sehari sekali | sehari | 1d", (1, "d")),
        ("setahun sekali | yearly | every year | 1y", (12, "m")),
        ("10d | every ten days | sepuluh hari sekali", (10, "d")),
    ],
)
def test_a_rhythm_is_understood_however_it_is_said(said, meant):
    for phrase in said.split("|"):
        assert rhythm(phrase) == meant, phrase
        assert rhythm(phrase.upper()) == meant, phrase


@pytest.mark.parametrize(
    "said",
    ["", "often", "every friday", "twice a week", "dua kali sebulan", "3 weeks ago", "every", "once",
     "sekali", "3w or so", "every 3 or 4 weeks", "1.5 weeks", "-2w", "three", "setiap Jumat"],
)  # fmt: skip
def test_what_is_no_interval_is_no_rhythm(said):
    assert rhythm(said) is None


@given(st.text() | phrases)
def test_any_text_is_a_rhythm_or_none(text):
    found = rhythm(text)
    assert found is None or (found[0] >= 0 and found[1] in "dwm")

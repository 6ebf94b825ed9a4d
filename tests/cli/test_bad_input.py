"""What cannot be: whatever is typed wrongly gets an exit code, a reason and a way on; nothing is lost."""

import shlex
from pathlib import Path

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


@pytest.mark.parametrize(
    ("words", "says", "on"),
    [
        ("mentor nobody", "no mentor “nobody”", "peermentor mentors"),
        ("mentor maja", "no mentor “maja”", "Did you mean Maya Pranata?"),
        ("log lukasich", "no mentor “lukasich”", "Did you mean Zoë Łukasik?"),
        ("add-goal X --with nobody", "no mentor “nobody”", "peermentor mentors"),
        ("goals --with nobody", "no mentor “nobody”", "peermentor mentors"),
        ("goal g99", "no goal “g99”", "peermentor goals"),
        ("goal p1", "no goal “p1”", "peermentor goals"),
        ("goal g1x", "no goal “g1x”", "peermentor goals"),
        ("session s99", "no talk “s99”", "peermentor sessions"),
        ("done p99", "no promise “p99”", "peermentor promises"),
        ("done t99", "no topic “t99”", "peermentor topics"),
        ("done p1 p99", "no promise “p99”", "peermentor promises"),
        ("drop x1", "no promise “x1”", "peermentor promises"),
        ("check-in g99 10", "no goal “g99”", "peermentor goals"),
        ("edit-goal g99 --title X", "no goal “g99”", "peermentor goals"),
        ("promise maya X --goal g99", "no goal “g99”", "peermentor goals"),
        ("log maya --discussed t99", "no topic “t99”", "peermentor topics"),
        ("log maya --discussed p1", "no topic “p1”", "peermentor topics"),
    ],
)
def test_who_or_what_is_not_there_is_3_and_says_where_to_look(
    used: Desk, words: str, says: str, on: str
) -> None:
    refused(used, 3, *shlex.split(words), says=says, on=on)


def test_an_ambiguous_start_of_a_name_lists_who_matches(used: Desk) -> None:
    answer = refused(used, 3, "mentor", "ma", says="Maya Pranata (m1), Marta Ruiz (m2)", on="handle")
    assert answer.json["error"]["code"] == "ambiguous"
    assert answer.json["error"]["matches"] == ["Maya Pranata (m1)", "Marta Ruiz (m2)"]


def test_a_handle_finds_its_mentor_even_when_somebody_is_called_like_it(used: Desk) -> None:
    used.do("add-mentor", "m1")
    assert used.data("mentor", "m1")["mentor"]["name"] == "Maya Pranata"
    assert used.data("mentor", "m4")["mentor"]["name"] == "m1"


@pytest.mark.parametrize(
    ("words", "says", "on"),
    [
        ("check-in g1 140", "PERCENT can't be 140", "0 to 100"),
        ("check-in g1 -- -1", "PERCENT can't be -1", "0 to 100"),
        ("check-in g1 -1", "No such option: -1", "go after “--”"),
        ("check-in g1 abc", "“abc” is not a percent", "0 to 100"),
        ("check-in g1 1.5", "“1.5” is not a percent", "0 to 100"),
        ('check-in g1 ""', "PERCENT is empty", "word"),
        ("check-in g1 20 --milestone 2", "no milestone 2", "peermentor goal g1"),
        ("check-in g1 20 --milestone 0", "no milestone 0", "peermentor goal g1"),
        ("review maya --rate goals=6", "--rate goals can't be 6", "1 to 5"),
        ("review maya --rate goals=0", "--rate goals can't be 0", "1 to 5"),
        ("review maya --rate goals=x", "“goals=x” is not a rating", "goals=4"),
        ("review maya --rate goals=²", "“goals=²” is not a rating", "goals=4"),
        ("review maya --rate goals", "“goals” is not a rating", "goals=4"),
        ("review maya --rate charm=3", "no dimension “charm”", "goals, growth, respect"),
        ("log maya --energy 6", "--energy can't be 6", "1 to 5"),
        ("log maya --energy 0", "--energy can't be 0", "1 to 5"),
        ("log maya --energy x", "--energy", "--help"),
        ("log maya --minutes 0", "--minutes can't be 0", "1 to 1440"),
        ("log maya --minutes 10000", "--minutes can't be 10000", "1 to 1440"),
        ("add-mentor New --minutes 0", "--minutes can't be 0", "5 to 480"),
        ("add-mentor New --minutes 10000", "--minutes can't be 10000", "5 to 480"),
        ("prep maya --minutes 0", "0 minutes", "--minutes from 5 to 480"),
        ("prep maya --minutes 10000", "10000 minutes", "--minutes from 5 to 480"),
        ("sessions --last 0", "--last", "--help"),
        ("today --days -1", "--days", "--help"),
        ("add-mentor New --every 0", "“0” as a rhythm", "3 weeks"),
        ("add-mentor New --every 0w", "“0w” as a rhythm", "3 weeks"),
        ("add-mentor New --every=-1w", "“-1w” as a rhythm", "3 weeks"),
        ("edit-mentor maya --every nonsense", "“nonsense” as a rhythm", "3 weeks"),
    ],
)
def test_a_number_outside_its_range_is_2_and_the_range_is_named(
    used: Desk, words: str, says: str, on: str
) -> None:
    refused(used, 2, *shlex.split(words), says=says, on=on)


@pytest.mark.parametrize(
    ("words", "option", "on"),
    [
        ("log maya --led us", "--led", "me, them, both"),
        ("log maya --role boss", "--role", "mentor, mentee"),
        ("log maya --talked lots", "--talked", "me, them, even"),
        ("log maya --cancelled rain", "--cancelled", "me, them, both"),
        ("add-mentor New --focus fun", "--focus", "career, skill, both"),
        ("add-mentor New --met bar", "--met", "event, lunch"),
        ("edit-mentor maya --stage gone", "--stage", "active, paused"),
        ("add-goal X --owner us", "--owner", "me, them, both"),
        ("edit-goal g1 --state finished", "--state", "open, reached"),
        ("add-topic maya X --from us", "--from", "me, them"),
        ("review maya --decide maybe", "--decide", "continue, adjust"),
        ("prep maya --shape odd", "--shape", "regular, first"),
    ],
)
def test_an_unknown_word_for_a_choice_is_2_and_all_choices_are_named(
    used: Desk, words: str, option: str, on: str
) -> None:
    refused(used, 2, *words.split(), says=f"{option} can't be", on=on)


@pytest.mark.parametrize("name", ["", "   ", "\n", "!!!", "\u037a"])
def test_a_name_without_a_letter_is_no_name(used: Desk, name: str) -> None:
    refused(used, 2, "add-mentor", name, says="")
    refused(used, 2, "edit-mentor", "maya", "--name", name, says="")


@pytest.mark.parametrize("name", ["maya  PRANATA", "Zoe Lukasik", "ＭＡＹＡ pranata"])
def test_a_name_that_is_taken_is_4_whatever_its_case_or_accents(used: Desk, name: str) -> None:
    refused(used, 4, "add-mentor", name, says="is here already (m", on="peermentor mentor m")
    refused(used, 4, "edit-mentor", "marta", "--name", name, says="is here already (m")


def test_a_mentor_may_be_renamed_to_the_same_name_written_better(used: Desk) -> None:
    assert used.data("edit-mentor", "zoe", "--name", "ZOË Łukasik")["mentor"]["name"] == "ZOË Łukasik"


@pytest.mark.parametrize(
    "words",
    [
        "add-goal ''", "edit-goal g1 --title ' '", "add-topic maya ''", "promise maya ' '", "mentor ''",
        "add-goal X --milestone ''", "edit-goal g1 --milestone ' '", "log maya --win ''", "log maya --got ''",
        "log maya --gave ' '", "log maya --i-will ''", "log maya --they-will ''", "log maya --discussed ''",
        "log maya --feedback-given ''", "log maya --feedback-received ''",
    ],
)  # fmt: skip
def test_an_empty_text_where_one_is_needed_is_2_and_the_option_is_named(used: Desk, words: str) -> None:
    *_rest, option, _empty = shlex.split(words)
    refused(used, 2, *shlex.split(words), says=option if option.startswith("--") else "", on="word")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("add-mentor", "NAME"), ("mentor", "MENTOR"), ("edit-mentor", "MENTOR"), ("log", "MENTOR"),
        ("prep", "MENTOR"), ("review", "MENTOR"), ("add-goal", "TITLE"), ("goal", "GOAL"),
        ("edit-goal", "GOAL"), ("check-in", "GOAL"), ("check-in g1", "PERCENT"), ("add-topic", "MENTOR"),
        ("add-topic maya", "TEXT"), ("promise", "MENTOR"), ("promise maya", "TEXT"), ("session", "SESSION"),
        ("done", "HANDLE"), ("drop", "HANDLE"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_when_nobody_is_there_to_ask(used: Desk, words: str, says: str) -> None:
    answer = refused(used, 2, *words.split(), says=f"{says} is missing")
    assert answer.json["error"]["code"] == "missing"
    if words in {"done", "drop"}:
        assert f"peermentor {words} p1" in answer.json["error"]["hint"]


@pytest.mark.parametrize(
    ("words", "says", "on"),
    [
        ("prpe maya", "Did you mean 'prep'?", "peermentor --help"),
        ("nonsense", "“nonsense” is no command", "peermentor --help"),
        ("--nonsense", "--nonsense", "peermentor --help"),
        ("log maya --nonsense", "--nonsense", "peermentor log --help"),
        ("log maya --minutes", "--minutes", "peermentor log --help"),
        ("mentor maya extra", "extra", "peermentor mentor --help"),
        ("mentors --dry-run", "--dry-run", "peermentor mentors --help"),
        ("--lang xx mentors", "xx", "en, id"),
    ],
)
def test_a_command_line_that_makes_no_sense_is_2(used: Desk, words: str, says: str, on: str) -> None:
    refused(used, 2, *words.split(), says=says, on=on)


@pytest.mark.parametrize("said", ["nonsense", "2026-02-31", "9999-12-31T23:59", "0001-01-01", "12:10"])
def test_a_clock_that_makes_no_sense_is_2(used: Desk, said: str) -> None:
    refused(used.on(said), 2, "today", says=f"PEERMENTOR_NOW is “{said}”", on="2026-07-03T12:10")


def test_a_language_from_the_environment_that_nobody_speaks_here_is_2(used: Desk) -> None:
    used.env["PEERMENTOR_LANG"] = "../../etc"
    refused(used, 2, "today", says="There is no language “../../etc”", on="en, id")
    used.env["PEERMENTOR_LANG"] = "id_ID.UTF-8"
    used.do("today")


@pytest.mark.parametrize(
    "brought",
    [
        "--discussed t1", "--win X", "--got X", "--gave X", "--energy 3", "--minutes 30", "--led me",
        "--role mentee", "--talked even", "--feedback-given X", "--feedback-received X",
    ],
)  # fmt: skip
def test_a_cancelled_meeting_holds_nothing_that_was_talked_about(used: Desk, brought: str) -> None:
    words = ("log", "maya", "--cancelled", "them", *brought.split())
    refused(used, 2, *words, says="cancelled meeting", on="Leave out --cancelled")


@pytest.mark.parametrize(
    ("first", "words", "says", "on"),
    [
        ("done p1", "done p1", "p1 was settled already (kept, Wed 1 Jul 2026)", "Nothing"),
        ("done p1", "drop p1", "p1 was settled already", "Nothing"),
        ("drop p1", "done p1", "p1 was settled already (dropped", "Nothing"),
        ("done t1", "drop t1", "t1 was settled already", "Nothing"),
        ("drop t1", "log maya --discussed t1", "t1 was settled already", "Nothing"),
        ("add-topic maya X", "done p1 p1", "p1 was settled already", "Nothing"),
        ("check-in g1 30", "check-in g1 20 --date 2026-06-30", "after that", "that day or a later one"),
        ("edit-goal g1 --state reached", "check-in g1 40", "g1 has ended (reached)", "--state open"),
        ("mentors", "log maya --discussed t2", "t2 is not parked for Maya", "topics --with m1"),
    ],
)
def test_what_would_contradict_the_journal_is_4(
    used: Desk, first: str, words: str, says: str, on: str
) -> None:
    used.do(*first.split())
    refused(used, 4, *words.split(), says=says, on=on)


def test_let_off_is_said_of_a_promise(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata")
    desk.do("add-topic", "maya", "Corridors")
    desk.do("promise", "maya", "Write it")
    assert "--released goes with a promise, like p1." in desk.refused(2, "drop", "t1", "--released").err
    assert desk.do("drop", "1", "--released").out.startswith("Let off p1")

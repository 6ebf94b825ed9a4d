"""A command that was given nothing, or an option there is not, names what there is."""

from pathlib import Path

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


@pytest.mark.parametrize(
    ("words", "like", "there"),
    [
        ("done", "peermentor done p1", "p1  Write the script – Maya Pranata"),
        ("drop", "peermentor drop p1", "p2  Send the template"),
        ("later", "peermentor later m1 friday", "m2  Marta Ruiz"),
        ("show", "peermentor show c1", "c1  "),
        ("edit", "peermentor edit c1 FIELD=VALUE", "c1  "),
        ("delete", "peermentor delete HANDLE", "c1  "),  # what takes away is tried with nothing that is there
        ("forget", "peermentor forget HANDLE", "c1  "),
        ("goal", "peermentor goal g1", "g2  Present to 200 people"),
        ("check-in", "peermentor check-in g1", "g1  Say no"),
        ("session", "peermentor session s1", "s1  Marta Ruiz"),
        ("prep", "peermentor prep maya", "marta  Marta Ruiz"),
        ("pause", "peermentor pause maya", "zoe  Zoë"),
        ("merge", "peermentor merge HANDLE INTO", "marta  Marta Ruiz"),
        ("export", "peermentor export json", "One of: json, markdown, csv, ics, vcf, html."),
        ("import", "peermentor import vcf", "jrnl, friends, taskwarrior"),
        ("later p1", "peermentor later p1 friday", ""),
        ("search", "peermentor search", ""),
        ("report", "--into", ""),
    ],
)  # fmt: skip
def test_what_can_be_named_is_said_where_nothing_was(used: Desk, words: str, like: str, there: str) -> None:
    answer = refused(used, 2, *words.split(), says="is missing", on=like)
    assert answer.json["error"]["code"] == "missing"
    assert there in answer.json["error"]["hint"]


def test_of_many_only_the_first_are_named(used: Desk) -> None:
    hint = used.type("done").err
    assert hint.count("\n  ") == 5  # the sentence, three of them, and that there are more
    assert hint.endswith("  …\n")


def test_where_there_is_nothing_the_way_on_is_another_command(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new.json")
    assert "peermentor today" in desk.type("done").err
    assert "peermentor add-mentor" in desk.type("prep").err
    assert not desk.path.exists()


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("log maya --mintues 3", "--minutes"),
        ("log maya --notse x", "--notes"),
        ("log maya --conf t1=3", "--confidence"),
        ("log maya --will x", "--i-will"),
        ("log maya --jsn", "--json"),
        ("undo --step", "--steps"),
        ("close maya --no-intouch", "--in-touch, --no-in-touch"),
        ("drop p1 --relased", "--released"),
        ("prep maya --dryrun", "--dry-run"),
        ("--jsno today", "--json"),
    ],
)
def test_an_option_there_is_not_is_answered_with_those_most_like_it(
    used: Desk, words: str, near: str
) -> None:
    answer = refused(used, 2, *words.split(), says="No such option", on="--help")
    assert answer.json["error"]["message"].endswith(f"(Possible options: {near})")


@pytest.mark.parametrize("option", ["--on", "--q", "--xyzzy", "--a", "-x", "-ö"])
def test_where_no_option_is_like_it_none_is_named(used: Desk, option: str) -> None:
    assert "Possible" not in refused(used, 2, "log", "maya", option, "x", says="option", on="--help").out


def test_the_options_of_the_command_come_before_those_of_every_command(used: Desk) -> None:
    said = used.refused(2, "opener", "zoe", "--fournal").err  # which is more like --journal
    assert "(Possible options: --formal, --journal)" in said

"""Settings: one table that reads, checks and explains them all."""

import pytest

from peermentor.errors import BadSetting
from peermentor.practice.nouns import settings
from peermentor.practice.nouns.settings import Settings, read_settings
from peermentor.practice.nouns.thresholds import Habits

ALL = settings.setting_rows()


@pytest.mark.parametrize("setting", ALL.values(), ids=lambda setting: setting.key)
def test_every_default_is_right_by_its_own_rule(setting):
    assert settings.check_value(setting, setting.default) == setting.default
    assert settings.read_value(setting, settings.say_value(setting.default)) == setting.default
    assert setting.meaning.endswith((".", "vi."))
    assert setting.right()


def test_without_a_file_the_practice_judges_as_it_always_did():
    assert Settings().habits == Habits()


def test_what_is_set_steers_the_practice():
    said = {"minutes": 30, "reminders": 3, "stale": 14, "first-review": 20, "review-every": 90}
    assert Settings(said).habits == Habits(
        minutes=30, ahead_days=3, stale_days=14, first_review_days=20, review_every_days=90
    )


@pytest.mark.parametrize(
    ("key", "typed", "meant"),
    [
        ("minutes", " 30 ", 30),
        ("minutes", "480", 480),
        ("reminders", "0", 0),
        ("rhythm", "every 3 weeks", "3w"),
        ("rhythm", "", ""),
        ("language", "ID", "id"),
        ("hints", "OFF", False),
        ("hints", "ya", True),
        ("editor", "code --wait", "code --wait"),
    ],
)
def test_a_value_is_read_as_a_person_types_it(key, typed, meant):
    assert settings.read_value(settings.find_setting(key), typed) == meant


@pytest.mark.parametrize(
    ("key", "typed", "right"),
    [
        ("minutes", "4", "A number from 5 to 480."),
        ("minutes", "481", "A number from 5 to 480."),
        ("minutes", "-30", "A number from 5 to 480."),
        ("minutes", "½", "A number from 5 to 480."),
        ("minutes", "9" * 5000, "A number from 5 to 480."),
        ("language", "fr", "One of: auto, en, id."),
        ("rhythm", "now and then", "A rhythm like 2w, 10d or month."),
        ("hints", "maybe", "On or off."),
        ("editor", "vi\x1b", "A text on one line."),
    ],
)
def test_a_value_it_cannot_have_is_named_with_what_would_be_right(key, typed, right):
    with pytest.raises(BadSetting) as refused:
        settings.read_value(settings.find_setting(key), typed)
    assert f"“{key}” can't be “" in refused.value.message
    assert refused.value.hint == right


def test_a_near_miss_is_suggested_and_case_and_underscores_do_not_matter():
    assert settings.find_setting("Review_Every").key == "review-every"
    with pytest.raises(BadSetting, match="no setting “minuts”") as refused:
        settings.find_setting("minuts")
    assert refused.value.hint.startswith("Did you mean minutes?")


def test_the_lines_of_a_file_are_understood_and_the_others_named():
    lines = {
        1: ("minutes", 30),
        3: ("hints", False),
        4: ("stale", True),
        5: ("minuts", 3),
        6: ("", None),
        7: ("minutes", 45),
        8: ("reminders", "7"),
    }
    found, problems = read_settings(lines)
    assert found.said == {"minutes": 30, "hints": False}
    assert [(p.line, p.key) for p in problems] == [
        (4, "stale"), (5, "minuts"), (6, ""), (7, "minutes"), (8, "reminders"),
    ]  # fmt: skip
    assert problems[0].text == "“stale” can't be “on”."
    assert problems[3].text == "“minutes” is there twice."

"""When X, then Y: recognised where someone plainly says it, and left whole where they do not."""

import pytest

from peermentor.practice.growth.promises import split_cue


@pytest.mark.parametrize(
    ("text", "cue", "what"),
    [
        ("when the meeting starts, then ask for the goal", "the meeting starts", "ask for the goal"),
        ("When the meeting starts, ask for the goal", "the meeting starts", "ask for the goal"),
        ("when I am tired then I stop", "I am tired", "I stop"),
        ("if he interrupts, then I finish my sentence", "he interrupts", "I finish my sentence"),
        ("kalau rapat mulai, maka aku tanya tujuannya", "rapat mulai", "aku tanya tujuannya"),
        ("Ketika rapat mulai maka aku tanya", "rapat mulai", "aku tanya"),
        ("ketika rapat mulai, aku tanya", "rapat mulai", "aku tanya"),
        ("when A, B, then C", "A, B", "C"),
    ],
)
def test_an_if_then_plan_has_a_cue(text, cue, what):
    assert split_cue(text) == (cue, what)


@pytest.mark.parametrize(
    "text",
    [
        "Write the script",
        "If possible, send the draft",
        "Kalau sempat, kirim draf",
        "Ask when the release is",
        "Whenever it rains, call",
        "when, then",
        "",
    ],
)
def test_anything_else_stays_whole(text):
    assert split_cue(text) == ("", text)

"""Goal attainment in one figure: the four checks of PRACTICE.md, and what follows from the scale."""

import pytest

from peermentor.practice.growth.attainment import SCALE, attainment_word, t_score


@pytest.mark.parametrize(
    ("pairs", "score"),
    [
        ([(1, 1)], 60.00),
        ([(1, 1), (1, 1), (1, 1)], 63.69),
        ([(1, -2), (1, 0), (1, 1)], 45.44),
        ([(3, 2), (1, -1)], 64.56),
    ],
)
def test_the_figure_is_as_kiresuk_and_sherman_have_it(pairs, score):
    assert t_score(pairs) == pytest.approx(score, abs=0.005)


def test_all_as_expected_is_fifty():
    assert t_score([(1, 0), (5, 0)]) == 50


def test_without_a_rated_goal_there_is_no_figure():
    assert t_score([]) is None


def test_a_step_of_the_scale_has_a_word_and_silence_has_none():
    assert [attainment_word(step) for step in range(-2, 3)] == list(SCALE)
    assert attainment_word(None) == ""

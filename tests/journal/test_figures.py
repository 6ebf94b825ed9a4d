"""The reliability table of the README claims what the hunts reach, and nothing else."""

from pathlib import Path

from tests.journal.figures import HUNTS, claimed, table

HERE = Path(__file__).parent


def test_every_row_has_a_hunt_that_must_reach_it():
    assert len(table()) == len(HUNTS)
    for words, module in HUNTS.items():
        assert claimed(words) > 0
        assert f'reached("{words}"' in (HERE / module).read_text("utf-8")


def test_nothing_lost_is_all_the_table_ever_says():
    assert {lost for _times, lost in table().values()} == {0}

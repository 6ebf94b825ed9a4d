"""The bar of a long work, at a real terminal."""

import os
import sys

import pytest

from tests.cli.terminal import Terminal

WORK = """
import os, signal
from peermentor import interrupts
from peermentor.screen.terminal.progress import progress

def work():
    try:
        for step in progress(range(5), "Writing"):
            if step == 2:
                os.kill(os.getpid(), signal.{ends})
    except KeyboardInterrupt:
        return 130
    return 0

raise SystemExit(interrupts.until_known(work))
"""
HIDES, SHOWS = "\x1b[?25l", "\x1b[?25h"


@pytest.mark.parametrize("ends", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_request_to_end_under_a_bar_gives_the_cursor_back(ends: str) -> None:
    env = {**os.environ, "TERM": "xterm"}
    with Terminal("-c", WORK.format(ends=ends), env=env, program=(sys.executable,)) as terminal:
        assert terminal.left() == 130
    assert HIDES in terminal.raw
    assert terminal.raw.rindex(SHOWS) > terminal.raw.rindex(HIDES)

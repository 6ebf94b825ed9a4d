"""The installed program killed at every moment of its life: while it starts, asks, writes and ends.

By KILL, TERM, HUP and INT, at a moment nobody chose. What it said was kept is there, the journal is whole,
nothing half is left that the next write does not clear away, and nobody sees a traceback.
"""

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from random import Random

import pytest

from tests.cli.terminal import ENTER, INSTALLED, Terminal, is_pythons_own, went_on
from tests.conftest import Desk
from tests.journal.figures import claimed, reached

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def a_life(desk: Desk) -> dict[str, str]:
    desk.do("add-mentor", "Maya Pranata")
    return {"PATH": os.environ["PATH"], "HOME": str(desk.path.parent), "LANG": "C.UTF-8", "TERM": "xterm"} | {
        name: said for name, said in desk.env.items() if name != "PEERMENTOR_NOW"
    }


def kept(path: Path) -> list[str]:
    return [win["text"] for win in json.loads(path.read_text("utf-8")).get("wins", {}).values()]


def whole(path: Path) -> None:
    """The journal reads, and beside it is nothing that should not be."""
    assert Desk(path).do("--json", "wins").json["ok"]
    allowed = {
        path.name,
        f".{path.name}.lock",
        f".{path.name}.tmp",
        f"{path.name}.d",
        "config.toml",
        ".local",
    }
    assert {one.name for one in path.parent.iterdir()} <= allowed


def killed_while_writing(env: dict[str, str], text: str, how: signal.Signals, after: float) -> bool:
    """Type a win and kill the program after so many seconds; whether it said that it was kept."""
    one = subprocess.Popen(
        [*INSTALLED, "add-win", text], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(after)
    one.send_signal(how)
    out, err = one.communicate(timeout=60)
    if is_pythons_own(err):
        assert how == signal.SIGINT
        assert (one.returncode == 0) if went_on(err) else not out
    else:
        assert one.returncode in (0, 130, -how), (one.returncode, err)
    return "Kept win" in out


def killed_while_asking(env: dict[str, str], how: signal.Signals, answers: int) -> None:
    """Answer so many questions of a log, and kill the program as it asks the next."""
    with Terminal("log", "maya", env=env, program=INSTALLED) as terminal:
        terminal.settle(0.1)  # Python itself may lose a Ctrl-C as it begins, and would then wait for a key
        for turn in range(answers):
            terminal.press(f"answer {turn}{ENTER}" if turn == 1 else ENTER)
            if turn < answers - 1:
                terminal.settle(0.1)
        terminal.process.send_signal(how)
        if how == signal.SIGKILL:
            terminal.process.wait(60)
        else:
            assert terminal.left() in (130, -how), terminal.said
            assert "Traceback" not in terminal.said


@pytest.mark.parametrize("how", SIGNALS, ids=lambda how: how.name)
def test_killed_by_any_signal_the_journal_is_whole(desk: Desk, how: signal.Signals):
    env = a_life(desk)
    said = killed_while_writing(env, "a win", how, 0.15)
    assert not said or kept(desk.path) == ["a win"]
    whole(desk.path)


@pytest.mark.long
def test_killed_at_every_moment_of_its_life_nothing_said_is_lost(desk: Desk):
    env, chance = a_life(desk), Random(20260701)
    began = time.monotonic()
    subprocess.run([*INSTALLED, "add-win", "whole life"], env=env, check=True, capture_output=True)
    life = time.monotonic() - began
    times, acknowledged = claimed("Killed by any signal"), ["whole life"]
    for turn in range(times):
        how = SIGNALS[turn % len(SIGNALS)]
        if turn // len(SIGNALS) % 5 == 0:  # each signal in its turn
            killed_while_asking(env, how, chance.randrange(4))
        elif killed_while_writing(env, f"win {turn}", how, chance.random() * life):
            acknowledged.append(f"win {turn}")
            life *= 0.95
        else:
            life *= 1.02  # one in a few gets as far, however busy the machine is by then
        assert set(acknowledged) <= set(kept(desk.path))
    whole(desk.path)
    assert len(acknowledged) > times / 20
    reached("Killed by any signal", times)

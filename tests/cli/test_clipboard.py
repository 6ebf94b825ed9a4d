"""prep --copy: the checklist on the clipboard, read back by another program; without one, it is said."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Desk

PATIENCE = 60  # seconds, on a machine that has much else to do


@pytest.fixture
def ready(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    desk.do("add-mentor", "Maya Pranata", "--why", "Private words")
    desk.do("add-topic", "maya", "Négocier 👩‍🚀")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return desk


def put(folder: Path, name: str, script: str) -> None:
    """Put a program of this name on the path, which is a script."""
    place = folder / "bin" / name
    place.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    place.chmod(0o755)


def keep_in(folder: Path) -> str:
    """Write what comes in to a file. There is no other program on the path."""
    return f'PATH=/bin:/usr/bin; cat > "{folder}/copied"'


def test_the_checklist_of_markdown_is_what_is_copied(
    ready: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    put(tmp_path, "xclip", keep_in(tmp_path))
    answer = ready.do("prep", "maya", "--copy")
    assert "The checklist is on the clipboard." in answer.err
    assert (tmp_path / "copied").read_text("utf-8") == ready.do("prep", "maya", "--markdown").out[:-1]
    assert "Private" not in (tmp_path / "copied").read_text("utf-8")
    assert "Négocier 👩‍🚀" in answer.out


def test_windows_reads_it_in_its_own_letters(ready: Desk, tmp_path: Path) -> None:
    put(tmp_path, "clip.exe", keep_in(tmp_path))
    ready.do("prep", "maya", "-c")
    assert "Négocier 👩‍🚀" in (tmp_path / "copied").read_bytes().decode("utf-16")


def test_the_next_program_is_tried_where_one_fails(
    ready: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    put(tmp_path, "xclip", "exit 1")
    put(tmp_path, "xsel", keep_in(tmp_path))
    ready.do("prep", "maya", "--copy")
    assert (tmp_path / "copied").exists()


@pytest.mark.parametrize(
    ("here", "display", "said"),
    [
        ((), False, "no desktop to copy to"),
        (("xclip",), False, "no desktop to copy to"),
        ((), True, "no program here to copy with"),
        (("xclip",), True, "xclip can't reach the clipboard"),
    ],
)
def test_without_a_clipboard_it_says_so_and_names_the_way_on(
    ready: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    here: tuple[str, ...],
    display: bool,
    said: str,
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in here:
        put(tmp_path, name, "exit 1")
    if display:
        monkeypatch.setenv("DISPLAY", ":7")
    answer = ready.refused(2, "prep", "maya", "--copy")
    assert said in answer.err
    assert "peermentor prep maya --markdown" in answer.err


def test_a_dry_run_copies_nothing(ready: Desk, tmp_path: Path) -> None:
    put(tmp_path, "clip.exe", keep_in(tmp_path))
    ready.do("prep", "maya", "--copy", "--dry-run")
    assert not (tmp_path / "copied").exists()


@pytest.fixture
def display() -> Iterator[str]:
    """A desktop that nobody sees."""
    program = shutil.which("Xvfb", path=os.defpath)
    if program is None:
        pytest.skip("no Xvfb here")
    reads, writes = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writes), "-nolisten", "tcp"],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as said:
        number = said.readline().strip()
    if not number:
        server.wait()
        pytest.skip("Xvfb does not start here")
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.mark.long
@pytest.mark.parametrize("tool", ["xclip", "xsel"])
def test_a_desktop_gives_it_back(
    ready: Desk, tmp_path: Path, display: str, tool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = shutil.which(tool, path=os.defpath)
    if there is None:
        pytest.skip(f"no {tool} here")
    (tmp_path / "bin" / tool).symlink_to(there)
    monkeypatch.setenv("DISPLAY", display)
    ready.do("prep", "maya", "--copy")
    back = {"xclip": ["-selection", "clipboard", "-o"], "xsel": ["--clipboard", "--output"]}[tool]
    copied, until = b"", time.monotonic() + PATIENCE
    while not copied and time.monotonic() < until:  # xsel lets its caller go before it has the selection
        copied = subprocess.run([there, *back], capture_output=True, check=True, timeout=PATIENCE).stdout
    assert "Négocier 👩‍🚀" in copied.decode()


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Wayland desktop that nobody sees; sway refuses to run as root."""
    if not all(map(shutil.which, ("sway", "wl-copy", "wl-paste", "setpriv"))):
        pytest.skip("no sway or wl-clipboard here")
    with tempfile.TemporaryDirectory(dir="/tmp") as place:  # the name of a socket has to be short
        config = Path(place) / "config"
        config.write_text("xwayland disable\nexec echo desktop $WAYLAND_DISPLAY\n", "utf-8")
        command = ["sway", "-c", str(config)]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
            os.chown(place, 65534, 65534)
        unseen = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
        env = {"PATH": os.environ["PATH"], "HOME": place, "XDG_RUNTIME_DIR": place, **unseen}
        sway = subprocess.Popen(
            command, env=env, cwd="/", text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        try:
            said = next((line for line in sway.stdout or () if line.startswith("desktop ")), "")
            if not said:
                pytest.skip("sway can't begin here")
            monkeypatch.setenv("XDG_RUNTIME_DIR", place)
            monkeypatch.setenv("WAYLAND_DISPLAY", said.split()[1])
            yield
        finally:
            sway.terminate()
            sway.wait()
            if sway.stdout:
                sway.stdout.close()


@pytest.mark.usefixtures("desktop")
def test_wayland_keeps_it_and_another_program_pastes_it(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata", "--why", "Private words")
    desk.do("add-topic", "maya", "Négocier 👩‍🚀")
    assert "The checklist is on the clipboard." in desk.do("prep", "maya", "--copy").err
    pasted = subprocess.run(
        ["wl-paste", "--no-newline"], capture_output=True, check=True, timeout=PATIENCE
    ).stdout
    assert pasted.decode() == desk.do("prep", "maya", "--markdown").out[:-1]

"""A real browser without a window, spoken to over a pipe: pages as people see them, wide or narrow."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe"),
)
PATIENCE = 300  # seconds, on a machine that has much else to do
# It reads what is said to it from 3, and answers on 4.
ON_3_AND_4 = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
os.dup2(ends[0], 3), os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


def find_browser() -> str | None:
    """The program, where this machine has one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page of a browser; `asked_for` lists the addresses it wanted, `said` what it complained about."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, read
        self._left = b""
        self._number = 0
        self._session = ""
        self.asked_for: list[str] = []
        self.said: list[str] = []
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for part in ("Page", "Network", "Log", "Runtime"):
            self.tell(f"{part}.enable")

    def open(self, page: Path, width: int, *, dark: bool = False, paper: bool = False) -> Self:
        """Show a file."""
        phone = width < 600
        self.tell(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=phone
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell("Emulation.setEmulatedMedia", media="print" if paper else "", features=[scheme])
        self.asked_for.clear()
        self.said.clear()
        self.tell("Page.navigate", url=page.as_uri())
        self._wait_for("Page.loadEventFired")
        return self

    def ask(self, script: str) -> Any:
        """What a script over the page comes to, as JSON has it."""
        found = self.tell("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def picture(self, **clip: float) -> str:
        """The page as a PNG, in base64."""
        if clip:
            return self.tell("Page.captureScreenshot", clip=clip | {"scale": 1}, captureBeyondViewport=True)[
                "data"
            ]
        return self.tell("Page.captureScreenshot")["data"]

    def tell(self, method: str, **params: Any) -> dict[str, Any]:
        """Give one command of the DevTools protocol, and wait for its answer."""
        self._number += 1
        said = {"id": self._number, "method": method, "params": params}
        if self._session:
            said["sessionId"] = self._session
        os.write(self._write, json.dumps(said).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self._note(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def close(self) -> None:
        """End it with all of its processes, so that none of them writes any more."""
        self._session = ""
        self.tell("Browser.close")
        while os.read(self._read, 1 << 20):
            pass

    def _wait_for(self, event: str) -> None:
        while (said := self._next()).get("method") != event:
            self._note(said)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            assert select.select([self._read], [], [], PATIENCE)[0], "the browser says nothing"
            more = os.read(self._read, 1 << 20)
            assert more, "the browser is gone"
            self._left += more
        one, self._left = self._left.split(b"\0", 1)
        return json.loads(one)

    def _note(self, said: dict[str, Any]) -> None:
        if said.get("method") == "Network.requestWillBeSent":
            self.asked_for.append(said["params"]["request"]["url"])
        if said.get("method") == "Log.entryAdded":
            self.said.append(said["params"]["entry"]["text"])


@contextmanager
def browser(program: str, place: Path) -> Iterator[Browser]:
    """Start one with nothing remembered, and end it."""
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    flags = (*FLAGS, f"--user-data-dir={place}")
    started = subprocess.Popen(
        [sys.executable, "-c", ON_3_AND_4, *map(str, (theirs_in, theirs_out)), program, *flags],
        pass_fds=(theirs_in, theirs_out),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"HOME": str(place), "XDG_RUNTIME_DIR": str(place)},
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        found = Browser(ours_out, ours_in)
        yield found
        found.close()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        os.close(ours_out)
        os.close(ours_in)

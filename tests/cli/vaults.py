"""What tests of a locked journal look at: its files, its keys, and what waits for them."""

import json
import os
from contextlib import suppress
from pathlib import Path

from tests.conftest import Answer, Desk
from tests.started import run


def locked_path(desk: Desk) -> Path:
    return desk.path.with_name("journal.json.age")


def identity(desk: Desk) -> Path:
    return desk.path.with_name("identity.txt")


def opened(desk: Desk) -> dict[str, dict[str, dict[str, object]]]:
    import pyrage  # noqa: PLC0415 - an extra

    key = pyrage.x25519.Identity.from_str(identity(desk).read_text().splitlines()[-1])
    return json.loads(pyrage.decrypt(locked_path(desk).read_bytes(), [key]))


def installed(desk: Desk, *argv: str, stdin: str = "", **env: str) -> Answer:
    """Type a command to the program as a process of its own, without a terminal."""
    home = {"PATH": os.environ["PATH"], "HOME": str(desk.path.parent), "LANG": "C.UTF-8"}
    pythons = {k: v for k, v in os.environ.items() if k.startswith(("PYTHON", "COVERAGE"))}
    done = run(*argv, env=home | pythons | desk.env | env, stdin=stdin)
    assert "Traceback" not in done.stderr + done.stdout
    return Answer(done.returncode, done.stdout, done.stderr)


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def opens(key: object, folder: Path) -> list[str]:
    """The files that this key opens, of those that are sealed."""
    import pyrage  # noqa: PLC0415 - an extra

    found = []
    for path in folder.rglob("*.age*"):
        with suppress(pyrage.DecryptError):
            pyrage.decrypt(path.read_bytes(), [key])
            found.append(path.name)
    return found


def keys_file(desk: Desk) -> Path:
    return desk.path.with_name("journal.json.d") / "recipients"


def inbox_of(desk: Desk) -> list[Path]:
    return sorted((desk.path.with_name("journal.json.d") / "inbox").glob("*"))


def fetch_key(desk: Desk) -> None:
    identity(desk).with_name("away.txt").rename(identity(desk))

"""A locked journal that can't be opened: each of the ways, said with the way on, and nothing lost."""

import json
import os
import shutil

import pytest

from tests.cli.vaults import (
    everything,
    identity,
    installed,
    locked_path,
    opened,
)
from tests.conftest import Desk

pyrage = pytest.importorskip("pyrage")


def spoil_wrong_key(desk: Desk) -> str:
    identity(desk).write_text(str(pyrage.x25519.Identity.generate()))
    return "locked to another key"


def spoil_open_to_others(desk: Desk) -> str:
    identity(desk).chmod(0o644)
    return "chmod 600"


def spoil_no_identity(desk: Desk) -> str:
    identity(desk).unlink()
    return "is not there"


def spoil_no_key_in_it(desk: Desk) -> str:
    identity(desk).write_text("hello\n")
    return "holds no key"


def spoil_half_a_file(desk: Desk) -> str:
    text = locked_path(desk).read_bytes()
    locked_path(desk).write_bytes(text[: len(text) // 2])
    return "cut off or changed"


def spoil_header(desk: Desk) -> str:
    locked_path(desk).write_bytes(locked_path(desk).read_bytes()[:30])
    return "cut off or changed"


def spoil_empty(desk: Desk) -> str:
    locked_path(desk).write_bytes(b"")
    return "cut off or changed"


def spoil_for_somebody_else(desk: Desk) -> str:
    other = pyrage.x25519.Identity.generate().to_public()
    locked_path(desk).write_bytes(pyrage.encrypt(b"{}", [other]))
    return "locked to another key"


def spoil_plain_beside(desk: Desk) -> str:
    desk.path.write_text(json.dumps(opened(desk)))
    return "two journals"


def spoil_setting(desk: Desk) -> str:
    desk.do("config", "identity", "--unset")
    return "nothing says where its key is"


def shadow_pyrage(desk: Desk, text: str) -> None:
    shadow = desk.path.parent / "shadow"
    shadow.mkdir()
    (shadow / "pyrage.py").write_text(text)
    desk.env["PYTHONPATH"] = str(shadow)


def spoil_no_pyrage(desk: Desk) -> str:
    shadow_pyrage(desk, "raise ModuleNotFoundError(name='pyrage')\n")
    return "pyrage, which is not installed"


def spoil_pyrage_for_another_system(desk: Desk) -> str:
    shadow_pyrage(desk, "raise ImportError('invalid ELF header')\n")
    return "can't be used: ImportError"


def spoil_pyrage_without_its_library(desk: Desk) -> str:
    shadow_pyrage(desk, "raise OSError('libc.musl')\n")
    return "can't be used: OSError"


def spoil_pyrage_torn(desk: Desk) -> str:
    shadow_pyrage(desk, "def (\n")
    return "can't be used: SyntaxError"


def spoil_another_pyrage(desk: Desk) -> str:
    shadow_pyrage(desk, "")
    return "can't be used: AttributeError"


def spoil_identity_is_a_folder(desk: Desk) -> str:
    identity(desk).unlink()
    identity(desk).mkdir()
    return "it is not a file"


def spoil_identity_is_a_fifo(desk: Desk) -> str:
    identity(desk).unlink()
    os.mkfifo(identity(desk), 0o600)
    return "it is not a file"


def spoil_its_disk_is_not_there(desk: Desk) -> str:
    """Where nothing else remembers it, the link still says that there was one."""
    locked_path(desk).unlink()
    shutil.rmtree(desk.path.with_name("journal.json.d"))
    shutil.rmtree(desk.path.with_name(".local"), ignore_errors=True)
    locked_path(desk).symlink_to("disk/journal.json.age")
    return "is gone"


SPOILT = [value for name, value in globals().items() if name.startswith("spoil_")]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda one: one.__name__)
def test_what_can_not_be_opened_is_said_with_exit_code_5_and_nothing_is_lost(locked: Desk, spoil) -> None:
    said = spoil(locked)
    before = everything(locked.path.parent)
    for argv in (("today",), ("done", "p1"), ("--json", "show", "s1")):
        # What a Python finds in place of pyrage is found by one that has not read it yet.
        answer = installed(locked, *argv) if "PYTHONPATH" in locked.env else locked.type(*argv)
        assert answer.code == 5, answer
        assert said in answer.err + answer.out
    if spoil is spoil_its_disk_is_not_there:
        assert said in locked.refused(5, "vault", "check").err
    after = everything(locked.path.parent)
    assert {p: t for p, t in after.items() if p.suffix != ".pyc"} == before

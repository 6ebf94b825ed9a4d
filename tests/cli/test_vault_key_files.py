"""The file of a key that `vault` makes: there once something is sealed for it, and left by no failure."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from peermentor.app import App
from peermentor.errors import BadSetting, Unwritable
from peermentor.journal.file import sealed, whole_file
from peermentor.journal.vault import locking, recipients
from peermentor.journal.vault.own_keys import NewKey, OwnKeys
from tests.cli.examples import ready
from tests.cli.vaults import everything, identity, keys_file, locked_path
from tests.conftest import Desk

pyrage = pytest.importorskip("pyrage")


def meanwhile(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], object]) -> None:
    """Do this once a key was made, and before anything is sealed for it."""
    choose = OwnKeys.choose

    def made(own_keys: OwnKeys, **options: object) -> NewKey:
        key = choose(own_keys, **options)
        monkeypatch.setattr(OwnKeys, "choose", choose)
        ring = sealed.ring()
        try:
            deed()
        finally:
            sealed.use(lambda: ring)
        return key

    monkeypatch.setattr(OwnKeys, "choose", made)


def identities(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.path.parent.rglob("*identity*"))


def test_a_lock_that_is_refused_leaves_no_key_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(desk)
    mine = desk.path.with_name("mine-identity.txt")
    meanwhile(monkeypatch, lambda: desk.do("vault", "lock", "--yes"))
    answer = desk.type("vault", "lock", "--yes", "--identity", str(mine))
    assert answer.code == 4
    assert "locked already" in answer.err
    assert identities(desk) == ["identity.txt"]
    assert desk.data("vault")["source"] == str(identity(desk))
    assert "planning round" in desk.do("search", "planning").out


def test_a_key_that_another_run_makes_in_the_same_file_is_never_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(desk)
    other = desk.path.with_name("other.json")

    def lock_another() -> None:
        desk.do("--journal", str(other), "add-win", "Elsewhere")
        desk.do("--journal", str(other), "vault", "lock", "--yes")

    meanwhile(monkeypatch, lock_another)
    before = desk.path.read_bytes()
    assert "has just made a key in" in desk.refused(4, "vault", "lock", "--yes").err
    assert desk.path.read_bytes() == before
    assert "Elsewhere" in desk.do("--journal", str(other), "wins").out


@pytest.mark.parametrize("where", ["settings", "recipients"])
def test_a_lock_that_fails_before_anything_is_sealed_leaves_no_key_and_the_settings(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    ready(desk)
    desk.do("config", "key-timeout", "20")
    before = {path: text for path, text in everything(desk.path.parent).items() if path.suffix != ".lock"}

    def refuse(*_words: object) -> None:
        raise BadSetting("Full", "") if where == "settings" else OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if where == "settings":
            patch.setattr(App, "keep_setting", refuse)
        else:
            patch.setattr(recipients, "write_recipients", refuse)
        assert desk.type("vault", "lock", "--yes").code in (2, 5)
    after = {path: text for path, text in everything(desk.path.parent).items() if path.suffix != ".lock"}
    assert after == before
    desk.do("vault", "lock", "--yes")


def test_a_key_that_something_is_sealed_for_stays_whatever_fails_then(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(desk)
    desk.do("backup")
    write = whole_file.write_and_check

    def fails_at_the_journal(path: Path, text: bytes, **how: bool) -> None:
        if path == locked_path(desk):
            raise OSError(28, "No space left on device", str(path))
        write(path, text, **how)

    with monkeypatch.context() as patch:
        patch.setattr(whole_file, "write_and_check", fails_at_the_journal)
        assert desk.type("vault", "lock", "--yes").code == 5
    assert list(desk.path.parent.rglob("*manual*.age"))
    assert identities(desk) == ["identity.txt"]
    desk.do("vault", "lock", "--yes")
    assert identities(desk) == ["identity.txt"]
    assert "planning round" in desk.do("search", "planning").out


@pytest.mark.parametrize("stage", ["before", "after"])
def test_a_change_that_fails_takes_back_a_key_that_nothing_is_sealed_for_and_no_other(
    locked: Desk, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    def refuse(*_words: object) -> bytes:
        raise Unwritable("Full", "")

    with monkeypatch.context() as patch:
        patch.setattr(locking, "_name_keys" if stage == "before" else "_naming", refuse)
        if stage == "after":
            patch.setattr(locking, "_name_keys", lambda *_words: None)
        assert locked.type("vault", "change-key", "--yes").code == 5
    new = {"before": ["identity.txt"], "after": ["identity-2.txt", "identity.txt"]}
    assert identities(locked) == new[stage]
    assert "planning round" in locked.do("search", "planning").out
    locked.do("vault", "change-key", "--yes")
    assert "planning round" in locked.do("search", "planning").out


def test_a_change_is_refused_once_another_has_changed_the_keys(
    locked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = locked.path.with_name("mine-identity.txt")
    meanwhile(monkeypatch, lambda: locked.do("vault", "change-key", "--yes"))
    answer = locked.refused(4, "vault", "change-key", "--yes", "--identity", str(mine))
    assert "Another run has just changed the keys" in answer.err
    assert identities(locked) == ["identity-2.txt", "identity.txt"]
    assert [key["name"] for key in locked.data("vault")["keys"]] == ["this computer", "recovery"]
    assert "planning round" in locked.do("search", "planning").out


@pytest.mark.parametrize("words", [("change-key",), ("unlock",), ("add-key", "age1")])
def test_what_changes_a_lock_is_refused_once_another_run_has_unlocked(
    locked: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    from peermentor.journal.vault.vault import Vault  # noqa: PLC0415 - an extra

    only_writer = Vault._only_writer

    def after_an_unlock(vault: Vault, **how: bool) -> object:
        monkeypatch.setattr(Vault, "_only_writer", only_writer)
        locked.do("vault", "unlock", "--yes")
        return only_writer(vault, **how)

    if words == ("add-key", "age1"):
        words = ("add-key", str(pyrage.x25519.Identity.generate().to_public()))
    monkeypatch.setattr(Vault, "_only_writer", after_an_unlock)
    answer = locked.type("vault", *words, *([] if words[0] == "add-key" else ["--yes"]))
    assert answer.code == 4
    assert "is not locked" in answer.err
    assert not keys_file(locked).exists()
    assert "planning round" in locked.do("search", "planning").out


def test_a_found_key_whose_file_went_away_meanwhile_locks_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(desk)
    mine = desk.path.with_name("mine.txt")
    mine.write_text(f"{pyrage.x25519.Identity.generate()}\n")
    mine.chmod(0o600)
    meanwhile(monkeypatch, mine.unlink)
    assert "is not there" in desk.refused(5, "vault", "lock", "--yes", "--identity", str(mine)).err
    assert desk.path.exists()
    assert not keys_file(desk).exists()


@pytest.mark.parametrize("made", [True, False])
def test_a_key_file_may_end_in_age_as_a_locked_file_does(desk: Desk, made: bool) -> None:
    ready(desk)
    mine = desk.path.with_name("my key ☂.age")
    if not made:
        mine.write_text(f"{pyrage.x25519.Identity.generate()}\n")
        mine.chmod(0o600)
    desk.do("vault", "lock", "--yes", "--identity", str(mine))
    assert "planning round" in desk.do("search", "planning").out
    public = desk.path.with_name("public.age")
    public.write_text(f"{pyrage.x25519.Identity.generate().to_public()}\n")
    desk.do("vault", "add-key", str(public))
    assert len(desk.data("vault")["keys"]) == 3


def test_a_disk_without_hard_links_has_the_key_whole_and_never_over_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_words: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = desk.path.with_name("key.txt")
    whole_file.create(path, b"one")
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        whole_file.create(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(path.parent.glob("*.tmp")) == []


@pytest.mark.parametrize("action", ["lock", "change-key"])
@pytest.mark.parametrize(
    "name",
    [
        "journal.json",
        "journal.json.age",
        "journal.json.d",
        "journal.json.d/recipients",
        "link/x.txt",
        "config.toml",
    ],
)
def test_a_key_is_kept_in_no_place_of_the_journal(desk: Desk, action: str, name: str) -> None:
    ready(desk)
    desk.path.with_name("link").symlink_to(desk.path.with_name("journal.json.d"))
    if action == "change-key":
        desk.do("vault", "lock", "--yes")
    before = {path: text for path, text in everything(desk.path.parent).items() if path.suffix != ".lock"}
    place = str(desk.path.parent / name)
    assert "no key can be kept there" in desk.refused(2, "vault", action, "--yes", "--identity", place).err
    after = {path: text for path, text in everything(desk.path.parent).items() if path.suffix != ".lock"}
    assert after == before


@pytest.mark.parametrize("words", [("lock",), ("unlock",), ("change-key",), ("add-key",), ("remove-key",)])
@pytest.mark.parametrize("closed", ["", "journal.json.d"])
def test_in_a_folder_that_takes_no_files_nothing_is_begun(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], closed: str
) -> None:
    ready(desk)
    desk.do("backup")
    key = str(pyrage.x25519.Identity.generate().to_public())
    if words[0] != "lock":
        desk.do("vault", "lock", "--yes")
    if words[0] == "add-key":
        words = (*words, key)
    else:
        words = (*words, *(["recovery"] if words[0] == "remove-key" else []), "--yes")
    folder, access = desk.path.parent / closed, os.access
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda at, *how, **more: Path(at) != folder and access(at, *how, **more))
        before = {path: text for path, text in everything(desk.path.parent).items() if path.suffix != ".lock"}
        answer = desk.refused(5, "vault", *words)
    assert "Permission denied" in answer.err
    after = {path: text for path, text in everything(desk.path.parent).items() if path.suffix != ".lock"}
    assert after == before
    desk.do("vault", *words)

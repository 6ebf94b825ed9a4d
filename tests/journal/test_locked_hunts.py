"""The hunts of the reliability table on a locked journal, and kills while it is locked or its key changes."""

import json
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from peermentor.cli import front_door
from peermentor.errors import JournalError
from peermentor.journal.beside.answers import Answers
from peermentor.journal.file import sealed
from peermentor.journal.journal import Journal
from peermentor.journal.store.naming_keys import name_keys
from peermentor.journal.vault import recipients
from peermentor.journal.vault.key_source import KeySource
from peermentor.journal.vault.ring import KeyRing
from peermentor.practice.nouns.records import Win
from tests.conftest import Answer, Desk
from tests.journal.children import NOW, Child, keep_winning
from tests.journal.faults import Layer, count, die

pyrage = pytest.importorskip("pyrage")


def typed(path: Path, *argv: str) -> Answer:
    desk = Desk(path).on(f"{NOW:%Y-%m-%dT%H:%M}")
    came = CliRunner().invoke(front_door(), list(argv), env=desk.env)
    assert came.exception is None or isinstance(came.exception, SystemExit), came.exception
    return Answer(came.exit_code, came.stdout, came.stderr)


def begun(folder: Path, *, locked: bool) -> Path:
    """A journal with a copy, a text that waits and answers, and its key."""
    path = folder / "journal.json"
    for text in ("First", "Second", "Third"):
        assert typed(path, "add-win", text).code == 0
    assert typed(path, "backup").code == 0
    drafts = folder / "journal.json.d" / "drafts"
    drafts.mkdir()
    (drafts / "20260701-083000-1-0123456789ab.md").write_text("A draft")
    (drafts / "20260701-083000-1-0123456789ab.answers").write_text(
        '{"asked":"?","time":0,"said":"An answer"}\n'
    )
    key = folder / "identity.txt"
    key.write_text(f"{pyrage.x25519.Identity.generate()}\n")
    key.chmod(0o600)
    if locked:
        assert typed(path, "vault", "lock", "--yes", "--no-recovery", "--identity", str(key)).code == 0
    return path


def open_with(folder: Path) -> None:
    sealed.use(lambda: KeyRing(KeySource(file=str(folder / "identity.txt"))))


def wins(path: Path) -> list[str]:
    return [win.text for win in Journal(path).records().all(Win)]


def whole_texts(folder: Path) -> dict[str, bytes]:
    """What each file with words says, by its plain name; a sealed one must open by a key that is there.

    The line with the keys is left out: a journal has it only while it is locked.
    """
    keys = [
        pyrage.x25519.Identity.from_str(line)
        for file in folder.glob("identity*.txt")
        for line in file.read_text().splitlines()
        if line.startswith("AGE")
    ]
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.endswith(".tmp") or path.name in ("written", "recipients"):
            continue
        name = str(path.relative_to(folder)).removesuffix(".age")
        if path.suffix == ".age":
            found[name] = pyrage.decrypt(path.read_bytes(), keys)
        elif path.suffix in (".json", ".md", ".answers"):
            found[name] = path.read_bytes()
        if name.endswith(".json") and b'"recipients"' in found[name]:
            found[name] = name_keys(path, found[name], ())
    return found


def opened_by(key: object, folder: Path) -> list[Path]:
    found = []
    for path in folder.rglob("*.age*"):
        with suppress(pyrage.DecryptError):
            pyrage.decrypt(path.read_bytes(), [key])
            found.append(path)
    return found


WAYS = {
    "lock": ("--no-recovery", "--identity", "{folder}/identity.txt"),
    "unlock": (),
    "change-key": ("--identity", "{folder}/identity-new.txt"),
    "add-key": ("age1w0ppe9wtj0xtdl7k2smu59kvpr7ls4lmfcadthhksr8qgusjyenqcunyls",),
    "remove-key": ("{lost}",),
}


@pytest.mark.long
@pytest.mark.parametrize("action", WAYS)
def test_killed_at_any_moment_the_old_or_the_new_is_whole(tmp_path: Path, action: str) -> None:
    start = (
        begun(tmp_path / "start", locked=action != "lock") if (tmp_path / "start").mkdir() is None else None
    )
    assert start is not None
    lost = pyrage.x25519.Identity.generate()
    if action == "remove-key":
        assert typed(start, "vault", "add-key", str(lost.to_public())).code == 0
        assert opened_by(lost, start.parent)
    before = whole_texts(start.parent)
    deeds = 0
    while True:
        folder = tmp_path / f"after-{deeds}"
        shutil.copytree(start.parent, folder)
        config = folder / "config.toml"
        if config.exists():
            config.write_text(config.read_text().replace(str(start.parent), str(folder)))
        path = folder / "journal.json"
        argv = [
            "vault",
            action,
            "--yes",
            *(word.format(folder=folder, lost=lost.to_public()) for word in WAYS[action]),
        ]

        def work(say, path=path, argv=argv, deeds=deeds) -> None:
            with Layer(path.parent, count(deeds, die)):
                say(str(typed(path, *argv).code))

        said, code = Child(work).rest()
        after = whole_texts(folder)
        assert {name: after[name] for name in before} == before, deeds  # nothing is only half there
        if code == 0:
            assert said == ["0"]
            break
        assert code == -signal.SIGKILL
        looked = typed(path, "wins")
        assert looked.code in (0, 5), looked
        if looked.code == 5:
            assert "two journals" in looked.err
        elif deeds % 3 == 0:  # nor does a key that was on its way keep anybody from writing
            wrote = typed(path, "add-win", "In between")
            assert wrote.code == 0, (deeds, wrote)
            assert "has a key" not in wrote.err
            assert typed(path, "undo").code == 0
        before_again = whole_texts(folder).get("journal.json")
        again = typed(path, *argv)  # the same command goes on
        assert (
            again.code == 0
            or "is not locked" in again.err
            or "locked already" in again.err
            or ("opens this journal already" in again.err)
            or ("No key that opens this journal is" in again.err)
        ), (deeds, again)
        assert action == "unlock" or opened_by(lost, folder) == [], (deeds, again)
        assert "Third" in typed(path, "wins").out
        assert whole_texts(folder)["journal.json"] == before_again
        shutil.rmtree(folder)
        deeds += 1
    assert deeds > 20
    ends = {path.suffix for path in folder.rglob("*") if path.is_file()} & {
        ".json",
        ".md",
        ".answers",
        ".age",
    }
    assert ends == ({".json", ".md", ".answers"} if action == "unlock" else {".age"})


def test_writers_and_readers_at_once_lose_nothing_on_a_locked_journal(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=True)
    open_with(tmp_path)
    writers = [Child(keep_winning(path, f"writer{number}", 6)) for number in range(4)]

    def look(say) -> None:
        seen = 0
        while seen < 3 + 4 * 6:
            now = len(wins(path))
            assert now >= seen
            seen = now
        say(str(seen))

    reader = Child(look)
    said = [line for writer in writers for line in writer.rest()[0]]
    assert reader.rest() == ([str(3 + len(said))], 0)
    assert sorted(wins(path)) == sorted(["First", "Second", "Third", *said])
    assert len(said) == 24


def test_locking_while_others_write_and_read_loses_nothing_and_stops_nobody(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=False)
    key = tmp_path / "identity.txt"
    open_with(tmp_path)
    writer = Child(keep_winning(path, "writer", 15))
    writer.wait_for_a_word()

    def look(say) -> None:
        for _time in range(40):
            wins(path)
        say("done")

    reader = Child(look)
    assert typed(path, "vault", "lock", "--yes", "--no-recovery", "--identity", str(key)).code == 0
    said, code = writer.rest()
    assert code == 0
    assert reader.rest() == (["done"], 0)
    assert len(wins(path)) == 3 + 1 + len(said)
    assert not path.exists()


@pytest.mark.long
def test_a_killed_writer_loses_nothing_it_had_acknowledged_on_a_locked_journal(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=True)
    open_with(tmp_path)
    chance, acknowledged = Random(3), set[str]()
    for number in range(60):
        writer = Child(keep_winning(path, f"writer-{number}"))
        if not number % 10:
            acknowledged.add(writer.wait_for_a_word())
        time.sleep(chance.uniform(0, 0.05))
        acknowledged.update(writer.end(signal.SIGKILL))
        assert acknowledged <= set(wins(path))
    assert acknowledged
    assert not path.exists()


@pytest.mark.long
def test_a_locked_journal_that_is_damaged_anywhere_is_named_and_never_half_read(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=True)
    open_with(tmp_path)
    locked = path.with_name("journal.json.age")
    text, chance = locked.read_bytes(), Random(4)
    before = json.loads(whole_texts(tmp_path)["journal.json"])
    for _time in range(300):
        at = chance.randrange(len(text))
        torn = chance.choice(
            (text[:at], text[:at] + bytes([text[at] ^ 1 << chance.randrange(8)]) + text[at + 1 :])
        )
        locked.write_bytes(torn)
        open_with(tmp_path)
        with pytest.raises(JournalError) as said:
            Journal(path).records()
        assert said.value.exit_code == 5
        with pytest.raises(JournalError), Journal(path).transaction(NOW) as draft:
            draft.add(Win(text="Never", date=NOW.date()))
        assert locked.read_bytes() == torn
    locked.write_bytes(text)
    assert json.loads(whole_texts(tmp_path)["journal.json"]) == before


@pytest.mark.long
def test_undo_and_redo_in_any_order_lose_nothing_on_a_locked_journal(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=True)
    open_with(tmp_path)
    journal, chance = Journal(path), Random(5)
    states, at = [wins(path)], 0
    for turn in range(200):
        what = chance.choice(("write", "undo", "redo"))
        if what == "write":
            with journal.transaction(NOW) as draft:
                draft.add(Win(text=f"turn {turn}", date=NOW.date()))
            states, at = [*states[: at + 1], wins(path)], at + 1
        elif what == "undo" and at:
            journal.history.undo(NOW)
            at -= 1
        elif what == "redo" and at < len(states) - 1:
            journal.history.redo(NOW)
            at += 1
        assert sorted(wins(path)) == sorted(states[at]), (turn, what)


def test_a_run_that_began_before_the_lock_writes_into_the_locked_journal(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=False)
    journal = Journal(path)
    assert typed(path, "vault", "lock", "--yes", "--identity", str(tmp_path / "identity.txt")).code == 0
    open_with(tmp_path)
    with journal.transaction(NOW) as draft:
        draft.add(Win(text="From before", date=NOW.date()))
    assert not path.exists()
    assert wins(path)[-1] == "From before"
    other = Journal(path)
    assert typed(path, "vault", "unlock", "--yes").code == 0
    assert [win.text for win in other.records().all(Win)] == wins(path)


def test_answers_that_wait_are_locked_and_found_again(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=True).with_name("journal.json.age")
    open_with(tmp_path)
    answers = Answers(path, ("log", "maya"), NOW, lambda _waiting: "leave")
    answers.keep("What was it about?", "Canary one")
    answers.keep("And then?", "Canary two")
    files = list((tmp_path / "journal.json.d" / "drafts").iterdir())
    assert all(file.suffix == ".age" and b"Canary" not in file.read_bytes() for file in files)
    later = Answers(path, ("log", "maya"), NOW, lambda _waiting: "go on")
    assert later.earlier("What was it about?") == "Canary one"
    assert later.earlier("And then?") == "Canary two"


@pytest.mark.long
@pytest.mark.parametrize("argv", [("add-win", "Taker"), ("vault", "unlock", "--yes"), ("undo",)])
def test_killed_while_what_waits_is_taken_in_it_is_there_once_and_in_order(
    tmp_path: Path, argv: tuple[str, ...]
) -> None:
    (tmp_path / "start").mkdir()
    start = begun(tmp_path / "start", locked=True)
    key = start.with_name("identity.txt")
    waiting = [f"Waits {number}" for number in range(3)]
    key.rename(key.with_name("away"))
    for text in waiting:
        assert "It waits" in typed(start, "add-win", text).out
    key.with_name("away").rename(key)
    for deeds in range(1000):
        folder = tmp_path / f"after-{deeds}"
        shutil.copytree(start.parent, folder)
        config = folder / "config.toml"
        config.write_text(config.read_text().replace(str(start.parent), str(folder)))
        path = folder / "journal.json"

        def work(say, path=path, deeds=deeds) -> None:
            with Layer(path.parent, count(deeds, die)):
                say(str(typed(path, *argv).code))

        code = Child(work).rest()[1]
        if argv == ("undo",):
            typed(path, "redo")
        finished = typed(path, "vault", "unlock", "--yes")
        assert finished.code == 0 or "is not locked" in finished.err
        open_with(folder)
        texts = wins(path)
        assert [text for text in texts if text.startswith("Waits")] == waiting, deeds
        assert [text for text in texts if not text.startswith("Waits")][:3] == ["First", "Second", "Third"]
        shutil.rmtree(folder)
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert deeds > 20


def test_what_waits_is_taken_in_once_by_however_many_at_once(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=True)
    key = path.with_name("identity.txt")
    key.rename(key.with_name("away"))
    waiting = [f"Waits {number}" for number in range(4)]
    for text in waiting:
        assert "It waits" in typed(path, "add-win", text).out
    key.with_name("away").rename(key)

    def take_in(number: int) -> Child:
        return Child(lambda say: say(str(typed(path, "add-win", f"Taker {number}").code)))

    takers = [take_in(number) for number in range(4)]
    assert [taker.rest() for taker in takers] == [(["0"], 0)] * 4
    open_with(tmp_path)
    texts = [text for text in wins(path) if text.startswith(("Waits", "Taker"))]
    assert [text for text in texts if text.startswith("Waits")] == waiting
    assert len(texts) == 8


def test_two_who_lock_at_once_have_one_key(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=False)
    made = [tmp_path / f"identity-{number}.txt" for number in range(2)]

    def lock(key: Path) -> Child:
        words = ("vault", "lock", "--yes", "--no-recovery", "--identity", str(key))
        return Child(lambda say: say(str(typed(path, *words).code)))

    said = [int(run.rest()[0][0]) for run in [lock(key) for key in made]]
    assert sorted(said) == [0, 4]
    assert "Third" in typed(path, "wins").out
    assert f"Yours is taken from {made[said.index(0)]}" in typed(path, "vault").out
    assert typed(path, "add-win", "It goes on").code == 0


@pytest.mark.long
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("action", ["lock", "change-key"])
def test_two_who_make_a_key_at_once_leave_one_key(tmp_path: Path, action: str, named: bool) -> None:
    for turn in range(10):
        folder = tmp_path / str(turn)
        folder.mkdir()
        path = begun(folder, locked=action != "lock")
        made = [folder / f"identity-by-{number}.txt" for number in range(2)] if named else [None, None]
        there = {*folder.rglob("identity*")}

        def change(key: Path | None, path: Path = path) -> Child:
            words = ("vault", action, "--yes", *(("--identity", str(key)) if key else ()))
            recovery = ("--no-recovery",) if action == "lock" else ()
            return Child(lambda say: say(str(typed(path, *words, *recovery).code)))

        said = [int(run.rest()[0][0]) for run in [change(key) for key in made]]
        assert said.count(0) in (1, 2), said
        assert {*said} <= {0, 4, 5}, said  # 5: the key was another one as it began to read
        listed = recipients.read_recipients(recipients.place(path))
        assert len(listed) == 1, (said, listed)
        new = [one for one in folder.rglob("identity*") if one not in there]
        if action == "lock":
            assert len(new) == said.count(0) == 1, (said, new)
        else:  # one after the other is two changes, of which each makes a key
            assert len(new) == said.count(0), (said, new)
        assert "Third" in typed(path, "wins").out
        assert typed(path, "add-win", "It goes on").code == 0
        assert list(folder.rglob("*.tmp")) == []


@pytest.mark.parametrize("locked", [True, False])
def test_answers_go_on_while_the_journal_is_locked_unlocked_and_given_another_key(
    tmp_path: Path, locked: bool
) -> None:
    path = begun(tmp_path, locked=locked)
    open_with(tmp_path)
    Journal(path).records()
    answers = Answers(sealed.place_of(path), ("log", "maya"), NOW, lambda _waiting: "leave")
    said = []
    lock = ("lock", "--no-recovery", "--identity", str(tmp_path / "identity.txt"))
    anew = ("change-key", "--identity", str(tmp_path / "identity-2.txt"))
    turns = (("unlock",), lock, anew) if locked else (lock, ("unlock",), lock, anew)
    for action in (("status",), *turns):
        assert typed(path, "vault", *action, "--yes").code == 0
        answers.keep(f"Question {len(said)}", f"Canary {len(said)}")
        said.append(f"Canary {len(said)}")
        (kept,) = {one for one in path.parent.rglob("*.answers*") if "20260703" in one.name}
        assert kept.name.endswith(".age") == (b"Canary" not in kept.read_bytes()) == (not path.exists())
    later = Answers(sealed.place_of(path), ("log", "maya"), NOW, lambda _waiting: "go on")
    assert [later.earlier(f"Question {number}") for number in range(len(said))] == said
    answers.forget()
    later.forget()
    assert not [one for one in path.parent.rglob("*.answers*") if "20260703" in one.name]


@pytest.mark.long
def test_who_reads_and_writes_while_keys_are_added_hears_of_no_strange_key(tmp_path: Path) -> None:
    path = begun(tmp_path, locked=True)
    open_with(tmp_path)

    def look(say) -> None:
        while not (tmp_path / "done").exists():
            journal = Journal(path)
            journal.records()
            for note in journal.notes:
                say(note)

    readers = [Child(look) for _number in range(2)]
    writer = Child(keep_winning(path, "writer", 30))
    for _time in range(12):
        key = str(pyrage.x25519.Identity.generate().to_public())
        assert typed(path, "vault", "add-key", key).code == 0
    (tmp_path / "done").touch()
    assert writer.rest()[1] == 0
    assert [reader.rest() for reader in readers] == [([], 0)] * 2

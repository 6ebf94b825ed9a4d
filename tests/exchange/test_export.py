"""What leaves the journal: to a place or to stdout, whole or not at all, and nothing private by mistake."""

import errno
import json
import os
import re
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from benchmarks.journals import make
from peermentor.exchange.outgoing import exports
from peermentor.exchange.outgoing.journal_json import JournalDocument
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.journal.file import whole_file
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS
from tests.cli.terminal import Terminal
from tests.conftest import Desk
from tests.exchange import canary


@pytest.fixture
def used(desk: Desk) -> Desk:
    desk.do("add-mentor", "Maya Pranata", "--every", "3w", "--next", "2026-07-20")
    desk.do("add-mentor", "Budi Santoso")
    desk.do("add-goal", "Say no", "--with", "maya", "--by", "2026-09-30")
    desk.do("log", "maya", "--notes", "Private words", "--i-will", "Write by 2026-07-10", "--win", "Tried")
    desk.do("log", "budi", "--date", "2026-05-02", "--notes", "Early", "--i-will", "Read by 2026-07-02")
    return desk


def test_every_format_named_has_its_file() -> None:
    folder = Path(exports.__file__).parent
    assert set(exports.EXPORTS) == {
        path.stem.removeprefix("journal_") for path in folder.glob("journal_*.py")
    }


@pytest.mark.parametrize("name", exports.EXPORTS)
@pytest.mark.parametrize("records", [canary.records(), canary.held()], ids=["called-off", "held"])
def test_nothing_private_is_in_what_is_made_for_sharing(name: str, records: Records) -> None:
    said = _everything(name, Leaving(records, canary.LATER, sharing=True))
    assert canary.OPEN in said
    assert {word for word in canary.words(private=True) if word in said} == set()
    assert canary.SECRET not in said
    assert canary.HELD not in said


def test_what_may_be_shared_is_shared_and_the_owner_gets_everything() -> None:
    shared = _everything("json", Leaving(canary.records(), canary.MOMENT, sharing=True))
    whole = _everything("json", Leaving(canary.records(), canary.MOMENT))
    assert {word for word in canary.words(private=False) if word not in shared} == set()
    every = canary.words(private=False) | canary.words(private=True)
    assert {word for word in every if word not in whole} == set()


def test_json_for_sharing_has_no_identity_and_names_people_by_their_names() -> None:
    said = exports.find_export("json").write(Leaving(canary.records(), canary.MOMENT, sharing=True))
    assert "uid-" not in said
    assert json.loads(said)["promises"][0]["mentor"] == "PlughMentorname"


def _everything(name: str, leaving: Leaving) -> str:
    """Each form a format has, together."""
    target = exports.find_export(name)
    said = "" if name == "csv" else target.write(leaving)  # which is a table for each kind
    if isinstance(target, exports.FolderExport):
        said += "".join(f"{one.name}\n{one.text}\n" for one in target.write_folder(leaving))
    return said


def test_json_comes_back_as_the_same_records() -> None:
    there = canary.records("\n=cmd|' /C calc'!A0 [[x]] <b>&amp;</b> \u202e👩‍🚀 \x1b]0;")
    leaving = Leaving(there, canary.MOMENT)
    back = msgspec.json.decode(exports.find_export("json").write(leaving), type=JournalDocument)
    for kind in leaving.kinds():
        assert getattr(back, kind.table) == there.all(kind)


def test_what_is_left_out_by_choice(used: Desk) -> None:
    def tables(*options: str) -> dict[str, int]:
        found = json.loads(used.do("export", "json", *options).out)
        return {name: len(rows) for name, rows in found.items() if isinstance(rows, list)}

    assert tables("--with", "budi") == {"mentors": 1, "sessions": 1, "promises": 1}
    assert tables("--since", "2026-06-01") == {
        "mentors": 2, "goals": 1, "sessions": 1, "promises": 1, "wins": 1
    }  # fmt: skip
    assert tables("--until", "2026-06-01") == {"mentors": 1, "sessions": 1, "promises": 1}
    assert tables("--kind", "win", "--kind", "session") == {"sessions": 2, "wins": 1}
    assert used.refused(2, "export", "json", "--since", "2026-06-01", "--until", "2026-05-01").err
    assert "session" in used.refused(2, "export", "json", "--kind", "talks").err


def test_stdout_carries_the_document_and_nothing_else(used: Desk) -> None:
    answer = used.do("export", "json")
    assert (answer.err, answer.json["format"]) == ("", "peermentor-export")
    assert used.data("export", "json")["text"] == answer.out


def test_a_place_gets_a_file_for_its_owner_only_and_again_only_where_it_wrote_it(
    used: Desk, tmp_path: Path
) -> None:
    place = tmp_path / "all.json"
    assert "Wrote 1 file" in used.do("export", "json", "--into", str(place)).out
    assert place.stat().st_mode & 0o777 == 0o600
    assert "Nothing changed" in used.do("export", "json", "--into", str(place)).out
    used.do("add-win", "Another")
    used.do("export", "json", "--into", str(place))
    assert "Another" in place.read_text("utf-8")
    place.write_text("mine", "utf-8")
    assert "--force" in used.refused(4, "export", "json", "--into", str(place)).err
    assert place.read_text("utf-8") == "mine"
    used.do("export", "json", "--into", str(place), "--force")
    assert place.read_text("utf-8").startswith("{")


def test_a_dry_run_says_the_same_and_writes_nothing(used: Desk, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    answer = used.do("export", "json", "--into", str(tmp_path / "all.json"), "--dry-run")
    assert "Wrote 1 file" in answer.out
    assert "dry run" in answer.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bad_place_is_named_with_the_way_on(used: Desk, tmp_path: Path) -> None:
    assert "is a folder" in used.refused(2, "export", "json", "--into", str(tmp_path)).err
    nowhere = used.refused(2, "export", "json", "--into", str(tmp_path / "no" / "x.json")).err
    assert "There is no folder" in nowhere
    assert "journal itself" in used.refused(4, "export", "json", "--into", str(used.path), "--force").err
    assert "it is not a file" in used.refused(5, "export", "json", "--into", os.devnull).err


def test_a_format_that_is_none_is_answered_with_those_there_are(used: Desk) -> None:
    assert "json" in used.refused(2, "export", "yaml").err
    assert "FORMAT" in used.refused(2, "export").err


def test_without_a_journal_there_is_nothing_to_export(desk: Desk) -> None:
    assert "nothing to export" in desk.refused(3, "export", "json").err
    assert list(desk.path.parent.iterdir()) == []


def test_a_full_disk_changes_no_file_of_a_folder_and_leaves_none_behind(
    used: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "notes"
    used.do("export", "markdown", "--into", str(place))
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    used.do("log", "maya", "--notes", "More", "--date", "2026-06-30")
    used.do("log", "budi", "--notes", "More", "--date", "2026-06-29")
    written, real = [], whole_file.write_new

    def fills_up(fresh: Path, text: bytes, like: Path) -> None:
        written.append(fresh)
        if len(written) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(fresh))
        real(fresh, text, like)

    monkeypatch.setattr(whole_file, "write_new", fills_up)
    said = used.refused(5, "export", "markdown", "--into", str(place)).err
    assert "No space left on device. Nothing was exported." in said
    assert len(written) == 3
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    assert "Wrote" in used.do("export", "markdown", "--into", str(place)).out


def test_a_file_that_is_a_link_stays_one_and_a_folder_in_the_way_is_said(used: Desk, tmp_path: Path) -> None:
    place = tmp_path / "there.json"
    place.symlink_to(tmp_path / "real.json")
    used.do("export", "json", "--into", str(place))
    assert place.is_symlink()
    assert (tmp_path / "real.json").read_text("utf-8").startswith("{")
    assert "needs a folder" in used.refused(2, "export", "ics", "--into", os.devnull).err
    (tmp_path / "notes" / "peermentor.md").mkdir(parents=True)
    assert "can't be written" in used.refused(5, "export", "markdown", "--into", str(tmp_path / "notes")).err


@pytest.mark.parametrize("name", exports.EXPORTS)
def test_a_place_that_no_disk_has_is_named(used: Desk, tmp_path: Path, name: str) -> None:
    refused = used.refused(5, "export", name, "--into", str(tmp_path / ("n" * 300)))
    assert "can't be written" in refused.err
    if not isinstance(exports.find_export(name), exports.FolderExport):
        assert "is a folder" in used.refused(2, "export", name, "--into", "/").err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is open to root")
@pytest.mark.parametrize("name", exports.EXPORTS)
def test_a_folder_nobody_may_look_into_is_named(used: Desk, tmp_path: Path, name: str) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert "can't be written" in used.refused(5, "export", name, "--into", str(closed / "out")).err
    finally:
        closed.chmod(0o700)


FOLDERS = [name for name in exports.EXPORTS if isinstance(exports.find_export(name), exports.FolderExport)]


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("place", ["out", "out/below"])
def test_what_another_export_wrote_there_or_below_is_never_taken_away(
    used: Desk, tmp_path: Path, name: str, place: str
) -> None:
    (tmp_path / "out").mkdir()
    others = [other for other in FOLDERS if other != name]
    for other in others:
        used.do("export", other, "--into", str(tmp_path / place))
    if place != "out":
        used.do("export", name, "--into", str(tmp_path / place))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path != used.path}
    kept = {path: text for path, text in before.items() if path.is_relative_to(tmp_path / "out")}
    done = used.data("export", name, "--into", str(tmp_path / "out"))
    assert not done["removed"]
    assert done["written"]
    assert {path: path.read_bytes() for path in kept} == kept


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_nobody_may_write_in_is_named(used: Desk, tmp_path: Path) -> None:
    place = tmp_path / "closed"
    place.mkdir(mode=0o500)
    for words in (("json", "--into", str(place / "x.json")), ("markdown", "--into", str(place))):
        assert "Permission denied" in used.refused(5, "export", *words).err


@pytest.mark.parametrize("name", exports.EXPORTS)
def test_no_file_is_written_outside_its_folder_whatever_a_journal_says(name: str) -> None:
    bent = [
        replace(record, uid=f"../../{record.uid}")
        if record.table != "sessions"
        else replace(record, uid="/abs")
        for kind in KINDS
        for record in canary.records("/../../x").all(kind)
    ]
    target = exports.find_export(name)
    if isinstance(target, exports.FolderExport):
        for document in target.write_folder(Leaving(Records.of(*bent), canary.MOMENT)):
            path = Path(document.name)
            assert not path.is_absolute()
            assert ".." not in path.parts


@pytest.mark.long
def test_a_person_sees_how_far_ten_thousand_records_are(tmp_path: Path) -> None:
    kept = make(tmp_path / "j.json", 2_600)
    assert kept > 10_000
    desk = Desk(tmp_path / "j.json")
    env = desk.env | {"LANG": "C.UTF-8", "TERM": "xterm"}
    other = env | {"PEERMENTOR_JOURNAL": str(tmp_path / "other.json")}
    seen = set()
    for words, at, bars, says in (
        (("export", "json", "--into", "all.json"), env, {"Exporting"}, "Wrote"),
        (("export", "markdown", "--into", "notes"), env, {"Exporting", "Writing"}, "Wrote"),
        (("export", "csv", "--into", "tables"), env, {"Exporting", "Writing"}, "Wrote"),
        (("export", "ics", "--into", "cal"), env, {"Exporting", "Writing"}, "Wrote"),
        (("export", "vcf", "--into", "peers.vcf"), env, {"Exporting"}, "Wrote"),
        (("export", "html", "--into", "all.html"), env, {"Exporting"}, "Wrote"),
        (("report", "--into", "year.html"), env, {"Writing"}, "written to"),
        (("import", "json", "all.json"), other, {"Reading", "Importing"}, "Took in"),
        (("import", "markdown", "notes"), other, {"Reading", "Importing"}, "were here already"),
    ):
        with Terminal(*words[:-1], str(tmp_path / words[-1]), env=at) as terminal:
            terminal.wait_for(says, patience=600)
            assert terminal.left() == 0
            steps = set(re.findall(r"([A-Z][a-z]+) [━╸╺ ]*\s+(\d+)%", terminal.said))
            assert {word for word, percent in steps if percent == "100"} == bars
        assert desk.do("--quiet", *words[:-1], str(tmp_path / words[-1]), "--dry-run").err == ""
        seen.add(words[1])
    assert seen >= set(exports.EXPORTS)  # a new format gets a bar too


@pytest.mark.long
@pytest.mark.parametrize("name", exports.EXPORTS)
def test_ten_thousand_talks_leave_in_one_run(name: str, tmp_path: Path) -> None:
    make(tmp_path / "j.json", 10_000)
    desk = Desk(tmp_path / "j.json")
    desk.do("export", name, "--into", f"{tmp_path / 'out'}" + ("" if name != "json" else ".json"))
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(files) > {"ics": 20_000, "markdown": 10_000}.get(name, -1)

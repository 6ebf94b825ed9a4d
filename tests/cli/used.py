"""A desk that has been used for a while: two peers, goals, topics, promises and a talk."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import Answer, Desk

TYPED = (
    ("add-mentor", "Maya Pranata", "--every", "3w"),
    ("add-mentor", "Marta Ruiz"),
    ("add-mentor", "Zoë Łukasik", "--candidate"),
    ("add-goal", "Say no", "--with", "maya", "--by", "2026-09-30", "--milestone", "Script"),
    ("add-goal", "Present to 200 people"),
    ("add-topic", "maya", "Corridors"),
    ("add-topic", "marta", "Shoes"),
    ("promise", "maya", "Write the script", "--by", "2026-07-10"),
    ("promise", "maya", "Send the template", "--theirs"),
    ("promise", "marta", "Bring a chair"),
    ("log", "marta", "--date", "2026-06-20", "--notes", "We began"),
    ("check-in", "g1", "10"),
)


@cache
def _journal() -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.json")
        for words in TYPED:
            desk.do(*words)
        return desk.path.read_bytes()


def used_desk(folder: Path) -> Desk:
    """On Wednesday the first of July 2026, with everything above typed already."""
    desk = Desk(folder / "journal.json")
    desk.env["PEERMENTOR_CONFIG"] = str(folder / "config.toml")  # nobody's own settings have a say here
    desk.path.write_bytes(_journal())
    desk.path.chmod(0o600)  # as the program leaves it: `doctor` says so otherwise
    return desk


def refused(desk: Desk, code: int, *words: str, says: str, on: str = "", stdin: str | None = None) -> Answer:
    """A command that fails with this exit code, changes nothing, says why and names the way on.

    Asked with --json, it is one document with the same words and nothing on stderr.
    """
    answer = desk.refused(code, *words, stdin=stdin)
    assert answer.out == ""
    why, _line, way_on = answer.err.partition("\n")
    assert says in why
    assert on in way_on
    assert way_on.strip(), "it says what happened, but not what to do"
    as_json = desk.refused(code, "--json", *words, stdin=stdin)
    assert as_json.err == ""
    assert as_json.json["ok"] is False
    assert as_json.json["error"]["message"] == why
    assert as_json.json["error"]["hint"] == way_on.strip()
    return as_json

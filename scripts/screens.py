"""The golden screens: what every command says over the demo quarter, as text a person can read in a diff.

    python scripts/screens.py            take every screen anew: tests/screens/en/prep.txt and so on
    python scripts/screens.py --check    show what differs from those that are kept, and fail if any does

What is typed for each is in tests/screens/typed.toml. A screen shows each line as typed, what came on stdout,
what came on stderr, and the exit code. The rituals are taken at 50 columns too. One process speaks one
language, for help texts are made when a module is read; the demo quarter is typed once for each.
"""

import difflib
import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parent.parent / "tests" / "screens"
LANGUAGES = ("en", "id")
RITUALS = ("today", "prep", "log", "review")
WIDE, NARROW = 80, 50  # columns: a terminal as it opens, and one on a phone or beside an editor
NOW = "2026-09-22T08:30"
JOURNAL = "journal.json"  # in a folder of its own; a whole path would be another on every machine
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "TZ": "XXX-7",  # seven hours ahead of Greenwich, and no need for a list of the world's zones
    "HOME": ".",
    "PEERMENTOR_JOURNAL": JOURNAL,
    "PEERMENTOR_CONFIG": "config.toml",
    "PEERMENTOR_NOW": NOW,
    "PATH": os.environ.get("PATH", os.defpath),
}


def main() -> int:
    """Take every screen, or compare those that are kept; how many differ."""
    if sys.argv[1:2] == ["--speak"]:
        json.dump(dict(_speak(sys.argv[2])), sys.stdout)
        return 0
    made = {path: text for code in LANGUAGES for path, text in screens(code).items()}
    if "--check" in sys.argv:
        return _compare(made)
    for path in FOLDER.glob("*/*.txt"):
        if path not in made:
            path.unlink()
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


def screens(code: str) -> dict[Path, str]:
    """Every screen in a language, by the file it is kept in."""
    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, str(Path(__file__).resolve()), "--speak", code],
            cwd=folder,
            env=ENVIRONMENT | {"PEERMENTOR_LANG": code},
            stdout=subprocess.PIPE,
            check=True,
        )
    return {kept_in(code, name): text for name, text in json.loads(done.stdout).items()}


def kept_in(code: str, name: str) -> Path:
    """The file of a screen."""
    return FOLDER / code / f"{name}.txt"


def names() -> list[str]:
    """Every screen there must be in a language, by its name."""
    typed = _typed()
    return [*typed, *(f"{name}-{NARROW}" for name in typed if _is_ritual(name))]


def difference(kept: str, made: str, name: str) -> str:
    """What a screen shows now that it did not show, and the other way round, as a diff; empty for nothing."""
    return "".join(
        difflib.unified_diff(
            kept.splitlines(keepends=True), made.splitlines(keepends=True), f"{name} (kept)", f"{name} (now)"
        )
    )


def _compare(made: dict[Path, str]) -> int:
    kept = {path: path.read_text("utf-8") for path in FOLDER.glob("*/*.txt")}
    differ = [path for path in sorted(made | kept) if made.get(path) != kept.get(path)]
    for path in differ:
        name = str(path.relative_to(FOLDER))
        print(difference(kept.get(path, ""), made.get(path, ""), name), end="")
    if differ:
        print(f"{len(differ)} screens differ. If they should: scripts/screens.py, and read the diff.")
    return len(differ)


def _typed() -> dict[str, list[str] | dict[str, list[str]]]:
    typed: dict[str, list[str] | dict[str, list[str]]] = tomllib.loads(
        (FOLDER / "typed.toml").read_text("utf-8")
    )
    return typed


def _is_ritual(name: str) -> bool:
    """Whether a screen is of a ritual: "review", and "review-felt" too."""
    return name.partition("-")[0] in RITUALS


def _speak(code: str) -> Iterator[tuple[str, str]]:
    """In a process and a folder of its own: every screen of this language, by name."""
    from peermentor import language, templates  # noqa: PLC0415 - with the environment as it is here
    from peermentor.cli import front_door  # noqa: PLC0415

    language.use(code)
    first, second = templates.demo_people(code)
    people = {"first": first, "second": second, "third": _third(code)}
    quarter = Path("quarter").resolve()
    quarter.mkdir()
    os.chdir(quarter)
    _said(front_door, ["--json", "demo", "--into", JOURNAL], WIDE)
    (quarter / "files").symlink_to(FOLDER.parent / "fixtures" / "import")
    for name, lines in _typed().items():
        said = lines.get(code, lines["en"]) if isinstance(lines, dict) else lines
        for columns in (WIDE, NARROW) if _is_ritual(name) else (WIDE,):
            fresh = quarter.with_name(f"{name}-{columns}")
            shutil.copytree(quarter, fresh, symlinks=True)
            os.chdir(fresh)
            shown = [_shown(front_door, line.format(**people), columns) for line in said]
            yield (name if columns == WIDE else f"{name}-{columns}"), "\n".join(shown)


def _third(code: str) -> str:
    """The candidate of the demo quarter, as one types them: whoever is neither of the two people."""
    from peermentor import templates  # noqa: PLC0415

    people = set(templates.demo_people(code))
    fitted = [c[1] for step in templates.demo_steps(code) for c in step["commands"] if c[0] == "fit"]
    return next(name for name in fitted if name not in people)


def _shown(door, line: str, columns: int) -> str:  # noqa: ANN001 - the front door of the program
    return f"$ peermentor {line}\n" + _said(door, shlex.split(line), columns)


def _said(door, words: list[str], columns: int) -> str:  # noqa: ANN001
    from typer.testing import CliRunner  # noqa: PLC0415

    came = CliRunner().invoke(door(), words, env={"COLUMNS": str(columns)})
    parts = [came.stdout, f"[stderr]\n{came.stderr}" if came.stderr else "", f"[exit {came.exit_code}]\n"]
    return "".join(parts).replace(f"{Path.cwd()}/", "/here/")  # a new folder each time


if __name__ == "__main__":
    sys.exit(main())

"""What is made from the help of the program: docs/commands.md, the manual page and the completions.

.venv/bin/python scripts/reference.py            write them anew
.venv/bin/python scripts/reference.py --check    fail when one is out of step
"""

import os
import sys
from itertools import groupby
from pathlib import Path
from subprocess import run

from typer import Context
from typer.main import get_command

from peermentor.cli import front_door
from peermentor.commands.help import describe_commands
from peermentor.screen.terminal.command_page import HelpEntry, HelpPage
from peermentor.screen.terminal.man_page import Manual, write_manual

DOCS = Path(__file__).parent.parent / "docs"
SHELLS = {"bash": "peermentor.bash", "zsh": "_peermentor", "fish": "peermentor.fish"}
HEAD = """# Every command

Made from the program by `scripts/reference.py`. What is left out at a terminal is asked for. Every command
also takes `--json`, `--quiet`, `--journal PATH`, `--lang en|id`, `--no-color` and `--help`.
"""


def main() -> int:
    """Write or check every file."""
    drifted = [path for path, text in made().items() if not in_step(DOCS / path, text)]
    for path in drifted:
        print(f"docs/{path} is out of step: run scripts/reference.py")
    return len(drifted)


def made() -> dict[str, str]:
    """Every file by its path under docs/."""
    os.environ["COLUMNS"] = "80"
    manual = describe_commands(Context(get_command(front_door()), info_name="peermentor"))
    completions = {f"completions/{name}": completion(shell) for shell, name in SHELLS.items()}
    return {"commands.md": reference(manual), "peermentor.1": write_manual(manual)} | completions


def reference(manual: Manual) -> str:
    """The pages of all commands in Markdown."""
    lines = [HEAD]
    shared = {entry.names for entry in manual.root.options}
    for panel, pages in groupby(manual.pages, key=lambda page: page.panel):
        lines += [f"## {panel}", ""]
        for page in pages:
            lines += on_command(page, shared)
    return "\n".join(lines).rstrip("\n") + "\n"


def on_command(page: HelpPage, shared: set[tuple[str, ...]]) -> list[str]:
    """One command: what it is for, how it is typed, what it takes, and an example."""
    entries = [*page.arguments, *(entry for entry in page.options if entry.names not in shared)]
    table = ["| | |", "|---|---|", *(row(entry) for entry in entries), ""] if entries else []
    typed = ["```sh", page.example, "```", ""]
    return [f"### {page.name}", "", page.summary, "", f"`{page.usage}`", "", *table, *typed]


def row(entry: HelpEntry) -> str:
    """A row of a table; the bars in it are no borders."""
    typed = " ".join(filter(None, (", ".join(entry.names), entry.value))).replace("|", "\\|")
    return f"| `{typed}` | {entry.help.replace('|', chr(92) + '|')} |"


def completion(shell: str) -> str:
    """The script by which a shell asks the program."""
    asked = os.environ | {"_PEERMENTOR_COMPLETE": f"source_{shell}"}
    told = run([sys.executable, "-m", "peermentor"], env=asked, capture_output=True, text=True, check=True)
    return told.stdout.lstrip("\n")  # zsh looks for its mark in the first line


def in_step(path: Path, text: str) -> bool:
    """Write one, or compare it with what the program says now."""
    if "--check" in sys.argv:
        return path.is_file() and path.read_text("utf-8") == text
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())

"""Keep the READMEs' tables of commands in step with the program, each in its language.

.venv/bin/python scripts/readme.py            write the tables anew
.venv/bin/python scripts/readme.py --check    fail when one is out of step
"""

import sys
from itertools import groupby
from pathlib import Path

from peermentor import language
from peermentor.commands.table import commands

TOP = Path(__file__).parent.parent
READMES = {"en": "README.md", "id": "README.id.md"}
BEGIN, END = "<!-- commands -->\n", "<!-- /commands -->"


def main() -> int:
    """Write or check every table."""
    drifted = [name for code, name in READMES.items() if not in_step(code, TOP / name)]
    for name in drifted:
        print(f"{name}: the table of commands is out of step: run scripts/readme.py")
    return len(drifted)


def in_step(code: str, readme: Path) -> bool:
    """Write one table, or compare it with what the program says now."""
    said = readme.read_text("utf-8")
    before, rest = said.split(BEGIN)
    wanted = before + BEGIN + table(code) + END + rest.split(END)[1]
    if "--check" in sys.argv:
        return said == wanted
    readme.write_text(wanted, "utf-8")
    return True


def table(code: str) -> str:
    """Every command with its line of help, in its group, in one language."""
    language.use(code)
    commands.cache_clear()  # a run of the program speaks one language; here each table needs its own
    lines = ["| | |", "|---|---|"]
    for panel, rows in groupby(commands().values(), key=lambda row: row.panel):
        lines.append(f"| **{panel}** | |")
        lines += [f"| `{row.name}` | {row.summary} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

"""Keep the README's command table in step with the program.

.venv/bin/python scripts/readme.py            write the table anew
.venv/bin/python scripts/readme.py --check    fail when it is out of step
"""

import sys
from itertools import groupby
from pathlib import Path

from peermentor.commands.table import commands

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- commands -->\n", "<!-- /commands -->"


def main() -> int:
    """Write or check the table."""
    said = README.read_text("utf-8")
    before, rest = said.split(BEGIN)
    wanted = before + BEGIN + table() + END + rest.split(END)[1]
    if "--check" in sys.argv and said != wanted:
        print("README.md: the table of commands is out of step: run scripts/readme.py")
        return 1
    README.write_text(wanted, "utf-8")
    return 0


def table() -> str:
    """Every command with its line of help, in its group."""
    lines = ["| | |", "|---|---|"]
    for panel, rows in groupby(commands().values(), key=lambda row: row.panel):
        lines.append(f"| **{panel}** | |")
        lines += [f"| `{row.name}` | {row.summary} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

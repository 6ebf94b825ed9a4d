"""The JSON Schemas under docs/, made from the Structs.

.venv/bin/python scripts/schemas.py            write them anew
.venv/bin/python scripts/schemas.py --check    fail when one is out of step
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from peermentor.exchange.journal_json import JournalDocument

DOCS = Path(__file__).parent.parent / "docs"


def main() -> int:
    """Write or check every schema."""
    drifted = [name for name, made in schemas().items() if not in_step(DOCS / name, made)]
    for name in drifted:
        print(f"docs/{name} is out of step: run scripts/schemas.py")
    return len(drifted)


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema, by the file it is kept in."""
    return {"journal.schema.json": of_the_journal()}


def of_the_journal() -> dict[str, Any]:
    """What `export json` writes and `import json` reads."""
    return _told(
        "A peermentor journal as `peermentor export json` writes it",
        msgspec.json.schema(JournalDocument),
    )


def in_step(path: Path, made: dict[str, Any]) -> bool:
    """Write one, or compare it with what the Structs say now."""
    text = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
    if "--check" in sys.argv:
        return path.is_file() and path.read_text("utf-8") == text
    path.write_text(text, "utf-8")
    return True


def _told(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title} | schema


if __name__ == "__main__":
    sys.exit(main())

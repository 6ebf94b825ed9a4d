"""Draw the README's pictures from the demo: as a terminal of 80 columns shows it, a report as a browser does.

.venv/bin/python scripts/pictures.py            draw docs/pictures/*.svg anew
.venv/bin/python scripts/pictures.py --check    fail when a picture no longer shows what the program shows

A report is drawn by Chromium; its picture notes a checksum of the words, so that to check them takes none.
"""

import html
import os
import re
import struct
import subprocess
import sys
import tempfile
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from rich.console import Console
from rich.text import Text

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.browser import browser, find_browser

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
NOW = "2026-09-22T08:30+02:00"
WIDTH = 80
REPORT = (1000, 1060)  # of a report, in points
END_OF_HEAD = 33  # of a PNG: its mark, and what it says of its size
SHOWN = {
    "prep": "prep nadia",
    "today": "today",
    "review": "review tomas",
}


def main() -> int:
    """Draw or check every picture."""
    with tempfile.TemporaryDirectory() as place:
        journal = str(Path(place) / "journal.json")
        peermentor("--quiet", "demo", "--into", journal)
        drifted = [name for name, words in SHOWN.items() if not in_step(name, words, journal)]
        if not report_in_step(Path(place), journal):
            drifted.append("report")
    for name in drifted:
        print(f"docs/pictures/{name} no longer shows what the program shows: run scripts/pictures.py")
    return len(drifted)


def in_step(name: str, words: str, journal: str) -> bool:
    """Draw one picture, or compare it with what the program says now."""
    screen = peermentor("--journal", journal, *words.split())
    path = PICTURES / f"{name}.svg"
    if "--check" in sys.argv:
        return path.exists() and shown_in(path.read_text("utf-8")) == shown_in(picture(words, screen))
    PICTURES.mkdir(parents=True, exist_ok=True)
    path.write_text(picture(words, screen), "utf-8")
    return True


def report_in_step(place: Path, journal: str) -> bool:
    """Draw the top of a report, or compare the words of one with those that were drawn."""
    page, picture = place / "report.html", PICTURES / "report.png"
    peermentor("--journal", journal, "report", "nadia", "--into", str(page))
    words = sha256(shown_in(page.read_text("utf-8")).encode()).hexdigest()
    if "--check" in sys.argv:
        return picture.exists() and note(words) in picture.read_bytes()
    program = find_browser()
    if program is None:
        print("There is no Chromium here: docs/pictures/report.png stays as it is")
        return True
    with browser(program, place / "browser") as shown:
        drawn = b64decode(shown.open(page, REPORT[0]).picture(x=0, y=0, width=REPORT[0], height=REPORT[1]))
    picture.write_bytes(drawn[:END_OF_HEAD] + note(words) + drawn[END_OF_HEAD:])
    return True


def note(words: str) -> bytes:
    """A checksum as the piece of a PNG that is for texts."""
    said = b"tEXtComment\0" + words.encode()
    return struct.pack(">I", len(said) - 4) + said + struct.pack(">I", crc32(said))


def peermentor(*words: str) -> str:
    """What a terminal would get from one command, colours and all."""
    environment = {
        "PATH": os.environ["PATH"],
        "PEERMENTOR_NOW": NOW,
        "TZ": "Europe/Berlin",
        "FORCE_COLOR": "1",
        "COLUMNS": str(WIDTH),
        "TERM": "xterm-256color",
        "PEERMENTOR_CONFIG": os.devnull,
    }
    done = subprocess.run(
        [sys.executable, "-m", "peermentor", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def picture(words: str, screen: str) -> str:
    """The screen as an SVG; the fixed id keeps a redrawn picture the same to the byte."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - not a path of ours
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(screen))
    return console.export_svg(title=f"peermentor {words}", unique_id="peermentor")


def shown_in(svg: str) -> str:
    """The words of a picture, whatever Rich's styling of it."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<style.*?</style>|<[^>]+>", "", svg, flags=re.DOTALL)))


if __name__ == "__main__":
    sys.exit(main())

"""What is made while a package is built: the coaching compiled, and the README as a package page can show it.

The coaching becomes JSON beside its TOML, which reads twenty times as fast. The program is right without it
and only slower, so what is built is not kept in git. Only what Python brings along is imported here: a build
runs where none of our dependencies are.
"""

import html
import json
import re
import tempfile
import tomllib
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

TEMPLATES = Path("peermentor", "templates")
COMPILED = "compiled.json"


def compiled(folder: Path) -> str:
    """Every file of one language's coaching, with the checksum that says when it is stale."""
    made = {}
    for path in sorted(folder.glob("*.toml")):
        text = path.read_bytes().decode().replace("\r\n", "\n")
        made[path.stem] = {"sum": crc32(text.encode()), "said": tomllib.loads(text)}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def folders(root: Path) -> list[Path]:
    """The folder of each language."""
    return sorted({path.parent for path in (root / TEMPLATES).glob("*/*.toml")})


def compile_beside_sources(root: Path) -> None:
    """Compile every language where its TOML is: `python hatch_build.py` does it in a checkout."""
    for folder in folders(root):
        (folder / COMPILED).write_text(compiled(folder), "utf-8")


class CompiledCoaching(BuildHookInterface[Any]):
    """A wheel brings the compiled coaching; an editable installation has it beside its sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every language, to where this kind of build takes it from."""
        root = Path(self.root)
        if version == "editable":
            with suppress(OSError):  # sources that may not be written to are read as TOML
                compile_beside_sources(root)
            return
        self.made = tempfile.TemporaryDirectory()
        for folder in folders(root):
            path = Path(self.made.name, f"{folder.name}.json")
            path.write_text(compiled(folder), "utf-8")
            build_data["force_include"][str(path)] = str(folder.relative_to(root) / COMPILED)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if version != "editable":
            self.made.cleanup()


PICTURE = re.compile(r"!\[[^\]]*\]\((?P<path>[^)]+\.svg)\)")
PHOTO = re.compile(r"!\[(?P<text>[^\]]*)\]\([^)]+\.png\)")
LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<path>(?!https?:)[^)]+)\)")
COMMENT = re.compile(r"<!--.*?-->\n?")
LETTERS = re.compile(
    r'<text [^>]*x="(?P<x>[\d.]+)"[^>]*clip-path="url\(#\S+-line-(?P<line>\d+)\)"[^>]*>(?P<said>[^<]*)<'
)
COLUMN = 12.2  # how wide Rich draws a letter


def page(readme: str, root: Path) -> str:
    """The README where no file is beside it: a picture is its own text, a link to a file is its name."""
    readme = PICTURE.sub(
        lambda found: f"```text\n{screen(root / found['path'])}\n```", COMMENT.sub("", readme)
    )
    return LINK.sub(_named, PHOTO.sub(r"*\g<text>*", readme))


def screen(picture: Path) -> str:
    """The letters of a drawn terminal, each in its column."""
    lines: dict[int, str] = defaultdict(str)
    for found in LETTERS.finditer(picture.read_text("utf-8")):
        column, said = round(float(found["x"]) / COLUMN), html.unescape(found["said"]).replace("\xa0", " ")
        lines[int(found["line"])] = lines[int(found["line"])].ljust(column) + said
    return "\n".join(lines[line].rstrip() for line in range(max(lines) + 1)).strip("\n")


def _named(link: re.Match[str]) -> str:
    return (
        link["text"] if link["text"] == link["path"] else f"{link['text']} (`{link['path']}` in the source)"
    )


class PageForPackage(MetadataHookInterface):
    """No address is promised for the source, so a package page gets no link that would lead nowhere."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Give the long description."""
        root = Path(self.root)
        text = page((root / "README.md").read_text("utf-8"), root)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


if __name__ == "__main__":
    compile_beside_sources(Path(__file__).parent)

"""Compile the coaching while a wheel is built: JSON beside the TOML, which reads twenty times as fast.

The program is right without it and only slower, so what is built is not kept in git. Only what Python brings
along is imported here: a build runs where none of our dependencies are.
"""

import json
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

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


class CompiledCoaching(BuildHookInterface[Any]):
    """A wheel brings the compiled coaching; an editable installation has it beside its sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every language, to where this kind of build takes it from."""
        root = Path(self.root)
        if version == "editable":
            with suppress(OSError):  # sources that may not be written to are read as TOML
                for folder in folders(root):
                    (folder / COMPILED).write_text(compiled(folder), "utf-8")
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

"""Print the lowest dependencies that pyproject.toml allows, as constraints for pip.

python scripts/lowest.py >lowest.txt && pip install --constraint lowest.txt -e '.[dev]'
"""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def lowest(project: str) -> list[str]:
    """Pin each dependency to its lower bound; one without a bound promises everything, and is an error."""
    said = tomllib.loads(project)["project"]
    pinned = []
    for dependency in (*said["dependencies"], *said["optional-dependencies"]["vault"]):
        bound = re.match(r"([\w.-]+)>=([\w.]+)", dependency)
        if bound is None:
            raise SystemExit(f"{dependency}: no lower bound")
        pinned.append(f"{bound[1]}=={bound[2]}")
    return pinned


if __name__ == "__main__":
    print("\n".join(lowest(PROJECT.read_text("utf-8"))))

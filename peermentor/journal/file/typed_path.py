"""A place on the disk as a person types it."""

import os
from pathlib import Path


def typed_path(text: str | Path) -> Path:
    """Take "~" and "~name" for that home, where there is such a person; else as a folder of that name."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - the one of Path raises where nobody has that name

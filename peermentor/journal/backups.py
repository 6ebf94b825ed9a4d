"""Where backups will be taken and found. None are kept yet; the rest of the room already asks here."""

from datetime import datetime
from pathlib import Path


def newest(journal: Path) -> Path | None:
    """The newest backup of a journal that can be read, if there is one."""
    return None


def before_write(journal: Path, moment: datetime, *, migrating: bool) -> None:
    """Called under the lock before each write, with the file as it was; `migrating` when its form changes."""

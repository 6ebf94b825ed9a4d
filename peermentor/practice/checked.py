"""What `doctor` found, as people and scripts see it."""

from msgspec import Struct


class Checked(Struct, frozen=True):
    """One invariant: whether it holds, in words, and the way on where it does not."""

    code: str
    holds: bool
    text: str
    way_on: str


class Checkup(Struct, frozen=True):
    """Every invariant, and the codes of those that were mended."""

    findings: tuple[Checked, ...]
    mended: tuple[str, ...]

"""The years that a mentoring journal can speak of, whether typed, imported or in its file."""

from datetime import date

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 12, 31)


def is_kept_year(year: int) -> bool:
    """Tell whether days of this year are kept; counting days far outside of these could overflow."""
    return EARLIEST.year <= year <= LATEST.year

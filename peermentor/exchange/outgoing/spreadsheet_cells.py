"""Cells that a spreadsheet shows and never runs as a formula.

Excel, LibreOffice and Google Sheets run a cell that begins like a formula, quoted or not (OWASP, "CSV
injection"). An apostrophe before it makes it a text.
"""

import re
from datetime import date, datetime

import msgspec

_BEGINS_A_FORMULA = re.compile("^['\\s]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def cell(value: object) -> str:
    """Write a value as a cell: days and moments by ISO 8601, lists and structs as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str):
        return guarded(value)
    return str(value) if isinstance(value, int) else msgspec.json.encode(value).decode()


def guarded(text: str) -> str:
    """Put an apostrophe before a text that could be a formula: "=1+1" is "'=1+1"."""
    return f"'{text}" if _BEGINS_A_FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Remove the apostrophe that `guarded` put before a text."""
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) != cell[1:] else cell

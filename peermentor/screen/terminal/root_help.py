"""Writes the help page of the program, in 24 rows: a line for each weekly command, the rest by name."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from peermentor.language import _
from peermentor.screen.terminal.answer import in_rows
from peermentor.screen.terminal.help_page import columns

EVERYDAY = ("show", "done", "later", "undo")
WIDEST = 100  # columns; a longer line of names is hard to look through


def write_root_help(summary: str, options: Sequence[str], rows: Iterable[tuple[str, str, str]]) -> str:
    """Write the page. `rows` has name, panel and line of each command, the panel of weekly ones first."""
    width = min(columns(), WIDEST)
    commands = {name: (panel, line) for name, panel, line in rows}
    rituals = next(iter(commands.values()))[0]
    named = [name for name, (panel, _line) in commands.items() if panel == rituals or name in EVERYDAY]
    room = max(map(len, named))
    usage = _("Usage: {usage}").format(usage=" ".join(("peermentor", *(f"[{one}]" for one in options))))
    command = _("COMMAND [ARGS]...")
    lines = [*_wrapped(f"{usage} {command}", width), *_wrapped(summary, width)]
    for name in named:
        lines += _wrapped(commands[name][1], width, f"  {name:<{room}}  ")
    lines += ["", *_by_name({name: row[0] for name, row in commands.items() if name not in named}, width)]
    apart = {
        "drop": _("drop: no longer needed"),
        "delete": _("delete: never was"),
        "forget": _("forget: no trace"),
        "close": _("close: it ends"),
    }
    lines += _wrapped("; ".join(said for name, said in apart.items() if name in commands), width)
    lines.append(in_rows(_("One command: peermentor help prep. All of them: peermentor help --all"), width))
    return "\n".join(lines)


def _by_name(panels: Mapping[str, str], width: int) -> list[str]:
    room = max(map(len, panels.values()))
    lines = []
    for panel in dict.fromkeys(panels.values()):
        names = " ".join(name for name, its in panels.items() if its == panel)
        lines += _wrapped(names, width, f"  {panel:<{room}}  ")
    return lines


def _wrapped(text: str, width: int, before: str = "") -> list[str]:
    hanging = " " * len(before)
    return textwrap.wrap(
        text,
        width,
        initial_indent=before,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )

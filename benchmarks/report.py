"""What a run of the benchmark found, in words, tables and a plot."""

import os
import platform
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

Found = Mapping[tuple[str, str, int], Any]
LIFE, BIG, HUGE = 1_000, 10_000, 100_000


def report(found: Found, made: Mapping[int, Any], into: Path | None, kinds: Mapping[str, set[str]]) -> None:
    """Print the report; where there is a folder for it, write it and draw the plot."""
    sizes = sorted(made)
    text = "\n".join(_lines(found, made, sizes, kinds)) + "\n"
    print(text)
    if into:
        (into / "RESULTS.md").write_text(text, "utf-8")
        _plot(found, sizes, into / "time.svg")


def _lines(
    found: Found, made: Mapping[int, Any], sizes: list[int], kinds: Mapping[str, set[str]]
) -> Iterator[str]:
    yield "# How long it takes"
    yield ""
    yield "Written by `python -m benchmarks.run`, and not changed by hand. Milliseconds of whole processes,"
    yield f"medians of {_most(found)} interleaved rounds (a fourth of them for 100,000 talks and for others);"
    yield "a ratio is the median of the ratios of each round."
    yield "Machines differ, and are busy at times: read the ratios, not the milliseconds."
    yield ""
    day, python = datetime.now().astimezone(), platform.python_version()
    packages = (f"{name} {version(name)}" for name in ("typer", "rich", "tinydb", "msgspec"))
    yield " · ".join((f"{day:%d %B %Y}", f"Python {python}", f"{os.cpu_count()} cores", ", ".join(packages)))
    yield ""
    yield from _targets(found, made, sizes, kinds)
    yield from _commands(found, sizes, kinds)
    yield from _after(found)
    yield from _locked(found)
    yield from _others(found)
    yield from _journals(found, made, sizes)
    if HUGE in sizes:
        yield "![Time over the size of the journal](time.svg)"


def _most(found: Found) -> int:
    return max(len(measured.rounds) for measured in found.values())


def _targets(
    found: Found, made: Mapping[int, Any], sizes: list[int], kinds: Mapping[str, set[str]]
) -> Iterator[str]:
    """What was to be reached, as ratios, and what was: the worst where it is about several commands."""
    yield "## What was to be reached"
    yield ""
    yield "| target | at most | measured | |"
    yield "|---|---|---|---|"
    for what, most, worst, where in _goals(found, made, sizes, kinds):
        yield f"| {what} | {most} | {worst:.2f} ({where}) | {'reached' if worst <= most else '**missed**'} |"
    yield ""


def _goals(
    found: Found, made: Mapping[int, Any], sizes: list[int], kinds: Mapping[str, set[str]]
) -> Iterator[tuple[str, float, float, str]]:
    def ratio(name: str, size: int, to: tuple[str, str, int]) -> tuple[float, str]:
        return found["ours", name, size].times(found[to]), name

    def worst(names: set[str], to: tuple[str, str, int]) -> tuple[float, str]:
        return max(ratio(name, 0, to) for name in names)

    def grown(names: set[str], size: int, group: str = "ours") -> tuple[float, str]:
        there = (name for name in names if (group, name, size) in found)
        return max((found[group, name, size].times(found["ours", name, 0]), name) for name in there)

    writes, screens = kinds["writes"], kinds["screens"]
    ours = {name for group, name, _size in found if group == "ours"}
    reads = ours - writes - {"--help", "completion"}
    write_floor, screen_floor = ("floor", "write floor", 0), ("floor", "screen floor", 0)
    yield "one-line writes on an empty journal × import floor", 1.25, *worst(writes - screens, write_floor)
    yield "screens on an empty journal × import floor", 1.3, *worst(screens, screen_floor)
    yield (
        "`--help` × that of a two-command Typer app",
        1.3,
        *ratio("--help", 0, ("floor", "two-command help", 0)),
    )
    yield "completion of a mentor × import floor of a write", 1.2, *ratio("completion", 0, write_floor)
    after = "right after another program rewrote the file"
    yield "everything at 1,000 × on an empty journal", 1.25, *grown(writes | reads, LIFE)
    yield f"at 1,000, {after}", 1.25, *grown(writes | reads, LIFE, "after")
    yield "writes at 10,000 × on an empty journal", 2, *grown(writes, BIG)
    yield f"writes at 10,000, {after}", 2, *grown(writes, BIG, "after")
    yield "reads at 10,000 × on an empty journal", 1.6, *grown(reads, BIG)
    yield f"reads at 10,000, {after}", 1.6, *grown(reads, BIG, "after")
    locked = [(name, size) for group, name, size in found if group == "locked"]
    yield (
        "a locked journal at 1,000: milliseconds more than a plain one",
        15,
        *max((found["locked", n, s].more(found["beside locked", n, s]), n) for n, s in locked if s == LIFE),
    )
    yield (
        "a locked journal at 10,000 × a plain one",
        1.5,
        *max((found["locked", n, s].times(found["beside locked", n, s]), n) for n, s in locked if s == BIG),
    )
    if HUGE not in sizes:
        return
    yield "`log` at 100,000 × stock TinyDB's insert", 0.5, *ratio("log", HUGE, ("TinyDB", "insert", HUGE))
    yield (
        "`search` at 100,000 × stock TinyDB's search",
        0.5,
        *ratio("search", HUGE, ("TinyDB", "search", HUGE)),
    )
    memory = max((m.memory / made[HUGE].bytes, name) for (group, name, size), m in found.items()
                 if group == "ours" and size == HUGE)  # fmt: skip
    yield "peak memory at 100,000 × the file", 4, *memory
    jrnl = next((group for group, _name, _size in found if group.startswith("jrnl")), None)
    task = next((group for group, _name, _size in found if group.startswith("taskwarrior")), None)
    if jrnl:
        yield "`log` at 10,000 × jrnl's add", round(1 / 15, 3), *ratio("log", BIG, (jrnl, "add", BIG))
        yield (
            "`sessions --last 5` × jrnl's last five",
            round(1 / 6, 3),
            *ratio("sessions", BIG, (jrnl, "last five", BIG)),
        )
        yield "`search` at 10,000 × jrnl's", round(1 / 6, 3), *ratio("search", BIG, (jrnl, "search", BIG))
    if task:
        yield "`log` at 10,000 × taskwarrior's add", 1.5, *ratio("log", BIG, (task, "add", BIG))
        yield "`sessions --last 5` × taskwarrior's list", 1, *ratio("sessions", BIG, (task, "list", BIG))
        yield "`search` at 10,000 × taskwarrior's list", 1, *ratio("search", BIG, (task, "list", BIG))


def _commands(found: Found, sizes: list[int], kinds: Mapping[str, set[str]]) -> Iterator[str]:
    yield "## Every command, by the number of talks in the journal"
    yield ""
    yield "| | " + " | ".join(f"{size:,}" for size in sizes) + " | × floor | × at 10,000 |"
    yield "|---|" + "---|" * (len(sizes) + 2)
    for name in (name for group, name, size in found if group == "ours" and size == 0):
        floor = "screen floor" if name in kinds["screens"] else "write floor"
        cells = [_ms(found, "ours", name, size) for size in sizes]
        at_once = found["ours", name, 0].times(found["floor", floor, 0])
        big = found.get(("ours", name, BIG))
        grown = f"{big.times(found['ours', name, 0]):.2f}" if big else ""
        yield f"| `{name}` | " + " | ".join(cells) + f" | {at_once:.2f} | {grown} |"
    yield ""
    for name in ("an empty Python", "write floor", "screen floor", "two-command help"):
        yield f"- {name}: {_ms(found, 'floor', name, 0)} ms"
    yield ""
    yield "Write floor: `import typer, tinydb, msgspec`; screen floor: `rich.console, rich.table` as well."
    yield ""


def _after(found: Found) -> Iterator[str]:
    yield "## Right after another program rewrote the file"
    yield ""
    yield "| | talks | ms | × an empty journal |"
    yield "|---|---|---|---|"
    for group, name, size in found:
        if group == "after":
            times = found[group, name, size].times(found["ours", name, 0])
            yield f"| `{name}` | {size:,} | {_ms(found, group, name, size)} | {times:.2f} |"
    yield ""
    yield "Stock TinyDB changed one record, and wrote all of them in its own way: in one line, in ASCII."
    yield ""


def _locked(found: Found) -> Iterator[str]:
    yield "## A locked journal beside a plain one"
    yield ""
    yield "| | talks | plain, ms | locked, ms | ms more | × |"
    yield "|---|---|---|---|---|---|"
    for group, name, size in found:
        if group == "locked":
            ours, plain = found[group, name, size], found["beside locked", name, size]
            cells = (_ms(found, "beside locked", name, size), _ms(found, group, name, size))
            yield (
                f"| `{name}` | {size:,} | {cells[0]} | {cells[1]} "
                f"| {ours.more(plain):.0f} | {ours.times(plain):.2f} |"
            )
    yield ""
    yield "Both with a settings file; the key of the locked one is in a file, so no key command is measured."
    yield ""


def _others(found: Found) -> Iterator[str]:
    others = [key for key in found if key[0] not in ("ours", "floor", "after", "locked", "beside locked")]
    if not others:
        return
    yield "## Others, on as many entries"
    yield ""
    yield "| | entries | ms | beside |"
    yield "|---|---|---|---|"
    beside = {"add": "log", "insert": "log", "last five": "sessions", "log": "sessions", "list": "sessions"}
    for group, name, size in others:
        ours = beside.get(name, "search")
        ratio = found["ours", ours, size].times(found[group, name, size])
        took = _ms(found, group, name, size)
        yield f"| {group} {name} | {size:,} | {took} | `{ours}` takes {ratio:.2f} of it |"
    yield ""
    yield "Stock TinyDB works on the same file. The others keep the text of each talk, no more; our journal"
    yield "has a promise beside each, and so on: see `journals.py`."
    yield ""


def _journals(found: Found, made: Mapping[int, Any], sizes: list[int]) -> Iterator[str]:
    yield "## The journals, and the memory"
    yield ""
    yield "| talks | records | file | written at, records a second | most memory of a command | × file |"
    yield "|---|---|---|---|---|---|"
    for size in sizes:
        most, name = max(
            (m.memory, key[1]) for key, m in found.items() if key[0] == "ours" and key[2] == size
        )
        told = made[size]
        speed = f"{told.speed:,}" if size else ""
        times = f"{most / told.bytes:.1f}" if size >= BIG else ""
        yield (
            f"| {size:,} | {told.records:,} | {told.bytes / 1e6:.1f} MB | {speed} "
            f"| {most / 1e6:.0f} MB (`{name}`) | {times} |"
        )
    yield ""


def _ms(found: Found, group: str, name: str, size: int) -> str:
    measured = found.get((group, name, size))
    return f"{measured.median * 1e3:,.0f}" if measured else ""


DRAWN = {"log": "ours", "prep": "ours", "today": "ours", "sessions": "ours", "search": "ours"}


def _plot(found: Found, sizes: list[int], path: Path) -> None:
    import matplotlib as mpl  # noqa: PLC0415 - a quick run draws nothing

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "peermentor"
    from matplotlib import pyplot  # noqa: PLC0415

    figure, axes = pyplot.subplots(figsize=(8, 5))
    at = [max(size, 100) for size in sizes]  # nothing stands at the left edge of a logarithmic scale
    for name in DRAWN:
        axes.plot(
            at, [found["ours", name, size].median for size in sizes], marker="o", label=f"peermentor {name}"
        )
    for name in ("insert", "search"):
        told = [
            (size, found["TinyDB", name, size].median) for size in sizes if ("TinyDB", name, size) in found
        ]
        axes.plot(*zip(*told, strict=True), marker="s", linestyle="--", label=f"stock TinyDB {name}")
    peers = ("jrnl", "todoman", "Watson", "khal", "taskwarrior")
    for group, name, size in found:
        if group.startswith(peers):
            axes.plot([size], [found[group, name, size].median], marker="x", color="grey")
            axes.annotate(f" {group.split()[0]} {name}", (size, found[group, name, size].median), fontsize=7)
    axes.set(xscale="log", yscale="log", xlabel="talks in the journal", ylabel="seconds of a whole process")
    axes.set_xticks(at, ["none" if size == 0 else f"{size:,}" for size in sizes])
    axes.legend(fontsize=8)
    axes.grid(visible=True, alpha=0.3)
    figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")

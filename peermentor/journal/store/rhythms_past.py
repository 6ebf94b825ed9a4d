"""Version 2: which rhythm two people had, and when, made from what a journal of version 1 still says of it.

Version 1 kept only the rhythm that holds now. Its agreements say one with a day, and its steps tell of every
change that was not forgotten yet. Where neither says when a rhythm began, there was none before it is first
known: so no meeting counts as missed that was never agreed on.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from peermentor.journal.file.codec import Fields, Tables
from peermentor.journal.store.form import HISTORY

Known = tuple[str, str]  # a day and the rhythm that held from it on


def remember(tables: Tables) -> None:
    """Write with each mentor the rhythms of the past, and with a pause the day it lasted until."""
    for number, mentor in tables.get("mentors", {}).items():
        changes = list(_changes(tables, number, mentor))
        _remember_rhythms(mentor, changes, _agreed(tables, mentor))
        _remember_pauses(mentor, changes)


def _changes(tables: Tables, number: str, mentor: Fields) -> Iterator[tuple[str, Any]]:
    """Give what each step that stands did to a mentor, with its day, oldest first."""
    for _step, said in sorted(tables.get(HISTORY, {}).items(), key=lambda pair: int(pair[0])):
        if said.get("undone"):
            continue
        for change in said.get("touches") or ():
            if not isinstance(change, dict):
                continue  # a torn step, which `doctor` tells of
            named = change.get("table"), str(change.get("number")), change.get("uid")
            if named == ("mentors", number, mentor.get("uid")):
                yield str(said.get("moment", ""))[:10], change


def _agreed(tables: Tables, mentor: Fields) -> list[Known]:
    own = [said for said in tables.get("agreements", {}).values() if said.get("mentor") == mentor.get("uid")]
    return [(str(said.get("date", "")), said.get("every", "")) for said in own]


def _remember_rhythms(mentor: Fields, changes: Iterable[tuple[str, Any]], agreed: list[Known]) -> None:
    every = mentor.get("every", "")
    known, began = list(agreed), mentor.get("created") == mentor.get("updated")
    first = None  # what held before the first change that is still told of
    for day, change in changes:
        began = began or change.get("kind") == "added"
        before, after = change.get("before", {}), change.get("after", {})
        if change.get("kind") == "changed" and ("every" in before or "every" in after):
            first = before.get("every", "") if first is None else first
            known.append((day, after.get("every", "")))
    if began:
        known.append((str(mentor.get("since", "")), every if first is None and not agreed else first or ""))
    held = _in_turn(known)
    if (held[-1][1] if held else "") != every:
        held = _in_turn([*held, (str(mentor.get("updated", ""))[:10], every)])
    if not held or (len(held) == 1 and held[0][0] <= str(mentor.get("since", ""))):
        return  # the one that holds always did
    mentor["rhythms"] = [{"since": day, "every": said} for day, said in held]


def _in_turn(known: Iterable[Known]) -> list[Known]:
    """Put them in order of their days, without those that repeat the one before."""
    held: list[Known] = []
    for day, every in sorted(known, key=lambda pair: pair[0]):
        if day and (every if not held else held[-1][1] != every):
            held.append((day, every))
    return held


def _remember_pauses(mentor: Fields, changes: Iterable[tuple[str, Any]]) -> None:
    """Write the day on which each pause ended; a pause that goes on has none.

    The steps tell the same as the record, so that taking one back finds what it left.
    """
    changes = list(changes)
    pauses = [stage.get("date", "") for stage in mentor.get("stages") or () if stage.get("stage") == "paused"]
    over = pauses[:-1] if mentor.get("stage") == "paused" else pauses
    lasted: dict[str, str] = {}
    for day, change in changes:
        if until := change.get("after", {}).get("until"):
            begun = [pause for pause in over if pause <= day]
            lasted |= dict.fromkeys(begun[-1:], until)
    told = [mentor, *(change.get(side, {}) for _day, change in changes for side in ("before", "after"))]
    for fields in told:
        for stage in fields.get("stages") or ():
            if stage.get("stage") == "paused" and stage.get("date") in lasted:
                stage["until"] = lasted[stage["date"]]

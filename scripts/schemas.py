"""The JSON Schemas under docs/, made from the Structs.

.venv/bin/python scripts/schemas.py            write them anew
.venv/bin/python scripts/schemas.py --check    fail when one is out of step
"""

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
from answers import ANSWERS

from peermentor.exchange.outgoing.journal_json import JournalDocument

PARTS = {
    name: {
        "type": "object",
        "properties": {field: {"type": "string"} for field in fields},
        "required": fields,
    }
    for name, fields in {"Hint": ["text", "command"], "Error": ["code", "message", "hint"]}.items()
}
DOCS = Path(__file__).parent.parent / "docs"


def main() -> int:
    """Write or check every schema."""
    drifted = [name for name, made in schemas().items() if not in_step(DOCS / name, made)]
    for name in drifted:
        print(f"docs/{name} is out of step: run scripts/schemas.py")
    return len(drifted)


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema, by the file it is kept in."""
    return {"journal.schema.json": of_the_journal(), "answers.schema.json": of_the_answers()}


def of_the_journal() -> dict[str, Any]:
    """What `export json` writes and `import json` reads."""
    return _told(
        "A peermentor journal as `peermentor export json` writes it",
        msgspec.json.schema(JournalDocument),
    )


def of_the_answers() -> dict[str, Any]:
    """What every command answers with --json, success or failure."""
    kinds = {form for forms in ANSWERS.values() for form in forms if not isinstance(form, dict)}
    dicts = (form for forms in ANSWERS.values() for form in forms if isinstance(form, dict))
    named = [kind for form in dicts for kind in form.values()]
    order = [*sorted(kinds, key=lambda kind: kind.__name__), *named]
    shown, components = msgspec.json.schema_components(order, ref_template="#/$defs/{name}")
    made = dict(zip(map(str, order), shown, strict=True))
    answers = [_answer(command, forms, made) for command, forms in ANSWERS.items()]
    return _told(
        "What peermentor answers with --json",
        {
            "type": "object",
            "required": ["peermentor", "command", "ok"],
            "properties": {
                "peermentor": {"const": 1},
                "command": {"type": "string"},
                "ok": {"type": "boolean"},
                "dry_run": {"const": True},
                "hints": {"type": "array", "items": {"$ref": "#/$defs/Hint"}},
                "error": {"$ref": "#/$defs/Error"},
            },
            "if": {"properties": {"ok": {"const": True}}},
            "then": {"required": ["data", "hints"]},
            "else": {"required": ["error"]},
            "allOf": answers,
            "$defs": components | PARTS,
        },
    )


def _answer(command: str, forms: tuple[Any, ...], made: dict[str, Any]) -> dict[str, Any]:
    told = [_form(form, made) for form in forms]
    data = told[0] if len(told) == 1 else {"anyOf": told}
    return {
        "if": {"properties": {"command": {"const": command}, "ok": {"const": True}}},
        "then": {"properties": {"data": data}},
    }


def _form(form: object, made: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(form, dict):
        return made[str(form)]
    fields = {name: made[str(kind)] for name, kind in form.items()}
    return {"type": "object", "properties": fields, "required": sorted(fields)}


def in_step(path: Path, made: dict[str, Any]) -> bool:
    """Write one, or compare it with what the Structs say now."""
    text = json.dumps(_same_everywhere(made), indent=1, ensure_ascii=False) + "\n"
    if "--check" in sys.argv:
        return path.is_file() and path.read_text("utf-8") == text
    path.write_text(text, "utf-8")
    return True


def _same_everywhere(part: object) -> object:
    """The same, whatever made it.

    From Python 3.13 on, a docstring comes without its indentation; an older msgspec puts null first or last.
    """
    if isinstance(part, list):
        told = [_same_everywhere(each) for each in part]
        return sorted(told, key=lambda each: each == {"type": "null"})
    if not isinstance(part, dict):
        return part
    return {
        name: inspect.cleandoc(value)
        if name == "description" and isinstance(value, str)
        else _same_everywhere(value)
        for name, value in part.items()
    }


def _told(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title} | schema


if __name__ == "__main__":
    sys.exit(main())

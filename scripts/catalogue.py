"""The catalogues of the program's own words: bring them in step with the source, and make what gettext reads.

    python scripts/catalogue.py            bring every catalogue up to date, and compile it
    python scripts/catalogue.py --new xx   begin the catalogue of a language
    python scripts/catalogue.py --check    say what is not in step, change nothing, and fail if anything is

Texts are found where they are marked: `_("…")`, `several("…", "…", n)`, `said_of("where", "…")`,
`said_elsewhere("…")`, `counted_elsewhere("…", "…")`, and `typed_as`, `written_as` and `kept_as`, which
say what a field is called.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from peermentor.practice.nouns import vocabulary

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "peermentor"
LOCALE = PACKAGE / "locale"
KEYWORDS: dict[str, Any] = {"_": None, "several": (1, 2), "said_of": ((1, "c"), 2), "said_elsewhere": None}
KEYWORDS |= {"counted_elsewhere": (1, 2)}
KEYWORDS |= dict.fromkeys(("typed_as", "written_as", "kept_as"))  # what a field of a record is called
MOST = 20  # faults shown after an update
PLACE = re.compile(r"\{\{|\}\}|\{[^{}]*\}")


def marked() -> Catalog:
    """Every text of the program, with the files it is said in."""
    found = Catalog()
    for name, _line, texts, comments, context in extract_from_dir(
        PACKAGE, keywords=KEYWORDS, method_map=[("**.py", "python")]
    ):
        found.add(texts, locations=[(f"peermentor/{name}", 0)], auto_comments=comments, context=context)
    for word in vocabulary.INDONESIAN:  # which are looked up by what a person typed, and written nowhere else
        found.add(
            word, locations=[("peermentor/practice/nouns/vocabulary.py", 0)], context=vocabulary.CONTEXT
        )
    return found


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/peermentor.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def brought_up(path: Path, texts: Catalog) -> Catalog:
    catalogue = read(path)
    # A guess at a changed text would be shown to people unread: what changed is translated anew.
    catalogue.update(texts, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    for message in catalogue:
        message.locations = sorted({(name, 0) for name, _line in message.locations})
    out = BytesIO()
    write_po(out, catalogue, width=110, include_lineno=False, sort_by_file=True, omit_header=True)
    plural = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};"
    head = f"""# The words of peermentor, kept in step by scripts/catalogue.py. Write only after msgstr.
msgid ""
msgstr ""
"Language: {catalogue.locale_identifier}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
    return head.encode() + out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _said(binary: bytes) -> dict[tuple[str | None, str], object]:
    """What a compiled catalogue says; its head tells when and by what it was compiled, which is no matter."""
    return {(m.context, str(m.id)): m.string for m in read_mo(BytesIO(binary)) if m.id}


def faults(catalogue: Catalog) -> Iterator[str]:
    """What is missing or wrong in a catalogue, a line each."""
    for message in catalogue:
        if not message.id:
            continue
        first, *_more = source = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(said):
            yield f"not translated: {first!r}"
        elif any(_places(text) - _places(" ".join(source)) for text in said) or not _keeps_places(message):
            yield f"other placeholders: {first!r}"
        elif any(_edges(text) != _edges(first) for text in said):
            yield f"other spaces at an end: {first!r}"


def _keeps_places(message: Message) -> bool:
    source = message.id[-1] if isinstance(message.id, tuple) else message.id
    said = message.string[-1] if isinstance(message.string, tuple) else message.string
    return _places(source) <= _places(said)


def _places(text: str) -> set[str]:
    # How a number or a clock is written belongs to the language: {clock:%H:%M} may become {clock:%H.%M}.
    return {found.split(":")[0].rstrip("}") for found in PLACE.findall(text)}


def _edges(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text) - len(text.rstrip())


def check() -> list[str]:
    texts, found = marked(), []
    for path in catalogues():
        name = path.parent.parent.name
        catalogue = brought_up(path, texts)
        found += [f"{name}: {fault}" for fault in faults(catalogue)]
        if path.read_bytes() != written(catalogue):
            found.append(f"{name}: the catalogue is not in step with the source")
        if _said(path.with_suffix(".mo").read_bytes()) != _said(compiled(catalogue)):
            found.append(f"{name}: the compiled catalogue is not in step with the other")
    return found


def update() -> list[str]:
    texts = marked()
    for path in catalogues():
        catalogue = brought_up(path, texts)
        path.write_bytes(written(catalogue))
        fresh, binary = compiled(catalogue), path.with_suffix(".mo")
        if not binary.exists() or _said(binary.read_bytes()) != _said(fresh):
            binary.write_bytes(fresh)
        wrong = list(faults(catalogue))
        print("\n".join(f"{path.parent.parent.name}: {fault}" for fault in wrong[:MOST]))
        if wrong[MOST:]:
            print(f"… and {len(wrong) - MOST} more")
    return []


def begin(code: str) -> None:
    path = LOCALE / code / "LC_MESSAGES" / "peermentor.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(written(Catalog(locale=code)))


def main(argv: list[str]) -> None:
    if argv[:1] == ["--new"]:
        begin(argv[1])
    found = check() if argv == ["--check"] else update()
    print("\n".join(found) or f"{len(catalogues())} catalogue(s) in step")
    sys.exit(bool(found))


if __name__ == "__main__":
    main(sys.argv[1:])

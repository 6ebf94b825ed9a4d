"""The program's own words: one catalogue for each language, English where a catalogue has no answer.

Texts are marked with `_()` where they are written and looked up when they are said, so the language must be
chosen (`use`) before a module that holds help texts is imported. `templates/` holds the coaching; this is
only for the program's own sentences.
"""

import gettext
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
ENGLISH = "en"
SPOKEN = ("en", "id")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_code = ENGLISH


def use(code: str) -> None:
    """Say everything from here on in this language; a language without a catalogue is said in English."""
    global _catalogue, _code  # noqa: PLW0603 - a process speaks one language, chosen once at the front door
    _code = code_of(code) or ENGLISH
    _catalogue = gettext.translation("peermentor", LOCALE, languages=[_code], fallback=True)


def code_of(said: str) -> str | None:
    """The code of a language as people and systems write it ("id", "ID", "id_ID.UTF-8"); None for others."""
    code = said.replace("-", "_").replace(".", "_").partition("_")[0].lower()
    return code if code in SPOKEN else None


def current() -> str:
    """The two-letter code of the language in use."""
    return _code


def _(text: str) -> str:
    return _catalogue.gettext(text)


def several(singular: str, plural: str, count: int) -> str:
    """One of two texts by a count, as the language in use counts: "1 session", "3 sessions"."""
    return _catalogue.ngettext(singular, plural, count).format(n=count)

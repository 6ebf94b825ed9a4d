"""The program's own sentences, translated by one catalogue for each language; English where it has no text.

`_()` translates a text when it is called, so the language must be chosen (`use`) before a module with help
texts is imported. The coaching is in `templates/`. A language exists when it has a folder in one of the two.
"""

import gettext
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from peermentor.to_type import in_sentence

LOCALE = Path(__file__).parent / "locale"
COACHING = Path(__file__).parent / "templates"
DOMAIN = "peermentor"
ENGLISH = "en"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_code = ENGLISH


class NoCatalogue(Exception):
    """The catalogue of a language is missing or broken."""


@cache
def spoken() -> tuple[str, ...]:
    """List the codes of all languages, English first."""
    return (ENGLISH, *sorted(set(_folders()) - {ENGLISH}))


def use(code: str) -> None:
    """Use a language from now on; English where its catalogue can't be read."""
    global _catalogue, _code  # noqa: PLW0603 - a process speaks one language, chosen once at the front door
    _code = code_of(code) or ENGLISH
    gettext.textdomain("messages")
    try:
        _catalogue = catalogue(_code)
    except NoCatalogue:
        _catalogue = gettext.NullTranslations()
        return
    if _code != ENGLISH:
        # Typer gets its texts from the standard library, which looks for the language in the environment.
        gettext.bindtextdomain(DOMAIN, str(LOCALE))
        gettext.textdomain(DOMAIN)
        os.environ["LANGUAGE"] = _code


def catalogue(code: str) -> gettext.NullTranslations:
    """Read the catalogue of a language; English needs none. Raises NoCatalogue."""
    if code == ENGLISH:
        return gettext.NullTranslations()
    from struct import error as cut_off  # noqa: PLC0415 - gettext needs it too, to read one

    try:
        return gettext.translation(DOMAIN, LOCALE, languages=[code])
    except (OSError, ValueError, LookupError, cut_off) as error:
        raise NoCatalogue(code) from error


def without_catalogue() -> list[str]:
    """List the languages whose catalogue is missing or broken."""
    found = []
    for code in spoken():
        try:
            catalogue(code)
        except NoCatalogue:
            found.append(code)
    return found


def code_of(said: str) -> str | None:
    """Find the code of a language, as people and systems write it: "ID" and "id_ID.UTF-8" are "id".

    None for a language that we do not have.
    """
    code = said.replace("-", "_").replace(".", "_").partition("_")[0].lower()
    return code if code in spoken() else None


def of_the_system(environment: Mapping[str, str]) -> str:
    """Find the language of the system, if we have it; else English."""
    said = next((environment[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(n)), "C")
    if said.partition(".")[0] in ("C", "POSIX"):
        return ENGLISH  # scripts ask for English like this, whatever LANGUAGE says
    wanted = (code_of(one) for one in (*environment.get("LANGUAGE", "").split(":"), said))
    return next((code for code in wanted if code), ENGLISH)


def current() -> str:
    """Tell the two-letter code of the language in use."""
    return _code


def _(text: str) -> str:
    return in_sentence(_catalogue.gettext(text))


def said_of(context: str, text: str) -> str:
    """Translate a text that means different things in different places; `context` names the place."""
    return _catalogue.pgettext(context, text)


def said_elsewhere(text: str) -> str:
    """Mark a text for the catalogue that is translated in another place."""
    return text


def counted_elsewhere(singular: str, plural: str) -> tuple[str, str]:
    """Mark two texts for the catalogue, of which a count chooses one in another place."""
    return singular, plural


def several(singular: str, plural: str, count: int) -> str:
    """Choose one of two texts by a count, as the language in use counts: "1 session", "3 sessions"."""
    return in_sentence(_catalogue.ngettext(singular, plural, count)).format(n=count)


def decimal(number: str) -> str:
    """Write a number as people write it in the language in use: "3.5", "3,5"."""
    return number.replace(".", said_of("between a number and its tenths", "."))


def _folders() -> Iterator[str]:
    for place in (LOCALE, COACHING):
        if place.is_dir():
            yield from (found.name for found in os.scandir(place) if found.is_dir() and found.name.isalpha())

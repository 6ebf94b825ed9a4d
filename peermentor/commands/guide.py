"""guide: short pages on what peer mentoring is, and how it goes well."""

from typing import Annotated

import typer

from peermentor import language, templates
from peermentor.language import _
from peermentor.practice.today import pages
from peermentor.screen.terminal.result import Result


def _keys() -> list[str]:
    return [page.key for page in templates.guide(language.current())]


def guide(
    page: Annotated[
        str | None,
        typer.Argument(
            metavar="PAGE",
            help=_("A page, by the beginning of its name; the list if left out."),
            autocompletion=_keys,
            show_default=False,
        ),
    ] = None,
) -> Result:
    """Read one page, or see which there are."""
    found = templates.guide(language.current())
    if page is None:
        return Result(pages.contents(found), view="guide")
    return Result(pages.turn_to(found, page), view="page")

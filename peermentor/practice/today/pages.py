"""The pages of the guide: their list, and the page that a person means."""

from collections.abc import Sequence

from msgspec import Struct

from peermentor.errors import Ambiguous, NotFound
from peermentor.language import _
from peermentor.practice.nouns.coaching import GuidePage
from peermentor.practice.nouns.find import folded_text


class PageTitle(Struct, frozen=True):
    """A page of the guide, as listed."""

    key: str
    title: str


class Contents(Struct, frozen=True):
    """What `guide` lists."""

    pages: tuple[PageTitle, ...]


class PageView(Struct, frozen=True):
    """What `guide PAGE` shows; `next` is the key of the page after it, "" after the last."""

    page: GuidePage
    next: str


def contents(pages: Sequence[GuidePage]) -> Contents:
    """List every page, in reading order."""
    return Contents(tuple(PageTitle(page.key, page.title) for page in pages))


def turn_to(pages: Sequence[GuidePage], typed: str) -> PageView:
    """Find the page meant by its key, the beginning of it, or a word of its title.

    "bound" finds the page "boundaries". Raises NotFound or Ambiguous.
    """
    wanted = folded_text(typed).replace(" ", "-")
    for matches in (
        [page for page in pages if page.key == wanted],
        [page for page in pages if wanted and page.key.startswith(wanted)],
        [page for page in pages if wanted and f" {folded_text(typed)}" in f" {folded_text(page.title)}"],
    ):
        if len(matches) == 1:
            return PageView(matches[0], _after(pages, matches[0]))
        if matches:
            keys = [page.key for page in matches]
            raise Ambiguous(
                _("“{typed}” could be {names}.").format(typed=typed, names=", ".join(keys)),
                keys,
                _("Type more of it."),
            )
    raise NotFound(
        _("The guide has no page “{typed}”.").format(typed=typed),
        _("It has: {pages}.").format(pages=", ".join(page.key for page in pages)),
    )


def _after(pages: Sequence[GuidePage], page: GuidePage) -> str:
    position = list(pages).index(page) + 1
    return pages[position].key if position < len(pages) else ""

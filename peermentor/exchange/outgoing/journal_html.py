"""The journal as one HTML page: a report, made by templates that a person can replace.

The templates are in outgoing/report/. They run in jinja2's sandbox, with every value escaped; a page has no
script and loads nothing.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from peermentor import language
from peermentor.errors import BadSetting
from peermentor.exchange.outgoing.content_lines import content_text
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.language import _, several
from peermentor.practice.report.report import SHOWN, report_of

BUILT_IN = Path(__file__).parent / "report"
PAGE = "page.html"
OwnPages = Mapping[str, tuple[str, str]]  # the path and the text of each, by its name


class JournalHtml:
    """A report as one HTML page."""

    suffix = ".html"
    begins_with = ""

    def write(self, leaving: Leaving) -> str:
        """Write the page. Raises BadSetting for a template of the person's own that can't be used."""
        report = report_of(
            leaving.records,
            leaving.seen(SHOWN),
            leaving.where,
            leaving.now.date(),
            sharing=leaving.sharing,
            watch=leaving.watch,
        )
        own = leaving.own_pages()
        environment = SandboxedEnvironment(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_writable,
            loader=FunctionLoader(partial(_source, own)),
        )
        try:
            return environment.get_template(PAGE).render(
                report=report, language=language.current(), words=_words(), more=_more
            )
        except Exception as error:  # noqa: BLE001 - a template is somebody's program, and can raise anything
            raise _unusable(error, own) or error from None


def _source(own: OwnPages, name: str) -> tuple[str, str, Callable[[], bool]]:
    if page := own.get(name):
        return page[1], page[0], lambda: True
    built_in = {path.name: path for path in BUILT_IN.glob("*.*")}
    if name not in built_in:
        raise TemplateNotFound(name)
    return built_in[name].read_text("utf-8"), str(built_in[name]), lambda: True


def _writable(value: Any) -> Any:  # noqa: ANN401 - whatever a template writes
    """A value without characters that no page can hold; it is escaped after this."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return content_text(value)
    return value


def _unusable(error: Exception, own: OwnPages) -> BadSetting | None:
    """The error with the line of the person's own template; None where there are no such templates.

    An error in one of our templates then comes from what theirs left out.
    """
    paths = [path for path, _text in own.values()]
    lines = [(frame.filename, frame.lineno or 1) for frame in extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        lines.append((error.filename or "", error.lineno))
    theirs = [*((path, 1) for path in paths), *(found for found in lines if found[0] in paths)]
    if not theirs:
        return None
    path, line = theirs[-1]
    why = error.message if isinstance(error, TemplateError) and error.message else str(error)
    if isinstance(error, TemplateNotFound):
        why = _("there is no template “{name}”").format(name=error.name)
    text = _("Your template {path} can't be used, line {line}: {why}. Nothing was written.")
    return BadSetting(
        text.format(path=path, line=line, why=why.rstrip(".")),
        _("Put it right, or move it away: without it the page is as it comes."),
    )


def _more(count: int) -> str:
    return several("and {n} more", "and {n} more", count)


def _words() -> dict[str, str]:
    """The words of the page itself."""
    return {
        "everyone": _("Everyone I learn with"),
        "kind": _("Peer mentoring"),
        "private": _("For my own eyes."),
        "shared": _("Made for sharing: what is private is left out."),
        "nothing": _("Nothing was kept in these days."),
        "sources": _("What this rests on"),
        "made": _("Made with peermentor on {day}."),
        "contents": _("On this page"),
        "gave": _("given"),
        "got": _("taken away"),
        "met": _("a talk"),
        "often": _("more than one"),
        "off": _("called off"),
        "guide": _("what the calendar asks for"),
    }


FORMAT = JournalHtml()

"""An agreement as one page to send to the other person.

It has the terms only: no hours, no earlier versions and no handles.
"""

from collections.abc import Iterator

from peermentor import dates
from peermentor.exchange.markdown import markdown_line
from peermentor.language import _
from peermentor.practice.contract.people_views import AgreementView
from peermentor.practice.peers import agreement


class AgreeMarkdown:
    """An agreement as a page in Markdown."""

    def write(self, agreed: AgreementView) -> str:
        """Write the terms. "I" is the person who sends it; the other is named."""
        title = _("What {name} and I agree on").format(name=markdown_line(agreed.mentor.name))
        lines = [f"# {title}", "", dates.say(agreed.date), ""]
        for term in agreement.TERMS:
            lines += _term(term, agreed)
        if agreed.check:
            day = dates.say(agreed.check)
            lines += ["", _("We look at it again on {day}.").format(day=day)]
        return "\n".join(lines) + "\n"


def _term(term: str, agreed: AgreementView) -> Iterator[str]:
    value = getattr(agreed, term)
    heading = _heading(term, markdown_line(agreed.mentor.name))
    if term == "boundaries" and value:
        yield f"- **{heading}**"
        yield from (f"  - {markdown_line(boundary)}" for boundary in value)
    elif said := agreement.say_term(term, value):
        yield f"- **{heading}**: {markdown_line(said)}"


def _heading(term: str, name: str) -> str:
    theirs = {"they_bring": _("{name} brings"), "they_hope": _("{name} hopes for")}
    return theirs[term].format(name=name) if term in theirs else agreement.term_word(term)


FORMAT = AgreeMarkdown()

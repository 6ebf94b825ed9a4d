"""`prep --markdown`: the agenda as a checklist to paste into a chat."""

import sys

from peermentor.practice.prep.agenda_markdown import as_markdown
from peermentor.practice.prep.agenda_types import Prep
from peermentor.screen.terminal.answer import say


def draw(data: Prep, _color: bool | None) -> None:
    """Plain text: nothing of it depends on a terminal."""
    say(as_markdown(data), sys.stdout)

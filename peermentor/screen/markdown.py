"""`prep --markdown`: the agenda as a checklist to paste into a chat."""

import sys

from peermentor.practice.agenda_markdown import as_markdown
from peermentor.practice.prepared import Prep
from peermentor.screen.answer import say


def draw(data: Prep, _color: bool | None) -> None:
    """Plain text: nothing of it depends on a terminal."""
    say(as_markdown(data), sys.stdout)

"""`agree --markdown`: the agreement as one page to send."""

import sys

from peermentor.practice.peers.agreement import AgreedView
from peermentor.practice.peers.agreement_markdown import as_markdown
from peermentor.screen.terminal.answer import say


def draw(data: AgreedView, _color: bool | None) -> None:
    """Plain text: nothing of it depends on a terminal."""
    if data.agreement:
        say(as_markdown(data.agreement), sys.stdout)

"""`config KEY`: the value and nothing else, for a person and for a script."""

from rich.text import Text

from peermentor.practice.contract.setting_views import SettingChanged
from peermentor.practice.nouns.settings import say_value
from peermentor.screen.terminal.console import console
from peermentor.screen.terminal.visible import one_line


def draw(data: SettingChanged, color: bool | None) -> None:
    """Draw the value on one line."""
    console(color).print(Text(one_line(say_value(data.setting.value))), soft_wrap=True)

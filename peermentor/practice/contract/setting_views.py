"""Settings as `config` shows them."""

from msgspec import Struct

from peermentor.practice.nouns.settings import Kind, Setting, SettingProblem, Settings, Value


class SettingView(Struct, frozen=True, kw_only=True):
    """A setting as `config` shows it: `set` tells whether the file says it, `range` what would be right."""

    key: str
    value: Value
    default: Value
    set: bool
    kind: Kind
    range: str
    meaning: str


class SettingsView(Struct, frozen=True):
    """What `config` lists: every setting, the file, and what is wrong in it."""

    file: str
    settings: tuple[SettingView, ...]
    problems: tuple[SettingProblem, ...] = ()


class SettingChanged(Struct, frozen=True):
    """One setting, as `config KEY` shows it and after a change."""

    file: str
    setting: SettingView


def setting_view(setting: Setting, settings: Settings) -> SettingView:
    """Show one setting, as `config` does."""
    return SettingView(
        key=setting.key,
        value=settings[setting.key],
        default=setting.default,
        set=setting.key in settings.said,
        kind=setting.kind,
        range=setting.right(),
        meaning=setting.meaning,
    )

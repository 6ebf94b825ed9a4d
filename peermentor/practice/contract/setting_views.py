"""Settings as `config` shows them."""

from msgspec import Struct

from peermentor.practice.nouns.settings import Setting, SettingKind, SettingProblem, Settings, Value


class SettingView(Struct, frozen=True, kw_only=True):
    """A setting as `config` shows it; `set`: the file has it; `range`: which values are right, in words."""

    key: str
    value: Value
    default: Value
    set: bool
    kind: SettingKind
    range: str
    meaning: str


class SettingsView(Struct, frozen=True):
    """What `config` lists: every setting, the file, and what is wrong in it."""

    file: str
    settings: tuple[SettingView, ...]
    problems: tuple[SettingProblem, ...] = ()


class SettingChanged(Struct, frozen=True):
    """What `config KEY` answers, also after a change: one setting."""

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

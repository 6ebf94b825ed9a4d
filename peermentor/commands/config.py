"""config: what you want otherwise, kept in one small file."""

from typing import Annotated

import typer

from peermentor.app import App, must_be_understood
from peermentor.errors import CommandLine
from peermentor.language import _, several
from peermentor.practice.contract.setting_views import SettingChanged, SettingsView, setting_view
from peermentor.practice.nouns.breaks import format_breaks, parse_breaks, upcoming_holidays
from peermentor.practice.nouns.settings import (
    Setting,
    Settings,
    Value,
    find_setting,
    folded_key,
    read_value,
    say_value,
    setting_rows,
)
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def _complete_key() -> list[tuple[str, str]]:
    return [(key, setting.meaning) for key, setting in setting_rows().items()]


def _complete_value(ctx: typer.Context) -> list[str]:
    setting = setting_rows().get(ctx.params.get("key") or "")
    if setting is None:
        return []
    return ["on", "off"] if setting.kind == "switch" else list(setting.allowed)


def config(
    ctx: typer.Context,
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="KEY",
            help=_("A setting, like minutes; all of them if left out."),
            autocompletion=_complete_key,
            show_default=False,
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="VALUE",
            help=_("What it should be."),
            autocompletion=_complete_value,
            show_default=False,
        ),
    ] = None,
    unset: Annotated[bool, typer.Option("--unset", help=_("Back to the default."))] = False,
    every: Annotated[bool, typer.Option("--list", "-l", help=_("Show every setting."))] = False,
) -> Result:
    """Show every setting, or one, or change one."""
    app: App = ctx.obj
    if every and (key or unset):
        raise CommandLine(_("--list shows every setting."), _("Leave out the key, or leave out --list."))
    if unset and (key is None or value is not None):
        way_on = _("Like: peermentor config minutes --unset")
        raise CommandLine(_("--unset needs a key, and no value."), way_on)
    if key is None:
        return _all(app)
    if unset:
        return _unset(app, key)
    setting = find_setting(key)
    if setting.kind == "breaks" and value is not None:
        value = format_breaks(parse_breaks(value, app.today))
    return _one(app, setting) if value is None else _set(app, setting, value)


def _all(app: App) -> Result:
    rows = tuple(setting_view(setting, app.settings) for setting in setting_rows().values())
    shown = SettingsView(str(app.settings_path), rows, app.problems)
    return Result(shown, _wrong(app), view="settings", hints=_put_right(app))


def _one(app: App, setting: Setting) -> Result:
    must_be_understood([p for p in app.problems if folded_key(p.key) == setting.key])
    shown = setting_view(setting, app.settings)
    offers = _offers(app) if setting.kind == "breaks" else ()
    return Result(SettingChanged(str(app.settings_path), shown), view="setting", hints=offers)


def _offers(app: App) -> tuple[Hint, ...]:
    """A hint with the next holidays that are in no break yet; only the person knows whether they are away."""
    told = app.habits.breaks
    ahead = {
        name: away
        for name, away in upcoming_holidays(app.today).items()
        if not any(first <= away[1] and away[0] <= last for first, last in told)
    }
    if not ahead:
        return ()
    said = ", ".join(f"{name} ({format_breaks([away])})" for name, away in ahead.items())
    all_of_them = ", ".join(filter(None, (format_breaks(told), *ahead)))
    text = _("If you are away then: {said}.").format(said=said)
    return (Hint(text, to_type("config", "breaks", all_of_them)),)


def _set(app: App, setting: Setting, typed: str) -> Result:
    wanted = read_value(setting, typed)
    before = app.settings[setting.key]
    app.keep_setting(setting.key, wanted)
    after = setting_view(setting, Settings({setting.key: wanted}))
    text = _("{key} is {value} now; it was {before}.") if wanted != before else _("{key} is {value}.")
    said = text.format(key=setting.key, value=_word(wanted), before=_word(before))
    return Result(SettingChanged(str(app.settings_path), after), said)


def _unset(app: App, typed: str) -> Result:
    stray = [p.key for p in app.problems if p.key and folded_key(p.key) == folded_key(typed)]
    if stray and folded_key(typed) not in setting_rows():
        app.keep_setting(folded_key(typed), None)
        said = _("The line about {key} is gone.").format(key=stray[0])
        return Result({"file": str(app.settings_path), "key": stray[0]}, said)
    setting = find_setting(typed)
    app.keep_setting(setting.key, None)
    after = setting_view(setting, Settings())
    said = _("{key} is {value} again, as it is by default.").format(key=setting.key, value=_word(after.value))
    return Result(SettingChanged(str(app.settings_path), after), said)


def _word(value: Value) -> str:
    return say_value(value) or _("empty")


def _wrong(app: App) -> str:
    if not app.problems:
        return ""
    lines = [several("{n} line can't be understood:", "{n} lines can't be understood:", len(app.problems))]
    text = _("  line {line}: {text} {right}")
    lines += [text.format(line=p.line, text=p.text, right=p.right) for p in app.problems]
    return "\n".join(lines)


def _put_right(app: App) -> tuple[Hint, ...]:
    named = [p for p in app.problems if p.key]
    if not named:
        return ()
    return (Hint(_("Take the line out:"), to_type("config", named[0].key, "--unset")),)

"""What a person may set: one table of every setting, which reads, checks, lists and explains them.

A setting has the same key on the command line and in the settings file, where a value is a number, `true` or
`false`, or a text in quotes.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Literal

from msgspec import Struct

from peermentor.errors import BadSetting, PeermentorError
from peermentor.language import _, spoken
from peermentor.practice.nouns import rhythm
from peermentor.practice.nouns.breaks import format_breaks, parse_breaks
from peermentor.practice.nouns.near import nearest
from peermentor.practice.nouns.thresholds import LONGEST_TALK, SHORTEST_TALK, Habits

Value = str | int | bool
SettingKind = Literal["number", "choice", "switch", "rhythm", "breaks", "text"]
ON = ("on", "yes", "true", "ya")
OFF = ("off", "no", "false", "tidak")


class Setting(Struct, frozen=True, kw_only=True):
    """One row: `least` and `most` bound a number, `allowed` names the words of a choice."""

    key: str
    kind: SettingKind
    default: Value
    meaning: str
    least: int = 0
    most: int = 0
    allowed: tuple[str, ...] = ()

    def right(self) -> str:
        """Say which values are right, in words."""
        if self.kind == "number":
            return _("A number from {least} to {most}.").format(least=self.least, most=self.most)
        return {
            "choice": _("One of: {allowed}.").format(allowed=", ".join(self.allowed)),
            "switch": _("On or off."),
            "rhythm": _("A rhythm like 2w, 10d or month."),
            "breaks": _("Days like 2026-12-24..2027-01-02, several with a comma between."),
            "text": _("A text on one line."),
        }[self.kind]


class SettingProblem(Struct, frozen=True):
    """A line of the settings file that can't be read: what is wrong, and which values are right."""

    line: int
    key: str
    text: str
    right: str


def setting_rows() -> dict[str, Setting]:
    """List every setting by its key, in the order people meet them, explained in the language in use."""
    habits = Habits()
    rows = (
        Setting(key="language", kind="choice", default="auto", allowed=("auto", *spoken()),
                meaning=_("The language to speak; auto: your system's. --lang and PEERMENTOR_LANG win.")),
        Setting(key="rhythm", kind="rhythm", default="",
                meaning=_("How often you mean to meet someone new, if not said.")),
        Setting(key="breaks", kind="breaks", default="",
                meaning=_("When you are away: no talk is expected then.")),
        Setting(key="minutes", kind="number", default=habits.minutes, least=SHORTEST_TALK, most=LONGEST_TALK,
                meaning=_("How long a talk is where the two of you agreed on nothing.")),
        Setting(key="reminders", kind="number", default=habits.ahead_days, least=0, most=366,
                meaning=_("How many days ahead `today` looks.")),
        Setting(key="stale", kind="number", default=habits.stale_days, least=1, most=366,
                meaning=_("After how many days without a check-in a goal is stale.")),
        Setting(key="first-review", kind="number", default=habits.first_review_days, least=1, most=366,
                meaning=_("Days until the first review of a relationship.")),
        Setting(key="review-every", kind="number", default=habits.review_every_days, least=1, most=366,
                meaning=_("Days between later reviews.")),
        Setting(key="ask-all", kind="switch", default=False,
                meaning=_("Whether `log` asks all its questions, as with --full, or only six.")),
        Setting(key="history", kind="number", default=500, least=1, most=10_000,
                meaning=_("How many commands can be undone.")),
        Setting(key="editor", kind="text", default="",
                meaning=_("The editor for long texts; empty: VISUAL, EDITOR, then vi.")),
        Setting(key="identity", kind="text", default="",
                meaning=_("The file with the key of a locked journal; or an SSH key (ed25519).")),
        Setting(key="key-command", kind="text", default="",
                meaning=_("A command that prints that key; it goes before the file.")),
        Setting(key="key-timeout", kind="number", default=30, least=1, most=600,
                meaning=_("How many seconds the key command, or the pinentry, may take.")),
        Setting(key="pinentry", kind="text", default="",
                meaning=_("The program that asks for a passphrase; empty: the terminal, or `pinentry` "
                          "where there is none.")),
        Setting(key="hints", kind="switch", default=True,
                meaning=_("One hint after a command, when it is true of your journal.")),
    )  # fmt: skip
    return {row.key: row for row in rows}


class Settings(Struct, frozen=True):
    """The settings of this person: `said` has what the file sets, and everything else has its default."""

    said: Mapping[str, Value] = {}

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - each setting has its own type
        """Give the value of a key: as set, or its default."""
        return self.said[key] if key in self.said else setting_rows()[key].default

    @property
    def habits(self) -> Habits:
        """The numbers the practice judges by, as this person wants them."""
        if not self.said:
            return Habits()
        return Habits(
            minutes=self["minutes"],
            ahead_days=self["reminders"],
            stale_days=self["stale"],
            first_review_days=self["first-review"],
            review_every_days=self["review-every"],
            breaks=parse_breaks(self["breaks"]),
        )


def find_setting(typed: str) -> Setting:
    """Find the setting with this key. Raises BadSetting, asking "Did you mean minutes?" for "minuts"."""
    known = setting_rows()
    key = folded_key(typed)
    if key in known:
        return known[key]
    raise BadSetting(_("There is no setting “{key}”.").format(key=typed), _way_on(key))


def folded_key(typed: str) -> str:
    """Write a key as it is kept: "Review_Every" is "review-every"."""
    return typed.strip().casefold().replace("_", "-")


def _way_on(key: str) -> str:
    if near := nearest(key, setting_rows()):
        return _("Did you mean {key}? See them all: peermentor config").format(key=near)
    return _("See them all: peermentor config")


def read_value(setting: Setting, typed: str) -> Value:
    """Read a value as typed on the command line. Raises BadSetting, saying which values are right."""
    word = typed.strip()
    if setting.kind == "number" and word.isascii() and word.isdecimal():
        return check_value(setting, int(word[:9]))
    if setting.kind == "switch" and word.casefold() in ON + OFF:
        return word.casefold() in ON
    return check_value(setting, word)


def check_value(setting: Setting, value: object) -> Value:
    """Check a value's type and range, and give it as it is kept ("3w"). Raises BadSetting."""
    match setting.kind, value:
        case "switch", bool():
            return bool(value)
        case "number", int() if not isinstance(value, bool) and setting.least <= value <= setting.most:
            return value
        case "choice", str() if value.casefold() in setting.allowed:
            return value.casefold()
        case "rhythm", str():
            with suppress(PeermentorError):
                return rhythm.parse(value) if value else ""
        case "breaks", str():
            with suppress(PeermentorError):
                return format_breaks(parse_breaks(value))
        case "text", str() if value.isprintable():
            return value
    raise BadSetting(
        _("“{key}” can't be “{value}”.").format(key=setting.key, value=say_value(value)), setting.right()
    )


def say_value(value: object) -> str:
    """Write a value as one types it."""
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def read_settings(lines: Mapping[int, tuple[str, object]]) -> tuple[Settings, tuple[SettingProblem, ...]]:
    """Read the lines of a settings file, by their numbers: the settings, and a problem for each bad line.

    A line is its key ("" where it has none) and its value (None where it can't be read).
    """
    found: dict[str, Value] = {}
    problems: list[SettingProblem] = []
    for number, (key, value) in lines.items():
        try:
            setting = _named(key)
            if setting.key in found:
                raise BadSetting(_("“{key}” is there twice.").format(key=key), _("Keep one of the two."))
            found[setting.key] = check_value(setting, value)
        except BadSetting as bad:
            problems.append(SettingProblem(number, key, bad.message, bad.hint))
    return Settings(found), tuple(problems)


def _named(key: str) -> Setting:
    if not key:
        raise BadSetting(_("This line is not a setting."), _("Write it like: minutes = 45"))
    return find_setting(key)

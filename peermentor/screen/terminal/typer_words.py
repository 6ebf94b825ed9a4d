"""Says Typer's own words in the language in use, as far as its public interface allows.

Typer asks the standard library's gettext for the texts of help pages, and `language.use` names our catalogue
to it. The texts stand in Typer's code, so they are marked for the catalogue here. CONTRIBUTING lists what
stays English.
"""

import re
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand

from peermentor.language import _, said_elsewhere
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.near import nearest_first
from peermentor.screen.terminal import help_page

# Looked up by Typer itself, while it draws a help page.
ON_HELP_PAGES = (
    said_elsewhere("Arguments"),
    said_elsewhere("Options"),
    said_elsewhere("Commands"),
    said_elsewhere("[default: {}]"),
    said_elsewhere("[required]"),
    said_elsewhere("default: {default}"),
    said_elsewhere("required"),
    said_elsewhere("(dynamic)"),
    said_elsewhere("Install completion for the current shell."),
    said_elsewhere("Show completion for the current shell, to copy it or customize the installation."),
)

# Sentences that Typer writes itself. Each is also the pattern that finds them: any words may stand in braces.
SAID = (
    said_elsewhere("No such option: {name} (Possible options: {near})"),
    said_elsewhere("No such option: {name}"),
    said_elsewhere("No such command {name}. Did you mean {near}?"),
    said_elsewhere("No such command {name}."),
    said_elsewhere("Missing argument {name}."),
    said_elsewhere("Missing option {name}."),
    said_elsewhere("Missing command."),
    said_elsewhere("Got unexpected extra argument(s) ({words})"),
    said_elsewhere("Option {name} does not take a value."),
    said_elsewhere("Option {name} requires an argument."),
    said_elsewhere("Option {name} requires {n} arguments."),
    said_elsewhere("Invalid value for {name}: {why}"),
    said_elsewhere("Invalid value: {why}"),
    said_elsewhere("{value} is not in the range {range}."),
    said_elsewhere("{value} is not a valid {kind}."),
)

# Words that stand for a value on a help page.
STAND_INS = (
    said_elsewhere("ACTION"),
    said_elsewhere("COLUMN"),
    said_elsewhere("COMMAND"),
    said_elsewhere("COPY"),
    said_elsewhere("CUE"),
    said_elsewhere("DATE"),
    said_elsewhere("DIMENSION"),
    said_elsewhere("FIELD"),
    said_elsewhere("FILE"),
    said_elsewhere("FORMAT"),
    said_elsewhere("GOAL"),
    said_elsewhere("HANDLE"),
    said_elsewhere("INTO"),
    said_elsewhere("KEY"),
    said_elsewhere("KIND"),
    said_elsewhere("MENTOR"),
    said_elsewhere("MOMENT"),
    said_elsewhere("N"),
    said_elsewhere("NAME"),
    said_elsewhere("PAGE"),
    said_elsewhere("PATH"),
    said_elsewhere("PERCENT"),
    said_elsewhere("RHYTHM"),
    said_elsewhere("SENTENCE"),
    said_elsewhere("SESSION"),
    said_elsewhere("STAGE"),
    said_elsewhere("STEP"),
    said_elsewhere("TAG"),
    said_elsewhere("TEXT"),
    said_elsewhere("TITLE"),
    said_elsewhere("TOPIC"),
    said_elsewhere("VALUE"),
    said_elsewhere("WORDS"),
)


def in_our_language(message: str) -> str:
    """Translate a sentence of Typer about a command line; an unknown sentence stays as it is."""
    for sentence in SAID:
        if found := _pattern(sentence).fullmatch(message):
            parts = {name: in_our_language(said) for name, said in found.groupdict().items()}
            return _(sentence).format(**parts)
    return message


def say_error(error: Any) -> str:  # noqa: ANN401 - Typer's own have no public name
    """Say what Typer found wrong, in the language in use, with the options that may have been meant."""
    if hasattr(error, "possibilities"):
        error.possibilities = _near_options(error)
    return in_our_language(error.format_message())


def _near_options(error: Any) -> list[str]:  # noqa: ANN401
    """List the options whose names are most like the typed one; those that every command has come last."""
    shared = {"--dry-run", "--help", *_long_names(error.ctx.find_root().command.params)}
    names = [*_long_names(error.ctx.command.params), "--help"]
    near = nearest_first(error.option_name.lstrip("-"), [name.lstrip("-") for name in names])
    return sorted((f"--{word}" for word in near), key=lambda name: name in shared)


def _long_names(params: Iterable[Any]) -> list[str]:
    every = (name for param in params for name in (*param.opts, *param.secondary_opts))
    return [name for name in every if name.startswith("--")]


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)


class OurWords:
    """Says "Usage:" and the help of --help in the language in use, for a Typer command or group."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Typer's own have no public name
        """Write the first line of a help page."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """Make the option --help, with its help in the language in use."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class OurCommand(OurWords, TyperCommand):
    """Is a command whose help page is in the language in use and ends with its examples, one on each line."""

    examples = ""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write the help page, with the examples below it."""
        self.epilog = help_page.example(self.examples)
        super().format_help(ctx, formatter)


def put_in_our_language(command: Any) -> None:  # noqa: ANN401 - a TyperCommand or TyperGroup
    """Translate the words that stand for values, and the help of Typer's own options."""
    command.options_metavar = _("[OPTIONS]")
    _say_stand_ins(command.params)
    for param in command.params:
        if param.name in ("install_completion", "show_completion"):
            param.help = _(param.help)


def stand_in(metavar: str) -> str:
    """Translate the word that stands for a value: "DATE" to "TANGGAL", "me|them" to "aku|rekan"."""
    words = re.sub(r"\b[A-Z]+\b", lambda word: _(word[0]), metavar)
    return re.sub(
        r"[a-z-]+(?=\|)|(?<=\|)[a-z-]+", lambda word: vocabulary.say_word(word[0], words.split("|")), words
    )


def _say_stand_ins(params: Iterable[Any]) -> None:
    names = {"str": _("text"), "int": _("number"), "int range": _("number"), "path": _("path")}
    for param in params:
        if param.metavar:
            param.metavar = stand_in(param.metavar)
        # Typer 0.29 has no type, and says <str> and <int> itself (docs/decisions/0004-newest-typer.md).
        if kind := getattr(param, "type", None):
            kind.name = names.get(kind.name, kind.name)

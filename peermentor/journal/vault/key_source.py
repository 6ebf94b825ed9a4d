"""Where the key of a locked journal is, as the settings say."""

import re

from msgspec import Struct

from peermentor.language import _


class KeySource(Struct, frozen=True):
    """Where the key is, as the settings say: a command that prints it, else a file.

    `patience` is how many seconds a command or a pinentry may take. `pinentry` is the program that asks for
    the passphrase of a file; without one the terminal asks.
    """

    command: str = ""
    file: str = ""
    patience: int = 30
    pinentry: str = ""

    @property
    def shown_command(self) -> str:
        """The command without a secret key that stands in it."""
        return re.sub(r"(AGE-SECRET-KEY-1)\w+", r"\1…", self.command, flags=re.IGNORECASE)

    def told(self) -> str:
        """Say where the key is, in words."""
        if self.command:
            return _("what “{command}” prints").format(command=self.shown_command)
        return self.file or _("nowhere yet")

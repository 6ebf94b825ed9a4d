"""Seal and open files as any age program does. No other module uses pyrage."""

import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from peermentor.errors import NoKey
from peermentor.journal.file import sealed
from peermentor.journal.file.codec import Piece
from peermentor.language import _

SECRET = "AGE-SECRET-KEY-1"  # noqa: S105 - how every such key begins
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_SSH_RECIPIENT = re.compile(r"ssh-ed25519 [A-Za-z0-9+/=]{68}")
_SSH_BEGINS = "-----BEGIN OPENSSH PRIVATE KEY-----"
_SEALED_BEGINS = b"age-encryption.org/v1\n-> scrypt "
_ARMOR_BEGINS = b"-----BEGIN AGE ENCRYPTED FILE-----"
_NO_MORE = memoryview(b"")


Identity = Any  # pyrage names no type that its two kinds of identity share


class OddSSHKey(ValueError):
    """An SSH key that can't be used; its text says why."""


def _pyrage() -> Any:  # noqa: ANN401 - it has no types
    try:
        import pyrage  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, and only a locked journal needs it

        pyrage.encrypt_io, pyrage.decrypt_io, pyrage.passphrase, pyrage.ssh, pyrage.x25519  # noqa: B018 - or it is another
    except ModuleNotFoundError as missing:
        if missing.name != "pyrage":
            raise _broken(missing) from None
        raise NoKey(_("Locking needs pyrage, which is not installed here."), _install()) from None
    except Exception as broken:  # noqa: BLE001 - a library for another Python or system fails in many ways
        raise _broken(broken) from None
    return pyrage


def _broken(why: Exception) -> NoKey:
    text = _("Locking needs pyrage, which is installed here and can't be used: {why}.")
    return NoKey(text.format(why=type(why).__name__), _install())


def _install() -> str:
    return _(
        "Install it: pip install 'peermentor[vault]'. Where there is none for your system, "
        "any age program opens the journal: age -d -i KEYFILE journal.json.age"
    )


def require_pyrage() -> None:
    """Make sure that anything can be sealed and opened here. Raises NoKey."""
    _pyrage()


def seal(pieces: Sequence[Piece], recipients: Sequence[str], into: BinaryIO) -> None:
    """Seal a text into a file, so that the owner of each of these public keys can open it.

    Raises ValueError for a text that is no public key, OSError.
    """
    pyrage = _pyrage()
    try:
        keys = [_recipient(pyrage, one) for one in recipients]
    except pyrage.RecipientError:
        raise ValueError(recipients) from None
    # Straight into the file: to seal in memory first takes 1.5 times as long.
    source, target = _Stream(_Pieces(pieces)), _Stream(into)
    try:
        pyrage.encrypt_io(source, target, keys)
    except (pyrage.EncryptError, OSError):
        if failed := source.failed or target.failed:
            raise failed from None
        raise


def _recipient(pyrage: Any, text: str) -> Any:  # noqa: ANN401 - as above
    return (pyrage.ssh if text.startswith("ssh-") else pyrage.x25519).Recipient.from_str(text)


class _Pieces:
    """The pieces of a text as a file to read from."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = (memoryview(piece) for piece in pieces)
        self._left = memoryview(b"")

    def read(self, most: int) -> bytes:
        """Read so many bytes, and fewer only where the text ends."""
        parts = []
        while most and (piece := self._left or next(self._pieces, _NO_MORE)) is not _NO_MORE:
            parts.append(piece[:most])
            self._left = piece[most:]
            most -= len(parts[-1])
        return b"".join(parts)


class _Stream:
    """A file that pyrage reads or writes. `failed` keeps the error, of which pyrage gives only the text."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - what can be read, or what can be written
        self._file = file
        self.failed: BaseException | None = None

    def read(self, most: int) -> bytes:
        """Read so many bytes."""
        try:
            return bytes(self._file.read(most))
        except BaseException as failed:
            self.failed = failed
            raise

    def write(self, part: bytes) -> int:
        """Write some bytes."""
        try:
            return int(self._file.write(part))
        except BaseException as failed:
            self.failed = failed
            raise

    def flush(self) -> None:
        """Do nothing: whoever opened the file does that."""


def open_sealed(path: Path, file: BinaryIO, identities: Sequence[Identity]) -> bytes:
    """Open a sealed file, and give its text.

    Raises ForOthers if it is sealed for none of these keys, another OSError if it is not whole.
    """
    pyrage = _pyrage()
    source, opened = _Stream(file), io.BytesIO()
    try:
        pyrage.decrypt_io(source, opened, list(identities))
    except (pyrage.DecryptError, OSError) as error:
        if source.failed:
            raise source.failed from None
        if "No matching keys" in str(error):
            raise sealed.ForOthers(path) from None
        raise sealed.cut_off(path) from None
    return opened.getvalue()


def make_secret() -> str:
    """Make a new secret key, as the line an identity file holds."""
    return str(_pyrage().x25519.Identity.generate())


def is_recipient(text: str) -> bool:
    """Tell whether this is a public key: age1…, or an ssh-ed25519 one."""
    return bool(_RECIPIENT.fullmatch(text) or _SSH_RECIPIENT.fullmatch(text))


def recipient_in(text: str) -> str:
    """Find the public key in a line, without what is noted behind it. Raises ValueError."""
    words = text.split()
    found = " ".join(words[:2]) if words[:1] == ["ssh-ed25519"] else "".join(words[:1])
    if not is_recipient(found):
        raise ValueError(text)
    return found


def is_under_passphrase(text: bytes) -> bool:
    """Tell whether an identity file is itself sealed by a passphrase."""
    return text.startswith((_SEALED_BEGINS, _ARMOR_BEGINS))


def open_with_passphrase(text: bytes, passphrase: str) -> bytes | None:
    """Open an identity file under a passphrase; None if the passphrase is wrong."""
    pyrage = _pyrage()
    try:
        opened: bytes = pyrage.passphrase.decrypt(text, passphrase)
    except pyrage.DecryptError:
        return None
    return opened


def put_under_passphrase(text: bytes, passphrase: str) -> bytes:
    """Seal an identity file, never a journal, by a passphrase. This takes some seconds."""
    sealed_text: bytes = _pyrage().passphrase.encrypt(text, passphrase)
    return sealed_text


def identities_in(text: str) -> list[tuple[Identity, str]]:
    """Read every secret key of an identity file, each with its public key. Raises ValueError, OddSSHKey.

    That is a file of AGE-SECRET-KEY-1… lines with comments, or an SSH key (ed25519) without a passphrase.
    """
    pyrage = _pyrage()
    if text.lstrip().startswith(_SSH_BEGINS):
        return [_ssh_identity(pyrage, text)]
    lines = [line.strip() for line in text.splitlines()]
    found = []
    try:
        for line in lines:
            if line and not line.startswith("#"):
                one = pyrage.x25519.Identity.from_str(line)
                found.append((one, str(one.to_public())))
    except pyrage.IdentityError:
        raise ValueError from None
    if not found:
        raise ValueError
    return found


def _ssh_identity(pyrage: Any, text: str) -> tuple[Identity, str]:  # noqa: ANN401 - as above
    """The key and its public half, which stands in front of it in the file."""
    import base64  # noqa: PLC0415 - only for an SSH key

    try:
        body = "".join(line for line in text.split("\n") if line.strip() and not line.startswith("-----"))
        parts = base64.b64decode(body)[len(b"openssh-key-v1\0") :]
        under_passphrase = parts[4:8] != b"none"
        for _part in ("cipher", "kdf", "options of the kdf"):
            parts = parts[4 + int.from_bytes(parts[:4]) :]
        parts = parts[4:]  # how many keys: one
        parts = parts[4 : 4 + int.from_bytes(parts[:4])]
        kind = parts[4 : 4 + int.from_bytes(parts[:4])].decode("ascii", "replace")
        if kind != "ssh-ed25519":
            raise OddSSHKey(
                _("It is an SSH key of the kind {kind}; only ed25519 opens a journal.").format(kind=kind)
            )
        if under_passphrase:
            raise OddSSHKey(_("It is an SSH key under a passphrase, which can't be asked for SSH keys here."))
        public = base64.b64encode(parts).decode()
        recipient = recipient_in(f"ssh-ed25519 {public}")
        return pyrage.ssh.Identity.from_buffer(text.encode()), recipient
    except OddSSHKey:
        raise
    except (pyrage.IdentityError, pyrage.RecipientError, ValueError):
        raise ValueError from None

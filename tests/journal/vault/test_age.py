"""What goes through pyrage part by part: the pieces of a text, and what goes wrong on the way."""

import errno
import os
from io import BytesIO
from pathlib import Path

import pytest
from msgspec import Raw

from peermentor.journal.file import sealed
from peermentor.journal.vault import age

pyrage = pytest.importorskip("pyrage")

PIECES = [b"", b"a" * 7, Raw(b"bc" * 5000), b"", b"d" * 8192, b"e" * 200_000, Raw(b""), b"f"]


@pytest.fixture
def key():
    return pyrage.x25519.Identity.generate()


@pytest.mark.parametrize("pieces", [PIECES, [], [b""], [b"x" * 8192], [b"y"] * 20_000])
def test_the_pieces_of_a_text_are_sealed_as_one(key, pieces):
    file = BytesIO()
    age.seal(pieces, [str(key.to_public())], file)
    whole = b"".join(map(bytes, pieces))
    assert pyrage.decrypt(file.getvalue(), [key]) == whole
    assert age.open_sealed(Path("j.age"), BytesIO(file.getvalue()), [key]) == whole


class Failing(BytesIO):
    """A disk that takes so many writes, or gives so many reads, and then fails."""

    def __init__(self, failed: BaseException, good: int, said: bytes = b"") -> None:
        super().__init__(said)
        self.failed = failed
        self.good = good

    def _next(self) -> None:
        self.good -= 1
        if self.good < 0:
            raise self.failed

    def write(self, part):
        self._next()
        return super().write(part)

    def read(self, most=-1):
        self._next()
        return super().read(most)


FAILED = [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt(), OSError(errno.EIO, "x")]


@pytest.mark.parametrize("good", [0, 1, 2])
@pytest.mark.parametrize("failed", FAILED)
def test_what_fails_while_it_is_sealed_or_opened_is_raised_as_it_was(key, failed, good):
    with pytest.raises(type(failed)) as came:
        age.seal([b"x" * 300_000], [str(key.to_public())], Failing(failed, good))
    assert came.value is failed
    said = pyrage.encrypt(b"x" * 300_000, [key.to_public()])
    with pytest.raises(type(failed)) as came:
        age.open_sealed(Path("j.age"), Failing(failed, good, said), [key])
    assert came.value is failed


def test_half_a_file_and_one_for_others_are_told_apart(key):
    said = pyrage.encrypt(b"x" * 300_000, [key.to_public()])
    for torn in (said[:-1], said[:100], b""):
        with pytest.raises(OSError, match="not whole"):
            age.open_sealed(Path("j.age"), BytesIO(torn), [key])
    with pytest.raises(sealed.ForOthers):
        age.open_sealed(Path("j.age"), BytesIO(said), [pyrage.x25519.Identity.generate()])

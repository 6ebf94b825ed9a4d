"""Write a key so that a person can copy it: in groups, with words that show whether it was copied right."""

from hashlib import blake2s

from peermentor.journal.vault.age import SECRET

_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aiou"
_WORDS = 3
_GROUP = 6


def in_groups(secret: str) -> str:
    """Write a key in groups of six letters, after the beginning that all keys have."""
    begins, letters = secret[: len(SECRET)], secret[len(SECRET) :]
    return " ".join((begins, *(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))))


def from_typed(typed: str) -> str:
    """Read a key as it was copied: in any groups, in any case."""
    return "".join(typed.split()).upper()


def check_words(secret: str) -> str:
    """Make the words that go with a key: three that can be spoken, 16 bits each ("lusab babad gutih").

    Each is consonant, vowel, consonant, vowel, consonant, as proquints have it (Wilkerson, arXiv:0901.4016).
    """
    digest = blake2s(from_typed(secret).encode(), digest_size=2 * _WORDS).digest()
    return " ".join(_word(int.from_bytes(digest[at : at + 2])) for at in range(0, len(digest), 2))


def _word(number: int) -> str:
    letters = ""
    for shift, bits in ((12, 4), (10, 2), (6, 4), (4, 2), (0, 4)):
        part = number >> shift & (1 << bits) - 1
        letters += _CONSONANTS[part] if bits == 4 else _VOWELS[part]  # noqa: PLR2004 - 4 bits are a consonant
    return letters

"""The single words that people type and a journal keeps ("me", "continue"), in the languages we know.

Every journal keeps them in English. English and Indonesian words are always understood, and those of the
language in use.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from peermentor.language import said_of
from peermentor.to_type import quoted, words_of

CONTEXT = "a word to type"

W = TypeVar("W", bound=str)

# What Indonesian has for them; the first of each is what the catalogue shows.
INDONESIAN = {
    "me": ("aku", "saya"),
    "them": ("rekan", "dia"),
    "both": ("berdua", "keduanya", "kami", "kami berdua"),
    "even": ("seimbang", "sama"),
    "mentor": ("mentor", "membimbing", "pembimbing"),
    "mentee": ("dibimbing", "anak didik"),
    "career": ("karier", "karir"),
    "skill": ("keahlian", "keterampilan"),
    "event": ("acara",),
    "lunch": ("makan-siang", "makan siang"),
    "project": ("proyek",),
    "team": ("tim",),
    "online": ("daring",),
    "other": ("lainnya", "lain"),
    "yes": ("ya", "iya"),
    "partly": ("sebagian",),
    "no": ("tidak", "nggak", "enggak", "gak", "tdk"),
    "unknown": ("belum-tahu", "belum tahu", "tidak tahu"),
    "stop": ("berhenti",),
    "start": ("awal",),
    "continue": ("lanjutkan", "lanjut"),
    "adjust": ("sesuaikan",),
    "pause": ("jeda",),
    "close": ("akhiri",),
    "given": ("diberikan", "kuberikan", "memberi"),
    "received": ("diterima", "kuterima", "menerima"),
    "keep": ("pertahankan", "tetap"),
    "hand-on": ("serahkan",),
    "let-go": ("lepas", "dilepas", "lepaskan"),
    "open": ("terbuka",),
    "reached": ("tercapai",),
    "handed-on": ("diserahkan",),
    "kept": ("ditepati",),
    "late": ("terlambat",),
    "dropped": ("dilepas",),
    "discussed": ("dibahas",),
    "much-less": ("jauh-kurang", "jauh kurang"),
    "less": ("kurang",),
    "as-expected": ("sesuai-harapan", "sesuai harapan"),
    "more": ("lebih",),
    "much-more": ("jauh-lebih", "jauh lebih"),
    "candidate": ("calon",),
    "active": ("aktif",),
    "paused": ("jeda", "dijeda"),
    "winding-up": ("menuju-akhir", "menuju akhir"),
    "closed": ("berakhir",),
    "declined": ("tidak-jadi", "tidak jadi"),
    "regular": ("biasa",),
    "first": ("pertama",),
    "grow": ("bertumbuh",),
    "review": ("tinjauan",),
    "closing": ("penutup",),
    "message": ("pesan",),
    "in-person": ("langsung",),
    "after-event": ("sesudah-acara", "sesudah acara", "setelah acara"),
    "goals": ("tujuan",),
    "growth": ("pertumbuhan",),
    "respect": ("hormat", "rasa hormat"),
    "communication": ("komunikasi",),
    "commitment": ("komitmen",),
    "balance": ("keseimbangan",),
    "energy": ("energi",),
    "mine": ("bagianku", "milikku"),
    "theirs": ("milik-mereka", "milik mereka"),
    "candidates": ("calon",),
    "mentors": ("rekan", "mentor"),
    "agreement": ("kesepakatan",),
    "goal": ("tujuan",),
    "check-in": ("perkembangan",),
    "topic": ("topik",),
    "session": ("pertemuan",),
    "reflection": ("refleksi",),
    "promise": ("janji",),
    "feedback": ("umpan-balik", "umpan balik"),
    "win": ("pencapaian",),
    "rehearsal": ("latihan",),
    "star": ("bintang",),
    "first-meeting": ("pertemuan-pertama", "pertemuan pertama"),
    "stalled-goal": ("tujuan-macet", "tujuan macet"),
    "one-sided": ("berat-sebelah", "berat sebelah"),
    "listening": ("mendengarkan",),
    "after-win": ("sesudah-pencapaian", "sesudah pencapaian"),
    "before-review": ("sebelum-tinjauan", "sebelum tinjauan"),
    "reality": ("keadaan",),
    "options": ("pilihan",),
    "will": ("tekad",),
    "review-talk": ("obrolan-tinjauan", "obrolan tinjauan"),
    "looking": ("mencari",),
    "gentle": ("lembut",),
    "plain": ("lugas",),
    "direct": ("tegas",),
    "conversation": ("pembicaraan",),
    # Never typed, but shown with a review that is kept.
    "rhythm": ("irama",),
    "their-word": ("janjinya",),
    "my-word": ("janjimu",),
    "prepared": ("persiapan",),
    "strong": ("kuat",),
    "mixed": ("sedang",),
    "weak": ("lemah",),
    "get-support": ("cari dukungan dulu",),
    "too-early": ("terlalu dini untuk dinilai",),
    "too-little": ("bahannya belum cukup",),
    "wind-down": ("saatnya diakhiri baik-baik",),
    "reassess": ("saatnya tinjau ulang bersama",),
    "thriving": ("berjalan sangat baik",),
    "serving": ("bermanfaat bagimu",),
}


_TAKE_A_WORD = (
    *("--attained", "--cancelled", "--decide", "--from", "--goals", "--kind", "--met", "--moment"),
    *("--over", "--prefer", "--shape", "--stage", "--state"),
)


def match(typed: str, allowed: Iterable[W]) -> W | None:
    """Find which of the allowed words was typed, in a language we know: "aku" is "me". None for any other."""
    word = typed.strip().casefold()
    return next(
        (one for one in allowed if word in (one, say_word(one)) or word in INDONESIAN.get(one, ())), None
    )


def match_prefix(typed: str, allowed: Sequence[W]) -> W | None:
    """Find the one allowed word that was typed, or begins with what was typed: "par" is "partly".

    None where several words begin that way.
    """
    start = typed.strip().casefold()
    fits = [
        one
        for one in allowed
        if start and (one.startswith(start) or say_word(one, allowed).startswith(start))
    ]
    return match(typed, allowed) or (fits[0] if len(fits) == 1 else None)


def choices(allowed: Iterable[str], between: str = ", ") -> str:
    """List the allowed words in the language in use: "me, them, both"."""
    words = tuple(allowed)
    return between.join(say_word(one, words) for one in words)


def in_command(command: str) -> str:
    """Write a command as a person may type it, its single words in the language in use.

    In Indonesian, "review maya --decide continue" is "review maya --decide lanjutkan".
    """
    words, before = [], ""
    if "$'" in command:
        return command  # spelled out, and understood in English too
    for word in words_of(command):
        words.append(word if before == "--journal" else _in_command(word, before))
        before = word
    return " ".join(map(quoted, words))


def _in_command(word: str, before: str) -> str:
    key, equals, value = word.partition("=")
    if before == "--rate" and equals:
        return f"{say_word(key)}={value}"
    if before == "--answer" and value in INDONESIAN:
        return f"{key}={say_word(value)}"
    if before in _TAKE_A_WORD and word in INDONESIAN:
        return say_word(word, ("mine", "theirs") if before == "--prefer" else ())
    if key == "state" and value in INDONESIAN:
        return f"{key}={say_word(value)}"
    return say_word(word) if word in ("given", "received") else word


def say_word(word: str, among: Sequence[str] = ()) -> str:
    """Say a word as it may be typed, in the language in use.

    `among` are the words it was chosen from: "both" of two people is not the "both" of two subjects,
    and "mine" of two sides is not the part a person has in it.
    """
    if word == "mine" and "theirs" in among:
        return said_of("whose side holds", "mine")
    if word == "both" and "skill" in among:
        return said_of("what it is about", "both")
    return said_of(CONTEXT, word)

"""Characters that show nothing: the quick look at a text overlooks none of them."""

import re
import sys

from peermentor.practice.nouns.unseen import UNSEEN, is_seen, without_unseen

EVERY = "".join(map(chr, range(sys.maxunicode + 1)))


def test_the_quick_look_sees_every_character_that_shows_nothing():
    """What Python's own tables take for printable among them differs from version to version."""
    unseen = re.findall(f"[{UNSEEN}]", EVERY)
    assert len(unseen) > 4000
    assert [mark for mark in unseen if is_seen(f"a{mark}b") or without_unseen(f"a{mark}b") != "ab"] == []


def test_a_text_of_letters_and_signs_needs_no_second_look():
    assert is_seen("Zoë Łukasik: “Ya, besok…” 你好")
    assert not is_seen("two\nlines")

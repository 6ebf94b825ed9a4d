"""The set of all records: what is asked after changes says the same, whatever was asked before them."""

from datetime import date

from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Session, Win

MAYA = Mentor(uid="M", number=1, name="Maya", since=date(2026, 1, 1))
FIRST = Session(uid="A", number=1, mentor="M", date=date(2026, 11, 3))
SECOND = Session(uid="B", number=2, mentor="M", date=date(2026, 11, 10))


def test_a_talk_that_is_put_in_after_the_days_were_asked_for_is_there_once() -> None:
    records = Records.of(MAYA, FIRST)
    assert records.latest(Session, 1) == [FIRST]
    records.put(SECOND)
    assert records.where(Session, date=SECOND.date) == (SECOND,)
    assert records.latest(Session, 2) == [FIRST, SECOND]


def test_what_speaks_of_a_new_record_is_found_among_the_others_that_are_new() -> None:
    records = Records.of(
        MAYA, FIRST, Win(uid="W", number=1, date=date(2026, 11, 10), text="He chose B", session="A")
    )
    records.put(SECOND, is_new=True)
    assert records.where(Win, session="B") == ()
    later = Win(uid="Y", number=3, date=date(2026, 11, 10), text="They asked me back", session="B")
    sooner = Win(uid="X", number=2, date=date(2026, 11, 10), text="It is written", session="B")
    records.put(later, is_new=True)
    records.put(sooner, is_new=True)
    assert records.where(Win, session="B") == (sooner, later)
    assert records.get(Session, "B") == SECOND
    assert len(records.where(Win, session="A")) == 1
    records.remove(later)
    assert records.where(Win, session="B") == (sooner,)


def test_what_was_kept_may_speak_of_a_record_that_comes_back() -> None:
    kept = Win(uid="W", number=1, date=date(2026, 11, 10), text="He chose B", session="B")
    records = Records.of(MAYA, kept)
    records.put(SECOND)  # from another journal, with the uid it had
    assert records.where(Win, session="B") == (kept,)

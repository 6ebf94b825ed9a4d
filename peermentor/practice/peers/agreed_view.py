"""What two peers expect of each other, as `agree` shows it (agreement.py has the rules)."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from peermentor.practice.contract import people_views, record_view
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Agreement, Mentor
from peermentor.practice.nouns.stretches import Days
from peermentor.practice.peers.agreement import (
    AgreedTime,
    ChangedTerm,
    agreed_time,
    changed_terms,
    latest_agreement,
    versions_of,
)


class AgreedView(Struct, frozen=True, kw_only=True):
    """What `agree` shows: the agreement, what it changed, and the time agreed on and spent."""

    mentor: record_view.MentorRef
    agreement: people_views.AgreementView | None
    changes: tuple[ChangedTerm, ...]
    hours: AgreedTime | None


def agreed_view(records: Records, mentor: Mentor, today: date, breaks: Iterable[Days] = ()) -> AgreedView:
    """Show the agreement that holds today."""
    held = latest_agreement(records, mentor)
    if held:
        return agreed_version(records, held, today, breaks)
    return AgreedView(mentor=record_view.MentorRef.of(mentor), agreement=None, changes=(), hours=None)


def agreed_version(
    records: Records, version: Agreement, today: date, breaks: Iterable[Days] = ()
) -> AgreedView:
    """Show one version of an agreement and what it changed; only the latest comes with the time."""
    mentor = records.get(Mentor, version.mentor)
    versions = versions_of(records, mentor) if mentor else [version]
    before = next((one for one in versions[versions.index(version) + 1 :]), None)
    latest = mentor is not None and version == versions[0]
    return AgreedView(
        mentor=record_view.whose(records, version.mentor),
        agreement=people_views.agreement(records, version, today),
        changes=changed_terms(before, version),
        hours=agreed_time(records, mentor, today, breaks) if mentor and latest else None,
    )

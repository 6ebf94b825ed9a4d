"""A draft to change a story's records on some day, as a transaction would hand it out."""

from datetime import UTC, datetime, time

from peermentor.practice.nouns.draft import Draft
from tests.practice.builder import Story, day


def drafting(story: Story, when: str) -> Draft:
    return Draft(story.records, datetime.combine(day(when), time(9), UTC), lambda: "new", lambda _kind: 99)

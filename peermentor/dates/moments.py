"""A day and a clock as one moment, in the zone they were said in."""

from datetime import UTC, date, datetime, time, tzinfo


def moment(day: date, clock: time, zone: tzinfo | None = None) -> datetime:
    """Find the moment a clock shows on a day in a zone (the machine's own); it keeps that zone's offset.

    A time that the change to summer time leaves out moves forward by what is left out, and of one that comes
    twice the first is meant (RFC 5545, 3.3.5). Where moving forward would end on the next day (a change
    just before midnight), it moves back instead: a meeting never changes its day.
    """
    said = datetime.combine(day, clock)
    forward = _in_zone(said, zone)
    if forward.date() == day:
        return forward
    back = _in_zone(said.replace(fold=1), zone)
    return back if back.date() == day else forward  # a day that the zone skipped whole has no moment


def _in_zone(said: datetime, zone: tzinfo | None) -> datetime:
    # Through UTC and back: a local time that never was comes out as the one that was.
    there = said.replace(tzinfo=zone) if zone else said
    return datetime.fromtimestamp(there.timestamp(), UTC).astimezone(zone)

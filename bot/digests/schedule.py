"""When a digest or an alert is due: pure functions of instants, local times and time zones.

Instants are aware datetimes in UTC. A local time that daylight saving skips means the first instant
after it, one that occurs twice the first of the two, and a day that a zone has skipped altogether
has no edition.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LATE = timedelta(hours=6)
"""How long after its hour an edition is still posted, as after a downtime."""

DAY_MINUTES = 24 * 60
_DAY = timedelta(days=1)
_SEARCHED = 9
"""Days looked through for the next edition: one weekday comes back after seven, at the latest."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours without a post, in minutes of the local day: from `start` until before `end`.

    They may go over midnight: 22:00 to 07:00.
    """

    start: int
    end: int

    def holds(self, minute: int) -> bool:
        """Whether a minute of the local day lies in them."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody wants an edition: a `minute` of the local day, on `days` (Monday is 0)."""

    zone: ZoneInfo
    minute: int
    days: tuple[int, ...] = tuple(range(7))
    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One edition: of which local day, and the instant at which it is due."""

    day: date
    at: datetime


def moment(day: date, minute: int, zone: ZoneInfo) -> datetime | None:
    """The instant of a local time; None where the zone has skipped that whole day."""
    wall = datetime.combine(day, time(minute // 60, minute % 60))
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return first
    # Skipped. Read with the offset of before it lies after the change, with that of after, before.
    change = _change(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), first, zone)
    before = (change - timedelta(microseconds=1)).astimezone(zone).date()
    return None if before < day < change.astimezone(zone).date() else change


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first instant, to the second, that has the offset of `after`."""
    low, high = int(before.timestamp()), int(after.timestamp())
    offset = after.astimezone(zone).utcoffset()
    while low < high:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, UTC).astimezone(zone).utcoffset() == offset:
            high = middle
        else:
            low = middle + 1
    return datetime.fromtimestamp(high, UTC)


def is_quiet(at: datetime, zone: ZoneInfo, quiet: Quiet | None) -> bool:
    """Whether an instant lies in quiet hours."""
    local = at.astimezone(zone)
    return quiet is not None and quiet.holds(local.hour * 60 + local.minute)


def after_quiet(at: datetime, zone: ZoneInfo, quiet: Quiet | None) -> datetime:
    """The instant itself, or the end of the quiet hours that it lies in."""
    if quiet is None or not is_quiet(at, zone, quiet):
        return at
    day = at.astimezone(zone).date()
    ends = [moment(day + _DAY * n, quiet.end, zone) for n in range(3)]
    return min(end for end in ends if end is not None and end > at)


def _slots(hours: Hours, day: date, step: int) -> Iterator[Slot]:
    """The editions of a local day and of those after it, or with a `step` of -1 before it."""
    for n in range(_SEARCHED):
        local = day + _DAY * n * step
        at = moment(local, hours.minute, hours.zone) if local.weekday() in hours.days else None
        if at is not None:
            yield Slot(local, after_quiet(at, hours.zone, hours.quiet))


def following(hours: Hours, after: datetime) -> Slot | None:
    """The first edition due later than an instant; None without any weekday."""
    begin = after.astimezone(hours.zone).date() - _DAY
    return next((slot for slot in _slots(hours, begin, 1) if slot.at > after), None)


def latest(hours: Hours, now: datetime) -> Slot | None:
    """The last edition that was due by `now`; None without any weekday."""
    begin = now.astimezone(hours.zone).date() + _DAY
    return next((slot for slot in _slots(hours, begin, -1) if slot.at <= now), None)


def due(hours: Hours, after: datetime, now: datetime) -> Slot | None:
    """The edition to post now: the latest one due after `after`, and none of those before it.

    None where its hour is more than `LATE` ago, and as long as it would fall into quiet hours.
    """
    slot = latest(hours, now)
    if slot is None or slot.at <= after or is_late(slot.at, now):
        return None
    return None if is_quiet(now, hours.zone, hours.quiet) else slot


def longest_pause(hours: Hours) -> timedelta:
    """The longest time between two editions: a week for those of one weekday."""
    ahead = (*hours.days[1:], *(day + 7 for day in hours.days[:1]))
    return max((_DAY * (b - a) for a, b in zip(hours.days, ahead, strict=True)), default=_DAY)


def is_late(at: datetime, now: datetime) -> bool:
    """Whether what was due at an instant is no longer posted."""
    return now - at > LATE


def alert_due(
    last: datetime, every: timedelta, zone: ZoneInfo, quiet: Quiet | None, now: datetime
) -> bool:
    """Whether an alert may be posted now, `last` having been the instant of the one before."""
    return now - last >= every and not is_quiet(now, zone, quiet)

"""When editions are due, held against a clock that is read minute by minute."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.schedule import (
    DAY_MINUTES,
    LATE,
    Hours,
    Quiet,
    Slot,
    after_quiet,
    alert_due,
    due,
    following,
    is_quiet,
    latest,
    moment,
)

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

CHANGES = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "America/Santiago": (date(2026, 4, 5), date(2026, 9, 6)),
    "Asia/Phnom_Penh": (date(2026, 3, 29), date(2026, 10, 25)),
}
"""The days on which the clocks change; the last zone has no such day."""

AROUND = [(zone, day) for zone, days in CHANGES.items() for day in days]

clocks = st.tuples(st.sampled_from(AROUND), st.integers(0, DAY_MINUTES - 1))
quiets = st.none() | st.builds(Quiet, st.integers(0, 1439), st.integers(0, 1439))
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))


@cache
def clock(zone: str, day: date) -> list[tuple[datetime, date, int]]:
    """Every minute from two days before a day until three after: instant, local day and minute."""
    start = datetime.combine(day - 2 * DAY, datetime.min.time(), UTC)
    read = []
    for n in range(6 * DAY_MINUTES):
        at = start + n * MINUTE
        local = at.astimezone(ZoneInfo(zone))
        read.append((at, local.date(), local.hour * 60 + local.minute))
    return read


def first_at_or_after(zone: str, around: date, day: date, minute: int) -> datetime:
    """The first instant of a local day whose clock shows the minute or a later one."""
    return next(at for at, on, shown in clock(zone, around) if on == day and shown >= minute)


@given(clocks)
def test_a_local_time_is_the_first_instant_at_which_the_clock_has_come_so_far(
    wanted: tuple[tuple[str, date], int],
) -> None:
    (zone, change), minute = wanted
    for day in (change - DAY, change, change + DAY):
        assert moment(day, minute, ZoneInfo(zone)) == first_at_or_after(zone, change, day, minute)


@pytest.mark.parametrize(
    ("zone", "day", "minute", "expected"),
    [
        # 02:30 does not exist in Berlin that night: three o'clock comes right after two.
        ("Europe/Berlin", date(2026, 3, 29), 150, "2026-03-29T01:00"),
        ("Europe/Berlin", date(2026, 10, 25), 150, "2026-10-25T00:30"),
        ("America/New_York", date(2026, 3, 8), 150, "2026-03-08T07:00"),
        ("America/New_York", date(2026, 11, 1), 90, "2026-11-01T05:30"),
        # Half an hour, from 02:00 to 02:30.
        ("Australia/Lord_Howe", date(2026, 10, 4), 135, "2026-10-03T15:30"),
        ("Australia/Lord_Howe", date(2026, 4, 5), 105, "2026-04-04T14:45"),
        ("Asia/Phnom_Penh", date(2026, 3, 29), 480, "2026-03-29T01:00"),
    ],
)
def test_skipped_and_doubled_times(zone: str, day: date, minute: int, expected: str) -> None:
    at = moment(day, minute, ZoneInfo(zone))
    assert at == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_day_that_a_zone_has_skipped_has_no_edition() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert moment(date(2011, 12, 30), 480, apia) is None
    hours = Hours(apia, 480)
    thursday = moment(date(2011, 12, 29), 480, apia)
    assert thursday is not None
    slot = following(hours, thursday)
    assert slot == Slot(date(2011, 12, 31), datetime(2011, 12, 30, 18, tzinfo=UTC))


@given(clocks, weekdays, quiets)
def test_each_day_that_is_wanted_has_one_edition(
    wanted: tuple[tuple[str, date], int], days: tuple[int, ...], quiet: Quiet | None
) -> None:
    (zone, change), minute = wanted
    hours = Hours(ZoneInfo(zone), minute, days, quiet)
    start = datetime.combine(change - 10 * DAY, datetime.min.time(), UTC)
    at, told = start, []
    while (slot := following(hours, at)) is not None and slot.at < start + 20 * DAY:
        assert slot.at > at
        assert latest(hours, slot.at) == slot
        assert not is_quiet(slot.at, hours.zone, quiet) or (quiet and quiet.start == quiet.end)
        told.append(slot.day)
        at = slot.at
    assert told == sorted(set(told))
    assert all(day.weekday() in days for day in told)
    between = [told[0] + n * DAY for n in range((told[-1] - told[0]).days + 1)]
    assert told == [day for day in between if day.weekday() in days]


@given(clocks, st.integers(-DAY_MINUTES, 2 * DAY_MINUTES), st.integers(0, 30), quiets)
def test_after_a_downtime_only_the_latest_edition_is_posted_and_soon_enough(
    wanted: tuple[tuple[str, date], int], offset: int, away: int, quiet: Quiet | None
) -> None:
    (zone, change), minute = wanted
    hours = Hours(ZoneInfo(zone), minute, quiet=quiet)
    now = datetime.combine(change, datetime.min.time(), UTC) + offset * MINUTE
    slot = due(hours, now - away * DAY, now)
    if slot is not None:
        assert now - away * DAY < slot.at <= now <= slot.at + LATE
        assert not is_quiet(now, hours.zone, quiet)
        assert slot == latest(hours, now)
        assert due(hours, slot.at, now) is None


@given(clocks, quiets, st.integers(0, 2 * DAY_MINUTES))
def test_quiet_hours_end_at_the_first_minute_that_is_not_quiet(
    wanted: tuple[tuple[str, date], int], quiet: Quiet | None, offset: int
) -> None:
    (zone, change), _ = wanted
    read = clock(zone, change)
    at = read[DAY_MINUTES + offset][0]
    ended = after_quiet(at, ZoneInfo(zone), quiet)
    if quiet is None or not quiet.holds(read[DAY_MINUTES + offset][2]):
        assert ended == at
        return
    left = next(one for one, _, shown in read if one > at and not quiet.holds(shown))
    assert ended == left


def test_a_change_of_zone_moves_the_hour() -> None:
    posted = moment(date(2026, 11, 23), 480, ZoneInfo("Asia/Phnom_Penh"))
    assert posted == datetime(2026, 11, 23, 1, tzinfo=UTC)
    there = Hours(ZoneInfo("America/New_York"), 480)
    # The hour of the same day there is still to come: whether it was told is for the claims.
    assert following(there, posted) == Slot(date(2026, 11, 23), posted.replace(hour=13))


def test_an_alert_waits_for_its_hours_and_for_the_end_of_quiet_ones() -> None:
    zone, quiet = ZoneInfo("Europe/Berlin"), Quiet(22 * 60, 7 * 60)
    last = datetime(2026, 11, 22, 16, tzinfo=UTC)
    four = timedelta(hours=4)
    assert not alert_due(last, four, zone, None, last + four - MINUTE)
    assert alert_due(last, four, zone, None, last + four)
    assert alert_due(last, four, zone, quiet, last + four)
    assert not alert_due(last, four, zone, quiet, last + 5 * timedelta(hours=1))
    assert alert_due(last, four, zone, quiet, last + 14 * timedelta(hours=1))

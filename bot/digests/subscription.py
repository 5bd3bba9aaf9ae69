"""What somebody has asked to be told of by itself, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.digests.schedule import Hours, Quiet, longest_pause

EVERY = 4
"""Hours between two alerts, where nobody says otherwise."""

EVERY_MOST = 7 * 24


class Sort(StrEnum):
    """What a subscription brings."""

    DIGEST = "digest"
    """An edition at an hour, on some weekdays."""
    FOLLOW = "follow"
    """Alerts when there is something new, bundled, at most every few hours."""


class Paused(StrEnum):
    """Why nothing is posted."""

    REMOVED = "removed"
    """The bot is no longer in the channel."""
    ARCHIVED = "archived"
    GONE = "gone"
    """The channel is deleted, or hidden from the bot."""
    REFUSED = "refused"
    """Slack does not let the bot post there."""
    LOST = "lost"
    """The bot's token is no longer good."""
    UNREADABLE = "unreadable"
    """The archive no longer knows what is wanted."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A digest or an alert.

    `place` is a channel, or the direct message of `person`, who set it up. `hours` says when a
    digest is due, `every` how many hours lie between two alerts at least. `words` are what is
    wanted, as `knowledge.answers.digests.read` takes them, and `label` is how it reads. `one_line`
    says whether something is posted when there is nothing new. Editions due up to `after` are dealt
    with; of an alert it is when the last one was posted. `told` is up to when it has been told what
    is new. `unsure` marks that it is not known whether the last edition has arrived. All instants
    are in UTC.
    """

    id: str
    team: str
    sort: Sort
    place: str
    person: str
    words: str
    label: str
    hours: Hours
    after: datetime
    told: datetime
    every: int = EVERY
    one_line: bool = False
    muted: datetime | None = None
    paused: Paused | None = None
    unsure: bool = False

    @property
    def direct(self) -> bool:
        """Whether it goes to one person alone."""
        return self.place.startswith("D")

    def is_muted(self, now: datetime) -> bool:
        """Whether nothing is posted for a while."""
        return self.muted is not None and now < self.muted

    @property
    def since(self) -> datetime:
        """The instant after which editions count: none that was due while it was muted."""
        return self.after if self.muted is None else max(self.after, self.muted)

    @property
    def interval(self) -> timedelta:
        """What lies between two alerts at least."""
        return timedelta(hours=self.every)

    @property
    def rhythm(self) -> timedelta:
        """What lies between two editions or alerts at most, where each finds something to tell."""
        return longest_pause(self.hours) if self.sort is Sort.DIGEST else self.interval


def written(at: datetime) -> str:
    """An instant as text: `2026-11-22T08:00:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(text: str) -> datetime:
    """The instant that `written` wrote.

    Raises:
        ValueError: it is none.
    """
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def zone_named(name: str) -> ZoneInfo | None:
    """A zone by its exact IANA name; None for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


COLUMNS = (
    "id",
    "team",
    "sort",
    "place",
    "person",
    "words",
    "label",
    "zone",
    "minute",
    "days",
    "quiet_start",
    "quiet_end",
    "every",
    "one_line",
    "after",
    "told",
    "muted",
    "paused",
    "unsure",
)


def to_row(one: Subscription) -> dict[str, object]:
    """The columns of a subscription."""
    hours, quiet = one.hours, one.hours.quiet
    return {
        "id": one.id,
        "team": one.team,
        "sort": str(one.sort),
        "place": one.place,
        "person": one.person,
        "words": one.words,
        "label": one.label,
        "zone": hours.zone.key,
        "minute": hours.minute,
        "days": "".join(map(str, hours.days)),
        "quiet_start": None if quiet is None else quiet.start,
        "quiet_end": None if quiet is None else quiet.end,
        "every": one.every,
        "one_line": int(one.one_line),
        "after": written(one.after),
        "told": written(one.told),
        "muted": None if one.muted is None else written(one.muted),
        "paused": None if one.paused is None else str(one.paused),
        "unsure": int(one.unsure),
    }


def of_row(row: Mapping[str, object]) -> Subscription:
    """The subscription in a row.

    Raises:
        ValueError: what stands there is none, as a zone that this machine no longer knows.
    """
    zone = zone_named(str(row["zone"]))
    if zone is None:
        raise ValueError("zone")
    start, end = row["quiet_start"], row["quiet_end"]
    quiet = Quiet(start, end) if isinstance(start, int) and isinstance(end, int) else None
    days = tuple(int(day) for day in str(row["days"]))
    muted, paused = row["muted"], row["paused"]
    return Subscription(
        id=str(row["id"]),
        team=str(row["team"]),
        sort=Sort(str(row["sort"])),
        place=str(row["place"]),
        person=str(row["person"]),
        words=str(row["words"]),
        label=str(row["label"]),
        hours=Hours(zone, _number(row["minute"]), days, quiet),
        after=instant(str(row["after"])),
        told=instant(str(row["told"])),
        every=_number(row["every"]),
        one_line=bool(row["one_line"]),
        muted=None if muted is None else instant(str(muted)),
        paused=None if paused is None else Paused(str(paused)),
        unsure=bool(row["unsure"]),
    )


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError("number")
    return value

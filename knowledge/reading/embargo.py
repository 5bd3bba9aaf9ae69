"""Until when nobody may see an article: what its front matter says → an instant."""

from datetime import UTC, datetime, timedelta

from knowledge.environment import UnknownZone, timezone
from knowledge.reading.problems import Unreadable

NOT_A_TIME = (
    "Its embargo can't be read as a time, so the article stays out. Write it as year-month-day, "
    "with the hour if need be, such as embargo: 2022-11-15 or embargo: 2022-11-15T06:00+07:00."
)


def instant(said: str) -> str:
    """Return the end of an embargo in UTC ("2022-11-14T23:00:00Z").

    `said` is ISO 8601: a day, which means its beginning, or a day with a time. Without a zone of
    its own it is in that of the newsroom; an hour that the clocks show twice is the later one.

    Raises:
        Unreadable: it is none of these, or the newsroom's zone is none.
    """
    try:
        stated = datetime.fromisoformat(said)
        if stated.tzinfo is None:
            zone = timezone()
            stated = max(stated.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        stated = stated.astimezone(UTC)
        if stated.microsecond:
            stated = stated.replace(microsecond=0) + timedelta(seconds=1)
    except UnknownZone as problem:
        raise Unreadable(f"Its embargo names no time zone. {problem}") from None
    except (ValueError, OverflowError):
        raise Unreadable(NOT_A_TIME) from None
    return stated.replace(tzinfo=None).isoformat() + "Z"

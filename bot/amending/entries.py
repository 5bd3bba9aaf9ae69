"""A message as it is remembered: what it showed, where it stands, and what it waits for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.amending.shows import Glimpse, Shows


class Sort(StrEnum):
    """What kind of message showed facts."""

    POST = "post"
    """One that the bot posted, and may change."""
    SHARED = "shared"
    """One in a channel that came by a response URL: Slack does not say which it is."""
    ALONE = "alone"
    """An answer that one person saw."""
    EDITION = "edition"
    """A message of a digest or an alert."""
    UNFURL = "unfurl"
    """What the bot shows below somebody's link."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message that showed facts, to be remembered; `at` is in seconds since the epoch.

    `channel` and `ts` name it in its workspace, `ts` is "" where it is not known. `url` is where
    the one who saw it alone can be told of a change, for half an hour.
    """

    team: str
    channel: str
    ts: str
    thread: str
    sort: Sort
    person: str
    at: float
    shows: Shows
    url: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A message as it is remembered.

    It was right up to the place `since` of the log when it was first shown, and is up to `seen` as
    it stands. It waits for what was decided up to `due`, and was tried in vain `tries` times.
    """

    n: int
    team: str
    channel: str
    ts: str
    thread: str
    sort: Sort
    person: str
    at: float
    since: int
    seen: int
    glimpses: tuple[Glimpse, ...]
    again: Mapping[str, Any]
    url: str = field(repr=False)
    due: int
    tries: int
    targets: tuple[str, ...]

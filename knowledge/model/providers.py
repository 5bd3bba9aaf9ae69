"""What the archive follows by itself: providers, the stories that they list, and notices on them.

All instants are UTC, ISO 8601 to the second with a Z ("2026-11-22T06:30:00Z"), so that they
compare as text.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

INSTANT = "%Y-%m-%dT%H:%M:%SZ"
"""The form of all instants, for `strftime`."""

# Before it there was no press, and after it is no news.
_FIRST_YEAR, _LAST_YEAR = 1600, 2999


class ProviderKind(StrEnum):
    """In what form a provider lists its stories."""

    FEED = "feed"
    """RSS or Atom."""
    WORDPRESS = "wordpress"
    """The REST interface of a WordPress site; the address is that of `wp/v2`."""
    SITEMAP = "sitemap"
    """A sitemap, a news sitemap or an index of either."""
    FOLDER = "folder"
    """A folder on this machine; the address is its absolute path."""
    PAGE = "page"
    """A single page that is looked at again and again."""


@dataclass(frozen=True, slots=True)
class NewProvider:
    """A provider as somebody adds it.

    `every` is the pause between polls in seconds. `expected` is how many seconds old the newest
    story may become before the editors are told, None for never. `private` lets addresses pass
    that are not public. `name` is what people call it by; `added_by` is a user or "".
    """

    kind: ProviderKind
    address: str
    name: str
    outlet: str | None = None
    every: int = 900
    expected: int | None = None
    private: bool = False
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as the base has it.

    `etag` and `last_modified` are the validators of its list, as the server sent them; `cursor` is
    how far a list was read that is read in parts (its meaning is the kind's). `failures` counts
    the polls in a row that failed, and `problem` says in plain words why; without any failure it
    says what of the list could not be read, though its poll went well otherwise.
    """

    id: int
    kind: ProviderKind
    address: str
    name: str
    outlet: str | None
    every: int
    expected: int | None
    private: bool
    added_by: str
    added_at: str
    paused: bool
    etag: str | None
    last_modified: str | None
    cursor: str | None
    tried_at: str | None
    succeeded_at: str | None
    problem: str | None
    failures: int
    due_at: str

    @property
    def is_failing(self) -> bool:
        """Whether its last poll failed."""
        return self.failures > 0 and self.problem is not None

    @property
    def fault(self) -> str | None:
        """What of its list could not be read, in plain words, though its last poll went well."""
        return self.problem if self.failures == 0 else None


@dataclass(frozen=True, slots=True)
class ProviderState:
    """A provider in numbers: how many of its stories are in the archive, wait, or failed.

    `newest` is when its newest story appeared, as the list tells it or else when it was first
    fetched; None while there is none, and of a single page, which lists nothing.
    """

    provider: Provider
    stories: int
    waiting: int
    failed: int
    gone: int
    newest: str | None

    def late_since(self, now: str) -> str | None:
        """Since when the newest story has been older than expected; None while it is not.

        A provider without any story counts from when it was added; a paused one is never late,
        nor is a single page, which brings no new stories.
        """
        if self.provider.expected is None or self.provider.paused:
            return None
        if self.provider.kind is ProviderKind.PAGE:
            return None
        since = later(self.newest or self.provider.added_at, self.provider.expected)
        return since if since < now else None


class ItemState(StrEnum):
    """What became of a story that a provider lists."""

    WAITING = "waiting"
    """It is new, or its provider says that it changed."""
    FETCHED = "fetched"
    FAILED = "failed"
    """It could not be read; it is tried again when it is due."""
    GONE = "gone"
    """It vanished from its address."""


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story as a provider's list names it.

    `key` knows it again (the canonical address, or the path within a folder), `address` is where
    it is fetched. `mark` is whatever the list says that changes when the story does; `appeared` is
    the instant at which it appeared or changed; `ref` is the provider's own name for it.
    """

    key: str
    address: str
    mark: str | None = None
    appeared: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A story of a provider as the base has it; see `ListedStory`.

    `etag` and `last_modified` are the validators of its page. `article` is the id of its article.
    `seen_at` is when the list last told something new of it, `fetched_at` when it was first taken
    in, `missing_at` when its page was first found to be missing, None while it is there. `due_at`
    is when it may be fetched (again); `tries` counts failures in a row, `problem` says why.
    """

    provider: int
    key: str
    address: str
    state: ItemState
    mark: str | None
    appeared: str | None
    ref: str | None
    etag: str | None
    last_modified: str | None
    article: str | None
    seen_at: str
    fetched_at: str | None
    missing_at: str | None
    due_at: str
    tries: int
    problem: str | None


class RequestState(StrEnum):
    """How far a request to add an address has come."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Request:
    """An address that somebody asked to add, and in plain words what became of it.

    While it waits, `answered_at` is when it was last begun with, None as long as it was not.
    """

    id: int
    url: str
    who: str
    at: str
    state: RequestState
    answered_at: str | None
    outcome: str | None
    article: str | None


class NoticeKind(StrEnum):
    """What an outlet did to a story after it was published."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Notice:
    """A flag on an article: its outlet corrected or withdrew it.

    `words` are the correction as printed (untrusted), or why it counts as withdrawn. `at` is when
    the outlet says that it did so, or else when it was found where that was at once, "" where
    nobody knows; `noted_at` is when it was found.
    """

    article: str
    kind: NoticeKind
    at: str
    words: str
    noted_at: str


def instant(at: datetime) -> str | None:
    """An instant as text; None for one far from any news.

    Some systems write the first or the last moment of their calendar where they have no time.
    """
    at = (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).astimezone(UTC)
    return at.strftime(INSTANT) if _FIRST_YEAR <= at.year <= _LAST_YEAR else None


def later(at: str, seconds: int) -> str:
    """The instant so many seconds after another (before it, if negative)."""
    return (datetime.strptime(at, INSTANT) + timedelta(seconds=seconds)).strftime(INSTANT)

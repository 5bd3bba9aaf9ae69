"""Sitemaps among the inputs of `ingest`: each story that they list is an input of its own."""

from pathlib import Path

from knowledge.base import Base
from knowledge.cli.inputs import Input, size_of
from knowledge.cli.terminal import Failure
from knowledge.environment import private_network
from knowledge.reading.problems import Unreadable
from knowledge.reading.sitemaps import Place
from knowledge.sources import backfill
from knowledge.sources.clock import Clock
from knowledge.sources.web import Web

Sized = tuple[Path | str | Place, int]
"""A file, an address or a story that a sitemap lists, and how many bytes it has to be read."""

NO_STORY = "passed over: the page tells nothing of a story of its own"


class Sitemaps:
    """Reads what sitemaps list, as politely as sources are polled."""

    def __init__(
        self, base: Base, published: str | None, outlet: str | None, since: str | None = None
    ) -> None:
        """Only stories that were not published before the day `since`, if that is given."""
        self._base = base
        self._published = published
        self._outlet = outlet
        self._since = since
        self._web = Web(Clock())
        self._private = private_network()

    def inputs(self, one: Path | str) -> list[Sized]:
        """An input, or the stories that it lists, each with its size in bytes.

        Raises:
            Failure: it lists nothing, and only what was published since a day is wanted.
        """
        if isinstance(one, str) and _may_list(one):
            try:
                places = backfill.stories(one, self._web, self._private, self._since)
            except Unreadable:
                # Reading it says what is the matter.
                return [(one, size_of(one))]
            if places is not None:
                return [(place, size_of(place.address)) for place in places]
        if self._since is not None:
            raise Failure("--since is for sitemaps, which tell when their stories were published.")
        return [(one, size_of(one))]

    def read(self, place: Place) -> Input:
        """A listed story; one that is in the base already is not fetched again."""
        known = backfill.known(place, self._base)
        if known is not None:
            return Input(place.address, None, known=known)
        try:
            page = backfill.fetched(
                place, self._web, self._private, published=self._published, outlet=self._outlet
            )
        except Unreadable as problem:
            return Input(place.address, None, problem.reason)
        if not page.is_story:
            return Input(place.address, None, NO_STORY, is_story=False)
        day = page.article.published or ""
        if self._since is not None and len(day) == len(self._since) and day < self._since:
            return Input(place.address, None, f"passed over: published on {day}", is_story=False)
        return Input(place.address, page.article, corrections=page.corrections)


def _may_list(url: str) -> bool:
    """Whether an address may be a sitemap's, so that it is worth looking."""
    address = url.lower().split("?", 1)[0]
    return "sitemap" in address or address.endswith((".xml", ".xml.gz"))

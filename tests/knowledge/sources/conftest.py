from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.model import NewProvider, Provider, ProviderKind
from knowledge.model.providers import INSTANT
from knowledge.sources.clock import Clock
from knowledge.sources.events import Event, Tally
from knowledge.sources.polling import poll
from knowledge.sources.web import Web
from tests.bases import opened
from tests.knowledge.cli import child
from tests.knowledge.sources.site import Site, serving

START = datetime(2022, 11, 20, 12, 0, tzinfo=UTC)


class Time(Clock):
    """A clock that stands still, but for whoever waits; it counts how long they did."""

    def __init__(self) -> None:
        self.at = START
        self.slept = 0.0

    def now(self) -> str:
        return self.at.strftime(INSTANT)

    def monotonic(self) -> float:
        return (self.at - START).total_seconds()

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.at += timedelta(seconds=seconds)

    def passes(self, **span: float) -> None:
        self.at += timedelta(**span)


class Desk:
    """A fact base whose polls tell what happened, with a clock of its own."""

    def __init__(self, base: Base, time: Time) -> None:
        self.base = base
        self.time = time
        self.events: list[Event] = []
        self.seconds = 15.0

    def add(
        self, address: str, kind: ProviderKind = ProviderKind.FEED, name: str = "", **more: object
    ) -> Provider:
        new = NewProvider(kind, address, name or f"source {len(self.base.providers()) + 1}")
        for key, value in {"private": True, **more}.items():
            object.__setattr__(new, key, value)
        return self.base.add_provider(new, now=self.time.now())

    def poll(self) -> list[Tally]:
        """Poll all that is followed; the events are those of this poll."""
        self.events = []
        return self._poll(self.base.providers())

    def due(self, *, go_on: bool = False) -> list[Tally]:
        """Poll what is due, or also what comes due meanwhile."""
        self.events = []
        return self._poll(self.base.due_providers(self.time.now()), go_on)

    def _poll(self, providers: list[Provider], go_on: bool = False) -> list[Tally]:
        web = Web(self.time, self.seconds)
        told = self.events.append
        return poll(self.base, providers, go_on=go_on, clock=self.time, told=told, web=web)

    @property
    def happened(self) -> list[tuple[str, str | None]]:
        return [(str(event.happened), event.article) for event in self.events]

    @property
    def counts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for event in self.events:
            found[str(event.happened)] = found.get(str(event.happened), 0) + 1
        return found


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with a simple extractor in the language model's place."""
    child.install(monkeypatch.setattr)
    with opened(tmp_path / "facts.db") as base:
        yield Desk(base, Time())

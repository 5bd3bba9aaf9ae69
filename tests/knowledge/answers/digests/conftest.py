"""A base whose articles are saved at given instants."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from knowledge.base import Base, articles
from knowledge.model import Fields
from tests.bases import opened
from tests.knowledge.base.world import fill, told


class Save(Protocol):
    """Saves an article that tells these facts, at an instant."""

    def __call__(
        self,
        id: str,
        *facts: Fields,
        at: str = ...,
        published: str | None = ...,
        outlet: str | None = ...,
        sentences: list[str] | None = ...,
        background: bool = ...,
    ) -> None: ...


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with opened(tmp_path / "facts.db") as made:
        yield made


@pytest.fixture
def save(base: Base, monkeypatch: pytest.MonkeyPatch) -> Save:
    def saving(
        id: str,
        *facts: Fields,
        at: str = "2022-03-21T09:00:00Z",
        published: str | None = "2022-03-21",
        outlet: str | None = None,
        sentences: list[str] | None = None,
        background: bool = False,
    ) -> None:
        monkeypatch.setattr(articles, "now", lambda: at)
        article = told(
            id,
            *facts,
            published=published,
            outlet=outlet,
            sentences=sentences,
            background=background,
        )
        fill(base, [article])

    return saving

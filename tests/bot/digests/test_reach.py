"""How far an edition goes back after a pause, and what it says of what it leaves out."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.digests.editions import Editions
from bot.digests.said import Said
from bot.digests.schedule import Hours, longest_pause
from bot.digests.store import open_file
from bot.digests.subscription import Sort, Subscription
from bot.readers import Readers
from bot.routing import Arrange, route
from knowledge.answers.digests import edition, made
from knowledge.base import Base
from knowledge.model import Query
from tests.bot.digests.harness import DAY, daily
from tests.knowledge.answers.digests.conftest import Save, base, save
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, met

__all__ = ["base", "save"]

NOW = datetime(2022, 3, 28, 7, tzinfo=UTC)
"""Eight o'clock in Berlin, on a Monday."""


@pytest.fixture
async def editions(base: Base, tmp_path: Path) -> AsyncIterator[Editions]:
    readers, file = Readers(base.path), open_file(tmp_path / "digests.db")
    yield Editions(readers, Said(file))
    await readers.close()
    await file.close()


@pytest.fixture
def weekly() -> Subscription:
    one = daily("w", "C1", NOW - 7 * DAY)
    return replace(one, hours=Hours(ZoneInfo("Europe/Berlin"), 480, (0,)))


def bring(save: Save, *ago: int) -> None:
    """Meetings that came in so many days ago."""
    for days in ago:
        at = NOW - timedelta(days=days)
        day = f"{at:%Y-%m-%d}"
        save(
            f"a{days}", met(HUN_SEN, KISHIDA, on=day), at=f"{at:%Y-%m-%dT%H:%M:%SZ}", published=day
        )


@pytest.mark.parametrize(
    ("days", "expected"),
    [((0, 1, 2, 3, 4, 5, 6), 1), ((0, 1, 2, 3, 4), 3), ((0,), 7), ((1, 3), 5), ((), 1)],
)
def test_the_longest_pause_of_a_rhythm(days: tuple[int, ...], expected: int) -> None:
    assert longest_pause(Hours(ZoneInfo("UTC"), 480, days)) == timedelta(days=expected)


async def test_a_weekly_edition_reaches_over_two_weeks(
    editions: Editions, save: Save, weekly: Subscription
) -> None:
    bring(save, 1, 6, 9, 13)
    (first, *_) = await editions.make(weekly, NOW - 14 * DAY, NOW, NOW)
    assert "4 stories" in first.text
    assert "left out" not in str(first.forms)


async def test_what_came_too_long_before_is_counted_and_offered(
    editions: Editions, save: Save, weekly: Subscription
) -> None:
    bring(save, 1, 20, 21, 30)
    alert = replace(weekly, sort=Sort.FOLLOW, every=4)
    for one in (weekly, daily("d", "C1", NOW), alert):
        (first, *_) = await editions.make(one, NOW - 40 * DAY, NOW, NOW)
        assert "1 story" in first.text
        assert "Older news are left out: 3 facts that came in" in str(first.forms)
    (shown, *_) = await editions.preview(replace(weekly, told=NOW - 40 * DAY), NOW)
    assert "3 facts that came in" in str(shown.blocks)


async def test_where_all_that_is_new_came_too_long_before_it_is_said_all_the_same(
    editions: Editions, save: Save, weekly: Subscription
) -> None:
    bring(save, 20)
    (first, *_) = await editions.make(weekly, NOW - 40 * DAY, NOW, NOW)
    assert "1 fact that came in" in str(first.forms)
    assert await editions.make(weekly, NOW - 12 * DAY, NOW, NOW) == []


def test_the_words_that_are_offered_ask_for_what_was_left_out(base: Base, save: Save) -> None:
    bring(save, 1, 20)
    japan, canada = (Query("digest", parties=(code,)) for code in ("JP", "CA"))
    span = f"{NOW - 10 * DAY:%Y-%m-%dT%H:%M:%SZ}", f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    for wanted, begins in (
        (made([japan]), "digest JP "),
        (made([japan, canada]), "digest between"),
    ):
        found = edition(base, wanted, *span, NOW.date(), after=f"{NOW - 30 * DAY:%Y-%m-%d}")
        assert found.skipped is not None and found.skipped.asked.startswith(begins)
        routed = route(found.skipped.asked)
        assert not isinstance(routed, Arrange)
    assert edition(base, made([canada]), *span, NOW.date(), after="2022-02-01").skipped is None
    save(
        "ca",
        met(HUN_SEN, TRUDEAU, on="2022-03-01"),
        at="2022-03-01T09:00:00Z",
        published="2022-03-01",
    )
    found = edition(base, made([canada]), *span, NOW.date(), after="2022-02-01")
    assert found.skipped is not None and found.skipped.facts == 1 and not found.empty

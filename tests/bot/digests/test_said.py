"""What a digest told and was corrected or withdrawn since is said in the next one, once."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.digests.claims import LEASE, Claims, Part, State
from bot.digests.editions import Editions
from bot.digests.said import KEPT_DAYS, LONGEST, MOST, Line, Said, note
from bot.digests.store import Store, open_file
from bot.digests.subscription import written
from bot.readers import Readers
from knowledge.base import Base
from knowledge.model import Status
from tests.bot.digests.conftest import EIGHT, Newsroom, newsroom
from tests.bot.digests.harness import DAY, daily
from tests.knowledge.answers.digests.conftest import Save, base, save
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, met, paid

__all__ = ["base", "newsroom", "save"]

HEAD = "*Corrections*"
MONDAY = "On Monday, 23 November 2026, this digest said: "


class Desk:
    """A newsroom whose digests are made of a base; each look is at the next edition."""

    def __init__(self, newsroom: Newsroom, base: Base, editions: Editions) -> None:
        self.newsroom = newsroom
        self.base = base
        self.editions = editions

    async def look(self, channel: str = "desk") -> str:
        """What the edition that is due now posts first; "" for nothing."""
        before = len(self.newsroom.workspace.channel(channel).messages)
        await self.newsroom.look(make=self.editions.make)
        posted = self.newsroom.workspace.channel(channel).messages[before:]
        self.newsroom.clock.advance(DAY.total_seconds())
        return str(posted[0].blocks) if posted else ""

    def at(self, hours: float = -1) -> str:
        """An instant so long after the edition that is due next."""
        return written(datetime.fromtimestamp(self.newsroom.now(), EIGHT.tzinfo) + hours * DAY / 24)

    def withdraw(self, id: str) -> None:
        self.base.mark_withdrawn(id, self.at(), "a mix-up", now=self.at())


@pytest.fixture
async def desk(newsroom: Newsroom, base: Base) -> AsyncIterator[Desk]:
    readers, file = Readers(base.path), open_file(newsroom.path)
    yield Desk(newsroom, base, Editions(readers, Said(file)))
    await readers.close()
    await file.close()


def bring(desk: Desk, save: Save) -> None:
    """Two meetings come in, in a story each."""
    for id, whom in (("tokyo", KISHIDA), ("ottawa", TRUDEAU)):
        save(id, met(HUN_SEN, whom, on="2026-11-20"), at=desk.at(), published="2026-11-22")


async def test_a_story_that_it_told_and_that_is_withdrawn_is_named_at_its_head_once(
    desk: Desk, save: Save
) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    assert HEAD not in await desk.look()
    desk.withdraw("tokyo")
    said = await desk.look()
    assert "“Title of tokyo”" in said and "– withdrawn by the outlet on 24 November 2026" in said
    assert f"{MONDAY}20 November 2026 — Hun Sen (Prime Minister, Cambodia) met Fumio" in said
    assert "Trudeau" not in said
    # Once.
    save("next", paid(5_000_000), at=desk.at(), published="2026-11-25")
    assert HEAD not in await desk.look()


async def test_a_correction_is_told_to_those_alone_who_were_told_what_was_wrong(
    desk: Desk, save: Save
) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    await desk.look()
    await desk.newsroom.store.add(
        replace(
            daily("d2", desk.newsroom.workspace.channel("asia").id, EIGHT),
            after=EIGHT + timedelta(hours=1),
            told=EIGHT + timedelta(hours=1),
        )
    )
    desk.base.mark_corrected("tokyo", desk.at(), "They met on Friday.", now=desk.at())
    said = await desk.look()
    assert MONDAY in said and "They met on Friday." in said
    (other, *_) = desk.newsroom.workspace.channel("asia").messages
    assert HEAD not in str(other.blocks) and "They met on Friday." in str(other.blocks)


async def test_what_is_no_longer_wanted_is_corrected_all_the_same(desk: Desk, save: Save) -> None:
    one = await desk.newsroom.add()
    bring(desk, save)
    await desk.look()
    await desk.newsroom.store.change(one.id, lambda kept: replace(kept, words="#c:BR"))
    desk.withdraw("tokyo")
    assert MONDAY in await desk.look()


async def test_it_is_told_after_a_long_pause(desk: Desk, save: Save) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    await desk.look()
    desk.withdraw("tokyo")
    desk.newsroom.clock.advance(30 * DAY.total_seconds())
    assert MONDAY in await desk.look()


async def test_a_first_edition_says_that_a_story_was_corrected(desk: Desk, save: Save) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    desk.base.mark_corrected("tokyo", desk.at(), "They met on Friday.", now=desk.at())
    said = await desk.look()
    assert HEAD not in said and "They met on Friday." in said


async def test_whoever_takes_an_edition_over_keeps_what_it_said(newsroom: Newsroom) -> None:
    one = await newsroom.add()
    file = open_file(newsroom.path)
    first, second = Claims(file, "first"), Claims(file, "second")
    now = newsroom.now()
    claim = await first.take(one, "2026-11-23", EIGHT, EIGHT, now)
    assert claim is not None
    said = (Line("tokyo", "They met."), Line("ottawa", "They met too."))
    assert await first.keep(claim, [Part("text", ((),), said)], now) is not None
    taken = await second.take(one, "2026-11-23", EIGHT, EIGHT, now + LEASE + 1)
    assert taken is not None and taken.parts is not None and taken.parts[0].said == said
    await second.finish(taken, State.POSTED, told=True)
    assert await Said(file).of("d1", ["tokyo"]) == [(said[0], EIGHT)]
    await Store(file).remove("d1")
    assert await Said(file).of("d1", ["tokyo", "ottawa"]) == []
    await file.close()


async def test_what_is_kept_is_bounded(tmp_path: Path) -> None:
    file = open_file(tmp_path / "digests.db")

    def told(day: int, *lines: Line) -> Callable[..., None]:
        return lambda db: note(db, "d1", lines, EIGHT + DAY * day)

    await file.run(told(0, *(Line(f"a{n}", "x" * LONGEST) for n in range(MOST))))
    await file.run(told(1, Line("new", "y"), Line("a7", "z")))
    count = "SELECT count(*) FROM said"
    assert (await file.run(lambda db: db.execute(count).fetchone()))[0] == MOST
    assert len(await Said(file).of("d1", ["new", "a7"])) == 3
    await file.run(told(KEPT_DAYS + 1))
    assert (await file.run(lambda db: db.execute(count).fetchone()))[0] == 2
    await file.close()


async def test_what_an_edition_said_is_short_and_by_article(desk: Desk, save: Save) -> None:
    at = written(EIGHT - timedelta(hours=1))
    save("plan", met(HUN_SEN, KISHIDA, on="2026-11-25", status=Status.PLANNED), at=at)
    save("long", paid(5_000_000, purpose="for " + "very " * 200), at=at, published="2026-11-22")
    one = daily("d1", "C1", EIGHT - DAY)
    first, *others = await desk.editions.make(one, EIGHT - DAY, EIGHT, EIGHT)
    assert {line.article for line in first.said} >= {"long"}
    assert all(len(line.said) <= LONGEST for line in first.said)
    assert all(not part.said for part in others)

"""The review queue for editors: what they type or press becomes a decision, and a message.

Who presses is looked at with each click. What they press may have been decided on since by somebody
else, here or anywhere: then they are told that, and nothing is done.
"""

import logging
import sqlite3
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from bot.amending.running import Amending
from bot.asking import Asking
from bot.deciding.editors import Editors
from bot.digests.messages import NOT_YET
from bot.doors import Doors
from bot.errors import StaleButton
from bot.logs import api_error_code
from bot.posts import Posts
from bot.readers import Readers
from bot.render import review as render
from bot.render import reviewposts
from bot.render.blocks import Block, Message
from bot.render.guide import notice
from bot.render.text import Mrkdwn, escape
from bot.reviewing import said
from bot.reviewing.clock import Clock
from bot.reviewing.problems import NotKept
from bot.reviewing.store import Channel, Store
from bot.reviewing.values import Deed, Press
from bot.reviewing.words import Here, Off, Reviewing, Show
from bot.writer import Writer
from knowledge.answers import bulk, deciding, reviewing
from knowledge.answers.bulk import Batch
from knowledge.answers.deciding import By, Refused
from knowledge.answers.reviewing import Done, Shown
from knowledge.base import Base
from knowledge.base.reviewing import MOST
from knowledge.base.waiting import Order, Sort

SHOWN = 5
"""Items on a page."""

T = TypeVar("T")

log = logging.getLogger("dateline.reviewing")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of a press, whether it was done, and the button that takes it back."""

    note: Mrkdwn
    done: bool = True
    undo: Press | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What it works with."""

    readers: Readers
    writer: Writer
    posts: Posts
    doors: Doors
    editors: Editors
    amending: Amending
    store: Store
    zone: ZoneInfo


class Reviews:
    """The review queue, for those who may decide; `clock` looks after what is posted."""

    def __init__(self, parts: Parts, clock: Clock) -> None:
        self.parts = parts
        self.clock = clock

    async def answer(self, what: Reviewing) -> Message:
        """What becomes of words.

        Raises:
            BotError: the one who asks may not, or it can't be done.
        """
        asking = await self.parts.editors.check()
        match what:
            case Show(order):
                return await self.page(asking.user or "", order, 0)
            case Here():
                return await self._here(asking, what)
            case Off():
                return await self._off(asking)
        return notice(said.USAGE)

    async def page(
        self, person: str, order: Order, offset: int, done: Outcome | None = None
    ) -> Message:
        """A page of the queue as somebody sees it, with a word on what was just done.

        Raises:
            NoBase: the fact base can't be read.
        """
        try:
            skipped = await self.parts.store.skipped(person)
        except (sqlite3.Error, OSError):
            # What was skipped is shown once more, which is no reason to show nothing.
            log.exception("What was skipped can't be read")
            skipped = frozenset()
        seen = await self.parts.amending.most_shown() if order is Order.SEEN else []

        def look(base: Base) -> tuple[list[Shown], dict[Sort, int]]:
            found = reviewing.queue(
                base, order, limit=SHOWN + 1, offset=offset, without=skipped, seen=seen
            )
            return found, dict(base.review_counts())

        found, counts = await self.parts.readers.run(look)
        if not found and offset:
            return await self.page(person, order, 0, done)
        place = Press(Deed.PAGE, order=order, offset=offset)
        head = [] if done is None else render.note_blocks(done.note, done.undo, place)
        shown = render.Queue(found[:SHOWN], counts, len(found) > SHOWN, bool(skipped), SHOWN)
        return render.queue_message(shown, place, head)

    async def press(self, press: Press, today: date) -> Outcome:
        """Do what a button stands for.

        Raises:
            BotError: the one who asks may not, or it can't be kept.
        """
        asking = await self.parts.editors.check()
        by = By(asking.user or "", seen=press.seen, told=press.told)
        match press.deed:
            case Deed.SKIP:
                await self._keep(self.parts.store.skip(by.who, press.key))
                return Outcome(escape(said.SKIPPED))
            case Deed.UNDO_BULK:
                number = await self.parts.writer.run(
                    lambda base: bulk.unverify_all(base, press.about, press.reading, by)
                )
                log.info("%d verifications undone together, by %s", number, by.who)
                return Outcome(render.unverified(number))
            case Deed.UNDO:
                return await self._undo(press.about, by)
        return await self._decide(press, by, today)

    async def _decide(self, press: Press, by: By, today: date) -> Outcome:
        key, about, reading = press.key, press.about, press.reading

        def work(base: Base) -> Done | Refused:
            if press.deed is Deed.CHOOSE:
                return reviewing.choose(base, key, about, reading, by)
            return reviewing.act(base, key, _DEEDS[press.deed], by, today)

        if press.deed is not Deed.CHOOSE and press.deed not in _DEEDS:
            raise StaleButton
        done = await self.parts.writer.run(work)
        if isinstance(done, Refused):
            return Outcome(render.refused(done, by.who), done=False)
        log.info("Decision %s: %s, by %s", done.decision.n, done.decision.action, by.who)
        undo = Press(Deed.UNDO, about=done.decision.id)
        return Outcome(render.decided(done), undo=undo)

    async def batch(self, article: str) -> Batch | Refused:
        """The facts of an article that can be verified together.

        Raises:
            BotError: the one who asks may not.
        """
        await self.parts.editors.check()
        return await self.parts.readers.run(lambda base: bulk.batch(base, article))

    async def verify_all(self, article: str, told: str) -> Outcome:
        """Verify them; `told` marks what of them was shown.

        Raises:
            BotError: the one who asks may not, or it can't be kept.
        """
        asking = await self.parts.editors.check()
        by = By(asking.user or "", told=told)
        done = await self.parts.writer.run(lambda base: bulk.verify_all(base, article, by))
        if isinstance(done, Refused):
            return Outcome(render.refused(done, by.who), done=False)
        made, batch = done
        log.info("%d facts verified together, by %s", len(made), by.who)
        undo = Press(Deed.UNDO_BULK, about=article, reading=batch)
        return Outcome(render.verified(len(made)), undo=undo)

    async def _undo(self, decision: str, by: By) -> Outcome:
        done = await self.parts.writer.run(lambda base: deciding.undo(base, decision, by))
        if isinstance(done, Refused):
            return Outcome(render.refused(done, by.who), done=False)
        log.info("Decision %s: %s, by %s", done.n, done.action, by.who)
        return Outcome(escape(said.UNDONE))

    # Channels

    async def _here(self, asking: Asking, wanted: Here) -> Message:
        channel = channel_of(asking)
        if channel is None:
            return notice(said.NO_CHANNEL)
        if not self.parts.doors.is_open(channel):
            return notice(said.CLOSED)
        if not asking.team:
            # Kept for no workspace, nothing would ever be posted there.
            return notice(NOT_YET)
        person = asking.person
        zone = person.zone if person is not None and person.zone is not None else self.parts.zone
        one = Channel(asking.team or "", channel, zone.key, wanted.quiet)
        known = await self.parts.readers.run(_backlog)
        try:
            # In the channel itself, so that everybody knows what comes and that it does.
            await self.parts.posts.send(channel, notice(reviewposts.here(wanted.quiet, zone.key)))
        except SlackApiError as error:
            log.info("The queue can't be posted there (%s)", api_error_code(error))
            return notice(said.NOT_IN_CHANNEL)
        await self._keep(self.parts.store.follow(one, known))
        log.info("The review queue is posted to %s, by %s", channel, asking.user)
        return notice(said.FOLLOWED)

    async def _off(self, asking: Asking) -> Message:
        channel = channel_of(asking)
        if channel is None:
            return notice(said.NO_CHANNEL)
        if not asking.team:
            return notice(NOT_YET)
        was = await self._keep(self.parts.store.unfollow(asking.team or "", channel))
        if not was:
            return notice(said.NOT_HERE)
        log.info("The review queue is not posted to %s any more, by %s", channel, asking.user)
        return notice(said.OFF)

    async def silence(self, person: str) -> str:
        """Tell somebody no more what becomes of their proposals."""
        await self._keep(self.parts.store.silence(person))
        return said.SILENT

    # The Home

    async def home(self) -> list[Block]:
        """What Home shows of the queue: to those who may decide alone, and where something waits.

        Raises:
            NoBase: the fact base can't be read.
        """
        rank = await self.parts.editors.rank()
        if not rank.may_decide:
            return []
        return render.home_blocks(await self.parts.readers.run(lambda base: base.review_counts()))

    async def close(self) -> None:
        """Close what it holds open."""
        await self.parts.store.close()

    async def _keep(self, writing: Awaitable[T]) -> T:
        try:
            return await writing
        except (sqlite3.Error, OSError) as error:
            log.error("The file of the review queue can't be written", exc_info=error)
            raise NotKept from error


def channel_of(asking: Asking) -> str | None:
    """The channel in which somebody asks; None in a direct message or a window."""
    return next((place for place in asking.places if place[:1] in ("C", "G")), None)


def _backlog(base: Base) -> list[str]:
    """What waits already when a channel begins to be told what is new; proposals are told all."""
    found = base.waiting_for_review(limit=MOST, urgent=True)
    return [one.key for one in found if one.sort is not Sort.PROPOSAL]


_DEEDS = {
    Deed.APPROVE: reviewing.Deed.APPROVE,
    Deed.REJECT: reviewing.Deed.REJECT,
    Deed.RETRACT: reviewing.Deed.RETRACT,
}

"""The desk: everything that the surfaces share, and the one way from words to a message."""

import functools
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ParamSpec
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot import messages
from bot.amending.running import Amending
from bot.answering import answered, home, living_examples, sources
from bot.asking import CURRENT, Asking, Sort
from bot.deciding.editors import Editors
from bot.deciding.record import recorded
from bot.digests.messages import ARRANGE_ELSEWHERE
from bot.digests.running import Digests
from bot.doors import Doors
from bot.drafts import Drafts
from bot.errors import NoBase, StaleSource, TooFast, Unheard
from bot.gaps import Gaps
from bot.installing import Installing
from bot.kept import Answered, Asked, Lately
from bot.mistyped import meant, with_hint
from bot.observing.requests import listening
from bot.passages import opened, told
from bot.places import Place
from bot.posts import Posts
from bot.providers.fetching import broken_text
from bot.providers.keeping import Keeping
from bot.providers.polling import Polling
from bot.readers import Readers
from bot.relief.process import Relief
from bot.render.answers import PER_PAGE, Frame, answer_message
from bot.render.blocks import Message
from bot.render.checks import check_message
from bot.render.guide import help_message, notice
from bot.render.home import Home
from bot.render.sources import Opened
from bot.responses import ResponseProblem, Responses
from bot.reviewing.keeping import Reviews
from bot.routing import Arrange, Check, Help, Log, Review, Tend, route
from bot.said import Said, prose
from bot.seen import Seen
from bot.threads import Earlier, Threads
from bot.underway import Underway
from bot.values import PassageRef, SourceRef
from bot.writer import Writer
from knowledge.answers import mentioned
from knowledge.answers.prompts import prompts
from knowledge.answers.warming import warm
from knowledge.base import BaseProblem
from knowledge.commands import Command
from knowledge.language.routing import GAPS

P = ParamSpec("P")

_MUCH = 2
"""Pieces of work that readers have in hand when another process is begun to help them."""

_BEHIND = 1
"""Questions that may go before another in that process: one alone may take a second."""

log = logging.getLogger("dateline.desk")


@dataclass(slots=True)
class Desk:
    """What surfaces work with.

    `client` has the bot's token and the patience of `bot.client`; Bolt's own client per request
    would take a proxy from the environment even for a server on this machine. `sites` are the
    domains of the newsroom's own pages.
    """

    client: AsyncWebClient
    readers: Readers
    writer: Writer
    posts: Posts
    responses: Responses
    seen: Seen
    threads: Threads
    gaps: Gaps
    doors: Doors
    drafts: Drafts
    relief: Relief
    polling: Polling
    digests: Digests
    providers: Keeping
    editors: Editors
    amending: Amending
    reviews: Reviews
    timezone: ZoneInfo
    lately: Lately
    sites: tuple[str, ...] = ()
    installing: Installing | None = None
    underway: Underway = field(default_factory=Underway)

    def today(self) -> date:
        """The day it is for whoever asks, or where the newsroom is when Slack names no zone."""
        asking = CURRENT.get()
        person = asking.person if asking is not None else None
        zone = person.zone if person is not None and person.zone is not None else self.timezone
        return datetime.now(zone).date()

    async def reply(
        self, text: str, frame: Frame, earlier: Sequence[Earlier] = (), *, typed: bool = False
    ) -> Message:
        """Answer a text: how to ask, the state of the archive, or what the archive says.

        `earlier` is what was asked in the same thread before, oldest first. What somebody `typed`
        and the archive can't answer is counted.

        Raises:
            NoBase: the fact base can't be read.
            BotError: a text to check can't be checked.
        """
        wanted = route(text)
        if isinstance(wanted, Help):
            return await self._help(wanted.command)
        if isinstance(wanted, Arrange):
            # In a window, or behind a button, there is no place to post to.
            return notice(ARRANGE_ELSEWHERE)
        if isinstance(wanted, Tend):
            return await self.providers.answer(wanted.what)
        if isinstance(wanted, Review):
            return await self.reviews.answer(wanted.what)
        if isinstance(wanted, Log):
            return await recorded(self.editors, self.readers, wanted, frame)
        today = self.today()
        if isinstance(wanted, Check):
            said = prose(wanted.text)
            return await self.check(said, today) if said.text else notice(messages.NO_DRAFT)
        asking = CURRENT.get()
        person = (asking.user if asking else None) or ""
        broken = self.polling.broken
        fetching = broken_text(broken) if broken is not None else ""
        frame = replace(frame, asker=person, fetching=fetching)
        asked = Asked(wanted.text, today, frame, tuple(one.text for one in earlier))
        if GAPS in wanted.text.casefold():
            await self.gaps.settle()
        # Rendering happens in the thread too: a page of long sentences takes milliseconds.
        answer = await self.lately.answer(asked, lambda: self._made(asked))
        message, unanswered = answer.message, answer.gap
        mistyped = meant(wanted.text) if unanswered and wanted.behind else None
        if mistyped is not None:
            message = with_hint(message, *mistyped)
            # Who mistypes a command has asked nothing that the archive lacks.
            unanswered = not mistyped[1]
        if unanswered and typed:
            self.gaps.note(person, wanted.text, earlier)
        return message

    async def _made(self, asked: Asked) -> Answered:
        """The answer to a question, by a thread or by the process beside, whoever has less to do.

        Raises:
            NoBase: the fact base can't be read.
        """
        if self.readers.in_hand >= _MUCH:
            self.relief.want()
        there = self.relief.in_hand
        if there is not None and there <= min(self.readers.in_hand, _BEHIND):
            with suppress(BaseProblem):
                made = await self.relief.answer(asked, self.readers.place.look())
                if made is not None:
                    return made
        try:
            return await self.readers.run(lambda base: answered(base, asked))
        except NoBase:
            self.relief.let_go()
            raise

    async def check(self, said: Said, today: date) -> Message:
        """What the archive says to the claims of a text that was written `today`.

        Raises:
            NoBase: the fact base can't be read.
            BotError: the text can't be checked; the error says what to do.
        """
        checked = await self.drafts.check(said.text, today)
        said = replace(said, foreign=checked.foreign)
        return await self.readers.run(
            lambda base: check_message(told(base, checked.findings), base.scope(), said)
        )

    async def passage(self, ref: PassageRef) -> Opened:
        """The sentence behind a button in its article.

        Raises:
            NoBase: the fact base can't be read.
            StaleSource: it is not in the archive in these words.
        """
        return await self.readers.run(lambda base: opened(base, ref))

    async def find(self, text: str) -> Message:
        """What the archive has on the names and words of a message, for a window.

        Raises:
            NoBase: the fact base can't be read.
        """
        frame = Frame(window=True, message=True)
        return await self.readers.run(
            lambda base: answer_message(mentioned(text, base, per_page=PER_PAGE), frame)
        )

    async def home(self) -> Home:
        """What the App Home shows.

        Raises:
            NoBase: the fact base can't be read.
        """
        today = self.today()
        return await self.readers.run(lambda base: home(base, today))

    async def prompts(self, number: int) -> list[str]:
        """At most so many questions to begin with, all of which the archive answers.

        Raises:
            NoBase: the fact base can't be read.
        """
        today = self.today()
        return await self.readers.run(lambda base: prompts(base, today, number))

    async def warm(self) -> None:
        """Ask once, so that the first to ask does not wait for all that is loaded."""
        with suppress(NoBase):
            await self.readers.run(warm)

    async def _help(self, command: Command | None) -> Message:
        """How to ask, with examples that this very archive answers, if it can be read."""
        try:
            found = await self.readers.run(lambda base: living_examples(base, command))
        except NoBase:
            found = []
        return help_message(command, found)

    async def sources(self, ref: SourceRef) -> tuple[list[Opened], int, list[str]]:
        """The sources behind a button with their articles, how many have changed since, and why
        the fact says what it says, a sentence each.

        Raises:
            NoBase: the fact base can't be read.
            StaleSource: none of them is in the archive in these words.
        """
        opened, missing, why = await self.readers.run(lambda base: sources(base, ref))
        if not opened:
            raise StaleSource
        return opened, missing, why

    async def say_at(self, place: Place, message: Message, directly: Message) -> None:
        """Say a message at a place; `directly` is for the direct message, if it comes to that.

        Raises:
            SlackApiError: Slack takes no direct message either.
        """
        if place.url is not None:
            try:
                await self.responses.send(place.url, message)
            except ResponseProblem as problem:
                # A window may stay open for longer than the half-hour that such a URL lives.
                log.info("Answering directly: the response URL is not taken (%s)", problem.code)
            else:
                return
        await self.posts.send(place.user, directly)

    def during(self, listener: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
        """Wrap a listener so that only those who may ask reach it, and a shutdown waits for it.

        Slack has its acknowledgement before anybody is looked at. Forms and suggestions, which are
        answered with theirs, were looked at before (`bot.surfaces.refusals`).
        """

        @functools.wraps(listener)
        async def let_in(*args: P.args, **kwargs: P.kwargs) -> None:
            with listening():
                await self._let_in()
                await listener(*args, **kwargs)

        return self.underway.tracked(let_in)

    async def _let_in(self) -> None:
        asking = CURRENT.get()
        if asking is None or asking.sort in (Sort.FORM, Sort.OPTIONS):
            return
        if asking.sort is Sort.DEED:
            if asking.command:
                await self._count(asking)
            await asking.ack()
        self.underway.check()
        await self.doors.enter(asking)

    async def _count(self, asking: Asking) -> None:
        """Count a command, which the acknowledgement itself answers where it is one too many.

        Raises:
            Unheard: it was answered so.
        """
        try:
            self.doors.count(asking)
        except TooFast as refused:
            await asking.ack(refused.said)
            raise Unheard from refused

    async def drain(self, seconds: float) -> None:
        """Wait for what is being answered, at most so many seconds; log what is given up."""
        await self.underway.drain(seconds)

    async def close(self) -> None:
        """Close what the desk holds open."""
        await self.polling.close()
        self.lately.close()
        await self.relief.close()
        await self.readers.close()
        await self.gaps.close()
        await self.writer.close()
        await self.seen.close()
        await self.threads.close()
        await self.amending.close()
        await self.digests.close()
        await self.providers.close()
        await self.reviews.close()
        await self.drafts.close()

"""Tells those who asked for a story what came of it, also after a restart."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial

from bot.client import TOKEN, Sleep, reason
from bot.looking import Pauses, look_on
from bot.places import Place
from bot.providers import said
from bot.providers.store import Asked, Store
from bot.readers import Readers
from bot.render import providers as render
from bot.render.blocks import Message
from bot.render.guide import notice
from knowledge.base import Base
from knowledge.model import RequestState

LOOK_EVERY = 60.0
"""Seconds between two looks while nobody waits here; another process may have left somebody."""

SOON = 1.0
"""Seconds between two looks while somebody waits."""

Say = Callable[[Place, Message, Message], Awaitable[None]]
"""Says a message at a place; the second is for the direct message, if it comes to that."""

log = logging.getLogger("dateline.providers")


class Telling:
    """Looks what came of requests while somebody waits for it.

    `token` gives that of a workspace, None for the bot's only one.
    """

    def __init__(
        self,
        store: Store,
        readers: Readers,
        token: Callable[[str], str | None],
        *,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._store = store
        self._readers = readers
        self.token = token
        self._pauses = Pauses(sleep)

    def hurry(self) -> None:
        """Look soon: somebody has begun to wait."""
        self._pauses.hurry()

    async def run(self, say: Say) -> None:
        """Tell whoever waits, for ever."""
        await look_on(
            partial(self.look, say),
            self._pauses,
            every=LOOK_EVERY,
            log=log,
            failed="Nobody could be told what came of a story",
        )

    async def look(self, say: Say) -> float:
        """Tell whoever can be told; the seconds until the next look.

        Raises:
            NoBase: the fact base can't be read.
            sqlite3.Error, OSError: the file can't be used.
        """
        waiting = await self._store.waiting()
        left = 0
        for request in waiting:
            ended, message = await self._readers.run(partial(_outcome, id=request))
            if not ended:
                left += 1
                for one in await self._store.late(request):
                    log.warning("A story that somebody asked for waits for long")
                    await self._tell(one, notice(said.LATE), say)
                continue
            for one in await self._store.hold(request):
                if message is not None:
                    await self._tell(one, message, say)
                await self._done(one)
        return SOON if left else LOOK_EVERY

    async def _tell(self, one: Asked, message: Message, say: Say) -> None:
        TOKEN.set(self.token(one.team))
        try:
            await say(Place(one.person, one.url or None), message, message)
        except Exception as error:
            log.warning("Somebody can't be told what came of a story (%s)", reason(error))

    async def _done(self, one: Asked) -> None:
        try:
            await self._store.told(one)
        except (sqlite3.Error, OSError) as error:
            log.error("Somebody may be told twice what came of a story", exc_info=error)


def _outcome(base: Base, id: int) -> tuple[bool, Message | None]:
    """Whether a request waits no more, and what came of it; None where that was forgotten."""
    request = base.request_of(id)
    if request is None or request.state is RequestState.WAITING:
        return request is None, None
    article = base.article(request.article) if request.article else None
    facts = base.facts_in(article.id, 1)[1] if article is not None else 0
    return True, render.outcome(request, article, facts)

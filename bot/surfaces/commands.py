"""Slash commands: acknowledged at once, answered to the one who asked.

A search command alone opens its form.
"""

import asyncio
import logging
import re
from collections.abc import Coroutine
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import messages
from bot.desk import Desk
from bot.digests.arrangements import Form
from bot.digests.arranging import asker_of
from bot.errors import BotError
from bot.places import Place
from bot.providers import said
from bot.providers.words import Follow
from bot.render.answers import Frame
from bot.render.blocks import Message
from bot.render.guide import notice
from bot.routing import Arrange, Check, Route, Tend, alone_in, route
from bot.surfaces import digestforms, digests
from bot.surfaces.searching import open_search
from knowledge.commands import COMMANDS, Command
from knowledge.language.forms import SEARCHES

ANY = re.compile(r"^/.+$")

PATIENCE = 1.5
"""Seconds that an answer may take before the person is told that it goes on."""

log = logging.getLogger("dateline.commands")


def register(app: AsyncApp, desk: Desk) -> None:
    """Answer every command of the registry, and say so of any other."""

    @desk.during
    async def answer(ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        text = f"{command['command']} {command.get('text') or ''}"
        # In the direct message with the bot there is nobody to share an answer with.
        direct = str(command.get("channel_id", "")).startswith("D")
        place = Place(str(command.get("user_id", "")), command["response_url"], direct)
        if isinstance(wanted := route(text), Arrange):
            return await _arrange(desk, command, context, wanted)
        alone = alone_in(text)
        if alone in SEARCHES and await _opened(desk, command, place, alone):
            return
        replying = desk.reply(text, Frame(private=not direct, direct=direct), typed=True)
        if (going_on := _takes_long(wanted)) is not None:
            message = await _telling(replying, desk, command["response_url"], going_on)
        else:
            message = await replying
        await desk.responses.send(command["response_url"], message)

    @desk.during
    async def unknown(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        await desk.responses.send(command["response_url"], notice(messages.UNKNOWN_COMMAND))

    for known in COMMANDS:
        app.command(f"/{known.name}")(answer)
    app.command(ANY)(unknown)


async def _arrange(
    desk: Desk, command: dict[str, Any], context: AsyncBoltContext, wanted: Arrange
) -> None:
    """Set up what words say for the channel that they are typed in, or open the form."""
    user, channel = str(command.get("user_id", "")), str(command.get("channel_id", ""))
    asker = asker_of(user, channel, desk.timezone)
    if isinstance(wanted.what, Form):
        await digestforms.open_form(desk, context, str(command.get("trigger_id", "")), asker)
        return
    for message in (await digests.arranged(desk, asker, wanted.what))[: digests.SHOWN]:
        await desk.responses.send(command["response_url"], message)


def _takes_long(wanted: Route) -> str | None:
    """What to say meanwhile where an answer may take some seconds."""
    if isinstance(wanted, Check):
        return messages.READING
    return said.LOOKING if isinstance(wanted, Tend) and isinstance(wanted.what, Follow) else None


async def _telling(
    replying: Coroutine[Any, Any, Message], desk: Desk, url: str, going_on: str
) -> Message:
    """What comes of it; when it takes long, the person is told that it goes on."""
    waiting = asyncio.ensure_future(replying)
    try:
        done, _ = await asyncio.wait([waiting], timeout=PATIENCE)
        if not done:
            await desk.responses.send(url, notice(going_on))
        return await waiting
    finally:
        waiting.cancel()


async def _opened(
    desk: Desk, command: dict[str, Any], place: Place, wanted: Command | None
) -> bool:
    """Whether the form of a command could be opened; if not, it is answered as it stands."""
    try:
        await open_search(desk, str(command.get("trigger_id", "")), place, wanted)
    except BotError as problem:
        log.info("Answering without the form (%s)", type(problem).__name__)
        return False
    return True

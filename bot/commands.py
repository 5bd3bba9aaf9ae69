"""Slash commands: acknowledged at once, answered to the one who asked."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import messages
from bot.desk import Desk
from bot.render.answers import Frame
from bot.render.guide import notice
from knowledge.commands import COMMANDS

ANY = re.compile(r"^/.+$")


def register(app: AsyncApp, desk: Desk) -> None:
    """Answer every command of the registry, and say so of any other."""

    @desk.during
    async def answer(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        text = f"{command['command']} {command.get('text') or ''}"
        # In the direct message with the bot there is nobody to share an answer with.
        private = not str(command.get("channel_id", "")).startswith("D")
        message = await desk.reply(text, Frame(private=private, direct=not private))
        await desk.responses.send(command["response_url"], message)

    @desk.during
    async def unknown(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        await desk.responses.send(command["response_url"], notice(messages.UNKNOWN_COMMAND))

    for known in COMMANDS:
        app.command(f"/{known.name}")(answer)
    app.command(ANY)(unknown)

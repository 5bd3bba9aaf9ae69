"""Exporting an answer: all its facts as a file, not only those of the page."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.errors import NothingToExport
from bot.fairness import Turns
from bot.ids import Action, Form
from bot.render.exports import File, export_file
from bot.seen import IN_HAND
from bot.surfaces.clicks import Click, read_click
from bot.uploads import deliver
from bot.values import decode_export
from knowledge.answers import ask
from knowledge.base import Base

FACTS = 5_000
"""Facts in one file; what an answer has beyond them is said."""


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the export buttons."""
    # A big file takes a second of one reader; the other readers go on answering.
    turns = Turns(1)

    @desk.during
    async def export(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        click = read_click(body, action)
        text, form = decode_export(click.value)
        # Who presses twice gets one file; once it is there, another press brings a new one.
        key = [f"export:{click.message}:{click.user}:{form}:{text}"]
        if not await desk.seen.claim(key, IN_HAND):
            return
        try:
            async with turns.turn():
                file = await _file(desk, click, text, form)
            await deliver(desk, click, file)
        finally:
            await desk.seen.release(key)

    app.action(Action.EXPORT.pattern)(export)


async def _file(desk: Desk, click: Click, text: str, form: Form) -> File:
    """The file of an answer.

    Raises:
        NothingToExport: it would be empty.
        NoBase: the fact base can't be read.
    """
    today = desk.today()

    def made(base: Base) -> File | None:
        answer = ask(text, base, today=today, per_page=FACTS)
        return export_file(answer, form, today, click.user)

    file = await desk.readers.run(made)
    if file is None:
        raise NothingToExport
    return file

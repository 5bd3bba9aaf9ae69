"""Undo: a decision does not hold any more, in the window and in the log that it was pressed in."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import views
from bot.deciding import said
from bot.deciding.record import recorded
from bot.deciding.values import UndoRef, decode_undo
from bot.desk import Desk
from bot.ids import Action
from bot.render import deciding as render
from bot.render.answers import Frame
from bot.render.blocks import answer_modal
from bot.render.guide import notice
from bot.render.sources import notice_modal
from bot.routing import Log
from bot.surfaces.clicks import Click, read_click
from knowledge.answers import deciding
from knowledge.answers.deciding import By, Refused
from knowledge.base import Base
from knowledge.base.decisions import Action as Decided
from knowledge.base.decisions import Decision

log = logging.getLogger("dateline.deciding")


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve Undo."""

    @desk.during
    async def undo(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await _undo(desk, read_click(body, action), decode_undo(action.get("value")))

    app.action(Action.UNDO.pattern)(undo)


async def _undo(desk: Desk, click: Click, ref: UndoRef) -> None:
    """Take a decision back, and show that where it was asked for.

    Raises:
        TurnedAway: the one who clicked may not.
        NoBase: the fact base can't be written.
    """
    await desk.editors.check()
    by = By(click.user)
    done = await desk.writer.run(lambda base: deciding.undo(base, ref.decision, by))
    if not isinstance(done, Refused):
        log.info("Decision %s: %s, by %s", done.n, done.action, click.user)
    if ref.page:
        frame = Frame(private=True, window=click.modal is not None)
        shown = await recorded(desk.editors, desk.readers, Log(ref.page), frame)
        if click.response_url is not None:
            return await desk.responses.send(click.response_url, shown, replace=click.own)
        if click.modal is not None:
            return await views.update_view(desk.client, click.modal, answer_modal(shown))
    view = await _taken_back(desk, done)
    if click.modal is not None:
        await views.update_view(desk.client, click.modal, view)
    elif click.response_url is not None:
        told = done.message if isinstance(done, Refused) else said.UNDONE
        await desk.responses.send(click.response_url, notice(told))


async def _taken_back(desk: Desk, done: Decision | Refused) -> dict[str, Any]:
    """The window that says what was taken back, with the fact as it is now."""
    if isinstance(done, Refused):
        return notice_modal(done.message)

    def look(base: Base) -> dict[str, Any]:
        undone = base.decision(done.target.removeprefix("decision:"))
        meant, again = undone, False
        while meant is not None and meant.action is Decided.UNDO:
            meant = base.decision(meant.target.removeprefix("decision:"))
            again = not again
        sort, _, id = (meant.target if meant is not None else "").partition(":")
        fact = base.fact(id) if sort == "fact" else None
        return render.decided_window(done, fact, undone=not again, again=again)

    return await desk.readers.run(look)

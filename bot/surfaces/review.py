"""The buttons of the review queue: in a list that one editor sees, in a window, in a channel."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import views
from bot.deciding.values import FactRef
from bot.desk import Desk
from bot.errors import BotError, StaleSource
from bot.ids import Action, Callback
from bot.observing.requests import came_of_it
from bot.render import review as render
from bot.render.blocks import Message, answer_modal
from bot.render.bulk import NOTHING, bulk_form
from bot.render.guide import notice
from bot.render.sources import notice_modal
from bot.render.text import Mrkdwn
from bot.reviewing.keeping import Outcome
from bot.reviewing.values import Deed, Press, decode_press
from bot.surfaces import corrections, lateforms
from bot.surfaces.clicks import Click, read_click
from knowledge.answers import reviewing
from knowledge.answers.deciding import Refused


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the buttons."""

    @desk.during
    async def pressed(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        click = read_click(body, action)
        press = decode_press(click.value)
        match press.deed:
            case Deed.SILENT:
                said = await desk.reviews.silence(click.user)
                await _show(desk, click, notice(said), replaces=False)
            case Deed.PAGE:
                await _page(desk, click, press, None)
            case Deed.EDIT:
                await _edit(desk, context, click, press)
            case Deed.BULK:
                await _list(desk, click, press)
            case _:
                await _done(desk, click, press, await desk.reviews.press(press, desk.today()))

    @desk.during
    async def verified(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        view: dict[str, Any] = body.get("view") or {}
        await lateforms.answer(desk.client, context, ack, view, _verified(desk, view))

    app.action(Action.REVIEW.pattern)(pressed)
    app.view(str(Callback.BULK))(verified)


async def _list(desk: Desk, click: Click, press: Press) -> None:
    """Show the facts to verify together, in the window that is open or in a new one."""
    view = await _listed(desk, press)
    if click.modal is not None:
        await views.update_view(desk.client, click.modal, view)
    else:
        await views.open_view(desk.client, click.trigger, view)


async def _listed(desk: Desk, press: Press, note: Mrkdwn = NOTHING) -> dict[str, Any]:
    found = await desk.reviews.batch(press.about)
    if isinstance(found, Refused):
        return notice_modal(found.message)
    return bulk_form(found, press, note)


async def _verified(desk: Desk, view: dict[str, Any]) -> lateforms.Outcome:
    """Verify what was listed and show the queue; what is not as listed any more is listed anew."""
    try:
        press = decode_press(view.get("private_metadata"))
        outcome = await desk.reviews.verify_all(press.about, press.told)
        if not outcome.done:
            return lateforms.Outcome(await _listed(desk, press, outcome.note))
        desk.reviews.clock.hurry()
        if press.posted:
            message = render.note_message(outcome.note, outcome.undo, press)
        else:
            user = (await desk.editors.check()).user or ""
            message = await desk.reviews.page(user, press.order, press.offset, outcome)
    except BotError as problem:
        came_of_it(problem)
        return lateforms.Outcome(notice_modal(problem.said))
    return lateforms.Outcome(answer_modal(message))


async def _done(desk: Desk, click: Click, press: Press, outcome: Outcome) -> None:
    """Show what came of a press where it was pressed; posted messages follow everywhere."""
    desk.reviews.clock.hurry()
    if press.posted:
        message = render.note_message(outcome.note, outcome.undo, press.to(press.deed))
        await _show(desk, click, message, replaces=click.ephemeral)
        return
    await _page(desk, click, press, outcome)


async def _page(desk: Desk, click: Click, press: Press, done: Outcome | None) -> None:
    asking = await desk.editors.check()
    message = await desk.reviews.page(asking.user or "", press.order, press.offset, done)
    await _show(desk, click, message, replaces=True)


async def _edit(desk: Desk, context: AsyncBoltContext, click: Click, press: Press) -> None:
    """Open the form about an item's fact with what is proposed.

    Raises:
        StaleSource: it waits no more, or its fact is gone.
    """
    await desk.editors.check()

    found = await desk.readers.run(lambda base: reviewing.find(base, press.key))
    if found is None or found.fact is None:
        raise StaleSource
    about = corrections.About(found.part, found.right or None, found.item.settles)
    ref = FactRef(found.fact.id)
    await corrections.open_form(desk, context, click.trigger, ref, about, on_top=bool(click.modal))


async def _show(desk: Desk, click: Click, message: Message, *, replaces: bool) -> None:
    """Show a message in the place of what was clicked, where nobody else reads that."""
    if click.response_url is not None:
        replace = replaces and click.own
        thread = None if click.own else click.thread
        await desk.responses.send(click.response_url, message, replace=replace, thread=thread)
    elif click.modal is not None:
        await views.update_view(desk.client, click.modal, answer_modal(message))
    else:
        await views.open_view(desk.client, click.trigger, answer_modal(message))

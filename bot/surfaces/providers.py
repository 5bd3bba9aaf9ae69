"""Sources in Slack: the buttons of their list, stories from a message's menu, facts of a story.

What is typed is answered like any question (`Desk.reply`).
"""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import places, views
from bot.deciding.editors import WITHIN_ACK
from bot.declared import ADD
from bot.desk import Desk
from bot.errors import StaleButton, TurnedAway
from bot.ids import Action, Callback
from bot.places import Place, user_of
from bot.providers import said
from bot.providers.stories import links_in
from bot.providers.values import decode_story, decode_tend, decode_wanted
from bot.render import limits
from bot.render import providers as render
from bot.render.blocks import Block, Message, answer_modal, modal
from bot.render.guide import notice
from bot.render.inputs import entered
from bot.render.sources import notice_modal
from bot.render.unfurls import SHOWN, unfurl_blocks
from bot.surfaces.clicks import Click, read_click
from bot.values import table_of
from knowledge.base import Base


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the buttons, the shortcut and its form."""

    @desk.during
    async def tend(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        click = read_click(body, action)
        wanted = decode_tend(click.value)
        message = await desk.providers.change(wanted.deed, wanted.id, wanted.page)
        await _show(desk, context, click, message, replaces=True)

    @desk.during
    async def follow(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        click = read_click(body, action)
        message = await desk.providers.answer(decode_wanted(click.value))
        await _show(desk, context, click, message, replaces=True)

    @desk.during
    async def story(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        article = decode_story(action.get("value")).article
        making = _story(desk, article)
        await views.show(desk.client, context, str(body.get("trigger_id", "")), making)

    @desk.during
    async def add(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        asking = await desk.editors.check()
        found, url = links_in(body.get("message")), str(body.get("response_url") or "")
        trigger = str(body.get("trigger_id", ""))
        if len(found) > 1:
            form = render.stories_form(found, Place(user_of(body), url or None))
            await views.open_view(desk.client, trigger, form)
            return
        shown = notice(said.NO_LINK)
        if found:
            shown = await desk.providers.ask_for(found, asking, url)
        await views.open_view(desk.client, trigger, answer_modal(shown))

    @desk.during
    async def chosen(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        try:
            asking = await desk.editors.check(WITHIN_ACK)
        except TurnedAway as refused:
            await ack(response_action="update", view=notice_modal(refused.said))
            return
        wanted, place = _chosen(view, user_of(body))
        if not wanted:
            await ack(response_action="errors", errors={render.STORIES: said.CHOOSE_ONE})
            return
        await ack(response_action="update", view=notice_modal(said.QUEUED_SEVERAL))
        await desk.providers.ask_for(wanted, asking, place.url or "")

    app.action(Action.TEND.pattern)(tend)
    app.action(Action.WANTED.pattern)(follow)
    app.action(Action.STORY.pattern)(story)
    app.shortcut({"type": "message_action", "callback_id": ADD.id})(add)
    app.view(Callback.STORIES.pattern)(chosen)


async def _show(
    desk: Desk, context: AsyncBoltContext, click: Click, message: Message, *, replaces: bool
) -> None:
    """Show what came of a click in the place of what was clicked, where nobody else reads that."""
    if click.response_url is not None:
        replace = replaces and click.own
        thread = None if click.own else click.thread
        await desk.responses.send(click.response_url, message, replace=replace, thread=thread)
    elif click.modal is not None:
        await views.update_view(desk.client, click.modal, answer_modal(message))
    else:
        await views.open_view(desk.client, click.trigger, answer_modal(message))


async def _story(desk: Desk, article: str) -> dict[str, Any]:
    blocks = await desk.readers.run(lambda base: _facts(base, article))
    return modal("From the archive", blocks, Callback.ANSWER)


def _facts(base: Base, id: str) -> list[Block]:
    article = base.article(id)
    if article is None:
        return list(notice(said.NOT_HERE).blocks)
    facts, total = base.facts_in(id, SHOWN)
    return unfurl_blocks(article, facts, total)


def _chosen(view: dict[str, Any], user: str) -> tuple[tuple[str, ...], Place]:
    """The addresses that were ticked, and where to tell what came of them.

    Raises:
        StaleButton: it is no such form.
    """
    kept = view.get("private_metadata")
    place = places.decode(kept, user)
    try:
        found = [str(one) for one in table_of(kept, limits.PRIVATE_METADATA)["s"]]
    except (KeyError, TypeError) as error:
        raise StaleButton from error
    state = view.get("state")
    ticked = entered(state.get("values") if isinstance(state, dict) else None, render.STORIES)
    numbers = {int(one) for one in ticked if one.isascii() and one.isdecimal() and len(one) < 4}
    return tuple(one for n, one in enumerate(found) if n in numbers), place

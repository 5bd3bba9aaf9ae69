"""Buttons: pages, choices, sharing, and the source of a fact, in messages, windows and Home."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError

from bot import views
from bot.client import unsure
from bot.deciding.values import decode_fact
from bot.desk import Desk
from bot.errors import StaleButton
from bot.ids import Action
from bot.logs import api_error_code
from bot.render.answers import Frame
from bot.render.blocks import Message, answer_modal
from bot.render.sources import source_modal
from bot.responses import ResponseProblem
from bot.surfaces import deciding
from bot.threads import Earlier, Turn
from bot.values import (
    SourceRef,
    decode_ask,
    decode_feedback,
    decode_source,
    is_of_table,
)
from knowledge.base.opinions import Feedback


@dataclass(frozen=True, slots=True)
class Click:
    """Where a button was pressed, and what it stands for; `message` names it in all of Slack.

    `response_url` is None in a view: `modal` is its id where it is one, else it is the App Home.
    `trigger` opens a window, `ts` is when.
    """

    value: str
    user: str
    channel: str
    response_url: str | None
    ephemeral: bool
    direct: bool
    message: str
    thread: str | None
    trigger: str = ""
    ts: str = ""
    modal: str | None = None

    @property
    def frame(self) -> Frame:
        """How an answer is shown to the one who clicked."""
        return Frame(private=not self.direct, direct=self.direct)

    @property
    def own(self) -> bool:
        """Whether only the one who clicked sees the message."""
        return self.ephemeral or self.direct


def read_click(body: dict[str, Any], action: dict[str, Any]) -> Click:
    """Read a click.

    Raises:
        StaleButton: it does not come from a message or view that can be answered.
    """
    container, message, view = (_table(body, key) for key in ("container", "message", "view"))
    channel = _table(body, "channel").get("id") or container.get("channel_id") or ""
    url, value = body.get("response_url"), action.get("value")
    if not isinstance(value, str) or not (isinstance(url, str) or view.get("id")):
        raise StaleButton
    thread = container.get("thread_ts") or message.get("thread_ts")
    return Click(
        value=value,
        user=str(_table(body, "user").get("id", "")),
        channel=str(channel),
        response_url=url if isinstance(url, str) else None,
        ephemeral=bool(container.get("is_ephemeral")),
        direct=str(channel).startswith("D"),
        message=":".join(
            str(part)
            for part in (
                body.get("api_app_id", ""),
                _table(body, "team").get("id", ""),
                channel,
                container.get("message_ts", ""),
            )
        ),
        thread=thread if isinstance(thread, str) else None,
        trigger=str(body.get("trigger_id", "")),
        ts=str(action.get("action_ts", "")),
        modal=str(view["id"]) if view.get("type") == "modal" else None,
    )


def _table(body: dict[str, Any], key: str) -> dict[str, Any]:
    found = body.get(key)
    return found if isinstance(found, dict) else {}


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve every button; what it needs is in its value, so that any process can."""

    @desk.during
    async def turn(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        click = read_click(body, action)
        # In a channel everybody reads the message: only the one who clicked gets another page.
        await _answer(desk, context, click, click.frame, replaces=click.own)

    @desk.during
    async def choose(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        click = read_click(body, action)
        frame = Frame(private=click.ephemeral and not click.direct, direct=click.direct)
        _, earlier = await _note(desk, click, alone=click.ephemeral and not click.direct)
        await _answer(desk, context, click, frame, replaces=True, earlier=earlier)

    @desk.during
    async def follow(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        click = read_click(body, action)
        turn, _ = await _note(desk, click, alone=not click.direct)
        if turn is None or not click.direct:
            return await _answer(desk, context, click, click.frame, replaces=False)
        message = await desk.reply(turn.text, click.frame)
        ts = await desk.posts.send(click.channel, message, thread=click.thread)
        await desk.threads.answered(turn, ts)

    @desk.during
    async def table(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        click = read_click(body, action)
        await _answer(desk, context, click, replace(click.frame, table=True), replaces=click.own)

    @desk.during
    async def more(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        chosen = action.get("selected_option")
        value = chosen.get("value") if isinstance(chosen, dict) else None
        if (ref := decode_fact(value)) is not None:
            return await deciding.open_window(desk, context, str(body.get("trigger_id", "")), ref)
        click = read_click(body, {**action, "value": value})
        await _answer(desk, context, click, click.frame, replaces=False)

    @desk.during
    async def feedback(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        click = read_click(body, action)
        helpful, asker, asked = decode_feedback(click.value)
        if not desk.gaps.keeps_words:
            asked = asker = ""
        judged = Feedback(click.message, click.user, asked, helpful, asker)
        await desk.writer.run(lambda base: base.take_feedback(judged))

    @desk.during
    async def share(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await _share(desk, read_click(body, action))

    @desk.during
    async def source(
        ack: AsyncAck,
        body: dict[str, Any],
        action: dict[str, Any],
        context: AsyncBoltContext,
    ) -> None:
        await ack()
        making = _source(desk, decode_source(action.get("value")))
        trigger, inside = str(body.get("trigger_id", "")), _table(body, "view")
        on_top = inside.get("type") == "modal"
        await views.show(desk.client, context, trigger, making, on_top=on_top)

    @desk.during
    async def stale(ack: AsyncAck) -> None:
        await ack()
        raise StaleButton

    app.action(Action.PAGE.pattern)(turn)
    app.action(Action.CHOOSE.pattern)(choose)
    app.action(Action.FOLLOW.pattern)(follow)
    app.action(Action.SHARE.pattern)(share)
    app.action(Action.SOURCE.pattern)(source)
    app.action(Action.TABLE.pattern)(table)
    app.action(Action.MORE.pattern)(more)
    app.action(Action.FEEDBACK.pattern)(feedback)
    app.action({"action_id": views.ANYTHING, "block_id": views.ANYTHING})(stale)


async def _share(desk: Desk, click: Click) -> None:
    """Show an answer to the channel, once however often the button is pressed."""
    text, url = decode_ask(click.value), click.response_url
    if url is None:
        raise StaleButton
    key = [f"share:{click.message}:{click.user}:{text}"]
    if not await desk.seen.claim(key):
        return
    try:
        frame = Frame(shared_by=click.user, table=is_of_table(click.value))
        message = await desk.reply(text, frame)
        await _to_all(desk, click, url, message)
    except BaseException:
        await desk.seen.release(key)
        raise
    try:
        await desk.responses.delete_original(url)
    except ResponseProblem as problem:
        views.log.info("A shared answer stays with its sharer too (%s)", problem.code)


async def _to_all(desk: Desk, click: Click, url: str, message: Message) -> None:
    """Post where a button was clicked; through the response URL where the bot is no member.

    What comes that way can never be changed again, so posting is tried first.
    """
    try:
        await desk.posts.send(click.channel, message, thread=click.thread)
    except SlackApiError as error:
        if unsure(error):
            # It may stand there already.
            raise
        views.log.info("Sharing through the response URL (%s)", api_error_code(error))
        await desk.responses.send(url, message, in_channel=True, thread=click.thread)


async def _note(
    desk: Desk, click: Click, *, alone: bool
) -> tuple[Turn | None, tuple[Earlier, ...]]:
    """Keep what was chosen among the questions of its thread, or of the direct message.

    With what was asked there before. What is answered to the one who clicked `alone` is theirs to
    go on from, not everybody's. None where it is of no thread and no direct message.
    """
    if not click.ts or not (click.direct or click.thread):
        return None, ()
    place = click.message.rpartition(":")[0]
    turn = Turn(place, click.thread, click.ts, decode_ask(click.value), click.user, alone)
    return turn, await desk.threads.take(turn)


async def _answer(
    desk: Desk,
    context: AsyncBoltContext,
    click: Click,
    frame: Frame,
    *,
    replaces: bool,
    earlier: Sequence[Earlier] = (),
) -> None:
    """Answer what a button stands for: in its message or beside it, in its window, or in a new one.

    What `replaces` a message that others read as well goes to all of them, in its place; what does
    not goes to the one who clicked, in the same thread.
    """
    text = decode_ask(click.value)
    if click.response_url is not None:
        message = await desk.reply(text, frame, earlier)
        thread = None if replaces or click.own else click.thread
        await desk.responses.send(click.response_url, message, replace=replaces, thread=thread)
        return
    making = _window(desk, text, Frame(window=True))
    if click.modal is None:
        await views.show(desk.client, context, click.trigger, making)
    else:
        await views.update_view(desk.client, click.modal, await making)


async def _window(desk: Desk, text: str, frame: Frame) -> dict[str, Any]:
    return answer_modal(await desk.reply(text, frame))


async def _source(desk: Desk, ref: SourceRef) -> dict[str, Any]:
    return source_modal(*await desk.sources(ref))

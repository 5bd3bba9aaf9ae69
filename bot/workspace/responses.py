"""Response URLs: five answers within thirty minutes of a command or a click.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
A command has no original message: `replace_original` posts anew there. A click's has, and it is
replaced or deleted in place, ephemeral or not; it is overwritten unless an answer says
`replace_original: false`, as the page above warns. Answers go to the channel and not into a thread
unless they name one. https://github.com/slackapi/node-slack-sdk/issues/674
"""

import json
import logging

from aiohttp import web

from bot.workspace.api.chat import check_message_blocks
from bot.workspace.api.core import ApiError
from bot.workspace.blockkit import limits
from bot.workspace.hub import Hub
from bot.workspace.state import Json, Message, ResponseUrl
from bot.workspace.store import RESPONSE_URL_SECONDS, RESPONSE_URL_USES

log = logging.getLogger(__name__)


async def handle(hub: Hub, request: web.Request) -> web.Response:
    """The endpoint behind every response URL."""
    fault = hub.faults.take("response_url")
    if fault is not None and not fault.after:
        await hub.faults.suffer(fault)
    spoiled = fault.response(request) if fault is not None else None
    if spoiled is not None and fault is not None and not fault.after:
        return spoiled
    try:
        response = _usable(hub, request.match_info["token"])
        body = await _body(request)
        answer(hub, response, body)
        response.used += 1
    except ApiError as problem:
        status = 404 if problem.error in ("used_url", "expired_url") else 400
        log.info("a response was refused: %s %s", problem.error, problem.extra or "")
        content = {"ok": False, "error": problem.error} | problem.extra
        return web.json_response(content, status=status)
    if fault is not None and fault.after:
        await hub.faults.suffer(fault)
    return spoiled if spoiled is not None else web.Response(text="ok")


def _usable(hub: Hub, token: str) -> ResponseUrl:
    response = hub.store.response_urls.get(token)
    if response is None or hub.clock.now() - response.made > RESPONSE_URL_SECONDS:
        raise ApiError("expired_url")
    if response.used >= RESPONSE_URL_USES:
        raise ApiError("used_url")
    return response


async def _body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text())
    except (ValueError, RecursionError):
        raise ApiError("invalid_payload") from None
    if not isinstance(body, dict):
        raise ApiError("invalid_payload")
    return body


def answer(hub: Hub, response: ResponseUrl, body: Json) -> None:
    """Do what an answer asks for: delete, replace, or post; raises ApiError as Slack does.

    Also what an acknowledgement with content does, since that is a first answer.
    """
    original = _original(hub, response)
    if _yes(body.get("delete_original")):
        if original is not None:
            hub.store.delete(original, "bot", interaction=response.interaction)
        original = None
        if not body.get("text") and not body.get("blocks"):
            return
    text, blocks = _content(hub, body)
    if original is not None and _yes(body.get("replace_original", True)):
        before = original.payload()
        original.text, original.blocks, original.state = text, blocks, {}
        hub.store.changed(original, "bot", interaction=response.interaction, before=before)
        return
    in_channel = body.get("response_type") == "in_channel"
    message = Message(
        hub.store.next_ts(),
        response.channel,
        hub.store.bot.id,
        text,
        blocks,
        thread_ts=_thread(hub, response, body),
        bot_id=hub.store.bot_id,
        visible_to=None if in_channel else response.user,
        metadata=body.get("metadata"),
    )
    hub.store.post(message, "bot", interaction=response.interaction)


def _content(hub: Hub, body: Json) -> tuple[str, list[Json]]:
    text, blocks = body.get("text") or "", body.get("blocks") or []
    if isinstance(blocks, str):
        try:
            blocks = json.loads(blocks)
        except (ValueError, RecursionError):
            raise ApiError("invalid_blocks_format") from None
    if not text and not blocks:
        raise ApiError("no_text")
    if blocks:
        blocks = check_message_blocks(hub, blocks)
    return str(text)[: limits.TEXT_CHARACTERS], blocks


def _original(hub: Hub, response: ResponseUrl) -> Message | None:
    """The message that was clicked, while it is still there."""
    for message in hub.store.channels[response.channel].messages:
        if message.ts == response.message_ts:
            return message
    return None


def _thread(hub: Hub, response: ResponseUrl, body: Json) -> str | None:
    wanted = body.get("thread_ts")
    if not wanted:
        return None
    thread = hub.store.thread(response.channel, str(wanted))
    if not thread:
        raise ApiError("thread_not_found")
    thread[0].thread_ts = thread[0].ts
    return thread[0].ts


def _yes(value: object) -> bool:
    return value in (True, "true")

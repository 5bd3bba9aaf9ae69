"""The one place where errors become words, in the place where the person is."""

import logging
import secrets
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError

from bot import messages, views
from bot.asking import CURRENT
from bot.client import reason, unsent, unsure
from bot.desk import Desk
from bot.errors import BotError, Repeated, TurnedAway, Unheard
from bot.logs import api_error_code
from bot.observing.requests import reference
from bot.places import Place, user_of
from bot.posts import Crowded
from bot.refused import SCOPE, TOKEN
from bot.render.guide import notice
from bot.render.sources import notice_modal
from bot.responses import FOREIGN, UNSURE, ResponseProblem
from bot.surfaces import refusals
from bot.surfaces.mentions import is_question, thread_of

CLOSED = frozenset(
    {
        "cannot_reply_to_message",
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "ratelimited",
        "restricted_action",
        "thread_not_found",
    }
)
"""Refusals of a post after which nothing else can be said in that place either."""

OUTSIDE = frozenset({"channel_not_found", "is_archived", "not_in_channel", "restricted_action"})
"""Those of them that hold for the whole channel."""

CROWDED_FOR = 60.0
"""Seconds for which somebody is told once that too many answers wait in a place."""

_TELL = "tell whoever runs Dateline"

log = logging.getLogger("dateline.errors")


def register(app: AsyncApp, desk: Desk) -> None:
    """Map every error of a listener to a sentence, and tell the person who was waiting."""

    @app.error
    async def failed(error: Exception, body: dict[str, Any], context: AsyncBoltContext) -> None:
        said = sentence(error)
        try:
            if said is None:
                await _tell_directly(desk, error, body)
            elif isinstance(error, TurnedAway) and "event" in body:
                await refusals.tell(desk, body, said)
            else:
                await tell(desk, context, body, said)
        except (SlackApiError, ResponseProblem, aiohttp.ClientError, TimeoutError) as second:
            log.warning("Could not tell anybody (%s)", _refusal(second))
        except Exception as second:
            log.warning("Could not tell anybody (%s)", type(second).__name__, exc_info=second)


async def _tell_directly(desk: Desk, error: Exception, body: dict[str, Any]) -> None:
    """Say in the direct message that there was no answering where somebody asked.

    Whoever may have the answer is told so where it would be. Nothing is said where the place that
    is closed is the direct message itself.
    """
    asking, event = CURRENT.get(), body.get("event")
    if asking is None or asking.user is None:
        return
    if isinstance(error, ResponseProblem):
        if error.code == UNSURE and asking.url is not None:
            await desk.responses.send(asking.url, notice(messages.NOT_SURE))
        elif error.code not in (UNSURE, FOREIGN):
            await desk.posts.send(asking.user, notice(messages.NOT_TAKEN))
        return
    if isinstance(error, Crowded):
        # Of a hundred refusals one is told: the message that tells it has to wait as well.
        place = f"crowded:{asking.team}:{asking.user}:{','.join(asking.places)}"
        if await desk.seen.claim([place], CROWDED_FOR):
            await desk.posts.send(asking.user, notice(messages.CROWDED))
        return
    there = isinstance(event, dict) and is_question(event) and event.get("channel_type") != "im"
    if there and isinstance(error, SlackApiError) and api_error_code(error) in OUTSIDE:
        await desk.posts.send(asking.user, notice(messages.NOT_THERE))


def _refusal(error: Exception) -> str:
    """Why somebody could not be told, for the log."""
    return error.code if isinstance(error, ResponseProblem) else reason(error)


def sentence(error: Exception) -> str | None:
    """What to say of an error; None where Slack takes no answer anyway. Logs what needs logging."""
    if isinstance(error, Repeated):
        log.info("Slack has sent a request again that was served already")
        return None
    if isinstance(error, Unheard):
        # Not one line for each: who asks too much would fill the log with them.
        log.debug("Not heard: a person asks too much")
        return None
    if isinstance(error, BotError):
        log.info("Answered with: %s", type(error).__name__)
        return referred(error.said)
    if isinstance(error, ResponseProblem):
        log.warning("An answer was not taken by its response URL (%s)", error.code)
        return None
    if isinstance(error, Crowded):
        log.info("Too many answers wait to be posted in a channel")
        return None
    code = api_error_code(error) if isinstance(error, SlackApiError) else ""
    if code in CLOSED:
        log.warning("Slack took no answer there (%s)", code)
        return None
    if code in TOKEN:
        # What is to be done about it stands in the log already (`bot.refused`).
        return referred(messages.TOKEN_REFUSED)
    if code in SCOPE:
        return referred(messages.SCOPE_MISSING)
    if isinstance(error, SlackApiError | aiohttp.ClientError) and (unsure(error) or unsent(error)):
        log.warning("Slack did not answer (%s)", reason(error))
        return messages.SLACK_IN_TROUBLE
    found = reference() or secrets.token_hex(4)
    log.error("Unexpected error %s", found, exc_info=error)
    return messages.unexpected(found)


def referred(said: str) -> str:
    """A failure, for whoever is to tell whoever runs Dateline, with where the log tells more."""
    found = reference()
    return messages.with_reference(said, found) if found and _TELL in said else said


async def tell(desk: Desk, context: AsyncBoltContext, body: dict[str, Any], said: str) -> None:
    """Say it in the open modal, to the one who typed or clicked, or in the thread."""
    view_id, url, event = context.get("view_id"), body.get("response_url"), body.get("event")
    place, user = context.get("place"), user_of(body)
    if isinstance(view_id, str):
        await views.update_view(desk.client, view_id, notice_modal(said))
    elif isinstance(place, Place):
        await desk.say_at(place, notice(said), notice(said))
    elif isinstance(url, str):
        await desk.responses.send(url, notice(said))
    elif isinstance(event, dict) and is_question(event):
        await desk.posts.send(event["channel"], notice(said), thread=thread_of(event))
    elif user:
        # A view or a global shortcut: there is no message to answer at.
        await _say_in_window(desk, body, user, said)


async def _say_in_window(desk: Desk, body: dict[str, Any], user: str, said: str) -> None:
    """Say it in a window, or in the direct message where none can be opened any more."""
    view = body.get("view")
    on_top = isinstance(view, dict) and view.get("type") == "modal"
    try:
        trigger = str(body.get("trigger_id", ""))
        await views.open_view(desk.client, trigger, notice_modal(said), on_top=on_top)
    except BotError:
        await desk.posts.send(user, notice(said))

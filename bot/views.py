"""Opening and updating modals, with Slack's refusals turned into plain errors."""

import asyncio
import logging
import re
from collections.abc import Coroutine
from typing import Any

from slack_bolt.async_app import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import messages
from bot.errors import BotError, TokenRefused, TriggerExpired
from bot.ids import Input
from bot.logs import api_error_code
from bot.posts import log_unshowable
from bot.refused import TOKEN
from bot.render.sources import notice_modal

ANYTHING = re.compile(r".*", re.DOTALL)

LOOK_UP = 1.0
"""Seconds that the content of a modal may take before a loading view is opened: Slack allows three
for the opening."""

_EXPIRED = frozenset(
    {"expired_trigger_id", "trigger_expired", "invalid_trigger_id", "exchanged_trigger_id"}
)

log = logging.getLogger("dateline.views")


async def open_view(
    client: AsyncWebClient, trigger: str, view: dict[str, Any], *, on_top: bool = False
) -> str:
    """Open a modal and give its id; `on_top` of the modal that the trigger comes from, if asked.

    Raises:
        TriggerExpired: Slack's three seconds are over.
        BotError: Slack refuses the view.
    """
    opening = client.views_push if on_top else client.views_open
    try:
        response = await opening(trigger_id=trigger, view=view)
    except SlackApiError as error:
        raise _plain(error) from error
    opened: Any = response.get("view") or {}
    return str(opened.get("id", ""))


async def update_view(client: AsyncWebClient, view_id: str, view: dict[str, Any]) -> None:
    """Replace the content of an open modal; one that was closed meanwhile is nobody's loss.

    Raises:
        BotError: Slack refuses the view.
    """
    try:
        await client.views_update(view_id=view_id, view=view)
    except SlackApiError as error:
        if api_error_code(error) != "not_found":
            raise _plain(error) from error


async def open_when_ready(
    client: AsyncWebClient,
    context: AsyncBoltContext,
    trigger: str,
    looking: "asyncio.Future[dict[str, Any]]",
    patience: float,
    *,
    on_top: bool = False,
) -> None:
    """Open the view that `looking` brings; when it takes long, a loading view first.

    So the trigger holds, and errors from then on belong into the open view
    (`bot.surfaces.failures`).

    Raises:
        TriggerExpired: Slack's three seconds are over.
        BotError: Slack refuses the view, or what `looking` raised.
    """
    done, _ = await asyncio.wait([looking], timeout=patience)
    if done:
        await open_view(client, trigger, looking.result(), on_top=on_top)
        return
    try:
        loading = notice_modal(messages.LOADING)
        view_id = await open_view(client, trigger, loading, on_top=on_top)
        context["view_id"] = view_id
        view = await looking
    finally:
        looking.cancel()
    await update_view(client, view_id, view)


async def show(
    client: AsyncWebClient,
    context: AsyncBoltContext,
    trigger: str,
    making: Coroutine[Any, Any, dict[str, Any]],
    *,
    on_top: bool = False,
) -> None:
    """Open the view that is being made, as `open_when_ready` with the patience of `LOOK_UP`."""
    looking = asyncio.ensure_future(making)
    await open_when_ready(client, context, trigger, looking, LOOK_UP, on_top=on_top)


def typed(view: dict[str, Any], name: Input) -> str:
    """What was typed into a form; "" for nothing."""
    value = _state(view, name).get("value")
    return value if isinstance(value, str) else ""


def chosen(view: dict[str, Any], name: Input) -> str:
    """The value of what was chosen in a form; "" for nothing."""
    option = _state(view, name).get("selected_option")
    value = option.get("value") if isinstance(option, dict) else None
    return value if isinstance(value, str) else ""


def _state(view: dict[str, Any], name: Input) -> dict[str, Any]:
    found: Any = view.get("state")
    for key in ("values", str(name), str(name)):
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _plain(error: SlackApiError) -> BotError:
    code = api_error_code(error)
    expired = code in _EXPIRED or (
        code == "invalid_arguments" and "trigger_id" in str(error.response.get("response_metadata"))
    )
    if expired:
        return TriggerExpired()
    if code in TOKEN:
        return TokenRefused()
    log_unshowable(error)
    return BotError()

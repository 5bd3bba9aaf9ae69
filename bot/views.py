"""Opening and updating modals, with Slack's refusals turned into plain errors."""

import logging
import re
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BotError, TriggerExpired
from bot.logs import api_error_code
from bot.posts import log_unshowable

ANYTHING = re.compile(r".*", re.DOTALL)

_EXPIRED = frozenset(
    {"expired_trigger_id", "trigger_expired", "invalid_trigger_id", "exchanged_trigger_id"}
)

log = logging.getLogger("dateline.views")


async def open_view(client: AsyncWebClient, trigger: str, view: dict[str, Any]) -> str:
    """Open a modal and give its id.

    Raises:
        TriggerExpired: Slack's three seconds are over.
        BotError: Slack refuses the view.
    """
    try:
        response = await client.views_open(trigger_id=trigger, view=view)
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


def _plain(error: SlackApiError) -> BotError:
    code = api_error_code(error)
    expired = code in _EXPIRED or (
        code == "invalid_arguments" and "trigger_id" in str(error.response.get("response_metadata"))
    )
    if expired:
        return TriggerExpired()
    log_unshowable(error)
    return BotError()

"""The Messages tab of the app as Slack's agents have it: questions to begin with, to click.

What is typed or clicked there comes as a direct message (`mentions`), which is where it is
answered. What somebody looks at beside it (`app_context_changed`) is none of our business.
"""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot import messages
from bot.desk import Desk
from bot.errors import NoBase
from bot.logs import api_error_code
from bot.render.text import clip

PROMPTS = 4
"""Prompts that Slack shows (docs.slack.dev, assistant.threads.setSuggestedPrompts)."""

PROMPT_TITLE = 75

log = logging.getLogger("dateline.assistant")


def register(app: AsyncApp, desk: Desk) -> None:
    """Suggest what to ask to whoever opens the Messages tab."""

    async def is_messages(event: dict[str, Any]) -> bool:
        return event.get("tab") == "messages"

    @desk.during
    async def opened(event: dict[str, Any]) -> None:
        if isinstance(event.get("channel"), str):
            await suggest(desk, event["channel"])

    app.event("app_home_opened", matchers=[is_messages])(opened)


async def suggest(desk: Desk, channel: str) -> None:
    """Set the prompts of a direct message; without any that are answered, none."""
    try:
        texts = await desk.prompts(PROMPTS)
    except NoBase:
        # Nobody has asked anything yet: what is wrong is told with the first answer.
        return
    if not texts:
        return
    prompts = [{"title": clip(text, PROMPT_TITLE), "message": text} for text in texts]
    try:
        # Without a thread: an agent's prompts stand at the top of the tab, and Slack silently drops
        # those that name one.
        await desk.client.assistant_threads_setSuggestedPrompts(
            channel_id=channel, prompts=prompts, title=messages.PROMPTS
        )
    except SlackApiError as error:
        log.info("Slack takes no prompts (%s): is the manifest current?", api_error_code(error))

"""Forms whose answer may come late: Slack takes an answer for three seconds, and no longer.

What comes in time closes the form or leaves it open with complaints; for what does not, the form
gives way to a word that it goes on, which is replaced once the answer is there.
"""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot import messages, views
from bot.render.sources import notice_modal

LOOK_UP = 1.0
"""Seconds that an answer may take before the person is shown that it goes on: Slack has three."""

SETTLED = 0.5
"""Seconds after which Slack shows what an acknowledgement brought."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a form: complaints by block, or without any the `view` that takes its place.

    Complaints that come too late are in the `view` as well, as the form is gone by then.
    """

    view: dict[str, Any]
    errors: Mapping[str, str] = field(default_factory=dict)


async def answer(
    client: AsyncWebClient,
    context: AsyncBoltContext,
    ack: AsyncAck,
    view: Mapping[str, Any],
    outcome: Coroutine[Any, Any, Outcome],
) -> None:
    """Answer a form that was sent off, `view`, with what comes of it.

    Raises:
        SlackApiError: Slack does not take a late answer.
        Exception: whatever `outcome` raises; once it is late, for the view in `context`.
    """
    making = asyncio.ensure_future(outcome)
    try:
        done, _ = await asyncio.wait([making], timeout=LOOK_UP)
        if done:
            return await _in_time(ack, making.result())
        await ack(response_action="update", view=notice_modal(messages.LOADING))
        # What goes wrong from here on belongs into the view.
        context["view_id"] = view_id = str(view.get("id", ""))
        late = await making
        # An update that overtook the acknowledgement would be covered by it.
        await asyncio.sleep(SETTLED)
    finally:
        making.cancel()
    await views.update_view(client, view_id, late.view)


async def _in_time(ack: AsyncAck, outcome: Outcome) -> None:
    if outcome.errors:
        await ack(response_action="errors", errors=dict(outcome.errors))
    else:
        await ack(response_action="update", view=outcome.view)

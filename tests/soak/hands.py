"""What is handed out with a request when it is sent: its places are held by these words."""

import json
from enum import StrEnum
from typing import Any

from bot.workspace.hub import Hub


class Hand(StrEnum):
    """A placeholder."""

    RESPONSE = "@@response@@"
    TRIGGER = "@@trigger@@"
    TS = "@@ts@@"
    EVENT = "@@event@@"


def handed(payload: dict[str, Any], hub: Hub, user: str, channel: str, interaction: str) -> Any:
    """A copy of the payload with everything in it that Slack would have made just now."""
    text = json.dumps(payload)
    if Hand.RESPONSE in text:
        response = hub.store.hand_out_response_url(user, channel, interaction)
        text = text.replace(Hand.RESPONSE, response.token)
    if Hand.TRIGGER in text:
        text = text.replace(Hand.TRIGGER, hub.store.hand_out_trigger(user, interaction))
    if Hand.TS in text:
        text = text.replace(Hand.TS, hub.store.next_ts())
    if Hand.EVENT in text:
        text = text.replace(Hand.EVENT, hub.store.new_event_id())
    return json.loads(text)

"""What an editor decides in Slack reaches the message that it was decided from, and all others."""

from pathlib import Path
from typing import Any

from bot.ids import Input
from bot.render.deciding import RETRACT
from tests.bot.amending.harness import opened

RULE = "Verify, retract, history…"
REASON = "It was the other Trudeau."


async def test_a_retraction_in_slack_strikes_what_was_told_and_an_undo_brings_it_back(
    database: Path,
) -> None:
    async with opened(database, mode="socket") as newsroom:
        anna, ben = newsroom.house.anna, newsroom.house.ben
        reply = await anna.mention("desk", "meetings Canada")
        other = await ben.dm("meetings Canada")
        menu = next(b["accessory"] for b in reply.blocks if "options" in b.get("accessory", {}))
        window = await anna.click(reply, menu["action_id"], option=RULE)
        values: dict[str, Any] = {Input.RULING: RETRACT, Input.WHY: REASON}
        done = await anna.submit(window, values)
        await newsroom.amend()
        for message in (reply, other):
            assert "Retracted by the desk on" in message.words
            assert "met Justin Trudeau" in message.words and "~12 November" in message.words
            assert "on November 12 in Phnom Penh" not in message.words
            # Who decided, and why, is for the log.
            assert anna.id not in message.words and REASON not in message.words
        undone = await anna.click(done, "Undo")
        await newsroom.amend()
        assert undone.view is not None
        for message in (reply, other):
            assert "on November 12 in Phnom Penh" in message.words
            assert "A retraction of" in message.words

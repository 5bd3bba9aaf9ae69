"""What Slack delivers out of order, or before its own answers: each is served for what it is."""

import asyncio
import json
from typing import Any

import pytest

from tests.bot.doubles import until
from tests.bot.running import House

POST = "chat.postMessage"


def mention(house: House, text: str, ts: str, thread: str | None = None) -> str:
    """The body of a mention as Slack delivers it."""
    store = house.workspace.store
    event: dict[str, Any] = {
        "type": "app_mention",
        "user": house.anna.id,
        "text": f"<@{store.bot.id}> {text}",
        "channel": house.workspace.channel("desk").id,
        "ts": ts,
    }
    if thread is not None:
        event["thread_ts"] = thread
    body = {"type": "event_callback", "event_id": f"Ev{ts}", "event": event}
    return json.dumps(body | {"team_id": store.team_id, "api_app_id": store.app_id})


async def test_a_reply_that_comes_before_what_it_replies_to_is_answered_and_so_is_that(
    served: House,
) -> None:
    first = await served.anna.say("a thread", channel="desk")
    reply = await served.anna.say("and a reply", channel="desk", thread=first.ts)
    for text, ts, thread in (
        ("and with Japan?", reply.ts, first.ts),
        ("meetings Canada", first.ts, None),
    ):
        answer = await served.workspace.post(mention(served, text, ts, thread))
        assert answer.status == 200
    await served.service.desk.drain(5)
    said = served.workspace.posted()
    assert [message.thread_ts for message in said] == [first.ts, first.ts]
    assert "Trudeau" in str([message.blocks for message in said])


async def test_a_click_on_a_message_that_slack_has_not_told_of_yet_is_answered(
    house: House,
) -> None:
    released = house.workspace.faults.hold(POST, after=True)
    await house.anna.mention("desk", "meetings", wait=False)
    reply = await house.anna.sees("Meetings", channel="desk")
    assert house.service.desk.posts.waiting == 0 and house.workspace.faults.calls[POST] == 1
    opened = await house.anna.click(reply, "Source", nth=0)
    assert opened.view is not None
    released.set()
    await house.service.desk.drain(5)
    assert len(house.workspace.posted()) == 1


async def test_an_older_opening_of_the_home_leaves_it_as_it_is_now(served: House) -> None:
    home = await served.anna.open_home()
    event = {
        "type": "app_home_opened",
        "tab": "home",
        "user": served.anna.id,
        "channel": "D1",
        "view": {"hash": "1600000000.older", "type": "home"},
    }
    for number in range(2):
        body = {"type": "event_callback", "event_id": f"Ev{number}", "event": event}
        served.workspace.faults.api("views.publish", error="hash_conflict")
        await served.workspace.post(json.dumps(body | {"team_id": served.workspace.store.team_id}))
    await served.service.desk.drain(5)
    assert served.workspace.faults.calls["views.publish"] == 5
    now = served.workspace.store.homes[served.anna.id]
    assert str(now.content["blocks"]) == str(home.view.content["blocks"] if home.view else "")


@pytest.mark.parametrize("retry", [{}, {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "x"}])
async def test_of_many_deliveries_at_once_one_is_answered(
    served: House, retry: dict[str, str]
) -> None:
    asked = await served.anna.say("a message to answer under", channel="desk")
    body = mention(served, "meetings Canada", asked.ts)
    answers = await asyncio.gather(*(served.workspace.post(body, headers=retry) for _ in range(5)))
    assert {answer.status for answer in answers} == {200}
    await until(lambda: served.workspace.posted())
    await served.service.desk.drain(5)
    assert len(served.workspace.posted()) == 1

"""Which events the app gets, from the journal and the manifest, with Slack's redeliveries.

An event is delivered when the manifest subscribes to it and the app is in the channel. A mention
gives an `app_mention` and, where `message.channels` is subscribed to as well, a `message` too.
"""

import asyncio
import logging
from collections.abc import Coroutine, Iterator
from typing import Any

from bot.workspace import eventpayloads, links
from bot.workspace.delivery import Line, NotDelivered
from bot.workspace.hub import Hub
from bot.workspace.journal import Entry
from bot.workspace.state import Json

log = logging.getLogger(__name__)

# https://docs.slack.dev/apis/events-api/#retries: nearly at once, after a minute, after five.
RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)

SUBSCRIPTION = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


class Events:
    """Turns what happens into events and sends them, each on a task of its own."""

    def __init__(self, hub: Hub, line: Line):
        self.hub = hub
        self.line = line
        self._tasks: set[asyncio.Task[None]] = set()
        self._first_attempts: set[asyncio.Future[None]] = set()
        self._unsubscribe = hub.journal.subscribe(self._happened)

    def emit(self, event: Json) -> None:
        """Send one event if the manifest subscribes to it and the app is in the workspace."""
        if self.hub.installed and self._subscribed(event):
            self._start(self._deliver(event))

    def tokens_revoked(self) -> None:
        """Tell the app that its bot tokens here are no longer good."""
        store = self.hub.store
        tokens = {"oauth": [], "bot": [store.bot.id]}
        self.emit({"type": "tokens_revoked", "tokens": tokens, "event_ts": store.next_ts()})

    async def quiet(self) -> None:
        """Return once each event so far was acknowledged or failed its first attempt."""
        await asyncio.sleep(0)  # deliveries of this very moment start first
        while self._first_attempts:
            await asyncio.wait(set(self._first_attempts))

    async def settled(self) -> None:
        """Return once nothing is on its way any more, nor waits to be sent again."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        """Drop whatever is still on its way."""
        self._unsubscribe()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _subscribed(self, event: Json) -> bool:
        kind = event["type"]
        if kind == "message":
            kind = SUBSCRIPTION[event["channel_type"]]
        return kind in self.hub.manifest.events

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, event: Json) -> None:
        """Send an event, again when it isn't acknowledged, at most three times more."""
        payload = eventpayloads.event_callback(self.hub, event, self.hub.store.new_event_id())
        first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._first_attempts.add(first)
        try:
            if self.hub.faults.deliver_twice():
                self._start(self._send_once_more(payload))
            attempt, reason = 0, ""
            for attempt, wait in enumerate((None, *RETRY_AFTER_SECONDS)):
                if wait is not None:
                    self._settle(first)
                    await self.hub.clock.sleep(wait)
                try:
                    await self.line.send("events_api", payload, attempt=attempt, reason=reason)
                    return
                except NotDelivered as problem:
                    reason = problem.reason
                    if problem.final:
                        return
            log.info("event %s was given up after %d retries", payload["event_id"], attempt)
        finally:
            self._settle(first)

    async def _send_once_more(self, payload: Json) -> None:
        """The duplicate of an event, under the same event id."""
        first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._first_attempts.add(first)
        try:
            await self.line.send("events_api", payload)
        except NotDelivered as problem:
            log.info("the duplicate of %s was not taken: %s", payload["event_id"], problem)
        finally:
            self._settle(first)

    def _settle(self, first: "asyncio.Future[None]") -> None:
        if not first.done():
            first.set_result(None)
        self._first_attempts.discard(first)

    def _happened(self, entry: Entry) -> None:
        if entry.kind == "tokens":
            self.tokens_revoked()
        shared = links.of_entry(self.hub, entry)
        if shared is not None:
            self.emit(shared)
        for event in self._events_of(entry):
            self.emit(event)

    def _events_of(self, entry: Entry) -> Iterator[Json]:
        """The events that an entry gives rise to, before subscriptions are looked at."""
        store = self.hub.store
        if entry.kind == "membership":
            yield entry.data
            return
        channel = store.channels.get(entry.channel or "")
        message = entry.message
        if channel is None or message is None or message.ephemeral:
            return
        if store.bot.id not in channel.members:
            return
        if entry.kind == "message":
            event = eventpayloads.message_event(self.hub, message, channel)
            yield event
            if self._mentions_app(entry, channel.kind):
                mention = {k: v for k, v in event.items() if k != "channel_type"}
                yield mention | {"type": "app_mention"}
        elif entry.kind == "changed":
            before = entry.data["before"]
            yield eventpayloads.message_changed(message, before, channel, store.next_ts())
        elif entry.kind == "deleted":
            yield eventpayloads.message_deleted(message, channel, store.next_ts())
        elif entry.kind == "reaction":
            yield entry.data

    def _mentions_app(self, entry: Entry, channel_kind: str) -> bool:
        """Mentions in a direct message, and the app's own, raise no `app_mention`."""
        message = entry.message
        return (
            message is not None
            and entry.actor == "person"
            and channel_kind != "im"
            and f"<@{self.hub.store.bot.id}>" in message.text
        )

"""One request on its way: sent, acknowledged, answered, and held against the invariants."""

import asyncio
import copy
import hashlib
import hmac
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.workspace import Message, View
from bot.workspace.delivery import ACK_SECONDS, NotDelivered
from bot.workspace.journal import Entry
from bot.workspace.signedhttp import decode_ack, encode
from tests.bot.running import House
from tests.soak.hands import handed
from tests.soak.invariants import (
    wrong_with_ack,
    wrong_with_entries,
    wrong_with_log,
    wrong_with_refusals,
)
from tests.soak.logbook import Logbook
from tests.soak.requests import Request

ROOT = Path(__file__).parents[2]
FINISHED = 30.0
"""Seconds after which what a request began has to be over."""

ODD_FINISHED = 0.5
"""The same for odd ones: where nobody listens to an answer, it is tried for long."""

JOURNAL = 200
"""Entries of the workspace's journal that are kept: many more than one request makes."""

_KEPT = 20
"""Messages of a channel that stay when it is tidied, beside those that requests are made of."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a request: what is wrong, and seconds until it was acknowledged."""

    wrong: tuple[str, ...]
    seconds: float
    answers: int = 0

    @property
    def sorts(self) -> frozenset[str]:
        """The sorts of what is wrong."""
        return frozenset(one.partition(":")[0] for one in self.wrong)


@dataclass
class Line:
    """A running bot, and the way to it."""

    house: House
    mode: str
    book: Logbook
    secrets: tuple[str, ...]
    hidden: tuple[str, ...]
    channel: str
    pinned: frozenset[str] = frozenset()
    slower: float = 1.0
    _session: aiohttp.ClientSession | None = None
    _sent: int = field(default=0)

    @classmethod
    def to(
        cls, house: House, mode: str, book: Logbook, channel: str, slower: float = 1.0
    ) -> "Line":
        """The way to a bot, with the words that it must never say.

        `slower` is how many seconds of ours one of the workspace's clock has.
        """
        workspace = house.workspace
        folder = house.service.settings.database.parent
        secrets = (
            workspace.bot_token,
            workspace.app_token,
            workspace.signing_secret,
            workspace.client_secret,
        )
        hidden = (*secrets, str(folder), str(ROOT))
        pinned = frozenset(
            message.ts for one in workspace.store.channels.values() for message in one.messages
        )
        # It would keep thousands of messages for nobody.
        workspace.journal.keep(JOURNAL)
        return cls(house, mode, book, secrets, hidden, channel, pinned, slower)

    async def send(self, request: Request) -> Outcome:
        """Send a request, wait until all that it begins is over, and say what is wrong."""
        workspace, wrong = self.house.workspace, list[str]()
        self._tidied()
        since, interaction = workspace.journal.seq, workspace.store.new_id("I")
        began = time.perf_counter()
        ack, payload = None, request.payload
        try:
            if request.kind == "raw":
                wrong += await self._raw(request.payload)
            else:
                payload = handed(
                    request.payload, workspace.hub, request.user, self.channel, interaction
                )
                self._placed(request, payload)
                began = time.perf_counter()
                ack = await self._delivered(request.kind, payload)
        except NotDelivered as problem:
            wrong.append(f"ack: {problem.error} ({problem.reason})")
        except TimeoutError:
            wrong.append("ack: none")
        except aiohttp.ClientError as error:
            # The server may hang up on bytes that are no request.
            if request.kind != "raw":
                wrong.append(f"ack: {type(error).__name__}")
        seconds = time.perf_counter() - began
        if seconds > ACK_SECONDS * self.slower:
            wrong.append(f"ack: after {seconds:.1f} s")
        odd = request.what.startswith("odd") or request.kind == "raw"
        wrong += await self._over(ODD_FINISHED if odd else FINISHED, odd=odd)
        entries = list(workspace.journal.since(since))
        wrong += wrong_with_entries(entries, workspace, self.hidden, request.user)
        wrong += wrong_with_log(self.book.taken(), self.secrets)
        wrong += wrong_with_refusals(self.book.refused(), odd=odd)
        wrong += wrong_with_ack(ack, odd=odd)
        answers = _answers(entries, request, payload, interaction)
        wrong += _unanswered(request, answers)
        return Outcome(tuple(dict.fromkeys(wrong)), seconds, len(answers))

    async def _delivered(self, kind: Any, payload: Json) -> Json | None:
        workspace = self.house.workspace
        if self.mode == "socket":
            return await workspace.sockets.send(kind, payload)
        if kind == "slash_commands":
            body, content_type = urlencode(payload, errors="replace"), _FORM
        else:
            body, content_type = encode(kind, payload)
        answer = await workspace.clock.within(ACK_SECONDS, workspace.post(body, content_type))
        if answer.status >= 500:
            raise NotDelivered("http_service_error", str(answer.status))
        return decode_ack(answer) if answer.status < 300 else None

    async def _raw(self, request: Json) -> list[str]:
        """Send bytes; what is wrong with the answer."""
        body = request["body"].encode("latin-1")
        stamp = str(int(time.time()) - request.get("age", 0))
        secret = request.get("secret") or self.house.workspace.signing_secret
        digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256)
        headers = {
            "Content-Type": request["content_type"],
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest.hexdigest()}",
            **request["headers"],
        }
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=10 * self.slower)
            )
        async with self._session.request(
            request["method"],
            self.house.url + request["path"],
            data=body,
            headers={name: value for name, value in headers.items() if value},
            allow_redirects=False,
        ) as answer:
            said = await answer.text(errors="replace")
        wrong = [f"5xx: {answer.status}"] if answer.status >= 500 else []
        posts = request["method"] == "POST" and request["path"] == "/slack/events"
        if posts and request["unsigned"] and answer.status not in (400, 401, 413):
            wrong.append(f"unsigned: taken with {answer.status}")
        if "Traceback" in said or any(secret in said for secret in self.hidden):
            wrong.append("leak: in an answer over HTTP")
        return wrong

    def _placed(self, request: Request, payload: Json) -> None:
        """Put into the workspace what a request is about: the message said, the view looked at."""
        store = self.house.workspace.store
        event = payload.get("event") if request.what == "spoken" else None
        if isinstance(event, dict):
            channel = store.channels[event["channel"]]
            said = Message(event["ts"], channel.id, event["user"], event["text"])
            channel.messages.append(said)
        if isinstance(request.place, View):
            view = copy.deepcopy(request.place)
            view.user = request.user
            if view.content["type"] == "home":
                store.homes[request.user] = view
            else:
                store.stacks[request.user] = [view]

    async def _over(self, within: float, *, odd: bool) -> list[str]:
        """Wait until the bot has done all that it was asked; what is wrong if it does not end."""
        for _ in range(3):
            await asyncio.sleep(0)
        began = time.perf_counter()
        await self.house.service.desk.drain(within)
        late = time.perf_counter() - began >= within
        return ["hangs: an answer does not end"] if late and not odd else []

    def _tidied(self) -> None:
        """Forget now and then what piles up in the workspace, so that it stays quick."""
        self._sent += 1
        if self._sent % 100:
            return
        store = self.house.workspace.store
        store.response_urls.clear()
        store.triggers.clear()
        store.stacks.clear()
        store.files.clear()
        self.house.workspace.api.calls.clear()
        for channel in store.channels.values():
            fresh = channel.messages[-_KEPT:]
            channel.messages[:] = [
                one for one in channel.messages if one.ts in self.pinned or one in fresh
            ]

    async def close(self) -> None:
        """Close the connection of its own."""
        if self._session is not None:
            await self._session.close()


_FORM = "application/x-www-form-urlencoded"


def _answers(
    entries: list[Entry], request: Request, payload: Json, interaction: str
) -> list[Entry]:
    """What the bot showed in answer to a request."""
    shown = [e for e in entries if e.actor == "bot" and e.kind in ("message", "view")]
    if request.what == "spoken":
        event = payload["event"]
        return [
            entry
            for entry in shown
            if entry.channel == event["channel"]
            and (entry.message is None or entry.message.thread_ts in (None, event["ts"]))
        ]
    return [entry for entry in shown if entry.interaction == interaction]


def _unanswered(request: Request, answers: list[Entry]) -> list[str]:
    if request.answers is None:
        return []
    least, most = request.answers
    if len(answers) < least:
        return ["unanswered: nothing came"]
    if len(answers) > most:
        return [f"answered: {len(answers)} times"]
    return []

"""Delivery to an app that listens itself: signed posts to its `/slack/events`.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp

from bot.workspace.delivery import ACK_SECONDS, Kind, NotDelivered
from bot.workspace.hub import Hub
from bot.workspace.state import Json


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What the app's HTTP server answered."""

    status: int
    body: str
    headers: dict[str, str]


def signature(secret: str, timestamp: int, body: str) -> str:
    """Slack's `X-Slack-Signature` of a body: HMAC-SHA256 over `v0:timestamp:body`."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


@dataclass(slots=True)
class SignedHttp:
    """Delivery to an app that listens itself, at its `/slack/events`."""

    hub: Hub
    url: str
    session: aiohttp.ClientSession

    async def post(
        self,
        body: str,
        content_type: str,
        *,
        secret: str | None = None,
        age: int = 0,
        headers: dict[str, str] | None = None,
    ) -> HttpAnswer:
        """Post a body as Slack would.

        `secret` signs with another secret and `age` (seconds) with an older timestamp; `headers`
        replace or, where empty, remove a header. Timestamps are the system's, since apps check them
        against it.
        """
        timestamp = int(time.time()) - age
        sent = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": signature(
                secret or self.hub.credentials.signing_secret, timestamp, body
            ),
        }
        sent |= headers or {}
        sent = {name: value for name, value in sent.items() if value}
        async with self.session.post(self.url, data=body.encode(), headers=sent) as answer:
            return HttpAnswer(answer.status, await answer.text(), dict(answer.headers))

    async def send(
        self, kind: Kind, payload: Json, *, attempt: int = 0, reason: str = ""
    ) -> Json | None:
        """Deliver one payload in the form that its kind has over HTTP."""
        headers = {}
        if attempt:
            headers = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        body, content_type = encode(kind, payload)
        try:
            answer = await self.hub.clock.within(
                ACK_SECONDS, self.post(body, content_type, headers=headers)
            )
        except TimeoutError:
            raise NotDelivered("operation_timeout", "http_timeout") from None
        except aiohttp.ClientError:
            raise NotDelivered("dispatch_failed", "connection_failed") from None
        if self.hub.faults.lose_ack():
            raise NotDelivered("operation_timeout", "http_timeout")
        if answer.status >= 300:
            error = "http_client_error" if answer.status < 500 else "http_service_error"
            final = answer.headers.get("X-Slack-No-Retry") == "1"
            raise NotDelivered(error, "http_error", final=final)
        return decode_ack(answer)


def encode(kind: Kind, payload: Json) -> tuple[str, str]:
    """Body and content type of a payload over HTTP."""
    form = "application/x-www-form-urlencoded"
    if kind == "slash_commands":
        return urlencode(payload), form
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}), form
    return json.dumps(payload), "application/json"


def decode_ack(answer: HttpAnswer) -> Json | None:
    """What an HTTP acknowledgement says: nothing, JSON, or plain text to show."""
    if not answer.body.strip():
        return None
    try:
        content = json.loads(answer.body)
    except ValueError:
        return {"text": answer.body}
    return content if isinstance(content, dict) else {"text": answer.body}

"""The HTTP edge: `POST /slack/events` for Slack, `GET /healthz` for whoever watches.

Everything is checked here before Bolt sees it, since Bolt logs the bodies that it can't use and
answers some of them with 404 or 500.
"""

import asyncio
import hmac
import json
import logging
import time
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock, SignatureVerifier

from bot import payloads
from bot.observing.figures import CONTENT_TYPE
from bot.observing.house import Observing
from bot.replays import Replays
from bot.settings import EVENTS_PATH, HEALTH_PATH, METRICS_PATH
from bot.upgrading.preparing import Preparing

BODY_LIMIT = 1024 * 1024
"""Bytes of a request; Slack's largest (a click on a big message) stay well below."""

BODY_WITHIN = 10.0
"""Seconds in which a body has to arrive; Slack gives up on a request after three."""

KEEP_ALIVE = 75.0
"""Seconds for which a connection is kept on which no request comes."""

FIELDS_LIMIT = 200
"""Fields of a form; a slash command has about fifteen."""

LAST_RETRY = "3"
"""What Slack's header `X-Slack-Retry-Num` says of an event that it won't send again."""

log = logging.getLogger("dateline.web")


class BadRequest(Exception):
    """A request that is none of Slack's; `status` is what it gets."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def application(observing: Observing) -> web.Application:
    """The web application of every mode with Slack: health and figures, and nothing else yet."""
    app = web.Application(client_max_size=BODY_LIMIT)
    app.router.add_routes(routes(observing))
    return app


def routes(observing: Observing) -> list[web.RouteDef]:
    """What whoever runs Dateline can ask in every mode: health, and figures unless switched off.

    `GET /healthz` and `/healthz/ready` give 200 when the bot can answer, else 503, and JSON either
    way; `/healthz/live` does so while the process works at all. `GET /metrics` is for Prometheus.
    """
    health, gathering = observing.health, observing.gathering

    async def healthz(request: web.Request) -> web.StreamResponse:
        report = await health.report()
        return _told(report.content, well=report.ready)

    async def ready(request: web.Request) -> web.StreamResponse:
        report = await health.report()
        told = {key: report.content[key] for key in ("ready", "status")}
        return _told(told, well=report.ready)

    async def live(request: web.Request) -> web.StreamResponse:
        report = health.living()
        return _told(report.content, well=report.live)

    async def metrics(request: web.Request) -> web.StreamResponse:
        if gathering is None:
            raise web.HTTPNotFound
        headers = {"Content-Type": CONTENT_TYPE, "Cache-Control": "no-store"}
        return web.Response(body=await gathering.tell(), headers=headers)

    return [
        web.get(HEALTH_PATH, healthz),
        web.get(f"{HEALTH_PATH}/ready", ready),
        web.get(f"{HEALTH_PATH}/live", live),
        web.get(METRICS_PATH, metrics),
    ]


def _told(content: dict[str, Any], *, well: bool) -> web.Response:
    response = web.json_response(content, status=200 if well else 503)
    response.headers["Cache-Control"] = "no-store"
    return response


def running(app: web.Application, closing: float) -> web.AppRunner:
    """What serves an application; `closing` is how many seconds requests have at its end."""
    return web.AppRunner(
        app, access_log=None, shutdown_timeout=closing, keepalive_timeout=KEEP_ALIVE
    )


def add_events(
    app: web.Application, bolt: AsyncApp, signing_secret: str, observing: Observing
) -> None:
    """Take Slack's requests: commands, events, clicks.

    While the fact base is prepared, Slack is asked to send an event again (503): it does so almost
    at once, after a minute and after five, and whoever has asked gets their answer then. With the
    last time they are told to ask again, as those are at once who typed a command or clicked, which
    Slack sends but once.
    """
    verifier = SignatureVerifier(signing_secret, SystemClock())
    replays = Replays()

    async def events(request: web.Request) -> web.Response:
        try:
            return await _dispatch(request, bolt, verifier, observing.preparing, replays)
        except BadRequest as bad:
            observing.meter.refused(f"HTTP{bad.status}")
            log.info("Refused a request to %s: %d, %s", EVENTS_PATH, bad.status, bad.reason)
            return web.json_response({"error": bad.reason}, status=bad.status)

    app.router.add_post(EVENTS_PATH, events)


class SystemClock(Clock):
    """The clock that signatures are checked against."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()


async def _dispatch(
    request: web.Request,
    bolt: AsyncApp,
    verifier: SignatureVerifier,
    preparing: Preparing,
    replays: Replays,
) -> web.Response:
    raw = await _body(request)
    _check_signature(request, raw, verifier)
    try:
        body = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest(400, "not UTF-8") from None
    payload = parse(body, request.content_type)
    try:
        payloads.check(payload)
    except payloads.Malformed:
        raise BadRequest(400, "not a Slack request") from None
    if replays.is_copy(payload, request.headers["X-Slack-Signature"]):
        log.warning("A request came a second time with the same signature; it is not served again")
        return web.Response()
    retried = request.headers.get("X-Slack-Retry-Num")
    if preparing.stage is not None and _is_event(payload) and retried != LAST_RETRY:
        return web.json_response({"error": "starting"}, status=503)
    try:
        bolt_request = AsyncBoltRequest(body=body, headers=dict(request.headers))
    except Exception as error:
        # A body in Slack's outer form whose inside Bolt can't take apart.
        raise BadRequest(400, "not a Slack request") from error
    response = await bolt.async_dispatch(bolt_request)
    if response.status == 404:
        # Nobody here waits for it. Slack would resend it on anything but a 2xx.
        return web.Response()
    if response.status >= 500:
        raise BadRequest(400, "not a Slack request")
    content_type = response.headers.get("content-type", ["text/plain"])[0].partition(";")[0]
    return web.Response(status=response.status, text=response.body, content_type=content_type)


async def _body(request: web.Request) -> bytes:
    try:
        async with asyncio.timeout(BODY_WITHIN):
            return await request.read()
    except TimeoutError:
        raise BadRequest(408, "too slow") from None
    except web.HTTPRequestEntityTooLarge:
        raise BadRequest(413, "too large") from None
    except (web.RequestPayloadError, ValueError):
        raise BadRequest(400, "unreadable body") from None


def _check_signature(request: web.Request, raw: bytes, verifier: SignatureVerifier) -> None:
    """Refuse what Slack has not signed within the last five minutes."""
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    well_formed = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12
    if not well_formed or not signature.isascii():
        raise BadRequest(401, "no valid signature")
    try:
        # The verifier decodes the body; one that is not UTF-8 was never signed by Slack.
        valid = verifier.is_valid(raw, timestamp, signature)
        signed = verifier.generate_signature(timestamp=timestamp, body=raw) or ""
    except UnicodeDecodeError:
        raise BadRequest(400, "not UTF-8") from None
    if not valid:
        if hmac.compare_digest(signed, signature):
            log.warning(
                "A request that Slack has signed is %d s old by this machine's clock; more than "
                "five minutes are refused. Unless somebody sends an old one again, the clock is "
                "wrong: have it set by NTP",
                int(time.time()) - int(timestamp),
            )
        raise BadRequest(401, "no valid signature")


def parse(body: str, content_type: str) -> dict[str, Any]:
    """The payload of a body: JSON, a form with JSON in `payload`, or a form.

    Raises:
        BadRequest: it is none of these.
    """
    if content_type == "application/json" or body.startswith("{"):
        return _object(body)
    try:
        fields = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=FIELDS_LIMIT))
    except ValueError:
        raise BadRequest(400, "not a form") from None
    if "payload" in fields:
        return _object(fields["payload"])
    return dict(fields)


def _object(text: str) -> dict[str, Any]:
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest(400, "not JSON") from None
    if not isinstance(parsed, dict):
        raise BadRequest(400, "not a JSON object")
    return parsed


def _is_event(payload: dict[str, Any]) -> bool:
    return payload.get("type") == "event_callback"

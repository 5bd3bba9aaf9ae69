"""Requests over HTTP byte for byte: forged, truncated, oversized, in no encoding, to no address."""

import json
import random
from typing import Any
from urllib.parse import quote_plus, urlencode

from bot.web import BODY_LIMIT
from bot.workspace.hub import Hub
from tests.soak import events, mutations, texts
from tests.soak.harvest import Pool

Json = dict[str, Any]

FORM = "application/x-www-form-urlencoded"
_TYPES = (
    "application/json", FORM, "text/plain", "multipart/form-data; boundary=x", "", "text/html",
    "application/xml", "application/json; charset=utf-16", "application/octet-stream", "x" * 500,
    "application/x-www-form-urlencoded; charset=latin-1", "application/json;;;",
)  # fmt: skip
_METHODS = ("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")
_PATHS = (
    "/", "/slack", "/slack/events/", "/slack/events/../healthz", "/healthz", "/metrics",
    "/slack/install", "/slack/oauth_redirect?code=x&state=y", "/%00", "/" + "a" * 3_000,
    "/.env", "/dateline.db", "//slack/events", "/slack/events?challenge=x", "/livez", "/readyz",
)  # fmt: skip
_SPOILED: tuple[dict[str, str], ...] = (
    {"X-Slack-Signature": ""},
    {"X-Slack-Signature": "v0="},
    {"X-Slack-Signature": "v1=0123"},
    {"X-Slack-Signature": "v0=" + "0" * 64},
    {"X-Slack-Signature": "v0=é"},
    {"X-Slack-Signature": "x" * 5_000},
    {"X-Slack-Request-Timestamp": ""},
    {"X-Slack-Request-Timestamp": "soon"},
    {"X-Slack-Request-Timestamp": "0"},
    {"X-Slack-Request-Timestamp": "9" * 400},
    {"X-Slack-Request-Timestamp": "-1"},
    {"X-Slack-Request-Timestamp": "1.5"},
    {"X-Slack-Request-Timestamp": "٣"},
    {"X-Slack-Retry-Num": "x", "X-Slack-Retry-Reason": "é" * 50},
    {"X-Slack-Retry-Num": "3", "X-Slack-Retry-Reason": "http_timeout"},
    {"Content-Encoding": "gzip"},
    {"Cookie": "d=xoxd-1"},
)


def made(dice: random.Random, hub: Hub, pool: Pool) -> Json:
    """Method, path, headers and body (as latin-1) of a request; signed unless `headers` spoil it.

    `unsigned` says that it must be refused, whatever is in it.
    """
    body, content_type = _body(dice, hub, pool)
    request: Json = {
        "method": "POST",
        "path": "/slack/events",
        "headers": {},
        "content_type": content_type,
        "body": body.decode("latin-1"),
        "unsigned": False,
    }
    pick = dice.random()
    if pick < 0.25:
        spoiled = dice.choice(_SPOILED)
        request["headers"] = spoiled
        request["unsigned"] = bool(spoiled.keys() & {"X-Slack-Signature", _STAMP})
    elif pick < 0.35:
        request["secret"], request["unsigned"] = "another secret", True
    elif pick < 0.42:
        request["age"], request["unsigned"] = dice.choice((310, -330, 10**9)), True
    elif pick < 0.52:
        request["method"] = dice.choice(_METHODS)
    elif pick < 0.62:
        request["path"] = dice.choice(_PATHS)
    elif pick < 0.72:
        request["content_type"] = dice.choice(_TYPES)
    return request


_STAMP = "X-Slack-Request-Timestamp"


def _body(dice: random.Random, hub: Hub, pool: Pool) -> tuple[bytes, str]:
    payload = events.made(dice, hub, pool)
    if dice.random() < 0.5:
        person = dice.choice(pool.people)
        payload = events.spoken(dice, hub, pool, person, texts.message(dice))
    text = json.dumps(mutations.mutated(payload, dice) if dice.random() < 0.3 else payload)
    pick = dice.random()
    if pick < 0.2:
        return text.encode()[: dice.randrange(len(text))], "application/json"
    if pick < 0.3:
        return _doubled(text, dice).encode(), "application/json"
    if pick < 0.4:
        return _deep(dice).encode(), dice.choice(("application/json", FORM))
    if pick < 0.5:
        return _noise(dice), dice.choice(_TYPES)
    if pick < 0.53:
        # At the limit and just above it.
        size = BODY_LIMIT + dice.choice((-1, 0, 1, 1_000))
        return b"a" * size, dice.choice(("application/json", FORM))
    if pick < 0.65:
        return f"payload={quote_plus(text)}".encode()[: dice.choice((10**6, 200))], FORM
    if pick < 0.85:
        return _form(dice), FORM
    return dice.choice(_SHORT), dice.choice(("application/json", FORM))


_SHORT = (
    b"", b"{", b"[]", b"null", b'"x"', b"{}", b"0", b"NaN", b'{"type": NaN}', b'{"type": 1e999}',
    b'{"type": "event_callback"}', b'{"type": "event_callback", "event": {"type": "message"}}',
    b'{"type": "url_verification"}', b'{"type": "url_verification", "challenge": 5}', b"payload=",
    b"payload={}", b"payload=[]", b"payload=%ff", b"ssl_check=1", b"ssl_check=1&token=x",
    b"command=%2Fmeetings", b"command=%2F&response_url=x", b"\xff\xfe", b"\xef\xbb\xbf{}",
    b'{"type": "block_actions", "actions": [{}]}', b'{"type":"view_submission","view":{}}',
    b'{"type":"app_rate_limited"}', b"&" * 5_000, b"=" * 5_000, b"a&" * 300, b"payload={&payload=}",
)  # fmt: skip


def _doubled(text: str, dice: random.Random) -> str:
    """JSON in which a field stands twice: which one counts is anybody's guess."""
    name = dice.choice(("type", "event", "team_id", "event_id", "token"))
    value = dice.choice(('"event_callback"', "null", '{"type": "message"}', "5", '"x"'))
    return f'{{"{name}": {value}, ' + text[1:-1] + f', "{name}": {value}}}'


def _deep(dice: random.Random) -> str:
    depth = dice.choice((50, 900, 1_100, 50_000))
    opened = dice.choice(("[", '{"a":', '{"event":'))
    inner = opened * depth
    closed = "" if dice.random() < 0.5 else "1" + ("]" if opened == "[" else "}") * depth
    if dice.random() < 0.5:
        return inner + closed
    return f'{{"type": "event_callback", "event": {{"type": "message", "x": {inner}{closed}}}}}'


def _noise(dice: random.Random) -> bytes:
    return dice.randbytes(dice.choice((1, 10, 1_000)))


def _form(dice: random.Random) -> bytes:
    """A slash command with fields left out, doubled or strange."""
    name, text = texts.command(dice)
    fields = [
        ("command", name),
        ("text", text),
        ("user_id", "U00000002"),
        ("channel_id", "C00000001"),
        ("team_id", "T00000001"),
        ("trigger_id", "1.2.3"),
        ("response_url", dice.choice(_URLS)),
    ]
    for _ in range(dice.randint(0, 3)):
        at = dice.randrange(len(fields))
        fields[at] = (fields[at][0], texts.value(dice)) if dice.random() < 0.5 else fields[0]
    dice.shuffle(fields)
    return urlencode(fields[: dice.randint(1, len(fields))], errors="replace").encode()


_URLS = (
    "http://169.254.169.254/latest", "https://evil-site.com/hook", "file:///etc/passwd", "x",
    "http://127.0.0.1:1/", "https://hooks.slack.com.evil-site.com/", "//evil-site.com", "http://[::1",
    "https://hooks.slack.com@evil-site.com/x", "",
)  # fmt: skip
"""Response URLs that are none of Slack's."""

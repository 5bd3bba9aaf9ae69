"""The floor of the framework: a Bolt app with one command and nothing behind it.

    python -m benchmarks.serving.bare PORT BYTES [--lean]

It is what Bolt's documentation shows: `AsyncApp` and its own server, `ack()` and `respond()`; the
message is fixed, and of the size of Dateline's. No Web API is asked to authorise requests, as in
Dateline. Bolt's `respond` opens a session, and with it a connection, for every answer. `--lean`
keeps one session instead, as Dateline does: less than that can't be done with Bolt.
"""

import argparse
import json
import os
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.serving.processes import SECRET

LINE = "Somebody met somebody in a place on a day, as a sentence of the archive says. "


def message(size: int) -> dict[str, Any]:
    """A message of about so many bytes of JSON, in sections as long as an answer's."""
    blocks: list[dict[str, Any]] = []
    while len(json.dumps(blocks)) < size:
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": LINE * 4}})
    return {"text": "An answer", "blocks": blocks, "response_type": "ephemeral"}


def build(size: int, *, lean: bool) -> AsyncApp:
    """The app."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token="xoxb-benchmark"
        )

    client = AsyncWebClient(base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(signing_secret=SECRET, client=client, authorize=authorize)
    said = message(size)
    sessions: list[aiohttp.ClientSession] = []

    async def meetings(ack: AsyncAck, respond: AsyncRespond, command: dict[str, Any]) -> None:
        await ack()
        if not lean:
            await respond(**said)
            return
        if not sessions:
            sessions.append(aiohttp.ClientSession())
        async with sessions[0].post(command["response_url"], json=said) as answer:
            await answer.read()

    app.command("/meetings")(meetings)
    return app


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("size", type=int)
    parser.add_argument("--lean", action="store_true")
    options = parser.parse_args()
    server = build(options.size, lean=options.lean).server(
        port=options.port, path="/slack/events", host="127.0.0.1"
    )

    async def healthz(request: web.Request) -> web.Response:
        return web.json_response({})

    server.web_app.router.add_get("/healthz", healthz)
    web.run_app(server.web_app, host="127.0.0.1", port=options.port, access_log=None, print=None)


if __name__ == "__main__":
    main()

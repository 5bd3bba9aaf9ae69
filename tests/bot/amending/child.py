"""Processes that amend messages, several at once, and are killed at a given moment.

A line of JSON asks for a round; each of its processes is forked, so that it is killed in its work
and not in its start. Answers with how each of them ended.
"""

import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from bot import client as slack
from bot.amending.clock import Clock, Ways
from bot.amending.notes import Notes
from bot.amending.sending import Sending
from bot.amending.store import Store
from bot.digests.clock import Reach
from bot.hosts import reachable_hosts
from bot.posts import Posts
from bot.readers import Readers
from bot.responses import Responses
from bot.settings import load
from knowledge.base.shown import beside
from tests.bot.running import NOWHERE


async def amend(asked: dict[str, Any]) -> None:
    """Do what one process does when it looks into the log."""
    settings = load({"SLACK_API_URL": asked["url"]}, NOWHERE)
    database = Path(asked["path"])

    async def no_sleep(seconds: float) -> None:
        await asyncio.sleep(0)

    async with slack.open_session() as session:
        once = slack.web_client(settings, session, token=asked["token"], patient=False)
        store, readers = Store(beside(database)), Readers(database)
        posts = Posts(once, sleep=no_sleep)
        sending = Sending(once, posts, Notes(store), now=lambda: asked["now"])
        responses = Responses(session, reachable_hosts(asked["url"]))
        ways = Ways(sending, responses, lambda team: Reach(None, None))
        clock = Clock(store, readers, ways, 90, settings.timezone, now=lambda: asked["now"])
        await clock.look()


def fork(asked: dict[str, Any]) -> int:
    """Begin a process; its id."""
    child = os.fork()
    if child == 0:
        try:
            asyncio.run(amend(asked))
        finally:
            os._exit(0)
    return child


def serve(asked: dict[str, Any]) -> list[int]:
    """One round: begin all, kill each at its moment (seconds, None for never); how they ended."""
    began = time.monotonic()
    children = [(fork(asked), after) for after in asked["kills"]]
    for child, after in sorted(children, key=lambda one: one[1] if one[1] is not None else 1e9):
        if after is not None:
            time.sleep(max(0.0, began + after - time.monotonic()))
            os.kill(child, signal.SIGKILL)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, _ in children]


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(serve(json.loads(line))), flush=True)

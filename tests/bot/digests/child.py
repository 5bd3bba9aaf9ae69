"""Processes that post what is due, several at once, and are killed at a given moment.

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

from tests.bot.digests.harness import process


async def post(asked: dict[str, Any]) -> None:
    """Do what one process does when it looks at its clock."""
    now = asked["now"]
    async with process(Path(asked["path"]), asked["url"], asked["token"], lambda: now) as one:
        await one.clock.look()


def fork(asked: dict[str, Any]) -> int:
    """Begin a process; its id."""
    child = os.fork()
    if child == 0:
        try:
            asyncio.run(post(asked))
        finally:
            os._exit(0)
    return child


def serve(asked: dict[str, Any]) -> dict[str, Any]:
    """One round: begin all, kill each at its moment (seconds, None for never).

    With their statuses, and the seconds until the last of them had ended.
    """
    began = time.monotonic()
    kills = asked["kills"]
    children = [(fork(asked), after) for after in kills]
    for child, after in sorted(children, key=lambda one: one[1] if one[1] is not None else 1e9):
        if after is not None:
            time.sleep(max(0.0, began + after - time.monotonic()))
            os.kill(child, signal.SIGKILL)
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, _ in children]
    return {"ended": ended, "took": time.monotonic() - began}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(serve(json.loads(line))), flush=True)

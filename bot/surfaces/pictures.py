"""Pictures of answers: drawn in a child process, uploaded like an export."""

import asyncio
import json
import logging
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.errors import NoPicture, NothingToExport
from bot.fairness import Turns
from bot.ids import Action
from bot.render.answers import PER_PAGE
from bot.render.exports import File
from bot.render.pictures import EVENTS, Planned, planned
from bot.render.text import bold, escape, join, mention
from bot.seen import IN_HAND
from bot.surfaces.clicks import Click, read_click
from bot.uploads import deliver
from bot.values import decode_ask
from knowledge.answers import ask
from knowledge.base import Base
from knowledge.commands import TIMELINE

WITHIN = 30.0
"""Seconds that drawing may take; it takes one or two."""

ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "MPLCONFIGDIR", "SYSTEMROOT", "VIRTUAL_ENV")
"""What the child sees of the environment: no tokens."""

log = logging.getLogger("dateline.pictures")


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the picture buttons."""
    # One picture at a time: each child takes some 80 MB while it draws.
    turns = Turns(1)

    @desk.during
    async def picture(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        click = read_click(body, action)
        text = decode_ask(click.value)
        key = [f"picture:{click.message}:{click.user}:{text}"]
        if not await desk.seen.claim(key, IN_HAND):
            return
        try:
            today = desk.today()
            plan = await desk.readers.run(lambda base: _plan(base, text, today))
            if plan is None:
                raise NothingToExport
            async with turns.turn():
                drawn = await draw(plan.plan)
            await deliver(desk, click, _file(plan, drawn, click))
        finally:
            await desk.seen.release(key)

    app.action(Action.PICTURE.pattern)(picture)


def _plan(base: Base, text: str, today: date) -> Planned | None:
    answer = ask(text, base, today=today, per_page=EVENTS)
    if answer.query is not None and answer.query.command != TIMELINE.name:
        # Facts are counted where there are more than fill the page that was shown.
        answer = ask(text, base, today=today, per_page=PER_PAGE)
    return planned(answer)


def _file(plan: Planned, drawn: bytes, click: Click) -> File:
    title = str(plan.plan["title"])
    said = join(" ", bold(title, 400), escape("Drawn for"), mention(click.user))
    return File("dateline-picture.png", drawn, title, said, plan.alt)


async def draw(plan: dict[str, Any]) -> bytes:
    """Draw a plan in a child process, which ends with it.

    Raises:
        NoPicture: it failed or took too long; the log says which.
    """
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            # A folder called "bot" where the bot was started is none of ours.
            "-P",
            "-m",
            "bot.picture",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment,
        )
    except OSError as error:
        log.error("No process could be started to draw a picture (%s)", type(error).__name__)
        raise NoPicture from error
    try:
        async with asyncio.timeout(WITHIN):
            drawn, complaint = await child.communicate(json.dumps(plan).encode())
    except TimeoutError as error:
        log.error("A picture took more than %.0f s", WITHIN)
        raise NoPicture from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0 or not drawn.startswith(b"\x89PNG"):
        # The kind of error alone: what follows may be words of articles, or somebody's.
        said = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2].partition(":")[0]
        log.error("A picture was not drawn (exit %s): %s", child.returncode, said[:100])
        raise NoPicture
    return drawn

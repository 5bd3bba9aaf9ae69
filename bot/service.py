"""One running Dateline: how it reaches Slack, and how it ends without losing answers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from functools import partial

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot import allocating
from bot import client as slack
from bot.amending.clock import Clock as Amends
from bot.application import Identity
from bot.desk import Desk
from bot.embargoes import Embargoes
from bot.health import Health
from bot.logs import api_error_code
from bot.observing.meter import NONE, Meter
from bot.providers.alarms import Alarms
from bot.refused import Refusals
from bot.replicating.running import Replicating
from bot.settings import Mode, Settings
from bot.socketmode import REFUSALS, Refused, Socket

DRAIN = 2.5
"""Seconds that a shutdown leaves to answers under way; the whole of it takes under five."""

CLOSING = 1.0
"""Seconds that closing a connection may take."""

INTRODUCING = 1.0
"""Seconds for which the connection waits until Slack has said who the bot is."""

ASK_AGAIN = 60.0
"""Seconds between two questions whether a refused token is good again."""

log = logging.getLogger("dateline")


@dataclass(slots=True)
class Service:
    """A started bot.

    `problem` and `exit_code` are set when it had to stop by itself: 1 to be started again, 2 when
    a token must be changed first.
    """

    settings: Settings
    desk: Desk
    health: Health
    identity: Identity
    amends: Amends
    app: AsyncApp
    session: aiohttp.ClientSession
    refusals: Refusals
    meter: Meter = NONE
    port: int = 0
    problem: str | None = None
    exit_code: int = 0
    replicating: Replicating | None = None
    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    sleep: slack.Sleep = asyncio.sleep
    socket: Socket | None = None
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def run_until_stopped(self) -> None:
        """Return when somebody sets `stopped`, or the bot can't go on."""
        await self.stopped.wait()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The line of HTTP mode: Slack calls us, so it stands once Slack has accepted the token."""

    health: Health

    async def connected(self) -> bool:
        """Whether Slack has said who the bot is."""
        return self.health.identified


def begin(service: Service, stack: AsyncExitStack) -> None:
    """Reach Slack in the background, and see to it that the end is orderly."""
    stack.push_async_callback(_end, service)
    if service.health.watch is not None:
        service._tasks.append(asyncio.create_task(service.health.watch.run()))
    service.health.refused = lambda: service.refusals.token_refused
    # Where each workspace has a token of its own, Slack spoke of it when it was installed.
    service.health.identified = service.settings.bot_token is None
    introducing = asyncio.create_task(_guarded(service, _introduce))
    service._tasks.append(introducing)
    if service.settings.app_token is None:
        service.health.line = Accepted(service.health)
    else:
        connecting = partial(_connect, introducing=introducing)
        service._tasks.append(asyncio.create_task(_guarded(service, connecting)))
    service._tasks.append(asyncio.create_task(_ask_again(service)))
    service._tasks.append(asyncio.create_task(_warm(service)))
    service._tasks.append(asyncio.create_task(allocating.keep_giving_back(service.sleep)))
    service._tasks.append(asyncio.create_task(service.desk.threads.begin()))
    service._tasks.append(asyncio.create_task(service.desk.gaps.begin()))
    if service.desk.installing is not None:
        service._tasks.append(asyncio.create_task(service.desk.installing.run()))
    service._tasks.append(asyncio.create_task(service.desk.polling.run()))
    parts = service.desk.providers.parts
    service._tasks.append(asyncio.create_task(parts.telling.run(service.desk.say_at)))
    settings, editors = service.settings, service.desk.editors
    alarms = Alarms(parts, settings.timezone, editors, stale_hours=settings.stale_hours)
    service._tasks.append(asyncio.create_task(alarms.run()))
    embargoes = Embargoes(service.desk.readers, service.desk.writer)
    service._tasks.append(asyncio.create_task(embargoes.run()))
    service._tasks.append(asyncio.create_task(service.desk.digests.clock.run()))
    service._tasks.append(asyncio.create_task(service.amends.run()))
    service._tasks.append(asyncio.create_task(service.desk.reviews.clock.run()))


async def _guarded(service: Service, way: Callable[[Service], Awaitable[None]]) -> None:
    """Go a way to Slack; without it the bot can't go on."""
    try:
        await way(service)
    except Refused as refused:
        _give_up(service, str(refused), 2)
    except Exception as error:
        log.critical("The way to Slack is lost", exc_info=error)
        _give_up(service, "The way to Slack is lost. Ending, to be started again.", 1)


async def _connect(service: Service, introducing: asyncio.Task[None]) -> None:
    """In Socket Mode, connect and stay connected, whether or not Slack says who the bot is."""
    assert service.settings.app_token is not None
    # Mostly it does at once, and then nobody is told that it has not.
    await asyncio.wait([introducing], timeout=INTRODUCING)
    if service.problem is not None:
        return
    local = service.settings.mode is Mode.WORKSPACE
    place = "the local workspace" if local else "Slack"
    session = service.session
    service.socket = Socket(
        service.app,
        slack.web_client(service.settings, session, patient=False, meter=service.meter),
        session,
        service.settings.app_token,
        place=place,
    )
    service.health.line = service.socket
    await service.socket.run()
    _give_up(service, "No connection to Slack. Ending, to be started again.", 1)


async def _introduce(service: Service) -> None:
    """Ask who the bot is until Slack says so, or refuses its token."""
    attempt = 0
    while not (service.health.identified or await _identify(service)):
        await service.sleep(slack.backoff(attempt))
        attempt += 1


async def _ask_again(service: Service) -> None:
    """While Slack does not accept the bot's token, ask now and then whether it does again.

    A bot that is not ready may not be sent anything that would show it.
    """
    while True:
        await service.sleep(ASK_AGAIN)
        if service.refusals.token_refused:
            with suppress(Refused):
                await _identify(service)


def _give_up(service: Service, problem: str, exit_code: int) -> None:
    if service.problem is None:
        service.problem, service.exit_code = problem, exit_code
    service.health.lost = True
    service.stopped.set()


async def _identify(service: Service) -> bool:
    """Learn who the bot is; False when Slack does not say for the moment.

    Raises:
        Refused: Slack does not accept the bot token.
    """
    try:
        told = await service.desk.client.auth_test()
    except SlackApiError as error:
        code = api_error_code(error)
        if code in REFUSALS:
            raise Refused(
                f"Slack does not accept SLACK_BOT_TOKEN ({code}). Copy the bot token again from "
                "“OAuth & Permissions” of your app, and install the app first."
            ) from error
        log.warning("Slack did not say who the bot is (%s)", code)
    except Exception as error:
        log.warning("Slack did not say who the bot is (%s)", slack.reason(error))
    else:
        service.identity.team_id = told.get("team_id")
        service.identity.bot_id = told.get("bot_id")
        service.identity.bot_user_id = told.get("user_id")
        service.health.identified = True
        return True
    return False


async def _warm(service: Service) -> None:
    """Read once before anybody asks: the first look into the base, and at names, fills caches."""
    await service.health.report()
    await service.desk.warm()


async def _end(service: Service) -> None:
    service.health.stopping = service.desk.underway.stopping = True
    if service.socket is not None:
        service.socket.envelopes.stopping = True
    # Whoever waits for a check is told at once: it may take longer than there is time.
    service.desk.drafts.stop()
    service.desk.polling.stop()
    await service.desk.drain(DRAIN)
    for task in service._tasks:
        task.cancel()
    await asyncio.gather(*service._tasks, return_exceptions=True)
    if service.socket is not None:
        await service.socket.close(CLOSING)

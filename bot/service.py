"""One running Dateline: built from settings, started in its mode, ended without losing answers."""

import asyncio
import logging
import sqlite3
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot import client as slack
from bot.application import Identity, build
from bot.desk import Desk
from bot.doors import Doors, House
from bot.drafts import Drafts, serving
from bot.embargoes import Embargoes
from bot.health import Health
from bot.installations import Installations
from bot.installations import beside as installed_beside
from bot.installing import Installing
from bot.installpages import add_pages
from bot.logs import api_error_code
from bot.manifest import scopes
from bot.people import People
from bot.posts import Posts
from bot.readers import Readers
from bot.responses import Responses
from bot.seen import Seen, beside
from bot.settings import Mode, Settings
from bot.socketmode import REFUSALS, Refused, Socket
from bot.threads import Threads
from bot.threads import beside as threads_beside
from bot.web import add_events, application
from bot.writer import Writer
from knowledge.base import Base, BaseProblem

DRAIN = 2.5
"""Seconds that a shutdown leaves to answers under way; the whole of it takes under five."""

CLOSING = 1.0
"""Seconds that closing a connection may take."""

log = logging.getLogger("dateline")


class StartProblem(Exception):
    """Dateline can't start; the message says what to change."""


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
    app: AsyncApp
    port: int = 0
    problem: str | None = None
    exit_code: int = 0
    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    sleep: slack.Sleep = asyncio.sleep
    _socket: Socket | None = None
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def run_until_stopped(self) -> None:
        """Return when somebody sets `stopped`, or the bot can't go on."""
        await self.stopped.wait()


@dataclass(slots=True)
class Accepted:
    """The line of HTTP mode: Slack calls us, so it stands once Slack has accepted the token."""

    yet: bool = False

    async def connected(self) -> bool:
        """Whether Slack has said who the bot is."""
        return self.yet


async def start(settings: Settings, stack: AsyncExitStack) -> Service:
    """Start Dateline for Slack; leaving `stack` ends it.

    The web server listens first, so that a host sees the process come up while Slack is reached.
    In Socket Mode `/healthz` says "starting" (503) until the connection is open. In HTTP mode it is
    ready as soon as it listens: Slack's requests are answered then, and a host that took the bot
    away while Slack has trouble would only make it worse.

    Raises:
        StartProblem: the port is taken, or the installations can't be read.
    """
    health = Health(settings.mode, Readers(settings.database))
    await asyncio.to_thread(prepare_base, settings)
    service = await _assemble(settings, stack, health)
    server = application(service.health)
    if settings.mode is Mode.HTTP:
        add_events(server, service.app, settings.signing_secret or "")
        if service.desk.installing is not None:
            secure = not slack.is_loopback(settings.api_url)
            add_pages(server, service.desk.installing, secure=secure)
    service.port = await _listen(server, settings, stack)
    _begin(service, stack)
    return service


async def attach(settings: Settings, stack: AsyncExitStack, health: Health) -> Service:
    """Start Dateline without a web server of its own; the local workspace has one.

    The fact base is prepared already (`prepare_base`).
    """
    service = await _assemble(settings, stack, health)
    _begin(service, stack)
    return service


def prepare_base(settings: Settings) -> str | None:
    """Make sure that there is a fact base, an empty one if need be, brought up to date.

    Returns:
        What is the matter, with the next step, when that can't be done; it is logged too.
    """
    try:
        Base.open(settings.database, readonly=False, create=True).close()
    except BaseProblem as problem:
        # The bot runs all the same: it says in Slack that it can't read, and recovers by itself.
        log.error("The fact base can't be opened: %s", problem)
        return str(problem)
    return None


async def _assemble(settings: Settings, stack: AsyncExitStack, health: Health) -> Service:
    session = await stack.enter_async_context(slack.open_session())
    client = slack.web_client(settings, session, token=settings.bot_token)
    installing, installations = await _installer(settings, stack, session)
    seen = Seen(beside(settings.database))
    people = People(client)
    stack.callback(people.cancel)
    desk = Desk(
        client=client,
        readers=health.readers,
        writer=Writer(settings.database),
        posts=Posts(client),
        responses=Responses(session, slack.reachable_hosts(settings.api_url)),
        seen=seen,
        threads=Threads(threads_beside(settings.database), settings.thread_days),
        doors=Doors(House(settings.channels, settings.guests), people, seen),
        drafts=Drafts(serving(settings.database)),
        timezone=settings.timezone,
        sites=settings.sites,
        installing=installing,
    )
    stack.push_async_callback(desk.close)
    identity = Identity(settings.bot_token or "")
    secret = settings.signing_secret or ""
    return Service(
        settings=settings,
        desk=desk,
        health=health,
        identity=identity,
        app=build(slack.web_client(settings, session), identity, desk, secret, installations),
    )


async def _installer(
    settings: Settings, stack: AsyncExitStack, session: ClientSession
) -> tuple[Installing | None, Installations | None]:
    """What gets the app into workspaces, where they may install it."""
    if settings.install is None:
        return None, None
    if not settings.install.teams:
        log.warning("Any workspace may install Dateline and read the archive: see DATELINE_TEAMS")
    installations = Installations(installed_beside(settings.database))
    stack.push_async_callback(installations.close)
    try:
        await installations.load()
    except (sqlite3.Error, OSError) as error:
        raise StartProblem(
            f"The file of installations ({installed_beside(settings.database).name}) can't be read "
            "or made. Check its access rights and the disk."
        ) from error
    client = slack.web_client(settings, session)
    asked = scopes(settings.sites)
    return Installing(settings.install, installations, client, asked), installations


async def _listen(server: web.Application, settings: Settings, stack: AsyncExitStack) -> int:
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=CLOSING)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, settings.host, settings.port)
    try:
        await site.start()
    except OSError as error:
        raise cannot_listen(settings, error) from error
    port: int = runner.addresses[0][1]
    return port


def cannot_listen(settings: Settings, error: OSError) -> StartProblem:
    """The problem of a port or address that can't be had."""
    return StartProblem(
        f"Can't listen on {settings.host}, port {settings.port} "
        f"({error.strerror or 'not available'}). Set PORT, or HOST, to one that is free."
    )


def _begin(service: Service, stack: AsyncExitStack) -> None:
    """Reach Slack in the background, and see to it that the end is orderly."""
    stack.push_async_callback(_end, service)
    service._tasks.append(asyncio.create_task(_reach(service)))
    service._tasks.append(asyncio.create_task(_warm(service)))
    service._tasks.append(asyncio.create_task(service.desk.threads.begin()))
    if service.desk.installing is not None:
        service._tasks.append(asyncio.create_task(service.desk.installing.run()))
    embargoes = Embargoes(service.desk.readers, service.desk.writer)
    service._tasks.append(asyncio.create_task(embargoes.run()))


async def _reach(service: Service) -> None:
    """Learn who the bot is, and in Socket Mode connect and stay connected."""
    try:
        if service.settings.app_token is None:
            await _until_accepted(service)
        else:
            await _identify(service)
            direct = slack.is_loopback(service.settings.api_url)
            local = service.settings.mode is Mode.WORKSPACE
            place = "the local workspace" if local else "Slack"
            service._socket = Socket(
                service.app, service.settings.app_token, direct=direct, place=place
            )
            service.health.line = service._socket
            await service._socket.connect()
            await service._socket.watch()
            _give_up(service, "No connection to Slack. Ending, to be started again.", 1)
    except Refused as refused:
        _give_up(service, str(refused), 2)
    except Exception as error:
        log.critical("The way to Slack is lost", exc_info=error)
        _give_up(service, "The way to Slack is lost. Ending, to be started again.", 1)


async def _until_accepted(service: Service) -> None:
    """In HTTP mode, ask until Slack accepts the token, or refuses it."""
    service.health.line = line = Accepted(yet=service.settings.bot_token is None)
    if line.yet:
        # Each workspace has a token of its own, of which Slack spoke when it was installed.
        return
    attempt = 0
    while not await _identify(service):
        await service.sleep(slack.backoff(attempt))
        attempt += 1
    line.yet = True


def _give_up(service: Service, problem: str, exit_code: int) -> None:
    service.problem, service.exit_code = problem, exit_code
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
        return True
    return False


async def _warm(service: Service) -> None:
    """Read once before anybody asks: the first look into the base, and at names, fills caches."""
    await service.health.report()
    await service.desk.warm()


async def _end(service: Service) -> None:
    service.health.stopping = True
    # Whoever waits for a check is told at once: it may take longer than there is time.
    service.desk.drafts.stop()
    await service.desk.drain(DRAIN)
    for task in service._tasks:
        task.cancel()
    await asyncio.gather(*service._tasks, return_exceptions=True)
    if service._socket is not None:
        await service._socket.close(CLOSING)

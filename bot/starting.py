"""Dateline put together from its settings: the parts it works with, its port, its fact base."""

import logging
import sqlite3
from contextlib import AsyncExitStack
from functools import partial

from aiohttp import ClientSession

from bot import client as slack
from bot import hosts
from bot.amending.recording import Recorder
from bot.amending.running import Amending
from bot.amending.running import Parts as Ways
from bot.amending.store import Store as Shown
from bot.application import Identity, build
from bot.deciding.editors import Editors
from bot.desk import Desk
from bot.digests.clock import Reach
from bot.digests.places import Places
from bot.digests.running import Digests, Parts
from bot.doors import Doors, House
from bot.drafts import Drafts, serving
from bot.errors import StartProblem
from bot.gaps import Gaps
from bot.installations import Installations
from bot.installations import beside as installed_beside
from bot.installing import Installing
from bot.installpages import add_pages
from bot.kept import Lately
from bot.listening import listen
from bot.manifest import scopes
from bot.observing.house import Observing, observe, watched
from bot.observing.requests import Tracker
from bot.people import People
from bot.posts import Posts
from bot.providers import keeping
from bot.providers.adding import Adding, adding
from bot.providers.polling import Polling, polling
from bot.providers.store import Store
from bot.providers.store import beside as sources_beside
from bot.providers.telling import Telling
from bot.rates import Rates
from bot.refused import Refusals
from bot.relief.process import Relief, relieving
from bot.replicating.running import Replicating, replicating
from bot.responses import Responses
from bot.reviewing import keeping as reviewing
from bot.reviewing.clock import Clock as Reviewing
from bot.reviewing.clock import Ways as Paths
from bot.reviewing.keeping import Reviews
from bot.reviewing.store import Store as Reviewed
from bot.reviewing.store import beside as reviewed_beside
from bot.seen import Seen, beside
from bot.service import Service, begin
from bot.settings import Mode, Settings
from bot.threads import Threads
from bot.threads import beside as threads_beside
from bot.upgrading.preparing import NotPrepared, Preparing
from bot.web import add_events, application
from bot.writer import Writer
from knowledge.base.files import is_restoring
from knowledge.base.problems import cut_short
from knowledge.base.shown import beside as shown_beside

log = logging.getLogger("dateline")


async def start(settings: Settings, stack: AsyncExitStack) -> Service:
    """Start Dateline for Slack; leaving `stack` ends it.

    The web server listens first, so that a host sees the process come up: bringing the fact base of
    an earlier Dateline up to date may take minutes. Until that is done `/healthz` says "starting"
    (503) with how far it is, and whoever asks over HTTP is told so; only then is Slack reached.
    In Socket Mode `/healthz` goes on to say "starting" until the connection is open. In HTTP mode
    it is ready at once: Slack's requests are answered then, and a host that took the bot away while
    Slack has trouble would only make it worse.

    Raises:
        StartProblem: the port is taken, the installations can't be read, the fact base can't be
            brought up to date, its replica can't be read or had for itself, or a restore was cut
            short.
    """
    if is_restoring(settings.database):
        # Before any file beside the base is begun anew, which the restore is yet to bring.
        raise StartProblem(str(cut_short(settings.database)))
    copying = await _replicating(settings, stack)
    observing = observe(settings, stack)
    preparing = observing.preparing
    if copying is not None:
        preparing.first = copying.fetching.base
    service = await _assemble(settings, stack, observing)
    if copying is not None:
        service.replicating = copying
        service.desk.polling.killed = copying.doubt
    server = application(observing)
    if settings.mode is Mode.HTTP:
        add_events(server, service.app, settings.signing_secret or "", observing)
        if service.desk.installing is not None:
            secure = not hosts.is_loopback(settings.api_url)
            add_pages(server, service.desk.installing, secure=secure)
    service.port = await listen(server, settings, stack)
    await prepared(preparing)
    if copying is not None:
        # Not before: what brings the base up to date must not meet what copies it.
        copying.begin()
    begin(service, stack)
    return service


async def attach(settings: Settings, stack: AsyncExitStack, observing: Observing) -> Service:
    """Start Dateline without a web server of its own; the local workspace has one.

    The fact base is prepared already (`prepared`).
    """
    service = await _assemble(settings, stack, observing)
    begin(service, stack)
    return service


async def prepared(preparing: Preparing) -> str | None:
    """Prepare the fact base; what is the matter with it, if it can't be read.

    Raises:
        StartProblem: it can't be brought up to date.
    """
    try:
        return await preparing.run()
    except NotPrepared as problem:
        raise StartProblem(str(problem)) from problem


async def _replicating(settings: Settings, stack: AsyncExitStack) -> Replicating | None:
    """What copies the files elsewhere, if anything; those beside the base are there then.

    It ends last of all, when nobody writes any more.
    """
    try:
        copying = replicating(settings)
        if copying is not None:
            stack.push_async_callback(copying.end)
            await copying.prepare()
            await copying.fetching.beside()
    except NotPrepared as problem:
        raise StartProblem(str(problem)) from problem
    return copying


async def _assemble(settings: Settings, stack: AsyncExitStack, observing: Observing) -> Service:
    session = await stack.enter_async_context(slack.open_session())
    health, meter, refusals = observing.health, observing.meter, Refusals()
    web_client = partial(slack.web_client, settings, session, meter=meter)
    client = web_client(token=settings.bot_token, refusals=refusals)
    installing, installations = await _installer(settings, stack, session)
    seen = Seen(beside(settings.database))
    people = People(client)
    stack.callback(people.cancel)
    editors = Editors(client, settings.editors)
    stack.callback(editors.cancel)
    if not editors.are_named and settings.mode is not Mode.WORKSPACE:
        log.info("Every member decides what is right in facts: see DATELINE_EDITORS")
    writer = Writer(settings.database, health.readers.place, meter=meter)
    identity = Identity(settings.bot_token or "")
    amending = Amending(
        shown_beside(settings.database), partial(_recorder, settings, identity), settings.amend_days
    )
    retelling = amending.retelling(health.readers, settings.timezone)
    posts = Posts(client, noted=amending.recorder.posted)
    responses = Responses(
        session,
        hosts.reachable_hosts(settings.api_url),
        noted=amending.recorder.responded,
        meter=meter,
    )
    house = House(settings.channels, settings.guests)
    doors = Doors(house, people, seen, health.preparing, Rates(settings.rate))
    once = web_client(token=settings.bot_token, patient=False, refusals=refusals)
    reach = partial(_reach, identity, installations)
    polls = Polling(polling(settings.database), health.readers)
    store = Store(sources_beside(settings.database))
    telling = Telling(store, health.readers, partial(_token, identity, installations))
    lookup = Adding(adding(settings.database))
    review = Reviewed(reviewed_beside(settings.database))
    reviews = Reviews(
        reviewing.Parts(
            *(health.readers, writer, posts, doors, editors, amending, review),
            settings.timezone,
        ),
        Reviewing(
            review,
            Paths(health.readers, posts, client, reach, doors.is_open),
            settings.timezone,
        ),
    )
    desk = Desk(
        client=client,
        readers=health.readers,
        writer=writer,
        posts=posts,
        responses=responses,
        seen=seen,
        threads=Threads(threads_beside(settings.database), settings.thread_days),
        gaps=Gaps(writer, settings.gaps_days, settings.proposals_days),
        doors=doors,
        drafts=Drafts(serving(settings.database)),
        relief=Relief(relieving(settings.database)),
        polling=polls,
        providers=keeping.Keeping(
            keeping.Parts(
                *(health.readers, writer, posts, store, lookup, polls, telling),
                *(doors, Places(client, doors)),
            ),
            editors,
        ),
        editors=editors,
        digests=Digests(
            settings.database,
            Parts(
                *(client, once, posts, health.readers, doors, reach),
                *(amending.recorder.edition, retelling.decided if settings.amend_days else None),
                meter.published,
            ),
        ),
        amending=amending,
        reviews=reviews,
        timezone=settings.timezone,
        lately=Lately(settings.database, health.readers.place),
        sites=settings.sites,
        installing=installing,
    )
    stack.push_async_callback(desk.close)
    secret = settings.signing_secret or ""
    tracker = Tracker(meter)
    app = build(web_client(), identity, desk, secret, installations, tracker=tracker)
    service = Service(
        settings=settings,
        desk=desk,
        health=health,
        identity=identity,
        amends=amending.clock(
            Ways(once, posts, responses, health.readers, reach), settings.timezone
        ),
        app=app,
        session=session,
        refusals=refusals,
        meter=meter,
    )
    watched(observing, service, tracker)
    return service


def _recorder(settings: Settings, identity: Identity, store: Shown) -> Recorder:
    """What remembers messages: words of people only where questions are kept anyway."""
    words, days = bool(settings.gaps_days), settings.amend_days
    return Recorder(store, days, words=words, team=lambda: identity.team_id)


def _reach(identity: Identity, installations: Installations | None, team: str) -> Reach | None:
    """How a task of the bot's own reaches a workspace; None where it is not installed there."""
    found = installations.get(team) if installations is not None else None
    if found is not None:
        return Reach(found.token, found.bot_id or None)
    return Reach(None, identity.bot_id) if team == identity.team_id else None


def _token(identity: Identity, installations: Installations | None, team: str) -> str | None:
    """The token of a workspace for a task of the bot's own; None for the bot's only one."""
    found = _reach(identity, installations, team)
    return None if found is None else found.token


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
            "or made. Check its access rights and the disk. Put a damaged one back from a backup "
            "(`python -m knowledge restore`), or move it away: workspaces then install it anew."
        ) from error
    client = slack.web_client(settings, session)
    asked = scopes(settings.sites)
    return Installing(settings.install, installations, client, asked), installations

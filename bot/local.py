"""The local workspace: the same bot, over Socket Mode, in a small Slack of this process."""

import logging
import sys
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot import messages
from bot.errors import NoBase
from bot.examples import Examples, examples
from bot.listening import cannot_listen
from bot.manifest import manifest
from bot.observing.house import Observing, observe
from bot.readers import Readers
from bot.service import Service
from bot.settings import Settings
from bot.starting import attach, prepared
from bot.web import routes
from bot.workspace import Workspace

HELP = "/dateline help"

log = logging.getLogger("dateline")


@dataclass(frozen=True, slots=True)
class Opening:
    """What can be said of the fact base at the start: things to try, or what is the matter."""

    found: Examples | None
    problem: str = ""

    @property
    def lines(self) -> list[str]:
        """What the page offers to try."""
        commands = self.found.commands if self.found is not None else ()
        name = manifest()["features"]["bot_user"]["display_name"]
        mentions = [f"@{name} {command.removeprefix('/')}" for command in commands[:1]]
        return [*commands, *mentions, HELP]


async def start_workspace(settings: Settings, stack: AsyncExitStack) -> Service:
    """Start the workspace with its page and the bot in it; leaving `stack` ends both.

    The page is there at once, the bot once the fact base is prepared.

    Raises:
        StartProblem: the port is taken, or the fact base can't be brought up to date.
    """
    if settings.replica is not None:
        log.warning("The local workspace does not use DATELINE_REPLICA: nothing is copied")
    observing = observe(settings, stack)
    workspace = await _open(settings, stack, observing)
    problem = await prepared(observing.preparing)
    opening = await _look(settings, observing.health.readers, problem)
    workspace.page.suggestions = opening.lines
    service = await _bot_in(workspace, settings, stack, observing)
    # The page works from the start; what is typed before this is refused as at Slack.
    with suppress(TimeoutError):
        await workspace.connected()
    _welcome(workspace.url, opening)
    return service


async def _look(settings: Settings, readers: Readers, unprepared: str | None) -> Opening:
    """See what there is to try; `unprepared` is what is the matter with the base, if anything."""
    today = datetime.now(settings.timezone).date()
    try:
        return Opening(await readers.run(lambda base: examples(base, today)))
    except NoBase as error:
        # That no base could be made says more than that there is none.
        return Opening(None, unprepared or str(error.__cause__))


def _welcome(url: str, opening: Opening) -> None:
    """Say on the terminal where the page is and what to type there, or why nothing will come."""
    if opening.found is None:
        print(messages.running_without_base(url, opening.problem))
    else:
        print(messages.running(url, opening.lines[0]))
        if opening.found.articles == 0:
            print(messages.NO_ARTICLES_TERMINAL, file=sys.stderr)
    sys.stdout.flush()


async def _open(settings: Settings, stack: AsyncExitStack, observing: Observing) -> Workspace:
    """The workspace with its page, in which there is no bot yet."""
    workspace = Workspace(
        manifest(sites=settings.sites),
        suggestions=[],
        extra_routes=routes(observing),
    )
    try:
        await workspace.start(settings.host, settings.port)
    except OSError as error:
        await observing.health.readers.close()
        raise cannot_listen(settings, error) from error
    stack.push_async_callback(workspace.stop)
    return workspace


async def _bot_in(
    workspace: Workspace, settings: Settings, stack: AsyncExitStack, observing: Observing
) -> Service:
    """The bot that is about to connect to the workspace."""
    inside = replace(
        settings,
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
        api_url=workspace.api_url,
    )
    return await attach(inside, stack, observing)

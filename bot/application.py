"""The Bolt app: the surfaces on one `AsyncApp`, authorised without a round trip to Slack."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot import messages
from bot.desk import Desk
from bot.installations import Installations
from bot.observing.requests import Tracker
from bot.surfaces import (
    assistant,
    checking,
    clicks,
    commands,
    corrections,
    deciding,
    departures,
    digestforms,
    digests,
    exports,
    failures,
    filling,
    home,
    mentions,
    ordering,
    pictures,
    providers,
    quiet,
    refusals,
    review,
    revocations,
    searching,
    shortcuts,
    undoing,
    unfurls,
)

SURFACES = (
    refusals,
    commands,
    searching,
    shortcuts,
    mentions,
    assistant,
    home,
    exports,
    pictures,
    checking,
    ordering,
    digests,
    digestforms,
    providers,
    corrections,
    filling,
    deciding,
    undoing,
    review,
    clicks,
    unfurls,
    failures,
    revocations,
    departures,
    quiet,
)
"""In the order of matching: `refusals` notes who asks, `clicks` takes every button that no other
has taken, `quiet` whatever is left."""


class Followed(AsyncApp):
    """An app of which each request is followed from its arrival to its end."""

    tracker: Tracker

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Dispatch a request of either mode; what comes back is the acknowledgement."""
        body = req.body if isinstance(req.body, dict) else {}
        return await self.tracker.follow(body, partial(super().async_dispatch, req))


@dataclass(slots=True)
class Identity:
    """Who the bot is in Slack, once `auth.test` has told."""

    token: str
    team_id: str | None = None
    bot_id: str | None = None
    bot_user_id: str | None = None


def build(
    client: AsyncWebClient,
    identity: Identity,
    desk: Desk,
    signing_secret: str,
    installations: Installations | None = None,
    *,
    tracker: Tracker,
) -> AsyncApp:
    """Make the app with all its surfaces.

    Args:
        client: the process's client, without a token of its own.
        identity: filled in by and by; events of the bot itself are recognised by it.
        desk: what the surfaces work with.
        signing_secret: checks requests in HTTP mode; empty where nothing comes by HTTP.
        installations: the workspaces that have installed the app, if they may.
        tracker: follows each request.
    """

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        # Bolt's own way calls auth.test before the first acknowledgement, which may be too late.
        found = installations.get(team_id) if installations is not None else None
        if found is not None:
            return AuthorizeResult(
                enterprise_id=enterprise_id,
                team_id=found.team,
                bot_token=found.token,
                bot_id=found.bot_id or None,
                bot_user_id=found.bot_user_id,
            )
        if not identity.token:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            # Of a click in a shared channel the payload tells the workspace of whoever clicks.
            team_id=identity.team_id,
            bot_token=identity.token,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
        )

    app = Followed(
        # Bolt gives the logger of this name the level of its own with each request: called
        # "dateline", nothing below an error would be logged after the first.
        name="dateline.bolt",
        logger=logging.getLogger("dateline.bolt"),
        client=client,
        # None, which Bolt knows as "not installed", is missing from its types.
        authorize=cast(Callable[..., Awaitable[AuthorizeResult]], authorize),
        user_facing_authorize_error_message=messages.NOT_INSTALLED,
        signing_secret=signing_secret,
        attaching_conversation_kwargs_enabled=False,
    )
    app.tracker = tracker
    for surface in SURFACES:
        surface.register(app, desk)
    return app

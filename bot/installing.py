"""Installing Dateline into workspaces: OAuth, tokens that are renewed, tokens that are lost.

`GET /slack/install` sends a browser to Slack with a state, `GET /slack/oauth_redirect` takes it
back. The state is signed, ends after ten minutes, works once, and must be in the very browser that
was sent. Codes, tokens and secrets are never logged.
"""

import asyncio
import hashlib
import hmac
import logging
import secrets
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urljoin

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import client as slack
from bot.client import Sleep
from bot.installations import Installation, Installations
from bot.logs import api_error_code
from bot.settings import Install

STATE_SECONDS = 600
"""Seconds that somebody may take on Slack's page."""

RENEW_BEFORE = 2 * 3600.0
"""Seconds before its end at which a token is renewed; it holds for twelve hours."""

LOOK_EVERY = 300.0
"""Seconds between two looks for tokens that end."""

GONE = frozenset({"account_inactive", "invalid_auth", "token_revoked", "team_not_found"})
"""What Slack says of a token that is no longer good."""

log = logging.getLogger("dateline.installing")


class NotInstalled(Exception):
    """An installation that came to nothing; the message says so to whoever tried."""


class Installing:
    """Gets, renews and gives up the tokens of workspaces."""

    def __init__(
        self,
        install: Install,
        installations: Installations,
        client: AsyncWebClient,
        scopes: Sequence[str],
        *,
        now: Callable[[], float] = time.time,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Make the installer.

        Args:
            install: the app's id and secret, and which workspaces may have it.
            installations: where tokens are kept.
            client: for calls with the token that each names, or none.
            scopes: what Dateline asks to be allowed.
            now: seconds since the epoch.
            sleep: waits between two looks.
        """
        self._install = install
        self._all = installations
        self._client = client
        self._scopes = scopes
        self._now = now
        self._sleep = sleep
        self._used: dict[str, float] = {}

    # The way through the browser

    def begin(self) -> tuple[str, str]:
        """Slack's page to send a browser to, and the state that this browser must keep."""
        made = f"{int(self._now())}.{secrets.token_urlsafe(24)}"
        state = f"{made}.{self._signed(made)}"
        query = {
            "client_id": self._install.client_id,
            "scope": ",".join(self._scopes),
            "state": state,
        }
        page = urljoin(self._client.base_url, "/oauth/v2/authorize")
        return f"{page}?{urlencode(query)}", state

    async def finish(self, query: dict[str, str], kept: str) -> Installation:
        """Install what Slack has sent a browser back with; `kept` is the state it has kept.

        Raises:
            NotInstalled: it was not wanted, not allowed, too late, or not begun in this browser.
        """
        self._check(query.get("state", ""), kept)
        if query.get("error") == "access_denied":
            raise NotInstalled("You chose not to install Dateline. Nothing was changed.")
        told = await self._exchange({"code": query.get("code", "")})
        team = _table(told, "team")
        if told.get("is_enterprise_install") or not isinstance(team.get("id"), str):
            raise NotInstalled("Install Dateline into one workspace, not an organisation.")
        if self._install.teams and team["id"] not in self._install.teams:
            await self._revoke(str(told["access_token"]))
            raise NotInstalled(
                "This workspace may not have Dateline. Ask whoever runs it to add the workspace "
                f"({team['id']}) to DATELINE_TEAMS."
            )
        token = str(told["access_token"])
        one = Installation(
            team=team["id"],
            name=str(team.get("name") or team["id"]),
            token=token,
            bot_id=await self._bot_id(token),
            bot_user_id=str(told.get("bot_user_id") or ""),
            refresh=told.get("refresh_token"),
            expires=self._end(told),
        )
        try:
            await self._all.put(one)
        except (sqlite3.Error, OSError) as error:
            log.error("An installation can't be kept yet; that is tried again", exc_info=error)
        log.info("Installed in workspace %s", one.team)
        return one

    def _signed(self, made: str) -> str:
        key = self._install.client_secret.encode()
        return hmac.new(key, made.encode(), hashlib.sha256).hexdigest()

    def _check(self, state: str, kept: str) -> None:
        made, _, signature = state.rpartition(".")
        began = made.partition(".")[0]
        now = self._now()
        good = hmac.compare_digest(signature.encode(), self._signed(made).encode())
        good = good and hmac.compare_digest(state.encode(), kept.encode())
        # What is signed is ours, so it begins with a number.
        if not good or now - int(began) > STATE_SECONDS or state in self._used:
            raise NotInstalled("This page was open for too long, or in two windows. Begin again.")
        self._used = {s: at for s, at in self._used.items() if now - at <= STATE_SECONDS}
        self._used[state] = now

    async def _exchange(self, given: dict[str, str]) -> dict[str, Any]:
        """What Slack gives for a code or a refresh token."""
        try:
            return dict(await self._access(given))
        except SlackApiError as error:
            code = api_error_code(error)
            log.warning("Slack gave no token (%s)", code)
            raise NotInstalled(f"Slack gave no token ({code}). Please begin again.") from error
        except Exception as error:
            log.warning("Slack gave no token (%s)", slack.reason(error))
            raise NotInstalled("Slack can't be reached. Please begin again.") from error

    async def _access(self, given: dict[str, str]) -> dict[str, Any]:
        own = {
            "client_id": self._install.client_id,
            "client_secret": self._install.client_secret,
        }
        response = await self._client.api_call("oauth.v2.access", data=own | given)
        return response.data if isinstance(response.data, dict) else {}

    async def _bot_id(self, token: str) -> str:
        """The bot's id, by which it knows its own messages; "" when Slack does not say."""
        try:
            return str((await self._client.auth_test(token=token)).get("bot_id") or "")
        except Exception as error:
            log.warning("Slack did not say who the bot is (%s)", slack.reason(error))
            return ""

    async def _revoke(self, token: str) -> None:
        try:
            await self._client.auth_revoke(token=token)
        except Exception as error:
            log.warning("A token could not be given back (%s)", slack.reason(error))

    def _end(self, told: dict[str, Any]) -> float | None:
        seconds = told.get("expires_in")
        return self._now() + seconds if isinstance(seconds, int | float) else None

    # Afterwards

    async def run(self) -> None:
        """Renew tokens before they end, and write what could not be written, for ever."""
        while True:
            await self.renew()
            await self._all.settle()
            await self._sleep(LOOK_EVERY)

    async def renew(self) -> None:
        """Renew the tokens that end soon; one that can't be renewed now is tried again."""
        for one in self._all.all():
            if one.expires is None or one.refresh is None:
                continue
            if one.expires - self._now() > RENEW_BEFORE:
                continue
            given = {"grant_type": "refresh_token", "refresh_token": one.refresh}
            try:
                told = await self._access(given)
                token, refresh = str(told["access_token"]), told.get("refresh_token")
                await self._all.put(
                    replace(one, token=token, refresh=refresh, expires=self._end(told))
                )
            except SlackApiError as error:
                log.error("The token of %s is not renewed (%s)", one.team, api_error_code(error))
            except Exception as error:
                log.error("The token of %s is not renewed", one.team, exc_info=error)

    async def lost(self, team: str) -> None:
        """Forget a workspace that has taken its token back, unless it was installed there anew."""
        one = self._all.get(team)
        if one is None:
            return
        try:
            await self._client.auth_test(token=one.token)
        except SlackApiError as error:
            if api_error_code(error) in GONE:
                await self._all.drop(team)
                log.info("No longer installed in workspace %s", team)


def _table(told: dict[str, Any], key: str) -> dict[str, Any]:
    found = told.get(key)
    return found if isinstance(found, dict) else {}

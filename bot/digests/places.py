"""Where a digest may go, and who may say so: what Slack tells of channels and their members."""

import logging

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.digests import messages
from bot.digests.problems import DigestProblem
from bot.doors import Doors
from bot.logs import api_error_code

PAGES = 10
"""Pages of a person's channels that are read, of up to 999 each."""

_HIDDEN = frozenset(
    {"channel_not_found", "not_in_channel", "method_not_supported_for_channel_type"}
)

log = logging.getLogger("dateline.digests")


class Places:
    """Asks Slack, with the token of the request that is served."""

    def __init__(self, client: AsyncWebClient, doors: Doors) -> None:
        self._client = client
        self._doors = doors

    async def direct(self, user: str) -> str:
        """The direct message with somebody.

        Raises:
            SlackApiError: Slack opens none.
        """
        told = await self._client.conversations_open(users=user)
        channel = told.get("channel")
        return str(channel.get("id", "")) if isinstance(channel, dict) else ""

    async def for_posts(self, channel: str, user: str) -> str:
        """The place of what somebody sets up while in a channel, or in any direct message.

        Raises:
            DigestProblem: nothing can be posted there.
            SlackApiError: Slack does not say.
        """
        if not channel or channel.startswith("D"):
            return await self.direct(user)
        if not self._doors.is_open(channel):
            raise DigestProblem(messages.NOT_ANSWERED)
        try:
            # The SDK's own method asks by GET, which servers that speak Slack's API may not take.
            told = (await self._client.api_call("conversations.info", data={"channel": channel}))[
                "channel"
            ]
        except SlackApiError as error:
            code = api_error_code(error)
            if code == "missing_scope":
                raise DigestProblem(messages.INSTALL_AGAIN) from error
            if code in _HIDDEN:
                raise DigestProblem(messages.NOT_A_MEMBER) from error
            raise
        if told.get("is_im") or told.get("is_mpim"):
            raise DigestProblem(messages.NO_CHANNEL)
        if told.get("is_archived"):
            raise DigestProblem(messages.ARCHIVED)
        if not told.get("is_member"):
            raise DigestProblem(messages.NOT_A_MEMBER)
        return channel

    async def of_member(self, channel: str, user: str) -> str:
        """`for_posts` of a channel that somebody has chosen from afar: they must be in it.

        Raises:
            DigestProblem, SlackApiError: as there.
        """
        place = await self.for_posts(channel, user)
        if place == channel and channel not in await self.joined(user):
            raise DigestProblem(messages.NOT_YOURS)
        return place

    async def joined(self, user: str) -> frozenset[str]:
        """The channels that somebody is in, private ones as far as the bot is in them too.

        None of them where the bot may not ask.

        Raises:
            SlackApiError: Slack does not say.
        """
        wanted = {"user": user, "types": "public_channel,private_channel", "limit": "999"}
        wanted["exclude_archived"] = "true"
        found: set[str] = set()
        for _ in range(PAGES):
            try:
                told = await self._client.api_call("users.conversations", data=wanted)
            except SlackApiError as error:
                if api_error_code(error) != "missing_scope":
                    raise
                log.warning("Slack does not say who is in which channel: a scope is missing")
                break
            channels = told.get("channels") or ()
            found |= {str(one["id"]) for one in channels if isinstance(one, dict) and "id" in one}
            cursor = (told.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
            wanted["cursor"] = str(cursor)
        return frozenset(found)

"""Files for people: into the channel where the bot is a member, else into the direct message."""

import logging

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot import messages
from bot.client import reason, unsure
from bot.desk import Desk
from bot.errors import MaybeUploaded, MayNotUpload, NotUploaded
from bot.logs import api_error_code
from bot.render.exports import File
from bot.render.guide import notice
from bot.surfaces.clicks import Click

ELSEWHERE = frozenset(
    {"channel_not_found", "is_archived", "not_in_channel", "restricted_action", "thread_not_found"}
)
"""Refusals after which the file goes to the person directly."""

_SCOPES = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})

log = logging.getLogger("dateline.uploads")


async def deliver(desk: Desk, click: Click, file: File) -> None:
    """Bring a file to where a button was pressed, or to the person, who is then told so.

    Raises:
        MayNotUpload: the app lacks the scopes for it.
        NotUploaded: Slack refuses the file.
        MaybeUploaded: Slack does not say whether it took the file.
    """
    try:
        if not await _delivered(desk, click, file):
            opened = await desk.client.conversations_open(users=click.user)
            channel = (opened.get("channel") or {}).get("id", "")
            await _upload(desk, str(channel), None, file)
            if click.response_url is not None:
                await desk.responses.send(click.response_url, notice(messages.FILE_IS_IN_DM))
    except SlackApiError as error:
        log.warning("Slack took no file (%s)", api_error_code(error))
        if unsure(error):
            raise MaybeUploaded from error
        raise (MayNotUpload if api_error_code(error) in _SCOPES else NotUploaded) from error
    except (SlackRequestError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("A file was not uploaded (%s)", reason(error))
        raise (MaybeUploaded if unsure(error) else NotUploaded) from error


async def _delivered(desk: Desk, click: Click, file: File) -> bool:
    """Whether a file could be brought to where the button stands; a window is in no channel."""
    if not click.channel:
        return False
    try:
        await _upload(desk, click.channel, click.thread, file)
    except SlackApiError as error:
        if api_error_code(error) not in ELSEWHERE:
            raise
        return False
    return True


async def _upload(desk: Desk, channel: str, thread: str | None, file: File) -> None:
    await desk.client.files_upload_v2(
        channel=channel,
        thread_ts=thread,
        filename=file.name,
        content=file.content,
        title=file.title,
        alt_txt=file.alt or None,
        initial_comment=file.said,
    )

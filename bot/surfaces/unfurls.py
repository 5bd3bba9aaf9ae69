"""Links to the newsroom's own articles: below them, the facts that were read in the article."""

import logging
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError

from bot.amending.shows import Shows, shows
from bot.desk import Desk
from bot.errors import NoBase
from bot.logs import api_error_code
from bot.render.blocks import Block
from bot.render.unfurls import SHOWN, unfurl_blocks
from knowledge.base import Base
from knowledge.model import Fact

LINKS = 5
"""Links of one message that are looked at."""

_SOURCES = frozenset({"composer", "conversations_history"})

log = logging.getLogger("dateline.unfurls")


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve `link_shared`, in messages and while they are typed."""

    @desk.during
    async def shared(
        body: dict[str, Any], event: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        unfurl_id, source = event.get("unfurl_id"), event.get("source")
        urls = own_links(event, desk.sites)
        own = event.get("user") is not None and event.get("user") == context.bot_user_id
        if own or not urls or not isinstance(unfurl_id, str) or source not in _SOURCES:
            return
        place = f"{body.get('api_app_id', '')}:{body.get('team_id', '')}"
        key = [f"event:{place}:{body.get('event_id') or unfurl_id}"]
        if not await desk.seen.claim(key):
            return
        try:
            found, told = await desk.readers.run(lambda base: _found(base, urls))
            if found:
                await desk.client.chat_unfurl(unfurl_id=unfurl_id, source=source, unfurls=found)
                _remember(desk, event, found, told)
        except SlackApiError as error:
            # The message was deleted or changed meanwhile, or Slack does not unfurl there.
            log.info("Slack took no unfurl (%s)", api_error_code(error))
        except (NoBase, aiohttp.ClientError, TimeoutError):
            # Nobody asked, so nobody is told; Slack's next delivery gets another try.
            await desk.seen.release(key)

    app.event("link_shared")(shared)


def own_links(event: dict[str, Any], sites: tuple[str, ...]) -> list[str]:
    """The links of an event that lead to the newsroom's own sites, each once."""
    links = event.get("links")
    told = links if isinstance(links, list) else []
    urls = [link.get("url") for link in told if isinstance(link, dict)]
    own = [url for url in urls if isinstance(url, str) and is_own(url, sites)]
    return list(dict.fromkeys(own))[:LINKS]


def is_own(url: str, sites: tuple[str, ...]) -> bool:
    """Whether an address is on one of these domains, or one below them."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    return any(host == site or host.endswith(f".{site}") for site in sites)


def _remember(
    desk: Desk, event: dict[str, Any], found: Collection[str], told: Shows | None
) -> None:
    """Remember what is shown below a message; what is still being typed is nobody's yet."""
    channel, ts = event.get("channel"), event.get("message_ts")
    posted = event.get("source") == "conversations_history"
    if posted and isinstance(channel, str) and isinstance(ts, str):
        desk.amending.recorder.unfurled(channel, ts, found, told)


def _found(base: Base, urls: list[str]) -> tuple[dict[str, dict[str, list[Block]]], Shows | None]:
    """What to show below each link; nothing for an article that is unknown or tells no fact."""
    shown: dict[str, dict[str, list[Block]]] = {}
    told: list[Fact] = []
    for url in urls:
        article = base.article_at(url)
        facts, total = base.facts_in(article.id, SHOWN) if article is not None else ([], 0)
        if article is not None and facts:
            shown[url] = {"blocks": unfurl_blocks(article, facts, total)}
            told += facts
    return shown, shows(told, base, {})

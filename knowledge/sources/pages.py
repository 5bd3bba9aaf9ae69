"""Following a single page: it is looked at whenever it is due."""

from knowledge.model import ListedStory, Provider
from knowledge.reading.problems import Unreadable
from knowledge.sources.events import Happened
from knowledge.sources.steps import Poll
from knowledge.sources.stories import key_of
from knowledge.sources.tools import Tools


def poll(provider: Provider, tools: Tools) -> Poll:
    """Ask for a page, and take it in if it has changed.

    Raises:
        Unreadable: it can't be had, or holds no article.
    """
    key = key_of(provider.address)
    item = tools.base.item(provider.id, key)
    if item is None:
        story = ListedStory(key, provider.address)
        tools.base.put_stories(provider.id, [story], now=tools.clock.now())
        item = tools.base.item(provider.id, key)
    if item is not None:
        event = yield from tools.stories.fetch(provider, item)
        yield event
        if event.happened is Happened.FAILED:
            raise Unreadable(" ".join(event.said))
    now = tools.clock.now()
    tools.base.poll_succeeded(provider.id, at=now, due_at=tools.next_poll(provider))
    return None

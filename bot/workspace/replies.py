"""What a person sees after a deed, in the shape that tests ask about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.workspace import choosing
from bot.workspace.blockkit import interactive
from bot.workspace.journal import Entry
from bot.workspace.state import Json, Message, View


def words_of(content: Any) -> Iterator[str]:
    """Every text in blocks, in reading order, as an app wrote it."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key in ("text", "caption", "alt_text", "title") and isinstance(value, str):
                yield value
            elif key not in ("value", "action_id", "block_id", "private_metadata"):
                yield from words_of(value)
    elif isinstance(content, list):
        for item in content:
            yield from words_of(item)


@dataclass(slots=True)
class Reply:
    """What a person sees after a deed.

    `messages` are new or changed messages, `view` the modal that is now on top. The first message
    also answers to `text`, `blocks` and so on. `errors` are a modal's complaints by block id;
    `acknowledged` is False where the app was late or gone; `since` is the journal's number before
    the deed, for `sees(…, after=reply)`.
    """

    messages: list[Message] = field(default_factory=list)
    deleted: list[Message] = field(default_factory=list)
    view: View | None = None
    closed: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    acknowledged: bool = True
    since: int = 0

    @property
    def message(self) -> Message:
        """The first message; an AssertionError when there is none."""
        assert self.messages, "the reply holds no message"
        return self.messages[0]

    @property
    def place(self) -> Message | View:
        """What can be clicked in: the modal if one was opened, else the message."""
        return self.view if self.view is not None else self.message

    @property
    def text(self) -> str:
        """The fallback text of the message."""
        return self.message.text

    @property
    def blocks(self) -> list[Json]:
        """The blocks of the modal or message."""
        return self.place.blocks

    @property
    def ephemeral(self) -> bool:
        """Whether only the person sees it."""
        return self.message.ephemeral

    @property
    def ts(self) -> str:
        """The message's timestamp."""
        return self.message.ts

    @property
    def thread_ts(self) -> str | None:
        """The thread the message stands in."""
        return self.message.thread_ts

    @property
    def words(self) -> str:
        """Everything that can be read in blocks and unfurls, or the text where there are none."""
        shown = " \n".join(words_of(choosing.clickable(self.place)))
        return shown or (self.message.text if self.messages else "")

    @property
    def buttons(self) -> list[str]:
        """The labels of what can be clicked, in reading order."""
        return [
            choosing.Found(block, element).label
            for block, element in interactive(choosing.clickable(self.place))
        ]

    def collect(self, entry: Entry) -> None:
        """Add what one journal entry shows."""
        if entry.kind == "deleted" and entry.message is not None:
            self.deleted.append(entry.message)
            self.messages = [m for m in self.messages if m is not entry.message]
        elif entry.message is not None and entry.message not in self.messages:
            self.messages.append(entry.message)
        elif entry.kind == "view_closed":
            self.closed = True
            self.view = None
        elif entry.view is not None:
            self.view = entry.view
            self.closed = False


PING = re.compile(r"<!(channel|here|everyone|subteam\^\w+)[^>]*>")


def pings(message: Message) -> list[str]:
    """Whom a message would call: `channel`, `here`, `everyone`, user groups; never a harmless text.

    Looks where Slack looks: the text, mrkdwn in blocks, and rich text's own broadcast elements.
    """
    return PING.findall(message.text) + list(_pings_in(message.blocks))


def _pings_in(content: Any) -> Iterator[str]:
    if isinstance(content, list):
        for item in content:
            yield from _pings_in(item)
    elif isinstance(content, dict):
        if content.get("type") in ("mrkdwn", "markdown"):
            yield from PING.findall(content.get("text", ""))
        elif content.get("type") == "broadcast":
            yield content["range"]
        elif content.get("type") == "usergroup":
            yield f"subteam^{content['usergroup_id']}"
        else:
            yield from _pings_in(list(content.values()))

"""What a Web API method is: its registration, its arguments and its errors."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.workspace.hub import Hub
from bot.workspace.state import Channel, Json, Message

T = TypeVar("T")

PAGE_DEFAULT = 100
PAGE_MAX = 1000


class ApiError(Exception):
    """An answer with `ok: false`; `extra` is added to it."""

    def __init__(self, error: str, **extra: Any):
        super().__init__(error)
        self.error = error
        self.extra = extra


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the workspace, the arguments from a form or a JSON body, and the token.

    `hub_of` knows the app's other workspaces by their ids.
    """

    hub: Hub
    arguments: Json
    token: str
    hub_of: Callable[[str], Hub | None]

    def text(self, name: str, default: str = "") -> str:
        """A string argument; numbers are turned into strings, as Slack does."""
        value = self.arguments.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value)

    def required(self, name: str) -> str:
        """A string argument that must be there and not be empty."""
        value = self.text(name)
        if not value:
            raise ApiError(
                "invalid_arguments",
                response_metadata={"messages": [f"[ERROR] missing required field: {name}"]},
            )
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean argument: JSON, `true`/`false` or `1`/`0`."""
        value = self.arguments.get(name)
        if value is None:
            return default
        return value in (True, 1, "1", "true", "True")

    def number(self, name: str, default: int) -> int:
        """An integer argument."""
        try:
            return int(self.arguments.get(name) or default)
        except (TypeError, ValueError):
            raise ApiError("invalid_arguments") from None

    def decoded(self, name: str, error: str) -> Any:
        """An argument that is JSON or a JSON string; None when it isn't given."""
        value = self.arguments.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise ApiError(error) from None

    def channel(self, name: str = "channel", *, member: bool = False) -> Channel:
        """The conversation an argument names, which the app must be able to see.

        With `member`, the app must be in it: `not_in_channel` otherwise. A private channel that
        the app isn't in does not exist for it.
        """
        store = self.hub.store
        wanted = self.required(name)
        channel = store.channels.get(wanted)
        if channel is None:
            for candidate in store.channels.values():
                if candidate.kind != "im" and wanted.lstrip("#") == candidate.name:
                    channel = candidate
        if channel is None or (channel.kind != "channel" and store.bot.id not in channel.members):
            raise ApiError("channel_not_found")
        if member and store.bot.id not in channel.members:
            raise ApiError("not_in_channel")
        return channel

    def own_message(self, not_own: str) -> tuple[Channel, Message]:
        """The app's own message that `channel` and `ts` name; ephemerals are not to be found."""
        channel = self.channel()
        ts = self.required("ts")
        for message in channel.messages:
            if message.ts == ts and not message.ephemeral:
                if message.user != self.hub.store.bot.id:
                    raise ApiError(not_own)
                return channel, message
        raise ApiError("message_not_found")

    def page(self, items: Sequence[T]) -> tuple[list[T], str]:
        """The items that `limit` and `cursor` ask for, and the next cursor ("" at the end)."""
        limit = self.number("limit", PAGE_DEFAULT)
        if not 0 < limit <= PAGE_MAX:
            raise ApiError("invalid_limit")
        cursor = self.text("cursor")
        try:
            start = int(base64.b64decode(cursor).decode().removeprefix("next:")) if cursor else 0
        except ValueError:
            raise ApiError("invalid_cursor") from None
        end = start + limit
        following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
        return list(items[start:end]), following


@dataclass(frozen=True, slots=True)
class Method:
    """A registered method: what it needs and what it does."""

    name: str
    run: Callable[[Call], Json]
    scope: str | None
    token: str | None


METHODS: dict[str, Method] = {}


def method(
    name: str, *, scope: str | None = None, token: str | None = "bot"
) -> Callable[[Callable[[Call], Json]], Callable[[Call], Json]]:
    """Register a Web API method.

    `scope` is the bot scope it needs (`a|b` for either); `token` is `bot`, `app`, or None for
    methods that need none.
    """

    def register(run: Callable[[Call], Json]) -> Callable[[Call], Json]:
        METHODS[name] = Method(name, run, scope, token)
        return run

    return register

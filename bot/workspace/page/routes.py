"""The page's files, its live line and its actions, for people at this machine."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.workspace import choosing
from bot.workspace.actions import Actions
from bot.workspace.choosing import NotThere
from bot.workspace.deeds import Refused
from bot.workspace.hub import Hub
from bot.workspace.journal import Entry
from bot.workspace.page import shown
from bot.workspace.state import Channel, Json, Message, View
from bot.workspace.store import Unknown
from bot.workspace.users import User

log = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
TYPED_MAX = 40_000

Doing = Callable[[User, Json], Awaitable[Json]]


class Page:
    """What the browser talks to. Every action names the person it is done as."""

    def __init__(
        self, hub: Hub, actions: Actions, suggestions: list[str], is_online: Callable[[], bool]
    ):
        self.hub = hub
        self.actions = actions
        self.suggestions = suggestions
        self.is_online = is_online
        self._sockets: set[web.WebSocketResponse] = set()
        self._doings: dict[str, Doing] = {
            "say": self._say,
            "command": self._command,
            "act": self._act,
            "suggest": self._suggest,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
            "invite": self._invite,
            "react": self._react,
            "shortcut": self._shortcut,
            "message_shortcut": self._message_shortcut,
        }

    def routes(self) -> list[web.RouteDef]:
        """The page's addresses."""
        return [
            web.get("/", self._index),
            web.get("/archives/{channel}", self._index),
            web.get("/archives/{channel}/{message}", self._index),
            web.get("/assets/{name}", self._asset),
            web.get("/human/live", self._live),
            web.post("/human/{doing}", self._do),
        ]

    async def close(self) -> None:
        """End every live line."""
        for socket in list(self._sockets):
            await socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)

    # Files

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return self._file("index.html", "text/html")

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        known = {path.name for path in STATIC.iterdir()} - {"index.html"}
        if name not in known:
            return web.Response(status=404, text="no such file")
        return self._file(name, TYPES[Path(name).suffix])

    @staticmethod
    def _file(name: str, content_type: str) -> web.Response:
        return web.Response(
            body=(STATIC / name).read_bytes(),
            content_type=content_type,
            charset="utf-8",
            headers={"Cache-Control": "no-cache"},
        )

    # The live line

    async def _live(self, request: web.Request) -> web.StreamResponse:
        """A WebSocket: first the whole state, then whatever this person gets to see."""
        try:
            me = self._person(request.query.get("as", ""))
        except Unknown:
            return web.Response(status=404, text="no such person")
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        waiting: asyncio.Queue[Json] = asyncio.Queue()

        def tell(entry: Entry) -> None:
            update = shown.update(self.hub, entry, me)
            if update is not None:
                waiting.put_nowait(update)

        unsubscribe = self.hub.journal.subscribe(tell)
        waiting.put_nowait(shown.everything(self.hub, me, self.suggestions, self.is_online()))
        self._sockets.add(socket)
        sending = asyncio.ensure_future(self._send(socket, waiting))
        try:
            async for _ in socket:
                pass  # the page only listens here
        finally:
            unsubscribe()
            self._sockets.discard(socket)
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        return socket

    @staticmethod
    async def _send(socket: web.WebSocketResponse, waiting: "asyncio.Queue[Json]") -> None:
        while True:
            await socket.send_json(await waiting.get())

    # Actions

    async def _do(self, request: web.Request) -> web.Response:
        doing = self._doings.get(request.match_info["doing"])
        if doing is None:
            return web.json_response({"ok": False, "error": "There is no such action."}, status=404)
        if request.content_type != "application/json":
            return web.json_response({"ok": False, "error": "JSON only."}, status=415)
        try:
            body = json.loads(await request.text())
            answer = await doing(self._person(body["as"]), body)
        except (Refused, Unknown, NotThere) as problem:
            return web.json_response({"ok": False, "error": str(problem)})
        except (ValueError, TypeError, KeyError, RecursionError) as problem:
            log.info("the page sent something unusable (%s)", type(problem).__name__)
            return web.json_response({"ok": False, "error": "That was not understood."}, status=400)
        return web.json_response({"ok": True} | answer)

    def _person(self, who: Any) -> User:
        user = self.hub.store.users.get(str(who))
        if user is None and not who:
            user = next(u for u in self.hub.store.users.values() if not u.is_bot)
        if user is None or user.is_bot:
            raise Unknown("no such person")
        return user

    def _channel(self, body: Json) -> Channel:
        channel = self.hub.store.channels.get(str(body["channel"]))
        if channel is None:
            raise Unknown("There is no such channel.")
        return channel

    def _place(self, user: User, body: Json) -> Message | View:
        """The message or view that an action happens in."""
        if body.get("view"):
            view = self.hub.store.find_view(str(body["view"]))
            if view is None or view.user != user.id:
                raise NotThere("That is no longer open.")
            return view
        channel = self._channel(body)
        message = self.hub.store.find_message(channel.id, str(body["ts"]))
        if user.id not in self.hub.store.audience(message):
            raise NotThere("That message is not for you.")
        return message

    async def _say(self, user: User, body: Json) -> Json:
        text = str(body["text"])[:TYPED_MAX]
        self.actions.say(user, self._channel(body), text, body.get("thread_ts") or None)
        return {}

    async def _command(self, user: User, body: Json) -> Json:
        command, _, text = str(body["text"])[:TYPED_MAX].strip().partition(" ")
        thread = body.get("thread_ts") or None
        deed = await self.actions.command(user, self._channel(body), command, text.strip(), thread)
        return {"acknowledged": deed.acknowledged}

    async def _act(self, user: User, body: Json) -> Json:
        place = self._place(user, body)
        found = choosing.by_ids(place, str(body["block_id"]), str(body["action_id"]))
        deed = await self.actions.act(user, place, found, body.get("value"))
        return {"acknowledged": deed.acknowledged}

    async def _suggest(self, user: User, body: Json) -> Json:
        place = self._place(user, body)
        found = choosing.by_ids(place, str(body["block_id"]), str(body["action_id"]))
        return {"options": await self.actions.suggest(user, place, found, str(body["query"]))}

    async def _submit(self, user: User, body: Json) -> Json:
        view = self._place(user, body)
        if not isinstance(view, View):
            raise NotThere("Only a modal can be sent off.")
        for value in body.get("values") or []:
            found = choosing.by_ids(view, str(value["block_id"]), str(value["action_id"]))
            choosing.remember(view, found, value.get("value"))
        deed = await self.actions.modals.submit(user, view)
        return {"acknowledged": deed.acknowledged, "errors": deed.errors}

    async def _close(self, user: User, body: Json) -> Json:
        await self.actions.modals.close(user, everything=bool(body.get("all")))
        return {}

    async def _home(self, user: User, body: Json) -> Json:
        tab = "home" if body.get("tab") == "home" else "messages"
        self.actions.open_home(user, tab)
        return {}

    async def _invite(self, user: User, body: Json) -> Json:
        self.actions.invite(user, self._channel(body))
        return {}

    async def _react(self, user: User, body: Json) -> Json:
        message = self._place(user, body)
        if not isinstance(message, Message):
            raise NotThere("Only messages take reactions.")
        add = user.id not in message.reactions.get(str(body["name"]), [])
        self.actions.react(user, message, str(body["name"])[:50], add=add)
        return {}

    async def _shortcut(self, user: User, body: Json) -> Json:
        shortcuts = self.actions.shortcuts
        deed = await shortcuts.start(user, self._channel(body), str(body["shortcut"]))
        return {"acknowledged": deed.acknowledged}

    async def _message_shortcut(self, user: User, body: Json) -> Json:
        message = self._place(user, body)
        if not isinstance(message, Message):
            raise NotThere("Only messages have this menu.")
        deed = await self.actions.shortcuts.start_at(user, message, str(body["shortcut"]))
        return {"acknowledged": deed.acknowledged}

"""Modals as people use them: filled in and sent off, or closed.

https://docs.slack.dev/surfaces/modals
"""

from contextlib import suppress
from typing import Any

from bot.workspace import choosing, payloads
from bot.workspace.api.core import ApiError
from bot.workspace.api.views import checked_view, push_on, renew
from bot.workspace.blockkit import SELECTED, interactive
from bot.workspace.deeds import Deed
from bot.workspace.delivery import Line, NotDelivered
from bot.workspace.hub import Hub
from bot.workspace.state import Json, ResponseUrl, View
from bot.workspace.users import User

TROUBLE = "We had some trouble connecting. Try again?"


class Modals:
    """What a person does with the modal they look at."""

    def __init__(self, hub: Hub, line: Line):
        self.hub = hub
        self.line = line

    async def submit(self, user: User, view: View, values: dict[str, Any] | None = None) -> Deed:
        """Fill a modal in and send it off; `values` by block id, action id or label."""
        for name, wanted in (values or {}).items():
            found = choosing.find(view, name)
            choosing.remember(view, found, wanted)
        deed = Deed.begin(self.hub)
        view.errors = choosing.missing(view)
        if view.errors:
            return deed.failed(dict(view.errors))
        trigger = self.hub.store.hand_out_trigger(user.id, deed.interaction)
        payload = payloads.view_submission(
            self.hub,
            user=user,
            view=view,
            trigger=trigger,
            responses=self._responses(user, view, deed),
        )
        try:
            answer = await self.line.send("interactive", payload) or {}
            self._after_submission(user, view, answer, deed)
        except (NotDelivered, ApiError):
            self.complain(view, deed)
            return deed.failed()
        return Deed(deed.interaction, deed.since, True, dict(view.errors))

    def _responses(self, user: User, view: View, deed: Deed) -> list[tuple[Json, ResponseUrl]]:
        """Response URLs for the channels chosen in selects with `response_url_enabled`."""
        handed = []
        for block, element in interactive(view.blocks):
            if not element.get("response_url_enabled"):
                continue
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            state = view.values.get(ids["block_id"], {}).get(ids["action_id"], {})
            chosen = state.get(SELECTED[element["type"]][0])
            if chosen in self.hub.store.channels:
                response = self.hub.store.hand_out_response_url(user.id, chosen, deed.interaction)
                handed.append((ids, response))
        return handed

    def _after_submission(self, user: User, view: View, answer: Json, deed: Deed) -> None:
        """What `response_action` asks for; without one the modal closes."""
        store = self.hub.store
        wish = answer.get("response_action")
        if wish == "errors":
            view.errors = self._checked_errors(view, answer.get("errors"))
            store.show_view(view, "errors", "bot", deed.interaction)
        elif wish == "update":
            renew(self.hub, view, checked_view(self.hub, answer.get("view")))
            store.show_view(view, "updated", "bot", deed.interaction)
        elif wish == "push":
            pushed = push_on(self.hub, user.id, checked_view(self.hub, answer.get("view")))
            store.show_view(pushed, "pushed", "bot", deed.interaction)
        elif wish == "clear":
            store.drop_views(user.id, everything=True)
        elif wish is None:
            store.drop_views(user.id, everything=False)
        else:
            raise ApiError("invalid_arguments")

    @staticmethod
    def _checked_errors(view: View, errors: Any) -> dict[str, str]:
        """Errors must stand at input blocks of this view."""
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        fine = isinstance(errors, dict) and errors and set(errors) <= inputs
        if not fine:
            raise ApiError("invalid_arguments")
        return {str(key): str(value) for key, value in errors.items()}

    def complain(self, view: View, deed: Deed) -> None:
        """Show in a modal that the app didn't answer."""
        view.notice = TROUBLE
        self.hub.store.show_view(view, "trouble", "slack", deed.interaction)

    async def close(self, user: User, *, everything: bool = False) -> None:
        """Close the top modal, or all; the app hears of it if it asked to."""
        top = self.hub.store.top_view(user.id)
        everything = everything or bool(top and top.content.get("clear_on_close"))
        for view in self.hub.store.drop_views(user.id, everything=everything):
            if view.content.get("notify_on_close"):
                payload = payloads.view_closed(
                    self.hub, user=user, view=view, everything=everything
                )
                # Nobody sees whether the app took note.
                with suppress(NotDelivered):
                    await self.line.send("interactive", payload)

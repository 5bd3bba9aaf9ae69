"""`views.*`: modals opened with a trigger, pushed, updated; App Homes published."""

import secrets
from typing import Any

from bot.workspace import blockkit, payloads
from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.blockkit import limits
from bot.workspace.hub import Hub
from bot.workspace.state import Json, Trigger, View
from bot.workspace.store import TRIGGER_SECONDS, VIEW_STACK_MAX


def checked_view(hub: Hub, view: Any) -> Json:
    """A view's content with ids filled in; raises ApiError where Slack refuses it."""
    problems = blockkit.check_view(view)
    blocks = view.get("blocks") if isinstance(view, dict) else None
    problems += blockkit.of_types(blocks, hub.faults.refused_types, "/view/blocks")
    problems += blockkit.unknown_files(blocks, hub.store.files, "/view/blocks")
    if problems:
        raise ApiError(
            "invalid_arguments",
            response_metadata={"messages": [f"[ERROR] {p.line}" for p in problems]},
        )
    if blockkit.size(view) > limits.VIEW_BYTES:
        raise ApiError("view_too_large")
    content: Json = view | {"blocks": blockkit.fill_ids(view["blocks"], hub.store.new_id)}
    return content


def _content(call: Call, kind: str) -> Json:
    view = call.decoded("view", "invalid_arguments")
    if not isinstance(view, dict):
        raise ApiError("invalid_arguments")
    if view.get("type") in ("modal", "home") and view["type"] != kind:
        raise ApiError(
            "invalid_arguments",
            response_metadata={"messages": [f"[ERROR] view type must be {kind}"]},
        )
    return checked_view(call.hub, view)


def _trigger(call: Call) -> Trigger:
    """The trigger of a call: it works once, for three seconds."""
    hub = call.hub
    trigger = hub.store.triggers.get(call.required("trigger_id"))
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    if hub.clock.now() - trigger.made > TRIGGER_SECONDS:
        raise ApiError("expired_trigger_id")
    return trigger


def new_view(hub: Hub, user: str, content: Json, previous: View | None = None) -> View:
    """A view object for a person's stack; initial values are its first state."""
    view_id = hub.store.new_id("V")
    return View(
        view_id,
        user,
        content,
        _hash(hub),
        root=previous.root if previous is not None else view_id,
        previous=previous.id if previous is not None else None,
        values=blockkit.initial_values(content["blocks"]),
    )


def renew(hub: Hub, view: View, content: Json) -> None:
    """Give a view new content; what was typed into inputs that stay is kept."""
    fresh = blockkit.initial_values(content["blocks"])
    for block_id, values in view.values.items():
        for action_id, value in values.items():
            if action_id in fresh.get(block_id, {}):
                fresh[block_id][action_id] = value
    view.content, view.values, view.hash = content, fresh, _hash(hub)
    view.errors, view.notice = {}, None


def _hash(hub: Hub) -> str:
    return f"{int(hub.clock.now())}.{secrets.token_hex(4)}"


def _shown(call: Call, view: View) -> Json:
    return {"view": payloads.view_payload(call.hub, view)}


def _unique_external_id(call: Call, content: Json) -> None:
    external = content.get("external_id")
    if external and call.hub.store.find_view(external) is not None:
        raise ApiError("duplicate_external_id")


@method("views.open")
def open_view(call: Call) -> Json:
    """Open a modal for whoever gave the trigger."""
    store = call.hub.store
    trigger = _trigger(call)
    content = _content(call, "modal")
    _unique_external_id(call, content)
    trigger.used = True
    view = new_view(call.hub, trigger.user, content)
    store.stacks[trigger.user] = [view]
    store.show_view(view, "opened", "bot", trigger.interaction)
    return _shown(call, view)


@method("views.push")
def push(call: Call) -> Json:
    """Put a modal on top of the open one; a stack holds three."""
    store = call.hub.store
    trigger = _trigger(call)
    content = _content(call, "modal")
    _unique_external_id(call, content)
    trigger.used = True
    view = push_on(call.hub, trigger.user, content)
    store.show_view(view, "pushed", "bot", trigger.interaction)
    return _shown(call, view)


def push_on(hub: Hub, user: str, content: Json) -> View:
    """Put a view on a person's stack; raises ApiError when that isn't possible."""
    stack = hub.store.stacks.setdefault(user, [])
    if not stack:
        raise ApiError("not_found")
    if len(stack) >= VIEW_STACK_MAX:
        raise ApiError("push_limit_reached")
    view = new_view(hub, user, content, stack[-1])
    stack.append(view)
    return view


@method("views.update")
def update(call: Call) -> Json:
    """Change an open modal, found by its id or external id."""
    store = call.hub.store
    wanted = call.text("view_id") or call.text("external_id")
    view = store.find_view(wanted) if wanted else None
    if view is None:
        raise ApiError("not_found")
    content = _content(call, view.content["type"])
    if call.text("hash") and call.text("hash") != view.hash:
        raise ApiError("hash_conflict")
    renew(call.hub, view, content)
    store.show_view(view, "updated", "bot", None)
    return _shown(call, view)


@method("views.publish")
def publish(call: Call) -> Json:
    """Show a person their App Home."""
    store = call.hub.store
    if not call.hub.manifest.home_tab:
        raise ApiError("not_enabled")
    user = call.required("user_id")
    if user not in store.users:
        raise ApiError("user_not_found")
    content = _content(call, "home")
    view = store.homes.get(user)
    given = call.arguments.get("hash")
    if given is not None and (view is None or given != view.hash):
        raise ApiError("hash_conflict")
    if view is None:
        view = store.homes[user] = new_view(call.hub, user, content)
    else:
        renew(call.hub, view, content)
    call.hub.journal.add("home", "bot", {user}, view=view)
    return _shown(call, view)

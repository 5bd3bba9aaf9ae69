"""`users.*` and `usergroups.*`: who works here."""

from bot.workspace.api.conversations import TYPES
from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.state import Json
from bot.workspace.users import User


@method("users.info", scope="users:read")
def info(call: Call) -> Json:
    """One person, or the app's bot user."""
    store = call.hub.store
    user = store.users.get(call.required("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": _shown(call, user)}


@method("users.list", scope="users:read")
def listing(call: Call) -> Json:
    """Everybody."""
    store = call.hub.store
    found, cursor = call.page(list(store.users.values()))
    members = [_shown(call, user) for user in found]
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


@method("users.conversations", scope="channels:read|groups:read|im:read|mpim:read")
def conversations(call: Call) -> Json:
    """The channels that somebody is in; private ones only as far as the app is in them too."""
    store = call.hub.store
    user = call.text("user", store.bot.id)
    if user not in store.users:
        raise ApiError("user_not_found")
    kinds = [TYPES.get(kind) for kind in call.text("types", "public_channel").split(",")]
    if None in kinds:
        raise ApiError("invalid_types")
    there = [
        channel
        for channel in store.channels.values()
        if channel.kind in kinds
        and user in channel.members
        and (channel.kind == "channel" or store.bot.id in channel.members)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    found, cursor = call.page(there)
    channels = [channel.payload(store.bot.id) for channel in found]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def _shown(call: Call, user: User) -> Json:
    """A user object; addresses are only shown with their own scope, locales on request."""
    hub = call.hub
    with_locale = call.flag("include_locale")
    shown = user.payload(hub.store.team_id, hub.clock.now(), with_locale=with_locale)
    if not hub.manifest.allows("users:read.email"):
        shown["profile"].pop("email", None)
    return shown


def _paid(call: Call) -> None:
    """User groups are for paid plans."""
    if call.hub.plan == "free":
        raise ApiError("plan_upgrade_required")


@method("usergroups.list", scope="usergroups:read")
def groups(call: Call) -> Json:
    """The user groups, with their members on request."""
    _paid(call)
    store = call.hub.store
    shown = []
    for group in store.groups.values():
        payload = group.payload(store.team_id)
        if call.flag("include_users"):
            payload["users"] = list(group.users)
        shown.append(payload)
    return {"usergroups": shown}


@method("usergroups.users.list", scope="usergroups:read")
def group_members(call: Call) -> Json:
    """The ids of a user group's members."""
    _paid(call)
    group = call.hub.store.groups.get(call.required("usergroup"))
    if group is None:
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}

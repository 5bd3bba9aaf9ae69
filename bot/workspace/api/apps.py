"""`apps.connections.open`, `auth.test`, `api.test`, `team.info`, `bots.info`, `blocks.validate`."""

from bot.workspace import blockkit
from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.state import Json


@method("apps.connections.open", token="app")
def connections_open(call: Call) -> Json:
    """A WebSocket address for Socket Mode."""
    return {"url": call.hub.socket_url}


@method("auth.test")
def auth_test(call: Call) -> Json:
    """Who the token belongs to."""
    store = call.hub.store
    return {
        "url": f"{call.hub.base_url}/",
        "team": store.team_name,
        "user": store.bot.name,
        "team_id": store.team_id,
        "user_id": store.bot.id,
        "bot_id": store.bot_id,
        "is_enterprise_install": False,
    }


@method("api.test", token=None)
def api_test(call: Call) -> Json:
    """An echo; `error` comes back as an error."""
    if call.text("error"):
        raise ApiError(call.text("error"), args=call.arguments)
    return {"args": call.arguments}


@method("team.info", scope="team:read")
def team_info(call: Call) -> Json:
    """The workspace itself."""
    store = call.hub.store
    return {"team": {"id": store.team_id, "name": store.team_name, "domain": store.team_domain}}


@method("bots.info", scope="users:read")
def bots_info(call: Call) -> Json:
    """The app's bot."""
    store = call.hub.store
    if call.text("bot", store.bot_id) != store.bot_id:
        raise ApiError("bot_not_found")
    bot = {
        "id": store.bot_id,
        "deleted": False,
        "name": store.bot.real_name,
        "user_id": store.bot.id,
        "app_id": store.app_id,
    }
    return {"bot": bot}


@method("blocks.validate")
def blocks_validate(call: Call) -> Json:
    """Check blocks, a message or a view without sending it."""
    given = [name for name in ("blocks", "message", "view") if call.arguments.get(name)]
    if len(given) != 1:
        raise ApiError("invalid_arguments")
    name = given[0]
    value = call.decoded(name, "invalid_arguments")
    if name == "view":
        problems = blockkit.check_view(value)
    elif name == "message":
        problems = blockkit.check_message(value)
    else:
        problems = blockkit.check_blocks(value, "message")
    if problems:
        raise ApiError(
            f"invalid_{name}",
            errors=[{"pointer": p.pointer, "code": p.code, "message": p.text} for p in problems],
        )
    return {}

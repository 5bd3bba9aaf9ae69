"""`oauth.v2.access` and `auth.revoke`: how an app gets its tokens, renews and gives them up.

https://docs.slack.dev/authentication/installing-with-oauth
"""

from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.hub import Hub
from bot.workspace.state import Json
from bot.workspace.tokens import EXPIRES_SECONDS, Token

CODE_SECONDS = 600.0


@method("oauth.v2.access", token=None)
def access(call: Call) -> Json:
    """A bot token for a code from the consent page, or for a refresh token."""
    secrets = call.hub.credentials
    if call.text("client_id") != secrets.client_id:
        raise ApiError("invalid_client_id")
    if call.text("client_secret") != secrets.client_secret:
        raise ApiError("bad_client_secret")
    grant = call.text("grant_type", "authorization_code")
    if grant == "authorization_code":
        return _for_code(call)
    if grant == "refresh_token":
        return _for_refresh_token(call)
    raise ApiError("invalid_grant_type")


def _for_code(call: Call) -> Json:
    hub = call.hub
    code = hub.codes.get(call.text("code"))
    if code is None or hub.clock.now() - code.made > CODE_SECONDS:
        raise ApiError("invalid_code")
    if code.used:
        raise ApiError("code_already_used")
    if call.text("redirect_uri", code.redirect_uri) != code.redirect_uri:
        raise ApiError("bad_redirect_uri")
    team = call.hub_of(code.team)
    assert team is not None, "codes are only made for workspaces there are"
    code.used = team.installed = True
    rotates = hub.manifest.rotates_tokens
    token = hub.tokens.issue(code.team, now=hub.clock.now(), rotates=rotates)
    return _answer(team, token, code.scopes) | {"authed_user": {"id": code.user}}


def _for_refresh_token(call: Call) -> Json:
    hub = call.hub
    if not hub.manifest.rotates_tokens:
        raise ApiError("token_rotation_not_enabled")
    old = hub.tokens.take_refresh(call.text("refresh_token"))
    team = call.hub_of(old.team) if old is not None else None
    if old is None or team is None or not team.installed:
        raise ApiError("invalid_refresh_token")
    token = hub.tokens.issue(old.team, now=hub.clock.now(), rotates=True)
    return _answer(team, token, ",".join(sorted(hub.manifest.scopes)))


def _answer(team: Hub, token: Token, scopes: str) -> Json:
    store = team.store
    answer: Json = {
        "app_id": store.app_id,
        "access_token": token.value,
        "token_type": "bot",
        "scope": scopes,
        "bot_user_id": store.bot.id,
        "team": {"id": store.team_id, "name": store.team_name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    if token.refresh is not None:
        answer |= {"refresh_token": token.refresh, "expires_in": EXPIRES_SECONDS}
    return answer


@method("auth.revoke")
def revoke(call: Call) -> Json:
    """End the token that makes the call; `test` only tries."""
    if call.flag("test"):
        return {"revoked": False}
    token = call.hub.tokens.find(call.token)
    assert token is not None, "the call came with it"
    token.revoked = True
    call.hub.journal.add("tokens", "bot", frozenset())
    return {"revoked": True}

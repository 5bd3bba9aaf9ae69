"""`/oauth/v2/authorize`: the page that asks whether an app may come into a workspace.

https://docs.slack.dev/authentication/installing-with-oauth
"""

import html
import secrets
from collections.abc import Callable
from urllib.parse import urlencode

from aiohttp import web

from bot.workspace.hub import Code, Hub
from bot.workspace.users import User

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/page.css">
<link rel="stylesheet" href="/assets/blocks.css">
</head>
<body class="consent">
<main>{body}</main>
</body>
</html>
"""


class Wrong(Exception):
    """The address that an app sent somebody to can't be used; the message says why."""


def routes(hubs: Callable[[], list[Hub]]) -> list[web.RouteDef]:
    """The consent page and its answer."""

    async def ask(request: web.Request) -> web.Response:
        return _page(lambda: _question(hubs(), request))

    async def allow(request: web.Request) -> web.Response:
        try:
            raise web.HTTPFound(_allowed(hubs(), request))
        except Wrong as problem:
            return _refusal(problem)

    return [
        web.get("/oauth/v2/authorize", ask),
        web.get("/oauth/v2/authorize/allow", allow),
    ]


def _page(make: Callable[[], tuple[str, str]]) -> web.Response:
    try:
        title, body = make()
    except Wrong as problem:
        return _refusal(problem)
    text = PAGE.format(title=html.escape(title), body=body)
    return web.Response(text=text, content_type="text/html")


def _refusal(problem: Wrong) -> web.Response:
    body = f"<h1>Something went wrong</h1><p>{html.escape(str(problem))}</p>"
    text = PAGE.format(title="Something went wrong", body=body)
    return web.Response(status=400, text=text, content_type="text/html")


def _checked(hub: Hub, request: web.Request) -> tuple[str, str]:
    """The redirect address and the scopes of a request; raises Wrong as Slack's page complains."""
    wanted = request.query
    if wanted.get("client_id") != hub.credentials.client_id:
        raise Wrong("invalid_client_id: no app has this client id.")
    scopes = [one for one in wanted.get("scope", "").replace(" ", ",").split(",") if one]
    if not scopes:
        raise Wrong("invalid_scope: no scopes were requested.")
    unknown = sorted(set(scopes) - hub.manifest.scopes)
    if unknown:
        raise Wrong(f"invalid_scope: the manifest does not have {', '.join(unknown)}.")
    declared = hub.manifest.redirect_urls
    redirect = wanted.get("redirect_uri") or (declared[0] if declared else "")
    if not redirect.startswith(("http://", "https://")):
        raise Wrong("bad_redirect_uri: there is no address to return to.")
    if declared and not any(redirect.startswith(one) for one in declared):
        raise Wrong("bad_redirect_uri: the manifest does not have this address.")
    return redirect, ",".join(scopes)


def _team(hubs: list[Hub], request: web.Request) -> Hub:
    wanted = request.query.get("team")
    for hub in hubs:
        if wanted in (None, "", hub.store.team_id, hub.store.team_domain):
            return hub
    raise Wrong("invalid_team: there is no such workspace.")


def _person(hub: Hub, request: web.Request) -> User:
    """Who installs: somebody of the workspace, and no guest."""
    wanted = request.query.get("user")
    for user in hub.store.users.values():
        if wanted in (None, "", user.id, user.name) and not user.is_bot:
            if user.guest is None and not user.is_stranger:
                return user
            if wanted:
                raise Wrong("Guests and people of other workspaces can't install apps.")
    raise Wrong("There is nobody here who could install an app.")


def _back(redirect: str, **answer: str) -> str:
    return f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(answer)}"


def _question(hubs: list[Hub], request: web.Request) -> tuple[str, str]:
    """Title and body of the page: what the app asks for, in which workspace, and yes or no."""
    redirect, scopes = _checked(hubs[0], request)
    hub = _team(hubs, request)
    user = _person(hub, request)
    app, team = html.escape(hub.store.bot.real_name), html.escape(hub.store.team_name)
    query = dict(request.query) | {"team": hub.store.team_id, "user": user.id}
    hub.consents.add(nonce := secrets.token_urlsafe(16))
    allow = f"/oauth/v2/authorize/allow?{urlencode(query | {'consent': nonce})}"
    cancel = _back(redirect, error="access_denied", state=request.query.get("state", ""))
    others = "".join(
        f'<li><a href="/oauth/v2/authorize?{html.escape(urlencode(_elsewhere(query, other)))}">'
        f"{html.escape(other.store.team_name)}</a></li>"
        for other in hubs
        if other is not hub
    )
    body = (
        f"<h1>{app} asks to come into {team}</h1>"
        f"<p>You are {html.escape(user.real_name)}. It would be allowed:</p><ul>"
        + "".join(f"<li><code>{html.escape(scope)}</code></li>" for scope in scopes.split(","))
        + f'</ul><p class="actions"><a class="button" href="{html.escape(cancel)}">Cancel</a>'
        f'<a class="button primary" href="{html.escape(allow)}">Allow</a></p>'
        + (f"<p>Another workspace?</p><ul>{others}</ul>" if others else "")
    )
    return f"{hub.store.bot.real_name} · {hub.store.team_name}", body


def _elsewhere(query: dict[str, str], other: Hub) -> dict[str, str]:
    kept = {key: value for key, value in query.items() if key != "user"}
    return kept | {"team": other.store.team_id}


def _allowed(hubs: list[Hub], request: web.Request) -> str:
    """The address to return to with a code, once the page itself was answered with yes."""
    redirect, scopes = _checked(hubs[0], request)
    hub = _team(hubs, request)
    nonce = request.query.get("consent", "")
    if nonce not in hub.consents:
        raise Wrong("Ask again: this page was answered before.")
    hub.consents.discard(nonce)
    user = _person(hub, request)
    value = secrets.token_hex(24)
    made = hub.clock.now()
    hub.codes[value] = Code(hub.store.team_id, user.id, redirect, scopes, made)
    return _back(redirect, code=value, state=request.query.get("state", ""))

"""The two addresses by which Dateline gets into a workspace, and the page that says how it went."""

import html

from aiohttp import web

from bot.installing import STATE_SECONDS, Installing, NotInstalled
from bot.settings import INSTALL_PATH, REDIRECT_PATH

COOKIE = "dateline_install"

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body><h1>{title}</h1><p>{said}</p>{more}</body>
</html>
"""


def add_pages(app: web.Application, installing: Installing, *, secure: bool) -> None:
    """Serve both; `secure` keeps the cookie to https, which Slack asks for."""

    async def begin(request: web.Request) -> web.StreamResponse:
        page, state = installing.begin()
        response = web.Response(status=302, headers={**HEADERS, "Location": page})
        # Lax, since it is Slack's page that sends the browser back.
        response.set_cookie(
            COOKIE,
            state,
            max_age=STATE_SECONDS,
            path="/slack",
            httponly=True,
            secure=secure,
            samesite="Lax",
        )
        return response

    async def finish(request: web.Request) -> web.StreamResponse:
        try:
            one = await installing.finish(dict(request.query), request.cookies.get(COOKIE, ""))
        except NotInstalled as problem:
            again = f'<p><a href="{INSTALL_PATH}">Begin again</a></p>'
            response = _page(400, "Dateline was not installed", str(problem), again)
        else:
            said = f"Dateline is in {one.name} now. Type /dateline help there to begin."
            response = _page(200, "Dateline is installed", said)
        response.del_cookie(COOKIE, path="/slack")
        return response

    app.router.add_get(INSTALL_PATH, begin)
    app.router.add_get(REDIRECT_PATH, finish)


def _page(status: int, title: str, said: str, more: str = "") -> web.Response:
    text = PAGE.format(title=html.escape(title), said=html.escape(said), more=more)
    return web.Response(status=status, text=text, content_type="text/html", headers=HEADERS)

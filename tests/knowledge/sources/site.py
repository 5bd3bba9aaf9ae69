"""A web site on this machine that answers as it is told, keeps account, and lies where asked to."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

Headers = dict[str, str]


@dataclass
class Request:
    """What somebody asked for: path with query, and headers with names in lower case."""

    path: str
    headers: Headers


@dataclass
class Reply:
    """What to answer. With an `etag`, who knows it is told 304; a lie is a header that is wrong."""

    body: bytes = b""
    status: int = 200
    headers: Headers = field(default_factory=dict)
    etag: str | None = None


Answer = Reply | Callable[[Request], Reply]


@dataclass
class Site:
    """A web server: replies by path (without the query), and everything that was asked."""

    base: str
    replies: dict[str, Answer] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    given: list[int] = field(default_factory=list)

    def put(
        self,
        path: str,
        body: str | bytes = b"",
        status: int = 200,
        etag: str | None = None,
        **headers: str,
    ) -> str:
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[path] = Reply(data, status, {"Content-Type": "text/html", **named}, etag)
        return self.base + path

    def times(self, path: str) -> int:
        """How often an address was asked for."""
        return sum(urlsplit(one.path).path == path for one in self.asked)

    def forget(self) -> None:
        """Begin to count anew."""
        self.asked.clear()
        self.given.clear()

    def answer(self, request: Request) -> Reply:
        self.asked.append(request)
        reply = self.replies.get(urlsplit(request.path).path, Reply(status=404))
        reply = reply if isinstance(reply, Reply) else reply(request)
        if reply.etag is not None:
            reply.headers["ETag"] = reply.etag
            if request.headers.get("if-none-match") == reply.etag:
                reply = Reply(b"", 304, {"ETag": reply.etag})
        self.given.append(reply.status)
        return reply


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = made.answer(Request(self.path, headers))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(reply.body)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


_LETTERS = str.maketrans("0123456789", "ghijklmnop")
LONG = (
    " The two spoke for two hours about trade, ports and the southern waters, and agreed to meet"
    " again next year, according to a statement that was released on Tuesday. Fishermen of both"
    " fleets were pleased with it, a trader told reporters in the harbour that evening."
) * 5
"""Words enough for a story."""


def own_words(n: int) -> str:
    """Words enough for a story that are those of no other, so that it is nobody's copy."""
    return " ".join(_word(f"{n}.{m}") for m in range(120))


def _word(seed: str) -> str:
    return hashlib.sha1(seed.encode()).hexdigest()[:7].translate(_LETTERS)


def story(title: str, words: str = "", published: str = "2022-11-15", head: str = "") -> str:
    """A page with a story; short words are followed by others."""
    words = words if len(words) > len(LONG) / 2 else words + LONG
    return (
        f"<!doctype html><html><head><title>{title}</title>"
        f'<meta property="article:published_time" content="{published}">{head}</head>'
        f"<body><article><h1>{title}</h1><p>{words}</p></article></body></html>"
    )


def rss(items: str, title: str = "The Harbour Post") -> str:
    """A feed with these items."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title>{items}</channel></rss>"
    )


def item(link: str, title: str, day: int = 15, content: str = "") -> str:
    """An item of a feed, with its content or only a teaser."""
    body = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><title>{title}</title><link>{link}</link>"
        f"<pubDate>{day:02d} Nov 2022 08:00:00 +0700</pubDate>"
        f"<description>Two met.</description>{body}</item>"
    )

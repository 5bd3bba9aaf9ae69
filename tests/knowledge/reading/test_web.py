import gzip
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from knowledge.model import ParagraphRole
from knowledge.reading import Unreadable, fetch, guarded, lookups, read_url, slug
from knowledge.reading.decode import LARGEST
from tests.knowledge.reading.helpers import rows

FIRST = (
    "President Ana Lima met Prime Minister Tom Okoro in Quito on November 14, her office said. "
    "They spoke for two hours about trade, ports and the southern waters."
)
SECOND = (
    "The two leaders agreed to meet again next year, according to a statement that was released "
    "on Tuesday. Fishermen of both fleets were pleased with it, a trader told reporters."
)
PAGE = (
    "<!doctype html><html><head><title>Lima hosts Okoro</title>"
    '<meta property="article:published_time" content="2022-11-15"></head><body><article>'
    f"<h1>Lima hosts Okoro</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
)


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    wait: threading.Event | None = None


@dataclass
class Site:
    """A web server on this machine that gives the replies it was told."""

    base: str
    replies: dict[str, Reply] = field(default_factory=dict)

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[path] = Reply(data, status, {"Content-Type": "text/html", **named})
        return self.base + path


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = made.replies.get(self.path, Reply(status=404))
            if reply.wait is not None and reply.status != 200:
                reply.wait.wait(10)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if reply.wait is not None:
                reply.wait.wait(10)
            try:
                self.wfile.write(reply.body)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    for reply in made.replies.values():
        if reply.wait is not None:
            reply.wait.set()
    server.shutdown()
    thread.join()
    server.server_close()


def reason(url: str, seconds: float = 15) -> str:
    with pytest.raises(Unreadable) as problem:
        fetch.fetch(url, allow_private=True, seconds=seconds)
    return problem.value.reason


def test_a_page_becomes_an_article(site: Site) -> None:
    url = site.put("/2022/11/15/lima-hosts-okoro.html", PAGE)
    [article] = read_url(url, allow_private=True).articles
    assert (article.id, article.url, article.outlet) == ("lima-hosts-okoro", url, "127.0.0.1")
    assert (article.published, article.published_basis) == ("2022-11-15", "from the page")
    assert rows(article) == [
        (ParagraphRole.TITLE, "Lima hosts Okoro"),
        (ParagraphRole.BODY, FIRST),
        (ParagraphRole.BODY, SECOND),
    ]


def test_the_caller_may_say_date_and_outlet(site: Site) -> None:
    url = site.put("/lima", PAGE)
    [article] = read_url(url, published="2022-11-14", outlet="P", allow_private=True).articles
    assert (article.published, article.outlet) == ("2022-11-14", "P")


def test_redirects_are_followed_and_the_last_address_kept(site: Site) -> None:
    site.put("/b/lima", PAGE)
    url = site.put("/a", status=302, Location="b/lima")
    [article] = read_url(url, allow_private=True).articles
    assert (article.id, article.url) == ("lima", site.base + "/b/lima")


def test_text_and_markdown_are_read_as_such(site: Site) -> None:
    url = site.put("/a.txt", f"Lima hosts Okoro\n\n{FIRST} <3", Content_Type="text/plain")
    [article] = read_url(url, allow_private=True).articles
    assert article.text.endswith("<3")
    url = site.put("/b", f"# Lima\n\n{FIRST} *So*.", Content_Type="text/markdown; charset=UTF-8")
    [article] = read_url(url, allow_private=True).articles
    assert article.text.endswith("So.")


def test_the_declared_character_set_is_used(site: Site) -> None:
    text = "Президент встретилась с министром в порту, и оба остались довольны переговорами."
    url = site.put("/a", text.encode("cp1251"), Content_Type="text/plain; charset=windows-1251")
    [article] = read_url(url, allow_private=True).articles
    assert (article.text, article.language) == (text, "ru")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://[::1]:9/",
        "http://[::ffff:7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(Unreadable, match="private network"):
        read_url(url)


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, **_: object) -> list[object]:
        return [(2, 1, 6, "", (ip, port)) for ip in ("93.184.216.34", "192.168.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(Unreadable, match="private network"):
        read_url("https://paper.example/lima")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:93.184.216.34", True),
        ("::ffff:10.1.2.3", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("ff02::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::", False),
        ("255.255.255.255", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert guarded.is_public(address) is public


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "not a web address"),
        ("ftp://paper.example/a", "not a web address"),
        ("https://", "not a web address"),
        ("https:///a", "not a web address"),
        ("http://[::1", "not a web address"),
        ("https://jo:secret@paper.example/a", "user name"),
    ],
)
def test_what_is_no_address_is_refused(url: str, words: str) -> None:
    assert words in reason(url)


def test_a_name_that_nobody_looks_up_in_time_is_given_up(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    asked: list[object] = []

    def silent(*name: object, **_: object) -> None:
        asked.append(name)
        over.wait(30)
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", silent)
        # More of them than may be looked up at once: no thread is begun for the last ones.
        for _ in range(lookups.MOST_AT_ONCE + 2):
            assert "took longer" in reason("https://paper.example/a", seconds=0.02)
        assert len(asked) == lookups.MOST_AT_ONCE
        over.set()
        assert "no such site" in reason("https://paper.example/a")
    assert fetch.fetch(site.put("/a", PAGE), allow_private=True).data


def test_slow_redirects_have_the_time_of_one_document(site: Site) -> None:
    class Slow(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            return super().wait(0.1)

    for n in range(5):
        site.put(f"/{n}", status=302, Location=f"/{n + 1}")
        site.replies[f"/{n}"].wait = Slow()
    site.put("/5", PAGE)
    assert fetch.fetch(f"{site.base}/0", allow_private=True).data
    assert "took longer" in reason(f"{site.base}/0", seconds=0.3)


def test_an_unknown_site_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "no such site" in reason("https://paper.example/a")


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "nothing at this address"), (403, "login"), (500, "error"), (429, "later")],
)
def test_refusals_of_the_site(site: Site, status: int, words: str) -> None:
    assert words in reason(site.put("/a", "no", status))


def test_endless_redirects_end(site: Site) -> None:
    assert "redirects more than 5" in reason(site.put("/a", status=301, Location="/a"))


def test_a_redirect_to_another_scheme_is_refused(site: Site) -> None:
    url = site.put("/a", status=301, Location="file:///etc/passwd")
    assert "not a web address" in reason(url)


def test_large_bodies_are_refused(site: Site) -> None:
    assert "larger than 5 MB" in reason(site.put("/a", b"a" * (LARGEST + 1)))
    bomb = gzip.compress(b"a" * (LARGEST + 1))
    assert "larger than 5 MB" in reason(site.put("/b", bomb, Content_Encoding="gzip"))


def test_packed_bodies_are_unpacked_or_refused(site: Site) -> None:
    url = site.put("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert fetch.fetch(url, allow_private=True).data == PAGE.encode()
    assert "damaged" in reason(site.put("/b", b"no gzip", Content_Encoding="gzip"))
    assert "packs" in reason(site.put("/c", b"x", Content_Encoding="br"))


def test_a_slow_site_is_given_up(site: Site) -> None:
    url = site.put("/a", PAGE)
    site.replies["/a"].wait = threading.Event()
    assert "took longer" in reason(url, seconds=0.2)


def test_a_closed_port_and_a_strange_server_are_problems() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-OpenSSH\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        assert "web server" in reason(f"http://127.0.0.1:{port}/")
        thread.join()
    assert "can't be reached" in reason(f"http://127.0.0.1:{port}/")


def test_no_page_is_no_article(site: Site) -> None:
    with pytest.raises(Unreadable, match="a PDF"):
        read_url(site.put("/a", b"%PDF-1.7", Content_Type="application/pdf"), allow_private=True)
    with pytest.raises(Unreadable, match="empty"):
        read_url(site.put("/b"), allow_private=True)


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Paper</title>
<item><title>Lima hosts Okoro</title><link>/whole</link><dc:creator>Jo Roe</dc:creator>
<pubDate>Mon, 14 Nov 2022 23:30:00 +0700</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><h3>Quito-Abuja</h3><p>{SECOND}</p>
<figure><img src="a.jpg"><figcaption>Lima on the quay</figcaption></figure>{"<br>" * 300}]]>
</content:encoded></item>
<item><title>Okoro lands</title><link>/teaser</link><description>Read on …</description>
<pubDate>13 Nov 2022</pubDate></item>
<item><title>Gone</title><guid>{{base}}/gone</guid><description>{FIRST}</description></item>
<item><title>Lost</title><link>/lost</link></item>
</channel></rss>"""


def test_a_feed_gives_its_entries(site: Site) -> None:
    site.put("/teaser", PAGE.replace('content="2022-11-15"', ""))
    url = site.put("/feed", RSS.replace("{base}", site.base), Content_Type="application/rss+xml")
    fetched = read_url(url, allow_private=True)
    whole, teaser, gone = fetched.articles
    assert (whole.id, whole.title, whole.byline) == ("whole", "Lima hosts Okoro", "Jo Roe")
    assert (whole.outlet, whole.url) == ("The Paper", site.base + "/whole")
    assert (whole.published, whole.published_basis) == ("2022-11-14", "from the feed")
    assert rows(whole) == [
        (ParagraphRole.TITLE, "Lima hosts Okoro"),
        (ParagraphRole.BODY, FIRST),
        (ParagraphRole.HEADING, "Quito-Abuja"),
        (ParagraphRole.BODY, SECOND),
        (ParagraphRole.CAPTION, "Lima on the quay"),
    ]
    assert (teaser.id, teaser.published) == ("teaser", "2022-11-13")
    assert SECOND in teaser.text
    assert FIRST in gone.text
    [(address, words)] = fetched.problems
    assert (address, "nothing at this address" in words) == (site.base + "/lost", True)


def test_an_atom_feed(site: Site) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title><entry>'
        '<title type="html">Lima</title><link rel="self" href="/x"/><link href="/lima"/>'
        "<published>2022-11-14T23:30:00+07:00</published><author><name>Jo Roe</name></author>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"<p>{FIRST}</p><p>{SECOND}</p><p>{SECOND}</p><p>{SECOND}</p><p>{SECOND}</p></div>"
        "</content></entry></feed>"
    )
    [article] = read_url(site.put("/atom", atom), allow_private=True).articles
    assert (article.id, article.byline, article.published) == ("lima", "Jo Roe", "2022-11-14")
    assert FIRST in article.text


def test_a_feed_cannot_expand_entities_or_read_files(site: Site) -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">'
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        f"<rss><channel><item><title>T &f;</title><description>{FIRST} &b;&f;</description>"
        "</item></channel></rss>"
    )
    [article] = read_url(site.put("/f", text), allow_private=True).articles
    assert FIRST in article.text and len(article.text) < len(FIRST) + 20
    assert "aaaa" not in article.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<rss><channel></channel></rss>", "no entries"),
        ("<rssx></rssx>", "neither an RSS nor"),
    ],
)
def test_a_feed_without_entries_is_a_problem(site: Site, text: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_url(site.put("/f", text), allow_private=True)


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("https://paper.example/2022/11/15/lima-hosts-okoro.html", "lima-hosts-okoro"),
        ("https://paper.example/news/lima-hosts-okoro/", "lima-hosts-okoro"),
        ("https://paper.example/national/501234567", "national-501234567"),
        ("https://paper.example/lima/index.html", "lima"),
        ("https://paper.example/article.php?id=12", "article-id-12"),
        ("https://paper.example/?p=12", "p-12"),
        ("https://paper.example/", "paper.example"),
        ("https://paper.example/a%20b/../c d", "c-d"),
        ("https://paper.example/" + "long" * 100, "long" * 25),
    ],
)
def test_slugs(url: str, id: str) -> None:
    assert slug(url) == id

"""Feeds, sitemaps, posts and robots.txt hold whatever anybody sends."""

import contextlib
import gzip
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.reading.feeds import parse_feed
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Document
from knowledge.reading.sitemaps import instant, parse_sitemap
from knowledge.sources.clock import Clock
from knowledge.sources.posts import parse_posts
from knowledge.sources.robots import Disallowed, Robots

URL = "https://paper.example/feed"
MARKUP = st.lists(
    st.sampled_from(
        [
            "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>",
            "</link>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>",
            "<updated>", "<content type='html'>", "<![CDATA[", "]]>", "&", "&amp;", "<", ">",
            "<!DOCTYPE x [", "<!ENTITY a 'b'>", "]>", "&a;", "http://[", "2022-11-14T08:00:00Z",
            "99999-99-99", "<urlset>", "<url>", "<loc>", "</loc>", "<lastmod>", "\x00", "é",
            "<xml:base='http://['>", "javascript:", "<guid>", "<author>", "<name>",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(MARKUP)
@example("<rss><channel><item><link>http://[</link><pubDate>0</pubDate></item>")
def test_any_markup_is_a_feed_or_is_refused(text: str) -> None:
    try:
        feed = parse_feed(text.encode(), URL, "utf-8")
    except Unreadable:
        return
    for entry in feed.entries:
        assert entry.title is None or "\n" not in entry.title
        assert entry.appeared is None or entry.appeared.endswith("Z")


@given(st.binary(max_size=200))
def test_any_bytes_are_lists_or_are_refused(data: bytes) -> None:
    for parse in (
        lambda: parse_feed(data, URL),
        lambda: parse_sitemap(data, URL),
        lambda: parse_sitemap(gzip.compress(data)[: len(data) + 9], URL),
        lambda: parse_posts(data),
    ):
        try:
            parse()
        except Unreadable as problem:
            assert problem.reason


@given(MARKUP)
def test_any_markup_is_a_sitemap_or_is_refused(text: str) -> None:
    try:
        found = parse_sitemap(text.encode(), URL)
    except Unreadable:
        return
    assert all(one.address.lower().startswith("http") for one in found.entries)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=9)
    | st.just("2022-11-14T08:00:00"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "link", "date", "date_gmt", "modified_gmt", "title", "content", "rendered"]
            ),
            inner,
            max_size=8,
        )
    ),
    max_leaves=20,
)


@given(VALUES)
def test_any_json_is_posts_or_is_refused(value: object) -> None:
    try:
        found = parse_posts(json.dumps([value, value]).encode())
    except Unreadable:
        return
    assert len(found.posts) <= found.count == 2


@given(st.binary(max_size=300))
@example(b"User-agent: *\nDisallow: /*$*$$\nCrawl-delay: nan\nSitemap:\n")
@example(b"User-agent: *\nCrawl-delay: -7\n")
@example(b"User-agent: *\nCrawl-delay: 1e99\n")
def test_any_robots_txt_gives_rules(data: bytes) -> None:
    robots = Robots(Clock())
    assert robots.of(URL) is None
    robots.keep(URL, Document(URL, "text/plain", None, data))
    rules = robots.of(URL)
    assert rules is not None
    with contextlib.suppress(Disallowed):
        rules.check(URL)
    assert 0 <= robots.delay(URL) <= 60
    assert all(isinstance(one, str) for one in rules.sitemaps)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2022-11-14", "2022-11-14T00:00:00Z"),
        ("2022-11-14T08:00:00+07:00", "2022-11-14T01:00:00Z"),
        ("2022-11-14T08:00:00.123Z", "2022-11-14T08:00:00Z"),
        ("2022-11-14T08:00", "2022-11-14T08:00:00Z"),
        ("0001-01-01T00:00:00+14:00", None),
        ("14 Nov 2022", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_sitemaps_are_instants(said: str | None, at: str | None) -> None:
    assert instant(said) == at


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "latin-1"])
def test_a_feed_may_be_in_any_encoding_whatever_it_declares(encoding: str) -> None:
    text = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>P</title>'
        "<item><title>Café</title><link>https://paper.example/a</link></item></channel></rss>"
    )
    [entry] = parse_feed(text.encode(encoding), URL, "us-ascii").entries
    assert entry.title == "Café"


def test_a_feed_of_tiny_entities_stays_small() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss version="2.0">'
        "<channel><item><title>&l8;</title><link>https://paper.example/a</link></item></channel></rss>"
    )
    [entry] = parse_feed(text.encode(), URL).entries
    assert len(entry.title or "") < 100

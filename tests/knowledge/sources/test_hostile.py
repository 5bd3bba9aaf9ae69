"""Lists that are made to be slow or large: they are read in no time, or refused."""

import json
import subprocess
import sys
import time

import pytest

from knowledge.model import ProviderKind
from knowledge.reading.feeds import parse_feed
from knowledge.reading.problems import Unreadable
from knowledge.reading.sitemaps import parse_sitemap
from knowledge.sources.posts import parse_posts
from knowledge.sources.stories import LONGEST_TEXT
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import Site, item, own_words, rss, story

SOON = 3.0
"""Seconds: many times what reading takes, and far fewer than reading again and again."""


def test_a_title_of_nothing_but_brackets_is_read_at_once() -> None:
    post = {
        "id": 1,
        "link": "https://paper.example/a",
        **dict.fromkeys(("date", "date_gmt", "modified_gmt"), "2022-11-20T00:00:00"),
        "title": {"rendered": "<" * 2_000_000},
        "content": {"rendered": "<p>Two met.</p>"},
    }
    begun = time.process_time()
    found = parse_posts(json.dumps([post]).encode())
    assert time.process_time() - begun < SOON
    assert found.count == len(found.posts) == 1


def test_entities_that_never_end_are_read_at_once() -> None:
    text = "<!ENTITY " * 30_000 + rss(item("https://paper.example/a", "A"))
    begun = time.process_time()
    feed = parse_feed(text.encode(), "https://paper.example/feed")
    assert time.process_time() - begun < SOON
    assert [entry.title for entry in feed.entries] == ["A"]


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY a "grown">', '<!ENT<!ENTITY x>ITY a "grown">', '<!ENTITY a "<b/>grown">'],
)
def test_entities_of_a_feed_stay_unknown(declared: str) -> None:
    text = rss(item("https://paper.example/a", "A", 15, "Two met."))
    text = text.replace("<rss", f"<!DOCTYPE rss [{declared}]><rss").replace(
        "<description>Two met.", "<description>&a;"
    )
    feed = parse_feed(text.encode(), "https://paper.example/feed")
    assert all("grown" not in entry.content for entry in feed.entries)


_MEASURED = """
import gzip, resource
from knowledge.reading.sitemaps import parse_sitemap
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
parse_sitemap(gzip.compress(b"{head}" + b"{one}" * 1_500_000 + b"{tail}"), "https://e.example/s")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(
    ("head", "one", "tail"),
    [
        ("<urlset>", "<x/>", "</urlset>"),
        ("<urlset>", "<!---->", "</urlset>"),
        ("<urlset><url>", "<x/>", "</url></urlset>"),
        ("<urlset><x>", "<url/>", "</x></urlset>"),
    ],
)
def test_a_sitemap_of_empty_elements_takes_little_memory(head: str, one: str, tail: str) -> None:
    code = _MEASURED.format(head=head, one=one, tail=tail)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert int(done.stdout) < 60  # megabytes: without care it is several hundred


def test_what_stands_between_places_does_not_hide_them() -> None:
    places = "".join(
        f"<url><loc>https://paper.example/{n}</loc></url><x><y/></x><!-- n -->" for n in range(50)
    )
    found = parse_sitemap(f"<urlset>{places}</urlset>".encode(), "https://paper.example/s")
    assert [place.address[-2:].strip("/") for place in found.entries] == [str(n) for n in range(50)]


@pytest.mark.parametrize(
    "text",
    [
        "<item>" * 300_000,
        "<item><title>a</title><link>https://e.example/1</link></item>" * 20_000,
        "".join(f'<x{n}:y xmlns:x{n}="u">' for n in range(50_000)),
        "<a>" * 1_000_000,
        "<" * 4_000_000,
    ],
)
def test_feeds_that_would_take_hours_are_refused_at_once(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(Unreadable):
        parse_feed(rss(text).encode(), "https://paper.example/feed")
    assert time.process_time() - begun < SOON


def test_a_page_of_too_many_elements_is_refused_at_once(site: Site, desk: Desk) -> None:
    address = site.put("/page", "<article>" + "<p>Two met.</p>" * 300_000)
    desk.add(site.put("/feed", rss(item(address, "Page"))))
    begun = time.process_time()
    desk.poll()
    assert time.process_time() - begun < SOON
    assert desk.counts == {"failed": 1} and "100,000 elements" in desk.events[0].said[0]


def test_a_sitemap_of_one_endless_tag_is_refused_at_once() -> None:
    begun = time.process_time()
    with pytest.raises(Unreadable):
        parse_sitemap(b"<urlset><url " + b'a="1" ' * 2_000_000, "")
    assert time.process_time() - begun < SOON


def test_a_story_longer_than_any_is_said_to_be_and_not_read(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")
    words = "".join(f"<p>{own_words(n)}</p>" for n in range(LONGEST_TEXT // 900))
    site.put("/long", story("Long", words))
    site.put("/short", story("Short"))
    items = item(f"{site.base}/long", "Long", 20) + item(f"{site.base}/short", "Short", 19)
    desk.add(site.put("/feed", rss(items)))
    desk.add(site.put("/inline", rss(item(f"{site.base}/inline-story", "I", 20, words))))
    desk.add(f"{site.base}/long", ProviderKind.PAGE)
    asked = desk.base.request(f"{site.base}/long?asked=1", "U1", now=desk.time.now())
    desk.poll()
    failed = [event.said[0] for event in desk.events if event.happened == "failed"]
    assert len(failed) == 4 and all("It is too long" in said for said in failed)
    assert desk.base.article_ids() == ["short"]
    answered = desk.base.request_of(asked.id)
    assert answered is not None and "200,000" in (answered.outcome or "")

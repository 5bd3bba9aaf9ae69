"""A story that two sources list: its changes are never left to the other."""

import pytest

from knowledge.model import ProviderKind
from knowledge.sources import schedule
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import LONG, Site, item, own_words, rss, story
from tests.knowledge.sources.wordpress import WordPress

NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{}</loc>'
    "<lastmod>{}</lastmod><news:news><news:publication_date>2022-11-18</news:publication_date>"
    "</news:news></url></urlset>"
)


def in_feeds(site: Site, words: str, *paths: str) -> None:
    """Feeds that hold the same story, with the same date of publication whatever it says."""
    for path in paths:
        site.put(path, rss(item(site.base + "/2022/a", "A", 1, f"<p>{words}{LONG}{LONG}</p>")))


def test_a_story_in_two_feeds_is_updated_though_its_date_stays(site: Site, desk: Desk) -> None:
    in_feeds(site, "First.", "/home", "/politics")
    for path in ("/home", "/politics"):
        desk.add(site.base + path)
    desk.poll()
    assert desk.happened == [("new", "a"), ("unchanged", "a")]
    desk.time.passes(hours=1)
    in_feeds(site, "Corrected.", "/home", "/politics")
    desk.poll()
    assert ("updated", "a") in desk.happened
    assert len(desk.base.versions("a")) == 2
    desk.time.passes(hours=1)
    desk.poll()
    assert desk.events == []


def test_a_change_that_one_feed_alone_tells_is_taken_in(site: Site, desk: Desk) -> None:
    in_feeds(site, "First.", "/home", "/politics")
    for path in ("/home", "/politics"):
        desk.add(site.base + path)
    desk.poll()
    for number, path in enumerate(("/home", "/politics"), 2):
        desk.time.passes(hours=1)
        in_feeds(site, f"Version {number}.", path)
        desk.poll()
        assert desk.happened == [("updated", "a")]
        assert len(desk.base.versions("a")) == number


def test_somebody_always_looks_after_a_story_in_two_lists(site: Site, desk: Desk) -> None:
    site.put("/2022/a", story("A", own_words(1)))
    for path in ("/news.xml", "/latest.xml"):
        site.put(path, NEWS.format(site.base + "/2022/a", "2022-11-18T01:00:00Z"))
        desk.add(site.base + path, ProviderKind.SITEMAP)
    desk.poll()
    desk.time.passes(hours=1)
    site.put("/2022/a", story("A", own_words(2)))
    for path in ("/news.xml", "/latest.xml"):
        site.put(path, NEWS.format(site.base + "/2022/a", "2022-11-20T12:30:00Z"))
    desk.poll()
    assert len(desk.base.versions("a")) == 2
    assert any(item.due_at != schedule.NEVER for item in desk.base.items_of("a"))
    site.put("/2022/a", status=404)
    for _ in range(2):
        desk.time.passes(days=40)
        desk.poll()
    assert desk.base.is_withdrawn("a")


def test_a_post_that_a_feed_brought_too_is_updated(site: Site, desk: Desk) -> None:
    press = WordPress(site)
    press.put(1, "A", f"First.{LONG}{LONG}", "2022-11-18T01:00:00")
    address = press.posts[1]["link"]
    site.put("/feed", rss(item(address, "A", 17, f"<p>First.{LONG}{LONG}</p>")))
    desk.add(press.address, ProviderKind.WORDPRESS)
    desk.add(site.base + "/feed")
    desk.poll()
    assert desk.happened == [("new", "post-1"), ("unchanged", "post-1")]
    desk.time.passes(days=1)
    changed = "2022-11-21T18:00:00"
    press.put(1, "A", f"Corrected.{LONG}{LONG}", "2022-11-18T01:00:00", changed)
    desk.poll()
    assert ("updated", "post-1") in desk.happened
    assert len(desk.base.versions("post-1")) == 2


@pytest.mark.parametrize("paused_before", [True, False])
def test_who_is_paused_leaves_its_stories_to_the_others(
    site: Site, desk: Desk, paused_before: bool
) -> None:
    site.put("/2022/a", story("A", own_words(1)))
    for path in ("/home", "/politics"):
        site.put(path, rss(item(site.base + "/2022/a", "A")))
    first = desk.add(site.base + "/home")
    desk.poll()
    if paused_before:
        desk.base.pause_provider(first.id, now=desk.time.now())
    desk.add(site.base + "/politics")
    desk.due()
    if not paused_before:
        desk.base.pause_provider(first.id, now=desk.time.now())
    site.put("/2022/a", status=410)
    for _ in range(4):
        desk.time.passes(days=30)
        desk.due()
    assert desk.base.is_withdrawn("a")

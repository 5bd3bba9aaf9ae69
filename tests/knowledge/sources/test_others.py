"""What a source says of stories on somebody else's site is not taken for those stories."""

from dataclasses import replace

import pytest

from knowledge.model import ProviderKind
from knowledge.sources.stories import INLINE
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import Site, item, own_words, rss, serving, story
from tests.knowledge.sources.wordpress import WordPress

FORGED = f"<p>The minister resigned. {own_words(7)}</p><p>{own_words(8)}</p>"


@pytest.fixture(autouse=True)
def _near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")


def text(desk: Desk, article: str) -> str:
    found = desk.base.article(article)
    assert found is not None
    return found.text


def test_a_feed_can_neither_change_nor_bring_the_story_of_another_site(
    site: Site, desk: Desk
) -> None:
    for name in "ab":
        site.put(f"/{name}", story(name.upper(), f"Real {name}. {own_words(ord(name))}"))
    desk.add(site.put("/feed", rss(item(f"{site.base}/a", "A"))))
    desk.poll()
    desk.time.passes(hours=1)
    with serving() as other:
        stories = "".join(item(f"{site.base}/{name}", name, 25, FORGED) for name in "ab")
        address = other.put("/feed", rss(stories))
        desk.add(address.replace("127.0.0.1", "localhost"))
        for _ in range(2):
            desk.poll()
            desk.time.passes(hours=30)
    assert "Real a." in text(desk, "a") and len(desk.base.versions("a")) == 1
    assert "Real b." in text(desk, "b") and len(desk.base.versions("b")) == 1


def test_a_wordpress_can_neither_change_nor_bring_the_story_of_another_site(
    site: Site, desk: Desk
) -> None:
    for name in "ab":
        site.put(f"/{name}", story(name.upper(), f"Real {name}. {own_words(ord(name))}"))
    desk.add(site.put("/feed", rss(item(f"{site.base}/a", "A"))))
    desk.poll()
    with serving() as other:
        press = WordPress(other)
        for n, name in enumerate("ab"):
            press.put(n, name, FORGED, f"2022-11-2{n}T01:00:00")
            press.posts[n] |= {"link": f"{site.base}/{name}"}
        desk.add(press.address.replace("127.0.0.1", "localhost"), ProviderKind.WORDPRESS)
        for _ in range(3):
            desk.poll()
            desk.time.passes(hours=30)
            press.put(
                1, "b", FORGED + "<p>Again.</p>", "2022-11-21T01:00:00", "2022-11-22T01:00:00"
            )
            press.posts[1] |= {"link": f"{site.base}/b"}
    assert "Real a." in text(desk, "a") and len(desk.base.versions("a")) == 1
    assert "Real b." in text(desk, "b") and len(desk.base.versions("b")) == 1


def test_what_was_once_taken_from_the_list_of_another_site_is_read_at_its_own(
    site: Site, desk: Desk
) -> None:
    site.put("/a", story("A", f"Real a. {own_words(97)}"))
    with serving() as other:
        address = other.put("/feed", rss(item(f"{site.base}/a", "A", 15))).replace(
            "127.0.0.1", "localhost"
        )
        provider = desk.add(address)
        other.put(
            "/forged", story("A", FORGED, head=f'<link rel="canonical" href="{site.base}/a">')
        )
        site.put("/a", status=302, Location=f"{other.base}/forged")
        desk.poll()
        # As an earlier version kept it.
        [item_] = [desk.base.item(provider.id, f"{site.base}/a")]
        assert item_ is not None
        desk.base.keep_item(replace(item_, ref=INLINE, etag=None))
        site.put("/a", story("A", f"Real a. {own_words(97)}"))
        desk.time.passes(days=30)
        desk.poll()
    assert desk.counts == {"updated": 1} and "Real a." in text(desk, "a")

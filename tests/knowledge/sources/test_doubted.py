"""What counts as withdrawn: stories that are missing while their site shows others."""

import pytest

from knowledge.model import ProviderKind
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import LONG, Reply, Site, item, own_words, rss, story
from tests.knowledge.sources.wordpress import WordPress

NAMES = [f"s{n}" for n in range(30)]
LOGIN = "<html><head><title>Log in</title></head><body><p>Please log in to go on.</p></body></html>"


def followed(site: Site, desk: Desk) -> None:
    items = ""
    for n, name in enumerate(NAMES):
        site.put(f"/2022/{name}", story(name, own_words(n)))
        items += item(f"{site.base}/2022/{name}", name, 1 + n % 19)
    desk.add(site.put("/feed", rss(items), etag='"1"'))
    desk.poll()


def withdrawn(desk: Desk) -> list[str]:
    return [name for name in NAMES if desk.base.is_withdrawn(name)]


@pytest.mark.parametrize("how", [Reply(status=404), Reply(status=302, headers={"Location": "/in"})])
def test_a_site_that_shows_no_story_for_days_has_withdrawn_none(
    site: Site, desk: Desk, how: Reply
) -> None:
    followed(site, desk)
    pages = {f"/2022/{name}": site.replies[f"/2022/{name}"] for name in NAMES}
    site.put("/in", LOGIN)
    site.replies |= dict.fromkeys(pages, how)
    for _ in range(4 * 24):
        desk.time.passes(hours=1)
        desk.due()
        assert withdrawn(desk) == []
    site.replies |= pages
    site.replies["/2022/s7"] = Reply(status=404)
    for _ in range(3 * 24):
        desk.time.passes(hours=3)
        desk.due()
    assert withdrawn(desk) == ["s7"]


def test_a_wordpress_that_gives_nothing_for_numbers_has_withdrawn_nothing(
    site: Site, desk: Desk
) -> None:
    press = WordPress(site)
    for n in range(8):
        press.put(n, f"S {n}", f"{n}{LONG}", f"2022-11-1{n}T01:00:00")
    desk.add(press.address, ProviderKind.WORDPRESS)
    desk.poll()
    posts = dict(press.posts)
    for hour in range(14 * 12):
        desk.time.passes(hours=2)
        # Changes are told still, but no post by its number.
        press.posts = {n: {**post, "id": n + 900} for n, post in posts.items()}
        if hour < 12 * 7:
            desk.due()
            assert not any(desk.base.is_withdrawn(f"post-{n}") for n in range(8))
    press.posts = {n: post for n, post in posts.items() if n != 3}
    for _ in range(30):
        desk.time.passes(days=3)
        desk.due()
    assert [n for n in range(8) if desk.base.is_withdrawn(f"post-{n}")] == [3]

"""Times that no newsroom means, as some systems write them where they have none."""

import pytest

from knowledge.model import ProviderKind
from knowledge.wording.sources import sources_text
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import Site, own_words, rss, story

NONE = ("0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31")


@pytest.mark.parametrize("none", NONE)
@pytest.mark.parametrize("kind", [ProviderKind.SITEMAP, ProviderKind.FEED])
def test_a_time_that_stands_for_none_hinders_nothing(
    site: Site, desk: Desk, kind: ProviderKind, none: str
) -> None:
    listed = []
    for n, at in enumerate(("2022-11-15T08:00:00Z", none)):
        address = site.put(f"/2022/s{n}", story(f"S{n}", own_words(n)))
        if kind is ProviderKind.SITEMAP:
            listed.append(f"<url><loc>{address}</loc><lastmod>{at}</lastmod></url>")
        else:
            listed.append(
                f"<item><title>S</title><link>{address}</link><pubDate>{at}</pubDate></item>"
            )
    text = "".join(listed)
    body = rss(text) if kind is ProviderKind.FEED else f"<urlset>{text}</urlset>"
    desk.add(site.put("/list.xml", body), kind, expected=86_400)
    for hours in (0, 1, 100):
        desk.time.passes(hours=hours)
        [tally] = desk.poll()
        assert not tally.failed and "failed" not in desk.counts, desk.events
    assert desk.base.scope().articles == 2
    [state] = desk.base.provider_states()
    # What tells no time counts from when it was first taken in.
    assert state.newest is not None and state.newest < "2022-11-20T12:01"
    assert state.late_since(desk.time.now()) is not None
    assert "2 stories" in sources_text([state], desk.time.now())


def test_an_undated_story_is_looked_at_ever_more_seldom_too(site: Site, desk: Desk) -> None:
    address = site.put("/2022/a", story("A", own_words(1)))
    body = f"<urlset><url><loc>{address}</loc></url></urlset>"
    desk.add(site.put("/list.xml", body), ProviderKind.SITEMAP)
    for _ in range(30 * 12):
        desk.time.passes(hours=2)
        desk.due()
    assert 5 <= site.times("/2022/a") <= 12

"""Following sitemaps: news, indexes, packed ones; only pages that say that they are stories."""

import gzip

import pytest

from knowledge.model import ProviderKind
from knowledge.reading.problems import Unreadable
from knowledge.reading.sitemaps import parse_sitemap
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import Site, item, rss, story

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
LINKED = 'type="application/ld+json"'
MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def urlset(*places: tuple[str, str | None], news: bool = False) -> str:
    found = []
    for address, at in places:
        date = f"<lastmod>{at}</lastmod>" if at else ""
        if news:
            date = (
                "<news:news><news:publication><news:name>P</news:name></news:publication>"
                f"<news:publication_date>{at}</news:publication_date>"
                "<news:title>T</news:title></news:news>"
            )
        found.append(f"<url><loc>{address}</loc>{date}</url>")
    return f'<urlset xmlns="{MAPS}" xmlns:news="{NEWS}">{"".join(found)}</urlset>'


def index(*places: tuple[str, str | None]) -> str:
    found = [
        f"<sitemap><loc>{address}</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</sitemap>"
        for address, at in places
    ]
    return f'<sitemapindex xmlns="{MAPS}">{"".join(found)}</sitemapindex>'


def test_a_news_sitemap_is_taken_in_newest_first(site: Site, desk: Desk) -> None:
    for name in "abc":
        site.put(f"/{name}", story(name.upper()))
    places = [
        (f"{site.base}/{name}", f"2022-11-{n}T10:00:00+07:00")
        for n, name in ((15, "a"), (18, "b"), (17, "c"))
    ]
    desk.add(site.put("/news.xml", urlset(*places, news=True), etag='"1"'), ProviderKind.SITEMAP)
    desk.poll()
    assert desk.happened == [("new", "b"), ("new", "c"), ("new", "a")]
    assert desk.base.provider_states()[0].newest == "2022-11-18T03:00:00Z"
    desk.poll()
    assert desk.events == [] and site.given.count(304) == 1


def test_a_changed_lastmod_brings_the_new_version(site: Site, desk: Desk) -> None:
    address = site.put("/a", story("A"))
    site.put("/b", story("B"))
    old = ((address, "2022-11-15"), (site.base + "/b", "2022-11-14"))
    desk.add(site.put("/map.xml", urlset(*old)), ProviderKind.SITEMAP)
    desk.poll()
    site.put("/a", story("A", "It was changed."))
    site.put("/map.xml", urlset((address, "2022-11-19T12:00:00Z"), old[1]))
    desk.poll()
    assert desk.happened == [("updated", "a")] and site.times("/b") == 1


def test_lists_and_front_pages_in_a_sitemap_are_no_stories(site: Site, desk: Desk) -> None:
    site.put("/a", story("A"))
    site.put("/about", story("About us").replace("article:published_time", "x"))
    site.put(
        "/tags",
        story(
            "Tags", head='<script type="application/ld+json">{"@type":"CollectionPage"}</script>'
        ),
    )
    places = [(site.base + path, None) for path in ("/a", "/about", "/tags")]
    places.append(("https://elsewhere.example/b", None))
    desk.add(site.put("/map.xml", urlset(*places)), ProviderKind.SITEMAP)
    desk.poll()
    assert sorted(desk.happened, key=str) == [("new", "a"), ("no story", None), ("no story", None)]
    desk.poll()
    assert desk.events == [] and site.times("/about") == 1


def test_an_index_asks_only_for_what_changed(site: Site, desk: Desk) -> None:
    for name in "ab":
        site.put(f"/{name}", story(name.upper()))
    parts = [(f"{site.base}/map-{name}.xml.gz", f"2022-11-1{n}") for n, name in enumerate("ab")]
    for name in "ab":
        packed = gzip.compress(urlset((f"{site.base}/{name}", "2022-11-15")).encode())
        site.put(f"/map-{name}.xml.gz", packed, Content_Type="application/x-gzip")
    desk.add(site.put("/index.xml", index(*parts)), ProviderKind.SITEMAP)
    desk.poll()
    assert desk.counts == {"new": 2}
    site.put("/c", story("C"))
    packed = gzip.compress(
        urlset((f"{site.base}/b", "2022-11-15"), (f"{site.base}/c", "2022-11-19")).encode()
    )
    site.put("/map-b.xml.gz", packed)
    site.put("/index.xml", index(parts[0], (parts[1][0], "2022-11-19")))
    site.forget()
    desk.poll()
    assert desk.happened == [("new", "c")]
    assert site.times("/map-b.xml.gz") == 1 and site.times("/map-a.xml.gz") == 0


def test_parts_without_a_date_are_asked_for_ever_more_seldom(site: Site, desk: Desk) -> None:
    site.put("/map-a.xml", urlset())
    desk.add(site.put("/index.xml", index((f"{site.base}/map-a.xml", None))), ProviderKind.SITEMAP)
    for _ in range(96):
        desk.poll()
        desk.time.passes(minutes=15)
    assert 6 <= site.times("/map-a.xml") <= 9


def test_a_broken_part_leaves_the_others_be(site: Site, desk: Desk) -> None:
    site.put("/a", story("A"))
    site.put("/map-a.xml", urlset((site.base + "/a", "2022-11-15")))
    site.put("/map-b.xml", status=500)
    parts = [(f"{site.base}/map-{name}.xml", "2022-11-15") for name in "ab"]
    desk.add(site.put("/index.xml", index(*parts)), ProviderKind.SITEMAP)
    [tally] = desk.poll()
    assert desk.happened == [("new", "a")] and not tally.failed
    assert "1 of its 2 sitemaps" in (tally.fault or "") and "HTTP 500" in (tally.fault or "")
    for _ in range(30):
        desk.time.passes(hours=1)
        desk.poll()
    # Ever more seldom, and all the time it is said.
    assert site.times("/map-b.xml") == 5 and site.times("/map-a.xml") == 1
    [provider] = desk.base.providers()
    assert "HTTP 500" in (provider.fault or "") and not provider.is_failing
    site.put("/map-b.xml", urlset())
    desk.time.passes(days=1)
    desk.poll()
    assert desk.base.providers()[0].problem is None


def test_an_index_of_which_nothing_can_be_read_fails_ever_more(site: Site, desk: Desk) -> None:
    parts = [(site.put(f"/map-{name}.xml", status=500), "2022-11-15") for name in "ab"]
    desk.add(site.put("/index.xml", index(*parts), etag='"1"'), ProviderKind.SITEMAP)
    for failures in (1, 2, 3):
        assert desk.poll()[0].failed
        assert desk.base.providers()[0].failures == failures
        desk.time.passes(minutes=20)


def test_an_index_may_list_indexes_but_not_without_end(site: Site, desk: Desk) -> None:
    for name in "ab":
        site.put(f"/{name}", story(name.upper()))
    site.put("/map-a.xml", urlset((site.base + "/a", "2022-11-15")))
    site.put("/map-b.xml", urlset((site.base + "/b", "2022-11-15")))
    # The second lists the first again, the third itself, and another one too deep.
    site.put(
        "/2.xml", index(*((f"{site.base}{p}", None) for p in ("/1.xml", "/3.xml", "/map-a.xml")))
    )
    site.put(
        "/3.xml", index(*((f"{site.base}{p}", None) for p in ("/3.xml", "/4.xml", "/map-b.xml")))
    )
    site.put("/4.xml", index((f"{site.base}/5.xml", None)))
    desk.add(site.put("/1.xml", index((f"{site.base}/2.xml", None))), ProviderKind.SITEMAP)
    [tally] = desk.poll()
    assert sorted(desk.happened) == [("new", "a"), ("new", "b")]
    assert site.times("/5.xml") == 0 and "within each other" in (tally.fault or "")
    site.put("/3.xml", index((f"{site.base}/map-b.xml", None)))
    site.put("/map-b.xml", urlset((site.put("/c", story("C")), "2022-11-16")))
    desk.time.passes(days=2)
    [tally] = desk.poll()
    assert ("new", "c") in desk.happened and tally.fault is None


def test_a_sitemap_that_is_cut_short_is_read_as_far_as_it_goes_and_said(
    site: Site, desk: Desk
) -> None:
    places = [(site.put(f"/{name}", story(name.upper())), "2022-11-15") for name in "abc"]
    whole = urlset(*places)
    desk.add(site.put("/map.xml", whole[: whole.rindex("/c<")], etag='"1"'), ProviderKind.SITEMAP)
    [tally] = desk.poll()
    assert sorted(desk.happened) == [("new", "a"), ("new", "b")]
    assert "cut short" in (tally.fault or "")
    assert "cut short" in (desk.base.providers()[0].fault or "")
    site.put("/map.xml", whole, etag='"1"')
    [tally] = desk.poll()
    assert desk.happened == [("new", "c")] and tally.fault is None


def test_bare_ampersands_stay_in_addresses() -> None:
    text = (
        "<urlset><url><loc>https://paper.example/a?b=1&c=2&amp;d=3</loc></url>"
        "<url><loc><![CDATA[https://paper.example/b?x=1&y=2]]></loc></url></urlset>"
    )
    found = parse_sitemap(text.encode(), "")
    assert [place.address[22:] for place in found.entries] == ["a?b=1&c=2&d=3", "b?x=1&y=2"]
    assert found.fault is None


def test_what_a_feed_brought_is_not_fetched_again(site: Site, desk: Desk) -> None:
    address = site.put("/a", story("A"))
    desk.add(site.put("/feed", rss(item(address, "A"))))
    desk.poll()
    desk.add(site.put("/map.xml", urlset((address, "2022-11-15"))), ProviderKind.SITEMAP)
    desk.poll()
    assert desk.happened == [("unchanged", "a")] and site.times("/a") == 1


@pytest.mark.parametrize(
    "data", [b"", b"<html></html>", b"hello", b"\x1f\x8b\x08broken", b"<rss></rss>"]
)
def test_what_is_no_sitemap_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        parse_sitemap(data, "https://paper.example/")


def test_a_sitemap_is_bounded_and_read_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(f"https://paper.example/{n}", "2022-11-15") for n in range(9)]
    text = urlset(*places).encode()
    assert len(parse_sitemap(text, "").entries) == 9
    # Half an address is none.
    assert len(parse_sitemap(text[:-200], "").entries) == 6
    monkeypatch.setattr("knowledge.reading.sitemaps.MOST", 4)
    assert len(parse_sitemap(text, "").entries) == 4
    monkeypatch.setattr("knowledge.reading.sitemaps.LARGEST", 100)
    with pytest.raises(Unreadable, match="larger"):
        parse_sitemap(gzip.compress(text), "")


def test_a_list_that_is_well_does_not_make_up_for_its_stories(site: Site, desk: Desk) -> None:
    places = []
    for n in range(3):
        places.append((site.put(f"/{n}", status=500), f"2022-11-1{n}"))
    desk.add(site.put("/map.xml", urlset(*places), etag='"1"'), ProviderKind.SITEMAP)
    for failures in (1, 2):
        assert desk.poll()[0].failed
        [provider] = desk.base.providers()
        assert (provider.failures, provider.succeeded_at) == (failures, None)
        assert provider.etag == '"1"'
        desk.time.passes(hours=2)

"""`ingest` of a sitemap: each story once, and given again only what is new or was changed."""

import gzip
from collections.abc import Iterator

import pytest

from knowledge.sources import web
from tests.knowledge.cli.conftest import Run, db, run
from tests.knowledge.sources.site import Site, serving, story
from tests.knowledge.sources.test_sitemaps import index, urlset

__all__ = ["db", "run"]


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with an index of two sitemaps, one of them packed, and a front page in it."""
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setattr(web, "GAP", 0.0)
    with serving() as site:
        for name in ("a", "b", "c"):
            site.put(f"/{name}", story(name.upper()))
        site.put("/front", "<html><body><a href='/a'>A</a> <a href='/b'>B</a></body></html>")
        places = [(f"{site.base}/{n}", f"2022-11-1{d}T00:00:00Z") for d, n in enumerate("abc")]
        site.put("/one.xml", urlset(*places[:2], (site.base + "/front", None)))
        packed = gzip.compress(urlset(places[2]).encode())
        site.put("/two.xml.gz", packed)
        site.put(
            "/sitemap.xml", index((site.base + "/one.xml", None), (site.base + "/two.xml.gz", None))
        )
        yield site


def test_a_sitemap_is_read_once(run: Run, paper: Site) -> None:
    done = run("ingest", "--json", paper.base + "/sitemap.xml")
    assert done.json["summary"]["new"] == 3
    assert (done.status, done.json["summary"]["passed_over"]) == (0, 1)
    paper.forget()
    again = run("ingest", "--json", paper.base + "/sitemap.xml")
    assert again.json["summary"]["unchanged"] == 3
    assert [paper.times(f"/{name}") for name in "abc"] == [0, 0, 0]


def test_what_was_missing_or_has_changed_is_fetched_again(run: Run, paper: Site) -> None:
    paper.put("/b", "", 500)
    first = run("ingest", "--json", paper.base + "/sitemap.xml")
    assert (first.status, first.json["summary"]["new"]) == (1, 2)
    assert first.json["summary"]["failed"] == 1
    paper.put("/b", story("B"))
    paper.put("/a", story("A", "It was changed."))
    changed = [(f"{paper.base}/a", "2099-01-01T00:00:00Z"), (f"{paper.base}/b", "2022-11-11")]
    paper.put("/one.xml", urlset(*changed))
    again = run("ingest", "--json", paper.base + "/sitemap.xml")
    found = again.json["summary"]
    assert (again.status, found["new"], found["updated"], found["unchanged"]) == (0, 1, 1, 1)


def test_an_address_that_is_no_sitemap_is_read_as_what_it_is(run: Run, paper: Site) -> None:
    done = run("ingest", "--json", paper.put("/feed.xml", story("No sitemap")))
    assert done.json["inputs"][0]["article"] == "feed"
    gone = run("ingest", paper.base + "/sitemap-gone.xml")
    assert (gone.status, "HTTP 404" in gone.err) == (1, True)

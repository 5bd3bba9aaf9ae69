"""`ingest` of a sitemap: each story once, and given again only what is new or was changed."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Base
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


def test_only_what_was_published_since_a_day_is_read(run: Run, paper: Site) -> None:
    paper.put("/d", story("D", published="2022-11-01"))
    places = [
        (f"{paper.base}/{name}", day and f"2022-11-{day}T23:00:00Z")
        for name, day in (("a", "10"), ("b", "11"), ("c", None), ("d", "30"))
    ]
    paper.put("/old.xml", "", 500)
    paper.put("/new.xml", urlset(*places))
    paper.put(
        "/sitemap.xml",
        index((paper.base + "/old.xml", "2022-11-10"), (paper.base + "/new.xml", "2022-11-30")),
    )
    done = run("ingest", "--json", "--since", "2022-11-11", paper.base + "/sitemap.xml")
    # The last was changed since, but published before: its page says so.
    told = {one["article"] for one in done.json["inputs"] if one["article"]}
    assert (done.status, told) == (0, {"b", "c"})
    assert done.json["summary"]["passed_over"] == 1
    assert paper.times("/a") == paper.times("/old.xml") == 0


@pytest.mark.parametrize("day", ["yesterday", "2022-11", "2022-13-01"])
def test_a_day_that_is_none_is_refused(run: Run, paper: Site, day: str) -> None:
    assert run("ingest", "--since", day, paper.base + "/sitemap.xml").status == 2


def test_only_sitemaps_tell_since_when(run: Run, paper: Site) -> None:
    for other in (paper.base + "/a", paper.put("/feed.xml", story("No sitemap"))):
        done = run("ingest", "--since", "2022-11-11", other)
        assert done.status == 1 and "--since is for sitemaps" in done.err


def test_indexes_within_each_other_are_read_once_and_not_for_ever(run: Run, paper: Site) -> None:
    inner = paper.put("/inner.xml", index((paper.base + "/one.xml", None)))
    paper.put("/sitemap.xml", index((inner, None), (paper.base + "/sitemap.xml", None)))
    assert run("ingest", "--json", paper.base + "/sitemap.xml").json["summary"]["new"] == 2
    for n in range(5):
        paper.put(f"/deep{n}.xml", index((f"{paper.base}/deep{n + 1}.xml", None)))
    done = run("ingest", paper.put("/sitemap-deep.xml", index((f"{paper.base}/deep0.xml", None))))
    assert done.status == 1 and paper.times("/deep4.xml") == 0


@pytest.mark.parametrize("place", ["/wrong", "/sitemap-c.xml"])
def test_corrections_are_kept_whichever_way_a_story_comes_in(
    run: Run, paper: Site, db: Path, place: str
) -> None:
    told = (
        '{"@type":"NewsArticle","correction":"The port was misspelt.","datePublished":"2022-11-15"}'
    )
    head = f'<script type="application/ld+json">{told}</script>'
    address = paper.put("/wrong", story("Wrong", head=head))
    paper.put("/sitemap-c.xml", urlset((address, None)))
    for _ in range(2):
        assert run("ingest", paper.base + place).status == 0
    with Base.open(db) as base:
        assert [one.words for one in base.notices("wrong")] == ["The port was misspelt."]


def test_corrections_in_a_file_are_kept(run: Run, paper: Site, db: Path, tmp_path: Path) -> None:
    words = "Correction: The name of the ship was misspelt."
    (tmp_path / "ship.txt").write_text(f"Ship\n\nTwo met in the harbour.\n\n{words}\n")
    assert run("ingest", str(tmp_path / "ship.txt")).status == 0
    with Base.open(db) as base:
        assert [one.words for one in base.notices("ship")] == [words]

"""Articles by their address, and the facts that one article tells."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.base import Base
from knowledge.model import Kind
from tests.bases import opened
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, fill, met, told
from tests.written import article


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Four articles at four addresses."""
    base = opened(tmp_path_factory.mktemp("base") / "a.db")
    for id, url in (
        ("plain", "https://news.example/2022/visit/"),
        ("query", "https://www.news.example/story?id=7"),
        ("other", "https://www.news.example/story?id=8"),
        ("none", None),
    ):
        base.save(article(id, f"A title of {id}\n\nNobody met.", "2022-01-01", url=url), [])
    return base


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("https://news.example/2022/visit/", "plain"),
        ("http://www.news.example/2022/visit", "plain"),
        ("https://m.news.example/2022/visit/?utm_source=x&fbclid=y#top", "plain"),
        ("https://NEWS.example:443/2022/visit/amp", "plain"),
        ("https://news.example/story?id=7", "query"),
        ("https://news.example/story?utm_campaign=a&id=8", "other"),
        ("https://news.example/story", None),
        ("https://news.example/story?id=9", None),
        ("https://news.example/", None),
        ("https://evil.example/2022/visit/", None),
        ("ftp://news.example/2022/visit/", None),
        ("https://news.example:99999/", None),
        ("http://[", None),
        ("", None),
        ("https://news.example/" + "x" * 3_000, None),
    ],
)
def test_an_article_is_found_by_any_form_of_its_address(
    base: Base, url: str, id: str | None
) -> None:
    found = base.article_at(url)
    assert (None if found is None else found.id) == id


@given(st.text(max_size=80) | st.text(max_size=40).map(lambda text: f"https://{text}"))
def test_any_text_may_be_looked_up(base: Base, url: str) -> None:
    base.article_at(url)


def test_addresses_are_found_through_the_index(base: Base) -> None:
    with base.reader() as db:
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT a.id FROM article_versions v JOIN articles a"
            " ON a.n = v.article WHERE v.url IN (?, ?)",
            ("a", "b"),
        ).fetchall()
    assert "article_versions_url" in str([tuple(row) for row in plan])


def test_the_newest_address_counts_first(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as base:
        text = "A title\n\nNobody met anybody in the whole of the capital."
        base.save(article("one", text, "2022-01-01", outlet="The Post"), [])
        moved = article("one", text, "2022-01-01", url="https://news.example/a", outlet="The Post")
        base.save(moved, [])
        found = base.article_at("https://news.example/a")
        assert found is not None and found.url == "https://news.example/a"


def test_the_facts_of_an_article_come_in_its_order(small_archive: Path) -> None:
    with Base.open(small_archive, readonly=True, create=False) as base:
        found, total = base.facts_in("asean-summit")
        assert [fact.kind for fact in found] == [Kind.MEETING, Kind.MEETING, Kind.ROLE]
        assert total == 3
        assert {person.name for person in getattr(found[1], "people", ())} >= {"Justin Trudeau"}
        assert base.facts_in("asean-summit", limit=1)[1] == 3
        assert base.facts_in("unknown") == ([], 0)


def test_they_may_be_had_with_their_sources_in_that_article_alone(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as base:
        one, other = (met(HUN_SEN, guest, on="2022-03-21") for guest in (KISHIDA, TRUDEAU))
        fill(base, [told("a", one, other), told("b", one)])
        for article, numbers in (("a", [2, 1]), ("b", [2])):
            whole, _ = base.facts_in(article)
            assert [len(fact.sources) for fact in whole if fact.kind is Kind.MEETING] == numbers
            own = tuple(
                replace(fact, sources=tuple(s for s in fact.sources if s.article == article))
                for fact in whole
            )
            assert base.told_in(article, 5) == own
            assert base.told_in(article, 1) == own[:1]
        assert base.told_in("unknown", 5) == ()

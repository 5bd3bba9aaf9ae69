"""The sample archive: labelled, readable, and its gold facts stand on its text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.dates import edtf
from knowledge.dates.expressions import Tense, find, resolve
from knowledge.model import Article
from knowledge.reading import read, search

SAMPLE = Path(__file__).parents[3] / "knowledge" / "sample"
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
FILES = [path for path in search([SAMPLE]).articles if isinstance(path, Path)]
GOLD = sorted((SAMPLE / "gold").glob("*.json"))
KINDS = ("meetings", "agreements", "money", "quotes", "upcoming", "roles")
BODIES = {"ASEAN", "EU", "APEC", "G20", "UN"}


def gold(path: Path) -> dict[str, Any]:
    loaded = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def article_of(path: Path) -> Article:
    return read(next(file for file in FILES if file.stem == path.stem))


def words(text: str) -> list[str]:
    return "".join(c.lower() if c.isalnum() else " " for c in text).split()


def test_there_are_enough_articles_and_each_has_gold_and_a_line_in_the_readme() -> None:
    assert len(FILES) >= 14
    assert {file.stem for file in FILES} == {path.stem for path in GOLD}
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert [file.stem for file in FILES if f"`{file.stem}`" not in readme] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_article_is_labelled_and_short(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    head, body = source.split("---\n", 2)[1:]
    assert file.stem.startswith("sample-")
    assert "sample: true\n" in head
    article = read(file)
    assert article.title and article.byline
    assert article.outlet in {"Dateline Sample Gazette", "Sample Wire"}
    assert 120 <= len(body.split()) <= 350


def test_one_article_is_undated_and_its_month_is_inferred() -> None:
    undated = [file for file in FILES if "published:" not in file.read_text(encoding="utf-8")]
    assert [file.stem for file in undated] == ["sample-hospital-speech"]
    article = read(undated[0])
    assert article.published == "2022-03"
    assert article.published_basis is not None and "inferred" in article.published_basis


def test_one_article_is_in_another_language() -> None:
    assert [a.id for a in map(read, FILES) if a.language != "en"] == ["sample-francophonie"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_stands_on_the_text(path: Path) -> None:
    facts, article = gold(path), article_of(path)
    assert facts["id"] == path.stem
    assert facts["published"] == article.published
    assert set(facts) == {"id", "published", *KINDS}
    for meeting in facts["meetings"]:
        assert meeting["evidence"] in article.text
        assert all(name.split()[-1] in article.text for name in meeting["people"])
    for quote in facts["quotes"]:
        assert quote["text"] in article.text and len(quote["text"].split()) >= 5
    for role in facts["roles"]:
        assert role["name"] in article.text
        assert role["title"].lower() in article.text.lower()


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_is_well_formed(path: Path) -> None:
    facts = gold(path)
    for meeting in facts["meetings"]:
        assert meeting["kind"] in {"meeting", "call", "visit", "summit"}
        assert meeting["status"] in {"held", "planned", "cancelled"}
    for agreement in facts["agreements"]:
        types = "mou treaty fta tax loan partnership joint-statement other"
        assert agreement["type"] in types.split()
        assert agreement["status"] in ["signed", "announced", "in-force", "planned", "proposed"]
    for sum_of_money in facts["money"]:
        assert sum_of_money["amount"] > 0 and len(sum_of_money["currency"]) == 3
    for code in codes(facts):
        assert code in BODIES or (len(code) == 2 and code.isupper()), code


def codes(facts: dict[str, Any]) -> Iterator[str]:
    for kind in KINDS:
        for row in facts[kind]:
            yield from row.get("countries", row.get("parties", []))
            yield from (row[k] for k in ("giver", "receiver", "country") if row.get(k))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_no_gold_date_is_invented(path: Path) -> None:
    """Each date of the gold facts is one that the article's words come to, and no finer."""
    facts, article = gold(path), article_of(path)
    said = dates_of(article)
    for kind in ("meetings", "agreements", "money", "upcoming"):
        for row in facts[kind]:
            dates = (row.get("date"), row.get("date_end"), row.get("when"))
            assert [day for day in dates if day is not None and day not in said] == [], row


def dates_of(article: Article) -> set[str | None]:
    said: set[str | None] = set()
    anchor: str | None = None
    # The article without a date names its day: what "Monday" means there stands in the text.
    for published in {article.published, anchor_day(article)}:
        for expression in find(article.text):
            for tense in Tense:
                value = resolve(expression, published, tense, anchor, event_anchor=anchor)
                said.update(edtf.iso(value))
                anchor = value if value is not None and len(value) == 10 else anchor
    return said


def anchor_day(article: Article) -> str | None:
    if article.published is None or len(article.published) == 10:
        return article.published
    days = [resolve(e, article.published, Tense.PAST) for e in find(article.text)]
    return next(day for day in days if day is not None and len(day) == 10)


def test_the_meetings_with_japan_are_dated_as_the_articles_date_them() -> None:
    dated = {
        (row["date"], row["date_end"])
        for path in GOLD
        for row in gold(path)["meetings"]
        if "JP" in row["countries"] and not row.get("optional")
    }
    assert dated == {("2022-03-20", "2022-03-21"), ("2022-03-21", None), ("2022-11", None)}


def test_two_articles_contradict_each_other_on_one_meeting() -> None:
    days = {
        row["date"]
        for path in GOLD
        for row in gold(path)["meetings"]
        if {"Hun Sen", "Jacinda Ardern"} == set(row["people"])
    }
    assert days == {"2022-11-12", "2022-11-13"}


def test_no_sentence_is_taken_from_the_articles_whose_facts_are_told() -> None:
    seeds = [path for path in SEEDS.glob("*") if path.is_file()] if SEEDS.is_dir() else []
    if not seeds:
        pytest.skip("the seed articles are not on this machine")
    length = 12
    theirs = {run for path in seeds for run in runs(path.read_text(encoding="utf-8"), length)}
    for file in FILES:
        article = read(file)
        ours = runs(article.text, length)
        quoted = {run for path in GOLD for q in gold(path)["quotes"] for run in runs(q["text"], 5)}
        copied = [r for r in ours if r in theirs and not any(q <= set(r) for q in map(set, quoted))]
        assert copied == [], file.name


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[i : i + length]) for i in range(len(said) - length + 1)}

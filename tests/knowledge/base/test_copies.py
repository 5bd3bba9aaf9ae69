"""Reprints are found by their text, whatever else they have and in whatever order they come."""

import itertools
import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest

from knowledge.base import Base, copies, shingles
from knowledge.base.checks import check
from knowledge.model import Article, Kind, independent
from tests.bases import opened
from tests.knowledge.base.prints import (
    LOCAL,
    OTHERS,
    REPRINTS,
    STORY,
    Reprint,
    edited,
    shuffled,
    written,
)
from tests.knowledge.base.world import HUN_SEN, KISHIDA, ask, fill, met, told


def joined(base: Base) -> dict[str, str]:
    """Every copy with its original."""
    with base.reader() as db:
        return dict(copies.lines(db))


def save(base: Base, *articles: Article) -> None:
    for article in articles:
        base.save(article, [])


@pytest.mark.parametrize("reprint", REPRINTS.values(), ids=REPRINTS)
def test_a_reprint_is_a_copy_under_any_headline(base: Base, reprint: Reprint) -> None:
    save(
        base,
        written("agency", STORY),
        written("paper", reprint(STORY), "2024-05-20", title="Boats again", outlet="Tarn Gazette",
                dateline="VELDEN, 19 May (Own report) —"),
    )  # fmt: skip
    assert joined(base) == {"paper": "agency"}
    assert [one.id for one in base.copies("paper")] == ["agency", "paper"]
    assert base.copies("paper") == base.copies("agency")


@pytest.mark.parametrize("one, other", OTHERS.values(), ids=OTHERS)
def test_what_has_much_in_common_is_no_copy(
    base: Base, one: Sequence[str], other: Sequence[str]
) -> None:
    save(base, written("one", one), written("other", other))
    assert joined(base) == {}
    assert [article.id for article in base.copies("one")] == ["one"]


def test_an_equal_title_makes_no_copy(base: Base) -> None:
    save(base, written("one", STORY), written("other", OTHERS["serial reports"][0]))
    assert joined(base) == {}


def test_short_texts_are_never_copies(base: Base) -> None:
    short = ["The page you are looking for has moved. Please try again later."]
    save(base, written("one", short), written("other", short))
    assert joined(base) == {}
    assert base.copies("nowhere") == []


def test_the_first_published_is_the_original_then_the_longest(base: Base) -> None:
    half = STORY[:4]
    save(base, written("b", STORY, "2024-05-19"), written("a", half, "2024-05-19"))
    assert joined(base) == {"a": "b"}
    save(base, written("c", half, "2024-05-18"))
    assert joined(base) == {"a": "c", "b": "c"}
    save(base, written("d", STORY, "2024-05-18"), written("e", STORY, None))
    assert joined(base) == dict.fromkeys("abce", "d")
    equal = [written(str(n), STORY, "2024-05-18") for n in range(8)]
    save(base, *equal)
    [original] = set(joined(base).values())
    assert original in ("d", "0", "1", "2", "3", "4", "5", "6", "7")
    assert len(joined(base)) == 12


def test_edited_texts_are_copies_within_a_fortnight_the_same_words_always(base: Base) -> None:
    save(
        base,
        written("agency", STORY, "2024-05-01"),
        written("soon", edited(STORY, 15), "2024-05-15"),
        written("late", edited(STORY, 14), "2024-05-16"),
        written("again", STORY, "2026-01-01", title="From our archive"),
        written("vague", edited(STORY, 13), "2024"),
        written("undated", edited(STORY, 16), None),
    )
    assert joined(base) == dict.fromkeys(("soon", "again", "vague", "undated"), "agency")


def test_small_changes_do_not_add_up(base: Base) -> None:
    """A copy of a copy that has little left of the original stands alone."""
    far = edited([*STORY[2:], LOCAL, LOCAL.upper(), LOCAL.replace(" ", " and ")], 14)
    save(
        base,
        written("agency", STORY, "2024-05-01"),
        written("paper", [*STORY[2:], LOCAL], "2024-05-02"),
        written("blog", far, "2024-05-03"),
    )
    near = shingles.shingles(shingles.words(written("x", [*STORY[2:], LOCAL])))
    assert shingles.is_copy(near, shingles.shingles(shingles.words(written("y", far))))
    assert joined(base) == {"paper": "agency"}


def test_a_story_that_is_rewritten_or_removed_leaves_its_group(base: Base) -> None:
    one, other, third = (written(id, STORY, f"2024-05-1{n}") for n, id in enumerate("abc"))
    save(base, one, other, third)
    assert joined(base) == {"b": "a", "c": "a"}
    save(base, replace(one, text=LOCAL, paragraphs=written("a", [LOCAL]).paragraphs))
    assert joined(base) == {"c": "b"}
    save(base, one)
    assert joined(base) == {"b": "a", "c": "a"}
    base.remove("a")
    assert joined(base) == {"c": "b"}
    base.restore("a")
    save(base, replace(one, embargo="2999-01-01T00:00:00Z"))
    assert joined(base) == {"c": "b"}
    assert base.release("2999-01-02T00:00:00Z")
    assert joined(base) == {"b": "a", "c": "a"}
    with closing(sqlite3.connect(base.path)) as db:
        assert db.execute("SELECT count(DISTINCT article) FROM print_keys").fetchone() == (3,)


def test_another_date_may_make_another_original(base: Base) -> None:
    save(base, written("a", STORY, "2024-05-10"), written("b", STORY, "2024-05-11"))
    save(base, written("a", STORY, "2024-05-12"))
    assert joined(base) == {"a": "b"}


STEMS = [[f"stem{stem}word{n}" for n in range(60)] for stem in range(3)]
DAYS = ("2024-05-01", "2024-05-02", "2024-05-10", "2024-05-20", "2024-06-10", None, "2024-05")


def any_article(id: str, luck: random.Random) -> Article:
    """A piece of one of a few texts, with something added."""
    size = luck.choice((30, 40, 50, 60))
    start = luck.randrange(61 - size)
    words = luck.choice(STEMS)[start : start + size]
    words = words + [f"{id}own{n}" for n in range(luck.choice((0, 0, 8, 16)))]
    return written(id, [" ".join(words)], luck.choice(DAYS))


LENGTHS = (30, 32, 40, 48, 56, 64, 80, 96, 112)
"""From so many words on a text counts as longer than one with fewer."""


def by_definition(articles: Sequence[Article]) -> dict[str, str]:
    """Copies as the house says what they are, without tables and without haste."""
    known = []
    for one in articles:
        words = shingles.words(one)
        day = one.published if one.published and len(one.published) == 10 else None
        lot = blake2b(one.id.encode(), digest_size=8).digest()
        size = max(at for at, least in enumerate(LENGTHS) if len(words) >= least)
        known.append(((day or "9", -size, lot), one.id, day, words, shingles.shingles(words)))
    originals: list[tuple[object, str, str | None, shingles.Words, shingles.Shingles]] = []
    found = {}
    for late in sorted(known, key=lambda one: one[0]):
        for early in originals:
            days = [int(day[5:7]) * 31 + int(day[8:]) for day in (early[2], late[2]) if day]
            near = len(days) < 2 or days[1] - days[0] <= copies.FORTNIGHT
            meet = not set(shingles.keys(early[4])).isdisjoint(shingles.keys(late[4]))
            if early[3] == late[3] or (near and meet and shingles.is_copy(early[4], late[4])):
                found[late[1]] = early[1]
                break
        else:
            originals.append(late)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_whatever_comes_and_goes_in_any_order_it_is_as_defined(base: Base, seed: int) -> None:
    luck = random.Random(seed)
    stored: dict[str, Article] = {}
    for _ in range(40):
        id = f"a{luck.randrange(18)}"
        if id in stored and luck.random() < 0.3:
            base.remove(id)
            base.restore(id)
            del stored[id]
        else:
            article = any_article(id, luck)
            if id in stored:
                base.remove(id)
                base.restore(id)
            assert base.save(article, []).article == id
            stored[id] = article
        assert joined(base) == by_definition(list(stored.values()))
    assert joined(base)


def test_the_order_of_ingest_makes_no_difference(tmp_path: Path) -> None:
    articles = [
        written("a", STORY, "2024-05-03"),
        written("b", STORY[:4], "2024-05-01"),
        written("c", edited(STORY, 12), "2024-05-02"),
        written("d", [*STORY, LOCAL], "2024-05-02"),
        written("e", OTHERS["serial reports"][0]),
    ]
    found = []
    for number, order in enumerate(itertools.islice(itertools.permutations(articles), 0, 120, 7)):
        with opened(tmp_path / f"{number}.db") as base:
            save(base, *order)
            found.append(joined(base))
    assert found[0] == {"a": "b", "c": "b", "d": "b"}
    assert all(one == found[0] for one in found)


def test_a_copy_is_no_source_of_its_own(base: Base) -> None:
    meeting = met(HUN_SEN, KISHIDA, on="2022-03-21")
    body = "\n\n".join(STORY)
    lead = ["Hun Sen and Fumio Kishida met on Monday."]
    agency = told("agency", meeting, sentences=lead, extra=body, published="2022-03-21")
    paper = told("paper", meeting, sentences=lead, extra=body, published="2022-03-22")
    own = told("own", meeting, sentences=["Kishida and Hun Sen held talks."])
    for order in itertools.permutations((agency, paper, own)):
        fill(base, order)
        [fact], _ = base.find(Kind.MEETING, ask(), limit=5, offset=0)
        assert {one.article: one.original for one in fact.sources} == {
            "agency": None, "paper": "agency", "own": None,
        }  # fmt: skip
        assert independent(fact) == 2
        with closing(sqlite3.connect(base.path)) as db:
            assert db.execute("SELECT articles FROM meetings").fetchall() == [(2,)]
            assert db.execute("SELECT * FROM copies").fetchall() == [("paper", "agency")]
        assert base.status().copies == 1
        sentences = base.sentences(["schoolchildren"])
        assert {one.article: one.original for one in sentences} == {
            "agency": None, "paper": "agency",
        }  # fmt: skip
        for id in ("agency", "paper", "own"):
            base.remove(id)
            base.restore(id)


def test_copies_leave_room_for_articles_of_their_own(base: Base) -> None:
    """However many print an agency's text, the others are among the sources that are shown."""
    meeting = met(HUN_SEN, KISHIDA, on="2022-03-21")
    lead, body = ["Hun Sen and Fumio Kishida met on Monday."], "\n\n".join(STORY)
    fill(
        base,
        [told(f"a{n:02}", meeting, sentences=lead, extra=body, published="2022-03-21")
         for n in range(30)],
    )  # fmt: skip
    fill(
        base,
        [told(f"own{n}", meeting, sentences=[f"Talks, {n}."], published="2022-03-22")
         for n in range(3)],
    )  # fmt: skip
    fill(
        base,
        [told(f"z{n:02}", meeting, sentences=lead, extra=body, published="2022-03-23")
         for n in range(30)],
    )  # fmt: skip
    [fact], _ = base.find(Kind.MEETING, ask(), limit=5, offset=0)
    assert len(fact.sources) == 24
    assert independent(fact) == 4
    assert fact.sources[0].article == "a00"


FLOODS: dict[str, Callable[[int], str]] = {
    "first to last": lambda n: f"n{n:03}",
    "last to first": lambda n: f"n{999 - n}",
}


@pytest.mark.parametrize("day", [None, "2024-05-19"])
@pytest.mark.parametrize("named", FLOODS.values(), ids=FLOODS)
def test_a_flood_of_notices_has_few_originals(
    base: Base, monkeypatch: pytest.MonkeyPatch, named: Callable[[int], str], day: str | None
) -> None:
    """In whatever order they come, few take the place of the one before with all its copies."""
    compared = []
    is_copy = shingles.is_copy

    def counted(one: shingles.Shingles, other: shingles.Shingles) -> bool:
        compared.append(1)
        return is_copy(one, other)

    monkeypatch.setattr(shingles, "is_copy", counted)
    many = 120
    for n in range(many):
        save(base, written(named(n), edited([*STORY, f"Notice {n} of {n + 7}."], 30), day))
    assert len(joined(base)) == many - 1
    assert len(compared) < 6 * many


def test_an_older_base_learns_of_its_copies(tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    with Base.open(path) as base:
        save(
            base, *shuffled([written(id, STORY, f"2024-05-1{n}") for n, id in enumerate("abc")], 1)
        )
        expected = joined(base)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm011_copies'")
        db.execute("DROP VIEW sources")
        db.execute("CREATE VIEW sources AS SELECT 1 AS one")
        db.execute("DROP VIEW copies")
        db.execute("DROP TABLE prints")
        db.execute("DROP TABLE print_keys")
    with Base.open(path) as base:
        assert joined(base) == expected == {"b": "a", "c": "a"}


def test_originals_that_were_chosen_otherwise_are_chosen_anew(tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    with Base.open(path) as base:
        save(base, *(written(id, STORY) for id in "abc"))
        expected = joined(base)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm014_originals_by_lot'")
        db.execute("UPDATE prints SET original = article")
    with Base.open(path) as base:
        assert joined(base) == expected != {}


def test_the_check_tells_of_wrong_copies(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    with Base.open(path) as base:
        save(base, written("a", STORY), written("b", STORY), written("c", [LOCAL]))
    assert not [finding for finding in check(path) if finding.problems]
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE prints SET original = article")
    [finding] = [finding for finding in check(path) if finding.problems]
    assert (finding.name, finding.problems) == ("copies", ("b is a copy of a",))


def test_copies_of_one_article_are_found_without_looking_at_all(tmp_path: Path) -> None:
    with opened(tmp_path / "plans.db") as base, base.reader() as db:
        looked: list[str] = []
        db.set_trace_callback(looked.append)
        assert copies.together(db, "nothing") == ["nothing"]
        copies._Placing(db).release(7)
        db.set_trace_callback(None)
        plans = [
            str(step[3])
            for one in looked
            if "FROM prints p" in one
            for step in db.execute(f"EXPLAIN QUERY PLAN {one}")
        ]
    assert len(plans) > 4
    assert [step for step in plans if step.startswith("SCAN") and "whole" not in step] == []

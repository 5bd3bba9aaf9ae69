"""Articles under embargo: out of sight until their hour, then like any other."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask as answer
from knowledge.answers import examples
from knowledge.base import Base, Outcome
from knowledge.base.checks import check
from knowledge.base.snapshot import lines
from knowledge.model import Kind, Reading
from tests.bases import opened
from tests.knowledge.base.world import (
    HAYASHI,
    HUN_SEN,
    KISHIDA,
    SOKHONN,
    TRUDEAU,
    Told,
    agreed,
    ahead,
    ask,
    fill,
    met,
    paid,
    role,
    said,
    told,
)

FAR = "2999-01-01T06:00:00Z"
LATER = "2999-01-02T06:00:00Z"
LONG_AGO = "2001-01-01T00:00:00Z"

PUBLIC = told("public", met(HUN_SEN, KISHIDA, on="2022-03-21"), role(HUN_SEN))
SECRET = told(
    "secret", met(SOKHONN, HAYASHI, on="2022-04-01"), role(HAYASHI), extra="Quinoa is named."
)


def until(one: Told, end: str | None) -> Told:
    article, readings = one
    return replace(article, embargo=end), readings


def state(base: Base) -> object:
    """Everything that can be asked of a base, but for the hours of its log."""
    with base.reader() as db:
        rows = [list(map(tuple, db.execute(f"SELECT * FROM {table}"))) for table in _tables(db)]
        return rows, list(lines(db)), base.status(), base.scope(), base.articles()


def _tables(db: sqlite3.Connection) -> list[str]:
    """All tables but the one of embargoes."""
    found = db.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")
    return [name for (name,) in found if name != "embargoes" and not name.startswith("sqlite_stat")]


def test_nothing_of_it_can_be_found(base: Base) -> None:
    fill(base, [PUBLIC])
    before = state(base)
    saved = base.save(*until(SECRET, FAR), events=("the quinoa talks",))
    assert (saved.outcome, saved.article) == (Outcome.EMBARGOED, "secret")
    assert state(base) == before
    assert base.article("secret") is None and base.versions("secret") == []
    assert base.names.person("Hayashi").best is None
    assert base.names.person("Foreign Minister of Japan").best is None
    assert base.names.person("Hun Sen").best is not None
    assert base.sentences(["Quinoa"]) == []
    assert base.meetings(ask(parties=("JP",)), limit=9, offset=0)[1] == 1
    for text in ("/whois Hayashi", "/facts Quinoa", "/meetings Japan", "/timeline Japan"):
        answered = repr(answer(text, base, today=date(2022, 5, 1), per_page=9))
        assert "Sokhonn" not in answered and "secret" not in answered
    assert all("Hayashi" not in one for one in examples(base, 9, None))
    assert base.dated_by_event(["the quinoa talks"]) == []


def test_when_its_hour_has_come_it_is_like_any_other(base: Base, tmp_path: Path) -> None:
    fill(base, [PUBLIC])
    base.save(*until(SECRET, FAR), events=("talks",), problems=("a problem",), reader="r")
    assert [(one.id, one.until) for one in base.waiting()] == [("secret", FAR)]
    assert base.next_release() == FAR
    assert base.release() == [] and base.release("2999-01-01T05:59:59Z") == []
    (saved,) = base.release(FAR)
    assert (saved.outcome, saved.article) == (Outcome.NEW, "secret")
    assert base.waiting() == [] and base.next_release() is None
    with opened(tmp_path / "other.db") as other:
        fill(other, [PUBLIC])
        other.save(*SECRET, events=("talks",), problems=("a problem",), reader="r")
        with base.reader() as one, other.reader() as two:
            assert list(lines(one)) == list(lines(two))
        assert base.problems() == other.problems() and base.articles() == other.articles()
        assert base.dated_by_event(["talks"]) == other.dated_by_event(["talks"])
        assert base.article("secret") == other.article("secret")
    assert not any(finding.problems for finding in check(base.path))


def test_the_same_twice_stays_and_another_hour_holds(base: Base) -> None:
    assert base.standing(until(SECRET, FAR)[0]) is None
    base.save(*until(SECRET, FAR))
    standing = base.standing(until(SECRET, FAR)[0])
    assert standing is not None and standing.outcome is Outcome.EMBARGOED
    assert base.save(*until(SECRET, LATER)).outcome is Outcome.EMBARGOED
    assert [one.until for one in base.waiting()] == [LATER]
    assert base.release(FAR) == []


@pytest.mark.parametrize("end", [None, LONG_AGO])
def test_lifting_an_embargo_lets_it_in_at_once(base: Base, end: str | None) -> None:
    base.save(*until(SECRET, FAR))
    assert base.standing(until(SECRET, end)[0]) is None
    assert base.save(*until(SECRET, end)).outcome is Outcome.NEW
    assert base.waiting() == []
    assert base.meetings(ask(parties=("JP",)), limit=9, offset=0)[1] == 1


def test_a_time_in_the_past_means_nothing(base: Base) -> None:
    assert base.save(*until(SECRET, LONG_AGO)).outcome is Outcome.NEW
    assert base.save(*until(SECRET, LONG_AGO)).outcome is Outcome.UNCHANGED


def test_an_embargo_takes_the_public_one_out_until_then(base: Base, tmp_path: Path) -> None:
    fill(base, [PUBLIC, SECRET])
    saved = base.save(*until(SECRET, FAR))
    assert (saved.outcome, saved.taken_out) == (Outcome.EMBARGOED, True)
    with opened(tmp_path / "other.db") as other:
        fill(other, [PUBLIC])
        with base.reader() as one, other.reader() as two:
            assert list(lines(one)) == list(lines(two))
    assert base.names.person("Hayashi").best is None and base.article("secret") is None
    assert not any(finding.problems for finding in check(base.path))
    base.release(FAR)
    assert base.meetings(ask(parties=("JP",)), limit=9, offset=0)[1] == 2
    assert len(base.versions("secret")) == 1


def test_the_versions_before_an_embargo_come_back_with_it(base: Base) -> None:
    fill(base, [SECRET])
    newer = told("secret", met(SOKHONN, TRUDEAU, on="2022-04-01"), extra="Quinoa is named.")
    base.save(*until(newer, FAR))
    base.save(*until(newer, LATER))
    assert base.versions("secret") == []
    base.release(LATER)
    assert len(base.versions("secret")) == 2
    assert base.save(*SECRET).outcome is Outcome.UPDATED
    assert not any(finding.problems for finding in check(base.path))


def test_what_is_taken_out_is_gone_from_the_file(base: Base) -> None:
    fill(base, [PUBLIC, SECRET])
    base.save(*until(SECRET, FAR))
    with closing(sqlite3.connect(base.path)) as db:
        db.execute("DELETE FROM embargoes")
        db.commit()
        db.execute("VACUUM")
    base.close()
    assert b"Quinoa" not in base.path.read_bytes()


def test_a_takedown_reaches_it(base: Base) -> None:
    base.save(*until(SECRET, FAR))
    assert base.remove("secret", who="anna", why="never to appear")
    assert base.waiting() == [] and base.release(FAR) == []
    assert base.save(*until(SECRET, LATER)).outcome is Outcome.REMOVED
    assert base.save(*SECRET).outcome is Outcome.REMOVED
    assert not base.remove("secret")


def test_two_stories_of_one_name_wait_side_by_side(base: Base) -> None:
    first = told("budget", met(HUN_SEN, KISHIDA, on="2022-03-21"), outlet="The Post")
    second = told("budget", met(HUN_SEN, TRUDEAU, on="2022-05-01"), outlet="Daily News")
    assert base.save(*until(first, FAR)).article == "budget"
    assert base.save(*until(second, LATER)).article == "budget-2"
    third = told("budget", met(SOKHONN, TRUDEAU, on="2022-06-01"), outlet="The Third")
    assert base.save(*third).article == "budget-3"
    assert [one.article for one in base.release(LATER)] == ["budget", "budget-2"]
    assert base.article_ids() == ["budget", "budget-2", "budget-3"]


def test_reading_again_reaches_it(base: Base) -> None:
    article, readings = until(SECRET, FAR)
    base.save(article, readings[:1])
    assert base.embargoed("secret") == article
    assert base.reread("secret", readings).outcome is Outcome.EMBARGOED
    assert base.status().articles == 0
    base.release(FAR)
    assert base.names.person("Hayashi").best is not None
    assert [one.title for one in base.roles("yoshimasa-hayashi")] == ["Foreign Minister"]


def test_readings_that_do_not_stand_in_it_are_left_out(base: Base) -> None:
    article, (first, *_) = until(SECRET, FAR)
    wrong = tuple(replace(item, text="not there") for item in first.evidence)
    (problem,) = base.save(article, [first, replace(first, evidence=wrong)]).problems
    assert problem.startswith("1 reading was left out")


def test_a_damaged_one_is_found(base: Base) -> None:
    fill(base, [PUBLIC])
    base.save(*until(SECRET, FAR))
    with closing(sqlite3.connect(base.path)) as db:
        db.execute("UPDATE embargoes SET article='public'")
        db.commit()
    (finding,) = [one for one in check(base.path) if one.name == "embargoes"]
    assert len(finding.problems) == 2 and "at once" in finding.problems[1]


def test_every_kind_survives_the_wait(base: Base) -> None:
    article, readings = told(
        "all",
        met(HUN_SEN, KISHIDA, on="2022-03-21"),
        role(HUN_SEN),
        agreed("roads", on="2022-03-21"),
        paid(5, same=[(700, "JPY")]),
        said("We shall build roads.", KISHIDA, on="2022-03-21"),
        ahead("the anniversary", "2023-03-21", "JP"),
    )
    base.save(replace(article, embargo=FAR), readings)
    (saved,) = base.release(FAR)
    assert not saved.problems
    found = [pair for kind in base.status().facts for pair in _readings(base, kind)]
    assert sorted(map(repr, found)) == sorted(map(repr, readings))


def _readings(base: Base, kind: str) -> list[Reading]:
    facts, _ = base.find(Kind(kind), ask(), limit=9, offset=0)
    return [reading for fact in facts for _, reading in base.readings(fact.id)]


def spoil(base: Base, id: str, content: str) -> None:
    """Put something that no version writes in place of what is kept."""
    with closing(sqlite3.connect(base.path)) as db, db:
        done = db.execute("UPDATE embargoes SET content=? WHERE article=?", (content, id))
        assert done.rowcount == 1


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"article": {"id": 1}}', "null"])
def test_one_that_cannot_be_read_holds_up_no_other(base: Base, content: str) -> None:
    later = told("later", met(SOKHONN, TRUDEAU, on="2022-04-01"))
    base.save(*until(PUBLIC, FAR))
    base.save(*until(SECRET, FAR))
    base.save(*until(later, LATER))
    spoil(base, "secret", content)
    assert [(one.id, one.title, one.length > 0) for one in base.waiting()] == [
        ("public", "Title of public", True),
        ("secret", None, False),
        ("later", "Title of later", True),
    ]
    released = base.release(LATER)
    assert [(one.article, one.outcome) for one in released] == [
        ("public", Outcome.NEW),
        ("secret", Outcome.UNREADABLE),
        ("later", Outcome.NEW),
    ]
    assert "ingest it again" in released[1].problems[0]
    assert base.article_ids() == ["later", "public"]
    assert [one.id for one in base.waiting()] == ["secret"]
    told_of = [problem for finding in check(base.path) for problem in finding.problems]
    assert told_of == ["what is kept of secret under embargo can't be read"]


def test_one_that_cannot_be_read_is_mended_by_its_next_ingest(base: Base) -> None:
    base.save(*until(SECRET, FAR))
    spoil(base, "secret", "{}")
    assert base.embargoed("secret") is None
    assert base.save(*until(SECRET, FAR)).outcome is Outcome.EMBARGOED
    assert base.embargoed("secret") is not None
    spoil(base, "secret", "{}")
    assert base.save(*SECRET).outcome is Outcome.NEW
    assert base.waiting() == []


def test_one_that_cannot_be_read_can_be_taken_down(base: Base) -> None:
    base.save(*until(SECRET, FAR))
    spoil(base, "secret", "{}")
    assert base.remove("secret")
    assert base.waiting() == [] and base.release(LATER) == []

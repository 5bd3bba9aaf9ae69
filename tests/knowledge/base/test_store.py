"""Saving, replacing and removing articles, and what the base tells about itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from knowledge.base import Action, Base, Decision, Outcome
from knowledge.base.opinions import Proposal
from knowledge.model import Evidence, Form, MeetingFact, Participant
from tests.knowledge.base.world import (
    HUN_SEN,
    KISHIDA,
    TRUDEAU,
    Told,
    again,
    ask,
    fill,
    met,
    role,
    told,
)


def total(base: Base, **conditions: object) -> int:
    return base.meetings(ask(**conditions), limit=0, offset=0)[1]


def test_the_same_article_twice_changes_nothing(base: Base) -> None:
    article, readings = told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))
    assert base.save(article, readings).outcome is Outcome.NEW
    before = base.status()
    assert base.save(article, readings).outcome is Outcome.UNCHANGED
    assert base.status() == before
    standing = base.standing(article)
    assert standing is not None and standing.outcome is Outcome.UNCHANGED


def test_a_base_is_filled_with_many_articles_at_once(base: Base) -> None:
    some = [told(id, met(HUN_SEN, KISHIDA, on="2022-03-21")) for id in ("a", "b")]
    changed = told("a", met(HUN_SEN, TRUDEAU, on="2022-03-21"))
    unseen: Told = replace(changed[0], id="c", embargo="2999-01-01T00:00:00Z"), []
    found = base.fill([*some, some[0], changed, unseen], reader="model")
    assert found == {
        Outcome.NEW: 2, Outcome.UNCHANGED: 1, Outcome.UPDATED: 1, Outcome.EMBARGOED: 1,
    }  # fmt: skip
    assert (total(base, parties=("JP",)), total(base, parties=("CA",))) == (1, 1)
    assert base.status().reader == "model"


def test_what_goes_wrong_takes_back_what_was_not_committed(base: Base) -> None:
    def stories() -> Iterator[Told]:
        yield told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))
        yield told("b", met(HUN_SEN, KISHIDA, on="2022-03-21"))
        raise OSError("The disk is gone")

    with pytest.raises(OSError, match="disk"):
        base.fill(stories(), together=1)
    assert base.article_ids() == ["a", "b"]
    base.save(*told("c", met(HUN_SEN, TRUDEAU, on="2022-03-21")))
    assert total(base) == 2


def test_a_changed_article_is_a_new_version_and_the_old_one_is_kept(base: Base) -> None:
    fill(base, [told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))])
    article, readings = told("a", met(HUN_SEN, TRUDEAU, on="2022-03-21"))
    assert base.save(article, readings).outcome is Outcome.UPDATED
    assert (total(base, parties=("JP",)), total(base, parties=("CA",))) == (0, 1)
    assert len(base.versions("a")) == 2
    assert base.status().articles == 1


def test_going_back_to_an_earlier_version(base: Base) -> None:
    first = told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))
    fill(base, [first, told("a", met(HUN_SEN, TRUDEAU, on="2022-03-21"))])
    assert base.save(*first).outcome is Outcome.UPDATED
    assert (total(base, parties=("JP",)), total(base, parties=("CA",))) == (1, 0)
    assert len(base.versions("a")) == 2


def test_articles_of_one_name_from_different_outlets_are_two(base: Base) -> None:
    fill(base, [told("budget", met(HUN_SEN, KISHIDA, on="2022-03-21"), outlet="The Post")])
    other = told("budget", met(HUN_SEN, TRUDEAU, on="2022-05-01"), outlet="Daily News")
    saved = base.save(*other)
    assert (saved.outcome, saved.article) == (Outcome.NEW, "budget-2")
    assert base.save(*other).outcome is Outcome.UNCHANGED
    [fact], _ = base.meetings(ask(parties=("CA",)), limit=5, offset=0)
    assert [source.article for source in fact.sources] == ["budget-2"]


def test_a_page_keeps_its_identity_under_variants_of_its_address(base: Base) -> None:
    fill(base, [told("a", met(HUN_SEN, KISHIDA), url="https://www.example.org/a?utm=1")])
    saved = base.save(*told("a", met(HUN_SEN, TRUDEAU), url="http://example.org/a/#top"))
    assert (saved.outcome, saved.article) == (Outcome.UPDATED, "a")
    saved = base.save(*told("a", met(HUN_SEN, TRUDEAU), url="https://other.example/a"))
    assert (saved.outcome, saved.article) == (Outcome.NEW, "a-2")


def test_sentences_that_are_not_in_the_text_are_left_out_and_reported(base: Base) -> None:
    article, [reading] = told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))
    wrong = replace(reading, evidence=(Evidence("a", 0, 5, "Never"),))
    none = replace(reading, evidence=())
    saved = base.save(article, [reading, wrong, none])
    assert saved.problems == (
        "2 readings were left out: the sentence does not stand in the article's text",
    )
    assert total(base) == 1


def test_a_fact_whose_sentence_vanished_is_withheld_and_logged(
    base: Base, caplog: pytest.LogCaptureFixture
) -> None:
    fill(base, [told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))])
    with closing(sqlite3.connect(base.path)) as db, db:
        db.execute("UPDATE article_versions SET text = replace(text, 'Hun', 'HUN')")
    facts, found = base.meetings(ask(), limit=5, offset=0)
    assert (facts, found) == ([], 1)
    assert "does not stand in article a" in caplog.text


def test_a_takedown_removes_everything_but_the_decision(base: Base) -> None:
    secret = told(
        "a", met(HUN_SEN, KISHIDA, on="2022-03-21"), role(KISHIDA), extra="Zanzibar rules."
    )
    fill(base, [secret, told("b", met(HUN_SEN, TRUDEAU, on="2022-03-21"))])
    for party in ("JP", "CA"):
        [fact], _ = base.meetings(ask(parties=(party,)), limit=1, offset=0)
        base.propose(Proposal(fact.id, "U1", "place", "Kep", "I was there", f"{party} in Takeo"))
    assert base.remove("a", who="editor", why="by order")
    assert base.article("a") is None
    assert total(base, parties=("JP",)) == 0
    assert [(one.value, one.shown) for one in base.proposals()] == [
        ("Kep", "CA in Takeo"),
        ("Kep", ""),
    ]
    assert base.person("fumio-kishida") is None
    assert base.names.person("Kishida").candidates == ()
    assert base.sentences(["Zanzibar"]) == []
    assert [(d.action, d.target, d.who, d.why) for d in base.decisions()] == [
        (Action.TAKEDOWN, "article:a", "editor", "by order")
    ]
    base.close()
    for file in base.path.parent.glob("facts.db*"):
        data = file.read_bytes()
        assert b"Zanzibar" not in data and b"zanzibar" not in data
        assert b"JP in Takeo" not in data


def test_an_article_that_was_taken_down_stays_out_until_it_is_restored(base: Base) -> None:
    article = told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))
    fill(base, [article])
    base.remove("a")
    assert base.save(*article).outcome is Outcome.REMOVED
    assert base.is_taken_down("a")
    base.restore("a")
    assert base.save(*article).outcome is Outcome.NEW
    assert not base.remove("nothing-of-this-name")


def test_a_retracted_reading_leaves_its_fact_and_comes_back(base: Base) -> None:
    fill(base, [told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))])
    [fact], _ = base.meetings(ask(), limit=5, offset=0)
    base.decide(Decision(Action.RETRACT, f"reading:{fact.sources[0].reading}", "editor"))
    assert total(base) == 0
    assert base.fact(fact.id) is None
    base.decide(Decision(Action.RESTORE, f"reading:{fact.sources[0].reading}", "editor"))
    assert base.fact(fact.id) == fact


def test_a_retraction_outlives_a_new_extraction(base: Base) -> None:
    article, readings = told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))
    base.save(article, readings)
    [fact], _ = base.meetings(ask(), limit=5, offset=0)
    base.decide(Decision(Action.RETRACT, f"reading:{fact.id}", "editor"))
    base.reread("a", readings)
    assert total(base) == 0


def test_decisions_can_be_neither_changed_nor_deleted(base: Base) -> None:
    base.decide(Decision(Action.RETRACT, "reading:0", "editor"))
    with closing(sqlite3.connect(base.path)) as db:
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            db.execute("UPDATE decisions SET who='x'")
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            db.execute("DELETE FROM decisions")


def test_a_fact_is_found_by_the_id_of_any_of_its_readings(base: Base) -> None:
    fill(
        base,
        [
            told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"), published="2022-03-25"),
            told("b", met(HUN_SEN, KISHIDA, on="2022-03-21"), published="2022-03-22"),
        ],
    )
    [fact], _ = base.meetings(ask(), limit=5, offset=0)
    assert {base.fact(source.reading) for source in fact.sources} == {fact}
    assert fact.id == fact.sources[0].reading
    assert [reading.article for _, reading in base.readings(fact.id)] == ["b", "a"]


def test_new_readings_of_a_stored_article_replace_the_old_ones(base: Base) -> None:
    article, _ = told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"), met(HUN_SEN, TRUDEAU))
    base.save(article, [])
    assert total(base) == 0
    _, readings = told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"), met(HUN_SEN, TRUDEAU))
    base.reread("a", readings, problems=["slow"], reader="model-1")
    assert total(base) == 2
    assert base.problems() == [("a", ["slow"])]
    assert base.status().reader == "model-1"


def test_the_passage_around_a_sentence(base: Base) -> None:
    article, readings = told("a", met(HUN_SEN, KISHIDA), met(HUN_SEN, TRUDEAU), extra="The end.")
    base.save(article, readings)
    passage = base.context(readings[1].evidence[0])
    assert passage is not None
    assert passage.before == article.text[: readings[1].evidence[0].start]
    assert passage.after == "\n\nThe end."
    assert base.context(Evidence("a", 0, 3, "Not")) is None
    assert base.context(Evidence("z", 0, 3, "Not")) is None


def test_status_and_scope(base: Base) -> None:
    fill(
        base,
        [
            told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"), role(HUN_SEN)),
            told("b", published="2022-11", language="fr", extra="Bonjour tout le monde."),
            told("c", published=None),
        ],
    )
    scope, state = base.scope(), base.status()
    assert (scope.articles, scope.facts, scope.first, scope.last) == (3, 2, "2022-03-22", "2022-11")
    assert (state.facts, state.languages) == ({"meeting": 1, "role": 1}, {"en": 2, "fr": 1})
    assert (state.people, state.versions) == (2, 3)
    fill(base, [again(told("b", published="2022-11", extra="Hello."), language="en")])
    assert base.status().languages == {"en": 3}


def test_undated_articles_are_dated_by_others_on_the_same_event(base: Base) -> None:
    base.save(told("u", published=None)[0], [], events=["41st ASEAN Summit"], own_date=False)
    assert base.datable() == []
    base.save(told("d", published="2022-11-14")[0], [], events=["41st Asean Summit"])
    assert base.dated_by_event(["41st ASEAN Summit", "G20"]) == [
        ("41st ASEAN Summit", "2022-11-14", "d")
    ]
    assert base.datable() == ["u"]


_VISIT = met(KISHIDA, HUN_SEN, on="2022-03-20/2022-03-21", place="Phnom Penh", form=Form.VISIT)


def test_the_views_show_what_people_expect(base: Base) -> None:
    fill(
        base,
        [
            told("a", _VISIT),
            told("b", met(HUN_SEN, KISHIDA, on="2022-03-21"), role(KISHIDA)),
        ],
    )
    with closing(sqlite3.connect(base.path)) as db:
        db.row_factory = sqlite3.Row
        meetings = [dict(row) for row in db.execute("SELECT * FROM meetings")]
        roles = [dict(row) for row in db.execute("SELECT * FROM roles")]
        sources = db.execute(
            "SELECT article, sentence FROM sources WHERE kind='meeting'"
        ).fetchall()
    assert len(meetings) == 1
    assert meetings[0]["people"] == "Fumio Kishida; Hun Sen"
    assert meetings[0]["parties"] == "JP, KH"
    assert (meetings[0]["date_start"], meetings[0]["date_end"]) == ("2022-03-20", "2022-03-21")
    assert meetings[0]["articles"] == 2
    assert [(row["person"], row["title"], row["party"]) for row in roles] == [
        ("Fumio Kishida", "Prime Minister", "JP")
    ]
    assert {row["article"] for row in sources} == {"a", "b"}


def test_facts_of_many_articles_carry_the_oldest_and_the_newest(base: Base) -> None:
    days = [f"2022-{month:02}-{day:02}" for month in (4, 5) for day in range(1, 21)]
    fill(base, (told(f"a{d}", met(HUN_SEN, KISHIDA, on="2022-03-21"), published=d) for d in days))
    [fact], _ = base.meetings(ask(), limit=5, offset=0)
    assert len(fact.sources) == 24
    assert (fact.sources[0].published, fact.sources[-1].published) == (days[0], days[-1])
    assert isinstance(base.fact("0" * 16) or fact, MeetingFact)


def test_names_that_are_no_names_do_no_harm(base: Base) -> None:
    odd = [Participant(name, None, None) for name in ("", "…", "A", "  ", "鈴木", "Ω")]
    article, readings = told("a", met(*odd, parties=["JP", "KH"]))
    base.save(article, readings)
    assert total(base, parties=("JP",)) == 1

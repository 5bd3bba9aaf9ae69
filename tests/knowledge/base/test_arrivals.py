"""What came in: facts that articles of a stretch of time tell and that the base did not have."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from knowledge.base import Base, arrivals, articles, came
from knowledge.base.arrivals import Arrival
from knowledge.commands import DIGEST
from knowledge.model import AgreementStatus, Change, Fields, Kind, Query, Status, Tenure
from tests.knowledge.base.world import (
    HAYASHI,
    HUN_SEN,
    KISHIDA,
    SOKHONN,
    TRUDEAU,
    Told,
    agreed,
    ahead,
    fill,
    met,
    paid,
    role,
    said,
    told,
)

DAYS = ("2022-03-20T08:00:00Z", "2022-03-21T08:00:00Z")
LATER = ("2022-03-21T08:00:00Z", "2022-03-22T08:00:00Z")

Save = Callable[..., None]


@pytest.fixture
def save(base: Base, monkeypatch: pytest.MonkeyPatch) -> Save:
    """Saves an article at an instant."""

    def saving(article: Told, at: str) -> None:
        monkeypatch.setattr(articles, "now", lambda: at)
        fill(base, [article])

    return saving


def news(
    base: Base, between: tuple[str, str] = LATER, *queries: Query, kinds: Sequence[Kind] = ()
) -> list[Arrival]:
    return list(base.arrived(*between, kinds or DIGEST.kinds, queries).found)


def story(id: str, *facts: Fields, published: str | None = "2022-03-21", text: str = "") -> Told:
    sentences = [text] if text else None
    return told(id, *facts, published=published, sentences=sentences)


def test_what_is_saved_in_between_is_new(base: Base, save: Save) -> None:
    save(story("before", met(HUN_SEN, KISHIDA, on="2022-03-18")), "2022-03-21T07:59:59Z")
    save(story("now", met(HUN_SEN, TRUDEAU, on="2022-03-20")), "2022-03-21T08:00:00Z")
    save(story("after", met(SOKHONN, TRUDEAU, on="2022-03-21")), "2022-03-22T08:00:00Z")
    (found,) = news(base)
    assert found.fact.sources[0].article == "now"
    assert found.new
    assert not found.changes
    assert [one.fact.sources[0].article for one in news(base, DAYS)] == ["before"]


def test_what_is_told_again_is_not_new(base: Base, save: Save) -> None:
    meeting = met(HUN_SEN, KISHIDA, on="2022-03-18")
    save(story("first", meeting), "2022-03-20T09:00:00Z")
    save(story("again", meeting), "2022-03-21T09:00:00Z")
    assert news(base) == []
    assert len(news(base, DAYS)) == 1


def test_two_new_articles_tell_one_fact(base: Base, save: Save) -> None:
    meeting = met(HUN_SEN, KISHIDA, on="2022-03-18")
    save(story("first", meeting), "2022-03-21T09:00:00Z")
    save(story("again", meeting), "2022-03-21T10:00:00Z")
    found = base.arrived(*LATER, Kind.MEETING)
    assert (len(found.found), found.facts, found.articles) == (1, 1, 2)
    assert len(found.found[0].readings) == 2


def test_old_stories_are_no_news(base: Base, save: Save) -> None:
    at = "2022-03-21T09:00:00Z"
    save(story("old", met(HUN_SEN, KISHIDA, on="2022-03-12"), published="2022-03-13"), at)
    assert news(base) == []
    save(story("recent", met(HUN_SEN, TRUDEAU, on="2022-03-13"), published="2022-03-14"), at)
    assert len(news(base)) == 1
    # What an old story tells is known, also when it comes in with one of today.
    save(story("today", met(HUN_SEN, KISHIDA, on="2022-03-12")), at)
    assert len(news(base)) == 1


def test_of_an_undated_article_only_what_is_dated_is_news(base: Base, save: Save) -> None:
    at = "2022-03-21T09:00:00Z"
    save(story("undated", met(HUN_SEN, KISHIDA), met(KISHIDA, TRUDEAU), published=None), at)
    assert news(base) == []
    save(story("dated", met(SOKHONN, HAYASHI, on="2022-03-19"), published=None), at)
    save(story("past", met(SOKHONN, TRUDEAU, on="2021-03-19"), published=None), at)
    assert [one.fact.sources[0].article for one in news(base)] == ["dated"]


def test_a_rebuild_makes_nothing_new(
    base: Base, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, readings = story("one", met(HUN_SEN, KISHIDA, on="2022-03-19"), paid(5_000_000))
    save((article, readings[:1]), "2022-03-20T09:00:00Z")
    monkeypatch.setattr(articles, "now", lambda: "2022-03-21T09:00:00Z")
    base.reread("one", readings)
    assert news(base) == []
    assert len(news(base, DAYS)) == 2


def test_an_updated_story_tells_only_what_it_adds(base: Base, save: Save) -> None:
    first = told("talks", met(HUN_SEN, KISHIDA, on="2022-03-20"), sentences=["They met."])
    save(first, "2022-03-20T09:00:00Z")
    both = told(
        "talks",
        met(HUN_SEN, KISHIDA, on="2022-03-20"),
        met(HUN_SEN, TRUDEAU, on="2022-03-20"),
        sentences=["They met.", "Hun Sen met Trudeau, too."],
    )
    save(both, "2022-03-21T09:00:00Z")
    (found,) = news(base)
    assert {ref.name for ref in found.fact.people} == {"Hun Sen", "Justin Trudeau"}  # type: ignore[union-attr]
    # Brought back to its first wording and forth again, it tells nothing for a second time.
    save(first, "2022-03-22T09:00:00Z")
    save(both, "2022-03-22T10:00:00Z")
    assert news(base, ("2022-03-22T08:00:00Z", "2022-03-23T08:00:00Z")) == []


def test_what_new_rules_find_in_an_unchanged_sentence_is_not_new(base: Base, save: Save) -> None:
    lines = ["Hun Sen met Kishida and gave five million dollars.", "The end."]
    save(told("one", met(HUN_SEN, KISHIDA), sentences=lines), "2022-03-20T09:00:00Z")
    later = told("one", met(HUN_SEN, KISHIDA), sentences=[*lines, "It rained."])
    article, readings = later
    payment = replace(readings[0], kind=Kind.PAYMENT, fields=paid(5_000_000))
    save((article, [*readings, payment]), "2022-03-21T09:00:00Z")
    assert news(base) == []


def test_a_corrected_sum_is_told_with_what_stood_there(base: Base, save: Save) -> None:
    lines = ["Japan gives Cambodia {} million dollars for roads, its ministry said on Friday."]
    for amount, at in (("3", "2022-03-20T09:00:00Z"), ("5", "2022-03-21T09:00:00Z")):
        fields = paid(int(amount) * 1_000_000, on="2022-03-18")
        save(told("aid", fields, sentences=[lines[0].format(amount)]), at)
    (found,) = news(base)
    assert not found.new
    assert found.changes == (Change("sum", "3000000 USD", "5000000 USD"),)


def test_a_rewording_changes_nothing(base: Base, save: Save) -> None:
    meeting = met(HUN_SEN, KISHIDA, on="2022-03-18")
    for line, at in (
        ("Hun Sen met Kishida on Friday.", "2022-03-20T09:00:00Z"),
        ("Hun Sen has met Kishida on Friday.", "2022-03-21T09:00:00Z"),
    ):
        save(told("talks", meeting, sentences=[line]), at)
    assert news(base) == []


def test_a_date_told_more_closely_is_no_correction(base: Base, save: Save) -> None:
    for day, line, at in (
        ("2022-03", "Hun Sen met Kishida in March.", "2022-03-20T09:00:00Z"),
        ("2022-03-18", "Hun Sen met Kishida on 18 March.", "2022-03-21T09:00:00Z"),
    ):
        save(told("talks", met(HUN_SEN, KISHIDA, on=day), sentences=[line]), at)
    assert news(base) == []


def test_a_plan_that_came_true_is_told_with_how_far_it_had_come(base: Base, save: Save) -> None:
    day = "2022-03-20"
    plan = met(HUN_SEN, KISHIDA, on=day, status=Status.PLANNED)
    save(story("plan", plan, published="2022-03-19"), "2022-03-19T09:00:00Z")
    save(story("held", met(HUN_SEN, KISHIDA, on=day)), "2022-03-21T09:00:00Z")
    deal = agreed("rice exports", on="2022-03-20", status=AgreementStatus.PLANNED)
    save(story("deal", deal, published="2022-03-19"), "2022-03-19T10:00:00Z")
    done = agreed("rice exports", on="2022-03-20", status=AgreementStatus.SIGNED)
    save(story("done", done), "2022-03-21T10:00:00Z")
    found = news(base)
    assert [one.new for one in found] == [False, False]
    assert {one.changes for one in found} == {
        (Change("status", "planned", "held"),),
        (Change("status", "planned", "signed"),),
    }


def test_a_contradiction_by_a_new_article_is_told(base: Base, save: Save) -> None:
    roads = {"on": "2022-03-18", "purpose": "for rural roads"}
    save(story("one", paid(5_000_000, **roads)), "2022-03-20T09:00:00Z")  # type: ignore[arg-type]
    save(story("two", paid(7_000_000, **roads)), "2022-03-21T09:00:00Z")  # type: ignore[arg-type]
    (found,) = news(base)
    assert not found.new
    assert {v.field for v in found.fact.variants} == {"sum"}


def test_titles_are_news_when_somebody_gets_or_leaves_them(base: Base, save: Save) -> None:
    at = "2022-03-21T09:00:00Z"
    save(story("plain", role(KISHIDA)), at)
    save(story("coming", role(HAYASHI, Tenure.COMING)), at)
    save(story("since", role(TRUDEAU, since="2022-03-20")), at)
    found = news(base, kinds=(Kind.ROLE,))
    assert {one.fact.sources[0].article for one in found} == {"coming", "since"}


def test_queries_choose_what_is_wanted(base: Base, save: Save) -> None:
    at = "2022-03-21T09:00:00Z"
    save(story("canada", met(HUN_SEN, TRUDEAU, on="2022-03-20")), at)
    save(story("japan", met(HUN_SEN, KISHIDA, on="2022-03-20"), paid(5_000_000)), at)
    save(story("words", said("We will export rice", TRUDEAU), ahead("Day of rice", "2022-04")), at)
    japan = Query("digest", parties=("JP",))
    money = Query("digest", parties=("JP",), kinds=(Kind.PAYMENT,))
    rice = Query("digest", words=("rice",))

    def told_by(*queries: Query) -> list[str]:
        return sorted(one.fact.sources[0].article for one in news(base, LATER, *queries))

    assert told_by() == ["canada", "japan", "japan", "words", "words"]
    assert told_by(japan) == ["japan", "japan"]
    assert told_by(money) == ["japan"]
    assert told_by(money, rice) == ["japan", "words", "words"]


def test_looking_back_articles_count_from_their_publication(base: Base, save: Save) -> None:
    at = "2026-01-01T00:00:00Z"
    day = "2022-03-20"
    plan = met(HUN_SEN, KISHIDA, on=day, status=Status.PLANNED)
    save(story("plan", plan, met(HUN_SEN, HAYASHI, on="2022-03-11"), published="2022-03-12"), at)
    save(story("held", met(HUN_SEN, KISHIDA, on=day), published="2022-03-21"), at)
    assert news(base, (at, "2026-01-02T00:00:00Z")) == []
    first = base.arrived(
        "2022-03-12T00:00:00Z", "2022-03-13T00:00:00Z", Kind.MEETING, by_publication=True
    )
    assert {one.fact.status for one in first.found} == {Status.HELD, Status.PLANNED}  # type: ignore[union-attr]
    then = base.arrived(
        "2022-03-20T00:00:00Z", "2022-03-22T00:00:00Z", Kind.MEETING, by_publication=True
    )
    assert [one.changes for one in then.found] == [(Change("status", "planned", "held"),)]


def test_of_too_much_the_weightiest_kinds_are_given(
    base: Base, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = "2022-03-21T09:00:00Z"
    save(story("one", said("Rice is life", TRUDEAU), met(HUN_SEN, KISHIDA, on="2022-03-20")), at)
    monkeypatch.setattr(arrivals, "MOST", 1)
    found = base.arrived(*LATER, DIGEST.kinds)
    assert [one.fact.kind for one in found.found] == [Kind.MEETING]
    assert (found.facts, found.complete) == (2, False)
    monkeypatch.setattr(came, "VERSIONS", 0)
    assert base.arrived(*LATER, DIGEST.kinds).found == ()


def test_a_day_of_many_meetings_hides_no_sum(
    base: Base, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = "2022-03-21T09:00:00Z"
    for n in range(6):
        save(story(f"m{n}", met(HUN_SEN, KISHIDA, on=f"2022-03-{n + 10}")), at)
    save(story("sum", paid(5_000_000), said("Rice is life", TRUDEAU)), at)
    monkeypatch.setattr(arrivals, "MOST", 3)
    found = base.arrived(*LATER, DIGEST.kinds)
    assert [one.fact.kind for one in found.found] == [Kind.MEETING, Kind.MEETING, Kind.PAYMENT]
    monkeypatch.setattr(arrivals, "MOST", 7)
    assert Kind.STATEMENT not in {one.fact.kind for one in base.arrived(*LATER, DIGEST.kinds).found}


def test_a_backfill_of_old_stories_does_not_hide_the_news(
    base: Base, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = "2022-03-21T09:00:00Z"
    save(story("today", met(HUN_SEN, KISHIDA, on="2022-03-20")), at)
    for n in range(3):
        old = story(
            f"old{n}", met(HUN_SEN, TRUDEAU, on=f"2010-01-0{n + 1}"), published="2010-01-05"
        )
        save(old, "2022-03-21T10:00:00Z")
    monkeypatch.setattr(came, "VERSIONS", 2)
    found = base.arrived(*LATER, DIGEST.kinds)
    assert [one.fact.sources[0].article for one in found.found] == ["today"]
    assert found.complete


def test_a_version_that_was_replaced_since_tells_what_still_stands(base: Base, save: Save) -> None:
    lines = ["Hun Sen met Trudeau.", "Hun Sen met Kishida."]
    facts = [met(HUN_SEN, TRUDEAU, on="2022-03-20"), met(HUN_SEN, KISHIDA, on="2022-03-20")]
    save(told("one", *facts, sentences=lines), "2022-03-21T09:00:00Z")
    save(told("one", facts[0], sentences=lines[:1]), "2022-03-22T09:00:00Z")
    (found,) = news(base)
    assert {ref.name for ref in found.fact.people} == {"Hun Sen", "Justin Trudeau"}  # type: ignore[union-attr]

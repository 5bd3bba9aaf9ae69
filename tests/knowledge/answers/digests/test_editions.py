"""One digest: what came in, told together, in order, with what goes with it."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.answers.digests import edition, looking_back, made, read
from knowledge.base import Base, came
from knowledge.model import (
    AgreementStatus,
    Change,
    Edition,
    Ground,
    Kind,
    Query,
    Status,
    Story,
    ToldBefore,
    Wanted,
)
from knowledge.wording import digests as say
from tests.knowledge.answers.digests.conftest import Save
from tests.knowledge.base.world import (
    HAYASHI,
    HUN_SEN,
    KISHIDA,
    SOKHONN,
    TRUDEAU,
    agreed,
    ahead,
    met,
    paid,
    said,
)

SINCE, UNTIL = "2022-03-21T08:00:00Z", "2022-03-22T08:00:00Z"
TODAY = date(2022, 3, 22)


def made_of(base: Base, *queries: Query, length: int = 12) -> Edition:
    return edition(base, made(queries, length), SINCE, UNTIL, TODAY)


def lines(found: Edition) -> list[str]:
    return [say.told(story) for story in found.stories]


def grounds(story: Story) -> set[Ground]:
    return {reason.ground for reason in story.reasons}


def test_an_empty_edition_says_so(base: Base) -> None:
    found = made_of(base)
    assert found.empty
    assert say.counted(found) == say.NOTHING
    assert not found.on_this_day
    assert not found.coming_up


def test_an_edition_that_could_not_see_everything_is_not_empty_and_says_so(
    base: Base, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save("one", met(HUN_SEN, KISHIDA, on="2022-03-20"))
    monkeypatch.setattr(came, "VERSIONS", 0)
    found = made_of(base)
    assert (found.stories, found.complete, found.empty) == ((), False, False)
    assert say.counted(found) == say.NOT_ALL
    assert say.NOT_ALL in say.plain(found)
    assert found.skipped is not None and found.skipped.until == "2022-03-21T09:00:00Z"
    assert "so much came in on 21 March 2022 that not all" in say.plain(found)
    assert found.skipped.asked == "digest on 2022-03-21"


def test_the_next_edition_takes_up_where_the_last_one_ended(base: Base, save: Save) -> None:
    for hour in range(6, 12):
        day = f"2022-03-{hour + 10}"
        save(f"a{hour}", met(HUN_SEN, KISHIDA, on=day), at=f"2022-03-21T{hour:02}:00:00Z")
    told: list[str] = []
    ends = [f"2022-03-21T{hour:02}:00:00Z" for hour in (5, 8, 9, 12)]
    for since, until in pairwise(ends):
        found = edition(base, Wanted(), since, until, TODAY)
        told += [story.lead.id for story in found.stories]
    assert len(told) == len(set(told)) == 6


def test_a_zone_may_be_given_with_the_instants(base: Base, save: Save) -> None:
    save("one", met(HUN_SEN, KISHIDA, on="2022-03-20"), at="2022-03-20T23:00:00Z")
    found = edition(base, Wanted(), "2022-03-21T08:00:00+09:00", "2022-03-22T08:00:00+09:00", TODAY)
    assert (found.since, found.until) == ("2022-03-20T23:00:00Z", "2022-03-21T23:00:00Z")
    assert len(found.stories) == 1


def test_a_time_that_ends_before_it_begins_is_refused(base: Base) -> None:
    with pytest.raises(ValueError, match="before it begins"):
        edition(base, Wanted(), UNTIL, SINCE, TODAY)


def test_facts_of_one_event_are_told_together(base: Base, save: Save) -> None:
    talks = [
        "Hun Sen received Fumio Kishida on Sunday.",
        "Japan will lend Cambodia 40 million dollars.",
        "Cambodia and Japan signed a memorandum on rice.",
        "Kishida: “We stand by Cambodia”.",
        "Justin Trudeau: “Canada was not there”.",
    ]
    save(
        "talks",
        met(HUN_SEN, KISHIDA, on="2022-03-20"),
        paid(40_000_000),
        agreed("rice"),
        said("We stand by Cambodia", KISHIDA),
        said("Canada was not there", TRUDEAU),
        sentences=talks,
    )
    first, second = made_of(base).stories
    assert [fact.kind for fact in first.facts][:3] == [
        Kind.MEETING,
        Kind.AGREEMENT,
        Kind.PAYMENT,
    ]
    assert len(first.facts) == 4
    assert {Ground.TOGETHER, Ground.WORDS, Ground.RANK} <= grounds(first)
    assert [fact.kind for fact in second.facts] == [Kind.STATEMENT]


def test_what_a_host_says_to_one_visitor_is_not_told_with_another(base: Base, save: Save) -> None:
    save(
        "day",
        met(HUN_SEN, KISHIDA, on="2022-03-20"),
        said("Japan is a friend", HUN_SEN),
        met(HUN_SEN, TRUDEAU, on="2022-03-20"),
        said("Canada is far away", HUN_SEN),
        sentences=[
            "Hun Sen met Kishida.",
            "“Japan is a friend”, he said.",
            "Hun Sen met Trudeau.",
            "“Canada is far away”, he said.",
        ],
    )
    told = {
        frozenset(ref.name for ref in story.lead.people): [  # type: ignore[union-attr]
            fact.words  # type: ignore[union-attr]
            for fact in story.facts[1:]
        ]
        for story in made_of(base).stories
    }
    assert told == {
        frozenset({"Hun Sen", "Fumio Kishida"}): ["Japan is a friend"],
        frozenset({"Hun Sen", "Justin Trudeau"}): ["Canada is far away"],
    }


def test_the_same_fact_of_several_articles_is_one_story(base: Base, save: Save) -> None:
    meeting = met(HUN_SEN, KISHIDA, on="2022-03-20")
    for number, outlet in enumerate(("Post", "Times", "The Post", "Times")):
        save(f"a{number}", meeting, outlet=outlet)
    (story,) = made_of(base).stories
    (told,) = [reason for reason in story.reasons if reason.ground is Ground.ARTICLES]
    assert told.words == "Told by 3 outlets"


def test_the_stories_beyond_its_length_are_counted(base: Base, save: Save) -> None:
    for number in range(5):
        save(f"a{number}", met(HUN_SEN, KISHIDA, on=f"2022-03-{number + 10}"))
    found = made_of(base, length=3)
    assert (len(found.stories), found.left_out, found.facts, found.articles) == (3, 2, 5, 5)
    assert say.counted(found) == ("5 stories (5 facts) from 5 articles; the 3 weightiest are told")


def test_only_what_is_wanted_is_told(base: Base, save: Save) -> None:
    save("japan", met(HUN_SEN, KISHIDA, on="2022-03-20"), paid(5_000_000))
    save("canada", met(HUN_SEN, TRUDEAU, on="2022-03-19"))
    wanted = read('JP money, about "snow"', base, today=TODAY).wanted
    assert wanted is not None
    found = edition(base, wanted, SINCE, UNTIL, TODAY)
    assert [story.lead.kind for story in found.stories] == [Kind.PAYMENT]
    assert len(made_of(base, Query("digest", parties=("CA",))).stories) == 1


def test_a_correction_is_told_with_what_stood_there(base: Base, save: Save) -> None:
    line = "Japan gives Cambodia {} million dollars for roads, its ministry said on Friday."
    for amount, at in ((3, "2022-03-20T09:00:00Z"), (5, "2022-03-21T09:00:00Z")):
        save("aid", paid(amount * 10**6, on="2022-03-18"), sentences=[line.format(amount)], at=at)
    (story,) = made_of(base).stories
    assert not story.new
    assert story.changes == (Change("sum", "3000000 USD", "5000000 USD"),)
    assert say.told(story).endswith("; Corrected sum: USD 5 million (before: USD 3 million)")
    assert Ground.DIFFERS in grounds(story)


def test_a_plan_that_came_true_weighs_more_than_the_same_without_a_plan(
    base: Base, save: Save
) -> None:
    at = "2022-03-19T09:00:00Z"
    plan = met(HUN_SEN, KISHIDA, on="2022-03-20", status=Status.PLANNED)
    save("plan", plan, at=at, published="2022-03-19")
    save("held", met(HUN_SEN, KISHIDA, on="2022-03-20"))
    save("other", met(HUN_SEN, TRUDEAU, on="2022-03-20"))
    first, second = made_of(base).stories
    assert {source.article for source in first.lead.sources} == {"plan", "held"}
    assert (first.new, second.new) == (False, True)
    assert "Planned before, held now" in [reason.words for reason in first.reasons]


def test_on_this_day_round_anniversaries_come_first(base: Base, save: Save) -> None:
    for year in (2012, 2017, 2019, 2021):
        day = f"{year}-03-22"
        save(f"y{year}", met(HUN_SEN, KISHIDA, on=day), published=day, at="2022-01-01T00:00:00Z")
    save("plan", met(HUN_SEN, TRUDEAU, on="2020-03-22", status=Status.PLANNED), published="2020")
    save("month", met(HUN_SEN, TRUDEAU, on="2018-03"), published="2018")
    found = made_of(base)
    assert [one.years for one in found.on_this_day] == [10, 5, 1]
    assert say.anniversary(found.on_this_day[0]).startswith("10 years ago, 22 March 2012 — ")
    assert made_of(base, Query("digest", parties=("CA",))).on_this_day == ()


def test_a_leap_day_is_only_recalled_on_a_leap_day(base: Base, save: Save) -> None:
    day = "2016-02-29"
    save("leap", met(HUN_SEN, KISHIDA, on=day), published=day)
    for today, years in ((date(2022, 2, 28), []), (date(2020, 2, 29), [4])):
        found = edition(base, Wanted(), SINCE, UNTIL, today)
        assert [one.years for one in found.on_this_day] == years


def test_what_lies_ahead_is_told_where_its_day_is_known(base: Base, save: Save) -> None:
    save(
        "plans",
        met(HUN_SEN, KISHIDA, on="2022-03-25", status=Status.PLANNED),
        met(HUN_SEN, TRUDEAU, on="2022-03", status=Status.PLANNED),
        met(HUN_SEN, HAYASHI, on="2022-03-24", status=Status.CANCELLED),
        ahead("Day of rice", "2022-03-29", "KH"),
        ahead("Day of roads", "2022-03-30", "KH"),
        agreed("fish", on="2022-03-22", status=AgreementStatus.PLANNED),
        at="2022-03-10T00:00:00Z",
    )
    told = [fact.sources[0].evidence[0].text for fact in made_of(base).coming_up]
    assert ["fish" in told[0], "Kishida" in told[1], "rice" in told[2]] == [True] * 3
    assert len(told) == 3


def test_what_sources_differ_on_is_told_with_each_source(base: Base, save: Save) -> None:
    for id, amount, at in (("one", 5, "2022-03-20T09:00:00Z"), ("two", 7, "2022-03-21T09:00:00Z")):
        save(id, paid(amount * 10**6, on="2022-03-18", purpose="for rural roads"), at=at)
    (found,) = made_of(base).contradictions
    assert found.field == "sum"
    assert [value for value, _ in found.values] == ["7000000 USD", "5000000 USD"]
    assert say.differing(found) == (
        "sum: USD 7 million (“Title of two”) or USD 5 million (“Title of one”)"
    )


def test_a_plan_whose_day_has_passed_is_asked_after_once(base: Base, save: Save) -> None:
    day = "2022-03-19"
    plan = met(HUN_SEN, KISHIDA, on=day, status=Status.PLANNED)
    save("plan", plan, at="2022-03-10T00:00:00Z", published="2022-03-10")
    asked = []
    for today in range(18, 28):
        found = edition(
            base,
            Wanted(),
            f"2022-03-{today - 1}T23:00:00Z",
            f"2022-03-{today}T23:00:00Z",
            date(2022, 3, today),
        )
        asked += [today for one in found.open_questions]
    assert asked == [22]


def test_a_plan_that_seems_to_have_been_kept_is_not_asked_after(base: Base, save: Save) -> None:
    day, at = "2022-03-19", "2022-03-10T00:00:00Z"
    plan = met(HUN_SEN, KISHIDA, on=day, status=Status.PLANNED, place="Tokyo")
    save("plan", plan, at=at, published="2022-03-10")
    save("held", met(SOKHONN, HAYASHI, on=day, place="Hanoi"), at=at, published="2022-03-20")
    assert made_of(base).open_questions == ()


def test_what_people_asked_in_vain_is_told_to_nobody(base: Base, save: Save) -> None:
    save("rice", agreed("rice exports", "JP", "KH"), sentences=["A deal on rice exports."])
    before = edition(base, Wanted(), SINCE, UNTIL, date.today())
    for person in ("U1", "U1", "U2"):
        base.count_gap(person, "who signed the deal on rice exports?")
    found = edition(base, Wanted(), SINCE, UNTIL, date.today())
    assert found == before and found.stories
    assert base.gaps(1).total == 1


def test_what_was_withdrawn_is_no_news_and_is_told_where_it_was_known(
    base: Base, save: Save
) -> None:
    at = "2022-03-20T09:00:00Z"
    save("known", met(HUN_SEN, KISHIDA, on="2022-03-18"), outlet="Post", at=at)
    save("fresh", met(HUN_SEN, TRUDEAU, on="2022-03-19"))
    noted = "2022-03-21T10:00:00Z"
    for id in ("known", "fresh"):
        base.mark_withdrawn(id, noted, "a mix-up", now=noted)
    found = made_of(base)
    assert found.stories == ()
    assert not found.empty
    (gone,) = found.flagged
    assert say.flagged(gone).startswith(
        "“Title of known”, Post: withdrawn by the outlet on 21 March 2022 (a mix-up). It tells: "
    )
    assert len(made_of(base, Query("digest", parties=("JP",))).flagged) == 1
    assert made_of(base, Query("digest", parties=("CA",))).flagged == ()
    later = edition(base, Wanted(), UNTIL, "2022-03-23T08:00:00Z", TODAY)
    assert later.flagged == ()
    earlier = edition(base, Wanted(), "2022-03-20T08:00:00Z", SINCE, TODAY)
    assert earlier.flagged == () and earlier.stories == ()


def test_a_story_says_in_plain_words_that_it_was_corrected(base: Base, save: Save) -> None:
    save("one", met(HUN_SEN, KISHIDA, on="2022-03-20"))
    at = "2022-03-21T10:00:00Z"
    base.mark_corrected("one", at, "They met on Sunday.", now=at)
    assert "corrected on 21 March 2022: “They met on Sunday.”" in say.plain(made_of(base))


def test_what_earlier_digests_told_comes_with_what_became_of_it(base: Base, save: Save) -> None:
    save("one", met(HUN_SEN, KISHIDA, on="2022-03-18"), at="2022-03-19T09:00:00Z")
    noted = "2022-03-20T10:00:00Z"
    base.mark_withdrawn("one", noted, "a mix-up", now=noted)
    told = [ToldBefore("one", "They met.", date(2022, 3, 19))]
    canada = made([Query("digest", parties=("CA",))])
    found = edition(base, canada, SINCE, UNTIL, TODAY, after="2022-03-20T08:00:00Z", told=told)
    assert [one.told for one in found.flagged] == [tuple(told)]
    assert "On Saturday, 19 March 2022, this digest said: They met." in say.plain(found)
    assert edition(base, canada, SINCE, UNTIL, TODAY, told=told).flagged == ()


def test_a_copy_tells_no_second_time(base: Base, save: Save) -> None:
    words = [
        "Prime Minister Hun Sen met his Japanese counterpart Fumio Kishida for talks on rice, "
        "roads and the port of Sihanoukville on Sunday morning, officials of both sides said.",
        "They agreed to meet again before the end of the year, when the new bridge across the "
        "river is to be opened, and to leave the details of the loan to their ministers.",
        "Nobody was told what the two had for lunch, though it is known that it rained all day "
        "and that the walk through the garden of the palace had to be left out.",
    ]
    for id, outlet in (("one", "Post"), ("two", "Times")):
        save(id, met(HUN_SEN, KISHIDA, on="2022-03-20"), outlet=outlet, sentences=words)
    (story,) = made_of(base).stories
    assert {source.original for source in story.lead.sources} == {None, "one"}
    assert Ground.ARTICLES not in grounds(story)


def test_what_goes_with_the_news_may_be_left_out(base: Base, save: Save) -> None:
    day = "2012-03-22"
    save("then", met(HUN_SEN, KISHIDA, on=day), published=day, at="2022-01-01T00:00:00Z")
    save("now", met(HUN_SEN, TRUDEAU, on="2022-03-20"))
    assert len(made_of(base).on_this_day) == 1
    alone = edition(base, Wanted(), SINCE, UNTIL, TODAY, news_only=True)
    assert alone.stories == made_of(base).stories
    assert alone.on_this_day == ()


def test_looking_back_tells_what_the_last_days_of_the_archive_brought(
    base: Base, save: Save
) -> None:
    assert looking_back(base, Wanted()) is None
    at = "2026-01-01T00:00:00Z"
    save("one", met(HUN_SEN, KISHIDA, on="2022-03-20"), published="2022-03-21", at=at)
    save("old", met(HUN_SEN, TRUDEAU, on="2022-03-01"), published="2022-03-02", at=at)
    found = looking_back(base, Wanted())
    assert found is not None
    assert [story.lead.sources[0].article for story in found.stories] == ["one"]
    assert say.title(found) == "News of 15–21 March 2022"


def test_the_sample_archive_is_worth_reading(sample_base: Path) -> None:
    with Base.open(sample_base, readonly=True) as base:
        found = edition(
            base,
            Wanted(),
            "2022-11-12T00:00:00Z",
            "2022-11-16T00:00:00Z",
            date(2022, 11, 16),
            by_publication=True,
        )
        text = say.plain(found, why=True)
    assert len(found.stories) == 12
    assert "“We must never forget the Cambodian Genocide”" in text
    for story in found.stories:
        assert all(source.evidence for source in story.lead.sources)

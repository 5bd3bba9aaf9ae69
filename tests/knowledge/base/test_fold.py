"""Which readings become one fact, and what that fact says."""

import pytest

from knowledge.base import Base
from knowledge.model import Form, MeetingFact, Participant, Status
from tests.knowledge.base.world import (
    HAYASHI,
    HUN_SEN,
    KISHIDA,
    SOKHONN,
    TRUDEAU,
    Told,
    ask,
    fill,
    met,
    told,
)


def facts(base: Base, *articles: Told) -> list[MeetingFact]:
    fill(base, articles)
    found, total = base.meetings(ask(), limit=50, offset=0)
    assert total == len(found)
    return found


def test_the_same_meeting_told_twice_is_one_fact_with_both_sentences(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21", place="Phnom Penh")),
        told("b", met(KISHIDA, HUN_SEN, on="2022-03-21"), published="2022-03-23"),
    )
    assert [source.article for source in fact.sources] == ["a", "b"]
    assert [person.id for person in fact.people] == ["hun-sen", "fumio-kishida"]
    assert (fact.date, fact.place, fact.variants) == ("2022-03-21", "Phnom Penh", ())


def test_different_days_are_different_meetings(base: Base) -> None:
    found = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21")),
        told("b", met(HUN_SEN, KISHIDA, on="2022-11-12"), published="2022-11-15"),
    )
    assert [fact.date for fact in found] == ["2022-11-12", "2022-03-21"]


def test_an_undated_meeting_at_a_later_occasion_is_another_one(base: Base) -> None:
    found = facts(
        base,
        told("march", met(HUN_SEN, KISHIDA, on="2022-03-20/2022-03-21", form=Form.VISIT)),
        told(
            "nov", met(HUN_SEN, KISHIDA, at="40th and 41st ASEAN Summits"), published="2022-11-15"
        ),
    )
    assert [(fact.date, fact.occasion) for fact in found] == [
        (None, "40th and 41st ASEAN Summits"),
        ("2022-03-20/2022-03-21", None),
    ]


def test_an_undated_telling_joins_the_dated_one_next_to_its_publication(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21")),
        told("b", met(HUN_SEN, KISHIDA), published="2022-03-24"),
    )
    assert fact.date == "2022-03-21"
    assert len(fact.sources) == 2


def test_an_undated_telling_that_fits_two_joins_neither(base: Base) -> None:
    found = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-18"), met(HUN_SEN, KISHIDA, on="2022-03-21")),
        told("b", met(HUN_SEN, KISHIDA), published="2022-03-22"),
    )
    assert len(found) == 3


def test_two_days_for_one_occasion_are_told_side_by_side(base: Base) -> None:
    [fact] = facts(
        base,
        told(
            "a", met(HUN_SEN, KISHIDA, on="2022-11-12", at="ASEAN Summit"), published="2022-11-14"
        ),
        told(
            "b",
            met(HUN_SEN, KISHIDA, on="2022-11-13", at="40th ASEAN Summit"),
            published="2022-11-15",
        ),
        told(
            "c", met(HUN_SEN, KISHIDA, on="2022-11-13", at="ASEAN Summit"), published="2022-11-15"
        ),
    )
    assert fact.date == "2022-11-13"
    dates = [(v.value, len(v.readings)) for v in fact.variants if v.field == "date"]
    assert dates == [("2022-11-13", 2), ("2022-11-12", 1)]


def test_an_article_that_tells_of_two_days_tells_of_two_meetings(base: Base) -> None:
    found = facts(
        base,
        told(
            "a",
            met(HUN_SEN, KISHIDA, on="2022-11-12", at="ASEAN Summit"),
            met(HUN_SEN, KISHIDA, on="2022-11-13", at="ASEAN Summit"),
            published="2022-11-14",
        ),
        told(
            "b", met(HUN_SEN, KISHIDA, on="2022-11-13", at="ASEAN Summit"), published="2022-11-14"
        ),
    )
    assert sorted(len(fact.sources) for fact in found) == [1, 2]


def test_two_places_on_one_day_are_told_side_by_side(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21", place="Phnom Penh")),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21", place="Siem Reap")),
    )
    assert {v.value for v in fact.variants if v.field == "place"} == {"Phnom Penh", "Siem Reap"}
    assert fact.place == "Phnom Penh"


def test_a_closer_place_does_not_contradict_its_city_or_country(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21", place="Cambodia")),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21", place="Peace Palace, Phnom Penh")),
        told("c", met(HUN_SEN, KISHIDA, on="2022-03-21", place="Phnom Penh")),
    )
    assert fact.variants == ()
    assert fact.place == "Peace Palace, Phnom Penh"


def test_planned_then_held_is_one_meeting_with_its_history(base: Base) -> None:
    [fact] = facts(
        base,
        told(
            "plan",
            met(HUN_SEN, KISHIDA, on="2022-03-21", status=Status.PLANNED),
            published="2022-03-10",
        ),
        told("held", met(HUN_SEN, KISHIDA, on="2022-03-21")),
    )
    assert (fact.status, fact.history) == (Status.HELD, ("planned",))


def test_a_plan_that_was_called_off(base: Base) -> None:
    [fact] = facts(
        base,
        told(
            "off",
            met(HUN_SEN, KISHIDA, on="2022-03-21", status=Status.CANCELLED),
            published="2022-03-15",
        ),
        told(
            "plan",
            met(HUN_SEN, KISHIDA, on="2022-03-21", status=Status.PLANNED),
            published="2022-03-10",
        ),
    )
    assert (fact.status, fact.history) == (Status.CANCELLED, ("planned",))


def test_held_and_cancelled_clash_when_the_denial_came_later(base: Base) -> None:
    [fact] = facts(
        base,
        told("held", met(HUN_SEN, KISHIDA, on="2022-03-21")),
        told(
            "off",
            met(HUN_SEN, KISHIDA, on="2022-03-21", status=Status.CANCELLED),
            published="2022-03-23",
        ),
    )
    assert fact.status is Status.HELD
    assert [v.value for v in fact.variants if v.field == "status"] == ["held", "cancelled"]


def test_what_is_planned_after_a_report_is_the_next_meeting(base: Base) -> None:
    found = facts(
        base,
        told("held", met(HUN_SEN, KISHIDA, on="2022-03-21")),
        told("next", met(HUN_SEN, KISHIDA, status=Status.PLANNED), published="2022-03-25"),
    )
    assert [fact.status for fact in found] == [Status.PLANNED, Status.HELD]


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CANCELLED])
@pytest.mark.parametrize("when", [None, "2022", "2022-03"])
@pytest.mark.parametrize("others", [[HUN_SEN, KISHIDA], [HUN_SEN]])
def test_what_an_article_tells_as_over_is_not_what_it_tells_as_ahead(
    base: Base, status: Status, when: str | None, others: list[Participant]
) -> None:
    held = met(HUN_SEN, KISHIDA, on="2022-03-20", form=Form.VISIT)
    other = met(*others, parties=["JP", "KH"], on=when, form=Form.VISIT, status=status)
    found = facts(base, told("both", held, other, published="2022-03-20"))
    assert sorted(fact.status for fact in found) == sorted((Status.HELD, status))
    assert all(fact.history == () and fact.variants == () for fact in found)


def test_a_visit_called_off_after_another_was_held_is_another(base: Base) -> None:
    found = facts(
        base,
        told("held", met(HUN_SEN, KISHIDA, on="2022-03-20")),
        told("off", met(HUN_SEN, KISHIDA, status=Status.CANCELLED), published="2022-03-22"),
    )
    assert len(found) == 2


def test_a_moved_plan_does_not_contradict_what_was_held(base: Base) -> None:
    [fact] = facts(
        base,
        told(
            "plan",
            met(HUN_SEN, KISHIDA, on="2022-03-20", place="Tokyo", status=Status.PLANNED),
            published="2022-03-15",
        ),
        told("held", met(HUN_SEN, KISHIDA, on="2022-03-21", place="Tokyo")),
    )
    assert (fact.date, fact.variants, fact.history) == ("2022-03-21", (), ("planned",))


def test_a_visit_and_its_talks_are_one_row(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-20/2022-03-21", form=Form.VISIT)),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21")),
    )
    assert (fact.form, fact.date, fact.variants) == (Form.VISIT, "2022-03-20/2022-03-21", ())


def test_a_visit_that_names_the_visitor_alone_joins_the_talks(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(KISHIDA, parties=["JP", "KH"], on="2022-03-20/2022-03-21", form=Form.VISIT)),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21")),
    )
    assert {person.id for person in fact.people} == {"hun-sen", "fumio-kishida"}
    assert fact.form is Form.VISIT


def test_countries_alone_join_the_only_meeting_of_the_day(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(parties=["JP", "KH"], on="2022-03-21")),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21")),
    )
    assert len(fact.sources) == 2


def test_countries_alone_join_none_of_two_meetings_of_the_day(base: Base) -> None:
    found = facts(
        base,
        told("a", met(parties=["JP", "KH"], on="2022-03-21")),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21")),
        told("c", met(SOKHONN, HAYASHI, on="2022-03-21")),
    )
    assert len(found) == 3


def test_a_pair_and_a_summit_with_many_are_different(base: Base) -> None:
    found = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-11-13"), published="2022-11-14"),
        told(
            "b",
            met(
                HUN_SEN,
                KISHIDA,
                TRUDEAU,
                parties=["ASEAN", "CA", "JP", "KH"],
                on="2022-11-13",
                form=Form.SUMMIT,
            ),
            published="2022-11-14",
        ),
    )
    assert {fact.form for fact in found} == {Form.MEETING, Form.SUMMIT}


def test_a_bodys_summit_is_one_whoever_is_named(base: Base) -> None:
    [fact] = facts(
        base,
        told(
            "a",
            met(
                HUN_SEN, parties=["ASEAN", "KH", "TH"], on="2022-11-10/2022-11-13", form=Form.SUMMIT
            ),
            published="2022-11-14",
        ),
        told(
            "b",
            met(TRUDEAU, parties=["ASEAN", "CA", "KH"], on="2022-11-13", form=Form.SUMMIT),
            published="2022-11-14",
        ),
    )
    assert fact.parties == ("ASEAN", "CA", "KH", "TH")
    assert len(fact.people) == 2


def test_the_bodys_summits_with_two_partners_are_two(base: Base) -> None:
    found = facts(
        base,
        told(
            "a",
            met(parties=["ASEAN", "JP"], on="2022-11-12", form=Form.SUMMIT),
            published="2022-11-14",
        ),
        told(
            "b",
            met(parties=["ASEAN", "US"], on="2022-11-12", form=Form.SUMMIT),
            published="2022-11-14",
        ),
    )
    assert len(found) == 2


def test_a_call_is_no_meeting(base: Base) -> None:
    found = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21", form=Form.CALL)),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21")),
    )
    assert {fact.form for fact in found} == {Form.CALL, Form.MEETING}


def test_a_month_joins_the_only_dated_meeting_in_it(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21")),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03"), published="2022-05-01"),
    )
    assert (fact.date, fact.variants) == ("2022-03-21", ())


def test_a_year_joins_only_with_the_same_place(base: Base) -> None:
    found = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21", place="Phnom Penh")),
        told("b", met(HUN_SEN, KISHIDA, on="2022"), published="2023-05-01"),
        told("c", met(HUN_SEN, KISHIDA, on="2022", place="Phnom Penh"), published="2023-05-01"),
    )
    assert sorted(len(fact.sources) for fact in found) == [1, 2]


def test_a_day_without_a_year_joins_the_dated_meeting_on_it(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="XXXX-03-21"), published=None),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21")),
    )
    assert fact.date == "2022-03-21"


def test_a_recollection_joins_but_has_no_say(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21", place="Phnom Penh")),
        told(
            "b",
            met(HUN_SEN, KISHIDA, on="2022-03-21", place="Tokyo"),
            published="2024-01-01",
            background=True,
        ),
        told(
            "c",
            met(HUN_SEN, KISHIDA, on="2022-03-21", place="Tokyo"),
            published="2024-02-01",
            background=True,
        ),
    )
    assert (fact.place, fact.variants) == ("Phnom Penh", ())
    assert [source.background for source in fact.sources] == [False, True, True]


def test_an_undated_recollection_is_not_drawn_to_its_publication(base: Base) -> None:
    found = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21")),
        told("b", met(HUN_SEN, KISHIDA), published="2022-03-22", background=True),
    )
    assert len(found) == 2


def test_a_leaders_meetings_at_home_stay_apart(base: Base) -> None:
    kim = Participant("Kim Jong Un", None, "KP")
    found = facts(
        base,
        told("a", met(kim, on="2024-10-14")),
        told("b", met(kim, on="2024-10-14")),
    )
    assert len(found) == 2


def test_a_wire_story_printed_twice_is_one_fact(base: Base) -> None:
    line = (
        "Officials of Cambodia and Japan held talks about ports, roads and railways on the coast."
    )
    [fact] = facts(
        base,
        told("a", met(parties=["JP", "KH"]), sentences=[line]),
        told("b", met(parties=["JP", "KH"]), sentences=[line]),
    )
    assert len(fact.sources) == 2


def test_dense_coverage_is_told_apart_day_by_day(base: Base) -> None:
    days = [f"2022-03-{day:02}" for day in range(1, 29, 2)]
    found = facts(
        base,
        *(told(f"a{day}", met(HUN_SEN, KISHIDA), published=day) for day in days),
        told("b", met(HUN_SEN, KISHIDA), published=days[0]),
    )
    assert len(found) == len(days)


def test_titles_and_order_of_people_follow_the_readings(base: Base) -> None:
    guest = Participant("Fumio Kishida", "Premier", "JP")
    [fact] = facts(
        base,
        told("a", met(guest, HUN_SEN, on="2022-03-21")),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21"), published="2022-03-23"),
        told("c", met(HUN_SEN, KISHIDA, on="2022-03-21"), published="2022-03-24"),
    )
    assert [(p.name, p.title, p.party) for p in fact.people] == [
        ("Fumio Kishida", "Prime Minister", "JP"),
        ("Hun Sen", "Prime Minister", "KH"),
    ]


def test_an_undated_telling_joins_the_month_reported_in_the_same_week(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-11"), published="2022-11-15"),
        told("b", met(HUN_SEN, KISHIDA), published="2022-11-14"),
    )
    assert fact.date == "2022-11"


def test_an_undated_telling_of_another_week_is_another_meeting(base: Base) -> None:
    found = facts(
        base,
        told("a", met(HUN_SEN, KISHIDA, on="2022-11"), published="2022-11-05"),
        told("b", met(HUN_SEN, KISHIDA), published="2022-11-24"),
    )
    assert len(found) == 2


def test_the_plan_of_a_visit_next_year_becomes_the_one_visit(base: Base) -> None:
    plan = met(KISHIDA, parties=["JP", "KH"], on="2022", form=Form.VISIT, status=Status.PLANNED)
    [fact] = facts(
        base,
        told("plan", plan, published="2021-12-01"),
        told("visit", met(HUN_SEN, KISHIDA, on="2022-03-20/2022-03-21", form=Form.VISIT)),
    )
    assert (fact.status, fact.history, fact.date) == (
        Status.HELD,
        ("planned",),
        "2022-03-20/2022-03-21",
    )


def test_the_plan_of_a_visit_does_not_choose_among_two(base: Base) -> None:
    plan = met(KISHIDA, parties=["JP", "KH"], on="2022", form=Form.VISIT, status=Status.PLANNED)
    found = facts(
        base,
        told("plan", plan, published="2021-12-01"),
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21", form=Form.VISIT)),
        told("b", met(HUN_SEN, KISHIDA, on="2022-11-12", form=Form.VISIT), published="2022-11-13"),
    )
    assert len(found) == 3


def test_a_plan_for_a_month_is_not_a_meeting_of_other_people_in_it(base: Base) -> None:
    found = facts(
        base,
        told(
            "plan",
            met(KISHIDA, parties=["JP", "KH"], on="2022-03", status=Status.PLANNED),
            published="2022-02-01",
        ),
        told("b", met(HUN_SEN, KISHIDA, on="2022-03-21")),
    )
    assert len(found) == 2

"""Queries as text that reads back as the same query."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers.spelling import spelled_out
from knowledge.base import Base
from knowledge.base.groups import RosterPerson
from knowledge.language import typed, understand
from knowledge.language.compose import identified, person
from knowledge.language.lexicon import load
from knowledge.language.tokens import tokenise
from knowledge.model import Answer, Choice, Form, Office, Period, Query, Status
from knowledge.names.gazetteer import countries, organisations
from knowledge.text import clean_query
from tests.effort import examples
from tests.knowledge.language.archive import build

TODAY = date(2026, 11, 21)
CODES = sorted({c.code for c in countries()} | {body.code for body in organisations()})
PEOPLE = ("fumio-kishida", "hun-sen", "joe-biden", "li-keqiang", "li-shangfu")
TITLES = sorted(set(load("offices").meanings.values()))
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def some(values: list[str] | tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    return draw(
        st.sampled_from(
            [
                Period(start, end, ""),
                Period(start, start, ""),
                Period(start, None, ""),
                Period(None, end, ""),
                Period(start.replace(month=1, day=1), start.replace(month=12, day=31), ""),
            ]
        )
    )


QUERIES = st.builds(
    Query,
    st.just("meetings"),
    parties=some(CODES),
    people=some(PEOPLE),
    offices=st.lists(
        st.builds(Office, st.sampled_from(TITLES), st.none() | st.sampled_from(CODES)),
        unique=True,
        max_size=2,
    ).map(tuple),
    period=st.none() | periods(),
    as_of=st.none() | DAYS,
    place=st.none() | st.sampled_from(["Phnom Penh", "the White House", "St. Petersburg"]),
    occasion=st.none() | st.sampled_from(["ASEAN Summit", "40th and 41st ASEAN Summits"]),
    words=some(("rice", "trade", "2025", "in", "Kishida")),
    forms=st.lists(st.sampled_from(Form), unique=True, max_size=2).map(tuple),
    statuses=st.lists(st.sampled_from(Status), unique=True, max_size=2).map(tuple),
    undated=st.booleans(),
    verified=st.booleans(),
    page=st.integers(1, 500),
    sidelines=st.booleans(),
)


def without_words(query: Query) -> Query:
    """A query without the words that say its period, which follow from its days."""
    period = query.period
    return query if period is None else replace(query, period=replace(period, words=""))


@given(QUERIES)
@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_query_survives_being_typed(base: Base, query: Query) -> None:
    understood = understand(typed(query), base, today=TODAY)
    assert understood.query is not None, (typed(query), understood)
    assert without_words(understood.query) == without_words(query), typed(query)


@pytest.mark.parametrize(
    "query",
    [
        Query("meetings", words=("sidelines",)),
        Query("meetings", occasion="on the sidelines"),
        Query("timeline", words=("undated", "rice")),
        Query("meetings", occasion="undated", period=Period(date(2022, 1, 1), None, "")),
    ],
)
def test_words_of_the_grammar_in_quotation_marks_are_searched_for(base: Base, query: Query) -> None:
    read = understand(f"/{typed(query)}", base, today=TODAY).query
    assert read is not None and typed(read) == typed(query)


@pytest.mark.parametrize("command", ["help", "status"])
def test_commands_of_dateline_survive_too(command: str, base: Base) -> None:
    assert understand(typed(Query(command)), base, today=TODAY).query == Query(command)


@pytest.mark.parametrize("code", CODES)
def test_every_party_survives(code: str, base: Base) -> None:
    for query in (Query("meetings", parties=(code,)), Query("whois", parties=(code,))):
        assert understand(typed(query), base, today=TODAY).query == query


def test_text_is_short_and_readable() -> None:
    query = Query(
        "meetings",
        parties=("JP",),
        people=("hun-sen",),
        statuses=(Status.PLANNED,),
        place="Phnom Penh",
        period=Period(date(2022, 3, 1), date(2022, 3, 31), "March 2022"),
        page=2,
    )
    assert typed(query) == 'meetings JP #p:hun-sen planned in "Phnom Penh" in 2022-03 page 2'


@given(QUERIES, st.lists(st.sampled_from(CODES), unique=True, min_size=2, max_size=3).map(tuple))
@settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_alternatives_survive_being_typed(
    base: Base, query: Query, either: tuple[str, ...]
) -> None:
    asked = replace(query, either=either, offices=())
    understood = understand(typed(asked), base, today=TODAY)
    assert understood.query is not None, (typed(asked), understood)
    assert without_words(understood.query) == without_words(asked)


@given(QUERIES, st.sampled_from(CODES), st.none() | st.sampled_from(CODES))
@settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_directions_survive_being_typed(
    base: Base, query: Query, there: str, whence: str | None
) -> None:
    asked = replace(query, forms=(Form.VISIT,), visited=there, visiting=whence)
    understood = understand(typed(asked), base, today=TODAY)
    assert understood.query is not None, (typed(asked), understood)
    assert without_words(understood.query) == without_words(asked)


IDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@given(IDS | st.sampled_from(["Q 6", 'a"b', "x;y", "_a_", "Jr.", "50%20", "japan-china", "a/b"]))
@settings(max_examples=examples(120), deadline=None)
def test_any_id_of_a_roster_survives(identity: str) -> None:
    text = person(identity)
    (token,) = tokenise(clean_query(f"meetings {text} planned"))[1:-1]
    assert identified(token.text.removeprefix("#p:")) == identity


def test_plain_ids_stay_as_they_are() -> None:
    assert person("hun-sen") == "#p:hun-sen"


@pytest.mark.parametrize(
    "identity", ["Q 6", 'a"b', "x;y", "Jr.", "japan-china", "a/b", "<x>&y", "p:1"]
)
def test_a_listed_person_survives_whatever_the_id(identity: str, tmp_path: Path) -> None:
    with build(tmp_path / "listed.db") as base:
        base.enlist([RosterPerson(identity, "Zoltan Quix", "JP", ("Prime Minister",))])
        for query in (Query("meetings", people=(identity,)), Query("whois", people=(identity,))):
            assert understand(typed(query), base, today=TODAY).query == query
        offered = Answer(None, "", False, base.scope(), nearest=(Choice("", typed(query)),))
        spelled = spelled_out(offered, base, today=TODAY)
        assert spelled.nearest[0].text == "whois Zoltan Quix"

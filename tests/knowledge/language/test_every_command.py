"""What words mean after each command, and that every query survives being typed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.base import Base
from knowledge.commands import COMMANDS, DATELINE
from knowledge.language import typed, understand
from knowledge.language.lexicon import load
from knowledge.language.speech import kinds, speech
from knowledge.model import (
    AgreementStatus,
    AgreementType,
    Form,
    Kind,
    MilestoneType,
    PaymentKind,
    PaymentStage,
    Query,
)
from knowledge.text import fold
from tests.effort import examples
from tests.knowledge.language.test_compose import CODES, DAYS, PEOPLE, periods, some, without_words

TODAY = date(2026, 11, 21)
BIDEN, KISHIDA, HUN_SEN = "joe-biden", "fumio-kishida", "hun-sen"


def query(text: str, base: Base) -> Query:
    understood = understand(text, base, today=TODAY)
    assert understood.query is not None, understood
    return understood.query


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/deals Japan", {"parties": ("JP",)}),
        ("/deals between Japan and Cambodia", {"parties": ("JP", "KH")}),
        ("/deals mou", {"types": (AgreementType.MOU,)}),
        ("/deals memoranda of understanding", {"types": (AgreementType.MOU,)}),
        ("/deals free trade with China", {"types": (AgreementType.FTA,), "parties": ("CN",)}),
        ("/deals signed", {"stages": (AgreementStatus.SIGNED,)}),
        ("/deals in force", {"stages": (AgreementStatus.IN_FORCE,)}),
        ("/deals planned treaties", {"types": (AgreementType.TREATY,), "stages": (AgreementStatus.PLANNED,)}),  # noqa: E501
        ("/deals about rice", {"words": ("rice",)}),
        ("/deals what was agreed with Japan", {"parties": ("JP",)}),
        ("/deals in Cambodia", {"parties": ("KH",)}),
        ("/deals in Phnom Penh", {"words": ("Phnom", "Penh")}),
        ("/money from Japan", {"giver": "JP"}),
        ("/money from Japan to Cambodia", {"giver": "JP", "receiver": "KH"}),
        ("/money given by the EU to Cambodia", {"giver": "EU", "receiver": "KH"}),
        ("/money Japan loans", {"parties": ("JP",), "types": (PaymentKind.LOAN,)}),
        ("/money yen", {"currencies": ("JPY",)}),
        ("/money USD grants", {"currencies": ("USD",), "types": (PaymentKind.GRANT,)}),
        ("/money how much did Japan give", {"parties": ("JP",)}),
        ("/money trade China", {"parties": ("CN",), "types": (PaymentKind.TRADE,)}),
        ("/quotes Biden", {"people": (BIDEN,)}),
        ("/quotes what did Kishida say about rice", {"people": (KISHIDA,), "words": ("rice",)}),
        ("/quotes Cambodia direct", {"parties": ("KH",), "direct": True}),
        ("/quotes reported Hun Sen", {"people": (HUN_SEN,), "direct": False}),
        ("/timeline Cambodia Japan", {"parties": ("KH", "JP")}),
        ("/timeline Hun Sen Kishida", {"people": (HUN_SEN, KISHIDA)}),
        ("/timeline Japan deals", {"parties": ("JP",), "kinds": (Kind.AGREEMENT,)}),
        ("/facts solar power", {"words": ("solar", "power")}),
        ("/facts Kishida rice", {"people": (KISHIDA,), "words": ("rice",)}),
        ("/search rice", None),
        ("search rice", {"words": ("rice",)}),
        ("deals with Japan", {"parties": ("JP",)}),
        ("/dateline money from Japan", {"giver": "JP"}),
    ],
)  # fmt: skip
def test_words_after_a_command(text: str, expected: dict[str, Any] | None, base: Base) -> None:
    if expected is None:
        # A first word is no name of a slash command.
        assert query(text, base).command == "facts"
        return
    found = query(text, base)
    assert found == replace(Query(found.command), **expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/upcoming", {"ahead": TODAY}),
        ("/upcoming Japan", {"parties": ("JP",), "ahead": TODAY}),
        ("/upcoming visits", {"forms": (Form.VISIT,), "kinds": (Kind.MEETING,), "ahead": TODAY}),
        (
            "/upcoming anniversaries as of 2022-11-15",
            {
                "types": (MilestoneType.ANNIVERSARY,),
                "kinds": (Kind.MILESTONE,),
                "as_of": date(2022, 11, 15),
                "ahead": date(2022, 11, 15),
            },
        ),
    ],
)
def test_what_lies_ahead(text: str, expected: dict[str, Any], base: Base) -> None:
    assert query(text, base) == replace(Query("upcoming", foreseen=True), **expected)


def test_a_period_asks_for_its_own_days(base: Base) -> None:
    found = query("/upcoming 2023", base)
    assert found.ahead is None
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2023, 1, 1), date(2023, 12, 31))


def test_every_lexicon_of_a_command_holds_values_that_its_meaning_takes() -> None:
    for command in COMMANDS:
        for words in speech(command.name).vocabulary:
            for value in set(load(words.lexicon).meanings.values()):
                assert words.meaning(value)(Query(command.name)) != Query(command.name)


@pytest.mark.parametrize(
    ("lexicon", "values"),
    [
        ("agreement_types", set(AgreementType)),
        ("agreement_stages", set(AgreementStatus)),
        ("payment_kinds", set(PaymentKind)),
        ("payment_stages", set(PaymentStage)),
        ("milestone_types", set(MilestoneType)),
        ("manners", {"direct", "reported"}),
        ("kinds", set(Kind) - {Kind.ROLE}),
    ],
)
def test_every_value_can_be_typed(lexicon: str, values: set[str]) -> None:
    assert set(load(lexicon).meanings.values()) == values
    assert all(load(lexicon).get(fold(value)) == value for value in values)


@pytest.mark.parametrize("command", [one for one in COMMANDS if one is not DATELINE])
def test_every_command_tells_kinds_of_fact(command: Any) -> None:
    assert kinds(Query(command.name)) == command.kinds != ()


COMMON = {
    "parties": some(CODES),
    "people": some(PEOPLE),
    "period": st.none() | periods(),
    "as_of": st.none() | DAYS,
    "words": some(("rice", "2025", "Kishida", "harbour")),
    "undated": st.booleans(),
    "verified": st.booleans(),
    "page": st.integers(1, 500),
}


def several(values: Any) -> Any:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


ANY = st.one_of(
    st.builds(
        Query,
        st.just("deals"),
        types=several(AgreementType),
        stages=several(AgreementStatus),
        **COMMON,
    ),
    st.builds(
        Query,
        st.just("money"),
        types=several(PaymentKind),
        currencies=several(("USD", "JPY", "EUR")),
        giver=st.none() | st.sampled_from(CODES),
        receiver=st.none() | st.sampled_from(CODES),
        **COMMON,
    ),
    st.builds(Query, st.just("quotes"), direct=st.none() | st.booleans(), **COMMON),
    st.builds(
        Query,
        st.just("timeline"),
        kinds=several([kind for kind in Kind if kind is not Kind.ROLE]),
        **COMMON,
    ),
    st.builds(Query, st.just("facts"), **COMMON),
)


@given(ANY)
@settings(
    max_examples=examples(120),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_query_of_any_command_survives_being_typed(base: Base, query: Query) -> None:
    understood = understand(typed(query), base, today=TODAY)
    assert understood.query is not None, (typed(query), understood)
    assert without_words(understood.query) == without_words(query), typed(query)

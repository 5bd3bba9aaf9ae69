"""What is filled in reads back, as typed text, as the same query."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.base import Base
from knowledge.language import forms, typed, understand
from knowledge.language.forms import Field, Filled, Unfit, form_of, query_of
from knowledge.model import Office, Query
from knowledge.names.gazetteer import countries, organisations
from tests.effort import examples
from tests.knowledge.language.test_compose import without_words

TODAY = date(2026, 11, 21)
CODES = sorted({c.code for c in countries()} | {body.code for body in organisations()})
PEOPLE = ("fumio-kishida", "hun-sen", "joe-biden", "li-keqiang")
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TEXTS = st.sampled_from(
    ("", "Phnom Penh", "the “White House”", "since 2020", "#p:hun-sen", "Japan OR Peru", "rice",
     "ភ្នំពេញ", "القاهرة", "page 2", 'a "b" c', "*x* <!channel>", "in", "17")
)  # fmt: skip


# A word of the grammar alone is the name of no place.
SETTINGS = TEXTS.filter(lambda text: text != "in")


def several(
    values: tuple[str, ...] | list[str], most: int = 3
) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=most).map(tuple)


@st.composite
def filled(draw: st.DrawFn, command: str) -> Filled:
    """A form of a command, filled in somehow."""
    form = form_of(command)
    start, end = sorted((draw(DAYS), draw(DAYS)))
    values: dict[Field, st.SearchStrategy[Any]] = {
        Field.PARTIES: several(CODES),
        Field.PEOPLE: several(PEOPLE),
        Field.OFFICES: several([title for title, _ in forms.offices()]),
        Field.GIVER: st.none() | st.sampled_from(CODES),
        Field.RECEIVER: st.none() | st.sampled_from(CODES),
        Field.PLACE: SETTINGS,
        Field.OCCASION: SETTINGS,
        Field.TOPIC: TEXTS,
        Field.SINCE: st.none() | st.just(start),
        Field.UNTIL: st.none() | st.just(end),
        Field.AS_OF: st.none() | DAYS,
    }
    given_ = {str(field): draw(values[field]) for field in form.fields}
    chosen = {
        one.lexicon: draw(several([value for value, _ in one.options], 1 if one.single else 3))
        for one in form.choices
    }
    return Filled(
        **given_, more=tuple(one for one in form.more if draw(st.booleans())), chosen=chosen
    )


@pytest.mark.parametrize("command", [one.name for one in forms.SEARCHES])
@given(data=st.data())
@settings(
    max_examples=examples(30),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_form_asks_what_its_text_says(base: Base, command: str, data: st.DataObject) -> None:
    try:
        query = query_of(command, data.draw(filled(command)))
    except Unfit as unfit:
        assert set(unfit.said) <= set(form_of(command).fields)
        return
    understood = understand(typed(query), base, today=TODAY)
    assert understood.query is not None, (typed(query), understood)
    asked = without_words(replace(understood.query, ahead=None, foreseen=False))
    assert replace(asked, kinds=()) == replace(without_words(query), kinds=()), typed(query)
    assert set(asked.kinds) == set(query.kinds)


def test_an_empty_form_asks_for_all_but_where_a_name_is_needed() -> None:
    assert query_of("meetings", Filled()) == Query("meetings")
    assert query_of("money", Filled()) == Query("money")
    for command in ("whois", "timeline", "facts"):
        with pytest.raises(Unfit) as caught:
            query_of(command, Filled())
        assert set(caught.value.said) == {Field.PARTIES}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Filled(since=date(2022, 3, 2), until=date(2022, 3, 1)), Field.UNTIL),
        (Filled(place="?!*"), Field.PLACE),
        (Filled(occasion="…"), Field.OCCASION),
        (Filled(topic="🙈 🙈"), Field.TOPIC),
        (Filled(topic="a b c d e f g h i"), Field.TOPIC),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(wrong: Filled, field: Field) -> None:
    with pytest.raises(Unfit) as caught:
        query_of("meetings", wrong)
    assert set(caught.value.said) == {field}


def test_a_title_beside_one_country_is_that_of_its_holder() -> None:
    titled = Filled(parties=("JP",), offices=("Prime Minister", "nonsense"))
    assert query_of("meetings", titled) == Query(
        "meetings", offices=(Office("Prime Minister", "JP"),)
    )
    among = query_of("meetings", replace(titled, parties=("JP", "KH")))
    assert (among.parties, among.offices) == (("JP", "KH"), (Office("Prime Minister"),))


def test_what_is_ticked_counts_where_it_can() -> None:
    ticked = Filled(more=("undated", "sidelines", "nonsense"), since=date(2022, 3, 1))
    query = query_of("meetings", ticked)
    assert query.undated and query.sidelines
    assert not query_of("meetings", replace(ticked, since=None)).undated
    assert form_of("deals").more == ("undated",) and form_of("whois").more == ()


def test_a_currency_is_found_by_its_code_and_by_its_name() -> None:
    choice = next(one for one in form_of("money").choices if one.lexicon == "currencies")
    labels = dict(choice.options)
    assert [labels[code] for code in ("JPY", "KRW", "CNY")] == [
        "Yen (JPY)", "Won (KRW)", "Yuan (CNY)"
    ]  # fmt: skip
    assert labels["USD"] == "US dollar (USD)" and labels["HKD"] == "Hong Kong dollar (HKD)"


def test_values_that_no_form_offers_are_left_out() -> None:
    odd = Filled(chosen={"forms": ("visit", "nonsense"), "currencies": ("USD",)})
    assert [str(form) for form in query_of("meetings", odd).forms] == ["visit"]

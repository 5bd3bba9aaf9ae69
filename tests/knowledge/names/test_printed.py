"""The forms under which articles print a party."""

import pytest

from knowledge.names.printed import is_doubtful, is_named, printed_forms


def test_names_adjectives_and_people_the_usual_name_first() -> None:
    forms = printed_forms("UA")
    assert forms[0] == "Ukraine"
    assert {"Ukrainian", "Ukrainians"} <= set(forms)


def test_an_unknown_code_has_none() -> None:
    assert printed_forms("XX") == ()


def test_forms_that_are_other_words_are_left_out_unless_they_are_the_usual_name() -> None:
    assert printed_forms("TR")[0] == "Turkey"
    assert "who" not in {form.casefold() for form in printed_forms("WHO")}


@pytest.mark.parametrize("text", ["the US said", "a U.S. envoy", "two Americans", "US-led talks"])
def test_an_abbreviation_that_is_a_word_counts_in_capitals(text: str) -> None:
    assert is_doubtful("US")
    assert is_named("US", text)


@pytest.mark.parametrize("text", ["let us use it", "AUSTRALIA", "a bus to Busan"])
def test_a_word_is_no_abbreviation(text: str) -> None:
    assert not is_named("US", text)

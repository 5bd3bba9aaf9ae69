"""The forms under which articles print a party."""

from knowledge.names.printed import as_printed, printed_forms


def test_names_adjectives_and_people_the_usual_name_first() -> None:
    forms = printed_forms("UA")
    assert forms[0] == "Ukraine"
    assert {"Ukrainian", "Ukrainians"} <= set(forms)


def test_an_unknown_code_has_none() -> None:
    assert printed_forms("XX") == ()


def test_forms_that_are_other_words_are_left_out_unless_they_are_the_usual_name() -> None:
    assert printed_forms("TR")[0] == "Turkey"
    assert "who" not in {form.casefold() for form in printed_forms("WHO")}


def test_an_abbreviation_that_is_a_word_must_stand_there_in_capitals() -> None:
    assert any("US" in pattern for pattern in as_printed("US"))
    assert as_printed("JP") == ()

from textwrap import fill

import pytest

from knowledge.reading.layout import spans

LONG = (
    "The two ministers went through the fisheries accord line by line before lunch. They then "
    "walked to the harbour, where the mayor of the town was waiting with an interpreter and two "
    "pilots. Neither side spoke to the press about the price of licences, which had divided them "
    "in spring, but both praised the work of their delegations and of the harbour master."
)
SHORT = "A second round is planned for May in Lisbon, officials of both sides said afterwards."


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in spans(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs(f"{LONG}\n\n{SHORT}\n \n{LONG}") == [LONG, SHORT, LONG]


def test_each_line_is_a_paragraph_where_sentences_end_with_lines() -> None:
    lines = [LONG, SHORT, "He thanked her.", "She left on Friday."]
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize("width", [50, 66, 72, 80, 100])
def test_lines_broken_at_a_width_are_one_paragraph(width: int) -> None:
    text = f"{fill(LONG, width)}\n\n{fill(SHORT, width)}\n\n{fill(LONG, width)}\n"
    assert paragraphs(text) == [LONG, SHORT, LONG]


def test_lines_broken_at_a_width_without_blank_lines_end_where_a_line_had_room() -> None:
    text = f"{fill(SHORT, 40)}\n{fill(LONG, 40)}\n{fill(SHORT, 40)}"
    assert paragraphs(text) == [SHORT, LONG, SHORT]


def test_raggedly_broken_lines_between_blank_lines_are_one_paragraph() -> None:
    text = (
        "The prime minister met with\nPresident Ana Lima, who is on a short visit\n"
        "at his invitation.\n\nDuring the talks the two sides signed\n"
        "a memorandum on ports. It enters into force\nin June.\n\nPresident of Ruritania\n"
        "Rudolf Elph: Thank you,\nMadam President.\n"
    )
    assert paragraphs(text) == [
        "The prime minister met with President Ana Lima, who is on a short visit at his "
        "invitation.",
        "During the talks the two sides signed a memorandum on ports. It enters into force in "
        "June.",
        "President of Ruritania Rudolf Elph: Thank you, Madam President.",
    ]


def test_list_items_are_paragraphs_of_their_own_and_keep_their_wrapped_lines() -> None:
    item = (
        "-   The partners will study a ferry line between the two islands\n    and report on it "
        "to both parliaments before the summer recess."
    )
    text = f"{fill(LONG, 66)}\n\n{item}\n{item}\n"
    assert len(paragraphs(text)) == 3


def test_a_place_line_and_a_separator_stand_alone() -> None:
    text = "[Place: Lima]\nThe leaders met with\nfishermen.\n* * *\nThey left with\ntheir nets."
    assert paragraphs(text) == [
        "[Place: Lima]",
        "The leaders met with fishermen.",
        "* * *",
        "They left with their nets.",
    ]


def test_headings_between_single_lines_are_not_joined_to_the_next_line() -> None:
    lines = ["Peru-Japan", SHORT, "Peru-Chile", SHORT, "Peru-Republic of Korea", LONG]
    assert paragraphs("\n".join(lines)) == lines


def test_other_line_separators_part_lines() -> None:
    assert paragraphs("One ended.\u2028Two ended.\x0cThree ended.") == [
        "One ended.",
        "Two ended.",
        "Three ended.",
    ]


@pytest.mark.parametrize("mark", ["-0-", "- 0 -", "###", "(END)", "—ends—"])
def test_an_end_mark_is_parted_from_the_last_sentence(mark: str) -> None:
    assert paragraphs(f"They had a talk. {mark}") == ["They had a talk.", mark]


def test_spans_have_no_white_space_at_their_ends() -> None:
    text = "\n  \u00a0 One. \u00a0\n\n\tTwo. \n"
    assert [text[start:end] for start, end in spans(text)] == ["One.", "Two."]


def test_white_space_alone_has_no_paragraphs() -> None:
    assert spans(" \n\t\n\u00a0") == []

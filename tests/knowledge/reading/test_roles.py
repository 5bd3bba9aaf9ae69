import pytest

from knowledge.model import ParagraphRole
from tests.knowledge.reading.helpers import having, read_text, rows

BODY = (
    "President Ana Lima met the visiting minister in Quito, and both praised the fisheries accord."
)
MORE = "The two sides will meet again when the rains have ended, the minister told reporters."

TITLE, CAPTION, DATELINE = ParagraphRole.TITLE, ParagraphRole.CAPTION, ParagraphRole.DATELINE
HEADING, BOILERPLATE = ParagraphRole.HEADING, ParagraphRole.BOILERPLATE


def test_the_first_line_without_a_full_stop_is_the_title() -> None:
    article = read_text("Lima and Okoro speak of fish", BODY, MORE)
    assert article.title == "Lima and Okoro speak of fish"
    assert having(article, TITLE) == ["Lima and Okoro speak of fish"]


def test_the_second_deck_of_a_headline_is_title_too() -> None:
    deck = "Accord on fisheries opens the southern waters to both fleets"
    article = read_text("Lima hosts Okoro", deck, BODY)
    assert having(article, TITLE) == ["Lima hosts Okoro", deck]
    assert article.title == "Lima hosts Okoro"


def test_a_title_from_front_matter_is_found_in_the_text() -> None:
    article = read_text("LIMA HOSTS OKORO!", BODY, head='title: "Lima hosts Okoro"')
    assert having(article, TITLE) == ["LIMA HOSTS OKORO!"]
    assert article.title == "Lima hosts Okoro"


def test_a_headline_beside_another_title_in_the_front_matter_is_title() -> None:
    article = read_text(
        "Lima hosts Okoro for talks on fish", BODY, head="title: Lima hosts Okoro for fish talks"
    )
    assert having(article, TITLE) == ["Lima hosts Okoro for talks on fish"]


def test_a_section_heading_in_first_place_is_no_title() -> None:
    article = read_text("Peru-Japan", BODY, "Peru-Chile", MORE)
    assert article.title is None
    assert having(article, HEADING) == ["Peru-Japan", "Peru-Chile"]


def test_a_lone_line_is_body() -> None:
    assert [role for role, _ in rows(read_text("Lima hosts Okoro"))] == [ParagraphRole.BODY]


@pytest.mark.parametrize(
    "caption",
    [
        "President Ana Lima and her guest Tom Okoro greet fishermen in Quito on Monday. MPS",
        "President Ana Lima greets fishermen on Monday. Jo Roe",
        "Ana Lima (left) and Tom Okoro walk along the quay.",
        "Ana Lima greets fishermen. (Photo by Jo Roe)",
        "Ana Lima at the harbour. Photo: Jo Roe/The Paper",
        "Ana Lima at the harbour. Image: Jo Roe.",
        "Photo: Jo Roe",
        "Ana Lima speaks in Quito on Monday. AFP",
        "Ana Lima speaks in Quito. AP Photo/Jo Roe",
        "Ana Lima speaks in Quito. FILE PHOTO",
    ],
)
def test_captions_at_the_head(caption: str) -> None:
    article = read_text("Lima hosts Okoro", caption, BODY, MORE)
    assert having(article, CAPTION) == [caption]
    assert having(article, TITLE) == ["Lima hosts Okoro"]


def test_a_caption_between_paragraphs_has_its_credit_in_capitals() -> None:
    caption = "Fishermen mend their nets in the harbour of Quito. XINHUA"
    assert having(read_text(BODY, caption, MORE), CAPTION) == [caption]


@pytest.mark.parametrize(
    "body",
    [
        "President Lima said the accord would be signed by her government in June. AFP",
        "She had seen a photo of the harbour, she said, and it had pleased her.",
        "He went on. The visit ended with a dinner that the mayor gave for both delegations.",
    ],
)
def test_the_last_paragraph_is_no_caption_for_its_agency(body: str) -> None:
    assert having(read_text(BODY, body), CAPTION) == []


@pytest.mark.parametrize(
    "line",
    [
        "[Place: Durban]",
        "Saturday, January 5, 2019",
        "5 January 2019",
        "Quito, 14 November 2022",
        "AKP, April 25, 2017",
        "QUITO, Nov 14 (ANDES) --",
        "Published: 15 November 2022, 10:30 ICT",
        "Jo Roe | Publication date 15 November 2022 | 22:09 ICT",
    ],
)
def test_datelines_on_a_line_of_their_own(line: str) -> None:
    assert having(read_text(line, BODY, MORE), DATELINE) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Remembering 11 September 2001",
        "The attacks, 11 September 2001",
        "Anniversary of 14 November 2022",
        "Talks of 12–14 November 2022",
        "From 3 May 2019 to 5 May 2019",
    ],
)
def test_headlines_with_a_date_are_no_datelines(line: str) -> None:
    assert having(read_text(line, BODY, MORE), DATELINE) == []


def test_a_dateline_that_opens_a_paragraph_stays_in_the_body() -> None:
    article = read_text(f"QUITO, Nov 14 (ANDES) -- {BODY}", MORE)
    assert [role for role, _ in rows(article)] == [ParagraphRole.BODY] * 2


def test_a_day_as_heading_of_a_chronicle_is_no_dateline() -> None:
    article = read_text(BODY, MORE, BODY, MORE, BODY, MORE, BODY, MORE, "12 May", BODY, MORE)
    assert having(article, HEADING) == ["12 May"]


def test_an_office_signs_off_with_its_name_and_the_day() -> None:
    article = read_text(BODY, MORE, "MINISTRY OF FISHERIES", "12 May 2016")
    assert having(article, DATELINE) == ["12 May 2016"]
    assert having(article, BOILERPLATE) == ["MINISTRY OF FISHERIES"]


@pytest.mark.parametrize("label", ["By", "BY", "Written by", "By:", "Reporter :"])
def test_a_byline_is_read_and_is_no_body(label: str) -> None:
    article = read_text("Lima hosts Okoro", f"{label} Jo Roe and Max van Dam", BODY, MORE)
    assert article.byline == "Jo Roe and Max van Dam"
    assert having(article, BOILERPLATE) == [f"{label} Jo Roe and Max van Dam"]


def test_a_byline_below_the_text_is_read() -> None:
    article = read_text(BODY, *[MORE] * 9, "By Jo Roe")
    assert article.byline == "Jo Roe"
    assert having(article, BOILERPLATE) == ["By Jo Roe"]


def test_prose_that_begins_with_by_is_no_byline() -> None:
    article = read_text("By Monday the nets were full.", BODY)
    assert article.byline is None


@pytest.mark.parametrize("heading", ["Peru-Japan", "Peru-Republic of Korea", "Fisheries", "Next"])
def test_short_lines_between_paragraphs_are_headings(heading: str) -> None:
    assert having(read_text(BODY, heading, MORE), HEADING) == [heading]


def test_three_short_lines_in_a_row_are_a_list() -> None:
    article = read_text(BODY, "Ana Lima", "Tom Okoro", "Jo Roe", MORE)
    assert having(article, HEADING) == []


def test_a_speaker_is_no_heading() -> None:
    article = read_text(BODY, "President of Peru", "Ana Lima: Thank you all for coming.", MORE)
    assert having(article, HEADING) == []


def test_salutations_are_no_headings() -> None:
    article = read_text("Your Excellency,", "Ms Ana Lima", BODY, MORE)
    assert having(article, HEADING) == []


def test_a_heading_needs_body_below() -> None:
    assert having(read_text(BODY, MORE, "The accord"), HEADING) == []


@pytest.mark.parametrize(
    "line",
    [
        "Comments are closed.",
        "ADVERTISEMENT",
        "Advertisement - story continues below",
        "Share this:",
        "SHARE THIS ARTICLE",
        "34 shares",
        "1.2K",
        "\t7",
        "Sign up for our newsletter and get the morning's news.",
        "Read more: Okoro lands in Quito",
        "© 2022 The Paper. All rights reserved.",
        "All rights reserved.",
        "* * *",
        "<…>",
        "-0-",
        "Last updated on 15 Sep 2020",
        "Tags: fisheries, Peru",
        "Reporting by Jo Roe; editing by Max Dam",
        "By Jo Roe",
        "=QUITO NEWS",
        "ANDES/QNA",
        "Contact author: Jo Roe",
    ],
)
def test_boilerplate_at_the_end(line: str) -> None:
    assert having(read_text(BODY, MORE, line), BOILERPLATE) == [line.strip()]


def test_links_to_other_articles_go_with_their_heading() -> None:
    article = read_text(
        BODY, MORE, "RELATED STORIES", "Okoro lands in Quito", "Nets are full again", "12"
    )
    assert len(having(article, BOILERPLATE)) == 4


def test_prose_after_related_links_is_body_again() -> None:
    article = read_text(BODY, "Related articles", "Okoro lands in Quito", MORE)
    assert rows(article)[-1] == (ParagraphRole.BODY, MORE)


def test_advertisements_between_paragraphs_are_boilerplate() -> None:
    article = read_text(BODY, "ADVERTISEMENT", MORE)
    assert [role for role, _ in rows(article)] == [
        ParagraphRole.BODY,
        BOILERPLATE,
        ParagraphRole.BODY,
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Related talks on ports were held by their deputies in a small room beside the hall.",
        "More than forty fishermen came to the quay to see the two leaders off that evening.",
        "Share prices of both fleets rose on Tuesday after the accord was signed in Quito.",
        "“Comments are closed,” read a sign at the door of the ministry during the talks.",
    ],
)
def test_prose_that_begins_like_boilerplate_is_body(body: str) -> None:
    assert having(read_text(BODY, body), BOILERPLATE) == []

from datetime import date

import pytest

from knowledge.reading.article import parse_text
from knowledge.reading.published import infer
from knowledge.reading.years import years
from tests.knowledge.reading.helpers import read_text

BODY = "President Ana Lima met the visiting minister in the harbour, her office announced."
TODAY = date(2026, 11, 21)


def inferred(*paragraphs: str) -> tuple[str, str] | None:
    article = read_text(*paragraphs)
    return infer(article.text, article.paragraphs, today=TODAY)


@pytest.mark.parametrize(
    ("head", "day", "words"),
    [
        ("AKP, April 25, 2017", "2017-04-25", "April 25, 2017"),
        ("Saturday, January 5, 2019", "2019-01-05", "Saturday, January 5, 2019"),
        ("Quito, 14 November 2022", "2022-11-14", "14 November 2022"),
        (f"QUITO, Nov. 14, 2022 (ANDES) -- {BODY}", "2022-11-14", "Nov. 14, 2022"),
        (f"(Quito, 14 November 2022) {BODY}", "2022-11-14", "14 November 2022"),
        (f"Quito (QN), Nov. 14, 2022 – {BODY}", "2022-11-14", "Nov. 14, 2022"),
        (f"QUITO, D.C., 14 November 2022 ― {BODY}", "2022-11-14", "14 November 2022"),
        (f"Today, 14 November 2022, {BODY}", "2022-11-14", "14 November 2022"),
    ],
)
def test_a_dateline_with_its_year_gives_the_day(head: str, day: str, words: str) -> None:
    assert inferred(head, BODY) == (day, f"inferred from “{words}”")


def test_the_day_below_a_press_release_is_its_date() -> None:
    paragraphs = (BODY, BODY, "MINISTRY OF FISHERIES", "12 May 2016")
    assert inferred(*paragraphs) == ("2016-05-12", "inferred from “12 May 2016”")


@pytest.mark.parametrize(
    "text",
    [
        "The accord will enter into force on June 4, 2017, the minister told reporters in Quito.",
        "The treaty of April 17, 1975, was the subject of a long debate, the minister said.",
        "Quito will host the games on Monday, March 21, and has built a new quay since 2020.",
        "On November 14, 2022 – a day after the summit – Ana Lima met the visiting minister.",
        "“The summit is on March 21,” said Ana Lima. The accord was signed in 2020.",
    ],
)
def test_the_date_of_an_event_is_no_publication_date(text: str) -> None:
    assert inferred(BODY, text) is None


def test_a_weekday_with_its_date_fits_one_year_between_the_bounds() -> None:
    assert inferred(
        "Ana Lima met Tom Okoro on Monday, March 21, and praised the fisheries accord.",
        "She had been in doubt about it at the start of 2020, when the nets were empty.",
    ) == ("2022-03", "inferred from “Monday, March 21” and “the start of 2020”")


@pytest.mark.parametrize(
    "bound",
    [
        "The accord was signed in 2014.",  # Mondays: 2016 and 2022.
        "The accord is good for both sides.",  # No bound at all.
        "The accord was signed in 2023.",  # No such Monday until 2033.
    ],
)
def test_without_a_single_year_left_nothing_is_inferred(bound: str) -> None:
    assert inferred("Ana Lima met Tom Okoro on Monday, March 21, in Quito.", bound) is None


def test_a_year_ahead_is_the_latest_that_is_possible() -> None:
    text = "Ana Lima met Tom Okoro on Monday, March 21, in Quito."
    past = "The accord was signed in 2014."
    ahead = "A second accord will be signed in 2018, she said."
    assert inferred(text, past, ahead) == (
        "2016-03",
        "inferred from “Monday, March 21”, “in 2014” and “in 2018”",
    )


def test_a_week_that_leads_into_the_next_month_gives_the_year() -> None:
    text = "Ana Lima met Tom Okoro on Thursday, April 28, in Quito."
    assert inferred(text, "The accord was signed in 2020.") == (
        "2022",
        "inferred from “Thursday, April 28” and “in 2020”",
    )


def test_a_week_that_leads_into_the_next_year_gives_nothing() -> None:
    text = "Ana Lima met Tom Okoro on Friday, December 30, in Quito."
    assert inferred(text, "The accord was signed in 2020.") is None


CAPTION = "Ana Lima and her guest Tom Okoro speak to fishermen in Quito on Monday. AFP"
SAID = "The nets are full again, Ana Lima said on March 21 while she walked along the quay."
BOUND = "They were empty at the start of 2020, when the waters were warm."


def test_weekday_of_the_caption_and_date_of_the_lead_are_one_day() -> None:
    assert inferred("Nets full", CAPTION, SAID, BOUND) == (
        "2022-03",
        "inferred from “Monday”, “March 21” and “the start of 2020”",
    )


@pytest.mark.parametrize(
    "spoiler",
    [
        "The minister left on Wednesday.",
        "The fishermen had waited since March 2.",
        "They meet again on May 3.",
    ],
)
def test_another_weekday_or_date_unties_them(spoiler: str) -> None:
    assert inferred("Nets full", CAPTION, SAID, BOUND, spoiler) is None


def test_weekday_and_date_of_different_people_are_not_tied() -> None:
    other = "The nets are full again, a trader said on March 21 in the market hall."
    assert inferred("Nets full", CAPTION, other, BOUND) is None


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("last year (2021)", "2022"),
        ("next year, 2023,", "2022"),
        ("this year (2022)", "2022"),
    ],
)
def test_the_article_may_name_its_own_year(words: str, year: str) -> None:
    found = inferred(BODY, f"The accord of {words} is good for both sides.")
    assert found is not None
    assert found[0] == year
    assert words.split(" ")[0] in found[1]


def test_a_dateline_without_a_year_becomes_a_day_with_one() -> None:
    text = f"QUITO, July 19 (ANDES) -- {BODY}"
    assert inferred(text, "It was signed last year (2021).") == (
        "2022-07-19",
        "inferred from “July 19” and “last year (2021)”",
    )
    assert inferred(text, BODY) is None


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Quito, 14 November 2031", BODY),
        ("Quito, 14 November 2016", "The accord was signed in 2019, the minister said."),
        ("Updated: 14 November 2022", BODY),
    ],
)
def test_datelines_that_can_not_be_right_are_not_used(line: str, body: str) -> None:
    assert inferred(line, body) is None


def test_nothing_is_inferred_from_the_future() -> None:
    text = "Ana Lima met Tom Okoro on Monday, March 21, in Quito."
    article = read_text(text, "It was at the end of 2020 that nets were empty.")
    assert infer(article.text, article.paragraphs, today=date(2022, 3, 20)) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It was built in 2017.", 2017, None),
        ("The nets were empty at the start of 2020. It was built in 2017.", 2020, None),
        ("It has grown since 2019, the ministry said.", 2019, None),
        ("It was opened on 3 May 2018 by the mayor.", 2018, None),
        ("It will be built in 2025.", None, 2025),
        ("It is expected to be ready by 2025, and to grow until 2030.", None, 2025),
        ("Both sides agreed to designate 2023 as the year of the sea.", None, 2023),
        ("The scheme was extended to January 2021.", None, None),
        ("It was planned to be ready by 2019.", None, None),
        ("The goal was a free sea by 2030.", None, None),
        ("He said in 2015 that it will be ready in 2019.", None, None),
        ("They won 2022 fish.", None, None),
        ("It was said to be for 2022/23.", None, None),
        ("It was built in 2017. It will be ready in 2015.", None, None),
    ],
)
def test_years_bound_an_article_only_with_clear_tense(
    text: str, first: int | None, last: int | None
) -> None:
    told = years(text, latest=2026)
    assert (told.first, told.last) == (first, last)


def test_contradicting_own_years_are_nothing() -> None:
    assert years("last year (2021) and last year (2019)", latest=2026).own is None
    text = "It was built in 2024. It is good for this year (2022)."
    assert years(text, latest=2026).own is None


def test_a_given_date_is_never_replaced() -> None:
    article = parse_text("Saturday, January 5, 2019\n\n" + BODY, "x", published="2019-01-07")
    assert (article.published, article.published_basis) == ("2019-01-07", "given")

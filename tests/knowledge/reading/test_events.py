from datetime import date

import pytest

from knowledge.model import Article
from knowledge.reading import head_events, infer_from_archive, named_events
from tests.knowledge.reading.helpers import read_text

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("at the 12th and 13th Pacific Summits", ["12th Pacific Summit", "13th Pacific Summit"]),
        ("at the 12th Pacific summit of leaders", []),
        ("the Ninth Summit of the Islands", ["9th Summit of the Islands"]),
        ("the second Reef and Lagoon Forum", ["2nd Reef and Lagoon Forum"]),
        ("the 3rd, 4th and 5th Harbour Dialogue", ["3rd", "4th", "5th"]),
        ("the 2022 Harbour Summit in Quito", ["2022 Harbour Summit"]),
        ("the Harbour Summit 2022", ["2022 Harbour Summit"]),
        ("the second meeting and the third round of talks", []),
        ("the Second Meeting", []),
        ("the 45th President spoke at the Summit", []),
        ("the 21st Century Fisheries Plan", []),
    ],
)
def test_numbered_and_dated_events_are_named(text: str, events: list[str]) -> None:
    found = named_events(f"Ministers met at {text}.")
    if events[:1] == ["3rd"]:
        events = [f"{number} Harbour Dialogue" for number in events]
    assert found == events


def test_each_event_comes_once() -> None:
    text = "The 12th Pacific Summit began. After the 12th PACIFIC SUMMIT, the 12th Pacific Summits"
    assert named_events(text) == ["12th Pacific Summit"]


def undated(*more: str) -> Article:
    return read_text(
        "With the 12th and 13th Pacific Summits drawing to a close on November 13, details of "
        "Ana Lima’s talks are emerging.",
        "She met Tom Okoro on November 14, her office said.",
        *more,
    )


def infer(article: Article, *dated: tuple[str, str, str]) -> tuple[str, str] | None:
    return infer_from_archive(article, dated, today=TODAY)


def test_another_article_on_the_event_gives_the_month() -> None:
    assert infer(
        undated(),
        ("12th Pacific Summit", "2022-11-15", "other"),
        ("13th Pacific Summit", "2022-11-15", "other"),
    ) == (
        "2022-11",
        "inferred: names the 12th and 13th Pacific Summit, as does an article of 15 Nov 2022",
    )


def test_without_days_the_year_is_given_unless_another_is_near() -> None:
    article = read_text("The 12th Pacific Summit ended with a dinner in Quito, Ana Lima said.")
    assert infer(article, ("12th Pacific Summit", "2022-06-15", "o")) is not None
    assert infer(article, ("12th Pacific Summit", "2022-12-15", "o")) is None


def test_the_same_article_dates_nothing() -> None:
    assert infer(undated(), ("12th Pacific Summit", "2022-11-15", "sample")) is None


@pytest.mark.parametrize(
    "dated",
    [
        [("11th Pacific Summit", "2022-11-15", "o")],
        [("12th Pacific Summit", "2022", "o")],
        [("12th Pacific Summit", "XXXX-11-15", "o")],
        [("12th Pacific Summit", "2022-11-15", "o"), ("12th Pacific Summit", "2024-01-05", "p")],
        [("12th Pacific Summit", "2022-06-15", "o")],
    ],
)
def test_articles_that_tell_too_little_or_different_times(
    dated: list[tuple[str, str, str]],
) -> None:
    assert infer(undated(), *dated) is None


def test_the_text_may_speak_against_it() -> None:
    later = undated("The nets were empty in 2023, she recalled.")
    assert infer(later, ("12th Pacific Summit", "2022-11-15", "o")) is None


def test_an_event_of_another_year_gives_nothing() -> None:
    article = read_text("At the 12th Pacific Summit last year, Ana Lima was still a minister.")
    assert infer(article, ("12th Pacific Summit", "2022-06-15", "o")) is None


def test_events_far_below_the_head_are_not_what_an_article_is_about() -> None:
    filler = "The nets were full, the traders said, and the market hall was open until noon. " * 12
    article = read_text(filler, filler, "She recalled the 12th Pacific Summit.")
    assert head_events(article) == []

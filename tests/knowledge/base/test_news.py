"""What is new: facts by the articles that were the first to tell them."""

from datetime import date

import pytest

from knowledge.base import Base, news
from knowledge.model import Kind
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, fill, met, role, told


def days(base: Base, first: str, last: str, *kinds: Kind) -> list[str | None]:
    found = base.news(kinds or Kind.MEETING, date.fromisoformat(first), date.fromisoformat(last))
    return [fact.sources[0].published for fact in found]


@pytest.fixture
def told_twice(base: Base) -> Base:
    meeting = met(HUN_SEN, KISHIDA, on="2022-03-20")
    fill(
        base,
        [
            # The later article comes in first.
            told("late", meeting, role(KISHIDA), published="2022-03-25"),
            told("early", meeting, met(HUN_SEN, TRUDEAU, on="2022-03-19"), published="2022-03-22"),
            told("year", met(KISHIDA, TRUDEAU, on="2022-05-01"), published="2022"),
            told("undated", met(HUN_SEN, TRUDEAU, on="2021-01-01"), published=None),
        ],
    )
    return base


def test_a_fact_is_new_once(told_twice: Base) -> None:
    assert days(told_twice, "2022-03-22", "2022-03-22") == ["2022-03-22"] * 2
    assert days(told_twice, "2022-03-25", "2022-03-25") == []
    assert days(told_twice, "2022-03-25", "2022-03-25", *Kind) == ["2022-03-25"]


def test_an_article_of_a_year_counts_for_its_last_day(told_twice: Base) -> None:
    assert days(told_twice, "2022-12-31", "2022-12-31") == ["2022"]
    assert days(told_twice, "2022-12-01", "2022-12-30") == []


def test_when_the_first_article_is_gone_the_next_was_first(told_twice: Base) -> None:
    told_twice.remove("early")
    assert days(told_twice, "2022-03-25", "2022-03-25") == ["2022-03-25"]


def test_of_too_much_news_the_latest_is_kept(
    told_twice: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(told_twice, [told("past", met(KISHIDA, TRUDEAU, on="1990-01-01"), published="2022-04-01")])
    monkeypatch.setattr(news, "NEWS", 1)
    assert days(told_twice, "2022-03-01", "2022-04-30") == ["2022-04-01"]

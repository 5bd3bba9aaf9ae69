"""One payment, occasion or quotation in other words, among what tells of something else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.drafts import About, Checker, Finding, Verdict
from knowledge.wording.drafts import line
from tests.bases import opened
from tests.written import article

TODAY = date(2026, 9, 1)

TEXTS = {
    "gift": "Japan provided $51.3 million to Cambodia on 12 November 2025 for four schools.\n\n"
    "Canada agreed to give Cambodia $240,000 for a course in demining.",
    "temples": "King Osric of Jordan was in Siem Reap on 11 June 2026.\n\n"
    "Jordan granted Cambodia $5 million for the restoration of temples.",
    "summit": "Malta will host the Small Islands Summit on 4 February 2027.\n\n"
    "Prime Minister Orla Venn of Malta met Prime Minister Tomas Brandt of Estonia at the Small "
    "Islands Summit on 6 February 2027.",
    "speech": "“We must never forget the people of the delta,” Prime Minister Ada Lindqvist of "
    "Sweden said in Malmö on 3 May 2026.",
}

ELSEWHERE = "Prime Minister Ada Lindqvist of Sweden was in Malmö on 3 May 2026."


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    path: Path = tmp_path_factory.mktemp("reworded") / "base.db"
    with opened(path) as base:
        for name, text in TEXTS.items():
            base.save(article(name, f"Of {name}\n\n{text}", "2026-08-01"), [])
    with Base.open(path, readonly=True) as base, Checker(base) as found:
        yield found


def differing(found: list[Finding]) -> list[tuple[About, str, str | None]]:
    return [(one.about, one.span, one.archive) for one in found if one.verdict is Verdict.DIFFERS]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (
            "Japan gave Cambodia $53 million on 12 November 2025.",
            (About.SUM, "$53 million", "$51.3 million"),
        ),
        ("Cambodia got $53 million from Japan.", (About.SUM, "$53 million", "$51.3 million")),
        (
            "For the restoration of old temples Jordan gave Cambodia $6 million.",
            (About.SUM, "$6 million", "$5 million"),
        ),
        (
            "The Small Islands Summit is planned for 5 February 2027.",
            (About.DATE, "5 February 2027", "4 February 2027"),
        ),
        (
            "Japan gave Cambodia $51.3 million on 13 November 2025.",
            (About.DATE, "13 November 2025", "12 November 2025"),
        ),
        (
            "Lindqvist said: “We must never forget the people of the desert.”",
            (
                About.QUOTE,
                "We must never forget the people of the desert.",
                "We must never forget the people of the delta,",
            ),
        ),
    ],
)
def test_a_mistake_is_found_though_the_draft_tells_of_much_else(
    checker: Checker, draft: str, expected: tuple[About, str, str]
) -> None:
    assert differing(checker.check(draft, TODAY)) == [expected]
    mixed = f"{ELSEWHERE} Peru and Chile talked about copper. {draft} A storm hit Samoa in March."
    assert differing(checker.check(mixed, TODAY)) == [expected]


@pytest.mark.parametrize(
    "draft",
    [
        "Japan gave Cambodia $2 million for flood relief.",
        "Japan lent Laos $53 million for a railway.",
        "Japan gave Cambodia $53 million on 12 November 2019.",
        "Japan gave Cambodia $51.3 million for schools, and later $53 million for a port.",
        "Malta hosted the Small Islands Summit on 5 February 2019.",
        "Orla Venn met Tomas Brandt at the Small Islands Summit on 6 February 2027.",
        "Lindqvist said: “We must never forget what our friends did.”",
    ],
)
def test_another_payment_or_occasion_is_no_contradiction(checker: Checker, draft: str) -> None:
    assert differing(checker.check(draft, TODAY)) == []


def test_what_another_state_gave_bears_no_sum_out(checker: Checker) -> None:
    found = checker.check("Japan gave Cambodia $240,000.", TODAY)
    assert [one.verdict for one in found if one.about is About.SUM] == [Verdict.UNKNOWN]
    assert differing(found) == [(About.COUNTRY, "Japan", "Canada")]


def test_the_words_that_differ_are_named(checker: Checker) -> None:
    found = checker.check("Lindqvist said: “We must never forget the people of the desert.”", TODAY)
    [said] = [line(one) for one in found if one.verdict is Verdict.DIFFERS]
    assert said.endswith("the people of the delta,” (“delta”, not “desert”)")

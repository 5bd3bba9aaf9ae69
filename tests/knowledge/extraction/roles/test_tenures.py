"""Offices over time: coming into office, leaving it, holding it, following somebody."""

import pytest

from knowledge.extraction import Extractor
from knowledge.model import Role
from tests.knowledge.extraction.helpers import ESTONIA, KENYA, readings, story


def terms(extractor: Extractor, *paragraphs: str) -> list[str]:
    """Each role but those read from a title: "appointment: NAME, TITLE, current, since 2019"."""
    found = []
    for reading in readings(extractor, story(*paragraphs)):
        role = reading.fields
        if isinstance(role, Role) and reading.rule != "title":
            words = f"{reading.rule}: {role.person}, {role.title}, {role.party}, {role.tenure}"
            for name in ("since", "until", "follows"):
                value = getattr(role, name)
                words += f", {name} {value}" if value else ""
            found.append(words)
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Lars Solberg was appointed foreign minister of Norway on Monday.",
            ["appointment: Lars Solberg, foreign minister, NO, current, since 2023-05-15"],
        ),
        (
            "Lars Solberg, who served as prime minister of Norway from 2008 until 2016, spoke.",
            ["service: Lars Solberg, prime minister, NO, former, since 2008, until 2016"],
        ),
        (
            "Lars Solberg has served as mayor since 2019.",
            ["service: Lars Solberg, mayor, None, current, since 2019"],
        ),
        (
            "Lars Solberg was mayor of Oslo from 1977 to 1995.",
            ["service: Lars Solberg, mayor, NO, former, since 1977, until 1995"],
        ),
        (
            "Lars Solberg is the finance minister of Norway.",
            ["service: Lars Solberg, finance minister, NO, current"],
        ),
        (
            f"{ESTONIA} resigned on Monday.",
            ["departure: Kaja Tamm, Prime Minister, EE, former, until 2023-05-15"],
        ),
        (
            f"{ESTONIA} will step down in June.",
            ["departure: Kaja Tamm, Prime Minister, EE, current, until 2023-06"],
        ),
        (
            f"{KENYA}, who took office in March 2021, spoke.",
            ["appointment: Grace Wanjiru, President, KE, current, since 2021-03"],
        ),
        (
            "Lars Solberg succeeded Peter Hansen as prime minister of Norway in 2021.",
            [
                "succession: Lars Solberg, prime minister, NO, current, since 2021,"
                " follows Peter Hansen",
                "succession: Peter Hansen, prime minister, NO, former, until 2021",
            ],
        ),
        (
            "Lars Solberg will succeed Peter Hansen as prime minister of Norway in July.",
            [
                "succession: Lars Solberg, prime minister, NO, coming, since 2023-07,"
                " follows Peter Hansen",
                "succession: Peter Hansen, prime minister, NO, current, until 2023-07",
            ],
        ),
        (
            f"{ESTONIA} thanked her predecessor, Jaan Rebane.",
            [
                "succession: Kaja Tamm, Prime Minister, EE, current, follows Jaan Rebane",
                "succession: Jaan Rebane, Prime Minister, EE, former",
            ],
        ),
    ],
)
def test_what_verbs_and_nouns_tell(
    extractor: Extractor, sentence: str, expected: list[str]
) -> None:
    assert terms(extractor, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ESTONIA} did not resign on Monday.",
        f"{ESTONIA} could step down in June.",
        f"The opposition called on {ESTONIA} to resign.",
        "If Kaja Tamm wins, she will become prime minister in June.",
        "Kaja Tamm wants to become president of Estonia.",
        f"{KENYA} took the prime minister of Estonia to the harbour.",
        f"{KENYA} praised her possible successor, Peter Otieno.",
        "Lars Solberg is not the finance minister of Norway.",
        # Another office of today: the old one may be over.
        f"{KENYA} became mayor of Nakuru in 1999.",
    ],
)
def test_what_they_do_not(extractor: Extractor, sentence: str) -> None:
    assert terms(extractor, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "tenure"),
    [
        ("Former Prime Minister Lars Solberg of Norway spoke.", "former"),
        ("Norwegian ex-minister Lars Solberg spoke.", "former"),
        ("The late King Olav of Norway was remembered.", "former"),
        ("Norwegian President-elect Lars Solberg spoke.", "coming"),
        ("Incoming Foreign Minister Lars Solberg of Norway spoke.", "coming"),
        ("Norwegian Foreign Minister Lars Solberg spoke.", "current"),
    ],
)
def test_what_the_title_says_of_the_time(extractor: Extractor, sentence: str, tenure: str) -> None:
    (reading,) = readings(extractor, story(sentence))
    assert isinstance(reading.fields, Role)
    assert (reading.rule, str(reading.fields.tenure)) == ("title", tenure)


def test_he_is_the_one_person_spoken_of(extractor: Extractor) -> None:
    one = terms(extractor, f"{KENYA} spoke.", "She took office in March 2021.")
    assert one == ["appointment: Grace Wanjiru, President, KE, current, since 2021-03"]
    two = terms(extractor, f"{KENYA} met {ESTONIA}.", "She took office in March 2021.")
    assert two == []

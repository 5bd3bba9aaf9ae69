"""A title in front of a bare name: whose it can be, and whose it can't."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import meetings, roles, story


def test_the_king_of_a_headline_is_not_the_queen_of_the_text(extractor: Extractor) -> None:
    article = story(
        "Ghanaian President Kofi Boateng met King Hamdan II of Jordan in Accra on Tuesday.",
        "The Queen of Jordan, Lubna Al Hamdan, spoke of schools. King Hamdan thanked the hosts.",
        title="Kofi Boateng hosts King Hamdan in Accra",
    )
    told = roles(extractor, article)
    assert told["Lubna Al Hamdan"] == ("Queen", "JO")
    assert told["Hamdan II"] == ("King", "JO")
    assert meetings(extractor, article) == [
        "meeting held: Kofi Boateng, Hamdan II (GH, JO) 2023-05-16 in Accra"
    ]


@pytest.mark.parametrize(
    ("full", "bare"),
    [
        ("Jordanian Queen Lubna Al Hamdan", "King Hamdan"),
        ("Omani Crown Prince Omar bin Hamdan", "King Hamdan"),
        ("Kenyan Prime Minister Peter Otieno", "President Otieno"),
        ("Kenyan Foreign Minister Peter Otieno", "President Otieno"),
        ("Princess Astrid Otieno of Norway", "Prince Otieno"),
        ("Kenyan Prime Minister Peter Otieno", "Queen Otieno"),
    ],
)
def test_a_bare_name_with_a_title_that_somebody_else_has(
    extractor: Extractor, full: str, bare: str
) -> None:
    article = story(
        f"{full} arrived in Oslo on Monday.",
        f"{bare} met Ghanaian President Kofi Boateng in Accra on Tuesday.",
    )
    met = next(told for told in meetings(extractor, article) if "Boateng" in told)
    assert met.startswith(f"meeting held: {bare.split()[-1]}, Kofi Boateng")


@pytest.mark.parametrize(
    ("full", "bare"),
    [
        ("Kenyan Prime Minister Peter Otieno", "Premier Otieno"),
        ("Kenyan Prime Minister Peter Otieno", "Mr Otieno"),
        ("Kenyan Foreign Minister Peter Otieno", "Minister Otieno"),
        ("Former Kenyan President Peter Otieno", "Prime Minister Otieno"),
        ("Kenyan Prime Minister Peter Otieno", "Then President Otieno"),
        ("King Hamdan bin Omar of Jordan", "King Hamdan"),
        ("Norodha Sihavong, the King of Cambodia,", "King Sihavong"),
    ],
)
def test_a_bare_name_with_a_title_that_does_not_contradict(
    extractor: Extractor, full: str, bare: str
) -> None:
    article = story(
        f"{full} arrived in Oslo on Monday.",
        f"{bare} met Ghanaian President Kofi Boateng in Accra on Tuesday.",
    )
    met = next(told for told in meetings(extractor, article) if "Boateng" in told)
    assert not met.startswith(f"meeting held: {bare.split()[-1]},")

"""Who is who in an article: surnames, name orders, counterparts, offices."""

import pytest

from knowledge.extraction import Extractor
from knowledge.extraction.people.gathering import fits
from tests.knowledge.extraction.helpers import KENYA, NORWAY, meetings, roles, scene, story


def people(extractor: Extractor, *paragraphs: str) -> dict[str, int]:
    """Name → how often the article mentions them."""
    register = scene(extractor, story(*paragraphs)).register
    return {person.name: person.mentions for person in register.people}


def test_a_surname_joins_its_full_name(extractor: Extractor) -> None:
    found = people(extractor, f"{KENYA} flew home.", "Wanjiru praised trade. Mrs Wanjiru slept.")
    assert found == {"Grace Wanjiru": 3}


def test_family_names_that_come_first(extractor: Extractor) -> None:
    article = story(
        "Cambodian Foreign Minister Prak Sovann met South Korean President Han Ji-woo in Seoul.",
        "President Han thanked Minister Prak.",
    )
    found = {person.name for person in scene(extractor, article).register.people}
    assert found == {"Prak Sovann", "Han Ji-woo"}


def test_a_titled_name_of_one_word_is_somebody(extractor: Extractor) -> None:
    article = story(f"President Xi met {KENYA} in Beijing on Monday.", outlet="People's Daily")
    assert roles(extractor, article)["Xi"] == ("President", "CN")


def test_a_bare_word_is_nobody(extractor: Extractor) -> None:
    assert people(extractor, "Solberg slept.") == {}


def test_the_fullest_name_wins_wherever_it_stands(extractor: Extractor) -> None:
    found = people(extractor, "President Wanjiru arrived.", "Grace Wanjiru is president of Kenya.")
    assert list(found) == ["Grace Wanjiru"]


def test_an_address_and_a_street_are_not_the_person(extractor: Extractor) -> None:
    found = people(extractor, f"{NORWAY} opened Solberg Street.", "Peter Solberg slept there.")
    assert found["Lars Solberg"] == 1


def test_the_president_s_namesake_is_somebody_else(extractor: Extractor) -> None:
    found = people(extractor, f"{KENYA} spoke.", "Peter Wanjiru, a farmer, spoke.")
    assert found == {"Grace Wanjiru": 1, "Peter Wanjiru": 1}


def test_theresa_may_in_may(extractor: Extractor) -> None:
    article = story(f"British Prime Minister Theresa May met {KENYA} in May. May praised Kenya.")
    assert roles(extractor, article)["Theresa May"] == ("Prime Minister", "GB")
    assert meetings(extractor, article) == [
        "meeting held: Theresa May, Grace Wanjiru (GB, KE) 2023-05"
    ]


def test_a_counterpart_holds_the_same_office(extractor: Extractor) -> None:
    article = story(
        "Kenyan Foreign Minister Grace Wanjiru met her Norwegian counterpart Lars Solberg in Oslo."
    )
    assert roles(extractor, article)["Lars Solberg"] == ("Foreign Minister", "NO")


def test_counterparts_hold_the_same_office(extractor: Extractor) -> None:
    article = story(
        "Kenyan Foreign Minister Grace Wanjiru met her Norwegian and Estonian counterparts, Lars "
        "Solberg and Kaja Tamm."
    )
    found = roles(extractor, article)
    assert found["Lars Solberg"] == ("Foreign Minister", "NO")
    assert found["Kaja Tamm"] == ("Foreign Minister", "EE")


def test_one_of_several_holders_has_the_title_in_the_singular(extractor: Extractor) -> None:
    found = roles(extractor, story("US Senators Jane Whitfield and Ruth Adair spoke."))
    assert found == {"Jane Whitfield": ("Senator", "US"), "Ruth Adair": ("Senator", "US")}


def test_a_short_title_stands_for_the_whole_one(extractor: Extractor) -> None:
    article = story(f"Sen. Jane Whitfield met {KENYA} in Nairobi.", outlet="The New York Times")
    assert roles(extractor, article)["Jane Whitfield"] == ("Senator", "US")


def test_forms_of_address_are_no_part_of_a_name(extractor: Extractor) -> None:
    article = story(
        "Prime Minister Samdech Akka Moha Sena Padei Techo Sok Vuthy of Cambodia spoke."
    )
    assert roles(extractor, article) == {"Sok Vuthy": ("Prime Minister", "KH")}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        (("solberg",), ("lars", "solberg")),
        (("l", "solberg"), ("lars", "solberg")),
        (("solberg", "lars"), ("lars", "solberg")),
        (("lars", "solbergh"), ("lars", "solberg")),
        (("morita", "kenji"), ("kenji", "morita")),
    ],
)
def test_names_that_fit(short: tuple[str, ...], full: tuple[str, ...]) -> None:
    assert fits(short, full)
    assert fits(full, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("peter", "solberg"), ("lars", "solberg")),
        (("l",), ("lars", "solberg")),
        (("han",), ("hun", "ji", "woo")),
        ((), ("lars", "solberg")),
    ],
)
def test_names_that_do_not_fit(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert not fits(one, other)

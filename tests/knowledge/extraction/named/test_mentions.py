"""The people named in one sentence, with their titles and forms of address."""

import pytest

from knowledge.extraction import Extractor
from knowledge.extraction.named.naming import name_keys
from tests.knowledge.extraction.helpers import named

NAMES = [
    ("Norwegian Prime Minister Lars Solberg spoke.", {"Lars Solberg": "Prime Minister"}),
    ("Lars Solberg, the Norwegian prime minister, spoke.", {"Lars Solberg": "prime minister"}),
    ("Norway's prime minister, Lars Solberg, spoke.", {"Lars Solberg": "prime minister"}),
    (
        "Foreign Ministers Lars Solberg and Kaja Tamm spoke.",
        {"Lars Solberg": "Foreign Ministers", "Kaja Tamm": "Foreign Ministers"},
    ),
    (
        "Senators Jane Whitfield (D-OH), Mark Pellham and Ruth Adair spoke.",
        dict.fromkeys(("Jane Whitfield", "Mark Pellham", "Ruth Adair"), "Senators"),
    ),
    ("Prince Sultan bin Fahd spoke.", {"Sultan bin Fahd": "Prince"}),
    ("Prime Minister Theresa May spoke in May.", {"Theresa May": "Prime Minister"}),
    ("Foreign Minister MORITA Kenji spoke.", {"MORITA Kenji": "Foreign Minister"}),
    ("Crown Prince Omar Rashid spoke.", {"Omar Rashid": "Crown Prince"}),
    (
        "Prime Minister Samdech Techo Sok Vuthy of Cambodia spoke.",
        {"Sok Vuthy": "Prime Minister"},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), NAMES)
def test_names_and_their_titles(
    extractor: Extractor, sentence: str, expected: dict[str, str]
) -> None:
    mentions = named(extractor, sentence).mentions
    assert {m.name: m.title.text for m in mentions if m.title is not None} == expected


def test_forms_of_address_tell_man_from_woman(extractor: Extractor) -> None:
    mentions = named(extractor, "Mr. Solberg thanked Mrs. Tamm and Queen Ingrid.").mentions
    assert {m.name: m.female for m in mentions} == {
        "Solberg": False, "Tamm": True, "Ingrid": True,
    }  # fmt: skip


def test_of_a_country_behind_a_name_is_its_party(extractor: Extractor) -> None:
    (mention,) = named(extractor, "Queen Ingrid of Denmark opened the fair.").mentions
    assert (mention.name, mention.party) == ("Ingrid", "DK")


def test_a_counterpart_takes_the_country_before_it(extractor: Extractor) -> None:
    sentence = "She met her visiting Norwegian counterpart, Lars Solberg."
    (mention,) = named(extractor, sentence).mentions
    assert mention.counterpart
    assert (mention.name, mention.party) == ("Lars Solberg", "NO")


def test_counterparts_take_one_country_each(extractor: Extractor) -> None:
    sentence = (
        "She met her Norwegian, Ghanaian and Estonian counterparts, Lars Solberg, Kofi Boateng "
        "and Kaja Tamm."
    )
    mentions = named(extractor, sentence).mentions
    assert [(m.name, m.party, m.counterpart) for m in mentions] == [
        ("Lars Solberg", "NO", True),
        ("Kofi Boateng", "GH", True),
        ("Kaja Tamm", "EE", True),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "King Fahd International Airport opened.",
        "The Wanjiru Foundation opened a school.",
        "On Monday the Ministry of Foreign Affairs opened a school.",
    ],
)
def test_places_and_bodies_are_nobody(extractor: Extractor, sentence: str) -> None:
    assert named(extractor, sentence).mentions == []


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Kenji Morita", ("kenji", "morita")),
        ("Erik Lund, Jr.", ("erik", "lund")),
        ("José Peña-Ortiz", ("jose", "pena", "ortiz")),
        ("Malcolm X", ("malcolm", "x")),
        ("Charles III", ("charles",)),
    ],
)
def test_keys_of_a_name(name: str, keys: tuple[str, ...]) -> None:
    assert name_keys(name) == keys


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lars Solberg, 52, the prime minister, spoke.", {"Lars Solberg": "prime minister"}),
        ("Ms Nor Aini Salleh, a spokeswoman, spoke.", {"Nor Aini Salleh": "spokeswoman"}),
        ("The general Ahmed Fawzi spoke.", {"Ahmed Fawzi": "general"}),
    ],
)
def test_what_may_stand_between(
    extractor: Extractor, sentence: str, expected: dict[str, str]
) -> None:
    mentions = named(extractor, sentence).mentions
    assert {m.name: m.title.text for m in mentions if m.title is not None} == expected


def test_a_second_title_behind_the_name(extractor: Extractor) -> None:
    sentence = "Former Prime Minister Lars Solberg, the current head of NATO, spoke."
    (mention,) = [m for m in named(extractor, sentence).mentions if m.title is not None]
    assert [(title.text, title.party) for title in mention.further] == [("head of NATO", "NATO")]


TITLED = [
    ("Representatives Ann Carver, Tom Ashdown and Lucy Grey spoke.", 3),
    ("H.E. Sultan Al-Marri signed the letter.", 1),
    ("Led by the Fife and Drum Corps, the President will speak.", 0),
    ("His Majesty King Charles the III arrived.", 1),
    ("El Salvador President Salvador Reyes spoke.", 1),
]


@pytest.mark.parametrize(("sentence", "count"), TITLED)
def test_how_many_have_a_title_or_address(extractor: Extractor, sentence: str, count: int) -> None:
    found = named(extractor, sentence).mentions
    assert len([m for m in found if m.title is not None or m.honorific]) == count


def test_two_offices_of_two_people_are_no_complement(extractor: Extractor) -> None:
    sentence = (
        "It was signed by Minister of International Cooperation Amina Farag and the World Bank's "
        "country director for Egypt, Yemen, and Djibouti Asad Karim."
    )
    found = named(extractor, sentence).mentions
    assert [(m.name, m.title.text if m.title else None) for m in found] == [
        ("Amina Farag", "Minister of International Cooperation"),
        ("Asad Karim", "country director for Egypt, Yemen, and Djibouti"),
    ]


def test_a_name_in_apposition_needs_no_second_comma(extractor: Extractor) -> None:
    sentence = "She met the Norwegian foreign minister, Lars Solberg at the airport in Oslo."
    (mention,) = named(extractor, sentence).mentions
    assert mention.title is not None
    assert (mention.name, mention.party) == ("Lars Solberg", "NO")


def test_nicknames_between_marks_are_inside_a_name(extractor: Extractor) -> None:
    (mention,) = named(extractor, "Senate President Rodrigo “Rod” Alvarez spoke.").mentions
    assert mention.name == "Rodrigo “Rod” Alvarez"
    assert mention.keys == ("rodrigo", "rod", "alvarez")

"""Newspaper wordings of who is what: titles, parties and names in every order."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import roles, story

SENTENCES = [
    (
        "The Mexican ambassador in Athens, Luis Ortega, opened the fair.",
        "Luis Ortega", "ambassador in Athens", "MX",
    ),
    (
        "Erik Nyman, Ambassador Extraordinary and Plenipotentiary of Sweden to China, spoke.",
        "Erik Nyman", "Ambassador Extraordinary and Plenipotentiary of Sweden to China", "SE",
    ),
    (
        "Marco Bianchi, deputy chief of mission at the Italian Embassy in Suva, spoke.",
        "Marco Bianchi", "deputy chief of mission at the Italian Embassy", "IT",
    ),
    ("Ghana's top diplomat Kofi Boateng spoke.", "Kofi Boateng", "top diplomat", "GH"),
    (
        "The Kenyan minister responsible for fisheries, Wycliffe Otieno, spoke.",
        "Wycliffe Otieno", "minister responsible for fisheries", "KE",
    ),
    (
        "Swedish Minister in charge of Fisheries Erik Lindqvist spoke.",
        "Erik Lindqvist", "Minister in charge of Fisheries", "SE",
    ),
    (
        "The UN Resident Coordinator in Nigeria, Stefan Hofmann, spoke.",
        "Stefan Hofmann", "Resident Coordinator in Nigeria", "UN",
    ),
    (
        "Asian Development Bank (ADB) Country Director for Chile Anna Berg spoke.",
        "Anna Berg", "Country Director for Chile", "ADB",
    ),
    (
        "Fijian Prime Minister and Pacific Islands Forum Chair Semi Naivalu spoke.",
        "Semi Naivalu", "Prime Minister and Pacific Islands Forum Chair", "FJ",
    ),
    ("Saskatchewan Premier Scott Moreau spoke.", "Scott Moreau", "Saskatchewan Premier", "CA"),
    ("Kerala Chief Minister Suresh Nayar spoke.", "Suresh Nayar", "Kerala Chief Minister", "IN"),
    (
        "Chile's trade representative (CTR) Jim Grier and Ambassador-designate Ana Lund met.",
        "Jim Grier", "trade representative", "CL",
    ),
    ("EAM S. Narayanan spoke in Rome.", "S. Narayanan", "EAM", "IN"),
    ("UK PM Sir Oliver Pemberton spoke.", "Oliver Pemberton", "PM", "GB"),
    (
        "The High Commissioner for Ghana, His Excellency Kofi Boateng, spoke.",
        "Kofi Boateng", "High Commissioner for Ghana", "GH",
    ),
    ("Singaporean President Tan Boon Heng spoke.", "Tan Boon Heng", "President", "SG"),
    (
        "Vice President of South Korea Park Joon-ho spoke.",
        "Park Joon-ho", "Vice President", "KR",
    ),
    (
        "Saudi Minister of Social Services Reem bint Saleh Al Harbi spoke.",
        "Reem bint Saleh Al Harbi", "Minister of Social Services", "SA",
    ),
    (
        "Foreign Minister Khin Mar Aye of Myanmar spoke.",
        "Khin Mar Aye", "Foreign Minister", "MM",
    ),
    (
        "President of the European Council Ursula von der Brandt and others met in Rome.",
        "Ursula von der Brandt", "President of the European Council", "EU",
    ),
    ("Turkish Foreign Minister Hakan DEMIR spoke.", "Hakan DEMIR", "Foreign Minister", "TR"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "name", "title", "party"), SENTENCES)
def test_wordings(extractor: Extractor, sentence: str, name: str, title: str, party: str) -> None:
    assert roles(extractor, story(sentence))[name] == (title, party)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Chinese economist Li Wen spoke.",
        "The leaders had lunch at the Granja do Torto, the President's residence.",
        "The ship left at 5 pm Monday Ada Mensah said.",
    ],
)
def test_occupations_and_owners_are_no_titles(extractor: Extractor, sentence: str) -> None:
    assert not roles(extractor, story(sentence))


def test_a_father_is_not_his_son(extractor: Extractor) -> None:
    told = (
        "Crown Prince Fahd bin Nasser bin Saleh of Saudi Arabia spoke in Riyadh. "
        "He praised the leadership of King Nasser bin Saleh of Saudi Arabia."
    )
    assert roles(extractor, story(told)) == {
        "Fahd bin Nasser bin Saleh": ("Crown Prince", "SA"),
        "Nasser bin Saleh": ("King", "SA"),
    }

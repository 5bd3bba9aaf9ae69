"""Wordings that newspapers have for meetings, each a short story; published on a Wednesday."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import KENYA, NORWAY, meetings, story

TOLD: list[tuple[str, list[str]]] = [
    (
        f"{NORWAY} was in Nairobi on Monday to attend the inauguration of a bridge.",
        ["visit held: Lars Solberg (KE, NO) 2023-05-15 in Nairobi"],
    ),
    (
        f"{NORWAY} is currently in Nairobi for talks with Kenyan officials.",
        ["visit held: Lars Solberg (KE, NO) in Nairobi"],
    ),
    (
        f"{NORWAY} will be in Nairobi on Thursday for a summit.",
        ["visit planned: Lars Solberg (KE, NO) 2023-05-18 in Nairobi"],
    ),
    (
        f"{NORWAY} is en route to Nairobi for a ceremony.",
        ["visit planned: Lars Solberg (KE, NO) in Nairobi"],
    ),
    (
        f"{NORWAY} led a business delegation to Kenya last week.",
        ["visit held: Lars Solberg (KE, NO) 2023-05 in Kenya"],
    ),
    (
        f"{NORWAY} heads a delegation to Kenya tomorrow.",
        ["visit planned: Lars Solberg (KE, NO) 2023-05-18 in Kenya"],
    ),
    (
        f"{NORWAY} is due in Nairobi on Thursday.",
        ["visit planned: Lars Solberg (KE, NO) 2023-05-18 in Nairobi"],
    ),
    (
        f"{NORWAY} is heading to Kenya.",
        ["visit planned: Lars Solberg (KE, NO) in Kenya"],
    ),
    (
        "A Norwegian parliamentary delegation visited Kenya last week.",
        ["visit held:  (KE, NO) 2023-05 in Kenya"],
    ),
    (
        f"Kenya has asked for loans. {NORWAY} will travel to the country next week.",
        ["visit planned: Lars Solberg (KE, NO) 2023-05 in Kenya"],
    ),
    (
        f"The deal follows a visit to Nairobi last month by {NORWAY}.",
        ["visit held: Lars Solberg (KE, NO) 2023-04 in Nairobi"],
    ),
    (
        f"{NORWAY} concluded a two day working visit to Kenya today.",
        ["visit held: Lars Solberg (KE, NO) 2023-05-16/2023-05-17 in Kenya"],
    ),
    (
        f"{NORWAY} begins a three-day visit to Kenya on Thursday.",
        ["visit planned: Lars Solberg (KE, NO) 2023-05-18/2023-05-20 in Kenya"],
    ),
    (
        f"{NORWAY} is paying an official visit to Kenya on May 22.",
        ["visit planned: Lars Solberg (KE, NO) 2023-05-22 in Kenya"],
    ),
    (
        f"{NORWAY} was in Nairobi in his youth as a student.",
        [],
    ),
    (
        f"Kenya's ambassador was Norwegian. {NORWAY} is in Oslo.",
        [],
    ),
    (
        "The Kenyan foreign ministry on Monday summoned Norwegian Ambassador Ingrid Moe "
        "over the remarks.",
        ["meeting held: Ingrid Moe (KE, NO) 2023-05-15"],
    ),
    (
        "Kenyan Foreign Minister Peter Otieno summoned Norwegian Ambassador Ingrid Moe on Monday.",
        ["meeting held: Peter Otieno, Ingrid Moe (KE, NO) 2023-05-15"],
    ),
    (
        "Norwegian Ambassador Ingrid Moe was summoned to the Kenyan foreign ministry on Monday.",
        ["meeting held: Ingrid Moe (KE, NO) 2023-05-15"],
    ),
    (
        "The Kenyan foreign ministry summoned the Norwegian ambassador on Monday.",
        ["meeting held:  (KE, NO) 2023-05-15"],
    ),
    (
        "A court in Nairobi summoned Norwegian minister Ingrid Moe on Monday.",
        [],
    ),
    (
        "Kenya summoned its ambassador to Norway on Monday.",
        [],
    ),
    (
        "The foreign ministers of Kenya and Norway met in Oslo on 3 March 2020. The "
        "second such meeting was held in Nairobi on 28 March 2021.",
        [
            "meeting held:  (KE, NO) 2020-03-03 in Oslo",
            "meeting held:  (KE, NO) 2021-03-28 in Nairobi",
        ],
    ),
    (
        "Kenya and Norway held the first strategic dialogue in Oslo on 3 March. The "
        "second session of the dialogue will be held in Nairobi later this year.",
        [
            "meeting held:  (KE, NO) 2023-03-03 in Oslo",
            "meeting planned:  (KE, NO) 2023 in Nairobi",
        ],
    ),
    (
        f"{KENYA} met {NORWAY} on Monday. Their next meeting is set for July.",
        [
            "meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15",
            "meeting planned: Grace Wanjiru, Lars Solberg (KE, NO) 2023-07",
        ],
    ),
    (
        f"{KENYA} met {NORWAY} on Monday. The second meeting of the board was held on Tuesday.",
        ["meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15"],
    ),
    (
        "The meeting of the Kenya-Norway Joint Commission was held in Nairobi on 15 May.",
        ["meeting held:  (KE, NO) 2023-05-15 in Nairobi"],
    ),
    (
        f"{KENYA} was given a warm welcome by {NORWAY} on Monday.",
        ["meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15"],
    ),
    (
        f"{KENYA} negotiated with {NORWAY} on Monday.",
        ["meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15"],
    ),
    (
        f"{KENYA} helped negotiate the Norway accord.",
        [],
    ),
    (
        f"A meeting between {KENYA} and {NORWAY} is unlikely.",
        [],
    ),
    (
        f"{KENYA} said she had no plans to meet {NORWAY}.",
        [],
    ),
    (
        f"Preparations are under way for a meeting between {KENYA} and {NORWAY}.",
        ["meeting planned: Grace Wanjiru, Lars Solberg (KE, NO)"],
    ),
    (
        f"Talks between {KENYA} and {NORWAY} are due to be held soon.",
        ["meeting planned: Grace Wanjiru, Lars Solberg (KE, NO)"],
    ),
    (
        f"{NORWAY} and {KENYA} disagree over the talks.",
        [],
    ),
    (
        f"{NORWAY} and {KENYA} sought measures to advance talks.",
        [],
    ),
    (
        "Negotiations between Kenya and Norway continued on Monday.",
        [],
    ),
    (
        f"{KENYA} called {NORWAY} on Monday.",
        ["call held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15"],
    ),
    (
        f"Talks between {KENYA} and {NORWAY} are due to be held in Oslo next Monday.",
        ["meeting planned: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-22 in Oslo"],
    ),
    (
        "The talks between Kenya and Norway are set to resume in Oslo on Thursday.",
        ["meeting planned:  (KE, NO) 2023-05-18 in Oslo"],
    ),
    (
        f"{KENYA}'s visit to Norway is expected to take place in July.",
        ["visit planned: Grace Wanjiru (KE, NO) 2023-07 in Norway"],
    ),
    (
        f"{KENYA}'s scheduled meeting with {NORWAY} was cancelled.",
        ["meeting cancelled: Grace Wanjiru, Lars Solberg (KE, NO)"],
    ),
    (
        "The Kenya-Norway summit is to be held in Oslo in July.",
        ["summit planned:  (KE, NO) 2023-07 in Oslo"],
    ),
    (
        f"No pact was signed during {NORWAY}'s visit to Kenya in March.",
        ["visit held: Lars Solberg (KE, NO) 2023-03 in Kenya"],
    ),
    (
        f"It was announced after {NORWAY} and his Kenyan counterpart Grace Wanjiru, on a "
        "state visit, held talks in Oslo.",
        ["visit held: Lars Solberg, Grace Wanjiru (KE, NO) in Oslo"],
    ),
    (
        f"{KENYA} will undertake a three-nation tour from 22 to 27 May. She will visit "
        "Norway and Estonia.",
        ["visit planned: Grace Wanjiru (EE, KE, NO) 2023-05-22/2023-05-27 in Norway"],
    ),
    (
        f"{NORWAY} embarked on a tour of Kenya and Ghana on Monday.",
        ["visit held: Lars Solberg (GH, KE, NO) 2023-05-15 in Kenya"],
    ),
    (
        f"{NORWAY} will visit South America next week.",
        [],
    ),
    (
        f"{KENYA} will visit Norway next week. During the visit, Wanjiru will hold talks "
        f"with {NORWAY} and meet Norwegian Foreign Minister Ingrid Moe.",
        ["visit planned: Grace Wanjiru, Lars Solberg, Ingrid Moe (KE, NO) 2023-05 in Norway"],
    ),
    (
        f"The summit brought together {KENYA}, {NORWAY} and Ghanaian President Kofi Boateng.",
        ["summit held: Grace Wanjiru, Lars Solberg, Kofi Boateng (GH, KE, NO)"],
    ),
    (
        f"Among those attending the summit are {KENYA}, {NORWAY} and Ghanaian President "
        "Kofi Boateng.",
        ["summit held: Grace Wanjiru, Lars Solberg, Kofi Boateng (GH, KE, NO)"],
    ),
    (
        f"{KENYA} joined {NORWAY} and Ghanaian President Kofi Boateng for a summit in Geneva.",
        ["summit held: Grace Wanjiru, Lars Solberg, Kofi Boateng (GH, KE, NO) in Geneva"],
    ),
    (
        "Kenyan Foreign Minister Peter Otieno will co-chair the first dialogue between "
        "Kenya and Norway with Norwegian Foreign Minister Ingrid Moe on 24 May.",
        ["meeting planned: Ingrid Moe, Peter Otieno (KE, NO) 2023-05-24"],
    ),
    (
        "Kenyan Foreign Minister Peter Otieno exchanged views by phone with Norwegian "
        "Foreign Minister Ingrid Moe.",
        ["call held: Peter Otieno, Ingrid Moe (KE, NO)"],
    ),
    (
        f"{KENYA} flies to Oslo on Thursday for talks with {NORWAY}.",
        ["visit planned: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-18 in Oslo"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_wording_tells_of_these_meetings(
    extractor: Extractor, text: str, expected: list[str]
) -> None:
    assert meetings(extractor, story(text)) == expected

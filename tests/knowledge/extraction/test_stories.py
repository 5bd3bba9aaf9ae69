"""Short stories of several sentences: who "she", "we" and "the two" are, what is one meeting."""

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import meetings, story


def test_a_state_visit_with_an_audience_and_talks(extractor: Extractor) -> None:
    article = story(
        "Kenyan President Grace Wanjiru arrived in Oslo on Monday at the start of a three-day "
        "state visit.",
        "She was received at the Royal Palace by King Harald of Norway and later held talks with "
        "Norwegian Prime Minister Lars Solberg.",
        "The president last visited Norway in 2019.",
    )
    assert meetings(extractor, article) == [
        "visit held: Grace Wanjiru, Harald (KE, NO) 2023-05-15/2023-05-17 in Oslo",
        "meeting held: Grace Wanjiru, Lars Solberg (KE, NO)",
        "visit held: Grace Wanjiru (KE, NO) 2019 in Norway",
    ]


def test_a_transcript_in_which_two_recall_their_last_meeting(extractor: Extractor) -> None:
    article = story(
        "President of Russia Boris Volkov met with President of Kenya Grace Wanjiru in Sochi.",
        "President of Russia Boris Volkov: Madam President, colleagues, welcome to Sochi.",
        "We last met in Moscow in October 2021. I am glad to see you.",
        "President of Kenya Grace Wanjiru: I look forward to your visit to Kenya next year.",
    )
    assert meetings(extractor, article) == [
        "meeting held: Boris Volkov, Grace Wanjiru (KE, RU) in Sochi",
        "meeting held: Boris Volkov, Grace Wanjiru (KE, RU) 2021-10 in Moscow",
        "visit planned: Boris Volkov (KE, RU) 2024 in Kenya",
    ]


def test_a_host_who_meets_two_ambassadors_one_by_one(extractor: Extractor) -> None:
    article = story(
        "Deputy Prime Minister Sam Otieno on Tuesday held separate meetings with Norwegian "
        "Ambassador Ingrid Moe and Australian Ambassador Kate Ryan at State House.",
        "In his meeting with Moe, Otieno thanked Norway for its aid.",
        outlet="Nairobi Post",
    )
    assert [told.split(" (")[0] for told in meetings(extractor, article)] == [
        "meeting held: Sam Otieno, Ingrid Moe",
        "meeting held: Sam Otieno, Kate Ryan",
    ]


def test_who_attended_as_well_and_who_was_there_too(extractor: Extractor) -> None:
    article = story(
        "Norwegian Prime Minister Lars Solberg attended the NATO summit in Vilnius on Tuesday.",
        "Estonian Prime Minister Kaja Tamm and Polish President Marta Zielinska attended as well.",
    )
    assert meetings(extractor, article) == [
        "summit held: Lars Solberg, Kaja Tamm, Marta Zielinska (EE, NATO, NO, PL) 2023-05-16 "
        "in Vilnius"
    ]


def test_the_side_clauses_subject_is_not_meant(extractor: Extractor) -> None:
    article = story(
        "Norwegian Foreign Minister Ingrid Moe arrived in Nairobi on Monday to prepare the visit "
        "that Prime Minister Lars Solberg of Norway is to make to Kenya in June.",
        "She was received the same evening by her Kenyan counterpart, Peter Otieno.",
    )
    assert meetings(extractor, article) == [
        "visit held: Ingrid Moe, Peter Otieno (KE, NO) 2023-05-15 in Nairobi",
        "visit planned: Lars Solberg (KE, NO) 2023-06 in Kenya",
    ]

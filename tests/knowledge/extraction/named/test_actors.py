"""Who is meant by words that do not name them, and the chain that says so."""

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import (
    GHANA,
    KENYA,
    NORWAY,
    links,
    meetings,
    scene,
    story,
)

BOTH = "Grace Wanjiru, Lars Solberg (KE, NO)"
PAIR = "Grace Wanjiru, Lars Solberg"


def test_she_is_the_subject_before(extractor: Extractor) -> None:
    article = story(f"{KENYA} praised trade. She met {NORWAY} on Tuesday.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2023-05-16"]
    assert ("She", "Grace Wanjiru", "pronoun") in links(extractor, article)


def test_she_is_no_king(extractor: Extractor) -> None:
    article = story(f"King Olav of Norway praised trade. She met {GHANA} on Tuesday.")
    assert meetings(extractor, article) == []


def test_a_pronoun_before_its_noun(extractor: Extractor) -> None:
    article = story(f"In her meeting with {NORWAY}, {KENYA} praised trade.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH}"]
    assert ("her", "Grace Wanjiru", "pronoun") in links(extractor, article)


def test_they_are_those_who_met(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} met {NORWAY} in Oslo. They will meet again in Nairobi on 3 June 2023."
    )
    assert meetings(extractor, article) == [
        f"meeting held: {BOTH} in Oslo",
        f"meeting planned: {BOTH} 2023-06-03 in Nairobi",
    ]
    assert ("They", PAIR, "pair") in links(extractor, article)


def test_the_two_leaders_of_another_time(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} held talks with {NORWAY} on 14 May 2023 in Oslo.",
        "The two leaders last met in 2019 in Nairobi.",
    )
    assert meetings(extractor, article) == [
        f"meeting held: {BOTH} 2023-05-14 in Oslo",
        f"meeting held: {BOTH} 2019 in Nairobi",
    ]
    assert ("The two leaders", PAIR, "pair") in links(extractor, article)


def test_the_two_leaders_when_nobody_was_named(extractor: Extractor) -> None:
    assert meetings(extractor, story("The two leaders met in Oslo.")) == []


def test_an_office_stands_for_its_holder(extractor: Extractor) -> None:
    told = f"On Monday {KENYA} received the Norwegian prime minister."
    article = story(told, f"{NORWAY} slept.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2023-05-15"]
    assert ("the Norwegian prime minister", "Lars Solberg", "title") in links(extractor, article)


def test_an_office_without_a_known_holder_is_its_country_s(extractor: Extractor) -> None:
    article = story(f"{KENYA} received the Norwegian prime minister on Monday.")
    assert meetings(extractor, article) == ["meeting held: Grace Wanjiru (KE, NO) 2023-05-15"]


def test_a_delegation_is_those_who_lead_it(extractor: Extractor) -> None:
    article = story(
        "A Norwegian delegation led by Foreign Minister Ingrid Moe arrived.",
        f"The delegation met {GHANA} on Tuesday.",
    )
    assert meetings(extractor, article)[-1] == (
        "meeting held: Ingrid Moe, Kofi Boateng (GH, NO) 2023-05-16"
    )
    assert ("The delegation", "Ingrid Moe", "delegation") in links(extractor, article)


def test_the_author_of_a_speech_is_i(extractor: Extractor) -> None:
    article = story(f"I met {NORWAY} on Monday.", title=f"Remarks by {KENYA}")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2023-05-15"]
    assert ("I", "Grace Wanjiru", "speaker") in links(extractor, article)


def test_whose_turn_it_is_in_a_transcript(extractor: Extractor) -> None:
    article = story(
        "President of Kenya Grace Wanjiru: Trade grew.",
        "Prime Minister of Norway Lars Solberg: I visited Nairobi on 3 March 2023.",
    )
    assert meetings(extractor, article) == [
        "visit held: Lars Solberg (KE, NO) 2023-03-03 in Nairobi"
    ]
    assert ("I", "Lars Solberg", "speaker") in links(extractor, article)


def test_you_are_the_other_one_of_two_speakers(extractor: Extractor) -> None:
    article = story(
        "President of Kenya Grace Wanjiru: I met you in Oslo on 3 March 2023.",
        "Prime Minister of Norway Lars Solberg: Thank you.",
    )
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2023-03-03 in Oslo"]
    assert ("you", "Lars Solberg", "speaker") in links(extractor, article)


def test_actors_are_found_once_and_the_same_for_every_kind(extractor: Extractor) -> None:
    shared = scene(extractor, story(f"{KENYA} met {NORWAY}. They praised trade."))
    first, second = list(shared.walk()), list(shared.walk())
    assert [actors for _, actors in first] == [actors for _, actors in second]

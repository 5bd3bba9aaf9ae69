"""Agreements told in several sentences: one reading with all its evidence, and its links."""

from pathlib import Path

import pytest

from knowledge.extraction import Extractor, lexicon, rule_names
from knowledge.extraction.agreements.readings import agreement_rules
from knowledge.extraction.agreements.words import deal_words
from tests.knowledge.extraction.agreements.deals import agreements, deals
from tests.knowledge.extraction.helpers import GHANA, KENYA, NORWAY, story

TALKS = f"{KENYA} received {NORWAY} in Nairobi on Monday."


def test_one_agreement_told_twice_is_one(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway signed an agreement on fisheries in Nairobi.",
        "The agreement was signed on Monday by the two fisheries ministers.",
    )
    [(fields, reading)] = deals(extractor, article)
    assert (fields.status, fields.date, fields.about) == ("signed", "2023-05-15", "fisheries")
    assert [evidence.text[:13] for evidence in reading.evidence] == [
        "Kenya and Nor",
        "The agreement",
    ]


def test_a_headline_supports_the_body(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway on Monday signed a memorandum of understanding on solar power.",
        title="Kenya, Norway sign power deal",
    )
    assert agreements(extractor, article) == ["mou signed KE,NO 2023-05-15"]


def test_two_agreements_of_the_same_parties_are_two(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway signed an agreement on fisheries on Monday.",
        "In 2019 Kenya and Norway signed an agreement on air services.",
    )
    assert agreements(extractor, article) == [
        "other signed KE,NO 2019",
        "other signed KE,NO 2023-05-15",
    ]


def test_a_list_of_documents_is_read_one_by_one(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway signed an agreement on fisheries, a memorandum of understanding on solar "
        "power and an extradition treaty."
    )
    assert agreements(extractor, article) == [
        "mou signed KE,NO",
        "other signed KE,NO",
        "treaty signed KE,NO",
    ]


def test_a_plan_that_was_carried_out_is_signed(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway were to sign a fisheries agreement this week.",
        "Kenya and Norway signed the fisheries agreement on Tuesday.",
    )
    assert agreements(extractor, article) == ["other signed KE,NO 2023-05-16"]


def test_both_sides_are_those_who_met(extractor: Extractor) -> None:
    article = story(TALKS, "After the talks the two sides signed an agreement on air services.")
    [(fields, reading)] = deals(extractor, article)
    assert fields.parties == ("KE", "NO")
    assert [link.via for link in reading.links if link.mention == "the two sides"] == ["pair"]


def test_parties_of_a_passive_come_from_the_sentence_before(extractor: Extractor) -> None:
    article = story(TALKS, "Two bilateral agreements on air services were signed.")
    [(fields, reading)] = deals(extractor, article)
    assert fields.parties == ("KE", "NO")
    assert ("parties", "KE, NO") in [(link.field, link.target) for link in reading.links]


def test_parties_of_a_section_come_from_its_heading(extractor: Extractor) -> None:
    article = story(
        "The ministers met on the sidelines of the summit.",
        "# Kenya-Norway",
        "An agreement on air services was signed.",
    )
    [(fields, reading)] = deals(extractor, article)
    assert fields.parties == ("KE", "NO")
    assert [link.via for link in reading.links] == ["heading"]


def test_who_signs_is_named_and_who_looks_on_is_not(extractor: Extractor) -> None:
    signed = story(f"{KENYA} and {NORWAY} signed an agreement on fisheries.")
    [(fields, _)] = deals(extractor, signed)
    assert [person.name for person in fields.people] == ["Grace Wanjiru", "Lars Solberg"]
    watched = story(f"{KENYA} and {NORWAY} witnessed the signing of an agreement on fisheries.")
    [(fields, _)] = deals(extractor, watched)
    assert (fields.parties, fields.people) == (("KE", "NO"), ())


def test_a_name_of_its_own(extractor: Extractor) -> None:
    article = story("Kenya and Norway signed the Comprehensive Air Services Agreement on Monday.")
    [(fields, _)] = deals(extractor, article)
    assert fields.name == "Comprehensive Air Services Agreement"


def test_what_it_is_about_ends_with_its_phrase(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway signed a memorandum of understanding on ports, rail and shipping, which "
        "will run for five years."
    )
    [(fields, _)] = deals(extractor, article)
    assert fields.about == "ports, rail and shipping"


def test_each_of_several_signs_with_the_same_partner(extractor: Extractor) -> None:
    article = story("Kenya and Ghana each signed an agreement on timber with the European Union.")
    assert agreements(extractor, article) == ["other signed EU,GH", "other signed EU,KE"]


def test_the_date_of_an_agreement_that_is_only_mentioned_stands_in_its_phrase(
    extractor: Extractor,
) -> None:
    article = story(
        f"On Monday {GHANA} criticised the 2019 fisheries agreement between Kenya and Norway."
    )
    assert agreements(extractor, article) == ["other signed KE,NO 2019"]


def test_every_rule_can_be_switched_off() -> None:
    assert agreement_rules() <= rule_names()
    off = Extractor(without=["agreement signed"])
    assert agreements(off, story("Kenya and Norway signed an agreement on fisheries.")) == []


@pytest.mark.parametrize("name", ["documents", "weak_documents", "families", "words"])
def test_words_are_in_lower_case_and_listed_once(name: str) -> None:
    for key, words in lexicon.table("agreements")[name].items():
        assert len(set(words)) == len(words), f"{key} has a word twice"
        assert [word for word in words if word != word.lower()] == []


def test_every_family_is_of_known_nouns() -> None:
    words = deal_words()
    assert set(words.families) <= set(words.documents) | set(words.weak_documents)
    assert Path(lexicon.HERE / "agreements.toml").read_text(encoding="utf-8").startswith("#")


def test_what_was_signed_after_the_talks_has_their_day(extractor: Extractor) -> None:
    article = story(TALKS, "After the talks, the two leaders signed an agreement on air services.")
    [(fields, reading)] = deals(extractor, article)
    assert fields.date == "2023-05-15"
    assert [link.via for link in reading.links if link.field == "date"] == ["meeting"]


def test_nothing_else_has_the_day_of_the_talks(extractor: Extractor) -> None:
    article = story(TALKS, "Kenya and Norway have signed an agreement on air services.")
    [(fields, _)] = deals(extractor, article)
    assert fields.date is None


def test_the_day_of_a_report_is_not_that_of_the_signing(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway have signed an agreement on air services following talks in Nairobi, "
        "state television reported Tuesday."
    )
    [(fields, _)] = deals(extractor, article)
    assert fields.date is None


def test_a_second_name_right_after_the_first_is_the_same_agreement(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway signed a defence pact on Monday.",
        "The military access agreement was signed by Kenyan Defence Minister Peter Odhiambo and "
        "Norwegian Defence Minister Kari Lund.",
    )
    [(fields, _)] = deals(extractor, article)
    assert fields.date == "2023-05-15"
    assert [person.name for person in fields.people] == ["Peter Odhiambo", "Kari Lund"]


def test_ties_are_raised_from_level_to_level(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway on Monday raised their ties to a comprehensive strategic partnership.",
        "They had raised their ties to a strategic partnership in 2013.",
        "Kenya and Norway raised their ties to a strategic partnership in 2013.",
    )
    assert agreements(extractor, article) == [
        "partnership announced KE,NO 2013",
        "partnership announced KE,NO 2023-05-15",
    ]


def test_a_mediator_is_no_party(extractor: Extractor) -> None:
    article = story("Ghana and Togo agreed to a truce mediated by Kenya and Norway.")
    assert agreements(extractor, article) == ["other announced GH,TG"]


def test_agreements_with_several_partners_are_several(extractor: Extractor) -> None:
    article = story("Kenya signed air services agreements with Ghana, Togo and Norway.")
    assert agreements(extractor, article) == [
        "other signed GH,KE",
        "other signed KE,NO",
        "other signed KE,TG",
    ]


def test_an_umbrella_gives_way_to_what_it_covers(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway signed several documents, including a memorandum of understanding on "
        "solar power and an extradition treaty."
    )
    assert agreements(extractor, article) == ["mou signed KE,NO", "treaty signed KE,NO"]


def test_every_fact_of_an_agreement_stands_on_printed_sentences(extractor: Extractor) -> None:
    article = story(TALKS, "The two sides signed an agreement on air services and a tax treaty.")
    for fields, reading in deals(extractor, article):
        assert reading.rule in agreement_rules()
        for evidence in reading.evidence:
            assert article.text[evidence.start : evidence.end] == evidence.text
        for link in reading.links:
            assert article.text[link.start : link.end] == link.mention
        assert fields.about is None or fields.about in article.text


def test_a_list_of_signed_documents_is_read_line_by_line(extractor: Extractor) -> None:
    article = story(
        TALKS,
        "In the presence of the two leaders, the following documents were signed:",
        "1. Agreement between the Governments of Kenya and Norway on air services;",
        "2. Memorandum of Understanding between the Ministries of Health on vaccines;",
        "The talks went on in the afternoon.",
        "Agreement is far away.",
    )
    assert agreements(extractor, article) == ["mou signed KE,NO", "other signed KE,NO"]


def test_a_short_form_in_brackets_is_no_second_party(extractor: Extractor) -> None:
    article = story("The Islamic Development Bank (IDB) signed a memorandum on roads.")
    assert agreements(extractor, article) == []

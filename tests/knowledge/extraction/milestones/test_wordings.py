"""Wordings of what lies ahead, as agencies, papers and ministries use them."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.milestones.test_milestones import told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Where parsers read a plural's present tense as an infinitive.
        (
            "Norway's new visa rules come into effect on June 1.",
            ["entry-into-force: Norway's new visa rules come into effect | 2023-06-01 | NO"],
        ),
        # What is told before the one who says it.
        (
            "Direct flights between Oslo and Nairobi will start in October, the Kenyan minister"
            " said.",
            ["event: Direct flights between Oslo and Nairobi will start | 2023-10 | KE, NO"],
        ),
        # The other of a pact is whose minister speaks, the other of a work where it is built.
        (
            "The trade pact with Kenya is to be inked by June, Norwegian Trade Minister Ola Berg"
            " said.",
            ["deadline: trade pact with Kenya inked | 2023-06 | KE, NO"],
        ),
        (
            "The construction of the Chinese-built railway in Kenya will be completed in 2025.",
            ["event: construction of the Chinese-built railway in Kenya completed | 2025 | CN, KE"],
        ),
        # What is only hoped for, and half of a journey.
        ('"We still hope that progress will be possible by December," Norway\'s envoy said.', []),
        ("The Norwegian minister is scheduled to arrive at 10.25 pm tomorrow.", []),
        # What has to be done by a day, and what is due.
        (
            "Ghana must submit its budget to the IMF by the end of June.",
            ["deadline: Ghana submit its budget to the IMF | 2023-06 | GH, IMF"],
        ),
        (
            "Kenya's election commission is required to announce the result by Friday.",
            ["deadline: Kenya's election commission to announce the result | 2023-05-19 | KE"],
        ),
        (
            "U.S. tariffs on Kenyan tea are due to rise on June 1.",
            ["event: U.S. tariffs on Kenyan tea to rise | 2023-06-01 | KE, US"],
        ),
        (
            "The Kenyan railway is estimated to be completed in June 2027.",
            ["event: Kenyan railway completed | 2027-06 | KE"],
        ),
        # A clause of its own below what is denied.
        (
            "Ghanaian senator Kofi Owusu said he would not stand again when Ghana's current term"
            " on the council ends next year.",
            ["event: Ghana's current term on the council ends | 2024 | GH"],
        ),
        # What is known to take place, whatever is wished to be done by then.
        (
            "Kenya should make firm plans before the ASEAN summit later this month.",
            ["event: ASEAN summit | 2023-05 | ASEAN"],
        ),
        (
            "Kenya’s visit precedes an International Monetary Fund meeting next week.",
            ["event: International Monetary Fund meeting | 2023-05 | IMF"],
        ),
        (
            "The ministers discussed the Baltic energy forum being hosted by Estonia in November"
            " 2023.",
            ["event: Baltic energy forum hosted by Estonia | 2023-11 | EE"],
        ),
        (
            "They discussed Ghana’s hosting of Fishfair XIII in August this year.",
            ["event: Ghana’s hosting of Fishfair XIII | 2023-08 | GH"],
        ),
        # Who has efforts and duties.
        (
            "He praised Ghana’s efforts to host the next session of ASEAN in June.",
            ["event: host the next session of ASEAN | 2023-06 | ASEAN, GH"],
        ),
        (
            "Kenyan Prime Minister James Otieno ordered the police to clear the camp by June 28.",
            ["deadline: police to clear the camp | 2023-06-28 | KE"],
        ),
        (
            "A Kenyan shipment is due in Oslo on Friday.",
            ["event: Kenyan shipment is due in Oslo | 2023-05-19 | KE, NO"],
        ),
        # No past verb stands above a day of the year.
        (
            "The trip to Estonia is important, with a Baltic summit on June 17.",
            ["event: Baltic summit | 2023-06-17 | EE"],
        ),
        # What it is about, and in whose city.
        (
            "The upcoming summit on Syria will be held on 3 June in the Norwegian city of Oslo.",
            ["event: upcoming summit on Syria in the Norwegian city of Oslo | 2023-06-03 | NO"],
        ),
        # A counted length of time ends with a day that is not told: its month.
        (
            "Kenya will send the bill to parliament within two months.",
            ["deadline: Kenya will send the bill to parliament | 2023-07 | KE"],
        ),
        (
            "Norway will remove all Kenyans from the camp by June 28.",
            ["deadline: Norway will remove all Kenyans from the camp | 2023-06-28 | NO"],
        ),
    ],
)
def test_wordings(extractor: Extractor, sentence: str, expected: list[str]) -> None:
    assert told(extractor, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenyan groups are collecting money to prepare for 2027.",
        "Norway originally planned to open an embassy in Ghana in October.",
        "The World Bank projects that Ghana's economy will expand by 3 percent in 2024.",
        "Prices in Kenya will ease next month.",
        "The Kenyan team will play Ghana on Saturday.",
        "Ghana will spend every cent between now and June 20.",
        "Kenyan Foreign Minister James Otieno addresses a press conference on Thursday.",
        "Norway hosts a fair on 17 and 18 May.",
        "The prime minister's visit to Kenya scheduled for next week has been cancelled.",
        "During his four-day trip from Sunday, the Kenyan minister plans to rest.",
        "Ghana will buy grain over the next two months.",
    ],
)
def test_no_milestones(extractor: Extractor, sentence: str) -> None:
    assert told(extractor, sentence) == []


def test_the_meeting_is_of_those_who_were_told_before(extractor: Extractor) -> None:
    rows = told(
        extractor,
        "Ministers of Kenya spoke in Nairobi about the fisheries session of Kenya and Ghana.",
        "The session will take place on Monday in Chongqing, a city in southwestern China, said"
        " Norwegian spokesman Ola Berg.",
    )
    assert rows == ["event: session in Chongqing | 2023-05-22 | GH, KE"]


def test_a_pact_with_one_is_of_the_country_that_the_article_is_set_in(
    extractor: Extractor,
) -> None:
    rows = told(
        extractor,
        "Ghana has busy years behind it, and Ghana is tired.",
        "The trade agreement with Norway takes effect on 1 July.",
    )
    assert rows == [
        "entry-into-force: trade agreement with Norway takes effect | 2023-07-01 | GH, NO"
    ]


def test_the_summit_of_a_body_that_the_lead_names(extractor: Extractor) -> None:
    rows = told(
        extractor,
        "The Chairperson of the African Union Commission thanked the people of the region.",
        "He asked about the state of emergency as it pertained to the upcoming Summit of Heads of"
        " State and Government in January 2024.",
    )
    assert rows == ["event: upcoming Summit of Heads of State and Government | 2024-01 | AfU"]


def test_of_two_days_the_month_stands_behind_the_second(extractor: Extractor) -> None:
    rows = told(
        extractor,
        "The Kenyan chairperson spoke of two summits, due to be held in Nairobi on the 5th and 6th"
        " December 2023.",
    )
    assert [row.split(" | ")[1] for row in rows] == ["2023-12-06"]

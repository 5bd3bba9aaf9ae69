"""Agreements in the wordings of papers, agencies and readouts, sentence by sentence."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.agreements.deals import agreements
from tests.knowledge.extraction.helpers import story

TOLD = [
    (
        "Britain and Japan wrapped up a free trade agreement.",
        "fta announced GB,JP",
    ),
    (
        "Armenia has joined the treaty between Georgia and Turkey.",
        "treaty signed AM,GE,TR",
    ),
    (
        "The Solomon Islands and China signed off on a security pact.",
        "other signed CN,SB",
    ),
    (
        "Canada and the Philippines have put pen to paper on a visiting forces agreement.",
        "other signed CA,PH",
    ),
    (
        "Serbia and Hungary signed a charter on strategic partnership.",
        "partnership signed HU,RS",
    ),
    (
        "Slovenia and Croatia agreed on a plan to end the border dispute.",
        "other announced HR,SI",
    ),
    (
        "Two agreements on culture and sport were exchanged between India and Cyprus.",
        "other signed CY,IN",
    ),
    (
        "The treaty, ratified by both the Finnish and Estonian parliaments, comes "
        "into force in June.",
        "treaty planned EE,FI 2023-06",
    ),
    (
        "Last year's security pact between Australia and Tuvalu bans other bases.",
        "other signed AU,TV 2022",
    ),
    (
        "Signed in 2009, the treaty between Spain and Peru covers extradition.",
        "treaty signed ES,PE 2009",
    ),
    (
        "Jordan's Planning Ministry signed financing agreements worth 125 million "
        "euros with the German development bank KfW on Tuesday.",
        "other signed DE,JO 2023-05-16",
    ),
    (
        "The IMF and Pakistan have reached a staff-level agreement on a $3 billion "
        "standby arrangement.",
        "loan announced IMF,PK",
    ),
    (
        "Negotiations for free trade agreements with Oman, Peru and Chile are under "
        "way, Indian Commerce Minister Arjun Rao said.",
        "fta proposed CL,IN; fta proposed IN,OM; fta proposed IN,PE",
    ),
    (
        "Talks on a free trade pact with Israel are progressing, said Indian "
        "Commerce Minister Arjun Rao.",
        "fta proposed IL,IN",
    ),
    (
        "Saudi Arabia and Iran agreed to reopen embassies within two months.",
        "other announced IR,SA",
    ),
    (
        "India and China agreed to resume direct flights.",
        "other announced CN,IN",
    ),
    (
        "Germany and Namibia agreed to exchange ambassadors.",
        "other announced DE,NA",
    ),
    (
        "Kenya and Norway agreed to launch negotiations on a tax treaty.",
        "tax proposed KE,NO",
    ),
    (
        "Kenya and Norway agreed to boost cooperation in trade.",
        "",
    ),
    (
        "Ethiopia and Somalia agreed to hold technical talks by February.",
        "",
    ),
    (
        "Kenyan President Grace Wanjiru and visiting Norwegian Prime Minister Lars "
        "Solberg on Monday oversaw the signing of six agreements, including on "
        "renewable energy, aviation and higher education.",
        "other signed KE,NO 2023-05-15",
    ),
    (
        "Kenyan President Grace Wanjiru and visiting Norwegian Prime Minister Lars "
        "Solberg presided over the signing ceremony of a bilateral labour agreement.",
        "other signed KE,NO",
    ),
    (
        "The Norwegian parliament voted to ratify the free trade agreement with Kenya.",
        "fta signed KE,NO",
    ),
    (
        "A trade agreement between India and the EFTA states comes into effect on October 1.",
        "fta planned EFTA,IN",
    ),
    (
        "The visa waiver agreement between Kenya and Angola takes effect next month.",
        "other planned AO,KE",
    ),
    (
        "Israel and Hamas agreed to a ceasefire and hostage deal.",
        "other announced Hamas,IL",
    ),
    (
        "Mali, Niger and Burkina Faso formed a confederation.",
        "other announced BF,ML,NE",
    ),
    (
        "Australian Prime Minister Ann Cole and her Papua New Guinea counterpart, "
        "Joe Tau, put their signatures to a mutual defence treaty.",
        "treaty signed AU,PG",
    ),
    (
        '"We have reached a deal with Norway," Kenyan President Grace Wanjiru told reporters.',
        "other announced KE,NO",
    ),
    (
        "He said the deal signed with Kenya last year is working, Norwegian Prime "
        "Minister Lars Solberg told parliament.",
        "other signed KE,NO",
    ),
    (
        "The deal with Kenya, Norwegian Foreign Minister Kari Berg said, would be "
        "signed on Friday.",
        "other planned KE,NO",
    ),
    (
        "Among the agreements signed by Kenya and Norway was a memorandum on hydrogen.",
        "mou signed KE,NO",
    ),
    (
        "The lapse of the treaty between Kenya and Norway worries experts.",
        "",
    ),
    (
        "Kenya and Norway agreed to continue talks.",
        "",
    ),
    (
        "Kenya and Norway agreed to work together to fight crime.",
        "",
    ),
    (
        "India and Malawi exchange MoUs on agriculture, health.",
        "mou signed IN,MW",
    ),
    (
        "Nigeria and Brazil seal agriculture deal.",
        "other signed BR,NG",
    ),
    (
        "Zambia signs mining MoU with Saudi Arabia.",
        "mou signed SA,ZM",
    ),
    (
        "Cambodia and Vietnam on Wednesday signed an addendum to the border treaty.",
        "treaty signed KH,VN",
    ),
    (
        "Pakistan and Azerbaijan signed a transit trade agreement and a preferential "
        "trade agreement.",
        "fta signed AZ,PK; fta signed AZ,PK",
    ),
    (
        "Japan and the Philippines are set to sign a defence pact called the "
        "Reciprocal Access Agreement on Monday.",
        "other planned JP,PH",
    ),
    (
        "The Reciprocal Access Agreement, signed by Philippine Defense Secretary "
        "Jose Cruz and Japanese Foreign Minister Yui Sato, will take effect after "
        "ratification by both countries' legislatures.",
        "other signed JP,PH",
    ),
    (
        "Oman and Qatar signed six agreements and MoUs during the visit of Sultan Hamad to Doha.",
        "other signed OM,QA",
    ),
    (
        "The Cook Islands has signed a comprehensive strategic partnership with China.",
        "partnership signed CK,CN",
    ),
    (
        "Fiji and Australia have elevated their relationship to a Vuvale Union and "
        "announced negotiations for a security treaty.",
        "treaty proposed AU,FJ",
    ),
    (
        "Colombia and the ELN rebels signed a six-month ceasefire in Havana.",
        "other signed CO",
    ),
    (
        "Kenya Airways and Norwegian Airlines signed a codeshare agreement.",
        "",
    ),
    (
        "Norway and Kenya are both signatories to the Paris Agreement.",
        "",
    ),
    (
        "According to the Kenyan foreign ministry, a fisheries agreement with Norway "
        "was signed on Monday.",
        "other signed KE,NO",
    ),
    (
        "The fisheries agreement, according to officials in both countries, was "
        "reached between Kenya and Norway late on Sunday.",
        "other announced KE,NO",
    ),
    (
        "Kenyan President Grace Wanjiru's visit to Norway ended with the signing of four MoUs.",
        "mou signed KE,NO",
    ),
    (
        "Kenya will get helicopters from Norway under a defence deal signed last year.",
        "other signed KE,NO 2022",
    ),
    (
        "Kenya and Norway began a third round of free trade talks on Monday.",
        "fta proposed KE,NO",
    ),
    (
        "Kenya and Norway are working on a defence agreement.",
        "other proposed KE,NO",
    ),
    (
        "Talks between Kenya and Norway on a tax treaty have stalled.",
        "tax proposed KE,NO",
    ),
    (
        "Kenya wants to negotiate a trade deal with Norway.",
        "",
    ),
    (
        "The leaders of Kenya, Uganda and Rwanda signed a single customs territory agreement.",
        "other signed KE,RW,UG",
    ),
    (
        "The IMF said it had reached a staff-level agreement with Kenya on a new programme.",
        "loan announced IMF,KE",
    ),
    (
        "Ghana reached an agreement with the IMF for a $3 billion bailout.",
        "loan announced GH,IMF",
    ),
    (
        "Kenyan farmers signed a supply contract with a Norwegian buyer.",
        "",
    ),
    (
        "Kenya said it had signed a deal with Norway.",
        "other signed KE,NO",
    ),
    (
        "Kenya's foreign ministry said it had reached an agreement with Norway on visas.",
        "other announced KE,NO",
    ),
    (
        "Nordgas said it had signed a deal with Kenya.",
        "",
    ),
    (
        "It was the first such agreement between Kenya and Norway.",
        "",
    ),
    (
        "Kenya and Norway are on the verge of signing a defence pact.",
        "",
    ),
    (
        "Norway's sovereign fund struck a deal to buy a stake in a Kenyan wind farm.",
        "",
    ),
    (
        "Kenya signed an MoU on fish with Norway in 2019 and an MoU on wind power "
        "with Sweden in 2020.",
        "mou signed KE,NO 2019; mou signed KE,SE 2020",
    ),
    (
        "Kenya and Norway have agreed to a prisoner swap.",
        "other announced KE,NO",
    ),
    (
        "Kenya and Norway agreed to set up a hotline between their navies.",
        "other announced KE,NO",
    ),
    (
        "They noted the importance of the Agreement on Strategic Partnership between "
        "Kenya and Norway.",
        "partnership signed KE,NO",
    ),
    (
        "Kenya and Norway are marking an anniversary: 65 years ago they established "
        "diplomatic relations.",
        "",
    ),
    (
        "Kenya and Norway did not agree to reopen embassies.",
        "",
    ),
    (
        "Kenya and Norway could agree to reopen embassies.",
        "",
    ),
    (
        "Norwegian Prime Minister Lars Solberg will visit Kenya next week. || "
        "Several bilateral agreements are expected to be signed.",
        "other planned KE,NO",
    ),
    (
        "What Kenya and Norway agreed on will be reflected in the joint statement.",
        "",
    ),
]
STORIES = [
    (
        [
            "Kenyan President Grace Wanjiru met Norwegian Prime Minister Lars Solberg.",
            "The following documents were signed:",
            "- Memorandum of Understanding on tourism;",
            "- Agreement on air services between the Government of Kenya and that of Norway;",
            "- Memorandum of Understanding between the institutes of Kenya and Norway.",
        ],
        ["mou signed KE,NO", "mou signed KE,NO", "other signed KE,NO"],
    ),
    (
        [
            "Kenya's minister presided over the signing of three memoranda with his counterpart.",
            "The signing took place in the presence of Norwegian Prime Minister Lars Solberg and "
            "Kenyan President Grace Wanjiru.",
            "The memoranda include an MoU on health, an MoU on trade and an MoU on sport.",
        ],
        ["mou signed KE,NO", "mou signed KE,NO", "mou signed KE,NO"],
    ),
    (
        [
            "In 2022, the European Investment Bank signed loan agreements with Moldova worth 250 "
            "million euros.",
            "In 2023, the bank lent more: the EIB signed loan agreements worth 120 million euros.",
        ],
        ["loan signed EIB,MD 2022", "loan signed EIB,MD 2023"],
    ),
    (
        [
            "Kenyan President Grace Wanjiru and Norwegian Prime Minister Lars Solberg signed a "
            "memorandum on fish.",
            "Another memorandum was also signed on search and rescue.",
        ],
        ["mou signed KE,NO", "mou signed KE,NO"],
    ),
    (
        [
            "Kenya and Norway met in Oslo on Monday.",
            "The region's leaders are due to sign the protocol on customs in June.",
        ],
        [],
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_a_sentence(extractor: Extractor, text: str, told: str) -> None:
    found = agreements(extractor, story(*text.split(" || ")))
    dated = any(char.isdigit() for char in told)
    plain = found if dated else [" ".join(row.split()[:3]) for row in found]
    assert "; ".join(plain) == told


@pytest.mark.parametrize(("paragraphs", "told"), STORIES)
def test_a_story(extractor: Extractor, paragraphs: list[str], told: list[str]) -> None:
    assert agreements(extractor, story(*paragraphs)) == told

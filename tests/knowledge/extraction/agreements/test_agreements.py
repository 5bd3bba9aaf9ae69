"""Agreements, sentence by sentence: what is told of them, and what is none."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.agreements.deals import agreements, deals
from tests.knowledge.extraction.helpers import KENYA, NORWAY, story

TOLD = [
    (
        "Kenya and Norway signed an agreement on fisheries on Monday.",
        "other signed KE,NO 2023-05-15",
    ),
    (
        "Kenyan President Grace Wanjiru and Norwegian Prime Minister Lars Solberg signed a "
        "memorandum of understanding on green energy in Oslo on Tuesday.",
        "mou signed KE,NO 2023-05-16",
    ),
    (
        "Ghana on Monday signed a $200 million loan agreement with the World Bank to finance "
        "rural roads.",
        "loan signed GH,WB 2023-05-15",
    ),
    ("Peru inked a free trade deal with Indonesia last month.", "fta signed ID,PE 2023-04"),
    (
        "Estonia, Latvia and Lithuania have signed a pact to build a railway.",
        "other signed EE,LT,LV",
    ),
    (
        "A defence cooperation agreement was signed by the Kenyan and Norwegian defence "
        "ministers in Nairobi.",
        "other signed KE,NO",
    ),
    (
        "An extradition treaty between Spain and Peru was signed in Lima in 2019.",
        "treaty signed ES,PE 2019",
    ),
    (
        "Prime Minister Kaja Tamm of Estonia and her Finnish counterpart, Aino Laine, signed "
        "a double taxation agreement.",
        "tax signed EE,FI",
    ),
    (
        "The two presidents witnessed the signing of three agreements between Ghana and Togo.",
        "other signed GH,TG",
    ),
    (
        "Ghanaian President Kofi Boateng met Estonian Prime Minister Kaja Tamm in Accra. "
        "After the talks, the two sides signed an MoU on digital government.",
        "mou signed EE,GH",
    ),
    (
        "Ghanaian President Kofi Boateng met Estonian Prime Minister Kaja Tamm in Accra. "
        "Following the talks, several cooperation documents were signed in the presence of "
        "the two leaders.",
        "other signed EE,GH",
    ),
    (
        "Chile ratified the trade agreement with the European Union on Wednesday.",
        "fta signed CL,EU 2023-05-17",
    ),
    ("Vietnam and the European Union initialled a fisheries protocol.", "other signed EU,VN"),
    ("South Korea concluded a free trade agreement with the Philippines.", "fta signed KR,PH"),
    ("Egypt and Turkey agreed to restore diplomatic relations.", "other announced EG,TR"),
    ("Egypt and Turkey will sign a maritime agreement next week.", "other planned EG,TR 2023-05"),
    (
        "Cambodia and Thailand are expected to sign a treaty on the extradition of criminals "
        "in July.",
        "treaty planned KH,TH 2023-07",
    ),
    (
        "The agreement between Kenya and Norway is to be signed on Friday.",
        "other planned KE,NO 2023-05-19",
    ),
    (
        "Kenya and Norway are due to sign a loan agreement on Friday.",
        "loan planned KE,NO 2023-05-19",
    ),
    (
        "Under the deal signed by Brazil and Argentina in 2021, both will share the dam.",
        "other signed AR,BR 2021",
    ),
    ("The MoU, which Laos and Vietnam signed in March, covers mining.", "mou signed LA,VN 2023-03"),
    (
        "Wanjiru, who arrived from Oslo, praised the recently signed trade agreement between "
        "Kenya and Norway.",
        "fta signed KE,NO",
    ),
    (
        "Malaysia and Thailand signed on Tuesday two memorandums of understanding, on rubber "
        "and on halal food.",
        "mou signed MY,TH 2023-05-16",
    ),
    (
        "The free trade agreement between China and Ecuador took effect on May 1.",
        "fta in-force CN,EC 2023-05-01",
    ),
    (
        "The Japan-Britain defence pact entered into force in October 2022.",
        "other in-force GB,JP 2022-10",
    ),
    (
        "A tax treaty between Croatia and the United States will enter into force next year.",
        "tax planned HR,US 2024",
    ),
    (
        "The trade deal between Australia and India came into effect last December.",
        "fta in-force AU,IN 2022-12",
    ),
    ("The China-Ecuador free trade agreement is in force.", "fta in-force CN,EC"),
    (
        "Poland's security agreement with Britain will take effect on 1 June.",
        "other planned GB,PL 2023-06-01",
    ),
    (
        "Armenia and Azerbaijan reached an agreement on the exchange of prisoners on Sunday.",
        "other announced AM,AZ 2023-05-14",
    ),
    ("Israel and Lebanon agreed to a ceasefire brokered by France.", "other announced IL,LB"),
    (
        "A deal was struck between Egypt and the International Monetary Fund in December.",
        "other announced EG,IMF 2022-12",
    ),
    ("Sri Lanka has secured a staff-level agreement with the IMF.", "other announced IMF,LK"),
    ("Saudi Arabia and Iran agreed on a deal to reopen their embassies.", "other announced IR,SA"),
    ("India and Bhutan came to an agreement on the sharing of power.", "other announced BT,IN"),
    (
        "Turkey and Russia extended the grain deal by two months on Wednesday.",
        "other announced RU,TR 2023-05-17",
    ),
    (
        "Japan entered into a security agreement with the Philippines in 2022.",
        "other announced JP,PH 2022",
    ),
    ("Norway announced a new agreement with Kenya on forests.", "other announced KE,NO"),
    (
        "Norwegian Prime Minister Lars Solberg and Kenyan President Grace Wanjiru issued a "
        "joint statement on climate after their talks.",
        "joint-statement announced KE,NO",
    ),
    (
        "In a joint statement, Japan and Australia condemned the launch.",
        "joint-statement announced AU,JP",
    ),
    ("A joint communique was adopted by China and Laos.", "joint-statement announced CN,LA"),
    (
        "The leaders of Japan, South Korea and the United States adopted a joint declaration.",
        "joint-statement announced JP,KR,US",
    ),
    (
        "Vietnam and Australia upgraded their relations to a comprehensive strategic "
        "partnership in March.",
        "partnership announced AU,VN 2023-03",
    ),
    (
        "Indonesian President Budi Santoso and Japanese Prime Minister Ken Mori agreed to "
        "elevate bilateral ties to a strategic partnership.",
        "partnership announced ID,JP",
    ),
    (
        "Kenya and Norway announced the upgrade of their ties to the level of a strategic "
        "partnership.",
        "partnership announced KE,NO",
    ),
    (
        "China and Gabon will raise their relationship to a comprehensive strategic partnership.",
        "partnership planned CN,GA",
    ),
    ("Germany and Kenya established a climate partnership.", "partnership announced DE,KE"),
    (
        "Fiji and Kosovo established diplomatic relations on Tuesday.",
        "other announced FJ,XK 2023-05-16",
    ),
    ("India and France launched a joint working group on space.", "other announced FR,IN"),
    (
        "Kazakhstan and the EU signed an enhanced partnership and cooperation agreement in Astana.",
        "partnership signed EU,KZ",
    ),
    (
        "Ukraine acceded to the Treaty of Amity and Cooperation in 2022.",
        "treaty signed ASEAN,UA 2022",
    ),
    (
        "Spain signed the ASEAN Treaty of Amity and Cooperation on Monday.",
        "treaty signed ASEAN,ES 2023-05-15",
    ),
    (
        "Japan will provide a loan of 30 billion yen to Cambodia for a water plant.",
        "loan planned JP,KH",
    ),
    ("China agreed to lend Laos $500 million for a railway.", "loan announced CN,LA"),
    (
        "The Asian Development Bank approved a $100 million loan to Nepal on Tuesday.",
        "loan announced ADB,NP 2023-05-16",
    ),
    ("Kenya secured a $1 billion loan from the World Bank.", "loan announced KE,WB"),
    (
        "The prisoners were sent home under the 1998 agreement between Thailand and Laos.",
        "other signed LA,TH 1998",
    ),
    (
        "The Philippines invoked the Mutual Defense Treaty between the Philippines and the "
        "United States.",
        "treaty in-force PH,US",
    ),
    (
        "Britain and India launched negotiations on a free trade agreement in January 2022.",
        "fta proposed GB,IN 2022-01",
    ),
    (
        "Talks on a proposed free trade agreement between Thailand and the European Union "
        "resume in June.",
        "fta proposed EU,TH",
    ),
    (
        "Canada and Indonesia concluded negotiations on a comprehensive economic partnership "
        "agreement.",
        "fta announced CA,ID",
    ),
    (
        "BEIJING, May 16 (Xinhua) -- China and Kyrgyzstan signed a protocol on the export of "
        "cherries here Tuesday.",
        "other signed CN,KG 2023-05-16",
    ),
    ("Seoul and Warsaw signed a memorandum on arms exports.", "mou signed KR,PL"),
    (
        "The Hungarian foreign minister, Peter Kovacs, and his Serbian counterpart, Goran "
        "Jovic, on Thursday signed an agreement on a pipeline.",
        "other signed HU,RS 2023-05-11",
    ),
    (
        "The European Union and Mercosur have struck a trade deal after two decades of talks.",
        "fta announced EU,Mercosur",
    ),
    (
        "Australia will sign a security treaty with Vanuatu next month, Prime Minister Ann "
        "Cole said.",
        "treaty planned AU,VU 2023-06",
    ),
    ("India has signed 14 agreements with Bangladesh.", "other signed BD,IN"),
    (
        "Iraq signed an agreement with Iran in March to tighten border security.",
        "other signed IQ,IR 2023-03",
    ),
    (
        "Kuwait signed agreements with Egypt, Jordan and Iraq.",
        "other signed EG,KW; other signed IQ,KW; other signed JO,KW",
    ),
    ("The U.S.-Japan security treaty covers the islands.", "treaty in-force JP,US"),
    ("Germany ratified the treaty with Poland.", "treaty signed DE,PL"),
    ("An air services agreement with Kenya was signed by Norway.", "other signed KE,NO"),
    (
        "Norway's agreement with Kenya, signed in 2019, expires this year.",
        "other signed KE,NO 2019",
    ),
    (
        "Mexico, Canada and the United States signed a trade pact in 2018.",
        "fta signed CA,MX,US 2018",
    ),
    (
        "Under an agreement reached between Italy and Albania, migrants will be taken to Shengjin.",
        "other announced AL,IT",
    ),
    ("Italy and Albania have an agreement on migrants.", "other in-force AL,IT"),
    (
        "Rwanda signed a peace agreement with the Democratic Republic of Congo in Washington.",
        "other signed CD,RW",
    ),
    ("The truce between India and Pakistan took effect at midnight.", "other in-force IN,PK"),
    (
        "The United Nations and Russia signed a memorandum on fertiliser exports.",
        "mou signed RU,UN",
    ),
    (
        "Switzerland's Federal Council approved an agreement with Kosovo on social security.",
        "other announced CH,XK",
    ),
    (
        "Belarus and Russia agreed to set up a joint fund for machine building.",
        "other announced BY,RU",
    ),
    (
        "Kenyan Trade Minister Peter Odhiambo said his country would sign a trade agreement "
        "with Turkey in June.",
        "fta planned KE,TR 2023-06",
    ),
    (
        "Kenya's parliament approved the trade agreement with Ghana on Tuesday.",
        "fta announced GH,KE 2023-05-16",
    ),
    (
        "An agreement on air services was signed with Norway by Kenya in 2020.",
        "other signed KE,NO 2020",
    ),
    ("Norway became the tenth country to sign a treaty with Kenya.", "treaty signed KE,NO"),
    (
        "Kenya and Norway signed a protocol on cattle, state television reported Tuesday.",
        "other signed KE,NO",
    ),
    (
        "Kenya and Norway announced the establishment of a strategic partnership.",
        "partnership announced KE,NO",
    ),
    (
        "Kenyan President Grace Wanjiru and Norwegian Prime Minister Lars Solberg announced "
        "the start of negotiations for a tax treaty.",
        "tax proposed KE,NO",
    ),
    (
        "The International Monetary Fund's board approved a lending arrangement for Ghana on "
        "Friday.",
        "loan announced GH,IMF 2023-05-12",
    ),
    ("Kenya announced its first agreement with a Nordic country, Norway.", "other announced KE,NO"),
    ("Kenya has trade agreements with Ghana and Togo.", "fta in-force GH,KE; fta in-force KE,TG"),
    (
        "Last week Solberg, the Norwegian prime minister, visited Kenya to sign a climate "
        "agreement.",
        "other signed KE,NO 2023-05",
    ),
    (
        "The joint statement by Kenya, Ghana and Togo condemned the coup.",
        "joint-statement announced GH,KE,TG",
    ),
    (
        "According to a joint statement, Kenya and Norway will open embassies.",
        "joint-statement announced KE,NO",
    ),
    (
        "Kenya and Norway decided to raise their ties to the level of a strategic partnership.",
        "partnership announced KE,NO",
    ),
    (
        "A border agreement was reached at talks in Oslo between the foreign ministers of "
        "Ghana and Togo.",
        "other announced GH,TG",
    ),
    (
        "Kenya and Norway signed the Treaty of Friendship and the Treaty on the Demarcation "
        "of the Border.",
        "treaty signed KE,NO; treaty signed KE,NO",
    ),
    (
        "Ghana and Togo agreed to extend their fisheries agreement until 2030.",
        "other announced GH,TG",
    ),
    ("Ghana and Togo agreed to sign a fisheries agreement.", "other planned GH,TG"),
    (
        "Kenya and Norway today exchanged instruments of ratification of the extradition treaty.",
        "treaty signed KE,NO 2023-05-17",
    ),
    (
        "In 2017, a memorandum on the pipeline was signed between Cyprus, Greece and Israel.",
        "mou signed CY,GR,IL 2017",
    ),
    (
        "The leaders of Kenya and Norway applauded the entry into force of the Kenya-Norway "
        "tax treaty.",
        "tax in-force KE,NO",
    ),
    ("Ghana thanked Kenya for ratifying the trade agreement with Norway.", "fta signed KE,NO"),
    (
        "Norwegian Prime Minister Lars Solberg congratulated Kenyan President Grace Wanjiru "
        "on the completion of the free trade agreement with Ghana.",
        "fta announced GH,KE",
    ),
    ("Kenya and Norway signed an Economic Partnership Agreement in Nairobi.", "fta signed KE,NO"),
    (
        "The International Monetary Fund and Kenya reached a staff-level agreement on the "
        "fourth review.",
        "other announced IMF,KE",
    ),
]

NOT_TOLD = [
    "The two sides are negotiating a trade deal.",
    "Kenya and Norway failed to reach an agreement on fisheries.",
    "Kenya did not sign the agreement with Norway.",
    "Kenya refused to sign the treaty with Norway.",
    "Russia withdrew from the treaty with the United States.",
    "Solberg called for an agreement between Kenya and Somalia.",
    "If Kenya and Norway sign an agreement, trade will grow.",
    "Will Kenya and Norway sign an agreement?",
    "Norway wants to sign an agreement with Kenya.",
    "Kenya and Norway could sign an agreement next year.",
    "No agreement was signed by Kenya and Norway.",
    "Britain left the European Union without a deal.",
    "A great deal of trade flows between Kenya and Norway.",
    "Kenya-based lender Savanna Bank signed a deal with Norway-based Fjord Group.",
    "The Norwegian company Fjord Group signed a contract with a Kenyan firm.",
    "Norwegian Prime Minister Lars Solberg signed a decree on taxes.",
    "Solberg signed the law on Tuesday in Oslo.",
    "The Democratic National Convention opened in Chicago.",
    "The footballer signed a three-year deal with the Norwegian club.",
    "The Kenyan government reached an agreement with striking doctors.",
    "The actor signed a contract with a Norwegian studio in Kenya.",
    "Kenya and Norway have yet to sign an agreement.",
    "The United States rejected the deal proposed by Iran.",
    "The parties in the Kenyan parliament agreed on a budget.",
    "Trump said he would tear up the deal with Iran.",
    "There is no agreement between Kenya and Norway on the border.",
    "Kenya's parliament rejected the agreement with Norway.",
    "The agreement with Norway was suspended by Kenya in 2020.",
    "An agreement could be reached between Egypt and Sudan, he said.",
    "Japan and Fiji are close to signing a pact on fisheries.",
    "It signed accords with Ghana and Togo in 2022.",
    "A memorandum on gas was signed between Nordgas Corporation of Norway and Kenya Gas Limited.",
    "Kenya and Norway will mark the anniversary of the establishment of diplomatic relations.",
    "Five months after Chad restored diplomatic ties with China, a minister arrived.",
    "They praised the work of Kenya and Norway in reaching the truce.",
    "Kenya visited by Norway's premier: the two agreed on nothing.",
    "The deal was rejected by Kenya.",
    "Norway said it would leave the treaty with Kenya.",
    "Kenya urged Ghana to sign the agreement.",
    "Kenya is considering whether to sign the agreement with Norway.",
    "Norwegian exporters hope for a trade deal with Kenya.",
    "The Kenyan minister signed the visitors' book in Oslo.",
    "Norwegian police and Kenyan police agreed to share data.",
    "A spokesman dealt with questions from Kenya and Norway.",
    "Kenyan singer Amina signed a record deal with a Norwegian label.",
    "The pact with Norway is still subject to the finalisation of a treaty.",
    "The president said the trade deal with Kenya was dead.",
    "Kenya said it had ended its tax treaty with Norway.",
    "Under the Treaty of Rome, Kenya and Norway opened their markets.",
    "The two leaders discussed progress toward a minerals agreement.",
    "The Kenyan Football Federation signed a deal with a Norwegian sponsor.",
    "Arsenal agreed a deal with Kenyan midfielder Paul Otieno.",
    "Norwegian oil company Nordgas signed a production agreement with Tanzania.",
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_what_is_told(extractor: Extractor, text: str, told: str) -> None:
    assert "; ".join(agreements(extractor, story(text))) == told


@pytest.mark.parametrize("text", NOT_TOLD, ids=[text[:40] for text in NOT_TOLD])
def test_what_is_no_agreement(extractor: Extractor, text: str) -> None:
    assert agreements(extractor, story(text)) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("They signed a tax treaty.", ["Grace Wanjiru", "Lars Solberg"]),
        ("The two leaders signed a treaty on fish.", ["Grace Wanjiru", "Lars Solberg"]),
        ("The two countries signed a treaty on fish.", []),
        ("They spoke of an MoU on fish that the two countries signed in 2002.", []),
        ("They recalled the treaty on fish which the two leaders signed in 2002.", []),
        (
            "Wanjiru and Solberg signed a treaty on fish in 2002.",
            ["Grace Wanjiru", "Lars Solberg"],
        ),
    ],
)
def test_people_who_are_said_to_sign(extractor: Extractor, text: str, people: list[str]) -> None:
    article = story(f"{KENYA} met {NORWAY} in Oslo on Monday.", text)
    [(fields, _)] = deals(extractor, article)
    assert (fields.parties, [one.name for one in fields.people]) == (("KE", "NO"), people)

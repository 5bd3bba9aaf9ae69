"""What lies ahead of an article, and what only sounds like it."""

import pytest

from knowledge.dates import edtf
from knowledge.extraction import Extractor
from knowledge.model import Article, Milestone, Reading
from tests.knowledge.extraction.helpers import readings, story


def milestones(extractor: Extractor, article: Article) -> list[Reading]:
    return [r for r in readings(extractor, article) if isinstance(r.fields, Milestone)]


def told(extractor: Extractor, *paragraphs: str, published: str | None = "2023-05-17") -> list[str]:
    """Each milestone as "event: WHAT | 2023-11 | KE, NO"."""
    found = []
    for reading in milestones(extractor, story(*paragraphs, published=published)):
        fields = reading.fields
        assert isinstance(fields, Milestone)
        parties = ", ".join(fields.parties)
        found.append(f"{fields.type}: {fields.what} | {fields.date} | {parties}")
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Kenya and Norway will mark the 60th anniversary of their ties next year.",
            "anniversary: 60th anniversary of their ties | 2024 | KE, NO",
        ),
        (
            "Kenya and Norway agreed to designate 2025 as the “Year of Norwegian-Kenyan Culture”.",
            "designated: Year of Norwegian-Kenyan Culture | 2025 | KE, NO",
        ),
        (
            "The fisheries pact between Norway and Ghana will enter into force on 1 July.",
            "entry-into-force: fisheries pact between Norway and Ghana will enter into force"
            " | 2023-07-01 | GH, NO",
        ),
        (
            "Ghana reaffirmed its goal of a malaria-free country by 2030.",
            "target: malaria-free country | 2030 | GH",
        ),
        (
            "Estonia will host the Baltic energy forum in Tartu in September.",
            "event: Estonia will host the Baltic energy forum in Tartu | 2023-09 | EE",
        ),
        (
            "Ghana takes over the rotating chair on 1 January 2024.",
            "event: Ghana takes over the rotating chair | 2024-01-01 | GH",
        ),
        (
            "The parliamentary election in Estonia is scheduled for 3 March 2024.",
            "event: parliamentary election in Estonia | 2024-03-03 | EE",
        ),
        (
            "Norwegian engineers are due to travel to Ghana in June.",
            "event: Norwegian engineers to travel to Ghana | 2023-06 | GH, NO",
        ),
        (
            "Ghana and Norway agreed to double trade by 2030.",
            "target: Ghana and Norway to double trade | 2030 | GH, NO",
        ),
        (
            "“We will host the Baltic energy forum next year,” Estonian President Kaja Tamm said.",
            "event: will host the Baltic energy forum | 2024 | EE",
        ),
        (
            "Kenya was invited to attend the energy forum to be held in Estonia in November.",
            "event: energy forum in Estonia | 2023-11 | EE",
        ),
        (
            "Ghana spoke of the upcoming withdrawal of Kenyan troops in 2024.",
            "event: upcoming withdrawal of Kenyan troops | 2024 | KE",
        ),
        (
            "Peace in Kenya and the upcoming cut of troops there in 2024 should be talked about.",
            "event: upcoming cut of troops there | 2024 | KE",
        ),
        (
            "The Ghanaian parliament will not reconvene until 3 October.",
            "deadline: Ghanaian parliament reconvene | 2023-10-03 | GH",
        ),
        (
            "Kenya and Norway spoke about a programme of cooperation for 2024 to 2028.",
            "event: programme of cooperation | 2024/2028 | KE, NO",
        ),
        (
            "As Chair of ASEAN next year, Thailand will speak for the region.",
            "event: Chair of ASEAN | 2024 | ASEAN, TH",
        ),
        (
            "Norway invited Chilean firms to raise bilateral trade to 2 billion U.S. dollars by"
            " 2030.",
            "target: Norway to raise bilateral trade to 2 billion U.S. dollars | 2030 | CL, NO",
        ),
        (
            "Studies have been made for opening the Ghanaian railway by 2028.",
            "deadline: opening the Ghanaian railway | 2028 | GH",
        ),
        (
            "Ghana and Norway hope to sign the treaty in June.",
            "event: Ghana and Norway to sign the treaty | 2023-06 | GH, NO",
        ),
        (
            "Norway and Kenya agreed to set a target of doubling bilateral trade to $2 billion by"
            " 2030.",
            "target: doubling bilateral trade to $2 billion | 2030 | KE, NO",
        ),
        (
            "The loan is large, as Accra needs to repay in July.",
            "event: Accra to repay | 2023-07 | GH",
        ),
        (
            "Norway will deposit $2 billion in Kenya's central bank next month.",
            "event: Norway will deposit $2 billion in Kenya's central bank | 2023-06 | KE, NO",
        ),
        (
            "There was every reason to expect a Kenyan signature at the Estonian summit of 5 June.",
            "event: Estonian summit | 2023-06-05 | EE",
        ),
        (
            "Ghana is busy with its upcoming 2024 census.",
            "event: upcoming 2024 census | 2024 | GH",
        ),
        (
            "2024 will mark the 60th anniversary of ties between Ghana and Norway.",
            "anniversary: 60th anniversary of ties between Ghana and Norway | 2024 | GH, NO",
        ),
        (
            "The deadline for Ghana to reply is 30 June.",
            "deadline: deadline for Ghana to reply | 2023-06-30 | GH",
        ),
        (
            "This year's Baltic energy summit will be held in Estonia in November.",
            "event: Baltic energy summit in Estonia | 2023-11 | EE",
        ),
        (
            "Estonia has declared 2024 the Year of Baltic Song.",
            "designated: Year of Baltic Song | 2024 | EE",
        ),
    ],
)
def test_what_lies_ahead(extractor: Extractor, sentence: str, expected: str) -> None:
    assert told(extractor, sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        # Over, or of the publication day itself.
        "Kenya and Norway marked the 60th anniversary of their diplomatic relations last year.",
        "Kenya held a parliamentary election in August 2022.",
        "Kenya opens the new port today.",
        # Denied, only possible, conditional, wished.
        "Estonia will not host the forum in September.",
        "Estonia could host the forum in September.",
        "If Ghana agrees, Estonia will host the forum in September.",
        "Estonia invited Ghana to send observers next year.",
        "Estonia called on Ghana to reply by Friday.",
        "No election will be held in Ghana before 2025.",
        # Forecasts.
        "The economy of Ghana will grow by five percent in 2024.",
        "Analysts predicted that Ghana would miss the payment in July.",
        # Called off, or planned once.
        "Estonia cancelled the forum scheduled for September.",
        "Estonia had been due to host the forum in June.",
        # Names of plans, money counted by years, lengths of time.
        "Ghana and Norway discussed the 2030 Agenda.",
        "Ghana and Norway discussed the 2024 budget.",
        "Norway will support Ghana over the next five years.",
        # Nobody is named.
        "The company will open a new shop in July.",
    ],
)
def test_what_does_not(extractor: Extractor, sentence: str) -> None:
    assert told(extractor, sentence) == []


def test_a_planned_meeting_is_no_milestone(extractor: Extractor) -> None:
    sentence = (
        "Kenyan President Grace Wanjiru will meet Norwegian Prime Minister Lars Solberg in Oslo "
        "on 3 June."
    )
    assert told(extractor, sentence) == []


def test_it_is_told_once(extractor: Extractor) -> None:
    assert told(
        extractor,
        "Estonia will host the Baltic energy forum in Tartu in September.",
        "The Baltic energy forum will be held in Tartu, Estonia, in September.",
    ) == ["event: Estonia will host the Baltic energy forum in Tartu | 2023-09 | EE"]


def test_the_pair_that_met_is_meant(extractor: Extractor) -> None:
    article = story(
        "Kenyan President Grace Wanjiru met Norwegian Prime Minister Lars Solberg in Oslo on "
        "Monday.",
        "The joint fisheries commission will convene in Nairobi in 2025.",
    )
    (reading,) = milestones(extractor, article)
    assert isinstance(reading.fields, Milestone)
    assert reading.fields.parties == ("KE", "NO")
    assert [(link.via, link.target) for link in reading.links] == [("pair", "KE, NO")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The agreement will take effect on 1 January 2024.",
            "entry-into-force: agreement will take effect | 2024-01-01 | KE, NO",
        ),
        (
            "“We hope to sign the treaty by the end of 2024,” the president said.",
            "deadline: sign the treaty | 2024 | KE, NO",
        ),
        ("The tree in the garden will be cut in 2025.", None),
    ],
)
def test_what_two_share_is_of_the_pair(
    extractor: Extractor, sentence: str, expected: str | None
) -> None:
    lead = "Kenyan President Grace Wanjiru met Norwegian Prime Minister Lars Solberg on Monday."
    assert told(extractor, lead, sentence) == ([expected] if expected else [])


def test_the_sentence_before_says_whose_it_is(extractor: Extractor) -> None:
    article = story(
        "Norway and Estonia paid for a cable under the sea in 2020. "
        "The new line is to be completed by December 2025."
    )
    (reading,) = milestones(extractor, article)
    assert isinstance(reading.fields, Milestone)
    assert reading.fields.parties == ("EE", "NO")
    assert [(link.mention, link.via) for link in reading.links] == [("line", "sentence before")]


def test_a_named_programme_is_of_those_who_were_named_with_it(extractor: Extractor) -> None:
    assert told(
        extractor,
        "Ghana and Norway signed a grant under the Blue Coast Programme on Monday.",
        "Fish are small. Nets are old. Boats are few. Ports are far.",
        "Everybody praised the Blue Coast Programme, which will run until 2027.",
    ) == ["deadline: Blue Coast Programme will run | 2027 | GH, NO"]


def test_what_was_done_before_does_not_lie_ahead(extractor: Extractor) -> None:
    for sentence in (
        "Ghana is ready to sell Norway more grain than the old agreement for 2023 foresaw.",
        "Last Monday, when it was announced that Ghana would host the signing this Saturday, "
        "everybody cheered.",
    ):
        assert told(extractor, sentence) == []
    will = "Ghana will widen the road after signing a deal on Thursday for a loan from Norway."
    assert told(extractor, will) == []


def test_a_summit_is_told_once_with_its_day(extractor: Extractor) -> None:
    assert told(
        extractor,
        "Talks are expected to set the stage for a summit of Kenya and Norway later in June.",
        "Kenya and Norway are scheduled to hold a summit in Oslo on 22 June.",
    ) == ["event: Kenya and Norway to hold a summit in Oslo | 2023-06-22 | KE, NO"]


def test_relative_dates_are_linked(extractor: Extractor) -> None:
    article = story("The new visa rules of Ghana will take effect next month.")
    (reading,) = milestones(extractor, article)
    assert ("next month", "2023-06", "publication date") in [
        (link.mention, link.target, link.via) for link in reading.links
    ]


def test_without_a_publication_date_the_text_must_say_it_all(extractor: Extractor) -> None:
    will = "Estonia will host the Baltic energy forum in September 2031."
    assert told(extractor, will, published=None) == [
        "event: Estonia will host the Baltic energy forum | 2031-09 | EE"
    ]
    next_year = "Estonia will host the Baltic energy forum next year."
    assert told(extractor, next_year, published=None) == []


def test_a_rule_can_be_switched_off(extractor: Extractor) -> None:
    article = story("Estonia will host the Baltic energy forum in September.")
    without = Extractor(without=["plan"])
    without._nlp = extractor.nlp
    assert milestones(without, article) == []


def test_no_milestone_lies_before_its_article(extractor: Extractor) -> None:
    article = story(
        "Ghana opened the port in 2019, will enlarge it by 2026 and may sell it in 2040.",
        "The vote of 2020 was followed by another one on 3 March 2023; the next is due in 2027.",
        "Kenya will mark Madaraka Day on 1 June.",
    )
    for reading in milestones(extractor, article):
        assert isinstance(reading.fields, Milestone)
        days = edtf.bounds(reading.fields.date)
        assert days is not None and days[1].isoformat() > "2023-05-17"

"""Reported speech of officers, governments and bodies."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import GHANA, KENYA, NORWAY, story
from tests.knowledge.extraction.statements.sayings import reported, statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{KENYA} reiterated that Kenya would not sell its fish.",
            "Grace Wanjiru: Kenya would not sell its fish",
        ),
        (
            f"{NORWAY} said the road would be open by May.",
            "Lars Solberg: the road would be open by May",
        ),
        (
            f"{NORWAY}, speaking in Accra, warned that the stocks were close to collapse.",
            "Lars Solberg: the stocks were close to collapse",
        ),
        (
            f"The road would be open by May, {NORWAY} said.",
            "Lars Solberg: The road would be open by May",
        ),
        (
            f"{GHANA} praised the talks, noting that they had been open and friendly.",
            "Kofi Boateng: they had been open and friendly",
        ),
        (
            f"{GHANA} told the prime minister that Ghana was ready to sign the pact.",
            "Kofi Boateng: Ghana was ready to sign the pact",
        ),
        (
            f"{NORWAY} expressed concern over the situation in the north.",
            "Lars Solberg: concern over the situation in the north",
        ),
        (
            f"{KENYA} underlined Kenya's firm position against the dumping of waste.",
            "Grace Wanjiru: Kenya's firm position against the dumping of waste",
        ),
        (
            f"{KENYA} thanked Norway for its role in the talks.",
            "Grace Wanjiru: thanked Norway for its role in the talks",
        ),
        (
            f"{KENYA} called for a new treaty on fisheries.",
            "Grace Wanjiru: called for a new treaty on fisheries",
        ),
        (
            f"{KENYA} urged the two sides to return to the table.",
            "Grace Wanjiru: urged the two sides to return to the table",
        ),
        (
            f"{NORWAY} pledged to protect the northern forests.",
            "Lars Solberg: pledged to protect the northern forests",
        ),
        (
            "The Norwegian government denied that it had paid a ransom.",
            "Norwegian government: denied that it had paid a ransom",
        ),
        (
            "The European Commission said on Monday that a deal was close.",
            "European Commission: a deal was close",
        ),
        (
            "According to the Norwegian foreign ministry, the visit will take place in June.",
            "Norwegian foreign ministry: the visit will take place in June",
        ),
        (
            "According to the Norwegian foreign minister, Ingrid Dahl, the visit will be in June.",
            "Ingrid Dahl: the visit will be in June",
        ),
        (
            f"{KENYA} affirmed that the two countries shared a common destiny.",
            "Grace Wanjiru: the two countries shared a common destiny",
        ),
        (
            f"{KENYA} conveyed her condolences to the families of the victims.",
            "Grace Wanjiru: her condolences to the families of the victims",
        ),
        (
            f"{KENYA} has warned that the rains will fail again.",
            "Grace Wanjiru: the rains will fail again",
        ),
        (
            f"{NORWAY} highlighted the importance of free trade.",
            "Lars Solberg: the importance of free trade",
        ),
        (
            f"{NORWAY} condemned the attack on the convoy.",
            "Lars Solberg: condemned the attack on the convoy",
        ),
        (
            f"{NORWAY} rejected the claim as baseless.",
            "Lars Solberg: rejected the claim as baseless",
        ),
        (
            "The Kremlin said Moscow was open to talks without conditions.",
            "Kremlin: Moscow was open to talks without conditions",
        ),
        (
            "NATO announced that it would hold an exercise at sea.",
            "NATO: it would hold an exercise at sea",
        ),
        (
            "Kenya and Norway reaffirmed their commitment to a free sea.",
            "Kenya and Norway: their commitment to a free sea",
        ),
        (
            "Ghana welcomed the decision of the court on the border.",
            "Ghana: welcomed the decision of the court on the border",
        ),
        (
            f"{KENYA} indicated that the port was safe.",
            "Grace Wanjiru: the port was safe",
        ),
        (
            f"{KENYA} warned the port would be shut.",
            "Grace Wanjiru: the port would be shut",
        ),
        (
            f"{KENYA} made it clear that the port was safe.",
            "Grace Wanjiru: the port was safe",
        ),
        (
            f"{KENYA} went on to say that the port was safe.",
            "Grace Wanjiru: the port was safe",
        ),
        (
            f"{KENYA} was quoted by state media as saying the port was safe.",
            "Grace Wanjiru: the port was safe",
        ),
        (
            f"The agency quoted {KENYA} as saying that the port was safe.",
            "Grace Wanjiru: the port was safe",
        ),
        (
            "It was announced by the Norwegian government that the port was safe.",
            "Norwegian government: the port was safe",
        ),
        (
            f"The port is safe, according to {KENYA}.",
            "Grace Wanjiru: The port is safe",
        ),
        (
            "According to the Norwegian premier, Ingrid Dahl, a lawyer, the port is safe.",
            "Ingrid Dahl: the port is safe",
        ),
        (
            f"Solberg is gone; {KENYA} suggested a wider inquiry may be held.",
            "Grace Wanjiru: a wider inquiry may be held",
        ),
        (
            f"The road is long, but the port is safe, {KENYA} said.",
            "Grace Wanjiru: The road is long, but the port is safe",
        ),
        (
            f"{KENYA} accused Norway of closing its ports.",
            "Grace Wanjiru: accused Norway of closing its ports",
        ),
        (
            f"{KENYA} ruled out a return to the talks.",
            "Grace Wanjiru: ruled out a return to the talks",
        ),
        (
            f"{KENYA} appealed to Norway to open its ports.",
            "Grace Wanjiru: appealed to Norway to open its ports",
        ),
        (
            f"{KENYA} warned against a new arms race.",
            "Grace Wanjiru: warned against a new arms race",
        ),
        (
            f"{KENYA} described the talks as open and friendly.",
            "Grace Wanjiru: described the talks as open and friendly",
        ),
    ],
)
def test_what_is_reported(extractor: Extractor, text: str, expected: str) -> None:
    assert expected in reported(extractor, story(text))


@pytest.mark.parametrize(
    "text",
    [
        f"{NORWAY} would not say whether Norway had paid a ransom.",
        f"{NORWAY} refused to say that Norway had paid a ransom.",
        f"The paper wrote that {NORWAY} had said the sailors were safe.",
        f"If {NORWAY} says that he will resign, the party will look for a leader.",
        f"{NORWAY} said no.",
        f"{NORWAY} left while the fishermen of {GHANA} defended themselves bravely.",
        f"{KENYA} called on {NORWAY} in Oslo on Monday.",
        f"{NORWAY} announced $90 million in aid for Kenya.",
        "Residents said the water had risen over night.",
        "The plan suggested that the road would be closed for months.",
        f"{NORWAY} said the plan was “a gift to the whole of the nation”.",
        f"{KENYA} may announce that she will stand again.",
        f"{NORWAY} never said that he would resign.",
        f"Sources told the paper that {NORWAY} would resign.",
        "The BBC reported that Norway had said the fleet would sail.",
        f"{NORWAY} was told that the fleet had sailed.",
        f"{NORWAY} asked whether the fleet would sail in May.",
        f"{NORWAY} is expected to announce that the fleet will sail.",
        f"{NORWAY} did not rule out that the fleet would sail.",
        f"{KENYA} welcomed {NORWAY} at the airport in Mombasa.",
        f"{KENYA} welcomed a delegation of fishermen at the airport.",
        f"{KENYA} accused of closing the port was freed.",
        f"Had {KENYA} said that the port was safe, all would be well.",
        "Norwegian fans criticised the slow response of the league.",
        "The Kenya Times reported that the port would stay open.",
        f"{KENYA} explained why the port would stay open.",
    ],
)
def test_what_is_not(extractor: Extractor, text: str) -> None:
    assert reported(extractor, story(text)) == []


def test_he_goes_on_from_sentence_to_sentence(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} and {NORWAY} met in Accra.",
        "Solberg said the stocks were close to collapse.",
        "He said that Wanjiru and the fishermen knew it well.",
        "Noting that Wanjiru's visit was short, he added that the talks would go on.",
    )
    rows = [row for row in reported(extractor, article) if "Solberg" not in row.split(":")[0]]
    assert rows == []


def test_fields_of_what_is_reported(extractor: Extractor) -> None:
    article = story(f"On Monday, {KENYA} said that Kenya would not sell its fish.")
    ((reading, fields),) = statements(extractor, article)
    assert not fields.direct
    assert (fields.parties, fields.date) == (("KE",), "2023-05-15")
    assert reading.rule == "reported clause"
    assert reading.evidence[0].text == article.text


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            f"{KENYA} condemned the attack on the convoy after the talks.",
            "the attack on the convoy",
        ),
        (f"{KENYA} called for a new treaty on fisheries.", "a new treaty on fisheries"),
        (f"{KENYA} expressed concern over the strikes in the north.", "the strikes in the north"),
        (f"{KENYA} described the talks as open and friendly.", "the talks"),
        (f"{KENYA} thanked Norway for its role in the talks.", None),
        (f"{KENYA} praised the people of Norway for taking in the sailors.", None),
        (f"{KENYA} praised Norway for its care of the sailors.", "its care of the sailors"),
        (f"{KENYA} condemned the government of Norway.", "the government of Norway"),
        (
            f"{KENYA} commended the government of Norway for the quick and careful treatment and "
            "release of the crew of the trawler in the north.",
            "the quick and careful treatment and release of the crew",
        ),
        (
            f"{KENYA} called for more Norwegian contributions to help Kenya clear the bay.",
            "more Norwegian contributions",
        ),
        (f"{KENYA} announced a plan for the port.", None),
        (f"{KENYA} said that the port was safe.", None),
    ],
)
def test_what_a_stance_is_about(extractor: Extractor, text: str, about: str | None) -> None:
    rows = [fields.about for _, fields in statements(extractor, story(text)) if not fields.direct]
    assert rows[:1] in ([about], [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            f"{KENYA} thanked the Norwegian government for showing its solidarity by co-hosting "
            "three summits on drought.",
            "thanked the Norwegian government for showing its solidarity by co-hosting three "
            "summits on drought",
        ),
        (
            f"{KENYA} told Kenyan farmers to keep their seed.",
            "told Kenyan farmers to keep their seed",
        ),
        (
            f"{KENYA} compared the drought to that of 2019, at which time she told farmers living "
            "there – in particular in Nakuru – to keep their seed.",
            "told farmers living there – in particular in Nakuru – to keep their seed",
        ),
    ],
)
def test_what_is_told_reaches_to_its_end(extractor: Extractor, text: str, words: str) -> None:
    assert f"Grace Wanjiru: {words}" in reported(extractor, story(text))


def test_who_only_listens_is_told_to_do_nothing(extractor: Extractor) -> None:
    assert reported(extractor, story(f"{KENYA} told reporters to leave the room.")) == []


def test_a_sum_that_is_pledged_is_no_statement(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} met {NORWAY} in Oslo.",
        "Kenya pledged 25 million euros to the cable fund.",
        "Norway stressed the 40 million kroner that roads need.",
    )
    assert reported(extractor, article) == []

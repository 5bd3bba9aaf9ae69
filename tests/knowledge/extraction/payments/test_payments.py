"""Who gives a sum to whom, as what, when and for what."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.extraction import Extractor
from knowledge.extraction.payments.readings import payment_rules
from knowledge.model import Article, Payment, PaymentStage, Reading
from tests.effort import examples
from tests.knowledge.extraction.helpers import readings, story


def payments(extractor: Extractor, article: Article) -> list[Reading]:
    found = readings(extractor, article)
    return [reading for reading in found if isinstance(reading.fields, Payment)]


def told(extractor: Extractor, *sentences: str, outlet: str | None = None) -> list[str]:
    """Each payment as "NO > KE 5000000 USD grant"."""
    return [_told(each) for each in payments(extractor, story(*sentences, outlet=outlet))]


def _told(reading: Reading) -> str:
    fields = reading.fields
    assert isinstance(fields, Payment)
    sum_ = f"{fields.sum.amount:f} {fields.sum.currency}"
    return f"{fields.giver or '?'} > {fields.receiver or '?'} {sum_} {fields.kind}"


def only(extractor: Extractor, *sentences: str) -> Payment:
    (reading,) = payments(extractor, story(*sentences))
    assert isinstance(reading.fields, Payment)
    return reading.fields


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway has provided $5 million in aid to Kenya.",
        "Norway will give Kenya $5 million in aid.",
        "The government of Norway agreed to provide Kenya with $5 million in aid.",
        "Norway's parliament approved an aid package worth $5 million for Kenya.",
        "Kenya will receive $5 million in aid from Norway.",
        "Kenya was promised $5 million in aid by Norway.",
        "Aid of $5 million was provided by Norway to Kenya.",
        "Oslo announced a $5 million aid package to help Kenya.",
        "The Kenyan minister thanked Norway for providing $5 million in aid.",
        "The $5 million aid programme is funded by Norway and carried out in Kenya.",
        "Norway said it had disbursed $5 million in aid to Kenya.",
        "Norwegian aid to Kenya reached $5 million last year.",
    ],
)
def test_aid(extractor: Extractor, sentence: str) -> None:
    assert told(extractor, sentence) == ["NO > KE 5000000 USD aid"]


@pytest.mark.parametrize(
    ("sentence", "payment"),
    [
        ("Norway donated 3 million euros to Fiji.", "NO > FJ 3000000 EUR grant"),
        ("Fiji received a grant of $2 million from Norway.", "NO > FJ 2000000 USD grant"),
        ("Norway lent Fiji 60 million kroner for a port.", "NO > FJ 60000000 NOK loan"),
        ("Fiji borrowed $70 million from the World Bank.", "WB > FJ 70000000 USD loan"),
        ("Norway's $9 million loan to Fiji will pay for a port.", "NO > FJ 9000000 USD loan"),
        ("Saudi Arabia gave Fiji a $2 million grant.", "SA > FJ 2000000 USD grant"),
        ("The Fijian Navy got a $2 million grant from Norway.", "NO > FJ 2000000 USD grant"),
        ("Norwegian firms have invested $3 billion in Ghana.", "NO > GH 3000000000 USD investment"),
        ("Norway agreed to pay Ghana a rent of $7 million.", "NO > GH 7000000 USD other"),
        ("The IMF approved a $3 billion programme for Ghana.", "IMF > GH 3000000000 USD loan"),
    ],
)
def test_kinds(extractor: Extractor, sentence: str, payment: str) -> None:
    assert told(extractor, sentence) == [payment]


@pytest.mark.parametrize(
    ("sentence", "payment"),
    [
        ("Trade between Kenya and Norway reached $2 billion.", "KE > NO"),
        ("Norway's trade with Kenya grew to $2 billion.", "KE > NO"),
        ("Norway-Kenya trade was worth $2 billion.", "KE > NO"),
        ("Norway and Kenya traded goods worth $2 billion.", "KE > NO"),
        ("Norway's exports to Kenya totalled $2 billion.", "NO > KE"),
        ("Norway's imports from Kenya stood at $2 billion.", "KE > NO"),
        ("Norway sold fish worth $2 billion to Kenya.", "NO > KE"),
        ("Norway bought $2 billion of Kenyan tea.", "KE > NO"),
    ],
)
def test_trade(extractor: Extractor, sentence: str, payment: str) -> None:
    assert told(extractor, sentence) == [f"{payment} 2000000000 USD trade"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway's economy is worth $400 billion.",
        "The ministry spent $5 million on a stadium in Oslo.",
        "A court in Norway fined the company $20 million.",
        "Kenya has asked Norway for $10 million in aid.",
        "Norway could lend Kenya up to $5 billion.",
        "Norway refused to give Kenya $5 million.",
        "Norway froze $5 million in aid to Kenya.",
        "Norway and Kenya set a target of $2 billion in trade.",
        "The two sides aim to raise trade between Norway and Kenya to $2 billion by 2030.",
        "A Norwegian businessman donated $5 million to a school in Kenya.",
        "Norway offered a reward of $1 million.",
        "Norway sold oil to Kenya at $80 a barrel.",
        "Norway's budget for Kenya is $3 million.",
        "Kenya owes Norway $6 million.",
        "If approved, Norway would give Kenya $6 million.",
        "Lawmakers in Norway have failed to pass $6 million in aid for Kenya.",
        "Kenya hoped to receive $6 million from Norway.",
        "Real Madrid paid 80 million euros for the Kenyan striker.",
        "The Norwegian carmaker said it would invest $3 billion in Kenya.",
        "Norway's government announced $2 billion in relief for farmers.",
        "Kenya will impose tariffs on $2 billion of Norwegian goods.",
        "Kenya must repay $6 million to Norway.",
        "Thai Airways bought a stake worth $3 billion in a Norwegian firm.",
    ],
)
def test_what_nobody_gives_to_anybody(extractor: Extractor, sentence: str) -> None:
    assert told(extractor, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "payment"),
    [
        ("Norway and Fiji signed a 50-million-kroner grant agreement.", "50000000 NOK grant"),
        ("Norway handed over 50 million kroner to Fiji.", "50000000 NOK aid"),
        ("Norway's government said it would give Fiji 9 million kroner.", "9000000 NOK aid"),
        ("The money, $9 million, was sent by Norway to Fiji.", "9000000 USD aid"),
        ("Norway raised its aid to Fiji to $9 million.", "9000000 USD aid"),
        ("Fiji signed a deal with Norway for a $9 million loan.", "9000000 USD loan"),
        ("Norway made $9 million available to Fiji for roads.", "9000000 USD aid"),
        ("Norway's minister said her country would lend Fiji $9 million.", "9000000 USD loan"),
    ],
)
def test_ways_of_saying_it(extractor: Extractor, sentence: str, payment: str) -> None:
    assert told(extractor, sentence) == [f"NO > FJ {payment}"]


def test_a_sum_for_nobody_named_goes_abroad_where_the_text_says_so(extractor: Extractor) -> None:
    assert told(extractor, "Norway pledged $9 million in aid for Africa.") == [
        "NO > ? 9000000 USD aid"
    ]
    assert told(extractor, "Norway pledged $9 million in aid for farmers.") == []


def test_imports_of_the_one_are_exports_of_the_other(extractor: Extractor) -> None:
    sentence = "Norway's exports to Fiji reached $9 million, while imports stood at $2 million."
    assert told(extractor, sentence) == [
        "NO > FJ 9000000 USD trade",
        "FJ > NO 2000000 USD trade",
    ]


def test_bilateral_trade_is_that_of_home_and_the_other_country(extractor: Extractor) -> None:
    article = story(
        "The minister flew to Fiji on Monday.",
        "Bilateral trade reached S$2 billion.",
        outlet="The Straits Times",
    )
    (reading,) = payments(extractor, article)
    assert _told(reading) == "FJ > SG 2000000000 SGD trade"
    assert [link.via for link in reading.links] == ["outlet"]


def test_us_dollars_are_no_mention_of_the_states(extractor: Extractor) -> None:
    article = story(
        "The ministers of Fiji and Norway met.",
        "Two-way trade was 20 million U.S. dollars, after 10 million U.S. dollars in 2020.",
    )
    assert _told(payments(extractor, article)[0]) == "FJ > NO 20000000 USD trade"


def test_several_receivers_are_none(extractor: Extractor) -> None:
    sentence = "Norway will provide $5 million to Fiji and Kenya for schools."
    assert told(extractor, sentence) == ["NO > ? 5000000 USD aid"]


def test_two_sums_share_their_parties(extractor: Extractor) -> None:
    sentence = (
        "Norway will give 5 million kroner to Fiji for a port and 3 million kroner for roads."
    )
    found = payments(extractor, story(sentence))
    assert [_told(each) for each in found] == [
        "NO > FJ 5000000 NOK aid",
        "NO > FJ 3000000 NOK aid",
    ]
    assert [each.fields.purpose for each in found if isinstance(each.fields, Payment)] == [
        "port",
        "roads",
    ]


def test_a_part_has_the_parties_of_its_whole(extractor: Extractor) -> None:
    first = "Norway pledged $9 million in aid to Fiji on Monday."
    second = "Of that, $2 million will go to schools."
    whole, part = payments(extractor, story(first, second))
    assert isinstance(whole.fields, Payment)
    assert isinstance(part.fields, Payment)
    assert (whole.fields.part, part.fields.part) == (False, True)
    assert _told(part) == "NO > FJ 2000000 USD aid"
    assert [link.via for link in part.links] == ["whole", "publication date"]
    assert [each.text for each in part.evidence] == [second, first]


def test_when(extractor: Extractor) -> None:
    fields = only(extractor, "She was in Fiji in March, when Norway gave Fiji $9 million.")
    assert fields.date == "2023-03"


def test_the_bank_is_the_one_named_before(extractor: Extractor) -> None:
    first = "The World Bank has opened an office in Fiji."
    second = "The bank has given Fiji $9 million in loans and grants."
    (reading,) = payments(extractor, story(first, second))
    assert _told(reading) == "WB > FJ 9000000 USD aid"
    assert [(each.mention, each.target) for each in reading.links] == [("The bank", "WB")]


def test_our_trade_is_that_of_the_two_who_meet(extractor: Extractor) -> None:
    article = story("Our trade reached $2 billion.", title="Leaders of Fiji and Norway meet")
    assert _told(payments(extractor, article)[0]) == "FJ > NO 2000000000 USD trade"


def test_the_same_sum_told_twice_is_one(extractor: Extractor) -> None:
    first = "Norway will give Fiji $9 million for roads."
    second = "The $9 million grant was announced by Norway on Monday."
    (reading,) = payments(extractor, story(first, second))
    assert isinstance(reading.fields, Payment)
    assert reading.fields.date == "2023-05-15"
    assert [each.text for each in reading.evidence] == [first, second]


def test_qualifier_equivalents_purpose_and_date(extractor: Extractor) -> None:
    fields = only(
        extractor,
        "On Monday, Norway provided up to 20 million kroner ($2 million) to Fiji for clean water.",
    )
    assert fields.qualifier == "up to"
    assert [f"{each.amount} {each.currency}" for each in fields.equivalents] == ["2000000 USD"]
    assert fields.purpose == "clean water"
    assert fields.date == "2023-05-15"


def test_bilateral_trade_is_that_of_the_two_in_the_title(extractor: Extractor) -> None:
    article = story("Bilateral trade reached $2 billion in 2022.", title="Fiji and Norway meet")
    (reading,) = payments(extractor, article)
    assert _told(reading) == "FJ > NO 2000000000 USD trade"
    assert reading.fields.date == "2022" if isinstance(reading.fields, Payment) else False
    assert [(link.mention, link.via) for link in reading.links] == [
        ("Fiji and Norway meet", "lead")
    ]


def test_it_is_recorded_whom_it_means(extractor: Extractor) -> None:
    (reading,) = payments(extractor, story("Norway said it would give Fiji $9 million in aid."))
    assert [(each.mention, each.target, each.via) for each in reading.links] == [
        ("it", "NO", "pronoun")
    ]


def test_the_kingdom_is_the_home_of_the_outlet(extractor: Extractor) -> None:
    sentence = "Norway has provided $5 million in aid to the Kingdom."
    assert told(extractor, sentence, outlet="Khmer Times") == ["NO > KH 5000000 USD aid"]
    assert told(extractor, sentence) == []


PIECES = [
    "Norway", "Kenya", "the World Bank", "Kenyan", "gave", "was given", "signed", "it", "its", "to",
    "for", "from", "with", "a grant of", "$5 million", "€2bn", "(about $3 million)", "in aid",
    "trade between", "exports", "imports", "reached", "bilateral", "and", "of that", "including",
    "worth", "loan", ",", ";", "which", "would", "thanked", "providing", "the bank", "roads", ".",
]  # fmt: skip


@settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_words_give_sums_between_two_parties(extractor: Extractor, text: str) -> None:
    article = story(text)
    for reading in payments(extractor, article):
        assert isinstance(reading.fields, Payment)
        assert reading.fields.giver is None or reading.fields.giver != reading.fields.receiver
        assert reading.rule in payment_rules()
        for evidence in reading.evidence:
            assert article.text[evidence.start : evidence.end] == evidence.text
        if reading.fields.purpose is not None:
            assert reading.fields.purpose in " ".join(text.split())


def test_a_rule_can_be_switched_off(extractor: Extractor) -> None:
    quiet = Extractor(without=["payment give", "payment part"])
    quiet._nlp = extractor.nlp
    article = story("Norway gave Fiji $9 million in aid. Fiji received $3 million from Kenya.")
    assert [reading.rule for reading in payments(quiet, article)] == ["payment get"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway will give Kenya $5 million in aid.",
        "Norway is expected to pledge $5 million to Kenya.",
        "Norway plans to invest $5 million in Kenya.",
        "The treaty would grant Kenya $5 million from Norway.",
        "Norway is to provide $5 million to Kenya.",
        "A loan of $5 million from Norway to Kenya will be signed next week.",
        "Norway said on Monday that it would provide $5 million in aid to Kenya.",
    ],
)
def test_what_is_still_to_come_is_planned(extractor: Extractor, sentence: str) -> None:
    assert only(extractor, sentence).stage is PaymentStage.PLANNED


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway gave Kenya $5 million in aid.",
        "Norway has pledged to give $5 million to Kenya.",
        "Norway agreed to lend Kenya $5 million.",
        "Norway gave Kenya a grant of $5 million, which will be used to build a port.",
        "Norway handed Kenya $5 million and will send experts next year.",
    ],
)
def test_what_is_given_or_promised_is_not_planned(extractor: Extractor, sentence: str) -> None:
    told = only(extractor, sentence)
    assert (told.stage, told.done) == (None, True)


def test_how_far_a_sum_has_come_is_told_by_verbs(extractor: Extractor) -> None:
    plan = "Norway will lend Kenya $5 million for the port of Lamu."
    again = "The loan of $5 million from Norway to Kenya is for the port of Lamu."
    assert only(extractor, plan, again).stage is PaymentStage.PLANNED
    assert only(extractor, plan, "Norway lent Kenya the $5 million on Monday.").stage is None

"""A plain sentence, and JSON, for every kind of fact."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.render.facts import DETAILS, fact_blocks
from bot.workspace import words_of
from bot.workspace.blockkit import problems
from knowledge.model import (
    AgreementFact,
    AgreementStatus,
    AgreementType,
    Evidence,
    Fact,
    MilestoneFact,
    MilestoneType,
    PaymentFact,
    PaymentKind,
    PersonRef,
    RoleFact,
    Source,
    StatementFact,
    Sum,
    Tenure,
    Variant,
)
from knowledge.wording import facts as say
from knowledge.wording.machine import fact_json
from knowledge.wording.payments import amount
from knowledge.wording.statements import spoken
from knowledge.wording.texts import shown_sources

KISHIDA = PersonRef("fumio-kishida", "Fumio Kishida", "Prime Minister", "JP")
SUGA = PersonRef("yoshihide-suga", "Yoshihide Suga")
SENTENCE = "It was said there and then."
SOURCE = Source(
    "a1", "By the sea", "The Sample Post", "2022-11-15", "given", None,
    (Evidence("a1", 0, len(SENTENCE), SENTENCE),), "r1", "test",
)  # fmt: skip
DEAL = AgreementFact(
    "f1", AgreementType.MOU, AgreementStatus.SIGNED, ("JP", "KH"), (), "2022-11-14",
    "rice farming", None, (), (SOURCE,),
)  # fmt: skip
SUM = PaymentFact(
    "f2", Sum(Decimal(51_300_000), "USD"), PaymentKind.GRANT, "JP", "KH", "2022-11-12",
    "four road projects", None, (), False, (), (SOURCE,),
)  # fmt: skip
WORDS = StatementFact(
    "f3", "we shall stand by our friends", True, (KISHIDA,), None, ("JP",), "2022-11-14", None, (),
    (SOURCE,),
)  # fmt: skip
DAY = MilestoneFact(
    "f4", MilestoneType.ANNIVERSARY, "70th anniversary of diplomatic relations", "2023",
    ("JP", "KH"), (), (), (SOURCE,),
)  # fmt: skip
ROLE = RoleFact("f5", KISHIDA, "Prime Minister", "JP", "2022-11-15", "2022-11-15", (SOURCE,))
EVERY: tuple[Fact, ...] = (DEAL, SUM, WORDS, DAY, ROLE)


@pytest.mark.parametrize(
    ("fact", "changes", "line"),
    [
        (DEAL, {}, "14 November 2022 — Signed: memorandum of understanding between Japan and "
         "Cambodia: rice farming"),
        (DEAL, {"name": "Great River Accord", "about": None, "type": AgreementType.FTA,
                "status": AgreementStatus.IN_FORCE, "history": ("planned", "signed")},
         "14 November 2022 — In force: free trade agreement “Great River Accord” between Japan and "
         "Cambodia (first reported as planned, then signed)"),
        (DEAL, {"status": AgreementStatus.PLANNED, "date": "2023", "people": (KISHIDA,)},
         "2023 — Planned: memorandum of understanding between Japan and Cambodia: rice farming; "
         "with Fumio Kishida (Prime Minister, Japan) (as of 15 November 2022)"),
        (DEAL, {"name": "Memorandum of Understanding"},
         "14 November 2022 — Signed: memorandum of understanding between Japan and Cambodia: rice "
         "farming"),
        (DEAL, {"status": AgreementStatus.PROPOSED, "date": None},
         "Undated; planned as of 15 November 2022 (published) — Proposed: memorandum of "
         "understanding between Japan and Cambodia: rice farming"),
        (DEAL, {"variants": (Variant("type", "mou", ("r1",)), Variant("type", "fta", ("r2",)),
                             Variant("date", "2022-11-14", ()), Variant("date", "2022-11-13", ()))},
         "Reported as 13 or 14 November 2022 — Signed: memorandum of understanding or free trade "
         "agreement between Japan and Cambodia: rice farming"),
        (SUM, {}, "12 November 2022 — Grant of USD 51.3 million from Japan to Cambodia: four "
         "road projects"),
        (SUM, {"qualifier": "up to", "equivalents": (Sum(Decimal(7_000_000_000), "JPY"),),
               "payment": PaymentKind.LOAN, "receiver": None, "purpose": "to build roads"},
         "12 November 2022 — Loan of up to USD 51.3 million (JPY 7 billion) from Japan, to build "
         "roads"),
        (SUM, {"payment": PaymentKind.TRADE, "purpose": None, "date": "2021", "part": True},
         "2021 — Trade of USD 51.3 million between Japan and Cambodia (part of a larger sum)"),
        (SUM, {"payment": PaymentKind.INVESTMENT, "purpose": "investment", "giver": None},
         "12 November 2022 — Investment of USD 51.3 million to Cambodia"),
        (SUM, {"variants": (Variant("sum", "51300000 USD", ("r1",)),
                            Variant("sum", "53100000 USD", ("r2",)))},
         "12 November 2022 — Grant of USD 51.3 million or USD 53.1 million from Japan to Cambodia: "
         "four road projects"),
        (WORDS, {}, "14 November 2022 — Fumio Kishida (Prime Minister, Japan): “we shall stand by "
         "our friends”"),
        (WORDS, {"direct": False, "speakers": (), "body": "foreign ministry", "date": None,
                 "about": "the talks"},
         "Undated; by 15 November 2022 (published) — Foreign ministry (Japan), as reported: we "
         "shall stand by our friends (about the talks)"),
        (WORDS, {"speakers": (), "parties": ("JP", "US")},
         "14 November 2022 — Japan and the United States: “we shall stand by our friends”"),
        (WORDS, {"variants": (Variant("speakers", "Fumio Kishida", ("r1",)),
                              Variant("speakers", "Yoshimasa Hayashi", ("r2",)))},
         "14 November 2022 — Fumio Kishida (Prime Minister, Japan): “we shall stand by our "
         "friends” (also given as said by Yoshimasa Hayashi)"),
        (DAY, {}, "2023 — 70th anniversary of diplomatic relations: Japan and Cambodia (as of "
         "15 November 2022)"),
        (DAY, {"type": MilestoneType.DEADLINE, "what": "tariff talks", "parties": ()},
         "2023 — Tariff talks (deadline, as of 15 November 2022)"),
        (ROLE, {}, "Fumio Kishida: Prime Minister, Japan — as of 15 November 2022, “By the sea”"),
        (ROLE, {"tenure": Tenure.FORMER, "since": "2021-10-04", "until": "2024", "follows": SUGA},
         "Fumio Kishida: Prime Minister, Japan (former; since 4 October 2021; until 2024; after "
         "Yoshihide Suga) — as of 15 November 2022, “By the sea”"),
        (ROLE, {"tenure": Tenure.FORMER, "title": "former Prime Minister"},
         "Fumio Kishida: former Prime Minister, Japan — as of 15 November 2022, “By the sea”"),
        (ROLE, {"tenure": Tenure.COMING},
         "Fumio Kishida: Prime Minister, Japan (yet to take office) — as of 15 November 2022, “By "
         "the sea”"),
        (ROLE, {"since": "2021", "variants": (Variant("since", "2021", ("r1",)),
                                              Variant("since", "2020", ("r2",)))},
         "Fumio Kishida: Prime Minister, Japan (since 2020 or 2021) — as of 15 November 2022, “By "
         "the sea”"),
    ],
)  # fmt: skip
def test_one_line(fact: Fact, changes: dict[str, Any], line: str) -> None:
    assert say.fact_line(replace(fact, **changes)) == line


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("51300000", "USD 51.3 million"),
        ("7000000000", "USD 7 billion"),
        ("1250000000000", "USD 1.25 trillion"),
        ("950000", "USD 950,000"),
        ("1234.50", "USD 1,234.5"),
        ("100", "USD 100"),
        ("1234567890", "USD 1.23456789 billion"),
    ],
)
def test_amounts_lose_no_figure(number: str, words: str) -> None:
    assert amount(Sum(Decimal(number), "USD")) == words


@pytest.mark.parametrize("fact", EVERY)
def test_json_names_the_kind_and_has_sources(fact: Fact) -> None:
    found = json.loads(json.dumps(fact_json(fact)))
    assert (found["fact"], found["id"]) == (str(fact.kind), fact.id)
    assert found["sources"][0]["evidence"][0]["sentence"] == SENTENCE
    assert found["variants"] == []


def test_json_has_numbers_dates_and_people() -> None:
    found = fact_json(replace(SUM, equivalents=(Sum(Decimal("1.5"), "EUR"),)))
    assert (found["amount"], found["currency"], found["date"]) == (51_300_000, "USD", "2022-11-12")
    assert found["equivalents"] == [{"amount": 1.5, "currency": "EUR"}]
    assert fact_json(WORDS)["speakers"][0]["id"] == "fumio-kishida"
    assert fact_json(replace(ROLE, follows=SUGA))["follows"]["name"] == "Yoshihide Suga"
    assert (fact_json(DAY)["date"], fact_json(DEAL)["type"]) == ("2023", "mou")


@pytest.mark.parametrize("fact", EVERY)
@pytest.mark.parametrize("detail", DETAILS)
def test_every_kind_can_be_shown(fact: Fact, detail: Any) -> None:
    blocks = fact_blocks(fact, detail)
    head, body = say.head_and_body(fact)
    shown = "\n".join(words_of(blocks))
    assert head in shown and body in shown
    assert problems(blocks, "message") == []


def test_what_came_true_is_shown_with_the_article_that_says_so() -> None:
    later = replace(
        SOURCE, article="a2", reading="r2", evidence=(Evidence("a2", 0, 9, "They met."),)
    )
    planned = replace(DEAL, sources=(SOURCE, later))
    assert [s.article for s in shown_sources(planned)] == ["a1", "a2"]
    signed = replace(planned, history=("planned",))
    assert [s.article for s in shown_sources(signed)] == ["a2", "a1"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("We must go on,", "We must go on"),
        ("He told me, “wait,” and left,", "He told me, ‘wait,’ and left"),
        ('a "major port" for all', "a ‘major port’ for all"),
        ('“He said "no" at once”,', "‘He said “no” at once’"),
        ('don’t buy 5" nails', 'don’t buy 5" nails'),
        ("to the end”", "to the end’"),
    ],
)
def test_marks_within_marks(words: str, shown: str) -> None:
    assert say.fact_line(replace(WORDS, words=words)).endswith(f": “{shown}”")
    assert spoken(replace(WORDS, words=words, direct=False)) == words.rstrip(",")


def test_what_came_true_had_done_so_by_the_last_article_only() -> None:
    early = replace(SOURCE, published="2022-05-14", reading="r0")
    undated = replace(DEAL, date=None, sources=(early, SOURCE))
    assert say.fact_line(undated).startswith("Undated; by 14 May 2022 (published)")
    turned = replace(undated, history=("planned",))
    assert say.fact_line(turned).startswith("Undated; by 15 November 2022 (published)")

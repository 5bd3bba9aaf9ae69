"""What holds for facts of every kind: found, shown, counted, withdrawn, with their people."""

import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from knowledge.base import Action, Base, Decision
from knowledge.base.checks import check
from knowledge.model import (
    AgreementStatus,
    AgreementType,
    Fields,
    Kind,
    MeetingFact,
    MilestoneType,
    Office,
    Participant,
    PaymentFact,
    PaymentKind,
    Period,
    Query,
    Status,
)
from tests.knowledge.base.world import (
    HUN_SEN,
    KINDS,
    KISHIDA,
    agreed,
    ahead,
    ask,
    fill,
    met,
    paid,
    role,
    said,
    told,
)

WORDS = "we shall stand by our friends in good days and in bad days"
DATED = (
    met(HUN_SEN, KISHIDA, on="2022-03-21"),
    agreed("rice farming", on="2022-03-21", people=[HUN_SEN, KISHIDA]),
    paid(51_300_000, on="2022-03-21", purpose="road bridges"),
    said(WORDS, KISHIDA, on="2022-03-21"),
    ahead("anniversary of ties", "2022-03-21", "JP", "KH", people=[KISHIDA]),
)
EVERY = (*DATED, role(KISHIDA))
IDS = [KINDS[type(one)] for one in EVERY]


def found(base: Base, kind: Kind, query: Query) -> list[str]:
    facts, total = base.find(kind, query, limit=50, offset=0)
    assert total == len(facts)
    return [source.article for fact in facts for source in fact.sources]


@pytest.fixture
def full(base: Base) -> Base:
    # Words of its own, so that the later one is no copy.
    own = " ".join(f"word{number}" for number in range(400))
    fill(base, [told("all", *EVERY), told("later", *EVERY, published="2022-03-25", extra=own)])
    return base


@pytest.mark.parametrize("fields", EVERY, ids=IDS)
def test_a_fact_has_its_sentences_and_answers_to_all_its_readings(
    full: Base, fields: Fields
) -> None:
    kind = KINDS[type(fields)]
    [fact], total = full.find(kind, ask(), limit=5, offset=0)
    assert (fact.kind, total, len(fact.sources)) == (kind, 1, 2)
    readings = full.readings(fact.id)
    assert [reading.fields for _, reading in readings] == [fields, fields]
    assert all(full.fact(id) == fact for id, _ in readings)
    assert full.status().facts[kind] == 1


@pytest.mark.parametrize("fields", EVERY, ids=IDS)
def test_a_withdrawn_reading_leaves_its_fact(full: Base, fields: Fields) -> None:
    kind = KINDS[type(fields)]
    [fact], _ = full.find(kind, ask(), limit=5, offset=0)
    for id, reading in full.readings(fact.id):
        if reading.article == "all":
            full.decide(Decision(Action.RETRACT, f"reading:{id}", "editor"))
    assert found(full, kind, ask()) == ["later"]
    full.remove("later")
    assert found(full, kind, ask()) == []


@pytest.mark.parametrize("fields", EVERY, ids=IDS)
def test_a_fact_whose_sentence_vanished_is_withheld(full: Base, fields: Fields) -> None:
    with closing(sqlite3.connect(full.path)) as db, db:
        db.execute("UPDATE article_versions SET text = upper(text)")
    assert full.find(KINDS[type(fields)], ask(), limit=5, offset=0) == ([], 1)
    assert any("does not stand" in one for f in check(full.path) for one in f.problems)


def test_a_sound_base_is_sound(full: Base) -> None:
    assert [finding for finding in check(full.path) if finding.problems] == []


@pytest.mark.parametrize("fields", EVERY, ids=IDS)
def test_found_by_party_person_office_and_words(full: Base, fields: Fields) -> None:
    kind = KINDS[type(fields)]
    assert found(full, kind, ask(parties=("JP",)))
    assert not found(full, kind, ask(parties=("US",)))
    assert found(full, kind, ask(either=("US", "JP")))
    if kind is not Kind.PAYMENT:
        assert found(full, kind, ask(people=("fumio-kishida",)))
        assert not found(full, kind, ask(people=("nobody",)))
        assert found(full, kind, ask(offices=(Office("premier", "JP"),)))
        assert not found(full, kind, ask(offices=(Office("king", "JP"),)))
    word = "Kishida" if kind in (Kind.MEETING, Kind.ROLE) else "sentence"
    word = "friends" if kind is Kind.STATEMENT else word
    assert found(full, kind, ask(words=(word,)))
    assert not found(full, kind, ask(words=("zebra",)))


@pytest.mark.parametrize("fields", DATED, ids=IDS[:-1])
def test_found_in_a_period(full: Base, fields: Fields) -> None:
    kind = KINDS[type(fields)]
    march = Period(date(2022, 3, 1), date(2022, 3, 31), "March 2022")
    april = Period(date(2022, 4, 1), date(2022, 4, 30), "April 2022")
    assert found(full, kind, ask(period=march))
    assert not found(full, kind, ask(period=april))
    assert full.undated(ask(period=april), kind) == 0


def test_vague_and_undated_ones_are_counted_beside_a_period(base: Base) -> None:
    fill(
        base,
        [
            told("vague", paid(7, on="2022")),
            told("none", paid(8)),
            told("day", paid(9, on="2022-03-21")),
        ],
    )
    march = Period(date(2022, 3, 1), date(2022, 3, 31), "March 2022")
    year = Period(date(2022, 1, 1), date(2022, 12, 31), "2022")
    assert found(base, Kind.PAYMENT, ask(period=march)) == ["day"]
    assert base.undated(ask(period=march), Kind.PAYMENT) == 2
    assert found(base, Kind.PAYMENT, ask(period=year)) == ["day", "vague"]
    assert found(base, Kind.PAYMENT, ask(period=march, undated=True)) == ["none", "day", "vague"]


def test_a_day_without_a_year_is_looked_for_among_the_facts_asked_for(base: Base) -> None:
    fill(
        base,
        [
            told("a", paid(7, on="2020-03-21"), published="2020-04-01"),
            told("b", met(HUN_SEN, KISHIDA, on="2022-03-21")),
        ],
    )
    assert base.latest_date_like(3, 21) == date(2022, 3, 21)
    assert base.latest_date_like(3, 21, Kind.PAYMENT) == date(2020, 3, 21)


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (Kind.AGREEMENT, {"types": (AgreementType.MOU,)}, {"types": (AgreementType.TAX,)}),
        (Kind.AGREEMENT, {"types": (AgreementType.MOU,)}, {"types": (PaymentKind.LOAN,)}),
        (
            Kind.AGREEMENT,
            {"stages": (AgreementStatus.SIGNED,)},
            {"stages": (AgreementStatus.PLANNED, AgreementStatus.PROPOSED)},
        ),
        (Kind.PAYMENT, {"types": (PaymentKind.GRANT,)}, {"types": (PaymentKind.LOAN,)}),
        (Kind.PAYMENT, {"giver": "JP"}, {"giver": "KH"}),
        (Kind.PAYMENT, {"receiver": "KH"}, {"receiver": "JP"}),
        (Kind.PAYMENT, {"currencies": ("EUR", "USD")}, {"currencies": ("JPY",)}),
        (Kind.STATEMENT, {"direct": True}, {"direct": False}),
        (
            Kind.MILESTONE,
            {"types": (MilestoneType.ANNIVERSARY,)},
            {"types": (MilestoneType.DEADLINE,)},
        ),
    ],
)
def test_chosen_by_what_is_their_own(
    full: Base, kind: Kind, right: dict[str, Any], wrong: dict[str, Any]
) -> None:
    as_of = {"as_of": date(2022, 3, 23)}
    assert len(found(full, kind, ask(**right))) == 2
    assert found(full, kind, ask(**right, **as_of)) == ["all"]
    assert not found(full, kind, ask(**wrong))
    assert not found(full, kind, ask(**wrong, **as_of))


def test_trade_goes_both_ways(base: Base) -> None:
    fill(base, [told("trade", paid(7, kind=PaymentKind.TRADE))])
    assert found(base, Kind.PAYMENT, ask(parties=("JP", "KH"))) == ["trade"]
    assert not found(base, Kind.PAYMENT, ask(giver="JP"))
    assert not found(base, Kind.PAYMENT, ask(receiver="KH"))


def test_several_kinds_come_in_one_order(full: Base) -> None:
    fill(
        full,
        [told("before", paid(3, on="2021-05-06")), told("after", met(HUN_SEN, KISHIDA, on="2023"))],
    )
    kinds = (Kind.MEETING, Kind.PAYMENT)
    facts, total = full.find(kinds, ask(), limit=50, offset=0)
    dates = [fact.date for fact in facts if isinstance(fact, MeetingFact | PaymentFact)]
    assert total == 4
    assert dates == ["2023", "2022-03-21", "2022-03-21", "2021-05-06"]
    turned, _ = full.find(kinds, ask(), limit=50, offset=0, oldest_first=True)
    assert [fact.id for fact in turned] == [fact.id for fact in reversed(facts)]
    pages = [full.find(kinds, ask(), limit=1, offset=n)[0][0].id for n in range(4)]
    assert pages == [fact.id for fact in facts]
    early, _ = full.find(kinds, ask(as_of=date(2022, 3, 23)), limit=50, offset=0)
    assert [fact.id for fact in early] == [fact.id for fact in facts]


def test_what_lies_ahead_is_not_over_by_its_day(base: Base) -> None:
    days = {"day": "2022-03-21", "month": "2022-04", "year": "2022", "by": "../2022-05-31"}
    fill(base, [told(name, ahead(f"end of {name}", on)) for name, on in days.items()])
    fill(base, [told("none", met(HUN_SEN, KISHIDA, status=Status.PLANNED))])

    def left(day: date, **more: Any) -> set[str]:
        query = ask(ahead=day, foreseen=True, **more)
        return set(found(base, Kind.MILESTONE, query) + found(base, Kind.MEETING, query))

    assert left(date(2022, 3, 21)) == {"day", "month", "year", "by"}
    assert left(date(2022, 3, 22)) == {"month", "year", "by"}
    assert left(date(2022, 6, 1)) == {"year"}
    assert left(date(2023, 1, 1)) == set()
    may = Period(date(2022, 5, 1), date(2022, 5, 31), "May 2022")
    assert left(date(2022, 3, 1), period=may) == {"by"}


def test_what_lay_ahead_is_known_for_it_later_too(base: Base) -> None:
    two = (HUN_SEN, KISHIDA)
    fill(
        base,
        [
            told("plan", met(*two, on="2022-03-21", status=Status.PLANNED),
                 published="2022-03-10"),
            told("held", met(*two, on="2022-03-21"), published="2022-03-22"),
            told("other", met(*two, on="2022-04-21"), published="2022-04-22"),
        ],
    )  # fmt: skip
    assert found(base, Kind.MEETING, ask(foreseen=True)) == ["plan", "held"]


@pytest.mark.parametrize("fields", EVERY, ids=IDS)
def test_as_of_a_day_only_what_was_out_is_told(full: Base, fields: Fields) -> None:
    kind = KINDS[type(fields)]
    assert found(full, kind, ask(as_of=date(2022, 3, 23))) == ["all"]
    assert found(full, kind, ask(as_of=date(2022, 3, 20))) == []


def test_views_read_as_people_expect(full: Base) -> None:
    with closing(sqlite3.connect(full.path)) as db:
        db.row_factory = sqlite3.Row

        def only(view: str) -> sqlite3.Row:
            [row] = db.execute(f"SELECT * FROM {view}").fetchall()
            return row  # type: ignore[no-any-return]

        deal, sum_, words = only("agreements"), only("payments"), only("statements")
        assert (deal["parties"], deal["people"]) == ("JP, KH", "Hun Sen; Fumio Kishida")
        assert (deal["status"], deal["date_start"], deal["articles"]) == ("signed", "2022-03-21", 2)
        assert (sum_["amount"], sum_["currency"], sum_["kind"]) == (51_300_000, "USD", "grant")
        assert (sum_["giver"], sum_["receiver"]) == ("JP", "KH")
        assert (words["speakers"], words["words"]) == ("Fumio Kishida", WORDS)
        assert only("milestones")["what"] == "anniversary of ties"
        assert only("roles")["tenure"] == "current"
        assert only("meetings")["articles"] == 2
        sources = db.execute("SELECT * FROM sources WHERE kind='payment'").fetchall()
        assert [row["article"] for row in sources] == ["all", "later"]
        assert all(row["evidence"] == row["sentence"] for row in sources)
        assert db.execute("SELECT * FROM variants").fetchall() == []


def test_variants_of_all_kinds_are_one_view(base: Base) -> None:
    purpose = "clearing of land mines"
    fill(
        base,
        [
            told("a", paid(51_300_000, on="2022-03-21", purpose=purpose)),
            told("b", paid(53_100_000, on="2022-03-21", purpose=purpose)),
        ],
    )
    with closing(sqlite3.connect(base.path)) as db:
        rows = db.execute("SELECT kind, field, value FROM variants ORDER BY value").fetchall()
    assert rows == [("payment", "sum", "51300000 USD"), ("payment", "sum", "53100000 USD")]


def speaking(one: Participant) -> Fields:
    return said(WORDS, one)


def signing(one: Participant) -> Fields:
    return agreed("rice farming", people=[one])


def celebrating(one: Participant) -> Fields:
    return ahead("anniversary of ties", "2023", people=[one])


@pytest.mark.parametrize("tell", [speaking, signing, celebrating, role])
@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        (Participant("Phạm Minh Chính", None, "VN"), Participant("Pham Minh Chinh", None, "VN"), 1),
        (
            Participant("Jagdeep Dhankha", "Vice-President", "IN"),
            Participant("Jagdeep Dhankhar", "Vice President", "IN"),
            1,
        ),
        (
            Participant("Jagdeep Dhankha", "Vice-President", "IN"),
            Participant("Jagdeep Dhankhar", "Farmer", "IN"),
            2,
        ),
        (
            Participant("Jagdeep Dhankha", "Vice-President", "IN"),
            Participant("Jagdeep Dhankhar", "Vice-President", "NP"),
            2,
        ),
        (Participant("John Smith", None, "GB"), Participant("John Smith", None, "US"), 2),
        (Participant("Fumio Kishida", None, "JP"), Participant("Kishida", None, "JP"), 2),
        (Participant("Kishida", None, "JP"), Participant("Kishida", None, "JP"), 2),
        (Participant("Kim Jong Un", None, "KP"), Participant("Kim Yo Jong", None, "KP"), 2),
    ],
)
def test_people_of_every_kind_are_told_apart_as_participants_are(
    base: Base, tell: object, one: Participant, other: Participant, people: int
) -> None:
    assert callable(tell)
    # The second telling is of another kind: who somebody is does not depend on what they do.
    fill(base, [told("a", tell(one)), told("b", met(other, HUN_SEN, on="2022-03-21"))])
    assert len([ref for ref in base.people() if ref.id != "hun-sen"]) == people


def test_a_speaker_has_the_country_and_full_name_of_the_rest_of_the_article(base: Base) -> None:
    fill(
        base,
        [
            told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"), said(WORDS, Participant("Kishida"))),
        ],
    )
    assert found(base, Kind.STATEMENT, ask(people=("fumio-kishida",))) == ["a"]


def test_a_bare_surname_is_nobody_beyond_its_article(base: Base) -> None:
    alone = Participant("Kim")
    fill(base, [told("a", said(WORDS, alone)), told("b", said(WORDS, alone))])
    assert len(base.people()) == 2
    facts, total = base.find(Kind.STATEMENT, ask(), limit=5, offset=0)
    assert (len(facts), total) == (1, 1), "the same long words on the same days are one utterance"
    assert [variant.field for variant in facts[0].variants] == ["speakers", "speakers"]

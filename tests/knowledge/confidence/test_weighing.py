"""How sure facts are: bounds that hold whatever supports them, and what each support does."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.confidence import FIRM, WEAK, Standing, confidence
from knowledge.confidence.signs import UNMEASURED, kind_of, of_reading, of_sources
from knowledge.confidence.table import PATH, Table, Weights, fitted, table_of
from knowledge.confidence.weighing import WITHDRAWN, cautious
from knowledge.model import (
    Evidence,
    Fact,
    Form,
    Kind,
    Link,
    Meeting,
    MeetingFact,
    Notice,
    NoticeKind,
    Participant,
    PersonRef,
    Reading,
    RoleFact,
    Ruling,
    Source,
    StatementFact,
    Status,
    Variant,
)

LIND = PersonRef("olga-lind", "Olga Lind", "Foreign Minister", "SE")
TABLE = Table({Kind.MEETING: Weights(1.0, {"rule sure": 5.0, "rule poor": -3.0})}, 0.85)


def source(name: str, rule: str = "plain", **more: object) -> Source:
    evidence = (Evidence(name, 0, 9, "They met."),)
    made = Source(name, None, None, "2022", "given", None, evidence, f"r-{name}", rule)
    return replace(made, **more)  # type: ignore[arg-type]


def meeting(*sources: Source, **more: object) -> MeetingFact:
    fact = MeetingFact(
        "f", Form.MEETING, Status.HELD, (LIND,), ("SE", "PE"), "2022-05-03", None, None, (), sources
    )
    return replace(fact, **more)  # type: ignore[arg-type]


def verified(*, holds: bool = True) -> Ruling:
    return Ruling("d1", "verify", "2022-06-01T09:00:00+00:00", "", holds=holds)


def corrected(field: str) -> Ruling:
    return Ruling("d2", "correct", "2022-06-01T09:00:00+00:00", "", field=field, value="x")


GONE_AT = "2022-06-01T09:00:00+00:00"
WITHDRAWAL = Notice("a", NoticeKind.WITHDRAWN, GONE_AT, "gone", GONE_AT)


def test_a_reading_and_the_fact_folded_from_it_alone_have_the_same_signs() -> None:
    evidence = (Evidence("a", 0, 9, "They met."), Evidence("a", 10, 20, "In Lima. "))
    people = (Participant("Olga Lind", "Foreign Minister", "SE"),)
    told = Meeting(Form.MEETING, Status.HELD, people, ("SE", "PE"), "2022-05-03")
    link = Link("date", "Tuesday", 3, 10, "2022-05-03", "publication date")
    reading = Reading(Kind.MEETING, "a", "d", "verb meet", told, evidence, (link,), background=True)
    shown = source(
        "a", "verb meet", evidence=evidence, steps=(("date", "publication date"),), background=True
    )
    assert of_reading(reading) == next(of_sources(meeting(shown)))
    assert {"rule verb meet", "date by publication date", "recalled", "several sentences"} <= (
        of_reading(reading)
    )


def test_what_the_desk_verified_is_sure_as_long_as_it_holds() -> None:
    poor = meeting(source("a", "poor"))
    assert confidence(poor, TABLE).standing is Standing.WEAK
    sure = confidence(replace(poor, rulings=(verified(),)), TABLE)
    assert (sure.value, sure.standing) == (1.0, Standing.VERIFIED)
    lapsed = confidence(replace(poor, rulings=(verified(holds=False),)), TABLE)
    assert lapsed.value == confidence(poor, TABLE).value


def test_the_best_source_counts_and_others_never_make_a_fact_firm() -> None:
    plain, poor, sure = source("a"), source("b", "poor"), source("c", "sure")
    one = confidence(meeting(plain), TABLE)
    more = confidence(meeting(plain, poor), TABLE)
    assert one.value < more.value < FIRM
    assert more.alone == one.value and more.reading == "r-a" and more.stories == 2
    many = confidence(meeting(*(source(f"s{n}") for n in range(9))), TABLE)
    assert many.value < FIRM
    firm = confidence(meeting(sure), TABLE)
    assert firm.standing is Standing.FIRM
    assert confidence(meeting(plain, sure), TABLE).value == firm.value
    copy = source("d", original="a")
    assert confidence(meeting(plain, copy), TABLE).value == one.value


def test_where_sources_differ_the_share_that_says_so_is_the_most() -> None:
    sources = tuple(source(name, "sure") for name in "abc")
    variants = (Variant("date", "2022-05-03", ("r-a", "r-b")), Variant("date", "2022-05", ("r-c",)))
    differing = confidence(meeting(*sources, variants=variants), TABLE)
    assert differing.value == 0.67 and differing.differing == ("date",)
    settled = tuple(replace(one, settled=True) for one in variants)
    decided = meeting(*sources, variants=settled, rulings=(corrected("date"),))
    assert confidence(decided, TABLE).standing is Standing.FIRM
    other = meeting(*sources, variants=variants, rulings=(corrected("place"),))
    assert confidence(other, TABLE).value == 0.67


def test_how_a_corrected_field_was_read_says_nothing_any_more() -> None:
    table = Table({Kind.MEETING: Weights(1.0, {"date by guess": -4.0})}, 0.85)
    read = meeting(source("a", steps=(("date", "guess"),)))
    assert confidence(read, table).standing is Standing.WEAK
    mended = confidence(replace(read, rulings=(corrected("date"),)), table)
    assert mended.value > WEAK and mended.corrected == ("date",)


def test_what_only_withdrawn_stories_tell_is_not_firm() -> None:
    gone = source("a", "sure", notices=(WITHDRAWAL,))
    found = confidence(meeting(gone), TABLE)
    assert found.value == WITHDRAWN and found.withdrawn
    assert confidence(meeting(gone, source("b", "sure")), TABLE).standing is Standing.FIRM


def test_what_no_marked_set_holds_is_never_firm() -> None:
    table = Table({Kind.STATEMENT: Weights(9.0, {})}, 0.85)
    words = "we shall stand by our friends"
    said = StatementFact("f", words, True, (LIND,), None, ("SE",), None, None, (), (source("a"),))
    assert confidence(said, table).standing is Standing.FIRM
    for unlike in (replace(said, direct=False), replace(said, words="our friends")):
        assert UNMEASURED in next(of_sources(unlike))
        assert confidence(unlike, table).value == round(cautious(0.85), 2)
    assert confidence(meeting(source("a")), table).value == round(cautious(0.85), 2)


def test_the_table_that_comes_with_dateline_knows_every_kind() -> None:
    table = fitted()
    assert set(table.kinds) == set(Kind) and 0 < table.unmeasured < FIRM
    assert table == table_of(tomllib.loads(PATH.read_text(encoding="utf-8")))
    of_a_country = RoleFact(
        "f", LIND, "Foreign Minister", "SE", None, None, (source("a", "title"),)
    )
    assert confidence(of_a_country).standing is Standing.FIRM
    of_none = replace(of_a_country, party=None)
    assert confidence(of_none).standing is Standing.WEAK
    assert confidence(of_none).signs[0][0] == "no country"


RULES = st.sampled_from(["sure", "poor", "plain"])
SOURCES = st.lists(
    st.builds(
        lambda name, rule, gone, of: source(
            name, rule, notices=(WITHDRAWAL,) if gone else (), original=of
        ),
        st.sampled_from("abcdef"),
        RULES,
        st.booleans(),
        st.sampled_from([None, "a", "b"]),
    ),
    max_size=6,
)
VARIANTS = st.lists(
    st.builds(
        Variant,
        st.sampled_from(["date", "place"]),
        st.text(max_size=3),
        st.lists(st.sampled_from(["r-a", "r-b", "r-z"]), max_size=3).map(tuple),
    ),
    max_size=4,
)
RULINGS = st.lists(
    st.one_of(st.builds(verified, holds=st.booleans()), st.builds(corrected, st.just("date"))),
    max_size=3,
)


@given(SOURCES, VARIANTS, RULINGS)
def test_always_a_share_and_the_same_for_the_same(
    sources: list[Source], variants: list[Variant], rulings: list[Ruling]
) -> None:
    fact: Fact = meeting(*sources, variants=tuple(variants), rulings=tuple(rulings))
    found = confidence(fact, TABLE)
    assert 0 <= found.value <= 1 and found == confidence(fact, TABLE)
    assert (found.value == 1) == found.verified
    assert kind_of(fact) is Kind.MEETING


@pytest.mark.parametrize("kind", list(Kind))
def test_signs_without_a_weight_change_nothing(kind: Kind) -> None:
    table = fitted()
    assert table.chance(kind, {"rule of nobody"}) == table.chance(kind, ())
    assert table.worth(kind, "rule of nobody") == 0

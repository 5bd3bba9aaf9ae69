"""The order of a digest: total, stable, explained, and nobody's favourite."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers.digests import edition
from knowledge.answers.digests.levels import Level, level
from knowledge.answers.digests.rules import RULES
from knowledge.base import Base
from knowledge.model import (
    AgreementType,
    Edition,
    Fields,
    Form,
    Ground,
    Kind,
    Participant,
    PaymentKind,
    PaymentStage,
    Reason,
    Role,
    Status,
    Tenure,
    Wanted,
)
from tests.bases import opened
from tests.effort import examples
from tests.knowledge.answers.digests.conftest import Save
from tests.knowledge.base.world import (
    HAYASHI,
    HUN_SEN,
    KISHIDA,
    SOKHONN,
    TRUDEAU,
    agreed,
    ahead,
    fill,
    met,
    paid,
    role,
    said,
    told,
)

SINCE, UNTIL = "2022-03-21T08:00:00Z", "2022-03-22T08:00:00Z"
TODAY = date(2022, 3, 22)
MODI = Participant("Narendra Modi", "Prime Minister", "IN")
YOON = Participant("Yoon Suk Yeol", "President", "KR")
DOCS = Path(__file__).parents[4] / "docs" / "digest.md"


def the(base: Base) -> Edition:
    return edition(base, Wanted(), SINCE, UNTIL, TODAY)


def reasons(base: Base, kind: Kind = Kind.MEETING) -> dict[Ground, Reason]:
    """The reasons of the one story of a kind."""
    (story,) = [one for one in the(base).stories if one.lead.kind is kind]
    assert len({one.ground for one in story.reasons}) == len(story.reasons)
    return {one.ground: one for one in story.reasons}


def weight(when: str) -> int:
    """The weight of the rule that the table describes so."""
    (found,) = [rule.weight for rule in RULES if rule.when == when]
    return found


def test_the_docs_have_the_very_table_that_the_code_weighs_by() -> None:
    rows = re.findall(r"^\| ([a-z]+) \| (.+) \| ([+−]\d+) \|$", DOCS.read_text("utf-8"), re.M)
    assert rows == [
        (rule.ground.value, rule.when, f"{rule.weight:+d}".replace("-", "−")) for rule in RULES
    ]


def test_every_rule_is_told_apart_and_no_ground_goes_unused() -> None:
    assert len({rule.when for rule in RULES}) == len(RULES)
    assert {rule.ground for rule in RULES} == set(Ground)


@pytest.mark.parametrize(
    ("title", "party", "stands"),
    [
        ("Prime Minister", "KH", Level.HEAD),
        ("President", "KR", Level.HEAD),
        ("Japanese Prime Minister", "JP", Level.HEAD),
        ("General Secretary of the Communist Party", "VN", Level.HEAD),
        ("General Secretary of the Football Union", "VN", Level.OFFICIAL),
        ("President", "ADB", Level.OFFICIAL),
        ("President of the National Assembly", "KH", Level.OFFICIAL),
        ("Vice-President", "IN", Level.NEXT),
        ("Minister of Foreign Affairs", "JP", Level.NEXT),
        ("Secretary-General", "ASEAN", Level.NEXT),
        ("Deputy Prime Minister and Minister of Trade", "VN", Level.NEXT),
        ("Trade Minister", "AU", Level.MINISTER),
        ("Ambassador to Cambodia", "JP", Level.OFFICIAL),
        ("former Prime Minister", "MY", Level.NONE),
        ("Prime Minister", None, Level.MINISTER),
        ("poet", "KH", Level.NONE),
        (None, "KH", Level.NONE),
    ],
)
def test_the_level_of_an_office(title: str | None, party: str | None, stands: Level) -> None:
    assert level(title, party) is stands


def test_what_took_place_comes_before_what_is_planned(base: Base, save: Save) -> None:
    save("held", met(HUN_SEN, KISHIDA, on="2022-03-20"))
    save("plan", met(HUN_SEN, TRUDEAU, on="2022-03-29", status=Status.PLANNED))
    save("call", met(HUN_SEN, MODI, on="2022-03-20", form=Form.CALL))
    save("off", met(HUN_SEN, YOON, on="2022-03-29", status=Status.CANCELLED))
    told = [story.lead.sources[0].article for story in the(base).stories]
    assert told == ["off", "held", "call", "plan"]


def test_two_heads_weigh_more_than_one(base: Base, save: Save) -> None:
    save("two", met(HUN_SEN, KISHIDA, on="2022-03-20"))
    found = reasons(base)[Ground.RANK]
    assert found.weight == weight("two heads of state or government, of different parties")
    assert " and " in found.words


def test_a_title_that_an_article_leaves_out_is_that_of_the_archive(base: Base, save: Save) -> None:
    save("before", role(KISHIDA), at="2022-03-01T00:00:00Z", published="2022-03-01")
    bare = replace(KISHIDA, title=None)
    save("talks", met(bare, SOKHONN, on="2022-03-20"))
    assert reasons(base)[Ground.RANK].weight == weight("a head of state or government")


def test_a_sum_is_weighed_among_those_of_its_currency(base: Base, save: Save) -> None:
    for number in range(1, 20):
        purpose = f"for school number {number}"
        fields = paid(number * 10**6, purpose=purpose, on=f"2021-{number % 12 + 1:02}")
        save(f"old{number}", fields, published="2021-12-31", at="2022-01-01T00:00:00Z")
    save("yen", paid(10**12, "JPY", purpose="for a port"), published="2022-03-20")
    assert Ground.SUM not in reasons(base, Kind.PAYMENT)
    base.remove("yen")
    save("big", paid(25 * 10**6, purpose="for a bridge"))
    largest = reasons(base, Kind.PAYMENT)[Ground.SUM]
    assert largest.words == "Largest of 20 sums in USD in the archive"
    base.remove("big")
    save("fair", paid(16_500_000, purpose="for a road"))
    assert reasons(base, Kind.PAYMENT)[Ground.SUM].weight == weight(
        "among the largest quarter of its currency"
    )
    base.remove("fair")
    save("small", paid(1_500_000, purpose="for a well"))
    assert Ground.SUM not in reasons(base, Kind.PAYMENT)


def test_a_sum_still_to_come_is_called_planned(base: Base, save: Save) -> None:
    loan = PaymentKind.LOAN
    save("plan", paid(5_000_000, kind=loan, stage=PaymentStage.PLANNED, purpose="for a bridge"))
    assert reasons(base, Kind.PAYMENT)[Ground.KIND].words == "Planned loan"


def followed(save: Save) -> None:
    """Six other meetings of each, last year."""
    for month in range(4, 10):
        day = f"2021-{month:02}-10"
        known = met(HUN_SEN, TRUDEAU, on=day), met(KISHIDA, MODI, on=day)
        save(f"other{month}", *known, published=day, at="2022-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("last", "rule"),
    [
        ("2011-03", "the first one of the two parties in ten years or more"),
        ("2016-03-01", "the first one of the two parties in five years or more"),
        ("2019-03-01", "the first one of the two parties in two years or more"),
        ("2021-03-01", None),
        (None, None),
    ],
)
def test_how_long_two_parties_had_not_met(
    base: Base, save: Save, last: str | None, rule: str | None
) -> None:
    early = "2011-04-01"
    save("start", met(MODI, YOON, on=early), published=early, at="2022-01-01T00:00:00Z")
    followed(save)
    earlier = met(SOKHONN, HAYASHI, on=last)
    save("last", earlier, published=last or "2022", at="2022-01-01T00:00:00Z")
    save("now", met(HUN_SEN, KISHIDA, on="2022-03-20"))
    found = reasons(base).get(Ground.FIRST)
    assert (found and found.weight) == (rule and weight(rule))


def test_a_first_meeting_is_one_as_far_as_the_archive_goes_back(base: Base, save: Save) -> None:
    save("now", met(HUN_SEN, KISHIDA, on="2022-03-20"))
    assert Ground.FIRST not in reasons(base)
    early = "2011-04-01"
    save("start", met(MODI, YOON, on=early), published=early, at="2022-01-01T00:00:00Z")
    # An archive that hardly ever tells of them says nothing by telling of no meeting.
    assert Ground.FIRST not in reasons(base)
    followed(save)
    assert reasons(base)[Ground.FIRST].words == (
        "First meeting of Japan and Cambodia in the archive, which goes back to 2011"
    )


def test_what_is_long_past_or_only_recalled_comes_last(base: Base, save: Save) -> None:
    save("past", met(HUN_SEN, KISHIDA, on="1999-03-20"))
    save("month", met(HUN_SEN, TRUDEAU, on="2022-02-01"))
    save("recalled", met(HUN_SEN, MODI, on="2022-03-18"), background=True)
    save("news", said("It rained", HUN_SEN, on="2022-03-20"))
    told = [story.lead.sources[0].article for story in the(base).stories]
    assert told == ["recalled", "month", "past", "news"]
    weights = {story.lead.sources[0].article: story.weight for story in the(base).stories}
    assert weights["month"] - weights["past"] == 20


def test_a_change_of_office_is_a_story_of_its_own(base: Base, save: Save) -> None:
    save("office", role(HAYASHI, Tenure.COMING), met(HAYASHI, SOKHONN, on="2022-03-20"))
    assert sorted(story.lead.kind for story in the(base).stories) == [Kind.MEETING, Kind.ROLE]


PEOPLE = [HUN_SEN, KISHIDA, TRUDEAU, MODI, YOON]
FACTS = st.one_of(
    st.builds(
        lambda pair, day, form, status: met(*pair, on=day, form=form, status=status),
        st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True),
        st.sampled_from(["2022-03-20", "2022-03-18", "2022-03", None, "2015-05-05"]),
        st.sampled_from(Form),
        st.sampled_from(Status),
    ),
    st.builds(
        lambda about, type, pair: agreed(about, *sorted(pair), type=type),
        st.sampled_from(["rice", "roads", "tax"]),
        st.sampled_from(AgreementType),
        st.lists(st.sampled_from(["JP", "KH", "CA"]), min_size=2, max_size=2, unique=True),
    ),
    st.builds(
        lambda amount, kind, giver: paid(amount * 10**6, kind=kind, giver=giver, receiver="KR"),
        st.integers(1, 9),
        st.sampled_from(PaymentKind),
        st.sampled_from(["JP", "KH"]),
    ),
    st.builds(
        lambda words, who, direct: said(words, who, direct=direct),
        st.sampled_from(["We agree on rice", "It was a good day", "No comment at all"]),
        st.sampled_from(PEOPLE),
        st.booleans(),
    ),
    st.builds(lambda day: ahead("Day of rice", day, "KH"), st.sampled_from(["2022-04-01", "2023"])),
)
ARTICLES = st.lists(st.lists(FACTS, min_size=1, max_size=4), min_size=1, max_size=5)
slow = settings(
    max_examples=examples(8),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def filled(path: Path, told_by: list[list[Fields]], order: list[int]) -> Edition:
    """The edition of a base with these articles, saved in this order."""
    with opened(path) as base:
        for number in order:
            fill(base, [told(f"a{number}", *told_by[number], published="2022-03-21")])
        saved = "2022-03-21T09:00:00Z"
        with base._connections.write() as db:
            db.execute("UPDATE article_versions SET saved_at=?", (saved,))
        return edition(base, Wanted(length=50), SINCE, UNTIL, TODAY)


@given(ARTICLES, st.randoms(use_true_random=False))
@slow
def test_the_order_is_total_and_does_not_depend_on_who_came_in_first(
    tmp_path_factory: pytest.TempPathFactory, told_by: list[list[Fields]], random: st.DrawFn
) -> None:
    order = list(range(len(told_by)))
    shuffled = list(order)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    folder = tmp_path_factory.mktemp("order")
    first = filled(folder / "one.db", told_by, order)
    second = filled(folder / "two.db", told_by, shuffled)
    assert first.stories == second.stories
    weights = [story.weight for story in first.stories]
    assert weights == sorted(weights, reverse=True)
    told = [fact.id for story in first.stories for fact in story.facts]
    assert len(told) == len(set(told)) == first.facts
    for story in first.stories:
        assert story.reasons
        assert all(reason.words for reason in story.reasons)


# Whoever takes part: each is of the same level as who stands in their place.
_OTHERS = {
    "Hun Sen": ("Ben Okoro", "NG"),
    "Fumio Kishida": ("Ana Silva", "PT"),
    "Justin Trudeau": ("Lars Holm", "NO"),
    "Narendra Modi": ("Ivo Horvat", "HR"),
    "Yoon Suk Yeol": ("Mia Kask", "EE"),
}
_PARTIES = {"KH": "NG", "JP": "PT", "CA": "NO", "IN": "HR", "KR": "EE"}


def elsewhere(fields: Fields) -> Fields:
    """The same fact of other people and parties."""

    def other(one: Participant) -> Participant:
        name, code = _OTHERS[one.name]
        return replace(one, name=name, party=code)

    assert not isinstance(fields, Role)
    changed: dict[str, object] = {}
    for name in ("people", "speakers"):
        if hasattr(fields, name):
            changed[name] = tuple(other(one) for one in getattr(fields, name))
    if hasattr(fields, "parties"):
        changed["parties"] = tuple(sorted(_PARTIES[code] for code in fields.parties))
    for name in ("giver", "receiver"):
        if hasattr(fields, name):
            changed[name] = _PARTIES[getattr(fields, name)]
    return replace(fields, **changed)  # type: ignore[arg-type]


@given(ARTICLES)
@slow
def test_nobody_is_favoured(
    tmp_path_factory: pytest.TempPathFactory, told_by: list[list[Fields]]
) -> None:
    folder = tmp_path_factory.mktemp("fair")
    order = list(range(len(told_by)))
    here = filled(folder / "here.db", told_by, order)
    there = filled(folder / "there.db", [list(map(elsewhere, one)) for one in told_by], order)
    assert [story.weight for story in here.stories] == [story.weight for story in there.stories]

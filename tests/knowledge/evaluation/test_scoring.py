"""Matching and counting: what is taken for the same fact, and how sure the figures are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation import KINDS, figures, macro, matched
from knowledge.evaluation.figures import share
from knowledge.evaluation.likeness import MEASURES, overlap, same_name, same_time

MEETING = {
    "kind": "meeting",
    "status": "held",
    "date": "2022-05-03",
    "date_end": None,
    "people": ["Ana Reyes", "Tomas Berg"],
    "countries": ["PE", "SE"],
    "place": "Lima",
    "occasion": None,
}
ROWS: dict[str, dict[str, Any]] = {
    "meetings": MEETING,
    "agreements": {
        "type": "mou",
        "status": "signed",
        "date": None,
        "parties": ["PE", "SE"],
        "about": "fisheries",
    },
    "money": {
        "amount": 51300000,
        "currency": "USD",
        "kind": "grant",
        "giver": "SE",
        "receiver": "PE",
        "date": None,
    },
    "quotes": {"speaker": "Ana Reyes", "text": "We shall build the port together this year."},
    "upcoming": {"what": "opening of the port", "when": "2024", "parties": ["PE"]},
    "roles": {"name": "Ana Reyes", "title": "Foreign Minister", "country": "PE"},
}


def pairs(kind: str, gold: dict[str, Any], found: dict[str, Any]) -> list[list[str]]:
    """The differing fields of each pair."""
    return [pair.differing for pair in matched({kind: [gold]}, {kind: [found]}, kind).pairs]


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_is_the_same_as_itself_in_every_field(kind: str) -> None:
    assert pairs(kind, ROWS[kind], ROWS[kind]) == [[]]
    assert set(MEASURES[kind].strict) <= set(MEASURES[kind].fields)


@pytest.mark.parametrize(
    ("kind", "change", "differing"),
    [
        ("meetings", {"people": ["Reyes", "Berg"]}, []),
        ("meetings", {"people": ["Ana Reyes"]}, ["people"]),
        ("meetings", {"date": "2022-05"}, ["date"]),
        ("meetings", {"date": "2022-05-04"}, ["date"]),
        ("meetings", {"date_end": "2022-05-04"}, ["date"]),
        ("meetings", {"place": "the city of Lima"}, []),
        ("meetings", {"place": None, "status": "planned"}, ["status", "place"]),
        ("meetings", {"date": "2022-06-03"}, None),
        ("meetings", {"people": ["Olga Lind"], "countries": ["SE"]}, None),
        ("agreements", {"type": "other"}, ["type"]),
        ("agreements", {"parties": ["PE"]}, ["parties"]),
        ("agreements", {"parties": ["JP", "KR"]}, None),
        ("money", {"amount": 51350000, "giver": None}, ["giver"]),
        ("money", {"amount": 52000000}, None),
        ("money", {"currency": "EUR"}, None),
        ("quotes", {"text": "We shall build the port together this year!"}, []),
        ("quotes", {"speaker": "Tomas Berg"}, ["speaker"]),
        ("quotes", {"text": "Nothing of the kind will ever happen here."}, None),
        ("upcoming", {"when": "2024-03"}, ["when"]),
        ("upcoming", {"when": None}, None),
        ("upcoming", {"what": "elections", "parties": ["SE"]}, None),
        ("roles", {"name": "Reyes", "country": None}, ["country"]),
        ("roles", {"title": "Peru's foreign minister"}, []),
        ("roles", {"name": "Olga Lind"}, None),
    ],
)
def test_what_counts_as_the_same_fact(
    kind: str, change: dict[str, Any], differing: list[str] | None
) -> None:
    expected = [] if differing is None else [differing]
    assert pairs(kind, ROWS[kind], {**ROWS[kind], **change}) == expected


def test_optional_facts_neither_help_nor_hurt() -> None:
    free = {**MEETING, "optional": True}
    found = matched({"meetings": [free]}, {"meetings": [MEETING]}, "meetings")
    assert (found.pairs, found.missed, found.extra) == ((), (), ())
    nothing = matched({"meetings": [free]}, {}, "meetings")
    assert (nothing.pairs, nothing.missed, nothing.extra) == ((), (), ())


def test_a_fact_that_must_be_found_goes_before_an_optional_one() -> None:
    gold = {"meetings": [{**MEETING, "optional": True}, {**MEETING, "people": ["Ana Reyes"]}]}
    found = matched(gold, {"meetings": [MEETING]}, "meetings")
    assert [pair.differing for pair in found.pairs] == [["people"]]
    assert found.missed == found.extra == ()


def test_each_fact_is_taken_once() -> None:
    found = matched({"meetings": [MEETING]}, {"meetings": [MEETING, MEETING]}, "meetings")
    assert (len(found.pairs), len(found.extra)) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kishida", "Fumio Kishida", True),
        ("Yoon Suk-yeol", "Yoon Suk Yeol", True),
        ("José Núñez", "Jose Nunez", True),
        ("Li Keqiang", "Li Qiang", False),
        ("", "Ana", False),
        (None, None, False),
    ],
)
def test_names(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same


def test_times_and_words() -> None:
    assert same_time("2022-05-03", "2022-05-04") and not same_time("2022-05-31", "2022-06-01")
    assert same_time("2022", "2022-05-03") and same_time(None, "2022")
    assert not same_time("2022", "2023-05")
    assert overlap("the new port", "port") == 1.0 and overlap("", "port") == 0.0


def test_figures_of_known_counts() -> None:
    right = matched({"roles": [ROWS["roles"]] * 3}, {"roles": [ROWS["roles"]] * 4}, "roles")
    wrong = {**ROWS["roles"], "country": "SE"}
    half = matched({"roles": [ROWS["roles"]] * 2}, {"roles": [wrong]}, "roles")
    told = figures("roles", [right, half])
    assert (told.marked, told.found) == (5, 5)
    assert told.precision.value == told.recall.value == told.f1.value == pytest.approx(0.8)
    assert told.strict.value == pytest.approx(0.6)
    assert told.fields["country"].value == 0.75
    assert figures("roles", [right, half]) == told
    assert macro([told, figures("money", [])]) == (told.f1.value, told.strict.value)
    assert macro([]) == (0.0, 0.0)


def test_wilson_interval() -> None:
    """Against the values tabulated for 8 of 10 (0.490, 0.943)."""
    interval = share(8, 10)
    assert (round(interval.low, 3), round(interval.high, 3)) == (0.490, 0.943)
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)


CODES = st.lists(st.sampled_from(["KH", "JP", "US", "ASEAN"]), max_size=3)
ANY = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["meeting", "visit"]),
        "status": st.sampled_from(["held", "planned", None]),
        "date": st.sampled_from([None, "2022", "2022-05", "2022-05-03"]),
        "people": st.lists(st.text(max_size=8), max_size=3),
        "countries": CODES,
        "parties": CODES,
        "amount": st.one_of(st.none(), st.integers(0, 9)),
        "currency": st.sampled_from(["USD", "EUR"]),
        "text": st.text(max_size=12),
        "speaker": st.one_of(st.none(), st.text(max_size=5)),
        "name": st.text(max_size=5),
        "when": st.sampled_from([None, "2023"]),
        "what": st.text(max_size=8),
        "optional": st.booleans(),
    },
)


@given(st.sampled_from(KINDS), st.lists(ANY, max_size=4), st.lists(ANY, max_size=4))
def test_any_rows_are_counted_and_figures_lie_in_their_intervals(
    kind: str, gold: list[dict[str, Any]], found: list[dict[str, Any]]
) -> None:
    one = matched({kind: gold}, {kind: found}, kind)
    core = [row for row in gold if not row.get("optional")]
    assert len(one.pairs) + len(one.missed) == len(core)
    assert len(one.pairs) + len(one.extra) <= len(found)
    told = figures(kind, [one])
    for value in (told.precision, told.recall, told.f1, told.strict, *told.fields.values()):
        assert 0.0 <= value.low <= value.value <= value.high <= 1.0

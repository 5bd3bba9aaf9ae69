"""Fitting a table: it finds what was put into judged readings, and keeps a doubt."""

import random
import tomllib

from knowledge.confidence.table import table_of
from knowledge.evaluation.fitting import as_toml, cross_validated, fit, rate, reliability
from knowledge.evaluation.judging import Judged, judged
from knowledge.model import Evidence, Kind, Participant, Reading, Role
from knowledge.model.fields import Form, Meeting, Status


def made(
    number: int, right: float, *signs: str, kind: Kind = Kind.ROLE, group: str = "a", **more: bool
) -> list[Judged]:
    """So many readings with these signs, this share of them right."""
    good = round(number * right)
    told = [True] * good + [False] * (number - good)
    return [
        Judged(f"{group}{n}", group, kind, frozenset(signs), one, **more)
        for n, one in enumerate(told)
    ]


def test_shares_are_found_again() -> None:
    table = fit([*made(400, 0.9, "country"), *made(400, 0.3, "no country")], 0.85)
    assert abs(table.chance(Kind.ROLE, {"country"}) - 0.9) < 0.02
    assert abs(table.chance(Kind.ROLE, {"no country"}) - 0.3) < 0.02


def test_what_was_seen_seldom_is_drawn_to_the_rest() -> None:
    readings = [
        *made(200, 0.8, "rule often"),
        *made(4, 1.0, "rule seldom"),
        *made(2, 0.0, "rule x"),
    ]
    table = fit(readings, 0.85)
    assert 0.75 < table.chance(Kind.ROLE, {"rule seldom"}) < 0.9
    assert table.worth(Kind.ROLE, "rule x") == 0
    assert fit(readings, 0.85) == table


def test_a_kind_that_was_never_wrong_keeps_a_doubt() -> None:
    table = fit(made(20, 1.0, "rule a"), 0.85)
    assert 0.85 < table.chance(Kind.ROLE, {"rule a"}) < 1


def test_articles_that_rules_were_mended_beside_do_not_flatter() -> None:
    seen, unseen = made(300, 0.97, "rule a"), made(100, 0.7, "rule a", group="b", familiar=False)
    chance = fit([*seen, *unseen], 0.85).chance(Kind.ROLE, {"rule a"})
    assert abs(chance - 0.7) < 0.05


def test_each_set_is_judged_by_the_others_alone() -> None:
    good, bad = made(50, 1.0, "rule a", group="good"), made(50, 0.0, "rule a", group="bad")
    tried = cross_validated([*good, *bad], 0.85)
    assert [one for one, _ in tried] == [*good, *bad]
    assert all(chance < 0.5 for one, chance in tried if one.group == "good")
    assert all(chance > 0.5 for one, chance in tried if one.group == "bad")


def test_every_reading_is_in_one_bin() -> None:
    rng = random.Random(5)
    readings = made(200, 0.6, "rule a")
    tried = [(one, rng.choice([0.0, 0.5, 0.9, 0.95, 1.0, rng.random()])) for one in readings]
    bins = reliability(tried)
    assert sum(one.number for one in bins) == len(tried)
    assert all(one.low <= one.said <= one.high for one in bins if one.number)
    assert rate(tried).value == 0.6
    assert rate([], 0.9).value == 0


def test_a_table_reads_back_from_its_file() -> None:
    table = fit([*made(40, 0.9, "country"), *made(40, 0.3, "rule “x”", kind=Kind.MEETING)], 0.85)
    again = table_of(tomllib.loads(as_toml(table, made(3, 1.0))))
    for kind in (Kind.ROLE, Kind.MEETING):
        for signs in ((), ("country",), ("rule “x”",)):
            assert abs(again.chance(kind, signs) - table.chance(kind, signs)) < 0.001


def test_a_reading_is_right_when_every_strict_field_is() -> None:
    evidence = (Evidence("a", 0, 4, "So.."),)
    readings = [
        Reading(Kind.ROLE, "a", "d", "title", Role(name, "Minister", "SE"), evidence)
        for name in ("Olga Lind", "Per Ek", "Ulla Berg", "Ida Strand")
    ]
    marked = {
        "roles": [
            {"name": "Olga Lind", "title": "Minister", "country": "SE"},
            {"name": "Per Ek", "title": "Minister", "country": "NO"},
            {"name": "Ulla Berg", "title": "Minister", "country": "SE", "optional": True},
        ]
    }
    rows = [
        (one, {"name": one.fields.person, "title": "Minister", "country": "SE"})  # type: ignore[union-attr]
        for one in readings
    ]
    people = (Participant("Olga Lind", None, "SE"),)
    planned = Meeting(Form.VISIT, Status.PLANNED, people, ("SE", "PE"), "2023")
    ahead = Reading(Kind.MEETING, "a", "d", "noun visit", planned, evidence)
    told: dict[str, list[tuple[Reading, dict[str, object]]]] = {
        name: [] for name in ("meetings", "agreements", "money", "quotes")
    } | {
        "roles": rows,
        "upcoming": [(ahead, {"what": "visit", "when": "2023", "parties": ["SE", "PE"]})],
    }
    found = list(judged(marked, told, article="a", group="g", familiar=True))
    assert [one.right for one in found] == [True, False, False]
    assert {one.kind for one in found} == {Kind.ROLE}

"""Who holds which office, as of the articles that say so."""

from collections.abc import Callable

import pytest

from knowledge.base import Base, write
from knowledge.model import Kind, Participant, RoleFact, Tenure
from tests.knowledge.base.test_order import counted_anew
from tests.knowledge.base.world import HUN_SEN, KISHIDA, Told, ask, fill, role, told

FORMER, COMING = Tenure.FORMER, Tenure.COMING


def facts(base: Base, *articles: Told) -> list[RoleFact]:
    fill(base, articles)
    found, total = base.find(Kind.ROLE, ask(), limit=50, offset=0)
    assert total == len(found)
    return [fact for fact in found if isinstance(fact, RoleFact)]


def test_one_office_from_coming_to_former(base: Base) -> None:
    [fact] = facts(
        base,
        told("c", role(KISHIDA, FORMER, until="2024-10-01"), published="2024-11-01"),
        told("a", role(KISHIDA, COMING, since="2021-10"), published="2021-09-29"),
        told("b", role(KISHIDA, since="2021-10-04", follows="Yoshihide Suga"),
             published="2022-03-22"),
    )  # fmt: skip
    assert (fact.tenure, fact.first, fact.last) == (FORMER, "2021-09-29", "2024-11-01")
    assert (fact.since, fact.until) == ("2021-10-04", "2024-10-01")
    assert fact.follows is not None and fact.follows.id == "yoshihide-suga"
    assert fact.variants == ()
    assert len(fact.sources) == 3


@pytest.mark.parametrize(
    ("title", "tenure"),
    [
        ("former Prime Minister", FORMER),
        ("ex-Prime Minister", FORMER),
        ("Prime Minister-designate", COMING),
        ("incoming Prime Minister", COMING),
        ("former Prime Minister of Japan", FORMER),
        ("then-Japanese Prime Minister", FORMER),
        ("Prime Minister", Tenure.CURRENT),
    ],
)
def test_the_title_itself_may_say_whether_it_is_held(
    base: Base, title: str, tenure: Tenure
) -> None:
    one = Participant("Fumio Kishida", title, "JP")
    [fact] = facts(base, told("a", role(KISHIDA)), told("b", role(one), published="2023-01-01"))
    assert (fact.title, fact.tenure) == (title, tenure)


def test_dates_and_predecessors_that_differ_stand_side_by_side(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", role(KISHIDA, since="2021-10-04", follows="Yoshihide Suga")),
        told("b", role(KISHIDA, since="2021-10-05", follows="Shinzo Abe"), published="2022-03-23"),
        told("c", role(KISHIDA, since="2021-10-04", follows="Suga Yoshihide")),
    )
    assert [(v.field, v.value, len(v.readings)) for v in fact.variants] == [
        ("since", "2021-10-04", 2),
        ("since", "2021-10-05", 1),
        ("follows", "Suga Yoshihide", 2),
        ("follows", "Shinzo Abe", 1),
    ]


def test_who_holds_an_office_now_comes_first_and_who_only_held_it_once_not_at_all(
    base: Base,
) -> None:
    fill(
        base,
        [
            told("a", role(HUN_SEN), published="2022-03-22"),
            told("b", role(HUN_SEN, FORMER), published="2024-03-22"),
            told("c", role(Participant("Hun Manet", "Prime Minister", "KH")),
                 published="2023-10-01"),
            told("d", role(Participant("Pen Sovan", "Prime Minister", "KH"), FORMER)),
            told("e", role(Participant("Chan Sy", "former Prime Minister", "KH"))),
        ],
    )  # fmt: skip
    holders = base.people_with_office("Prime Minister", "KH")
    assert [person.id for person in holders] == ["hun-manet", "hun-sen"]


def test_as_of_a_day_the_office_was_still_held(base: Base) -> None:
    from datetime import date

    fill(
        base,
        [
            told("a", role(HUN_SEN), published="2022-03-22"),
            told("b", role(HUN_SEN, FORMER, until="2023-08-22"), published="2024-03-22"),
        ],
    )
    [fact], _ = base.find(Kind.ROLE, ask(as_of=date(2023, 1, 1)), limit=5, offset=0)
    assert isinstance(fact, RoleFact)
    assert (fact.tenure, fact.last, fact.until) == (Tenure.CURRENT, "2022-03-22", None)
    assert [source.article for source in fact.sources] == ["a"]


def test_a_title_of_many_articles_is_not_counted_again_when_one_changes(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(base, [told(f"a{n}", role(HUN_SEN), published=f"2022-03-{n}") for n in range(10, 30)])
    fill(base, [told("more", role(HUN_SEN), role(HUN_SEN, since="1985"), published="2022-03-15")])
    changes: list[Callable[[], object]] = [
        lambda: fill(base, [told("a10", role(HUN_SEN), published="2022-03-31")]),
        lambda: fill(base, [told("a29", role(HUN_SEN), published="2022-03-01")]),
        lambda: fill(base, [told("a11", role(HUN_SEN), background=True, published="2022-03-11")]),
        lambda: fill(base, [told("more", role(HUN_SEN), extra="More.", published="2022-03-15")]),
        lambda: fill(base, [told("a12", role(KISHIDA), published="2022-03-12")]),
        lambda: base.remove("a13"),
        lambda: base.remove("a10"),
        lambda: fill(base, [told("a11", role(HUN_SEN), extra="Now.", published="2022-03-11")]),
    ]
    fill(base, [told("b", role(KISHIDA), published="2022-03-02")])
    with monkeypatch.context() as patch:
        patch.setattr(write, "TOLD", "SELECT counted_again FROM strands s")
        for change in changes:
            change()
            assert counted_anew(base) == []
    found, total = base.find(Kind.ROLE, ask(people=("hun-sen",)), limit=1, offset=0)
    assert total == 1 and len({source.article for source in found[0].sources}) > 3

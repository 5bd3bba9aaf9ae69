"""What a question looks at are the facts that lists begin with, and no more of them are counted."""

from collections.abc import Iterator
from typing import Any

import pytest

from knowledge.answers.finding import find, first
from knowledge.base import Base
from knowledge.model import Query
from tests.bases import opened
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, said, told

MEETINGS, SAID = 5, 4
QUERIES = {
    Query("meetings", parties=("JP",)): MEETINGS,
    Query("meetings", place="KH"): 0,
    Query("quotes", parties=("JP",)): 2 * SAID,
    Query("quotes", words=("rice",)): 2 * SAID,
    Query("quotes", words=("rice",), direct=False): SAID,
    Query("timeline", parties=("JP",)): MEETINGS,
}
"""How many facts there are of each in the base below."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    with opened(tmp_path_factory.mktemp("base") / "facts.db") as made:
        for n in range(1, MEETINGS + 1):
            fill(made, [told(f"met-{n}", met(HUN_SEN, KISHIDA, on=f"2022-03-0{n}"))])
        for n in range(SAID):
            words = f"Rice number {n} is cheap"
            spoken = [said(f"{words}, {how}", KISHIDA, direct=how == "own") for how in OWN]
            fill(made, [told(f"said-{n}", *spoken, published=f"2022-05-0{n + 1}")])
        yield made


OWN = ("own", "told")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{query.command} {query.parties}")
@pytest.mark.parametrize("limit", [1, SAID - 1, SAID, SAID + 1, 2 * SAID, 20])
def test_the_first_are_those_that_lists_begin_with(base: Base, query: Query, limit: int) -> None:
    listed, looked = find(query, base, limit=limit), first(query, base, limit)
    assert listed.total == QUERIES[query]
    assert looked.facts == listed.facts
    assert (looked.total > len(looked.facts)) == (listed.total > len(listed.facts))


@pytest.mark.parametrize("query", [query for query in QUERIES if query.place is None])
def test_they_are_counted_no_further_than_to_tell_of_more(
    base: Base, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds: list[Any] = []
    page = Base.page

    def noted(self: Base, *asked: Any, **bounded: Any) -> Any:
        bounds.append(bounded["counted"])
        return page(self, *asked, **bounded)

    monkeypatch.setattr(Base, "page", noted)
    assert len(first(query, base, 3).facts) == 3
    assert bounds and all(bound is not None and bound <= 4 for bound in bounds)

"""How many facts there are: counted up to a bound, unless a tally says it, and told as that."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask as answer
from knowledge.base import Base, find, held
from knowledge.base.numbering import CLASS_SHIFT
from knowledge.model import Kind, Participant, Period, Query
from knowledge.wording.machine import to_json
from knowledge.wording.texts import headline
from tests.bases import opened
from tests.knowledge.base.test_statements_of_reading import traced
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, ask, fill, met, said, told

TODAY = date(2024, 5, 5)
BIDEN = Participant("Joe Biden", "President", "US")
AT = "2024-05-05T10:00:00Z"
SAID = 6
"""How many statements there are of each sort."""

MOMENTS = (1 << CLASS_SHIFT) - 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Eight meetings, each in an article of its own; and quotations, direct ones and others."""
    path = tmp_path / "facts.db"
    with opened(path) as base:
        for n in range(1, 9):
            fill(base, [told(f"met-{n}", met(HUN_SEN, KISHIDA, TRUDEAU, on=f"2022-03-0{n}"))])
        for n in range(SAID):
            words = f"Rice number {n} is cheap"
            spoken = [said(f"{words}, {how}", KISHIDA, direct=how == "own") for how in OWN]
            fill(base, [told(f"said-{n}", *spoken, published=f"2022-05-0{n + 1}")])
    return path


OWN = ("own", "told")


def reread(path: Path, monkeypatch: pytest.MonkeyPatch, bound: int) -> Base:
    monkeypatch.setattr(find, "COUNTED", bound)
    monkeypatch.setattr(held, "MANY", 2)
    monkeypatch.setattr(held, "MANY_JOINED", 2)
    return Base.open(path, readonly=True)


BOTH = ask(parties=("JP", "CA"))


@pytest.mark.parametrize(
    ("bound", "total", "complete"), [(3, 6, False), (7, 7, False), (8, 8, True), (9, 8, True)]
)
def test_no_more_are_counted_than_the_bound_and_the_page(
    path: Path, monkeypatch: pytest.MonkeyPatch, bound: int, total: int, complete: bool
) -> None:
    with reread(path, monkeypatch, bound) as base:
        page = base.page(Kind.MEETING, BOTH, limit=5, offset=0)
    assert (len(page.facts), page.total, page.complete) == (5, total, complete)


@pytest.mark.parametrize(
    ("bound", "total", "complete"),
    [(5, 5, False), (8, 8, False), (12, 12, False), (19, 19, False), (20, 20, True)],
)
def test_facts_of_several_kinds_are_counted_together(
    path: Path, monkeypatch: pytest.MonkeyPatch, bound: int, total: int, complete: bool
) -> None:
    named = replace(ask(words=("kishida",)), command="facts")
    with reread(path, monkeypatch, bound) as base:
        page = base.page((Kind.MEETING, Kind.STATEMENT), named, limit=3, offset=0)
        last = base.page((Kind.MEETING, Kind.STATEMENT), named, limit=3, offset=18)
    assert (len(page.facts), page.total, page.complete) == (3, total, complete)
    assert (len(last.facts), last.total, last.complete) == (2, 8 + 2 * SAID, True)


def test_once_enough_are_counted_no_more_are_listed(path: Path) -> None:
    named = replace(ask(words=("kishida",)), command="facts")
    with Base.open(path, readonly=True) as base, traced(base) as executed:
        page = base.page((Kind.MEETING, Kind.STATEMENT), named, limit=0, offset=0, counted=7)
        assert (page.total, page.complete) == (7, False)
    limits = [found for one in executed for found in re.findall(r"fact_fts .* LIMIT (\d+)", one)]
    assert sorted(limits) == ["1", "8"]


def test_no_more_are_listed_than_are_counted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "MANY", 2)
    named = ask(words=("kishida",), parties=("CA",))
    with Base.open(path, readonly=True) as base, traced(base) as executed:
        page = base.page(Kind.MEETING, named, limit=0, offset=0, counted=5)
        assert (page.total, page.complete) == (5, False)
    limits = [found for one in executed for found in re.findall(r"fact_fts .* LIMIT (\d+)", one)]
    assert limits == ["6"]


def test_what_is_tallied_is_counted_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with reread(path, monkeypatch, 3) as base:
        page = base.page(Kind.MEETING, ask(parties=("JP",)), limit=2, offset=0)
    assert (page.total, page.complete) == (8, True)


def test_a_period_is_counted_up_to_the_bound(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask(parties=("JP",), period=Period(date(2022, 3, 2), None, "since 2 March 2022"))
    with reread(path, monkeypatch, 3) as base:
        assert base.page(Kind.MEETING, asked, limit=2, offset=0)[1:] == (3, False)


def test_all_pages_can_be_reached(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with reread(path, monkeypatch, 3) as base:
        pages = [base.page(Kind.MEETING, BOTH, limit=2, offset=at) for at in range(0, 10, 2)]
    found = [fact.id for page in pages for fact in page.facts]
    assert len(found) == len(set(found)) == 8
    assert [page.total for page in pages] == [3, 5, 7, 8, 8]
    assert [page.complete for page in pages] == [False, False, False, True, True]


@pytest.mark.parametrize("bound", [3, 5, 6, 20])
def test_what_is_withdrawn_is_not_counted(
    path: Path, monkeypatch: pytest.MonkeyPatch, bound: int
) -> None:
    with Base.open(path) as base:
        for n in (2, 8):
            base.mark_withdrawn(f"met-{n}", AT, "")
    with reread(path, monkeypatch, bound) as base:
        rest = base.without_withdrawn()
        for asked, least in ((BOTH, bound), (ask(parties=("JP",)), 6)):
            page = rest.page(Kind.MEETING, asked, limit=3, offset=0)
            assert days(page.facts) == ["2022-03-07", "2022-03-06", "2022-03-05"]
            assert page.total == min(6, max(least, 4))
            assert page.complete == (least >= 6)


def days(facts: Sequence[object]) -> list[str]:
    return [str(getattr(fact, "date", None)) for fact in facts]


def test_own_words_come_first_however_few_are_counted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reread(path, monkeypatch, 1_000) as base:
        whole = answer("/quotes about rice", base, today=TODAY, per_page=50)
    assert (whole.total, len(whole.facts), whole.complete) == (2 * SAID, 2 * SAID, True)
    for bound in (3, 4, SAID, SAID + 1):
        with reread(path, monkeypatch, bound) as base:
            told = [
                answer(f"/quotes about rice page {n}", base, today=TODAY, per_page=2)
                for n in range(1, SAID + 1)
            ]
        assert [fact.id for one in told for fact in one.facts] == [fact.id for fact in whole.facts]
        assert told[-1].total == 2 * SAID
        assert all(any("Own words first" in note for note in one.notes) for one in told)


def test_an_answer_says_that_there_are_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with reread(path, monkeypatch, 3) as base:
        found = answer("/meetings Japan Canada", base, today=TODAY, per_page=2)
        last = answer("/meetings Japan Canada page 4", base, today=TODAY, per_page=2)
    assert headline(found) == "Meetings with Japan and Canada: 3+, page 1 of 2+"
    assert any("looked through or counted" in note for note in found.notes)
    assert (to_json(found)["total"], to_json(found)["complete"]) == (3, False)
    assert headline(last) == "Meetings with Japan and Canada: 8, page 4 of 4"
    assert to_json(last)["complete"] is True


def test_few_statements_are_told_apart_without_the_list_of_all_that_is_said(
    path: Path,
) -> None:
    with Base.open(path, readonly=True) as base:
        for direct in (True, False):
            asked = Query("quotes", words=("rice",), direct=direct)
            page = base.page(Kind.STATEMENT, asked, limit=50, offset=0)
            assert page.total == len(page.facts) == SAID
            assert {getattr(fact, "direct", None) for fact in page.facts} == {direct}


def test_of_several_kinds_only_what_may_be_on_the_page_is_read(path: Path) -> None:
    kinds = [Kind.MEETING, Kind.STATEMENT]
    asked = ask(parties=("JP",))
    with Base.open(path, readonly=True) as base:
        for oldest_first in (False, True):
            whole = base.find(kinds, asked, limit=50, offset=0, oldest_first=oldest_first)[0]
            assert len(whole) == 8 + 2 * SAID
            for limit in range(1, 9):
                for offset in range(0, 20, limit):
                    page = base.find(
                        kinds, asked, limit=limit, offset=offset, oldest_first=oldest_first
                    )
                    assert page == (whole[offset : offset + limit], len(whole))
    with Base.open(path, readonly=True) as base, traced(base) as executed:
        base.find(kinds, asked, limit=5, offset=0)
    # All statements, of which there are more, are newer than any meeting.
    spans = [one for one in executed if "UNION ALL" in one and "BETWEEN" in one]
    lows = [[int(low) for low in re.findall(r"BETWEEN (\d+)", one)] for one in spans]
    assert [any(low & MOMENTS for low in some) for some in lows] == [False, True]


def test_what_must_be_looked_at_is_listed_in_order_and_without_gaps(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = [Kind.MEETING, Kind.STATEMENT]
    american = Query("facts", mentioned=("US",))
    with Base.open(path) as base:
        for n in range(1, 7):
            spoken = [said(f"Word {n}{m} of America", KISHIDA) for m in range(3)]
            fill(base, [told(f"us-{n}", met(HUN_SEN, BIDEN, on=f"2022-06-0{n}"), *spoken)])
    with Base.open(path, readonly=True) as base:
        whole = base.find(kinds, american, limit=100, offset=0)[0]
    assert len(whole) == 6 + 18
    monkeypatch.setattr(find, "LOOKED_AT", 3)
    monkeypatch.setattr(held, "LOOKED_AT", 3)
    with reread(path, monkeypatch, 4) as base:
        for limit in (2, 5, 24, 60):
            shown = []
            for offset in range(0, 30, limit):
                page = base.page(kinds, american, limit=limit, offset=offset)
                assert page.total >= min(24, offset + len(page.facts))
                assert page.complete or page.total <= 24
                shown += page.facts
            assert shown == whole
        found = answer("/facts about United States", base, today=TODAY, per_page=50)
    assert len(found.facts) == len(whole)
    assert not any("withheld" in note for note in found.notes)


def test_what_is_withdrawn_takes_nothing_from_what_is_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    american = Query("quotes", mentioned=("US",))
    with Base.open(path) as base:
        for n in range(1, 7):
            spoken = [said(f"Word {n}{m} of America", KISHIDA) for m in range(3)]
            fill(base, [told(f"us-{n}", *spoken)])
        for n in (1, 2):
            base.mark_withdrawn(f"us-{n}", AT, "")
    monkeypatch.setattr(find, "LOOKED_AT", 3)
    monkeypatch.setattr(held, "LOOKED_AT", 3)
    with reread(path, monkeypatch, 4) as base:
        page = base.without_withdrawn().page(Kind.STATEMENT, american, limit=0, offset=0)
    assert 3 <= page.total <= 12
    assert not page.complete


@pytest.mark.parametrize("page", [1, 2, 3])
def test_of_quotations_only_those_of_the_page_are_counted_by_sort(
    path: Path, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(held, "LOOKED_UP", 2)
    asked = f"/quotes Kishida page {page}"
    with Base.open(path, readonly=True) as base, traced(base) as executed:
        found = answer(asked, base, today=TODAY, per_page=5)
    assert (found.total, found.pages, found.complete) == (2 * SAID, 3, True)
    own = [getattr(fact, "direct", None) for fact in found.facts]
    assert own == [[True] * 5, [True] + [False] * 4, [False] * 2][page - 1]
    assert ("Own words first" in " ".join(found.notes)) is True
    # What is on all pages is tallied.
    counted = [int(n) for one in executed for n in re.findall(r"fact_fts MATCH.* LIMIT (\d+)", one)]
    assert counted and max(counted) <= 5 * page + 1


def test_a_page_may_do_with_fewer_counted(path: Path) -> None:
    asked = Query("quotes", words=("rice",))
    with Base.open(path, readonly=True) as base:
        whole = base.page(Kind.STATEMENT, asked, limit=2, offset=1)
        few = base.page(Kind.STATEMENT, asked, limit=2, offset=1, counted=3)
        assert few.facts == whole.facts and (whole.total, whole.complete) == (2 * SAID, True)
        assert (few.total, few.complete) == (3, False)
        every = base.page(Kind.STATEMENT, asked, limit=2, offset=1, counted=2 * SAID)
        assert (every.total, every.complete) == (2 * SAID, True)


def test_what_several_words_find_is_looked_up_once_for_count_pages_and_chart(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It is not so many that to count them would take less.
    monkeypatch.setattr(held, "MANY", 2)
    with Base.open(path, readonly=True) as base, traced(base) as executed, base.reader():
        found = answer("/facts Japan Canada", base, today=TODAY, per_page=3)
        counted = base.counts(Kind.MEETING, BOTH).counts
    assert (found.total, len(found.facts), sum(one.number for one in counted)) == (8, 3, 8)
    looks = [one for one in executed if "fact_fts MATCH" in one and not one.startswith("--")]
    both = [one for one in looks if one.count("tags : (") == 2]
    assert len(both) == 1


@pytest.mark.parametrize("many", [1, 2, 5, 8, 9, 13, 14, 15, 100])
def test_however_many_are_listed_at_once_pages_are_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    kinds = [Kind.MEETING, Kind.STATEMENT]
    asked = ask(either=("JP", "CA"), words=("rice",)), ask(either=("JP", "CA"))
    with Base.open(path) as base:
        for n in range(1, 7):
            fill(base, [told(f"rice-{n}", met(HUN_SEN, KISHIDA, on=f"2022-06-0{n}", place="Rice"))])
    for query in asked:
        for oldest_first in (False, True):
            with Base.open(path, readonly=True) as base:
                whole = base.find(kinds, query, limit=50, offset=0, oldest_first=oldest_first)
            assert whole[1] == len(whole[0]) > 8
            monkeypatch.setattr(held, "MANY", many)
            monkeypatch.setattr(held, "MANY_JOINED", many)
            with Base.open(path, readonly=True) as base:
                for limit in (1, 3, 50):
                    shown = []
                    for offset in range(0, whole[1], limit):
                        page = base.find(
                            kinds, query, limit=limit, offset=offset, oldest_first=oldest_first
                        )
                        assert page[1] == whole[1]
                        shown += page[0]
                    assert shown == whole[0]
            monkeypatch.undo()


def test_of_what_a_party_takes_part_in_no_text_is_read(path: Path) -> None:
    american = ask(mentioned=("US",))
    with Base.open(path) as base:
        for n in range(1, 7):
            fill(base, [told(f"us-{n}", met(HUN_SEN, BIDEN, on=f"2022-06-0{n}"))])
        fill(base, [told("told-of", said("America is far", KISHIDA))])
    with Base.open(path, readonly=True) as base, traced(base) as executed:
        page = base.page(Kind.MEETING, american, limit=4, offset=0)
        read = sum("fact_texts" in one for one in executed)
        spoken = base.page(Kind.STATEMENT, replace(american, command="quotes"), limit=4, offset=0)
    assert (page.total, spoken.total) == (6, 1)
    assert (read, sum("fact_texts" in one for one in executed)) == (0, 1)


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_listed_for_one_word_is_not_all_that_several_find(
    path: Path, monkeypatch: pytest.MonkeyPatch, order: int
) -> None:
    monkeypatch.setattr(held, "MANY", 5)
    kinds = [Kind.MEETING, Kind.STATEMENT]
    # Signs find nothing more and nothing less.
    asked = [Query("facts", words=("rice",)), Query("facts", words=("rice -",))][::order]
    with Base.open(path, readonly=True) as base:
        for query in asked:
            page = base.page(kinds, query, limit=50, offset=0)
            assert page.total == len(page.facts) == 2 * SAID

"""Drafts are held against what the desk decided, not against what machines read."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.drafts import About, Checker, Finding, Verdict
from knowledge.model import Kind, Query
from knowledge.wording.drafts import line
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told
from tests.knowledge.drafts.test_checking import TODAY

VISIT = (
    "Japan’s Prime Minister Fumio Kishida was in Cambodia on {} March 2022, where he and his "
    "Cambodian colleague Hun Sen held talks in Phnom Penh."
)
READ, RIGHT = VISIT.format("20–21"), VISIT.format("20")
ARTICLES = {"sample-kishida-visit-march", "sample-hospital-speech"}


@pytest.fixture
def base(sample_base: Path, tmp_path: Path) -> Iterator[Base]:
    with Base.open(shutil.copy(sample_base, tmp_path / "facts.db")) as opened:
        yield opened


@pytest.fixture
def checker(base: Base) -> Iterator[Checker]:
    with Checker(base) as found:
        yield found


def fact(base: Base, kind: Kind, articles: set[str]) -> str:
    found, _ = base.find(kind, Query(command="facts"), limit=60, offset=0)
    [one] = [one for one in found if {source.article for source in one.sources} == articles]
    return one.id


def one(checker: Checker, draft: str, about: About) -> Finding:
    [found] = [each for each in checker.check(draft, TODAY) if each.about is about]
    return found


def test_a_corrected_day_is_the_archives_and_the_one_read_differs(
    base: Base, checker: Checker
) -> None:
    assert one(checker, READ, About.DATE).verdict is Verdict.AGREES
    made = base.correct(
        fact(base, Kind.MEETING, ARTICLES), "date", "2022-03-20", words="20 March 2022", who="U1"
    )
    differs = one(checker, READ, About.DATE)
    assert differs.verdict is Verdict.DIFFERS
    assert "20 March 2022, corrected by the desk (was 20–21 March)" in line(differs)
    assert differs.evidence is not None and "20–21 March" in differs.evidence.text
    assert one(checker, RIGHT, About.DATE).verdict is Verdict.AGREES
    base.undo(made.id, who="U1")
    assert one(checker, READ, About.DATE).verdict is Verdict.AGREES


def test_a_retracted_fact_supports_no_date(base: Base, checker: Checker) -> None:
    made = base.retract(fact(base, Kind.MEETING, ARTICLES), who="U1")
    assert one(checker, READ, About.DATE).verdict is Verdict.UNKNOWN
    assert one(checker, RIGHT, About.DATE).verdict is Verdict.UNKNOWN
    base.undo(made.id, who="U1")
    assert one(checker, READ, About.DATE).verdict is Verdict.AGREES


def test_a_corrected_place_is_the_archives(base: Base, checker: Checker) -> None:
    right = READ.replace("Phnom Penh", "Siem Reap")
    assert one(checker, right, About.PLACE).verdict is Verdict.DIFFERS
    base.correct(
        fact(base, Kind.MEETING, ARTICLES), "place", "Siem Reap", words="Siem Reap", who="U1"
    )
    agrees = one(checker, right, About.PLACE)
    assert agrees.verdict is Verdict.AGREES


DAY = "Cambodian Prime Minister Hun Sen met Japanese Prime Minister Fumio Kishida in Osaka on {}."


def test_a_choice_between_two_sources_makes_the_other_day_differ(tmp_path: Path) -> None:
    """The article that says otherwise was read rightly, and supports its day no more."""
    days = {"a": "2022-08-20", "b": "2022-08-21"}
    texts = {"a": DAY.format("20 August 2022"), "b": DAY.format("21 August 2022")}
    with Base.open(tmp_path / "test.db") as base, Checker(base) as checker:
        said = [met(HUN_SEN, KISHIDA, on=day, place="Osaka") for day in days.values()]
        fill(
            base,
            [
                told(id, one, published="2022-08-22", sentences=[texts[id]])
                for id, one in zip(days, said, strict=True)
            ],
        )
        [found], _ = base.find(Kind.MEETING, Query(command="facts"), limit=5, offset=0)
        assert one(checker, texts["b"], About.DATE).verdict is Verdict.AGREES
        base.correct(found.id, "date", days["a"], words="20 August 2022", who="U1")
        differs = one(checker, texts["b"], About.DATE)
        assert differs.verdict is Verdict.DIFFERS
        assert "20 August 2022, chosen by the desk" in line(differs)
        assert one(checker, texts["a"], About.DATE).verdict is Verdict.AGREES


GRANT = "Japan gave Cambodia {} for four projects on 12 November 2022."


def test_a_corrected_sum_is_the_archives(base: Base, checker: Checker) -> None:
    read, right = GRANT.format("$51.3 million"), GRANT.format("$53.1 million")
    assert one(checker, read, About.SUM).verdict is Verdict.AGREES
    base.correct(
        fact(base, Kind.PAYMENT, {"sample-japan-grant"}), "sum", ["53100000", "USD"],
        words="$53.1 million", who="U1",
    )  # fmt: skip
    differs = one(checker, read, About.SUM)
    assert differs.verdict is Verdict.DIFFERS
    assert differs.archive == "$53.1 million, corrected by the desk (was $51.3 million)"
    assert one(checker, right, About.SUM).verdict is Verdict.AGREES

"""Answers from stories that outlets withdrew or corrected say so, and count nothing of them."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask
from knowledge.base import Base
from knowledge.wording.machine import to_json
from knowledge.wording.texts import fallback, plain

TODAY = date(2024, 5, 14)
AT = "2024-05-05T10:00:00Z"
GRANT = "sample-japan-grant"
FLAG = "Its article was withdrawn by the outlet on 5 May 2024"


@pytest.fixture
def base(sample_base: Path, tmp_path: Path) -> Iterator[Base]:
    with Base.open(shutil.copy(sample_base, tmp_path / "facts.db")) as opened:
        yield opened


def said(base: Base, text: str) -> str:
    return plain(ask(text, base, today=TODAY))


def test_the_flag_comes_first_in_every_line_of_the_fact(base: Base) -> None:
    before = ask("/money Japan Cambodia", base, today=TODAY)
    fact = next(f for f in before.facts if {s.article for s in f.sources} == {GRANT})
    assert "withdrew" not in plain(before)
    assert base.mark_withdrawn(GRANT, AT, "the story is gone from its address")
    answer = ask("/money Japan Cambodia", base, today=TODAY)
    lines = plain(answer).splitlines()
    [line] = [line for line in lines if "51.3 million" in line and line[:1].isdigit()]
    assert line.split(". ", 1)[1].startswith(f"{FLAG}: ")
    beside = "withdrawn by the outlet on 5 May 2024 (the story is gone from its address)"
    assert beside in [line.strip() for line in lines]
    assert any("only in stories that their outlets withdrew" in note for note in answer.notes)
    assert FLAG in fallback(answer)
    row = next(f for f in to_json(answer)["facts"] if f["id"] == fact.id)
    assert row["withdrawn"] == AT
    assert row["sources"][0]["notices"][0]["kind"] == "withdrawn"


def test_sums_of_withdrawn_stories_are_not_added(base: Base) -> None:
    before = ask("/money", base, today=TODAY).totals
    base.mark_withdrawn(GRANT, AT, "")
    answer = ask("/money", base, today=TODAY)
    assert before is not None and answer.totals is not None
    assert answer.totals.withdrawn == 1
    assert "1 stands only in a story that the outlet withdrew, and is not added" in plain(answer)
    assert to_json(answer)["totals"]["withdrawn"] == 1


@pytest.mark.parametrize(
    "question",
    ["Did Hun Sen meet Min Aung Hlaing in January 2022?", "How much did Japan give Cambodia?"],
)
def test_a_question_is_answered_from_a_withdrawn_story_only_with_a_word_on_it(
    base: Base, question: str
) -> None:
    answer = ask(question, base, today=TODAY)
    assert answer.answered and "withdrew" not in (answer.message or "")
    for article in base.article_ids():
        base.mark_withdrawn(article, AT, "")
    answer = ask(question, base, today=TODAY)
    assert answer.answered
    assert (answer.message or "").startswith(
        "This stands only in a story that its outlet withdrew on 5 May 2024."
    )


def test_another_article_answers_in_the_place_of_a_withdrawn_one(base: Base) -> None:
    answer = ask("Did Hun Sen meet Min Aung Hlaing in January 2022?", base, today=TODAY)
    telling = {one.article for fact in answer.facts for one in fact.sources}
    assert len(telling) > 1
    base.mark_withdrawn(sorted(telling)[0], AT, "")
    again = ask("Did Hun Sen meet Min Aung Hlaing in January 2022?", base, today=TODAY)
    assert again.answered and "withdrew" not in (again.message or "")


def test_a_correction_is_told_beside_its_source(base: Base) -> None:
    base.mark_corrected(GRANT, AT, "An earlier version named *another* sum. <!channel>")
    told = said(base, "/money Japan Cambodia")
    assert "corrected on 5 May 2024: “An earlier version named *another* sum. <!channel>”" in told
    assert FLAG not in told


def test_a_profile_says_of_each_title_if_it_is_withdrawn(base: Base) -> None:
    for article in base.article_ids():
        base.mark_withdrawn(article, AT, "")
    told = said(base, "/whois Kishida")
    titles = [line for line in told.splitlines() if "Prime Minister, Japan" in line]
    assert titles and all("withdrawn by" in line for line in titles)

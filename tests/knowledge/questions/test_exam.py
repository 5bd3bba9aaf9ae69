"""The project's own questions over its sample archive: no fewer are answered right than were.

`python -m benchmarks.questions --wrong` prints what goes wrong. When more are right, raise the
figures here; nothing but a question that was wrong itself lowers them.
"""

from dataclasses import replace

import pytest

from benchmarks import exam
from knowledge.base import Base
from knowledge.model import Answer, Evidence, Scope

LEAST_RIGHT = {"tune": 116, "held": 96}
"""Right answers of 130 each on 22 November 2026 (118 and 98), less two."""

MOST_FALSE = 1
"""Of 43 questions that must be refused, how many were answered that day."""


@pytest.fixture(scope="module")
def marked(sample: Base) -> list[exam.Marked]:
    return exam.marked(exam.items(), sample)


@pytest.mark.parametrize("part", LEAST_RIGHT)
def test_no_fewer_are_right(part: str, marked: list[exam.Marked]) -> None:
    right = [one for one in marked if one.item.part == part and one.right]
    assert len(right) >= LEAST_RIGHT[part], "\n".join(exam.table(marked))


def test_no_more_are_answered_that_nothing_states(marked: list[exam.Marked]) -> None:
    assert len([one.item.id for one in marked if one.false]) <= MOST_FALSE


def test_every_cited_sentence_stands_in_its_article(sample: Base) -> None:
    cited = 0
    for item in exam.items():
        answer = exam.asked(item, sample)
        assert exam.unsourced(answer, sample) == [], item.id
        cited += len(answer.cited)
    assert cited > 200


def test_the_exam_asks_every_kind_in_both_parts_and_none_twice() -> None:
    items = exam.items()
    assert len(items) == 260
    assert len({one.id for one in items}) == 260
    assert len({(one.question.lower(), one.context) for one in items}) == 260
    kinds = {part: {one.kind for one in items if one.part == part} for part in LEAST_RIGHT}
    assert kinds["tune"] == kinds["held"] and len(kinds["held"]) == 29


def test_what_an_answer_must_cite_is_in_the_archive(sample: Base) -> None:
    """A sentence of no article, or a question without a pattern, would measure nothing."""
    files = [path for path in exam.SAMPLE.glob("sample-*") if path.suffix in (".md", ".txt")]
    texts = [exam.same(path.read_text(encoding="utf-8")) for path in files]
    for item in exam.items():
        assert all(any(exam.same(one) in text for text in texts) for one in item.sentence), item.id
        assert item.either or bool(item.must) == item.answered, item.id


# --- the marking itself --------------------------------------------------------------------------

WHEN = exam.Item(
    "x1", "when", "when did Hun Sen meet Biden?", "tune", True,
    must=("12 Nov",), must_not=("13 Nov",), sentence=("in Phnom Penh",),
)  # fmt: skip
NO_ANSWER = replace(WHEN, answered=False, must=(), sentence=())


def answer(said: str, *cited: Evidence, answered: bool = True) -> Answer:
    return Answer(None, "", answered, Scope(0, 0, None, None), message=said, cited=cited)


@pytest.fixture
def sentence(sample: Base) -> Evidence:
    text = "in Phnom Penh"
    article = sample.article("sample-biden-hun-sen")
    assert article is not None
    start = article.text.index(text)
    return Evidence(article.id, start, start + len(text), text)


@pytest.mark.parametrize(
    ("item", "said", "answered", "fault"),
    [
        (WHEN, "On 12 November 2022.", True, None),
        (WHEN, "On 11 November 2022.", True, "lacks 12 Nov"),
        (WHEN, "On 12 or 13 November 2022, 12 Nov.", True, "says 13 Nov"),
        (WHEN, "No such meeting.", False, "not answered"),
        (NO_ANSWER, "No such meeting.", False, None),
        (NO_ANSWER, "On 12 November 2022.", True, "answered"),
        (NO_ANSWER, "None; it was on 13 November.", False, "says 13 Nov"),
        (replace(WHEN, either=True), "Which one?", False, "lacks 12 Nov"),
        (replace(NO_ANSWER, either=True), "On 12 November 2022.", True, None),
    ],
)
def test_an_answer_is_marked(
    item: exam.Item, said: str, answered: bool, fault: str | None, sentence: Evidence, sample: Base
) -> None:
    cited = [sentence] if answered else []
    found = exam.mark(item, answer(said, *cited, answered=answered), sample)
    assert found.faults == (() if fault is None else (fault,))


def test_an_answer_without_its_sentence_or_with_an_invented_one_is_wrong(
    sentence: Evidence, sample: Base
) -> None:
    said = "On 12 November 2022."
    assert "cites nothing" in exam.mark(WHEN, answer(said), sample).faults
    invented = replace(sentence, text="in Phnom Pehn")
    faults = exam.mark(WHEN, answer(said, invented), sample).faults
    assert any(one.startswith("cites what is not in") for one in faults)
    elsewhere = replace(sentence, article="sample-no-such-article")
    assert exam.unsourced(answer(said, elsewhere), sample)


def test_only_an_answer_where_none_may_be_counts_as_false(sample: Base) -> None:
    assert exam.mark(NO_ANSWER, answer("On 12 November."), sample).false
    assert not exam.mark(NO_ANSWER, answer("No.", answered=False), sample).false
    assert not exam.mark(replace(NO_ANSWER, either=True), answer("12 November."), sample).false
    assert not exam.mark(WHEN, answer("On 1 May."), sample).false


def test_signs_and_emphasis_make_no_difference() -> None:
    printed = "the\u202f*“40th–41st”* _ASEAN_ summits’"
    assert exam.same(printed) == 'the "40th-41st" ASEAN summits\''
    assert exam.same("snake_case stays") == "snake_case stays"

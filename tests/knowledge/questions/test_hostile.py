"""Whatever is asked: an answer that stands on its articles, and nothing that pings or links.

The long form is `python -m benchmarks.questions`: 10,000 questions, over a big archive as well.
"""

from dataclasses import replace
from datetime import date

import pytest

from benchmarks import exam, hostile
from knowledge.answers.questions.deciding import tell
from knowledge.answers.questions.evidence import Archive
from knowledge.base import Base
from knowledge.model import Answer, Choice, Evidence, Scope
from knowledge.questions.model import Frame, Wanted
from knowledge.questions.reading import read_question
from tests.effort import examples

TODAY = date(2026, 11, 22)
RANDOM = examples(120)

ASKED = [item.question for item in exam.items()]
NAMES = hostile.vocabulary(ASKED)


def problems(number: int, base: Base) -> list[str]:
    posed = hostile.made(number, NAMES, ASKED)
    return [f"{posed!r}: {one}" for one in hostile.faults(hostile.posed(posed, base, TODAY), base)]


@pytest.mark.parametrize("number", range(len(hostile.ODDITIES)))
def test_an_odd_question_does_no_harm(number: int, sample: Base) -> None:
    assert problems(number, sample) == []


def test_random_and_damaged_questions_do_no_harm(sample: Base) -> None:
    first = len(hostile.ODDITIES)
    assert [one for n in range(first, first + RANDOM) for one in problems(n, sample)] == []


def test_odd_questions_do_no_harm_in_a_thread(sample: Base) -> None:
    """Each is the earlier question of the next, and of one that leans on it."""
    for before, text in zip(hostile.ODDITIES, hostile.ODDITIES[1:], strict=False):
        for asked in (text, "and with Japan?", "who else that day?", "how big was that?"):
            posed = hostile.Posed(asked, (before,))
            found = hostile.posed(posed, sample, TODAY)
            assert hostile.faults(found, sample) == [], posed


def test_the_same_number_is_the_same_question() -> None:
    some = [hostile.made(number, NAMES, ASKED) for number in range(300)]
    assert some == [hostile.made(number, NAMES, ASKED) for number in range(300)]
    assert len({one.text for one in some}) > 280
    assert any(one.context for one in some)


# --- what is found fault with --------------------------------------------------------------------

NOTHING = Answer(None, "", False, Scope(0, 0, None, None), message="Nothing states this.")


def given(**parts: object) -> Answer:
    return replace(NOTHING, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "answer",
    [
        given(answered=True),
        given(answered=True, cited=(Evidence("sample-biden-hun-sen", 0, 5, "Never"),)),
        given(answered=True, cited=(Evidence("no-such-article", 0, 5, "Never"),)),
        given(message="Nothing of <!channel>."),
        given(message="Nothing of https://evil.example."),
        given(message="Nothing of @here."),
        given(notes=("Showing *Japan*.",)),
        given(question="Which \u202eapaJ?"),
        given(nearest=(Choice("meetings <@U0EVIL>", "meetings"),)),
    ],
)
def test_what_must_not_be_shown_is_found(answer: Answer, sample: Base) -> None:
    assert hostile.faults(NOTHING, sample) == []
    assert hostile.faults(answer, sample) != []


@pytest.mark.parametrize("wanted", list(Wanted))
def test_whatever_is_wanted_of_any_sort_of_happening_gets_an_answer(
    wanted: Wanted, sample: Base
) -> None:
    asked = read_question("Kishida visited Cambodia in March", sample, today=date(2022, 11, 20))
    for frame in Frame:
        told = tell(replace(asked, wanted=wanted, frames=(frame,)), Archive(sample))
        assert told.said or told.facts or told.sentences or told.profile

"""The same question in the same state of the base: answered once, and to each asker."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot import answering, kept
from bot.answering import answered
from bot.render.answers import Frame
from bot.render.blocks import Message
from bot.render.text import Mrkdwn
from knowledge.answers import ask
from knowledge.base import Base
from knowledge.model import Answer

TODAY = date(2026, 11, 22)
FRAMES = (
    Frame(private=True, asker="U0000ANNA"),
    Frame(private=True, asker="U0000BORA"),
    Frame(direct=True, asker="U1"),
    Frame(table=True, asker="U0000ANNA"),
    Frame(window=True),
)
QUESTIONS = ("/meetings Japan", "who met Kishida?", "/meetings Narnia", "/timeline 2022")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is really looked up."""
    found: list[str] = []

    def noted(text: str, base: Base, **given: object) -> Answer:
        found.append(text)
        return ask(text, base, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(answering, "ask", noted)
    return found


def told(base: Base, text: str, frame: Frame) -> tuple[object, ...]:
    message, gap = answered(base, text, TODAY, frame, ())
    return message.text, message.blocks, message.simplified(), message.shows, gap


def test_what_is_kept_reads_as_if_it_were_made_anew(small_archive: Path, asked: list[str]) -> None:
    every = [(text, frame) for text in QUESTIONS for frame in FRAMES]
    fresh = []
    for text, frame in every:
        with Base.open(small_archive, readonly=True) as base:
            fresh.append(told(base, text, frame))
    looked_up = len(asked)
    with Base.open(small_archive, readonly=True) as base:
        for _ in range(2):
            assert [told(base, text, frame) for text, frame in every] == fresh

    # The second person with an id of that length has what the first one was told.
    assert looked_up == len(every)
    assert len(asked) - looked_up == len(QUESTIONS) * (len(FRAMES) - 1)


def test_a_change_of_the_base_is_told_at_once(
    small_archive: Path, tmp_path: Path, asked: list[str]
) -> None:
    path = tmp_path / "own.db"
    shutil.copyfile(small_archive, path)
    with Base.open(path) as writing, Base.open(path, readonly=True) as base:
        before = told(base, "/meetings Japan", FRAMES[0])
        assert writing.remove("kishida-visit", who="editor", why="withdrawn")
        after = told(base, "/meetings Japan", FRAMES[0])

    assert before != after and len(asked) == 2


@pytest.mark.parametrize("text", ["/dateline status", "/dateline gaps", "/dateline sources"])
def test_what_tells_of_the_present_is_never_kept(
    text: str, small_archive: Path, asked: list[str]
) -> None:
    with Base.open(small_archive, readonly=True) as base:
        for _ in range(2):
            told(base, text, FRAMES[0])

    assert len(asked) == 2


def test_another_day_and_other_questions_before_are_other_questions(
    small_archive: Path, asked: list[str]
) -> None:
    with Base.open(small_archive, readonly=True) as base:
        for day, earlier in ((TODAY, ()), (date(2026, 11, 23), ()), (TODAY, ("who is Kishida?",))):
            answered(base, "and with China?", day, FRAMES[0], earlier)

    assert len(asked) == 3


def test_what_was_not_asked_for_the_longest_is_let_go_first() -> None:
    answers = kept.Kept()
    first, *others = [kept.Asked(f"{n}", TODAY, Frame()) for n in range(kept.MOST + 1)]
    for one in (first, *others[:-1]):
        answers.keep(one, Message(Mrkdwn(one.text)), False, 1)
    assert answers.get(first) is not None
    answers.keep(others[-1], Message(Mrkdwn("last")), True, 1)

    assert answers.get(first) is not None and answers.get(others[0]) is None
    assert answers.get(others[-1]) == (Message(Mrkdwn("last")), True)


def test_what_has_many_sources_takes_the_place_of_more() -> None:
    answers = kept.Kept()
    many = [kept.Asked(f"{n}", TODAY, Frame()) for n in range(5)]
    for one in many:
        answers.keep(one, Message(Mrkdwn(one.text)), False, kept.SOURCES // 3)
    assert [answers.get(one) is not None for one in many] == [False, False, True, True, True]
    answers.keep(kept.Asked("all", TODAY, Frame()), Message(Mrkdwn("")), False, kept.SOURCES + 1)
    assert all(answers.get(one) is None for one in many)
    answers.keep(many[0], Message(Mrkdwn("again")), False, kept.SOURCES)
    assert answers.get(many[0]) is not None, "what was let go weighs nothing any more"


def test_an_answer_has_the_sources_of_its_facts(small_archive: Path) -> None:
    with Base.open(small_archive, readonly=True) as base:
        answered(base, "/meetings Japan", TODAY, FRAMES[0], ())
        facts = ask("/meetings Japan", base, today=TODAY, per_page=5).facts
        answers = base.remembered("answers", kept.Kept)
        assert answers._sources == sum(len(fact.sources) for fact in facts) > 0

"""The same question in the same state of the base: answered once, and to each asker."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from bot import answering, kept
from bot.answering import answered
from bot.errors import NoBase
from bot.kept import Answered, Asked, Lately
from bot.render.answers import Frame
from bot.render.blocks import Message
from bot.render.forms import simplified
from bot.render.text import Mrkdwn
from bot.standing import Place
from knowledge.answers import ask
from knowledge.base import Base, BaseProblem
from knowledge.base.problems import Trouble
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


@asynccontextmanager
async def lately(base: Base) -> AsyncIterator[Callable[..., Awaitable[Answered]]]:
    """Asks the base as the desk does, through what is kept."""
    kept = Lately(base.path, Place(base.path))

    async def answer(
        text: str, frame: Frame = FRAMES[0], day: date = TODAY, *earlier: str
    ) -> Answered:
        asked = Asked(text, day, frame, earlier)

        async def make() -> Answered:
            return answered(base, asked)

        return await kept.answer(asked, make)

    try:
        yield answer
    finally:
        kept.close()


def told(answer: Answered) -> tuple[object, ...]:
    message = answer.message
    return message.text, message.blocks, simplified(message), message.shows, answer.gap


async def test_what_is_kept_reads_as_if_it_were_made_anew(
    small_archive: Path, asked: list[str]
) -> None:
    every = [(text, frame) for text in QUESTIONS for frame in FRAMES]
    with Base.open(small_archive, readonly=True) as base:
        fresh = [told(answered(base, Asked(text, TODAY, frame))) for text, frame in every]
        asked.clear()
        async with lately(base) as answer:
            for _ in range(2):
                assert [told(await answer(text, frame)) for text, frame in every] == fresh

    # The second person with an id of that length has what the first one was told.
    assert len(asked) == len(QUESTIONS) * (len(FRAMES) - 1)


async def test_what_many_ask_at_once_is_looked_up_once(
    small_archive: Path, asked: list[str]
) -> None:
    anna, bora = FRAMES[:2]
    with Base.open(small_archive, readonly=True) as base:
        fresh = [told(answered(base, Asked("/meetings Japan", TODAY, one))) for one in (anna, bora)]
        asked.clear()
        kept, free = Lately(base.path, Place(base.path)), asyncio.Event()

        def answer(frame: Frame) -> asyncio.Task[Answered]:
            question = Asked("/meetings Japan", TODAY, frame)

            async def make() -> Answered:
                await free.wait()
                return answered(base, question)

            return asyncio.create_task(kept.answer(question, make))

        asking = [answer(anna), answer(bora), answer(anna)]
        await asyncio.sleep(0)
        free.set()
        assert [told(await one) for one in asking] == [fresh[0], fresh[1], fresh[0]]
        kept.close()

    assert len(asked) == 1


async def test_who_waits_for_an_answer_that_is_given_up_has_it_made(small_archive: Path) -> None:
    question = Asked("/meetings Japan", TODAY, FRAMES[0])
    with Base.open(small_archive, readonly=True) as base:
        kept = Lately(base.path, Place(base.path))

        async def never() -> Answered:
            await asyncio.Event().wait()
            raise AssertionError

        async def make() -> Answered:
            return answered(base, question)

        given_up = asyncio.create_task(kept.answer(question, never))
        await asyncio.sleep(0)
        waiting = asyncio.create_task(kept.answer(question, make))
        await asyncio.sleep(0)
        given_up.cancel()
        assert told(await waiting) == told(answered(base, question))
        kept.close()


async def test_a_change_of_the_base_is_told_at_once(
    small_archive: Path, tmp_path: Path, asked: list[str]
) -> None:
    path = tmp_path / "own.db"
    shutil.copyfile(small_archive, path)
    with Base.open(path) as writing, Base.open(path, readonly=True) as base:
        async with lately(base) as answer:
            before = told(await answer("/meetings Japan"))
            assert writing.remove("kishida-visit", who="editor", why="withdrawn")
            after = told(await answer("/meetings Japan"))

    assert before != after and len(asked) == 2


async def test_an_answer_is_not_kept_when_the_base_has_changed_meanwhile(
    small_archive: Path, tmp_path: Path
) -> None:
    path = tmp_path / "own.db"
    shutil.copyfile(small_archive, path)
    with Base.open(path) as writing, Base.open(path, readonly=True) as base:
        kept, question = Lately(path, Place(path)), Asked("/meetings Japan", TODAY, FRAMES[0])

        async def overtaken() -> Answered:
            made = answered(base, question)
            writing.remove("kishida-visit", who="editor", why="withdrawn")
            return made

        async def make() -> Answered:
            return answered(base, question)

        before = told(await kept.answer(question, overtaken))
        after = told(await kept.answer(question, make))
        kept.close()

    assert before != after


async def test_another_file_in_its_place_is_another_base(
    small_archive: Path, tmp_path: Path
) -> None:
    path = tmp_path / "own.db"
    shutil.copyfile(small_archive, path)
    kept, question = Lately(path, Place(path)), Asked("/meetings Japan", TODAY, FRAMES[0])

    async def make() -> Answered:
        with Base.open(path, readonly=True) as base:
            return answered(base, question)

    before = told(await kept.answer(question, make))
    other = tmp_path / "other.db"
    shutil.copyfile(small_archive, other)
    with Base.open(other) as base:
        base.remove("kishida-visit", who="editor", why="withdrawn")
    other.replace(path)
    after = told(await kept.answer(question, make))
    path.unlink()
    with pytest.raises(BaseProblem):
        await kept.answer(question, make)
    kept.close()

    assert before != after


@pytest.mark.parametrize("text", ["/dateline status", "/dateline gaps", "/dateline sources"])
async def test_what_tells_of_the_present_is_never_kept(
    text: str, small_archive: Path, asked: list[str]
) -> None:
    with Base.open(small_archive, readonly=True) as base:
        async with lately(base) as answer:
            for _ in range(2):
                await answer(text)

    assert len(asked) == 2


async def test_another_day_and_other_questions_before_are_other_questions(
    small_archive: Path, asked: list[str]
) -> None:
    with Base.open(small_archive, readonly=True) as base:
        async with lately(base) as answer:
            for day, *earlier in ((TODAY,), (date(2026, 11, 23),), (TODAY, "who is Kishida?")):
                await answer("and with China?", FRAMES[0], day, *earlier)

    assert len(asked) == 3


def made(text: str, *, gap: bool = False) -> Answered:
    return Answered(Message(Mrkdwn(text)), gap)


def test_what_was_not_asked_for_the_longest_is_let_go_first() -> None:
    answers = kept.Kept()
    first, *others = [Asked(f"{n}", TODAY, Frame()) for n in range(kept.MOST + 1)]
    for one in (first, *others[:-1]):
        answers.keep(one, made(one.text))
    assert answers.get(first) is not None
    answers.keep(others[-1], made("last", gap=True))

    assert answers.get(first) is not None and answers.get(others[0]) is None
    assert answers.get(others[-1]) == made("last", gap=True)


async def test_a_base_that_cannot_be_read_is_let_go(small_archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    shutil.copyfile(small_archive, path)
    kept = Lately(path, Place(path))

    async def fails() -> Answered:
        assert kept._pulse._db is not None
        raise NoBase(Trouble.DAMAGED)

    with pytest.raises(NoBase):
        await kept.answer(Asked("/meetings Japan", TODAY, FRAMES[0]), fails)
    assert kept._pulse._db is None, "restore would say that the bot still uses it"


async def test_what_is_closed_opens_nothing_again(small_archive: Path) -> None:
    kept = Lately(small_archive, Place(small_archive))

    async def late() -> Answered:
        kept.close()
        return made("late")

    await kept.answer(Asked("/meetings Japan", TODAY, FRAMES[0]), late)
    assert kept._pulse._db is None

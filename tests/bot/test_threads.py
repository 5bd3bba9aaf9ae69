"""Earlier questions of a thread: what is remembered, for how long, and given to which answer."""

import os
import sqlite3
import stat
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.manifest import manifest
from bot.threads import DAY, LONGEST, PAUSE, REMEMBERED, Earlier, Threads, Turn, beside
from bot.workspace import Workspace
from knowledge import answers
from knowledge.base import Base, remembered
from knowledge.base.files import damaged
from knowledge.model import Answer
from tests.bot.doubles import Pauses
from tests.bot.running import House, connected

DM, DESK = "A1:T1:D1", "A1:T1:C1"


def turn(
    text: str,
    ts: float,
    *,
    place: str = DESK,
    thread: str | None = "1.0",
    person: str = "U0ANNA",
    alone: bool = False,
) -> Turn:
    return Turn(place, thread, f"{ts:.6f}", text, person, alone)


async def take(threads: Threads, asked: Turn) -> tuple[str, ...]:
    return tuple(one.text for one in await threads.take(asked))


async def test_the_last_six_of_a_thread_are_remembered_in_order(tmp_path: Path) -> None:
    threads = Threads(tmp_path / "threads.db", 30)
    told = [await take(threads, turn(f"question {n}", n)) for n in range(1, 10)]
    assert told[0] == ()
    assert told[2] == ("question 1", "question 2")
    assert told[8] == tuple(f"question {n}" for n in range(9 - REMEMBERED, 9))
    assert await take(threads, turn("elsewhere", 20, thread="2.0")) == ()
    assert await take(threads, turn("elsewhere", 20, place="A1:T2:C1")) == ()
    await threads.close()


async def test_they_outlive_a_restart_and_any_process_has_them(tmp_path: Path) -> None:
    first, second = (Threads(tmp_path / "threads.db", 30) for _ in range(2))
    await take(first, turn("who met Japan", 1))
    assert await take(second, turn("and China", 2)) == ("who met Japan",)
    await first.close()
    third = Threads(tmp_path / "threads.db", 30)
    await third.begin()
    assert await take(third, turn("and Peru", 3)) == ("who met Japan", "and China")
    for one in (second, third):
        await one.close()


async def test_a_turn_that_comes_again_is_no_earlier_question(tmp_path: Path) -> None:
    threads = Threads(tmp_path / "threads.db", 30)
    await take(threads, turn("who met Japan", 1))
    assert await take(threads, turn("and China", 2)) == ("who met Japan",)
    assert await take(threads, turn("and China", 2)) == ("who met Japan",)
    await threads.close()


async def test_in_a_direct_message_a_pause_ends_what_goes_on(tmp_path: Path) -> None:
    threads = Threads(tmp_path / "threads.db", 30)

    async def say(text: str, at: float) -> tuple[str, ...]:
        return await take(threads, turn(text, at, place=DM, thread=None))

    assert await say("one", 1_000) == ()
    assert await say("two", 1_000 + PAUSE) == ("one",)
    assert await say("three", 1_000 + 2 * PAUSE) == ("one", "two")
    assert await say("four", 1_001 + 3 * PAUSE) == ()
    await threads.close()


async def test_a_thread_of_a_direct_message_begins_with_its_top(tmp_path: Path) -> None:
    threads = Threads(tmp_path / "threads.db", 30)
    asked = turn("who met Japan", 1, place=DM, thread=None)
    await take(threads, asked)
    await threads.answered(asked, "1.500000")
    await take(threads, turn("something else", 2, place=DM, thread=None))
    below = turn("and China", 9_000, place=DM, thread="1.000000")
    assert await take(threads, below) == ("who met Japan",)
    below_the_answer = turn("and Peru", 9_001, place=DM, thread="1.500000")
    assert await take(threads, below_the_answer) == ("who met Japan",)
    await threads.close()


async def test_they_are_forgotten_after_so_many_days(tmp_path: Path) -> None:
    time = Pauses()
    threads = Threads(tmp_path / "threads.db", 2, now=time.now)
    await take(threads, turn("an old secret", 1))
    await time.sleep(2 * DAY + 1)
    later = Threads(tmp_path / "threads.db", 2, now=time.now)
    await later.begin()
    assert await take(later, turn("and China", 2)) == ()
    assert b"an old secret" not in (tmp_path / "threads.db").read_bytes()
    for one in (threads, later):
        await one.close()


async def test_with_no_days_nothing_is_kept_and_what_was_is_deleted(tmp_path: Path) -> None:
    path = tmp_path / "threads.db"
    before, off = Threads(path, 30), Threads(path, 0)
    await take(before, turn("who met Japan", 1))
    await off.begin()
    assert await take(off, turn("and China", 2)) == ()
    await off.answered(turn("and China", 2, thread=None), "3.0")
    assert not path.exists()
    for one in (before, off):
        await one.close()


async def test_what_one_person_asks_alone_is_theirs_to_go_on_from(tmp_path: Path) -> None:
    threads = Threads(tmp_path / "threads.db", 30)
    await take(threads, turn("who met Japan", 11))
    for n in range(12, 20):
        await take(threads, turn(f"alone {n}", n, person="U0BEN", alone=True))
    assert await take(threads, turn("and Peru", 20)) == ("who met Japan",)
    told = await take(threads, turn("and China", 21, person="U0BEN"))
    assert told == (*(f"alone {n}" for n in range(15, 20)), "and Peru")
    assert await take(threads, turn("and Fiji", 22)) == ("who met Japan", "and Peru", "and China")
    await threads.close()


async def test_it_is_known_who_asked_so_that_their_words_can_be_deleted(tmp_path: Path) -> None:
    threads = Threads(beside(tmp_path / "facts.db"), 30)
    await threads.take(turn("who met Japan", 1))
    await threads.take(turn("and China", 2, person="U0BEN"))
    earlier = await threads.take(turn("and Peru", 3, person="U0CARA"))
    assert earlier == (Earlier("who met Japan", "U0ANNA"), Earlier("and China", "U0BEN"))
    assert remembered.forget_person(tmp_path / "facts.db", "U0ANNA") == 1
    assert await take(threads, turn("and Fiji", 4)) == ("and China", "and Peru")
    assert b"who met Japan" not in beside(tmp_path / "facts.db").read_bytes()
    await threads.close()


async def test_what_an_earlier_version_kept_without_a_name_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "threads.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("CREATE TABLE asked(place, thread, ts, at, text, answer)")
        db.execute("INSERT INTO asked VALUES ('A', '', '1', 1, 'an old secret', NULL)")
    threads = Threads(path, 30)
    await threads.begin()
    assert await take(threads, turn("who met Japan", 1)) == ()
    assert b"an old secret" not in path.read_bytes()
    await threads.close()


async def test_only_so_much_is_kept_and_only_for_its_owner(tmp_path: Path) -> None:
    threads = Threads(tmp_path / "threads.db", 30)
    await take(threads, turn("\ud800" + "x" * 9_000, 1))
    (earlier,) = await take(threads, turn("and China", 2))
    assert len(earlier) == LONGEST and earlier.startswith("?")
    assert stat.S_IMODE((tmp_path / "threads.db").stat().st_mode) == 0o600
    await threads.close()


@pytest.mark.parametrize("broken", ["folder", "missing"])
async def test_without_a_usable_file_each_question_stands_alone(
    tmp_path: Path, broken: str
) -> None:
    path = tmp_path / "threads.db"
    if broken == "folder":
        path.mkdir()
    else:
        path = tmp_path / "no" / "such" / "folder" / "threads.db"
    threads = Threads(path, 30)
    await threads.begin()
    assert await take(threads, turn("who met Japan", 1)) == ()
    await threads.answered(turn("who met Japan", 1, thread=None), "1.5")
    assert await take(threads, turn("and China", 2)) == ()
    await threads.close()


async def test_a_damaged_file_that_was_set_aside_goes_when_its_questions_would(
    tmp_path: Path,
) -> None:
    path, now = tmp_path / "threads.db", time.time()
    for days, left in ((29, 1), (31, 0)):
        path.write_bytes(os.urandom(4_096))
        threads = Threads(path, 30)
        assert await take(threads, turn("who met Japan", 1)) == ()
        assert len(damaged(path)) == 1
        later = Threads(path, 30, now=lambda days=days: now + days * 86_400)  # type: ignore[misc]
        await later.begin()
        assert len(damaged(path)) == left
        await threads.close()
        await later.close()


def test_the_file_stands_beside_the_fact_base() -> None:
    assert beside(Path("data/dateline.db")) == Path("data/dateline.threads.db")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[str, ...]]]:
    """Every text that the archive is asked, with the earlier ones that it is asked with."""
    told: list[tuple[str, tuple[str, ...]]] = []

    def ask(text: str, base: Base, *, context: Sequence[str] = (), **options: Any) -> Answer:
        told.append((text, tuple(context)))
        return answers.ask(text, base, context=context, **options)

    monkeypatch.setattr("bot.answering.ask", ask)
    return told


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_thread_goes_on_across_a_restart(
    database: Path, mode: str, asked: list[tuple[str, tuple[str, ...]]]
) -> None:
    async with Workspace(manifest()) as workspace:
        async with connected(workspace, database, mode) as house:
            top = await house.anna.mention("desk", "meetings Japan")
            assert top.thread_ts is not None
            await house.ben.mention("desk", "meetings Canada", thread=top.thread_ts)
            await house.anna.say("what do you think, Ben?", channel="desk", thread=top.thread_ts)
            await house.anna.mention("desk", "help", thread=top.thread_ts)
            await house.anna.mention("desk", "check:", thread=top.thread_ts)
        async with connected(workspace, database, mode) as again:
            await again.ben.mention("desk", "meetings 2022", thread=top.thread_ts)
            await again.anna.mention("desk", "meetings Hun Sen")
    assert asked == [
        ("meetings Japan", ()),
        ("meetings Canada", ("meetings Japan",)),
        ("meetings 2022", ("meetings Japan", "meetings Canada")),
        ("meetings Hun Sen", ()),
    ]


async def test_a_direct_message_goes_on_for_each_by_themselves(
    house: House, asked: list[tuple[str, tuple[str, ...]]]
) -> None:
    first = await house.anna.dm("meetings Japan")
    await house.ben.dm("meetings Canada")
    await house.anna.dm("meetings 2022")
    await house.anna.dm("meetings Canada", thread=first.ts)
    assert asked == [
        ("meetings Japan", ()),
        ("meetings Canada", ()),
        ("meetings 2022", ("meetings Japan",)),
        ("meetings Canada", ("meetings Japan",)),
    ]


async def test_what_was_chosen_counts_as_asked(
    paged: House, asked: list[tuple[str, tuple[str, ...]]]
) -> None:
    back = await paged.anna.mention("desk", "meetings Korea")
    await paged.anna.click(back, "South Korea")
    await paged.anna.mention("desk", "meetings 2020", thread=back.thread_ts)
    chosen = asked[1][0]
    assert asked[2] == ("meetings 2020", ("meetings Korea", chosen))


async def test_thanks_and_greetings_are_no_part_of_what_was_asked(
    served: House, asked: list[tuple[str, tuple[str, ...]]]
) -> None:
    for text in ("hello", "meetings Japan", "thanks!", "meetings Canada"):
        await served.anna.dm(text)
    assert asked[-1] == ("meetings Canada", ("meetings Japan",))

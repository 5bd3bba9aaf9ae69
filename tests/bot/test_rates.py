"""How much one person may ask, and that the others don't wait for them."""

import asyncio
import threading
from datetime import date
from pathlib import Path

import pytest
from slack_bolt.async_app import AsyncAck

from bot import messages, rates
from bot.asking import CURRENT, Asking, Sort, read
from bot.drafts import EACH, Drafts
from bot.errors import TooFast, TooManyDrafts
from bot.fairness import NoRoom, Turns
from bot.ids import Action, Callback
from bot.rates import BURST, PAUSE, Rates, TooMuch
from bot.rates import Sort as Cost
from bot.readers import Readers
from tests.bot.deciding.houses import decided, editing, opened
from tests.bot.doubles import until
from tests.bot.running import House, running

ASKING, TYPING, DECIDING = Cost


class Hand:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def asked(limits: Rates, times: int, who: str = "U1", sort: Cost = ASKING) -> list[TooMuch | None]:
    return [limits.take("T1", who, sort) for _ in range(times)]


def test_after_a_burst_there_is_a_pause_of_which_one_is_told_once() -> None:
    clock = Hand()
    limits = Rates(6, now=clock)
    burst = int(6 * BURST)
    assert asked(limits, burst) == [None] * burst
    assert asked(limits, 3) == [TooMuch(20, True), TooMuch(20, False), TooMuch(20, False)]
    assert asked(limits, 1, "U2") == [None], "others are not concerned"
    clock.now += PAUSE - 1
    assert asked(limits, 1) == [TooMuch(1, False)]
    clock.now += 1
    # Who waited as long as they were told finds some requests, not one.
    assert asked(limits, 3) == [None, None, TooMuch(20, True)]
    clock.now += 60 * BURST
    assert asked(limits, burst + 1) == [*[None] * burst, TooMuch(20, True)]


def test_what_nobody_hears_of_leaves_the_word_to_the_next() -> None:
    limits = Rates(1, now=Hand())
    asked(limits, 10)
    assert limits.take("T1", "U1", ASKING, tells=False) == TooMuch(60, False)
    assert asked(limits, 2) == [TooMuch(60, True), TooMuch(60, False)]


def test_typing_and_deciding_have_buckets_of_their_own() -> None:
    limits = Rates(1, now=Hand())
    for sort in Cost:
        assert asked(limits, 10 * sort.value, sort=sort) == [None] * 10 * sort.value
        assert asked(limits, 1, sort=sort) != [None]
    assert TYPING.value > DECIDING.value > ASKING.value


def test_no_rate_is_no_limit() -> None:
    limits = Rates(0)
    assert asked(limits, 10_000) == [None] * 10_000 and len(limits) == 0


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "KEPT", 50)
    clock = Hand()
    limits = Rates(30, now=clock)
    for n in range(500):
        asked(limits, 1, f"U{n}")
    assert len(limits) == 50
    clock.now += 60 * BURST
    asked(limits, 1)
    assert len(limits) == 1, "who was quiet until their bucket was full is forgotten"


@pytest.mark.parametrize(
    ("body", "decides"),
    [
        ({"type": "block_actions", "actions": [{"action_id": Action.UNDO.of("3")}]}, True),
        ({"type": "block_actions", "actions": [{"action_id": Action.REVIEW.value}]}, True),
        ({"type": "block_actions", "actions": [{"action_id": Action.PAGE.value}]}, False),
        ({"type": "block_actions", "actions": [7, {"action_id": []}]}, False),
        ({"type": "block_actions", "actions": "x"}, False),
        ({"type": "view_submission", "view": {"callback_id": Callback.CORRECT.value}}, True),
        ({"type": "view_submission", "view": {"callback_id": Callback.SEARCH.value}}, False),
        ({"type": "view_submission", "view": 3}, False),
    ],
)
def test_what_decides_is_known(body: dict[str, object], decides: bool) -> None:
    assert read(body, "U1", ack()).decides is decides


def ack() -> AsyncAck:
    """An acknowledgement that nobody waits for."""
    return AsyncAck()  # type: ignore[no-untyped-call]


# In the running bot

FEW = {"DATELINE_RATE": "1"}
BURSTS = int(BURST)
SAID = messages.too_fast(60)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> Hand:
    """The clock of the limits of bots that are started from now on."""
    clock = Hand()
    made = Rates.__init__

    def init(self: Rates, per_minute: int, **_: object) -> None:
        made(self, per_minute, now=clock)

    monkeypatch.setattr(Rates, "__init__", init)
    return clock


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_who_asks_too_much_is_told_so_and_answered_later(
    database: Path, mode: str, still: Hand
) -> None:
    async with running(database, mode, settings=FEW) as house:
        while house.service.identity.team_id is None:  # noqa: ASYNC110
            await asyncio.sleep(0)  # until then, Slack has not said whose workspace it is
        for _ in range(BURSTS):
            reply = await house.anna.command("/meetings", "Japan", channel="desk")
            assert "Kishida" in reply.words
        refused = await house.anna.command("/meetings", "Japan", channel="desk")
        assert refused.acknowledged and refused.ephemeral and refused.text == SAID
        again = await house.anna.command("/meetings", "Japan", channel="desk")
        assert again.acknowledged and again.ephemeral and again.text == SAID
        for reply in (
            await house.anna.mention("desk", "meetings Japan", wait=False),
            await house.anna.dm("meetings Japan", wait=False),
        ):
            assert reply.acknowledged and reply.messages == []
        assert "Kishida" in (await house.ben.command("/meetings", "Japan")).words
        await house.service.desk.drain(5)
        assert len(house.workspace.posted()) == BURSTS + 3
        still.now += 60
        told = await house.anna.mention("desk", "meetings Japan")
        assert "Kishida" in told.words
        assert (await house.anna.dm("meetings Japan")).text == SAID


async def test_a_form_keeps_what_was_typed_and_can_be_sent_again(
    database: Path, still: Hand
) -> None:
    async with editing(database) as house:
        form = await opened(house.anna, "Correct…")
        assert form.view is not None
        house.service.desk.doors.rates.per_minute = 1
        for _ in range(BURSTS * DECIDING.value):
            assert limits(house).take(team(house), house.anna.id, DECIDING) is None
        typed = {"What is right?": "13 Nov 2022"}
        for _ in range(2):
            refused = await house.anna.submit(form, typed)
            assert list(refused.errors.values()) == [messages.too_fast(20)]
        assert decided(house) == [], "a form that was refused decided nothing"
        still.now += 60
        done = await house.anna.submit(form, typed)
        assert done.errors == {}
        [one] = decided(house)
        assert one.who == house.anna.id


async def test_a_decision_by_click_is_never_dropped_without_a_word(
    database: Path, still: Hand
) -> None:
    async with editing(database) as house:
        form = await opened(house.anna, "Correct…")
        done = await house.anna.submit(form, {"What is right?": "13 Nov 2022"})
        house.service.desk.doors.rates.per_minute = 1
        while limits(house).take(team(house), house.anna.id, DECIDING) is None:
            pass
        for _ in range(2):
            undone = await house.anna.click(done, "Undo")
            assert messages.too_fast(20)[:30] in str(undone.view.content if undone.view else undone)
        assert len(decided(house)) == 1


async def test_suggestions_run_dry_by_themselves(database: Path, still: Hand) -> None:
    async with running(database, "socket", settings=FEW) as house:
        while limits(house).take(team(house), house.anna.id, TYPING) is None:
            pass
        asking = Asking(Sort.OPTIONS, house.anna.id, team(house), None, (), None, ack())
        with pytest.raises(TooFast):
            await house.service.desk.doors.enter(asking)
        assert "Kishida" in (await house.anna.command("/meetings", "Japan")).words


async def test_home_and_links_are_passed_over_in_silence(database: Path, still: Hand) -> None:
    async with running(database, "socket", settings=FEW) as house:
        before = (await house.anna.open_home()).view
        while limits(house).take(team(house), house.anna.id, ASKING, tells=False) is None:
            pass
        again = await house.anna.open_home(wait=False)
        await house.service.desk.drain(5)
        assert again.view is None or (before and again.view.content == before.content)
        assert (await house.anna.command("/meetings", "Japan")).text == SAID


def limits(house: House) -> Rates:
    return house.service.desk.doors.rates


def team(house: House) -> str:
    return house.workspace.store.team_id


# In turn


async def served(turns: Turns, line: str) -> str:
    """The order in which people have their turn who come in the order of `line`."""
    order: list[str] = []

    async def work(who: str) -> None:
        async with turns.turn(who):
            order.append(who)
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as tasks:
        for who in line:
            tasks.create_task(work(who))
    return "".join(order)


async def test_who_comes_later_waits_for_one_piece_of_work_not_for_all() -> None:
    assert await served(Turns(1), "aaaaaab") == "abaaaaa"
    assert await served(Turns(1), "aaabbbccc") == "abcabcabc"
    assert (await served(Turns(3, 2), "aaaaaaaab")).index("b") <= 2


async def test_one_person_never_has_all_turns() -> None:
    turns = Turns(3, 2)
    go = asyncio.Event()

    async def hold(who: str) -> None:
        async with turns.turn(who):
            await go.wait()

    held = [asyncio.create_task(hold("a")) for _ in range(5)]
    await asyncio.sleep(0)
    async with asyncio.timeout(1), turns.turn("b"):
        pass
    go.set()
    await asyncio.gather(*held)
    assert not turns.taken


async def test_a_turn_that_nobody_waits_for_any_more_is_given_to_the_next() -> None:
    turns = Turns(1)
    async with turns.turn("a"):
        gone = [asyncio.create_task(served(turns, "b")) for _ in range(3)]
        kept = asyncio.create_task(served(turns, "c"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        for task in gone:
            task.cancel()
        await asyncio.gather(*gone, return_exceptions=True)
        assert turns.waiting == 1
    await kept
    assert not turns.taken and not turns._served
    assert await served(turns, "ab") == "ab"


async def test_who_fills_the_room_makes_room_for_others() -> None:
    turns, refused = Turns(1, line=4, room=6), []

    async def come(who: str) -> None:
        try:
            async with turns.turn(who):
                pass
        except NoRoom:
            refused.append(who)

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks, turns.turn("z"):
        for who, given_up in (("aaaaa", "a"), ("bb", ""), ("c", "a"), ("d", "a"), ("ef", "ab")):
            refused.clear()
            for one in who:
                tasks.create_task(come(one))
            for _ in range(3):
                await asyncio.sleep(0)
            assert refused == list(given_up)
        assert turns.waiting == 6
        refused.clear()
        for one in "gabcd":
            tasks.create_task(come(one))
        for _ in range(3):
            await asyncio.sleep(0)
        assert refused == list("gabcd"), "nobody waits for more than one"


async def test_readers_serve_people_in_turn(small_archive: Path) -> None:
    readers, order = Readers(small_archive, 1), []

    async def ask(who: str) -> None:
        CURRENT.set(Asking(Sort.DEED, who, None, None, (), None, ack()))
        await readers.run(lambda _: order.append(who))

    async with asyncio.TaskGroup() as tasks:
        for who in "aaaaaaaaaaab":
            tasks.create_task(ask(who))
    await readers.close()
    assert order.index("b") <= 1


async def test_a_reader_is_busy_until_it_is_done_though_nobody_waits_for_it(
    small_archive: Path,
) -> None:
    readers, goes_on = Readers(small_archive), threading.Event()
    given_up = asyncio.create_task(readers.run(lambda _: goes_on.wait(10), "a"))
    await until(lambda: any(one.busy_for for one in readers.workers))
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    async with asyncio.timeout(5):
        assert await asyncio.gather(*(readers.run(lambda _: 1, who) for who in "bcd")) == [1] * 3
    assert readers._turns.taken
    goes_on.set()
    await until(lambda: not readers._turns.taken)
    await readers.close()


async def test_one_person_does_not_take_every_place_for_drafts() -> None:
    drafts = Drafts(["false"])
    go = asyncio.Event()

    async def slow(_: object) -> object:
        await go.wait()
        return object()

    drafts._checked = slow  # type: ignore[method-assign,assignment]

    async def check(who: str) -> object:
        CURRENT.set(Asking(Sort.DEED, who, None, None, (), None, ack()))
        return await drafts.check("Text.", date(2022, 11, 1))

    mine = [asyncio.create_task(check("a")) for _ in range(EACH)]
    await asyncio.sleep(0)
    with pytest.raises(TooManyDrafts):
        await asyncio.create_task(check("a"))
    other = asyncio.create_task(check("b"))
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(*mine, other)
    drafts.stop()

"""The load generator: what it counts as waiting, and what it speaks."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.serving import load, lookups, slack, wire
from benchmarks.serving.asks import commands, questions
from benchmarks.serving.load import PATIENCE, Ask, Step, highest, moments, outcomes, saturation
from knowledge.commands import COMMANDS


def asks(*names: str) -> list[Ask]:
    return [Ask("kind", name, lambda: b"") for name in names]


def test_moments_are_at_the_rate_and_the_same_every_time() -> None:
    found = list(moments(50, 10_000))

    assert found == list(moments(50, 10_000)) and found == sorted(found)
    assert found[-1] == pytest.approx(200, rel=0.05)


def test_time_counts_from_the_moment_not_from_when_it_could_be_sent() -> None:
    """While a server stands still for a second, all whose moment lies in it wait."""
    due = [n / 10 for n in range(10)]
    sent = [(at, 1.0, 1.0) for at in due]

    found = outcomes(asks(*"abcdefghij"), sent, dict.fromkeys("abcdefghij", 1.0))

    assert [one.answered for one in found] == pytest.approx([1 - at for at in due])
    assert [one.acked for one in found] == pytest.approx([1 - at for at in due])
    assert load.step(10, found, 1.0).answers.p50 == pytest.approx(500)


def test_what_was_never_answered_counts_as_waiting() -> None:
    sent = [(0.0, 0.0, 0.1), (0.1, 0.1, None), (0.2, 0.2, 0.3)]

    found = outcomes(asks("a", "b", "c"), sent, {"a": 0.5, "c": 0.2 + PATIENCE + 1})
    step = load.step(10, found, 1.0)

    assert [one.answered for one in found] == [0.5, None, None]
    assert step.share == pytest.approx(1 / 3) and step.given == pytest.approx(1)
    assert step.answers.max == step.answers.p95 == PATIENCE * 1_000
    assert step.acks.max == PATIENCE * 1_000
    assert not step.follows


def up_to(most: float) -> Callable[[float], Awaitable[Step]]:
    """A server that follows up to so many a second."""

    async def rated(rate: float) -> Step:
        answered = {"a": 0.1} if rate <= most else {}
        return load.step(rate, outcomes(asks("a"), [(0.0, 0.0, 0.0)], answered), 1.0)

    return rated


async def test_saturation_lies_between_the_rates_that_are_tried() -> None:
    steps = await saturation(up_to(130), (50, 100, 200, 400), halvings=4)

    assert [round(one.wanted) for one in steps[:3]] == [50, 100, 200]
    assert 400 not in [one.wanted for one in steps]
    assert 120 < highest(steps) <= 130


async def test_nothing_followed_is_saturated_at_nothing() -> None:
    assert highest(await saturation(up_to(1), (50, 100), halvings=3)) == 0.0


async def test_all_rates_followed_need_none_between() -> None:
    assert len(await saturation(up_to(1_000), (50, 100), halvings=3)) == 2


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=5), st.integers(0, 200))
def test_a_body_in_chunks_is_whole_at_its_last_chunk_only(parts: list[bytes], cut: int) -> None:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    data = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"
    head = wire.head_of(data)
    assert head is not None and head.chunked

    assert wire.ends_at(data + b"HTTP/1.1", head) == len(data)
    assert wire.body_of(data, head) == b"".join(parts)
    assert wire.ends_at(data[: max(head.ends, len(data) - 1 - cut)], head) is None


@given(st.binary(max_size=60), st.binary(max_size=10))
def test_a_body_of_a_length_ends_there(body: bytes, following: bytes) -> None:
    data = wire.request("POST", "/somewhere", {"X-One": "two"}, body)
    head = wire.head_of(data)

    assert head is not None and head.first[:2] == (b"POST", b"/somewhere")
    assert wire.ends_at(data + following, head) == len(data)
    assert wire.body_of(data, head) == body
    assert wire.head_of(data[: head.ends - 1]) is None


async def test_answers_are_known_by_their_url_or_their_thread() -> None:
    arrived = slack.Arrived()
    server = await asyncio.get_running_loop().create_server(
        lambda: slack.Server(arrived), "127.0.0.1", 0
    )
    pool = wire.Pool(server.sockets[0].getsockname()[1], most=2)
    try:
        await asyncio.gather(
            *(
                pool.ask(wire.request("POST", path, {}, body))
                for path, body in (
                    ("/commands/one", b'{"blocks": []}'),
                    ("/commands/two", b"{}"),
                    ("/api/chat.postMessage", b'{"text": "x", "thread_ts": "1.5"}'),
                    ("/api/views.publish", b"{}"),
                )
            )
        )
        told = {name: (size, blocks) for name, _, size, blocks in await pool.get("/arrived")}
    finally:
        pool.close()
        server.close()

    assert told == {"one": (14, True), "two": (2, False), "1.5": (33, False)}


async def test_what_nobody_answers_is_an_error_and_no_answer() -> None:
    pool = wire.Pool(1)

    with pytest.raises(ConnectionError):
        await pool.get("/healthz")


def test_what_is_asked_is_drawn_from_the_base_the_same_each_time(small_archive: Path) -> None:
    drawn = commands(small_archive, 40, seed=1)

    assert drawn == commands(small_archive, 40, seed=1)
    assert {name for name, _ in drawn} == {one.name for one in COMMANDS}
    assert {"Hun Sen", "Fumio Kishida"} & {text for name, text in drawn if name == "whois"}
    assert len(set(commands(small_archive, 400, seed=2, few=5))) == 5
    assert len(questions(small_archive, 30, seed=1)) == 30


def test_each_command_may_differ_from_all_before_it(sample_base: Path) -> None:
    drawn = commands(sample_base, 30, seed=3, only="meetings", others=True)
    assert len(set(drawn)) == 30 > len(set(commands(sample_base, 30, seed=3, only="meetings")))


def test_a_look_up_comes_once_and_finds_the_same_by_sql(sample_base: Path) -> None:
    drawn = lookups.drawn(sample_base, 10)
    assert len({(one.whose, one.key) for one in drawn}) == 10
    assert {one.whose for one in drawn} == {"party", "person"}
    assert lookups.same_rows(sample_base, drawn) == 1

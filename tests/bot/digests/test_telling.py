"""Subscriptions in words, which set the same up again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.arrangements import Follow, Setup
from bot.digests.schedule import Hours, Quiet
from bot.digests.subscription import Paused, Sort, Subscription
from bot.digests.telling import days, next_at, title, typed, when
from bot.digests.words import arrangement, follow
from bot.render.subscriptions import PER_PAGE, listed

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

subscriptions = st.builds(
    Subscription,
    id=st.just("a1"),
    team=st.just("T1"),
    sort=st.sampled_from(Sort),
    place=st.sampled_from(["C1", "D1"]),
    person=st.just("U1"),
    words=st.sampled_from(["", "JP money", 'CA, about "rice"', "#p:fumio-kishida, 7 stories"]),
    label=st.sampled_from(["", "Sums on Japan"]),
    hours=st.builds(
        Hours,
        st.sampled_from([ZoneInfo("UTC"), ZoneInfo("America/Argentina/Ushuaia")]),
        st.integers(0, 1439),
        st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
        st.none() | st.just(Quiet(1320, 425)),
    ),
    after=st.just(NOW),
    told=st.just(NOW),
    every=st.integers(1, 168),
    one_line=st.booleans(),
)


@pytest.mark.parametrize("label", ["x" * 900, "about “" + "y" * 900 + "”", "One " + "z" * 61])
def test_no_word_of_a_title_is_longer_than_a_line(label: str) -> None:
    hours = Hours(ZoneInfo("UTC"), 480)
    one = Subscription("a1", "T1", Sort.DIGEST, "C1", "U1", "", label, hours, NOW, NOW)
    shown = title(one)
    assert max(map(len, shown.split())) <= 61 and shown.endswith("…")


@given(subscriptions)
def test_the_command_that_is_shown_sets_the_same_up(one: Subscription) -> None:
    command, _, rest = typed(one).partition(" ")
    if one.sort is Sort.FOLLOW:
        assert command == "/dateline" and rest.startswith("follow ")
        read = follow(rest.removeprefix("follow "))
        assert read == Follow(one.words, one.every, not one.direct, one.hours.quiet)
    else:
        hours = one.hours
        expected = Setup(hours.minute, hours.days, one.words, hours.zone, hours.quiet, one.one_line)
        assert command == "/digest" and arrangement(rest) == expected
    assert when(one) and title(one)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ((0, 1, 2, 3, 4, 5, 6), "every day"),
        ((0, 1, 2, 3, 4), "Monday to Friday"),
        ((5, 6), "every Saturday and Sunday"),
        ((0, 3, 4), "every Monday, Thursday and Friday"),
        ((2,), "every Wednesday"),
    ],
)
def test_weekdays(chosen: tuple[int, ...], said: str) -> None:
    assert days(chosen) == said


def test_when_the_next_comes() -> None:
    hours = Hours(ZoneInfo("UTC"), 480)
    one = Subscription("a", "T", Sort.DIGEST, "C1", "U", "", "", hours, after=NOW, told=NOW)
    assert next_at(one, NOW) == NOW + timedelta(hours=20)


@given(
    subscriptions,
    st.text(max_size=400),
    st.sampled_from([None, *Paused]),
    st.integers(1, 60),
    st.integers(-1, 99),
)
def test_a_page_of_a_list_is_shown_whole(
    one: Subscription, label: str, paused: Paused | None, number: int, page: int
) -> None:
    message = listed([replace(one, label=label, paused=paused)] * number, NOW, page)
    before = (min(max(page, 1), -(-number // PER_PAGE)) - 1) * PER_PAGE
    told = [block for block in message.blocks if block["type"] == "section"]
    assert len(told) == min(PER_PAGE, number - before)
    numbers = [int(block["text"]["text"].partition(".")[0]) for block in told]
    assert numbers == list(range(before + 1, before + 1 + len(told)))

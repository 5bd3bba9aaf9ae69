"""What people type to look after sources, read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.providers import said
from bot.providers.words import (
    LONGEST,
    Alarm,
    Change,
    Deed,
    Follow,
    Show,
    Stories,
    Tending,
    Unclear,
    Wrong,
    links,
)
from bot.routing import Question, Tend, route

A = "https://paper.example/feed"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sources", Show()),
        ("Sources list", Show()),
        ("sources page 3", Show(3)),
        (f"sources add {A}", Follow(A)),
        (f"sources add <{A}>", Follow(A)),
        (f"sources add <{A}?a=1&amp;b=2|paper.example>", Follow(f"{A}?a=1&b=2")),
        ("sources add paper.example", Follow("https://paper.example")),
        ("sources add <http://paper.example|paper.example>", Follow("http://paper.example")),
        (f"sources add {A} every 10m expect 24h", Follow(A, None, 600, 86_400)),
        (f"sources add {A} expect 2 days, every 1 hour", Follow(A, None, 3_600, 172_800)),
        (f"sources add {A} kind page as “The Paper”", Follow(A, "The Paper", kind="page")),
        (f"sources add {A} as R&amp;D &lt;news&gt;", Follow(A, "R&D <news>")),
        ("sources pause The Harbour Post", Change(Deed.PAUSE, "The Harbour Post")),
        ("sources remove “The Harbour Post”", Change(Deed.REMOVE, "The Harbour Post")),
        (f"sources poll <{A}>", Change(Deed.POLL, A)),
        ("sources RESUME 3", Change(Deed.RESUME, "3")),
        ("sources alarm here", Alarm("here")),
        ("sources alarm <#C0123ABC|desk>", Alarm("C0123ABC")),
        ("sources alarm #desk", Alarm("#desk")),
        ("sources alarm off", Alarm("")),
        (f"add {A}", Stories((A,))),
        (f"add <{A}> and {A}/2.", Stories((A, f"{A}/2"))),
    ],
)
def test_words_after_dateline(typed: str, meant: Tending) -> None:
    assert route(f"/dateline {typed}") == Tend(meant)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("sources add /etc", said.NO_FOLDERS),
        ("sources add file:///etc/passwd", said.NO_FOLDERS),
        ("sources add ~/stories", said.NO_FOLDERS),
        (r"sources add C:\stories", said.NO_FOLDERS),
        (f"sources add {A} kind folder", said.NO_FOLDERS),
        ("sources add localhost", said.NO_ADDRESS),
        ("sources add the paper", said.NO_ADDRESS),
        ("sources add " + "x" * (LONGEST + 1), said.TOO_LONG),
        (f"sources add {A} every 5s", said.SPANS),
        (f"sources add {A} every 99d", said.SPANS),
        (f"sources add {A} expect soon", said.SPANS),
        (f"sources add {A} often", said.BEHIND_ADDRESS),
        (f"sources add {A} as", said.NO_NAME),
        (f"sources add {A} kind podcast", said.KINDS),
        (f"sources add {A} expect 1d kind page", said.PAGE_EXPECTS),
        ("sources add", said.ADD_USAGE),
        ("sources remove", said.WHICH_SOURCE),
        ("sources alarm everywhere", said.ALARM_WHERE),
        ("add", said.ADD_WHAT),
        ("add Kishida", said.ADD_WHAT),
    ],
)
def test_what_can_not_be_done_is_answered_with_why(typed: str, why: str) -> None:
    assert route(f"/dateline {typed}") == Tend(Wrong(why))


@pytest.mark.parametrize("typed", ["sources close to Hun Sen", "sources page two"])
def test_words_that_say_nothing_of_this_are_answered_with_how_to_put_it(typed: str) -> None:
    assert route(f"/dateline {typed}") == Tend(Unclear())


def test_in_a_message_too_if_there_is_an_address() -> None:
    assert route(f"sources add {A} every 5s") == Tend(Wrong(said.SPANS))


@pytest.mark.parametrize("typed", ["sources", f"sources add {A}", "sources pause x", f"add {A}"])
def test_in_a_message_they_mean_the_same(typed: str) -> None:
    assert isinstance(route(typed), Tend)


@pytest.mark.parametrize(
    "typed",
    [
        "sources close to Hun Sen",
        "sources add to what he said",
        "sources remove",
        "add Kishida",
        f"add to this {A} what he said",
        "source",
        "adds",
    ],
)
def test_other_words_in_a_message_are_a_question(typed: str) -> None:
    assert route(typed) == Question(typed)


def test_links_end_where_a_sentence_does() -> None:
    assert links(f"See {A}, ({A}/b) and <{A}|{A}>.") == (A, f"{A}/b")
    assert links("https://" + "x" * LONGEST) == ()


@given(st.text(max_size=300), st.sampled_from(["sources", "sources add", "sources alarm", "add"]))
def test_anything_can_be_typed(text: str, first: str) -> None:
    wanted = route(f"/dateline {first} {text}")
    assert isinstance(wanted, Tend)
    if isinstance(wanted.what, Follow):
        assert wanted.what.address.lower().startswith(("https://", "http://"))
        assert len(wanted.what.address) <= LONGEST + 10


@given(st.text(max_size=400))
def test_links_are_web_addresses(text: str) -> None:
    assert all(one.lower().startswith(("https://", "http://")) for one in links(text))

"""A digest as messages: whatever it holds, Slack takes it, and it calls nobody."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deciding.values import decode_fact
from bot.ids import Action
from bot.render.blocks import Block, Message, button
from bot.render.charts import chart_of_sums
from bot.render.digestorder import order_modal
from bot.render.digests import edition_messages, top_stories
from bot.render.forms import forms
from bot.render.limits import MESSAGE_TEXT, TOTAL, weight
from bot.render.text import size
from bot.values import decode_ask, decode_edition, decode_source
from bot.workspace.blockkit import check_message, check_view
from knowledge.answers.digests import edition
from knowledge.base import Base
from knowledge.model import (
    Anniversary,
    Change,
    Contradiction,
    Edition,
    Evidence,
    Flagged,
    Ground,
    Notice,
    NoticeKind,
    OpenQuestion,
    PaymentFact,
    PaymentKind,
    Reason,
    Source,
    Story,
    Sum,
    Wanted,
)
from tests.bot import strategies as any_
from tests.bot.render.test_any_answer import CALL, bounded, elements_in, texts_in
from tests.effort import examples

# An edition holds many facts: each example takes as long as several answers.
few = settings(bounded, max_examples=examples(12))

INSTANTS = ("2022-11-14T08:00:00Z", "2022-11-15T08:00:00Z")
TODAY = date(2022, 11, 15)
END = button("Unsubscribe", Action.PAGE, "x")

reasons = st.builds(
    Reason, ground=st.sampled_from(Ground), weight=st.integers(-60, 60), words=any_.words
)
changes = st.builds(
    Change,
    field=st.sampled_from(("place", "parties", "giver", "words", "status")),
    before=any_.words,
    now=any_.words,
)
stories = st.builds(
    Story,
    facts=st.lists(any_.facts, min_size=1, max_size=3).map(tuple),
    reasons=any_.tuples(reasons, 6),
    new=st.booleans(),
    changes=any_.tuples(changes, 3),
)
contradictions = st.builds(
    Contradiction,
    fact=any_.facts,
    field=st.sampled_from(("place", "occasion", "status", "<!here>")),
    values=st.lists(
        st.tuples(any_.words, st.lists(any_.sources, min_size=1, max_size=3).map(tuple)),
        min_size=2,
        max_size=6,
    ).map(tuple),
)
editions = st.builds(
    Edition,
    wanted=st.builds(Wanted, text=any_.words),
    since=st.just(INSTANTS[0]),
    until=st.just(INSTANTS[1]),
    today=st.just(TODAY),
    stories=any_.tuples(stories, 9),
    on_this_day=any_.tuples(st.builds(Anniversary, any_.facts, st.integers(1, 99)), 3),
    coming_up=any_.tuples(any_.facts, 6),
    contradictions=any_.tuples(contradictions, 3),
    open_questions=any_.tuples(st.builds(OpenQuestion, any_.words, any_.facts), 6),
    flagged=any_.tuples(
        st.builds(
            Flagged,
            notice=st.builds(
                Notice,
                article=any_.ids,
                kind=st.sampled_from(NoticeKind),
                at=st.just(INSTANTS[0]),
                words=any_.words,
                noted_at=st.just(INSTANTS[0]),
            ),
            title=any_.maybe(any_.words),
            outlet=any_.maybe(any_.words),
            url=any_.maybe(any_.words),
            facts=any_.tuples(any_.facts, 3),
            total=st.integers(0, 9),
        ),
        3,
    ),
    articles=st.integers(0, 99),
    facts=st.integers(0, 99),
    left_out=st.integers(0, 99),
    complete=st.booleans(),
    by_publication=st.booleans(),
    about=any_.words,
)


def without_moments(text: str) -> str:
    """Slack's own way to write a moment, which the renderer may use, is no call."""
    return text.replace("<!date^", "")


@given(editions)
@few
def test_any_edition_is_messages_that_slack_takes(made: Edition) -> None:
    for message in edition_messages(made, [END]):
        assert 0 < size(message.text) <= MESSAGE_TEXT
        for form in forms(message):
            blocks = list(form)
            assert check_message({"text": message.text, "blocks": blocks}) == []
            assert weight(blocks) <= TOTAL
            for text in [message.text, *texts_in(blocks)]:
                assert not CALL.search(without_moments(text)), text
            for element in elements_in(blocks):
                check_value(element)
    assert check_view(order_modal(made)) == []


def check_value(element: dict[str, Any]) -> None:
    if element["action_id"].startswith(Action.SOURCE):
        decode_source(element["value"])
    elif element["action_id"].startswith(Action.ORDER):
        decode_edition(element["value"])
    for value in [one["value"] for one in element.get("options", [])]:
        assert decode_fact(value) is not None or decode_ask(value)


@given(editions)
@few
def test_the_first_message_keeps_its_buttons_and_most_of_its_stories(made: Edition) -> None:
    first = edition_messages(made, [END])[0]
    assert END in elements_in(first.blocks)
    top = top_stories(made)
    assert len(top) == len(made.stories) or 3 <= len(top) <= 7
    numbered = [text for text in texts_in(list(first.blocks)) if text.startswith("*")]
    assert len(numbered) >= min(len(top), 3)


@pytest.fixture(scope="module")
def news(sample_base: Path) -> Edition:
    with Base.open(sample_base, readonly=True) as base:
        return edition(
            base,
            Wanted(),
            "2022-11-12T00:00:00Z",
            "2022-11-16T00:00:00Z",
            date(2022, 11, 16),
            by_publication=True,
        )


def shown(messages: Iterable[Message]) -> str:
    return "\n".join(text for one in messages for text in texts_in(list(one.blocks)))


def headers(messages: Iterable[Message]) -> list[str]:
    blocks: list[Block] = [block for one in messages for block in one.blocks]
    return [block["text"]["text"] for block in blocks if block["type"] == "header"]


def test_the_sample_archive_as_a_digest(news: Edition) -> None:
    messages = edition_messages(news)
    first, thread = shown(messages[:1]), shown(messages[1:])
    assert headers(messages)[0] == "News of 12–15 November 2022"
    assert "27 stories (61 facts) from 9 articles; the 12 weightiest are told" in first
    assert "Articles published on 12–15 November 2022" in first
    assert first.count("\n>“") == 7
    assert "*1. Hun Sen" in first and "*8. " not in first
    assert all(f"*{number}. " in thread for number in range(1, 13))
    # What follows from a meeting stands with it, each with its sentence in the thread.
    assert "Also: aid of USD 240,000 from Canada to Cambodia: training project" in first
    assert "“Canada agreed to provide $240,000 to Cambodia" in thread
    assert len(messages) <= 6


def test_every_fact_of_a_digest_has_the_way_to_its_sentence(news: Edition) -> None:
    messages = edition_messages(news)
    buttons = [one for message in messages for one in elements_in(message.blocks)]
    linked = {
        decode_source(one["value"]).fact
        for one in buttons
        if one["action_id"].startswith(Action.SOURCE)
    }
    for story in news.stories:
        assert {fact.id for fact in story.facts[:7]} <= linked


def test_no_sentence_stands_twice_in_one_story(news: Edition) -> None:
    thread = shown(edition_messages(replace(news, stories=news.stories[:1]))[1:])
    quotes = [line for line in thread.splitlines() if line.startswith(">“")]
    kept = [quote for quote in quotes if "diplomatic ties" not in quote]
    assert len(set(kept)) >= len(kept) - 2  # "Where sources differ" quotes both once more


def test_the_thread_repeats_no_quotation_of_the_first_message(news: Edition) -> None:
    first, *thread = edition_messages(replace(news, contradictions=()))
    quotes = {line for line in shown([first]).splitlines() if line.startswith(">“")}
    # But where several stories stand on the same sentence.
    told = [line for line in shown(thread).splitlines() if line in quotes]
    assert len(quotes) == 7 and len(told) <= 1


def test_the_only_story_is_told_whole_and_once(news: Edition) -> None:
    story = max(news.stories, key=lambda one: len(one.facts))
    alone = Edition(news.wanted, news.since, news.until, news.today, stories=(story,))
    (whole,) = edition_messages(alone)
    told = {
        decode_source(one["value"]).fact
        for one in elements_in(whole.blocks)
        if one["action_id"].startswith(Action.SOURCE)
    }
    assert {fact.id for fact in story.facts[:7]} <= told and len(story.facts) > 2
    assert "In the thread" not in shown([whole])
    assert any(one["type"] == "overflow" for one in elements_in(whole.blocks))


def test_a_thread_has_an_end(news: Edition) -> None:
    many = replace(news, stories=(news.stories * 5)[:50])
    _, *thread = edition_messages(many)
    assert len(thread) == 6
    text = shown(thread)
    assert all(f"*{number}.*" in text or f"*{number}. " in text for number in range(1, 51))
    (brief,) = [one for one in thread if "More, in a line each" in headers([one])]
    assert weight(list(brief.blocks)) <= TOTAL and len(brief.blocks) <= 9


def test_an_empty_edition_is_one_line_and_explains_no_order() -> None:
    (message,) = edition_messages(Edition(Wanted(), *INSTANTS, TODAY), [END])
    assert "Nothing new came in." in shown([message])
    assert [one["action_id"] for one in elements_in(message.blocks)] == [END["action_id"]]


def test_a_withdrawn_story_is_told_of_in_the_first_message(news: Edition) -> None:
    notice = Notice("one", NoticeKind.WITHDRAWN, "2022-11-15T10:00:00Z", "a mix-up", "")
    gone = Flagged(notice, "Rain", "Post", None, (news.stories[0].lead,), 4)
    messages = edition_messages(replace(news, stories=(), flagged=(gone,)))
    first, thread = shown(messages[:1]), shown(messages[1:])
    line = "“Rain”, Post *– withdrawn by the outlet on 15 November 2022 (a mix-up)*"
    assert line in first
    assert line in thread and "met Jacinda Ardern" in thread
    assert "corrected or withdrawn since (1)" in first


def test_the_button_explains_the_very_edition(news: Edition) -> None:
    first = edition_messages(news)[0]
    (asked,) = [one for one in elements_in(first.blocks) if one["action_id"] == Action.ORDER]
    found = decode_edition(asked["value"])
    assert (found.since, found.until, found.by_publication) == (news.since, news.until, True)
    text = json.dumps(order_modal(news), ensure_ascii=False)
    for story in news.stories:
        for reason in story.reasons:
            assert f"{reason.weight:+d}  " in text
    assert "Heads of state or government: " in text


def sum_of(amount: int, *, giver: str | None = "JP", kind: PaymentKind = PaymentKind.AID) -> Any:
    evidence = (Evidence("a", 0, 4, "Told"),)
    source = Source("a", "A", None, "2022", "given", None, evidence, "r", "r")
    return PaymentFact(
        f"{giver}{amount}",
        Sum(Decimal(amount), "USD"),
        kind,
        giver,
        "KH",
        None,
        None,
        None,
        (),
        False,
        (),
        (source,),
    )


def test_sums_are_drawn_where_there_are_some_to_compare() -> None:
    assert chart_of_sums([sum_of(5), sum_of(6)]) == []
    assert chart_of_sums([sum_of(5), sum_of(6), sum_of(10**9)]) == []
    trade = [sum_of(n, kind=PaymentKind.TRADE) for n in (5, 6, 7)]
    assert chart_of_sums(trade) == []
    (drawn,) = chart_of_sums([sum_of(5 * 10**6), sum_of(7 * 10**6, giver=None), sum_of(9 * 10**6)])
    data = drawn["chart"]["series"][0]["data"]
    assert [point["value"] for point in data] == [9.0, 7.0, 5.0]
    labels = ["Japan → Cambodia", "Cambodia", "Japan → Cambodia 2"]
    assert [point["label"] for point in data] == labels

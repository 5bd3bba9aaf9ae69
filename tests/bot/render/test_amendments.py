"""Whatever was decided in whatever words, an amended message is one that Slack takes."""

from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.amending.editing import edited
from bot.render.amendments import LINES, outdated, taken_back, telling, told
from bot.render.answers import answer_message
from bot.render.digests import edition_messages
from bot.render.forms import forms
from bot.render.frames import Frame
from bot.render.limits import MESSAGE_TEXT, TOTAL, weight
from bot.render.text import Mrkdwn, size
from bot.workspace.blockkit import check_message
from knowledge.base.decisions import Action, Decision
from knowledge.model import Answer, Edition, Fact
from tests.bot import strategies as any_
from tests.bot.render.test_any_answer import CALL, texts_in
from tests.bot.render.test_digests import editions, few

words = st.one_of(any_.words, st.text("ក<&~*é", min_size=300, max_size=700))
payloads = st.fixed_dictionaries(
    {},
    optional={
        "shown": words,
        "words": words,
        "was": words,
        "field": st.sampled_from(("date", "sum", "people", "no such field")),
        "content": st.sampled_from(({"kind": "meeting"}, {"kind": "x"}, {})),
    },
)
decisions = st.builds(
    Decision,
    st.sampled_from([one for one in Action if one is not Action.UNDO]),
    st.just("fact:f"),
    st.just("U0EDITOR"),
    any_.maybe(any_.words),
    payloads,
    st.just("2026-12-03T14:02:00Z"),
)


@st.composite
def lines(draw: st.DrawFn) -> list[Mrkdwn]:
    """What is said of some decisions, in force or not."""
    several = draw(st.lists(decisions, min_size=1, max_size=LINES + 3))
    held = draw(st.booleans())
    return [told(one, UTC) if held else taken_back(one, UTC, one) for one in several]


@given(any_.answers(), lines(), st.booleans())
@few
def test_an_amended_answer_keeps_to_slacks_limits(
    answer: Answer, said: list[Mrkdwn], table: bool
) -> None:
    message = answer_message(answer, Frame(table=table, amended=tuple(said)))
    for blocks in forms(message):
        if blocks:
            assert check_message({"text": message.text, "blocks": list(blocks)}) == []
            assert weight(blocks) <= TOTAL and blocks[0]["block_id"] == "dateline.amended"
            assert not [text for text in texts_in(blocks) if CALL.search(text)]
    assert size(message.text) <= MESSAGE_TEXT and "U0EDITOR" not in message.text


@pytest.mark.parametrize(
    ("action", "payload", "held", "undone"),
    [
        (Action.SAME_PERSON, {}, "Ann Lee and A. Lee are one person.", "told apart again"),
        (Action.ALIAS, {"name": "Annie"}, "has the name “Annie” too", "no longer has the name"),
        (Action.ROLE, {"title": "Mayor"}, "has the title “Mayor”", "no longer has the title"),
        (Action.HIDE, {}, "“Ann Lee and A. Lee”", "“Ann Lee and A. Lee” is told again"),
    ],
)
def test_what_is_told_names_whom_and_what(
    action: Action, payload: dict[str, str], held: str, undone: str
) -> None:
    one = Decision(
        action, "person:ann", "U0E", None,
        {"shown": "Ann Lee and A. Lee", **payload}, "2026-12-03T14:02:00Z",
    )  # fmt: skip
    assert telling(one) and held in told(one, UTC)
    back = taken_back(one, UTC, one)
    assert undone in back and "Ann Lee and A. Lee" in back
    assert not telling(replace(one, payload={}))


@given(lines())
@few
def test_a_note_keeps_to_slacks_limits(said: list[Mrkdwn]) -> None:
    message = outdated(said)
    assert check_message({"text": message.text, "blocks": list(message.blocks)}) == []
    assert weight(message.blocks) <= TOTAL


@given(editions, lines(), st.lists(any_.facts, max_size=3))
@few
def test_an_edited_digest_keeps_to_slacks_limits(
    edition: Edition, said: list[Mrkdwn], become: list[Fact]
) -> None:
    for message in edition_messages(edition):
        if message.shows is None:
            continue
        ids = [one.fact for one in message.shows.glimpses]
        changed = {id: become for id in ids[::2]}
        standing = {"text": message.text, "blocks": list(message.blocks)}
        stories = message.shows.again["stories"]
        for _ in range(2):
            made = edited(standing, stories, changed, changed, said)
            assert check_message({"text": made.text, "blocks": list(made.blocks)}) == []
            assert weight(made.blocks) <= TOTAL
            standing = {"text": made.text, "blocks": list(made.blocks)}

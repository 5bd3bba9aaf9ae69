"""What a message says, without Slack's markup."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.said import Said, prose, said_in
from knowledge.drafts import LONGEST
from tests.bot.strategies import HOSTILE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("*Hun Sen* met _Kishida_.", "Hun Sen met Kishida."),
        ("He met <@U1|ben> &amp; <@U2>.", "He met ben & ."),
        ("See <https://a.example/x|the story>: <https://a.example>", "See the story:"),
        ("&gt; quoted\n&gt;&gt; twice", "quoted\ntwice"),
        ("One ended.\nTwo begins\nand goes on.", "One ended.\n\nTwo begins\nand goes on."),
        ("Items:\n• one\n• two\n3. three", "Items:\n\none\n\ntwo\n\nthree"),
        ("```Kishida left.```", "Kishida left."),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("<!date^1^{date}|12 November>, <!here>", "12 November,"),
        ("2*3 snake_case_name", "2*3 snake_case_name"),
        ("\x00\u202eKishida", "Kishida"),
    ],
)
def test_prose(text: str, said: str) -> None:
    assert prose(text) == Said(said)


def test_a_long_text_is_cut_and_that_is_known() -> None:
    said = prose("word " * LONGEST)
    assert len(said.text) <= LONGEST and said.cut
    assert not prose("x" * LONGEST).cut


RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [{"type": "text", "text": "Hun Sen "}, {"type": "text", "text": "left."}],
        },
        {
            "type": "rich_text_list",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "An item"}]}
            ],
        },
    ],
}


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (None, Said("")),
        ({}, Said("")),
        ({"text": 7, "blocks": "x", "files": {}, "attachments": [3]}, Said("")),
        ({"text": "Words", "blocks": [RICH]}, Said("Words")),
        ({"text": "", "blocks": [RICH]}, Said("Hun Sen left.\n\nAn item")),
        ({"text": "A summary", "bot_id": "B1", "blocks": [RICH]}, Said("Hun Sen left.\n\nAn item")),
        ({"text": "A summary", "bot_id": "B1", "blocks": [{"type": "divider"}]}, Said("A summary")),
        ({"text": "", "files": [{"id": "F1"}, {"id": "F2"}]}, Said("", 2)),
        ({"text": "", "attachments": [{"text": "Forwarded"}]}, Said("Forwarded")),
        (
            {"text": "Look:", "attachments": [{"text": "Forwarded", "is_share": True}]},
            Said("Look:\n\nForwarded"),
        ),
        ({"text": "Look", "attachments": [{"text": "A preview", "from_url": "x"}]}, Said("Look")),
    ],
)
def test_said_in(message: Any, said: Said) -> None:
    assert said_in(message) == said


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(HOSTILE),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("text", "type", "blocks", "elements", "attachments", "files", "bot_id")
            ),
            inner | st.sampled_from(("section", "rich_text", "container", "markdown")),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(anything)
def test_any_payload_is_read(message: object) -> None:
    assert len(said_in(message).text) <= LONGEST

"""A page of questions without an answer: whatever was asked, all of them, and the way to others."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.blocks import answer_modal
from bot.render.guide import gaps_message
from bot.render.limits import MESSAGE_TEXT
from bot.render.text import size
from bot.values import decode_ask
from bot.workspace.blockkit import check_message, check_view
from knowledge.answers.gaps import SHOWN
from knowledge.base.gaps import Gap, Listing
from knowledge.wording.guide import gap_fared
from tests.effort import examples

asked = st.text(max_size=300) | st.sampled_from(
    ("x" * 300, "<!channel> " * 27, "ភ្នំពេញ" * 40, "&<>" * 100, "👩‍👩‍👧‍👦" * 42, '"\\' * 150)
)
numbers = st.sampled_from((0, 1, 10**9))


@given(st.lists(st.tuples(asked, numbers, numbers), min_size=SHOWN, max_size=SHOWN))
@settings(max_examples=examples(30), deadline=None)
def test_every_question_of_a_page_is_shown(questions: list[tuple[str, int, int]]) -> None:
    gaps = tuple(Gap(*one, "2022-11-15T00:00:00+00:00") for one in questions)
    message = gaps_message(Listing(gaps, 2, 3, 3 * SHOWN))
    blocks = list(message.blocks)
    assert check_message({"text": message.text, "blocks": blocks}) == []
    assert check_view(answer_modal(message)) == []
    assert size(message.text) <= MESSAGE_TEXT
    told = [block["text"]["text"] for block in blocks if block["type"] == "section"][1:]
    assert [line.rpartition("”: ")[2] for line in told] == [gap_fared(gap) for gap in gaps]
    assert not [line for line in told if "<" in line]
    turned = [decode_ask(one["value"]) for one in blocks[-1]["elements"]]
    assert turned == ["gaps page 1", "gaps page 3"]

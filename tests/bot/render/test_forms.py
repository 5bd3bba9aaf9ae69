"""A message where Slack refuses its blocks: the same, in blocks that it has always known."""

from dataclasses import replace
from typing import Any

from bot.ids import Action
from bot.render.answers import Frame, answer_message
from bot.render.blocks import (
    Block,
    Message,
    Run,
    actions,
    button,
    container,
    context,
    divider,
    feedback,
    overflow,
    passage,
    section,
)
from bot.render.forms import forms, simplified
from bot.render.limits import MESSAGE_BLOCKS, TOTAL, weight
from bot.render.text import Mrkdwn, escape
from bot.workspace.blockkit import check_message
from knowledge.model import Count, Kind, Query
from tests.bot.render.test_answers import buttons, found, met, words

LINE = section(escape("Ana met Ben"), button("Source", Action.SOURCE, "x"))


def message(*blocks: Block, undrawn: Block | None = None) -> Message:
    return Message(escape("Found"), blocks, undrawn)


def raw(text: str) -> dict[str, Any]:
    return {"type": "raw_text", "text": text}


def linked(text: str, url: str) -> dict[str, Any]:
    part = {"type": "link", "url": url, "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [part]}]}


def table(*rows: list[dict[str, Any]]) -> Block:
    header = [raw(f"c{n}") for n in range(len(rows[0]))]
    return {"type": "data_table", "caption": "Facts", "rows": [header, *rows]}


def test_blocks_that_are_simple_have_no_other_form() -> None:
    plain = message(LINE, divider(), context(escape("small")), actions())
    assert simplified(plain) == ()
    assert [list(form) for form in forms(plain)] == [list(plain.blocks), []]


def test_menus_and_thumbs_go_and_buttons_stay() -> None:
    menu = overflow(Action.MORE, [("Correct", "x")])
    told = message(section(escape("One"), menu), LINE, feedback(Action.FEEDBACK, "x"))
    assert simplified(told) == (section(escape("One")), LINE)
    assert told.blocks[0]["accessory"] == menu, "what is sent first is left as it is"


def test_what_is_folded_away_is_unfolded_in_its_place() -> None:
    folded = (passage([[Run("Words.")]]), LINE)
    told = message(divider(), container("1 more source", folded), context(escape("small")))
    assert simplified(told) == (divider(), *folded, context(escape("small")))


def test_too_much_to_unfold_keeps_all_sources_without_their_sentences() -> None:
    folded = (passage([[Run("Words.")]]), LINE) * 4
    fact = (divider(), LINE, container("4 more sources", folded))
    told = message(*(block for _ in range(7) for block in fact))
    simple = simplified(told)
    assert len(simple) <= MESSAGE_BLOCKS
    assert sum(block == LINE for block in simple) == 7 * 5
    assert all(block["type"] != "rich_text" for block in simple)


def test_a_table_becomes_a_line_for_each_row() -> None:
    told = message(
        table(
            [raw("1 May 2022"), raw("Ana <met> Ben"), linked("A | B", "https://x.org/a?b=1&c=2")],
            [raw("Withdrawn"), raw("Ana met Ben"), raw("–")],
        )
    )
    first, second = (block["text"]["text"] for block in simplified(told))
    assert first == ("*1 May 2022* Ana &lt;met&gt; Ben\n<https://x.org/a?b=1&amp;c=2|A / B>")
    assert second == "*Withdrawn* Ana met Ben\n–"


def test_cells_of_sums_and_of_speakers_stand_beside_each_other() -> None:
    amount = {"type": "raw_number", "value": 5.0, "text": "5"}
    row = [raw("2022"), amount, raw("USD"), raw("A loan"), raw("Headline")]
    (line,) = simplified(message(table(row)))
    assert line["text"]["text"] == "*2022* 5 · USD · A loan\nHeadline"


def test_a_table_that_would_be_too_much_is_cut_in_its_cells() -> None:
    # As entities these take five times the room that they have in a table.
    row = [raw("1 May 2022"), raw("&" * 150), linked("&" * 90, "https://x.org/" + "a" * 100)]
    told = message(*[table(*([row] * 25))])
    simple = simplified(told)
    assert len(simple) == 25 and weight(simple) <= TOTAL
    assert all("1 May 2022" in block["text"]["text"] for block in simple)
    assert check_message({"text": "x", "blocks": list(simple)}) == []


def charted(frame: Frame, **changed: Any) -> Message:
    counted = tuple(Count(f"2022-0{n}", Kind.MEETING, n) for n in (1, 3, 4))
    facts = (met("m1"), met("m2", date="2022-11-02"))
    return answer_message(replace(found(*facts, total=12), counts=counted, **changed), frame)


def types(blocks: Any) -> list[str]:
    return [block["type"] for block in blocks]


def test_a_button_that_draws_stands_where_the_chart_did() -> None:
    drawn = charted(Frame(private=True))
    chart = types(drawn.blocks).index("data_visualization")
    simple = simplified(drawn)
    assert simple[chart] == drawn.undrawn
    [picture] = [one for one in simple[chart]["elements"] if one["action_id"] == Action.PICTURE]
    assert "confirm" in picture
    assert "Picture" not in buttons(drawn)
    # What it leaves out is told with it, and goes with it.
    assert "Not drawn: 4 undated" in words(drawn)
    assert "Not drawn" not in words(Message(drawn.text, simple))


def test_a_chart_goes_where_it_can_be_drawn_anyway_or_by_nobody() -> None:
    timeline = charted(Frame(), query=Query("timeline", parties=("JP",)))
    shared = charted(Frame(shared_by="U1"))
    for told in (timeline, shared):
        assert "data_visualization" in types(told.blocks) and told.undrawn is None
        simple = Message(Mrkdwn("x"), simplified(told))
        assert "data_visualization" not in types(simple.blocks)
    assert "Picture" in buttons(timeline)
    assert "Picture" not in words(shared)

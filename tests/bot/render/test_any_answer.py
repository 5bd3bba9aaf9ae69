"""Whatever an archive holds, a message goes out that Slack takes and that calls nobody."""

import json
import re
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.deciding.values import decode_fact
from bot.ids import Action
from bot.render.answers import Frame, answer_message
from bot.render.forms import forms
from bot.render.limits import MESSAGE_TEXT, TOTAL, fit, weight
from bot.render.sources import Opened, locate, source_modal
from bot.render.text import size
from bot.values import decode_ask, decode_passage, decode_source, encode_ask
from bot.workspace.blockkit import check_message, check_view
from knowledge.language.compose import typed
from knowledge.model import Answer, Article, Evidence, Paragraph
from tests.bot import strategies as any_
from tests.effort import examples

# Such answers are large: shrinking one takes minutes and tells little that the first doesn't.
bounded = settings(
    max_examples=examples(30),
    suppress_health_check=list(HealthCheck),
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
)
frames = st.builds(
    Frame,
    private=st.booleans(),
    shared_by=st.none() | st.sampled_from(("U1", "<!channel>")),
    table=st.booleans(),
    direct=st.booleans(),
)
CALL = re.compile("<[!@#]")


def texts_in(content: Any) -> list[str]:
    """Every string that people see, wherever it stands in blocks."""
    if isinstance(content, dict):
        shown = [content["text"]] if isinstance(content.get("text"), str) else []
        return shown + [text for value in content.values() for text in texts_in(value)]
    if isinstance(content, list | tuple):
        return [text for value in content for text in texts_in(value)]
    return []


def elements_in(blocks: Any) -> list[dict[str, Any]]:
    """Every button."""
    found = []
    for block in blocks:
        found += [block["accessory"]] if "accessory" in block else []
        found += block["elements"] if block["type"] == "actions" else []
    return found


@given(any_.answers(), frames)
@bounded
def test_any_answer_is_a_message_that_slack_takes(answer: Answer, frame: Frame) -> None:
    message = answer_message(answer, frame)
    assert 0 < size(message.text) <= MESSAGE_TEXT
    for form in forms(message):
        blocks = list(form)
        assert check_message({"text": message.text, "blocks": blocks}) == []
        assert weight(blocks) <= TOTAL
        sharer = "<@U1>"
        for text in [message.text, *texts_in(blocks)]:
            assert not CALL.search(text.replace(sharer, "")), text
        for element in elements_in(blocks):
            if element["action_id"].startswith(Action.SOURCE):
                decode_source(element["value"])
            elif element["action_id"].startswith(Action.PASSAGE):
                decode_passage(element["value"])
            elif "value" in element:
                decode_ask(element["value"])
            for value in [one["value"] for one in element.get("options", [])]:
                assert decode_fact(value) is not None or decode_ask(value)


LONG = 1_200
"""Characters of JSON of a button that asks for a page; one that asks more takes a facts' room."""


@given(any_.answers(), frames)
@bounded
def test_whatever_an_answer_leaves_out_can_be_reached(answer: Answer, frame: Frame) -> None:
    message = answer_message(answer, frame)
    for form in forms(message):
        blocks = list(form)
        if not blocks or answer.query is None or frame.shared_by is not None:
            continue
        labels = [element.get("text", {}).get("text") for element in elements_in(blocks)]
        turned = [encode_ask(typed(replace(answer.query, page=n))) for n in (1, answer.pages)]
        if any(value is None or weight([{"v": value}]) > LONG for value in turned):
            continue
        assert ("Next" in labels) == (answer.page < answer.pages)
        assert ("Previous" in labels) == (1 < answer.page <= answer.pages + 1)
        assert ("As a list" in labels) == (frame.table and bool(answer.facts))
        left = answer.total > len(answer.facts) > 0 and not frame.table
        assert ("As a table" in labels) == left
        tables = [block for block in blocks if block["type"] == "data_table"]
        rows = [len(table["rows"]) - 1 for table in tables]
        whole = frame.table and answer.facts and blocks == list(message.blocks)
        assert rows == ([len(answer.facts)] if whole else [])


@st.composite
def opened(draw: st.DrawFn) -> Opened:
    """A source in an article whose evidence is where it says, or was and has moved."""
    parts = draw(st.lists(any_.words.filter(bool), min_size=1, max_size=6))
    text = "\n\n".join(parts)
    paragraphs, at = [], 0
    for part in parts:
        paragraphs.append(Paragraph(at, at + len(part)))
        at += len(part) + 2
    start = draw(st.integers(0, max(0, len(text) - 1)))
    end = draw(st.integers(start + 1, len(text)))
    shift = draw(st.sampled_from((0, 0, 7)))
    evidence = (Evidence("a", start + shift, end + shift, text[start:end]),)
    source = draw(any_.sources)
    article = Article(
        id="a",
        text=text,
        paragraphs=tuple(paragraphs) if draw(st.booleans()) else (),
        byline=draw(any_.maybe(any_.words)),
    )
    spans = locate(article, evidence)
    assert spans is not None
    return Opened(source, article, spans)


@given(st.lists(opened(), min_size=1, max_size=9), st.integers(0, 3))
@bounded
def test_any_source_is_a_view_that_slack_takes(sources: list[Opened], missing: int) -> None:
    view = source_modal(sources, missing)
    assert check_view(view) == []
    assert not [text for text in texts_in(view["blocks"]) if CALL.search(text)]


def test_fit_leaves_out_the_heaviest_and_says_so() -> None:
    light = {"type": "section", "text": {"type": "mrkdwn", "text": "light"}}
    heavy = {"type": "section", "text": {"type": "mrkdwn", "text": "h" * 2_900}}
    fitted = fit([light, *[heavy] * 5, light])
    assert weight(fitted) <= TOTAL
    assert fitted[0] == light and light in fitted[1:]
    assert "Shortened" in json.dumps(fitted[-1])
    row = {"type": "actions", "elements": [{"type": "button", "value": "v" * 3_500}]}
    assert row in fit([light, *[heavy] * 5, row, light])
    brimful = [light, {**light, "text": {"type": "mrkdwn", "text": "t" * 2_900}}]
    assert fit(brimful, total=weight(brimful)) == brimful
    many = fit([light] * 60)
    assert len(many) == 50 and "Shortened" in json.dumps(many[-1])
    assert fit([light, light]) == [light, light]

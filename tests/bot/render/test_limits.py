"""Weighing blocks: as JSON has them, each of them once."""

import json
from dataclasses import replace

import pytest

from bot.render import limits
from bot.render.answers import answer_message
from bot.render.blocks import Block, Encoded, context, divider, encoded, section
from bot.render.facts import DETAILS, Shown
from bot.render.frames import Frame
from bot.render.text import escape
from knowledge.model import Answer, Query, Scope
from tests.knowledge.wording.test_stories import met, told

LONG = "And they spoke at length. " * 40
MANY = [told(f"o{n}", says=f"They met, {n}. {LONG}") for n in range(10)]


@pytest.fixture
def dumped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made JSON of, block by block."""
    made: list[str] = []

    def json_of(what: object) -> str:
        made.append(dumps(what))
        return made[-1]

    dumps = json.dumps
    monkeypatch.setattr(json, "dumps", json_of)
    return made


@pytest.mark.parametrize("number", range(4))
def test_a_scale_weighs_as_json_does(number: int) -> None:
    blocks = [section(escape("é & “ü”")), divider(), context(escape("small"))][:number]
    assert limits.Scale().weight(blocks) == limits.weight(blocks) == len(json.dumps(blocks))


def test_what_was_weighed_is_not_made_json_of_again(dumped: list[str]) -> None:
    scale = limits.Scale()
    blocks: list[Block] = [section(escape("one")), context(escape("two")), divider()]
    assert scale.weight(blocks) == scale.weight([*blocks, *blocks]) // 2
    fitted = limits.fit(blocks, scale=scale)
    assert Encoded.of(fitted, scale.json).json == f"[{', '.join(dumped)}]"
    assert len(dumped) == len(blocks)


def test_what_is_within_its_limits_stays_as_it_is() -> None:
    blocks = [section(escape("one")), context(escape("two")), divider()]
    assert all(a is b for a, b in zip(limits.fit(blocks), blocks, strict=True))


def test_what_is_the_same_in_two_degrees_of_detail_is_the_same_block() -> None:
    shown = Shown(met(*(told(f"o{n}", says=f"They met, {n}.") for n in range(2))))
    first, second = (shown.blocks(detail) for detail in DETAILS[:2])
    assert first == second
    assert all(a is b for a, b in zip(first, second, strict=True))
    bare = Shown(shown.fact).blocks(DETAILS[1])
    assert bare == second


def test_a_degree_says_the_same_after_others() -> None:
    shown = Shown(met(*MANY[:4]), ("spoke",))
    before = {one: shown.blocks(one) for one in DETAILS}
    assert before == {one: Shown(met(*MANY[:4]), ("spoke",)).blocks(one) for one in DETAILS}


def test_an_answer_is_sent_as_it_was_weighed(dumped: list[str]) -> None:
    facts = tuple(replace(met(*MANY[n : n + 2]), id=f"f{n}") for n in range(0, 10, 2))
    answer = Answer(Query("meetings"), "Meetings", True, Scope(9, 40, None, None), facts=facts)
    message = answer_message(answer, Frame())
    made = list(dumped)
    blocks = list(message.blocks)
    assert encoded(Encoded.of(message.blocks)) == encoded(message.blocks)
    assert dumped == made
    weighed = [one for one in made if "f0" in one]
    assert len(set(weighed)) == len(weighed) > 2
    assert encoded(message.blocks) == json.dumps(blocks)
    assert len(encoded(message.blocks)) <= limits.TOTAL

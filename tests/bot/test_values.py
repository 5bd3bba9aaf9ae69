"""Button values: what goes out comes back, and anything else is refused plainly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deciding.values import decode_held
from bot.errors import StaleButton
from bot.render.limits import BUTTON_VALUE
from bot.render.text import size
from bot.values import (
    SourceRef,
    decode_ask,
    decode_export,
    decode_source,
    encode_ask,
)

JUNK = ["", "{", "[]", "null", "7", '"x"', "[" * 1_900, "{}", '{"q": 3}', '{"q": "  "}', None, 5]


@given(st.text(max_size=2_500))
def test_a_question_survives_the_round_trip_or_gets_no_button(text: str) -> None:
    value = encode_ask(text)
    if value is None:
        assert (
            not text.strip()
            or size(json.dumps({"q": text}, ensure_ascii=False)) > BUTTON_VALUE - 10
        )
    else:
        assert size(value) <= BUTTON_VALUE
        assert decode_ask(value) == text


@pytest.mark.parametrize("value", JUNK)
def test_junk_is_a_stale_button(value: object) -> None:
    with pytest.raises(StaleButton):
        decode_ask(value)
    with pytest.raises(StaleButton):
        decode_source(value)


def test_a_source_survives_the_round_trip() -> None:
    for ref in (SourceRef("m-1", "0123456789abcdef"), SourceRef("r:ü")):
        value = ref.encode()
        assert value is not None and decode_source(value) == ref


def test_a_source_with_impossible_ids_is_refused() -> None:
    for content in ({"f": "a\x00b"}, {"f": "x", "r": 3}, {"f": "x" * 401}, {"f": ""}):
        with pytest.raises(StaleButton):
            decode_source(json.dumps(content))
    assert SourceRef("x" * 3_000).encode() is None


@pytest.mark.parametrize("odd", [[], {}, None, 7, "pdf"])
def test_what_is_no_name_of_a_form_or_kind_is_a_stale_button(odd: object) -> None:
    with pytest.raises(StaleButton):
        decode_export(json.dumps({"q": "meetings", "as": odd}))
    with pytest.raises(StaleButton):
        decode_held(json.dumps({"f": "m-1", "k": odd, "s": ""}))

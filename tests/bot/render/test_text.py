"""Escaping: untrusted words show and do nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.text import (
    bold,
    clean,
    clip,
    clip_markup,
    code,
    escape,
    italic,
    join,
    link,
    literal,
    mention,
    size,
    web_address,
)
from tests.effort import examples

NASTY = st.text(
    alphabet=st.one_of(st.sampled_from("<>&!@#*_~`|;\u202e\u200b\n amplt"), st.characters())
)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("AT&T <!channel>", "AT&amp;T &lt;!channel&gt;"),
        ("<@U123> & <https://x|y>", "&lt;@U123&gt; &amp; &lt;https://x|y&gt;"),
        ("&lt;", "&amp;lt;"),
        ("*b* _i_ ~s~ `c`", "∗b∗ ˍiˍ ∼s∼ ˋcˋ"),
        ("en_core_web_sm 2*3", "en_core_web_sm 2*3"),
        ("a__b \u200b*c*\u200b", "aˍˍb \u200b∗c∗\u200b"),
        ("abc\u202edef\x1b[31m\x00", "abcdef[31m"),
        ("ប្រទេស العربية", "ប្រទេស العربية"),
        ("", ""),
    ],
)
def test_escape(raw: str, shown: str) -> None:
    assert escape(raw) == shown


@given(NASTY, st.integers(1, 60))
@settings(max_examples=examples(120))
def test_nothing_escapes_and_no_limit_is_exceeded(text: str, limit: int) -> None:
    shown = escape(text, limit)
    assert size(shown) <= limit
    assert "<" not in shown and ">" not in shown
    assert not re.search(r"&(?!(?:amp|lt|gt);)", shown)
    # A mark that is left stands between two letters or digits, where Slack sees none.
    assert not re.search(r"(?<![^\W_])[*_~`]|[*_~`](?![^\W_])", shown)


@given(NASTY, st.integers(1, 60))
@settings(max_examples=examples(120))
def test_literals_keep_their_characters_within_the_limit(text: str, limit: int) -> None:
    shown = literal(text, limit)
    assert size(shown) <= limit
    assert not re.search("<[@!#]", shown)
    if size(shown) < limit and not shown.endswith("…"):
        assert shown.replace("\u200b", "") == clean(text).replace("\u200b", "")


@given(st.text(), st.integers(1, 50))
@settings(max_examples=examples(120))
def test_clipped_text_is_a_beginning(text: str, limit: int) -> None:
    cut = clip(text, limit)
    assert size(cut) <= limit
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


@given(st.lists(st.sampled_from(["&amp;", "&lt;", "<https://a.b|c>", "word ", "😀"])))
@settings(max_examples=examples(120))
def test_markup_is_never_cut_in_two(parts: list[str]) -> None:
    cut = clip_markup("".join(parts), 20)
    assert size(cut) <= 20
    assert not re.search(r"&(?!(?:amp|lt|gt);)", cut)
    assert cut.count("<") == cut.count(">")


def test_marks_stand_around_words_only() -> None:
    assert bold(" a  b ") == "*a b*" and italic("x") == "_x_"
    assert bold("  ") == "" and italic("") == "" and code(" ") == ""
    assert code("a`b<c") == "`a'b&lt;c`"
    assert join(" · ", escape("a"), escape(""), escape("b")) == "a · b"


@pytest.mark.parametrize("user", ["U0ANNA", "W12345"])
def test_a_user_is_mentioned_by_id(user: str) -> None:
    assert mention(user) == f"<@{user}>"


@pytest.mark.parametrize("user", ["", "!channel", "U1> <!here", "u1", "U" * 40])
def test_nobody_else_is(user: str) -> None:
    assert mention(user) == "somebody"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://a.b/c|d",
        "https://a.b/ c",
        "https://a.b/<!channel>",
        "https://a.b/" + "x" * 1_000,
        "//a.b",
        "",
    ],
)
def test_odd_addresses_are_not_linked(url: str) -> None:
    assert not web_address(url)
    assert link(url, "the page") == "the page"


def test_a_link_holds_its_label() -> None:
    assert link("https://a.b/?c=d&e=f", "x|y>z") == "<https://a.b/?c=d&amp;e=f|x/y&gt;z>"

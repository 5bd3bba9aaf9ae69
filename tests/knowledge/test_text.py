"""Folding, cleaning and neutralising of text."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.text import ECHO_LIMIT, QUERY_LIMIT, clean_query, fold, neutral
from tests.effort import examples

SLACKISH = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>@#!|&;*_~`:/.ltgamphec \u202e\u200b\x1b\n"), st.characters()
    )
)


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("U.S.", "us"),
        ("U.S.A.", "usa"),
        ("Côte d’Ivoire", "cote divoire"),
        ("St. Lucia", "st lucia"),
        ("Yoon Suk-yeol", "yoon suk yeol"),
        ("J.Trudeau", "j trudeau"),
        ("Phạm Minh Chính", "pham minh chinh"),
        ("Łódź, Straße", "lodz strasse"),
        ("贾斯廷·特鲁多", "贾斯廷 特鲁多"),
        ("大韓民國", "大韓民國"),
        ("대한민국", "대한민국"),
        ("ＪＡＰＡＮ", "japan"),
        ("  two\u00a0 words\t", "two words"),
        ("Ukra\u00adine\u200b", "ukraine"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_spellings_meet_in_one_key(printed: str, key: str) -> None:
    assert fold(printed) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Україна", "УКРАЇНА"),
        ("إيران", "ايران"),
        ("ایران", "ايران"),
        ("Seok-yeol", "Seok yeol"),
        ("O'Neill", "O’Neill"),
        ("PHẠM", "pham"),
        ("Ελλάδα", "ΕΛΛΑΔΑ"),
    ],
)
def test_writing_habits_do_not_separate(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ガーナ", "カーナ"), ("ไทย", "ทย"), ("ភូមិ", "ភម")])
def test_marks_that_carry_meaning_stay(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
@settings(max_examples=examples(120))
def test_fold_is_idempotent_and_ignores_case_and_normal_form(text: str) -> None:
    key = fold(text)
    assert fold(key) == key
    assert fold(unicodedata.normalize("NFD", text)) == key
    assert key == key.strip() and "  " not in key


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("<@U1|ana> meets <#C1|general>", "ana meets general"),
        ("<@U1> Japan <!channel>", "Japan"),
        ("<https://example.org/a?b=c|the page>", "the page"),
        ("<https://example.org>", "https://example.org"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("Trinidad &amp; Tobago", "Trinidad & Tobago"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("*_Japan_* and `Peru` ~now~", "Japan and Peru now"),
        ("snake_case and 2*3*4", "snake_case and 2*3*4"),
        ("“Hun Sen”’s visit", '"Hun Sen"\'s visit'),
        ("Ｊａｐａｎ\u00a0２０２２", "Japan 2022"),
        ("½ ไทยน้ำ", "½ ไทยน้ำ"),
        ("a\u200bb\ufeffc\u202ed", "abcd"),
        ("line\none\x00two", "line one two"),
        ("🇯🇵 :flag-jp:", "🇯🇵 :flag-jp:"),
        ("", ""),
    ],
)
def test_query_reads_as_its_author_saw_it(sent: str, seen: str) -> None:
    assert clean_query(sent) == seen


def test_query_is_bounded() -> None:
    assert len(clean_query("x" * 40_000)) == QUERY_LIMIT
    assert clean_query("&lt;" * 40_000) == "<" * QUERY_LIMIT


@given(SLACKISH)
@settings(max_examples=examples(120))
def test_any_query_comes_out_printable_on_one_line(text: str) -> None:
    cleaned = clean_query(text)
    assert cleaned == cleaned.strip()
    assert all(ch.isprintable() for ch in cleaned)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hello <!channel>", "hello"),
        ("&lt;!here&gt; now", "now"),
        ("&amp;lt;!here&amp;gt;", "lt;!heregt;"),
        ("<@U123> @here #general", "here general"),
        ("http://evil.com/x", "evil·com/x"),
        ("*bold* _it_ ~no~ `code`", "bold it no code"),
        ("U.S. and 3.5 and St.Lucia & AT&T", "U.S. and 3.5 and St.Lucia & AT&T"),
        ("\u202eabc\x1b[31m", "abc [31m"),
        ("日本 الإمارات", "日本 الإمارات"),
    ],
)
def test_neutral_words_have_no_effect(text: str, shown: str) -> None:
    assert neutral(text) == shown


@given(SLACKISH)
@settings(max_examples=examples(200))
def test_nothing_untrusted_survives_neutral(text: str) -> None:
    shown = neutral(text)
    assert len(shown) <= ECHO_LIMIT
    assert not re.search(r"[<>*_~`|\\]|://|(?:^|\s)@\w|&#?\w{1,12};", shown)
    assert all(ch.isprintable() for ch in shown)
    assert not any(unicodedata.category(ch) == "Cf" and ch in "\u202e\u200b" for ch in shown)


def test_neutral_cuts_with_an_ellipsis() -> None:
    assert neutral("word " * 100, limit=12) == "word word w…"

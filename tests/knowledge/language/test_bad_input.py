"""Any text gets an answer, and none of it comes back unresolved."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers import ask
from knowledge.base import Base
from knowledge.language import replies, understand
from knowledge.model import Answer
from knowledge.wording.machine import to_json, to_line
from knowledge.wording.texts import FALLBACK_LIMIT, fallback, plain
from tests.effort import examples

TODAY = date(2026, 11, 21)
MARKUP = re.compile(r"<[!@#]|`|\*|~|https?:")
HOSTILE = [
    "",
    " ",
    "/",
    "/meetings " + "Japan, " * 8_000,
    "/meetings 🎉🎉🎉",
    "/meetings \u202eelttil\u202c \u200f",
    "/meetings '; DROP TABLE facts; --",
    '/meetings NEAR(" OR 1=1 * ^ facts:',
    "/meetings <!channel> <!here> <@U123> <#C1|x> <https://evil.example|Japan>",
    "/meetings *bold* _it_ ~no~ `code` ```block```",
    "/meetings &lt;!channel&gt; &amp;lt;!everyone&amp;gt;",
    "/meetings \x00\x07\x1b[31mred\x1b[0m",
    '/meetings about "unclosed',
    "/meetings #p: #c: #p:nobody #c:XX #p:hun-sen'--",
    "/meetings page 99999999999999999999",
    "/meetings page -1",
    "/meetings 99/99/9999 0000-00-00 12345-67",
    "/meetings since until before after on in at with about",
    "/meetings in in in at at with with of of of",
    "/whois <!channel>",
    "/whois " + "a b c " * 300,
    "/dateline /dateline /dateline help",
    "/meetings at ~*ASEAN*~ about `rice~ in 2021",
    "/nothing <!channel>",
    "/meetings Li https://evil.example/x?y=1 in https://evil.example",
    "who is <@U123|ana>?",
]
WORDS = [
    "Japan", "Korea", "Li", "kishida", "prime", "minister", "PM", "of", "the", "in", "at", "with",
    "since", "until", "between", "and", "or", "not", "on", "about", "page", "2", "2022", "march",
    "12", "30", "Feb", "planned", "visits", "call", "undated", "Phnom", "Penh", "ASEAN", "summit",
    "<!channel>", "<@U1>", "`x`", "*y*", "\u202e", "\x07", "🇯🇵", ":flag-jp:", "#p:hun-sen", "#c:IN",
    '"', "'", "?", ",", "--", "/", "us", "who", "met", "did", "#p:", "Zorblax", "日本",
]  # fmt: skip


def spoken(answer: Answer) -> Iterator[str]:
    """Everything of an answer that is said to people but facts and their sources."""
    yield from (answer.understood, answer.message or "", answer.question or "", *answer.notes)
    for choice in (*answer.choices, *answer.nearest):
        yield choice.label
        yield choice.text


def check(text: str, base: Base) -> None:
    answer = ask(text, base, today=TODAY)
    for said in spoken(answer):
        assert MARKUP.search(said.replace("“<", "")) is None, (text, said)
        assert all(ch == "\n" or unicodedata.category(ch)[0] != "C" for ch in said), (text, said)
    assert answer.answered == bool(answer.facts or answer.profile or answer.sentences)
    assert plain(answer) and to_line(answer)["answer"]
    assert len(fallback(answer)) <= FALLBACK_LIMIT
    assert to_json(answer)["answered"] == answer.answered


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_answered_plainly(text: str, base: Base) -> None:
    check(text, base)


@given(st.sampled_from(["", "/meetings ", "/whois ", "/dateline "]), st.text(max_size=120))
@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_is_answered_plainly(base: Base, command: str, text: str) -> None:
    check(command + text, base)


@given(
    st.sampled_from(["", "/meetings ", "/whois ", "/dateline "]),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
)
@settings(
    max_examples=examples(120),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_mixture_of_grammar_words_is_answered_plainly(
    base: Base, command: str, text: str
) -> None:
    check(command + text, base)


@pytest.mark.parametrize("word", ["asdfgh", "Zorblax", "ignore", "instructions"])
def test_words_that_the_archive_does_not_hold_are_not_repeated(word: str, base: Base) -> None:
    for text in (
        f"/meetings Li {word}",
        f"/meetings Li in {word}",
        f"/meetings {word}",
        f"/meetings Japan in {word}",
        f"/whois {word}",
        word,
    ):
        assert word not in plain(ask(text, base, today=TODAY))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/dateline check Hun Sen met Peru's king in 2021.", None),
        ("Dateline check: " + "They met again. " * 200, None),
        ("check They met.", "dateline"),
        ("check", "dateline"),
    ],
)
def test_a_text_to_check_is_sent_to_where_texts_are_checked(
    text: str, command: str | None, base: Base
) -> None:
    understood = understand(text, base, today=TODAY, command=command)
    assert understood.problem == replies.CHECK_ELSEWHERE


@pytest.mark.parametrize("text", ["/dateline meetings check", "meetings about check points", ""])
def test_the_word_check_elsewhere_begins_no_text_to_check(text: str, base: Base) -> None:
    assert understand(text, base, today=TODAY).problem != replies.CHECK_ELSEWHERE

"""Cutting a query into tokens."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.tokens import halves, tokenise
from knowledge.text import clean_query
from tests.effort import examples


def keys(text: str) -> list[str]:
    return [token.key for token in tokenise(text)]


def test_words_lose_punctuation_and_case() -> None:
    assert keys("What meetings, with (Japan)?") == ["what", "meetings", "with", "japan"]


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert keys("Japan's prime minister") == ["japan", "prime", "minister"]


def test_abbreviations_dates_and_ids_stay_whole() -> None:
    assert keys("U.S. 2022-11-14 #p:hun-sen") == ["us", "2022 11 14", "p hun sen"]
    assert [t.text for t in tokenise("U.S. #c:IN")] == ["U.S", "#c:IN"]


def test_a_slash_separates_words_but_not_dates() -> None:
    assert [t.text for t in tokenise("Japan/Korea 12/11/2022")] == ["Japan", "Korea", "12/11/2022"]


def test_halves_keep_their_places() -> None:
    (token,) = tokenise("  US-China")
    assert [(t.text, t.start, t.end) for t in halves(token, "-")] == [
        ("US", 2, 4),
        ("China", 5, 10),
    ]


def test_a_quotation_is_one_token() -> None:
    tokens = tokenise('about "free trade" Japan')
    assert [(token.text, token.quoted) for token in tokens] == [
        ("about", False),
        ("free trade", True),
        ("Japan", False),
    ]


def test_emoji_names_keep_their_colons() -> None:
    assert [token.text for token in tokenise(":flag-jp: 🇯🇵")] == [":flag-jp:", "🇯🇵"]


def test_signs_alone_give_nothing() -> None:
    assert tokenise(clean_query("?!, ... “” () ;")) == ()


@given(st.text(max_size=200))
@settings(max_examples=examples(60))
def test_tokens_stand_in_the_text_in_order(text: str) -> None:
    cleaned = clean_query(text)
    end = 0
    for token in tokenise(cleaned):
        assert end <= token.start < token.end <= len(cleaned)
        assert token.text in cleaned[token.start : token.end]
        end = token.end

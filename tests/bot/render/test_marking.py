"""Words looked for, marked where sentences hold them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.render.marking import runs


def strong(text: str, *words: str) -> list[str]:
    return [run.text for run in runs(text, words) if run.strong]


def test_words_and_their_forms_are_marked() -> None:
    said = "Agreements on rice; the agreement was signed. Price rises."
    assert strong(said, "agreement", "rice") == ["Agreements", "rice", "agreement"]


def test_case_and_accents_do_not_matter() -> None:
    assert strong("The café and the CAFE", "Café") == ["café", "CAFE"]


def test_without_words_nothing_is_marked() -> None:
    assert strong("anything") == []


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=4))
def test_no_letter_is_lost(text: str, words: list[str]) -> None:
    assert "".join(run.text for run in runs(text, words)) == text

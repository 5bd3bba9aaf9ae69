"""What kind of answer a question wants, and what sort of happening it is about."""

import pytest

from knowledge.language.tokens import tokenise
from knowledge.questions import shapes
from knowledge.questions.model import Frame, Pick, Wanted


def keys(text: str) -> list[str]:
    return [token.key for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("when did they meet", Wanted.WHEN),
        ("they met when?", Wanted.WHEN),
        ("on what day did they sign it", Wanted.WHEN),
        ("what was the date of the summit", Wanted.WHEN),
        ("date of the summit", Wanted.WHEN),
        ("how long did the visit last", Wanted.HOW_LONG),
        ("where did they meet", Wanted.WHERE),
        ("in which city did they meet", Wanted.WHERE),
        ("venue of the talks", Wanted.WHERE),
        ("where does Peru stand on fishing", Wanted.WHAT),
        ("at which summit did they meet", Wanted.OCCASION),
        ("on the sidelines of which event did they meet", Wanted.OCCASION),
        ("who met the minister", Wanted.WHO),
        ("with whom did she speak", Wanted.WHO),
        ("which leaders did she see", Wanted.WHO),
        ("what country gave the most", Wanted.WHO),
        ("how much did it cost", Wanted.HOW_MUCH),
        ("how big was the loan", Wanted.HOW_MUCH),
        ("what amount was given", Wanted.HOW_MUCH),
        ("amount of the grant", Wanted.HOW_MUCH),
        ("how many schools were built", Wanted.HOW_MANY),
        ("how often did they meet", Wanted.HOW_MANY),
        ("how old is the mayor", Wanted.HOW_OLD),
        ("how fast was the car", Wanted.MEASURE),
        ("on whose sidelines did they meet", Wanted.OCCASION),
        ("whose bridge is it", Wanted.WHO),
        ("number of visits", Wanted.HOW_MANY),
        ("why was it cancelled", Wanted.WHY),
        ("for what reason was it cancelled", Wanted.WHY),
        ("did they meet", Wanted.WHETHER),
        ("is Peru a member", Wanted.WHETHER),
        ("will she visit", Wanted.WHETHER),
        ("what was signed", Wanted.WHAT),
        ("tell me about the bridge", Wanted.WHAT),
        ("what did they give it for", Wanted.WHAT),
        ("", Wanted.WHAT),
    ],
)
def test_what_is_wanted(text: str, wanted: Wanted) -> None:
    assert shapes.shape(tokenise(text)).wanted is wanted


def test_a_question_word_in_quotation_marks_asks_nothing() -> None:
    assert shapes.shape(tokenise('did she say "when"')).wanted is Wanted.WHETHER


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("how many new schools were built", ["new", "schools"]),
        ("which agreements were signed", ["agreements"]),
        ("how many of them came", []),
        ("what is the bridge called", []),
    ],
)
def test_the_noun_that_is_asked_for(text: str, focus: list[str]) -> None:
    assert [keys(text)[n] for n in shapes.shape(tokenise(text)).focus] == focus


@pytest.mark.parametrize(
    ("word", "frame"),
    [
        ("met", Frame.MEETING),
        ("hold talks", Frame.MEETING),
        ("signed", Frame.AGREEMENT),
        ("gave", Frame.PAYMENT),
        ("thanked", Frame.STATEMENT),
        ("leads", Frame.ROLE),
        ("anniversary", Frame.MILESTONE),
    ],
)
def test_words_speak_for_a_sort_of_happening(word: str, frame: Frame) -> None:
    assert frame in [one for one, _ in shapes.frames_of(word)]


def test_a_longer_predicate_hides_the_shorter_ones_in_it() -> None:
    tokens = tokenise("when did they hold talks")
    found = list(shapes.predicates(tokens, frozenset(range(len(tokens)))))
    assert [key for *_, key in found] == ["hold talks"]
    assert list(shapes.predicates(tokens, frozenset())) == []


@pytest.mark.parametrize(
    ("text", "pick"),
    [
        ("the first meeting", Pick.FIRST),
        ("their most recent meeting", Pick.LAST),
        ("the latest loan", Pick.LAST),
        ("who gave the most", Pick.MOST),
        ("which was the smallest grant", Pick.LEAST),
        ("how much in all", Pick.TOTAL),
        ("whom did she meet last year", None),
        ("the first lady", None),
        ("who met whom", None),
    ],
)
def test_which_of_several(text: str, pick: Pick | None) -> None:
    found = shapes.pick(keys(text))
    assert (None if found is None else found[0]) is pick


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("was the treaty signed", 3, False),
        ("was signed", 1, True),
        ("is it signed by Peru", 2, True),
        ("did Peru sign", 2, False),
        ("signed", 0, False),
    ],
)
def test_a_passive_has_a_form_of_be(text: str, verb: int, passive: bool) -> None:
    assert shapes.is_passive(keys(text), verb) is passive


@pytest.mark.parametrize(
    ("text", "future"),
    [("what is planned", True), ("will they meet", True), ("when is it to be signed", True),
     ("did they meet", False), ("what was signed", False)],
)  # fmt: skip
def test_a_question_that_looks_ahead(text: str, future: bool) -> None:
    assert shapes.is_future(keys(text)) is future


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("how many homes lost power", "homes"),
        ("how many storms came near the islands", "storms"),
        ("how many people died", "people died"),
    ],
)
def test_what_is_counted_ends_with_its_plural(text: str, counted: str) -> None:
    focus = shapes.shape(tokenise(text)).focus
    assert " ".join(keys(text)[n] for n in focus) == counted

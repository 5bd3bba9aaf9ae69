"""Whether a sentence can tell what is wanted: sums, numbers beside what is counted, other names."""

import pytest

from knowledge.answers.questions.telling import can_tell, closeness
from knowledge.questions.model import Asked, Term, Wanted
from knowledge.questions.words import Text, stems, variants


def asked(text: str, wanted: Wanted, *heavy: str, focus: str = "") -> Asked:
    """A question with its telling words, and the noun that is counted."""
    terms = tuple(Term(word, variants(word), n) for n, word in enumerate(heavy))
    noun = tuple(Term(word, variants(word), 9) for word in focus.split())
    return Asked(text, wanted, terms=terms, focus=noun)


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("The stores went for 900 million złotys.", True),
        ("The merger costs one billion crowns.", True),
        ("Norwegian money has paid for roads since the 1990s.", False),
    ],
)
def test_a_sum_is_no_year(said: str, tells: bool) -> None:
    assert can_tell(asked("how much", Wanted.HOW_MUCH), Text(said)) is tells


@pytest.mark.parametrize(
    ("focus", "said", "tells"),
    [
        ("women", "The congress has the most women, 102, of all.", True),
        ("women", "She was the first woman in the congress.", False),
        ("years", "They marked the 180th anniversary of ties.", True),
        ("women", "In a hall that seats 400 people, far from the city, women spoke.", False),
    ],
)
def test_a_number_stands_beside_what_is_counted(focus: str, said: str, tells: bool) -> None:
    question = asked(f"how many {focus}", Wanted.HOW_MANY, focus=focus)
    assert can_tell(question, Text(said)) is tells


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("The captain, Ahab Berge, was saved.", True),
        ("TV Nord told of a call that may have been made by the captain.", False),
    ],
)
def test_a_name_stands_beside_whose_it_is(said: str, tells: bool) -> None:
    question = asked("what was the name of the Aurora's captain", Wanted.WHAT, "Aurora", "captain")
    assert can_tell(question, Text(said)) is tells


def test_who_is_somebody_whom_the_question_has_not_named() -> None:
    question = asked("who criticised Solberg", Wanted.WHO, "criticised")
    assert can_tell(question, Text("On Monday the mayor, Ahab Berge, criticised Solberg."))
    assert not can_tell(question, Text("Many criticised Solberg."))


def test_what_is_wanted_near_the_words_is_closer() -> None:
    question = asked("when did the bridge open", Wanted.WHEN, "bridge", "open")
    far = Text(
        "The bridge will open to all, said the minister, who has long been in favour of it and"
        " who had spoken against its critics in a speech on 4 May."
    )
    near = Text("The bridge opened on 4 May.")
    assert closeness(question, near) > closeness(question, far)
    assert tuple(stems("opened")) in variants("open")

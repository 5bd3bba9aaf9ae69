"""Pronouns mean whom the sentence before names, alone; "the two" are those who met; "I" speaks."""

from collections.abc import Sequence

import pytest

from knowledge.answers.questions.references import means
from knowledge.model import Fact, Form, MeetingFact, PersonRef, RoleFact, Status
from knowledge.questions.words import Text

GRACE = PersonRef("grace-wanjiru", "Grace Wanjiru", "President", "KE")
LARS = PersonRef("lars-solberg", "Lars Solberg", "Prime Minister", "NO")
INES = PersonRef("ines-quispe", "Ines Quispe", "Foreign Minister", "PE")


def _met(*people: PersonRef) -> Fact:
    return MeetingFact(
        id="meeting-1",
        form=Form.MEETING,
        status=Status.HELD,
        people=people,
        parties=tuple(ref.party for ref in people if ref.party),
        date=None,
        place=None,
        occasion=None,
        topics=(),
        sources=(),
    )


def _role(ref: PersonRef) -> Fact:
    return RoleFact(
        id=f"role-{ref.id}",
        person=ref,
        title=ref.title or "",
        party=ref.party,
        first=None,
        last=None,
        sources=(),
    )


TALKS = (_met(GRACE, LARS), _role(GRACE), _role(LARS))
MANY = (*TALKS, _met(GRACE, INES))


def _grace(
    sentence: str, before: str = "", article: str = "", facts: Sequence[Fact] = TALKS
) -> bool | None:
    return means(GRACE.id, ("grace", "wanjiru"), Text(sentence), (before, article), facts)


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("She left for the coast.", "Wanjiru spoke for an hour."),
        ("Later, she left for the coast.", "Wanjiru spoke for an hour. The hall was full."),
        ("In 2019 she sold the boats.", "President Grace Wanjiru owned a fleet."),
        ("The President left for the coast.", "Wanjiru spoke for an hour."),
    ],
)
def test_the_only_one_before_is_meant(sentence: str, before: str) -> None:
    assert _grace(sentence, before) is True


@pytest.mark.parametrize(
    ("sentence", "before", "meant"),
    [
        # Two people in one sentence: it may be either of them.
        ("He left for the coast.", "Wanjiru thanked Solberg.", None),
        ("She left for the coast.", "Wanjiru thanked Tove Lind of the harbour board.", None),
        # The nearest sentence with a name decides, and it begins with somebody else.
        ("He left for the coast.", "Wanjiru spoke for an hour. Solberg was silent.", False),
        (
            "He left for the coast.",
            "Wanjiru spoke for an hour. The talks were cut by Solberg.",
            False,
        ),
        # Nobody is named, or there is no such word.
        ("She left for the coast.", "The hall was full.", None),
        ("The boats left for the coast.", "Wanjiru spoke for an hour.", None),
        # Another office, and one that the sentence itself says whose it is.
        ("The ambassador left for the coast.", "Wanjiru spoke for an hour.", None),
        ("The President of Peru left for the coast.", "Wanjiru spoke for an hour.", None),
        ("The President’s boat left for the coast.", "Wanjiru spoke for an hour.", None),
    ],
)
def test_nobody_else_is_meant(sentence: str, before: str, meant: bool | None) -> None:
    assert _grace(sentence, before) is meant


@pytest.mark.parametrize(
    "sentence",
    [
        "The two leaders walked along the pier.",
        "Both sides praised the fishermen.",
        "The presidents then looked at each other.",
        "We travelled together for an hour.",
    ],
)
def test_the_two_are_those_who_met(sentence: str) -> None:
    assert _grace(sentence) is True


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("The two leaders walked along the pier.", MANY),
        ("The two leaders walked along the pier.", (_met(LARS, INES),)),
        ("The two leaders walked along the pier.", (_met(GRACE, LARS, INES),)),
        ("The presidents of Peru and Fiji walked along the pier.", TALKS),
        ("The two leaders and Quispe walked along the pier.", (*TALKS, _role(INES))),
    ],
)
def test_the_two_are_nobody_where_others_met_or_are_named(
    sentence: str, facts: Sequence[Fact]
) -> None:
    assert _grace(sentence, facts=facts) is None


def test_i_is_the_last_speaker_of_a_transcript() -> None:
    article = "President of Kenya Grace Wanjiru: Welcome.\n\nI came by boat."
    assert _grace("I came by boat.", article=article) is True
    answered = f"{article}\n\nPrime Minister of Norway Lars Solberg:\nThank you."
    assert _grace("We came by train.", article=answered) is None
    assert _grace("I came by boat.", article="Nobody is labelled here.") is None
    # A time of day or a list is no label.
    assert _grace("I came by boat.", article="The talks began at 10:30.\n\nGuests: many.") is None

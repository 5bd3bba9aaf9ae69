"""Readings as the JSON of `extract`."""

import pytest

from knowledge.cli.gold import gold
from knowledge.model import (
    Article,
    Fields,
    Form,
    Kind,
    Meeting,
    Milestone,
    MilestoneType,
    Participant,
    Reading,
    Role,
    Status,
    Tenure,
)

WANJIRU = Participant("Grace Wanjiru", "President", "KE")
SOLBERG = Participant("Lars Solberg", "Prime Minister", "NO")


def article() -> Article:
    return Article(id="story", text="", paragraphs=(), published="2023-05-17")


def reading(kind: Kind, fields: Fields) -> Reading:
    return Reading(kind, "story", "digest", "rule", fields, ())


def planned(
    form: Form, date: str | None, place: str | None = None, occasion: str | None = None
) -> Reading:
    people = (WANJIRU, SOLBERG)
    fields = Meeting(form, Status.PLANNED, people, ("KE", "NO"), date, place, occasion)
    return reading(Kind.MEETING, fields)


@pytest.mark.parametrize(
    ("form", "more", "what"),
    [
        (Form.VISIT, {}, "Grace Wanjiru visits Norway"),
        (Form.MEETING, {"place": "Oslo"}, "Grace Wanjiru meets Lars Solberg in Oslo"),
        (
            Form.MEETING,
            {"occasion": "Baltic Forum"},
            "Grace Wanjiru meets Lars Solberg at the Baltic Forum",
        ),
        (Form.CALL, {}, "Grace Wanjiru calls Lars Solberg"),
        (Form.SUMMIT, {"occasion": "Baltic Forum"}, "Grace Wanjiru attends Baltic Forum"),
    ],
)
def test_planned_meetings_lie_ahead(form: Form, more: dict[str, str], what: str) -> None:
    (row,) = gold(article(), [planned(form, "2023-06-02", **more)])["upcoming"]
    assert (row["what"], row["when"], row["parties"]) == (what, "2023-06-02", ["KE", "NO"])


@pytest.mark.parametrize(
    ("date", "ahead"),
    [
        (None, False),
        ("XXXX-06-02", False),
        ("2023-05-16", False),
        ("2023-05-17", False),
        ("2023-05-18", True),
        ("2023-05", True),
        ("2023", True),
        ("2023-04", False),
    ],
)
def test_the_day_of_publication_does_not(date: str | None, ahead: bool) -> None:
    assert bool(gold(article(), [planned(Form.VISIT, date)])["upcoming"]) is ahead


def test_milestones_lie_ahead() -> None:
    fields = Milestone(MilestoneType.ANNIVERSARY, "60th anniversary of ties", "2024", ("KE", "NO"))
    (row,) = gold(article(), [reading(Kind.MILESTONE, fields)])["upcoming"]
    assert row["what"] == "60th anniversary of ties"


def test_one_row_a_person_with_what_they_are() -> None:
    told = [
        Role("Lars Solberg", "ex-mayor", "NO", Tenure.FORMER),
        Role("Lars Solberg", "Prime Minister of Norway", "NO"),
        Role("Lars Solberg", "prime minister", "NO", since="2021"),
        Role("Kaja Tamm", "president", "EE", Tenure.FORMER),
    ]
    rows = gold(article(), [reading(Kind.ROLE, role) for role in told])["roles"]
    assert [(row["name"], row["title"]) for row in rows] == [
        ("Lars Solberg", "Prime Minister of Norway"),
        ("Kaja Tamm", "president"),
    ]

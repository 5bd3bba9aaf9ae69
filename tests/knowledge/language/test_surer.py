"""Names of which a part is a family name that several people share."""

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.base import Base, RosterPerson
from knowledge.language import understand
from knowledge.model import Understood
from tests.bases import opened

TODAY = date(2026, 11, 22)
PEOPLE = (
    ("becky", "Rebecca Anderson", "AU"),
    ("daniel", "Daniel Anderson", "GB"),
    ("deborah", "Deborah Rogers", "GB"),
    ("janet", "Janet Rogers", "GB"),
    ("sunil", "Sunil Kulkarni", "IN"),
    ("vijay", "Vijay Kulkarni", "IN"),
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    with opened(tmp_path_factory.mktemp("surer") / "people.db") as made:
        made.enlist(RosterPerson(id, name, party, (), ()) for id, name, party in PEOPLE)
        yield made


def asked(base: Base, text: str) -> Understood:
    return understand(text, base, today=TODAY)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("/whois Becky Anderson", "becky"),
        ("/whois D. Rogers", "deborah"),
        ("/whois Snil Kulkarni", "sunil"),
        ("/meetings J. Rogers", "janet"),
    ],
)
def test_a_whole_name_is_taken_before_the_family_name_that_others_share(
    base: Base, text: str, id: str
) -> None:
    found = asked(base, text)
    assert found.query is not None and found.query.people == (id,)


def test_it_is_said_whom_a_misspelt_name_is_taken_for(base: Base) -> None:
    assert asked(base, "/whois Snil Kulkarni").notes == (
        "Showing Sunil Kulkarni for “Snil Kulkarni”.",
    )
    assert asked(base, "/whois Sunil Kulkarni").notes == ()


def test_another_given_name_is_nobody(base: Base) -> None:
    found = asked(base, "/whois Rajesh Kulkarni")
    assert found.query is None and found.problem is not None


def test_of_several_whom_no_fact_names_whois_asks_which_is_meant(base: Base) -> None:
    found = asked(base, "/whois Anderson")
    assert found.problem is None
    assert [choice.text for choice in found.choices] == ["whois #p:becky", "whois #p:daniel"]

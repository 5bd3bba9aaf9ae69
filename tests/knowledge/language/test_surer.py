"""Names of which a part is a family name that several people share."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import Base, RosterPerson
from knowledge.base.store.people import ArchiveNames
from knowledge.language import understand
from knowledge.model import Understood
from knowledge.names.resolution import Resolution
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


@pytest.mark.parametrize(
    ("text", "looked_up"),
    [
        ("/whois Daniel Anderson", ["Daniel Anderson"]),
        ("/quotes Daniel Anderson", ["Daniel Anderson"]),
        ("/whois Becky Anderson", ["Becky Anderson", "Becky", "Anderson"]),
    ],
)
def test_parts_of_a_name_are_looked_up_only_where_the_whole_is_nobodys(
    base: Base, text: str, looked_up: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    person = ArchiveNames.person

    def noted(names: ArchiveNames, said: str) -> Resolution:
        found.append(said)
        return person(names, said)

    monkeypatch.setattr(ArchiveNames, "person", noted)
    asked(base, text)
    assert list(dict.fromkeys(found)) == looked_up


def test_part_of_a_name_counts_where_another_name_has_the_rest(tmp_path: Path) -> None:
    crossing = RosterPerson("a-rogers", "Anderson Rogers", "GB", (), ())
    with opened(tmp_path / "people.db") as base:
        base.enlist([*(RosterPerson(*one, (), ()) for one in PEOPLE), crossing])
        found = asked(base, "/whois Daniel Anderson Rogers")
        assert found.query is None and len(found.choices) > 1

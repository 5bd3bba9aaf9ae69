"""Words near to a country's name and to a person's: nearer first, and what the archive holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.language import replies, understand
from knowledge.model import Participant
from tests import bases
from tests.knowledge.language.archive import HUN_SEN, meeting
from tests.knowledge.language.test_ranges import TODAY
from tests.written import article, role

GUEST = Participant("Dario Albaniar", "Foreign Minister", "PH")
OTHER = Participant("Ilir Meksi", "Ambassador", "AL")

_VISIT = "Foreign Minister Dario Albaniar met Hun Sen on May 3, 2022.\n\n"
_ENVOY = "Albania's Ambassador Ilir Meksi met Hun Sen on May 4, 2022."


@pytest.fixture
def guests(tmp_path: Path) -> Iterator[Base]:
    """An archive of one visitor, whose name is a letter away from a country's."""
    opened = bases.opened(tmp_path / "guests.db")
    told = article("visit", "A visitor\n\n" + _VISIT, "2022-05-05")
    met = meeting(told, "met Hun Sen", (GUEST, HUN_SEN), "2022-05-03")
    opened.save(told, [met, role(told, "Dario Albaniar", GUEST)])
    yield opened
    opened.close()


@pytest.mark.parametrize("command", ["whois", "meetings", "quotes", "timeline"])
def test_whom_the_archive_has_is_meant_before_a_country_that_it_has_not(
    command: str, guests: Base
) -> None:
    understood = understand("Albanir", guests, today=TODAY, command=command)
    assert understood.query is not None
    assert understood.query.people == ("dario-albaniar",)
    assert understood.notes == (replies.taken_as("Albanir", "Dario Albaniar"),)


def test_a_country_of_which_the_archive_has_something_too_is_asked_back(guests: Base) -> None:
    told = article("envoy", "An envoy\n\n" + _ENVOY, "2022-05-06")
    guests.save(
        told,
        [
            meeting(told, "met Hun Sen", (OTHER, HUN_SEN), "2022-05-04"),
            role(told, "Ilir Meksi", OTHER),
        ],
    )
    understood = understand("Albanir", guests, today=TODAY, command="meetings")
    assert understood.query is None
    assert understood.question == replies.which(["Albanir"])
    assert [choice.label for choice in understood.choices] == [
        "Dario Albaniar (Foreign Minister, Philippines)",
        "Albania",
    ]


def test_the_country_is_meant_where_it_is_much_nearer(guests: Base) -> None:
    understood = understand("Albannia", guests, today=TODAY, command="meetings")
    assert understood.query is not None
    assert understood.query.parties == ("AL",)

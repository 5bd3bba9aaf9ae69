"""What a newcomer is told to try is answered by the fact base at hand."""

from datetime import date
from pathlib import Path

import pytest

from bot.examples import examples
from bot.local import Opening
from knowledge.answers import ask
from knowledge.base import Base
from knowledge.model import Form, Meeting, Status
from tests.bases import opened
from tests.bot.archive import HUN_SEN, TRUDEAU, meeting
from tests.written import article

TODAY = date(2024, 5, 1)


@pytest.fixture
def without_japan(tmp_path: Path) -> Path:
    """A fact base of one meeting, of Cambodia and Canada."""
    path = tmp_path / "own.db"
    with opened(path) as base:
        told = article("visit", "A visit\n\nJustin Trudeau met Hun Sen on Monday.", "2023-02-01")
        fields = Meeting(Form.MEETING, Status.HELD, (TRUDEAU, HUN_SEN), ("CA", "KH"), "2023-01-30")
        base.save(told, [meeting(told, "Trudeau met", fields)])
    return path


def test_japan_comes_first_where_the_base_knows_it(small_archive: Path) -> None:
    with Base.open(small_archive, readonly=True) as base:
        found = examples(base, TODAY)
    assert found.articles == 2
    assert found.commands == ("/meetings Japan", "/whois Kishida")


def test_elsewhere_a_party_and_a_person_of_the_base_do(without_japan: Path) -> None:
    with Base.open(without_japan, readonly=True) as base:
        found = examples(base, TODAY)
        assert found.commands[0] in {"/meetings Canada", "/meetings Cambodia"}
        assert found.commands[1] in {"/whois Justin Trudeau", "/whois Hun Sen"}
        assert all(ask(line, base, today=TODAY).answered for line in found.commands)
    assert Opening(found).lines == [
        *found.commands,
        f"@Dateline {found.commands[0][1:]}",
        "/dateline help",
    ]


def test_an_empty_base_leaves_help(tmp_path: Path) -> None:
    with opened(tmp_path / "empty.db") as base:
        found = examples(base, TODAY)
    assert (found.articles, found.commands) == (0, ())
    assert Opening(found).lines == Opening(None, "gone").lines == ["/dateline help"]

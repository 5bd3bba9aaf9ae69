"""Names that are offered while they are being typed."""

import time
from pathlib import Path

import pytest

from knowledge.base import Base, RosterPerson
from knowledge.names import party_name
from tests.bases import opened


@pytest.fixture
def base(small_archive: Path) -> Base:
    return Base.open(small_archive, readonly=True)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("jap", "JP"),
        ("JP", "JP"),
        ("Japn", "JP"),
        ("japanese", "JP"),
        ("cana", "CA"),
        ("korea so", "KR"),
        ("south k", "KR"),
        ("phnom p", "KH"),
        ("កម្ពុ", "KH"),
        ("اليابا", "JP"),
        ("niger", "NE"),
        ("nigeri", "NG"),
        ("asea", "ASEAN"),
        ("🇯🇵", "JP"),
        ("united arab", "AE"),
    ],
)
def test_a_party_is_offered_first(base: Base, typed: str, first: str) -> None:
    assert base.parties_like(typed)[:1] == [first]


def test_parties_that_the_archive_tells_of_come_first(base: Base) -> None:
    offered = base.parties_like("ca")
    assert set(offered[:2]) == {"CA", "KH"} and "CM" in offered[2:]
    assert len(offered) == len(set(offered)) <= 30


def test_names_in_other_languages_come_last_or_not_at_all(base: Base) -> None:
    assert base.parties_like("kam")[0] == "KH" and "EG" not in base.parties_like("kam")
    # Danish for Egypt and Swedish for the Philippines, which no fact here tells of.
    assert base.parties_like("ægy") == ["EG"] and base.parties_like("filippin") == ["PH"]
    assert "DE" in base.parties_like("deutsch")


def test_a_name_comes_before_a_capital_that_begins_so(base: Base) -> None:
    # Canberra is the capital of Australia.
    offered = base.parties_like("can")
    assert offered.index("CA") < offered.index("AU")


@pytest.mark.parametrize("typed", ["", " ", "?!", "zzyzx", "x" * 5_000, "<!channel>", "%", "\x00"])
def test_what_is_no_name_offers_none(base: Base, typed: str) -> None:
    assert base.parties_like(typed) == [] and base.people_like(typed) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("kis", "Fumio Kishida"),
        ("fum", "Fumio Kishida"),
        ("kishida fu", "Fumio Kishida"),
        ("Kishda", "Fumio Kishida"),
        ("hun s", "Hun Sen"),
        ("sen h", "Hun Sen"),
        ("TRUD", "Justin Trudeau"),
    ],
)
def test_a_person_is_offered(base: Base, typed: str, name: str) -> None:
    assert [ref.name for ref in base.people_like(typed)] == [name]


def test_people_come_with_title_and_party_those_told_of_most_first(tmp_path: Path) -> None:
    with opened(tmp_path / "many.db") as base:
        base.enlist(
            RosterPerson(f"person-{n}", f"Kim{'abcdefghij'[n % 10]} Person {n}", "KR")
            for n in range(300)
        )
        offered = base.people_like("kim")
        assert len(offered) == 30
        assert all("Kim" in ref.name and ref.party == "KR" for ref in offered)


def test_names_are_offered_in_time_among_many(tmp_path: Path) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    with opened(tmp_path / "many.db") as base:
        base.enlist(
            RosterPerson(
                f"p{n}",
                f"{letters[n % 26]}{letters[n // 26 % 26]}an Ma{letters[n // 50 % 26]}oni",
                "TH",
            )
            for n in range(3_000)
        )
        base.people_like("a"), base.parties_like("a")
        for typed in ("m", "ma", "mar", "aa", "aaan m", "aaan maron", "oni", "zzzz", "ma ma ma"):
            began = time.perf_counter()
            people, parties = base.people_like(typed), base.parties_like(typed)
            assert time.perf_counter() - began < 0.15, typed
            assert len(people) <= 30 and all(party_name(code) for code in parties)

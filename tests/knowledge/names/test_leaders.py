"""Well-known officers: name, office and year must leave one party."""

import pytest

from knowledge.names.gazetteer import countries, organisations
from knowledge.names.leaders import leader_party, leaders, surname_parties


@pytest.mark.parametrize(
    ("name", "title", "year", "party"),
    [
        ("Donald J. Trump", "President", 2026, "US"),
        ("Barack Obama", "former President", 2019, "US"),
        ("Barack Obama", "President", 2005, None),
        ("Barack Obama", None, 2012, "US"),
        ("Barack Obama", None, 2019, None),
        ("Barack Obama", "President", None, "US"),
        ("Barack Obama", None, None, None),
        ("Barack Obama", "Professor", 2012, None),
        ("Rodrigo Roa Duterte", "President", 2017, "PH"),
        ("Recep Tayyip Erdoğan", "President", 2020, "TR"),
        # One name, one after the other in two offices.
        ("Antonio Costa", "Prime Minister", 2019, "PT"),
        ("António Costa", "President", 2026, "EU"),
        ("Joe Biden", "Vice President", 2012, "US"),
        ("Prayut", "Prime Minister", 2019, None),
        ("Naruhito", "Emperor", 2020, "JP"),
        ("Francis", None, 2020, None),
        ("Somebody Else", "President", 2020, None),
        ("", "President", 2020, None),
    ],
)
def test_full_names(name: str, title: str | None, year: int | None, party: str | None) -> None:
    assert leader_party(name, title, year) == party


def test_surnames_give_everybody_who_can_be_meant() -> None:
    assert surname_parties("Trump", "President", 2019) == {"US"}
    assert surname_parties("Trump", "President", 2010) == frozenset()
    assert surname_parties("Kim", "leader", 2019) >= {"KP"}
    assert surname_parties("Abe", "Foreign Minister", 2019) == frozenset()


def test_the_table_is_sound() -> None:
    known = {country.code for country in countries()} | {body.code for body in organisations()}
    for one in leaders():
        assert one.party in known, one
        assert one.words and (one.last is None or one.first <= one.last), one
        assert 1900 < one.first < 2100, one

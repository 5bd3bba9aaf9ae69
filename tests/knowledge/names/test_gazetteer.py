"""The printed English forms of parties."""

import re
from pathlib import Path

import pytest
from babel import Locale

from knowledge.names import demonym_of, gazetteer, party_name

FORMS = gazetteer.load()


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("ROK", "KR"),
        ("DPRK", "KP"),
        ("U.S.", "US"),
        ("US", "US"),
        ("the States", "US"),
        ("Netherlands", "NL"),
        ("Côte d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("Lao PDR", "LA"),
        ("Kosovo", "XK"),
        ("USSR", "SU"),
        ("ASEAN", "ASEAN"),
        ("Association of Southeast Asian Nations", "ASEAN"),
        ("African Union", "AfU"),
        ("European Commission", "EU"),
    ],
)
def test_printed_names(form: str, code: str) -> None:
    assert FORMS.names[form] == code


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Japanese", "JP"),
        ("Cambodian", "KH"),
        ("Khmer", "KH"),
        ("Bruneian", "BN"),
        ("Emirati", "AE"),
        ("Australians", "AU"),
        ("Germans", "DE"),
        ("Dutchmen", "NL"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("Lao", "LA"),
    ],
)
def test_demonyms(form: str, code: str) -> None:
    assert FORMS.demonyms[form] == code


def test_plurals_never_hide_a_country() -> None:
    assert "Laos" not in FORMS.demonyms and "Philippines" not in FORMS.demonyms
    assert not FORMS.names.keys() & FORMS.demonyms.keys()


@pytest.mark.parametrize("form", ["Korea", "Congo", "Korean", "Congolese", "AU"])
def test_shared_forms_are_left_to_the_context(form: str) -> None:
    assert len(FORMS.ambiguous[form]) >= 2
    assert form not in FORMS.names and form not in FORMS.demonyms


def test_every_current_territory_has_a_line_and_every_line_a_known_code() -> None:
    listed = {country.code for country in gazetteer.countries()}
    cldr = {code for code in map(str, Locale("en").territories) if len(code) == 2 and code > "A"}
    groupings_and_reserved = set(re.findall("..", "ACCPCQDGEAEUEZICQOTAUNXAXBZZ"))
    former = {"AN", "CS", "DD", "SU", "VD", "YU"}
    assert listed - former == cldr - groupings_and_reserved


def test_no_code_is_used_twice() -> None:
    codes = [country.code for country in gazetteer.countries()]
    codes += [body.code for body in gazetteer.organisations()]
    codes += [country.alpha3 for country in gazetteer.countries()]
    assert len({code.casefold() for code in codes}) == len(codes)


def test_weak_forms_are_known_forms() -> None:
    known = {*FORMS.names, *FORMS.demonyms, *FORMS.capitals, *FORMS.ambiguous}
    assert FORMS.weak <= known
    assert {"Georgia", "Jordan", "Victoria", "Kiwis"} <= FORMS.weak


def test_names_for_people_to_read() -> None:
    assert party_name("KR") == "South Korea"
    assert party_name("AfU") == "African Union"
    assert party_name("??") == "??"
    assert demonym_of("NL") == "Dutch" and demonym_of("ASEAN") is None


def test_a_malformed_table_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("# note\nKR\tKP\tUS\n")
    monkeypatch.setattr(gazetteer, "_DATA", tmp_path)
    with pytest.raises(ValueError, match=r"bad\.tsv, line 2: 3 fields"):
        list(gazetteer.rows("bad.tsv", 2))

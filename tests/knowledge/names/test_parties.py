"""Countries and organisations by any name, code, flag or slip."""

import random
import subprocess
import sys

import pytest
from babel import localedata
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.name_sets import junk, lookalikes
from knowledge.names import gazetteer, parties
from tests.effort import examples

PARTIES = parties.load()


def ids(text: str) -> list[str]:
    return [candidate.id for candidate in PARTIES.resolve(text).candidates]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # names, long and former names, abbreviations
        ("Japan", "JP"),
        ("the Netherlands", "NL"),
        ("Holland", "NL"),
        ("Republic of Peru", "PE"),
        ("Kingdom of Cambodia", "KH"),
        ("Kampuchea", "KH"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Zaire", "CD"),
        ("Ceylon", "LK"),
        ("Persia", "IR"),
        ("Siam", "TH"),
        ("Macedonia", "MK"),
        ("Republic of Korea", "KR"),
        ("Korea, South", "KR"),
        ("ROK", "KR"),
        ("DPRK", "KP"),
        ("PRC", "CN"),
        ("Republic of China", "TW"),
        ("DRC", "CD"),
        ("UAE", "AE"),
        ("U.K.", "GB"),
        ("u.s.", "US"),
        ("us", "US"),
        ("KSA", "SA"),
        ("Lao PDR", "LA"),
        ("Japan's", "JP"),
        ("USSR", "SU"),
        ("East Germany", "DD"),
        # one name within another
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinea", "GN"),
        ("Guinea-Bissau", "GW"),
        ("Sudan", "SD"),
        ("South Sudan", "SS"),
        ("Dominica", "DM"),
        ("Dominican Republic", "DO"),
        ("Samoa", "WS"),
        # demonyms, capitals
        ("Khmer", "KH"),
        ("Dutch", "NL"),
        ("Emirati", "AE"),
        ("the Australians", "AU"),
        ("Nigerien", "NE"),
        ("Tokyo", "JP"),
        ("Washington", "US"),
        ("Tanzania, United Republic of", "TZ"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Congo, The Democratic Republic of the", "CD"),
        ("Rep. of Korea", "KR"),
        ("Mỹ", "US"),
        ("phnom penh", "KH"),
        # codes
        ("JP", "JP"),
        ("jpn", "JP"),
        ("AU", "AU"),
        ("CAN", "CA"),
        # flags
        ("🇯🇵", "JP"),
        (":flag-kh:", "KH"),
        (":kr:", "KR"),
        (":flag-england:", "GB"),
        # languages and scripts
        ("日本", "JP"),
        ("にほん", "JP"),
        ("대한민국", "KR"),
        ("中华人民共和国", "CN"),
        ("កម្ពុជា", "KH"),
        ("ประเทศไทย", "TH"),
        ("Россия", "RU"),
        ("Ελλάδα", "GR"),
        ("دولة قطر", "QA"),
        ("ישראל", "IL"),
        ("Đức", "DE"),
        ("Ísland", "IS"),
        ("République du Sénégal", "SN"),
        ("Rossiya", "RU"),
        ("ฝรั่งเศส", "FR"),
        # organisations
        ("ASEAN", "ASEAN"),
        ("Association of Southeast Asian Nations", "ASEAN"),
        ("European Commission", "EU"),
        ("WHO", "WHO"),
        ("African Union", "AfU"),
        ("Arab League", "LAS"),
        ("World Bank", "WB"),
        ("ООН", "UN"),
        # slips
        ("Austrlia", "AU"),
        ("Austia", "AT"),
        ("Cambodai", "KH"),
        ("Phillipines", "PH"),
        ("Untied States", "US"),
        ("NewZealand", "NZ"),
        ("Kyrgistan", "KG"),
        ("Mongollia", "MN"),
        ("Япониа", "JP"),
        ("Jpan", "JP"),
        ("Cambodain", "KH"),
    ],
)
def test_one_party(text: str, code: str) -> None:
    assert ids(text) == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Korea", {"KR", "KP"}),
        ("Korean", {"KR", "KP"}),
        ("Corée", {"KR", "KP"}),
        ("Congo", {"CD", "CG"}),
        ("Congolese", {"CD", "CG"}),
        ("Virgin Islands", {"VI", "VG"}),
        ("Slovekia", {"SK", "SI"}),
        ("sorth korea", {"KR", "KP"}),
        ("Nigera", {"NE", "NG"}),
    ],
)
def test_shared_names_are_asked_back(text: str, codes: set[str]) -> None:
    found = PARTIES.resolve(text)
    assert {candidate.id for candidate in found.candidates} == codes
    assert found.ambiguous == (len(codes) > 1)
    assert (found.best is not None) == (len(codes) == 1)


@pytest.mark.parametrize(
    "text",
    [
        "", "?!", "who", "can", "Can", "it", "in", "South America", "Asia", "Granite", "banana",
        "prime minister", "Hun Sen", "meetings Japan", "Martin", "George", "x" * 5000, "🏴‍☠️", "12",
        "My", "Kiwis", "Japan; DROP TABLE people", "island", "brown",
    ],
)  # fmt: skip
def test_nobody_for_what_is_no_party(text: str) -> None:
    assert ids(text) == []


def test_capitals_tell_names_from_words() -> None:
    assert ids("WHO") == ["WHO"] and ids("Island") == ["IS"] and ids("AND") == ["AD"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran", "Iraq"),
        ("Niger", "Nigeria"),
        ("Slovakia", "Slovenia"),
        ("Austria", "Australia"),
        ("Mali", "Malawi"),
        ("Malta", "Mali"),
        ("Gambia", "Zambia"),
        ("Mauritius", "Mauritania"),
        ("North Korea", "South Korea"),
        ("Sweden", "Switzerland"),
        ("Paraguay", "Uruguay"),
        ("Georgia", "Jordan"),
    ],
)
def test_no_slip_crosses_silently_to_a_neighbour(one: str, other: str) -> None:
    rng = random.Random(f"{one}{other}")
    wrong = ids(other)[0]
    for name, code in ((one, ids(one)[0]), (other, wrong)):
        for _ in range(60):
            at = rng.randrange(len(name))
            slipped = rng.choice(
                [name[:at] + name[at + 1 :], name[:at] + rng.choice("aeiorstnl") + name[at + 1 :]]
            )
            found = PARTIES.resolve(slipped)
            neighbour = wrong if code != wrong else ids(one)[0]
            if found.best is not None and found.best.score < 1:  # 1: another language's name
                assert found.best.id != neighbour, slipped


def test_every_code_means_itself() -> None:
    codes = [country.code for country in gazetteer.countries()]
    codes += [body.code for body in gazetteer.organisations()]
    assert [code for code in codes if ids(code) != [code]] == []


def test_every_printed_english_name_means_its_party() -> None:
    forms = gazetteer.load()
    wrong = [form for form, code in forms.names.items() if code not in ids(form)]
    assert wrong == []


def test_cldr_names_of_all_languages() -> None:
    codes = {country.code for country in gazetteer.countries()}
    rng = random.Random(3)
    names: dict[str, set[str]] = {}
    for identifier in localedata.locale_identifiers():
        for code, name in localedata.load(identifier).get("territories", {}).items():
            if code in codes and isinstance(name, str):
                names.setdefault(name, set()).add(code)
    sample = rng.sample(sorted(names.items()), 3000)
    right = sum(bool(found := ids(name)) and found[0] in meant for name, meant in sample)
    assert right / len(sample) > 0.99


def test_few_false_accepts() -> None:
    assert sum(bool(ids(query.text)) for query in junk()) / len(junk()) < 0.02
    assert sum(bool(ids(query.text)) for query in lookalikes()) / len(lookalikes()) < 0.12


@given(st.text(max_size=40))
@settings(max_examples=examples(100))
def test_any_text_resolves_without_error(text: str) -> None:
    found = PARTIES.resolve(text)
    assert found.ambiguous == (len(found.candidates) > 1)
    assert all(0 < candidate.score <= 1 for candidate in found.candidates)
    scores = [candidate.score for candidate in found.candidates]
    assert scores == sorted(scores, reverse=True)


def test_names_need_neither_babel_nor_spacy() -> None:
    code = (
        "import sys, knowledge.names.parties as p; p.load().resolve('Japn');"
        "print([m for m in ('babel', 'spacy', 'numpy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_lines_for_machines() -> None:
    assert PARTIES.resolve("Japan").line == "JP\t1.000"
    assert PARTIES.resolve("Korea").line == "KR|KP\t0.900"
    assert PARTIES.resolve("banana").line == "-"

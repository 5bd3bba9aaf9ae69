"""People by any form of their name."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.name_sets import asked, junk, people, strangers
from knowledge.names import Names, PersonEntry, Resolution, candidates, index, roster, schema
from knowledge.names.people import LONGEST
from tests.effort import examples
from tests.knowledge.names.conftest import MakeNames

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


def ids(found: Resolution) -> list[str]:
    return [candidate.id for candidate in found.candidates]


@pytest.fixture(scope="module")
def leaders() -> Iterator[Names]:
    db = sqlite3.connect(":memory:", check_same_thread=False)
    for statement in schema.STATEMENTS:
        db.execute(statement)
    index.add(db, roster.read(BENCHMARKS / "leaders.csv").people)
    yield Names(db)
    db.close()


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Fumio Kishida", "kishida"),
        ("KISHIDA Fumio", "kishida"),
        ("Kishida, Fumio", "kishida"),
        ("F. Kishida", "kishida"),
        ("Fumio Kishda", "kishida"),
        ("fumiokishida", "kishida"),
        ("kishida", "kishida"),
        ("Kishida-san", "kishida"),
        ("キシダ フミオ", "kishida"),
        ("PM Kishida", "kishida"),
        ("the Japanese prime minister", "kishida"),
        ("Fumio Kishida, prime minister of Japan", "kishida"),
        ("Samdech Akka Moha Sena Padei Techo Hun Sen", "hunsen"),
        ("Lt. Gen. Hun Manet", "hunmanet"),
        ("H.E. Prak Sokhon", "sokhonn"),
        ("Yun Seok-yeol", "yoon"),
        ("Yoon Sukyeol", "yoon"),
        ("윤석열", "yoon"),
        ("Pham Minh Chinh", "chinh"),
        ("Joseph Biden", "biden"),
        ("Joseph Robinette Biden Jr.", "biden"),
        ("William Clinton", "clintonb"),
        ("G.W. Bush", "bush43"),
        ("Vladimir Zelenskiy", "zelensky"),
        ("Владимир Владимирович Путин", "putin"),
        ("Κυριάκος Μητσοτάκης", "mitsotakis"),
        ("محمد بن سلمان", "mbs"),
        ("Muhammad ibn Salman", "mbs"),
        ("Abdelfattah Elsisi", "sisi"),
        ("习近平", "xi"),
        ("von der Leyen", "leyen"),
        ("King Charles", "charles3"),
        ("Pope Francis", "francis"),
        ("Gabriel Boric Font", "boric"),
        ("López Obrador", "amlo"),
        ("MBS", "mbs"),
        ("Anwar", "anwar"),
    ],
)
def test_one_person(leaders: Names, text: str, id: str) -> None:
    assert ids(leaders.person(text)) == [id]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("George Bush", {"bush41", "bush43"}),
        ("Clinton", {"clintonb", "clintonh"}),
        ("Kim", {"kimju", "kimyj"}),
        ("Nguyen", {"phuc", "trong"}),
        ("Mr Bush", {"bush41", "bush43"}),
    ],
)
def test_two_of_one_family_name_are_asked_back(
    leaders: Names, text: str, expected: set[str]
) -> None:
    found = leaders.person(text)
    assert set(ids(found)) == expected
    assert found.ambiguous and found.best is None


@pytest.mark.parametrize(
    "text",
    [
        "Li Peng", "Wang Yang", "Kim Jong Il", "Kim Il Sung", "Hun Many", "Hunter Biden",
        "Brigitte Macron", "Lee Hsien Yang", "Nawaz Sharif", "Pierre Trudeau", "Akie Abe",
        "Norodom Sihanouk", "Asma al-Assad", "Justin", "Joe", "Vladimir", "Francis", "king",
        "prime minister", "president of Atlantis", "meetings Japan", "", "?!", "x" * 5000, "o'",
        "Robert'); DROP TABLE name_people;--", "lula banana", "J.", "von der", "Mr",
    ],
)  # fmt: skip
def test_nobody(leaders: Names, text: str) -> None:
    assert ids(leaders.person(text)) == []


def test_written_queries(leaders: Names) -> None:
    lines = (BENCHMARKS / "leaders_queries.tsv").read_text(encoding="utf-8").splitlines()
    queries = [line.split("\t") for line in lines if not line.startswith("#")]
    known = [(text, set(right.split("|"))) for text, right in queries if right != "-"]
    right = sum(set(ids(leaders.person(text))) == expected for text, expected in known)
    unknown = [text for text, right in queries if right == "-"]
    accepted = [text for text in unknown if leaders.person(text).candidates]
    assert right / len(known) >= 0.97
    assert len(accepted) / len(unknown) <= 0.05


def test_made_up_people_are_found_and_strangers_are_not(names_of: MakeNames) -> None:
    made = people(1000, seed=77)
    names = names_of(one.entry for one in made)
    queries = asked(made, seed=78)
    found = [(query, names.person(query.text)) for query in queries]
    right = sum(ids(resolution)[:1] == [query.right] for query, resolution in found)
    assert right / len(queries) >= 0.96
    others = strangers(made, seed=79)
    assert sum(bool(ids(names.person(one.text))) for one in others) / len(others) < 0.03
    words = junk()
    assert sum(bool(ids(names.person(one.text))) for one in words) / len(words) < 0.02


def test_a_common_word_is_a_name_only_in_capitals(names_of: MakeNames) -> None:
    names = names_of([PersonEntry("brown", "Gordon Brown", "GB")])
    assert ids(names.person("Brown")) == ["brown"]
    assert ids(names.person("brown")) == []
    assert ids(names.person("gordon brown")) == ["brown"]


def test_an_alias_does_not_hide_others_of_that_family_name(names_of: MakeNames) -> None:
    one = PersonEntry("a", "Fumio Kishida", "JP", aliases=("Kishida",))
    names = names_of([one, PersonEntry("b", "Nobuo Kishida", "JP")])
    assert set(ids(names.person("Kishida"))) == {"a", "b"}
    assert ids(names.person("Nobuo Kishida")) == ["b"]


def test_office_and_country_choose_among_namesakes(names_of: MakeNames) -> None:
    names = names_of(
        [
            PersonEntry("a", "Maria Silva", "PT", ("Foreign Minister",)),
            PersonEntry("b", "Ana Silva", "BR", ("President of Brazil",)),
        ]
    )
    assert set(ids(names.person("Silva"))) == {"a", "b"}
    assert ids(names.person("President Silva")) == ["b"]
    assert ids(names.person("Portugal's Silva")) == ["a"]
    assert ids(names.person("the Portuguese foreign minister")) == ["a"]
    assert ids(names.person("Chancellor Silva")) == ["a", "b"]


def test_two_people_of_one_name_are_both_given(names_of: MakeNames) -> None:
    names = names_of([PersonEntry("a", "Kim Min-jun", "KR"), PersonEntry("b", "Kim Min Jun", "KR")])
    assert set(ids(names.person("Kim Minjun"))) == {"a", "b"}


def test_indexing_again_changes_nothing(db: sqlite3.Connection) -> None:
    entries = [one.entry for one in people(60, seed=5)]
    index.add(db, entries)
    before = dump(db)
    index.add(db, entries)
    assert dump(db) == before


def test_removing_leaves_nothing_behind(db: sqlite3.Connection) -> None:
    entries = [one.entry for one in people(80, seed=6)]
    index.add(db, entries[:50])
    before = dump(db)
    index.add(db, entries[50:])
    index.remove(db, [entry.id for entry in entries[50:]])
    assert dump(db) == before
    index.remove(db, [entry.id for entry in entries])
    index.remove(db, ["nobody"])
    assert dump(db) == [] and not db.execute("SELECT count(*) FROM name_traces").fetchone()[0]


def test_a_person_put_in_again_is_replaced(db: sqlite3.Connection, names_of: MakeNames) -> None:
    names = names_of([PersonEntry("a", "Fumio Kishida", "JP", ("Prime Minister",))])
    index.add(db, [PersonEntry("a", "Shigeru Ishiba", "JP")])
    assert ids(names.person("Kishida")) == [] and ids(names.person("Ishiba")) == ["a"]
    assert ids(names.person("Japanese prime minister")) == []
    index.clear(db)
    assert ids(names.person("Ishiba")) == []


def dump(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The index's contents without its row numbers."""
    rows: list[tuple[object, ...]] = []
    rows += db.execute(
        "SELECT id, p.name, party, f.name, own FROM name_people p JOIN name_forms f USING (person)"
    )
    form = "JOIN name_forms f ON f.form = x.form"
    rows += db.execute(f"SELECT key, f.name FROM name_keys x {form}")
    word = "JOIN name_words w ON w.word = x.word"
    rows += db.execute(f"SELECT text, alone, initials, f.name FROM name_places x {word} {form}")
    rows += db.execute(f"SELECT text, forms, trace FROM name_traces x {word}")
    rows += db.execute(
        "SELECT min(a.text, b.text), max(a.text, b.text), f.name FROM name_pairs x "
        f"JOIN name_words a ON a.word = x.a JOIN name_words b ON b.word = x.b {form}"
    )
    return sorted(rows, key=repr)


@given(st.text(max_size=60))
@settings(max_examples=examples(100), deadline=None)
def test_any_text_resolves_without_error(leaders: Names, text: str) -> None:
    found = leaders.person(text)
    assert found.ambiguous == (len(found.candidates) > 1)
    assert all(0 < candidate.score <= 1 for candidate in found.candidates)


def test_a_long_text_is_nobodys_name(leaders: Names) -> None:
    assert ids(leaders.person("Fumio Kishida " + "a" * LONGEST)) == []


def test_an_initial_is_looked_for_whatever_else_is_found(names_of: MakeNames) -> None:
    found = names_of(
        [
            PersonEntry("yusuf", "Yusuf Çelik", "TR"),
            PersonEntry("kadir", "Kadir Çelik", "TR"),
            PersonEntry("mohammed", "Mohammed al-Khzani", "IQ"),
            PersonEntry("rashid", "Rashid al-Khzani", "IQ"),
        ]
    )
    assert ids(found.person("Y. Çelik")) == ["yusuf"]
    assert ids(found.person("M. al-Khzani")) == ["mohammed"]


def test_the_very_name_comes_before_one_that_sounds_like_it(names_of: MakeNames) -> None:
    found = names_of(
        [
            PersonEntry("moller", "Horst Möller", "DE"),
            PersonEntry("muller", "Horst Thomas Müller", "DE"),
        ]
    )
    assert ids(found.person("Horst Müller"))[0] == "muller"


def test_a_town_that_sounds_like_a_whole_name_is_nobody(names_of: MakeNames) -> None:
    found = names_of([PersonEntry("shin", "Shin Jae-in", "KR")])
    assert ids(found.person("Shenzhen")) == []
    assert ids(found.person("shinjaein")) == ["shin"]


def test_many_who_share_a_given_name_do_not_hide_the_one_that_is_misspelt(
    names_of: MakeNames,
) -> None:
    others = [PersonEntry(f"p{n}", f"Ji-hoon Bar{chr(97 + n)}ov", "RU") for n in range(26)]
    found = names_of([*others, PersonEntry("koo", "Koo Ji-hoon", "KR")])
    assert ids(found.person("Kooo Ji-hoon")) == ["koo"]
    assert ids(found.person("Zzeltran Ji-hoon")) == []


@pytest.mark.parametrize("few", [0, 2_000])
def test_who_holds_an_office_is_found_by_the_word_or_by_the_office(
    names_of: MakeNames, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(candidates, "_OF_ONE_FAMILY", few)
    others = [PersonEntry(f"o{n}", f"Ada Bar{chr(97 + n)}ov", "RU", ("Envoy",)) for n in range(9)]
    found = names_of(
        [
            *others,
            PersonEntry("envoy", "Iris Tannberg", "RU", ("Envoy",)),
            PersonEntry("swede", "Olaf Tannberg", "SE", ("Envoy",)),
            PersonEntry("none", "Peer Tannberg", "RU"),
        ]
    )
    assert sorted(ids(found.person("Envoy Tannberg"))) == ["envoy", "swede"]
    assert ids(found.person("Russian envoy Tannberg")) == ["envoy"]

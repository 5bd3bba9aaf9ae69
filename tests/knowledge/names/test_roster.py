"""Roster files."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.names import PersonEntry
from knowledge.names.roster import UnreadableRoster, parse, read
from tests.effort import examples

CSV = """id,name,country,role,aliases,born
p1,Fumio Kishida,Japan,Prime Minister of Japan,岸田文雄;Kishida Fumio,1957
p2,"Hun Sen",KH,Prime Minister,Samdech Techo|,1952
p3,António Guterres,United Nations,Secretary-General,,
"""


def test_csv() -> None:
    found = parse(CSV)
    assert found.problems == ()
    assert found.people == (
        PersonEntry(
            "p1", "Fumio Kishida", "JP", ("Prime Minister of Japan",), ("岸田文雄", "Kishida Fumio")
        ),
        PersonEntry("p2", "Hun Sen", "KH", ("Prime Minister",), ("Samdech Techo",)),
        PersonEntry("p3", "António Guterres", "UN", ("Secretary-General",), ()),
    )


def test_json() -> None:
    rows = [
        {
            "id": 7,
            "name": "Hun Sen",
            "country": "កម្ពុជា",
            "role": ["PM", "MP"],
            "aliases": ["Techo"],
        },
        {"id": "x", "name": "Nobody Known", "extra": {"a": 1}},
    ]
    found = parse(json.dumps(rows), json_list=True)
    assert found.people == (
        PersonEntry("7", "Hun Sen", "KH", ("PM", "MP"), ("Techo",)),
        PersonEntry("x", "Nobody Known"),
    )


def test_bad_rows_are_named_and_the_rest_is_kept() -> None:
    text = (
        "ID;Name;Country\n1;Ana Silva;PT\n;No Id;PT\n3;;PT\n1;Rui Costa;PT\n"
        "5;Jo Bloggs;Atlantis\na|b;Bad Id;PT\n7;" + "x" * 400 + ";PT\n8;Eva Lima;BR\n"
    )
    found = parse(text)
    assert [entry.id for entry in found.people] == ["1", "5", "8"]
    assert found.problems == (
        "line 3: no id for No Id",
        "line 4: no name",
        "line 5: id '1' is already that of line 2",
        "line 6: Jo Bloggs is kept without country: Atlantis",
        "line 7: an id can't contain |, a tab or a line end",
        "line 8: name or id longer than 300 characters",
    )


def test_json_rows_that_are_no_objects() -> None:
    found = parse(
        '[1, {"id": "a", "name": "Ana Silva"}, null, {"name": ["x"], "id": true}]', json_list=True
    )
    assert [entry.id for entry in found.people] == ["a"]
    assert found.problems == (
        "entry 1: not an object",
        "entry 3: not an object",
        "entry 4: no name",
    )


@pytest.mark.parametrize(
    ("text", "json_list", "message"),
    [
        ("", False, "first line must name the columns"),
        ("a,b\n1,2\n", False, "first line must name the columns"),
        ("{", True, "not valid JSON"),
        ('{"id": 1}', True, "must hold a JSON list"),
        ("[" * 100_000, True, "not valid JSON"),
    ],
)
def test_unreadable(text: str, json_list: bool, message: str) -> None:
    with pytest.raises(UnreadableRoster, match=message):
        parse(text, json_list=json_list)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"\xef\xbb\xbf" + CSV.encode())
    assert len(read(path).people) == 3
    path = tmp_path / "people.json"
    path.write_text('[{"id": "a", "name": "Ana Silva"}]')
    assert read(path).people == (PersonEntry("a", "Ana Silva"),)
    path.write_bytes(b"id,name\n\xff\xfe\n")
    with pytest.raises(UnreadableRoster, match=r"people\.json is not UTF-8"):
        read(path)
    with pytest.raises(UnreadableRoster, match=r"gone\.csv can't be read"):
        read(tmp_path / "gone.csv")
    with pytest.raises(UnreadableRoster, match="can't be read"):
        read(tmp_path)


@given(st.text(max_size=200))
@settings(max_examples=examples(60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for json_list in (False, True):
        try:
            found = parse("id,name\n" + text if not json_list else text, json_list=json_list)
        except UnreadableRoster:
            continue
        assert all(entry.id and entry.name for entry in found.people)

"""EDTF values, against hand-written cases and the `edtf` package as an independent judge."""

from datetime import date

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dates import edtf

years = st.integers(1000, 2999)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@st.composite
def singles(draw: st.DrawFn) -> str:
    """A day, month or year, cut from a real day."""
    return draw(days).isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def values(draw: st.DrawFn) -> str:
    """Any value of the subset."""
    shape = draw(st.integers(0, 5))
    if shape == 0:
        return draw(singles())
    if shape == 1:
        size = draw(st.sampled_from([4, 7, 10]))
        first, last = sorted(draw(st.tuples(days, days)))
        return edtf.span(first.isoformat()[:size], last.isoformat()[:size])
    if shape == 2:
        return draw(singles()) + "/.."
    if shape == 3:
        return "../" + draw(singles())
    unknown = "XXXX" + draw(days).isoformat()[4 : draw(st.sampled_from([7, 10]))]
    if shape == 4:
        return unknown
    return edtf.span(unknown, "XXXX" + draw(days).isoformat()[4 : len(unknown)])


optional_values = st.one_of(st.none(), values())


@given(values())
def test_every_value_of_the_subset_is_valid_and_survives_parsing(value: str) -> None:
    assert edtf.valid(value)
    assert str(edtf.parse(value)) == value


@given(values())
def test_the_reference_parser_accepts_what_we_accept(value: str) -> None:
    assert parse_edtf(value) is not None


@given(st.from_regex(r"[0-9X]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?", fullmatch=True))
def test_what_the_reference_parser_refuses_we_refuse(text: str) -> None:
    try:
        parse_edtf(text)
    except (EDTFParseException, ValueError):
        assert not edtf.valid(text)


@given(singles())
def test_bounds_agree_with_the_reference_parser(value: str) -> None:
    judged = parse_edtf(value)
    first, last = judged.lower_strict(), judged.upper_strict()
    assert edtf.bounds(value) == (date(*first[:3]), date(*last[:3]))


@given(singles(), singles())
def test_bounds_of_intervals_agree_with_the_reference_parser(a: str, b: str) -> None:
    value = f"{a}/{b}"
    if not edtf.valid(value):
        return
    judged = parse_edtf(value)
    first, last = judged.lower_strict(), judged.upper_strict()
    assert edtf.bounds(value) == (date(*first[:3]), date(*last[:3]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14 November 2022",
        "2022-13",
        "2022-00",
        "2022-02-30",
        "2023-02-29",
        "2022-1-1",
        "20221114",
        "199X",
        "XXXX",
        "XXXX-02-30",
        "2022-11-14/2022-11-12",
        "2022/2022",
        "../..",
        "2022/",
        "XXXX-11-14/2022-11-15",
        "2022-11-14/2022-11-15/2022-11-16",
        "２０２２",
        "2022-11-14\n",
    ],
)
def test_what_is_outside_the_subset_is_invalid(text: str) -> None:
    assert not edtf.valid(text)
    with pytest.raises(ValueError):
        edtf.parse(text)


@pytest.mark.parametrize(
    ("value", "words", "short"),
    [
        ("2022-11-14", "14 November 2022", "14 Nov 2022"),
        ("2022-11", "November 2022", "Nov 2022"),
        ("2022", "2022", "2022"),
        ("2022-03-20/2022-03-21", "20–21 March 2022", "20–21 Mar 2022"),
        ("2022-03-30/2022-04-02", "30 March – 2 April 2022", "30 Mar – 2 Apr 2022"),
        (
            "2022-12-30/2023-01-02",
            "30 December 2022 – 2 January 2023",
            "30 Dec 2022 – 2 Jan 2023",
        ),
        ("2022-03/2022-05", "March–May 2022", "Mar–May 2022"),
        ("2022-11/2023-01", "November 2022 – January 2023", "Nov 2022 – Jan 2023"),
        ("2021/2025", "2021–2025", "2021–2025"),
        ("2022-03-20/2022-04", "20 March 2022 – April 2022", "20 Mar 2022 – Apr 2022"),
        ("../2022-11-15", "by 15 Nov 2022", "by 15 Nov 2022"),
        ("2002/..", "since 2002", "since 2002"),
        ("XXXX-11-14", "14 November, year unknown", "14 Nov, year unknown"),
        ("XXXX-11", "November, year unknown", "Nov, year unknown"),
        ("XXXX-03-20/XXXX-03-21", "20–21 March, year unknown", "20–21 Mar, year unknown"),
        (
            "XXXX-12-30/XXXX-01-02",
            "30 December – 2 January, year unknown",
            "30 Dec – 2 Jan, year unknown",
        ),
        (None, "undated", "undated"),
    ],
)
def test_words(value: str | None, words: str, short: str) -> None:
    assert edtf.words(value) == words
    assert edtf.short(value) == short


@given(values())
def test_only_a_known_day_begins_with_a_day(value: str) -> None:
    said = edtf.words(value)
    if "year unknown" not in said and said[:2].strip().isdigit() and not said[:4].isdigit():
        bounds = edtf.bounds(value)
        assert bounds is not None and bounds[0] > date.min
        assert bounds[0].day == int(said[:2].rstrip("–"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-11-14", ("2022-11-14", None)),
        ("2022-03-20/2022-03-21", ("2022-03-20", "2022-03-21")),
        ("2022", ("2022", None)),
        ("2002/..", ("2002", None)),
        ("../2022-11-15", (None, None)),
        ("XXXX-11-14", (None, None)),
        (None, (None, None)),
    ],
)
def test_iso_gives_no_date_where_there_is_none(
    value: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert edtf.iso(value) == expected


def test_bounds_are_unknown_without_a_year() -> None:
    assert edtf.bounds("XXXX-11-14") is None
    assert edtf.bounds("2022-01-01/..") == (date(2022, 1, 1), date.max)
    assert edtf.bounds("../2022-11") == (date.min, date(2022, 11, 30))


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("2022-11-14", None, True),
        ("2022-11-14", "2022-11", True),
        ("2022-11-14", "2022", True),
        ("2022-11-14", "2022-11-15", False),
        ("2022-11-14", "2022-12", False),
        ("2022-03-20/2022-03-21", "2022-03-21", True),
        ("2022-03-20/2022-03-21", "2022-03-22", False),
        ("2022-03-20/2022-03-21", "2022-03-21/2022-03-22", False),
        ("2022-03-20/2022-03-21", "2022-03", True),
        ("2022-03/2022-05", "2022-05/2022-07", True),
        ("../2022-11-15", "2022-11-14", True),
        ("../2022-11-15", "2022-11-16", False),
        ("XXXX-11-14", "2022-11-14", True),
        ("XXXX-11-14", "2022-11", True),
        ("XXXX-11-14", "2022", True),
        ("XXXX-11-14", "2022-11-15", False),
        ("XXXX-12-30/XXXX-01-02", "2023-01-01", True),
        ("XXXX-12-30/XXXX-01-02", "2022-06", False),
    ],
)
def test_compatible(a: str | None, b: str | None, agree: bool) -> None:
    assert edtf.compatible(a, b) is agree
    assert edtf.compatible(b, a) is agree


@given(optional_values, optional_values)
def test_compatible_is_symmetric_and_reflexive(a: str | None, b: str | None) -> None:
    assert edtf.compatible(a, b) == edtf.compatible(b, a)
    assert edtf.compatible(a, a)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2022-11", "2022-11-14", "2022-11-14"),
        ("2022-11-14", None, "2022-11-14"),
        (None, "2022", "2022"),
        ("XXXX-11-14", "2022", "2022"),
        ("../2022-11-15", "2022", "2022"),
        ("2022-03-20/2022-03-21", "2022-03", "2022-03-20/2022-03-21"),
        ("2022-11-14", "2022-11-15", "2022-11-14"),
    ],
)
def test_finer(a: str | None, b: str | None, expected: str) -> None:
    assert edtf.finer(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2022-11", "2022-11-14", "2022-11-14"),
        ("XXXX-11-14", "2022", "2022-11-14"),
        ("XXXX-11-14", "2022-11", "2022-11-14"),
        ("XXXX-03-20/XXXX-03-21", "2022", "2022-03-20/2022-03-21"),
        ("XXXX-02-29", "2023", None),
        ("2022-11-14", "2022-11-15", None),
        (None, None, None),
    ],
)
def test_merge(a: str | None, b: str | None, expected: str | None) -> None:
    assert edtf.merge(a, b) == expected


@given(optional_values, optional_values)
def test_merge_agrees_with_both_or_is_none(a: str | None, b: str | None) -> None:
    merged = edtf.merge(a, b)
    if merged is None:
        assert not edtf.compatible(a, b) or (a is None and b is None)
    else:
        assert edtf.compatible(merged, a) and edtf.compatible(merged, b)


def test_sort_key_puts_years_first_then_days_without_a_year_then_undated() -> None:
    mixed = [None, "XXXX-11-14", "2022", "2022-03-20/2022-03-21", "1981", "../2022-11-15"]
    ordered = ["../2022-11-15", "1981", "2022", "2022-03-20/2022-03-21", "XXXX-11-14", None]
    assert sorted(mixed, key=edtf.sort_key) == ordered

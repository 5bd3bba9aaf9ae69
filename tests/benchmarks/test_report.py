"""The benchmarks' tables and sections."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.report import HEAD, Report, Spread, exponent, figure, keep, percentile, ratio, rows


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=200), st.floats(0.001, 1))
def test_a_percentile_is_the_least_value_that_so_many_keep_to(
    values: list[float], share: float
) -> None:
    found = percentile(values, share)

    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-6
    assert sum(value < found for value in values) < share * len(values) + 1e-6


@pytest.mark.parametrize(
    ("number", "share", "expected"),
    [(100, 0.99, 99), (100, 0.07, 7), (101, 0.99, 100), (10, 0.99, 10), (4, 0.5, 2), (1, 0.5, 1)],
)
def test_percentiles_take_the_nearest_rank(number: int, share: float, expected: int) -> None:
    assert percentile(range(number, 0, -1), share) == expected


def test_nothing_measured_has_no_spread() -> None:
    assert Spread.of([]).n == 0
    assert [figure(cell) for cell in Spread.of([]).cells[1:]] == ["—"] * 4


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567, "1,234,567"),
        (1234.5, "1,234"),
        (99.94, "99.9"),
        (9.9, "9.90"),
        (0.01234, "0.0123"),
        (0.0, "0"),
        (math.nan, "—"),
        ("as it is", "as it is"),
    ],
)
def test_a_figure_has_three_digits(value: str | float, text: str) -> None:
    assert figure(value) == text


def test_a_ratio_to_nothing_is_none() -> None:
    assert ratio(3, 2) == "1.50 ×"
    assert ratio(3, 0) == "—"


def test_an_exponent_is_that_of_growth() -> None:
    sizes = [1e4, 1e5, 1e6]

    assert exponent(sizes, [7 * size**0.3 for size in sizes]) == pytest.approx(0.3)


def test_numbers_of_a_table_stand_to_the_right() -> None:
    assert rows(("way", "ms"), [("ours", 1.5), ("theirs", 12)]).splitlines() == [
        "| way    |   ms |",
        "|--------|-----:|",
        "| ours   | 1.50 |",
        "| theirs |   12 |",
    ]


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="1 cells below 2 columns"):
        rows(("way", "ms"), [("ours",)])


def test_a_section_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    keep("one", "first", path)
    keep("two", "second", path)
    keep("one", "anew", path)

    assert path.read_text() == (
        f"{HEAD}\n<!-- one -->\nanew\n<!-- end of one -->\n"
        "\n<!-- two -->\nsecond\n<!-- end of two -->\n"
    )


def test_a_section_without_its_end_takes_nothing_with_it(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    path.write_text("<!-- one -->\nfirst\n")

    with pytest.raises(ValueError, match="end of one"):
        keep("one", "anew", path)
    assert path.read_text() == "<!-- one -->\nfirst\n"


def test_a_report_is_kept_with_what_it_was_measured_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "RESULTS.md"
    with Report("one", "One thing", packages=("pytest",), path=path) as report:
        report.table(("way", *Spread.COLUMNS), [("ours", *Spread.of([1.0, 2.0]).cells)])

    kept, printed = path.read_text(), capsys.readouterr().out
    for told in ("## One thing", "| ours |", "SQLite", f"pytest {pytest.__version__}", "load"):
        assert told in kept and told in printed


@pytest.mark.parametrize("quick", [True, False])
def test_what_is_quick_or_breaks_off_changes_no_results(tmp_path: Path, quick: bool) -> None:
    path = tmp_path / "RESULTS.md"
    try:
        with Report("one", "One thing", quick=quick, path=path) as report:
            report.say("so far")
            if not quick:
                raise RuntimeError
    except RuntimeError:
        pass

    assert not path.exists()

"""`make bench`: every benchmark has a place in it."""

import importlib.util
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHES, chosen, options


def test_each_can_be_run_and_is_told_its_base() -> None:
    base = Path("/somewhere/big.db")
    for bench in BENCHES:
        assert importlib.util.find_spec(f"benchmarks.{bench.name}") is not None
        for quick in (True, False):
            assert all("{" not in one for one in options(bench, quick=quick, base=base))
    assert options(chosen("serving")[0], quick=True, base=base)[:2] == ["--db", str(base)]


def test_an_unknown_name_is_told_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match="no benchmark speed; there are serving, "):
        chosen("names,speed")

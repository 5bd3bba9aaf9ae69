"""The probe of the memory benchmark tells what is so; the line goes through its second half."""

import sys

import pytest

from benchmarks.memory.__main__ import growth
from benchmarks.memory.inside import told
from knowledge.text import _fold_short, fold

MB = 2**20


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_probe_tells_where_memory_is() -> None:
    fold("Something that was folded")
    before = told()
    kept = [bytes(4_000) for _ in range(5_000)]
    after = told()
    assert after["resident"] > 30 * MB and after["load"] >= 0
    assert after["caches"]["knowledge.text._fold_short"] == (
        _fold_short.cache_info().currsize,
        16_384,
    )
    if after["malloc"] is not None:
        assert after["malloc"]["used"] - before["malloc"]["used"] > 19 * MB
        assert after["malloc"]["pools"] >= 1
    assert after["blocks"] - before["blocks"] > len(kept) * 0.9


def test_what_loads_and_fills_at_first_is_no_growth() -> None:
    resident = [100, 110, 115, 118, 120, 120, 120.1, 120.1, 120.2, 120.2]
    found = [{"resident": one * MB} for one in resident]
    assert 0 < growth(found, 1_000).slope < 1
    assert growth([{"resident": (100 + n) * MB} for n in range(10)], 1_000).slope == pytest.approx(
        10
    )

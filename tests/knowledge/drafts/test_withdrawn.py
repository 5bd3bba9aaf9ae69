"""A draft that agrees with a withdrawn story alone is told so; other articles come first."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.drafts import Checker, Finding, Verdict
from knowledge.drafts.candidates import candidates
from knowledge.drafts.records import from_record, to_json, to_records
from knowledge.reading import parse_text
from knowledge.wording.drafts import report
from tests.knowledge.drafts.test_checking import PLANTED, TODAY

GRANT = "Japan gave Cambodia $51.3 million for four projects on 12 November 2022."
AT = "2024-05-05T10:00:00Z"


@pytest.fixture
def base(sample_base: Path, tmp_path: Path) -> Iterator[Base]:
    with Base.open(shutil.copy(sample_base, tmp_path / "facts.db")) as opened:
        yield opened


def agreeing(found: list[Finding]) -> dict[str, tuple[str | None, bool]]:
    """What agrees, with the article and whether that is withdrawn."""
    return {
        one.span: (one.evidence.article if one.evidence is not None else None, one.withdrawn)
        for one in found
        if one.verdict is Verdict.AGREES
    }


def test_what_only_withdrawn_stories_support_is_flagged(base: Base) -> None:
    with Checker(base) as checker:
        before = agreeing(checker.check(GRANT, TODAY))
        assert before and not any(gone for _, gone in before.values())
        base.mark_withdrawn("sample-japan-grant", AT, "")
        found = checker.check(GRANT, TODAY)
        after = agreeing(found)
        assert after["$51.3 million"] == ("sample-japan-grant", True)
        told = list(report(found))
        assert any("only in a story that its outlet withdrew" in line for line in told)
        assert [from_record(row) for row in to_records(found)] == found
        rows = to_json(found)
        assert any(row.get("withdrawn") for row in rows)
        differing = checker.check(PLANTED[3][0], TODAY)
        [sum_] = [one for one in differing if one.span == "$53.1 million"]
        assert (sum_.verdict, sum_.withdrawn) == (Verdict.DIFFERS, True)
        base.mark_returned("sample-japan-grant")
        assert agreeing(checker.check(GRANT, TODAY)) == before


def test_copies_take_no_room_from_other_articles(base: Base) -> None:
    """A draft is held against few articles; a text printed ten times is one of them."""
    original = base.article("sample-japan-grant")
    assert original is not None
    with Checker(base) as checker:
        account = checker._reader.read_draft(parse_text(GRANT, "draft"), TODAY)
        before = candidates(base, account)
        assert "sample-japan-grant" in before
        for number in range(10):
            copy = replace(original, id=f"z-paper-{number}", url=None, outlet=f"P{number}")
            base.save(replace(copy, published="2026-11-21"), [])
        assert base.status().copies == 10
        found = candidates(base, account)
        assert "sample-japan-grant" in found and not any("paper" in id for id in found)

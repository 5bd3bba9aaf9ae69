"""Real articles beside the repository, where there are any: everything is read, nothing lost."""

from pathlib import Path

import pytest

from knowledge.dates import edtf
from knowledge.model import ParagraphRole
from knowledge.reading import parse_text, read
from knowledge.reading.frontmatter import split
from tests.knowledge.reading.test_properties import check

SHARED = Path(__file__).parents[4] / "shared"
FILES = sorted([*SHARED.glob("corpus/*.txt"), *SHARED.glob("gold/*/*.txt")])

pytestmark = pytest.mark.skipif(not FILES, reason="no real articles stand beside the repository")


def test_every_article_is_read_with_a_body() -> None:
    for path in FILES:
        article = read(path)
        check(article)
        assert article.id == path.stem
        assert article.published_basis == "given"
        assert article.language == "en"
        if len(article.text) > 300:
            assert any(p.role is ParagraphRole.BODY for p in article.paragraphs), path.stem


def test_little_is_taken_out_of_the_body() -> None:
    kept = total = 0
    for path in FILES:
        article = read(path)
        for paragraph in article.paragraphs:
            length = paragraph.end - paragraph.start
            total += length
            kept += length if paragraph.role is ParagraphRole.BODY else 0
    assert kept / total > 0.97


def test_dates_inferred_without_front_matter_are_right() -> None:
    """Of each article, only the text is kept; what is inferred must hold the day it was given."""
    wrong = []
    for path in FILES:
        matter, body = split(path.read_text())
        if matter is None or matter.published is None or not body.strip():
            continue
        article = parse_text(body, path.stem)
        if article.published is not None and not edtf.compatible(
            article.published, matter.published
        ):
            wrong.append(path.stem)
    # A press release of one day that its site published on the next.
    assert wrong in ([], ["mlaw-00302"])

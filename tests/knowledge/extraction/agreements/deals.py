"""What was read of agreements, in a few words."""

from knowledge.extraction import Extractor
from knowledge.model import Agreement, Article, Reading
from tests.knowledge.extraction.helpers import readings


def deals(extractor: Extractor, article: Article) -> list[tuple[Agreement, Reading]]:
    """The fields and readings of the agreements of an article."""
    found = readings(extractor, article)
    return [(r.fields, r) for r in found if isinstance(r.fields, Agreement)]


def agreements(extractor: Extractor, article: Article) -> list[str]:
    """Each agreement as "mou signed KE,NO 2023-05-15", in alphabetical order."""
    rows = [
        [fields.type, fields.status, ",".join(fields.parties), fields.date or ""]
        for fields, _ in deals(extractor, article)
    ]
    return sorted(" ".join(row).strip() for row in rows)

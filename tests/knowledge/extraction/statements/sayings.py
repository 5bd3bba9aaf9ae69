"""What was said in articles of our own, in a few words."""

from knowledge.extraction import Extractor
from knowledge.model import Article, Reading, Statement
from tests.knowledge.extraction.helpers import readings


def statements(extractor: Extractor, article: Article) -> list[tuple[Reading, Statement]]:
    """The statements of an article with their readings, in the order of the text."""
    return [
        (reading, reading.fields)
        for reading in readings(extractor, article)
        if isinstance(reading.fields, Statement)
    ]


def speaker(fields: Statement) -> str:
    """Who speaks: "Grace Wanjiru, Lars Solberg" or "foreign ministry"."""
    return ", ".join(one.name for one in fields.speakers) or fields.body or ""


def quoted(extractor: Extractor, article: Article) -> list[str]:
    """Each direct quotation as "Grace Wanjiru: We will not yield."."""
    rows = statements(extractor, article)
    return [f"{speaker(fields)}: {fields.words}" for _, fields in rows if fields.direct]


def reported(extractor: Extractor, article: Article) -> list[str]:
    """Everything reported as "Grace Wanjiru: Kenya would not yield"."""
    rows = statements(extractor, article)
    return [f"{speaker(fields)}: {fields.words}" for _, fields in rows if not fields.direct]

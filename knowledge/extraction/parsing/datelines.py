"""An agency dateline at the head of a story: "NAIROBI, Aug. 28 (Xinhua) --"."""

import re
from dataclasses import dataclass

from knowledge.model import Article, ParagraphRole

# City, perhaps a date, perhaps the agency in brackets, a dash, and the story begins.
_DATELINE = re.compile(
    r"(?P<city>[^\W\d_][^\d()\n]{1,40}?)(?:,\s*[^()\n]{3,30}?)?\s*"
    r"(?:\([^()\n]{2,40}\)\s*)?(?:--|—|–|-(?=\s))\s*(?=[\w“\"‘'])"
)
_DASHES = ("-", "—", "–")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a story was filed from, and the offsets of the line in the article."""

    start: int
    end: int
    city: str


def find_dateline(article: Article) -> Dateline | None:
    """The dateline of an article, None where its first paragraph has none.

    A line counts when its city is in capitals, or when an agency stands in brackets behind it.
    """
    body = (p for p in article.paragraphs if p.role is ParagraphRole.BODY)
    first = next(body, None)
    if first is None:
        return None
    line = article.text[first.start : min(first.end, first.start + _LONGEST)]
    match = _DATELINE.match(line) if any(map(line.__contains__, _DASHES)) else None
    if match is None:
        return None
    city = match["city"].split(",")[0].strip()
    if not (city.isupper() or "(" in match.group()):
        return None
    name = city.title() if city.isupper() else city
    return Dateline(first.start, first.start + match.end(), name)

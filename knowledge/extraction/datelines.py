"""An agency dateline at the head of a story: "NAIROBI, Aug. 28 (Xinhua) --"."""

import re
from dataclasses import dataclass

from knowledge.extraction.document import Document
from knowledge.extraction.parties import city_party
from knowledge.model import ParagraphRole

# City, perhaps a date, perhaps the agency in brackets, and a dash; short, at the very beginning.
_DATELINE = re.compile(
    r"^(?P<city>[^\W\d_][^\d()\n]{1,40}?)(?:,\s*(?P<date>[^()\n]{3,30}?))?\s*"
    r"(?:\([^()\n]{2,40}\)\s*)?(?:--|—|–|-{1,2}(?=\s))\s*"
)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a story was written: the country of the city, and where the line ends."""

    start: int
    end: int
    city: str
    party: str | None


def find_dateline(document: Document) -> Dateline | None:
    """The dateline of an article, None where its first paragraph has none.

    A line counts when its city is in capitals, or when an agency stands in brackets behind it.
    """
    for sentence in document.sentences:
        if sentence.role is not ParagraphRole.BODY:
            continue
        text = document.article.text[sentence.start : sentence.start + _LONGEST]
        match = _DATELINE.match(text)
        if match is None:
            return None
        city = match["city"].strip()
        first = city.split(",")[0].strip()
        if not (first.isupper() or "(" in match.group()):
            return None
        name = _proper(first)
        return Dateline(sentence.start, sentence.start + match.end(), name, city_party(name))
    return None


def _proper(city: str) -> str:
    return city.title() if city.isupper() else city

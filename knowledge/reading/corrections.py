"""Corrections that are printed with an article ("Correction: An earlier version named …")."""

import re

from knowledge.model import Article, ParagraphRole
from knowledge.reading.sources import Correction

_LABEL = re.compile(
    r"(?:corrections?|clarification|corrections? (?:and|&) clarifications?|corrigendum|erratum)"
    r"(?: appended)?(?: ?[(\[,–—-] ?[^:]{0,40})?:\s+\S",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:(?:editor['’]s|editors['’]?) note:? )?(?:"
    r"an earlier version of this (?:article|story|report|post|headline)\b"
    r"|an? (?:earlier|previous) (?:version|headline) (?:of|on) this\b"
    r"|this (?:article|story|report|post|headline) (?:was|has been) (?:corrected|amended)\b)",
    re.IGNORECASE,
)
_LONGEST = 2_000
_TEXT = frozenset({ParagraphRole.BODY, ParagraphRole.BOILERPLATE})


def printed_corrections(article: Article) -> tuple[Correction, ...]:
    """The paragraphs of an article in which its outlet says that it corrected it."""
    found = []
    for paragraph in article.paragraphs:
        words = article.text[paragraph.start : paragraph.end]
        if paragraph.role in _TEXT and (_LABEL.match(words) or _SAID.match(words)):
            found.append(Correction(" ".join(words.split())[:_LONGEST]))
    return tuple(found)

"""What stands beside the sentence that answers: its article's dateline, or the reason before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.questions.evidence import Archive, Passage
from knowledge.model import Article, Evidence, ParagraphRole, Source
from knowledge.questions.model import Asked, Frame, Wanted
from knowledge.text import fold

_POINTS_BACK = re.compile(
    r"^\W*(?:for (?:this|that|these|those) reasons?|as a result|as a consequence|therefore"
    r"|thus|hence|consequently|accordingly|(?:because of|due to) (?:this|that)"
    r"|that(?: is|['’]s) why|this is why|so,)\b",
    re.I,
)


def completed(asked: Asked, found: Sequence[Passage], archive: Archive) -> tuple[Source, ...]:
    """The sources of sentences that answer, each with what the sentence alone doesn't tell.

    Where a meeting took place stands in the dateline; what "for this reason" means, in the
    sentence before.
    """
    return tuple(_completed(asked, passage, archive) for passage in found)


def _completed(asked: Asked, passage: Passage, archive: Archive) -> Source:
    more: list[Evidence] = []
    if asked.wanted is Wanted.WHERE:
        more = [one for one in [dateline(asked, passage, archive)] if one is not None]
    elif asked.wanted is Wanted.WHY and _POINTS_BACK.match(passage.evidence.text):
        more = _before(passage, archive)
    return replace(passage.source, evidence=(*passage.source.evidence, *more))


def dateline(asked: Asked, passage: Passage, archive: Archive) -> Evidence | None:
    """The dateline of a sentence's article, where a meeting is asked about and it names a place."""
    article = archive.article(passage.evidence.article)
    if article is None or Frame.MEETING not in asked.frames:
        return None
    found = next((one for one in _datelines(article) if not any(map(str.isdigit, one.text))), None)
    if found is None or fold(found.text).split()[-1] in passage.text.folded.split():
        return None
    return found


def _datelines(article: Article) -> list[Evidence]:
    return [
        Evidence(article.id, p.start, p.end, article.text[p.start : p.end])
        for p in article.paragraphs
        if p.role is ParagraphRole.DATELINE
    ]


def _before(passage: Passage, archive: Archive) -> list[Evidence]:
    """The sentence before another."""
    start = passage.evidence.start
    earlier = [
        one.evidence[0]
        for one in archive.sentences_of(passage.evidence.article)
        if one.evidence[0].end <= start
    ]
    return earlier[-1:]

"""Sentences that findings stand on, looked up in the archive again before anybody sees them."""

from collections.abc import Iterable
from dataclasses import replace

from bot.errors import StaleSource
from bot.render.checks import Told
from bot.render.sources import Opened, locate
from bot.values import PassageRef
from knowledge.base import Base
from knowledge.drafts import Finding, Verdict
from knowledge.model import Article, Evidence


def told(base: Base, found: Iterable[Finding]) -> list[Told]:
    """Findings with their sources, each claim once; what no article says any more is unknown."""
    articles: dict[str, Article | None] = {}
    rows: list[Told] = []
    claims = {(one.about, one.span, one.verdict, one.archive): one for one in reversed([*found])}
    for one in reversed(claims.values()):
        evidence = one.evidence
        if evidence is None:
            rows.append(Told(one))
            continue
        if evidence.article not in articles:
            articles[evidence.article] = base.article(evidence.article)
        article = articles[evidence.article]
        if article is None or locate(article, [evidence]) is None:
            rows.append(Told(replace(one, verdict=Verdict.UNKNOWN, archive=None, evidence=None)))
        else:
            rows.append(Told(one, base.source_of(article, evidence)))
    return rows


def opened(base: Base, ref: PassageRef) -> Opened:
    """The passage behind a button.

    Raises:
        StaleSource: it is not in the archive in these words.
    """
    article = base.article(ref.article)
    evidence = Evidence(ref.article, ref.start, ref.start + len(ref.text), ref.text)
    spans = None if article is None else locate(article, [evidence])
    if article is None or spans is None:
        raise StaleSource
    return Opened(base.source_of(article, evidence), article, spans)

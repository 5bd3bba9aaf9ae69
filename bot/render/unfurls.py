"""What is shown below a link to an article: the facts that were read in it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ids import Action
from bot.render import limits
from bot.render.blocks import Block, button, context, section
from bot.render.text import bold, escape
from bot.values import SourceRef
from knowledge.dates.edtf import words as date_words
from knowledge.model import Article, Fact
from knowledge.wording import facts as say
from knowledge.wording.texts import count

SHOWN = 5
"""Facts below one link."""

_LINE = 450


def unfurl_blocks(article: Article, facts: Sequence[Fact], total: int) -> list[Block]:
    """The facts of an article, each with the way to its sentence there.

    Everybody in the channel sees it: it says what this article says, and nothing of others.
    """
    own = [_told_here(fact, article.id) for fact in facts[:SHOWN]]
    blocks: list[Block] = [section(bold(f"{count(total, 'fact')} in this article", 100))]
    blocks += [_fact(fact) for fact in own]
    small = [f"and {total - len(own):,} more"] if total > len(own) else []
    small += [article.outlet] if article.outlet else []
    small += [date_words(article.published)] if article.published else []
    blocks += [context(escape(" · ".join(small), 400))] if small else []
    return limits.fit(blocks)


def _told_here(fact: Fact, article: str) -> Fact:
    """A fact with the sources in this article alone."""
    here = tuple(source for source in fact.sources if source.article == article)
    return replace(fact, sources=here)


def _fact(fact: Fact) -> Block:
    source = next(iter(fact.sources), None)
    value = SourceRef(fact.id, source.reading).encode() if source is not None else None
    line = escape(say.fact_line(fact), _LINE)
    if source is None or value is None:
        return section(line)
    aloud = f"Source: {say.source_title(source)}"
    return section(line, button("Source", Action.SOURCE, value, aloud=aloud))

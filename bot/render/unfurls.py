"""What is shown below a link to an article: the facts that were read in it."""

from collections.abc import Sequence

from bot.ids import Action
from bot.render import limits
from bot.render.amendments import GONE, amended
from bot.render.blocks import Block, button, context, section
from bot.render.text import Mrkdwn, bold, clip, escape, join, quoted, size
from bot.values import SourceRef
from knowledge.dates.edtf import words as date_words
from knowledge.model import Article, Fact, RoleFact, Source, StatementFact
from knowledge.wording import desk, notices
from knowledge.wording import facts as say
from knowledge.wording.texts import count

SHOWN = 5
"""Facts below one link."""

_LINE, _QUOTE = 450, 220


def unfurl_blocks(
    article: Article | None, facts: Sequence[Fact], total: int, changed: Sequence[Mrkdwn] = ()
) -> list[Block]:
    """The facts of an article, each with the way to its sentence there.

    Everybody in the channel sees it: it says what this article says, and nothing of others. A fact
    that others tell too is shown by this article's own sentence, as the rest may be theirs.

    What the desk `changed` since they were shown stands above them; an article that is no longer in
    the archive has nothing else.
    """
    above = [amended(changed)] if changed else []
    if article is None:
        return [*above, section(escape(GONE))]
    here = [(fact, source) for fact in facts if (source := _source(fact, article.id)) is not None]
    own = here[:SHOWN]
    blocks: list[Block] = [*above, section(bold(f"{count(total, 'fact')} in this article", 100))]
    noticed = own[0][1].notices if own else ()
    said = notices.told(one for one in noticed if one.article == article.id)
    blocks += [section(join("\n", *(bold(f"This article was {one}", 400) for one in said)))] * bool(
        said
    )
    blocks += [_fact(fact, source) for fact, source in own]
    small = [f"and {total - len(own):,} more"] if total > len(own) else []
    small += [article.outlet] if article.outlet else []
    small += [date_words(article.published)] if article.published else []
    blocks += [context(escape(" · ".join(small), 400))] if small else []
    return limits.fit(blocks)


def _source(fact: Fact, article: str) -> Source | None:
    """Where a fact stands in this article; of very many sources a fact carries only some."""
    return next((source for source in fact.sources if source.article == article), None)


def _short(source: Source) -> str:
    """The sentence of a source as far as there is room for it below its fact."""
    said = say.quotation(source)
    return f"{clip(said, _QUOTE - 20)}”" if size(said) > _QUOTE - 20 else said


def _fact(fact: Fact, source: Source) -> Block:
    if all(one.article == source.article for one in fact.sources):
        head, body = say.head_and_body(fact)
        told = join(" — ", bold(head, 200), escape(desk.noted(fact, body), _LINE))
        # A line that tells words or a title as printed is a quotation already.
        said = (
            Mrkdwn("")
            if isinstance(fact, StatementFact | RoleFact)
            else quoted(_short(source), _QUOTE)
        )
        line = join("\n", told, said)
    else:
        line = quoted(say.quotation(source), _LINE)
    value = SourceRef(fact.id, source.reading).encode()
    if value is None:
        return section(line)
    aloud = f"Source: {say.source_title(source)}"
    return section(line, button("Source", Action.SOURCE, value, aloud=aloud))

"""A fact as blocks: what it says, and each source with its sentence and a Source button."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ids import Action
from bot.render import limits
from bot.render.blocks import Block, button, context, quotation, section
from bot.render.text import Mrkdwn, bold, clip, escape, italic, join, size
from bot.values import SourceRef
from knowledge.model import (
    AgreementFact,
    Fact,
    MeetingFact,
    MilestoneFact,
    PaymentFact,
    RoleFact,
    Source,
    StatementFact,
    Variant,
)
from knowledge.topics import label
from knowledge.wording import facts as say
from knowledge.wording.texts import count, shown_sources

Told = MeetingFact | AgreementFact | PaymentFact | StatementFact | MilestoneFact
"""What is told with its date; a role is told with its person."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a fact is shown, in characters and numbers."""

    line: int
    quote: int
    sources: int


DETAILS = (
    Detail(line=1_500, quote=limits.QUOTE, sources=3),
    Detail(line=900, quote=350, sources=2),
    Detail(line=500, quote=160, sources=1),
    Detail(line=280, quote=0, sources=1),
)
"""From everything to the least that still tells each fact with a way to its source."""


def fact_blocks(fact: Fact, detail: Detail) -> list[Block]:
    """A fact of any kind."""
    return _role(fact, detail) if isinstance(fact, RoleFact) else _told(fact, detail)


def _told(fact: Told, detail: Detail) -> list[Block]:
    head, body = say.head_and_body(fact)
    line = join(
        "\n",
        bold(head, 300),
        escape(body, detail.line),
        _topics(fact, detail),
        *_variants(fact),
        _told_by(fact.sources),
    )
    return [section(line), *_sources(fact, detail)]


def _role(fact: RoleFact, detail: Detail) -> list[Block]:
    line = join("\n", bold(fact.person.name, 200), role_line(fact, detail))
    return [section(line), *_sources(fact, detail)]


def role_line(fact: RoleFact, detail: Detail) -> Mrkdwn:
    """A title, the party and as of when."""
    return escape(say.role(fact), detail.line)


def _topics(fact: Told, detail: Detail) -> Mrkdwn:
    if not fact.topics:
        return Mrkdwn("")
    names = [label(topic) for topic in fact.topics]
    return escape(f"About {say.enumerate_words(names)}", detail.line // 2)


def _told_by(sources: Sequence[Source]) -> Mrkdwn:
    articles = len({source.article for source in sources})
    return italic(f"Told by {count(articles, 'article')}") if articles > 1 else Mrkdwn("")


def _variants(fact: Told) -> list[Mrkdwn]:
    """One line for each field on which sources disagree, its values side by side."""
    fields = dict.fromkeys(variant.field for variant in fact.variants)
    lines = [_differing(fact, name) for name in list(fields)[:4]]
    return [line for line in lines if line]


def _differing(fact: Told, name: str) -> Mrkdwn:
    told = [variant for variant in fact.variants if variant.field == name]
    if len(told) < 2:
        return Mrkdwn("")
    values = " / ".join(_told_value(fact, variant) for variant in told[:4])
    return join(" ", bold(f"Sources differ on the {name}:", 80), escape(values, 700))


def _told_value(fact: Told, variant: Variant) -> str:
    value = say.value_words(variant)
    tellers = [source for source in fact.sources if source.reading in variant.readings]
    headlines = dict.fromkeys(clip(say.source_title(source), 80) for source in tellers)
    named = say.enumerate_words([f"“{headline}”" for headline in list(headlines)[:2]])
    return f"{clip(value, 120)} ({named})" if named else clip(value, 120)


def _sources(fact: Fact, detail: Detail) -> list[Block]:
    blocks: list[Block] = []
    # A title is told as of the newest article, which therefore comes first.
    role = isinstance(fact, RoleFact)
    ordered = say.newest_first(fact.sources) if role else shown_sources(fact)
    shown = ordered[: detail.sources]
    for source in shown:
        said = say.quotation(source)
        if said and detail.quote:
            if size(said) > detail.quote:
                said = clip(said, detail.quote - 1) + "”"
            blocks.append(quotation(said, detail.quote))
        blocks.append(source_block(fact.id, source))
    more = len(fact.sources) - len(shown)
    if more > 0:
        blocks.append(_more(fact, more))
    return blocks


def source_block(fact: str, source: Source) -> Block:
    """Where a fact stands, with the button that opens the passage."""
    value = SourceRef(fact, source.reading).encode()
    line = escape(say.source_line(source), 400)
    if value is None:
        return context(line)
    aloud = f"Source: {say.source_title(source)}"
    return section(line, button("Source", Action.SOURCE, value, aloud=aloud))


def _more(fact: Fact, more: int) -> Block:
    line = escape(f"and {count(more, 'more source')}")
    value = SourceRef(fact.id).encode()
    if value is None:
        return context(line)
    return section(line, button("All sources", Action.SOURCE, value))

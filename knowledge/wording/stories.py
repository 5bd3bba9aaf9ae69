"""Copies of one article in words: they are one source, shown with the original.

An editor who counts sources must not take a text of an agency for three because three papers
printed it.
"""

from collections.abc import Iterable

from knowledge.model import Fact, Source, stories
from knowledge.text import fold
from knowledge.wording.phrases import enumerate_words, source_title

_NAMED = 3
_HEADLINE = 80


def leading(fact: Fact) -> list[Source]:
    """The sources of one article for each story, in their order, the original where it tells.

    A copy stands beside it where sources differ and its reading is among those that do.
    """
    differing = {reading for variant in fact.variants for reading in variant.readings}
    first = {told[0].story: told[0].article for told in stories(fact.sources)}
    return [
        source
        for source in fact.sources
        if first[source.story] == source.article or source.reading in differing
    ]


def copies_of(fact: Fact, source: Source) -> list[Source]:
    """Of every other article of a source's story that tells a fact the first source."""
    others = {
        one.article: one
        for one in reversed(fact.sources)
        if one.story == source.story and one.article != source.article
    }
    return list(reversed(others.values()))


def also_printed(source: Source, others: Iterable[Source]) -> str:
    """Where else the text of a source stands: "also printed by Town Herald and as “Headline”".

    "" for nowhere. Headlines are cut, and of many three are named.
    """
    told = [_print(source, other) for other in others]
    if not told:
        return ""
    more = len(told) - _NAMED
    named = [*told[:_NAMED], *([f"{more:,} more"] if more > 0 else [])]
    return f"also printed {enumerate_words(named)}"


def _print(source: Source, other: Source) -> str:
    title = source_title(other)
    if other.outlet and fold(title) == fold(source_title(source)):
        return f"by {other.outlet}"
    short = title if len(title) <= _HEADLINE else f"{title[: _HEADLINE - 1].rstrip()}…"
    return f"as “{short}”" + (f" by {other.outlet}" if other.outlet else "")


def counted(own: int, copies: int) -> str:
    """Articles and copies as a number: "3 articles", "3 articles and 1 copy"; "1 copy"."""
    parts = [f"{own:,} {'article' if own == 1 else 'articles'}"] if own else []
    parts += [f"{copies:,} {'copy' if copies == 1 else 'copies'}"] if copies else []
    return enumerate_words(parts)


def told_by(fact: Fact) -> tuple[int, int]:
    """How many articles of their own tell a fact, and how many copies of them."""
    own = len({source.story for source in fact.sources})
    return own, len({source.article for source in fact.sources}) - own

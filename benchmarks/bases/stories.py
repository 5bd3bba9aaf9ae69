"""Stories of the big bases: each a function of seed and number, whatever was made before it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from benchmarks.bases.chance import Luck
from benchmarks.bases.plots import Plot, plot
from benchmarks.bases.prose import heading
from benchmarks.bases.sentences import Sentence, Told
from benchmarks.bases.telling import Teller, padding
from knowledge.model import Article, Evidence, Link, Paragraph, ParagraphRole, Reading

MEDIAN = 1_000
SPREAD = 0.85
LONGEST = 30_000
"""Characters of a text: half as many as measured (see the package), spread as they are."""

CORRECTED = 0.01
"""The share of stories that appear again with other words."""

NOTICED = 0.004
WITHDRAWN = 0.0005
"""The shares of stories that their outlet says to have corrected, or withdrew."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a story: what `Base.save` takes."""

    article: Article
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story in all its versions, the last in force, and what its outlet says to have done.

    `corrected` are the words of a correction, None where there is none.
    """

    number: int
    versions: tuple[Version, ...]
    corrected: str | None = None
    withdrawn: bool = False


def story_id(number: int) -> str:
    """The id of a story's article."""
    return f"story-{number:07}"


def story(seed: int, number: int) -> Story:
    """The story of a number."""
    told = plot(seed, number)
    luck = Luck(seed, "story", number)
    title, paragraphs = _paragraphs(seed, told, luck)
    last = _version(told, title, paragraphs)
    versions: tuple[Version, ...] = (last,)
    if luck.happens(CORRECTED):
        dropped = paragraphs[:-1] or paragraphs
        added = [Sentence(f"This story was first published with another ending, {title}.")]
        versions = (_version(told, title, [*dropped, added]), last)
    words = f"An earlier version gave a wrong figure for {told.about.words}."
    return Story(
        number,
        versions,
        words if luck.happens(NOTICED) else None,
        luck.happens(WITHDRAWN),
    )


def _paragraphs(seed: int, told: Plot, luck: Luck) -> tuple[str, list[list[Sentence]]]:
    """A story's title and the sentences of its body."""
    if told.copied and told.source is not None:
        title, paragraphs = _first_told(seed, told.source)
        kept = max(1, round(len(paragraphs) * (0.5 + 0.5 * luck.random())))
        if luck.happens(0.5):
            title = heading(luck, told.about)
        return title, paragraphs[:kept]
    return _first_told(seed, told.number)


@lru_cache(maxsize=64)
def _first_told(seed: int, number: int) -> tuple[str, list[list[Sentence]]]:
    told = plot(seed, number)
    luck = Luck(seed, "words", number)
    teller = Teller(luck, told)
    facts = [teller.told(event) for event in told.events]
    facts += [[one] for one in teller.left()]
    length = min(LONGEST, MEDIAN * math.exp(SPREAD * luck.normal()))
    written = sum(len(one.text) + 1 for group in facts for one in group)
    others = [[one] for one in padding(luck, told, int(length) - written)]
    groups = facts[:1] + _shuffled(luck, facts[1:], others)
    return heading(luck, told.about), list(_split(luck, groups))


def _shuffled(
    luck: Luck, facts: list[list[Sentence]], others: list[list[Sentence]]
) -> list[list[Sentence]]:
    """Facts in their order, with other sentences between them and more of those at the end."""
    made: list[list[Sentence]] = []
    facts, others = facts[::-1], others[::-1]
    while facts or others:
        if facts and (not others or luck.random() < 0.35 + 0.5 * len(facts) / (len(others) + 1)):
            made.append(facts.pop())
        else:
            made.append(others.pop())
    return made


def _split(luck: Luck, groups: list[list[Sentence]]) -> Iterator[list[Sentence]]:
    """Paragraphs of two to four sentences."""
    paragraph: list[Sentence] = []
    for group in groups:
        paragraph += group
        if len(paragraph) >= 4 or (len(paragraph) >= 2 and luck.happens(0.5)):
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _version(told: Plot, title: str, paragraphs: list[list[Sentence]]) -> Version:
    """The article of these sentences, and the readings in their places."""
    text, spans, at = [title], [Paragraph(0, len(title), ParagraphRole.TITLE)], len(title) + 2
    starts: dict[int, int] = {}
    for sentences in paragraphs:
        begun = at
        for one in sentences:
            starts[id(one)] = at
            at += len(one.text) + 1
        spans.append(Paragraph(begun, at - 1))
        text.append(" ".join(one.text for one in sentences))
        at += 1
    article = Article(
        story_id(told.number), "\n\n".join(text), tuple(spans), title=title, outlet=told.outlet,
        published=told.day.isoformat(), published_basis="given", language="en",
    )  # fmt: skip
    readings = tuple(
        _reading(article, one, read, starts)
        for sentences in paragraphs
        for one in sentences
        for read in one.told
    )
    return Version(article, readings)


def _reading(article: Article, first: Sentence, read: Told, starts: dict[int, int]) -> Reading:
    """A reading where its sentences stand; further sentences that were cut are left out."""
    places = [(starts[id(one)], one.text) for one in (first, *read.more) if id(one) in starts]
    links = tuple(
        Link(step.field, step.mention, at, at + len(step.mention), step.target, step.via)
        for step in read.steps
        for at in [places[0][0] + first.text.index(step.mention)]
    )
    return Reading(
        kind=read.kind,
        article=article.id,
        digest=article.digest,
        rule=read.rule,
        fields=read.fields,
        evidence=tuple(Evidence(article.id, at, at + len(text), text) for at, text in places),
        links=links,
        background=read.background,
    )

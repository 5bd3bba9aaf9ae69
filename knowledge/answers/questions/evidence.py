"""What an article sentence tells and of whom: its words, its names, and the facts that stand on it.

A sentence names those whom it prints, and those whom the facts read in it involve ("he", "the two
leaders"). A section's heading names the parties of the sentences below it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import islice

from knowledge.answers.questions import references
from knowledge.answers.questions.printing import has_name, prints
from knowledge.answers.questions.surroundings import around, lead
from knowledge.base import Base
from knowledge.base.sentences import sentences
from knowledge.model import (
    Article,
    Evidence,
    Fact,
    Source,
    parties_of,
    people_of,
)
from knowledge.questions.model import Named, Term
from knowledge.questions.words import Text, stems
from knowledge.text import fold

_FACTS, _SENTENCES, _LONGEST, _HOLDERS = 300, 120, 30_000, 4
_OPENINGS = frozenset(
    {"he", "she", "they", "it", "both", "his", "her", "their", "this", "these", "those", "also",
     "additionally", "the"}
)  # fmt: skip


AROUND, TITLED, MATTER = 0.9, 0.87, 0.85
"""How surely a sentence is about who stands only beside it, in the headline, in the lead."""


@lru_cache(maxsize=256)
def _shared(text: str) -> Text:
    """A text that many sentences have around them, made once."""
    return Text(text)


@lru_cache(maxsize=1_000)
def _short(text: str) -> Text:
    """A sentence, or what stands around one; question after question looks at the same.

    Each takes some 3 kB; with four times as many, 500 questions over 10,000 articles take as long.
    """
    return Text(text)


@dataclass(frozen=True)
class Passage:
    """A sentence of an article.

    `before` is what stands before it in its paragraph, `lead` the article's headline and first
    paragraph, which say what all of it is about.
    """

    source: Source
    archive: "Archive"
    before: str = ""
    heading: str = ""
    lead: str = ""

    @property
    def evidence(self) -> Evidence:
        """The sentence itself."""
        return self.source.evidence[0]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that stand on the sentence."""
        return tuple(
            fact
            for fact in self.archive.facts_in(self.evidence.article)
            if any(_overlap(item, self.evidence) for one in fact.sources for item in one.evidence)
        )

    @cached_property
    def text(self) -> Text:
        """The sentence's words."""
        return _short(self.evidence.text)

    @cached_property
    def around(self) -> Text:
        """The heading and the sentence before, for whom they name."""
        return _short(f"{self.heading} . {self.before}")

    @property
    def title(self) -> Text:
        """The article's headline."""
        return _shared(self.source.title or "")

    @property
    def matter(self) -> Text:
        """What the article is about: its headline and its first paragraph."""
        return _shared(self.lead)

    @cached_property
    def parties(self) -> frozenset[str]:
        """Parties of the facts that stand on the sentence."""
        return frozenset(
            code
            for fact in self.facts
            for code in (*parties_of(fact), *(ref.party for ref in people_of(fact)))
            if code is not None
        )

    @cached_property
    def people(self) -> frozenset[str]:
        """People of the facts that stand on the sentence."""
        return frozenset(ref.id for fact in self.facts for ref in people_of(fact))

    def leans(self) -> bool:
        """Whether the sentence begins with a word that stands for somebody named before."""
        first = self.text.folded.split(" ", 1)[0]
        return first in _OPENINGS


@dataclass
class Archive:
    """A fact base as one question sees it: what was looked up is kept while it is answered.

    `cut` tells that something had more facts than were looked at, `left_out` that a sentence was
    not, as the desk retracted all that was read in it; with `retracted` such are looked at too.
    """

    base: Base
    cut: bool = False
    retracted: bool = False
    left_out: bool = False
    _articles: dict[str, Article | None] = field(default_factory=dict)
    _facts: dict[str, Sequence[Fact]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _surnames: dict[str, bool] = field(default_factory=dict)
    _whole: dict[str, Text] = field(default_factory=dict)
    _holders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def article(self, identity: str) -> Article | None:
        """An article."""
        if identity not in self._articles:
            self._articles[identity] = self.base.article(identity)
        return self._articles[identity]

    def sentences_of(self, identity: str) -> list[Source]:
        """All sentences of an article, in its order."""
        article = self.article(identity)
        if article is None:
            return []
        source, found = self.base.source_of(article), []
        for start, length in islice(sentences(article), _SENTENCES):
            text = article.text[start : start + length]
            told = (Evidence(article.id, start, start + length, text),)
            found.append(replace(source, evidence=told))
        return found

    def whole(self, identity: str) -> Text:
        """All that an article says."""
        if identity not in self._whole:
            article = self.article(identity)
            text = "" if article is None else f"{article.title or ''} . {article.text[:_LONGEST]}"
            self._whole[identity] = _shared(text)
        return self._whole[identity]

    def matter(self, identity: str) -> Text:
        """What an article is about: its headline, its dateline and its first paragraph."""
        article = self.article(identity)
        return _shared("" if article is None else lead(article))

    def facts_in(self, identity: str) -> Sequence[Fact]:
        """The facts that an article tells, with its sentences alone."""
        if identity not in self._facts:
            self._facts[identity] = self.base.told_in(identity, _FACTS)
        return self._facts[identity]

    def name(self, person: str) -> str:
        """A person's name, folded."""
        if person not in self._names:
            known = self.base.person(person)
            self._names[person] = "" if known is None else fold(known.name)
        return self._names[person]

    def passages(self, sources: Iterable[Source]) -> Iterator[Passage]:
        """Sentences with all that is known of them, each once."""
        seen: set[tuple[str, int]] = set()
        for source in sources:
            for evidence in source.evidence[:1]:
                if (evidence.article, evidence.start) in seen:
                    continue
                seen.add((evidence.article, evidence.start))
                if not self.retracted and self.base.is_retracted(evidence):
                    self.left_out = True
                    continue
                yield self._passage(source, evidence)

    def _passage(self, source: Source, evidence: Evidence) -> Passage:
        article = self.article(evidence.article)
        if article is None:
            return Passage(source, self)
        heading, before = around(article, evidence)
        return Passage(source, self, before, heading, lead(article))

    def names_it(self, named: Named, passage: Passage) -> float:
        """How surely a passage names somebody: 1 by name or by a fact, less by what is around."""
        if named.kind == "person":
            return self._person(named.of, passage)
        if named.kind == "office":
            return self._office(named, passage)
        # A party of a fact is none of its places.
        if prints(passage.text, named.of):
            return 1.0
        if f" {fold(named.said)} " in f" {passage.text.folded} ":
            return 1.0
        if named.kind == "party" and named.of in passage.parties:
            return 1.0
        if named.of == "BE" and prints(passage.text, "EU") and "brussels" in fold(named.said):
            return 1.0
        said = f" {fold(named.said)} "
        for text, sure in (
            (passage.around, AROUND),
            (passage.title, TITLED),
            (passage.matter, MATTER),
        ):
            if prints(text, named.of) or said in f" {text.folded} ":
                return sure
        return 0.0

    def _person(self, person: str, passage: Passage) -> float:
        words = self.name(person).split()
        if not words:
            return 1.0 if person in passage.people else 0.0
        alone = self._is_only(words[-1])
        if has_name(passage.text, words, alone=alone) or person in passage.people:
            return 1.0
        referred = self._referred(person, words, passage)
        if referred is not None:
            return 1.0 if referred else 0.0
        if passage.leans() and has_name(passage.around, words, alone=alone):
            return AROUND
        if has_name(passage.title, words, alone=alone):
            return TITLED
        return MATTER if has_name(passage.matter, words, alone=alone) else 0.0

    def _referred(self, person: str, words: Sequence[str], passage: Passage) -> bool | None:
        """Whether a pronoun of the sentence means a person; None where that is not plain."""
        start, identity = passage.evidence.start, passage.evidence.article
        article = self.article(identity)
        before = (passage.before, "" if article is None else article.text[:start])
        return references.means(person, words, passage.text, before, self.facts_in(identity))

    def surname(self, named: Named) -> str:
        """The last word of a name, folded."""
        known = self.name(named.of) if named.kind == "person" else fold(named.said)
        return known.split()[-1] if known else ""

    def _is_only(self, surname: str) -> bool:
        """Whether a family name on its own can only be one person's."""
        if surname not in self._surnames:
            self._surnames[surname] = not self.base.names.person(surname).ambiguous
        return self._surnames[surname]

    def _office(self, named: Named, passage: Passage) -> float:
        """By its holder's name, else by its title where the party is named with it or around."""
        holders = self.holders(named)
        names = [self.name(one).split() for one in holders]
        printed = [words for words in names if words]
        for words in printed:
            if has_name(passage.text, words, alone=self._is_only(words[-1])):
                return 1.0
        if passage.people.intersection(holders):
            return 1.0
        office = tuple(stems(named.of.split(" of ", 1)[0]))
        if passage.text.has(office):
            return 1.0
        return MATTER if passage.matter.has(office) or passage.around.has(office) else 0.0

    def holders(self, named: Named) -> tuple[str, ...]:
        """The people who hold an office of a party, by the articles."""
        if named.of not in self._holders:
            title = named.of.split(" of ", 1)[0]
            held = self.base.people_with_office(title, named.party, _HOLDERS) if named.party else ()
            self._holders[named.of] = tuple(person.id for person in held)
        return self._holders[named.of]


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def covered(terms: Iterable[Term], text: Text) -> list[Term]:
    """Those of the terms that a text holds, in their own or another wording."""
    return [term for term in terms if any(text.has(phrase) for phrase in term.phrases)]

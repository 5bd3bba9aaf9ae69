"""What a rule looks at: one verb or noun in its sentence."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.extraction.grammar.clauses import linear_subject, subject_of
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.parsing.words import Word

if TYPE_CHECKING:
    from knowledge.extraction.meetings.rules.noun_phrase import Told


@dataclass(frozen=True, slots=True)
class Spot:
    """A word that may tell of a meeting: its token, which word it is, and the actors around it.

    `lemma` is its dictionary form in lower case, right also for "co-chaired". `told` is where
    `noun_phrase.told` notes what it found of the word, as several rules ask for it.
    """

    sentence: Sentence
    actors: list[Actor]
    token: Token
    at: int
    lemma: str
    told: "list[Told | None]" = field(default_factory=list, repr=False, compare=False)

    @property
    def word(self) -> str:
        """The word as printed, in lower case."""
        return self.sentence.lower(self.at)

    def lower(self, offset: int) -> str:
        """A neighbouring word in lower case; empty beyond the sentence."""
        return self.sentence.lower(self.at + offset)

    def subject(self) -> list[Actor]:
        """The actors that the word, or the verb it hangs on, has as its subject."""
        if self.token.pos_ not in ("VERB", "AUX"):
            # A verb that the parser took for something else has no subject of its own.
            before = linear_subject(self.sentence, self.actors, self.token)
            if before:
                return before
        return subject_of(self.sentence, self.actors, self.token)


def spot_at(sentence: Sentence, actors: list[Actor], at: int) -> Spot:
    """The spot of word `at`."""
    word = sentence.words[at]
    token = sentence.tokens[word.last - 1]
    return Spot(sentence, actors, token, at, lemma_of(word, token))


def lemma_of(word: Word, token: Token) -> str:
    """The dictionary form, in lower case, of a word that ends with `token`."""
    if word.lower.startswith("co-"):
        # The parser gets the dictionary form of compounds wrong.
        stem = word.lower[3:].removesuffix("ed").removesuffix("ing").removesuffix("s")
        return f"co-{stem}"
    return token.lemma_.lower()

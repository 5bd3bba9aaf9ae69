"""What is marked in a sentence before titles and people are looked for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.extraction.named.parties import PartyMention
from knowledge.extraction.parsing.document import Sentence


@dataclass(slots=True)
class Marks:
    """A sentence with its parties and with what the language model takes for people.

    `party_at` holds every word of a party's name, `party_start` only the first. `person_end` leads
    from the first word of a person's name to the word behind it; `person_words` are all of them.
    `lower` is the sentence's.
    """

    sentence: Sentence
    party_at: dict[int, PartyMention]
    party_start: dict[int, PartyMention]
    person_end: dict[int, int] = field(default_factory=dict)
    person_words: frozenset[int] = frozenset()
    lower: Callable[[int], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.lower = self.sentence.lower

    def capital(self, i: int) -> bool:
        """True when there is a word `i` and it begins with a capital letter."""
        words = self.sentence.words
        return 0 <= i < len(words) and words[i].capital

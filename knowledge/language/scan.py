"""The words of one query while they are being read: tokens, and which of them are still free."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from knowledge.language.claims import Claim
from knowledge.language.lexicon import Lexicon, function_words
from knowledge.language.speech import Speech, speech
from knowledge.language.tokens import Token

_CODE_LETTERS = range(2, 6)
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Scan:
    """A cleaned text, its tokens, and the positions of tokens that nothing has claimed yet.

    `spoken` marks a question in free speech, in which "us" is no country; `speech` says what words
    mean after its command.
    """

    text: str
    tokens: tuple[Token, ...]
    free: frozenset[int]
    spoken: bool = False
    speech: Speech = field(default_factory=lambda: speech("meetings"))

    def spans(self, longest: int) -> Iterator[tuple[int, int]]:
        """All runs of free tokens of at most `longest` words, longer ones first."""
        for length in range(min(longest, len(self.tokens)), 0, -1):
            for start in range(len(self.tokens) - length + 1):
                if self.is_free(start, start + length):
                    yield start, start + length

    def is_free(self, start: int, end: int) -> bool:
        """True when all these tokens exist and nothing has claimed any of them."""
        return all(position in self.free for position in range(start, end))

    def key(self, start: int, end: int) -> str:
        """The folded words of a span, as lexicons know them."""
        return " ".join(token.key for token in self.tokens[start:end])

    def said(self, start: int, end: int) -> str:
        """The words of a span as typed, a quotation without its marks."""
        if end - start == 1:
            return self.tokens[start].text
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def between(self, left: int, right: int) -> str:
        """What stands between two neighbouring tokens: spaces, commas."""
        return self.text[self.tokens[left].end : self.tokens[right].start]

    def is_quoted(self, start: int, end: int) -> bool:
        """True when one of these words stands in quotation marks."""
        return any(token.quoted for token in self.tokens[start:end])

    def is_function_word(self, position: int) -> bool:
        """True for words that belong to the grammar, unless they are typed as a code ("US")."""
        token = self.tokens[position]
        if token.quoted or (token.key == "us" and not self.spoken):
            return False
        return token.key in function_words(self.speech.command) and not self.is_code(position)

    def has_content(self, start: int, end: int) -> bool:
        """True when a span holds more than words of the grammar."""
        return any(not self.is_function_word(position) for position in range(start, end))

    def is_article(self, position: int) -> bool:
        """True for a free "the", "a" or "an"."""
        return position in self.free and self.tokens[position].key in _ARTICLES

    def is_code(self, position: int) -> bool:
        """True for a word in capitals that stands out as a code: "WHO", "IN", "US".

        In a text typed in capitals throughout, only when all of its words might be codes.
        """
        shouted = all(token.text.upper() == token.text for token in self.tokens)
        positions = range(len(self.tokens)) if shouted else (position,)
        return all(_looks_like_code(self.tokens[n].text) for n in positions)

    def without(self, claims: Iterable[Claim]) -> "Scan":
        """The same words with those of the claims no longer free."""
        taken = {position for claim in claims for position in range(claim.start, claim.end)}
        return replace(self, free=self.free - taken)

    def phrases(self, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
        """All free spans that a lexicon knows, each with its meaning, longer ones first."""
        for start, end in self.spans(lexicon.longest):
            meaning = lexicon.get(self.key(start, end))
            if meaning is not None:
                yield start, end, meaning


def _looks_like_code(text: str) -> bool:
    letters = text.replace(".", "")
    return len(letters) in _CODE_LETTERS and letters.isalpha() and letters.isupper()

"""Words as the parser sees them, in a form of our own: small, plain, and without spaCy behind it.

A spaCy document takes some twenty kilobytes a word while it lives; these take a third of one. The
attributes have spaCy's names and mean what they mean there, so that whoever knows its `Token`
knows this one.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import overload

from knowledge.extraction.parsing.morph import Morph, morph_of


class Token:
    """A word or sign of a `Doc`: what it is, and which word it hangs on.

    `i` is its number in the document, `idx` where its text begins there. The head of a sentence's
    root is the root itself. `children` are the words that hang on it, left to right. `packing`
    makes them.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_sent_start",
        "lemma_",
        "lower_",
        "morph_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: "Doc"
    i: int
    idx: int
    text: str
    whitespace_: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    morph_: str
    ent_iob_: str
    ent_type_: str
    is_sent_start: bool
    head: "Token"
    children: "Sequence[Token]"

    # --- the tree ----------------------------------------------------------------------------

    @property
    def lefts(self) -> "Iterator[Token]":
        """The children before this word."""
        return (child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> "Iterator[Token]":
        """The children behind this word."""
        return (child for child in self.children if child.i > self.i)

    @property
    def subtree(self) -> "Iterator[Token]":
        """This word and all that hang on it, however far down, left to right."""
        # With a stack of its own: a tree of a thousand levels is no error.
        todo: list[tuple[Token, bool]] = [(self, not self.children)]
        while todo:
            token, opened = todo.pop()
            if opened:
                yield token
                continue
            for child in reversed(token.children):
                if child.i < token.i and not opened:
                    todo.append((token, True))
                    opened = True
                todo.append((child, not child.children))
            if not opened:
                todo.append((token, True))

    @property
    def left_edge(self) -> "Token":
        """The first word of the subtree."""
        return min(self.subtree, key=_number)

    @property
    def right_edge(self) -> "Token":
        """The last word of the subtree."""
        return max(self.subtree, key=_number)

    @property
    def ancestors(self) -> "Iterator[Token]":
        """The heads above, up to the root."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def conjuncts(self) -> "tuple[Token, ...]":
        """The other words of the same list: "A, B and C"."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:
            found.extend(child for child in word.rights if child.dep_ == "conj")
        return tuple(word for word in found if word is not self)

    @property
    def is_title(self) -> bool:
        """True for a capital with small letters behind."""
        return self.text.istitle()

    @property
    def is_space(self) -> bool:
        """True for white space."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """True for punctuation, quotation marks and brackets included."""
        return all(unicodedata.category(sign)[0] == "P" for sign in self.text)

    @property
    def sent(self) -> "Span":
        """The sentence that the word stands in."""
        tokens = self.doc.tokens
        start, end = self.i, self.i + 1
        while start > 0 and not tokens[start].is_sent_start:
            start -= 1
        while end < len(tokens) and not tokens[end].is_sent_start:
            end += 1
        return Span(self.doc, start, end)

    # --- the word by itself ------------------------------------------------------------------

    @property
    def morph(self) -> Morph:
        """Its grammatical features."""
        return morph_of(self.morph_)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def __lt__(self, other: "Token") -> bool:
        return self.i < other.i

    def __le__(self, other: "Token") -> bool:
        return self.i <= other.i

    def __gt__(self, other: "Token") -> bool:
        return self.i > other.i

    def __ge__(self, other: "Token") -> bool:
        return self.i >= other.i


class Span:
    """Tokens `start`..`end`-1 of a document; `label_` is the kind of entity, if it is one."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = max(start, end)
        self.label_ = label

    @property
    def start_char(self) -> int:
        """Where it begins in the document's text."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where it ends in the document's text."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """As printed, without the space behind."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The word of the span that stands nearest to the root of its sentence.

        Raises:
            ValueError: the span is empty.
        """
        tokens = self.doc.tokens[self.start : self.end]
        return min(tokens, key=_depth)

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __getitem__(self, i: int) -> Token:
        return self.doc.tokens[self.start : self.end][i]

    def __repr__(self) -> str:
        return self.text


class Doc:
    """A paragraph as tokens, in the order of its text; `packed` is what they were made from."""

    __slots__ = ("packed", "text", "tokens")

    def __init__(self, text: str, packed: str) -> None:
        self.text = text
        self.packed = packed
        self.tokens: list[Token] = []

    def release(self) -> None:
        """Take the words apart, as nobody needs them any more.

        They hang on each other in circles, whose memory only the collector would find.
        """
        for token in self.tokens:
            token.children = ()
            del token.head
        self.tokens.clear()

    @property
    def sents(self) -> Iterator[Span]:
        """Its sentences."""
        starts = [token.i for token in self.tokens if token.is_sent_start]
        for start, end in pairwise([*starts, len(self.tokens)]):
            yield Span(self, start, end)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, i: int) -> Token: ...

    @overload
    def __getitem__(self, i: slice) -> Span: ...

    def __getitem__(self, i: int | slice) -> Token | Span:
        if isinstance(i, slice):
            start, end, _ = i.indices(len(self.tokens))
            return Span(self, start, end)
        return self.tokens[i]


def _depth(token: Token) -> float:
    """How far down a word stands; a sign with nothing below it is as deep as can be."""
    if token.head is not token and not token.children and (token.is_punct or token.is_space):
        return math.inf
    return sum(1 for _ in token.ancestors)


def _number(token: Token) -> int:
    return token.i

"""An article, parsed: sentences of tokens that know where they stand in the article's text."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter

from knowledge.extraction.lexicon import name_words
from knowledge.extraction.parsing.datelines import Dateline, find_dateline
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.echoes import without_echoes
from knowledge.extraction.parsing.tokens import Doc, Span, Token
from knowledge.extraction.parsing.words import Lowers, Word, words_of
from knowledge.model import Article, Evidence, Link, ParagraphRole, Status

Parser = Callable[[Sequence[str]], Iterable[Doc]]
"""Parses paragraphs, in their order."""

# The parser's memory grows with the length of one text; longer paragraphs are cut at a sentence
# end, and no more than so many are given to it at a time.
LONGEST = 10_000
BATCH = 64
BATCH_LENGTH = 40_000
# Parsing takes most of the time; what is left of it is for the rules.
_SHARE = 0.7

# Characters that stand for an ordinary space to the parser; same length, so offsets stay.
_SPACES = ("\n", "\t", "\u00a0", "\u202f", "\u2009")
_AS_SPACE = str.maketrans(dict.fromkeys(_SPACES, " "))
# Half a character, which no UTF-8 has, and which the parser can't take.
_HALF = re.compile("[\ud800-\udfff]")
# Signs alone, which no sentence has so many of: the tokenizer takes each off by itself, and looks
# through all the others for each.
_SIGNS = re.compile(r"[^\w\s]{64,}")
# Of so many signs in a row every sixteenth is one, four times running.
_STEP = 16
_SOME_SIGNS = re.compile(r"[^\w\s]{4}")
# The word in lower case, of a `Word`.
_lower = itemgetter(3)
LETTERS = re.compile("[a-z]+")
"""See `Sentence.letters`."""
_READ = {
    ParagraphRole.TITLE,
    ParagraphRole.CAPTION,
    ParagraphRole.DATELINE,
    ParagraphRole.HEADING,
    ParagraphRole.BODY,
}


@dataclass(slots=True)
class Sentence:
    """A sentence with its tokens (white space left out) and its offsets in the article.

    `word_of` leads from a token's place here to its word, `word_at` from its number in the
    document; `begins` is where each token begins in the paragraph.
    `text` is verbatim, `plain` what the parser read: as long, white space and echoes as spaces.
    `lowers` are the words in lower case, `lower` gives the one at `i`, empty beyond either end;
    `lemmas` are the dictionary forms of the words (of their last tokens), in lower case.
    `vocabulary` are all words in lower case: a glance at it tells whether a sentence is worth a
    closer look. `statuses` and `outlooks` are
    where `grammar.status` and `grammar.outlook` remember what they found of a word.
    """

    index: int
    role: ParagraphRole
    section: int
    tokens: list[Token]
    base: int
    text: str
    plain: str
    start: int
    end: int
    # What follows is told by `prepare`.
    word_at: dict[int, int] = field(init=False)
    words: list[Word] = field(init=False)
    lowers: list[str] = field(init=False)
    word_of: list[int] = field(init=False)
    begins: list[int] = field(init=False)
    lemmas: list[str] = field(init=False)
    # Called many times for every word, so it is the dictionary's own look-up.
    lower: Callable[[int], str] = field(init=False, repr=False, compare=False)
    vocabulary: frozenset[str] = field(init=False)
    # Several kinds of fact ask of the same words whether what they tell took place.
    statuses: dict[Token, Status | None] = field(default_factory=dict, repr=False, compare=False)
    outlooks: dict[Token, Status | None] = field(default_factory=dict, repr=False, compare=False)
    _forms: frozenset[str] | None = field(default=None, repr=False, compare=False)
    _letters: frozenset[str] | None = field(default=None, repr=False, compare=False)

    def forms(self) -> frozenset[str]:
        """Its words, its tokens and their dictionary forms, in lower case: a sentence that has
        none of a rule's words among them need not be walked through for it."""
        if self._forms is None:
            lemmas = self.lemmas
            if len(self.words) < len(self.tokens):
                lemmas = [token.lemma_.lower() for token in self.tokens]
            self._forms = self.vocabulary.union([token.lower_ for token in self.tokens], lemmas)
        return self._forms

    def letters(self) -> frozenset[str]:
        """What stands in it of nothing but the letters a to z, in lower case, wherever the parser
        cuts: whoever cuts the text anew finds no such word that is not among them."""
        if self._letters is None:
            self._letters = frozenset(LETTERS.findall(self.text.lower()))
        return self._letters

    def offset(self, i: int) -> int:
        """Where token `i` begins in the article."""
        return self.base + self.begins[i]

    def close(self, i: int) -> int:
        """Where token `i` ends in the article."""
        token = self.tokens[i]
        return self.base + token.idx + len(token.text)

    def position(self, token: Token) -> int | None:
        """The index of the word that holds a token, None when it is of another sentence."""
        return self.word_at.get(token.i)

    def printed(self, first: int, last: int) -> str:
        """The text of words `first`..`last`-1, as printed, line breaks as spaces."""
        if first >= last:
            return ""
        words, tokens = self.words, self.tokens
        token = tokens[words[last - 1].last - 1]
        shift = self.base - self.start
        start = self.begins[words[first].first] + shift
        return " ".join(self.text[start : token.idx + len(token.text) + shift].split())

    def word_start(self, i: int) -> int:
        """Where word `i` begins in the article."""
        return self.base + self.begins[self.words[i].first]

    def word_end(self, i: int) -> int:
        """Where word `i` ends in the article."""
        token = self.tokens[self.words[i].last - 1]
        return self.base + token.idx + len(token.text)

    def word_span(self, start: int, end: int) -> tuple[int, int]:
        """Word indices that cover the article offsets `start`..`end`."""
        first, last = self.token_span(start, end)
        return self.word_of[first], self.word_of[last - 1] + 1

    def prepare(self) -> None:
        """Index the tokens and join hyphenated compounds into words."""
        tokens = self.tokens
        self.begins = [token.idx for token in tokens]
        self.words = words = words_of(tokens, self.text)
        if len(words) == len(tokens):
            self.word_of = list(range(len(words)))
            self.lemmas = [token.lemma_.lower() for token in tokens]
        else:
            self.word_of = [i for i, word in enumerate(words) for _ in range(*word[:2])]
            self.lemmas = [tokens[word.last - 1].lemma_.lower() for word in words]
        numbers: Iterable[int] = range(tokens[0].i, tokens[-1].i + 1)
        if len(tokens) < tokens[-1].i + 1 - tokens[0].i:
            numbers = [token.i for token in tokens]
        self.word_at = dict(zip(numbers, self.word_of, strict=True))
        self.lowers = list(map(_lower, words))
        # A word or two beyond either end are asked for as well.
        self.lower = Lowers(enumerate(("", "", *self.lowers, "", ""), -2)).__getitem__
        self.vocabulary = frozenset(self.lowers)

    def link(self, field: str, target: str, via: str) -> Link:
        """The whole sentence (a heading, a lead) as one step of a chain."""
        return Link(field, self.text, self.start, self.end, target, via)

    def word_link(self, field: str, first: int, last: int, target: str, via: str) -> Link:
        """Words `first`..`last`-1 as one step of a chain."""
        start, end = self.word_start(first), self.word_end(last - 1)
        return Link(field, self.printed(first, last), start, end, target, via)

    def evidence(self, article: Article) -> Evidence:
        """The sentence as evidence, verbatim."""
        return Evidence(article=article.id, start=self.start, end=self.end, text=self.text)

    def token_span(self, start: int, end: int) -> tuple[int, int]:
        """Token indices that cover the article offsets `start`..`end`."""
        start, end = start - self.base, end - self.base
        first = max(bisect_right(self.begins, start) - 1, 0)
        last = max(bisect_right(self.begins, max(end - 1, start)), first + 1)
        return first, last


@dataclass(slots=True)
class Document:
    """The sentences of an article in order, headline first, and the paragraphs they are of.

    `complete` is false when the time was up before the end of the article; `dateline` is where its
    story was filed.
    """

    article: Article
    sentences: list[Sentence]
    complete: bool = True
    dateline: Dateline | None = None
    docs: list[Doc] = field(default_factory=list)

    def release(self) -> None:
        """Free the memory of its words; its sentences can't be used any more."""
        for doc in self.docs:
            doc.release()


@dataclass(frozen=True, slots=True)
class Piece:
    """What the parser reads at a time: a paragraph, or part of a very long one."""

    text: str
    base: int
    role: ParagraphRole
    section: int


def parse(article: Article, parser: Parser, deadline: Deadline) -> Document:
    """Parse an article paragraph by paragraph, as far as the time goes.

    Line breaks inside a paragraph count as spaces. Sentences keep their offsets in `article.text`.
    """
    document = Document(article, [], dateline=find_dateline(article))
    for batch in _batches(pieces(article)):
        docs = parser([piece.text for piece in batch])
        for piece, doc in zip(batch, docs, strict=True):
            if deadline.passed(_SHARE):
                document.complete = False
                return document
            document.docs.append(doc)
            _mend(article, piece, doc)
            for span in doc.sents:
                sentence = _sentence(article, piece, span, len(document.sentences))
                if sentence is not None:
                    document.sentences.append(sentence)
    return document


def _mend(article: Article, piece: Piece, doc: Doc) -> None:
    """No sentence begins in the middle of a line behind a word, a comma or "(EU)", nor behind a
    form of address: "Hon. | Ada Mensah", "Samdech | Sok"."""
    addresses = _addresses()
    for i, token in enumerate(doc.tokens):
        if not (i and token.is_sent_start):
            continue
        last = doc.tokens[i - 1]
        between = article.text[_end(piece, last) : piece.base + token.idx]
        if _goes_on(doc, i) and "\n" not in between:
            token.is_sent_start = False
            continue
        printed = last.lower_
        if printed == "." and i > 1:
            last = doc.tokens[i - 2]
            printed = last.lower_ + "."
        if token.text[:1].isupper() and last.text[:1].isupper() and printed in addresses:
            token.is_sent_start = False


@cache
def _addresses() -> frozenset[str]:
    words = name_words()
    return words.honorifics - words.shy_honorifics - words.suffixes


def _end(piece: Piece, token: Token) -> int:
    return piece.base + token.idx + len(token.text)


def _goes_on(doc: Doc, i: int) -> bool:
    """True where what stands before token `i` ends no sentence."""
    last = doc.tokens[i - 1].text
    if last == ")" and i > 3 and doc.tokens[i - 3].text == "(":
        return doc.tokens[i - 2].text.isupper()
    return last == "," or (last.isalpha() and doc.tokens[i].text[:1].isalnum())


def pieces(article: Article) -> Iterator[Piece]:
    """What extraction reads of an article, with the number of the section that it stands in."""
    section = 0
    dateline = find_dateline(article)
    for paragraph in article.paragraphs:
        if paragraph.role is ParagraphRole.HEADING:
            section += 1
        if paragraph.role in _READ:
            begin = paragraph.start
            if dateline is not None and dateline.start == begin:
                # Where and when a story was filed is no part of its first sentence.
                begin = dateline.end
            text = article.text[begin : paragraph.end]
            if any(map(text.__contains__, _SPACES)):
                text = text.translate(_AS_SPACE)
            text = without_echoes(text)
            if _SOME_SIGNS.search(text[::_STEP]) or not _is_whole(text):
                text = _HALF.sub("\ufffd", text)
                text = _SIGNS.sub(lambda run: " " * len(run[0]), text)
            for start, chunk in _chunks(text):
                yield Piece(chunk, begin + start, paragraph.role, section)


def _is_whole(text: str) -> bool:
    """False where half a character stands."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Cut `text` into pieces of at most LONGEST characters, at sentence ends if it has any."""
    start = 0
    while len(text) - start > LONGEST:
        cut = text.rfind(". ", start, start + LONGEST)
        cut = cut + 1 if cut > start else start + LONGEST
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Group pieces for the parser, which sees the clock only between two groups."""
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        if len(batch) == BATCH or (batch and size + len(piece.text) > BATCH_LENGTH):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece.text)
    if batch:
        yield batch


def _sentence(article: Article, piece: Piece, span: Span, index: int) -> Sentence | None:
    tokens = span.doc.tokens[span.start : span.end]
    if any(map(str.isspace, [token.text for token in tokens])):
        tokens = [token for token in tokens if not token.text.isspace()]
    if not tokens:
        return None
    start = piece.base + tokens[0].idx
    end = piece.base + tokens[-1].idx + len(tokens[-1].text)
    sentence = Sentence(
        index=index,
        role=piece.role,
        section=piece.section,
        tokens=tokens,
        base=piece.base,
        text=article.text[start:end],
        plain=piece.text[start - piece.base : end - piece.base],
        start=start,
        end=end,
    )
    sentence.prepare()
    return sentence


def is_subject(sentence: Sentence, first: int, last: int) -> bool:
    """True when the phrase over words `first`..`last`-1 is a grammatical subject or part of one."""
    for word in sentence.words[first:last]:
        for token in sentence.tokens[word.first : word.last]:
            if token.dep_ in ("nsubj", "nsubjpass"):
                return True
    return False

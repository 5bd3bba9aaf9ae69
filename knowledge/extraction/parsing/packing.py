"""A parsed paragraph as one short line of text, and back.

What the parser found is written as columns, without the words themselves: those are in the
paragraph. Every paragraph takes this way, fresh from the parser or remembered from an earlier run,
so that both read the same.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import count, repeat
from sys import intern
from typing import TYPE_CHECKING

from knowledge.extraction.parsing.tokens import Doc, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

# Signs that count as white space in any text, so that no word, lemma or label contains them.
PART = "\x1c"
COLUMN = "\x1d"
VALUE = "\x1f"
# Numbers are written as one sign each, this much above those.
_ZERO = 0x20
_ATTRIBUTES: list[int | str] = [
    "LENGTH", "SPACY", "SENT_START", "HEAD", "LOWER", "LEMMA", "POS", "TAG", "DEP", "MORPH",
    "ENT_IOB", "ENT_TYPE",
]  # fmt: skip
_IOB = ("", "I", "O", "B")
_COLUMNS = 5
# Numbers below are those of nearly all words.
_FREQUENT = 256


_Label = tuple[str, str, str, str, str, str]
"""Part of speech, tag, dependency, features, and the kind of entity as two."""


class Unpackable(Exception):
    """Something that was not packed here, or not from this paragraph."""


MENDED = {
    "dined": "dine", "dines": "dine", "dining": "dine", "fined": "fine", "fining": "fine",
    "hoped": "hope", "hopes": "hope", "hoping": "hope", "installed": "install",
    "installing": "install", "lambasted": "lambaste", "lambastes": "lambaste",
    "lambasting": "lambaste", "premiered": "premiere", "premiering": "premiere",
    "primed": "prime", "rated": "rate", "slated": "slate", "slates": "slate", "slating": "slate",
    "staged": "stage", "staging": "stage", "waged": "wage", "waging": "wage",
}  # fmt: skip
"""Words whose dictionary form spaCy gets wrong ("slat", "hop", "stag"), with the right one."""


def pack(doc: "SpacyDoc") -> str:
    """What spaCy found in a paragraph, in one line.

    The columns: length, sentence start and space behind in one number; the way to the head, twice
    as far, and one more to the left; lemma where it is not the word in lower case; which of the
    labels that follow; each part of speech, tag, dependency, features and entity that any word has.
    """
    if not len(doc):
        return ""
    columns = doc.to_array(_ATTRIBUTES).T
    lengths, spaces, starts, heads = columns[:4].astype("int64")
    names = _Names(doc)
    mended = _mended()
    lemmas = [
        mended.get(lower) or ("" if lemma == lower else names[lemma])
        for lower, lemma in zip(*columns[4:6].tolist(), strict=True)
    ]
    labels: dict[tuple[int, ...], int] = {}
    kinds = [labels.setdefault(tuple(row), len(labels)) for row in columns[6:].T.tolist()]
    rows: list[str] = [
        _signs((lengths << 2 | (starts == 1) << 1 | spaces).tolist()),
        _signs((abs(heads) << 1 | (heads < 0)).tolist()),
        VALUE.join(lemmas),
        _signs(kinds),
        VALUE.join(_label(names, *label) for label in labels),
    ]
    return COLUMN.join(rows)


def _signs(numbers: Iterable[int]) -> str:
    return "".join([chr(number + _ZERO) for number in numbers])


def _label(names: "_Names", *numbers: int) -> str:
    """One label of those that words have."""
    *labels, morph, iob, entity = numbers
    parts = [names[label] for label in labels]
    return PART.join([*parts, names[morph].removeprefix("_"), _IOB[iob], names[entity]])


@cache
def _mended() -> dict[int, str]:
    """`MENDED` by spaCy's number of the word."""
    from spacy.strings import get_string_id

    return {get_string_id(word): lemma for word, lemma in MENDED.items()}


class _Names(dict[int, str]):
    """spaCy's number of a string → the string; each is looked up once."""

    def __init__(self, doc: "SpacyDoc") -> None:
        super().__init__({0: ""})
        self._strings = doc.vocab.strings

    def __missing__(self, number: int) -> str:
        name = self[number] = self._strings[number]
        return name


def unpack(text: str, packed: str) -> Doc:
    """The paragraph `text` with what `pack` wrote about it.

    Raises:
        Unpackable: this is not about that text.
    """
    doc = Doc(text, packed)
    if not packed:
        return doc
    columns = packed.split(COLUMN)
    if len(columns) != _COLUMNS:
        raise Unpackable("columns are missing")
    numbers, heads, lemmas, kinds, labels = columns
    # Made without a call of their own: there are far more of them than of anything else.
    doc.tokens = list(map(Token.__new__, repeat(Token, len(numbers))))
    read = map(_cuts.__getitem__, numbers), map(_ways.__getitem__, heads)
    try:
        table = dict(zip(map(chr, count(_ZERO)), map(_read, labels.split(VALUE)), strict=False))
        _fill(doc, zip(doc.tokens, *read, lemmas.split(VALUE), kinds, strict=True), table)
    except (ValueError, LookupError) as error:
        raise Unpackable(str(error)) from error
    return doc


@lru_cache(maxsize=1 << 14)
def _read(label: str) -> _Label:
    """What a label says; there are few that are frequent, and each is read once."""
    pos, tag, dep, morph, iob, entity = map(intern, label.split(PART))
    return pos, tag, dep, morph, iob, entity


_Cut = tuple[int, int, str, bool]
"""Of a word: its length, the way to the next, the space behind, and whether a sentence begins."""


class _Cuts(dict[str, _Cut]):
    """The sign of a word → its cut; those that are frequent are worked out once."""

    def __missing__(self, sign: str) -> _Cut:
        number = ord(sign) - _ZERO
        length, space = number >> 2, number & 1
        cut = length, length + space, " " * space, number & 2 == 2
        if number < _FREQUENT:
            self[sign] = cut
        return cut


class _Ways(dict[str, int]):
    """The sign of a word → how far its head is from it; those that are frequent once."""

    def __missing__(self, sign: str) -> int:
        number = ord(sign) - _ZERO
        way = -(number >> 1) if number & 1 else number >> 1
        if number < _FREQUENT:
            self[sign] = way
        return way


_cuts = _Cuts()
_ways = _Ways()


def _fill(
    doc: Doc, rows: Iterable[tuple[Token, _Cut, int, str, str]], table: dict[str, _Label]
) -> None:
    """Cut the text into words, give them what the columns say, and hang each on its head."""
    text, tokens, idx = doc.text, doc.tokens, 0
    for i, (token, (length, step, space, begins), way, lemma, kind) in enumerate(rows):
        token.doc = doc
        token.i = i
        token.idx = idx
        token.text = word = intern(text[idx : idx + length])
        token.lower_ = lower = word if word.islower() else intern(word.lower())
        token.lemma_ = intern(lemma) if lemma else lower
        token.whitespace_ = space
        token.is_sent_start = begins
        (
            token.pos_, token.tag_, token.dep_, token.morph_, token.ent_iob_, token.ent_type_
        ) = table[kind]  # fmt: skip
        token.children = ()
        at = i + way
        if at < 0:
            raise IndexError(at)
        token.head = tokens[at]
        idx += step
    if idx != len(text):
        raise ValueError("the words do not make up the text")
    tokens[0].is_sent_start = True
    for token in tokens:
        head = token.head
        if head is not token:
            if head.children:
                head.children.append(token)  # type: ignore[attr-defined]
            else:
                head.children = [token]

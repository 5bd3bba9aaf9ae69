"""A parsed paragraph as one short line of text, and back.

What the parser found is written as columns, without the words themselves: those are in the
paragraph. Every paragraph takes this way, fresh from the parser or remembered from an earlier run,
so that both read the same.
"""

from collections.abc import Iterable
from functools import cache
from sys import intern
from typing import TYPE_CHECKING

from knowledge.extraction.parsing.tokens import Doc, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

# Signs that count as white space in any text, so that no word, lemma or label contains them.
COLUMN = "\x1d"
VALUE = "\x1f"
_ATTRIBUTES: list[int | str] = [
    "LENGTH", "SPACY", "SENT_START", "HEAD", "LOWER", "LEMMA", "POS", "TAG", "DEP", "MORPH",
    "ENT_IOB", "ENT_TYPE",
]  # fmt: skip
_IOB = ("", "I", "O", "B")
_COLUMNS = 8


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

    The columns: length, sentence start and space behind in one number; the way to the head; lemma
    where it is not the word in lower case; part of speech; tag; dependency; features; entity.
    """
    if not len(doc):
        return ""
    columns = doc.to_array(_ATTRIBUTES).T
    lengths, spaces, starts, heads = columns[:4].astype("int64")
    lowers, lemmas, *labels, iobs, entities = columns[4:].tolist()
    names = _Names(doc)
    named = [[names[label] for label in column] for column in labels]
    mended = _mended()
    rows: list[Iterable[str]] = [
        map(str, (lengths << 2 | (starts == 1) << 1 | spaces).tolist()),
        map(str, heads.tolist()),
        [
            mended.get(lower) or ("" if lemma == lower else names[lemma])
            for lower, lemma in zip(lowers, lemmas, strict=True)
        ],
        *named[:-1],
        [name.removeprefix("_") for name in named[-1]],
        [_IOB[iob] + names[entity] for iob, entity in zip(iobs, entities, strict=True)],
    ]
    return COLUMN.join(map(VALUE.join, rows))


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
    columns = [column.split(VALUE) for column in packed.split(COLUMN)]
    if len(columns) != _COLUMNS or len({len(column) for column in columns}) != 1:
        raise Unpackable("columns are missing")
    try:
        _add_tokens(doc, columns)
        _hang(doc.tokens, columns[1])
    except (ValueError, IndexError) as error:
        raise Unpackable(str(error)) from error
    return doc


def _add_tokens(doc: Doc, columns: list[list[str]]) -> None:
    """Cut the text into words and give them what the columns say."""
    numbers, _, *rest = columns
    text, idx = doc.text, 0
    append = doc.tokens.append
    rows = zip(map(int, numbers), *(map(intern, column) for column in rest), strict=True)
    for i, (number, lemma, pos, tag, dep, morph, entity) in enumerate(rows):
        end = idx + (number >> 2)
        word = intern(text[idx:end])
        lower = word if word.islower() else intern(word.lower())
        space = " " if number & 1 else ""
        iob, type = _entity(entity)
        starts = not i or number & 2 == 2
        append(
            Token(
                doc, i, idx, word, space, lower, lemma or lower, pos, tag, dep, morph, iob, type,
                starts,
            )
        )  # fmt: skip
        idx = end + (number & 1)
    if idx != len(text):
        raise ValueError("the words do not make up the text")


@cache
def _entity(label: str) -> tuple[str, str]:
    return label[:1], label[1:]


def _hang(tokens: list[Token], offsets: list[str]) -> None:
    """Hang every word on its head."""
    children: dict[int, list[Token]] = {}
    for i, (token, offset) in enumerate(zip(tokens, map(int, offsets), strict=True)):
        at = i + offset
        if at < 0:
            raise IndexError(at)
        token.head = tokens[at]
        if offset:
            children.setdefault(at, []).append(token)
    for at, found in children.items():
        tokens[at].children = found

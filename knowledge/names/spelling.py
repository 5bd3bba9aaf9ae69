"""Words of a name in Latin letters, and the keys under which spellings of one word meet.

A name in any script becomes folded Latin `words`. `sound` levels the habits of transliteration
(Yoon and Yun, Mohamed and Muhamed, Zelenskyy and Zelenskiy); `coarse` keeps little more than the
order of consonant classes, which is what Arabic, Hebrew, Thai or kana leave of a foreign name.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from anyascii import anyascii

from knowledge.names.customs import PARTICLES
from knowledge.text import fold

MOST_WORDS = 12
"""Words of a name that are looked at."""

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
# Hangul's final stops, as newspapers write them: 석 is Seok, not Seog.
_FINAL = re.compile("(?<=[a-z])[gdb]$")
_UNVOICED = {"g": "k", "d": "t", "b": "p"}
_GREEK = re.compile("[α-ω]")
# Greek writes foreign b, d and g with two letters.
_GREEK_PAIRS = {"μπ": "b", "ντ": "d", "γκ": "g", "ου": "u", "τζ": "j"}
_ABJAD = re.compile("[\u0590-\u06ff]")
_SYLLABLE = re.compile(r"[A-Z][a-z]*|[a-z0-9]+")

# Letters that carry vowels in Arabic and Hebrew script, where they don't begin a word.
_ABJAD_VOWELS = str.maketrans(
    {"ا": "a", "و": "u", "ي": "i", "ع": "a", "ו": "u", "י": "i", "א": "a"}
)
_ABJAD_FIRST = str.maketrans({"ا": "a", "ع": "a", "ב": "b", "פ": "p", "כ": "k", "א": "a"})


@lru_cache(maxsize=2048)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name in Latin letters: "Phạm Minh Chính" → pham, minh, chinh.

    Other scripts are written out; Chinese and Korean names by syllables. At most `MOST_WORDS`.
    """
    folded = fold(name)
    if not folded.isascii():
        if _ABJAD.search(folded):
            folded = " ".join(_abjad(word) for word in folded.split())
        if _HAN.search(folded):
            folded = " ".join(_SYLLABLE.findall(anyascii(folded)))
        elif _HANGUL.search(folded):
            folded = _korean(folded)
        elif _GREEK.search(folded):
            for letters, latin_letter in _GREEK_PAIRS.items():
                folded = folded.replace(letters, latin_letter)
        folded = fold(anyascii(folded.replace("ー", "")))
    return tuple(folded.split()[:MOST_WORDS])


def _korean(folded: str) -> str:
    """Korean names by syllables (윤석열), foreign ones by words (도널드 트럼프)."""
    written = folded.split()
    foreign = len(written) > 1 and any(len(word) > 2 for word in written)
    spelled = []
    for word in written:
        syllables = _SYLLABLE.findall(anyascii(word))
        ended = [_FINAL.sub(lambda end: _UNVOICED[end[0]], one) for one in syllables]
        spelled += ["".join(syllables)] if foreign else ended
    return " ".join(spelled)


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters, in which spelling differences are small."""
    return fold(name).isascii()


def _abjad(word: str) -> str:
    word = re.sub("^(?:وال|ال)", "", word)
    return word[:1].translate(_ABJAD_FIRST) + word[1:].translate(_ABJAD_VOWELS)


_SOUNDS = tuple(
    (needed, re.compile(pattern), sound)
    for needed, pattern, sound in (
        ("x", r"^x", "S"),
        ("c", r"tsch|tch|ch|cz", "C"),
        ("h", r"sch|sh", "S"),
        ("zh", r"dzh|zh", "J"),
        ("j", r"dj|j", "J"),
        ("x", r"x", "ks"),
        ("eau", r"eau", "u"),
        ("ph", r"ph", "f"),
        ("ck", r"ck", "k"),
        ("q", r"q", "k"),
        ("h", r"(?<=[bdgkt])h", ""),
        ("t", r"ts|tz", "z"),
        ("c", r"c(?=[eiy])", "s"),
        ("c", r"c", "k"),
        ("w", r"w(?=[aeiouy])|w$", "v"),
        ("f", r"ff?$", "v"),
        ("", r"eo|eu|oo|ou|ow|oe|ue|w", "u"),
        ("", r"ae|ai|ay|ei|ey|ee|ij|ie|iy|yi", "i"),
        ("y", r"y(?=[aou])", "Y"),
        ("h", r"(?<=[aeiou])h(?![aeiou])", ""),
    )
)
"""What stands for what, in this order, and what a word has to hold for it: most need no search."""

_VOWELS = str.maketrans("eyo", "iiu")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """The key of a folded Latin word under which its usual transliterations meet."""
    for needed, pattern, replacement in _SOUNDS:
        if needed in word:
            word = pattern.sub(replacement, word)
    return _REPEATED.sub(r"\1", word.translate(_VOWELS))


_CLASSES = str.maketrans("bfpvcgkqsxzdtlrmn", "11112222222334455", "aeiouhwyj")


@lru_cache(maxsize=16384)
def coarse(word: str) -> str:
    """The classes of a word's consonants in order; "" for a word of vowels."""
    return _REPEATED.sub(r"\1", word.translate(_CLASSES))


def key(kind: str, text: str) -> int:
    """A 64-bit key for the index; `kind` keeps keys of different sorts apart."""
    digest = blake2b(f"{kind}{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def rotations(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A name as given, with its last word first and with its first word last."""
    return list(dict.fromkeys((name, name[-1:] + name[:-1], name[1:] + name[:1])))


def traces(word: str, *, slips: bool = True) -> list[int]:
    """Keys that a word shares with its transliterations and, for slips, with words one away.

    The first is that of its sound.
    """
    found = [key("s", sound(word))]
    if slips and len(word) > 3:
        found.append(key("d", word))
        found += (key("d", word[:i] + word[i + 1 :]) for i in range(len(word)))
    return list(dict.fromkeys(found))


def bones(word: str) -> list[int]:
    """The key that a word shares with what other scripts leave of it; none for short words."""
    classes = coarse(word)
    return [key("b", classes)] if len(classes) > 2 else []


def whole(name: tuple[str, ...]) -> list[int]:
    """Keys of a whole name: its words in any order, sound and consonants in the usual orders."""
    main = tuple(word for word in name if word not in PARTICLES) or name
    found = [key("w", " ".join(sorted(name))), key("w", " ".join(sorted(main)))]
    for order in (*rotations(name), *rotations(main)):
        found += [key("c", sound("".join(order))), key("k", coarse_of(order))]
    return list(dict.fromkeys(found))


def coarse_of(name: Iterable[str]) -> str:
    """The consonants of a whole name, word by word."""
    return "".join(map(coarse, name))

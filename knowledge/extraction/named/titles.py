"""Titles: what a title phrase is, and which office it stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from knowledge.extraction.lexicon import titles
from knowledge.extraction.parsing.words import Noted

COMPLEMENT = frozenset({"of", "for", "to", "on"})
"""What a title is of begins with one of these: "President | of Finland"."""

# Of those who do not hold the office yet ("ambassador-designate").
_COMING = ("-designate", "-elect", "-nominate", "-in-waiting")


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title phrase over words `first`..`last`-1 whose head word stands at `head`.

    `text` is the title as shown, without the country; `party` the country or body it names;
    `plural` is true for "presidents". `named` lists every party in it, for plural titles;
    `private` marks offices of companies and associations.
    """

    first: int
    last: int
    head: int
    text: str
    party: str | None
    named: tuple[str, ...]
    plural: bool
    private: bool

    @property
    def office(self) -> str:
        """The office in lower case, synonyms folded: "prime minister" for "Premier"."""
        return office_of(self.text)


@lru_cache(maxsize=1 << 12)
def office_of(title: str) -> str:
    """Fold a title to its office: "Vice-President of X" → "vice president"."""
    lexicon = titles()
    words = title.lower().replace("-", " ").split()
    cut = next((i for i, word in enumerate(words) if word in COMPLEMENT and i), len(words))
    whole = " ".join(words)
    if whole in lexicon.synonyms:
        return lexicon.synonyms[whole]
    before = [word for word in words[:cut] if word not in lexicon.transient]
    office = " ".join([*before[:-1], *_portfolio(words, cut), *before[-1:]])
    return lexicon.synonyms.get(office, office)


def _portfolio(words: list[str], cut: int) -> list[str]:
    """What a minister is of: "economic affairs" of "Minister for Economic Affairs"."""
    ministers = words[cut - 1 : cut] == ["minister"] and words[max(cut - 2, 0)] != "prime"
    if not ministers or words[cut : cut + 1] not in (["of"], ["for"]):
        return []
    rest = words[cut + 1 :]
    end = next((i for i, word in enumerate(rest) if word in COMPLEMENT), len(rest))
    return [word for word in rest[:end] if word != "the"]


def may_have(code: str, title: str) -> bool:
    """False where a state has no such office: no American prime minister, no French sheriff."""
    lexicon = titles()
    printed = title.lower().replace("-", " ")
    office = office_of(title)
    if code in lexicon.absent.get(office, ()):
        return False
    if code in lexicon.absent["minister"] and "minister" in printed.split():
        return printed in lexicon.synonyms.values()  # its Secretary of State is one, folded
    if code not in lexicon.alone.get(printed, {code}):
        return False
    return all(
        code in codes
        for name, codes in lexicon.some.items()
        if printed == name or printed.endswith(" " + name) or printed.startswith(name + " ")
    )


def only_state_of(title: str) -> str | None:
    """The state whose office it is without a word more: "Pope" → "VA"."""
    words = title.lower().replace("-", " ").split()
    printed = " ".join(words[1:] if words[0] in titles().former else words)
    return next((code for name, code in titles().only.items() if printed.startswith(name)), None)


def is_former(title: str) -> bool:
    """True for "former President", "ex-minister"."""
    return title.lower().replace("-", " ").split()[0] in titles().former


def _head_of(word: str) -> str | None:
    heads = titles().heads
    if word in heads:
        return word
    for ending, replacement in (("s", ""), ("es", ""), ("ies", "y"), ("men", "man")):
        if word.endswith(ending) and word[: -len(ending)] + replacement in heads:
            return word[: -len(ending)] + replacement
    first, _, rest = word.partition("-")
    if rest and first.endswith("s") and f"{first[:-1]}-{rest}" in heads:
        return f"{first[:-1]}-{rest}"
    for ending in _COMING:
        if word.endswith(ending):
            return head_of(word.removesuffix(ending))
    tail = word.rsplit("-", 1)[-1]
    return tail if tail != word and tail in heads else None


head_of: Final[Callable[[str], str | None]] = Noted(_head_of).__getitem__
"""The head of a title that a word is, or is the plural of; None when it is neither."""


def is_plural(word: str) -> bool:
    """True for the plural of a head: "presidents", "vice-presidents"."""
    for ending in _COMING:
        word = word.removesuffix(ending)
    return head_of(word) not in (word, word.rsplit("-", 1)[-1])


def to_singular(title: str) -> str:
    """The title of one of several holders: "Foreign Ministers" → "Foreign Minister"."""
    heads = titles().heads
    words = title.split()
    for i, word in enumerate(words):
        lower = word.lower()
        if lower in heads:
            return title
        for ending, replacement in (("men", "man"), ("ies", "y"), ("s", "")):
            if lower.endswith(ending) and lower[: -len(ending)] + replacement in heads:
                words[i] = word[: -len(ending)] + replacement
                return " ".join(words)
    return title

"""Titles around a name: what is stripped, and the office and party that they tell.

"Japan's Prime Minister Kishida", "H.E. Dr Kao Kim Hourn", "Fumio Kishida, prime minister of Japan".
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from knowledge.names import gazetteer
from knowledge.names.spelling import words
from knowledge.text import fold

_POSSESSIVE = "§"
_POSSESSIVES = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])(?!\w)")
# Titles that are also names when written otherwise: He Lifeng, Tan See Leng.
_EXCELLENCIES = re.compile(r"\bH\.\s?E\.?(?!\w)|\bHE\b|\b[Tt]an [Ss]ri\b|\bh\.e\.")
_INITIALS = re.compile(r"(?<!\w)(?!U\.[SKN]\.)(?:[A-Z]\.){2,3}(?=\s+[A-Z][a-z])")
_LINKS = frozenset({"of", "for", "to", "and", "the", "from", "at"})
_SAME = {
    "pm": "prime minister",
    "premier": "prime minister",
    "taoiseach": "prime minister",
    "vp": "vice president",
    "fm": "foreign minister",
    "deputy pm": "deputy prime minister",
    "dpm": "deputy prime minister",
    "deputy premier": "deputy prime minister",
    "vice premier": "deputy prime minister",
    "vice prime minister": "deputy prime minister",
    "amir": "emir",
    "monarch": "king",
    "pontiff": "pope",
    "foreign secretary": "foreign minister",
    "secretary state": "foreign minister",
    "state secretary": "foreign minister",
    "defence secretary": "defence minister",
    "treasury secretary": "finance minister",
    "chancellor exchequer": "finance minister",
    "secgen": "secretary general",
    "sg": "secretary general",
}


@dataclass(frozen=True, slots=True)
class Titled:
    """A name without its titles (folded Latin words), and what the titles tell.

    `called` is a title right before the name that may be a part of it: Amir, King, Pope.
    """

    name: tuple[str, ...]
    office: str | None = None
    party: str | None = None
    called: str | None = None

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The name, then the name with the title right before it, which may belong to it."""
        if self.called is None:
            return (self.name,)
        return (self.name, (self.called, *self.name))


@dataclass(frozen=True, slots=True)
class _Lists:
    honorifics: frozenset[str]
    heads: frozenset[str]
    modifiers: frozenset[str]
    former: frozenset[str]
    also_names: frozenset[str]


@lru_cache(maxsize=1024)
def split(text: str) -> Titled:
    """Take titles, ranks and countries off a name.

    What remains as the name may be empty: then the text names an office ("the Japanese PM"). A
    text without titles comes back as its words.
    """
    text = re.sub(r"\(([^()]{2,40})\)\s*$", r", \1", text)
    first, comma, rest = text.partition(",")
    if not comma:
        return _leading(text)
    told, more = _leading(first), _leading(rest)
    if more.name and (party := _party_of(more.name)):
        more = Titled((), None, party)
    if more.name or not told.name:  # "Kishida, Fumio", or a country's name with a comma in it
        return _leading(text.replace(",", " "))
    return replace(told, office=told.office or more.office, party=told.party or more.party)


def office(title: str) -> tuple[str, str | None]:
    """The office that a title names, and its party: "PM of Japan" → ("prime minister", "JP").

    ("", …) when it names no office, or one that is held no longer ("former president").
    """
    tokens = fold(title).split()
    if not _lists().former.isdisjoint(tokens):
        return "", None
    told = _leading(title)
    return (told.office or "", told.party) if not told.name else (_canonical(tokens), told.party)


def is_title(word: str) -> bool:
    """Whether a folded word names an office: king, president."""
    return word in _lists().heads


def may_be_a_name(title: str) -> bool:
    """Whether a title is also what people are called: Sultan, Amir."""
    return title in _lists().also_names


def _leading(text: str) -> Titled:
    """Read titles and parties from the front until a word is neither."""
    if not fold(text).isascii():
        return Titled(words(text))
    # "G.W. Bush" has two initials; in "U.S. President" the letters belong together.
    text = _INITIALS.sub(lambda found: found[0].replace(".", ". "), text)
    text = _POSSESSIVES.sub(" possessive ", _EXCELLENCIES.sub("excellency", text))
    tokens = fold(text).replace("possessive", _POSSESSIVE).split()
    lists = _lists()
    known = lists.honorifics | lists.heads | lists.modifiers | lists.former
    held: list[str] = []
    party: str | None = None
    titled = False
    at = 0
    while at < len(tokens):
        word = tokens[at]
        if word == _POSSESSIVE or (word in _LINKS and (titled or word == "the")):
            at += 1
        elif found := _party_at(tokens, at, known, after_title=titled):
            party, at = found[0], at + found[1]
        elif word in known:
            if word not in lists.honorifics or (word in ("general", "chief") and held):
                held.append(word)
            titled, at = True, at + 1
        else:
            break
    name = tuple(word for word in tokens[at:] if word != _POSSESSIVE)
    of = _trailing_party(name) if len(name) > 2 else None
    if of is not None:
        name, party = of[0], party or of[1]
    called = tokens[at - 1] if name and at and tokens[at - 1] in lists.heads else None
    return Titled(words(" ".join(name)), _canonical(held) or None, party, called)


def _party_at(
    tokens: Sequence[str], at: int, known: frozenset[str], *, after_title: bool
) -> tuple[str, int] | None:
    """A country's name or demonym that belongs to a title, and how many words it has."""
    for length in range(min(6, len(tokens) - at), 0, -1):
        code = _parties().get(" ".join(tokens[at : at + length]))
        if code is None:
            continue
        following = tokens[at + length] if at + length < len(tokens) else ""
        before = tokens[at - 1] if at else ""
        if following == _POSSESSIVE or following in known:
            return code, length
        if after_title and before in _LINKS:
            return code, length
    return None


def _trailing_party(name: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """ "Lee Kuan Yew of Singapore": the name and the party after "of" or "from"."""
    for at in range(1, len(name) - 1):
        if name[at] in ("of", "from") and (party := _party_of(name[at + 1 :])):
            return name[:at], party
    return None


def _party_of(name: Sequence[str]) -> str | None:
    rest = name[1:] if name[:1] == ("the",) else name
    return _parties().get(" ".join(rest))


def _canonical(held: Sequence[str]) -> str:
    """One key for an office, however it is put: "minister of foreign affairs", "FM"."""
    lists = _lists()
    kept = [word for word in held if word not in _LINKS and word not in lists.former]
    kept = [word for word in kept if word in ("general", "chief") or word not in lists.honorifics]
    kept = ["defence" if word == "defense" else word for word in kept]
    kept = ["foreign" if word == "external" else word for word in kept if word != "affairs"]
    if lists.heads.isdisjoint(kept) or not kept:
        return ""
    if kept[0] in ("minister", "secretary") and len(kept) > 1 and kept[1] != "general":
        kept = [*kept[1:], kept[0]]
    if "minister" in kept:
        kept = [word for word in kept if word not in ("international", "cooperation")]
    text = " ".join(kept)
    return _SAME.get(text, text)


@cache
def _lists() -> _Lists:
    table = tomllib.loads("\n".join(gazetteer.lines("titles.toml")))
    return _Lists(*(frozenset(table[name].split()) for name in _Lists.__slots__))


@cache
def _parties() -> dict[str, str]:
    """Folded English names and demonyms of parties; shared ones are left out."""
    forms = gazetteer.load()
    found = {fold(form): code for form, code in forms.demonyms.items()}
    found |= {fold(form): code for form, code in forms.names.items() if len(fold(form)) > 1}
    return found

"""Titles and names as keys: under which spellings of one office, and of one name, meet."""

import re
from functools import lru_cache

from anyascii import anyascii

from knowledge.text import fold

# Words of a title that say nothing about the office.
_PASSING = frozenset(
    {
        "visiting", "newly", "elected", "re", "reelected", "appointed", "host", "sitting",
        "serving", "current", "incumbent", "long", "time", "longtime", "veteran", "new", "his",
        "her", "its", "their", "the", "accredited", "excellency", "majesty", "royal", "highness",
    }
)  # fmt: skip

_SAME = {
    "pm": "prime minister",
    "premier": "prime minister",
    "vp": "vice president",
    "fm": "foreign minister",
    "deputy pm": "deputy prime minister",
    "dpm": "deputy prime minister",
    "deputy premier": "deputy prime minister",
    "vice premier": "deputy prime minister",
    "vice prime minister": "deputy prime minister",
    "amir": "emir",
    "monarch": "king",
    "foreign secretary": "foreign minister",
    "secretary of state": "foreign minister",
    "foreign affairs minister": "foreign minister",
    "external affairs minister": "foreign minister",
    "secretary of defence": "defence minister",
    "defence secretary": "defence minister",
    "national defence minister": "defence minister",
    "treasury secretary": "finance minister",
    "secretary of the treasury": "finance minister",
    "secgen": "secretary general",
}
_PORTFOLIO = re.compile(
    r"(?P<before>(?:[a-z]+ )*)minister (?:of|for) (?:the )?(?P<what>.+?)"
    r"(?: (?:and|or) (?:international cooperation|cooperation|trade|commonwealth affairs).*)?$"
)
# What stands between an office and the name of its state: "… of the Socialist Republic of".
_OF_STATE = re.compile(
    r" of(?: (?:the state|the|republic|kingdom|federated states|socialist|peoples?|democratic"
    r"|arab|islamic|federal|federation|federative|union|sultanate|hashemite|bolivarian|plurinational"
    r"|cooperative|commonwealth|independent|of))*$"
)
_ABROAD = {"foreign affairs", "external affairs", "external relations", "foreign relations"}


@lru_cache(maxsize=8192)
def office_key(title: str | None) -> str:
    """The office that a title names: "Premier" and "PM" → "prime minister"; "" for none.

    "Minister of Foreign Affairs" → "foreign minister". Deputies, former and acting holders stay
    apart, as do offices within a body ("President of the National Assembly").
    """
    if not title:
        return ""
    text = fold(title).replace("defense", "defence")
    words = [word for word in text.split() if word not in _PASSING]
    # "the" matters only inside: "minister of the interior" is put in order below.
    text = " ".join(words)
    if text in _SAME:
        return _SAME[text]
    portfolio = _PORTFOLIO.match(text)
    if portfolio is not None and not portfolio["what"].startswith("state"):
        what = "foreign" if portfolio["what"] in _ABROAD else portfolio["what"]
        text = f"{portfolio['before']}{what} minister"
    return _SAME.get(text, text)


@lru_cache(maxsize=8192)
def office_within(title: str | None, party: str | None) -> str:
    """The office that a title names within a party, whose name is left out of it.

    "Egyptian President" and "President of Egypt" → "president" for EG. What has another "of" in it
    keeps its country ("Governor of the Bank of England"), but for ministries.
    """
    text = fold(title or "")
    for name in _names_of(party):
        if text.startswith(f"{name} "):
            return office_key(text.removeprefix(f"{name} "))
        if text.endswith(f" {name}"):
            of = _OF_STATE.search(text.removesuffix(f" {name}"))
            plain = "" if of is None else text[: of.start()]
            if plain and (" of " not in plain or plain in _SAME or _PORTFOLIO.match(plain)):
                return office_key(plain)
    return office_key(title)


@lru_cache(maxsize=512)
def _names_of(party: str | None) -> tuple[str, ...]:
    """What a country and its people are called, folded, the longest first."""
    from knowledge.names.gazetteer import countries

    found = next((one for one in countries() if one.code == party), None)
    called = () if found is None else (*found.names, *found.demonyms)
    return tuple(sorted({fold(name) for name in called}, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The key of a name: its folded words in alphabetical order, so that name order is no matter.

    "Yoon Suk-yeol" and "Suk Yeol Yoon" meet; one word gives one word.
    """
    return " ".join(sorted(fold(name).split()))


@lru_cache(maxsize=16384)
def slug(name: str) -> str:
    """A readable id made of a name: "Phạm Minh Chính" → "pham-minh-chinh"; "" when it can't."""
    plain = fold(anyascii(fold(name)))
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:80].strip("-")

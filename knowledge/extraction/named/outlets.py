"""Which country an outlet writes from: the home of offices that its articles print without one."""

import re
from functools import cache, lru_cache

from knowledge.extraction.lexicon import table
from knowledge.model import Article
from knowledge.names import gazetteer

_HOST = re.compile(r"\b([a-z0-9-]+\.)+([a-z]{2,})\b")
_BRACKET = re.compile(r"(?<!\s)\s*\(([^()]+)\)$")
# What an outlet's name may end with without saying where it is at home.
_EDITION = re.compile(
    r"(?<!\s)\s*(?:\(?in english\)?|english(?: edition| service| version)?|online)$", re.IGNORECASE
)


def outlet_home(article: Article) -> str | None:
    """The country an outlet writes from, by its name, a country or capital in it, or its address.

    None for agencies that write for the world and where nothing says so.
    """
    home, sure = _home((article.outlet or "").strip())
    if home is None and not sure and article.url:
        return _domain_home(article.url)
    return home


@lru_cache(maxsize=1 << 8)
def _home(outlet: str) -> tuple[str | None, bool]:
    """The country that an outlet's name tells, and whether that holds whatever its address says."""
    # "B92 (Tanjug)": the outlet, and the agency whose story it prints.
    for form in (outlet, _BRACKET.sub("", outlet)):
        name = _plain(_EDITION.sub("", form))
        if name in table("outlets")["international"]:
            return None, True
        homes: dict[str, str] = table("outlets")["home"]
        if name in homes:
            return homes[name], True
    found = _named_in(_EDITION.sub("", outlet))
    if len(found) == 1:
        return found.pop(), True
    return _domain_home(outlet), False


def _named_in(outlet: str) -> set[str]:
    """The countries that an outlet's name speaks of, by a place in it; longer names rule."""
    known = gazetteer.load()
    tables = (known.names, known.demonyms, known.capitals, gazetteer.cities(), gazetteer.regions())
    for places in (tables[:3], tables[3:]):
        found: set[str] = set()
        taken: set[int] = set()
        for span, printed in _word_runs(outlet):
            code = next((m[printed] for m in places if printed in m), None)
            if code is not None and taken.isdisjoint(span):
                found.add(code)
                taken.update(span)
        if found:
            return found
    return set()


def is_agency(article: Article) -> bool:
    """True for news agencies, whose datelines say where a story is set; also without an outlet."""
    name = _plain(article.outlet or "")
    raw = table("outlets")
    return not name or name in raw["international"] or name in raw["agencies"]


def is_paper(article: Article) -> bool:
    """True for newspapers; false for the pages of a government, which speak of their own envoys."""
    words = set(re.findall(r"\w+", (article.outlet or "").lower()))
    return not words & set(table("outlets")["government"])


def _plain(outlet: str) -> str:
    return outlet.lower().removeprefix("the ").strip()


def _word_runs(text: str) -> list[tuple[range, str]]:
    """Every run of words with its place in the text, the longest first."""
    words = [word.strip("(),") for word in text.split()]
    spans = [range(i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    spans.sort(key=lambda span: -len(span))
    return [(span, " ".join(words[span.start : span.stop])) for span in spans]


def _domain_home(text: str) -> str | None:
    """The country of a web address by its top-level domain."""
    match = _HOST.search(text.lower())
    if match is None:
        return None
    domain = match.group(2)
    exceptions: dict[str, str] = table("outlets")["domains"]
    if domain in exceptions:
        return exceptions[domain]
    code = domain.upper()
    generic = domain in table("outlets")["generic_domains"]
    return code if not generic and code in _country_codes() else None


@cache
def _country_codes() -> frozenset[str]:
    return frozenset(country.code for country in gazetteer.countries())

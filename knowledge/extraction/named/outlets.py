"""Which country an outlet writes from: the home of offices that its articles print without one."""

import re
from functools import cache

from knowledge.extraction.lexicon import table
from knowledge.model import Article
from knowledge.names import gazetteer

_HOST = re.compile(r"\b([a-z0-9-]+\.)+([a-z]{2,})\b")
# What an outlet's name may end with without saying where it is at home.
_EDITION = re.compile(
    r"\s*(?:\(?in english\)?|english(?: edition| service| version)?|online)$", re.IGNORECASE
)


def outlet_home(article: Article) -> str | None:
    """The country an outlet writes from, by its name, a country or capital in it, or its address.

    None for agencies that write for the world and where nothing says so.
    """
    outlet = (article.outlet or "").strip()
    name = _plain(_EDITION.sub("", outlet))
    if name in table("outlets")["international"]:
        return None
    homes: dict[str, str] = table("outlets")["home"]
    if name in homes:
        return homes[name]
    known = gazetteer.load()
    found = {
        mapping[printed]
        for mapping in (known.names, known.demonyms, known.capitals)
        for printed in _word_runs(_EDITION.sub("", outlet))
        if printed in mapping
    }
    if len(found) == 1:
        return found.pop()
    return _domain_home(outlet) or (_domain_home(article.url) if article.url else None)


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


def _word_runs(text: str) -> list[str]:
    words = [word.strip("(),") for word in text.split()]
    return [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]


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

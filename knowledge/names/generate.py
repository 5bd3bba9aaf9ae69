"""Generates `data/cldr.tsv`: the names of territories in every CLDR language and script.

Run at development time, with babel at hand: `python -m knowledge.names.generate`. A test fails
when the file doesn't match babel's CLDR data and `text.fold` any more. Each line holds a code, a
tier and the folded names, separated by tabs and ";". Tier 1 names are from widely read languages
and from the territory's own: they may be mistyped. Tier 2 names count only as they are.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from anyascii import anyascii
from babel import localedata
from babel.languages import get_official_languages

from knowledge.names.gazetteer import countries
from knowledge.text import fold

TARGET = Path(str(files("knowledge.names") / "data" / "cldr.tsv"))

WIDELY_READ = frozenset(
    re.findall(
        "..",
        "amarbncsdadeelenesfafifrhehihuiditjakmkolomsmynlnoplptrorusqsvswtathtrukurvizh",
    )
)
# Scripts that anyascii writes out with their vowels.
_ROMANISED = (("Ͱ", "Ͽ"), ("Ѐ", "ԯ"), ("԰", "֏"), ("ऀ", "ॿ"), ("Ⴀ", "ჿ"))


def collect() -> dict[str, dict[str, Counter[str]]]:
    """Give folded name → code → languages (with the number of locales that say so)."""
    codes = {country.code for country in countries()} | {"EU", "UN"}
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for identifier in sorted(localedata.locale_identifiers()):
        language = identifier.split("_")[0]
        for code, name in localedata.load(identifier).get("territories", {}).items():
            if code not in codes or not isinstance(name, str):
                continue
            for key in _keys(name, own=language in _own_languages(code)):
                found[key][code][language] += 1
    return found


def render(found: dict[str, dict[str, Counter[str]]]) -> str:
    """Give the file's text. A name that languages give to different territories stays with those
    of widely read languages, or else with all of them, to be asked back."""
    tiers: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key, by_code in found.items():
        read = {code for code, by in by_code.items() if by.keys() & WIDELY_READ}
        for code in read or by_code:
            own = by_code[code].keys() & _own_languages(code)
            tiers[code, 1 if own or code in read else 2].append(key)
    lines = ["# Made by `python -m knowledge.names.generate` from CLDR; don't edit."]
    for (code, tier), keys in sorted(tiers.items()):
        lines.append(f"{code}\t{tier}\t{';'.join(sorted(keys))}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the file."""
    text = render(collect())
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(text.encode()):,} bytes", file=sys.stderr)


def _keys(name: str, *, own: bool) -> Iterable[str]:
    key = fold(name)
    # "Man", "Sin", "Cha": short Latin forms of small languages are words of large ones.
    if len(key) > 3 or (key and not key.isascii()):
        yield key
    elif len(key) > 1 and not name.isascii():  # "Đức", "Çin": with their marks they are names
        yield name.casefold()
    if own and any(low <= char <= high for char in name for low, high in _ROMANISED):
        romanised = fold(anyascii(name))
        if len(romanised) > 3:
            yield romanised


_official: dict[str, frozenset[str]] = {}


def _own_languages(code: str) -> frozenset[str]:
    if code not in _official:
        tags = get_official_languages(code, regional=True, de_facto=True)
        _official[code] = frozenset(tag.split("_")[0] for tag in tags)
    return _official[code]


if __name__ == "__main__":
    main()

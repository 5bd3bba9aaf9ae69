"""Countries and organisations by any name, code, flag or slip of the keyboard.

The names lie in memory (`data/`, read once, about 33,000 folded forms). A name is looked up as it
is; only what is no name at all is compared with names of nearly the same length that share its
first or last letter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names import gazetteer
from knowledge.names.edits import cost
from knowledge.names.resolution import NOTHING, Candidate, Resolution
from knowledge.names.words import common, lookalikes
from knowledge.text import clean_query, fold

EXACT, CODE, DEMONYM, CAPITAL = 1.0, 0.99, 0.97, 0.95

MARGIN = 0.45
"""Candidates whose weighted edits differ by less fit equally well."""

LONGEST = 90
"""Longest text that is taken for a party's name; the longest listed one has 77 characters."""

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
# Slack's names of flags: `:flag-kh:` for all, and short ones for ten.
_SHORTCODE = re.compile(r":(?:flag-([a-z]{2,10})|(cn|de|es|fr|gb|it|jp|kr|ru|uk|us)):")
_NATIONS = {"england": "GB", "scotland": "GB", "wales": "GB", "uk": "GB"}
_POSSESSIVE = re.compile(r"['’]s?$|^the\s+", re.IGNORECASE)
_FORMS_OF_STATE = re.compile(
    r"^(?:the )?(?:(?:federal|democratic|islamic|socialist|peoples|people s|arab|united|"
    r"co ?operative|plurinational|bolivarian|independent|hashemite) )*"
    r"(?:republic|kingdom|state|states|commonwealth|union|federation|principality|sultanate|emirate|"
    r"grand duchy|nation|government)(?: of| of the)? "
    r"|^(?:republica|republique|repubblica|republik|respublika|republika|reino|royaume|regno|"
    r"konigreich|koninkrijk|республика|королевство)(?: (?:de|du|des|del|della|di|do|da|of))? "
    r"|^(?:the|la|le|il|el|al|die|der|das|les|los|las|l|o|os|a|as) "
)
# "Tanzania, United Republic of", "Iran (Islamic Republic of)"
_TURNED = re.compile(r"^([^,()]+?)\s*[,(]\s*([^,()]+ of(?: the)?)\)?$", re.IGNORECASE)
_SHORTENED = re.compile(r"\b(rep|dem|fed|isl|gov|st)\.", re.IGNORECASE)
_WHOLE = {
    "rep": "Republic",
    "dem": "Democratic",
    "fed": "Federation",
    "isl": "Islands",
    "gov": "Government",
    "st": "Saint",
}
_STATE_SUFFIX = re.compile(r"(?:共和国|共和國|王国|王國|공화국|왕국)$")


class Parties:
    """The names of parties, ready for look-up. Use `load()`; building takes about 0.1 s."""

    def __init__(self) -> None:
        self._codes: dict[str, str | tuple[str, ...]] = {}
        self._spaceless: dict[str, str] = {}
        self._scores: dict[str, float] = {}
        self._strict: dict[str, bool] = {}
        self._rare: set[str] = set()
        self._english: dict[str, float] = {}
        self._blocks: dict[str, list[str]] = defaultdict(list)
        self._ids: dict[str, str] = {}
        self._countries: set[str] = set()
        self._fill()

    def resolve(self, text: str) -> Resolution:
        """Give the party that a typed or printed name means; several when it is ambiguous.

        Takes names in any CLDR language and script, ISO codes, demonyms, capitals, abbreviations,
        former names, flag emoji and Slack's `:flag-jp:`. Text that is no party's name, and words
        that only resemble one, give nothing.
        """
        text = clean_query(text)
        if not text or len(text) > LONGEST:
            return NOTHING
        return self._flag(text) or self._code(text) or self._named(text) or NOTHING

    def _flag(self, text: str) -> Resolution | None:
        if _FLAG.fullmatch(text):
            letters = "".join(chr(ord(sign) - 0x1F1E6 + ord("A")) for sign in text)
            return self._one(self._ids.get(letters.casefold()), EXACT)
        if found := _SHORTCODE.fullmatch(text.casefold()):
            name = found[1] or found[2]
            code = _NATIONS.get(name) or self._ids.get(name)
            return self._one(code, EXACT)
        return None

    def _code(self, text: str) -> Resolution | None:
        """ISO codes and abbreviations; small letters only where they spell no word."""
        code = self._ids.get(text.casefold().replace(".", ""))
        if code is None or len(text) > 12:
            return None
        if text == code or text.isupper() or len(text) > 3:
            return self._one(code, EXACT if text == code else CODE)
        if text.islower() and not common(text):
            return self._one(code, CODE)
        return None

    def _named(self, text: str) -> Resolution | None:
        plain = _POSSESSIVE.sub("", text)
        turned = _POSSESSIVE.sub("", _TURNED.sub(r"\2 \1", plain))
        whole = _SHORTENED.sub(lambda found: _WHOLE[found[1].casefold()], turned)
        for form in dict.fromkeys((text, plain, turned, whole)):
            if found := self._exact(fold(form), text) or self._exact(form.casefold(), text):
                return found
        key = fold(plain)
        if key in lookalikes() or not key:
            return None
        bare = _STATE_SUFFIX.sub("", _FORMS_OF_STATE.sub("", key, count=1))
        if bare != key and (found := self._exact(bare, text)):
            return found
        return self._mistyped(key) if not common(key) else None

    def _exact(self, key: str, text: str) -> Resolution | None:
        codes = self._codes.get(key)
        if codes is None:
            meant = self._spaceless.get(key.replace(" ", ""))
            codes = self._codes[meant] if meant is not None and len(key) > 4 else None
            key = meant or key
        if codes is None or not self._written_as_name(key, text):
            return None
        if key in self._rare and key in lookalikes():
            return None
        if key in self._rare and (near := self._mistyped(key)):
            # A name of a small language that is also a slip of a better known one ("Nigera").
            own = (codes,) if isinstance(codes, str) else codes
            codes = tuple(dict.fromkeys((*own, *(other.id for other in near.candidates))))
            codes = codes[0] if len(codes) == 1 else codes
        if isinstance(codes, tuple):
            return self._several((code, 0.9 - 0.01 * n) for n, code in enumerate(codes))
        return self._one(codes, self._scores.get(key, EXACT))

    def _written_as_name(self, key: str, text: str) -> bool:
        """Whether a name that is also a common word is written as a name: Island, WHO."""
        in_capitals = self._strict.get(key)
        if in_capitals is None or not text.isascii():
            return True
        return text.isupper() if in_capitals else not text.islower()

    def _mistyped(self, key: str) -> Resolution | None:
        typed = key.replace(" ", "")
        if len(typed) < 3 or any(char.isdigit() for char in typed):
            return None
        best: dict[str, float] = {}
        for form in self._similar(typed):
            meant = self._spaceless[form]
            derived = (
                meant in self._scores
            )  # demonyms and capitals: more of them, so less may differ
            price = cost(typed, form) + (0.3 if derived else 0.0)
            most = _affordable(form, self._english.get(form), derived=derived)
            if price > most or not _words_fit(key, meant):
                continue
            codes = self._codes[meant]
            for code in codes if isinstance(codes, tuple) else (codes,):
                best[code] = min(price, best.get(code, 9.0))
        if not best:
            return None
        ranked = sorted(best.items(), key=lambda item: item[1])
        close = [(code, price) for code, price in ranked if price < ranked[0][1] + MARGIN]
        return self._several((code, 0.95 - price / (len(typed) + 3)) for code, price in close[:4])

    def _similar(self, typed: str) -> Iterator[str]:
        """Forms within two or three plain edits that share the first or the last letter."""
        edits = 1 if len(typed) < 6 else 2 if len(typed) < 12 else 3
        for end in {"^" + typed[0], "$" + typed[-1]}:
            for size in range(len(typed) - edits, len(typed) + edits + 1):
                forms = self._blocks.get(f"{end}{size}")
                if forms is None:
                    continue
                for form, _, _ in process.extract(
                    typed, forms, scorer=OSA.distance, score_cutoff=edits, limit=12
                ):
                    yield form

    def _one(self, code: str | None, score: float) -> Resolution | None:
        if code is None:
            return None
        return Resolution((Candidate(code, gazetteer.party_name(code), score),))

    def _several(self, scored: Iterable[tuple[str, float]]) -> Resolution:
        found = tuple(
            Candidate(code, gazetteer.party_name(code), round(score, 3)) for code, score in scored
        )
        return Resolution(found, len(found) > 1)

    def _fill(self) -> None:
        """Read CLDR first, then our own tables, whose word counts more."""
        for code, tier, keys in gazetteer.rows("cldr.tsv", 3):
            for key in keys.split(";"):
                self._share(key, code)
                if common(key):
                    self._strict[key] = False
                if tier == "1":
                    self._may_be_mistyped(key)
                elif key.isascii():
                    self._rare.add(key)
        for country in gazetteer.countries():
            self._countries.add(country.code)
            self._ids[country.code.casefold()] = country.code
            self._ids.setdefault(country.alpha3.casefold(), country.code)
            self._enter(country.names, country.code, EXACT, country.weak)
            demonyms = [one for one in country.demonyms if one not in country.weak]
            self._enter(demonyms, country.code, DEMONYM)
            self._enter(map(gazetteer.plural, demonyms), country.code, DEMONYM)
            self._enter(country.capitals, country.code, CAPITAL, country.weak)
        for body in gazetteer.organisations():
            self._ids[body.code.casefold()] = body.code
            self._enter((*body.names, body.code), body.code, EXACT)
        self._ids["uk"] = "GB"
        for code, forms in gazetteer.rows("endonyms.tsv", 2):
            self._enter(forms.split(";"), code, EXACT, english=False)
        for form, codes in gazetteer.ambiguous().items():
            if fold(form) not in self._ids:
                self._codes[fold(form)] = codes

    def _share(self, key: str, code: str) -> None:
        """Enter a CLDR name; one that several territories have goes to all of them."""
        known = self._codes.get(key)
        if known is None:
            self._codes[key] = code
        elif code not in known:
            self._codes[key] = (known, code) if isinstance(known, str) else (*known, code)

    def _enter(
        self,
        forms: Iterable[str],
        code: str,
        score: float,
        weak: frozenset[str] = frozenset(),
        *,
        english: bool = True,
    ) -> None:
        for n, form in enumerate(forms):
            key = fold(form)
            if len(key) < 3 and not form.isascii():  # "Mỹ" is not "my"
                key = form.casefold()
            short_alias = n > 0 and len(form) < 6  # Siam, Wales: too many words are near
            most = 0.1 if short_alias else 9.0 if code in self._countries else 1.0
            if score != EXACT and (key in self._codes or form in weak):
                continue  # a name wins over a demonym or capital; weak ones don't stand alone
            self._codes[key] = code
            self._rare.discard(key)
            if common(key) and form.isupper():
                self._strict[key] = True
            else:
                self._strict.pop(key, None)
            if score != EXACT:
                self._scores[key] = score
            else:
                self._scores.pop(key, None)
            if len(key) > (5 if score == CAPITAL else 3) and not form.isupper():
                self._may_be_mistyped(key)
                if english:
                    self._english.setdefault(key.replace(" ", ""), most)

    def _may_be_mistyped(self, key: str) -> None:
        form = key.replace(" ", "")
        if form in self._spaceless:
            return
        self._spaceless[form] = key
        if len(form) > 3:
            self._blocks[f"^{form[0]}{len(form)}"].append(form)
            self._blocks[f"${form[-1]}{len(form)}"].append(form)


def _affordable(form: str, most: float | None, *, derived: bool) -> float:
    """The weighted edits that a form may be away; `most` is None for foreign names.

    Few letters have many neighbours, so short forms may hardly be mistyped, short foreign ones
    and short names of organisations least.
    """
    length = len(form)
    if most is None and form.isascii():
        return 0.0 if length < 7 else 1.2 if length < 10 else 2.2
    if derived:
        return 0.0 if length < 6 else 1.5 if length < 10 else 2.5
    if length < 8:
        return min((1.15, 1.5, 1.5, 2.0, 2.6)[max(length - 3, 0)], most or 9.0)
    return 3.0 if length < 12 else 3.6


def _words_fit(typed: str, meant: str) -> bool:
    """Whether each word is a plausible slip of its counterpart: South America, South Africa."""
    ours, theirs = typed.split(), meant.split()
    if len(ours) != len(theirs) or len(ours) == 1:
        return True
    return all(cost(a, b) <= max(2.0, 0.35 * len(b)) for a, b in zip(ours, theirs, strict=True))


@cache
def load() -> Parties:
    """The parties, read once and shared."""
    return Parties()

"""Where a meeting was and on what occasion: `in PLACE`, `at OCCASION`, "East Asia Summit".

A place or an occasion is known when the archive has a meeting there. An unknown one stays in the
query, so that nothing is found rather than something else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from knowledge.base import Base
from knowledge.language import replies
from knowledge.language.claims import Claim, Option, Part, setting
from knowledge.language.countries import capital_named, capitals
from knowledge.language.lexicon import load
from knowledge.language.scan import Scan
from knowledge.model import Query
from knowledge.names import party_name
from knowledge.names.parties import CAPITAL
from knowledge.text import fold, neutral

_LONGEST = 8
_SLIP = 0.75
"""How alike a typed place and a capital must be when the place is a slip of some name."""

_VISITED = frozenset({"visited", "visiting"})
_WAYS = {"to": "visited", "by": "visiting", "from": "visiting"}
"""Words between "visits" and a party, and what they make of it."""

_PARTS = {"place": Part.PLACE, "occasion": Part.OCCASION}
_OTHER = {"place": "occasion", "occasion": "place"}


def known(scan: Scan, base: Base) -> Iterator[Claim]:
    """`in PLACE` and `at OCCASION`, either way round, where the archive has such a meeting."""
    for start, end, kind in scan.phrases(load("clauses")):
        if kind in _PARTS:
            claim = _longest_known(scan, base, start, end, kind)
            if claim is not None:
                yield claim


def _longest_known(scan: Scan, base: Base, start: int, end: int, kind: str) -> Claim | None:
    name = end + scan.is_article(end)
    for last in range(_reach(scan, name), name, -1):
        if not scan.has_content(name, last):
            continue
        said = scan.said(name, last)
        for field in (kind, _OTHER[kind]):
            if (field == kind or not _is_country(base, said)) and is_known(base, field, said):
                return _claim(scan, start, name, last, field)
        claim = _misspelt_capital(scan, base, start, name, last)
        if claim is not None:
            return claim
    return None


def _is_country(base: Base, said: str) -> bool:
    """True for a country, so that "in Japan" is no occasion that happens to name it."""
    found = base.names.party(said).best
    return found is not None and found.id in capitals()


def _misspelt_capital(scan: Scan, base: Base, start: int, name: int, end: int) -> Claim | None:
    """A capital with a slip in it, where the archive has meetings in that capital."""
    said = scan.said(name, end)
    found = base.names.party(said)
    if found.best is None or found.best.score >= CAPITAL:
        return None
    for capital in capitals().get(found.best.id, ()):
        if OSA.normalized_similarity(fold(said), fold(capital)) >= _SLIP and is_known(
            base, "place", capital
        ):
            option = Option(capital, setting(place=capital))
            notes = (replies.taken_as(neutral(said), capital),)
            return Claim(start, end, Part.PLACE, (option,), said, notes=notes)
    return None


def _reach(scan: Scan, start: int) -> int:
    """The end of the run of free tokens at `start`, bounded, without words that end no name."""
    end = start
    while end < start + _LONGEST and end in scan.free:
        end += 1
    while end > start and scan.is_function_word(end - 1):
        end -= 1
    return end


def is_known(base: Base, field: str, said: str) -> bool:
    """True when the archive has a meeting in that place, or on that occasion."""
    if not fold(said):
        return False
    query = setting(**{field: said})(Query("meetings"))
    return base.meetings(query, limit=0, offset=0)[1] > 0


def _claim(scan: Scan, start: int, name: int, end: int, field: str) -> Claim:
    # Signs find nothing, and the words may come back on a button.
    said = neutral(scan.said(name, end))
    return Claim(start, end, _PARTS[field], (Option(said, setting(**{field: said})),), said)


def occasions(scan: Scan, base: Base) -> Iterator[Claim]:
    """Occasions named without a preposition: "East Asia Summit", where the archive has one."""
    nouns = load("occasions")
    for start, end in scan.spans(_LONGEST):
        if end - start < 2 or scan.is_function_word(start) or scan.is_function_word(end - 1):
            continue
        named = any(nouns.get(scan.tokens[n].key) is not None for n in range(start, end))
        if named and is_known(base, "occasion", scan.said(start, end)):
            yield _claim(scan, start, start, end, "occasion")


def unknown(scan: Scan) -> Iterator[Claim]:
    """`in PLACE` and `at OCCASION` of which the archive knows nothing, up to the next clause."""
    clauses = list(scan.phrases(load("clauses")))
    openings = {start for start, _, _ in clauses}
    for start, end, kind in clauses:
        name = end + scan.is_article(end)
        last = name
        while last in scan.free and last not in openings:
            last += 1
        # What folds to nothing ("at *") is no name, and as a condition would hold of everything.
        if kind in _PARTS and scan.has_content(name, last) and fold(neutral(scan.said(name, last))):
            yield _claim(scan, start, name, last, kind)


def from_party(claim: Claim, scan: Scan, base: Base) -> Claim:
    """Turn a country after "in", a capital on its own, or an organisation into a setting.

    "in Japan" is a place whether the archive has a meeting there or not. "Phnom Penh" alone is one
    when it has, and otherwise stands for the country, as it does in "with Tokyo". "ASEAN" alone is
    an occasion when it takes part in no meeting itself.
    """
    if claim.part is not Part.PARTY or len(claim.options) != 1:
        return claim
    start, kind = _opening_before(scan, claim.start)
    if kind == "occasion" or (kind == "place" and claim.options[0].value in capitals()):
        return _after_preposition(claim, start, kind)
    if kind == "who":
        return claim
    return (
        _capital_alone(claim, base)
        or _organisation_alone(claim, base)
        or _country_of_capital(claim)
        or claim
    )


def _after_preposition(claim: Claim, start: int, kind: str) -> Claim:
    """ "in Japan", "in Tokyo", "at ASEAN": a capital stays a capital."""
    code, name = claim.options[0].value, neutral(claim.said)
    if kind == "place":
        name = _capital_meant(claim) or party_name(code)
    option = Option(name, setting(**{kind: name}))
    return replace(claim, start=start, part=_PARTS[kind], options=(option,))


def _capital_meant(claim: Claim) -> str | None:
    """The capital that a claim on a country names, with or without a slip."""
    code, said = claim.options[0].value, fold(claim.said)
    exact = capital_named(said, code)
    if exact is not None or claim.exact:
        return exact
    near = (OSA.normalized_similarity(said, fold(one)) for one in capitals().get(code, ()))
    best = max(zip(near, capitals().get(code, ()), strict=True), default=(0.0, ""))
    return best[1] if best[0] >= _SLIP else None


def directed(claim: Claim, beside: Iterable[Claim], scan: Scan) -> Claim | None:
    """ "visits to Japan", "visited Japan", "visits by Japan"; None for anything else."""
    if claim.part is not Part.PARTY or len(claim.options) != 1:
        return None
    before = claim.start - 1 - scan.is_article(claim.start - 1)
    visit = [one for one in beside if one.part is Part.FORM and one.options[0].label == "visit"]
    if not visit or before < 0:
        return None
    word, option = scan.tokens[before].key, claim.options[0]
    if word in _VISITED and any(one.end == before + 1 for one in visit):
        way, start = "visited", claim.start
    elif before in scan.free and word in _WAYS:
        way, start = _WAYS[word], before
    else:
        return None
    capital = _capital_meant(claim)
    if way == "visited" and capital is not None:
        place = Option(capital, setting(place=capital))
        return replace(claim, start=start, part=Part.PLACE, options=(place,))
    put = setting(**{way: option.value})
    return replace(claim, start=start, part=Part.DIRECTION, options=(replace(option, put=put),))


def _capital_alone(claim: Claim, base: Base) -> Claim | None:
    """ "Phnom Penh": the capital that was named rather than the country."""
    code, said = claim.options[0].value, fold(claim.said)
    for capital in capitals().get(code, ()):
        if fold(capital) == said != fold(party_name(code)) and is_known(base, "place", capital):
            note = replies.taken_as_place(capital, party_name(code))
            option = Option(capital, setting(place=capital))
            return replace(claim, part=Part.PLACE, options=(option,), notes=(note,))
    return None


def _country_of_capital(claim: Claim) -> Claim | None:
    """A capital where nothing is known to have been: its country, which is then said."""
    capital = capital_named(claim.said, claim.options[0].value)
    if capital is None or claim.notes:
        return None
    return replace(claim, notes=(replies.taken_as_country(capital, claim.options[0].label),))


def _organisation_alone(claim: Claim, base: Base) -> Claim | None:
    """ "ASEAN", which hosts meetings without being in any."""
    option = claim.options[0]
    if option.value in capitals():
        return None
    if base.meetings(option.put(Query("meetings")), limit=0, offset=0)[1]:
        return None
    if not is_known(base, "occasion", claim.said):
        return None
    note = replies.taken_as_occasion(option.label)
    said = neutral(claim.said)
    occasion = Option(said, setting(occasion=said))
    return replace(claim, part=Part.OCCASION, options=(occasion,), notes=(*claim.notes, note))


def _opening_before(scan: Scan, position: int) -> tuple[int, str]:
    """Where the clause word before a position begins, and its kind; "" when there is none."""
    position -= scan.is_article(position - 1)
    for start, end, kind in scan.phrases(load("clauses")):
        if end == position:
            return start, kind
    return position, ""

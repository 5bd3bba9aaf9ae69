"""Where a meeting was and on what occasion: `in PLACE`, `at OCCASION`, "East Asia Summit".

A place or an occasion is known when the archive has a meeting there. An unknown one stays in the
query, so that nothing is found rather than something else.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from knowledge.language import replies
from knowledge.language.archive import Archive
from knowledge.language.claims import Claim, Option, Part, setting
from knowledge.language.lexicon import load
from knowledge.language.scan import Scan
from knowledge.model import Query
from knowledge.names import party_name
from knowledge.names.gazetteer import countries
from knowledge.text import fold, neutral

_LONGEST = 10
_PARTS = {"place": Part.PLACE, "occasion": Part.OCCASION}
_OTHER = {"place": "occasion", "occasion": "place"}


def known(scan: Scan, archive: Archive) -> Iterator[Claim]:
    """`in PLACE` and `at OCCASION`, either way round, where the archive has such a meeting."""
    for start, end, kind in scan.phrases(load("clauses")):
        if kind in _PARTS:
            claim = _longest_known(scan, archive, start, end, kind)
            if claim is not None:
                yield claim


def _longest_known(scan: Scan, archive: Archive, start: int, end: int, kind: str) -> Claim | None:
    name = end + scan.is_article(end)
    for last in range(_reach(scan, name), name, -1):
        for field in (kind, _OTHER[kind]):
            if is_known(archive, field, scan.said(name, last)):
                return _claim(scan, start, name, last, field)
    return None


def _reach(scan: Scan, start: int) -> int:
    """The end of the run of free tokens at `start`, bounded."""
    end = start
    while end < start + _LONGEST and end in scan.free:
        end += 1
    return end


def is_known(archive: Archive, field: str, said: str) -> bool:
    """True when the archive has a meeting in that place, or on that occasion."""
    if not fold(said):
        return False
    query = setting(**{field: said})(Query("meetings"))
    return archive.meetings(query, limit=1, offset=0)[1] > 0


def _claim(scan: Scan, start: int, name: int, end: int, field: str) -> Claim:
    said = scan.said(name, end)
    return Claim(start, end, _PARTS[field], (Option(said, setting(**{field: said})),), said)


def occasions(scan: Scan, archive: Archive) -> Iterator[Claim]:
    """Occasions named without a preposition: "East Asia Summit", where the archive has one."""
    nouns = load("occasions")
    for start, end in scan.spans(_LONGEST):
        if end - start < 2 or scan.is_function_word(start) or scan.is_function_word(end - 1):
            continue
        named = any(nouns.get(scan.tokens[n].key) is not None for n in range(start, end))
        if named and is_known(archive, "occasion", scan.said(start, end)):
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
        if kind in _PARTS and last > name:
            yield _claim(scan, start, name, last, kind)


def from_party(claim: Claim, scan: Scan, archive: Archive) -> Claim:
    """Turn a country after "in", and a capital on its own, from a party into a place.

    "in Japan" is a place whether the archive has a meeting there or not. "Phnom Penh" alone is one
    when it has, and otherwise stands for the country, as it does in "with Tokyo".
    """
    if claim.part is not Part.PARTY or len(claim.options) != 1:
        return claim
    code = claim.options[0].value
    start, kind = _opening_before(scan, claim.start)
    if kind in _PARTS and (kind == "occasion" or code in _seats()):
        capital = _capital(claim, archive)
        name = capital or (party_name(code) if kind == "place" else claim.said)
        notes = claim.notes
        if capital is not None and notes:
            notes = (replies.taken_as(neutral(claim.said), capital),)
        option = Option(name, setting(**{kind: name}))
        return replace(claim, start=start, part=_PARTS[kind], options=(option,), notes=notes)
    capital = None if kind == "who" or claim.notes else _capital(claim, archive)
    if capital is None:
        return claim
    note = replies.taken_as_place(capital, party_name(code))
    option = Option(capital, setting(place=capital))
    return replace(claim, part=Part.PLACE, options=(option,), notes=(note,))


def _opening_before(scan: Scan, position: int) -> tuple[int, str]:
    """Where the clause word before a position begins, and its kind; "" when there is none."""
    position -= scan.is_article(position - 1)
    for start, end, kind in scan.phrases(load("clauses")):
        if end == position:
            return start, kind
    return position, ""


def _capital(claim: Claim, archive: Archive) -> str | None:
    """The capital that was named rather than the country, if the archive has meetings in it."""
    code, said = claim.options[0].value, fold(claim.said)
    for capital in _seats().get(code, ()):
        if fold(capital) == said != fold(party_name(code)) and is_known(archive, "place", capital):
            return capital
    return None


@cache
def _seats() -> dict[str, tuple[str, ...]]:
    """Countries with their capitals."""
    return {country.code: country.capitals for country in countries()}

"""Reads the words of one query: who claims which of them, and what is left over.

Surer readings come first, and each round sees only the words that are still free: dates, pages,
ids and "verified"; places and occasions that the archive knows; topics; then names, offices, forms
and states; last of all spellings that are only near a name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.base import Base
from knowledge.language import clauses, identify, settings
from knowledge.language.claims import Claim, Part, best
from knowledge.language.days import days, has_bound
from knowledge.language.lexicon import load
from knowledge.language.mentions import is_party_alone, named_after_about
from knowledge.language.nearer import one_of_both
from knowledge.language.offices import with_offices
from knowledge.language.periods import Trouble, periods
from knowledge.language.scan import Scan
from knowledge.language.sides import placed as placed_word
from knowledge.language.sides import sided
from knowledge.language.slips import slips
from knowledge.names.given import is_given


@dataclass(frozen=True, slots=True)
class Parsed:
    """The claims in the order of the words, the words left over, and what is wrong, if anything.

    `left` are positions of words with a meaning of their own that nothing claimed; `nameless` is
    true when one of them must be a name that nobody has; `dateless` when a word such as
    "since" has no date after it. `has_signs` tells of words made of signs and emoji alone.
    """

    scan: Scan
    claims: tuple[Claim, ...]
    left: tuple[int, ...]
    nameless: bool = False
    trouble: Trouble | None = None
    dateless: bool = False
    has_signs: bool = False

    def has_filler(self, kind: str) -> bool:
        """True when a word of that kind in `fillers.txt` was passed over."""
        return any(meaning == kind for _, _, meaning in self.scan.phrases(load("fillers")))


def parse(scan: Scan, base: Base, today: date, *, names_only: bool = False) -> Parsed:
    """Read a query; `names_only` (for `/whois`) knows no places, occasions, topics or forms.

    Places and occasions are conditions only after commands that have them.
    """
    placed = scan.speech.settings and not names_only
    found = list(periods(scan, base, today))
    sure = [claim for claim in found if isinstance(claim, Claim) and claim.exact]
    dates = best([*sure, *(claim for claim in days(scan, base, today) if claim.exact)])
    trouble = _worst(found, dates)
    if trouble is not None:
        return Parsed(scan, tuple(dates), (), trouble=trouble)
    chosen, scan = _choose(dates, scan, ())
    chosen, scan = _choose(
        chosen,
        scan,
        [
            *clauses.pages(scan),
            *clauses.undated(scan),
            *clauses.verified(scan),
            *identify.identities(scan, base),
        ],
    )
    if placed:
        chosen, scan = _choose(chosen, scan, clauses.sidelines(scan))
        chosen, scan = _choose(chosen, scan, settings.known(scan, base))
    if not names_only:
        topics = list(clauses.topics(scan))
        parties = identify.names(scan, base, parts=False) if topics else []
        topics = [t for t in topics if not is_party_alone(t, parties, scan)]
        chosen, scan = _choose(chosen, scan, topics)
    chosen, scan = _names(chosen, scan, base, names_only)
    unsure = [claim for claim in found if isinstance(claim, Claim)]
    unsure = [claim for claim in (*unsure, *days(scan, base, today)) if _fits(claim, scan)]
    chosen, scan = _choose(chosen, scan, unsure)
    if placed:
        chosen, scan = _choose(chosen, scan, settings.unknown(scan))
    return _parsed(chosen, scan)


def _choose(chosen: list[Claim], scan: Scan, claims: Iterable[Claim]) -> tuple[list[Claim], Scan]:
    """Add the best of further claims to those chosen; their words are free no longer."""
    more = best(claims)
    return [*chosen, *more], scan.without([*chosen, *more])


def _fits(claim: Claim, scan: Scan) -> bool:
    return scan.is_free(claim.start, claim.end)


def _worst(found: Iterable[Claim | Trouble], dates: list[Claim]) -> Trouble | None:
    """The longest impossible date that is not part of a good one ("30 to 31 March")."""
    troubles = [
        trouble
        for trouble in found
        if isinstance(trouble, Trouble)
        and not any(c.start <= trouble.start and trouble.end <= c.end for c in dates)
    ]
    return max(troubles, key=lambda trouble: trouble.end - trouble.start, default=None)


def _names(
    chosen: list[Claim], scan: Scan, base: Base, names_only: bool
) -> tuple[list[Claim], Scan]:
    """Names, forms, states and occasions; then misspelt names; then the offices beside them."""
    placed = scan.speech.settings and not names_only
    words = [] if names_only else list(clauses.plain_words(scan))
    words += settings.occasions(scan, base) if placed else []
    for parts in (False, True):
        names = identify.names(scan, base, parts=parts)
        exact = [name for name in names if name.exact]
        sure, rest = _choose([], scan, [*exact, *words])
        if _are_held(exact, sure):
            break  # No part of a name could be chosen.
    near = [name for name in names if not name.exact and _fits(name, rest)]
    near = one_of_both(near, rest, base)
    sure, rest = _choose(sure, rest, identify.misspelt(near, rest, base))
    sure, rest = _choose(sure, rest, slips(rest, base))
    sure, rest = _choose(sure, rest, identify.given_names(rest, sure, base))
    topics = [] if names_only else list(clauses.wordings(rest))
    # Ids were claimed before; offices stand beside them as beside names.
    ids = [claim for claim in chosen if claim.part in (Part.PARTY, Part.PERSON)]
    others = [claim for claim in chosen if claim not in ids]
    joined = with_offices(rest, [*ids, *sure])
    if not names_only:
        joined = [named_after_about(claim, rest) for claim in joined]
    if scan.speech.sides:
        joined = [sided(claim, rest) for claim in joined]
    if not placed and not names_only:
        joined = [placed_word(claim, rest) for claim in joined]
    if placed:
        joined = [
            settings.directed(claim, joined, rest)
            or (claim if claim in ids else settings.from_party(claim, rest, base))
            for claim in joined
        ]
    return _choose([*others, *joined], rest, [one for one in topics if _is_apart(one, joined)])


def _are_held(names: Iterable[Claim], chosen: Iterable[Claim]) -> bool:
    """Whether each name of a person, or what it is a part of, was chosen as exact."""
    held = [one for one in chosen if one.exact]
    return all(
        any(one.start <= name.start and name.end <= one.end for one in held)
        for name in names
        if name.part is Part.PERSON
    )


def _is_apart(claim: Claim, others: Iterable[Claim]) -> bool:
    return all(claim.end <= other.start or other.end <= claim.start for other in others)


def _parsed(chosen: list[Claim], scan: Scan) -> Parsed:
    claims = tuple(sorted(chosen, key=lambda claim: claim.start))
    left = tuple(n for n in sorted(scan.free) if _means_something(scan, n))
    openings = [(end, kind) for _, end, kind in scan.phrases(load("clauses"))]
    return Parsed(
        scan,
        claims,
        left,
        nameless=any(kind == "who" and end in left for end, kind in openings)
        or _unknown_given_name(scan, claims, left),
        dateless=has_bound(scan)
        or any(kind == "when" and not _begins_range(scan, claims, end) for end, kind in openings),
        has_signs=any(not _has_letters(token.text) for token in scan.tokens),
    )


def _begins_range(scan: Scan, claims: Iterable[Claim], end: int) -> bool:
    """True for the "since" of "since March until May", where the rest is the period."""
    return scan.tokens[end - 1].key == "since" and any(
        claim.part is Part.PERIOD and claim.start == end for claim in claims
    )


def _unknown_given_name(scan: Scan, claims: Iterable[Claim], left: Iterable[int]) -> bool:
    """True for "Shinzo Kishida" where only another Kishida is known."""
    surnames = {claim.start for claim in claims if claim.part is Part.PERSON and len(claim) == 1}
    return any(
        (n + 1 in surnames and not scan.between(n, n + 1).strip() and _is_named(scan, n))
        or (n - 1 in surnames and not scan.between(n - 1, n).strip() and _is_given(scan, n))
        for n in left
    )


def _is_named(scan: Scan, position: int) -> bool:
    """True when a word before a family name looks like a given name."""
    both = scan.tokens[position].text[:1] + scan.tokens[position + 1].text[:1]
    return both.isupper() or _is_given(scan, position)


def _is_given(scan: Scan, position: int) -> bool:
    return is_given(scan.tokens[position].key)


def _means_something(scan: Scan, position: int) -> bool:
    word = scan.tokens[position].text
    if word.isdecimal() and len(word) < 3 and _counts_meetings(scan, position):
        return False
    return not scan.is_function_word(position) and _has_letters(word)


def _counts_meetings(scan: Scan, position: int) -> bool:
    """True for the number in "the last 3 meetings"; all are counted and paged anyway."""
    fillers = load("fillers")
    beside = [scan.key(n, n + 1) for n in (position - 1, position + 1) if n >= 0]
    return any(
        fillers.get(key) in ("order", "oldest") or scan.speech.is_thing(key) for key in beside
    )


def _has_letters(word: str) -> bool:
    return any(character.isalnum() for character in word)

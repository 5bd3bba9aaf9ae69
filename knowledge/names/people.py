"""People by any form of their name: order, spelling, script, titles, initials, parts and slips.

Candidates come from the index (whole-name keys, pairs of words, family names), never from a scan;
`scoring` then decides. A name that several people fit equally well gives all of them.
"""

import sqlite3
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import OSA

from knowledge.names import customs
from knowledge.names.candidates import (
    Form,
    by_keys,
    by_words,
    foreign_word,
    forms_of,
    holds,
    in_office,
    mostly_given,
    similar_words,
    standing_alone,
)
from knowledge.names.fitting import ALIKE, EQUAL, SLIP, VARIANT
from knowledge.names.given import is_given
from knowledge.names.promising import promising
from knowledge.names.resembling import resemblance
from knowledge.names.resolution import NOTHING, Candidate, Resolution
from knowledge.names.scoring import LETTERS_A_SLIP, align, essential
from knowledge.names.spelling import coarse_of, key, latin, rotations, sound
from knowledge.names.titles import Titled, may_be_a_name, split
from knowledge.names.words import common
from knowledge.text import clean_query, fold

LONGEST = 200
"""Longest text that is taken for a name with its titles."""

FULL = 0.74
"""What a name of several words must score."""

FOREIGN = 0.7
"""How much a name written out from another script must resemble a known one."""

MARGIN = 0.04
"""Candidates whose scores differ by less fit equally well."""

MOST = 8
"""Candidates that are worth asking about; of more, the first ones are given."""

_HINT = 0.1
_FEW_WORDS = 20_000


def resolve(db: sqlite3.Connection, text: str) -> Resolution:
    """Give the person that a typed or printed name means; several when it is ambiguous.

    Also takes an office with its country ("the Japanese prime minister"). Text that is nobody's
    name, and another person's name however similar, give nothing.
    """
    text = clean_query(text)
    if not text or len(text) > LONGEST:
        return NOTHING
    if exact := _choose(db, _exact(db, text), Titled(())):
        return exact
    if text.islower() and common(fold(text)):  # "brown", "may": only "Brown" is a name
        return NOTHING
    titled = split(text)
    if not titled.name:
        return _holders(db, titled)
    foreign = not latin(text)
    for name in _readings(text, titled, foreign=foreign):
        scored = _scored(db, name, titled, foreign=foreign)
        if found := _choose(db, scored, titled):
            return found
    if titled.office is None or titled.called is None or may_be_a_name(titled.called):
        return NOTHING
    # Offices change hands, and the index may not know this one: then the name decides.
    untold = replace(titled, office=None)
    return _choose(db, _scored(db, titled.name, untold, foreign=foreign), untold) or NOTHING


def _readings(text: str, titled: Titled, *, foreign: bool) -> list[tuple[str, ...]]:
    """What may be the name in a text, the likeliest first."""
    name = titled.name
    readings = [*titled.names]
    if len(name) > 1 and name[-1] in customs.load().suffixes:
        readings.append(name[:-1])
    if foreign and len(name) > 1 and " " not in text:  # 푸틴: syllables of one word
        readings.append(("".join(name),))
    return readings


def _exact(db: sqlite3.Connection, text: str) -> list[tuple[float, Form]]:
    """Forms with just these words, in any order and in their own script."""
    typed = " ".join(sorted(fold(text).split()))
    if not typed:
        return []
    return [
        (EQUAL, form)
        for form in by_keys(db, [key("w", typed)])
        if typed in (_sorted(fold(form.form).split()), _sorted(form.words))
        and not _is_part(typed, form.name)
    ]


def _is_part(word: str, name: str) -> bool:
    """Whether a listed form is one word of the person's name, which others may share."""
    own = fold(name).split()
    return " " not in word and len(own) > 1 and word in own


def _sorted(name: Iterable[str]) -> str:
    return " ".join(sorted(name))


def _scored(
    db: sqlite3.Connection, name: tuple[str, ...], titled: Titled, *, foreign: bool
) -> list[tuple[float, Form]]:
    full = essential(name)
    long = [word for word in full if len(word) > 1]
    if not long:
        return []
    if len(full) == 1:
        return _alone(db, name, full[0], titled, foreign=foreign)
    # The same words, or the same sound: no slips to forgive.
    found = _aligned(name, by_keys(db, _whole_keys(full)), frozenset(name))
    if max((score for score, _ in found), default=0.0) < VARIANT:  # else nobody can be nearer
        joined = [one + other for one, other in pairwise(name)]
        similar = similar_words(db, long, joined, also=name)
        real = {word for word in name if word in similar[word]}
        listed = by_words(db, full, long, similar, foreign=foreign)
        likely = promising(listed, name, joined, similar)
        found += _aligned(name, forms_of(db, likely), real)
        if foreign and not found:
            return _foreign(db, full, forms_of(db, listed))
    return found


def _whole_keys(full: Sequence[str]) -> list[int]:
    return [key("w", _sorted(full)), key("c", sound("".join(full)))]


def _aligned(
    name: Sequence[str], forms: Iterable[Form], real: Container[str]
) -> list[tuple[float, Form]]:
    found = []
    for form in forms:
        match = align(name, form.words, form.party, real)
        if match is not None and match.score >= FULL:
            found.append((match.score, form))
    return found


def _foreign(
    db: sqlite3.Connection, full: Sequence[str], more: Sequence[Form] = ()
) -> list[tuple[float, Form]]:
    """Forms with the consonants of a name that another script has left little more of."""
    forms = dict.fromkeys((*more, *by_keys(db, [key("k", coarse_of(full))])))
    scored = ((resemblance(full, form.words), form) for form in forms)
    return [(round(score * 0.9, 3), form) for score, form in scored if score >= FOREIGN]


def _alone(
    db: sqlite3.Connection,
    name: Sequence[str],
    word: str,
    titled: Titled,
    *,
    foreign: bool,
) -> list[tuple[float, Form]]:
    """People who go by one word: a family name, or all there is of a name."""
    told = titled.office is not None or titled.party is not None
    known = similar_words(db, name)
    real = {one for one in name if one in known[one]}
    similar = known[word]
    best = _run_together(db, name, word)
    for number, score, _ in sorted(similar.values(), key=lambda found: -found[1]):
        if score < EQUAL and (best or not _may_be_meant(db, word, score)):
            continue
        if is_given(word) and not told and mostly_given(db, number):
            continue
        for form in _bearers(db, number, titled):
            if len(name) > 1 and align(name, form.words, form.party, real) is None:
                continue  # a particle here is a family name there: Do, Le, Du
            best.append((0.8 * score, form))
    return best or (foreign_word(db, word) if foreign else [])


def _bearers(db: sqlite3.Connection, word: int, titled: Titled) -> list[Form]:
    """Whom a word may stand for, as far as office and party allow."""
    if titled.office is not None:
        return in_office(db, word, titled.office, titled.party)
    return standing_alone(db, word, titled.party)


def _run_together(
    db: sqlite3.Connection, name: Sequence[str], word: str
) -> list[tuple[float, Form]]:
    """Whole names written as one word: "hunsen", "FumioKishida"."""
    if len(name) > 1 or len(word) < 5:
        return []
    found = []
    for form in by_keys(db, [key("c", sound(word))]):
        listed = form.words
        if len(listed) > 1:
            whole = {"".join(order) for order in rotations(listed)}
            if word in whole:
                found.append((0.98, form))
            elif min(OSA.distance(word, one) for one in whole) * LETTERS_A_SLIP <= len(word):
                found.append((0.9, form))
    return found


def _may_be_meant(db: sqlite3.Connection, word: str, score: float) -> bool:
    """Whether a single word that is nobody's name is one in another spelling.

    The more names there are, the more words are a slip away from one.
    """
    if len(word) < 5 or common(word) or is_given(word):
        return False
    if score >= ALIKE:
        return True
    known = db.execute("SELECT max(word) FROM name_words").fetchone()[0]
    return score == SLIP and len(word) > (5 if known < _FEW_WORDS else 7)


def _holders(db: sqlite3.Connection, titled: Titled) -> Resolution:
    """Who holds an office: "the Japanese PM"; without a country only where there is one such."""
    if titled.office is None:
        return NOTHING
    where, values = "o.office=?", [titled.office]
    if titled.party is not None:
        where, values = "o.office=? AND o.party=?", [titled.office, titled.party]
    rows = db.execute(
        f"SELECT p.id, p.name FROM name_offices o JOIN name_people p USING (person) "
        f"WHERE {where} LIMIT {MOST + 1}",
        values,
    ).fetchall()
    if not rows or (titled.party is None and len(rows) > 1):
        return NOTHING
    found = tuple(Candidate(id, name, 0.9) for id, name in rows[:MOST])
    return Resolution(found, len(found) > 1)


def _choose(
    db: sqlite3.Connection, scored: Sequence[tuple[float, Form]], titled: Titled
) -> Resolution | None:
    """The best candidate, or all that fit about equally well."""
    best: dict[str, tuple[float, str]] = {}
    for score, form in scored:
        if titled.party is not None and form.party is not None and titled.party != form.party:
            score -= _HINT
        if (
            titled.office is not None
            and len(scored) > 1
            and not holds(db, form.person, titled.office)
        ):
            score -= _HINT / 2
        if score > best.get(form.id, (0.0, ""))[0]:
            best[form.id] = (score, form.name)
    if not best:
        return None
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    top = ranked[0][1][0]
    close = [
        Candidate(id, name, round(max(score, 0.01), 3))
        for id, (score, name) in ranked
        if score > top - MARGIN
    ]
    return Resolution(tuple(close[:MOST]), len(close) > 1)

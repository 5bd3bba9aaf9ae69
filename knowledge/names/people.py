"""People by any form of their name: order, spelling, script, titles, initials, parts and slips.

Candidates come from the index (whole-name keys, pairs of words, family names), never from a scan;
`scoring` then decides. A name that several people fit equally well gives all of them.
"""

import sqlite3
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.names import customs
from knowledge.names.given import is_given, spellings
from knowledge.names.resolution import NOTHING, Candidate, Resolution
from knowledge.names.scoring import (
    ALIKE,
    EQUAL,
    SLIP,
    SLIPS,
    align,
    essential,
    fit,
    resemblance,
    resembles,
)
from knowledge.names.spelling import bones, coarse_of, key, latin, rotations, sound, traces
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

_FOREIGN_WORD = 0.85
_HINT = 0.1
_FEW_WORDS = 20_000
_MANY = 80
_FEW = 50
_PAIRS = 80


# Typed word → known word → its number, how well it fits, and in how many forms it stands.
_Similar = dict[str, dict[str, tuple[int, float, int]]]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of the index that may be meant."""

    person: int
    id: str
    name: str
    party: str | None
    form: str
    listed: str

    @property
    def words(self) -> tuple[str, ...]:
        """The form's folded Latin words, without titles."""
        return tuple(self.listed.split())


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


def _exact(db: sqlite3.Connection, text: str) -> list[tuple[float, _Form]]:
    """Forms with just these words, in any order and in their own script."""
    typed = " ".join(sorted(fold(text).split()))
    if not typed:
        return []
    return [
        (EQUAL, form)
        for form in _by_keys(db, [key("w", typed)])
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
) -> list[tuple[float, _Form]]:
    full = essential(name)
    long = [word for word in full if len(word) > 1]
    if not long:
        return []
    if len(full) == 1:
        return _alone(db, name, full[0], titled, foreign=foreign)
    # The same words, or the same sound: no slips to forgive.
    found = _aligned(name, _by_keys(db, _whole_keys(full)), frozenset(name))
    if max((score for score, _ in found), default=0.0) < 0.9:
        joined = [one + other for one, other in pairwise(name)]
        similar = _similar(db, [*long, *joined], also=name)
        real = {word for word in name if similar[word].get(word, (0, 0.0, 0))[2] > 1}
        forms = _by_words(db, full, long, similar, foreign=foreign)
        found += _aligned(name, forms, real)
        if foreign and not found:
            return _foreign(db, full, forms)
    return found


def _whole_keys(full: Sequence[str]) -> list[int]:
    return [key("w", _sorted(full)), key("c", sound("".join(full)))]


def _aligned(
    name: Sequence[str], forms: Iterable[_Form], real: Container[str]
) -> list[tuple[float, _Form]]:
    found = []
    for form in forms:
        match = align(name, form.words, form.party, real)
        if match is not None and match.score >= FULL:
            found.append((match.score, form))
    return found


def _foreign(
    db: sqlite3.Connection, full: Sequence[str], more: Sequence[_Form] = ()
) -> list[tuple[float, _Form]]:
    """Forms with the consonants of a name that another script has left little more of."""
    forms = dict.fromkeys((*more, *_by_keys(db, [key("k", coarse_of(full))])))
    scored = ((resemblance(full, form.words), form) for form in forms)
    return [(round(score * 0.9, 3), form) for score, form in scored if score >= FOREIGN]


def _alone(
    db: sqlite3.Connection,
    name: Sequence[str],
    word: str,
    titled: Titled,
    *,
    foreign: bool,
) -> list[tuple[float, _Form]]:
    """People who go by one word: a family name, or all there is of a name."""
    told = titled.office is not None or titled.party is not None
    known = _similar(db, name)
    real = {one for one in name if one in known[one]}
    similar = known[word]
    best = _run_together(db, name, word)
    for number, score, _ in sorted(similar.values(), key=lambda found: -found[1]):
        if score < EQUAL and (best or not _may_be_meant(db, word, score)):
            continue
        if is_given(word) and not told and _mostly_given(db, number):
            continue
        for form in _at(db, number, alone=not told):
            if told and not _fits_hints(db, form, titled):
                continue
            if len(name) > 1 and align(name, form.words, form.party, real) is None:
                continue  # a particle here is a family name there: Do, Le, Du
            best.append((0.8 * score, form))
    return best or (_foreign_word(db, word) if foreign else [])


def _foreign_word(db: sqlite3.Connection, word: str) -> list[tuple[float, _Form]]:
    """Family names of which another script has left no more than this word."""
    marks = bones(word)
    if not marks:
        return []
    rows = db.execute(
        "SELECT w.word, w.text FROM name_traces t JOIN name_words w USING (word) "
        f"WHERE t.trace=? LIMIT {_MANY}",
        marks,
    ).fetchall()
    found = []
    for number, text in rows:
        if (score := resembles(word, text)) >= _FOREIGN_WORD:
            found += [(0.8 * score, form) for form in _at(db, number, alone=True)]
    return found


def _run_together(
    db: sqlite3.Connection, name: Sequence[str], word: str
) -> list[tuple[float, _Form]]:
    """Whole names written as one word: "hunsen", "FumioKishida"."""
    if len(name) > 1 or len(word) < 5:
        return []
    found = []
    for form in _by_keys(db, [key("c", sound(word))]):
        listed = form.words
        if len(listed) > 1:
            whole = {"".join(order) for order in rotations(listed)}
            found.append((0.98 if word in whole else 0.9, form))
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


def _mostly_given(db: sqlite3.Connection, number: int) -> bool:
    """Whether a word is more people's given name than family name."""
    count = "SELECT count(*) FROM (SELECT 1 FROM name_places WHERE word=? AND alone=? LIMIT 40)"
    family, given = (db.execute(count, (number, alone)).fetchone()[0] for alone in (1, 0))
    return bool(given > family)


def _by_words(
    db: sqlite3.Connection,
    full: Sequence[str],
    long: Sequence[str],
    similar: _Similar,
    *,
    foreign: bool,
) -> list[_Form]:
    """Forms that have two of the words, or one of them beside an initial, or one alone."""
    forms = _by_pairs(db, similar)
    initials = [word for word in full if len(word) == 1]
    if not forms and initials:
        bit = 1 << max(ord(initials[0]) - ord("a"), 0)
        for word in long:
            for number, score, _ in similar[word].values():
                if score >= SLIP:
                    forms += _at(db, number, initials=bit)
    if not forms:
        # The other word has more than one slip: look at all who share the rarer one.
        known = [found for word in long for found in similar[word].values()]
        lone = [found for found in known if foreign or found[1] == EQUAL]
        if lone:
            forms = _at(db, min(lone, key=lambda found: found[2])[0])[:_FEW]
    return forms


def _similar(db: sqlite3.Connection, typed: Sequence[str], also: Sequence[str] = ()) -> _Similar:
    """Known words that fit each typed one; of `also`, only those that are just the same."""
    wanted: dict[int, list[str]] = {}
    for word in typed:
        for trace in traces(word):
            wanted.setdefault(trace, []).append(word)
    found: _Similar = {word: {} for word in (*typed, *also)}
    marks = ",".join("?" * len(wanted))
    rows = db.execute(
        f"SELECT t.trace, w.word, w.text, w.forms FROM name_traces t JOIN name_words w USING (word)"
        f" WHERE t.trace IN ({marks}) LIMIT 3000",
        list(wanted),
    )
    for trace, number, text, forms in rows:
        for word in wanted[trace]:
            _note(found[word], word, text, number, forms)
    others = {other for word in typed for other in spellings(word)} | {*also}
    marks = ",".join("?" * len(others))
    rows = db.execute(
        f"SELECT word, text, forms FROM name_words WHERE text IN ({marks})", list(others)
    )
    for number, text, forms in rows:
        for word in typed:
            _note(found[word], word, text, number, forms)
        if text in also:
            found[text][text] = (number, EQUAL, forms)
    return found


def _note(
    into: dict[str, tuple[int, float, int]], typed: str, known: str, number: int, forms: int
) -> None:
    if known not in into and (score := fit(typed, known)) >= SLIPS:
        into[known] = (number, score, forms)


def _by_pairs(db: sqlite3.Connection, similar: _Similar) -> list[_Form]:
    """Forms with two words that fit two different typed ones, the best fits first."""
    options = [(word, list(known.values())) for word, known in similar.items() if known]
    pairs: dict[tuple[int, int], float] = {}
    for n, (one, first) in enumerate(options):
        for other, second in options[n + 1 :]:
            if one in other or other in one:  # a word and itself joined with its neighbour
                continue
            for a, fits, _ in first:
                for b, too, _ in second:
                    if a != b:
                        pair = (min(a, b), max(a, b))
                        pairs[pair] = max(pairs.get(pair, 0.0), fits * too)
    best = sorted(pairs, key=lambda pair: -pairs[pair])[:_PAIRS]
    if not best:
        return []
    marks = ",".join(f"({a},{b})" for a, b in best)  # integers from the index itself
    return _forms(
        db,
        f"SELECT p.form FROM (VALUES {marks}) v JOIN name_pairs p "
        f"ON p.a = v.column1 AND p.b = v.column2 LIMIT {_MANY}",
        (),
    )


def _by_keys(db: sqlite3.Connection, keys: Sequence[int]) -> list[_Form]:
    marks = ",".join("?" * len(keys))
    return _forms(db, f"SELECT form FROM name_keys WHERE key IN ({marks}) LIMIT {_MANY}", keys)


def _at(
    db: sqlite3.Connection, word: int, *, alone: bool = False, initials: int | None = None
) -> list[_Form]:
    """Forms with a word: where it may stand for the person, or beside certain initials."""
    if alone:
        chosen = "SELECT form FROM name_places WHERE word=? AND alone=1 LIMIT 40"
        return _forms(db, chosen, (word,))
    if initials is None:
        return _forms(db, f"SELECT form FROM name_places WHERE word=? LIMIT {_MANY}", (word,))
    chosen = f"SELECT form FROM name_places WHERE word=? AND initials & ? LIMIT {_MANY}"
    return _forms(db, chosen, (word, initials))


def _forms(db: sqlite3.Connection, chosen: str, values: Sequence[object]) -> list[_Form]:
    rows = db.execute(
        f"SELECT p.person, p.id, p.name, p.party, f.name, f.words FROM ({chosen}) x "
        "CROSS JOIN name_forms f ON f.form = x.form CROSS JOIN name_people p USING (person)",
        values,
    )
    return list(dict.fromkeys(_Form(*row) for row in rows))


def _fits_hints(db: sqlite3.Connection, form: _Form, titled: Titled) -> bool:
    """Whether a person holds the office, or is of the party, that came with the name."""
    if titled.party is not None and form.party is not None and form.party != titled.party:
        return False
    return titled.office is None or _holds(db, form.person, titled.office)


def _holds(db: sqlite3.Connection, person: int, office: str) -> bool:
    held = "SELECT 1 FROM name_offices WHERE person=? AND office=?"
    return db.execute(held, (person, office)).fetchone() is not None


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
    db: sqlite3.Connection, scored: Sequence[tuple[float, _Form]], titled: Titled
) -> Resolution | None:
    """The best candidate, or all that fit about equally well."""
    best: dict[str, tuple[float, str]] = {}
    for score, form in scored:
        if titled.party is not None and form.party is not None and titled.party != form.party:
            score -= _HINT
        if (
            titled.office is not None
            and len(scored) > 1
            and not _holds(db, form.person, titled.office)
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

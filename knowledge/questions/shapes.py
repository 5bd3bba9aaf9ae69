"""The shape of a question: what kind of answer it wants, and what sort of happening it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.language.tokens import Token
from knowledge.questions.model import Frame, Pick, Wanted
from knowledge.questions.words import is_irregular, read, wordset
from knowledge.text import fold

_BE = frozenset({"is", "are", "was", "were", "am", "be", "been", "being"})
_DO = frozenset({"do", "does", "did"})
_MODAL = frozenset({"will", "would", "can", "could", "should", "shall", "may", "might", "must"})
_HAVE = frozenset({"has", "have", "had"})
AUXILIARY = _BE | _DO | _MODAL | _HAVE


_PICKS = {
    "first": Pick.FIRST, "earliest": Pick.FIRST, "oldest": Pick.FIRST,
    "last": Pick.LAST, "latest": Pick.LAST, "most recent": Pick.LAST, "newest": Pick.LAST,
    "recently": Pick.LAST,
    "most": Pick.MOST, "biggest": Pick.MOST, "largest": Pick.MOST, "more": Pick.MOST,
    "highest": Pick.MOST, "bigger": Pick.MOST, "larger": Pick.MOST, "greatest": Pick.MOST,
    "least": Pick.LEAST, "smallest": Pick.LEAST, "smaller": Pick.LEAST, "less": Pick.LEAST,
    "lowest": Pick.LEAST,
    "total": Pick.TOTAL, "altogether": Pick.TOTAL, "in all": Pick.TOTAL, "overall": Pick.TOTAL,
    "combined": Pick.TOTAL, "together": Pick.TOTAL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """What a question wants.

    `used` are the positions of its question words; `focus` those of the noun that a "which" or
    "how many" goes with; `deed` that of the word straight behind "who" or "which people".
    """

    wanted: Wanted
    used: frozenset[int]
    focus: tuple[int, ...] = ()
    deed: int | None = None


def shape(tokens: Sequence[Token]) -> Shape:
    """Read what is wanted from the question words, wherever they stand."""
    keys = [token.key for token in tokens]
    for n, key in enumerate(keys):
        if tokens[n].quoted:
            continue
        found = _asked_at(keys, n, key)
        if found is not None:
            return found
    if keys and keys[0] in AUXILIARY:
        return Shape(Wanted.WHETHER, frozenset({0}))
    return _nouns_alone(keys)


def _asked_at(keys: list[str], n: int, key: str) -> Shape | None:
    after = keys[n + 1] if n + 1 < len(keys) else ""
    match key:
        case "when" | "whens":
            return Shape(Wanted.WHEN, frozenset({n}))
        case "where" | "wheres":
            standing = {"stand", "stands"} & set(keys)
            if standing and " on " in f" {' '.join(keys)} ":
                return Shape(Wanted.WHAT, frozenset({n}))
            return Shape(Wanted.WHERE, frozenset({n}))
        case "why":
            return Shape(Wanted.WHY, frozenset({n}))
        case "whose" if after in wordset("beside"):
            return Shape(Wanted.OCCASION, frozenset({n}))
        case "who" | "whom" | "whose" | "whos":
            return Shape(Wanted.WHO, frozenset({n}), deed=_deed(keys, n) if key == "who" else None)
        case "how":
            return _how(keys, n, after)
        case "what" | "which" | "whats":
            return _what(keys, n, after)
    return None


def _deed(keys: list[str], n: int) -> int | None:
    """The word behind "who", or "who was": "who painted it", but not "who did they paint"."""
    place = n + 1
    while place < len(keys) and keys[place] in _BE | _HAVE:
        place += 1
    return place if place < len(keys) and is_past(keys[place]) else None


def is_past(key: str) -> bool:
    """Whether a folded word looks like a past form: "painted", "fled", "born"."""
    return key == "born" or key.endswith("ed") or is_irregular(key)


def _how(keys: list[str], n: int, after: str) -> Shape:
    both = frozenset({n, n + 1})
    if after in ("old",):
        return Shape(Wanted.HOW_OLD, both)
    if after in wordset("measured"):
        return Shape(Wanted.MEASURE, frozenset({n}))
    if after in ("much",):
        return Shape(Wanted.HOW_MUCH, both)
    if after in ("many", "often"):
        return Shape(Wanted.HOW_MANY, both, _counted(keys, n + 2) if after == "many" else ())
    if after == "long":
        return Shape(Wanted.HOW_LONG, both)
    if after in wordset("sized"):
        return Shape(Wanted.HOW_MUCH, both)
    return Shape(Wanted.WHAT, frozenset({n}))


def _what(keys: list[str], n: int, after: str) -> Shape:
    used = frozenset({n})
    if keys[n] == "which" and n > 0 and keys[n - 1] in ("in", "at", "on", "of") and not after:
        return Shape(Wanted.WHAT, used)
    place = n + 2 if after in _BE and keys[n] != "which" else n + 1
    while place < len(keys) and keys[place] in ("the", "a", "an"):
        place += 1
    noun = keys[place] if place < len(keys) else ""
    attributive = place == n + 1
    also = used | {place}
    if noun in wordset("times"):
        return Shape(Wanted.WHEN, also)
    if noun in wordset("sums"):
        return Shape(Wanted.HOW_MUCH, also)
    if noun in wordset("reasons"):
        return Shape(Wanted.WHAT if noun == "purpose" else Wanted.WHY, also)
    if attributive and "sidelines" in keys:
        return Shape(Wanted.OCCASION, used)
    if "for" in keys[n + 1 :] and keys[-1] == "for" and after in _DO:
        return Shape(Wanted.WHAT, used)
    if not attributive:
        return Shape(Wanted.WHAT, used)
    focus = _noun(keys, place)
    behind = next((m for m in focus[1:] if is_past(keys[m])), None)
    if behind is not None:
        focus = focus[: focus.index(behind)]
    nouns = {keys[m] for m in focus}
    if nouns & wordset("occasions"):
        return Shape(Wanted.OCCASION, also, focus)
    before = keys[n - 1] if n else ""
    placed = before in ("in", "at", "to") or not nouns & wordset("people")
    if nouns & wordset("places") and placed:
        return Shape(Wanted.WHERE, used, focus)
    if nouns & wordset("people"):
        return Shape(Wanted.WHO, used, focus, behind)
    return Shape(Wanted.WHAT, used, focus, behind)


def _noun(keys: list[str], start: int) -> tuple[int, ...]:
    """The words after "which" or "how many" up to the verb, at most four."""
    end = start
    while end < len(keys) and end < start + 4 and keys[end] not in AUXILIARY:
        if keys[end] in _BREAKS or (end > start and frames_of(keys[end])):
            break
        end += 1
    return tuple(range(start, end))


def _counted(keys: list[str], start: int) -> tuple[int, ...]:
    """The words after "how many" up to the noun in the plural: what comes next is its verb."""
    focus = _noun(keys, start)
    compound = len(focus) > 1 and keys[focus[1]].endswith("s")
    if focus and keys[focus[0]] in wordset("plurals") and not compound:
        # "How many people died": of people the number stands with what became of them as well.
        return focus
    for n in focus:
        if keys[n].endswith("s") and len(keys[n]) > _BRIEF:
            following = keys[n + 1] if n + 1 in focus else ""
            if not following.endswith("s") or is_irregular(following):
                return focus[: n + 1 - start]
    return focus


_BRIEF = 3
_BREAKS = frozenset(
    {"of", "in", "on", "to", "from", "by", "with", "at", "for", "that", "who", "i", "you", "we",
     "after", "before", "during", "since", "until", "against", "about", "between", "and", "into",
     "near", "around", "within", "without", "as", "over", "under", "than", "the", "they", "he",
     "she"}
)  # fmt: skip


def _nouns_alone(keys: list[str]) -> Shape:
    """A question without a question word: "date of the talks", "canada grant amount"."""
    for n, key in enumerate(keys):
        here = frozenset({n})
        if key in ("date", "dates"):
            return Shape(Wanted.WHEN, here)
        if key in ("place", "venue", "location"):
            return Shape(Wanted.WHERE, here)
        if key in ("amount", "sum", "cost", "price"):
            return Shape(Wanted.HOW_MUCH, here)
        if key in ("reason", "reasons"):
            return Shape(Wanted.WHY, here)
        if key in ("number",) and n + 1 < len(keys) and keys[n + 1] == "of":
            return Shape(Wanted.HOW_MANY, frozenset({n, n + 1}), _counted(keys, n + 2))
    return Shape(Wanted.WHAT, frozenset())


@cache
def _predicates() -> dict[str, tuple[tuple[Frame, bool], ...]]:
    """Phrases with the frames that they speak for, and whether they must be found themselves."""
    found: dict[str, tuple[tuple[Frame, bool], ...]] = {}
    for line in read("predicates"):
        frame, _, phrases = line.partition("=")
        for phrase in phrases.split(","):
            specific = phrase.strip().startswith("+")
            key = fold(phrase.strip().lstrip("+"))
            found[key] = (*found.get(key, ()), (Frame(frame.strip()), specific))
    return found


def frames_of(key: str) -> tuple[tuple[Frame, bool], ...]:
    """The frames that a folded word or phrase speaks for."""
    return _predicates().get(key, ())


def predicates(tokens: Sequence[Token], free: frozenset[int]) -> Iterator[tuple[int, int, str]]:
    """The predicates of a question: start, end and key of each, longer ones before shorter."""
    taken: set[int] = set()
    for length in (3, 2, 1):
        for start in range(len(tokens) - length + 1):
            positions = range(start, start + length)
            if not free.issuperset(positions) or taken & set(positions):
                continue
            key = " ".join(tokens[n].key for n in positions)
            if frames_of(key) and not any(tokens[n].quoted for n in positions):
                taken.update(positions)
                yield start, start + length, key


NOUNS = frozenset(
    {"money", "sum", "amount", "grant", "grants", "loan", "loans", "aid", "dollars", "worth",
     "budget", "cash", "donation", "investment", "contribution", "funding", "financing", "million",
     "billion", "meeting", "meetings", "talks", "visit", "visits", "trip", "tour", "summit",
     "agreement", "agreements", "deal", "deals", "mou", "mous", "treaty", "treaties", "pact",
     "position", "stance", "view", "views", "attitude", "quote", "quotes", "opinion", "reaction",
     "audience", "encounter", "memorandum", "partnership", "counterpart", "sidelines"}
)  # fmt: skip
"""Predicates that are nouns: what stands beside them is no subject."""


def is_passive(keys: Sequence[str], verb: int) -> bool:
    """Whether a form of "be" goes with the verb: "was signed", "is Canada paid"."""
    if not keys[verb].endswith(("ed", "en", "t", "id", "ld", "de", "own")) or verb == 0:
        return False
    return keys[verb - 1] in _BE or (verb > 1 and keys[verb - 2] in _BE and "by" in keys[verb:])


def pick(keys: Sequence[str]) -> tuple[Pick, frozenset[int]] | None:
    """Which of several is asked for, and the words that say so."""
    for length in (2, 1):
        for n in range(len(keys) - length + 1):
            found = _PICKS.get(" ".join(keys[n : n + length]))
            # "last year" and "first lady" are no order.
            if found is not None and not _is_no_order(keys, n, length):
                return found, frozenset(range(n, n + length))
    return None


def _is_no_order(keys: Sequence[str], n: int, length: int) -> bool:
    after = keys[n + length] if n + length < len(keys) else ""
    return after in wordset("no order") and keys[n] not in ("more", "less")


def is_future(keys: Sequence[str]) -> bool:
    """Whether a question looks ahead."""
    return bool(wordset("future") & set(keys)) or "to be" in " ".join(keys)

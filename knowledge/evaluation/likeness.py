"""How alike a marked fact and an extracted one are, kind by kind.

Facts are compared as wholes: a meeting by who met and when, an agreement by its parties and sort,
a sum by amount and currency, a quotation by its words, what lies ahead by date, parties and words,
a role by its holder.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from knowledge.text import fold

Row = Mapping[str, Any]

ENOUGH = 0.5
"""Facts less alike than this are not the same."""

_SAME_WORDS = 0.8
_SAME_SUM = 0.005
_OTHER_STATUS = 0.8
# Words that make a speaker a document or an office and not a person.
_BODIES = frozenset(
    ["ministry", "statement", "press", "release", "joint", "spokesman", "spokesperson", "readout"]
)


@dataclass(frozen=True, slots=True)
class Measure:
    """How one kind of fact is compared.

    `alike` gives 0 to 1 for a marked and an extracted row, `fields` says of each field whether a
    matched pair agrees on it, `strict` names the fields that must all agree for a fact to be
    wholly right.
    """

    alike: Callable[[Row, Row], float]
    fields: Mapping[str, Callable[[Row, Row], bool]]
    strict: tuple[str, ...]


def words(text: object) -> list[str]:
    """The folded words of a text; none of what is no text."""
    return fold(text).split() if isinstance(text, str) else []


def same_name(one: object, other: object) -> bool:
    """True for two spellings of a name, also where one leaves out a part of it."""
    a, b = words(one), words(other)
    if not a or not b:
        return False
    return "".join(a) == "".join(b) or set(a) <= set(b) or set(b) <= set(a)


def same_time(one: str | None, other: str | None) -> bool:
    """True when two ISO dates do not exclude each other: one unknown, vaguer, or a day apart."""
    if not one or not other or one.startswith(other) or other.startswith(one):
        return True
    if len(one) != 10 or len(other) != 10 or one[:8] != other[:8]:
        return False
    return abs(int(one[8:]) - int(other[8:])) <= 1


def overlap(one: object, other: object) -> float:
    """How much of the shorter text's words the longer has."""
    a, b = set(words(one)), set(words(other))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _people(row: Row) -> list[str]:
    return list(row.get("people") or ())


def _codes(row: Row, field: str) -> set[str]:
    return set(row.get(field) or ())


def _shared(ones: Sequence[str], others: Sequence[str]) -> int:
    """How many names of one list stand, each for itself, in the other."""
    left = list(others)
    for name in ones:
        at = next((i for i, other in enumerate(left) if same_name(name, other)), None)
        if at is not None:
            del left[at]
    return len(others) - len(left)


def _same_people(one: Row, other: Row) -> bool:
    a, b = _people(one), _people(other)
    return len(a) == len(b) == _shared(a, b)


def _meeting(gold: Row, found: Row) -> float:
    if not same_time(gold.get("date"), found.get("date")):
        return 0.0
    a, b = _people(gold), _people(found)
    people = _shared(a, b)
    if a and b and not people:
        return 0.0
    ours, theirs = _codes(gold, "countries"), _codes(found, "countries")
    everyone = len(ours | theirs) + len(a) + len(b) - people
    alike = (people + len(ours & theirs)) / everyone if everyone else 0.0
    return alike if gold.get("status") == found.get("status") else alike * _OTHER_STATUS


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def _agreement(gold: Row, found: Row) -> float:
    parties = _jaccard(_codes(gold, "parties"), _codes(found, "parties"))
    if not parties or not same_time(gold.get("date"), found.get("date")):
        return 0.0
    types = {gold.get("type"), found.get("type")}
    sort = 1.0 if len(types) == 1 else 0.5 if "other" in types else 0.0
    return 0.6 * parties + 0.3 * sort + 0.1 * overlap(gold.get("about"), found.get("about"))


def _sum(gold: Row, found: Row) -> float:
    a, b = gold.get("amount"), found.get("amount")
    if not a or not b or gold.get("currency") != found.get("currency"):
        return 0.0
    return float(abs(a - b) <= _SAME_SUM * a)


def _quote(gold: Row, found: Row) -> float:
    a, b = " ".join(words(gold.get("text"))), " ".join(words(found.get("text")))
    alike = SequenceMatcher(None, a, b, autojunk=False).ratio()
    return alike if alike >= _SAME_WORDS else 0.0


def _ahead(gold: Row, found: Row) -> float:
    if not found.get("when") or not same_time(gold.get("when"), found.get("when")):
        return 0.0
    parties = _jaccard(_codes(gold, "parties"), _codes(found, "parties"))
    return 0.5 * parties + 0.5 * overlap(gold.get("what"), found.get("what"))


def _role(gold: Row, found: Row) -> float:
    return float(same_name(gold.get("name"), found.get("name")))


def _same_speaker(gold: Row, found: Row) -> bool:
    speaker = found.get("speaker")
    names = [gold.get("speaker"), *(gold.get("speakers") or ())]
    as_body = _BODIES & set(words(speaker))
    return any(same_name(name, speaker) or bool(as_body & set(words(name))) for name in names)


def _equal(field: str) -> Callable[[Row, Row], bool]:
    return lambda gold, found: gold.get(field) == found.get(field)


def _same_codes(field: str) -> Callable[[Row, Row], bool]:
    return lambda gold, found: _codes(gold, field) == _codes(found, field)


def _said(field: str) -> Callable[[Row, Row], bool]:
    """Right where nothing is marked, or where at least half of the words are found."""
    return lambda gold, found: (
        not gold.get(field) or overlap(gold.get(field), found.get(field)) >= ENOUGH
    )


def _same_days(gold: Row, found: Row) -> bool:
    return [gold.get("date"), gold.get("date_end")] == [found.get("date"), found.get("date_end")]


MEASURES: Mapping[str, Measure] = {
    "meetings": Measure(
        _meeting,
        {
            "people": _same_people,
            "countries": _same_codes("countries"),
            "date": _same_days,
            "status": _equal("status"),
            "kind": _equal("kind"),
            "place": _said("place"),
            "occasion": _said("occasion"),
        },
        ("people", "countries", "date", "status"),
    ),
    "agreements": Measure(
        _agreement,
        {
            "type": _equal("type"),
            "parties": _same_codes("parties"),
            "status": _equal("status"),
            "date": _equal("date"),
        },
        ("type", "parties", "status"),
    ),
    "money": Measure(
        _sum,
        {field: _equal(field) for field in ("giver", "receiver", "kind", "date")},
        ("giver", "receiver"),
    ),
    "quotes": Measure(_quote, {"speaker": _same_speaker}, ("speaker",)),
    "upcoming": Measure(
        _ahead,
        {"when": _equal("when"), "parties": _same_codes("parties")},
        ("parties", "when"),
    ),
    "roles": Measure(
        _role,
        {"title": _said("title"), "country": _equal("country")},
        ("title", "country"),
    ),
}
"""The measure of every kind of fact, by the name of its list."""

KINDS = tuple(MEASURES)
"""The names of the lists, in their order."""

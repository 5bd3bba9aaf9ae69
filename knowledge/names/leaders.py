"""Well-known officers: which party "President Obama" stands for where an article doesn't say.

`data/leaders.tsv` lists heads of state and government, their deputies, heirs, foreign and defence
ministers, speakers, and the heads of international bodies, with their years in office. It decides
only where name, office and year leave one party; an editor's roster of people goes further.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.text import fold

_DATA = files("knowledge.names") / "data" / "leaders.tsv"
# Words in a title that make it an office of the class.
_CLASSES: dict[str, frozenset[str]] = {
    "p": frozenset({"president", "chairman", "chairwoman", "chair", "leader", "chief", "head"}),
    "pm": frozenset({"premier", "chancellor", "taoiseach", "leader", "pm"}),
    "k": frozenset(
        {
            "king", "queen", "sultan", "emir", "emperor", "pope", "sheikh", "prince", "majesty",
            "monarch",
        }
    ),
    "c": frozenset({"prince", "heir"}),
    "l": frozenset(
        {
            "leader", "chairman", "secretary", "general", "counsellor", "adviser", "head", "chief",
            "colonel",
        }
    ),
    "vp": frozenset({"vice", "deputy"}),
    "fm": frozenset({"minister", "secretary", "diplomat", "representative"}),
    "dm": frozenset({"minister", "secretary", "defence", "defense"}),
    "m": frozenset(
        {
            "minister", "secretary", "adviser", "advisor", "spokesman", "spokeswoman",
            "spokesperson", "chancellor", "representative", "attorney", "director", "aide",
            "chief", "councillor", "counselor",
        }
    ),
    "s": frozenset({"speaker", "president", "chairman", "chairwoman", "chair"}),
    "g": frozenset({"secretary", "director", "chief", "head", "managing", "chair", "commission"}),
}  # fmt: skip
_PRIME = frozenset({"prime minister", "prime ministers"})
_SLACK = 1
"""Years before and after a term within which it still counts: dates are years only."""


@dataclass(frozen=True, slots=True)
class Leader:
    """A term in office: folded words of a name, party, class of office, first and last year."""

    words: tuple[str, ...]
    party: str
    office: str
    first: int
    last: int | None

    def served(self, year: int, *, former: bool) -> bool:
        """True when the term covers a year, or was over by then for a former officer."""
        if year < self.first - _SLACK:
            return False
        return former or self.last is None or year <= self.last + _SLACK


def leader_party(name: str, title: str | None, year: int | None) -> str | None:
    """The party of a well-known officer, None where name, title and year don't leave just one.

    `name` is as printed, in full; `year` that of publication, None where it is unknown, and then
    the title must fit. Someone without a title counts only while in office.
    """
    words = tuple(fold(name).split())
    if len(words) < 2 and title is None:
        return None
    fitting = {
        one.party
        for one in _named(words)
        if _fits_title(one, title) and _fits_year(one, title, year)
    }
    return fitting.pop() if len(fitting) == 1 else None


def surname_parties(surname: str, title: str, year: int) -> frozenset[str]:
    """The parties of all officers in office in a year whom title and surname can mean."""
    word = fold(surname)
    return frozenset(
        one.party
        for one in _by_word().get(word, ())
        if word in (one.words[-1], one.words[0])
        and _fits_title(one, title)
        and one.served(year, former=False)
    )


def _named(words: tuple[str, ...]) -> Iterator[Leader]:
    """The terms of people of this name; printed names may have more words in between."""
    for one in _by_word().get(words[-1] if words else "", ()):
        same_ends = words[0] == one.words[0] and words[-1] == one.words[-1]
        if words == one.words or (
            len(one.words) > 1 and same_ends and set(one.words) <= set(words)
        ):
            yield one


def _fits_year(one: Leader, title: str | None, year: int | None) -> bool:
    """A full name with its title is enough also after the term: articles look back."""
    if year is None:
        return title is not None
    return one.served(year, former=title is not None)


def _fits_title(one: Leader, title: str | None) -> bool:
    if title is None:
        return True
    folded = fold(title)
    words = set(folded.split())
    if one.office == "pm" and any(prime in folded for prime in _PRIME):
        return not words & _CLASSES["vp"]
    if one.office in ("p", "pm", "k") and words & _CLASSES["vp"]:
        return False
    if one.office == "fm" and any(prime in folded for prime in _PRIME):
        return False
    return bool(words & _CLASSES[one.office])


@cache
def _by_word() -> dict[str, tuple[Leader, ...]]:
    """First and last word of a name → everybody who has it."""
    found: dict[str, list[Leader]] = defaultdict(list)
    for one in leaders():
        for word in {one.words[0], one.words[-1]}:
            found[word].append(one)
    return {word: tuple(ones) for word, ones in found.items()}


@cache
def leaders() -> tuple[Leader, ...]:
    """Every term of `data/leaders.tsv`, once for each spelling of the name."""
    found: list[Leader] = []
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        party, office, first, last, names = line.split("\t")
        for name in names.split(";"):
            words = tuple(fold(name).split())
            found.append(Leader(words, party, office, int(first), int(last) if last else None))
    return tuple(found)

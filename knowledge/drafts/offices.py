"""What the people of a draft are, and of which state, against what the archive says of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.base.offices import office_key, office_within
from knowledge.drafts.held import Named, mentions
from knowledge.drafts.model import About, Finding, Line, Naming, Verdict
from knowledge.drafts.pairing import Fit
from knowledge.drafts.weighing import Said, best, finding
from knowledge.text import fold

_RANKS = frozenset({"vice", "deputy", "under", "assistant", "prime", "acting", "first", "former"})
_HEADS = frozenset(
    {
        "head",
        "chief",
        "leader",
        "boss",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "director",
    }
)
_OFFICES = frozenset(
    {
        "president", "minister", "king", "queen", "chancellor", "ambassador", "secretary",
        "governor",
        "speaker", "mayor", "senator", "premier", "emperor", "sultan", "emir", "prince", "princess",
        "commissioner", "taoiseach", "envoy", "spokesman", "adviser", "advisor", "general", "judge",
        "representative", "chairman", "director", "whip", "pope", "congressman", "attorney",
    }
)  # fmt: skip
_ONE_WORD = {"spokeswoman": "spokesman", "spokesperson": "spokesman", "advisor": "adviser"}
_PASSING = frozenset({"former", "then", "ex", "elect", "designate", "nominee", "candidate"})
_SMALL = frozenset({"of", "the", "for", "and", "s", "to", "on"})


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    text: str


def titles(
    naming: Naming, line: Line, known: Sequence[Named], relevant: Sequence[Named]
) -> Iterator[Finding]:
    """What the archive says to somebody's title: `relevant` are those who may contradict it."""
    if not naming.title or not known:
        return
    begin, stop = naming.title_start, naming.title_end
    spot = _Spot(begin, stop, " ".join(line.text[begin - line.start : stop - line.start].split()))
    told = _said_titles(naming, line, known)
    agreeing = [said for said in told if compatible(naming.title, naming.party, said)]
    if agreeing:
        found = best(agreeing)
        yield finding(About.TITLE, spot, Verdict.AGREES, found)
        return
    others = [
        said
        for said in _said_titles(naming, line, relevant)
        if _is_held(said.text) and _is_held(naming.title)
    ]
    found = best(others)
    if found is not None:
        yield finding(About.TITLE, spot, Verdict.DIFFERS, found)


def _said_titles(naming: Naming, line: Line, known: Sequence[Named]) -> list[Said]:
    """Every title that the articles give somebody, where it stands."""
    found: list[Said] = []
    for one in known:
        named = mentions(one, naming, line)
        found += [Said(theirs.title, fit) for theirs, fit in named if theirs.title]
        printed = {fold(said.text) for said in found}
        for title in one.person.titles:
            if fold(title) not in printed:
                holding = [fit for _, fit in named if fold(title) in fold(fit.line.text)]
                found += [Said(title, fit) for fit in holding or [f for _, f in named[:1]]]
    return found


def compatible(ours: str, party: str | None, said: Said) -> bool:
    """True where two titles may be one office, or one says less than the other."""
    theirs = said.text
    left, right = office_within(ours, party), office_key(theirs)
    if left == right or office_key(ours) == right:
        return True
    a, b = _words(ours), _words(theirs)
    if (a & _RANKS) != (b & _RANKS) and (a & b & _OFFICES):
        return bool({"former", "acting", "first"} & (a ^ b)) and (a - _RANKS) == (b - _RANKS)
    if a & _HEADS and b & _HEADS:
        return True
    return a <= b or b <= a


def _words(title: str) -> set[str]:
    words = fold(title).replace("defense", "defence").split()
    return {_ONE_WORD.get(word, word) for word in words} - _SMALL


def _is_held(title: str) -> bool:
    """True for an office that somebody holds: not a former one, nor one yet to be taken up."""
    words = _words(title)
    return bool(words & _OFFICES) and not words & _PASSING


def countries(
    naming: Naming, line: Line, known: Sequence[Named], relevant: Sequence[Named]
) -> Iterator[Finding]:
    """The state that a person is said to be of."""
    if not naming.party or not known:
        return
    own = [one for one in known if one.person.party is not None]
    if not own:
        return
    word = next(
        (
            party
            for party in line.parties
            if party.code == naming.party and naming.left - 14 <= party.start < naming.right + 14
        ),
        None,
    )
    spot = naming if word is None else word
    told_of = (pair for one in own for pair in mentions(one, naming, line))
    if any(_is_of(naming.party, theirs, fit) for theirs, fit in told_of):
        relevant = ()
    for wanted, verdict in ((own, Verdict.AGREES), (relevant, Verdict.DIFFERS)):
        told: list[Said] = []
        for one in wanted:
            if one.person.party is None or (one.person.party == naming.party) is (
                verdict is Verdict.DIFFERS
            ):
                continue
            for _theirs, fit in mentions(one, naming, line):
                printed = [p.text for p in fit.line.parties if p.code == one.person.party]
                if printed:
                    told.append(Said(printed[0], fit))
        found = best(told)
        if found is not None:
            yield finding(About.COUNTRY, spot, verdict, found)
            return


def _is_of(party: str, naming: Naming, fit: Fit) -> bool:
    """True where a sentence of the archive has "NAME of STATE" with that state too."""
    start, text = fit.line.start, fit.line.text
    return any(
        one.code == party and text[naming.end - start : one.start - start].strip() == "of"
        for one in fit.line.parties
    )


def agree(
    ours: Sequence[str], our_party: str | None, theirs: Sequence[str], their_party: str | None
) -> bool:
    """True where one of somebody's titles names an office of another's."""
    keys = {office_within(title, their_party) for title in theirs}
    return any(office_within(title, our_party) in keys for title in ours)

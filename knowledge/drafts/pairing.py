"""Which sentence of an article tells what a sentence of the draft tells, seen from one word of it.

Every word, person, country, place, day and sum of a draft's sentence counts as a sign, the more the
rarer it is and the nearer it stands to the word in question. How much of that weight a sentence of
the article has is its share; the weight itself is how much the comparison stands on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from knowledge.dates import edtf
from knowledge.drafts.days import near
from knowledge.drafts.matching import matches
from knowledge.drafts.model import Account, Line
from knowledge.drafts.names import Match
from knowledge.drafts.passages import passage
from knowledge.drafts.signs import Key, Weights, signs
from knowledge.text import fold

_REACH = 70
_BESIDE, _SOMEWHERE = 0.5, 0.2
_QUOTED = 3.0
_TIMELY, _WEEK, _SEASON = 1.3, 7, 60
_BARE, _FIRST = 0.9, 6
_PUBLISHED = 0.7
_SPECIAL = frozenset({"word", "place", "sum"})
_SITES = frozenset({"place", "party"})
_RARE = 0.75
# Stems of words with which any meeting is told.
_USUAL = frozenset(
    {
        "meet", "say", "give", "sign", "presi", "prime", "minis", "forei", "secre", "offic",
        "leade", "natio", "count", "state", "gover", "bilat", "relat", "coope", "discu", "two",
        "hold", "make", "take", "year", "day", "time", "new", "membe",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """A line of an article beside a place in the draft: share of its weight, and the weight.

    `special` is the weight without people and the words that tell of any meeting, `people` is how
    many are named in both, and `day` says that a day is the same. `ours` is the draft's line.
    `strangers` are people of the draft's line whom the article doesn't name at all, `foreign` its
    places and countries that the article doesn't name, and `parties` those that this line does.
    `others` is true where both lines name people, and none of them is the same.
    """

    share: float
    weight: float
    special: float
    people: int
    day: bool
    telling: "Telling"
    line: Line
    ours: Line
    strangers: int
    foreign: int
    parties: int
    others: bool

    @property
    def coverage(self) -> float:
        """How much of what the draft tells there the article tells, 0..1."""
        return self.telling.coverage(self.ours)

    @property
    def relevance(self) -> float:
        """The same in weight."""
        return self.telling.relevance(self.ours)


class Telling:
    """An article's account as the draft sees it: which of its people are the draft's, and where."""

    def __init__(self, draft: Account, account: Account, weights: Weights) -> None:
        self.draft = draft
        self.account = account
        self._weights = weights
        self._draft_signs: dict[int, list[tuple[Key, int, int]]] = {}
        self._told: dict[int, tuple[float, float]] = {}
        self.matches = matches(draft, account)
        self._text = f" {fold(account.text)} "
        self._same = {theirs: ours for ours, (theirs, _) in self.matches.items()}
        self.printed = self._printed()
        self._keys = [self._of(line) for line in account.lines]
        heads = [keys for keys, line in zip(self._keys, account.lines, strict=True) if line.heading]
        self._head: frozenset[Key] = frozenset().union(*heads[:1])
        self._all: frozenset[Key] = frozenset().union(*self._keys)

    @cached_property
    def parties(self) -> frozenset[str]:
        """All countries and bodies that the article names."""
        return frozenset(party.code for line in self.account.lines for party in line.parties)

    @cached_property
    def own(self) -> frozenset[str]:
        """Those whose people are named in both."""
        people = (self.account.people[theirs] for theirs, _ in self.matches.values())
        return frozenset(person.party for person in people if person.party)

    @cached_property
    def strangers(self) -> frozenset[int]:
        """People of the draft whom the article doesn't name, in whatever spelling."""
        sure = {naming.who for line in self.draft.lines for naming in line.people if naming.sure}
        return frozenset(sure - self.matches.keys() - self.printed.keys())

    def _prints(self, people: Iterable[int], other: Line) -> bool:
        """True where a line prints the name of one of these people of the draft."""
        return any(other.index in self.printed.get(who, ()) for who in people)

    def _names(self, key: Key) -> bool:
        """True where a place stands anywhere in the article."""
        words = key[1]
        return isinstance(words, tuple) and f" {' '.join(words)} " in self._text

    def _printed(self) -> dict[int, list[int]]:
        """People of the draft whom the article names without knowing them: in which lines."""
        found: dict[int, list[int]] = {}
        for ours, person in enumerate(self.draft.people):
            if ours in self.matches and self.matches[ours][1] is Match.SAME:
                continue
            name = f" {' '.join(person.keys)} "
            lines = [n.index for n in self.account.lines if name in f" {fold(n.text)} "]
            if lines:
                found[ours] = lines
        return found

    def _of(self, line: Line) -> frozenset[Key]:
        found: set[Key] = {("word", word.key) for word in line.words}
        for naming in line.people:
            if naming.who in self._same:
                found.add(("person", self._same[naming.who]))
        found |= {("person", ours) for ours, lines in self.printed.items() if line.index in lines}
        found |= {("party", party.code) for party in line.parties}
        found |= {("place", place.keys) for place in line.places}
        found |= {("sum", one) for found_sum in line.sums for one in found_sum.sums}
        # A venue or name printed otherwise meets by its words.
        found |= {("word", key[:5]) for place in line.places for key in place.keys}
        found |= {("word", key[:5]) for naming in line.people for key in fold(naming.text).split()}
        found |= {("word", key[:5]) for loose in line.loose for key in loose.keys}
        return frozenset(found)

    def fit(self, line: Line, start: int, end: int, other: Line) -> Fit:
        """How well a line of the article tells what stands around `start`:`end` in the draft."""
        keys = self._keys[other.index]
        index = other.index
        bare = bool(other.places) and not (other.words or other.people or other.parties)
        # The place line of an article holds for what its first sentences tell.
        reach = range(index - 1, index + (_FIRST if bare else 2))
        near = [self._keys[i] for i in reach if 0 <= i < len(self._keys)]
        beside = self._head.union(*near)
        total = told = weight = special = 0.0
        people, parties, foreign, day = 0, 0, 0, False
        for key, first, last in self._signs(line):
            if first < end and start < last:
                continue
            gap = max(first - end, start - last, 0)
            heavy = self._weights.of(key)
            counted = heavy / (1 + gap / _REACH)
            total += counted
            has = self._day(str(key[1]), other) if key[0] == "day" else float(key in keys)
            if not has and key in beside:
                has = _BARE if bare else _BESIDE
            told += counted * (has or (_SOMEWHERE if key in self._all else 0.0))
            weight += heavy * has
            people += key[0] == "person" and has > 0
            parties += key[0] == "party" and has > 0
            foreign += key[0] in _SITES and key not in self._all and not self._names(key)
            day |= key[0] == "day" and has > 0
            if key[0] in _SPECIAL and heavy >= _RARE and key[1] not in _USUAL:
                special += heavy * has
        share = told / total if total else 0.0
        outside = (key for key, first, last in self._signs(line) if last <= start or end <= first)
        strangers = sum(key[0] == "person" and key[1] in self.strangers for key in outside)
        ours = {naming.who for naming in line.people if naming.sure}
        theirs = {self._same.get(naming.who) for naming in other.people if naming.sure}
        others = bool(ours and theirs) and not (ours & theirs or self._prints(ours, other))
        counts = strangers, foreign, parties, others
        return Fit(share, weight, special, people, day, self, other, line, *counts)

    def _signs(self, line: Line) -> list[tuple[Key, int, int]]:
        """The signs of a draft's line, and those named before it that it goes on about."""
        if line.index not in self._draft_signs:
            found = list(signs(line))
            if line.goes_on and line.index:
                before = self.draft.lines[line.index - 1]
                people = dict.fromkeys(naming.who for naming in before.people)
                found += [(("person", who), line.start, line.start) for who in list(people)[:2]]
            self._draft_signs[line.index] = found
        return self._draft_signs[line.index]

    def _day(self, value: str, other: Line) -> float:
        """How far a day of the draft is the day that a line tells of."""
        if other.dates:
            return float(any(edtf.compatible(value, day.value) for day in other.dates))
        published = self.account.published
        return _PUBLISHED if published and edtf.compatible(value, published) else 0.0

    def timely(self, line: Line) -> bool:
        """False where the passage of a line names or has days, none of them of the article's time.

        The same day of another year may be a slip.
        """
        near_it = [other for other, _ in passage(self.draft, line)]
        ours = _days(near_it) or _days(self.draft.lines)
        if self.draft.dated and self.draft.published:
            ours.append(edtf.parse(self.draft.published))
        ours = [value for value in ours if value.parts > 1]
        if not ours or not self.times:
            return True
        return any(near(a, b, _SEASON) or _same_day(a, b) for a in ours for b in self.times)

    @cached_property
    def times(self) -> list[edtf.Value]:
        """The days and months that the article names, and last the one of its publication."""
        told = [edtf.parse(d.value) for n in self.account.lines for d in n.dates]
        theirs = [value for value in told if value.parts > 1]
        if self.account.published:
            theirs.append(edtf.parse(self.account.published))
        return theirs

    def coverage(self, line: Line) -> float:
        """How much of the weight of a line and those around it the article tells, 0..1."""
        told = total = 0.0
        for other, counts in passage(self.draft, line):
            told += counts * self._best(other)[1]
            total += counts * sum(self._weights.of(key) for key, _, _ in self._signs(other))
        return told / total if total else 0.0

    def relevance(self, line: Line) -> float:
        """How much of a line and those around it the article tells, in weight."""
        total = 0.0
        for other, counts in passage(self.draft, line):
            quoted = _QUOTED if other.index in self._quoted else 0.0
            total += counts * (self._best(other)[0] + quoted)
        return total * (_TIMELY if self._timely() else 1.0)

    def _best(self, line: Line) -> tuple[float, float]:
        """How well the article's best sentence tells a line, and the most weight that one has."""
        if line.index not in self._told:
            fits = [self.fit(line, -1, -1, other) for other in self.account.lines]
            share = max((fit.share * fit.weight for fit in fits), default=0.0)
            self._told[line.index] = share, max((fit.weight for fit in fits), default=0.0)
        return self._told[line.index]

    def _timely(self) -> bool:
        """True for an article of the days in which the draft was written."""
        ours, theirs = self.draft.published, self.account.published
        if ours is None or theirs is None:
            return False
        return near(edtf.parse(ours), edtf.parse(theirs), _WEEK)

    @cached_property
    def _quoted(self) -> frozenset[int]:
        """The lines of the draft with a quotation that the article has, nearly word for word."""
        from knowledge.drafts.quotes import closest

        quotes = self.draft.quotes
        return frozenset(q.line for q in quotes if closest(q.words, self.account) is not None)


def _days(lines: Iterable[Line]) -> list[edtf.Value]:
    return [edtf.parse(day.value) for line in lines for day in line.dates if not day.relative]


def _same_day(a: edtf.Value, b: edtf.Value) -> bool:
    """The same day and month, whatever the year."""
    if a.start is None or b.start is None or a.start.day is None:
        return False
    return (a.start.month, a.start.day) == (b.start.month, b.start.day)

"""Support and contradiction: what sentences of the archive say to one value of the draft.

A value is supported where a sentence with the same value tells what stands around it, and
contradicted where such a sentence has another value in its place. The better told decides; what no
sentence tells well enough is unknown, since other days and places are other events.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.dates import edtf
from knowledge.drafts.days import near
from knowledge.drafts.model import About, Finding, Line, Spot, Verdict
from knowledge.drafts.pairing import Fit, Telling
from knowledge.text import fold

ENOUGH = 0.45
"""What share of a draft's sentence another must tell to contradict a value in it."""

STANDS = 3.2
"""What weight that must have."""

NEVER = 9.0
"""More than any share: what tells of another event cannot contradict."""

STATES = frozenset({"name", "demonym"})
"""How countries are named, other than bodies."""

_COVERED, _EASED, _STANDS_COVERED = 0.6, 0.1, 2.2
_SPECIAL = 0.8
_TWO = 2
_BOTH = 0.05
_UNMISTAKABLE = 2.5
_SAME_DAYS = 10
_RIVAL = 0.9
_TOLD = 0.45
_PREFERRED = 0.75
_SEEN = 0.15


@dataclass(frozen=True, slots=True)
class Said:
    """A value of the archive beside one of the draft: printed as `text`, and how well it fits.

    `likely` weighs what may have been mistaken for what; `needed` is the share that its line must
    tell to contradict the draft; `value` is what the text comes to, if that is something else.
    """

    text: str
    fit: Fit
    likely: float = 1.0
    needed: float = 1.0
    value: str | None = None

    @property
    def order(self) -> tuple[float, float]:
        """By which the best is chosen."""
        return round(self.fit.share * self.likely, 4), self.fit.weight

    @property
    def strength(self) -> float:
        """How much it says for its value."""
        return self.fit.share * min(self.likely, 1.0)


def finding(about: About, spot: Spot, verdict: Verdict, said: Said | None = None) -> Finding:
    """A finding on words of the draft."""
    evidence = None if said is None else said.fit.telling.account.evidence(said.fit.line)
    archive = None if said is None else " ".join(said.text.split())
    return Finding(about, spot.start, spot.end, spot.text, verdict, archive, evidence)


def best(fits: Iterable[Said]) -> Said | None:
    """What fits best; of equals the first."""
    return max(fits, key=lambda said: said.order, default=None)


def lines_of(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Line]]:
    """Every line of the articles."""
    for telling in tellings:
        for line in telling.account.lines:
            yield telling, line


def enough(fit: Fit) -> float:
    """What share a line must tell: less where the article tells most of the draft anyway."""
    if fit.coverage >= _COVERED:
        return ENOUGH - _EASED
    return ENOUGH - (_BOTH if fit.people >= _TWO else 0.0)


def _stands(fit: Fit) -> float:
    """What weight a contradiction must have: less where most of the sentence or draft is told."""
    return _STANDS_COVERED if max(fit.share, fit.coverage) >= _COVERED else STANDS


def other_event(line: Line, fit: Fit) -> float:
    """0 where a line tells of the draft's event, more than any share where it may be another.

    That is so when the draft gives other days than the article, and when all they share is one
    person who met somebody; a body or occasion that both name counts like another person.
    """
    bodies = _bodies(line) & _bodies(fit.line)
    if fit.people + len(bodies) < _TWO and not fit.day and fit.special < _SPECIAL:
        return NEVER
    now = fit.telling.draft.published or ""
    # What counts from an unknown day of writing still tells what is yet to come.
    days = [edtf.parse(d.value) for d in line.dates if not d.relative or d.value > now]
    account = fit.telling.account
    told = [*fit.line.dates] or [d for each in account.lines for d in each.dates]
    finest = max((day.parts for day in days), default=0)
    theirs = [value for one in told if (value := edtf.parse(one.value)).parts >= finest]
    theirs += [edtf.parse(account.published)] if account.published else []
    close = any(near(a, b, _SAME_DAYS) for a in days for b in theirs)
    return 0.0 if close or not days or not theirs else NEVER


def _bodies(line: Line) -> set[str]:
    return {party.code for party in line.parties if party.form not in STATES}


def excluded(fit: Fit) -> bool:
    """True where a line tells of another event than the draft's: of other people or elsewhere.

    Of three people one may be new, or wrong; of two, one is the other half of the event. Somebody
    alone is told by where they are.
    """
    if fit.special >= _UNMISTAKABLE:
        return False
    if fit.strangers and fit.people < _TWO * fit.strangers:
        return True
    return bool(fit.foreign) and not fit.parties and fit.people < _TWO


def _has_rival(said: Said, against: Sequence[Said]) -> bool:
    """True where another article tells the same as well with yet another value."""
    own = said.fit.telling
    return any(
        other.fit.telling is not own
        and (other.value or fold(other.text)) != (said.value or fold(said.text))
        and other.order[0] >= _RIVAL * said.order[0]
        and other.fit.relevance >= _RIVAL * said.fit.relevance
        for other in against
    )


def weighed(about: About, spot: Spot, support: list[Said], against: list[Said]) -> Finding:
    """The verdict on a value of the draft, by what supports and what contradicts it."""
    for_it = best(one for one in support if not excluded(one.fit))
    against = [
        one
        for one in against
        if one.needed < NEVER
        and not (one.fit.others and about is not About.SUM)
        and not excluded(one.fit)
    ]
    other = best(against)
    if for_it is not None and (other is None or for_it.strength >= _PREFERRED * other.strength):
        if for_it.fit.share >= _SEEN or for_it.fit.weight >= STANDS:
            return finding(about, spot, Verdict.AGREES, for_it)
        return finding(about, spot, Verdict.UNKNOWN)
    if other is None or other.fit.share < other.needed or other.fit.weight < _stands(other.fit):
        return finding(about, spot, Verdict.UNKNOWN)
    if other.fit.coverage < _TOLD or _has_rival(other, against):
        return finding(about, spot, Verdict.UNKNOWN)
    return finding(about, spot, Verdict.DIFFERS, other)

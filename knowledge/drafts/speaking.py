"""Quotations of a draft against the archive's: their words, and who spoke them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.drafts.model import About, Account, Finding, Line, Quote, Verdict
from knowledge.drafts.names import Match, compare
from knowledge.drafts.pairing import Telling
from knowledge.drafts.quotes import Found, closest, line_at, printed, spoken_by

_FEWEST = 3
_UNMISTAKABLE = 10


@dataclass(frozen=True, slots=True)
class _Place:
    telling: Telling
    found: Found


def quotes(
    line: Line, tellings: Sequence[Telling], readable: Sequence[Telling], draft: Account
) -> Iterator[Finding]:
    """What the archive says to the quotations that begin in a line.

    A few words that nearly stand in an article that tells of something else are no quotation of it.
    """
    for quote in (one for one in draft.quotes if one.line == line.index):
        places = [
            _Place(telling, found)
            for telling in readable
            if (found := closest(quote.words, telling.account)) is not None
            and (
                found.same
                or telling in tellings
                or len(quote.words.split()) >= _UNMISTAKABLE
                or _one_speaker(quote, telling.account, found)
            )
        ]
        place = max(
            places,
            key=lambda p: (p.found.same, p.found.likeness, p.telling.relevance(line)),
            default=None,
        )
        if place is None:
            if len(quote.words.split()) >= _FEWEST:
                yield _finding(About.QUOTE, draft, quote, Verdict.UNKNOWN, None)
            continue
        verdict = Verdict.AGREES if place.found.same else Verdict.DIFFERS
        yield _finding(About.QUOTE, draft, quote, verdict, place)
        yield from _speaker(draft, quote, place)


def _one_speaker(quote: Quote, account: Account, found: Found) -> bool:
    """True where an article has such words from one whom the draft quotes."""
    theirs = spoken_by(account, found.start, found.end)
    return theirs is not None and any(
        compare(a.keys, b.keys) is not Match.NONE for a in quote.speakers for b in theirs.speakers
    )


def _finding(
    about: About, draft: Account, quote: Quote, verdict: Verdict, place: _Place | None
) -> Finding:
    archive = evidence = None
    if place is not None:
        account, found = place.telling.account, place.found
        line = line_at(account, found.start)
        archive = printed(account, found)
        evidence = None if line is None else account.evidence(line)
    return Finding(about, quote.start, quote.end, quote.words, verdict, archive, evidence)


def _speaker(draft: Account, quote: Quote, place: _Place) -> Iterator[Finding]:
    """Who spoke: only where both name somebody."""
    account, found = place.telling.account, place.found
    theirs = spoken_by(account, found.start, found.end)
    if theirs is None or not quote.speakers:
        return
    same = _one_speaker(quote, account, found)
    line = line_at(account, theirs.start)
    if line is None:
        return
    ours = quote.speakers[0]
    naming = _naming(draft, quote, ours.keys)
    if naming is None:
        return
    start, end, text = naming
    verdict = Verdict.AGREES if same else Verdict.DIFFERS
    names = ", ".join(speaker.name for speaker in theirs.speakers)
    yield Finding(About.SPEAKER, start, end, text, verdict, names, account.evidence(line))


def _naming(draft: Account, quote: Quote, keys: tuple[str, ...]) -> tuple[int, int, str] | None:
    """Where the draft names the speaker, nearest to the quotation."""
    found = [
        (abs(naming.start - quote.start), naming)
        for line in draft.lines
        for naming in line.people
        if compare(draft.people[naming.who].keys, keys) is Match.SAME
    ]
    if not found:
        return None
    naming = min(found, key=lambda row: row[0])[1]
    return naming.start, naming.end, naming.text

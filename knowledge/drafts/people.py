"""People of a draft against those of the archive: how they are spelt and who they are."""

from collections.abc import Iterator, Sequence

from knowledge.drafts.held import Named, mentions
from knowledge.drafts.model import About, Finding, Line, Naming, Verdict, Who
from knowledge.drafts.names import Match, compare, off, well_known
from knowledge.drafts.offices import agree, countries, titles
from knowledge.drafts.pairing import Fit, Telling
from knowledge.drafts.weighing import ENOUGH, STANDS, Said, best, finding
from knowledge.text import fold

_FULL = 2


def people(
    line: Line, tellings: Sequence[Telling], readable: Sequence[Telling]
) -> Iterator[Finding]:
    """What the archive says to the names, titles and countries of the people in a line."""
    for naming in line.people:
        person = readable[0].draft.people[naming.who] if readable else None
        if person is None:
            return
        known = [
            Named(telling, *telling.matches[naming.who])
            for telling in readable
            if naming.who in telling.matches
        ]
        same = [one for one in known if one.how is Match.SAME]
        about = same
        elsewhere = None if same else _printed(naming, line, readable)
        if elsewhere is not None:
            yield elsewhere
            continue
        slip = _slip_of_pen(naming, line, same)
        if slip is not None:
            yield slip
        elif same:
            yield from _spelt(naming, person, line, same)
        else:
            wrong = _misspelt(naming, person, line, [o for o in known if o.telling in tellings])
            if wrong is not None:
                yield wrong
                about = [one for one in known if one.how is Match.SLIP]
            elif (naming.sure or naming.party) and not _is_repeated(naming, person):
                swapped = _exchanged(naming, person, line, tellings)
                yield swapped or Finding(
                    About.NAME, naming.start, naming.end, naming.text, Verdict.UNKNOWN
                )
        relevant = [one for one in about if one.telling in tellings]
        yield from titles(naming, line, about, relevant)
        yield from countries(naming, line, about, relevant)


def _printed(naming: Naming, line: Line, readable: Sequence[Telling]) -> Finding | None:
    """A name that stands in an article, of somebody of whom nothing else is known."""
    found = best(
        Said(naming.text, telling.fit(line, naming.start, naming.end, telling.account.lines[index]))
        for telling in readable
        for index in telling.printed.get(naming.who, ())
    )
    return None if found is None else finding(About.NAME, naming, Verdict.AGREES, found)


def _is_repeated(naming: Naming, person: Who) -> bool:
    """True for a surname of somebody with a fuller name: it says no more than that."""
    words = len(fold(naming.text).split())
    return words < _FULL <= len(person.keys) and naming.title is None


def _spelt(naming: Naming, person: Who, line: Line, same: Sequence[Named]) -> Iterator[Finding]:
    if _is_repeated(naming, person):
        return
    found = best(
        Said(theirs.text, fit) for one in same for theirs, fit in mentions(one, naming, line)
    )
    if found is not None:
        yield finding(About.NAME, naming, Verdict.AGREES, found)


def _slip_of_pen(naming: Naming, line: Line, same: Sequence[Named]) -> Finding | None:
    """A second mention that is spelt otherwise than all of the articles spell this person."""
    words = fold(naming.text).split()
    candidates: list[Said] = []
    for one in same:
        told = mentions(one, naming, line)
        known = {
            *one.person.keys,
            *(w for theirs, _ in told for w in fold(theirs.text).split()),
        }
        if all(any(compare((w,), (k,)) is Match.SAME for k in known) for w in words):
            return None
        if well_known(tuple(words)):
            return None
        odd = [w for w in words if w not in known]
        near = {k for w in odd for k in known if len(w) > 3 and off(w, k)}
        candidates += [
            Said(theirs.text, fit) for theirs, fit in told if near & set(fold(theirs.text).split())
        ]
    found = best(candidates)
    return None if found is None else finding(About.NAME, naming, Verdict.DIFFERS, found)


def _misspelt(naming: Naming, person: Who, line: Line, known: Sequence[Named]) -> Finding | None:
    """A name that is an article's but for a few letters, or but for one of its words."""
    if well_known(person.keys):
        return None
    candidates: list[Said] = []
    for one in known:
        for theirs, fit in mentions(one, naming, line):
            if compare(tuple(fold(theirs.text).split()), person.keys) is Match.NONE:
                continue
            if one.how is Match.PART and not _same_office(naming, person, one.person, fit):
                continue
            if len(person.keys) < _FULL and fit.share < ENOUGH:
                continue
            full = len(fold(theirs.text).split()) >= len(fold(naming.text).split())
            if full and (fit.weight >= STANDS / 2 or one.how is Match.SLIP):
                candidates.append(Said(theirs.text, fit))
    found = best(candidates)
    return None if found is None else finding(About.NAME, naming, Verdict.DIFFERS, found)


def _same_office(naming: Naming, ours: Who, theirs: Who, fit: Fit) -> bool:
    """True where two people are of one office, or all else that is told of them is the same."""
    if ours.party and theirs.party and ours.party != theirs.party:
        return False
    if agree(ours.titles, ours.party, theirs.titles, theirs.party):
        return True
    return fit.share >= ENOUGH + 0.1 and fit.weight >= STANDS


def _exchanged(
    naming: Naming, person: Who, line: Line, tellings: Sequence[Telling]
) -> Finding | None:
    """Somebody whom the articles don't know, with the title and state of somebody whom they do."""
    party = person.party
    if not naming.title or not party:
        return None
    candidates: list[Said] = []
    for telling in tellings:
        taken = {theirs for theirs, how in telling.matches.values() if how is Match.SAME}
        for other in telling.account.lines:
            for theirs in other.people:
                them = telling.account.people[theirs.who]
                if theirs.who in taken or them.party != party:
                    continue
                if agree((naming.title,), party, them.titles, party):
                    fit = telling.fit(line, naming.start, naming.end, other)
                    if fit.share >= ENOUGH and fit.weight >= STANDS:
                        candidates.append(Said(theirs.text, fit))
    found = best(candidates)
    return None if found is None else finding(About.NAME, naming, Verdict.DIFFERS, found)

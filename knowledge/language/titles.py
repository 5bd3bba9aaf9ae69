"""Offices by the words of printed titles: "RCAF", "deputy commander-in-chief".

`offices.txt` knows the usual offices; articles print many more, and those are searched.
"""

from collections.abc import Iterable

from knowledge.base import Base
from knowledge.base.numbering import EXACT, UNDATED, numbers
from knowledge.base.search import match
from knowledge.language import replies
from knowledge.language.claims import Part
from knowledge.language.clauses import topic_words
from knowledge.language.grammar import Parsed
from knowledge.language.lexicon import load
from knowledge.model import Kind, Office, Query, Understood
from knowledge.text import fold, neutral

_TITLES, _READ = 5, 200


def printed(words: Iterable[str], base: Base) -> list[Office]:
    """The offices whose printed title has all of these words, the latest first."""
    wanted = [word for text in words for word in fold(text).split()]
    expression = match(words=wanted)
    if expression is None:
        return []
    low = numbers(Kind.ROLE, EXACT, None, None)[0]
    high = numbers(Kind.ROLE, UNDATED, None, None)[1]
    with base.reader() as db:
        rows = db.execute(
            "SELECT r.title, r.party FROM fact_fts x JOIN role_facts r ON r.n = x.rowid"
            " WHERE fact_fts MATCH ? AND x.rowid BETWEEN ? AND ? ORDER BY x.rowid DESC LIMIT ?",
            (expression, low, high, _READ),
        ).fetchall()
    # Titles are searched together with names: the words must be the title's.
    offices = [
        Office(row["title"], row["party"])
        for row in rows
        if set(wanted) <= set(fold(row["title"]).split())
    ]
    return list(dict.fromkeys(offices))[:_TITLES]


def quoted(parsed: Parsed, base: Base) -> Understood | None:
    """Whole printed titles in quotation marks, as buttons hold them: `"RCAF chief" "spokesman"`.

    None unless each of the words that mean something is in one, and one is no usual office.
    """
    scan = parsed.scan
    when = [claim for claim in parsed.claims if claim.part in (Part.PERIOD, Part.AS_OF, Part.PAGE)]
    taken = {n for claim in when for n in range(claim.start, claim.end)}
    rest = [n for n in range(len(scan.tokens)) if n not in taken and scan.has_content(n, n + 1)]
    said = [scan.tokens[n].text for n in rest]
    if not all(scan.tokens[n].quoted for n in rest) or all(map(_is_usual, said)):
        return None
    if not all(fold(one) in {fold(o.title) for o in printed([one], base)} for one in said):
        return None
    query = Query("whois", offices=tuple(Office(neutral(one)) for one in said))
    for claim in when:
        query = claim.options[0].put(query)
    return Understood(query, tuple(note for claim in when for note in claim.notes))


def _is_usual(title: str) -> bool:
    return load("offices").get(fold(title)) is not None


def titled(parsed: Parsed, base: Base) -> Understood | None:
    """Words that stand together in printed titles: "deputy commander-in-chief", "RCAF"."""
    scan = parsed.scan
    when = [claim for claim in parsed.claims if claim.part in (Part.PERIOD, Part.AS_OF, Part.PAGE)]
    taken = {n for claim in when for n in range(claim.start, claim.end)}
    # A code is the party behind the title ("… of KH"), which the title itself need not print.
    codes = {
        claim.start
        for claim in parsed.claims
        if claim.part is Part.PARTY and len(claim) == 1 and scan.is_code(claim.start)
    }
    words = topic_words(scan, (n for n in range(len(scan.tokens)) if n not in taken | codes))
    offices = printed(words, base)
    if not offices:
        return None
    query = Query("whois", offices=tuple(offices))
    for claim in when:
        query = claim.options[0].put(query)
    titles = list(dict.fromkeys(neutral(office.title) for office in offices))
    said = fold(" ".join(words)) in map(fold, titles)
    notes = [note for claim in when for note in claim.notes]
    return Understood(query, tuple(notes if said else [*notes, replies.taken_as_title(titles)]))

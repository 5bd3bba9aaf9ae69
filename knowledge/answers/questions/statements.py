"""What somebody said, thanked for, called for, or stands for."""

from dataclasses import replace

from knowledge.answers.common import person_name
from knowledge.answers.finding import find, first
from knowledge.answers.questions import lines
from knowledge.answers.questions.evidence import Archive, covered
from knowledge.answers.questions.fitting import LOOKED_AT, text_of
from knowledge.answers.questions.told import Told
from knowledge.language import typed
from knowledge.model import Choice, Fact, Query, StatementFact
from knowledge.names.printed import printed_forms
from knowledge.questions.model import Asked, Frame, Named, Term, Wanted
from knowledge.questions.words import Text, stems, wordset
from knowledge.wording import queries

_SHOWN = 4
_WORDED, _EACH, _WORDINGS = 50, 25, 3
"""How many statements are looked at where words must be in them, of each wording, and how many."""
_ENOUGH = 0.6
_OF_MATTER = 0.8
"""What a word counts that only the headline or first paragraph of the statement's article has."""


def statements(asked: Asked, archive: Archive) -> Told | None:
    """Answer what was said; None when it is about something else, or nothing of it was said."""
    if asked.frames[:1] != (Frame.STATEMENT,) or asked.wanted not in (Wanted.WHAT, Wanted.WHETHER):
        return None
    speakers, others = apart(asked)
    if not speakers:
        return None
    query = Query(
        "quotes",
        period=asked.period,
        as_of=asked.query.as_of,
        verified=asked.query.verified,
    )
    for named in speakers:
        query = _spoken_by(query, named, asked)
    terms = [term for term in asked.terms if term.heavy]
    if not terms and not others:
        return _latest(query, archive)
    personal = all(named.kind == "person" for named in speakers)
    found = [
        (value, fact)
        for fact in _candidates(query, terms, others, archive)
        if (value := _fit(fact, terms, others, archive, of_person=personal)) >= _ENOUGH
    ]
    if not found:
        return None
    best = max(value for value, _ in found)
    told = [fact for value, fact in found if value >= best - 0.1][:_SHOWN]
    return Told(
        lines.some(told),
        tuple(told),
        query=query,
        understood=queries.understood(query, person_name(archive.base)),
    )


def _latest(query: Query, archive: Archive) -> Told | None:
    """The latest that somebody said, own words first, where no topic is asked about."""
    found = find(query, archive.base, limit=_SHOWN)
    if not found.facts:
        return None
    return Told(
        lines.some(found.facts),
        found.facts,
        query=query,
        nearest=() if found.total <= _SHOWN else (Choice(f"All {found.number}", typed(query)),),
        understood=queries.understood(query, person_name(archive.base)),
    )


def apart(asked: Asked) -> tuple[list[Named], list[Named]]:
    """Who speaks, and who is spoken of or to."""
    verb = asked.verb if asked.verb is not None else len(asked.text)
    speakers: list[Named] = []
    others: list[Named] = []
    for named in asked.named:
        of = named.way == "of" and not speakers
        if named.way == "by" or of or (named.start < verb and named.way not in wordset("away")):
            speakers.append(named)
        else:
            others.append(named)
    if not speakers and others and asked.verb is not None:
        first = others[0]
        if first.way in ("", "of") and first.start < asked.verb + 3:
            speakers, others = [first], others[1:]
    # "Hun Sen and Kishida" speak together; "Hun Sen Ukraine" names one and the topic.
    together = [n for n in speakers[1:] if n.way == "and"]
    others += [n for n in speakers[1:] if n not in together and n.way == ""]
    speakers = [n for n in speakers if n not in others]
    return speakers, others


def _spoken_by(query: Query, named: Named, asked: Asked) -> Query:
    if named.kind == "person":
        return replace(query, people=(*query.people, named.of))
    if named.kind == "office":
        return replace(query, offices=asked.query.offices)
    return replace(query, parties=(*query.parties, named.of))


def _candidates(
    query: Query, terms: list[Term], others: list[Named], archive: Archive
) -> list[StatementFact]:
    newest = first(query, archive.base, _WORDED if terms else LOOKED_AT)
    found: dict[str, Fact] = {fact.id: fact for fact in newest.facts}
    if newest.total > len(found):
        for term in terms:
            for phrase in _wordings(term):
                narrower = replace(query, words=(phrase,))
                found |= {f.id: f for f in first(narrower, archive.base, _EACH).facts}
    return [fact for fact in found.values() if isinstance(fact, StatementFact)]


def _wordings(term: Term) -> list[str]:
    """Ways to look for a word: itself, and other words for it, as its own stem finds no more."""
    own = tuple(stems(term.said))
    ways = {" ".join(one): one for one in sorted(term.phrases)}
    return [term.said, *(way for way, one in list(ways.items())[: _WORDINGS - 1] if one != own)]


def _fit(
    fact: StatementFact,
    terms: list[Term],
    others: list[Named],
    archive: Archive,
    *,
    of_person: bool,
) -> float:
    """The share of the words that a statement holds; 0 when it names not all that are asked for.

    What its article is about, by headline and first paragraph, somebody's words may be about
    without naming it.
    """
    text = text_of(fact)
    matter = archive.matter(fact.sources[0].article) if of_person else text
    inside = [_named_in(named, text, fact, archive) for named in others]
    if not all(inside) and not all(_named_in(named, matter, fact, archive) for named in others):
        return 0.0
    found = covered(terms, text)
    rest = covered([term for term in terms if term not in found], matter)
    if any(term.name and term not in found + rest for term in terms):
        return 0.0
    share = (len(found) + _OF_MATTER * len(rest)) / len(terms) if terms else 1.0
    return share if all(inside) else _OF_MATTER * share


def _named_in(named: Named, text: Text, fact: StatementFact, archive: Archive) -> bool:
    padded = f" {text.folded} "
    if named.kind in ("party", "place"):
        return (
            any(f" {form.lower()} " in padded for form in printed_forms(named.of))
            or (named.of == "US" and " us " in padded)
            or named.of in fact.parties
        )
    if named.kind == "person":
        name = archive.name(named.of).split()
        return bool(name) and f" {name[-1]} " in padded
    return True

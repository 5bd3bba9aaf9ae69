"""Statements in plain words."""

from knowledge.model import StatementFact
from knowledge.wording.phrases import dated, enumerate_words, party, person, values


def when(fact: StatementFact) -> str:
    """The date of a statement, or what bounds it; begins a line."""
    return dated(fact.date, fact.variants, fact.sources)


def saying(fact: StatementFact) -> str:
    """A statement in words without its date."""
    words = " ".join(fact.words.split())
    notes = [f"about {fact.about}"] if fact.about else []
    # The first of them is who most articles name, which the line begins with.
    others = values(None, fact.variants, "speakers")[1:]
    notes += [f"also given as said by {enumerate_words(others, 'or')}"] if others else []
    more = f" ({'; '.join(notes)})" if notes else ""
    if fact.direct:
        return f"{speaker(fact)}: “{words}”{more}"
    return f"{speaker(fact)}, as reported: {words}{more}"


def speaker(fact: StatementFact) -> str:
    """Who said it: people, or the body that speaks with the parties that it speaks for."""
    if fact.speakers:
        return enumerate_words([person(ref) for ref in fact.speakers])
    parties = enumerate_words([party(code) for code in fact.parties])
    body = fact.body or ""
    if not body:
        return parties[:1].upper() + parties[1:] or "Somebody"
    named = body[:1].upper() + body[1:]
    return f"{named} ({parties})" if parties else named

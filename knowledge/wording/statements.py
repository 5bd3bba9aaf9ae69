"""Statements in plain words."""

from knowledge.model import StatementFact
from knowledge.wording.phrases import dated, enumerate_words, party, person


def when(fact: StatementFact) -> str:
    """The date of a statement, or what bounds it; begins a line."""
    return dated(fact.date, fact.variants, fact.sources)


def saying(fact: StatementFact) -> str:
    """A statement in words without its date."""
    words = " ".join(fact.words.split())
    about = f" (about {fact.about})" if fact.about else ""
    if fact.direct:
        return f"{speaker(fact)}: “{words}”{about}"
    return f"{speaker(fact)}, as reported: {words}{about}"


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

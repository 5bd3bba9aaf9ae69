"""Statements in plain words."""

from knowledge.model import StatementFact
from knowledge.wording.phrases import dated, enumerate_words, party, person, values

_BEFORE = frozenset(["", *" ([—–“‘"])
"""What stands before a straight mark that opens."""


def when(fact: StatementFact) -> str:
    """The date of a statement, or what bounds it; begins a line."""
    return dated(fact.date, fact.variants, fact.sources)


def saying(fact: StatementFact) -> str:
    """A statement in words without its date."""
    words = spoken(fact)
    notes = [f"about {fact.about}"] if fact.about else []
    # The first of them is who most articles name, which the line begins with.
    others = values(None, fact.variants, "speakers")[1:]
    notes += [f"also given as said by {enumerate_words(others, 'or')}"] if others else []
    more = f" ({'; '.join(notes)})" if notes else ""
    if fact.direct:
        return f"{speaker(fact)}: “{words}”{more}"
    return f"{speaker(fact)}, as reported: {words}{more}"


def spoken(fact: StatementFact) -> str:
    """The words of a statement as they are shown, without outer quotation marks.

    The comma that an article prints before "he said" is no part of them; quotations within a
    direct one stand between single marks.
    """
    words = " ".join(fact.words.split()).rstrip(", ")
    return _within(words) if fact.direct else words


_MARKS = frozenset('“”"')


def _within(words: str) -> str:
    """Words for between double marks: marks within are single, and those within these double."""
    if _MARKS.isdisjoint(words):
        return words
    shown, depth = [], 0
    for at, sign in enumerate(words):
        before, behind = words[:at][-1:], words[at + 1 : at + 2]
        if sign == "“" or (sign == '"' and before in _BEFORE and behind.strip()):
            depth += 1
            shown.append("‘" if depth % 2 else "“")
        elif sign == "”" or (sign == '"' and depth):
            shown.append("”" if depth and depth % 2 == 0 else "’")
            depth = max(0, depth - 1)
        else:
            shown.append(sign)
    return "".join(shown)


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

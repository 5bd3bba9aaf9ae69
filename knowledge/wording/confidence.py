"""How sure a fact is, in words: a warning where it is weak, and what the figure stands on.

People read words and not decimals; programs get the number (`machine`).
"""

from collections.abc import Iterator

from knowledge.confidence import Confidence, Standing, confidence
from knowledge.confidence.signs import BY, RECALLED, RULE, SEVERAL, UNMEASURED
from knowledge.model import Fact
from knowledge.wording.phrases import enumerate_words
from knowledge.wording.rules import rule_words

_HEAVY = 0.2
"""Log-odds from which a sign is worth naming."""

_NAMED = 3

_STANDING = {
    Standing.FIRM: "Firm",
    Standing.FAIR: "Fair",
    Standing.WEAK: "Weak",
}

_FIELDS = {
    "parties": "the country",
    "people": "the person",
    "speakers": "the speaker",
    "date": "the date",
    "place": "the place",
    "occasion": "the occasion",
}

_VIA = {
    "body": "told by a body's name",
    "colleague": "that of a colleague",
    "company": "that of those beside them",
    "continued": "the same as of the quotation before",
    "country": "told by “the country”",
    "dateline": "taken from the dateline",
    "delegation": "told by a delegation's name",
    "duration": "counted from how long it lasts",
    "earlier date": "counted from an earlier date",
    "earlier event": "told with an earlier event",
    "earlier meeting": "that of a meeting told before",
    "earlier mention": "named earlier",
    "earlier sentence": "told by an earlier sentence",
    "elimination": "the only one left",
    "heading": "told by a heading",
    "just named": "named just before",
    "lead": "told by the article's opening",
    "list": "told above a list",
    "meeting": "that of the meeting",
    "office": "told by an office",
    "outlet": "that of the outlet's home country",
    "owner": "told by whose it is",
    "pair": "told as a pair (“the two leaders”)",
    "pronoun": "told by a pronoun",
    "publication date": "counted from the publication date",
    "sentence before": "told by the sentence before",
    "setting": "taken from where the article is set",
    "signing": "that of the signing",
    "speaker": "that of whoever speaks",
    "sum": "that of another sum",
    "table of leaders": "known from the table of leaders",
    "territory": "told by a territory's name",
    "title": "told by a title alone",
    "whole": "that of the whole sum",
}
"""What stands for a field that its own words don't give, by the kind of reference."""

_SIGNS = {
    "country": "the country is known",
    "date day": "the day is known",
    "date month": "the month is known, no day",
    "date span": "the date is a span",
    "date unknown": "no date is known",
    "date year": "the year is known, no day",
    "giver": "the giver is known",
    "named": "it has a name of its own",
    "no country": "no country is known",
    "no giver": "no giver is known",
    "no name": "it has no name of its own",
    "no occasion": "no occasion is known",
    "no place": "no place is known",
    "no receiver": "no receiver is known",
    "occasion": "the occasion is known",
    "parties 0": "no country is known",
    "parties 1": "only one side is known",
    "parties 2": "two sides are known",
    "parties 3 or more": "three or more sides are told",
    "people 0": "nobody is named",
    "people 1": "only one person is named",
    "people 2": "two people are named",
    "people 3 or more": "three or more people are named",
    "place": "the place is known",
    "receiver": "the receiver is known",
    RECALLED: "the article recalls it",
    SEVERAL: "several sentences tell it together",
    "speakers 0": "no person is named who speaks",
    "speakers 1": "one person speaks",
    "speakers 2": "two people speak",
    "speakers 3 or more": "three or more people speak",
    "status cancelled": "it was cancelled",
    "tenure coming": "the office is still to be taken",
    "tenure current": "the office is held",
    "tenure former": "it is a former office",
    "words 1": "the title is one word",
    "words 2": "the title is two words",
    "words 3 or more": "the title is three words or more",
    UNMEASURED: "how often such facts are right was never measured on marked articles",
}
_SORTS = {
    "form call": "it is a call",
    "form meeting": "it is a meeting",
    "form summit": "it is a summit",
    "form visit": "it is a visit",
    "type mou": "it is a memorandum",
    "type fta": "it is a trade agreement",
    "type tax": "it is a tax agreement",
    "status in-force": "it is told as in force",
    "type other": "it is of no common sort",
    "type event": "it is an event",
    "type joint-statement": "it is a joint statement",
    "type entry-into-force": "it is an entry into force",
}


def sign_words(sign: str) -> str:
    """A sign in words: "the date is counted from the publication date"."""
    said = _SIGNS.get(sign) or _SORTS.get(sign)
    if said is not None:
        return said
    if sign.startswith(RULE):
        rule = sign.removeprefix(RULE)
        return f"rule “{rule}”"
    field, by, via = sign.partition(BY)
    if by:
        return step_words(field, via)
    sort, _, value = sign.partition(" ")
    return f"{'it is' if sort in _NOUNS else sort + ' is'} {_NOUNS.get(sort, '')}{value}"


_NOUNS = {"status": "told as ", "type": "of the sort ", "sort": "of the sort "}


def step_words(field: str, via: str) -> str:
    """By what reference a field was read: "the date is counted from the publication date"."""
    return f"{_FIELDS.get(field, f'the {field}')} is {_VIA.get(via, f'given by {via}')}"


def warning(fact: Fact) -> str:
    """What must be said beside a fact that is weakly supported; "" for every other.

    "Weak evidence: no country is known. Read the source before you use it."
    """
    found = confidence(fact)
    if found.standing is not Standing.WEAK:
        return ""
    why = enumerate_words(_differing(found) or _lacking(found)[:2])
    return f"Weak evidence{f': {why}' if why else ''}. Read the source before you use it."


def standing(found: Confidence) -> str:
    """How sure a fact is, in a sentence: how many of those read like it are right."""
    if found.verified:
        return "Verified by the desk: as sure as can be."
    often = max(1, min(9, int(found.value * 10)))
    share = "nine or more" if often == 9 else "about one" if often == 1 else f"about {_TENS[often]}"
    return f"{_STANDING[found.standing]}: {share} in ten facts read like this are wholly right."


_TENS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def grounds(fact: Fact, found: Confidence) -> Iterator[str]:
    """What a confidence stands on, a sentence each."""
    source = next((one for one in fact.sources if one.reading == found.reading), None)
    meaning = rule_words(source.rule) if source is not None else ""
    if source is not None and meaning:
        yield f"Read by the rule “{source.rule}”: {meaning}."
    speaking = [sign_words(sign) for sign, weight in found.signs if weight >= _HEAVY]
    if speaking:
        yield f"For it: {enumerate_words(speaking[:_NAMED])}."
    against = _against(found)
    if against:
        yield f"Against it: {enumerate_words(against[:_NAMED])}."
    if found.stories > 1:
        yield f"{found.stories} independent articles tell it."
    elif found.stories == 1:
        yield "One article tells it."
    if found.withdrawn:
        yield "Only withdrawn articles tell it."


def _against(found: Confidence) -> list[str]:
    return [sign_words(sign) for sign, weight in found.signs if weight <= -_HEAVY]


def _lacking(found: Confidence) -> list[str]:
    """What speaks against it and can be seen in the fact or its sentence."""
    heavy = [sign for sign, weight in found.signs if weight <= -_HEAVY]
    return [sign_words(sign) for sign in heavy if sign in _SIGNS or BY in sign]


def _differing(found: Confidence) -> list[str]:
    fields = enumerate_words(list(found.differing))
    return [f"sources differ on the {fields}"] if fields else []

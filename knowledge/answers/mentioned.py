"""What the archive has on a message: its names and words, searched as by `/facts`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.answers.common import NEAREST
from knowledge.answers.searching import facts
from knowledge.base import Base
from knowledge.commands import FACTS
from knowledge.language import typed, understand
from knowledge.language.claims import Claim, Option, Part, best
from knowledge.language.clauses import about, topic_words
from knowledge.language.identify import names, pairs_apart
from knowledge.language.scan import Scan
from knowledge.language.speech import speech
from knowledge.language.tokens import tokenise
from knowledge.model import Answer, Choice, Query
from knowledge.text import clean_query, neutral
from knowledge.wording import guide, texts
from knowledge.wording.facts import enumerate_words

_SHORT = 8
"""Words of a message that may be meant as they stand, topic and all."""

_SENTENCES, _TOKENS = 20, 60
"""Sentences of a message that are looked at, and words of each."""

_NAMES, _WORDS, _LETTERS = 4, 6, 4
"""Names that are searched together, words, and the letters that a telling word has at least."""

_ENDS = re.compile(r"(?<=[.!?。។])\s+|\n+")

NO_WORDS = "There are no names or words in this message that could be looked for."


@dataclass(frozen=True, slots=True)
class _Found:
    """The names of a message in the order of mention, and its other telling words."""

    named: tuple[Option, ...]
    words: tuple[str, ...]


def mentioned(text: str, base: Base, *, today: date, per_page: int) -> Answer:
    """Search for what a message names: all of it together, or as much of it as finds something.

    `text` is a message in Slack's form. What else it names is offered as `nearest`. Never raises
    for any text.
    """
    short = _as_it_stands(text, base, today, per_page)
    if short is not None:
        return short
    found = _read(text, base)
    for query in _queries(found):
        answer = facts(query, base, per_page)
        if answer.answered:
            return replace(answer, nearest=_others(found, query))
    return _nothing(found, base)


def _as_it_stands(text: str, base: Base, today: date, per_page: int) -> Answer | None:
    if len(clean_query(text).split()) > _SHORT:
        return None
    query = understand(text, base, today=today, command=FACTS.name).query
    if query is None or query == Query(FACTS.name):
        return None
    answer = facts(query, base, per_page)
    return answer if answer.answered else None


def _read(text: str, base: Base) -> _Found:
    named: dict[str, Option] = {}
    words: dict[str, None] = {}
    for sentence in _ENDS.split(text)[:_SENTENCES]:
        cleaned = clean_query(sentence)
        tokens = pairs_apart(tokenise(cleaned), base.names)[:_TOKENS]
        free = frozenset(range(len(tokens)))
        scan = Scan(cleaned, tokens, free, spoken=True, speech=speech(FACTS.name))
        claims = best(claim for claim in names(scan, base) if _is_sure(claim))
        for claim in claims:
            named.setdefault(claim.options[0].value, claim.options[0])
        left = sorted(scan.without(claims).free)
        words |= dict.fromkeys(word for word in topic_words(scan, left) if len(word) >= _LETTERS)
    told = [word for word in sorted(words, key=len, reverse=True) if base.sentences((word,), 1)]
    return _Found(tuple(named.values()), tuple(told[:_WORDS]))


def _is_sure(claim: Claim) -> bool:
    """Exact names of one meaning; in prose a short word in small letters is just a word."""
    small = len(claim.said) < _LETTERS and claim.said.isascii() and claim.said.islower()
    sure = claim.exact and len(claim.options) == 1 and not small
    return sure and claim.part in (Part.PARTY, Part.PERSON)


def _queries(found: _Found) -> Iterator[Query]:
    """From all that a message names to each of it alone; words only where there is no name."""
    whole = [_asking(found.named[:_NAMES])]
    people = _asking([one for one in found.named if _is_person(one)][:_NAMES])
    parties = _asking([one for one in found.named if not _is_person(one)][:_NAMES])
    alone = [_asking([one]) for one in sorted(found.named, key=lambda one: not _is_person(one))]
    words = [] if found.named else [found.words[:most] for most in (_WORDS, 3)]
    words += [(word,) for word in found.words] if not found.named else []
    asked = [*whole, people, parties, *alone, *(about(said)(Query(FACTS.name)) for said in words)]
    for query in dict.fromkeys(asked):
        if query != Query(FACTS.name):
            yield query


def _asking(named: Sequence[Option]) -> Query:
    query = Query(FACTS.name)
    for option in named:
        query = option.put(query)
    return query


def _is_person(option: Option) -> bool:
    return bool(option.put(Query(FACTS.name)).people)


def _others(found: _Found, asked: Query) -> tuple[Choice, ...]:
    """Each name of a message alone, but for what was asked."""
    offered = ((one, _asking([one])) for one in found.named)
    return tuple(
        Choice(neutral(one.label), typed(query)) for one, query in offered if query != asked
    )[:NEAREST]


def _nothing(found: _Found, base: Base) -> Answer:
    scope = base.scope()
    named = enumerate_words([neutral(one.label) for one in found.named[:_NAMES]], "or")
    searched = texts.searched_words(scope)
    message = f"The archive tells nothing of {named} ({searched})." if named else NO_WORDS
    return Answer(
        query=None,
        understood="",
        answered=False,
        scope=scope,
        message=message if scope.articles else guide.EMPTY_ARCHIVE,
    )

"""What the archive has on a message: its names and words, searched as by `/facts`."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.answers.common import NEAREST
from knowledge.answers.searching import facts
from knowledge.base import Base
from knowledge.commands import FACTS
from knowledge.language import typed
from knowledge.language.claims import Claim, Option, Part, best
from knowledge.language.clauses import about, topic_words
from knowledge.language.identify import names, pairs_apart
from knowledge.language.lexicon import load
from knowledge.language.scan import Scan
from knowledge.language.speech import speech
from knowledge.language.tokens import tokenise
from knowledge.model import Answer, Choice, Query
from knowledge.names.parties import CAPITAL
from knowledge.names.titles import split
from knowledge.names.words import common
from knowledge.text import clean_query, fold, neutral
from knowledge.wording import guide, texts
from knowledge.wording.facts import enumerate_words

_SENTENCES, _TOKENS = 20, 60
"""Sentences of a message that are looked at, and words of each."""

_NAMES, _WORDS, _LETTERS = 4, 6, 4
"""Names that are searched together, words, and the letters that a telling word has at least."""

_PLACES, _PHRASE = 8, 3
"""Words in capitals that are looked up in the archive, and the words of one such name."""

_CALENDAR = frozenset(fold(name) for name in (*calendar.day_name, *calendar.month_name))
"""Written like names, and none."""

_ENDS = re.compile(r"(?<=[.!?。។])\s+|\n+")

NO_WORDS = "There are no names or words in this message that could be looked for."


@dataclass(frozen=True, slots=True)
class _Found:
    """What a message names, in the order of mention, and its other telling words.

    `places` are names that are searched as the words they are: towns and whatever else is written
    like a name. A capital is a town here, not its country. `absent` are those that no sentence of
    the archive has.
    """

    named: tuple[Option, ...]
    places: tuple[Option, ...]
    absent: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def offered(self) -> tuple[Option, ...]:
        """All that can be searched for, names first."""
        return (*self.named, *self.places)


def mentioned(text: str, base: Base, *, per_page: int) -> Answer:
    """Search for what a message names: all of it together, or as much of it as finds something.

    `text` is a message in Slack's form. What else it names is offered as `nearest`. Never raises
    for any text.
    """
    found = _read(text, base)
    for query in _queries(found):
        answer = facts(query, base, per_page)
        if answer.answered:
            others, silent = _others(found, query, base)
            said = (f"The archive tells nothing of {silent}.",) if silent else ()
            return replace(answer, nearest=others, notes=(*said, *answer.notes))
    return _nothing(found, base)


def _read(text: str, base: Base) -> _Found:
    named: dict[str, Option] = {}
    places: dict[str, bool] = {}
    words: dict[str, None] = {}
    for sentence in _ENDS.split(text)[:_SENTENCES]:
        cleaned = clean_query(sentence)
        tokens = pairs_apart(tokenise(cleaned), base.names)[:_TOKENS]
        free = frozenset(range(len(tokens)))
        scan = Scan(cleaned, tokens, free, spoken=True, speech=speech(FACTS.name))
        claims = best(claim for claim in names(scan, base) if _is_sure(claim))
        towns = [claim for claim in claims if _is_town(claim, base)]
        for claim in claims:
            if claim not in towns:
                named.setdefault(claim.options[0].value, claim.options[0])
        left = _untitled(scan.without(claim for claim in claims if claim not in towns))
        written = [(town.start, town.said) for town in towns] + list(_written_like_names(left))
        for start, said in sorted(written):
            # A sentence may begin with any word: what is there alone may be no name at all.
            is_name = start > 0 or " " in said or any(town.said == said for town in towns)
            places[neutral(said)] = places.get(neutral(said), False) or is_name
        told = topic_words(scan, sorted(left.without(towns).free))
        words |= dict.fromkeys(word for word in told if len(word) >= _LETTERS)
    looked_up = list(places)[:_PLACES]
    known = _widest([said for said in looked_up if base.sentences((said,), 1)])
    sure = _widest([said for said in looked_up if places[said]])
    absent = [said for said in sure if not any(said in one or one in said for one in known)]
    telling = [word for word in sorted(words, key=len, reverse=True) if base.sentences((word,), 1)]
    towns_known = tuple(map(_place, known))
    return _Found(tuple(named.values()), towns_known, tuple(absent), tuple(telling[:_WORDS]))


def _widest(said: Sequence[str]) -> list[str]:
    """Names without those that are a part of another one."""
    return [one for one in said if not any(one in other for other in said if other != one)]


def _is_sure(claim: Claim) -> bool:
    """Exact names of one meaning; in prose a short word in small letters is just a word.

    A title alone is nobody's name, though people may be known by it.
    """
    small = len(claim.said) < _LETTERS and claim.said.isascii() and claim.said.islower()
    sure = claim.exact and len(claim.options) == 1 and not small
    if claim.part is Part.PERSON:
        return sure and bool(split(claim.said).name)
    return sure and claim.part is Part.PARTY


def _is_town(claim: Claim, base: Base) -> bool:
    """True for a capital: who writes of Tokyo need not mean Japan."""
    if claim.part is not Part.PARTY:
        return False
    found = base.names.party(claim.said).candidates
    return bool(found) and found[0].score == CAPITAL


def _untitled(scan: Scan) -> Scan:
    """The words left without those of offices, which name nobody."""
    titles = {n for start, end, _ in scan.phrases(load("offices")) for n in range(start, end)}
    return replace(scan, free=scan.free - titles)


def _written_like_names(scan: Scan) -> Iterator[tuple[int, str]]:
    """Runs of words in capitals: where each begins, and what it says.

    Any sentence begins with a capital: what stands there counts if it is no usual word.
    """
    at = 0
    while at < len(scan.tokens):
        end = at
        while end < min(len(scan.tokens), at + _PHRASE) and _is_written_like_a_name(scan, end):
            end += 1
        said = scan.said(at, end) if end > at else ""
        # Several words in nothing but capitals are shouted, be they a name or not.
        if len(said) >= _LETTERS and not (" " in said and said.isupper()):
            yield at, said
        at = max(end, at + 1)


def _is_written_like_a_name(scan: Scan, position: int) -> bool:
    token = scan.tokens[position]
    # What stands between quotation marks is one token, and most often what somebody said.
    capitals = all(word[:1].isupper() for word in token.text.split())
    if position not in scan.free or not capitals or token.key in _CALENDAR:
        return False
    if scan.is_function_word(position):
        return False
    return position > 0 or not common(token.key)


def _place(said: str) -> Option:
    return Option(said, about((said,)))


def _queries(found: _Found) -> Iterator[Query]:
    """From all that a message names to each of it alone; words only where there is no name."""
    people = [one for one in found.named if _is_person(one)]
    parties = [one for one in found.named if not _is_person(one)]
    together = [found.offered, found.named, people, parties]
    alone = [(one,) for one in (*people, *parties, *found.places)]
    words = [found.words[:most] for most in (_WORDS, 3)] + [(word,) for word in found.words]
    asked = [_asking(said[:_NAMES]) for said in (*together, *alone)]
    if not found.offered and not found.absent:
        asked += [about(said)(Query(FACTS.name)) for said in words]
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


def _others(found: _Found, asked: Query, base: Base) -> tuple[tuple[Choice, ...], str]:
    """Each of what a message names alone, but for what was asked, if it finds something.

    And the names of the rest, as words.
    """
    choices: list[Choice] = []
    silent: list[str] = []
    for one in found.offered:
        query, label = _asking([one]), neutral(one.label)
        if query == asked:
            continue
        if facts(query, base, 1).answered:
            choices.append(Choice(label, typed(query)))
        else:
            silent.append(label)
    return tuple(choices[:NEAREST]), enumerate_words([*silent, *found.absent][:_NAMES], "or")


def _nothing(found: _Found, base: Base) -> Answer:
    scope = base.scope()
    said = [neutral(one.label) for one in found.named] + list(found.absent)
    named = enumerate_words(said[:_NAMES], "or")
    searched = texts.searched_words(scope)
    message = f"The archive tells nothing of {named} ({searched})." if named else NO_WORDS
    return Answer(
        query=None,
        understood="",
        answered=False,
        scope=scope,
        message=message if scope.articles else guide.EMPTY_ARCHIVE,
    )

"""What can be asked next: what else there is of an answer, or what is nearest without one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.answers.common import person_name
from knowledge.answers.questions.evidence import Archive
from knowledge.commands import find
from knowledge.language import typed
from knowledge.language.speech import kinds
from knowledge.model import Choice, Fact, Query, parties_of, people_of
from knowledge.questions.model import Asked
from knowledge.text import neutral
from knowledge.wording import queries
from knowledge.wording.texts import number_words

_NEXT, _NEAR = 3, 4
_ALSO = ("deals", "quotes", "money", "meetings", "timeline")


def following(facts: Sequence[Fact], asked: Asked, archive: Archive) -> tuple[Choice, ...]:
    """What else the archive tells of those whom an answer is about."""
    shown = {fact.kind for fact in facts}
    parties, people = _whom(facts, asked)
    choices = []
    for command in _ALSO:
        known = find(command)
        if known is None or shown >= set(known.kinds):
            continue
        query = Query(command, parties=parties if command != "quotes" or not people else ())
        if command == "quotes" and people:
            query = replace(query, people=people[:1])
        if (query.parties or query.people) and archive.base.has(kinds(query), query):
            choices.append(
                Choice(queries.understood(query, person_name(archive.base)), typed(query))
            )
    return tuple(choices[:_NEXT])


def _whom(facts: Sequence[Fact], asked: Asked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parties and people of the first fact, else of the question."""
    if facts:
        people = tuple(ref.id for ref in people_of(facts[0]))
        return tuple(parties_of(facts[0]))[:2], people
    parties = [named.of for named in asked.named if named.kind == "party"]
    people = tuple(named.of for named in asked.named if named.kind == "person")
    return tuple(parties[:2]), people


def nearest(asked: Asked, archive: Archive) -> tuple[Choice, ...]:
    """Searches that find something, where nothing states what was asked: the most words first."""
    return tuple(islice(_nearest(asked, archive), _NEAR))


def _nearest(asked: Asked, archive: Archive) -> Iterator[Choice]:
    names = replace(asked.query, command="facts", words=(), period=None, as_of=None)
    words = [neutral(term.said) for term in asked.heavy]
    known = [word for word in words if archive.base.sentences((word,), limit=1)]
    tried: set[Query] = set()
    for some in _fewer(known):
        for query in (replace(names, words=some), Query("facts", words=some)):
            if query in tried or query == Query("facts"):
                continue
            tried.add(query)
            _, number, complete = archive.base.page(kinds(query), query, limit=0, offset=0)
            if number:
                line = queries.understood(query, person_name(archive.base))
                said = number_words(number, complete=complete)
                yield Choice(f"{line} ({said})", typed(query))


def _fewer(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """All words, then each alone, then none."""
    yield tuple(words)
    if len(words) > 1:
        yield from ((word,) for word in words)
    yield ()

"""Meetings asked for: a page of them, or what was searched and what is nearest."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.answers.about import examples
from knowledge.answers.common import NEAREST, cited, last_page, person_name
from knowledge.answers.nearest import total_of, wider
from knowledge.base import Base
from knowledge.language import typed
from knowledge.model import Answer, Choice, Query
from knowledge.wording import guide, queries, texts


def meetings(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/meetings`: a page of facts with totals and notes, or what is nearest."""
    facts, total = base.meetings(query, limit=per_page, offset=(query.page - 1) * per_page)
    pages = max(1, -(-total // per_page))
    notes: tuple[str, ...] = ()
    if query.page > pages:
        query = replace(query, page=pages)
        facts, total = base.meetings(query, limit=per_page, offset=(pages - 1) * per_page)
        notes = (last_page(pages),) if total else ()
    if not total:
        return _no_meeting(query, base)
    undated = _undated_left_out(query, base)
    return Answer(
        query=query,
        understood=queries.understood(query, person_name(base)),
        answered=True,
        scope=base.scope(),
        facts=tuple(facts),
        total=total,
        page=query.page,
        pages=pages,
        notes=(*notes, *_notes(query, undated, base)),
        nearest=(_with_undated(query),) if undated else (),
        cited=cited(facts),
    )


def _notes(query: Query, undated: int, base: Base) -> Iterator[str]:
    if undated:
        yield _undated_note(undated)
    if query == Query("meetings"):
        example = examples(base, 1)[0]
        yield f"Narrow it down by name, country, place, occasion, topic or date: “{example}”."


def _undated_left_out(query: Query, base: Base) -> int:
    """How many undated meetings fit everything but the period."""
    return 0 if query.period is None or query.undated else base.undated(query)


def _undated_note(undated: int) -> str:
    verb = "is" if undated == 1 else "are"
    return f"{texts.count(undated, 'undated meeting')} {verb} left out, as no date is known."


def _with_undated(query: Query) -> Choice:
    return Choice("Include undated meetings", typed(replace(query, undated=True, page=1)))


def _no_meeting(query: Query, base: Base) -> Answer:
    """Say what was searched, and offer what the archive has with fewer conditions."""
    echo = _is_in_archive(query, base)
    name, scope = person_name(base), base.scope()
    message = queries.nothing(query, name, texts.searched_words(scope), echo=echo)
    nearest = list(wider(query, base)) if scope.facts else []
    undated = _undated_left_out(query, base)
    if undated:
        nearest.insert(0, _with_undated(query))
    return Answer(
        query=query,
        understood=queries.understood(query, name, echo=echo),
        answered=False,
        scope=scope,
        message=message if scope.articles else guide.EMPTY_ARCHIVE,
        notes=(_undated_note(undated),) if undated else (),
        nearest=tuple(nearest[:NEAREST]),
    )


def _is_in_archive(query: Query, base: Base) -> bool:
    """True when the user's own words in a query are the archive's words too."""
    own = []
    if query.place is not None and not base.names.party(query.place).candidates:
        own.append(Query("meetings", place=query.place))
    if query.occasion is not None:
        own.append(Query("meetings", occasion=query.occasion))
    if not all(total_of(part, base) for part in own):
        return False
    return all(base.sentences((word,), limit=1) for word in query.words)

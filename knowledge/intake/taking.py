"""From articles to the fact base: dating, extraction, saving; used by `ingest` and `rebuild`.

An article without a date is dated by others in the archive on the same named event where that
leaves one answer, and again whenever the archive learns more, so that the outcome does not depend
on the order of ingest.

Articles are read by this process or by several others (`readers`); they are saved by this one
alone, one after the other in the order in which they came, so that the outcome does not depend on
who read them.
"""

import logging
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from knowledge.base import Base, Outcome, Saved
from knowledge.intake.cluster import Cluster, ClusterProblem
from knowledge.intake.readers import Readers, readers
from knowledge.model import Article, Reading

if TYPE_CHECKING:
    from knowledge.extraction import Extraction

T = TypeVar("T")

log = logging.getLogger("dateline.intake")

# What is in hand at a time, read or waiting to be: articles for each process, and characters.
_AHEAD = 4
_AHEAD_LENGTH = 2_000_000
_BROKEN = "stored without facts: it could not be analysed; try python -m knowledge rebuild"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an article: `problems` in plain words, `failed` when reading it went wrong."""

    article: str
    outcome: Outcome
    problems: tuple[str, ...] = ()
    failed: bool = False


@dataclass(frozen=True, slots=True)
class _Begun:
    """An article on its way: as it was given, and as it is being read, if it is."""

    given: Article
    article: Article
    events: Sequence[str]
    extraction: "Future[Extraction] | None"


class Intake:
    """Takes articles into a fact base; loads the language model when there is one to read.

    `jobs` is in how many processes articles are read; with one, it is this one. `without` names
    rules that are switched off. `cluster` is the address of a dask scheduler, whose workers read
    instead.

    Raises:
        ClusterProblem: the cluster can't be used, now or later on.
    """

    def __init__(
        self,
        base: Base,
        jobs: int = 1,
        without: Iterable[str] = (),
        cluster: str | None = None,
    ) -> None:
        from knowledge.extraction import describe
        from knowledge.extraction.parsing.parses import ParseStore, beside, parser_key

        info = describe()
        self._base = base
        self._reader = info.key
        self._parses = ParseStore(beside(base.path), parser_key(info))
        self._readers: Readers
        if cluster is None:
            self._readers = readers(jobs, without)
            self._ahead = 1 if jobs == 1 else jobs * _AHEAD
        else:
            self._readers = workers = Cluster(cluster, tuple(without))
            self._ahead = workers.threads * _AHEAD

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._readers.close()
        self._parses.close()

    def take(self, article: Article) -> Taken:
        """Save an article with what can be read in it; one that is stored already costs nothing."""
        return self._save(self._begin(article))

    def take_all(
        self, inputs: Iterable[T], article: Callable[[T], Article | None]
    ) -> Iterator[tuple[T, Taken | None]]:
        """Take inputs in, each with what became of it, in their order; `article` is in an input.

        What has no article comes back with None.
        """

        def begin(one: T) -> _Begun | None:
            found = article(one)
            return None if found is None else self._begin(found)

        return self._in_order(inputs, begin, self._save)

    def reread_all(self, ids: Iterable[str]) -> Iterator[tuple[str, Taken | None]]:
        """Extract stored articles again, each with what became of it; None when it is gone."""

        def begin(id: str) -> _Begun | None:
            article = self._base.article(id) or self._base.embargoed(id)
            return None if article is None else self._begun(article, article)

        return self._in_order(ids, begin, self._save_again)

    def redate(self) -> list[Taken]:
        """Date the undated articles anew that others on the same event may date."""
        stored = map(self._base.article, self._base.datable())
        undated = (replace(a, published=None, published_basis=None) for a in stored if a)
        again = (taken for _, taken in self.take_all(undated, lambda article: article))
        return [taken for taken in again if taken and taken.outcome is Outcome.UPDATED]

    def tidy(self) -> None:
        """Forget the parses of articles that the base no longer has."""
        if len(self._parses) > self._base.scope().articles:
            self._parses.keep(self._base.article_ids())

    def _in_order(
        self,
        inputs: Iterable[T],
        begin: Callable[[T], _Begun | None],
        save: Callable[[_Begun], Taken],
    ) -> Iterator[tuple[T, Taken | None]]:
        """Begin with as many inputs as may be in hand, and save them in their order."""
        begun: deque[tuple[T, _Begun | None]] = deque()
        length = 0

        def finish() -> tuple[T, Taken | None]:
            nonlocal length
            one, first = begun.popleft()
            if first is None:
                return one, None
            length -= len(first.given.text)
            return one, save(first)

        for one in inputs:
            next_one = begin(one)
            length += len(next_one.given.text) if next_one is not None else 0
            begun.append((one, next_one))
            while len(begun) >= self._ahead or (begun and length > _AHEAD_LENGTH):
                yield finish()
        while begun:
            yield finish()

    def _begin(self, article: Article) -> _Begun:
        """Have an article read, unless it is stored already."""
        from knowledge.reading import head_events

        given = _storable(article)
        events = head_events(given)
        dated = self._dated(given, events)
        if self._base.standing(dated) is not None:
            return _Begun(given, dated, events, None)
        return self._begun(given, dated, events)

    def _begun(
        self, given: Article, article: Article, events: Sequence[str] | None = None
    ) -> _Begun:
        from knowledge.reading import head_events

        events = head_events(given) if events is None else events
        extraction = self._readers.read(article, self._parses.get(article.id))
        return _Begun(given, article, events, extraction)

    def _save(self, begun: _Begun) -> Taken:
        # Articles that were saved since may date it otherwise, or be the same one.
        article = self._dated(begun.given, begun.events)
        standing = self._base.standing(article)
        if standing is not None:
            return Taken(standing.article, standing.outcome)
        if begun.extraction is None or article != begun.article:
            begun = self._begun(begun.given, article, begun.events)
        extraction = self._read(begun)
        readings, problems = ((), (_BROKEN,)) if extraction is None else _content(extraction)
        saved = self._base.save(
            article,
            readings,
            problems=problems,
            reader=self._reader,
            events=begun.events,
            own_date=begun.given.published is not None,
        )
        self._remember(saved, extraction)
        said = (*article.notes, *problems, *saved.problems)
        return Taken(saved.article, saved.outcome, said, extraction is None)

    def _save_again(self, begun: _Begun) -> Taken:
        extraction = self._read(begun)
        readings, problems = ((), (_BROKEN,)) if extraction is None else _content(extraction)
        id = begun.article.id
        saved = self._base.reread(
            id, readings, problems=problems, reader=self._reader, events=begun.events
        )
        self._remember(saved, extraction)
        return Taken(id, saved.outcome, (*problems, *saved.problems), extraction is None)

    def _read(self, begun: _Begun) -> "Extraction | None":
        """What was read in an article; None when that broke down."""
        from knowledge.extraction import ModelProblem

        assert begun.extraction is not None
        try:
            return begun.extraction.result()
        except (ModelProblem, ClusterProblem):
            raise
        except Exception as error:
            # One article must not stop an archive: it is stored and can be read again later.
            log.error(
                "Extraction of %s broke down: %s",
                begun.article.id,
                type(error).__name__,
                exc_info=log.isEnabledFor(logging.DEBUG),
            )
            return None

    def _remember(self, saved: Saved, extraction: "Extraction | None") -> None:
        if saved.outcome is Outcome.EMBARGOED:
            # The file of parses holds every word of an article.
            self._parses.forget(saved.article)
        elif extraction is not None and extraction.parses is not None:
            self._parses.put(saved.article, extraction.parses)

    def _dated(self, article: Article, events: Sequence[str]) -> Article:
        from knowledge.reading import infer_from_archive

        if article.published is not None:
            return article
        inferred = infer_from_archive(article, self._base.dated_by_event(events))
        if inferred is None:
            return article
        published, basis = inferred
        return replace(article, published=published, published_basis=basis)


def _content(extraction: "Extraction") -> tuple[Sequence[Reading], tuple[str, ...]]:
    return extraction.readings, extraction.problems


# Lone surrogates and NUL.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def _storable(article: Article) -> Article:
    """The article without what SQLite can't take, character for character."""
    changed = {
        name: _UNSTORABLE.sub("\ufffd", value)
        for name in ("text", "title", "outlet", "byline", "url")
        if (value := getattr(article, name)) is not None and _UNSTORABLE.search(value)
    }
    return replace(article, **changed) if changed else article  # type: ignore[arg-type]

"""From articles to the fact base: dating, extraction, saving; used by `ingest` and `rebuild`.

An article without a date is dated by others in the archive on the same named event where that
leaves one answer, and again whenever the archive learns more, so that the outcome does not depend
on the order of ingest.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.base import Base, Outcome
from knowledge.model import Article, Reading

log = logging.getLogger("dateline.intake")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an article: `problems` in plain words, `failed` when reading it went wrong."""

    article: str
    outcome: Outcome
    problems: tuple[str, ...] = ()
    failed: bool = False


class Intake:
    """Takes articles into a fact base; loads the language model when there is one to read."""

    def __init__(self, base: Base) -> None:
        from knowledge.extraction import Extractor, describe

        self._base = base
        self._extractor: Extractor = Extractor()
        self._reader = describe().key

    def take(self, article: Article) -> Taken:
        """Save an article with what can be read in it; one that is stored already costs nothing."""
        from knowledge.reading import head_events

        article = _storable(article)
        events = head_events(article)
        own = article.published is not None
        article = article if own else self._dated(article, events)
        standing = self._base.standing(article)
        if standing is not None:
            return Taken(standing.article, standing.outcome)
        readings, problems, failed = self.read(article)
        saved = self._base.save(
            article,
            readings,
            problems=problems,
            reader=self._reader,
            events=events,
            own_date=own,
        )
        return Taken(
            saved.article, saved.outcome, (*article.notes, *problems, *saved.problems), failed
        )

    def read(self, article: Article) -> tuple[Sequence[Reading], tuple[str, ...], bool]:
        """Extract the readings of an article; the last value is true when that broke down."""
        from knowledge.extraction import ModelProblem

        try:
            extraction = self._extractor.extract(article)
        except ModelProblem:
            raise
        except Exception:
            # One article must not stop an archive: it is stored and can be read again later.
            log.exception("Extraction of %s broke down", article.id)
            said = "stored without facts: it could not be analysed; try python -m knowledge rebuild"
            return (), (said,), True
        return extraction.readings, extraction.problems, False

    def redate(self) -> list[Taken]:
        """Date the undated articles anew that others on the same event may date."""
        taken = []
        for id in self._base.datable():
            article = self._base.article(id)
            if article is not None:
                again = self.take(replace(article, published=None, published_basis=None))
                taken += [again] if again.outcome is Outcome.UPDATED else []
        return taken

    def reread(self, id: str) -> Taken | None:
        """Extract a stored article again; None when it is gone."""
        from knowledge.reading import head_events

        article = self._base.article(id)
        if article is None:
            return None
        readings, problems, failed = self.read(article)
        saved = self._base.reread(
            id, readings, problems=problems, reader=self._reader, events=head_events(article)
        )
        return Taken(id, saved.outcome, (*problems, *saved.problems), failed)

    def _dated(self, article: Article, events: Sequence[str]) -> Article:
        from knowledge.reading import infer_from_archive

        inferred = infer_from_archive(article, self._base.dated_by_event(events))
        if inferred is None:
            return article
        published, basis = inferred
        return replace(article, published=published, published_basis=basis)


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

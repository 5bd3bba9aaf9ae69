"""What commands read: files, folders, pages and feeds, each as articles or a reason why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge.environment import private_network
from knowledge.model import Article
from knowledge.wording.phrases import enumerate_words

if TYPE_CHECKING:
    from knowledge.reading import Found
    from knowledge.reading.sources import Correction

# What of a page is text.
_PAGE = 5_000

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Input:
    """One article of an input, or the reason why there is none.

    `known` is the id of one that is in the base as it is and was not read again; `is_story` is
    false for what was passed over; `corrections` are those that the article states.
    """

    name: str
    article: Article | None
    reason: str | None = None
    known: str | None = None
    is_story: bool = True
    corrections: "tuple[Correction, ...]" = ()


def named(inputs: Iterable[str]) -> "Found":
    """The files and web addresses that were named, folders searched through, each once."""
    from knowledge.reading import search

    return search(inputs)


def passed_over_words(found: "Found") -> str:
    """Which files of folders were passed over, the first few by name; "" for none."""
    from knowledge.reading import SUFFIXES_SAID

    files = found.passed_over
    if not files:
        return ""
    names = [path.name for path in files[:_NAMED]]
    names += [f"{len(files) - _NAMED:,} more"] if len(files) > _NAMED else []
    are = "file is" if len(files) == 1 else "files are"
    return (
        f"{len(files):,} {are} passed over, as articles are {SUFFIXES_SAID} files and no README or "
        f"licence: {enumerate_words(names)}."
    )


def size_of(one: Path | str) -> int:
    """How much there is to read, in bytes; of web addresses that is a guess."""
    try:
        return one.stat().st_size if isinstance(one, Path) else _PAGE
    except OSError:
        return 0


def read(one: Path | str, published: str | None, outlet: str | None) -> Iterator[Input]:
    """The articles of a file, page or feed; what can't be read is named with the reason.

    `published` and `outlet` stand in for what an article doesn't say.
    """
    from knowledge import reading
    from knowledge.reading.corrections import printed_corrections
    from knowledge.sources.web import host_of

    try:
        if isinstance(one, Path):
            article = reading.read(one, published=published, outlet=outlet)
            yield Input(str(one), article, corrections=tuple(printed_corrections(article)))
            return
        private = host_of(one) in private_network()
        fetched = reading.read_url(one, published=published, outlet=outlet, allow_private=private)
    except reading.Unreadable as problem:
        yield Input(str(one), None, problem.reason)
        return
    for article in fetched.articles:
        stated = fetched.corrections.get(article.id) or tuple(printed_corrections(article))
        yield Input(one, article, corrections=stated)
    yield from (Input(name, None, reason) for name, reason in fetched.problems)


def check_date(published: str | None) -> None:
    """Refuse a `--published` that is no date.

    Raises:
        click.BadParameter: it can't be read as one.
    """
    from knowledge.reading import Unreadable
    from knowledge.reading.published import given

    if published is not None:
        try:
            given(published)
        except Unreadable as problem:
            raise click.BadParameter(problem.reason, param_hint="--published") from None

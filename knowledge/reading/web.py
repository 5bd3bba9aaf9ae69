"""Pages and feeds on the web → articles."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.addresses import canonical, identifying, telling_query
from knowledge.model import Article
from knowledge.reading.article import assemble, parse_text
from knowledge.reading.corrections import printed_corrections
from knowledge.reading.decode import declared_charset, decode
from knowledge.reading.frontmatter import FrontMatter
from knowledge.reading.problems import Unreadable
from knowledge.reading.published import given
from knowledge.reading.sources import Correction, Source

# HTTP and XML are loaded only when something is fetched.
if TYPE_CHECKING:
    from knowledge.reading.feeds import Entry
    from knowledge.reading.responses import Document

TEASER = 1_200
"""Characters of HTML; what an entry says in fewer is a teaser."""

MOST_TAGS = 100_000
"""Beginnings of tags in a page: no story has so many, and reading more takes minutes."""

_LONGEST_SLUG = 100
_NO_SLUG = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's article, and what its outlet says that it corrected.

    `is_story` is false for a page that says nothing of a story of its own: it may be a list.
    """

    article: Article
    corrections: tuple[Correction, ...] = ()
    is_story: bool = True


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: articles, and for entries that gave none, (address, reason).

    `corrections` are those that a page states, by the id of its article.
    """

    articles: tuple[Article, ...]
    problems: tuple[tuple[str, str], ...] = ()
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)


def read_url(
    url: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    allow_private: bool = False,
) -> Fetched:
    """Fetch a page, or a feed with its articles (at most 50, those with teasers from their links).

    `published` and `outlet` stand in for what the page doesn't say; `published` is not used for
    feeds. `allow_private` lets addresses pass that aren't public. Each document has 15 seconds and
    5 MB.

    Raises:
        Unreadable: nothing could be fetched, or a page held no article.
    """
    from knowledge.reading.feeds import looks_like_feed, parse_feed
    from knowledge.reading.fetch import fetch

    def get(address: str) -> "Document":
        return fetch(address, allow_private=allow_private)

    document = get(url)
    if not looks_like_feed(document.data):
        found = page(document, published=published, outlet=outlet)
        return Fetched((found.article,), (), {found.article.id: found.corrections})
    feed = parse_feed(document.data, document.url, document.charset)
    articles: list[Article] = []
    problems: list[tuple[str, str]] = []
    for number, entry in enumerate(feed.entries, 1):
        try:
            articles.append(_entry(entry, outlet or feed.title, get))
        except Unreadable as problem:
            problems.append((entry.url or entry.title or f"entry {number}", problem.reason))
    if not feed.entries:
        raise Unreadable("The feed has no entries.")
    return Fetched(tuple(articles), tuple(problems))


def slug(url: str) -> str:
    """Return the id of a page: the last part of its path that says something, without a suffix."""
    parts = urlsplit(url)
    names = [PurePosixPath(part).stem for part in parts.path.split("/") if part]
    while len(names) > 1 and names[-1].lower() in ("index", "default", "amp", "print"):
        names.pop()
    words = names[-1:] if names and re.search(r"[^\W\d]", names[-1]) else names[-2:]
    query = telling_query(parts.query)
    told_apart = not words or words[-1].lower() in ("index", "article", "story", "view")
    if query and (told_apart or identifying(url)):
        words.append(query)
    name = _NO_SLUG.sub("-", "-".join(words or [parts.hostname or "page"])).strip("-.")
    return name[:_LONGEST_SLUG] or "page"


def page(document: "Document", *, published: str | None = None, outlet: str | None = None) -> Page:
    """Read the article of a page that was fetched; `published` and `outlet` as in `read_url`.

    Raises:
        Unreadable: there is none in it.
    """
    if document.data.count(b"<") > MOST_TAGS:
        raise Unreadable(
            f"The page has more than {MOST_TAGS:,} elements, as no story has. Save it as .txt."
        )
    decoded = decode(document.data, document.charset or declared_charset(document.data))
    suffix = {"text/plain": ".txt", "text/markdown": ".md"}.get(document.media_type)
    if suffix is not None:
        url = canonical(document.url) or document.url
        article = parse_text(
            decoded.text, slug(url), suffix, published=published, outlet=outlet, url=url
        )
        source = None
    else:
        from knowledge.reading.page import html

        source = html(decoded.text, document.url)
        known = FrontMatter(published=published, outlet=outlet)
        article = assemble(source, slug(source.url or document.url), known)
    host = (urlsplit(document.url).hostname or "").removeprefix("www.")
    article = replace(article, outlet=article.outlet or host or None, notes=decoded.notes)
    stated = () if source is None else source.corrections
    return Page(
        article, (*stated, *printed_corrections(article)), source is None or source.is_story
    )


def _entry(entry: "Entry", outlet: str | None, get: "Callable[[str], Document]") -> Article:
    """Return an entry's article: its own content when that is whole, else the page behind it."""
    article: Article | None = None
    problem: Unreadable | None = None
    if len(entry.content) < TEASER and entry.url is not None:
        try:
            article = page(get(entry.url), outlet=outlet).article
        except Unreadable as unreadable:
            problem = unreadable
    if article is not None:
        return dated(article, entry)
    if not entry.content.strip():
        raise problem or Unreadable("The entry has neither text nor a link.")
    return own_content(entry, outlet)


def own_content(entry: "Entry", outlet: str | None) -> Article:
    """The article that an entry of a feed holds itself.

    Raises:
        Unreadable: there is no text in it.
    """
    from knowledge.reading.page import fragment

    writer = fragment(entry.content, entry.title)
    url = entry.url and (canonical(entry.url) or entry.url)
    source = Source(
        text=writer.text,
        roles=writer.roles,
        title=entry.title,
        outlet=outlet,
        byline=entry.author,
        published=_day(entry),
        basis="from the feed",
        url=url,
    )
    return assemble(source, slug(url or entry.title or "entry"), FrontMatter())


def dated(article: Article, entry: "Entry") -> Article:
    """Give an article whose page states no date that of its entry in the feed."""
    day = _day(entry)
    stated = article.published is not None and article.published_basis == "from the page"
    if stated or day is None:
        return article
    return replace(article, published=day, published_basis="from the feed")


def _day(entry: "Entry") -> str | None:
    try:
        return given(entry.published) if entry.published is not None else None
    except Unreadable:
        return None

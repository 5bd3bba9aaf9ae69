"""HTML pages and fragments → title, author, date and body.

Of a page, trafilatura picks the article out; of a fragment from a feed, everything is the article.
The only module that imports trafilatura, and imported only when HTML is read.
"""

import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from knowledge.model import ParagraphRole
from knowledge.reading.metadata import metadata, tree
from knowledge.reading.problems import Unreadable
from knowledge.reading.sources import Source, Writer

# HTML's white space; a no-break space is a printed character and stays.
_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_NO_BODY = (
    "No article text was found in the page. It may need JavaScript or a subscription: save the "
    "article as .txt."
)
# trafilatura's names for elements beside HTML's.
_HEADINGS = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = frozenset({"p", "ab", "code", "pre", "dt", "dd", "address", "cell", "td", "th"})
_ITEMS = frozenset({"item", "li"})
_ROWS = frozenset({"row", "tr"})
_BREAKS = frozenset({"lb", "br"})
_UNSEEN = frozenset({"script", "style", "noscript", "iframe", "template", "form", "svg"})
_CONTAINER_NAMES = (
    "body main article section header footer div list ul ol dl quote blockquote table tbody thead"
    " tfoot figure aside nav center details"
)
_CONTAINERS = frozenset(_CONTAINER_NAMES.split())

# The share of the stated text of an article that must be found in its page.
_ENOUGH = 0.5
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|b|i|em|strong|a)\b[^>]{0,500}>", re.IGNORECASE)

Block = tuple[str, ParagraphRole | None]


def html(page: str, url: str | None = None) -> Source:
    """Read an HTML page; `url` is where it was fetched from, if it was.

    Raises:
        Unreadable: not a page, or a page without an article.
    """
    root = tree(page)
    if root is None:
        raise Unreadable(_NO_BODY)
    body = _body(page)
    known = metadata(root, url)
    writer = _write(_blocks(body) if body is not None else iter(()), known.title)
    if known.body is not None:
        stated = _write(_stated(known.body), known.title)
        if body is None or _says_more(stated.text, writer.text):
            # The page makes its text with a program; what it tells search engines is the article.
            writer = stated
    elif body is None:
        raise Unreadable(_NO_BODY)
    if writer.empty:
        raise Unreadable(_NO_BODY)
    return Source(
        text=writer.text,
        roles=writer.roles,
        title=known.title,
        outlet=known.outlet,
        byline=known.byline,
        published=known.published,
        url=known.url,
        corrections=known.corrections,
        is_story=known.is_story,
    )


def fragment(markup: str, title: str | None) -> Writer:
    """Return the paragraphs of a piece of HTML that holds nothing but an article."""
    root = tree(f"<body>{markup}</body>")
    body = None if root is None else root.find(".//body")
    return _write(_blocks(body) if body is not None else iter(()), title)


def _says_more(stated: str, found: str) -> bool:
    """Whether the text that a page states is the better one: much longer, or with paragraphs."""
    if len(found) < len(stated) * _ENOUGH:
        return True
    return stated.count("\n\n") > found.count("\n\n") and _alike(stated, found)


def _stated(text: str) -> Iterator[Block]:
    """The paragraphs of a text that a page states of its article, which may hold markup."""
    if _MARKUP.search(text):
        root = tree(f"<body>{text}</body>")
        body = None if root is None else root.find(".//body")
        yield from _blocks(body) if body is not None else ()
        return
    for line in text.split("\n"):
        yield line, None


def _body(page: str) -> Any:
    """Return trafilatura's tree of the main text; None when it finds none."""
    for recall in (False, True):
        try:
            document = trafilatura.bare_extraction(
                page,
                include_comments=False,
                include_tables=True,
                favor_recall=recall,
                with_metadata=False,
            )
        except Exception:  # Whatever a broken page makes a third party's parser raise.
            return None
        body = getattr(document, "body", None)
        if body is not None and "".join(body.itertext()).strip():
            return body
    return None


def _write(found: Iterator[Block], title: str | None) -> Writer:
    blocks = list(found)
    writer = Writer()
    if title is not None and not any(_alike(words, title) for words, _ in blocks[:3]):
        writer.add(title, ParagraphRole.TITLE)
    for words, role in blocks:
        if title is not None and _alike(words, title):
            # Printed twice on some pages; one headline is enough.
            if ParagraphRole.TITLE not in writer.roles.values():
                writer.add(words, ParagraphRole.TITLE)
            continue
        writer.add(words, role)
    return writer


def _blocks(element: Any) -> Iterator[Block]:
    """Yield the paragraphs below an element, with the roles that its markup tells."""
    loose = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _UNSEEN:
            loose.append(_SPACE.sub(" ", child.tail or ""))
            continue
        blocks = _block(child)
        if blocks is None:
            loose.append("\n" if child.tag in _BREAKS else _words(child))
        else:
            yield "".join(loose), None
            yield from blocks
            loose = []
        loose.append(_SPACE.sub(" ", child.tail or ""))
    yield "".join(loose), None


def _block(element: Any) -> Iterator[Block] | None:
    """Return the paragraphs that an element makes; None for one inside a line."""
    tag = element.tag
    if tag in _HEADINGS:
        return iter([(" ".join(_words(element).split()), ParagraphRole.HEADING)])
    if tag in _ROWS:
        cells = (_words(cell).strip() for cell in element)
        return iter([(" | ".join(filter(None, cells)), ParagraphRole.BODY)])
    if tag == "figcaption":
        return iter([(_words(element), ParagraphRole.CAPTION)])
    if tag in _ITEMS and not any(child.tag in _CONTAINERS for child in element):
        return iter([(_words(element), ParagraphRole.BODY)])
    if tag in _PARAGRAPHS and not any(child.tag in _CONTAINERS for child in element):
        return iter([(_words(element), None)])
    if tag in _CONTAINERS or tag in _PARAGRAPHS or tag in _ITEMS:
        return _blocks(element)
    # An unknown element around paragraphs is a container, too.
    nested = any(isinstance(child.tag, str) and child.tag in _PARAGRAPHS for child in element)
    return _blocks(element) if nested else None


def _words(element: Any) -> str:
    """Return an element's text: white space as a browser shows it, `<br>` as a line end."""
    parts = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:
            parts.append("\n" if child.tag in _BREAKS else _words(child))
        parts.append(_SPACE.sub(" ", child.tail or ""))
    return _AROUND_BREAK.sub("\n", "".join(parts))


def _alike(words: str, title: str) -> bool:
    return re.sub(r"\W+", "", words.casefold()) == re.sub(r"\W+", "", title.casefold())

"""HTML pages → title, author, date and body, by trafilatura and the page's own metadata.

The only module that imports trafilatura, and imported only when a page is read.
"""

import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree  # type: ignore[import-untyped]

from knowledge.model import ParagraphRole
from knowledge.reading.metadata import metadata, tree
from knowledge.reading.problems import Unreadable
from knowledge.reading.sources import Source, Writer

# HTML's white space; a no-break space is a printed character and stays.
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NO_BODY = (
    "No article text was found in the page. It may need JavaScript or a subscription: save the "
    "article as .txt."
)


def html(page: str, url: str | None = None) -> Source:
    """Read an HTML page; `url` is where it was fetched from, if it was.

    Raises:
        Unreadable: not a page, or a page without an article.
    """
    root = tree(page)
    if root is None:
        raise Unreadable(_NO_BODY)
    known = metadata(root, url)
    body = _body(page)
    if body is None:
        raise Unreadable(_NO_BODY)
    writer = _write(body, known.title)
    if not writer.text:
        raise Unreadable(_NO_BODY)
    return Source(
        text=writer.text,
        roles=writer.roles,
        title=known.title,
        outlet=known.outlet,
        byline=known.byline,
        published=known.published,
        url=known.url,
    )


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


def _write(body: Any, title: str | None) -> Writer:
    blocks = list(_blocks(body))
    writer = Writer()
    if title is not None and not any(_alike(words, title) for words, _ in blocks[:3]):
        writer.add(title, ParagraphRole.TITLE)
    for words, role in blocks:
        if title is not None and role is ParagraphRole.HEADING and _alike(words, title):
            role = ParagraphRole.TITLE if ParagraphRole.TITLE not in writer.roles.values() else None
        writer.add(words, role)
    return writer


def _blocks(element: Any) -> Iterator[tuple[str, ParagraphRole | None]]:
    """Yield the paragraphs below an element of trafilatura's tree, with headings marked."""
    for child in element:
        if child.tag is etree.Comment:
            continue
        if child.tag == "head":
            yield " ".join(_words(child).split()), ParagraphRole.HEADING
        elif child.tag == "row":
            yield " | ".join(filter(None, (_words(cell).strip() for cell in child))), None
        elif child.tag in ("p", "item", "ab", "code") or not len(child):
            yield _words(child), None
        else:
            yield from _loose(child.text)
            yield from _blocks(child)
        yield from _loose(child.tail)


def _loose(words: str | None) -> Iterator[tuple[str, ParagraphRole | None]]:
    if words and words.strip():
        yield _SPACE.sub(" ", words), None


def _words(element: Any) -> str:
    """Return an element's text: white space as a browser shows it, `<br>` as a line end."""
    parts = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _words(child))
        parts.append(_SPACE.sub(" ", child.tail or ""))
    return re.sub(r" ?\n ?", "\n", "".join(parts))


def _alike(words: str, title: str) -> bool:
    return re.sub(r"\W+", "", words.casefold()) == re.sub(r"\W+", "", title.casefold())

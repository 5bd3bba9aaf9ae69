"""The pure core of reading: the text of a file → an `Article`."""

from dataclasses import replace

from knowledge.model import Article, Paragraph, ParagraphRole
from knowledge.reading import frontmatter, layout, markup, roles
from knowledge.reading.datelines import byline
from knowledge.reading.embargo import instant
from knowledge.reading.frontmatter import FrontMatter
from knowledge.reading.language import language
from knowledge.reading.problems import Unreadable
from knowledge.reading.published import given, infer
from knowledge.reading.sources import Source, storable

MARKDOWN = frozenset({".md", ".markdown"})
_GAP = "\n\n"
HTML = frozenset({".html", ".htm", ".xhtml"})
# Where a byline stands.
_HEAD_PARAGRAPHS = 8
_TAIL_PARAGRAPHS = 4


def parse_text(
    text: str,
    id: str,
    suffix: str = ".txt",
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """Return the article that the decoded content of a file, front matter included, holds.

    `suffix` says how to read it (".txt", ".md", ".html"). `published` (a day, month or year in any
    usual notation), `outlet` and `url` stand in for what the front matter leaves out. What both
    leave out is taken from the page and, for the date, inferred from the text.

    Raises:
        Unreadable: no text in it, broken front matter, or a date or embargo that is none.
    """
    lines = storable(text).replace("\r\n", "\n").replace("\r", "\n")
    matter, body = frontmatter.split(lines.removeprefix("\ufeff"))
    known = matter or FrontMatter()
    known = replace(
        known,
        published=known.published or published,
        outlet=known.outlet or outlet,
        url=known.url or url,
    )
    return assemble(_source(body, suffix.lower(), known.url), id, known)


def assemble(source: Source, id: str, known: FrontMatter) -> Article:
    """Return the article of a text, with what is `known` of it coming before what it says itself.

    Raises:
        Unreadable: no text in it, or a date or embargo that is none.
    """
    text = storable(source.text)
    spans = layout.spans(text)
    if not spans:
        raise Unreadable("There is no text in it.")
    title = known.title or source.title
    paragraphs = roles.assign(text, spans, title=title, hints=source.roles)
    published, basis = _published(known.published, source, paragraphs)
    text, paragraphs = _headed(_line(title), text, paragraphs)
    return Article(
        id=storable(id),
        text=text,
        paragraphs=paragraphs,
        title=_line(title) or _title(text, paragraphs),
        outlet=_line(known.outlet or source.outlet),
        byline=_line(known.byline or source.byline) or _byline(text, paragraphs),
        published=published,
        published_basis=basis,
        url=_line(known.url or source.url),
        language=language(_body(text, paragraphs)),
        embargo=instant(known.embargo) if known.embargo is not None else None,
    )


def _line(words: str | None) -> str | None:
    """Return what front matter, page or caller say as one storable line; None if it is empty."""
    return " ".join(storable(words).split()) or None if words is not None else None


def _headed(
    title: str | None, text: str, paragraphs: tuple[Paragraph, ...]
) -> tuple[str, tuple[Paragraph, ...]]:
    """Return text and paragraphs with the title on top, where the text does not print it itself.

    A headline says things that the story below takes for granted, so it must be there to be cited.
    """
    if title is None or any(p.role is ParagraphRole.TITLE for p in paragraphs):
        return text, paragraphs
    shift = len(title) + len(_GAP)
    moved = (Paragraph(p.start + shift, p.end + shift, p.role) for p in paragraphs)
    return title + _GAP + text, (Paragraph(0, len(title), ParagraphRole.TITLE), *moved)


def _source(body: str, suffix: str, url: str | None) -> Source:
    start = body[:500].lstrip().lower()
    if suffix in HTML or start.startswith(("<!doctype html", "<html")):
        # Imported here: trafilatura takes a third of a second to load.
        from knowledge.reading.page import html

        return html(body, url)
    return markup.markdown(body) if suffix in MARKDOWN else markup.plain(body)


def _published(
    said: str | None, source: Source, paragraphs: tuple[Paragraph, ...]
) -> tuple[str | None, str | None]:
    if said is not None:
        return given(said), "given"
    if source.published is not None:
        return source.published, source.basis
    return infer(source.text, paragraphs) or (None, None)


def _title(text: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    for paragraph in paragraphs:
        if paragraph.role is ParagraphRole.TITLE:
            return " ".join(text[paragraph.start : paragraph.end].split())
    return None


def _byline(text: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    for paragraph in (*paragraphs[:_HEAD_PARAGRAPHS], *paragraphs[-_TAIL_PARAGRAPHS:]):
        names = byline(text[paragraph.start : paragraph.end])
        if names is not None:
            return names
    return None


def _body(text: str, paragraphs: tuple[Paragraph, ...]) -> str:
    """Return what tells the language best: the body without credits, or else everything."""
    body = [text[p.start : p.end] for p in paragraphs if p.role is ParagraphRole.BODY]
    return "\n\n".join(body) or text

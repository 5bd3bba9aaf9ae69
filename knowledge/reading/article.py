"""The pure core of reading: the text of a file → an `Article`."""

from pathlib import PurePath

from knowledge.model import Article, Paragraph, ParagraphRole
from knowledge.reading import frontmatter, layout, markup, roles
from knowledge.reading.datelines import byline
from knowledge.reading.language import language
from knowledge.reading.published import given, infer
from knowledge.reading.sources import Source

MARKDOWN = frozenset({".md", ".markdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})


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
    notation), `outlet` and `url` fill in what the front matter leaves out. What both leave out is
    taken from the page and, for the date, inferred from the text.

    Raises:
        Unreadable: no text in it, or broken front matter.
    """
    matter, body = frontmatter.split(text.removeprefix("\ufeff"))
    known = matter or frontmatter.FrontMatter()
    source = _source(body, suffix.lower(), known.url or url)
    spans = layout.spans(source.text)
    title = known.title or source.title
    paragraphs = roles.assign(source.text, spans, title=title, hints=source.roles)
    edtf, basis = _published(known.published or published, source, paragraphs)
    return Article(
        id=id,
        text=source.text,
        paragraphs=paragraphs,
        title=title or _first(source.text, paragraphs, ParagraphRole.TITLE),
        outlet=known.outlet or outlet or source.outlet,
        byline=known.byline or source.byline or _byline(source.text, paragraphs),
        published=edtf,
        published_basis=basis,
        url=known.url or url or source.url,
        language=language(source.text),
    )


def _source(body: str, suffix: str, url: str | None) -> Source:
    start = body[:500].lstrip().lower()
    if suffix in HTML or start.startswith(("<!doctype html", "<html")):
        from knowledge.reading.page import html

        return html(body, url)
    return markup.markdown(body) if suffix in MARKDOWN else markup.plain(body)


def _published(
    said: str | None, source: Source, paragraphs: tuple[Paragraph, ...]
) -> tuple[str | None, str | None]:
    if said is not None:
        return given(said), "given"
    if source.published is not None:
        return source.published, "from the page"
    return infer(source.text, paragraphs) or (None, None)


def _first(text: str, paragraphs: tuple[Paragraph, ...], role: ParagraphRole) -> str | None:
    for paragraph in paragraphs:
        if paragraph.role is role:
            return " ".join(text[paragraph.start : paragraph.end].split())
    return None


def _byline(text: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    for paragraph in paragraphs[:8]:
        names = byline(text[paragraph.start : paragraph.end])
        if names is not None:
            return names
    return None


def slug(path: str) -> str:
    """Return the id of a file: its name without the suffix, as it is."""
    return PurePath(path).stem

"""What a page says about its article: schema.org JSON-LD first, then meta elements, then `<time>`.

schema.org/NewsArticle: headline, datePublished, author, publisher. Open Graph: og:title,
og:site_name, article:published_time. A date that is stated in none of these places is not searched
for on the page: footers and sidebars are full of other articles' dates.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from knowledge.reading.printed import printed_days
from knowledge.reading.sources import storable

_ARTICLES = frozenset({"Article", "BlogPosting", "LiveBlogPosting", "Report"})
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "citation_publication_date",
    "article.published",
)
_DAY = re.compile(r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})(?:$|[T\s])")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/_-]|$)")
_LONGEST = 1_000
_MOST_NODES = 500


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's statements about its article; `published` is an ISO day."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def tree(page: str) -> Any:
    """Return the parsed page, None when there is no element in it."""
    # Bytes, since lxml refuses text that declares an encoding of its own.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True)
    try:
        return lxml_html.document_fromstring(storable(page).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def metadata(root: Any, url: str | None) -> Metadata:
    """Collect what the page with the element `root`, fetched from `url`, says about its article."""
    meta = _meta(root)
    data = _linked_data(root)
    canonical = _canonical(root, meta)
    return Metadata(
        title=_text(data.get("headline"))
        or meta.get("og:title")
        or meta.get("twitter:title")
        or _headline(root),
        byline=_names(data.get("author"))
        or meta.get("article:author_name")
        or _author(meta.get("author") or meta.get("byl") or meta.get("parsely-author")),
        outlet=_names(data.get("publisher")) or meta.get("og:site_name"),
        published=_published(root, data, meta, url or canonical),
        url=url or canonical,
    )


def _published(
    root: Any, data: dict[str, Any], meta: dict[str, str], url: str | None
) -> str | None:
    stated = [_text(data.get("datePublished")), *(meta.get(name) for name in _DATES)]
    for words in [*stated, *_times(root)]:
        day = _day(words)
        if day is not None:
            return day
    match = _URL_DAY.search(urlsplit(url).path) if url else None
    return _day("-".join((match[1], match[2].zfill(2), match[3].zfill(2)))) if match else None


def _day(words: str | None) -> str | None:
    """Return the ISO day of a timestamp or printed date, as its own time zone has it."""
    if not words:
        return None
    match = _DAY.match(words.strip())
    if match is not None:
        words = f"{match['year']}-{match['month']}-{match['day']}"
    for printed in printed_days(words):
        # 1 January 1970 is what a missing date becomes in a computer.
        if printed.year is not None and (printed.year, printed.month, printed.day) != (1970, 1, 1):
            return printed.edtf
    return None


def _times(root: Any) -> list[str]:
    """Return what `<time>` says, if one is marked as the publication's or all give one day."""
    marked = root.xpath(
        "//time[@pubdate or contains(@itemprop,'datePublished') or contains(@class,'published')]"
        " | //*[contains(@itemprop,'datePublished')]"
    )
    for element in marked:
        return [element.get("datetime") or element.get("content") or element.text_content()]
    within = root.xpath("//article//time[@datetime]") or root.xpath("//main//time[@datetime]")
    days = {_day(element.get("datetime")) for element in within}
    return [day for day in days if day is not None] if len(days) == 1 else []


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _text(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _canonical(root: Any, meta: dict[str, str]) -> str | None:
    for href in [*root.xpath("//link[@rel='canonical']/@href"), meta.get("og:url")]:
        if href and str(href).startswith(("https://", "http://")):
            return str(href).strip()[:_LONGEST]
    return None


def _headline(root: Any) -> str | None:
    headings = root.xpath("//h1")
    if len(headings) == 1:
        return _text(headings[0].text_content())
    title = _text(root.findtext(".//title"))
    # "Headline | The Paper": the outlet stands behind the last bar.
    return re.split(r"\s+[|»]\s+", title)[0] if title else None


def _linked_data(root: Any) -> dict[str, Any]:
    """Return the page's first article in JSON-LD, a news article before others."""
    articles: list[dict[str, Any]] = []
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        articles += [node for node in _nodes(loaded) if _is_news(node) or _types(node) & _ARTICLES]
    news = [node for node in articles if _is_news(node)]
    return next(iter(news or articles), {})


def _nodes(loaded: Any) -> Iterator[dict[str, Any]]:
    """Yield the top-level objects of a JSON-LD document and of its graph, lists unrolled."""
    waiting = [loaded]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = node[:_MOST_NODES] + waiting
        elif isinstance(node, dict):
            yield node
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                if isinstance(node.get(key), dict | list):
                    waiting.append(node[key])


def _is_news(node: dict[str, Any]) -> bool:
    """Whether a node is a NewsArticle or one of its kinds (ReportageNewsArticle, …)."""
    return any(name.endswith("NewsArticle") for name in _types(node))


def _types(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {str(name).rsplit("/", 1)[-1] for name in kinds}


def _names(value: Any) -> str | None:
    """Return the names of persons or organisations in JSON-LD: objects, strings or lists."""
    values = value if isinstance(value, list) else [value]
    names = [_text(item.get("name") if isinstance(item, dict) else item) for item in values[:20]]
    return ", ".join(_author(name) or "" for name in names if _author(name)) or None


def _author(name: str | None) -> str | None:
    """Return a name unless it is an address or a profile's page."""
    return None if name is None or "://" in name or "@" in name else name


def _text(value: Any) -> str | None:
    """Return a JSON or attribute value as one line of text, None when it is none or no text."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    words = " ".join(storable(value).split())
    return words[:_LONGEST] or None

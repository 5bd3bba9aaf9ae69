"""What a page says about its article: schema.org JSON-LD first, then meta elements, then `<time>`.

schema.org/NewsArticle: headline, datePublished, author, publisher. Open Graph: og:title,
og:site_name, article:published_time. A date that is stated in none of these places is not searched
for on the page: footers and sidebars are full of other articles' dates.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from knowledge.addresses import canonical, identifying, joined, same_site
from knowledge.reading.linked import Linked, is_name
from knowledge.reading.printed import printed_days
from knowledge.reading.sources import Correction, storable

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


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's statements about its article; `published` is an ISO day.

    `url` is its canonical address. `body` is the article's text where JSON-LD has it whole.
    `is_story` is false for a page that says that it lists stories, or says nothing of a story.
    """

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    body: str | None = None
    corrections: tuple[Correction, ...] = ()
    is_story: bool = True


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
    linked = Linked(root)
    address = _address(root, linked, meta, url)
    published = _published(root, linked, meta, address)
    return Metadata(
        title=linked.text("headline")
        or meta.get("og:title")
        or meta.get("twitter:title")
        or _headline(root),
        byline=linked.names("author")
        or meta.get("article:author_name")
        or _author(meta.get("author") or meta.get("byl") or meta.get("parsely-author")),
        outlet=linked.names("publisher") or meta.get("og:site_name"),
        published=published,
        url=address,
        body=linked.body,
        corrections=linked.corrections,
        is_story=linked.is_article or (published is not None and not linked.is_list),
    )


def _published(root: Any, linked: Linked, meta: dict[str, str], url: str | None) -> str | None:
    stated = [linked.text("datePublished"), *(meta.get(name) for name in _DATES)]
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


def _address(root: Any, linked: Linked, meta: dict[str, str], url: str | None) -> str | None:
    """The address under which a page wants to be known, if it may be believed.

    Of a page that was fetched, only one of the same site; and neither the front page, which some
    sites name on all their pages, nor one without the number that tells stories apart.
    """
    links = root.xpath("//link[@rel='canonical']/@href")
    own = None if url is None else canonical(url)
    for said in [*links, *linked.addresses, meta.get("og:url")]:
        named = canonical(joined(url or "", str(said)) or "") if said else None
        if named is None:
            continue
        if own is None:
            return named
        is_front = urlsplit(named).path == "/" != urlsplit(own).path
        if same_site(named, own) and not is_front and not identifying(own) - identifying(named):
            return named
    return own or url


def _headline(root: Any) -> str | None:
    headings = root.xpath("//h1")
    if len(headings) == 1:
        return _text(headings[0].text_content())
    title = _text(root.findtext(".//title"))
    # "Headline | The Paper": the outlet stands behind the last bar.
    return re.split(r" [|»] ", title)[0] if title else None


def _author(name: str | None) -> str | None:
    return name if name is not None and is_name(name) else None


def _text(value: str | None) -> str | None:
    """Return an attribute or an element's words as one line of text, None when it is none."""
    words = " ".join(storable(value or "").split())
    return words[:_LONGEST] or None

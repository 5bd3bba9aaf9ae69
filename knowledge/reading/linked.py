"""What a page says of its article in schema.org JSON-LD.

NewsArticle and its kinds (ReportageNewsArticle, …): headline, datePublished, author, publisher,
url, mainEntityOfPage, articleBody, wordCount, correction (text, or CorrectionComment objects).
"""

import html
import json
from collections.abc import Iterator
from typing import Any

from knowledge.reading.sources import Correction, storable

_ARTICLES = frozenset({"Article", "BlogPosting", "LiveBlogPosting", "Report"})
_LISTS = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage", "AboutPage"})
_LONGEST = 1_000
_LONGEST_CORRECTION = 2_000
_MOST_NODES = 500
_MOST_NAMES = 20
# What is shorter is a teaser.
_SHORTEST_BODY = 400
_CUT = ("…", "...", "[…]", "[...]", "…]")
_WHOLE = 0.9


class Linked:
    """The JSON-LD of a page, of which the first article is told, a news article before others."""

    def __init__(self, root: Any) -> None:
        nodes = list(_all_nodes(root))
        articles = [node for node in nodes if _is_news(node) or _types(node) & _ARTICLES]
        news = [node for node in articles if _is_news(node)]
        self._data: dict[str, Any] = next(iter(news or articles), {})
        self.is_list = not articles and any(_types(node) & _LISTS for node in nodes)
        """Whether the page says that it lists stories, and names none as its own."""

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is an article."""
        return bool(self._data)

    def text(self, name: str) -> str | None:
        """A property as one line of text."""
        return _text(self._data.get(name))

    def names(self, name: str) -> str | None:
        """The names of persons or organisations: objects, strings or lists."""
        value = self._data.get(name)
        values = value if isinstance(value, list) else [value]
        names = [
            _text(one.get("name") if isinstance(one, dict) else one) for one in values[:_MOST_NAMES]
        ]
        return ", ".join(name for name in names if name and is_name(name)) or None

    @property
    def addresses(self) -> list[str]:
        """Where the article says that it stands."""
        page = self._data.get("mainEntityOfPage")
        page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
        return [found for value in (self._data.get("url"), page) if (found := _text(value))]

    @property
    def body(self) -> str | None:
        """The text of the article, if it is there as a whole."""
        said = self._data.get("articleBody")
        if not isinstance(said, str):
            return None
        text = html.unescape(storable(said)).replace("\r", "\n").strip()
        if len(text) < _SHORTEST_BODY or text.endswith(_CUT):
            return None
        counted = str(self._data.get("wordCount"))
        words = int(counted) if counted.isdecimal() and len(counted) < 9 else 0
        return text if len(text.split()) >= words * _WHOLE else None

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Corrections that the article names, with when they were made as it is written."""
        said = self._data.get("correction")
        found = []
        for one in (said if isinstance(said, list) else [said])[:_MOST_NAMES]:
            node = one if isinstance(one, dict) else {"text": one}
            words = _text(node.get("text") or node.get("description"), _LONGEST_CORRECTION)
            if words is not None and not words.startswith(("https://", "http://")):
                found.append(Correction(words, _text(node.get("datePublished"))))
        return tuple(found)


def is_name(words: str) -> bool:
    """Whether a byline is a name rather than an address or a profile's page."""
    return "://" not in words and "@" not in words


def _all_nodes(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(loaded)


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
    """Whether a node is a NewsArticle or one of its kinds."""
    return any(name.endswith("NewsArticle") for name in _types(node))


def _types(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {str(name).rsplit("/", 1)[-1] for name in kinds}


def _text(value: Any, longest: int = _LONGEST) -> str | None:
    """Return a JSON value as one line of text, None when it is none or no text."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    # In JSON an entity is no entity, but many systems write them there all the same.
    words = " ".join(html.unescape(storable(value)).split())
    return words[:longest] or None

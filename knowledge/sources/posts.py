"""An answer of WordPress (`wp/v2/posts`, JSON) → its posts."""

import html
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.reading.problems import Unreadable

MOST = 100
"""Posts of one answer; WordPress gives no more."""

_NO_POSTS = "The site does not answer as WordPress does. Check the address, or follow its feed."
_LONGEST_TITLE = 5_000
_LONGEST_NAME = 100
_MOST_AUTHORS = 10
_ACCOUNTS = frozenset({"admin", "administrator", "editor", "root", "webmaster", "wordpress"})
_TAG = re.compile(r"<[^<>]*>")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Post:
    """A post: `date` is the site's local time, the others are instants; `content` is HTML."""

    id: str
    link: str
    title: str
    content: str
    author: str | None
    date: str
    published: str
    modified: str


@dataclass(frozen=True, slots=True)
class Posts:
    """An answer: its posts without those that are protected or damaged, and how many it holds.

    `unread` are the numbers of those that are there, for anybody, but in a form that can't be read.
    `last_date` (local) and `last_modified` are those of the last one of all that tells them, so
    that also an answer without a single post to be read says how far it goes.
    """

    posts: tuple[Post, ...]
    count: int
    last_date: str | None = None
    last_modified: str | None = None
    unread: frozenset[str] = frozenset()


def parse_posts(data: bytes) -> Posts:
    """The posts of an answer.

    Raises:
        Unreadable: it is no list of posts.
    """
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError):
        loaded = None
    if not isinstance(loaded, list):
        raise Unreadable(_NO_POSTS)
    found = [_post(one) for one in loaded[:MOST]]
    told = [one for one in reversed(loaded[:MOST]) if isinstance(one, dict)]
    modified = next(filter(None, (_time(one.get("modified_gmt")) for one in told)), None)
    return Posts(
        posts=tuple(post for post in found if post is not None),
        count=len(loaded),
        last_date=next(filter(None, (_time(one.get("date")) for one in told)), None),
        last_modified=modified and f"{modified}Z",
        unread=frozenset(
            str(one["id"])
            for one, post in zip(loaded, found, strict=False)
            if post is None and _is_open(one)
        ),
    )


def _is_open(told: Any) -> bool:
    """Whether something is a post that no password protects."""
    if not isinstance(told, dict) or not isinstance(told.get("id"), int):
        return False
    content = told.get("content")
    return not (isinstance(content, dict) and content.get("protected"))


def _post(told: Any) -> Post | None:
    if not isinstance(told, dict):
        return None
    content = told.get("content")
    if not isinstance(content, dict) or content.get("protected"):
        return None
    times = [_time(told.get(name)) for name in ("date", "date_gmt", "modified_gmt")]
    date, published, modified = times
    link, id = told.get("link"), told.get("id")
    if not isinstance(link, str) or not isinstance(id, int) or date is None or modified is None:
        return None
    return Post(
        id=str(id),
        link=link,
        title=_plain(told.get("title")),
        content=str(content.get("rendered") or ""),
        author=_byline(told),
        date=date,
        published=f"{published or date}Z",
        modified=f"{modified}Z",
    )


def _byline(told: dict[str, Any]) -> str | None:
    """Who wrote a post: as plugins for several authors tell it, or Yoast, or WordPress itself."""
    seo, embedded = told.get("yoast_head_json"), told.get("_embedded")
    sources = (
        told.get("authors"),
        [seo.get("author")] if isinstance(seo, dict) else None,
        embedded.get("author") if isinstance(embedded, dict) else None,
    )
    for source in sources:
        people = source if isinstance(source, list) else []
        names = [name for person in people[:_MOST_AUTHORS] if (name := _name(person)) is not None]
        if names:
            return ", ".join(dict.fromkeys(names))
    return None


def _name(person: object) -> str | None:
    """A name that is fit for print; those of accounts are not."""
    if isinstance(person, dict):
        person = person.get("display_name") or person.get("name")
    name = _plain(person)[:_LONGEST_NAME] if isinstance(person, str) else ""
    return None if not name or "@" in name or name.lower() in _ACCOUNTS else name


def _time(said: object) -> str | None:
    """A time as it is written, if a calendar has it and there is room to count on either side."""
    match = _TIME.match(said) if isinstance(said, str) else None
    try:
        year = 0 if match is None else datetime.fromisoformat(match[0]).year
    except ValueError:
        return None
    return match[0] if match is not None and 1000 <= year < 9999 else None


def _plain(title: object) -> str:
    said = title.get("rendered") if isinstance(title, dict) else title
    marked_up = str(said or "")[:_LONGEST_TITLE]
    return " ".join(html.unescape(_TAG.sub("", marked_up)).split())

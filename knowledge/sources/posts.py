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


def parse_posts(data: bytes) -> tuple[list[Post], int]:
    """The posts of an answer, without those that are protected; and how many there were with them.

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
    return [post for post in found if post is not None], len(loaded)


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
    seo = told.get("yoast_head_json")
    author = seo.get("author") if isinstance(seo, dict) else None
    return Post(
        id=str(id),
        link=link,
        title=_plain(told.get("title")),
        content=str(content.get("rendered") or ""),
        author=author if isinstance(author, str) else None,
        date=date,
        published=f"{published or date}Z",
        modified=f"{modified}Z",
    )


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

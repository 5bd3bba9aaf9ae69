"""A small WordPress: the posts of its REST interface, asked for as the real one may be."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.knowledge.sources.site import Reply, Request, Site

FORM = "%Y-%m-%dT%H:%M:%S"
EAST = timedelta(hours=7)
"""The site's clock is so far ahead of UTC."""


@dataclass
class WordPress:
    """Posts by number; `date` and `modified` are local times of the site."""

    site: Site
    root: str = "/wp-json"
    posts: dict[int, dict[str, Any]] = field(default_factory=dict)
    with_counts: bool = True

    def __post_init__(self) -> None:
        self.site.replies[f"{self.root}/wp/v2/posts"] = self.answer
        link = f'<{self.site.base}{self.root}/>; rel="https://api.w.org/"'
        self.site.put("/", "<html><head><title>Post</title></head><body></body></html>", Link=link)

    @property
    def address(self) -> str:
        return f"{self.site.base}{self.root}/wp/v2"

    def put(self, id: int, title: str, words: str, date: str, modified: str = "") -> None:
        """Publish a post, or change it."""
        when = {"date": datetime.strptime(date, FORM)}
        when["modified"] = datetime.strptime(modified or date, FORM)
        self.posts[id] = {
            "id": id,
            "link": f"{self.site.base}/{when['date']:%Y}/post-{id}/",
            "title": {"rendered": title},
            "content": {"rendered": f"<p>{words}</p>", "protected": False},
            "type": "post",
            **{name: at.strftime(FORM) for name, at in when.items()},
            **{f"{name}_gmt": (at - EAST).strftime(FORM) for name, at in when.items()},
        }

    def answer(self, request: Request) -> Reply:
        asked = {name: v[0] for name, v in parse_qs(urlsplit(request.path).query).items()}
        found = list(self.posts.values())
        order = asked.get("orderby", "date")
        if "include" in asked:
            ids = {int(id) for id in asked["include"].split(",")}
            found = [post for post in found if post["id"] in ids]
        if "modified_after" in asked:
            after = local(asked["modified_after"])
            found = [post for post in found if post["modified"] > after]
        if "before" in asked:
            found = [post for post in found if post["date"] < local(asked["before"])]
        found.sort(key=lambda post: post[order], reverse=asked.get("order", "desc") == "desc")
        size, page = int(asked.get("per_page", 10)), int(asked.get("page", 1))
        pages = -(-len(found) // size)
        if page > max(pages, 1) or size > 100:
            return Reply(b'{"code":"rest_post_invalid_page_number"}', 400)
        counts = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
        shown = found[(page - 1) * size : page * size]
        headers = {"Content-Type": "application/json", **(counts if self.with_counts else {})}
        return Reply(json.dumps(shown).encode(), 200, headers)


def local(said: str) -> str:
    """A time with Z is UTC, one without a zone the site's own."""
    at = datetime.strptime(said.removesuffix("Z"), FORM)
    return (at + EAST if said.endswith("Z") else at).strftime(FORM)

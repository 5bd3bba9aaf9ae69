"""Following a WordPress site through its REST interface (`wp/v2/posts`).

What changed since the last poll is asked for first, the oldest change first, with an overlap: hours
that clocks go back come twice. Then the archive is taken in from its newest post backwards, some of
it with each poll. Which posts were taken down is asked with the numbers of those that are known.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from knowledge.addresses import same_site
from knowledge.model import Article, Item, ItemState, ListedStory, Provider
from knowledge.model.providers import later
from knowledge.reading.feeds import Entry
from knowledge.reading.problems import Unreadable
from knowledge.reading.web import own_content
from knowledge.sources.events import Event
from knowledge.sources.posts import MOST, Post, Posts, parse_posts
from knowledge.sources.steps import Poll, Step, Waiting
from knowledge.sources.stories import key_of
from knowledge.sources.tools import MOST_STORIES, Tools
from knowledge.sources.web import private_hosts

PER_PAGE = MOST
"""Posts of one request; more are refused."""

MOST_PAGES = 200
"""Pages of posts that one poll asks for."""

OVERLAP = 2 * 3_600
"""Seconds before the last change that are asked for again."""

LARGEST = 20 * 1024 * 1024
"""Bytes of one answer."""

_FIELDS = (
    "id,link,date,date_gmt,modified_gmt,title,content,type,authors,yoast_head_json.author,"
    "_links.author,_embedded"
)
_TOO_OLD = (
    "This WordPress is older than 5.7 and can't tell what has changed. Follow its feed instead."
)
_NONE_LEFT = "The site lists none of the posts that it had, which is hardly so. It is asked again."
_NO_FORM = "The site tells this post in a form that can't be read."
_TOO_MANY = 5


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a site was read: all changes up to `after`, and the archive back to `before`.

    `after` is an instant, `before` a local time of the site or "" when it is all there.
    """

    after: str
    before: str | None = None


def poll(provider: Provider, tools: Tools) -> Poll:
    """Take in what changed, go on with the archive, and look which posts were taken down.

    Raises:
        Unreadable: the site can't be had, or is no WordPress.
    """
    site = _Site(provider, tools)
    yield from site.changes()
    yield from site.archive()
    yield from site.known()
    due_at = tools.clock.now() if site.goes_on else tools.next_poll(provider)
    tools.base.poll_succeeded(
        provider.id, at=tools.clock.now(), due_at=due_at, cursor=json.dumps(asdict(site.cursor))
    )
    return None


class _Site:
    """One poll of a site; `cursor` is how far it has come."""

    def __init__(self, provider: Provider, tools: Tools) -> None:
        self._provider = provider
        self._tools = tools
        self._left = MOST_STORIES
        self._asked = 0
        self._begun = tools.clock.now()
        self.cursor = _cursor(provider, self._begun)

    @property
    def goes_on(self) -> bool:
        """Whether there is more to be listed, and the next poll would come further than this one.

        A site that gives the same again and again, whatever it is asked, is not asked at once.
        """
        came_on = self._left < MOST_STORIES or self.cursor != _cursor(self._provider, self._begun)
        return came_on and (not self._may_ask or self.cursor.before != "")

    @cached_property
    def _known_posts(self) -> dict[str, str]:
        """The articles of the posts that were in when the poll began, by their numbers."""
        return self._tools.base.articles_by_ref(self._provider.id)

    @property
    def _may_ask(self) -> bool:
        return self._left > 0 and self._asked < MOST_PAGES

    def changes(self) -> Iterator[Step]:
        """Take in what changed since the last poll."""
        after, page, is_last = later(self.cursor.after, -OVERLAP), 1, False
        while self._may_ask and not is_last:
            order = {"modified_after": after, "orderby": "modified", "order": "asc"}
            found, is_last = yield from self._posts({**order, "page": str(page)})
            posts = found.posts
            if posts and later(posts[0].modified, 86_400) < after:
                raise Unreadable(_TOO_OLD)
            yield from self._take(posts)
            last = found.last_modified or after
            # A post of the future says nothing of how far the present was read.
            now = self._tools.clock.now()
            come = [post.modified for post in posts if post.modified <= now]
            self.cursor = replace(self.cursor, after=max([self.cursor.after, *come]))
            # Posts change while they are listed, so pages shift: better begin again from the last.
            # Only where a whole page changed in one second is there a second page to it.
            again = later(last, -1)
            after, page = (again, 1) if again > after else (after, page + 1)

    def archive(self) -> Iterator[Step]:
        """Go on with the archive where the last poll left it."""
        page = 1
        while self._may_ask and self.cursor.before != "":
            before = self.cursor.before
            order = {"orderby": "date", "order": "desc", "page": str(page)}
            found, is_last = yield from self._posts(
                {**order, **({"before": before} if before else {})}
            )
            yield from self._take(found.posts)
            first: str | None = ""
            if not is_last:
                # The last second again: it may have posts on either side of the end of a page. A
                # page of which no post may be read is not the end.
                first = _local_later(found.last_date, 1) if found.last_date else before
            page = page + 1 if first == before else 1
            self.cursor = replace(self.cursor, before=first)

    def known(self) -> Iterator[Step]:
        """Look again at known posts that are due: retry what failed, find what was taken down."""
        due = [*self._tools.due(self._provider), *self._tools.to_check(self._provider)]
        items = {item.ref: item for item in due if item.ref}
        refs = list(items)
        latest = self._tools.base.items_there(self._provider.id)
        controls = [one.ref for one in latest if one.ref and one.ref not in items][:_TOO_MANY]
        for start in range(0, len(refs), PER_PAGE - _TOO_MANY):
            some = refs[start : start + PER_PAGE - _TOO_MANY]
            # With some that are surely there: an answer without any of them says nothing.
            include = ",".join([ref for ref in some if ref] + controls)
            found, _ = yield from self._posts({"include": include})
            yield None
            there = {post.id: post for post in found.posts}
            if not there and not found.unread and len(some) + len(controls) >= _TOO_MANY:
                raise Unreadable(_NONE_LEFT)
            elsewhere: list[Item] = []
            for ref in some:
                item, post = items[ref], there.get(ref)
                if post is None:
                    yield self._not_told(item, is_there=ref in found.unread)
                elif item.article is not None and post.modified == item.mark:
                    yield self._tools.stories.same(self._provider, item)
                elif self._is_own(post):
                    yield self._taken(replace(item, mark=post.modified), post)
                else:
                    elsewhere.append(replace(item, mark=post.modified))
            yield from self._tools.fetch_all(self._provider, elsewhere)

    def _not_told(self, item: Item, *, is_there: bool) -> Event:
        """What became of a known post that could not be read, or is not there."""
        provider, stories = self._provider, self._tools.stories
        if not is_there:
            return stories.missing(provider, item)
        if item.article is None:
            return stories.failed(provider, item, _NO_FORM)
        return stories.same(provider, item)

    def _posts(self, parameters: dict[str, str]) -> Waiting[tuple[Posts, bool]]:
        """One page of posts, and whether it is the last."""
        asked = {**parameters, "per_page": str(PER_PAGE), "_embed": "author", "_fields": _FIELDS}
        self._asked += 1
        address = endpoint(self._provider.address, "posts", asked)
        document = yield from self._tools.web.getting(
            address, private_hosts(self._provider), largest=LARGEST
        )
        found = parse_posts(document.data)
        pages = document.headers.get("x-wp-totalpages", "")
        if pages.isascii() and pages.isdecimal() and len(pages) < 9:
            return found, int(asked.get("page", 1)) >= int(pages)
        return found, found.count < PER_PAGE

    def _take(self, posts: Sequence[Post]) -> Iterator[Step]:
        """Take in those of these posts that are new or changed."""
        provider, base = self._provider, self._tools.base
        stories = [
            ListedStory(key_of(post.link), post.link, post.modified, post.published, post.id)
            for post in posts
        ]
        base.put_stories(provider.id, stories, now=self._tools.clock.now())
        yield None
        elsewhere: list[Item] = []
        for post in posts:
            item = base.item(provider.id, key_of(post.link))
            if item is not None and item.state is ItemState.WAITING:
                self._left -= 1
                if item.article is None:
                    # One whose address changed is the article that it was.
                    item = replace(item, article=self._known_posts.get(post.id))
                if self._is_own(post):
                    yield self._taken(item, post)
                else:
                    elsewhere.append(item)
        yield from self._tools.fetch_all(provider, elsewhere)

    def _is_own(self, post: Post) -> bool:
        """Whether a post is on this site; of others the page is read, not what is said of it."""
        return same_site(post.link, self._provider.address)

    def _taken(self, item: Item, post: Post) -> Event:
        provider, stories = self._provider, self._tools.stories
        if adopted := stories.adopted(provider, item):
            return adopted
        return stories.take_listed(provider, item, partial(_article, post, provider.outlet))


def _article(post: Post, outlet: str | None) -> Article:
    entry = Entry(post.link, post.title or None, post.date, post.author, post.content)
    article = own_content(entry, outlet)
    return replace(article, published_basis=article.published_basis and "from the site")


def _cursor(provider: Provider, now: str) -> Cursor:
    """How far the last poll came; from the beginning where what is kept can't be."""
    beginning = later(provider.added_at, -OVERLAP)
    try:
        kept = Cursor(**json.loads(provider.cursor or "{}"))
        return kept if kept.after <= now else replace(kept, after=beginning)
    except (ValueError, TypeError):
        return Cursor(after=beginning)


def _local_later(date: str, seconds: int) -> str:
    return later(f"{date}Z", seconds).removesuffix("Z")


def endpoint(address: str, route: str, parameters: dict[str, str]) -> str:
    """The address of a route of the REST interface, whether in the path or in `rest_route`."""
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    path = parts.path.rstrip("/")
    if any(name == "rest_route" for name, _ in query):
        query = [
            (name, f"{value.rstrip('/')}/{route}" if name == "rest_route" else value)
            for name, value in query
        ]
        path = parts.path
    else:
        path = f"{path}/{route}"
    asked = urlencode([*query, *parameters.items()], safe="/,:")
    return urlunsplit((parts.scheme, parts.netloc, path, asked, ""))

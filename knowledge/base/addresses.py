"""Which article stands at an address, and what it tells.

One page has several addresses: with and without `www`, with a slash at the end, with the marks
that newsletters and networks add. They are looked up together, exactly as they may be stored.
"""

import sqlite3
from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

from knowledge.addresses import LONGEST, bare_host, telling_query
from knowledge.base.codec import storable


def article_at(db: sqlite3.Connection, url: str) -> str | None:
    """The id of the article at an address; of several, one that has it now before one that had."""
    forms = list(dict.fromkeys(_forms(storable(url)))) if len(url) <= LONGEST else []
    if not forms:
        return None
    row = db.execute(
        "SELECT a.id FROM article_versions v JOIN articles a ON a.n = v.article"
        f" WHERE v.url IN ({','.join('?' * len(forms))})"
        " ORDER BY (a.version = v.n) DESC, a.id LIMIT 1",
        forms,
    ).fetchone()
    return None if row is None else str(row[0])


def _forms(url: str) -> Iterator[str]:
    """An address in every form that means the same page; nothing for what is no web address."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return
    if parts.scheme not in ("http", "https") or not host:
        return
    yield url
    bare = bare_host(url.strip())
    path = parts.path.rstrip("/")
    page = path.removesuffix("/amp")
    paths = dict.fromkeys((path, f"{path}/", page, f"{page}/"))
    # What a query says may be the article ("?id=7"); what only says where a reader came from goes.
    telling = telling_query(parts.query)
    queries = dict.fromkeys((parts.query, telling)) if telling else {"": None}
    for scheme, prefix, one, query in product(
        ("https", "http"), ("", "www.", "m."), paths, queries
    ):
        yield f"{scheme}://{prefix}{bare}{port}{one}" + (f"?{query}" if query else "")


def facts_in(db: sqlite3.Connection, article: str) -> list[int]:
    """The rows of the facts that an article tells, in its order, titles last."""
    rows = db.execute(
        """
        SELECT f.n, min(json_extract(r.evidence, '$[0][0]')) AS start
        FROM articles a JOIN readings r ON r.article = a.n AND r.current
        JOIN marks m ON m.reading = r.n JOIN strands s ON s.n = m.strand
        JOIN facts f ON f.root = s.root
        WHERE a.id = ? GROUP BY f.n ORDER BY f.kind = 'role', start, f.n
        """,
        (storable(article),),
    )
    return [row[0] for row in rows]

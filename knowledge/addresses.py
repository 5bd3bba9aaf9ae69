"""Web addresses: one form for all that lead to the same page, and which belong to one site."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 2_000
"""Characters of an address that is worked with."""

_TRACKING_NAMES = (
    "fbclid gclid dclid gbraid wbraid msclkid yclid igshid igsh twclid ttclid mc_cid mc_eid ref"
    " ref_src source amp cmpid cmp ocid smid spref mkt_tok _hsenc _hsmi vero_id at_medium"
    " at_campaign at_custom1 at_custom2 at_custom3 at_custom4"
)
TRACKING = frozenset(_TRACKING_NAMES.split())
"""Names in a query that say only where a reader came from; so do all that begin with `utm_`."""

PREFIXES = ("www.", "m.", "mobile.", "amp.")
"""What stands before the name of a site without making it another."""

_IDENTIFYING_NAMES = (
    "id p nid aid sid cid article articleid article_id story storyid story_id newsid news_id post"
    " postid post_id"
)
_IDENTIFYING = frozenset(_IDENTIFYING_NAMES.split())
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:=&?~#+!$,;'@()*[]"
_HOST = re.compile(r"[a-z0-9_-][a-z0-9._-]*|[0-9a-f.]*:[0-9a-f:.]*")
_SPACE = re.compile(r"[\x00-\x20\x7f]+")


def canonical(url: str) -> str | None:
    """An address without what varies between links to the same page; None for no web address.

    Host in lower case, no default port, no user, no fragment, no tracking names in the query; the
    rest stays as it is, since upper case, order and a slash at the end may matter to a server.
    """
    try:
        parts = urlsplit(_SPACE.sub("", url))
        host, port = (parts.hostname or "").rstrip("."), parts.port
        scheme = parts.scheme.lower()
        host = host if host.isascii() else host.encode("idna").decode().rstrip(".")
    except ValueError:
        return None
    if scheme not in _PORTS or not _HOST.fullmatch(host) or len(url) > LONGEST:
        return None
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    path = quote(parts.path, safe=_SAFE) or "/"
    return urlunsplit((scheme, place, path, telling_query(parts.query), ""))


def joined(base: str, link: str) -> str | None:
    """Where a link on the page at `base` leads; None where that is no address."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return None


def telling_query(query: str) -> str:
    """A query without tracking; as it was written where nothing had to go."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _is_tracking(name)]
    return quote(query, safe=_SAFE) if len(kept) == len(pairs) else urlencode(kept)


def _is_tracking(name: str) -> bool:
    return name.lower() in TRACKING or name.lower().startswith("utm_")


def identifying(url: str) -> frozenset[tuple[str, str]]:
    """What a query says that tells one story of a site from another ("?id=7")."""
    try:
        pairs = parse_qsl(urlsplit(url).query)
    except ValueError:
        return frozenset()
    return frozenset((name.lower(), value) for name, value in pairs if name.lower() in _IDENTIFYING)


def bare_host(url: str) -> str:
    """The host of an address in lower case, without `www.` and the like; "" for none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return next((host.removeprefix(p) for p in PREFIXES if host.startswith(p)), host)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, apart from `www.` and the like."""
    return bare_host(one) == bare_host(other) != ""

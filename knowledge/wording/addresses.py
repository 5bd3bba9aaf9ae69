"""Web addresses as people may read them: an address may hold a key that opens what it leads to.

Newsrooms follow feeds with `?token=…`, with a password in front of the host, or with a path that
nobody is meant to guess. Such an address is kept whole in the fact base, and shown on the command
line to whoever follows it; chat and logs have it without what may be secret.
"""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

LEFT_OUT = "…"

_LONG = 16
"""Characters from which a part of a path is looked at: shorter ones are no keys to rely on."""

_ODD = 8
"""Characters of a part that belong to no word and no number, from which it counts as a key."""

_NUMBER = 14
"""Digits of a number that names a story: a moment in seconds, with a day before it."""

_SECRET_NAMES = (
    "access apikey auth authorization code hash hmac key pass password private pwd secret session"
    " sid sig signature token"
)
_SECRETS = frozenset(_SECRET_NAMES.split())
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_BREAKS = re.compile(r"[-_.~+,;:!()' ]+")
_RUNS = re.compile(r"\d+|[a-z]+", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_TURN = re.compile(r"(?<=[a-z])[A-Z]")


def shown(address: str) -> str:
    """An address with "…" for whatever in it may be a key: user, fragment, parts of path and query.

    Words, dates and numbers stay, so that a story is known by it. What is no web address is left
    as it is.
    """
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return LEFT_OUT
    if parts.scheme.lower() not in ("http", "https") or not host:
        return address
    query = _query(parts.query) if parts.query else ""
    more = LEFT_OUT if parts.fragment and not query.endswith(LEFT_OUT) else ""
    return f"{parts.scheme}://{host}{_path(parts.path)}{query}{more}"


def without_keys(text: str) -> str:
    """A text, such as a line of a log, with each web address in it as `shown` has it."""
    return _ADDRESS.sub(lambda found: shown(found[0]), text)


def _path(path: str) -> str:
    before, kept = "", []
    for part in path.split("/"):
        secret = bool(part) and (before.casefold() in _SECRETS or _is_random(unquote(part)))
        kept.append(LEFT_OUT if secret else part)
        before = part
    return "/".join(kept)


def _query(query: str) -> str:
    """What names a story by a number ("?p=123"), and "…" for the rest."""
    fields = parse_qsl(query, keep_blank_values=True)
    numbers = [
        f"{name}={value}"
        for name, value in fields
        if re.fullmatch(r"[a-z_]{1,20}", name, re.IGNORECASE)
        and re.fullmatch(rf"[0-9]{{1,{_NUMBER}}}", value)
        and not _SECRETS.intersection(re.split("[_-]", name.casefold()))
    ]
    rest = [LEFT_OUT] if len(numbers) < len(fields) or not fields else []
    return f"?{'&'.join([*numbers, *rest])}"


def _is_random(part: str) -> bool:
    """Whether a part of a path looks drawn by lot: no words, no plain number."""
    if len(part) < _LONG:
        return False
    odd = [piece for piece in _BREAKS.split(part) if not _is_plain(piece)]
    return sum(map(len, odd)) >= _ODD or _UUID.search(part) is not None


def _is_plain(piece: str) -> bool:
    """Whether a piece is a word, a number, or one behind the other ("covid19", "2022nov").

    Keys are made of ASCII.
    """
    if not piece.isascii():
        return True
    runs = _RUNS.findall(piece)
    if "".join(runs) != piece or len(runs) > 2:
        return False
    numbers = [run for run in runs if run[0].isdecimal()]
    if any(len(number) > _NUMBER for number in numbers):
        return False
    # Upper case stands where words begin; drawn by lot, every fourth letter or so begins one.
    return 5 * len(_TURN.findall(piece)) <= len(piece)

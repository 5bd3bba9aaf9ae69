"""Escaping by type: what may stand in a block is made here and nowhere else.

`Mrkdwn` is text in Slack's own markup. Only this module makes one, so that a type checker sees
where untrusted words would go out unescaped. Untrusted words that need no markup go into
`plain_text` and `rich_text` elements, which show every character as it is.
"""

import re
from datetime import UTC, datetime
from typing import NewType

Mrkdwn = NewType("Mrkdwn", str)

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Slack has no escape for these four, and a zero-width space beside them makes an edge at which they
# do work. Between letters they do nothing; anywhere else a look-alike takes their place.
_MARKS = re.compile(r"(?<![^\W_])[*_~`]|[*_~`](?![^\W_])")
_LOOK_ALIKES = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_ZERO_WIDTH = "\u200b"
# Control characters, and the bidirectional overrides that would turn round what follows them.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
_CALL = re.compile(r"<(?=[@!#])")
_USER_ID = re.compile(r"[A-Z0-9]{2,30}")


def size(text: str) -> int:
    """Length as Slack's limits count it at worst: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def clean(text: str) -> str:
    """Text without control characters and bidirectional overrides; line ends stay."""
    return text if text.isprintable() else _UNSHOWN.sub("", text)


def clip(text: str, limit: int) -> str:
    """The text in at most `limit` units, ending in "…" when something was cut."""
    if size(text) <= limit:
        return text
    # Every character takes one or two units, so a second cut is enough at most.
    kept = text[: limit - 1]
    while size(kept) > limit - 1:
        kept = kept[: -max(1, (size(kept) - limit + 1) // 2)]
    return kept.rstrip() + "…"


def literal(text: str, limit: int) -> str:
    """Untrusted text for `plain_text` and `rich_text` elements, in at most `limit` units.

    Those show every character as it is; a would-be mention is broken all the same, for readers of
    notifications and for whoever copies the text elsewhere.
    """
    text = clean(text)
    return clip(_CALL.sub("<" + _ZERO_WIDTH, text) if "<" in text else text, limit)


def escape(text: str, limit: int = 2_900) -> Mrkdwn:
    """Untrusted text as mrkdwn that shows it and does nothing, in at most `limit` units.

    `&`, `<` and `>` become entities, which never get cut in two; `*`, `_`, `~` and the backtick
    become look-alikes where they would format.
    """
    harmless = _MARKS.sub(lambda mark: _LOOK_ALIKES[mark[0]], clean(text))
    whole = harmless.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if size(whole) <= limit:
        return Mrkdwn(whole)
    parts: list[str] = []
    used = 0
    for character in harmless:
        part = _ENTITIES.get(character, character)
        used += size(part)
        parts.append(part)
        if used > limit:
            break
    return _cut(parts, used, limit)


def _cut(parts: list[str], used: int, limit: int) -> Mrkdwn:
    while parts and used > limit - 1:
        used -= size(parts.pop())
    return Mrkdwn("".join(parts).rstrip("*_~` ") + "…")


def bold(text: str, limit: int = 2_900) -> Mrkdwn:
    """Untrusted words in bold; nothing for blank text, where the marks would show."""
    inner = escape(" ".join(text.split()), limit)
    return Mrkdwn(f"*{inner}*" if inner else "")


def italic(text: str, limit: int = 2_900) -> Mrkdwn:
    """Untrusted words in italics; nothing for blank text."""
    inner = escape(" ".join(text.split()), limit)
    return Mrkdwn(f"_{inner}_" if inner else "")


def strike(text: str, limit: int = 2_900) -> Mrkdwn:
    """Untrusted words struck out; nothing for blank text."""
    inner = escape(" ".join(text.split()), limit)
    return Mrkdwn(f"~{inner}~" if inner else "")


def quoted(text: str, limit: int = 2_900) -> Mrkdwn:
    """Untrusted words set off as a quotation of one line; nothing for blank text."""
    inner = escape(" ".join(text.split()), limit)
    return Mrkdwn(f">{inner}" if inner else "")


def code(text: str, limit: int = 2_900) -> Mrkdwn:
    """Words to type, as code; backticks in them vanish, since nothing can escape them there."""
    inner = clean(text).replace("`", "'")
    for character, entity in _ENTITIES.items():
        inner = inner.replace(character, entity)
    return Mrkdwn(f"`{clip_markup(inner, limit)}`" if inner.strip() else "")


def mention(user: str) -> Mrkdwn:
    """A mention of a Slack user by id; a neutral word for anything that is no id."""
    return Mrkdwn(f"<@{user}>" if _USER_ID.fullmatch(user) else "somebody")


def channel(id: str) -> Mrkdwn:
    """A link to a channel by its id; a neutral word for anything that is no id."""
    return Mrkdwn(f"<#{id}>" if _USER_ID.fullmatch(id) else "a channel")


def moment(at: datetime) -> Mrkdwn:
    """A moment in the reader's own zone; in UTC where it is read outside of Slack."""
    shown = at.astimezone(UTC)
    fallback = f"{shown:%Y-%m-%d %H:%M} UTC"
    return Mrkdwn(f"<!date^{int(shown.timestamp())}^{{date_long_pretty}}, {{time}}|{fallback}>")


def link(url: str | None, label: str, limit: int = 300) -> Mrkdwn:
    """The label, linked when the address is a plain http(s) one that a link can hold."""
    shown = escape(" ".join(label.split()).replace("|", "/"), limit)
    if not url or not web_address(url):
        return shown
    return Mrkdwn(f"<{url.replace('&', '&amp;')}|{shown}>")


def web_address(url: str) -> bool:
    """Whether an address is http(s), without white space and signs that end Slack's link form."""
    return len(url) <= 1_000 and bool(re.fullmatch(r"https?://[^\s<>|\"'`\\]+", url))


def join(separator: str, *parts: Mrkdwn) -> Mrkdwn:
    """The parts that say something, with the separator (our own words, never untrusted) between."""
    return Mrkdwn(separator.join(part for part in parts if part))


def clip_markup(text: str, limit: int) -> str:
    """Cut mrkdwn without leaving half an entity or half a link behind."""
    if size(text) <= limit:
        return text
    kept = clip(text, limit).removesuffix("…")
    for opening, closing in (("&", ";"), ("<", ">")):
        start = kept.rfind(opening)
        if start >= 0 and closing not in kept[start:]:
            kept = kept[:start]
    return kept.rstrip() + "…"

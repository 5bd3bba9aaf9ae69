"""What somebody types, as Slack stores and sends it: escaped, with mentions as ids and links."""

import re
from collections.abc import Collection

from bot.workspace.state import Json
from bot.workspace.store import Store

# A link ends before what usually ends the sentence around it.
LINK = re.compile(r"(?<![\w|])(https?://[^\s<>|]*[^\s<>|.,;:!?)\]”’\"'])")
ENTITY = re.compile(r"<(@\w+|#\w+\|[^>]*|https?://[^>|]+)>")


def escape(text: str) -> str:
    """The three characters that Slack escapes, `&` first."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What `escape` was given."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def encode(store: Store, text: str) -> str:
    """Escaped text in which `@name`, `#channel` and addresses are entities, if they exist."""
    people = {escape(n).lower(): u.id for u in store.users.values() for n in (u.real_name, u.name)}
    rooms = {c.name: c for c in store.channels.values() if c.kind != "im"}

    def person(match: re.Match[str]) -> str:
        return f"<@{people[match[1].lower()]}>"

    def room(match: re.Match[str]) -> str:
        return f"<#{rooms[match[1]].id}|{match[1]}>"

    def words(part: str) -> str:
        named = re.sub(rf"(?<![\w<])@({_any_of(people)})(?!\w)", person, part, flags=re.I)
        return re.sub(rf"(?<![\w<&])#({_any_of(rooms)})(?![\w-])", room, named)

    parts = [escape(part) for part in LINK.split(text)]
    return "".join(f"<{part}>" if i % 2 else words(part) for i, part in enumerate(parts))


def _any_of(names: Collection[str]) -> str:
    """A pattern for any of the names, the longest first: “Ben Okafor” before “Ben”."""
    return (
        "(?!)"
        if not names
        else "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    )


def links_in(text: str) -> list[str]:
    """The addresses in stored text, in order, each once."""
    found = (match[1] for match in ENTITY.finditer(text) if match[1].startswith("http"))
    return list(dict.fromkeys(unescape(one) for one in found))


def rich_text_of(text: str) -> list[Json]:
    """The `rich_text` block that Slack's composer makes of a typed and encoded line."""
    elements: list[Json] = []
    for i, part in enumerate(ENTITY.split(text)):
        if i % 2 and part.startswith("@"):
            elements.append({"type": "user", "user_id": part[1:]})
        elif i % 2 and part.startswith("#"):
            elements.append({"type": "channel", "channel_id": part[1:].partition("|")[0]})
        elif i % 2:
            elements.append({"type": "link", "url": unescape(part)})
        elif part:
            elements.append({"type": "text", "text": unescape(part)})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]

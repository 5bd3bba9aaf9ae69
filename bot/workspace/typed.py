"""What somebody types, as Slack stores and sends it: escaped, with mentions as ids."""

import re
from collections.abc import Collection

from bot.workspace.store import Store


def escape(text: str) -> str:
    """The three characters that Slack escapes, `&` first."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encode(store: Store, text: str) -> str:
    """Escaped text in which `@name` and `#channel` are mentions of those that exist."""
    people = {escape(n).lower(): u.id for u in store.users.values() for n in (u.real_name, u.name)}
    rooms = {c.name: c for c in store.channels.values() if c.kind != "im"}

    def person(match: re.Match[str]) -> str:
        return f"<@{people[match[1].lower()]}>"

    def room(match: re.Match[str]) -> str:
        return f"<#{rooms[match[1]].id}|{match[1]}>"

    named = re.sub(rf"(?<![\w<])@({_any_of(people)})(?!\w)", person, escape(text), flags=re.I)
    return re.sub(rf"(?<![\w<&])#({_any_of(rooms)})(?![\w-])", room, named)


def _any_of(names: Collection[str]) -> str:
    """A pattern for any of the names, the longest first: “Ben Okafor” before “Ben”."""
    return (
        "(?!)"
        if not names
        else "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    )

"""What people type to look after sources: `sources …` and `add URL`, into what is wanted.

Pure functions of text: it comes as typed after a command, or as Slack marks it up in a message,
with addresses as `<https://…|…>` and channels as `<#C…|…>`.
"""

import html
import re
from dataclasses import dataclass
from enum import StrEnum

from bot.providers import said

SOURCES, ADD = "sources", "add"
"""The words after `/dateline`."""

LONGEST = 2_000
"""Characters of an address."""

_LINK = re.compile(r"<(https?://[^<>|\s]{1,2000})(?:\|[^<>]{0,3000})?>", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>|\"]{1,2000}", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}(?::\d{1,5})?(?:[/?]\S*)?", re.IGNORECASE)
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]{2,30})(?:\|[^<>]{0,200})?>")
_DRIVE = re.compile(r"[a-z]:[\\/]", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,4})\s*(m|min|mins|minutes?|h|hours?|d|days?)(?![a-z])", re.IGNORECASE)
_SECONDS = {"m": 60, "h": 3_600, "d": 86_400}
_OPTION = re.compile(r"^(every|expect|as|kind)\b\s*", re.IGNORECASE)
_KINDS = frozenset({"feed", "wordpress", "sitemap", "page"})
_LEAST, _MOST = 60, 30 * 86_400
_READ = 4_000
_TRAILING = ".,;:!?)”’\"'"


class Deed(StrEnum):
    """What can be done to a source."""

    PAUSE = "pause"
    RESUME = "resume"
    POLL = "poll"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Show:
    """List the sources."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class Follow:
    """Follow an address. `every` and `expect` are in seconds; None for what is usual."""

    address: str
    name: str | None = None
    every: int | None = None
    expect: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Do something to a source, by its name, address or number."""

    deed: Deed
    name: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Where alarms go: a channel's id, "here", or "" for whoever added the source."""

    where: str


@dataclass(frozen=True, slots=True)
class Stories:
    """Add single stories to the archive, by their addresses."""

    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that say nothing of this: how to put it is said in return."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Words that say what can't be done: `said` is why, with the next step."""

    said: str


Tending = Show | Follow | Change | Alarm | Stories | Unclear | Wrong


def tending(first: str, rest: str, *, certain: bool) -> Tending | None:
    """What words mean whose first is `first` (in lower case); None for words that mean none of it.

    With `certain` they stand after `/dateline`: then "sources" and "add" mean nothing else.
    """
    rest = rest[:_READ].strip()
    if first == ADD:
        found = links(rest)
        if found and (certain or not _without_links(rest)):
            return Stories(found)
        return Wrong(said.ADD_WHAT) if certain else None
    if first != SOURCES:
        return None
    meant = _of_sources(rest)
    if isinstance(meant, Wrong) and not certain and not links(rest):
        # In a message it may be a sentence that begins like this.
        return None
    return meant if meant is not None else Unclear() if certain else None


def links(text: str) -> tuple[str, ...]:
    """The web addresses of a text, marked up or not, each once."""
    found: list[str] = []

    def marked(one: re.Match[str]) -> str:
        found.append(html.unescape(one[1]))
        return " "

    bare = _LINK.sub(marked, text)
    found += [html.unescape(one).rstrip(_TRAILING) for one in _BARE.findall(bare)]
    return tuple(dict.fromkeys(one for one in found if len(one) <= LONGEST))


def _without_links(text: str) -> str:
    return _BARE.sub("", _LINK.sub("", text)).strip(f" \t\n{_TRAILING}")


def _of_sources(text: str) -> Tending | None:
    if not text or text.casefold() in ("list", "show"):
        return Show()
    first, _, rest = text.partition(" ")
    first, rest = first.casefold(), rest.strip()
    match first:
        case "page" if rest.isascii() and rest.isdecimal():
            return Show(max(1, int(rest[:6])))
        case "add" | "follow":
            return _follow(rest)
        case "alarm" | "alarms":
            return _alarm(rest)
        case "remove" | "pause" | "resume" | "poll":
            return Change(Deed(first), _plain(rest)) if rest else Wrong(said.WHICH_SOURCE)
    return None


def _follow(text: str) -> Follow | Wrong:
    """Read "ADDRESS [every 15m] [expect 24h] [kind page] [as NAME]", the name last."""
    word, _, rest = text.partition(" ")
    address = _address(word)
    if isinstance(address, Wrong):
        return address
    every = expect = name = kind = None
    rest = rest.strip()
    while rest:
        option = _OPTION.match(rest)
        if option is None:
            return Wrong(said.BEHIND_ADDRESS)
        rest = rest[option.end() :]
        if option[1].casefold() == "as":
            name, rest = html.unescape(" ".join(rest.split())).strip("“”\"'"), ""
            if not name:
                return Wrong(said.NO_NAME)
        elif option[1].casefold() == "kind":
            kind, _, rest = rest.partition(" ")
            kind = kind.casefold().strip(_TRAILING)
            if kind not in _KINDS:
                return Wrong(said.NO_FOLDERS if kind == "folder" else said.KINDS)
        else:
            span = _SPAN.match(rest)
            seconds = int(span[1]) * _SECONDS[span[2][0].lower()] if span is not None else 0
            if span is None or not _LEAST <= seconds <= _MOST:
                return Wrong(said.SPANS)
            if option[1].casefold() == "every":
                every = seconds
            else:
                expect = seconds
            rest = rest[span.end() :]
        rest = rest.strip().removeprefix(",").strip()
    if kind == "page" and expect is not None:
        return Wrong(said.PAGE_EXPECTS)
    return Follow(address, name, every, expect, kind)


def _address(word: str) -> str | Wrong:
    """A web address; one without "https://" is completed. Paths of this machine are none."""
    found = links(word)
    if found:
        return found[0]
    word = word.strip(_TRAILING)
    if not word:
        return Wrong(said.ADD_USAGE)
    if len(word) <= LONGEST and _HOST.fullmatch(word):
        return f"https://{word}"
    if word.startswith(("/", "~", "./", "../", "file:")) or _DRIVE.match(word):
        return Wrong(said.NO_FOLDERS)
    return Wrong(said.TOO_LONG if len(word) > LONGEST else said.NO_ADDRESS)


def _alarm(text: str) -> Alarm | Wrong:
    if text.casefold() in ("off", "me"):
        return Alarm("")
    if text.casefold() == "here":
        return Alarm("here")
    named = _CHANNEL.fullmatch(text)
    if named is not None:
        return Alarm(named[1])
    named_so = re.fullmatch(r"[CG][A-Z0-9]{6,30}|#[^\s<>]{1,80}", text)
    return Alarm(text) if named_so else Wrong(said.ALARM_WHERE)


def _plain(text: str) -> str:
    """A name as it was typed, without markup and quotation marks around it."""
    found = links(text)
    return found[0] if found else html.unescape(" ".join(text.split())).strip("“”\"'*_`")

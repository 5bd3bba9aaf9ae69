"""What a text is for: help, which needs no fact base, or a question to the archive."""

import re
from dataclasses import dataclass, field

from bot.digests.arrangements import Arrangement, Unfollow
from bot.digests.words import arrangement, follow
from bot.providers.words import Tending, tending
from bot.reviewing.words import Reviewing, reviewing
from knowledge import commands
from knowledge.answers.gaps import is_talk
from knowledge.commands import Command
from knowledge.text import clean_query

CHECK = "check"
"""The word after `/dateline` that holds the text behind it against the archive."""

LOG = "log"
"""The word after `/dateline` that shows what was decided."""

FOLLOW, UNFOLLOW = "follow", "unfollow"
"""The words after `/dateline` that begin and end alerts."""

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
_GREETING = re.compile(
    r"(?:good\s+(?:morning|afternoon|evening|day)|hi|hello|hey|dear|thanks|thank\s+you|ok|okay)\b"
    r"(?:\s+(?:there|all|everyone|folks|team))?[\s,.;:!–—-]*",
    re.IGNORECASE,
)
"""How people begin before they name whom they speak to; no word of what they ask."""
_HELP = frozenset({"help", "?", "hi", "hello", "hey"})
_CHECK = re.compile(r"[\s*_~`]{0,9}check(?:\s+this)?[*_~`]{0,3}:[*_~`]{0,3}", re.IGNORECASE)
"""What a text to check is announced by, wherever people speak: "check: …"."""
_PAGE = re.compile(r"(?:page\s+(\d{1,6}))?", re.IGNORECASE)
_FACT = re.compile(r"[0-9A-Za-z:_-]{4,100}")
_READ = 8_000
"""Characters of a text that are looked at; `knowledge.text` bounds what is understood of it."""


@dataclass(frozen=True, slots=True)
class Help:
    """How to use Dateline, or one command of it."""

    command: Command | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A text to hold against the archive, as it was typed; "" for none."""

    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Words for the archive; `behind` says that they stood behind `/dateline`."""

    text: str
    behind: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Arrange:
    """Words that set up, change or list digests and alerts."""

    what: Arrangement


@dataclass(frozen=True, slots=True)
class Tend:
    """Words that look after what the archive follows, or add a story to it."""

    what: Tending


@dataclass(frozen=True, slots=True)
class Review:
    """Words that show the review queue, or have it posted."""

    what: Reviewing


@dataclass(frozen=True, slots=True)
class Log:
    """A page of what was decided, or what was decided on one fact (its id)."""

    page: int = 1
    fact: str = ""


Route = Help | Check | Arrange | Tend | Log | Review | Question


def spoken(text: str, bot: str | None = None) -> str:
    """The words of a message around the mention that it addresses the bot with.

    Args:
        text: the message as Slack tells it, with mentions as `<@U…>`.
        bot: the user id of the bot; without one the first mention counts as its own.
    """
    mentions = list(_MENTION.finditer(text[:_READ]))
    own = next((one for one in mentions if one[1] == bot), mentions[0] if mentions else None)
    if own is None:
        return text
    before, after = text[: own.start()].strip(), text[own.end() :].lstrip(" \t\n,.:;!–—-")
    if greeting := _GREETING.match(before):
        before = before[greeting.end() :]
    return f"{before} {after}".strip()


def route(text: str) -> Route:
    """Tell what a text is for.

    `text` is what was typed: after a slash command with the command in front ("/meetings Japan"),
    after a mention or in a direct message as it stands.
    """
    first, rest = _first_word(text)
    command = commands.find(first)
    certain = command is commands.DATELINE
    if certain:
        # The words as typed go on: "US" and "us" are not the same.
        text = _behind_first(text)
        first, rest = _first_word(text)
        command = commands.find(first)
        if first == CHECK:
            return Check(_behind_first(text))
    if first == LOG and (log := _log(rest, certain=certain)) is not None:
        return log
    if (tended := tending(first, _behind_first(text), certain=certain)) is not None:
        return Tend(tended)
    if (reviewed := reviewing(first, _behind_first(text), certain=certain)) is not None:
        return Review(reviewed)
    if announced := _CHECK.match(text):
        return Check(text[announced.end() :].strip())
    if not first or (first in _HELP and not rest):
        return Help()
    if command is not None and rest.casefold() in {"help", "?"}:
        return Help(command)
    if (what := _arranged(first, command, _behind_first(text))) is not None:
        return Arrange(what)
    if first == "help":
        return Help(commands.find(_first_word(rest)[0]))
    return Question(text, certain)


def _log(rest: str, *, certain: bool) -> Log | None:
    """What of the log is wanted; in a message, words that may mean something else want none."""
    if page := _PAGE.fullmatch(rest):
        return Log(int(page[1] or 1))
    if not certain:
        return None
    return Log(fact=rest) if _FACT.fullmatch(rest) else Log()


def _arranged(first: str, command: Command | None, rest: str) -> Arrangement | None:
    """What words set up, if they do."""
    if command is commands.DIGEST:
        return arrangement(rest)
    if first == FOLLOW:
        return follow(rest)
    return Unfollow(rest) if first == UNFOLLOW else None


def asks(text: str) -> bool:
    """Whether a text asks something of the archive, so that a thread can go on from it."""
    return isinstance(route(text), Question) and not is_talk(text)


def for_search(text: str) -> str:
    """What is typed into a search box: a command with its words, help, or words for `/facts`."""
    first, _ = _first_word(text)
    known = (
        commands.find(first) is not None
        or first in _HELP
        or first in ("", "help", "status", "gaps", FOLLOW, UNFOLLOW)
        or isinstance(route(text), Tend | Log | Review)
    )
    return text if known else f"{commands.FACTS.name} {text}"


def alone_in(text: str) -> Command | None:
    """The command that a text names without saying anything else, `/dateline` in front or not."""
    first, rest = _first_word(clean_query(text[:_READ]))
    command = commands.find(first)
    if command is commands.DATELINE and rest:
        return alone_in(rest)
    return command if not rest else None


def _behind_first(text: str) -> str:
    """All that follows the first word."""
    words = text.split(maxsplit=1)
    return words[1].strip() if len(words) > 1 else ""


def _first_word(text: str) -> tuple[str, str]:
    """The first word, in lower case and without markup around it, and what follows."""
    words = text[:_READ].split(maxsplit=1)
    first, rest = words[0] if words else "", words[1] if len(words) > 1 else ""
    return first.strip("*_~`\"'“”.,!:").casefold(), rest.strip()

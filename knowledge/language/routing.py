"""Which command a text without a slash asks for: its first word, or the shape of a question."""

from dataclasses import dataclass

from knowledge import commands
from knowledge.language.lexicon import load
from knowledge.language.tokens import Token, tokenise
from knowledge.model import Status
from knowledge.text import clean_query

HELP, STATUS, GAPS = "help", "status", "gaps"
OWN = (HELP, STATUS, GAPS)
"""What Dateline tells of itself."""

_BEGINNING = 60
"""Characters in which a command and its first word stand."""

_HELP_WORDS = frozenset({"help", "?", "commands", "usage", "hi", "hello", "hey"})
_WHO_IS = frozenset({"is", "was", "are", "were"})
_PAST = frozenset({"did", "has", "have", "had", "met", "visited", "called", "phoned"})
_FUTURE = frozenset({"will", "going", "shall"})
_MET = frozenset({"meet", "met", "meets"})
_MEETING = _MET | {"meeting", "visit", "visited", "visiting", "visits", "call", "called", "phone"}
_THINGS = frozenset({"meetings", "meeting", "visits", "calls", "summits", "talks"})
_SUBJECTS = frozenset({"who", "whom", "when", "where", "did", "has", "have", "had", "will", "is"})


@dataclass(frozen=True, slots=True)
class Route:
    """The command a text is for and the tokens left for it.

    `question` marks free speech, where words that nothing claims are not taken for a topic;
    `status` is what the tense of a question asks for.
    """

    command: str
    tokens: tuple[Token, ...]
    question: bool = False
    status: Status | None = None


def route(tokens: tuple[Token, ...]) -> Route | None:
    """Find the command of a mention, a direct message or `/dateline …`; None when there is none."""
    keys = [token.key for token in tokens]
    if not tokens or (keys[0] in _HELP_WORDS and len(keys) <= 2):
        return Route(HELP, ())
    lead = _lead(keys)
    if lead == len(keys):
        return None
    rest = tokens[lead + 1 :]
    if keys[lead] in (STATUS, GAPS) and not rest:
        return Route(keys[lead], ())
    command = commands.find(tokens[lead].text)
    if command is commands.DATELINE:
        return route(rest)
    if command is not None:
        return Route(command.name, rest)
    return _question(tokens, keys)


def is_check(text: str, command: str | None) -> bool:
    """True for "/dateline check TEXT", however long the text is; `command` as for `understand`."""
    words = text[:_BEGINNING].casefold().split()
    name = commands.DATELINE.name
    if command is None:
        command = words.pop(0).removeprefix("/") if words else None
    return command == name and bool(words) and words[0].rstrip(":") == "check"


def _lead(keys: list[str]) -> int:
    """How many words of politeness come before what may be the command's name."""
    fillers = load("fillers")
    lead = 0
    while lead < len(keys) and fillers.get(keys[lead]) in ("plain", "order"):
        lead += 1
    return lead


def _question(tokens: tuple[Token, ...], keys: list[str]) -> Route | None:
    if keys[0] in ("whos", "who s") and len(keys) > 1:
        return Route("whois", tokens[1:], question=True)
    if keys[0] == "who" and len(keys) > 2 and keys[1] in _WHO_IS and not _MEETING & set(keys):
        return Route("whois", tokens[2:], question=True)
    if _asks_for_meetings(keys):
        return Route("meetings", tokens, question=True, status=_status(keys))
    return None


def _asks_for_meetings(keys: list[str]) -> bool:
    """True for "what meetings …", "who met …", "did X meet …", "when did X visit …"."""
    if (_THINGS | _MET) & set(keys):
        return True
    return bool(_MEETING & set(keys)) and keys[0] in _SUBJECTS


def _status(keys: list[str]) -> Status | None:
    if _FUTURE & set(keys):
        return Status.PLANNED
    if _PAST & set(keys):
        return Status.HELD
    return None


def is_question(text: str) -> bool:
    """Whether a text is neither a slash command nor begins with a command's name."""
    cleaned = clean_query(text)
    if not cleaned or cleaned.startswith("/"):
        return False
    found = route(tokenise(cleaned))
    return found is None or found.question

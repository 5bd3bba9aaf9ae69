"""The words of the query grammar, from the files in `data/` that an editor can extend."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.commands import COMMANDS
from knowledge.text import fold

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases and what each of them means.

    `meanings` maps the folded phrase to its value; `longest` is the number of words in the longest
    phrase.
    """

    meanings: dict[str, str]
    longest: int

    def get(self, phrase: str) -> str | None:
        """The meaning of a folded phrase, or None."""
        return self.meanings.get(phrase)


@cache
def load(name: str) -> Lexicon:
    """Read `data/<name>.txt`: lines of `VALUE = phrase, phrase, …`; `#` begins a comment.

    Raises ValueError, naming file and line, when a line can't be read or a phrase stands twice
    with two meanings.
    """
    meanings: dict[str, str] = {}
    path = _FOLDER / f"{name}.txt"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        stripped = line.split("#", 1)[0].strip()
        if not stripped:
            continue
        value, equals, phrases = stripped.partition("=")
        if not equals:
            raise ValueError(f"{path.name}, line {number}: expected “VALUE = phrase, phrase”")
        for phrase in phrases.split(","):
            _enter(meanings, fold(phrase), value.strip(), f"{path.name}, line {number}")
    return Lexicon(meanings, max((len(phrase.split()) for phrase in meanings), default=0))


def _enter(meanings: dict[str, str], phrase: str, value: str, where: str) -> None:
    if not phrase:
        return
    if meanings.setdefault(phrase, value) != value:
        raise ValueError(f"{where}: “{phrase}” already means {meanings[phrase]}")


@cache
def things(command: str) -> frozenset[str]:
    """Phrases for what a command is about, folded; they say nothing more after it."""
    known = (_FOLDER / "things" / f"{command}.txt").exists()
    return frozenset(load(f"things/{command}").meanings) if known else frozenset()


@cache
def function_words(command: str) -> frozenset[str]:
    """Words that belong to the grammar after a command, folded, one word each.

    Fillers, words that begin clauses, and those for what the command is about.
    """
    own = frozenset(phrase for phrase in things(command) if " " not in phrase)
    return _single("fillers") | _single("clauses") | own


_MEANING = (
    "forms",
    "statuses",
    "offices",
    "agreement_types",
    "agreement_stages",
    "payment_kinds",
    "payment_stages",
    "milestone_types",
    "manners",
    "kinds",
    "currencies",
    "verified",
)


@cache
def plain_words() -> frozenset[str]:
    """Every single word that means something to the grammar, so that it is no party's code."""
    grammar = frozenset[str]().union(*(function_words(one.name) for one in COMMANDS))
    return grammar.union(*(_single(name) for name in _MEANING))


def _single(name: str) -> frozenset[str]:
    return frozenset(phrase for phrase in load(name).meanings if " " not in phrase)

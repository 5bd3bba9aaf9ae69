"""What a newcomer can try on this fact base: commands whose answers it really holds."""

from dataclasses import dataclass
from datetime import date

from knowledge.answers import ask
from knowledge.base import Base
from knowledge.model import MeetingFact
from knowledge.wording import facts as say

FIRST_PARTY = "Japan"
FIRST_PERSON = "Kishida"
"""What README and the sample archive begin with, where the base knows them."""


@dataclass(frozen=True, slots=True)
class Examples:
    """How many articles there are, and commands (with their slash) that find something."""

    articles: int
    commands: tuple[str, ...] = ()


def examples(base: Base, today: date) -> Examples:
    """Look for commands to try: a party's meetings and a person of them.

    Raises:
        BaseProblem: the fact base can't be read.
    """
    articles = base.scope().articles
    if not articles:
        return Examples(0)
    party, person = f"/meetings {FIRST_PARTY}", f"/whois {FIRST_PERSON}"
    found = _told(base, party, today)
    if not found:
        found = _told(base, "/meetings", today)
        party = _first(base, today, [f"/meetings {name}" for name in _parties(found)])
    if not ask(person, base, today=today).answered:
        person = _first(base, today, [f"/whois {name}" for name in _people(found)])
    return Examples(articles, tuple(one for one in (party, person) if one))


def _told(base: Base, command: str, today: date) -> list[MeetingFact]:
    facts = ask(command, base, today=today, per_page=3).facts
    return [fact for fact in facts if isinstance(fact, MeetingFact)]


def _first(base: Base, today: date, commands: list[str]) -> str:
    """The first command that is answered, or nothing."""
    return next((one for one in commands if ask(one, base, today=today).answered), "")


def _parties(facts: list[MeetingFact]) -> list[str]:
    return list(dict.fromkeys(say.party(code) for fact in facts for code in fact.parties))[:6]


def _people(facts: list[MeetingFact]) -> list[str]:
    return list(dict.fromkeys(one.name for fact in facts for one in fact.people))[:6]

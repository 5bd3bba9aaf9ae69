"""Several facts of an article that are verified in one step: those that nothing speaks against.

Whoever verifies them has read them: what they were shown is marked, and nothing else is verified.
"""

import hashlib
from dataclasses import dataclass

from knowledge.answers import deciding
from knowledge.answers.deciding import By, Refused
from knowledge.base import Base
from knowledge.base.decisions import Decision
from knowledge.base.store.target import Undecidable
from knowledge.model import Article, Fact
from knowledge.wording.facts import plain_line

BULK = 50
"""Facts of an article that are verified at once, at most."""

NONE_LEFT = "All facts of this article are decided on already."


@dataclass(frozen=True, slots=True)
class Batch:
    """The facts of an article that can be verified together, a line each.

    `told` marks what they say: another, in all likelihood, once one of them says otherwise.
    """

    article: Article
    lines: tuple[str, ...]
    told: str


def batch(base: Base, article: str) -> Batch | Refused:
    """What can be verified together, to be shown to whoever is about to."""
    about, found = base.article(article), verifiable(base, article)
    if about is None or not found:
        return Refused(NONE_LEFT)
    return Batch(about, tuple(plain_line(fact) for fact in found), _mark(found))


def verify_all(base: Base, article: str, by: By) -> tuple[list[Decision], str] | Refused:
    """Verify them; with what undoes all of them.

    With `By.told` only where they are those that were shown, and say what they said.
    """
    found = verifiable(base, article)
    if not found:
        return Refused(NONE_LEFT)
    if by.told and by.told != _mark(found):
        return Refused("These are not the facts any more that you were shown. Please read again.")
    lines = {fact.id: plain_line(fact) for fact in found}
    try:
        made = base.verify_all(article, lines, who=by.who, why=by.why)
    except Undecidable as problem:
        return Refused(str(problem))
    return made, str(made[0].payload["batch"])


def unverify_all(base: Base, article: str, batch: str, by: By) -> int:
    """Undo what was verified together; how many facts that is."""
    return base.undo_all([one.id for one in base.batch(article, batch)], who=by.who, why=by.why)


def verifiable(base: Base, article: str) -> list[Fact]:
    """Facts of an article on which nobody decided and nothing waits, nor do sources differ."""
    facts, _ = base.facts_in(article, BULK)
    return [fact for fact in facts if not (fact.rulings or fact.variants or _waits(base, fact))]


def _waits(base: Base, fact: Fact) -> bool:
    return base.waits_on(fact.id, [source.reading for source in fact.sources])


def _mark(several: list[Fact]) -> str:
    told = "\n".join(f"{fact.id} {deciding.mark(fact)}" for fact in several)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:12]

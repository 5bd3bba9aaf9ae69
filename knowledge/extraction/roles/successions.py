"""Who followed whom in an office: "X succeeds Y as president", "his predecessor, NAME"."""

from collections.abc import Iterator

from knowledge.extraction.grammar.clauses import children, covering
from knowledge.extraction.lexicon import tenures
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.register import Person
from knowledge.extraction.named.titles import TitlePhrase, office_of
from knowledge.extraction.roles.terms import Telling, Term, one_person
from knowledge.model import Tenure

SUCCESSION = "succession"


def by_verb(telling: Telling) -> Iterator[Term]:
    """ "X succeeds Y as president", "X, who replaced Y", "Y was succeeded by X"."""
    if children(telling.verb, "auxpass", "nsubjpass"):
        new, old = _agent(telling), telling.subject()
    else:
        new, old = telling.subject(), telling.object()
    if new is None or old is None or new.people == old.people:
        return
    title = telling.title_behind(old) or telling.title_behind(new)
    office = _common_office(telling, new.people[0], old.people[0], title)
    if office is not None:
        yield from _both(telling, new, old, office)


def by_noun(telling: Telling) -> Iterator[Term]:
    """ "his predecessor, NAME", "X's successor NAME": two holders of one office."""
    at = telling.sentence.position(telling.verb)
    if at is None or any(t.lower_ in tenures().awaited for t in telling.verb.children):
        return
    actors = telling.actors
    named = (a for a in actors if a.form is ActorForm.NAME and 0 <= a.left - at - 1 <= 1)
    owners = (a for a in actors if a.possessive and 0 <= at - a.right <= 2)
    other, owner = one_person(next(named, None)), one_person(next(owners, None))
    if other is None or owner is None or owner.people == other.people:
        return
    before = telling.sentence.lower(at) in tenures().before
    new, old = (owner, other) if before else (other, owner)
    office = _common_office(telling, new.people[0], old.people[0], None)
    if office is not None:
        yield from _both(telling, new, old, office)


def _agent(telling: Telling) -> Actor | None:
    """The person of "was succeeded by NAME"."""
    for agent in children(telling.verb, "agent"):
        for child in children(agent, "pobj"):
            actor = one_person(covering(telling.sentence, telling.actors, child))
            if actor is not None:
                return actor
    return None


def _common_office(
    telling: Telling, new: Person, old: Person, title: TitlePhrase | None
) -> tuple[str, str | None] | None:
    """The office that one took over from the other, with its party.

    The one that the sentence names; else the one that the article gives to both, or to one of
    them and none to the other.
    """
    if title is not None:
        named = telling.office(new, title)
        return None if named is None else (named[0], named[1] or old.party)
    held = [office for p in (new, old) if (office := telling.office(p, None)) is not None]
    if len(held) == 2 and office_of(held[0][0]) != office_of(held[1][0]):
        return None
    return held[0] if held else None


def _both(
    telling: Telling, new: Actor, old: Actor, office: tuple[str, str | None]
) -> Iterator[Term]:
    """The terms of the one who comes and the one who goes, in one office."""
    planned = telling.verb.pos_ == "VERB" and telling.planned
    day = telling.date() if telling.verb.pos_ == "VERB" else None
    come, gone = (Tenure.COMING, Tenure.CURRENT) if planned else (Tenure.CURRENT, Tenure.FORMER)
    one, other, sentence = new.people[0], old.people[0], telling.sentence
    links = tuple(dict.fromkeys((*new.links, *old.links)))
    yield Term(one, *office, come, SUCCESSION, sentence, since=day, follows=other, links=links)
    yield Term(other, *office, gone, SUCCESSION, sentence, until=day, links=links)

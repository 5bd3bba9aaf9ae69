"""Roles: who holds, held or is to hold which office, as the article prints it."""

from collections.abc import Iterator

from knowledge.extraction.named.register import Person
from knowledge.extraction.named.titles import is_former, office_of
from knowledge.extraction.roles.tenures import DEPARTURE, RULES, find_terms
from knowledge.extraction.roles.terms import Term
from knowledge.extraction.scene import Scene
from knowledge.model import Evidence, Kind, Link, Reading, Role, Tenure

TITLE = "title"

_COMING = ("incoming", "designate", "elect", "presumptive")


def role_rules() -> frozenset[str]:
    """The names of the rules that readings of roles can carry."""
    return frozenset({TITLE}) | RULES


def role_readings(scene: Scene) -> Iterator[Reading]:
    """The fullest title of each person, then what the article tells of terms in office.

    A person may have several: the office of today, one of before, one to come.
    """
    if TITLE not in scene.without:
        for person in scene.register.people:
            evidence = _evidence(scene, person)
            if person.title and evidence is not None:
                links = (person.party_link,) if person.party_link is not None else ()
                tenure = Tenure.FORMER if person.former else tenure_of(person.title)
                fields = Role(person.name, person.title, person.party, tenure)
                yield _reading(scene, TITLE, fields, evidence, links)
    told: set[Role] = set()
    for term in find_terms(scene):
        if term.rule in scene.without or _may_be_over(term):
            continue
        role = _role(term)
        if role not in told:
            told.add(role)
            evidence = term.sentence.evidence(scene.article)
            yield _reading(scene, term.rule, role, evidence, term.links)


def tenure_of(title: str) -> Tenure:
    """What a printed title says of the time: "former President", "president-elect"."""
    if is_former(title):
        return Tenure.FORMER
    words = title.lower().replace("-", " ").split()
    return Tenure.COMING if any(word in _COMING for word in words) else Tenure.CURRENT


def _role(term: Term) -> Role:
    follows = None if term.follows is None else term.follows.name
    return Role(
        person=term.person.name,
        title=term.title,
        party=term.party,
        tenure=term.tenure,
        since=term.since,
        until=term.until,
        follows=follows,
    )


def _may_be_over(term: Term) -> bool:
    """True for an office that somebody came into once, where the article calls them by another."""
    person = term.person
    if term.tenure is not Tenure.CURRENT or person.title is None or person.former:
        return False
    return term.rule != DEPARTURE and office_of(term.title) not in person.offices


def _reading(
    scene: Scene, rule: str, fields: Role, evidence: Evidence, links: tuple[Link, ...]
) -> Reading:
    return Reading(
        kind=Kind.ROLE,
        article=scene.article.id,
        digest=scene.article.digest,
        rule=rule,
        fields=fields,
        evidence=(evidence,),
        links=links,
    )


def _evidence(scene: Scene, person: Person) -> Evidence | None:
    """The sentence with the title, or else the first that names the person."""
    article = scene.article
    if person.title_evidence is not None:
        start, end = person.title_evidence
        return Evidence(article.id, start, end, article.text[start:end])
    mention = next(iter(scene.register.mentions_of(person)), None)
    return None if mention is None else scene.document.sentences[mention.sentence].evidence(article)

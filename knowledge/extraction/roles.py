"""Roles: who holds which office, as the article prints it."""

from collections.abc import Iterator

from knowledge.extraction.register import Person
from knowledge.extraction.scene import Scene
from knowledge.model import Evidence, Kind, Reading, Role

RULE = "title"


def role_rules() -> frozenset[str]:
    """The names of the rules that readings of roles can carry."""
    return frozenset({RULE})


def role_readings(scene: Scene) -> Iterator[Reading]:
    """One reading for each person with a title: the fullest title and the sentence that has it."""
    if RULE in scene.without:
        return
    for person in scene.register.people:
        evidence = _evidence(scene, person)
        if person.title and evidence is not None:
            yield Reading(
                kind=Kind.ROLE,
                article=scene.article.id,
                digest=scene.article.digest,
                rule=RULE,
                fields=Role(person=person.name, title=person.title, party=person.party),
                evidence=(evidence,),
                links=(person.party_link,) if person.party_link is not None else (),
            )


def _evidence(scene: Scene, person: Person) -> Evidence | None:
    """The sentence with the title, or else the first that names the person."""
    article = scene.article
    if person.title_evidence is not None:
        start, end = person.title_evidence
        return Evidence(article.id, start, end, article.text[start:end])
    mention = next(iter(scene.register.mentions_of(person)), None)
    return None if mention is None else scene.document.sentences[mention.sentence].evidence(article)

"""Agreements: from the scene of an article to readings of the deals between parties.

Every noun that names an agreement is looked at: what is done with it, whose it is, what it is
about; then what is told without such a noun (`deals`). What tells of the same agreement is joined.
"""

from collections.abc import Iterator
from functools import partial

from knowledge.extraction.agreements.bonds import BOND_RULES, bonds_in
from knowledge.extraction.agreements.dating import date_from_meeting
from knowledge.extraction.agreements.deal import Deal
from knowledge.extraction.agreements.deeds import Deed
from knowledge.extraction.agreements.joining import joined
from knowledge.extraction.agreements.recalling import Memory, parties_here
from knowledge.extraction.agreements.spans import acting
from knowledge.extraction.agreements.telling import deals_in
from knowledge.extraction.agreements.wording import told_about
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import Agreement, Kind, ParagraphRole, Participant, Reading

_UNREAD = frozenset({ParagraphRole.HEADING, ParagraphRole.DATELINE})


def agreement_rules() -> frozenset[str]:
    """The names of the rules that readings of agreements can carry."""
    return frozenset({*Deed, *BOND_RULES})


def agreement_readings(scene: Scene) -> Iterator[Reading]:
    """The agreements of an article, each told once, in the order of the text."""
    for deal in joined(find_deals(scene)):
        date_from_meeting(scene, deal)
        yield _reading(scene, deal)


def find_deals(scene: Scene) -> list[Deal]:
    """The deals that the sentences of an article tell of, not joined yet."""
    found: list[Deal] = []
    memory = Memory()
    for sentence, actors in scene.walk():
        if sentence.role not in _UNREAD and not sentence.text.rstrip("”\"'").endswith("?"):
            here = [*deals_in(scene, sentence, actors, memory)]
            here.extend(bonds_in(scene, sentence, actors, memory))
            found.extend(deal for deal in here if deal.rule not in scene.without)
            memory.note_deals(sentence, here)
        signed = next(([*d.parties] for d in found if d.sentence == sentence.index), None)
        memory.later(partial(_note, sentence, actors, signed))
    return found


def _note(
    sentence: Sentence, actors: list[Actor], signed: list[str] | None, memory: Memory
) -> None:
    """Remember whom a sentence names; `signed` are the parties of its first deal."""
    usable = acting(sentence, actors)
    codes = parties_here(sentence, usable, None)
    told = codes if signed is None or len(codes) > 1 else signed
    memory.note(sentence, told)
    memory.note_list(sentence, _all_parties(usable) if len(codes) < 2 else codes)


def _all_parties(actors: list[Actor]) -> list[str]:
    """The two that "during the visit of the president of Kenya to Norway" names; none else."""
    codes = dict.fromkeys(code for actor in actors for code in actor.parties)
    return list(codes) if len(codes) == 2 else []


def _reading(scene: Scene, deal: Deal) -> Reading:
    sentences = scene.document.sentences
    fields = Agreement(
        type=deal.type,
        status=deal.status,
        parties=tuple(sorted(deal.parties)),
        date=deal.date,
        about=told_about(deal.about),
        name=deal.name,
        people=tuple(Participant(p.name, p.title, p.party) for p in deal.people),
    )
    return Reading(
        kind=Kind.AGREEMENT,
        article=scene.article.id,
        digest=scene.article.digest,
        rule=deal.rule,
        fields=fields,
        evidence=tuple(sentences[i].evidence(scene.article) for i in deal.sentences),
        links=tuple(deal.links),
        background=deal.background,
    )

"""Making a deal of a verb, its doers and its tense: what bonds and loans have in common."""

from dataclasses import dataclass

from knowledge.extraction.agreements.deal import Deal
from knowledge.extraction.agreements.recalling import Memory
from knowledge.extraction.agreements.sides import Sides
from knowledge.extraction.agreements.tense import clause_status
from knowledge.extraction.grammar.clauses import children, climb, subject_of
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import AgreementStatus, AgreementType, ParagraphRole, Status


def doers(sentence: Sentence, actors: list[Actor], token: Token) -> list[Actor]:
    """The subject of a verb; none of a gerund behind "in" or "by", which need not have it."""
    at = token
    while at.dep_ == "conj" and at.tag_ == "VBG":
        at = at.head
    return [] if at.dep_ == "pcomp" else subject_of(sentence, actors, token)


_RECALLING = frozenset({"anniversary", "anniversaries", "jubilee"})
_UNITS = frozenset(
    {"day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades"}
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence as bonds and loans are read from it: with its actors and what was told before."""

    scene: Scene
    sentence: Sentence
    actors: list[Actor]
    memory: Memory


def bond(
    telling: Telling, token: Token, sides: Sides, kind: AgreementType, rule: str, about: str
) -> Deal | None:
    """The deal that the verb `token` tells of; None for fewer than two parties, or none made."""
    sentence = telling.sentence
    if len(sides.codes) < 2:
        return None
    status = _status(sentence, token)
    marks = children(token, "mark")
    counted = any(mark.lower_ == "after" and _is_counted(sentence, mark) for mark in marks)
    recalled = counted or any(mark.lower_ == "since" for mark in marks)
    recalled = recalled or not sentence.vocabulary.isdisjoint(_RECALLING)
    if status is None or recalled:
        return None
    deal = Deal(
        type=kind,
        status=status,
        parties=list(sides.codes),
        rule=rule,
        sentence=sentence.index,
        about=about,
        links=list(sides.links),
        headline=sentence.role is ParagraphRole.TITLE,
        guessed=sides.guessed,
    )
    tense = Status.PLANNED if status is AgreementStatus.PLANNED else Status.HELD
    dated = telling.scene.calendar.of_event(sentence, token, tense)
    if dated is not None:
        deal.date = dated.value
        if dated.link is not None:
            deal.links.append(dated.link)
    return deal


def _is_counted(sentence: Sentence, mark: Token) -> bool:
    """ "Five months | after A restored its ties": told to count from, not as news."""
    at = sentence.position(mark)
    return at is not None and sentence.lower(at - 1) in _UNITS


def _status(sentence: Sentence, token: Token) -> AgreementStatus | None:
    """Announced also where they "agreed to" do it; planned where it "will" be done."""
    if any(above.lemma_.lower() in ("agree", "decide", "announce") for above in climb(token)):
        agreed = next(
            a for a in climb(token) if a.lemma_.lower() in ("agree", "decide", "announce")
        )
        told = clause_status(sentence, agreed)
    else:
        told = clause_status(sentence, token)
    if told is Status.HELD:
        return AgreementStatus.ANNOUNCED
    return AgreementStatus.PLANNED if told is Status.PLANNED else None

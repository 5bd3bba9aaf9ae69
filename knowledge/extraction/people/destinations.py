"""Hosts: whom a visitor met abroad is an officer of the country that the visit went to."""

from functools import cache

from knowledge.extraction.lexicon import references
from knowledge.extraction.named.parties import PartyForm, PartyMention, is_state
from knowledge.extraction.named.register import NameMention, Person, Register
from knowledge.extraction.parsing.document import Document, Sentence
from knowledge.extraction.people.officers import is_impossible, is_open, link_to

_PLACES = (PartyForm.NAME, PartyForm.CITY)
_MET = frozenset({"met", "meet", "meets", "meeting"})
_RECEIVED = frozenset({"received", "welcomed", "greeted", "hosted", "met"})
# How far before "to" a verb of travel may stand, and before "with" a word of meeting.
_REACH = 3
_TALKS = 5


def by_destination(
    document: Document, register: Register, parties: list[list[PartyMention]]
) -> None:
    """ "A flew to Ghana and met Trade Minister B", "A arrived in Accra. He was received by B"."""
    goal: PartyMention | None = None
    visitors: set[str] = set()
    seen = -1
    for sentence, row, named in zip(document.sentences, register.mentions, parties, strict=True):
        if sentence.index > seen + 1:
            goal = None
        moving = not sentence.vocabulary.isdisjoint(_moving())
        goals = [p for p in named if _is_goal(sentence, p)] if moving else []
        for mention in row:
            before = [p for p in goals if p.last <= mention.left]
            if before:
                goal, seen = before[-1], sentence.index
                visitors = _parties_before(row, goal)
            person = mention.person
            if goal is None or person is None or not _is_host(sentence, mention):
                continue
            open_to_all = _is_unplaced(register, person, mention) and goal.code not in visitors
            if open_to_all and not is_impossible(register, person, goal.code):
                person.party, person.party_link = goal.code, link_to(goal, "destination")
        if goals:
            goal, seen = goals[-1], sentence.index
            visitors = _parties_before(row, goal)


def _is_unplaced(register: Register, person: Person, mention: NameMention) -> bool:
    """True for an officer, or a counterpart, of nobody knows whom."""
    if mention.counterpart:
        return person.party is None
    return mention.title is not None and is_open(register, person)


def _parties_before(row: list[NameMention], goal: PartyMention) -> set[str]:
    """Whose officers are named before a destination: those who travel."""
    return {
        m.person.party
        for m in row
        if m.right <= goal.first and m.person is not None and m.person.party is not None
    }


@cache
def _moving() -> frozenset[str]:
    """The words of which a sentence has one where `_is_goal` is true of any party."""
    words = references()
    return words.visiting | words.travelling | words.arriving


def _is_goal(sentence: Sentence, party: PartyMention) -> bool:
    """ "Flew to Ghana", "visited Accra", "on a visit to Ghana", "arrived in Accra"."""
    if party.form not in _PLACES or not is_state(party.code):
        return False
    k = party.first - 1 - (sentence.lower(party.first - 1) == "the")
    words = references()
    if sentence.lower(k) in words.visiting:
        return True
    before = {sentence.lower(i) for i in range(k - _REACH, k)}
    if sentence.lower(k) == "to":
        return not before.isdisjoint(words.travelling)
    return sentence.lower(k) == "in" and not before.isdisjoint(words.arriving)


def _is_host(sentence: Sentence, mention: NameMention) -> bool:
    """ "Met | Trade Minister B", "held talks with | B", "was received by | B"."""
    i = mention.left - 1
    while sentence.lower(i) in ("the", "his", "her", "their", "its", "local"):
        i -= 1
    before = {sentence.lower(k) for k in range(i - _TALKS, i)}
    if sentence.lower(i) == "by":
        return not before.isdisjoint(_RECEIVED)
    if sentence.lower(i) == "with":
        return not before.isdisjoint(_MET | {"talks", "discussions"})
    return sentence.lower(i) in _MET

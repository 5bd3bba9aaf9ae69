"""How a noun of meeting stands: what it tells, whose it is, who holds it."""

from typing import NamedTuple

from knowledge.extraction.grammar.clauses import (
    at_word,
    children,
    climb,
    covering,
    ruling_verb,
    subject_of,
)
from knowledge.extraction.grammar.status import is_background, status_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.sides import listed_with
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.parsing.words import Word
from knowledge.extraction.scene import Scene
from knowledge.model import Form, ParagraphRole, Status

# Behind "call" in a headline; elsewhere these make it an appeal.
_HEADLINE_CALL = frozenset({"for", "to", "on", "of", "with"})
_NO_MEETING = frozenset({"press", "news", "board", "town"})
# What may stand between the two parties of "Russia-India talks".
_JOINS = ("-", "–", "—", "and", "/", "")
# "A round of talks", "the second session of the dialogue".
_PARTS = frozenset({"round", "session", "day", "series", "part", "stage", "phase"})
# Between whose meeting it is and the meeting, none of these parts of speech may stand.
_PARTING = frozenset({"VERB", "AUX", "ADP", "PUNCT", "DET", "CCONJ"})
_REACH = 5
# Behind these a meeting is only spoken about: "disagreed over the talks".
_ABOUT = frozenset({"about", "regarding", "despite", "against", "concerning"})
# "The gathering, | co-chaired by".
_PARTICIPLE_REACH = 4
# "A meeting of the Norway-Kenya | Joint Commission on trade".
_COMMISSIONS = frozenset(
    {
        "commission", "committee", "council", "group", "dialogue", "forum", "board", "panel",
        "consultations", "talks", "task", "partnership", "taskforce",
    }
)  # fmt: skip
_COMMISSION_REACH = 8
# "Russia-India | high-level trade talks".
_MODIFIERS = 4


class Told(NamedTuple):
    """What a noun tells before its parties are known."""

    form: Form
    status: Status


def told(scene: Scene, spot: Spot) -> Told | None:
    """The form and status of what a noun tells; None where it tells of no meeting."""
    if not spot.told:
        spot.told.append(_told(scene, spot))
    return spot.told[0]


def _told(scene: Scene, spot: Spot) -> Told | None:
    form = _form(spot)
    if form is None:
        return None
    status = status_of(spot.sentence, spot.token)
    if status is Status.HELD and _is_talked_about(spot):
        status = _status_of_topic(scene, spot)
    return None if status is None else Told(form, status)


def is_soft(spot: Spot) -> bool:
    """True for nouns that are a meeting only when somebody holds them."""
    return spot.word in meetings().soft_nouns


def is_carried(spot: Spot) -> bool:
    """True when somebody holds it: "held consultations", "during consultations with"."""
    verb = ruling_verb(spot.token)
    return (
        verb is not None
        and spot.token.dep_ in ("dobj", "pobj", "nsubjpass")
        and verb.lemma_.lower() in meetings().carriers
    )


def takes_place(spot: Spot) -> bool:
    """True where the noun itself is said to happen: "talks … took place", "a round … opened"."""
    noun = spot.token
    while noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in _PARTS:
        noun = noun.head.head
    verb = ruling_verb(noun)
    if verb is None or noun.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return False
    return verb.lemma_.lower() in meetings().occurring


def brought_together(spot: Spot) -> list[Actor]:
    """Whom "the talks brought together", "the meeting gathered"."""
    verb = spot.token.head
    if spot.token.dep_ != "nsubj" or verb.lemma_.lower() not in meetings().assembling:
        return []
    for child in children(verb, "dobj"):
        actor = covering(spot.sentence, spot.actors, child)
        if actor is not None and not actor.possessive:
            return listed_with(spot, actor)
    return []


def led_by(spot: Spot) -> list[Actor]:
    """By whom "the gathering, co-chaired by A and B" was held or attended."""
    for i in range(spot.at + 1, min(spot.at + 1 + _PARTICIPLE_REACH, len(spot.sentence.words))):
        word = spot.sentence.words[i]
        if word.lower in meetings().led and spot.sentence.lower(i + 1) == "by":
            return at_word(spot.sentence, spot.actors, i + 2)
        if word.pos in ("NOUN", "PROPN", "VERB", "AUX"):
            return []
    return []


def _form(spot: Spot) -> Form | None:
    """What sort of meeting a noun is, None for calls to do something, press conferences, …"""
    word = spot.word
    modifiers = {child.lower_ for child in children(spot.token, "compound", "amod", "nmod")}
    by_phone = not (modifiers | {spot.lower(-1)}).isdisjoint(meetings().phone)
    if word in ("call", "calls"):
        return _form_of_call(spot, by_phone)
    if word in meetings().conferences:
        return _form_of_conference(spot, by_phone)
    if word == "bilateral" and spot.lower(1) not in ("with", "between"):
        return None
    if word == "courtesy" or spot.lower(-1) in _NO_MEETING:
        return None
    if word == "talk" and not is_carried(spot):
        return None
    if word == "tour" and spot.lower(1) not in ("to", "of") and not _is_of_lands(spot):
        return None
    nouns = meetings().nouns
    form = nouns.get(word) or nouns.get(spot.token.lemma_.lower())
    if form is None:
        return None
    if spot.lower(-1) == "summit":
        return Form.SUMMIT  # "a summit meeting"
    spoken = word in ("conversation", "conversations", "discussion")
    return Form.CALL if by_phone and spoken and form == "meeting" else Form(form)


def _is_of_lands(spot: Spot) -> bool:
    """ "A three-nation Asian tour"."""
    return any(spot.lower(-step).endswith(("-nation", "-country")) for step in range(1, _REACH))


def _form_of_call(spot: Spot, by_phone: bool) -> Form | None:
    if spot.lower(-1) in meetings().formal:
        return Form.MEETING
    in_headline = spot.sentence.role is ParagraphRole.TITLE and spot.lower(1) in _HEADLINE_CALL
    during = spot.token.dep_ == "pobj" and spot.token.head.lower_ in ("in", "during", "on", "after")
    during = during and spot.lower(1) not in _HEADLINE_CALL and spot.word == "call"
    is_call = by_phone or in_headline or during or spot.lower(1) in ("with", "between")
    return Form.CALL if is_call else None


def _form_of_conference(spot: Spot, by_phone: bool) -> Form | None:
    """A joint press conference is one; so is a video conference, but no other conference."""
    joint = "joint" in (spot.lower(-1), spot.lower(-2), spot.lower(-3))
    if joint:
        return Form.MEETING
    return Form.CALL if by_phone and spot.word == "conference" else None


def _is_talked_about(spot: Spot) -> bool:
    """ "They discussed his June trip": a topic, which may lie ahead or behind."""
    governing = spot.token.head.lemma_.lower()
    return spot.token.dep_ == "dobj" and governing in ("discuss", "prepare", "plan")


def _status_of_topic(scene: Scene, spot: Spot) -> Status | None:
    """What is talked about counts as planned when its date can only be meant to come."""
    if is_background(spot.token):
        return Status.HELD
    dated = scene.calendar.of_event(spot.sentence, spot.token, Status.PLANNED)
    published = scene.article.published
    if dated is None or published is None or dated.value[:7] <= published[:7]:
        return None
    return Status.PLANNED


def owner(spot: Spot) -> list[Actor]:
    """Whose meeting or visit it is: "Kishida's visit", "his meeting with"."""
    for actor in reversed(spot.actors):
        if actor.right > spot.at or not actor.possessive:
            continue
        between = spot.sentence.words[actor.right : spot.at]
        if len(between) <= _REACH and not any(_parts(spot, word) for word in between):
            return [actor] if actor.form is ActorForm.PRONOUN else listed_with(spot, actor)
    return []


def _parts(spot: Spot, word: Word) -> bool:
    """True for what ends a noun phrase; "his scheduled meeting" is one."""
    modifies = spot.sentence.tokens[word.last - 1].dep_ == "amod"
    return word.pos in _PARTING and not (word.pos == "VERB" and modifies)


def holder(spot: Spot) -> list[Actor]:
    """Who holds it: the subject of the verb that carries the noun, or that it accompanies."""
    if spot.token.dep_ == "pobj" and _is_about(spot.token.head):
        return []
    for above in climb(spot.token):
        if above.pos_ in ("VERB", "AUX"):
            found = subject_of(spot.sentence, spot.actors, above)
            return [a for a in found if a.form is not ActorForm.PARTY or len(found) > 1]
        if above.dep_ in ("relcl", "acl"):
            return []
    return []


def _is_about(preposition: Token) -> bool:
    over = preposition.lower_ == "over" and preposition.head.lemma_.lower() != "preside"
    return over or preposition.lower_ in _ABOUT


def parties_before(scene: Scene, spot: Spot) -> list[Actor]:
    """Two or more parties before a noun: "Russia-India talks", "the U.S.-Japan-Korea meeting"."""
    at = _commission(spot) or spot.at
    mentions = scene.parties[spot.sentence.index]
    chain: list[PartyMention] = []
    for party in reversed([p for p in mentions if p.last <= at]):
        if not chain:
            near = at - party.last <= _MODIFIERS and _only_modifies(spot, party.last, at)
            if not near:
                return []
            if party.form is PartyForm.CITY:
                at = party.first  # "The India-Japan Tokyo summit"
                continue
        elif not _is_joined(spot, party, chain[-1]):
            break
        chain.append(party)
    if len({party.code for party in chain}) < 2:
        return []
    return [Actor(p.first, p.last, (), (p.code,), ActorForm.PARTY) for p in reversed(chain)]


def _commission(spot: Spot) -> int | None:
    """Where the noun of "the meeting of the Norway-Kenya Joint | Commission" stands."""
    if spot.lower(1) != "of":
        return None
    for i in range(spot.at + 2, min(spot.at + 2 + _COMMISSION_REACH, len(spot.sentence.words))):
        if spot.sentence.lower(i) in _COMMISSIONS:
            return i
        if spot.sentence.words[i].pos in ("VERB", "AUX", "PUNCT", "ADP", "CCONJ"):
            return None
    return None


def _only_modifies(spot: Spot, start: int, end: int) -> bool:
    """ "India | high-level talks": nothing but nouns and adjectives between."""
    within = ("NOUN", "PROPN", "ADJ", "PART")
    words = spot.sentence.words[start:end]
    return all(word.pos in within or word.lower in ("'", "’") for word in words)


def _is_joined(spot: Spot, one: PartyMention, other: PartyMention) -> bool:
    """True when a hyphen or "and" joins two parties; the parser may have made one word of them."""
    text = spot.sentence.text[one.end - spot.sentence.start : other.start - spot.sentence.start]
    return text.strip() in _JOINS and (bool(text.strip()) or one.last > other.first)

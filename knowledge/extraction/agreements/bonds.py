"""Agreements that no document is named for: ties raised, partnerships, common bodies, loans."""

from collections.abc import Iterator
from functools import cache

from knowledge.extraction.agreements.acting import Telling, bond, doers
from knowledge.extraction.agreements.deal import BODY, LOAN, MEASURE, RAISED, RELATIONS, Deal
from knowledge.extraction.agreements.lending import LOAN_WORDS
from knowledge.extraction.agreements.loans import LENDING, loan
from knowledge.extraction.agreements.measures import AGREEING, measure
from knowledge.extraction.agreements.recalling import Memory, parties_here
from knowledge.extraction.agreements.sides import Sides
from knowledge.extraction.agreements.spans import acting, span
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import AgreementStatus, AgreementType

FOUNDED = "partnership founded"
BOND_RULES = (RAISED, FOUNDED, RELATIONS, BODY, LOAN, MEASURE)

_REACH = 12
_SHARED = frozenset(
    {"joint", "bilateral", "strategic", "trilateral", "high-level", "common", "tripartite", "mixed"}
)
# Of these names are made too: "the International Arbitration Council".
_OF_MANY = frozenset({"international", "quadripartite", "intergovernmental", "quartet"})
_UNIONS = frozenset({"confederation", "federation"})
_OFFICIALS = frozenset({"officials", "ministers", "leaders", "sides", "presidents", "parties"})


def bonds_in(
    scene: Scene, sentence: Sentence, actors: list[Actor], memory: Memory
) -> Iterator[Deal]:
    """The agreements of a sentence that are told without naming a document."""
    verbs, nouns, known = _known()
    if sentence.forms().isdisjoint(known):
        return
    places = [
        at
        for at, (word, lower, lemma) in enumerate(
            zip(sentence.words, sentence.lowers, sentence.lemmas, strict=True)
        )
        if lemma in verbs or lower in LOAN_WORDS or sentence.tokens[word.last - 1].lower_ in nouns
    ]
    if not places:
        return
    telling = Telling(scene, sentence, acting(sentence, actors), memory)
    for at in places:
        token = sentence.tokens[sentence.words[at].last - 1]
        deal = (
            _raised(telling, at, token)
            or _founded(telling, at, token)
            or loan(telling, at, token)
            or measure(telling, at, token)
        )
        if deal is not None:
            yield deal


@cache
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words that the rules here, `loan` and `measure` start from: lemmas, as printed, all."""
    words = deal_words()
    lemmas = frozenset({*words.raising, *words.raising_nouns, *words.founding, LENDING, AGREEING})
    return lemmas, words.founding_nouns, lemmas | words.founding_nouns | LOAN_WORDS


def _raised(telling: Telling, at: int, token: Token) -> Deal | None:
    """ "Upgraded their ties to a strategic partnership", "announced an upgrade of relations to"."""
    sentence, words = telling.sentence, deal_words()
    verb = token.lemma_.lower() in words.raising and token.pos_ == "VERB"
    noun = token.lemma_.lower() in words.raising_nouns and token.pos_ in ("NOUN", "PROPN")
    if not (verb or noun):
        return None
    ties = _first(sentence, at + 1, words.ties)
    level = None if ties is None else _level(sentence, ties)
    if ties is None or level is None:
        return None
    sides = _sides(telling, token, (at, level[1]))
    about = sentence.printed(*level)
    return bond(telling, token, sides, AgreementType.PARTNERSHIP, RAISED, about)


def _first(sentence: Sentence, start: int, nouns: frozenset[str]) -> int | None:
    return next(
        (
            i
            for i in range(start, min(start + _REACH, len(sentence.words)))
            if sentence.lower(i) in nouns
        ),
        None,
    )


def _level(sentence: Sentence, ties: int) -> tuple[int, int] | None:
    """What ties are raised to: the words of "a comprehensive strategic partnership"."""
    for i in range(ties + 1, min(ties + _REACH, len(sentence.words))):
        if sentence.lower(i) in ("to", "into"):
            end = _first(sentence, i + 1, frozenset({"partnership", "partnerships", "alliance"}))
            if end is None:
                return None
            first = end
            while first > i + 1 and sentence.words[first - 1].pos in ("ADJ", "PROPN", "NOUN"):
                first -= 1
            return first, end + 1
        if sentence.words[i].pos == "VERB" and sentence.words[i].lower != "ties":
            return None
    return None


def _founded(telling: Telling, at: int, token: Token) -> Deal | None:
    """ "Established diplomatic relations", "launched a joint fund", "formed a partnership"."""
    sentence, words = telling.sentence, deal_words()
    if token.lower_ in words.founding_nouns and _is_announced(token):
        things = [t for prep in children(token, "prep") for t in children(prep, "pobj")]
    elif token.pos_ == "VERB" and token.lemma_.lower() in words.founding:
        things = children(token, "dobj", "nsubjpass")
    else:
        return None
    for thing in things:
        place = sentence.position(thing)
        if place is None:
            continue
        found = _kind_of_bond(sentence, thing, place)
        if found is None:
            continue
        kind, rule = found
        if token.lemma_.lower() in ("join", "enter") and rule == BODY:
            continue
        sides = _sides(telling, token, (at, place + 1))
        deal = bond(telling, token, sides, kind, rule, _phrase(sentence, thing))
        if deal is not None and deal.status is AgreementStatus.ANNOUNCED and _is_signed(token):
            deal.status = AgreementStatus.SIGNED
        passive = thing.dep_ == "nsubjpass" and rule == BODY
        planned = deal is not None and deal.status is AgreementStatus.PLANNED
        return None if passive and planned else deal  # "A committee will be set up"
    return _joined_in(telling, at, token)


def _is_signed(verb: Token) -> bool:
    """ "Signed a strategic partnership"."""
    return verb.lemma_.lower() in ("sign", "ink", "seal")


def _is_announced(noun: Token) -> bool:
    """ "Announced the establishment of", "agreed on the launch of"; not its anniversary."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("since", "after", "before", "following"):
        return False
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else noun.head.head
    known = verb.lemma_.lower() in ("announce", "agree", "declare", "welcome", "hail", "decide")
    return known and noun.dep_ in ("dobj", "nsubjpass", "pobj")


def _joined_in(telling: Telling, at: int, token: Token) -> Deal | None:
    """ "A joined B in a new partnership", "entered into a partnership"."""
    sentence, actors = telling.sentence, telling.actors
    for preposition in children(token, "prep"):
        if preposition.lower_ not in ("in", "into"):
            continue
        for thing in children(preposition, "pobj"):
            place = sentence.position(thing)
            if place is None or thing.lemma_.lower() != "partnership":
                continue
            sides = _sides(telling, token, (at, place + 1))
            sides.add([a for a in actors if at < a.left < place])
            phrase = _phrase(sentence, thing)
            kind = AgreementType.PARTNERSHIP
            return bond(telling, token, sides, kind, FOUNDED, phrase)
    return None


def _kind_of_bond(sentence: Sentence, thing: Token, place: int) -> tuple[AgreementType, str] | None:
    words = deal_words()
    left = sentence.position(thing.left_edge)
    before = {sentence.lower(i) for i in range(place if left is None else left, place)}
    lemma = thing.lemma_.lower()
    if lemma == "partnership":
        return AgreementType.PARTNERSHIP, FOUNDED
    if lemma in ("relation", "tie") and "diplomatic" in before:
        return AgreementType.OTHER, RELATIONS
    if lemma in _UNIONS:
        return AgreementType.OTHER, BODY
    joint = before & (_SHARED if thing.text[:1].isupper() else _SHARED | _OF_MANY)
    if lemma in words.bodies and (joint or "level" in before or lemma in ("dialogue", "hotline")):
        return AgreementType.OTHER, BODY
    return None


def _phrase(sentence: Sentence, thing: Token) -> str:
    """A noun with what stands before it and its first complement, as printed."""
    place = sentence.position(thing) or 0
    first = sentence.position(thing.left_edge)
    left = place if first is None else first
    while left < place and sentence.lower(left) in ("a", "an", "the", "their", "its", "new"):
        left += 1
    return sentence.printed(left, place + 1)


def _sides(telling: Telling, token: Token, within: tuple[int, int]) -> Sides:
    """Who does it: the subject, those named beside the noun, those behind "between" and "with"."""
    sentence, actors = telling.sentence, telling.actors
    sides = Sides()
    at, end = within
    beside = [a for a in actors if at < a.left < end and not _is_place(sentence, a)]
    several = [a for a in beside if a.form is ActorForm.PARTY or a.possessive]
    sides.add(several)
    for i in range(at + 1, min(end + _REACH, len(sentence.words))):
        if sentence.lower(i) in ("between", "with", "among"):
            sides.add(span(sentence, actors, i + 1))
            break
        if i > end and sentence.words[i].pos == "VERB":
            break
    if len(sides.codes) < 2:
        sides.add([a for a in doers(sentence, actors, token) if a.left not in range(at, end)])
    if len(sides.codes) < 2:
        here = parties_here(sentence, actors, None)
        before = telling.memory.recall(sentence)
        plain = any(_means_both(sentence, i) for i in range(end))
        if len(here) == 2 and set(sides.codes) <= set(here):
            sides.codes = here
        elif before is not None and plain and set(sides.codes) <= set(before[0]):
            sides.codes = list(before[0])
            target = ", ".join(before[0])
            sides.links.append(before[1].link("parties", target, "earlier sentence"))
            sides.guessed = True
    return sides


def _means_both(sentence: Sentence, i: int) -> bool:
    """ "They", "both", "the officials"."""
    word = sentence.lower(i)
    those = word in _OFFICIALS and sentence.lower(i - 1) == "the"
    return word in ("they", "their", "both", "two") or those


def _is_place(sentence: Sentence, actor: Actor) -> bool:
    return sentence.lower(actor.left - 1) in ("in", "at", "from") and not actor.people

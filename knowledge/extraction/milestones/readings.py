"""Milestones: what lies ahead of an article, from its scene to readings.

Every date to come belongs to a noun or a verb; what that is decides the rule. Planned meetings are
left to the meetings, wishes, forecasts and possibilities to nobody.
"""

from collections.abc import Iterator

from knowledge.extraction.grammar.aims import is_trade_goal
from knowledge.extraction.grammar.clauses import children, climb
from knowledge.extraction.grammar.outlook import (
    is_planned,
    is_presupposed,
    is_upcoming,
    may_lie_ahead,
)
from knowledge.extraction.lexicon import milestones
from knowledge.extraction.milestones.ahead import Ahead, dates_ahead
from knowledge.extraction.milestones.anniversaries import anniversary_at, is_date, named_year_at
from knowledge.extraction.milestones.attached import is_chair
from knowledge.extraction.milestones.concerned import concerned
from knowledge.extraction.milestones.foreseen import Foreseen, is_meeting, keep, telling_words
from knowledge.extraction.milestones.phrases import (
    clause_text,
    clause_words,
    is_purpose,
    noun_words,
    plain,
    subject_token,
    subject_words,
)
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import (
    Evidence,
    Kind,
    Milestone,
    MilestoneType,
    ParagraphRole,
    Participant,
    Reading,
)
from knowledge.text import fold

ANNIVERSARY = "anniversary"
NAMED_YEAR = "named year"
IN_FORCE = "in force"
TARGET = "target"
DEADLINE = "deadline"
OCCASION = "occasion"
PLAN = "plan"

_UNREAD = frozenset({ParagraphRole.HEADING, ParagraphRole.DATELINE, ParagraphRole.TITLE})
_SHORTEST = 2
_ARRIVING = frozenset({"arrive", "arrives", "depart", "departs"})
_JOURNEYS = frozenset({"visit", "trip", "tour"})
_NEAR = 3


def milestone_rules() -> frozenset[str]:
    """The names of the rules that readings of milestones can carry."""
    return frozenset({ANNIVERSARY, NAMED_YEAR, IN_FORCE, TARGET, DEADLINE, OCCASION, PLAN})


def milestone_readings(scene: Scene) -> Iterator[Reading]:
    """What lies ahead of an article, each thing once, in the order of the text."""
    kept: list[Foreseen] = []
    for sentence, actors in scene.walk():
        if sentence.role in _UNREAD:
            continue
        for found in _in_sentence(scene, sentence, actors):
            if found.rule in scene.without or is_meeting(scene, found):
                continue
            keep(kept, found)
    for found in kept:
        yield _reading(scene, found)


def _in_sentence(scene: Scene, sentence: Sentence, actors: list[Actor]) -> Iterator[Foreseen]:
    for ahead in dates_ahead(scene, sentence):
        special = list(_special(scene, sentence, actors, ahead))
        yield from special
        if special or ahead.subject:
            continue
        found = _plain(scene, sentence, actors, ahead)
        if found is not None:
            yield found


def _special(
    scene: Scene, sentence: Sentence, actors: list[Actor], ahead: Ahead
) -> Iterator[Foreseen]:
    """Anniversaries and years with a name, which may be several for one date."""
    for rule, type_, spans in (
        (NAMED_YEAR, MilestoneType.DESIGNATED, named_year_at(sentence, ahead)),
        (ANNIVERSARY, MilestoneType.ANNIVERSARY, anniversary_at(sentence, ahead)),
    ):
        for first, last in spans:
            words = set(range(first, last))
            who = concerned(scene, sentence, actors, words)
            if not who.parties:
                words |= clause_words(sentence, ahead.head)
                who = concerned(scene, sentence, actors, words)
            if who.parties:
                what = plain(sentence.printed(first, last))
                yield Foreseen(sentence, ahead, rule, type_, what, words, who)
        if spans:
            return


def _plain(scene: Scene, sentence: Sentence, actors: list[Actor], ahead: Ahead) -> Foreseen | None:
    """What happens on a date, or must be so by then."""
    dated = set(range(ahead.first, ahead.last))
    occasion = _occasion(sentence, ahead)
    if occasion is not None:
        span = noun_words(sentence, occasion, dated)
        words = set(range(*span)) | clause_words(sentence, ahead.head)
        if is_chair(sentence, occasion):
            words = set(range(*span)) | subject_words(sentence, occasion)
        what = plain(sentence.printed(*span))
        alone = is_chair(sentence, occasion) or is_presupposed(occasion)
        if is_presupposed(occasion):
            words = set(range(*span))
        carrier = None if alone else _carrier(sentence, occasion)
        if carrier is not None:
            words |= clause_words(sentence, carrier)
            what = clause_text(sentence, actors, carrier, dated) or what
        type_ = MilestoneType.EVENT
        rule = OCCASION
        if sentence.lower(sentence.position(occasion) or 0) in milestones().deadlines:
            rule, type_ = DEADLINE, MilestoneType.DEADLINE
    else:
        verb = _verb(ahead.head)
        goal = _goal(ahead, verb)
        if verb is None or any(is_date(child) for child in verb.children):
            return None
        if not (ahead.planned or goal or _is_due(ahead, verb)):
            return None
        words = clause_words(sentence, verb)
        aim = _aim(sentence, ahead, verb, dated) if goal else None
        what = aim or clause_text(sentence, actors, verb, dated)
        rule, type_ = _kind_of_clause(sentence, verb, ahead, goal=goal)
    who = concerned(scene, sentence, actors, words)
    alone = fold(what) in milestones().domestic
    if not who.parties or (len(telling_words(what)) < _SHORTEST and not alone):
        return None
    told = set(fold(what).split())
    if len(who.parties) == 1 and (_JOURNEYS & told or _ARRIVING & told):
        return None  # A visit is of two.
    return Foreseen(sentence, ahead, rule, type_, what, words, who)


def _kind_of_clause(
    sentence: Sentence, verb: Token, ahead: Ahead, *, goal: bool
) -> tuple[str, MilestoneType]:
    if _enters_force(verb):
        return IN_FORCE, MilestoneType.ENTRY_INTO_FORCE
    if goal:
        return TARGET, MilestoneType.TARGET
    subject = subject_token(verb)
    if ahead.limit or (subject is not None and subject.lower_ in milestones().deadlines):
        return DEADLINE, MilestoneType.DEADLINE
    return PLAN, MilestoneType.EVENT


def _occasion(sentence: Sentence, ahead: Ahead) -> Token | None:
    """The gathering or occasion whose date it is: the head itself, or the subject of holding it."""
    head = ahead.head
    noun = head.pos_ in ("NOUN", "PROPN") or head.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass")
    if not noun:
        return None
    spanned = "/" in ahead.value and head.lower_ in milestones().programmes
    return head if spanned or _is_occasion(head) or is_chair(sentence, head) else None


def _carrier(sentence: Sentence, occasion: Token) -> Token | None:
    """The verb of "will host a summit", "plans to attend the summit": what is told of it."""
    at = occasion
    for above in climb(occasion):
        if above.pos_ in ("VERB", "AUX"):
            if above.lemma_ == "be":
                return None
            told = at.dep_ not in ("nsubj", "nsubjpass") and above.dep_ not in ("acl", "advcl")
            acts = above.lemma_.lower() in milestones().attending
            return above if told and acts and is_planned(sentence, above) else None
        if at.dep_ not in ("dobj", "pobj", "prep", "conj"):
            return None
        at = above
    return None


def _is_occasion(token: Token) -> bool:
    """True for gatherings and their like, and for whatever is "upcoming"."""
    return is_upcoming(token) or token.lower_ in milestones().occasions


def _verb(head: Token) -> Token | None:
    """The verb of the clause that a date stands in."""
    if head.pos_ in ("VERB", "AUX", "ADJ") or children(head, "aux"):
        return head
    for above in climb(head):
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def _is_due(ahead: Ahead, verb: Token) -> bool:
    """True for what must be or goes on until a last day, "to construct a pipeline by 2030"."""
    if not ahead.limit or not may_lie_ahead(verb) or (verb.tag_ == "VBG" and not is_purpose(verb)):
        return False
    return verb.i in {t.i for t in (ahead.head, *list(climb(ahead.head))[:_NEAR])}


def _goal(ahead: Ahead, verb: Token | None) -> bool:
    """True for "its goal of … by 2030", "pledged to cut … by 2030"."""
    if not ahead.limit:
        return False
    return is_trade_goal(ahead.head) or any(
        above.lemma_.lower() in milestones().goals or above.lemma_.lower() in milestones().aiming
        for above in [ahead.head, *children(ahead.head, "dobj"), *list(climb(ahead.head))[:4]]
    )


def _aim(sentence: Sentence, ahead: Ahead, verb: Token, dated: set[int]) -> str | None:
    """What a goal is: "a Mine-Free Cambodia" in "its goal of a Mine-Free Cambodia by 2025"."""
    nouns = [ahead.head, *list(climb(ahead.head))[:4], *children(verb, "dobj", "attr")]
    noun = next((t for t in nouns if t.lower_ in milestones().goals and t.pos_ == "NOUN"), None)
    if noun is None:
        return None
    first, last = noun_words(sentence, noun, dated)
    at = sentence.position(noun) or first
    if at + 2 < last and sentence.lower(at + 1) == "of":
        first = at + 2
        first += sentence.lower(first) in ("a", "an", "the")
    aim = plain(sentence.printed(first, last))
    return aim if len(telling_words(aim)) >= _SHORTEST else plain(sentence.printed(at, last))


def _enters_force(verb: Token) -> bool:
    """ "Enters into force", "takes effect", "expires"."""
    lemma = verb.lemma_.lower()
    if lemma in milestones().ending:
        return True
    if lemma not in milestones().entering:
        return False
    objects = [t for child in verb.children for t in (child, *child.children)]
    return any(token.lower_ in milestones().in_force for token in objects)


def _reading(scene: Scene, found: Foreseen) -> Reading:
    links = list(found.who.links)
    if found.ahead.link is not None:
        links.append(found.ahead.link)
    evidence: tuple[Evidence, ...] = (found.sentence.evidence(scene.article),)
    people = tuple(Participant(p.name, p.title, p.party) for p in found.who.people)
    return Reading(
        kind=Kind.MILESTONE,
        article=scene.article.id,
        digest=scene.article.digest,
        rule=found.rule,
        fields=Milestone(
            type=found.type,
            what=found.what,
            date=found.ahead.value,
            parties=tuple(sorted(found.who.parties)),
            people=people,
        ),
        evidence=evidence,
        links=tuple(dict.fromkeys(links)),
    )

"""Offices over time: who came into an office, left it, and held it from when to when.

Told by verbs: "was appointed", "became", "served as", "resigned". Person and office stand in the
same sentence or, for the office, with the person's name elsewhere in the article. Who followed
whom is read by `successions`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from knowledge.extraction.grammar.clauses import children, is_infinitive
from knowledge.extraction.grammar.outlook import is_doubtful, is_planned
from knowledge.extraction.grammar.status import auxiliaries, is_negated, status_of
from knowledge.extraction.lexicon import tenures
from knowledge.extraction.named.actors import ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.roles.successions import SUCCESSION, by_noun, by_verb
from knowledge.extraction.roles.terms import Telling, Term
from knowledge.extraction.scene import Scene
from knowledge.model import ParagraphRole, Tenure

APPOINTMENT = "appointment"
DEPARTURE = "departure"
SERVICE = "service"

RULES = frozenset({APPOINTMENT, DEPARTURE, SERVICE, SUCCESSION})

_UNREAD = frozenset({ParagraphRole.HEADING, ParagraphRole.DATELINE})
_OFFICE = frozenset(
    {"office", "power", "post", "helm", "reins", "throne", "presidency", "premiership"}
)
_RESIGNING = frozenset({"resign", "quit", "retire"})
_PERFECT = frozenset({"has", "have", "'s", "'ve"})


def find_terms(scene: Scene) -> Iterator[Term]:
    """The terms that an article tells of, in the order of the text."""
    known = _known()
    for sentence, actors in scene.walk():
        if sentence.role in _UNREAD:
            continue
        words = enumerate(zip(sentence.lowers, sentence.lemmas, strict=True))
        for i in [i for i, (lower, lemma) in words if lemma in known or lower in known]:
            token = sentence.tokens[sentence.words[i].last - 1]
            read = _reader(token, sentence.lowers[i])
            if read is not None:
                yield from read(Telling(scene, sentence, actors, token))


@cache
def _known() -> frozenset[str]:
    """The words at which terms are told: verbs by their dictionary form, nouns as printed."""
    known = tenures()
    coming = known.appointing | known.nominating | known.becoming | known.serving
    going = known.succeeding | known.leaving | known.removed | _RESIGNING
    return coming | going | known.before | known.after | {"be"}


def _reader(token: Token, lower: str) -> Callable[[Telling], Iterator[Term]] | None:
    """What reads the terms that a word tells of; most words tell of none."""
    known = tenures()
    if token.pos_ == "VERB":
        return None if _reader_of_verb(token) is None else _of_verb
    if token.lemma_ == "be":
        return _was
    return by_noun if lower in known.before or lower in known.after else None


def _reader_of_verb(verb: Token) -> Callable[[Telling], Iterator[Term]] | None:
    lemma, known = verb.lemma_.lower(), tenures()
    if lemma in known.appointing or lemma in known.nominating:
        return _appointed
    if lemma in known.becoming:
        return _became
    if lemma in known.serving:
        return _served
    if lemma in known.succeeding:
        return by_verb
    return _left if _is_leaving(verb) else None


def _of_verb(telling: Telling) -> Iterator[Term]:
    read = _reader_of_verb(telling.verb)
    if read is not None and _is_told(telling.sentence, telling.verb):
        yield from read(telling)


def _is_told(sentence: Sentence, verb: Token) -> bool:
    """True for what happened or is planned; not for what is denied, wished or only thought of."""
    negated = is_negated(verb) or is_negated(verb.head)
    if negated or is_doubtful(verb) or status_of(sentence, verb) is None:
        return False
    if verb.tag_ in ("VBD", "VBZ", "VBP") or is_planned(sentence, verb):
        return True
    if is_infinitive(verb):
        return verb.head.lemma_.lower() in tenures().appointing
    passive = bool(children(verb, "auxpass")) or verb.dep_ == "acl"
    return verb.tag_ == "VBN" and (passive or bool(auxiliaries(verb)))


def _appointed(telling: Telling) -> Iterator[Term]:
    """ "X was appointed (as) ambassador", "the king named X prime minister"."""
    verb = telling.verb
    passive = bool(children(verb, "auxpass")) or verb.dep_ == "acl"
    actor = telling.subject() if passive else telling.object()
    title = telling.title_behind(actor)
    if actor is None or title is None:
        return
    coming = verb.lemma_.lower() in tenures().nominating or telling.planned
    yield from _if_any(telling.term(actor, title, APPOINTMENT, coming=coming))


def _became(telling: Telling) -> Iterator[Term]:
    """ "X became president in 2014", "took over as mayor", "took office in May"."""
    actor, becomes = telling.subject(), telling.verb.lemma_ == "become"
    title = telling.title_behind(actor)
    if actor is None or not (becomes or _takes_office(telling)) or (becomes and title is None):
        return
    term = telling.term(actor, title, APPOINTMENT, coming=telling.planned)
    if title is not None or (term is not None and (term.since or term.until)):
        yield from _if_any(term)


def _takes_office(telling: Telling) -> bool:
    """ "Takes over as", "takes office", "assumed the office of"; not "takes the president to"."""
    at = telling.sentence.position(telling.verb) or 0
    words = {telling.sentence.lower(i) for i in range(at + 1, at + 4)}
    return bool(words & {"over", "as", *_OFFICE})


def _served(telling: Telling) -> Iterator[Term]:
    """ "X, who served as mayor from 2008 until 2016", "has served as mayor since 2019"."""
    actor = telling.subject()
    title = telling.title_behind(actor)
    if actor is None or title is None:
        return
    term = telling.term(actor, title, SERVICE, held=True, coming=telling.planned)
    if term is None or term.tenure is not Tenure.CURRENT:
        yield from _if_any(term)
    elif auxiliaries(telling.verb) & _PERFECT:
        # "Has served as mayor" may be over; "since 2019" says that it is not.
        yield from _if_any(term if term.since else None)
    else:
        yield replace(term, tenure=Tenure.FORMER) if telling.verb.tag_ == "VBD" else term


def _was(telling: Telling) -> Iterator[Term]:
    """ "X is the mayor", "X, who has been mayor since 2021", "X was mayor until 2016"."""
    verb = telling.verb
    heads = {t.i for t in children(verb, "attr")}
    if not heads or children(verb, "auxpass"):
        return
    if not _is_told(telling.sentence, verb) or telling.planned:
        return
    actor = telling.subject()
    title = telling.title_behind(actor)
    if actor is None or title is None or actor.form is ActorForm.PRONOUN:
        return
    head = telling.sentence.words[title.head]
    if not any(t.i in heads for t in telling.sentence.tokens[head.first : head.last]):
        return
    term = telling.term(actor, title, SERVICE, held=True)
    over = verb.tag_ == "VBD"
    if term is not None and (term.since or term.until or not (over or auxiliaries(verb))):
        yield replace(term, tenure=Tenure.FORMER) if over else term


def _left(telling: Telling) -> Iterator[Term]:
    """ "X resigned (as president) in March", "X was ousted in 2021"."""
    verb = telling.verb
    by_others = verb.lemma_.lower() in tenures().removed
    passive = bool(children(verb, "auxpass", "nsubjpass")) or verb.dep_ == "acl"
    actor = telling.object() if by_others and not passive else telling.subject()
    if actor is None:
        return
    office = telling.office(actor.people[0], telling.title_behind(actor))
    planned = telling.planned
    day = telling.dates()[1] or telling.date()
    vague = day is None and (planned or actor.form is ActorForm.PRONOUN)
    if office is not None and not vague:
        tenure = Tenure.CURRENT if planned else Tenure.FORMER
        person, sentence = actor.people[0], telling.sentence
        yield Term(person, *office, tenure, DEPARTURE, sentence, until=day, links=actor.links)


def _is_leaving(verb: Token) -> bool:
    """ "Resigned", "stepped down", "left office", "was ousted"; not "stepped out"."""
    lemma, known = verb.lemma_.lower(), tenures()
    if lemma in known.removed or lemma in _RESIGNING:
        return True
    if lemma not in known.leaving:
        return False
    below = {child.lower_ for child in verb.children}
    return "down" in below if lemma in ("step", "stand") else bool(below & _OFFICE)


def _if_any(term: Term | None) -> Iterator[Term]:
    if term is not None:
        yield term

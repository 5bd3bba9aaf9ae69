"""Who signs, adopts or reaches an agreement: the subject of the verb, or the agent behind "by"."""

from knowledge.extraction.agreements.deeds import Act, Deed
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.spans import span
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import children, climb, covering, subject_of
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token

_REACH = 18
_THANKING = frozenset({"thank", "congratulate", "praise", "commend", "criticize", "criticise"})
_DONE_BY = frozenset({"signed", "reached", "concluded", "adopted", "issued", "initialled", "inked"})
_GOING_ON = frozenset({"negotiate", "announce", "work", "be", "remain"})


def negotiates(act: Act) -> bool:
    """True for who negotiates or opens talks; who only proposes or discusses is no party."""
    verb = act.token.pos_ in ("VERB", "AUX")
    lemma = act.token.lemma_
    return verb and (lemma in deal_words().starting or lemma in _GOING_ON)


def doers_of(sentence: Sentence, actors: list[Actor], paper: Paper, act: Act) -> list[Actor]:
    """Who signs or adopts: the subject, or the agent behind "by"."""
    if act.token.i == paper.token.i:
        told = act.deed is Deed.TELL
        subject = subject_of(sentence, actors, paper.token) if told else []
        return _by(sentence, actors, paper.right) or subject
    at = sentence.position(act.token)
    agent = _by(sentence, actors, (at or 0) + 1) or _by(sentence, actors, paper.right)
    token = act.token
    thanked = _thanked(sentence, actors, token)
    if thanked is not None:
        return agent or thanked
    if act.deed is Deed.REACH and token.dep_ == "pcomp":
        return agent  # "They praised the work of others in reaching the truce."
    found = agent or _wisher(sentence, actors, token) or subject_of(sentence, actors, token)
    found = found or whose_organ(sentence, actors, token) or _of_main(sentence, actors, token)
    if not agent:
        found = [*found, *(a for a in _listed_subjects(sentence, actors, token) if a not in found)]
    inside = range(paper.left, paper.right)
    return [actor for actor in found if actor.left not in inside]


def _wisher(sentence: Sentence, actors: list[Actor], token: Token) -> list[Actor]:
    """Whose "wish to join" or "decision to sign" it is."""
    if token.dep_ != "acl" or token.head.pos_ != "NOUN":
        return []
    at = sentence.position(token.head)
    return [a for a in actors if a.possessive and at is not None and 0 <= at - a.right <= 3]


def _thanked(sentence: Sentence, actors: list[Actor], token: Token) -> list[Actor] | None:
    """Who is thanked for signing, or congratulated on it; None where nobody is."""
    verb = token.head.head
    if token.head.lower_ not in ("for", "on") or verb.lemma_.lower() not in _THANKING:
        return None
    whom = (covering(sentence, actors, each) for each in children(verb, "dobj"))
    return [actor for actor in whom if actor is not None]


def _of_main(sentence: Sentence, actors: list[Actor], verb: Token) -> list[Actor]:
    """ "Kenya will widen the road to its port after signing a deal": who does the rest does that.

    Also where the parser ties the signing to what the main clause speaks of.
    """
    root = next((at for at in climb(verb) if at.head.i == at.i), None)
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG" or root is None or root.pos_ != "VERB":
        return []
    subjects = (covering(sentence, actors, each) for each in children(root, "nsubj"))
    return [actor for actor in subjects if actor is not None]


def _listed_subjects(sentence: Sentence, actors: list[Actor], verb: Token) -> list[Actor]:
    """The other subjects of a list with brackets: "the Union (UN) and Kenya (KE) signed"."""
    inside = {
        sentence.position(other)
        for subject in children(verb, "nsubj")
        for other in (subject, *subject.conjuncts)
    }
    return [a for a in actors if not a.possessive and inside & set(range(a.left, a.right))]


def whose_organ(sentence: Sentence, actors: list[Actor], verb: Token) -> list[Actor]:
    """The state of "Kenya's parliament", "the Export-Import Bank of Kenya" as a subject."""
    for subject in children(verb, "nsubj", "nsubjpass"):
        at = sentence.position(subject)
        if at is not None and subject.lower_ in deal_words().organs:
            return [a for a in actors if a.possessive and 0 <= at - a.right <= 3]
        if at is not None and subject.lower_ in deal_words().agencies:
            return [a for a in actors if sentence.lower(at + 1) == "of" and a.left - at in (2, 3)]
    return []


def _by(sentence: Sentence, actors: list[Actor], start: int) -> list[Actor]:
    for i in range(start, min(start + _REACH, len(sentence.words))):
        lower = sentence.lower(i)
        if lower == "by":
            return span(sentence, actors, i + 1)
        if sentence.words[i].pos in ("VERB", "AUX") and lower not in _DONE_BY:
            return []
        if lower in (";", ":", "but", "which", "that"):
            return []
    return []

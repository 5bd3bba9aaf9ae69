"""What a sentence says is done with an agreement: signed, reached, in force, to come, proposed."""

from knowledge.extraction.agreements.deeds import Act, Deed, Refused, act
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.qualifying import (
    by_clause_behind,
    by_what_is_done_under_it,
    by_words_before,
    is_led_to,
    negotiations_above,
    talks_on,
)
from knowledge.extraction.agreements.tense import (
    clause_status,
    enters_force,
    infinitive_below,
    is_in_force,
)
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import children, climb, is_infinitive
from knowledge.extraction.grammar.status import auxiliaries, is_negated
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import AgreementStatus, AgreementType, Status

_NOMINAL = ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET")
_REACH = 7
_SOLEMNLY = frozenset({"adopt", "endorse", "approve", "pass"})
_ISSUING = frozenset({"issue", "release", "publish", "adopt", "make"})
_OPENING = frozenset({"launch", "start", "begin", "open"})
# What keeps an agreement alive: its end put off, its terms carried out.
_ENDS = frozenset({"expiry", "expiration", "termination", "lapse", "withdrawal", "cancellation"})
_PUTTING_OFF = frozenset(
    {"suspend", "postpone", "delay", "put", "avert", "avoid", "forestall", "reverse", "cancel"}
)
_FULFILLING = frozenset({"fulfil", "fulfill", "implement", "observe", "honour", "honor", "uphold"})
_RATIFYING = frozenset({"ratify", "approve", "implement", "endorse", "pass", "consider", "debate"})
_RUN_OUT = frozenset({"expire", "lapse"})
_EXCHANGED = frozenset({"notes", "letters", "instruments", "memoranda", "mou", "mous", "documents"})


def act_on(sentence: Sentence, paper: Paper) -> Act | None:
    """What the sentence says of an agreement; None where it only mentions it.

    Raises:
        Refused: when it tells of none: denied, ended, asked for, or under an "if".
    """
    top = _top(paper.token)
    if is_negated(top) or is_negated(paper.token):
        raise Refused
    try:
        return _told(sentence, paper, top)
    except Refused:
        # "Parliament has not ratified the treaty that they signed in May": it was signed.
        signed = by_clause_behind(sentence, paper) if top.head.lemma_ in _RATIFYING else None
        if signed is None or signed.deed is not Deed.SIGN:
            raise
        return signed


def _told(sentence: Sentence, paper: Paper, top: Token) -> Act | None:
    if top.lemma_.lower() in deal_words().negotiating:
        return _of_negotiations(sentence, top)
    governed = _by_verb(sentence, paper, top) or _by_noun(sentence, top)
    if governed is not None:
        talks = negotiations_above(governed.token)
        return governed if talks is None else _of_negotiations(sentence, talks)
    behind = by_clause_behind(sentence, paper) or by_words_before(sentence, paper)
    return behind or by_what_is_done_under_it(sentence, paper, top)


def _top(token: Token) -> Token:
    """The noun that stands in the sentence for a noun in a list, a package or an example."""
    words = deal_words()
    at = token
    while True:
        if at.dep_ in ("conj", "appos") and at.head.pos_ in _NOMINAL and at.head.i < at.i:
            at = _listed_with(at)
        elif (
            at.dep_ == "pobj" and at.head.lower_ == "of" and above_preposition(at).pos_ in _NOMINAL
        ):
            above = above_preposition(at)
            if above.lemma_.lower() not in words.containers:
                return at
            at = above
        elif at.dep_ == "pobj" and at.head.lower_ == "including":
            above = at.head.head
            if above.pos_ not in _NOMINAL:
                return at
            at = above
        elif at.dep_ == "prep" and at.head.lower_ in words.containers:
            at = at.head
        else:
            return at


def _listed_with(noun: Token) -> Token:
    """The first of a list, also where the parser ties "a pact on X and a treaty" to X."""
    above = noun.head
    if above.dep_ != "pobj" or not children(noun, "det"):
        return above
    known = deal_words().documents
    document = next((t for t in list(climb(above))[:4] if t.lower_ in known), None)
    return above if above.lower_ in known or document is None else document


def above_preposition(token: Token) -> Token:
    """What the preposition above a token hangs on: "signing | of an MoU on X and of a treaty"."""
    preposition = token.head
    if preposition.dep_ == "conj":
        for above in climb(preposition):
            if above.pos_ == "VERB":
                break
            if above.lower_ == token.head.lower_ and above.dep_ == "prep":
                preposition = above
    return preposition.head


def _deed(verb: Token, joint: bool) -> Deed | None:
    words = deal_words()
    lemma = verb.lemma_.lower().removeprefix("re-")
    if verb.lower_ in words.sign:
        return Deed.SIGN
    if lemma in words.end:
        raise Refused
    if lemma in words.sign:
        return Deed.SIGN
    if joint and lemma in words.adopt:
        return Deed.ADOPT
    if lemma in words.reach:
        return Deed.REACH
    if lemma in _SOLEMNLY:
        return Deed.ADOPT
    return Deed.PROPOSE if lemma in words.propose else None


def _by_verb(sentence: Sentence, paper: Paper, top: Token) -> Act | None:
    """The verb that has the agreement as its object or subject."""
    joint = paper.type is AgreementType.JOINT_STATEMENT and not paper.weak
    verb = top.head
    alone = paper.weak and paper.token.tag_ in ("NN", "NNP")
    if paper.type is AgreementType.JOINT_STATEMENT and alone and _is_by_several(verb):
        joint = True
    if top.dep_ in ("dobj", "nsubjpass", "oprd", "dep", "attr", "dative", "nsubj", "npadvmod"):
        if verb.lemma_ == "exchange" and paper.token.lower_ not in _EXCHANGED:
            return None
        told = _of_verb(sentence, verb, joint, subject=top.dep_ == "nsubj")
        if told is not None:
            return told
    if top.dep_ == "pobj":
        told = _of_preposition(sentence, top.head)
        if told is not None:
            return told
    return _linear(sentence, paper, joint)


def _is_by_several(verb: Token) -> bool:
    """ "A and B issued a statement", "the presidents of A and B released": they did together."""
    subjects = children(verb, "nsubj") if verb.lemma_.lower() in _ISSUING else []
    return any(list(s.conjuncts) or s.tag_ in ("NNS", "NNPS") for s in subjects)


def _of_verb(sentence: Sentence, verb: Token, joint: bool, *, subject: bool) -> Act | None:
    if enters_force(verb):
        return act(sentence, Deed.FORCE, verb)
    lemma = verb.lemma_.lower()
    if verb.lower_ in ("is", "was", "are", "were", "be") and is_in_force(verb):
        return act(sentence, Deed.FORCE, verb)
    if lemma in _FULFILLING and not subject and auxiliaries(verb) & {"being", "been"}:
        return act(sentence, Deed.FORCE, verb)
    ahead = infinitive_below(verb)
    if ahead is not None:
        told = _of_verb(sentence, ahead, joint, subject=False)
        sure = told is not None and told.deed is not Deed.PROPOSE
        return Act(told.deed, AgreementStatus.PLANNED, ahead) if told and sure else told
    if verb.pos_ not in ("VERB", "NOUN", "PROPN"):
        return None
    if subject:
        if joint and lemma in deal_words().tell:
            return Act(Deed.TELL, AgreementStatus.ANNOUNCED, verb)
        if lemma in deal_words().end and lemma not in _RUN_OUT:
            raise Refused
        return None
    deed = _deed(verb, joint)
    if deed is None and lemma == "join":
        deed = Deed.SIGN
    if lemma == "have" and not auxiliaries(verb):
        return Act(Deed.MENTION, AgreementStatus.IN_FORCE, verb)
    return None if deed is None else act(sentence, deed, verb)


def _of_preposition(sentence: Sentence, preposition: Token) -> Act | None:
    """ "Entered into an agreement", "agreed on a treaty", "acceded to the convention"."""
    above = preposition.head
    if above.dep_ == "prep" and above.head.pos_ == "VERB" and above.lower_ in ("up", "on", "out"):
        above = above.head
    phrase = f"{above.lemma_.lower()} {preposition.lower_}"
    words = deal_words()
    if phrase in words.reach_to or (phrase in words.lead_to and is_led_to(sentence, preposition)):
        return act(sentence, Deed.REACH, above)
    if phrase in words.sign_to:
        return act(sentence, Deed.SIGN, above)
    if above.pos_ == "VERB" and above.lemma_.lower() in words.end and phrase != "fail on":
        raise Refused
    if above.pos_ == "VERB" and phrase in ("call for", "push for", "press for", "hope for"):
        raise Refused
    return None


def _linear(sentence: Sentence, paper: Paper, joint: bool) -> Act | None:
    """A verb of signing right before the phrase that the parser did not tie to it."""
    words = deal_words()
    for i in range(paper.left - 1, max(paper.left - _REACH, -1), -1):
        word = sentence.words[i]
        token = sentence.tokens[word.last - 1]
        lemma = token.lemma_.lower()
        if lemma in ("sign", "ink", "signs", "inks") and token.pos_ != "ADJ":
            if word.lower in ("signing", "signings") and token.pos_ == "NOUN":
                return None
            return act(sentence, Deed.SIGN, token)
        if word.pos in ("VERB", "AUX", "ADP", "SCONJ") and word.lower != "of":
            return None
        if lemma in words.documents or word.lower in (";", ":"):
            return None
    return None


def _by_noun(sentence: Sentence, top: Token) -> Act | None:
    """ "The signing of a treaty", "negotiations on a treaty", "entry into force of"."""
    words = deal_words()
    above = top.head
    if top.dep_ == "pobj":
        above = above_preposition(top)
        if above.dep_ == "prep" and above.lower_ in ("into", "of"):
            above = above.head
    if above.i == top.i or above.pos_ not in ("NOUN", "VERB", "PROPN"):
        return None
    lemma, lower = above.lemma_.lower(), above.lower_
    compound = top.dep_ in ("compound", "nmod", "poss")
    if lower in words.signing or (lower == "signing" and above.pos_ == "VERB"):
        if compound and lower != "signing":
            return None
        talks = talks_on(above)
        if talks is not None:
            return _of_negotiations(sentence, talks)
        return act(sentence, Deed.SIGN, above, watched=_is_watched(above))
    if lower in words.reaching and not compound:
        return act(sentence, Deed.REACH, above, watched=_is_watched(above))
    at = sentence.position(above)
    if lower in ("force", "effect") and at is not None and sentence.lower(at - 1) == "into":
        return act(sentence, Deed.FORCE, above)
    if lemma in ("entry", "coming") and top.dep_ == "pobj":
        return act(sentence, Deed.FORCE, above)
    if lemma in words.negotiating:
        return _of_negotiations(sentence, above)
    if lower in ("ceremony", "proposal", "draft", "prospect", "possibility", "hope", "hopes"):
        if lower == "ceremony" and at is not None and sentence.lower(at - 1) == "signing":
            return act(sentence, Deed.SIGN, above, watched=True)
        if lower == "ceremony":
            return None
        raise Refused
    if lower in _ENDS and above.head.lemma_.lower() in _PUTTING_OFF:
        return Act(Deed.FORCE, AgreementStatus.IN_FORCE, above.head)
    if lower in words.keeping:
        return Act(Deed.MENTION, AgreementStatus.IN_FORCE, top)
    if lower in ("need", "call", "calls", "lack", "absence", "importance", "chance", "end"):
        raise Refused
    return None


def _of_negotiations(sentence: Sentence, noun: Token) -> Act | None:
    """Concluded negotiations are a deal; others make it a proposal."""
    verb = noun.head
    words = deal_words()
    if noun.dep_ == "pobj" and verb.lower_ == "of":
        # "Announced the start of negotiations"
        if verb.head.lower_ in ("conclusion", "completion"):
            return act(sentence, Deed.REACH, verb.head)
        if verb.head.lower_ in ("start", "launch", "opening", "beginning", "resumption"):
            return Act(Deed.PROPOSE, AgreementStatus.PROPOSED, verb.head.head)
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj") and verb.pos_ == "VERB":
        lemma = verb.lemma_.lower()
        if lemma in words.concluding and is_infinitive(verb):
            return Act(Deed.REACH, AgreementStatus.PLANNED, verb)
        if lemma in words.concluding:
            return act(sentence, Deed.REACH, verb)
        if lemma in words.starting:
            ahead = lemma in _OPENING and clause_status(sentence, verb) is Status.PLANNED
            status = AgreementStatus.PLANNED if ahead else AgreementStatus.PROPOSED
            return Act(Deed.PROPOSE, status, verb)
        if lemma in words.end:
            raise Refused
    if verb.lower_ == "in" and verb.head.lemma_ in ("be", "remain"):
        # "A is in talks with B on a deal"
        return Act(Deed.PROPOSE, AgreementStatus.PROPOSED, verb.head)
    return Act(Deed.PROPOSE, AgreementStatus.PROPOSED, noun)


def _is_watched(noun: Token) -> bool:
    """ "Witnessed the signing of": its subject need not be who signs."""
    return noun.dep_ in ("dobj", "pobj", "nsubjpass", "conj") or noun.pos_ == "NOUN"

"""What a sentence says is done with an agreement: signed, reached, in force, to come, proposed."""

from knowledge.extraction.agreements.deeds import Act, Deed, Refused, act
from knowledge.extraction.agreements.nouns import above_preposition, by_noun, of_negotiations
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.qualifying import (
    by_clause_behind,
    by_what_is_done_under_it,
    by_words_before,
    is_led_to,
    negotiations_above,
)
from knowledge.extraction.agreements.tense import enters_force, infinitive_below, is_in_force
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import children, climb
from knowledge.extraction.grammar.status import auxiliaries, is_negated
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import AgreementStatus, AgreementType

_NOMINAL = ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET")
_REACH = 7
_PARTICLES = frozenset({"up", "on", "off", "out"})
_SOLEMNLY = frozenset({"adopt", "endorse", "approve", "pass"})
_ISSUING = frozenset({"issue", "release", "publish", "adopt", "make"})
# What keeps an agreement alive: its terms carried out.
_FULFILLING = frozenset({"fulfil", "fulfill", "implement", "observe", "honour", "honor", "uphold"})
_RATIFYING = frozenset({"ratify", "approve", "implement", "endorse", "pass", "consider", "debate"})
_RUN_OUT = frozenset({"expire", "lapse"})
_EXCHANGED = frozenset(
    {"notes", "letters", "instruments", "memoranda", "mou", "mous", "documents", "agreements"}
)
# "Put pen to paper on a treaty", "affixed their signatures to it".
_PENS = frozenset({"pen", "pens", "signature", "signatures", "name", "names", "seal", "seals"})
_WRITING = frozenset({"put", "set", "affix", "append", "add", "lend", "apply"})


_PRAISED = frozenset({"importance", "significance", "benefit", "need"})
# Headlines' verbs, which the parser takes for nouns.
_IN_HEADLINES = {
    "seal": Deed.SIGN, "seals": Deed.SIGN, "exchange": Deed.SIGN, "exchanges": Deed.SIGN,
    "clinch": Deed.REACH, "clinches": Deed.REACH, "strike": Deed.REACH, "strikes": Deed.REACH,
}  # fmt: skip


def act_on(sentence: Sentence, paper: Paper) -> Act | None:
    """What the sentence says of an agreement; None where it only mentions it.

    Raises:
        Refused: when it tells of none: denied, ended, asked for, or under an "if".
    """
    top = _top(paper.token)
    if is_negated(top) or is_negated(paper.token):
        raise Refused
    try:
        told = _told(sentence, paper, top)
        if told is None or told.deed is not Deed.FORCE or told.status is AgreementStatus.IN_FORCE:
            return told
        before = by_clause_behind(sentence, paper)
        # "The pact, signed by the ministers, will take effect": it is signed.
        return before if before is not None and before.deed is Deed.SIGN else told
    except Refused:
        if paper.definite and paper.name and top.head.head.lemma_ in _PRAISED:
            return None  # "The importance of the Treaty of Friendship": it stands.
        # "Parliament has not ratified the treaty that they signed in May": it was signed.
        signed = by_clause_behind(sentence, paper) if top.head.lemma_ in _RATIFYING else None
        if signed is None or signed.deed is not Deed.SIGN:
            raise
        return signed


def _told(sentence: Sentence, paper: Paper, top: Token) -> Act | None:
    if top.lemma_.lower() in deal_words().negotiating:
        return of_negotiations(sentence, top)
    governed = _by_verb(sentence, paper, top) or by_noun(sentence, top)
    if governed is not None:
        talks = negotiations_above(governed.token)
        return governed if talks is None else of_negotiations(sentence, talks)
    behind = by_clause_behind(sentence, paper) or by_words_before(sentence, paper)
    return behind or by_what_is_done_under_it(sentence, paper, top)


def _top(token: Token) -> Token:
    """The noun that stands in the sentence for a noun in a list, a package or an example."""
    words = deal_words()
    at = token
    while True:
        if at.dep_ == "pobj" and at.head.lower_ == "to" and at.head.head.lower_ in words.additions:
            at = at.head.head
        elif at.dep_ == "conj" and (first := _object_before(at)) is not None:
            at = first
        elif at.dep_ in ("conj", "appos") and at.head.pos_ in _NOMINAL and at.head.i < at.i:
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


def _object_before(noun: Token) -> Token | None:
    """ "Signed | a pact on fish in 2019 and a pact on wind", tied to the verb by the parser."""
    if noun.head.pos_ != "VERB" or noun.pos_ not in _NOMINAL:
        return None
    return next((t for t in children(noun.head, "dobj", "nsubjpass") if t.i < noun.i), None)


def _listed_with(noun: Token) -> Token:
    """The first of a list, also where the parser ties "a pact on X and a treaty" to X."""
    above = noun.head
    if above.dep_ != "pobj" or not children(noun, "det"):
        return above
    known = deal_words().documents
    document = next((t for t in list(climb(above))[:4] if t.lower_ in known), None)
    return above if above.lower_ in known or document is None else document


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
    if (
        above.dep_ == "prep"
        and above.head.pos_ == "VERB"
        and above.lower_ in ("up", "on", "off", "out")
    ):
        above = above.head
    phrase = f"{above.lemma_.lower()} {preposition.lower_}"
    words = deal_words()
    if phrase == "work on" and above.pos_ == "VERB":
        return act(sentence, Deed.PROPOSE, above)
    if phrase in words.reach_to or (phrase in words.lead_to and is_led_to(sentence, preposition)):
        return act(sentence, Deed.REACH, above)
    pen = _by_pen(preposition)
    off = phrase == "sign on" and any(c.lower_ in ("off", "up") for c in above.children)
    if phrase in words.sign_to or off or pen is not None:
        return act(sentence, Deed.SIGN, pen or above)
    if above.pos_ == "VERB" and above.lemma_.lower() in words.end and phrase != "fail on":
        raise Refused
    if above.pos_ == "VERB" and phrase in ("call for", "push for", "press for", "hope for"):
        raise Refused
    return None


def _by_pen(preposition: Token) -> Token | None:
    """The verb of "put pen to paper | on a treaty", "put their signatures | to it"."""
    verb = next((at for at in list(climb(preposition))[:4] if at.lemma_.lower() in _WRITING), None)
    near = [] if verb is None or preposition.lower_ not in ("on", "to") else children(verb, "dobj")
    return verb if any(noun.lower_ in _PENS for noun in near) else None


def _linear(sentence: Sentence, paper: Paper, joint: bool) -> Act | None:
    """A verb of signing right before the phrase that the parser did not tie to it."""
    words = deal_words()
    for i in range(paper.left - 1, max(paper.left - _REACH, -1), -1):
        word = sentence.words[i]
        token = sentence.tokens[word.last - 1]
        lemma = token.lemma_.lower()
        if i == paper.left - 1 and word.lower in _IN_HEADLINES:
            return act(sentence, _IN_HEADLINES[word.lower], token)
        if lemma in ("sign", "ink", "signs", "inks") and token.pos_ != "ADJ":
            if word.lower in ("signing", "signings") and token.pos_ == "NOUN":
                return None
            return act(sentence, Deed.SIGN, token)
        named_after = token.tag_ == "VBG" and i == paper.left - 1  # "Signs | mining MoU"
        if word.pos in ("VERB", "AUX", "ADP", "SCONJ") and word.lower != "of" and not named_after:
            return None
        if lemma in words.documents or word.lower in (";", ":"):
            return None
    return None

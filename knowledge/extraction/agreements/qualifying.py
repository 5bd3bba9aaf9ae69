"""What the words around the noun of an agreement say of it: "signed last year", "proposed"."""

from knowledge.extraction.agreements.deeds import DONE, Act, Deed, Refused, act
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.tense import enters_force, infinitive_below
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import children, climb
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import AgreementStatus, AgreementType

# "Under the deal with B", "as part of an agreement between A and B": it is being carried out.
_UNDER = frozenset({"under", "per"})
_UNDER_OF = frozenset({"part", "terms", "framework", "result", "consequence", "virtue"})
_UNDER_WITH = frozenset({"line", "accordance", "keeping", "compliance"})
_WHOSE = frozenset({"with", "between", "among"})
_WHOSE_REACH = 8
_LED_REACH = 16
# "Signed in 2009, the treaty …"
_FRONTED = frozenset({"signed", "inked", "reached", "concluded", "initialled", "ratified"})


# Verbs and nouns of seeking, and what stands between them and what is sought.
_SEEKING = frozenset(
    {
        "hope", "seek", "aim", "work", "call", "look", "push", "press", "urge", "want", "wish",
        "discuss", "consider", "appeal", "strive", "long", "wait", "demand", "effort", "plea",
    }
)  # fmt: skip
_SEEKS_FOR = frozenset({"for", "to", "towards", "toward", "on", "at", "about"})


def is_led_to(sentence: Sentence, preposition: Token) -> bool:
    """ "Talks led | to a truce between A and B"; not "A led them to a truce"."""
    at = sentence.position(preposition)
    if at is None or children(preposition.head, "dobj"):
        return False
    behind = {sentence.lower(i) for i in range(at + 1, at + _LED_REACH)}
    return not behind.isdisjoint(("between", "among"))


def negotiations_above(token: Token) -> Token | None:
    """The talks of "talks on signing a treaty", "negotiations to conclude a pact"."""
    above = token.head
    if token.dep_ == "pcomp" and above.lower_ in ("on", "about", "over", "for", "towards"):
        above = above.head
    elif not (token.dep_ in ("acl", "relcl") and children(token, "aux")):
        return None
    if above.pos_ == "VERB":
        objects = children(above, "dobj")
        above = objects[0] if objects else above
    talks = above.lemma_.lower() in deal_words().negotiating and above.pos_ == "NOUN"
    return above if talks and token.tag_ in ("VBG", "VB") else None


def by_what_is_done_under_it(sentence: Sentence, paper: Paper, top: Token) -> Act | None:
    """ "A freed prisoners under a deal with B": in force; a visit "is part of" one announced."""
    behind = [sentence.lower(i) for i in range(paper.right, paper.right + _WHOSE_REACH)]
    known = paper.definite and behind[:1] == ["between"]  # Mentioned: it stands.
    if top.dep_ != "pobj" or paper.weak or known or _WHOSE.isdisjoint(behind):
        return None
    preposition, above = top.head, top.head.head
    by_noun = (preposition.lower_ == "of" and above.lower_ in _UNDER_OF) or (
        preposition.lower_ == "with" and above.lower_ in _UNDER_WITH
    )
    if by_noun and above.dep_ == "attr" and above.head.lemma_ == "be":
        return Act(Deed.REACH, AgreementStatus.ANNOUNCED, above)
    if not by_noun and preposition.lower_ not in _UNDER:
        return None
    verb = next((at for at in climb(top) if at.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() in deal_words().end:
        return None
    return Act(Deed.MENTION, AgreementStatus.IN_FORCE, verb)


def by_clause_behind(sentence: Sentence, paper: Paper) -> Act | None:
    """ "The MoU signed last year", "an agreement that took effect in May"."""
    for token in sorted(paper.token.subtree, key=lambda t: t.i):
        place = sentence.position(token)
        if token.dep_ not in ("relcl", "acl") or place is None or place < paper.at:
            continue
        if _other_document_between(sentence, paper, place):
            return None
        joint = paper.type is AgreementType.JOINT_STATEMENT and not paper.weak
        told = _of_clause(sentence, token, joint)
        if told is not None:
            return told
    after = paper.right
    if sentence.lower(after) in ("signed", "inked", "initialled", "reached", "concluded"):
        token = sentence.tokens[sentence.words[after].last - 1]
        deed = Deed.REACH if sentence.lower(after) == "reached" else Deed.SIGN
        return Act(deed, DONE[deed], token)
    return None


def _other_document_between(sentence: Sentence, paper: Paper, place: int) -> bool:
    known = deal_words().documents
    return any(sentence.lower(i) in known for i in range(paper.right, place))


def _of_clause(sentence: Sentence, verb: Token, joint: bool) -> Act | None:
    if enters_force(verb):
        return act(sentence, Deed.FORCE, verb)
    ahead = infinitive_below(verb)
    if ahead is not None:
        told = _of_clause(sentence, ahead, joint)
        return None if told is None else Act(told.deed, AgreementStatus.PLANNED, ahead)
    if verb.pos_ != "VERB":
        return None
    lemma = verb.lemma_.lower()
    words = deal_words()
    active_subject = any(child.lower_ in ("which", "that") for child in children(verb, "nsubj"))
    if active_subject:
        return None
    if lemma in words.end or lemma in words.propose:
        deed = Deed.PROPOSE if lemma in words.propose else None
        return None if deed is None else act(sentence, deed, verb)
    if lemma in words.sign:
        return act(sentence, Deed.SIGN, verb)
    if lemma == "implement":
        return act(sentence, Deed.FORCE, verb)
    if lemma in words.adopt and joint:
        return act(sentence, Deed.ADOPT, verb)
    if lemma == "agree" and verb.dep_ == "relcl":
        return None  # "The pact in which they agreed on" says what is in it.
    known = lemma in ("reach", "strike", "announce", "adopt", "clinch", "agree", "broker", "issue")
    return act(sentence, Deed.REACH, verb) if known else None


def by_words_before(sentence: Sentence, paper: Paper) -> Act | None:
    """ "The recently signed agreement", "a proposed deal"."""
    words = deal_words()
    before = {sentence.lower(i) for i in range(paper.left, paper.at)}
    if sentence.lower(paper.left - 1) == "," and sentence.lower(0) in _FRONTED:
        opening = sentence.tokens[sentence.words[0].last - 1]
        if all(sentence.lower(i) != "," for i in range(paper.left - 1)):
            deed = Deed.REACH if sentence.lower(0) == "reached" else Deed.SIGN
            return Act(deed, DONE[deed], opening)
    if before & words.proposed_before:
        return Act(Deed.PROPOSE, AgreementStatus.PROPOSED, paper.token)
    if before & words.planned_before:
        return Act(Deed.MENTION, AgreementStatus.PLANNED, paper.token)
    if any(word.endswith(tuple(words.signed_before)) for word in before):
        return Act(Deed.SIGN, AgreementStatus.SIGNED, paper.token)
    if before & words.force_before:
        return Act(Deed.MENTION, AgreementStatus.IN_FORCE, paper.token)
    return None


def talks_on(noun: Token) -> Token | None:
    """The talks in "negotiations for the conclusion of a pact", where `noun` is the conclusion.

    Raises:
        Refused: when what `noun` tells is only hoped or called for.
    """
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    lemma = over.lemma_.lower()
    if lemma == "negotiate" or (over.pos_ == "NOUN" and lemma in deal_words().negotiating):
        return over
    leads = noun.head.lower_ in _SEEKS_FOR if noun.dep_ == "pobj" else noun.dep_ == "dobj"
    if leads and lemma in _SEEKING:
        raise Refused
    return None

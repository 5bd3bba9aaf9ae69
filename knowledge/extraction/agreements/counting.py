"""Whether what is told of an agreement is enough to count it, and what a mere mention tells."""

from knowledge.extraction.agreements.deeds import Act, Deed
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.sides import Sides
from knowledge.extraction.agreements.words import is_body
from knowledge.extraction.grammar.clauses import ruling_verb
from knowledge.extraction.grammar.status import auxiliaries
from knowledge.extraction.parsing.document import Sentence
from knowledge.model import AgreementStatus, AgreementType, ParagraphRole

_ALONE = frozenset({AgreementType.JOINT_STATEMENT, AgreementType.TREATY})
_SAYS = ("according to",)
_FUTURE = frozenset({"will", "shall", "would"})


def is_done(act: Act) -> bool:
    """True for what was signed or agreed."""
    return act.status in (AgreementStatus.SIGNED, AgreementStatus.ANNOUNCED)


def leave_out_bodies(sides: Sides) -> None:
    """Three states or more sign for themselves, not the body that they met in."""
    states = [code for code in sides.codes if not is_body(code)]
    if len(states) > 2:
        sides.codes = states


def mention(sentence: Sentence, paper: Paper) -> Act | None:
    """An agreement that is only spoken of: it stands, as its kind of agreement does."""
    in_force = paper.type in (AgreementType.TREATY, AgreementType.FTA, AgreementType.TAX)
    status = AgreementStatus.IN_FORCE if in_force else AgreementStatus.SIGNED
    if paper.type is AgreementType.JOINT_STATEMENT:
        if sentence.role is ParagraphRole.TITLE and not paper.weak and _is_all(sentence):
            return Act(Deed.ADOPT, AgreementStatus.ANNOUNCED, paper.token)
        if paper.weak and sentence.lower(paper.left - 1) != "in":
            return None
        above = f"{sentence.lower(paper.left - 2)} {sentence.lower(paper.left - 1)}"
        if not (above.endswith((" in", " by", " per", " through", " via")) or above in _SAYS):
            return None
        verb = ruling_verb(paper.token)
        if verb is not None and auxiliaries(verb) & _FUTURE:
            return None  # "Will be reflected in the joint statement"
        return Act(Deed.TELL, AgreementStatus.ANNOUNCED, paper.token)
    such = any(sentence.lower(i) == "such" for i in range(paper.left, paper.at))
    if not paper.definite or such:
        return None
    return Act(Deed.MENTION, status, paper.token)


def _is_all(sentence: Sentence) -> bool:
    """ "Joint Statement from Kenya and Norway" as a headline: what follows is the statement."""
    said = (t for t in sentence.tokens if t.pos_ in ("VERB", "AUX"))
    return all(t.lower_ in ("following", "regarding", "concerning") for t in said)


def is_enough(paper: Paper, act: Act, sides: Sides) -> bool:
    """Two parties; a body alone where it adopts or signs something of its members."""
    if len(sides.codes) > 1 or (sides.armed and sides.codes and is_done(act)):
        return True
    body = len(sides.codes) == 1 and is_body(sides.codes[0])
    return body and paper.type in _ALONE and act.deed in (Deed.SIGN, Deed.ADOPT)


def is_joint(paper: Paper, act: Act, sides: Sides) -> bool:
    """A document, plan or loan counts once two parties sign or adopt it."""
    if act.deed is Deed.SIGN:
        return True
    if paper.type is AgreementType.LOAN and act.deed in (Deed.REACH, Deed.ADOPT):
        return len(sides.codes) > 1 and not sides.guessed
    if act.deed is Deed.REACH and act.token.lemma_ == "agree":
        return len(sides.doers) > 1 and not sides.guessed  # "Agreed on a plan"
    solemn = paper.type is AgreementType.JOINT_STATEMENT
    if act.deed is Deed.ADOPT and len(sides.doers) < 2:
        return False
    done = act.deed in (Deed.ADOPT, Deed.TELL)
    several = len(sides.codes) > 1 or (sides.codes and sides.codes != ["UN"])
    return solemn and done and bool(several) and not sides.guessed

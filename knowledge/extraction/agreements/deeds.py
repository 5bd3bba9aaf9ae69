"""What can be done with an agreement, and the status that it has then."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.extraction.agreements.tense import (
    clause_status,
    is_agreed,
    is_conditional,
    is_only_near,
    is_only_thought_of,
    is_still_to_do,
    is_taken_for_done,
)
from knowledge.extraction.grammar.clauses import is_infinitive
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import AgreementStatus, Status


class Deed(StrEnum):
    """What was done; the names of the rules of agreements."""

    SIGN = "agreement signed"
    REACH = "agreement reached"
    ADOPT = "agreement adopted"
    FORCE = "agreement in force"
    PROPOSE = "agreement proposed"
    TELL = "agreement told"
    MENTION = "agreement mentioned"


@dataclass(frozen=True, slots=True)
class Act:
    """What is done with an agreement, by which word, and whether that word's subject does it.

    `watched` is true when the subject only looks on ("witnessed the signing").
    """

    deed: Deed
    status: AgreementStatus
    token: Token
    watched: bool = False


DONE = {
    Deed.SIGN: AgreementStatus.SIGNED,
    Deed.REACH: AgreementStatus.ANNOUNCED,
    Deed.ADOPT: AgreementStatus.ANNOUNCED,
    Deed.FORCE: AgreementStatus.IN_FORCE,
    Deed.PROPOSE: AgreementStatus.PROPOSED,
    Deed.TELL: AgreementStatus.ANNOUNCED,
}


class Refused(Exception):
    """The sentence denies, ends or only imagines the agreement."""


def act(sentence: Sentence, deed: Deed, token: Token, *, watched: bool = False) -> Act:
    """The act with the status that its tense gives it."""
    if is_conditional(token) or is_still_to_do(token) or is_only_near(token):
        raise Refused
    if is_only_thought_of(token):
        raise Refused
    told = clause_status(sentence, token)
    if told is Status.PLANNED and is_taken_for_done(token):
        told = Status.HELD
    if told is None or told is Status.CANCELLED:
        if deed is Deed.PROPOSE and not is_infinitive(token):
            return Act(deed, AgreementStatus.PROPOSED, token)
        raise Refused
    agreed = deed is Deed.REACH and is_agreed(sentence, token)
    planned = told is Status.PLANNED and deed is not Deed.PROPOSE and not agreed
    return Act(deed, AgreementStatus.PLANNED if planned else DONE[deed], token, watched)

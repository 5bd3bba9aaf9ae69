"""The type of an agreement, as its noun and the words around it settle it."""

from knowledge.extraction.agreements.words import deal_words
from knowledge.model import AgreementType

_LOANS = frozenset({"loan", "loans", "credit", "bailout", "bail-out"})
_LENDING = frozenset({"provide", "extend", "lend", "give", "grant", "borrow", "disburse"})
_LOAN_ENDS = frozenset(
    {"to", "that", "which", "who", "with", "between", "by", "was", "were", "is", "are", ",", ";"}
)
_FUNDING = frozenset(
    {
        "arrangement", "arrangements", "facility", "program", "programme", "loan", "bailout",
        "financing", "package", "credit", "standby", "stand-by",
    }
)  # fmt: skip
_REVIEWS = frozenset({"review", "reviews", "policies", "policy"})
_FUND_ENDS = frozenset({"that", "which", "to", "in", "after", "following", ".", ";"})
_ASIDE = _LOAN_ENDS - {"with", "between"}


def type_of(
    kind: AgreementType, before: list[str], noun: str, about: str | None, behind: list[str]
) -> AgreementType:
    """The type that the words around a noun settle."""
    words = deal_words()
    topic = set(_plain(about)) if about else set()
    if kind in (AgreementType.MOU, AgreementType.JOINT_STATEMENT, AgreementType.FTA):
        return kind
    if not words.tax.isdisjoint(before) or topic >= {"double", "taxation"}:
        return AgreementType.TAX
    if kind is AgreementType.TREATY and not (noun == "charter" and _is_of_partners(behind)):
        return kind
    if noun in ("notes", "letter", "letters"):
        return kind
    traded = words.trade & set(before) and not words.not_trade & {*before, noun}
    if traded or topic >= {"free", "trade"} or {"economic", "partnership"} <= set(before):
        return AgreementType.FTA
    if not words.loan.isdisjoint(before) or words.loan & topic or is_for_loan(behind):
        return AgreementType.LOAN
    if "staff-level" in before and _is_lent_on(behind):
        return AgreementType.LOAN
    if (
        "partnership" in before
        or behind[:2] == ["of", "partnership"]
        or noun == "charter"
        or (about and "partnership" in _plain(about)[:4])
    ):
        return AgreementType.PARTNERSHIP
    if noun == "memorandum" or behind[:2] == ["of", "understanding"]:
        return AgreementType.MOU
    return kind


def _is_of_partners(behind: list[str]) -> bool:
    """ "A charter | on strategic partnership"."""
    return behind[:1] in (["on"], ["of"]) and "partnership" in behind[:4]


def _is_lent_on(behind: list[str]) -> bool:
    """ "A staff-level agreement | with Kenya on a new arrangement"; not one on its review."""
    start = behind.index("on") + 1 if "on" in behind else len(behind)
    end = next((i for i in range(start, len(behind)) if behind[i] in _FUND_ENDS), len(behind))
    return not _FUNDING.isdisjoint(behind[start:end]) and _REVIEWS.isdisjoint(behind[start:end])


def is_for_loan(behind: list[str]) -> bool:
    """ "An agreement | for a $1bn loan", "a deal | on Monday for the second part of the loan"."""
    if behind[:1] == ["to"] and behind[1:2] and behind[1] in _LENDING:
        return not _LOANS.isdisjoint(behind)
    if "for" not in behind:
        return False
    start = behind.index("for")
    end = next((i for i in range(start, len(behind)) if behind[i] in _LOAN_ENDS), len(behind))
    documents = deal_words().documents
    aside = any(word in _ASIDE or word in documents for word in behind[:start])
    return not aside and not _LOANS.isdisjoint(behind[start:end])


def _plain(text: str) -> list[str]:
    return [word.strip(",.“”\"'’") for word in text.lower().split()]

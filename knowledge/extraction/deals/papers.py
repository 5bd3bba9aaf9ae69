"""Noun phrases that name an agreement: "a memorandum of understanding on customs"."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction.deals.words import deal_words
from knowledge.extraction.document import Sentence
from knowledge.extraction.tokens import Token
from knowledge.model import AgreementType
from knowledge.names import gazetteer

# Behind these the words of a name or of what an agreement is about go on.
_NAME_WORDS = frozenset({"of", "on", "and", "in", "for", "the", "against", "to", "&", "between"})
_ABOUT = frozenset(
    {"on", "for", "regarding", "concerning", "about", "covering", "over", "of", "to", "governing"}
)
_ABOUT_ENDS = frozenset(
    {
        "between", "among", "with", "that", "which", "who", "signed", "worth", "under", "after",
        "before", "during", "when", "while", "but", "by", "following", "at", "as", "where", "from",
        "said", "was", "is", "were", "are", "has", "have", "had", "will", ";", ":", ".", "–", "—",
        "--", "(", ")", "”", "“", '"', "would", "last", "this", "reached", "although", "because",
    }
)  # fmt: skip
_LONGEST_ABOUT = 16
_LONGEST_NAME = 10
_NOUN_DEPS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "conj"})
# Headlines put these verbs where the parser reads a run of nouns.
_HEADLINE_VERBS = frozenset(
    {"sign", "signs", "ink", "inks", "seal", "seals", "clinch", "clinches", "strike", "strikes"}
)
_BEFORE_NOUN = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "ADV")
_TOPICAL = ("NOUN", "PROPN", "ADJ")
_OF_WHAT = frozenset({"understanding", "cooperation", "agreement", "intent", "co-operation"})
_DATE_WORDS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    }
)  # fmt: skip
_NOT_SO_MANY = frozenset({"no", "any", "neither", "every", "each", "without"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A phrase over words `left`..`right`-1 whose noun, word `at`, names an agreement.

    `weak` ones count only once somebody signs or adopts them. `definite` is true for "the deal",
    "their agreement", `bare` for those of them that say nothing else of which one is meant.
    """

    token: Token
    at: int
    left: int
    right: int
    type: AgreementType
    weak: bool
    definite: bool
    bare: bool
    family: str
    about: str | None
    name: str | None


def find_papers(sentence: Sentence) -> Iterator[Paper]:
    """The phrases of a sentence that name an agreement, left to right, never overlapping."""
    behind = 0
    for at in range(len(sentence.words)):
        paper = paper_at(sentence, at) if at >= behind else None
        if paper is not None:
            behind = paper.right
            yield paper


def paper_at(sentence: Sentence, at: int) -> Paper | None:
    """The agreement that the noun at word `at` names, None where it names none."""
    word = sentence.words[at]
    noun = word.lower.strip(".'’").removeprefix("mini-")
    words = deal_words()
    weak = noun in words.weak_documents
    kind = words.weak_documents.get(noun) or words.documents.get(noun)
    if noun == "partnership" and _is_trade_bloc(sentence, at):
        kind = AgreementType.FTA
    token = sentence.tokens[word.last - 1]
    if kind is None or not _is_noun(token) or _is_part_of_noun(token):
        return None
    if sentence.lower(at + 1) in words.not_behind:
        return None
    left = _left(sentence, token, at)
    before = [sentence.lower(i) for i in range(left, at)]
    if not (words.not_before - {"press"} if noun == "release" else words.not_before).isdisjoint(
        before
    ) or not _NOT_SO_MANY.isdisjoint(before):
        return None
    right = _right(sentence, at)
    behind = [sentence.lower(i) for i in range(at + 1, min(right + 8, len(sentence.words)))]
    about = about_behind(sentence, right) or about_behind(sentence, at + 1)
    kind = _type(kind, before, noun, about, behind)
    if kind is AgreementType.JOINT_STATEMENT and weak:
        weak = words.joint.isdisjoint(before)
    if noun == "release" and weak:
        return None
    name = _name(sentence, left, at)
    definite = bool(before) and before[0] in ("the", "this", "that", "their", "both", "these")
    plain = [
        w for w in before if w not in ("the", "this", "that", "these", "their", "said", "both")
    ]
    bare = definite and not plain and about is None and name is None
    if about is not None and about.removeprefix("the ") in gazetteer.load().names:
        about = None  # "Signed the MoU for Kenya" says for whom.
    if about is None and plain:
        about = _plain_about(sentence, left, at)
    family = words.families.get(noun, "agreement")
    return Paper(token, at, left, right, kind, weak, definite, bare, family, about, name)


def _is_noun(token: Token) -> bool:
    """True also where the parser took the object of a verb for an adjective."""
    return token.pos_ in ("NOUN", "PROPN") or (token.pos_ != "VERB" and token.dep_ in _NOUN_DEPS)


def _is_part_of_noun(token: Token) -> bool:
    """ "Loan" in "loan agreement"."""
    compound = token.dep_ in ("compound", "nmod") and token.head.i > token.i
    return compound and token.head.lower_ in deal_words().documents


def _is_trade_bloc(sentence: Sentence, at: int) -> bool:
    """ "The … Comprehensive Economic Partnership" is a trade agreement by its name."""
    capital = sentence.words[at].capital
    return capital and sentence.words[at - 1].text == "Economic" if at else False


def _left(sentence: Sentence, token: Token, at: int) -> int:
    """Where the phrase begins: articles, adjectives and nouns before its noun."""
    first = sentence.position(token.left_edge)
    left = at
    while left > 0:
        word = sentence.words[left - 1]
        if word.lower in _HEADLINE_VERBS and not word.capital:
            break
        participle = word.pos == "VERB" and sentence.tokens[word.last - 1].dep_ in (
            "amod",
            "compound",
        )
        joins = word.lower in ("'s", "’s", "'", "’", "-", "–", "&") and left > 1
        if word.pos in _BEFORE_NOUN or participle or joins:
            left -= 1
        elif word.lower in ("their", "its", "his", "her"):
            left -= 1
            break
        elif word.lower in ("and", ",", "/") and first is not None and first < left - 1:
            left -= 1
        else:
            break
        if sentence.lower(left) in ("the", "a", "an", "this", "that"):
            break
    return left


def _right(sentence: Sentence, at: int) -> int:
    """Where "memorandum | of understanding (MoU)" ends."""
    right = at + 1
    if sentence.lower(right) in ("of", "on") and sentence.lower(right + 1) in _OF_WHAT:
        right += 2
    if sentence.lower(right) == "(" and sentence.lower(right + 2) == ")":
        right += 3
    return right


def _type(
    kind: AgreementType, before: list[str], noun: str, about: str | None, behind: list[str]
) -> AgreementType:
    """The type that the words around a noun settle."""
    words = deal_words()
    topic = set(_plain(about)) if about else set()
    if kind in (AgreementType.MOU, AgreementType.JOINT_STATEMENT, AgreementType.FTA):
        return kind
    if not words.tax.isdisjoint(before) or topic >= {"double", "taxation"}:
        return AgreementType.TAX
    if kind is AgreementType.TREATY:
        return kind
    if noun in ("notes", "letter", "letters"):
        return kind
    traded = words.trade & set(before) and not words.not_trade & set(before)
    if traded or topic >= {"free", "trade"} or {"economic", "partnership"} <= set(before):
        return AgreementType.FTA
    if not words.loan.isdisjoint(before):
        return AgreementType.LOAN
    if "partnership" in before or (about and "partnership" in _plain(about)[:4]):
        return AgreementType.PARTNERSHIP
    if noun == "memorandum" or behind[:2] == ["of", "understanding"]:
        return AgreementType.MOU
    return kind


def _plain(text: str) -> list[str]:
    return [word.strip(",.“”\"'’") for word in text.lower().split()]


def about_behind(sentence: Sentence, start: int) -> str | None:
    """What stands behind "on", "for", "regarding" at word `start`, up to the end of the phrase."""
    if sentence.lower(start) not in _ABOUT:
        return None
    end = start + 1
    while end < len(sentence.words) and end - start <= _LONGEST_ABOUT:
        lower = sentence.lower(end)
        if lower in _ABOUT_ENDS or lower in _DATE_WORDS:
            break
        if lower in ("in", "on") and _is_elsewhere(sentence, end + 1):
            break
        if lower == "in" and _is_where(sentence, end + 1):
            break
        if lower == "," and not _goes_on(sentence, end):
            break
        end += 1
    while end > start + 1 and sentence.lower(end - 1) in ("and", ",", "in", "on", "the", "a", "of"):
        end -= 1
    day = sentence.words[start + 1].text[:1].isdigit() if start + 1 < len(sentence.words) else True
    return None if end == start + 1 or day else sentence.printed(start + 1, end)


def _is_elsewhere(sentence: Sentence, i: int) -> bool:
    """True for a date or an occasion: "on | 12 March", "on | the sidelines"."""
    aside = {sentence.lower(i), sentence.lower(i + 1)} & {"sidelines", "margins", "occasion"}
    number = i < len(sentence.words) and sentence.words[i].text[:1].isdigit()
    return bool(aside) or number or sentence.lower(i) in _DATE_WORDS


def _is_where(sentence: Sentence, i: int) -> bool:
    """True for a capitalised place that ends the phrase: "in | Nairobi on Monday"."""
    end = i
    while end < len(sentence.words) and sentence.words[end].capital and end - i < 4:
        end += 1
    if end == i:
        return False
    after = sentence.lower(end)
    return after in _ABOUT_ENDS or after in ("", ",", "on", "in", "and") or after in _DATE_WORDS


def _goes_on(sentence: Sentence, comma: int) -> bool:
    """True when a comma stands in a list that comes to its "and"."""
    for i in range(comma + 1, min(comma + 8, len(sentence.words))):
        if sentence.lower(i) == "and":
            return (
                sentence.words[i + 1].pos in ("NOUN", "PROPN", "ADJ")
                if i + 1 < len(sentence.words)
                else False
            )
        if sentence.words[i].pos in ("VERB", "AUX", "SCONJ", "PRON"):
            return False
    return False


def _name(sentence: Sentence, left: int, at: int) -> str | None:
    """The name of its own that an agreement has: two or more capitalised words."""
    if not sentence.words[at].capital or sentence.words[at].text[1:] != sentence.lower(at)[1:]:
        return None
    first = at
    while first > left and (
        sentence.words[first - 1].capital or sentence.lower(first - 1) in ("and", "of", "&", "-")
    ):
        first -= 1
    while first < at and not (
        sentence.words[first].capital and sentence.words[first].pos in ("NOUN", "PROPN", "ADJ")
    ):
        first += 1
    last = at + 1
    end = last
    while end < len(sentence.words) and end - at < _LONGEST_NAME:
        word = sentence.words[end]
        if word.capital and word.lower not in _DATE_WORDS:
            end += 1
            last = end
        elif word.lower in _NAME_WORDS and word.lower != "between":
            end += 1
        else:
            break
    return sentence.printed(first, last) if last - first > 1 else None


def _plain_about(sentence: Sentence, left: int, at: int) -> str | None:
    """What the words before the noun say of it: "maritime border" of "the maritime border deal"."""
    first = at
    while first > left and sentence.words[first - 1].pos in ("NOUN", "PROPN", "ADJ"):
        first -= 1
    words = deal_words()
    while first < at and (
        sentence.lower(first) in words.vague or sentence.words[first].pos not in _TOPICAL
    ):
        first += 1
    return sentence.printed(first, at) if first < at else None

"""What an agreement is about and what it is called, as the words around its noun say."""

import re
from collections.abc import Mapping

from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.named.parties import city_party
from knowledge.extraction.parsing.document import Sentence
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
_LONGEST_PARTIES = 24
_LONGEST_NAME = 10
# "A mutual defence pact": these belong to what is agreed, and alone say nothing.
_OF_TWO = frozenset({"mutual", "reciprocal", "comprehensive"})
_TOPICAL = ("NOUN", "PROPN", "ADJ")
_DATE_WORDS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    }
)  # fmt: skip


def about_behind(sentence: Sentence, start: int) -> str | None:
    """What stands behind "on", "for", "regarding" at word `start`, up to the end of the phrase."""
    first = sentence.lower(start)
    if first == "on" and sentence.lower(start + 1) == "behalf":
        return None
    if first not in _ABOUT or (first in ("in", "on") and _is_elsewhere(sentence, start + 1)):
        return None
    if first == "to" and (
        start + 1 == len(sentence.words) or sentence.words[start + 1].pos != "VERB"
    ):
        return None  # "To the tune of $3 billion"
    end = start + 1
    while end < len(sentence.words) and end - start <= _LONGEST_ABOUT:
        lower = sentence.lower(end)
        if _begins_another(sentence, end):
            break
        if lower in _ABOUT_ENDS or lower in _DATE_WORDS:
            break
        if lower in ("in", "on") and _is_elsewhere(sentence, end + 1):
            break
        if sentence.words[end].pos == "AUX" or _is_finite(sentence, end):
            break
        if lower == "in" and _is_where(sentence, end + 1):
            break
        if lower == "," and not _goes_on(sentence, end):
            break
        if lower == "and" and _is_another_deed(sentence, start, end):
            break
        end += 1
    while end > start + 1 and sentence.lower(end - 1) in ("and", ",", "in", "on", "the", "a", "of"):
        end -= 1
    return (
        None
        if end == start + 1 or _is_amount(sentence, start + 1)
        else sentence.printed(start + 1, end)
    )


def _is_another_deed(sentence: Sentence, start: int, at: int) -> bool:
    """True at the "and" of "a treaty on fish | and further strengthening their ties"."""
    tags = [sentence.tokens[word.last - 1].tag_ for word in sentence.words[at + 1 : at + 3]]
    deed = tags[:1] == ["VBG"] or tags == ["RB", "VBG"]
    first = sentence.tokens[sentence.words[start + 1].last - 1]
    return deed and first.tag_ != "VBG"


def about_behind_parties(sentence: Sentence, start: int) -> str | None:
    """What stands behind "between A and B on", "with A on"."""
    if sentence.lower(start) not in ("between", "with", "among"):
        return None
    for i in range(start + 1, min(start + _LONGEST_PARTIES, len(sentence.words))):
        of_name = all(word.capital for word in sentence.words[i - 1 : i + 2 : 2])
        if sentence.lower(i) == "for" and of_name:
            continue  # "With the Fund for Peace"
        if sentence.lower(i) in ("on", "regarding", "concerning", "for", "to"):
            return about_behind(sentence, i)
        if sentence.words[i].pos in ("VERB", "AUX") or sentence.lower(i) in (";", "—", "–"):
            return None
    return None


def _is_city(sentence: Sentence, i: int) -> bool:
    """True at the "in" of "in Nairobi", which belongs to no name."""
    return sentence.lower(i) in ("in", "at") and any(
        city_party(sentence.printed(i + 1, min(i + k, len(sentence.words)))) for k in (2, 3)
    )


def _begins_another(sentence: Sentence, i: int) -> bool:
    """True at the "and" of "a pact on fish | and a treaty", "the Treaty of A | and the Treaty"."""
    if sentence.lower(i) not in ("and", ","):
        return False
    next_words = [sentence.lower(k) for k in range(i + 1, i + 6)]
    start = {"a", "an", "the", "of"} & set(next_words[:2])
    words = deal_words()
    return bool(start) and any(
        w in words.documents or w in words.weak_documents for w in next_words
    )


def _is_elsewhere(sentence: Sentence, i: int) -> bool:
    """True for a date or an occasion: "on | 12 March", "on | the sidelines"."""
    aside = {sentence.lower(k) for k in range(i, i + 3)} & {"sidelines", "margins", "occasion"}
    number = i < len(sentence.words) and sentence.words[i].text[:1].isdigit()
    return bool(aside) or number or sentence.lower(i) in _DATE_WORDS


def _is_amount(sentence: Sentence, i: int) -> bool:
    """True for "more than $3 billion", "12 March"."""
    first = {sentence.lower(i), sentence.lower(i + 1), sentence.lower(i + 2)}
    number = (
        any(char.isdigit() for char in sentence.words[i].text) or sentence.words[i].pos == "SYM"
    )
    return number or bool(first & {"usd", "$", "us$", "€", "billion", "million"})


def _is_finite(sentence: Sentence, i: int) -> bool:
    """True for a verb in a tense: "an agreement on fish and | agreed to meet again"."""
    return sentence.tokens[sentence.words[i].last - 1].tag_ in ("VBD", "VBZ", "VBP", "MD")


def _is_where(sentence: Sentence, i: int) -> bool:
    """True for a capitalised place that ends the phrase: "in | Nairobi on Monday"."""
    end = i
    while end < len(sentence.words) and sentence.words[end].capital and end - i < 4:
        end += 1
    if end == i or (sentence.words[i - 2].capital and _is_of_title(sentence, i)):
        return False
    after = sentence.lower(end)
    return after in _ABOUT_ENDS or after in ("", ",", "on", "in", "and") or after in _DATE_WORDS


def _is_of_title(sentence: Sentence, i: int) -> bool:
    """True at "Criminal Matters" of "Legal Assistance in | Criminal Matters": no place."""
    token = sentence.tokens[sentence.words[i].last - 1]
    behind = sentence.words[i + 1 : i + 2]
    several = any(sentence.tokens[word.last - 1].tag_ in ("NNS", "NNPS") for word in behind)
    return not names_party(sentence.words[i].text) and (token.pos_ == "ADJ" or several)


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


def name_of(sentence: Sentence, left: int, at: int) -> str | None:
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
        if _begins_another(sentence, end) or _is_city(sentence, end):
            break
        if word.capital and word.lower not in _DATE_WORDS:
            end += 1
            last = end
        elif word.lower in _NAME_WORDS and word.lower != "between":
            end += 1
        else:
            break
    return sentence.printed(first, last) if last - first > 1 else None


def about_before(sentence: Sentence, left: int, at: int) -> str | None:
    """What the words before the noun say of it: "maritime border" of "the maritime border deal"."""
    words = deal_words()
    first = left
    while first < at:
        party = _party_words(sentence, first, at)
        lower = sentence.lower(first)
        plain = lower in words.vague or lower in _DATE_WORDS
        plain = plain or sentence.words[first].text[0].isdigit()
        if not party and not plain and sentence.words[first].pos in _TOPICAL:
            break
        first += party or 1
    partnership = sentence.lower(at) == "partnership"
    if first < at and first > left and sentence.lower(first - 1) in _OF_TWO:
        first -= 1
    return sentence.printed(first, at + partnership) if first < at else None


def _party_words(sentence: Sentence, first: int, at: int) -> int:
    """How many words from `first` on name parties: "Kenyan", "ASEAN", "Kenya-New Zealand"."""
    for count in range(min(3, at - first), 0, -1):
        if names_party(sentence.printed(first, first + count)):
            return count
    return 0


def names_party(text: str) -> bool:
    """True for the name of a state or body, its adjective, or several with hyphens."""
    tables = _tables(gazetteer.load())
    parts = re.split(r"[-–‑]", text)
    for part in parts:
        for table in tables:
            if part in table:
                break
        else:
            return False
    return True


def _tables(known: gazetteer.Gazetteer) -> tuple[Mapping[str, str], ...]:
    return known.names, known.demonyms, known.organisations, known.capitals

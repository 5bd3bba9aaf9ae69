"""What a sum is for, in the article's words: "rural electrification", "a secondary school"."""

from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.payments.views import View
from knowledge.model import PaymentKind

_ENDS = frozenset(
    {
        ";", ":", "–", "—", "(", ")", ",", "”", "“", '"', "which", "who", "while", "but", "after",
        "before", "when", "during", "said", "says", "according", "as", "through", "via",
    }
)  # fmt: skip
_STOPS = frozenset({";", "–", "—", "said", "which", "while", "but", "including", "bringing"})
_TOWARDS = frozenset({"to", "towards", "toward", "into"})
_LONGEST = 14
_TIMES = frozenset(
    {
        "year", "years", "month", "months", "decade", "decades", "period", "first", "time",
        "fiscal", "week", "weeks", "day", "days",
    }
)  # fmt: skip
_PREPOSITIONS = frozenset({"ADP", "CCONJ", "PUNCT", "DET", "PART", "SCONJ"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her"})


def purpose_of(view: View, kind: PaymentKind) -> str | None:
    """The phrase that says what a sum is for, verbatim; None where the sentence has none.

    "For X" behind the sum, else "to do X", else what it is a sum of.
    """
    return _aim(view, kind) or _noun_phrase(view)


def _aim(view: View, kind: PaymentKind) -> str | None:
    sentence, stop = view.place.sentence, view.stop
    if kind is PaymentKind.TRADE:
        return None
    aim: int | None = None
    target: int | None = None
    for i in range(view.place.last, min(stop, view.place.last + 30, len(sentence.words))):
        word = sentence.words[i]
        token = sentence.tokens[word.last - 1]
        finite = word.pos in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP")
        if finite or word.lower in _STOPS:
            break
        if any(actor.left < i < actor.right for actor in view.actors):
            continue  # "The Fund for Development".
        if word.lower == "for" and not _is_side(view, i) and not _is_time(sentence, i + 1):
            return _cut(sentence, i + 1, stop)
        behind = sentence.words[i + 1].pos if i + 1 < len(sentence.words) else ""
        if word.lower == "to" and behind == "VERB" and aim is None:
            aim = i + 1
        towards = word.lower in _TOWARDS and behind in ("NOUN", "ADJ", "DET")
        if towards and target is None and not _is_side(view, i):
            target = i + 1
    start = aim or target
    return None if start is None else _cut(sentence, start, stop)


def _is_side(view: View, i: int) -> bool:
    """ "For Ukraine" names the receiver; "for Ukraine's energy needs" the purpose as well."""
    sentence = view.place.sentence
    for side in view.around:
        if side.at == i and not side.actor.possessive:
            behind = sentence.words[side.actor.right : side.actor.right + 1]
            return not behind or behind[0].pos in _PREPOSITIONS or behind[0].pos == "VERB"
    return False


def _is_time(sentence: Sentence, i: int) -> bool:
    near = [sentence.lower(k) for k in range(i, i + 4)]
    return any(word in _TIMES for word in near) or near[0].isdigit()


def _cut(sentence: Sentence, start: int, stop: int) -> str | None:
    end = start
    while end < min(start + _LONGEST, stop, len(sentence.words)):
        word = sentence.words[end]
        if word.lower in _ENDS or (
            end > start and word.lower in ("in", "by") and _dated(sentence, end)
        ):
            break
        end += 1
    while end < len(sentence.words) and end - start == _LONGEST and end > start + 1:
        if sentence.words[end - 1].pos not in _PREPOSITIONS:
            break
        end -= 1
    while end > start and (
        sentence.words[end - 1].pos in ("ADP", "CCONJ", "PUNCT", "DET")
        or sentence.lower(end - 1) in ("and", "to", "of", ".")
    ):
        end -= 1
    while start < end and sentence.lower(start) in _DETERMINERS:
        start += 1
    return sentence.printed(start, end) or None


def _dated(sentence: Sentence, i: int) -> bool:
    return sentence.lower(i + 1).isdigit() or sentence.lower(i + 1) in _TIMES


def _noun_phrase(view: View) -> str | None:
    """What the sum is a sum of: "humanitarian aid"."""
    sentence = view.place.sentence
    if view.phrase is None:
        return None
    left, right = view.phrase.left, view.phrase.right
    while left < right and sentence.lower(left) in _DETERMINERS:
        left += 1
    while right > left and sentence.words[right - 1].pos in _PREPOSITIONS:
        right -= 1
    return sentence.printed(left, right) or None
